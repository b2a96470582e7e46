"""Whether the fonts of a PDF page may be asked what their letters mean (bảng chữ của phông).

A font tells by a table, /ToUnicode, which letter each code is. The drawing library unfolds every range of it; a few
hostile lines unfold to gigabytes. Tables of real fonts have some hundred rows.
"""

import re
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

from ocr.pdf_streams import inflated

MAX_TABLE_BYTES = 1_000_000
MAX_ROWS = 200_000
"""Codes that all tables of a page may name; the largest writing systems have 65 536 in a font."""
_MAX_FONTS = 300
_MAX_DEPTH = 12

_RANGES = re.compile(rb"begin(?:bf|cid)range(.*?)end(?:bf|cid)range", re.DOTALL)
_RANGE = re.compile(rb"<\s*([0-9A-Fa-f\s]{1,16}?)\s*>\s*<\s*([0-9A-Fa-f\s]{1,16}?)\s*>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")
_PLAIN_CODINGS = frozenset({"/FlateDecode", "/Fl"})


def are_tame(resources: Object) -> bool:
    """Tells whether the tables of all fonts of a page and of the forms it draws are small.

    Args:
        resources: The page's /Resources.

    Raises:
        FileTooLarge: A table inflates to more than `MAX_TABLE_BYTES`.
        ValueError, TypeError, KeyError, AttributeError, RuntimeError: The structure is broken.
    """
    rows = 0
    for number, font in enumerate(_fonts(resources, set(), 0)):
        tables = [one for one in (font.get(Name.ToUnicode), font.get(Name.Encoding)) if isinstance(one, Stream)]
        if number >= _MAX_FONTS or not all(map(_is_plain, tables)):
            return False
        rows += sum(_rows(inflated(one, MAX_TABLE_BYTES)) for one in tables)
        if rows > MAX_ROWS:
            return False
    return True


def _fonts(resources: Object, seen: set[tuple[int, int]], depth: int) -> Iterator[Object]:
    if not isinstance(resources, Dictionary) or depth > _MAX_DEPTH:
        return
    fonts, forms = resources.get(Name.Font), resources.get(Name.XObject)
    for font in _new(fonts, seen):
        yield font
        if str(font.get(Name.Subtype, "")) == "/Type3":
            yield from _fonts(font.get(Name.Resources, Dictionary()), seen, depth + 1)
    for form in _new(forms, seen):
        if str(form.get(Name.Subtype, "")) == "/Form":
            yield from _fonts(form.get(Name.Resources, Dictionary()), seen, depth + 1)


def _new(things: Object | None, seen: set[tuple[int, int]]) -> Iterator[Object]:
    """Yields the dictionaries among named things that were not met before; those without a number are always new."""
    for one in things.values() if isinstance(things, Dictionary) else ():
        if isinstance(one, Dictionary | Stream) and (one.objgen == (0, 0) or one.objgen not in seen):
            seen.add(one.objgen)
            yield one


def _is_plain(stream: Object) -> bool:
    coding = stream.get(Name.Filter)
    names = [str(one) for one in coding] if isinstance(coding, Array) else [] if coding is None else [str(coding)]
    return set(names) <= _PLAIN_CODINGS


def _rows(table: bytes) -> int:
    total = table.count(b"<") // 2
    for block in _RANGES.findall(table):
        for low, high in _RANGE.findall(block):
            total += max(0, _code(high) - _code(low))
    return total


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)
