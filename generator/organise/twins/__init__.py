"""The other forms of a release, beside its page: Markdown, plain text, and ninjs.

Each carries what the release discloses. Of a release whose text was removed only ninjs is left, to say so.
"""

from generator.organise.twins.plan import plan_twins, twins_of

__all__ = ["plan_twins", "twins_of"]
