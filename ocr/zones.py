"""Parts of a page that are read column by column (vùng đọc theo cột): captions above the head, and the foot."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from ocr.lines import Piece
from ocr.refuse import letters_of, sureness

Zone = list[list[Piece]]
"""Columns in reading order; each is read by rows from top to bottom."""

_RECIPIENTS = "noinhan"
_DASHES = ("-", "\u2013", "\u2014")
_KEPT_BY = ("luuvt", "luuvp", "luuvanthu")
_MOTTO = ("conghoaxahoichunghiavietnam", "doclaptudohanhphuc")
_ALIKE = 80
_SCRAP = 4
_UNSURE = 0.65


def zones_of(pieces: Sequence[Piece], width: int) -> list[Zone]:
    """Part a page into zones from top to bottom; most pages have one, with one column.

    Args:
        pieces: All pieces of the page.
        width: Of the page, px.
    """
    rest = list(pieces)
    above: Zone = []
    head = _head_top(rest)
    if head is not None:
        captions = [each for each in rest if each.bottom < head]
        if captions:
            above = _columns(captions)
            rest = [each for each in rest if each.bottom >= head]
    foot = _foot(rest, width)
    body = [each for each in rest if not any(each in column for column in foot)]
    foot = [*foot[:1], *([each for each in block if not _is_pen(each, block)] for block in foot[1:])]
    return [zone for zone in (above, [body], foot) if any(zone)]


def _head_top(pieces: Sequence[Piece]) -> float | None:
    """Top of the national name (quốc hiệu), or None."""
    for piece in sorted(pieces, key=lambda each: each.middle):
        found = piece.folded
        if len(found) >= 12 and any(fuzz.partial_ratio(each, found) >= _ALIKE for each in _MOTTO):
            return piece.middle - 1.2 * piece.height
    return None


def _columns(pieces: Sequence[Piece]) -> Zone:
    """Part pieces into columns that share no width, left to right."""
    columns: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.left):
        if columns and piece.left < max(each.right for each in columns[-1]):
            columns[-1].append(piece)
        else:
            columns.append([piece])
    return columns


def _foot(pieces: Sequence[Piece], width: int) -> Zone:
    """Find «Nơi nhận» and part all from there on into its list and the signer's block."""
    mark = _recipients(pieces, 0.45 * width)
    if mark is None:
        return []
    below = [each for each in pieces if each.middle > mark.middle - 0.6 * mark.height]
    line = _gutter(below, mark)
    left = [each for each in below if (each.left + each.right) / 2 < line]
    beside = [each for each in pieces if each.left > line and each.middle > mark.middle - 2.6 * mark.height]
    beside = [each for each in beside if not _shares_row(each, pieces, line)]
    right = [each for each in below if each not in left]
    right += [each for each in beside if each not in right]
    return [left, right]


def _is_pen(piece: Piece, block: Sequence[Piece]) -> bool:
    """Say whether a piece is a scrap of a signature: few unsure letters between the titles and the name."""
    between = min(each.middle for each in block) < piece.middle < max(each.middle for each in block)
    return between and sum(map(letters_of, piece.words)) <= _SCRAP and sureness(piece.words) < _UNSURE


def _recipients(pieces: Sequence[Piece], within: float) -> Piece | None:
    """Find the words «Nơi nhận», or what stands over the list that ends in «Lưu: VT» where they were misread."""
    left = sorted((each for each in pieces if each.left < within), key=lambda each: each.middle)
    marks = [each for each in left if len(each.folded) >= 5 and fuzz.ratio(each.folded[:8], _RECIPIENTS) >= _ALIKE]
    if marks:
        return marks[-1]
    last = next((place for place, each in enumerate(left) if each.folded.startswith(_KEPT_BY)), 0)
    top = last
    while top and _follows(left[top - 1], left[top]):
        top -= 1
    first = next((place for place in range(top, last) if left[place].text.startswith(_DASHES)), last)
    if top < first and len(left[first - 1].folded) <= len(_RECIPIENTS) + 2:
        return left[first - 1]
    return left[first] if first < last else None


def _follows(above: Piece, below: Piece) -> bool:
    return below.top - above.bottom < 1.5 * below.height and abs(below.left - above.left) < 4 * below.height


def _gutter(pieces: Sequence[Piece], mark: Piece) -> float:
    """Place the line between the two columns where it cuts least print."""
    furthest = max(each.right for each in pieces)
    best, least = float(furthest), None
    step = max(2, int(mark.height / 2))
    for place in range(int(mark.right + mark.height), int(furthest), step):
        cut = sum(min(place - each.left, each.right - place) for each in pieces if each.left < place < each.right)
        right = sum(1 for each in pieces if each.left >= place)
        if right and (least is None or cut < least):
            best, least = float(place), cut
    return best


def _shares_row(piece: Piece, pieces: Sequence[Piece], line: float) -> bool:
    """Say whether body text stands left of the line at the height of a piece."""
    return any(
        each.left < line and abs(each.middle - piece.middle) < 0.6 * piece.height
        for each in pieces
        if each is not piece
    )
