"""What a page says of itself to search engines: JSON-LD with the vocabulary of schema.org.

A property that nobody stated is not there, and neither is one that import inferred, save the title.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from generator.addresses import absolute_url
from generator.contexts import Link, SiteContext

Node = dict[str, Any]


def graph(nodes: Sequence[Node]) -> str:
    """Return JSON-LD that no page can be left from: `<` is escaped; empty when there is nothing to say."""
    if not nodes:
        return ""
    data = nodes[0] if len(nodes) == 1 else {"@graph": list(nodes)}
    return msgspec.json.encode({"@context": "https://schema.org"} | data).decode().replace("<", "\\u003c")


def breadcrumbs(trail: Sequence[tuple[Link, str]], title: str) -> Node:
    """Return where a page stands; `trail` holds the pages above it with their whole URLs."""
    steps: list[Node] = [
        {"@type": "ListItem", "position": position, "name": link.title, "item": url}
        for position, (link, url) in enumerate(trail, 1)
    ]
    steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": title})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def web_site(*, url: str, title: str, description: str, language: str, publisher: Node, search_url: str = "") -> Node:
    """Return what the home page says of the whole site; `search_url` is that of its search page, if it has one."""
    site = {"@type": "WebSite", "@id": url, "url": url, "name": title, "description": description}
    return stated(site | {"inLanguage": language, "publisher": publisher, "potentialAction": _search(search_url)})


def _search(url: str) -> Node:
    if not url:
        return {}
    target = {"@type": "EntryPoint", "urlTemplate": f"{url}?q={{search_term_string}}"}
    return {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}


def organization(name: str, url: str = "", logo: str = "") -> Node:
    """Return an organisation; `logo` is the whole URL of its mark."""
    return stated({"@type": "Organization", "name": name, "url": url, "logo": logo})


def publisher_of(site: SiteContext) -> Node:
    """Return whose archive this is."""
    logo = absolute_url(site.base_url, site.logo) if site.logo else ""
    return organization(site.publisher or site.title, site.publisher_url, logo)


def stated(node: Node) -> Node:
    """Return a node without the properties that have no value."""
    return {name: value for name, value in node.items() if value}
