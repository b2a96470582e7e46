"""Marks that change what may be done with a paper (dấu mật, dấu chứng thực bản sao)."""

from collections.abc import Sequence

from ocr.lexicon import official
from ocr.printed import Line
from ocr.values import clean
from ocr.vietnamese import compose, fold

_HIGH = 0.45
"""Share of the page in which a mark of secrecy stands: under the number, or at the top edge (TT 24/2020/TT-BCA)."""

_STAMP_LINES = 9


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
    """Takes away the block of a certified copy: its number, date and signer are not those of the paper.

    Returns:
        The other lines, and whether there was such a block.
    """
    start = next((at for at, line in enumerate(lines) if _opens_stamp(line)), None)
    if start is None:
        return list(lines), False
    first = lines[start]
    width = first.size[0]
    reach = first.top + _STAMP_LINES * 2.2 * first.height
    left, right = first.left - 0.05 * width, first.right + 0.05 * width
    kept = [
        line
        for line in lines
        if line.page != first.page
        or not first.top - first.height <= line.top <= reach
        or line.right < left
        or line.left > right
    ]
    return kept, True


def _opens_stamp(line: Line) -> bool:
    from rapidfuzz import fuzz

    words = official()
    long_enough = len(line.key) > 20  # shorter than the shortest of the phrases
    return any(long_enough and fuzz.partial_ratio(fold(one), line.key) >= 88 for one in words["copy"]) or (  # nearly
        fold(words["copy_number"][0]) in line.key.replace(" ", "")
    )
