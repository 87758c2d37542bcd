"""The layouts of a site, ready to turn contexts into bytes.

What a layout may use is written here and in `contexts/`: the fields of its context, the functions `link`, `absolute`,
`asset`, `_`, `ngettext` and `pgettext`, and the filters `shown`, `month`, `month_short` and `number`
besides Jinja's own.
"""

import dataclasses
import difflib
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    TemplateAssertionError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.environment import Environment

from generator.addresses import absolute_url, encode_address, is_whole, relative_link
from generator.contexts import Layout, PageContext, SiteContext
from generator.date_text import date_text, month_text, number_text
from generator.digests import digest_of
from generator.problems import BuildFailed
from generator.render.closures import Closures, References
from generator.render.faults import ROOT, Unknown, problem_of
from generator.render.layouts import Layouts
from generator.render.words import Words

if TYPE_CHECKING:
    from types import CodeType

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 §2.2: not even as a reference


class Renderer:
    """Renders contexts with layouts; not for use by two threads at once."""

    def __init__(self, layouts: Layouts, references: References | None = None) -> None:
        """Use these layouts; `references` are what is known of which include which, and are added to."""
        self._environment = _environment(layouts)
        self._closures = Closures(self._environment, {} if references is None else references)
        self._digests: dict[str, str] = {}
        self._words = Words(layouts)

    def digest(self, layout: str) -> str:
        """Return the digest of a layout, all it is made of, and the words it can say."""
        if layout not in self._digests:
            self._digests[layout] = digest_of((self._closures.digest(layout), self._words.digest))
        return self._digests[layout]

    def parts(self, layout: str) -> list[str]:
        """Return a layout and those it is made of, itself first."""
        return self._closures.names(layout)

    def render(self, layout: str, context: Layout) -> bytes:
        """Return the page; raise `BuildFailed`, naming the layout and the line, when the layout is wrong."""
        values = {field.name: getattr(context, field.name) for field in dataclasses.fields(context)}
        functions = _functions(context.site, context.page) | self._words.functions(context.site.language)
        try:
            template = self._environment.get_template(layout)
            text = template.render(values | functions)
            return (_NOT_IN_XML.sub("", text) if layout.endswith(".xml") else text).encode()
        except Exception as error:  # a layout is a program of the user's: it can raise anything
            raise BuildFailed([problem_of(error, layout)]) from error


def _functions(site: SiteContext, page: PageContext) -> dict[str, Callable[..., str]]:
    """Return the functions of one page's layout."""

    def link(address: str) -> str:
        """Return the link from this page to an address."""
        if page.address != "/404.html" or is_whole(address) or not address.startswith("/"):
            return relative_link(page.address, address, portable=site.portable)
        return urlsplit(site.base_url).path + encode_address(address)[1:]  # a host shows this page at any address

    def absolute(address: str) -> str:
        """Return the whole URL of an address."""
        return absolute_url(site.base_url, address)

    def asset(name: str) -> str:
        """Return the link to a file below `layouts/assets/`."""
        if name not in site.assets:
            near = difflib.get_close_matches(name, sorted(site.assets), n=1)
            advice = f"did you mean '{near[0]}'?" if near else "put one of that name there"
            raise ValueError(f"there is no asset '{name}' below layouts/assets/; {advice}")
        return link(site.assets[name])

    return {"link": link, "absolute": absolute, "asset": asset}


def _environment(layouts: Layouts) -> Environment:
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


class _Environment(Environment):
    """Jinja without the ways out of a context, found when a layout is compiled.

    Jinja's own sandbox looks at every attribute at every use, which doubles the time of a page.
    """

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
