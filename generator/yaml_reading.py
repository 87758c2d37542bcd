"""YAML text → its nodes, without what YAML would take each value for: every getter of `Fields` knows what it wants."""

import yaml


class _Untyped(yaml.CSafeLoader):
    """Finds out no type, which takes a sixth of the time of reading front matter."""

    def resolve(self, *_: object) -> str:
        """Return no type."""
        return ""

    def descend_resolver(self, *_: object) -> None:
        """Note nothing on the way down."""

    def ascend_resolver(self) -> None:
        """Forget nothing on the way up."""


def read_yaml(text: str, path: str) -> yaml.Node:
    """Return the node of a text of the file `path`, of an empty one a mapping without keys.

    Raises `yaml.YAMLError` and RecursionError.
    """
    node = yaml.compose(text, Loader=_Untyped)
    if node is not None:
        return node
    mark = yaml.Mark(path, 0, 0, 0, None, 0)
    return yaml.MappingNode("tag:yaml.org,2002:map", [], mark, mark)
