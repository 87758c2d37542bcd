"""The story as text, Markdown and HTML: what the files of other formats are made of."""

import re
from html import escape

from tests.ingest import story
from tests.ingest.story import Part

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


def write_text() -> str:
    """Return the release as a wire sends it: wrapped lines, headline, subhead, dateline, contacts, end mark."""
    import textwrap

    parts = [story.TITLE, story.SUBTITLE]
    for number, part in enumerate(story.BODY):
        if part.kind == "list":
            parts.append("\n".join(_text_items(part)))
        elif part.kind == "table":
            parts += ["   ".join(f"{cell:<16}" for cell in row).rstrip() for row in part.rows]
        else:
            text = _LINK.sub(r"\1", part.text)
            text = f"{story.DATELINE} -- {text}" if number == 0 else text
            parts.append(textwrap.fill(text, 76, break_on_hyphens=False) if part.kind == "paragraph" else text)
    parts += ["\n".join(story.CONTACT), story.END_MARK]
    return "\n\n".join(parts) + "\n"


def _text_items(part: Part) -> list[str]:
    return [line for text, inner in part.items for line in (f"* {text}", *(f"    * {words}" for words in inner))]


def write_markdown() -> str:
    """Return the text below the headline as Markdown, dateline, contacts and end mark included."""
    parts = []
    for number, part in enumerate(story.BODY):
        if part.kind == "heading":
            parts.append(f"## {part.text}")
        elif part.kind == "list":
            parts.append("\n".join(_text_items(part)))
        elif part.kind == "table":
            head, *rows = ("| " + " | ".join(row) + " |" for row in part.rows)
            parts.append("\n".join([head, "| --- | --- | ---: |", *rows]))
        else:
            parts.append(f"{story.DATELINE} — {part.text}" if number == 0 else part.text)
    parts += ["  \n".join(story.CONTACT), story.END_MARK.replace("#", r"\#")]
    return "\n\n".join(parts) + "\n"


def write_html(*, xml: bool = False) -> str:
    """Return the text below the headline as HTML; with `xml` each reference is one that XML knows."""
    parts = []
    for number, part in enumerate(story.BODY):
        text = _LINK.sub(r'<a href="\2">\1</a>', escape(part.text, quote=False))
        if part.kind == "heading":
            parts.append(f"<h2>{text}</h2>")
        elif part.kind == "list":
            parts.append(f"<ul>{''.join(_html_item(*item) for item in part.items)}</ul>")
        elif part.kind == "table":
            head, *rows = part.rows
            cells = "".join(f"<th>{cell}</th>" for cell in head)
            body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
            parts.append(f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>")
        elif part.text == story.PERSIAN:
            parts.append(f'<p dir="rtl" lang="fa">{text}</p>')
        elif number == 0:
            dash = "—" if xml else "&mdash;"
            parts.append(f"<p><strong>{story.DATELINE}</strong> {dash} {text}</p>")
        else:
            parts.append(f"<p>{text}</p>")
    parts += [f"<p>{'<br/>'.join(story.CONTACT)}</p>", f"<p>{story.END_MARK}</p>"]
    return "\n".join(parts)


def _html_item(text: str, inner: tuple[str, ...]) -> str:
    nested = f"<ul>{''.join(f'<li>{words}</li>' for words in inner)}</ul>" if inner else ""
    return f"<li>{text}{nested}</li>"


def write_page() -> str:
    """Return the release as a newsroom's page, as a browser saves it: navigation, notices and scripts around it."""
    import json

    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.TITLE,
        "datePublished": "2025-03-04T08:00:00-04:00",
        "publisher": {"@type": "Organization", "name": "Saltmere Trust"},
    }
    figure = (
        f'<figure><img src="{story.PICTURE}" alt="{story.ALT}" width="800" height="600"><figcaption>Halden Quay. '
        "Photo: Jan Peeters</figcaption></figure>"
    )
    return f"""<!DOCTYPE html>
<html lang="en-CA"><head><meta charset="utf-8"><title>{story.TITLE} | Saltmere Trust Newsroom</title>
<link rel="canonical" href="https://saltmere.example/news/tide-archive?lang=en">
<meta property="og:title" content="{story.TITLE}"><meta property="og:site_name" content="Saltmere Trust Newsroom">
<meta name="description" content="{story.SUBTITLE}">
<script type="application/ld+json">{json.dumps(data)}</script><style>body {{ color: #222 }}</style></head>
<body><div id="cookie-banner" role="dialog"><p>We use cookies to improve your visit. By going on you agree to our
use of cookies and to nothing else.</p><button>Accept all</button></div>
<header><a href="/">Saltmere Trust</a><nav><ul><li><a href="/about">About us</a></li><li><a href="/coasts">Our
coasts</a></li><li><a href="/news">Newsroom</a></li></ul></nav></header>
<main><article><h1>{story.TITLE}</h1><h2 class="subtitle">{story.SUBTITLE}</h2><time datetime="2025-03-04">March 4,
2025</time><div class="share"><a href="https://social.example/share">Share</a></div>
<div class="article-body">{figure}
{write_html()}
</div></article></main>
<aside class="related"><h3>Related news</h3><ul><li><a href="/news/1">Six fog signals stay on in Varrow</a></li><li><a
href="/news/2">First charts of a shallow coast</a></li></ul></aside>
<footer><p>© 2025 Saltmere Trust. All rights reserved. Privacy policy. Imprint.</p></footer>
<script>document.write("visited")</script></body></html>
"""
