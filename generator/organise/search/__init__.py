"""The search index: files that the script of `/search/` loads as it needs them.

docs/explanation/search.md says what is in them and why; decision 11 says what they replace.
"""

from generator.organise.search.plan import plan_search

__all__ = ["plan_search"]
