"""`config.yaml` and the environment into `Config`; every problem at once, with its line."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from generator.contact_settings import ContactSettings, read_contact_settings
from generator.deploy_settings import TargetSettings, read_deploy_settings
from generator.environment import override_fields
from generator.fields import Fields, read_mapping
from generator.import_settings import ImportSettings, read_import_settings
from generator.language_settings import LANGUAGE, LanguageSettings, MenuEntry, read_languages, read_menu
from generator.markdown_settings import MarkdownSettings, read_markdown_settings
from generator.model import TERM_KINDS, TermKind
from generator.original_settings import PUBLISHABLE
from generator.problems import BuildFailed, Problem, errors_in
from generator.security_settings import SecuritySettings, read_security_settings
from generator.theme import Theme, find_faint_colours, read_theme
from generator.unread_settings import CONFIG_NAME as CONFIG_NAME

DEFAULT_VOCABULARY = "vocabulary.yaml"
DEFAULT_PERMALINK = "/{year}/{month}/{slug}/"

Format = Literal["html", "md", "txt", "ninjs"]
FeedFormat = Literal["atom", "rss", "json"]
RedirectFormat = Literal["html", "netlify", "nginx", "apache"]
FORMATS: tuple[Format, ...] = ("html", "md", "txt", "ninjs")
DEFAULT_FORMATS: tuple[Format, ...] = ("html",)
FEED_FORMATS: tuple[FeedFormat, ...] = ("atom", "rss", "json")
DEFAULT_FEED_FORMATS: tuple[FeedFormat, ...] = ("atom", "rss")
REDIRECT_FORMATS: tuple[RedirectFormat, ...] = ("html", "netlify", "nginx", "apache")
DEFAULT_REDIRECT_FORMATS: tuple[RedirectFormat, ...] = ("html",)

_PERMALINK_FIELDS = frozenset({"year", "month", "day", "slug"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The organisation whose archive this is."""

    name: str = ""
    url: str = ""
    logo: str = ""
    """The address of a file of `content/static/`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """What the feeds hold."""

    limit: int = 20
    formats: tuple[FeedFormat, ...] = DEFAULT_FEED_FORMATS
    archives: bool = True
    """A document for each month that is over."""
    per_term: bool = False
    """A feed for each tag, person, organisation and place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a site; docs/reference/configuration.md says what each does."""

    title: str
    base_url: str
    """Ends with a slash."""
    previous_urls: tuple[str, ...] = ()
    """Where the site stood before, oldest first; each ends with a slash."""
    language: str = "en"
    languages: tuple[LanguageSettings, ...] = ()
    """Those that have pages of their own, beside the site's."""
    timezone: str = "UTC"
    description: str = ""
    publisher: Publisher = Publisher()
    license: str = ""
    permalink: str = DEFAULT_PERMALINK
    page_size: int = 50
    markdown: MarkdownSettings = field(default_factory=MarkdownSettings)
    formats: tuple[Format, ...] = DEFAULT_FORMATS
    """Of a release; its page is there whatever they are."""
    feeds: FeedSettings = FeedSettings()
    search: bool = True
    published_suggestions: tuple[TermKind, ...] = ("tags",)
    vocabulary: str = DEFAULT_VOCABULARY
    """A file, relative to the site's folder."""
    importing: ImportSettings = field(default_factory=ImportSettings)
    contacts: ContactSettings = field(default_factory=ContactSettings)
    security: SecuritySettings | None = None
    published_originals: tuple[str, ...] = ()
    """Formats that readers may have as they came."""
    quotes: bool = True
    """Pages of who said what."""
    redirects: tuple[RedirectFormat, ...] = DEFAULT_REDIRECT_FORMATS
    theme: Theme = field(default_factory=Theme)
    menu: tuple[MenuEntry, ...] = ()
    targets: tuple[TargetSettings, ...] = ()
    """Where the site is sent."""

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)

    @property
    def base_path(self) -> str:
        """The path of `base_url`, with a slash at both ends."""
        return urlsplit(self.base_url).path


def load_config(site: Path, environment: Mapping[str, str]) -> tuple[Config, list[Problem]]:
    """Read the configuration of the site whose folder is `site`; see `read_config`."""
    try:
        data = (site / CONFIG_NAME).read_bytes()
    except FileNotFoundError:
        message = "there is no config.yaml here; make a site with `dateline init`, or name one with --site"
        raise BuildFailed([Problem(message=message)]) from None
    except OSError as error:
        message = f"it cannot be read ({error.strerror}); it must be a file you may read"
        raise BuildFailed([Problem(message=message, path=CONFIG_NAME)]) from None
    return read_config(data, environment)


def read_config(data: bytes, environment: Mapping[str, str]) -> tuple[Config, list[Problem]]:
    """Read the configuration and return it with its warnings; raise `BuildFailed` with every problem when it is wrong.

    `DATELINE_TITLE` overrides `title`, `DATELINE_FEEDS__LIMIT` overrides `feeds.limit`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BuildFailed(
            [Problem(message="the file is not UTF-8; save it as UTF-8", path=CONFIG_NAME, line=line)]
        ) from None
    fields, problems = read_mapping(text, path=CONFIG_NAME)
    if fields is None:
        raise BuildFailed(problems)
    problems += override_fields(fields, environment)
    config = _config(fields)
    fields.finish("error")
    if errors_in(problems):
        raise BuildFailed(problems)
    return config, problems + find_faint_colours(config.theme)


def with_base_url(config: Config, base_url: str) -> Config:
    """Return the configuration of the same site at another address; raise `BuildFailed` when it is none."""
    problem = _base_url_problem(base_url)
    if problem:
        raise BuildFailed([Problem(message=f"--base-url is '{base_url}'; {problem}")])
    return dataclasses.replace(config, base_url=base_url.rstrip("/") + "/")


def _config(fields: Fields) -> Config:
    format_ = fields.number("format", default=1)
    if format_ != 1:
        fields.report("format", f"'format' is {format_}; this version of Dateline reads format 1")
    publisher = fields.mapping("publisher")
    feeds = fields.mapping("feeds")
    search = fields.mapping("search")
    suggestions = fields.mapping("suggestions")
    importing = fields.mapping("import")
    originals = fields.mapping("originals")
    quotes = fields.mapping("quotes")
    redirects = fields.mapping("redirects")
    theme = fields.mapping("theme")
    config = Config(
        title=fields.required_text("title", "write the name of the archive"),
        base_url=_base_url(fields),
        previous_urls=_previous_urls(fields),
        language=(language := _language(fields)),
        languages=read_languages(fields, language),
        timezone=_timezone(fields),
        description=fields.text("description") or "",
        publisher=_publisher(publisher) if publisher else Publisher(),
        license=fields.text("license") or "",
        permalink=_permalink(fields),
        page_size=fields.number("page_size", default=50, least=1),
        markdown=read_markdown_settings(fields),
        formats=fields.choices("formats", FORMATS, DEFAULT_FORMATS),
        feeds=FeedSettings(
            limit=feeds.number("limit", default=20, least=1),
            formats=feeds.choices("formats", FEED_FORMATS, DEFAULT_FEED_FORMATS),
            archives=feeds.flag("archives", default=True),
            per_term=feeds.flag("per_term", default=False),
        )
        if feeds
        else FeedSettings(),
        search=search.flag("enabled", default=True) if search else True,
        published_suggestions=suggestions.choices("publish", TERM_KINDS, ("tags",)) if suggestions else ("tags",),
        vocabulary=_vocabulary(fields),
        importing=read_import_settings(importing) if importing else ImportSettings(),
        contacts=read_contact_settings(fields),
        security=read_security_settings(fields),
        published_originals=originals.choices("publish", tuple(PUBLISHABLE), ()) if originals else (),
        quotes=quotes.flag("enabled", default=True) if quotes else True,
        redirects=redirects.choices("formats", REDIRECT_FORMATS, DEFAULT_REDIRECT_FORMATS)
        if redirects
        else DEFAULT_REDIRECT_FORMATS,
        theme=read_theme(theme) if theme else Theme(),
        menu=read_menu(fields),
        targets=read_deploy_settings(fields, _base_url_problem),
    )
    for nested in (publisher, feeds, suggestions, importing, originals, quotes, search, redirects):
        if nested:
            nested.finish("error")
    return config


def _publisher(fields: Fields) -> Publisher:
    logo = fields.text("logo") or ""
    if logo and not re.fullmatch(r"/(?!/)[^?#\\]+", logo):
        fields.report(
            "logo", f"'publisher.logo' is '{logo}'; write the address of a file of content/static/, like /logo.svg"
        )
    return Publisher(name=fields.text("name") or "", url=fields.text("url") or "", logo=logo)


def _base_url(fields: Fields) -> str:
    value = fields.required_text("base_url", "write the address the site will have, like https://news.example.org/")
    problem = _base_url_problem(value) if value else None
    if problem:
        fields.report("base_url", f"'base_url' is '{value}'; {problem}")
    return value.rstrip("/") + "/"


def _previous_urls(fields: Fields) -> tuple[str, ...]:
    urls = fields.texts("previous_urls")
    for url in urls:
        problem = _base_url_problem(url)
        if problem:
            fields.report("previous_urls", f"'previous_urls' has '{url}'; {problem}")
    return tuple(url.rstrip("/") + "/" for url in urls)


def _base_url_problem(value: str) -> str | None:
    advice = "write a whole address, like https://news.example.org/ or https://example.org/archive/"
    try:
        parts = urlsplit(value)
    except ValueError:
        return advice
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"]", value):
        return advice
    return "leave out what follows '?' or '#'" if parts.query or parts.fragment else None


def _language(fields: Fields) -> str:
    value = fields.text("language") or "en"
    if not LANGUAGE.fullmatch(value):
        fields.report("language", f"'language' is '{value}'; write a BCP 47 tag, like en, fa or pt-BR")
    return value


def _timezone(fields: Fields) -> str:
    value = fields.text("timezone") or "UTC"
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder's name such as 'Europe' is an OSError
        fields.report(
            "timezone", f"'timezone' is '{value}'; write a name of the IANA database, like Europe/Paris or UTC"
        )
    return value


def _permalink(fields: Fields) -> str:
    value = fields.text("permalink")
    if value is None:
        return DEFAULT_PERMALINK
    names = re.findall(r"\{([^{}]*)\}", value)
    unknown = [name for name in names if name not in _PERMALINK_FIELDS]
    rest = re.sub(r"\{[^{}]*\}", "", value)
    if unknown:
        fields.report(
            "permalink", f"'permalink' has '{{{unknown[0]}}}'; known are {{year}}, {{month}}, {{day}} and {{slug}}"
        )
    elif not value.startswith("/") or not value.endswith("/") or "slug" not in names or "//" in value:
        fields.report("permalink", f"'permalink' is '{value}'; begin and end it with '/', and have {{slug}} in it")
    elif not re.fullmatch(r"[\w/-]*", rest):
        fields.report(
            "permalink", f"'permalink' is '{value}'; beside fields write only letters, digits, '-', '_' and '/'"
        )
    return value


def _vocabulary(fields: Fields) -> str:
    value = fields.text("vocabulary") or DEFAULT_VOCABULARY
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value or path.suffix not in (".yaml", ".yml"):
        fields.report("vocabulary", f"'vocabulary' is '{value}'; write a file of the site, like {DEFAULT_VOCABULARY}")
    return path.as_posix()
