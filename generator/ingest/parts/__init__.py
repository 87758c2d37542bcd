"""The parts of a release, each found by a module of its own.

`find_…` tells what is there and takes nothing away; `take_…` also returns the blocks that remain.
"""
