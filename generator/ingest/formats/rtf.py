"""Rich Text Format: what a reader of the printed page would see, as HTML."""

from generator.ingest.assets import Assets
from generator.ingest.formats.left_out import LeftOut, call_by_property
from generator.ingest.formats.office_zip import damaged, refused
from generator.ingest.formats.rtf_markup import write_inline, write_markup
from generator.ingest.formats.rtf_reader import NestedTooDeep, RtfReader
from generator.ingest.formats.rtf_tokens import tokens
from generator.ingest.fragment_pictures import take_fragment_pictures
from generator.ingest.html_copy import read_fragment
from generator.ingest.reading import Item, Reading
from generator.ingest.stated import Stated


def recognises(item: Item) -> bool:
    """Tell whether the bytes begin as a rich text does."""
    return item.data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def read(item: Item) -> Reading:
    """Read a release; raises ImportRefused when the file was cut short or holds no words."""
    left_out = LeftOut()
    reader = RtfReader(left_out)
    try:
        reader.read(tokens(item.data[item.data.find(b"{") :]))
    except NestedTooDeep as error:
        raise refused("the file is nested deeper than any document; open it, and save it anew") from error
    if not reader.is_whole:
        raise damaged()
    assets = Assets(item)
    for picture in reader.pictures:
        picture.take(assets, left_out)
    notes = "".join(f"<p>[{number}] {write_inline(note)}</p>" for number, note in enumerate(reader.notes, 1))
    markup, media = take_fragment_pictures(write_markup(reader.paragraphs) + notes, assets)
    reading = assets.attach(read_fragment(markup, item, Stated(media=media), left_out.problems(item)))
    return call_by_property(reading, reader.title)
