"""Forms in two columns (biểu mẫu hai cột), as a marriage certificate: the left person whole, then the right one."""

from collections.abc import Sequence
from itertools import pairwise

from ocr.lines import Piece, letters

Row = list[Piece]

_LEAST_PAIRS = 3
_ALIKE = 0.6
_LEAST_LETTERS = 4
_NEAR = 2.4
"""Rows further apart than this many heights do not continue one another."""


def in_columns(rows: Sequence[Row]) -> list[Row]:
    """Put the rows of a two-column form column by column; other rows stay where they are.

    A form is told by its labels: the same ones stand in both columns, row by row («Dân tộc: … Dân tộc: …»), which the
    rows of a table and the two columns of a head never do.

    Args:
        rows: From top to bottom, each from left to right.
    """
    pairs = [place for place, row in enumerate(rows) if _is_pair(row)]
    if len(pairs) < _LEAST_PAIRS:
        return list(rows)
    line = min(rows[place][1].left for place in pairs)
    first, last = _reach(rows, pairs, line)
    if any(_crosses(row, line) for row in rows[first : last + 1]):
        return list(rows)
    band = rows[first : last + 1]
    columns = [[piece for piece in row if (piece.left < line) == left] for left in (True, False) for row in band]
    return [*rows[:first], *(column for column in columns if column), *rows[last + 1 :]]


def _is_pair(row: Row) -> bool:
    """Say whether two pieces begin with the same label, or with labels of two persons («tên vợ», «tên chồng»)."""
    if len(row) != 2:
        return False
    left, right = (_label(piece) for piece in row)
    least = min(len(left), len(right))
    same = next((place for place in range(least) if left[place] != right[place]), least)
    return least >= _LEAST_LETTERS and same >= max(_LEAST_LETTERS, _ALIKE * max(len(left), len(right)))


def _label(piece: Piece) -> str:
    label, colon, _ = piece.text.partition(":")
    return letters(label) if colon else ""


def _reach(rows: Sequence[Row], pairs: Sequence[int], line: int) -> tuple[int, int]:
    """Widen the band over a heading of the columns and over the lines in which the last values go on."""
    first, last = pairs[0], pairs[-1]
    if first and len(rows[first - 1]) == 2 and _is_near(rows[first - 1], rows[first]):
        left, right = rows[first - 1]
        headed = left.right < line <= right.left + right.height and not _label(left)
        first -= headed
    for before, row in pairwise(rows[last:]):
        goes_on = not any(_label(piece) for piece in row) and _is_near(before, row) and not _crosses(row, line)
        if not goes_on:
            break
        last += 1
    return first, last


def _is_near(above: Row, below: Row) -> bool:
    gap = min(each.top for each in below) - max(each.bottom for each in above)
    return gap < _NEAR * max(each.height for each in above)


def _crosses(row: Row, line: int) -> bool:
    return any(piece.left < line - piece.height and piece.right > line for piece in row)
