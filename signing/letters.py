"""The letters set on a copy (chữ trên dấu): a serif cut to Vietnamese, measured here, embedded cut once more.

`docs/make_stamp_fonts.py` makes the cut. Each file carries only the outlines it uses, under the glyph numbers of the
cut, so that a later signature can set its own lines in the font that is there already (ISO 19005-2, 6.2.11.4).
"""

import re
import struct
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

_LACKING = "\u25a1"
"""Stands for a letter that the cut does not have."""

PAIRS = tuple(letter + "\u0306" for letter in ("ê", "Ê", "ô", "Ô", "ơ", "Ơ", "ư", "Ư", "â", "Â"))
"""Letters of Ede, Jarai and Bahnar names that Unicode writes as two signs, a breve upon a vowel that bears a mark."""

FIRST_PAIR = "\ue000"
"""Where the cut keeps the glyphs of `PAIRS`, one after the other."""

_SIGNS = re.compile("|".join((*PAIRS, ".")), re.DOTALL)
_OF_PAIR = {pair: chr(ord(FIRST_PAIR) + place) for place, pair in enumerate(PAIRS)}

_CAPITALS = 655
"""Height of its capitals in 1/1000 of the size."""

_EMBEDDED = ("glyf", "head", "hhea", "hmtx", "loca", "maxp")
_SUM = 0xB1B0AFBA
_ARGS_ARE_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a composite glyph, OpenType `glyf`."""


class Shape(NamedTuple):
    """What a font descriptor tells of a face, in 1/1000 of the size (ISO 32000-1, 9.8)."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capitals: int
    stem: int


def plain(text: str) -> str:
    """Return a line as it is set: NFC, every white space a space, signs without a shape dropped."""
    spaced = "".join(" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return "".join(letter for letter in spaced if unicodedata.category(letter)[0] != "C").strip()


def _signs(text: str) -> list[str]:
    """Part a line into what has a glyph each: a letter, or one of `PAIRS`."""
    return _SIGNS.findall(text)


class Face:
    """One face of the serif (mặt chữ).

    Args:
        file: Name of its file in `signing/assets`.
        name: PostScript name.
        stem: Width of an upright stem in 1/1000 of the size.
    """

    def __init__(self, file: str, name: str, stem: int) -> None:
        self.name = name
        self._stem = stem
        self._data = resources.files("signing").joinpath("assets", file).read_bytes()
        count = struct.unpack_from(">H", self._data, 4)[0]
        rows = (struct.unpack_from(">4s4xII", self._data, 12 + 16 * row) for row in range(count))
        self._tables = {tag.decode(): self._data[at : at + length] for tag, at, length in rows}

    @cached_property
    def _glyphs(self) -> dict[str, int]:
        """Which glyph a letter has: the one subtable, of format 12."""
        table = self._tables["cmap"][12:]
        groups = struct.iter_unpack(">III", table[16:])
        return {chr(first + step): glyph + step for first, last, glyph in groups for step in range(last - first + 1)}

    @cached_property
    def _advances(self) -> list[int]:
        unit = struct.unpack_from(">H", self._tables["head"], 18)[0]
        count = struct.unpack_from(">H", self._tables["hhea"], 34)[0]
        return [round(row[0] * 1000 / unit) for row in struct.iter_unpack(">Hh", self._tables["hmtx"][: 4 * count])]

    @cached_property
    def shape(self) -> Shape:
        """What its descriptor says."""
        unit = struct.unpack_from(">H", self._tables["head"], 18)[0]
        box = struct.unpack_from(">4h", self._tables["head"], 36)
        left, bottom, right, top, ascent, descent = (
            round(number * 1000 / unit) for number in (*box, *struct.unpack_from(">2h", self._tables["hhea"], 4))
        )
        return Shape((left, bottom, right, top), ascent, descent, _CAPITALS, self._stem)

    def glyphs(self, text: str) -> list[int]:
        """Return the glyph of each letter; one that is lacking is a box."""
        return [self._glyphs.get(_OF_PAIR.get(one, one), self._glyphs[_LACKING]) for one in _signs(text)]

    def lacking(self, text: str) -> str:
        """Return the letters of a line, as it is set, that the cut does not have, each once."""
        found = (one for one in _signs(plain(text)) if _OF_PAIR.get(one, one) not in self._glyphs)
        return "".join(dict.fromkeys(found))

    def advance(self, glyph: int) -> int:
        """Return how far a glyph moves the pen, in 1/1000 of the size."""
        return self._advances[min(glyph, len(self._advances) - 1)]

    def width(self, text: str, size: float) -> float:
        """Return the width of a line in points."""
        return sum(map(self.advance, self.glyphs(text))) * size / 1000

    def letters(self, text: str) -> dict[int, str]:
        """Return the glyphs of a text with the letters they stand for, in order of number."""
        return dict(sorted({glyph: one for one in _signs(text) for glyph in self.glyphs(one)}.items()))

    def program(self, glyphs: Iterable[int]) -> bytes:
        """Return the font program with these outlines alone; the same glyphs give the same bytes."""
        offsets = [2 * short for (short,) in struct.iter_unpack(">H", self._tables["loca"])]
        outlines = self._tables["glyf"]
        kept = self._with_parts({0, *glyphs}, offsets)
        pieces, ends = [], [0]
        for glyph, (start, end) in enumerate(pairwise(offsets)):
            pieces.append(outlines[start:end] if glyph in kept else b"")
            ends.append(ends[-1] + len(pieces[-1]))
        cut = self._tables | {
            "glyf": b"".join(pieces),
            "loca": struct.pack(f">{len(ends)}H", *(end // 2 for end in ends)),
        }
        return _sfnt({tag: cut[tag] for tag in _EMBEDDED})

    def _with_parts(self, glyphs: set[int], offsets: list[int]) -> set[int]:
        """Return the glyphs with those they are composed of."""
        kept, waiting = set(), list(glyphs)
        while waiting:
            glyph = waiting.pop()
            if glyph not in kept:
                kept.add(glyph)
                waiting += _parts(self._tables["glyf"][offsets[glyph] : offsets[glyph + 1]])
        return kept


def _parts(outline: bytes) -> list[int]:
    """Return the glyphs a composite glyph is made of; none for a simple one."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        found.append(part)
        at += 8 if flags & _ARGS_ARE_WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE) + 8 * bool(flags & _TWO_BY_TWO)
    return found


def _sfnt(tables: dict[str, bytes]) -> bytes:
    """Return a font file of tables, with its checksums."""
    head = bytearray(tables["head"])
    head[8:12] = bytes(4)
    tables = {tag: bytes(head) if tag == "head" else data for tag, data in sorted(tables.items())}
    power = len(tables).bit_length() - 1
    width = 16 << power
    rows = [struct.pack(">IHHHH", 0x10000, len(tables), width, power, 16 * len(tables) - width)]
    at, body = 12 + 16 * len(tables), b""
    for tag, data in tables.items():
        padded = data + bytes(-len(data) % 4)
        rows.append(struct.pack(">4sIII", tag.encode(), _checksum(padded), at + len(body), len(data)))
        body += padded
    whole = bytearray(b"".join(rows) + body)
    start = whole.index(tables["head"], at)
    struct.pack_into(">I", whole, start + 8, (_SUM - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    total: int = sum(word for (word,) in struct.iter_unpack(">I", data))
    return total & 0xFFFFFFFF


_ONE_BY_ONE = threading.Lock()
"""A face is made once: lines are told apart by it, and two threads that first ask together must be given the same."""


def regular() -> Face:
    """Return the upright face."""
    with _ONE_BY_ONE:
        return _face("serif.ttf", "SaoYSerif", 84)


def bold() -> Face:
    """Return the bold face."""
    with _ONE_BY_ONE:
        return _face("serif-bold.ttf", "SaoYSerif-Bold", 140)


@cache
def _face(file: str, name: str, stem: int) -> Face:
    return Face(file, name, stem)
