"""Who signed an administrative paper and as what (người ký, chức vụ), NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 7."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocr.lexicon import begins, best_of, official
from ocr.page import FieldReading
from ocr.printed import Line, box_of
from ocr.values import clean, parse_name
from ocr.vietnamese import fold

_LEFT_EDGE = 0.42
"""Share of the page's width left of which no signer's block stands."""

_REACH = 24
"""Lines of print between the last title and the name, seal and signature between them."""


_SHORT_NAME = 2
_PENNED = 5
_INK = 0.45
"""Worth below which a name is likelier ink read as one."""
_HALF_A_NAME, _UNKNOWN_FAMILY, _HALF_AN_OFFICE = 0.6, 0.75, 0.6


@dataclass(frozen=True, slots=True)
class _Title:
    line: Line
    text: str
    score: float


def read_signer(lines: Sequence[Line]) -> tuple[FieldReading, FieldReading]:
    """Reads name and office of the signer from the last block of titles on the right.

    Args:
        lines: The lines of all pages, cut at column gaps, in order.

    Returns:
        `nguoi_ky` and `chuc_vu`; both with value None when there is no block.
    """
    nobody = (
        FieldReading("nguoi_ky", None, 0.0, 1, None, "layout"),
        FieldReading("chuc_vu", None, 0.0, 1, None, "layout"),
    )
    for page in sorted({line.page for line in lines}, reverse=True):
        right = _right_side([line for line in lines if line.page == page])
        titles = _titles(right)
        name = _name(right, titles)
        if titles or (name is not None and _recipients(lines, page) is not None):
            return _person(name, page), _office(titles, page)
    return nobody


def office_of(lines: Sequence[Line], page: int) -> FieldReading:
    """Reads `chuc_vu` from lines that are the signer's block and nothing else, from top to bottom."""
    return _office(_titles(lines), page)


def name_of(lines: Sequence[Line], page: int) -> FieldReading:
    """Reads `nguoi_ky` from lines that are the signer's block and nothing else, from top to bottom."""
    return _person(_name(lines, _titles(lines)), page)


def block_beside_recipients(lines: Sequence[Line], page: int) -> Line | None:
    """Finds the line «Nơi nhận» of a page, beside which the signer's block stands; None without one."""
    return _recipients(lines, page)


def _recipients(lines: Sequence[Line], page: int) -> Line | None:
    wanted = official()["recipients"]
    same = (line for line in lines if line.page == page and line.left < 0.5 * line.size[0])
    return next((line for line in same if begins(clean(line.text), wanted, 78.0)), None)


def _right_side(lines: Sequence[Line]) -> list[Line]:
    if not lines:
        return []
    width, height = lines[0].size
    anchor = _recipients(lines, lines[0].page)
    top = anchor.top - 6 * anchor.height if anchor is not None else 0.3 * height
    kept = [line for line in lines if line.left > _LEFT_EDGE * width and line.centre > 0.5 * width and line.top > top]
    return sorted(kept, key=lambda line: line.top)


def _titles(lines: Sequence[Line]) -> list[_Title]:
    found: list[_Title] = []
    for line in lines:
        title = _as_title(line)
        if title is None:
            continue
        if found and line.top - found[-1].line.bottom > 4 * max(line.height, found[-1].line.height):
            continue
        found.append(title)
    return found


def _as_title(line: Line) -> _Title | None:
    words = official()
    text = clean(line.text)
    prefix, rest = _prefix(text)
    known = words["signer"]["titles"]
    exact = best_of(rest, known, 86.0)
    if exact is not None:
        spelled = exact[0] if line.upper else _like(exact[0], rest)
        return _Title(line, f"{prefix} {spelled}".strip(), exact[1] / 100.0)
    start = begins(rest, known, 88.0)
    if start is not None and (line.upper or prefix) and len(rest.split()) <= len(start.split()) + 8:
        tail = rest.split()[len(start.split()) :]
        return _Title(line, " ".join([prefix, start, *tail]).strip(), 0.85)
    return _behind_pen(line, text, known)


def _behind_pen(line: Line, text: str, known: Sequence[str]) -> _Title | None:
    """Recognises a title behind a word that is none: an authority written by hand (KT, TL) reads as anything."""
    first, _, rest = text.partition(" ")
    parts = {fold(word) for title in known for word in title.split()}
    if not line.upper or len(first) > _PENNED or fold(first) in parts:
        return None
    found = best_of(rest, known, 88.0)
    return _Title(line, found[0], 0.9 * found[1] / 100.0) if found is not None else None


def _like(known: str, seen: str) -> str:
    """Writes a known title with the capitals the paper has."""
    if fold(known) != fold(seen) or len(known) != len(seen):
        return known.capitalize()
    return "".join(
        letter.upper() if shown.isupper() else letter.lower() for letter, shown in zip(known, seen, strict=True)
    )


def _prefix(text: str) -> tuple[str, str]:
    found = re.match(r"^\W*(\w{1,3})\s?[.,/]+\s*(.+)$", text)
    if found is None:
        return "", text
    key = fold(found.group(1))
    for one in official()["prefixes"]:
        if key == fold(one):
            return f"{one}.", found.group(2)
    return "", found.group(2) if len(found.group(1)) <= 3 else text  # ink beside the title


def _office(titles: Sequence[_Title], page: int) -> FieldReading:
    if not titles:
        return FieldReading("chuc_vu", None, 0.0, page, None, "layout")
    words = official()["signer"]
    texts = [title.text for title in titles]
    sure = min(title.score * title.line.confidence for title in titles)
    if len(texts) > 1 and "." not in texts[0]:
        # The authority in front of the first line was written by hand, or stands under the seal.
        acting = fold(texts[1]).startswith(fold(words["deputy"]))
        texts[0] = f"{words['for'] if acting else words['by_order']} {texts[0]}"
        sure *= 0.8
    if not is_whole_office(" ".join(texts)):
        sure *= _HALF_AN_OFFICE
    raw = " ".join(title.line.text for title in titles)
    lines = [title.line for title in titles]
    return FieldReading("chuc_vu", " ".join(texts), round(sure, 3), page, box_of(lines), "layout", raw)


def is_whole_office(value: str) -> bool:
    """Tells whether titles make an office: who acts for another (KT.), by order (TL.) or for a body (TM.) has his own.

    NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 7a: the authority in one line, the signer's own office below it.
    """
    words = official()["signer"]
    key = fold(value)
    if any(key.endswith(fold(body)) for body in words["bodies"]):
        return False
    marks = "|".join(re.escape(fold(one)) for one in words["authorities"])
    authority, own = re.fullmatch(rf"(.*\b(?:{marks}))?(.*)", key).groups()  # type: ignore[union-attr]  # fits any text
    deputy = re.search("|".join(rf"\b{fold(one)} " for one in words["deputies"]), own) is not None
    if authority is None:
        return not deputy
    acting = authority.endswith(fold(words["for"]))
    return (deputy or not acting) and best_of(own.strip(), words["titles"], 95.0) is None


def _name(lines: Sequence[Line], titles: Sequence[_Title]) -> tuple[str, Line, float] | None:
    best: tuple[str, Line, float] | None = None
    most = 0.0
    for line in lines:
        if titles and not 0 < line.top - titles[-1].line.top < _REACH * titles[-1].line.height:
            continue
        value, sure = parse_name(_without_honours(clean(line.text)))
        words = (value or "").split()
        if value is None or not 2 <= len(words) <= 5 or _as_title(line) is not None:  # words in a name
            continue
        sure *= line.confidence
        worth = sure * (1.0 if len(words) > _SHORT_NAME else _HALF_A_NAME)
        if worth > _INK and min(map(len, words)) > 1 and worth >= 0.8 * most:
            best, most = (value, line, sure * wholeness(words)), worth
    return best


def wholeness(words: Sequence[str]) -> float:
    """Gives how far a name seems whole, 0-1: its family name (họ), or letters of it, may be lost under the seal."""
    signer = official()["signer"]
    if fold(words[0]) in {fold(one) for one in signer["never_first"]}:
        return 0.5
    if not words[0][0].isupper():
        return 0.5
    known = words[0].capitalize() in signer["families"]
    return (1.0 if len(words) > _SHORT_NAME else _HALF_A_NAME) * (1.0 if known else _UNKNOWN_FAMILY)


def _without_honours(text: str) -> str:
    known = {fold(one) for one in official()["honorifics"]}
    words = re.sub(r"\.(?=\S)", ". ", text).split()
    while words:
        two = fold(" ".join(words[:2])).rstrip(".")
        if two in known:
            words = words[2:]
        elif fold(words[0]).strip(".,") in known:
            words = words[1:]
        else:
            break
    return " ".join(words)


def _person(name: tuple[str, Line, float] | None, page: int) -> FieldReading:
    if name is None:
        return FieldReading("nguoi_ky", None, 0.0, page, None, "layout")
    value, line, sure = name
    if line.upper:
        value = " ".join(word.capitalize() for word in value.split())
    return FieldReading("nguoi_ky", value, round(sure, 3), page, box_of([line]), "layout", line.text)
