"""The archive in other forms: as data, as a database, as one release's pack, as a bag for preservation.

All but the bag go through the one gate: what is hidden leaves only when it was asked for.
"""

from generator.export.bag import Bag, make_bag
from generator.export.database import write_database
from generator.export.outline import open_outline
from generator.export.pack import write_pack
from generator.export.tables import csv_lines, json_lines

__all__ = ["Bag", "csv_lines", "json_lines", "make_bag", "open_outline", "write_database", "write_pack"]
