"""The head of an administrative paper (phần đầu văn bản hành chính), NĐ 30/2020/NĐ-CP, Phụ lục I.

Read from the places of the words: left the issuer and the number, right the motto and the date, below them the type
and the summary. The order of the text alone would mix the two columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ocr.issuer import issuer_name
from ocr.lexicon import begins, best_of, official, similar
from ocr.page import FieldReading, PageReading, Word
from ocr.printed import Line, box_of, lines_of, rows_of
from ocr.values import clean, parse_date
from ocr.vietnamese import compose, fold

_HEAD_SHARE = 0.5
_NUMBER = re.compile(
    r"(?P<digits>[^/]{0,14}?)\s*[/⁄]\s*(?P<rest>(?:\d{4}\s*/\s*)?[^\W\d_][\w.&]*(?:\s*[-–—]\s*[^\W\d_][\w.&()]*)*)"
)
_PARTY = re.compile(r"(?P<digits>\d{1,5})\s*[-–]\s*(?P<rest>[A-Z\u0110]{1,5}/[A-Z\u0110.]+)")
_LIKE_DIGITS = str.maketrans("IlO|", "1101")
_MAX_SUMMARY_LINES = 8
_PITCH = 1.75
_OFF_CENTRE = 0.045
_FAINT = 0.5
_BODY_WIDTH, _WIDER = 0.6, 0.08
"""Shares of the page's width."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head of a paper stands (khung đầu văn bản).

    Attributes:
        page: Counts from 1.
        size: Width and height of the page in pixels.
        split: The x in pixels between the left and the right column.
        top: Top of the motto in pixels.
        motto: The lines of the motto.
        number: The line with the number, None when none was found.
        bottom: Where the two columns end, in pixels.
        line: Height of a line of print in pixels.
        words: The words of the page.
    """

    page: int
    size: tuple[int, int]
    split: float
    top: int
    motto: Line
    number: Line | None
    bottom: int
    line: int
    words: tuple[Word, ...]


def find_head(reading: PageReading, page: int) -> Head | None:
    """Finds the two-column head of a page by its motto, None when there is no motto in the upper half."""
    size = (reading.width_px, reading.height_px)
    upper = [word for word in reading.words if word.top < _HEAD_SHARE * size[1]]
    motto = _motto(upper, page, size)
    if motto is None:
        return None
    line = max(6, int(median(word.bottom - word.top for word in motto.words)))
    split = _split(upper, motto, line)
    left = [word for word in upper if word.right < split + line and word.left < split]
    near = [word for word in left if motto.top - 2 * line < word.top < motto.top + 14 * line]
    number = _number_line(rows_of(near, page, size))
    bottom = max(number.bottom if number else 0, motto.bottom + 2 * line)
    return Head(page, size, split, motto.top, motto, number, bottom, line, reading.words)


def _motto(words: Sequence[Word], page: int, size: tuple[int, int]) -> Line | None:
    from rapidfuzz import fuzz

    best, best_score = None, 78.0
    for row in rows_of(words, page, size) + lines_of(words, page, size, split=False):
        for wanted in official()["motto"]:
            key = fold(wanted)
            found = fuzz.partial_ratio_alignment(key, row.key, score_cutoff=best_score)
            if found is None or len(row.key) < 0.8 * len(key):
                continue
            part = row.part(found.dest_start + 1, found.dest_end)
            if part is not None and found.score > best_score:
                best, best_score = part, found.score
    return best


def _split(words: Sequence[Word], motto: Line, line: int) -> float:
    """Returns the x between the columns: the middle of the gap left of the motto and of the date."""
    band = [word for word in words if motto.top - line < word.top < motto.bottom + 6 * line]
    left_ends = [word.right for word in band if word.right < motto.left and abs(word.top - motto.top) < 2 * line]
    gap = (max(left_ends) + motto.left) / 2 if left_ends else motto.left - line
    return min(gap, motto.left - 0.2 * line)


def _number_line(rows: Sequence[Line]) -> Line | None:
    for row in rows:
        if re.match(r"\W{0,3}(s[o06e]|6o)\b|\W{0,3}so\W", row.key) and ("/" in row.text or "⁄" in row.text):
            return row
    for row in rows:
        if _NUMBER.search(row.text) and "/" in row.text and row.key[:1] in "s5$8":
            return row
    coded = {fold(code) for one in official()["type"] for code in one["ma"]}
    for row in rows:
        sign = re.search(r"[/⁄]\s?(\w{1,5})\s?-\s?\w", row.key)
        if sign is not None and (sign.group(1) in coded or row.text[sign.start(1) : sign.end(1)].isupper()):
            return row
    return next((row for row in rows if re.match(r"\W{0,3}so\W{0,3}\d", row.key)), None)


def read_number(head: Head, type_code: str | None) -> FieldReading:
    """Reads the number and sign (số, ký hiệu); digits are only ever taken as they were read."""
    name = "so_ky_hieu"
    line = head.number
    if line is None:
        return FieldReading(name, None, 0.0, head.page, None, "layout")
    text = re.sub(r"^\W*[sS5$6]\S{0,2}\s*[:;.,]*\s*", "", line.text, count=1) if line.key[:1] in "s5$8 " else line.text
    glued = re.match(r"^\W*s[o0]\s*[:;.,]*", line.key)
    if glued is not None:
        text = line.text[glued.end() :]
    party = _PARTY.search(text)
    found = party or _NUMBER.search(text) or _without_stroke(text)
    if found is None:
        return FieldReading(name, None, 0.0, head.page, box_of([line]), "layout", line.text)
    gap = text[found.end("digits") :].startswith(" ")
    digits, sure = _digits(found.group("digits"), put_in_later=gap and not party)
    sign = _sign(found.group("rest"), type_code)
    value = f"{digits}-{sign}" if party else f"{digits}/{sign}"
    if "/" not in line.text and not party:
        sure *= 0.6
    confidence = line.confidence * sure * (0.6 if not digits else 1.0)
    return FieldReading(name, value, round(confidence, 3), head.page, box_of([line]), "layout", line.text)


def _without_stroke(text: str) -> re.Match[str] | None:
    """Finds a number whose stroke was not read: digits, then the code of a type and a dash."""
    codes = "|".join(re.escape(code) for one in official()["type"] for code in one["ma"])
    return re.search(rf"^\W*(?P<digits>\d{{1,5}})\s?(?P<rest>(?:{codes})-[A-Z\u0110&.\-]+)", text)


def _digits(text: str, *, put_in_later: bool) -> tuple[str, float]:
    plain = re.sub(r"[\s.,:;]", "", text)
    if re.fullmatch(r"\d+[A-Za-z]?", plain):
        # A gap before the stroke, or between digits, is where a number is put in later, most often by hand.
        return plain, 1.0 if re.fullmatch(r"\s*\d+[A-Za-z]?", text) and not put_in_later else 0.6
    if re.fullmatch(r"[\dIlO|]{1,6}", plain):
        return plain.translate(_LIKE_DIGITS), 0.4
    digits = "".join(letter for letter in plain if letter.isdigit())
    return digits, 0.3 if digits else 0.2


def _sign(text: str, type_code: str | None) -> str:
    sign = re.sub(r"\s*[-–—]\s*", "-", re.sub(r"\s*/\s*", "/", text)).strip(".-,")
    parts = re.split(r"([-/])", sign)
    codes = {fold(code): code for one in official()["type"] for code in one["ma"]}
    shorts = {fold(short): short for short in official()["office"]["short"]}
    for at, part in enumerate(parts):
        key = fold(part)
        if (
            at == 0 and type_code is not None and part != type_code and similar(part, type_code) >= 50
        ):  # half of a two-letter code
            parts[at] = type_code
        elif key in shorts or (at == 0 and len(parts) > 1 and key in codes):
            parts[at] = shorts.get(key) or codes[key]
    return "".join(parts)


def read_date(head: Head, lines: Sequence[Line]) -> FieldReading:
    """Reads the day of issue from the line of place and date under the motto."""
    name = "ngay_ban_hanh"
    row = date_row(head)
    if row is None:
        return FieldReading(name, None, 0.0, head.page, None, "layout")
    value, sure = parse_date(row.text)
    if value is not None and len(value) == len("2000-01-01") and (sure == 1 or not _stamped_day(row, lines)):
        return FieldReading(name, value, round(row.confidence * sure, 3), head.page, box_of([row]), "layout", row.text)
    stamp = _stamped_day(row, lines)
    return FieldReading(name, stamp, 0.35 if stamp else 0.0, head.page, box_of([row]), "layout", row.text)


def date_row(head: Head) -> Line | None:
    """Find the line of place and date under the motto."""
    top, bottom = head.motto.bottom, max(head.bottom, head.motto.bottom + 6 * head.line)
    right = [word for word in head.words if word.right > head.split and top - head.line < word.top < bottom + head.line]
    rows = rows_of(right, head.page, head.size)
    return next((row for row in rows if "nam" in row.key and ("ngay" in row.key or "thang" in row.key)), None)


def _stamped_day(row: Line, lines: Sequence[Line]) -> str | None:
    """Takes the day from an electronic signature's caption when its month and year are those of the paper."""
    month_year = re.search(r"thang\s*(\d{1,2})\W*nam\s*(\d{4})", row.key)
    if month_year is None:
        return None
    wanted = f"{month_year.group(2)}-{int(month_year.group(1)):02d}"
    for one in lines:
        day, _ = parse_date(one.text) if re.search(r"\d{1,2}[./]\d{1,2}[./]\d{4}", one.text) else (None, 0.0)
        if day is not None and day.startswith(wanted) and one.bottom < row.top:
            return day
    return None


def read_issuer(head: Head) -> FieldReading:
    """Reads the issuer from the lines left of the motto, above the number."""
    end = head.number.top if head.number else head.motto.bottom + 4 * head.line
    left = [
        word
        for word in head.words
        if word.right < head.split + head.line
        and word.left < head.split
        and head.top - 1.2 * head.line < word.top
        and word.bottom < end + 0.4 * head.line
    ]
    rows = [row for row in rows_of(left, head.page, head.size) if _says_something(row)]
    text, sure = issuer_name([row.text for row in rows])
    confidence = sure * min((row.confidence for row in rows), default=0.0)
    raw = " / ".join(row.text for row in rows)
    return FieldReading("co_quan_ban_hanh", text, round(confidence, 3), head.page, box_of(rows), "layout", raw)


def _says_something(row: Line) -> bool:
    letters = [letter for letter in row.text if letter.isalpha()]
    return len(letters) >= 3 and sum(one.isupper() for one in letters) >= 0.6 * len(letters)  # «SỞ»+1


def find_type(head: Head, lines: Sequence[Line]) -> tuple[Line, str, float] | None:
    """Finds the heading that names the type (tên loại) below the head: its line, the type and how alike, 0-1."""
    names = [one["ten"] for one in official()["type"]]
    for line in _below(head, lines):
        text = clean(line.text)
        if not line.upper or abs(line.centre - head.size[0] / 2) > 0.2 * head.size[0]:
            continue
        found = best_of(text, names)
        if found is None:
            start = begins(text, names, 88.0)
            found = (start, 88.0) if start is not None and len(text.split()) <= len(start.split()) + 3 else None
        if found is not None:
            return line, found[0], found[1] / 100.0
    return None


def _below(head: Head, lines: Sequence[Line]) -> list[Line]:
    page = [line for line in lines if line.page == head.page and line.top > head.motto.bottom]
    return sorted((line for line in page if line.top < head.bottom + 16 * head.line), key=lambda line: line.top)


def read_summary(head: Head, heading: Line | None) -> FieldReading:
    """Reads the summary (trích yếu): under the type's name, or «V/v …» under the number of a letter."""
    rows = _heading_rows(head, heading) if heading is not None else _letter_rows(head)
    text = re.sub(r"\s+", " ", " ".join(compose(row.text) for row in rows)).strip(" -–—_|:;*'\"`")
    if not text:
        return FieldReading("trich_yeu", None, 0.0, head.page, None, "layout")
    confidence = sum(row.confidence for row in rows) / len(rows)
    return FieldReading("trich_yeu", text, round(confidence * 0.95, 3), head.page, box_of(rows), "layout", text)


def _heading_rows(head: Head, heading: Line) -> list[Line]:
    below = [word for word in head.words if word.top > heading.bottom - 0.2 * head.line]
    seen = (_trimmed(row, head.line) for row in rows_of(below, head.page, head.size))
    rows = [row for row in seen if any(letter.isalpha() for letter in row.text)]
    kept: list[Line] = []
    last = heading
    for row in rows[: _MAX_SUMMARY_LINES + 2]:
        if _ends_summary(row, last, kept, heading, head):
            if kept or row.top - last.bottom > 3 * head.line:
                break
            continue
        kept.append(row)
        last = row
        if len(kept) == _MAX_SUMMARY_LINES:
            break
    return kept


def _ends_summary(row: Line, last: Line, kept: Sequence[Line], heading: Line, head: Head) -> bool:
    words = official()
    if len(clean(row.text)) < 4 or begins(clean(row.text), words["urgency"], 85.0):  # a stray mark
        return True
    if kept and _begins_body(row):
        return True
    if kept and (row.upper or _opens_paragraph(row, kept)):
        return True
    if kept and row.top - last.top > _PITCH * _pitch(kept, heading, head):
        return True
    return abs(row.centre - heading.centre) > _OFF_CENTRE * head.size[0]


def _trimmed(row: Line, line: int) -> Line:
    """Takes stray ink off both ends: one or two letters far from the rest, or hardly read."""
    words = list(row.words)
    for end, neighbour in ((0, 1), (-1, -2)):
        while len(words) > 2 and len(words[end].text) <= 2:  # ink reads as one or two letters
            gap = max(words[neighbour].left - words[end].right, words[end].left - words[neighbour].right)
            if gap < line and words[end].confidence > _FAINT:
                break
            del words[end]
    return Line(tuple(words), row.page, row.size)


def _opens_paragraph(row: Line, kept: Sequence[Line]) -> bool:
    """Tells whether a line is the first of a paragraph: a capital, and clearly wider than the centred lines above."""
    width = row.size[0]
    wide = row.right - row.left
    widest = max(line.right - line.left for line in kept)
    return row.text[:1].isupper() and wide > _BODY_WIDTH * width and wide - widest > _WIDER * width


def _begins_body(row: Line) -> bool:
    """Tells whether a line opens the body; a line of a summary goes on in small letters."""
    text = clean(row.text)
    return text[:1].isupper() and begins(text, official()["body"], 85.0) is not None


def _pitch(kept: Sequence[Line], heading: Line, head: Head) -> float:
    tops = [line.top for line in kept]
    steps = [after - before for before, after in pairwise(tops)]
    return min([*steps, max(1.6 * head.line, tops[0] - heading.top if tops else 0)])


def _letter_rows(head: Head) -> list[Line]:
    start = head.number.bottom if head.number else head.motto.bottom + 2 * head.line
    middle = head.size[0] * 0.5
    limit = max(head.split + head.line, middle)
    left = [
        word
        for word in head.words
        if word.left < head.split and word.right < limit and start - 0.4 * head.line < word.top < start + 14 * head.line
    ]
    kept: list[Line] = []
    for row in rows_of(left, head.page, head.size):
        if not kept:
            if begins(row.text, official()["about"], 70.0) or re.match(r"\W*(v\s?[/1il|]\s?v|ve viec)", row.key):
                kept.append(row)
            continue
        if row.top - kept[-1].top > 2.6 * head.line or begins(clean(row.text), official()["letter_ends"], 85.0):
            break
        kept.append(row)
    return kept
