"""Reading order from word boxes (thứ tự đọc): as a person reads a Vietnamese official paper.

Rows go from top to bottom, and across within a row (two-column head, table cells). Read column by column instead are
small captions of electronic signatures above the head, forms whose two columns have the same labels, and the foot,
where the list «Nơi nhận» on the left comes before the signer's block on the right (Decree 30/2020/NĐ-CP, annex I).
A ruled table is read cell by cell, all lines of a cell before the next one; a rubber stamp is read as one block.
The text keeps the printed lines of a table, TAB between cells: so it goes into a spreadsheet as it looks on paper.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from statistics import median

from ocr.columns import in_columns
from ocr.confidence import true_confidence, word_class
from ocr.leaders import LEADER
from ocr.lines import Piece, pieces_of, place_in, rows_of
from ocr.page import TOLD, Word
from ocr.rawword import RawWord
from ocr.stamps import stamps_of
from ocr.tables import Cell, Table
from ocr.usage import mended
from ocr.zones import zones_of

_DOTS = re.compile(r"[._\u2026]{4,}|\u2026[._\u2026]+")


@dataclass(frozen=True, slots=True)
class Arranged:
    """Words in reading order, and the text: a printed row a line, TAB between columns or cells."""

    words: tuple[Word, ...]
    text: str


@dataclass(frozen=True)
class _Row:
    """What is read from left to right: parts with a TAB between, each of pieces in reading order; px from the top."""

    parts: list[list[Piece]]
    top: float
    ruled: bool = False


def arrange(words: Sequence[RawWord], width: int, tables: Sequence[Table] = ()) -> Arranged:
    """Put words in the order a person reads them.

    Args:
        words: Print alone (see `ocr.refuse`), edges in pixels of the upright page.
        width: Of the upright page, px.
        tables: Ruled tables, in the same pixels.
    """
    rows = _ordered(_pieces(words, [cell for table in tables for row in table for cell in row]), width, tables)
    arranged = [
        each
        if each.confidence == TOLD
        else replace(each, confidence=true_confidence(word_class(each.text), each.confidence))
        for each in mended(_numbered(rows))
    ]
    texts = iter([each.text for each in arranged])
    told = {
        id(piece): " ".join(next(texts) for _ in piece.words) for row in rows for part in row.parts for piece in part
    }
    return Arranged(tuple(arranged), "\n".join(line for row in rows for line in _lines(row, told)))


def _lines(row: _Row, told: dict[int, str]) -> Iterator[str]:
    """Give the printed lines of a row; an empty cell is an empty column."""
    column = {id(piece): place for place, part in enumerate(row.parts) for piece in part}
    pieces = list(chain.from_iterable(row.parts))
    for line in rows_of(pieces) if row.ruled else [pieces]:
        cells = [""] * len(row.parts)
        for piece in line:
            cells[column[id(piece)]] += f" {told[id(piece)]}"
        yield "\t".join(map(str.strip, cells)).rstrip("\t")


def _pieces(words: Sequence[RawWord], cells: Sequence[Cell]) -> list[Piece]:
    """Give the pieces of a page, leaders read as dots told as one sign, and none that is leaders alone."""
    told = [replace(each, text=_DOTS.sub(LEADER, each.text)) for each in words]
    return [each for each in pieces_of(told, cells) if set(each.text) - set(LEADER + " ")]


def _ordered(pieces: Sequence[Piece], width: int, tables: Sequence[Table]) -> list[_Row]:
    """Part a page into what is read by rows, by columns, by cells and by blocks, and put the parts in order."""
    ruled = [list(_table_rows(table, pieces)) for table in tables]
    taken = {id(piece) for row in chain(*ruled) for part in row.parts for piece in part}
    free = [each for each in pieces if id(each) not in taken]
    stamps = stamps_of(free)
    stamped = {id(piece) for block in stamps for piece in block}
    zones = zones_of([each for each in free if id(each) not in stamped], width)
    flow = [_rows([row for column in zone for row in in_columns(rows_of(column))]) for zone in zones]
    foot = flow.pop() if len(zones) > 1 and len(zones[-1]) > 1 else []
    body = [row for rows in flow for row in rows]
    blocks = [(float(min(each.top for each in block)), _rows(rows_of(block))) for block in stamps]
    blocks += [(rows[0].top, rows) for rows in ruled if rows]
    for top, block in sorted(blocks, key=lambda each: each[0]):
        place = next((at for at, row in enumerate(body) if row.top > top), len(body))
        if place == len(body) and foot and top > min(row.top for row in foot):
            foot += block
        else:
            body[place:place] = block
    return body + foot


def _rows(rows: Sequence[Sequence[Piece]]) -> list[_Row]:
    return [_row(row) for row in rows]


def _row(pieces: Sequence[Piece]) -> _Row:
    return _Row([[each] for each in pieces], median(each.middle for each in pieces))


def _table_rows(table: Table, pieces: Sequence[Piece]) -> Iterator[_Row]:
    """Give the rows of a table; an empty cell is an empty part, so that columns stay columns."""
    for cells in table:
        parts: list[list[Piece]] = [[] for _ in cells]
        for piece in pieces:
            place = place_in(piece, cells)
            if place >= 0:
                parts[place].append(piece)
        if any(parts):
            lines = [[piece for row in rows_of(part) for piece in row] for part in parts]
            yield _Row(lines, min(each.top for each in cells), ruled=True)


def _numbered(rows: Sequence[_Row]) -> list[Word]:
    """Number lines by rows, and blocks by pieces that continue one another downwards or share a cell."""
    words: list[Word] = []
    blocks: list[tuple[Piece, int]] = []
    line = -1
    for row in rows:
        level = all(len(part) <= 1 for part in row.parts)
        line += level
        for part in row.parts:
            for place, piece in enumerate(part):
                line += not level
                new = max((number for _, number in blocks), default=-1) + 1
                block = (blocks[-1][1] if place else new) if row.ruled else _block_of(piece, blocks, new)
                blocks.append((piece, block))
                words += [
                    Word(each.text, each.left, each.top, each.right, each.bottom, each.confidence, line, block)
                    for each in piece.words
                ]
    return words


def _block_of(piece: Piece, blocks: Sequence[tuple[Piece, int]], new: int) -> int:
    """Give the block of the piece right above that shares most of its width, or a new one."""
    for above, number in reversed(blocks[-6:]):
        shared = min(piece.right, above.right) - max(piece.left, above.left)
        gap = piece.top - above.bottom
        narrower = min(piece.right - piece.left, above.right - above.left)
        if -above.height < gap < 1.5 * piece.height and shared > 0.5 * narrower:
            return number
    return new
