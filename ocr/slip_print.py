"""The print of a receipt slip (chữ in trên giấy tiếp nhận hồ sơ): known where its square code cannot be read.

Source of the title: TT 03/2025/TT-VPCP Phụ lục I, Mẫu 01. What is on it is told apart from a paper that only speaks of
such a slip by where it stands: alone in a line, in capitals, high on the page.
"""

import re
from collections import Counter
from dataclasses import dataclass

from ocr.opening_words import alike, begins, words
from ocr.page import PageReading
from ocr.printed import Line, page_lines
from ocr.vietnamese import compose, fold

_HIGH = 0.5
_MOST_LINES = 3
_DIGITS = str.maketrans("OoQDIil|!SsBZz", "00001111155822")
_CODE = re.compile(
    r"(?<![0-9A-Za-z])([0-9A-Z][0-9A-Za-z.]{1,22}?)\s?[-–—]\s?([0-9A-Za-z|!]{6})\s?[-–—]\s?([0-9A-Za-z|!]{4,7})"
)
_FOOT = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})\s*$")
_NUMBER = re.compile(r"(?<!\d)\d{12}(?!\d)")
_FOOT_FROM = 0.9
_BOTH, _ONE, _LEAST = 0.97, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class SlipRead:
    """What the print of a slip says (chữ đọc được trên phiếu).

    Attributes:
        code: Code of the dossier as it is printed; "" when the side is a slip and its code cannot be read.
        confidence: Of the code, 0-1: 0.9 and more where it stands twice on the side and both agree.
        component: Place of the component a cover sheet names; None for none.
        page: Which page of the slip, from 1; `pages` how many it has.
        person: The 12-digit number printed on it, "" for none or several: held against the dossier's citizen, it shows
            whether a digit of the code was misread.
    """

    code: str
    confidence: float
    component: int | None = None
    page: int = 1
    pages: int = 1
    person: str = ""


def slip_code(page: PageReading) -> SlipRead | None:
    """Tell what the print of a slip says, None when the side is no slip.

    Codes are taken as they stand, only digits that a letter was read for are put right: whether there is such a
    dossier is for the desk to say.
    """
    lines = page_lines(page, 1, split=False)
    codes = _codes(lines)
    foot = _foot(lines)
    if not _titled(lines):
        if foot is None:
            return None
        return SlipRead(foot[0], _ONE, None, foot[1], foot[2])
    number, pages = (foot[1], foot[2]) if foot is not None else (1, 1)
    component, person = _component(lines), _person(page.text)
    ranked = codes.most_common(2)
    if not ranked:
        return SlipRead("", 0.0, component, number, pages, person)
    (code, times), others = ranked[0], len(codes) - 1
    sure = (_BOTH if times > 1 else _ONE) if not others else _LEAST + 0.2 * (times > ranked[1][1])
    return SlipRead(code, round(sure, 2), component, number, pages, person)


def _titled(lines: list[Line]) -> bool:
    titles = words("slip")["titles"]
    for at, line in enumerate(lines):
        if line.top > _HIGH * line.size[1]:
            continue
        for last in range(at, min(len(lines), at + _MOST_LINES)):
            text = " ".join(one.text for one in lines[at : last + 1])
            upper = sum(letter.isupper() for letter in text) > 0.6 * sum(letter.isalpha() for letter in text)
            if upper and any(alike(text, title) for title in titles):
                return True
    return False


def _codes(lines: list[Line]) -> Counter[str]:
    """Count the codes that stand on a side: behind their label, under the square code, at the foot."""
    found: Counter[str] = Counter()
    for line in lines:
        for body, day, number in _CODE.findall(compose(line.text)):
            code = _code(body, day, number)
            if code is not None:
                found[code] += 1
    return found


def _code(body: str, day: str, number: str) -> str | None:
    day, number = day.translate(_DIGITS), number.translate(_DIGITS)
    if not (day.isdigit() and number.isdigit()):
        return None
    provisional = words("slip")["provisional"]
    near = len(body) == len(provisional) and sum(map(str.__eq__, body, provisional)) >= len(provisional) - 1
    return f"{provisional if near else body.upper()}-{day}-{number}"


def _person(text: str) -> str:
    numbers = set(_NUMBER.findall(re.sub(r"(?<=\d)[ .](?=\d)", "", text)))
    return numbers.pop() if len(numbers) == 1 else ""


def _foot(lines: list[Line]) -> tuple[str, int, int] | None:
    """Find the foot of a long slip: its code, the number of the page and how many there are."""
    for line in reversed(lines):
        if line.top < _FOOT_FROM * line.size[1]:
            continue
        code, place = _CODE.search(compose(line.text)), _FOOT.search(line.text)
        if code is not None and place is not None and words("slip")["page"] in line.key:
            told = _code(*code.groups())
            number, pages = int(place.group(1)), int(place.group(2))
            if told is not None and 0 < number <= pages:
                return told, number, pages
    return None


def _component(lines: list[Line]) -> int | None:
    label = fold(words("slip")["component"])
    for line in lines:
        place = re.match(r"\W*(\d{1,2})\b", line.key[len(label) :])
        if place is not None and begins(line.key, (label,)):
            return int(place.group(1))
    return None
