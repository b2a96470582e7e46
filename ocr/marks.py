"""Marks that change what may be done with a paper (dấu mật, dấu chứng thực bản sao)."""

import re
from collections.abc import Sequence

from ocr.lexicon import official
from ocr.lines import letters
from ocr.printed import Line
from ocr.values import clean
from ocr.vietnamese import compose, fold

_HIGH = 0.45
"""Share of the page in which a mark of secrecy stands: under the number, or at the top edge (TT 24/2020/TT-BCA)."""

_STAMP_LINES = 9
_ALIKE = 86.0
_MOST = 1.5
"""A line this many times longer than the phrase speaks of copies, or the phrase stands in it by chance."""

_LEAST_TORN = 6

_NUMBER = re.compile(r"sct(?:dt)?[^a-z0-9]{0,2}[/il1|-]?[^a-z0-9]{0,2}b[s5](?![a-z0-9])")
"""The sign of the book of copies, SCT/BS (SCTĐT/BS: of electronic ones); books of signatures and contracts differ."""


def find_secrecy(lines: Sequence[Line]) -> str | None:
    """Finds a mark of state secrecy: words of their own near the head, in capitals, never a word inside prose."""
    words = official()
    marks = {compose(one): one for one in words["secrecy"]}
    misread = {compose(one) for one in words["secrecy_misread"]}
    plain = words["secrecy"][-1]
    for line in lines:
        if line.top > _HIGH * line.size[1]:
            continue
        text = clean(line.text).strip("()[]| ")
        if text in marks:
            return str(marks[text])
        if text in misread:
            return str(plain)
        for one in words["secrecy"][:-1]:
            if text.isupper() and fold(text) == fold(one):
                return str(one)
    return None


def without_copy_stamp(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Takes away the blocks of a certified copy: their number, date and signer are not those of the paper.

    Returns:
        The other lines, and whether there was such a block.
    """
    kept, found = list(lines), False
    while True:
        first = next((line for line in kept if _opens_stamp(line)), None)
        if first is None:
            return kept, found
        kept, found = [line for line in kept if line is not first and not _in_stamp(line, first)], True


def _in_stamp(line: Line, first: Line) -> bool:
    """Says whether a line stands below the first line of a stamp, as near as its number, day and signer do."""
    width = first.size[0]
    below = (line.top - first.top) / first.height
    near = line.page == first.page and (-1 < below <= _STAMP_LINES * 2.2 or (-3 < below < 0 and _is_torn(line)))
    return near and line.right >= first.left - 0.05 * width and line.left <= first.right + 0.05 * width


def _opens_stamp(line: Line) -> bool:
    """Says whether a line is the attestation itself or the number of it; prose about such copies is neither."""
    key = letters(line.text)
    return _NUMBER.search(line.key.replace(" ", "")) is not None or any(
        _is_phrase(key, letters(one)) for one in official()["copy"]
    )


def _is_torn(line: Line) -> bool:
    """Says whether a line is a part of the attestation: a seal or a pen stroke may have torn a word out of it."""
    from rapidfuzz import fuzz

    key = letters(line.text)
    torn = len(key) >= _LEAST_TORN and line.upper
    return torn and any(fuzz.partial_ratio(key, letters(one)) >= _ALIKE for one in official()["copy"])


def _is_phrase(key: str, phrase: str) -> bool:
    from rapidfuzz import fuzz

    alike = fuzz.partial_ratio(phrase, key) if len(key) > len(phrase) else fuzz.ratio(phrase, key)
    return alike >= _ALIKE and len(key) <= _MOST * len(phrase)
