"""How fast archives are built, beside Hugo: `python -m bench.builds`, which `make bench` calls.

The same releases are given to Dateline and to Hugo, who do the same things with them in turn. What was measured is kept
in `results.json`; the tables of `bench/README.md` and the plot are made from it.
"""
