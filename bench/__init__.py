"""Measurements of Dateline on real material; none of them is needed to use it."""
