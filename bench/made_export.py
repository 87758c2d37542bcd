"""A WordPress export of invented posts, as large as one asks for: `python -m bench.made_export FILE MEGABYTES`."""

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

_WORDS = 6000
_WORDS_OF_A_POST = (900, 2000)
_WORDS_OF_A_PARAGRAPH = (30, 90)
_FIRST_DAY = datetime(2004, 1, 5, 9, tzinfo=UTC)
_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Made</title><link>https://made.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
"""


def write_export(path: Path, megabytes: int) -> int:
    """Write an export of at least so many megabytes; return how many posts it holds."""
    chance = random.Random(11)
    words = ["".join(chance.choices("abdefgiklmnoprstuv", k=chance.randint(3, 10))) for _ in range(_WORDS)]
    size = number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        while size < megabytes << 20:
            number += 1
            size += file.write(_post(number, words, chance))
        file.write("</channel></rss>\n")
    return number


def _post(number: int, words: Sequence[str], chance: random.Random) -> str:
    day = _FIRST_DAY + timedelta(hours=4 * number)
    title = " ".join(chance.choices(words, k=9)).capitalize()
    body = "\n".join(f"<p>{text}</p>" for text in _paragraphs(words, chance))
    picture = f'<img src="https://made.example/files/{number}.jpg" alt="{title}"/>'
    return (
        f"<item><title>{title}</title><link>https://made.example/{day:%Y/%m}/{number}/</link>"
        f"<dc:creator>press</dc:creator><content:encoded><![CDATA[{body}\n{picture}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{day:%Y-%m-%d %H:%M:%S}</wp:post_date>"
        f"<wp:post_date_gmt>{day:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt><wp:post_name>post-{number}</wp:post_name>"
        "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f'<category domain="post_tag" nicename="t"><![CDATA[{chance.choice(words)}]]></category></item>\n'
    )


def _paragraphs(words: Sequence[str], chance: random.Random) -> Iterator[str]:
    left = chance.randint(*_WORDS_OF_A_POST)
    while left > 0:
        count = chance.randint(*_WORDS_OF_A_PARAGRAPH)
        left -= count
        yield " ".join(chance.choices(words, k=count)).capitalize() + "."


if __name__ == "__main__":
    print(write_export(Path(sys.argv[1]), int(sys.argv[2])))
