"""A small site, about a ferry company that does not exist."""

from pathlib import Path

CONFIG = """format: 1
title: Holm Ferries
base_url: https://ferries.example/
language: en
timezone: Europe/London
"""
RELEASE = """---
title: {title}
date: {date}
status: published
---
{body}
"""
WIRE_TEXT = """FOR IMMEDIATE RELEASE

Holm Ferries orders an electric boat

HOLM, England, March 19, 2024 /PRNewswire/ -- Holm Ferries has ordered an electric boat for the
crossing to the islands. It will carry 90 passengers and 12 cars, and it enters service in spring.

"The harbour will be quiet," said Agnes Thorne, harbour master of Holm.

Contact:
Agnes Thorne
press@ferries.example

SOURCE Holm Ferries
"""


def write_site(folder: Path) -> Path:
    """Write the site and return its folder."""
    (folder / "content/inbox").mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    write_release(folder, "night-boat", title="The night boat returns")
    write_release(folder, "new-pier", title="A new pier for Holm", date="2023-06-01", body="The pier is of oak.")
    return folder


def write_release(
    site: Path, name: str, *, title: str, date: str = "2024-03-05", body: str = "The ferry sails at nine."
) -> Path:
    """Write one release and return its file."""
    file = site / "content/releases" / date[:4] / f"{date}-{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(RELEASE.format(title=title, date=date, body=body), encoding="utf-8")
    return file
