"""Cut the serif of the papers to what stands on a certified copy: `signing/assets/serif*.ttf`.

The cut keeps the letters of Vietnamese and of western European names, their outlines and widths; hints, layout tables
and names go. Run once after the fonts in `desk/assets/fonts` change:

    .venv/bin/python docs/make_stamp_fonts.py

Licence: the cut is under the OFL like its source and, as the OFL asks of a changed font, does not bear its name.
"""

import logging
import shutil
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET = ROOT / "desk" / "assets" / "fonts", ROOT / "signing" / "assets"
FACES = {"Regular": "serif.ttf", "Bold": "serif-bold.ttf"}
NAME = "SaoYSerif"

LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA),
    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AB, 0x2116, 0x2212, 0x25A1,
]
"""ASCII, Latin-1, Latin Extended-A, Vietnamese, the punctuation of print, the box that stands for what is lacking."""

KEPT = {"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "post", "name", "OS/2"}


def cut(face: str, out: Path) -> None:
    """Write one face cut to `LETTERS`, with a single character map of format 12, which is read in three lines."""
    font = TTFont(SOURCE / f"LiberationSerif-{face}.ttf", recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False, name_IDs=[])
    options.drop_tables += [tag for tag in font.keys() if tag not in KEPT]  # noqa: SIM118 -- GlyphOrder hides in the iterator
    cutter = Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    letters = font.getBestCmap()
    builder = FontBuilder(font=font)
    builder.setupNameTable({"familyName": NAME, "styleName": face, "psName": f"{NAME}-{face}"}, mac=False)
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(letters)
    font["cmap"].tables = [table]
    font.save(out)
    print(out.name, len(font.getGlyphOrder()), "glyphs,", out.stat().st_size, "bytes")


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    TARGET.mkdir(exist_ok=True)
    for face, name in FACES.items():
        cut(face, TARGET / name)
    shutil.copyfile(SOURCE / "Liberation-OFL.txt", TARGET / "serif-OFL.txt")
