"""Jinja as layouts are run in it: without the ways out of a context, and without work that changes nothing.

Jinja's own sandbox looks at every attribute at every use, which doubles the time of a page; here they are looked at
once, when a layout is compiled.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    TemplateAssertionError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_eval_context,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import Environment, Template, TemplateModule
from jinja2.meta import find_referenced_templates, find_undeclared_variables
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.date_text import date_text, language_name, month_text, number_text
from generator.render.faults import ROOT, Unknown
from generator.render.layouts import Layouts

if TYPE_CHECKING:
    from types import CodeType

_WANTS_ESCAPING = vars(pass_eval_context(lambda: None))
"""How a function says that it is to be told whether what it returns will be escaped."""
_MARKUP = re.compile("[&<>\"']")


def make_environment(layouts: Layouts) -> Environment:
    """Return the environment of these layouts."""
    environment = _Environment(
        loader=_Loader(layouts),
        undefined=Unknown,
        autoescape=select_autoescape(("html", "xml")),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_COMPILED,
    )
    environment.globals.clear()  # `lipsum` is random, `cycler` keeps a state
    del environment.filters["random"], environment.filters["attr"]  # what is random, and names nobody can check
    environment.filters |= {
        "shown": date_text,
        "month": month_text,
        "month_short": partial(month_text, short=True),
        "number": number_text,
        "language_name": language_name,
    }
    return environment


class _CompiledLayouts(BytecodeCache):
    """The compiled layouts of this process, by their text: a preview builds again and again with the same ones."""

    def __init__(self) -> None:
        """Begin empty."""
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was compiled from the same text."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledLayouts()
_IN_MACROS: dict[str, tuple[str, ...] | None] = {}
"""What was found of the macros of this process's layouts, by their text; see `_Environment.names_in_macros`."""


def _written(value: object) -> str:
    """Return a value as it stands in HTML or XML: escaped, unless it is markup."""
    if type(value) is str:
        return escape(value) if _MARKUP.search(value) else value
    return value if type(value) is Markup else escape(value)


class _Code(CodeGenerator):
    """Writes what is escaped as text: as markup, which Jinja would make of each piece, it would only be joined."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Context(Context):
    """Calls functions and macros, which are what layouts call, without asking what else they could be."""

    def call(self, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call what a layout calls."""
        kind = type(function)
        if kind is Macro or (kind is FunctionType and function.__dict__ == _WANTS_ESCAPING):
            arguments = (self.eval_ctx, *arguments)
        elif kind is not FunctionType or function.__dict__:
            return super().call(function, *arguments, **named)
        if named:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
        try:
            return function(*arguments, **named)
        except StopIteration:  # or the layout would end here
            return self.environment.undefined("a function that the layout calls has nothing more to give")


def _is_macro(node: nodes.Node) -> bool:
    """Tell whether a part of a layout is a macro, or text between macros."""
    return isinstance(node, nodes.Macro) or (
        isinstance(node, nodes.Output) and all(isinstance(part, nodes.TemplateData) for part in node.nodes)
    )


def _names_in_macros(source: nodes.Template) -> tuple[str, ...] | None:
    alone = all(map(_is_macro, source.body)) and not any(find_referenced_templates(source))
    return tuple(sorted(find_undeclared_variables(source))) if alone else None


class _Template(Template):
    """Imports a layout that has macros alone once for a page, although the page's own layout and its base both do."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja names it
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - Jinja names it
    ) -> TemplateModule:
        """Return the layout's macros, as they are with these variables."""
        environment, name = cast("_Environment", self.environment), self.name or ""
        names = environment.names_in_macros(name)
        if names is None or not shared or any(value is not missing for value in (locals or {}).values()):
            return super().make_module(vars, shared, locals)
        values = [(vars or {}).get(looked_up, missing) for looked_up in names]
        last = environment.imported.get(name)
        if last and all(value is known for value, known in zip(values, last[0], strict=True)):
            return last[1]
        module = super().make_module(vars, shared, locals)
        environment.imported[name] = values, module
        return module


class _Environment(Environment):
    """Finds names that are no field of a context when a layout is compiled."""

    code_generator_class = _Code
    context_class = _Context
    template_class = _Template
    written = staticmethod(_written)

    def __init__(self, **options: Any) -> None:
        """Begin with nothing imported."""
        super().__init__(**options)
        self.imported: dict[str, tuple[list[Any], TemplateModule]] = {}
        """By layout, what was imported last: the variables that its macros could see, and the macros."""
        self._in_macros: dict[str, tuple[str, ...] | None] = {}

    def names_in_macros(self, layout: str) -> tuple[str, ...] | None:
        """Return the variables that the macros of a layout look up; None when it has more than macros of its own."""
        if layout not in self._in_macros:
            text = self.loader.get_source(self, layout)[0] if self.loader else ""
            if text not in _IN_MACROS:
                _IN_MACROS[text] = _names_in_macros(self.parse(text))
            self._in_macros[layout] = _IN_MACROS[text]
        return self._in_macros[layout]

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        for node in source.find_all((nodes.Getattr, nodes.Getitem)):
            name = node.attr if isinstance(node, nodes.Getattr) else getattr(getattr(node, "arg", None), "value", None)
            if isinstance(name, str) and name.startswith("_"):
                raise TemplateAssertionError(f"'{name}' is not a field of a context", node.lineno)
        return super()._generate(source, *arguments, **options)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look a name up that only a running layout knows."""
        if isinstance(argument, str) and argument.startswith("_"):
            return self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


class _Loader(BaseLoader):
    """Finds layouts among those that were read, and words what is wrong with their bytes."""

    def __init__(self, layouts: Layouts) -> None:
        """Use these layouts."""
        self._layouts = layouts

    def get_source(self, _: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text, what tracebacks call the file, and whether it is current."""
        if template not in self._layouts:
            raise TemplateNotFound(template)
        try:
            text = self._layouts[template].decode()
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise TemplateSyntaxError("it is not UTF-8, save it as UTF-8", line, template) from None
        return text, ROOT + template, lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all layouts."""
        return sorted(self._layouts)
