"""Values known by their form, not by a label (giá trị nhận theo dạng): the line of place and day, serials, counts."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ocr.labels import column_starts
from ocr.printed import Line
from ocr.values import Parsed, clean, parse_date, parse_id, parse_text
from ocr.vietnamese import fold

_SERIAL = re.compile(r"\b([A-Z\u0110]{1,2})\s?(\d{6,8})\b")
_PHONE = re.compile(r"(?<!\d)0\d{2,3}[\s.]?\d{3}[\s.]?\d{3,4}(?!\d)")
_CODE = re.compile(r"\b[A-Z\u0110]{1,3}[ .-]{0,2}\d+[0-9A-Za-z\u0110\u0111./-]*")
_DAY_LINE = re.compile(
    r"^(?P<place>(?:(?!\b(?:gio|phut|ngay|so)\b)[^:]){0,45}?)[,.]?\s*"
    r"\bngay\s+\S.{0,8}?thang\s+\S.{0,8}?nam\s*[\d ]{4,7}\W*$"
)


def parse_count(text: str) -> Parsed:
    """Reads a whole number, thousands parted by dots: «3.100 gam» is 3100."""
    found = re.search(r"\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+", clean(text))
    if found is None:
        return None, 0.0
    return str(int(re.sub(r"\D", "", found.group()))), 0.95


def parse_code(text: str) -> Parsed:
    """Reads a serial of letters and digits, the letters kept with one space: «A 1234567»; else any number."""
    from ocr.values import parse_number

    found = _CODE.search(clean(text))
    if found is None:
        return parse_number(text)
    letters, digits = re.split(r"[ .-]*(?=\d)", found.group(), maxsplit=1)
    return f"{letters} {digits}".strip(" ./-"), 0.95


def parse_phone(text: str) -> Parsed:
    """Reads a telephone number as its digits."""
    found = _PHONE.search(text)
    return (re.sub(r"\D", "", found.group()), 1.0) if found is not None else (None, 0.0)


def parse_serial(text: str) -> Parsed:
    """Reads the serial number of a land certificate (số phát hành): «BK 123456», «AA 01234567»."""
    found = _SERIAL.search(text)
    return (f"{found.group(1)} {found.group(2)}", 0.9) if found is not None else (None, 0.0)


def day_line(text: str) -> Parsed:
    """Reads the day of a line of place and day and nothing else: «Tân Trào, ngày 05 tháng 3 năm 2024»."""
    return parse_date(text) if _DAY_LINE.match(fold(text).strip()) else (None, 0.0)


def place_line(text: str) -> Parsed:
    """Reads the place of such a line."""
    text = text.strip()
    found = _DAY_LINE.match(fold(text))
    return parse_text(text[: found.end("place")]) if found is not None and found.group("place") else (None, 0.0)


FREE: dict[str, Callable[[str], Parsed]] = {
    "serial": parse_serial,
    "phone": parse_phone,
    "day-line": day_line,
    "place-line": place_line,
}
"""Types of value that are found on a line of their own, without a label."""

BEHIND_LABEL: dict[str, Callable[[str], Parsed]] = {
    "count": parse_count,
    "code": parse_code,
    "phone": parse_phone,
    "serial": parse_serial,
    "day-line": parse_date,
}
"""How such types and others that only papers with labels have are read behind a label."""


def free_lines(lines: Sequence[Line], type_: str, used: set[int]) -> Iterator[tuple[int, Line, Parsed]]:
    """Yields what a free value may stand on, lines with labels last: number, part, value and how sure."""
    read = FREE.get(type_, parse_id)
    found = [(at, part, read(part.text)) for at, line in enumerate(lines) for part in _columns(line)]
    told = [one for one in found if one[2][0] is not None]
    yield from sorted(told, key=lambda one: one[0] in used)


def _columns(line: Line) -> list[Line]:
    starts = sorted(column_starts(line))
    if not starts:
        return [line]
    edges = [0, *starts, len(line.text)]
    parts = (line.part(start, end - 1 if end < len(line.text) else end) for start, end in pairwise(edges))
    return [part for part in parts if part is not None]
