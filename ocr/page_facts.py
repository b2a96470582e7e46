"""What one side tells of its place in a paper (dấu hiệu của một trang): head, title, number, first and last lines.

Everything comes from the words and their places; nothing is looked up in the picture.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from ocr.kinds import recognise
from ocr.lexicon import official
from ocr.official import find_head
from ocr.opening_words import begins, folded, holds, words
from ocr.page import PageReading
from ocr.printed import Line, page_lines, rows_of
from ocr.vietnamese import fold

_MM = 25.4
_EDGE = 0.1
"""Share of the height at top and foot where numbers of pages stand."""

_TOP = 0.45
_TITLE_ROWS = 9
_TAIL_ROWS = 9
_ITEM_ROWS = 15
_PART_ROWS, _LETTER_ROWS, _DATE_WORDS = 3, 5, 14
_MOST_PAGES = 60
_LARGE = 1.18
_CENTRED = 0.09
_FULL = 0.86
_LONE = re.compile(r"\W*(\d{1,2})\W*")
_OF = re.compile(r"(\d{1,3})\s*(?:/|\||-|tren|of)\s*(\d{1,3})\W*$")
_ITEM = re.compile(r"\W{0,2}(?:dieu\s+|muc\s+|phan\s+)?(\d{1,3}|[a-h]|[ivx]{1,4})\s?[.)]")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROW = re.compile(r"\W{0,2}(\d{1,3})(?=[\s.|]|$)")
_SIGN = re.compile(r"\bs[o0]\W{0,3}([\w.]{0,12}/[\w./&\-]{2,30})")
_PLACE_DAY = re.compile(r"\W{0,2}[^\W\d][\w ]{1,30}[,.]\s?ngay.{1,12}thang")
_PERSON = re.compile(r"(?<!\d)\d{12}(?!\d)")
_ENDS = (".", ";", ":", "!", "?", "./.", ")", "»", '"')


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What one side tells of its place (dấu hiệu của một trang).

    Attributes:
        size: Short and long side in mm.
        wide: True when it lies across.
        count: How many words.
        motto: True when the state's name stands at its head.
        sign: Number and sign of the paper at its head, folded, "" for none.
        kind: Code of the kind whose title it carries high up, "" for none; `kind_sure` 0-1.
        title: The first large centred line in capitals, folded, "" for none.
        named: True when that line begins as names of papers do.
        annex: True when its head says that it belongs to another.
        translated: True when its head says that it is a translation.
        part: True when it opens with a part inside a paper: «LỜI CHỨNG», «PHẦN II».
        form: True when the code of a form stands over it.
        letter: True when it opens as a letter does: with place and day, or a salutation.
        number: The page's number on it, 0 for none; `of` how many pages it says there are, 0 for none.
        starts: First line of the body: "lower", "item", "row" or "".
        item: Number that begins the first line of the body, 0 for none; `last_item` the last that begins a line.
        ends: Last line: "open" when its sentence is not at its end, "closed" when it is, "".
        signed: True when the side ends with signatures.
        cells: How many columns its last rows have, 0 for no table; `first_cells` its first rows.
        print_mm: Usual height of words, in mm.
        left: Where its lines begin, as a share of the width.
        people: The 12-digit numbers on it.
        card: "front" or "back" of an identity card, "" for neither.
        seen: Words of its text, folded, those of five letters and more.
    """

    size: tuple[float, float]
    wide: bool
    count: int
    motto: bool
    sign: str
    kind: str
    kind_sure: float
    title: str
    named: bool
    annex: bool
    translated: bool
    part: bool
    form: bool
    letter: bool
    number: int
    of: int
    starts: str
    item: int
    last_item: int
    ends: str
    signed: bool
    cells: int
    first_cells: int
    print_mm: float
    left: float
    people: frozenset[str]
    card: str
    seen: frozenset[str]


@lru_cache(maxsize=32)
def facts_of(page: PageReading) -> PageFacts:
    """Tell what a side says of its place; nothing but sizes for one without words."""
    lines = page_lines(page, 1)
    rows = rows_of(page.words, 1, (page.width_px, page.height_px))
    number, of, rows = _numbered(rows)
    scale = _MM / max(1.0, page.dpi)
    wide, high, head = page.width_px * scale, page.height_px * scale, _head_rows(rows)
    usual = median([word.bottom - word.top for word in page.words]) if page.words else 0
    (title, named), motto, form = _title(head, usual), _has_motto(page), _says(head, "forms")
    (kind, sure), (starts, item) = _kind(lines), _start(rows)
    return PageFacts(
        size=(round(min(wide, high), 1), round(max(wide, high), 1)),
        wide=wide > high,
        count=len(page.words),
        motto=motto,
        sign=_sign(head),
        kind=kind,
        kind_sure=sure,
        title=title,
        named=named,
        annex=_says(head, "annexes") and not (motto or form),
        translated=_says(head, "translations"),
        part=_opens_part(head),
        form=form,
        letter=_opens_letter(head),
        number=number,
        of=of,
        starts=starts,
        item=item,
        last_item=_last_item(rows),
        ends=_end(rows),
        signed=_signed(rows[-_TAIL_ROWS:]),
        cells=_cells(rows[-4:], page),
        first_cells=_cells(rows[:4], page),
        print_mm=round(usual * scale, 2),
        left=_left(rows),
        people=frozenset(_PERSON.findall(re.sub(r"(?<=\d)[ .](?=\d)", "", page.text))),
        card=_card(lines, min(wide, high)),
        seen=frozenset(re.findall(r"\w{4,}", " ".join(line.key for line in lines))),
    )


def _numbered(rows: list[Line]) -> tuple[int, int, list[Line]]:
    """Find the page's number at its edges, how many pages it tells, and give the rows without that one."""
    for row in [*rows[:2], *reversed(rows[-3:])]:
        share = (row.top + row.bottom) / 2 / max(1, row.size[1])
        if _EDGE < share < 1 - _EDGE:
            continue
        told = _OF.search(row.key)
        if told is not None and any(word in words("pages") for word in re.findall(r"[a-z]+", row.key)):
            number, of = int(told.group(1)), int(told.group(2))
            if 0 < number <= of <= _MOST_PAGES:
                return number, of, [each for each in rows if each is not row]
        lone = _LONE.fullmatch(row.key.removeprefix("trang").strip())
        if lone is not None and 0 < int(lone.group(1)) <= _MOST_PAGES:
            return int(lone.group(1)), 0, [each for each in rows if each is not row]
    return 0, 0, rows


def _head_rows(rows: Sequence[Line]) -> list[Line]:
    return [row for row in rows if row.top < _TOP * row.size[1]]


def _has_motto(page: PageReading) -> bool:
    head = find_head(page, 1)
    return head is not None and head.top < _TOP * page.height_px


def _sign(head: Sequence[Line]) -> str:
    found = (_SIGN.search(row.key) for row in head)
    return next((each.group(1) for each in found if each is not None), "")


def _kind(lines: Sequence[Line]) -> tuple[str, float]:
    """Tell the kind whose title stands high on the side."""
    upper = [line for line in lines if line.top < _TOP * line.size[1]]
    if not any(line.upper for line in upper):
        return "", 0.0
    found, sure = recognise(upper)
    return (found.code, round(sure, 3)) if found is not None else ("", 0.0)


def _says(head: Sequence[Line], what: str) -> bool:
    """Say whether one of the first lines begins with words of a list: prose further on may hold them by chance."""
    return any(begins(row.key.strip(" ([*-."), folded(what)) for row in head[:_TITLE_ROWS])


def _opens_part(head: Sequence[Line]) -> bool:
    return any(row.upper and begins(row.key.strip(" .:-*"), folded("parts")) for row in head[:_PART_ROWS])


def _opens_letter(head: Sequence[Line]) -> bool:
    """Say whether the first lines are place and day, or a salutation."""
    first = head[:_LETTER_ROWS]
    dated = any(_PLACE_DAY.match(row.key) and len(row.words) < _DATE_WORDS for row in first[:2])
    return dated or any(begins(row.key, folded("salutations")) for row in first)


def _title(head: Sequence[Line], usual: float) -> tuple[str, bool]:
    """Find the name of a paper: a centred line in capitals, larger than the print below or begun as names are."""
    titles = folded("titles")
    mottos = [fold(each) for each in official()["motto"]]
    # A small paper may lie anywhere on a whole sheet: its middle is that of its print.
    middle_px = (min(row.left for row in head) + max(row.right for row in head)) / 2 if head else 0
    best = ""
    for row in head[: _TITLE_ROWS + 4]:
        inner = begins(row.key, folded("roles")) or begins(row.key, folded("parts"))
        if not row.upper or len(row.key) < 4 or begins(row.key, mottos) or inner:
            continue
        width = max(1, row.size[0])
        middle = abs(row.centre / width - 0.5) < _CENTRED or abs(row.centre - middle_px) < _CENTRED * width
        large = row.height > _LARGE * usual
        if (middle or large) and begins(row.key.strip(" .:-*"), titles):
            return row.key.strip(), True
        if middle and large and not best:
            best = row.key.strip()
    return best, False


def _start(rows: Sequence[Line]) -> tuple[str, int]:
    if not rows:
        return "", 0
    first = rows[0]
    letters = [letter for letter in first.text if letter.isalpha()]
    item, row = _ITEM.match(first.key), _ROW.match(first.key)
    if item is not None and item.group(1).isdigit():
        return "item", int(item.group(1))
    if item is not None and item.group(1) in _ROMAN:
        return "item", _ROMAN.index(item.group(1)) + 1
    if row is not None:
        return "row", int(row.group(1))
    if item is not None:
        return "item", 0
    return ("lower" if letters and letters[0].islower() and first.text[:1] not in "-+•*" else ""), 0


def _last_item(rows: Sequence[Line]) -> int:
    """Give the greatest number that begins one of the last lines."""
    return max((_item_of(row) for row in rows[-_ITEM_ROWS:]), default=0)


def _item_of(row: Line) -> int:
    found = _ITEM.match(row.key) or _ROW.match(row.key)
    return int(found.group(1)) if found is not None and found.group(1).isdigit() else 0


def _end(rows: Sequence[Line]) -> str:
    if not rows:
        return ""
    last = rows[-1]
    right = max(row.right for row in rows)
    left = min(row.left for row in rows)
    full = last.right - left > _FULL * (right - left)
    if last.text.rstrip().endswith(_ENDS):
        return "closed"
    return "open" if full and not last.upper else ""


def _signed(tail: Sequence[Line]) -> bool:
    """Say whether signatures close the side: a role in capitals, or the hint under one, and little behind it."""
    roles, hints = folded("roles"), folded("sign_hints")
    for row in tail:
        parts = [part for part in re.split(r"\s{2,}", row.key) if part]
        if row.upper and any(begins(part, roles) for part in parts):
            return True
        if holds(row.key, hints):
            return True
    return False


def _cells(rows: Sequence[Line], page: PageReading) -> int:
    """Count the columns that most of some rows have: words with wide gaps between them."""
    counts = []
    for row in rows:
        gap = 1.2 * row.height
        spaces = sum(after.left - before.right > gap for before, after in zip(row.words, row.words[1:], strict=False))
        counts.append(1 + spaces)
    usual = sorted(counts)[len(counts) // 2] if counts else 0
    return usual if usual > 2 and page.words else 0


def _left(rows: Sequence[Line]) -> float:
    edges = sorted(row.left / max(1, row.size[0]) for row in rows)
    return round(edges[len(edges) // 4], 3) if edges else 0.0


def _card(lines: Sequence[Line], short_mm: float) -> str:
    key = " ".join(line.key for line in lines)
    if holds(key, folded("card_back"), 88.0) and "<<" in key:
        return "back"
    if holds(key, folded("card_front"), 92.0) and holds(key, ("quoc tich", "nationality", "gioi tinh"), 88.0):
        return "front"
    back = sum(one in key for one in folded("card_back"))
    return "back" if back >= 2 or (back and short_mm < 80) else ""  # a card is 54 mm high
