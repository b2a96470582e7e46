"""Number and day of a paper held against what is written in their gaps (điền số, ngày viết tay).

Digits read from print and digits read as handwriting are two witnesses: where they agree the doubt shrinks, where
only one speaks it is told with the confidence that such readings earned on real pages, never as sure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ocr.handwriting import UprightPage, Written, day_gap, number_gap, read_gap
from ocr.official import Head, date_row
from ocr.page import Box, FieldReading
from ocr.printed import Line

_CLEAR = 0.75
"""Least likelihood of the least sure digit for handwriting to stand against print."""
_CLEAR_ALONE, _NO_PRINT = 0.45, 0.5
_ALONE, _AGREED = 0.7, 0.86
_SURE_PRINT = 0.9
_MONTHS = range(1, 13)


def closer_number(read: FieldReading, head: Head, page: UprightPage) -> FieldReading:
    """Read the digits of a number again where print left a doubt."""
    if head.number is None or read.value is None or read.confidence >= _SURE_PRINT or read.value.count("/") != 1:
        return read
    if "-" in read.value.split("/")[0]:  # a number of the Party: «12-QĐ/ĐU»
        return read
    gap = number_gap(head.number.words)
    written = read_gap(page, gap, head.number.top, head.number.bottom) if gap is not None else None
    if written is None:
        return read
    digits, sign = read.value.split("/")
    if digits == written.digits:
        return replace(read, confidence=max(read.confidence, round(_AGREED * written.confidence, 3)))
    if written.confidence < _clear(read) or len(written.digits) < len(re.sub(r"\D", "", digits)):
        return read
    return replace(read, value=f"{written.digits}/{sign}", confidence=round(_ALONE * written.confidence, 3))


def _clear(read: FieldReading) -> float:
    """Give how clear handwriting must be: less where print says nothing, or nearly so."""
    return _CLEAR_ALONE if read.value is None or read.confidence < _NO_PRINT else _CLEAR


def closer_date(read: FieldReading, head: Head, page: UprightPage) -> FieldReading:
    """Read day and month of the line of date where print left a doubt."""
    row = date_row(head)
    if row is None or (read.value is not None and read.confidence >= _SURE_PRINT):
        return read
    year = re.search(r"nam\W*(\d{4})", row.key)
    if year is None:
        return read
    day = _part(row, page, "ngay", "thang", range(1, 32))
    month = _part(row, page, "thang", "nam", _MONTHS)
    if day is None or month is None:
        return read
    value = _iso(int(year.group(1)), month[0], day[0])
    if value is None:
        return read
    sure = min(day[1], month[1])
    if value == read.value:
        return replace(read, confidence=max(read.confidence, round(_AGREED * sure, 3)))
    if sure < _clear(read):
        return read
    return replace(read, value=value, confidence=round(_ALONE * sure, 3), box=_box(row), raw=row.text, page=row.page)


def _part(row: Line, page: UprightPage, first: str, then: str, allowed: range) -> tuple[int, float] | None:
    """Read the number between two printed words: print that is a number is taken, else the marks are looked at."""
    printed = re.search(rf"{first}\s*(\d{{1,2}})\s*{then}", row.key)
    gap = day_gap(row.words, first, then)
    written = read_gap(page, gap, row.top, row.bottom, allowed) if gap is not None else None
    told = _number(written, allowed)
    if printed is not None and int(printed.group(1)) in allowed:
        number = int(printed.group(1))
        between = [word for word in row.words if re.fullmatch(r"\d{1,2}", word.text)]
        sure = min((word.confidence for word in between if int(word.text) == number), default=0.5)
        if told is None or told[1] < _CLEAR or told[0] == number or sure >= _SURE_PRINT:
            return number, max(sure, told[1] if told is not None and told[0] == number else 0.0)
    return told


def _number(written: Written | None, allowed: range) -> tuple[int, float] | None:
    if written is None or len(written.digits) > 2 or int(written.digits) not in allowed:
        return None
    return int(written.digits), written.confidence


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _box(row: Line) -> Box:
    width, height = row.size
    return row.left / width, row.top / height, row.right / width, row.bottom / height


def doubtful(fields: Sequence[FieldReading]) -> bool:
    """Say whether number or day are worth opening the picture again."""
    names = {"so_ky_hieu", "ngay_ban_hanh"}
    return any(one.name in names and (one.value is None or one.confidence < _SURE_PRINT) for one in fields)
