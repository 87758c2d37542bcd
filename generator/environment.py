"""Environment variables over `config.yaml`: `DATELINE_FEEDS__LIMIT=50` is `feeds.limit`.

What is wrong with such a value is reported with the variable's name, for it stands in no file.
"""

from collections.abc import Mapping

import yaml

from generator.fields import Fields
from generator.problems import Problem
from generator.unread_settings import ENVIRONMENT_PREFIX as ENVIRONMENT_PREFIX


def override_fields(fields: Fields, environment: Mapping[str, str]) -> list[Problem]:
    """Set what the variables say, as if the file had said so; return the problems of those that cannot be read."""
    problems = []
    for name in sorted(environment):
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        try:
            value = _read_value(environment[name], yaml.Mark(name, 0, -1, 0, None, 0))
        except yaml.YAMLError:
            problems.append(Problem(message="the value is not a list or mapping in YAML", path=name))
            continue
        fields.override(name.removeprefix(ENVIRONMENT_PREFIX).lower().split("__"), value)
    return problems


def _read_value(text: str, place: yaml.Mark) -> yaml.Node:
    """Read brackets as YAML and all else as the text it is: a title may hold ': '. Every part stands at `place`."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader) if text.startswith(("[", "{")) else None
    if node is None:
        return yaml.ScalarNode("tag:yaml.org,2002:str", text, place, place)
    _move(node, place)
    return node


def _move(node: yaml.Node, place: yaml.Mark) -> None:
    node.start_mark = place
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _move(key, place)
            _move(value, place)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            _move(entry, place)
