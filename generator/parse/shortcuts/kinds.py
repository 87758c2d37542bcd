"""How parts of Python-Markdown are told apart: by their exact class, named so that it need not be imported."""


def kind_of(part: type) -> str:
    """Return the whole name of a class; a subclass, which may do anything, has another one."""
    return f"{part.__module__}.{part.__qualname__}"
