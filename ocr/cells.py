"""Doubtful cells of a table read again (đọc lại ô của bảng), cut out and set one under the other.

Where the lines of neighbouring cells do not stand level, the engine takes parts of two for one line and reads neither;
and a number alone in its cell it often passes over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from ocr.engine import OcrEngine
from ocr.rawword import BLOCK, Grey, RawWord
from ocr.refuse import letters_of, printed, sureness
from ocr.tables import Cell, Table

_EDGE_MM = 0.4
_APART_MM = 3.0
_LONGEST_PX = 30_000
"""Tesseract reads no picture higher than 32,767 px."""
_INK = 140
_LEAST_INK = 8
_ASKEW = (0.2, 0.8)
"""Shares of a word's height by which two words of a row are off one another's line, but not yet on the next."""
_DOUBT = 0.75
_KEPT = (0.7, 0.95)
"""Share of the letters that a new reading must have: of an unsure old one, and of one that could be read."""
_READABLE = 0.6


def read_cells(
    picture: Grey, words: Sequence[RawWord], tables: Sequence[Table], engine: OcrEngine, dpi: float
) -> list[RawWord]:
    """Read doubtful cells again; new words stand in a cell where they are surer than the old.

    Args:
        picture: As it was read.
        words: Print alone, edges in px of `picture`.
        tables: In the same pixels.
        engine: The same engine.
        dpi: Of `picture`.
    """
    rows = [row for table in tables for row in table]
    held = [(cell, _inside(cell, words)) for row in rows for cell in _doubtful(row, words, picture)]
    if not held:
        return list(words)
    found = _read(picture, [cell for cell, _ in held], engine, dpi)
    first = max((each.line for each in words), default=-1) + 1
    fresh = printed([*words, *(replace(each, line=first + each.line) for each in found)])
    new = [each for each in fresh if each.line >= first]
    out = list(words)
    for cell, old in held:
        now = _inside(cell, new)
        least = _KEPT[sureness(old) >= _READABLE] * sum(map(letters_of, old))
        enough = sum(map(letters_of, now)) >= least
        if now and enough and sureness(now) > sureness(old):
            gone = set(map(id, old))
            out = [each for each in out if id(each) not in gone] + now
    return out


def _inside(cell: Cell, words: Sequence[RawWord]) -> list[RawWord]:
    return [each for each in words if cell.holds((each.left + each.right) / 2, (each.top + each.bottom) / 2)]


def _doubtful(row: Sequence[Cell], words: Sequence[RawWord], picture: Grey) -> Iterator[Cell]:
    """Give the cells of a row whose lines stand askew, all of them, else those unsure or passed over."""
    held = [_inside(cell, words) for cell in row]
    askew = any(_is_askew(one, other) for one, other in combinations(held, 2))
    for cell, inside in zip(row, held, strict=True):
        if inside:
            if askew or sureness(inside) < _DOUBT:
                yield cell
        elif _has_ink(cell, picture):
            yield cell


def _is_askew(one: Sequence[RawWord], other: Sequence[RawWord]) -> bool:
    for each in one:
        for beside in other:
            off = abs(each.top + each.bottom - beside.top - beside.bottom) / 2
            if _ASKEW[0] < off / max(1, min(each.height, beside.height)) < _ASKEW[1]:
                return True
    return False


def _has_ink(cell: Cell, picture: Grey) -> bool:
    part = picture[cell.top + 3 : cell.bottom - 3, cell.left + 3 : cell.right - 3]
    return bool(np.count_nonzero(part < _INK) >= _LEAST_INK)


def _read(picture: Grey, cells: Sequence[Cell], engine: OcrEngine, dpi: float) -> list[RawWord]:
    """Read cells set one under the other; the words come with edges in px of `picture`."""
    edge, apart = round(_EDGE_MM * dpi / 25.4), round(_APART_MM * dpi / 25.4)
    high = sum(each.bottom - each.top + apart for each in cells) + apart
    sheet = np.full((high, max(each.right - each.left for each in cells) + 2 * apart), 255, np.uint8)
    if sheet.shape[0] > _LONGEST_PX:
        half = len(cells) // 2
        both = [_read(picture, part, engine, dpi) for part in (cells[:half], cells[half:])]
        after = max((each.line for each in both[0]), default=-1) + 1
        return both[0] + [replace(each, line=each.line + after) for each in both[1]]
    places: list[tuple[int, Cell]] = []
    top = apart
    for cell in cells:
        part = picture[cell.top + edge : cell.bottom - edge, cell.left + edge : cell.right - edge]
        sheet[top : top + part.shape[0], apart : apart + part.shape[1]] = part
        places.append((top, cell))
        top += cell.bottom - cell.top + apart
    moves = [(top, cell.left + edge - apart, cell.top + edge - top) for top, cell in places]
    return [_moved(each, moves) for each in engine.read(sheet, dpi, BLOCK)]


def _moved(word: RawWord, moves: Sequence[tuple[int, int, int]]) -> RawWord:
    """Bring a word from the sheet of cells to the page: moves are the top of a cell there, and the way back."""
    middle = (word.top + word.bottom) / 2
    _, across, down = next((each for each in reversed(moves) if middle >= each[0]), moves[0])
    return replace(
        word, left=word.left + across, right=word.right + across, top=word.top + down, bottom=word.bottom + down
    )
