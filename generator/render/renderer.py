"""The layouts of a site, ready to turn contexts into bytes.

What a layout may use is written here and in `contexts/`: the fields of its context, the functions `link`, `absolute`,
`asset`, `_`, `ngettext` and `pgettext`, and the filters `shown`, `month`, `month_short`, `number` and `language_name`
besides Jinja's own.
"""

import dataclasses
import difflib
import re
from collections.abc import Callable, MutableMapping
from urllib.parse import urlsplit

from generator.addresses import absolute_url, encode_address, is_whole, linker
from generator.contexts import LAYOUTS, Layout, PageContext, SiteContext
from generator.digests import digest_of
from generator.problems import BuildFailed
from generator.render.closures import Closures, find_open_references
from generator.render.environment import make_environment
from generator.render.faults import problem_of
from generator.render.layouts import Layouts
from generator.render.words import Words

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 §2.2: not even as a reference
_NAMES = {context: tuple(field.name for field in dataclasses.fields(context)) for context in LAYOUTS.values()}


class Renderer:
    """Renders contexts with layouts; not for use by two threads at once."""

    def __init__(self, layouts: Layouts, kept: MutableMapping[str, bytes] | None = None) -> None:
        """Use these layouts; in `kept` is what an earlier build found in them."""
        self._layouts = layouts
        self._environment = make_environment(layouts)
        self._closures = Closures(self._environment, {} if kept is None else kept)
        self._digests: dict[str, str] = {}
        self._words = Words(layouts)
        self._here = _Here()
        self._functions = _functions(self._here)

    def digest(self, layout: str) -> str:
        """Return the digest of a layout, all it is made of, and the words it can say."""
        if layout not in self._digests:
            self._digests[layout] = digest_of((self._closures.digest(layout), self._words.digest))
        return self._digests[layout]

    def parts(self, layout: str) -> list[str]:
        """Return a layout and those it is made of, itself first."""
        return self._closures.names(layout)

    def open_references(self) -> list[tuple[str, int]]:
        """Return each layout that names another only while it runs, with the line: it depends on all layouts."""
        return list(find_open_references(self._environment, self._layouts))

    def uses(self, layout: str, other: str) -> bool:
        """Tell whether a layout is the other, or is made of it as far as that is known before it runs."""
        return self._closures.uses(layout, other)

    def render(self, layout: str, context: Layout) -> bytes:
        """Return the page; raise `BuildFailed`, naming the layout and the line, when the layout is wrong."""
        site = self._here.turn_to(context.site, context.page)
        values = {name: getattr(context, name) for name in _NAMES[type(context)]}
        try:
            template = self._environment.get_template(layout)
            text = template.render(values | {"site": site} | self._functions | self._words.functions(site.language))
            return (_NOT_IN_XML.sub("", text) if layout.endswith(".xml") else text).encode()
        except Exception as error:  # a layout is a program of the user's: it can raise anything
            raise BuildFailed([problem_of(error, layout)]) from error


class _Here:
    """The page that is being rendered.

    Its functions, and its site while they are equal, are those of the page before, so that the macros which that one
    imported serve it too.
    """

    def __init__(self) -> None:
        """Begin nowhere."""
        self._sites: dict[str, SiteContext] = {}
        """The last of each language."""

    def turn_to(self, site: SiteContext, page: PageContext) -> SiteContext:
        """Go on with a page; return its site, the very one that an earlier page had when they are equal."""
        known = self._sites.get(site.language)
        self.site = known if known == site else site
        self._sites[site.language] = self.site
        relative = linker(page.address, portable=site.portable)
        self.link = self._root(relative) if page.address == "/404.html" else relative
        return self.site

    def _root(self, relative: Callable[[str], str]) -> Callable[[str], str]:
        path = urlsplit(self.site.base_url).path

        def rooted(address: str) -> str:
            """Return the link from the page that a host shows at any address."""
            if is_whole(address) or not address.startswith("/"):
                return relative(address)
            return path + encode_address(address)[1:]

        return rooted


def _functions(here: _Here) -> dict[str, Callable[..., str]]:
    """Return the functions of every page's layout."""

    def link(address: str) -> str:
        """Return the link from the page to an address."""
        return here.link(address)

    def absolute(address: str) -> str:
        """Return the whole URL of an address."""
        return absolute_url(here.site.base_url, address)

    def asset(name: str) -> str:
        """Return the link to a file below `layouts/assets/`."""
        assets = here.site.assets
        if name not in assets:
            near = difflib.get_close_matches(name, sorted(assets), n=1)
            advice = f"did you mean '{near[0]}'?" if near else "put one of that name there"
            raise ValueError(f"there is no asset '{name}' below layouts/assets/; {advice}")
        return here.link(assets[name])

    return {"link": link, "absolute": absolute, "asset": asset}
