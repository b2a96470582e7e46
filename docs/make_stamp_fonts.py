"""Cut the serif of the papers to what stands on a certified copy: `signing/assets/serif*.ttf`.

The cut keeps the letters of Vietnamese, of the peoples of its highlands and of western European names, their outlines
and widths; hints, layout tables and names go. What comes to it later goes behind what is there, so that a glyph keeps
its number: a copy whose words were laid before is signed in the font it carries.
Run once after the fonts in `desk/assets/fonts` change:

    .venv/bin/python docs/make_stamp_fonts.py

Licence: the cut is under the OFL like its source and, as the OFL asks of a changed font, does not bear its name.
"""

import logging
import shutil
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from signing.letters import FIRST_PAIR, PAIRS

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET = ROOT / "desk" / "assets" / "fonts", ROOT / "signing" / "assets"
FACES = {"Regular": "serif.ttf", "Bold": "serif-bold.ttf"}
NAME = "SaoYSerif"

_PAIRS_FROM = ord(FIRST_PAIR)
_GAP = 90
"""Between a letter's top and the mark upon it, in units of the source."""

LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA),
    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x20AB, 0x2116, 0x2212, 0x25A1,
]
"""ASCII, Latin-1, Latin Extended-A, Vietnamese, the punctuation of print, the box that stands for what is lacking."""

LATER = [
    0x180, 0x243, 0x181, 0x253, *range(0x1CD, 0x1D5), *range(0x300, 0x304), 0x306, 0x308, 0x309, 0x30C, 0x323, 0x331,
]
"""The b with a stroke and the vowels of highland peoples that have a sign, marks for what has none; added later."""

KEPT = {"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "post", "name", "OS/2"}


def cut(face: str, out: Path) -> None:
    """Write one face cut to `LETTERS`, with a single character map of format 12, which is read in three lines."""
    font = TTFont(SOURCE / f"LiberationSerif-{face}.ttf", recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False, name_IDs=[])
    options.drop_tables += [tag for tag in font.keys() if tag not in KEPT]  # noqa: SIM118 -- GlyphOrder hides in the iterator
    cutter = Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    letters = dict(font.getBestCmap())
    extend(font, TTFont(SOURCE / f"LiberationSerif-{face}.ttf"), letters)
    builder = FontBuilder(font=font)
    builder.setupNameTable({"familyName": NAME, "styleName": face, "psName": f"{NAME}-{face}"}, mac=False)
    table = CmapSubtable.newSubtable(12)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(letters)
    font["cmap"].tables = [table]
    font.save(out)
    print(out.name, len(font.getGlyphOrder()), "glyphs,", out.stat().st_size, "bytes")


def extend(font: TTFont, source: TTFont, letters: dict[int, str]) -> None:
    """Put `LATER`, and the pairs that have no sign of their own, behind the glyphs of a cut, each drawn out whole.

    A composite of the source names glyphs by numbers that the cut does not have, so its outline is drawn anew; a pair
    is the letter with the mark that the source itself sets upon a like letter, raised by as much as that is taller.
    """
    drawn, names, order = source.getGlyphSet(), source.getBestCmap(), font.getGlyphOrder()
    for code in [*LATER, *(_PAIRS_FROM + place for place in range(len(PAIRS)))]:
        pen = TTGlyphPen(None)
        if code >= _PAIRS_FROM:
            base, mark = PAIRS[code - _PAIRS_FROM]
            name, advance = names[ord(base)], drawn[names[ord(base)]].width
            _draw(drawn, name, pen)
            _draw(drawn, names[ord(mark)], TransformPen(pen, (1, 0, 0, 1, *_upon(drawn, name, names[ord(mark)]))))
        else:
            advance = drawn[names[code]].width
            _draw(drawn, names[code], pen)
        glyph, name = pen.glyph(), f"later{code:04X}"
        glyph.recalcBounds(font["glyf"])
        order = [*order, name]
        font.setGlyphOrder(order)
        font["glyf"].glyphs[name] = glyph
        font["glyf"].glyphOrder = order
        font["hmtx"].metrics[name] = (advance, glyph.xMin)
        letters[code] = name


def _draw(drawn: Any, name: str, pen: Any) -> None:  # noqa: ANN401 -- fontTools ships no types
    whole = DecomposingRecordingPen(drawn)
    drawn[name].draw(whole)
    whole.replay(pen)


def _upon(drawn: Any, base: str, mark: str) -> tuple[float, float]:  # noqa: ANN401 -- fontTools ships no types
    """Return how far a mark is moved to stand in the middle above a letter."""
    below, above = _box(drawn, base), _box(drawn, mark)
    return (below[0] + below[2] - above[0] - above[2]) / 2, below[3] + _GAP - above[1]


def _box(drawn: Any, name: str) -> tuple[float, float, float, float]:  # noqa: ANN401 -- fontTools ships no types
    pen = BoundsPen(drawn)
    drawn[name].draw(pen)
    left, bottom, right, top = pen.bounds
    return left, bottom, right, top


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    TARGET.mkdir(exist_ok=True)
    for face, name in FACES.items():
        cut(face, TARGET / name)
    shutil.copyfile(SOURCE / "Liberation-OFL.txt", TARGET / "serif-OFL.txt")
