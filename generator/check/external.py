"""Whether the links to other sites still lead somewhere: the one use of the network here, and only for `--external`.

It is polite: a host is asked one address at a time with a pause between, HEAD before GET, and an answer counts for a
week. A server that refuses a program (401, 403, 429) has not said that the page is gone.
"""

import json
import os
import secrets
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.check.outward_links import OutwardLink, find_outward_links
from generator.check.subject import Subject
from generator.ingest.fetching import Fetcher, NotFetched
from generator.problems import Problem

MEMORY = ".dateline/external-links.json"
WEEK = timedelta(days=7)
_SECONDS = 20.0
_HOSTS_AT_ONCE = 8
_ARCHIVE = "https://web.archive.org/web"
_REFUSED = (401, 403, 405, 406, 407, 429, 999)
"""A server that answers so has the page, or will not say."""


class Answer(NamedTuple):
    """What became of asking for an address."""

    asked: datetime
    fault: str
    """Empty when it leads somewhere."""


def find_dead_links(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each link to another site that leads nowhere, with a copy to consider instead."""
    links = list(find_outward_links(subject))
    memory = _recall(subject)
    unknown = sorted({link.url for link in links} - memory.keys())
    try:
        memory |= _ask_all(subject, unknown)
    finally:
        _remember(subject.site / MEMORY, memory)
    for link in links:
        fault = memory[link.url].fault
        if fault:
            message = f"the link to {link.url} leads nowhere: {fault}; a copy may be at {_copy_of(link)}"
            yield Problem(message=message, path=link.path, line=link.line, severity="warning")


def _ask_all(subject: Subject, urls: list[str]) -> dict[str, Answer]:
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[_host(url)].append(url)
    fetcher = Fetcher(_SECONDS, 0, frozenset(subject.config.importing.private_hosts))
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        found = pool.map(lambda host: _ask_host(fetcher, by_host[host], subject), sorted(by_host))
        return {url: answer for answers in found for url, answer in answers.items()}


def _ask_host(fetcher: Fetcher, urls: list[str], subject: Subject) -> dict[str, Answer]:
    """Ask for the addresses of one host, one after the other; one that does not answer twice is left in peace."""
    answers: dict[str, Answer] = {}
    silent = 0
    for number, url in enumerate(urls):
        if number:
            time.sleep(subject.pause)
        try:
            fault = _ask(fetcher, url, subject.pause)
            silent = 0
        except NotFetched as error:
            fault = str(error)
            silent += 1
        answers[url] = Answer(subject.now, fault)
        if silent == 2:
            answers |= {left: Answer(subject.now, fault) for left in urls[number + 1 :]}
            break
    return answers


def _ask(fetcher: Fetcher, url: str, pause: float) -> str:
    """Return what is wrong with an address, empty if nothing is; many servers answer HEAD worse than GET."""
    status = fetcher.ask(url, "HEAD")
    if status >= HTTPStatus.BAD_REQUEST:
        time.sleep(pause)
        status = fetcher.ask(url, "GET")
    if status < HTTPStatus.BAD_REQUEST or status in _REFUSED:
        return ""
    with suppress(ValueError):
        return f"the server answered {status} {HTTPStatus(status).phrase}"
    return f"the server answered {status}"


def _recall(subject: Subject) -> dict[str, Answer]:
    """Return the answers of the last week; a memory that cannot be read is none."""
    try:
        kept = json.loads((subject.site / MEMORY).read_bytes())
        answers = {url: Answer(datetime.fromisoformat(asked), fault) for url, (asked, fault) in kept.items()}
        return {url: one for url, one in answers.items() if subject.now - WEEK < one.asked <= subject.now}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _remember(file: Path, memory: Mapping[str, Answer]) -> None:
    data = json.dumps({url: (answer.asked.isoformat(), answer.fault) for url, answer in sorted(memory.items())})
    draft = file.with_name(f".links-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    with suppress(OSError):  # then it is asked again
        file.parent.mkdir(exist_ok=True)
        draft.write_text(data, "utf-8")
        draft.replace(file)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _copy_of(link: OutwardLink) -> str:
    """Return where the Wayback Machine would have the page as it was nearest to the day of the release."""
    return f"{_ARCHIVE}/{link.day.strftime('%Y%m%d') if link.day else '*'}/{link.url}"
