"""Lay out an evening's stack: cards of dossiers, their sides in lines as wide as the window allows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.models.evening_rows import SideRow
from ui.views.stack_model import StackRow


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in px at the size in use: around cards, a head, one side's cell, inside a card, between cards."""

    margin: int
    head: int
    wide: int
    tall: int
    pad: int
    gap: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line across: a head (`head` True) or up to `StackLayout.columns` sides, from row `first` on."""

    top: int
    first: int
    count: int
    card: int
    head: bool = False


class StackLayout:
    """Say where each row of a stack lies; heads stand alone, sides in lines below them.

    Attributes:
        columns: Sides in a line.
        tall: Height of all in px.
        cards: (top, bottom) of each card in px.
    """

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._tops: list[int] = []
        self._line_of: list[int] = []
        self.measures = Measures(0, 1, 1, 1, 0, 0)
        self.columns = 1
        self.tall = 0
        self.wide = 0
        self.cards: list[tuple[int, int]] = []

    def lay(self, rows: Sequence[StackRow], wide: int, measures: Measures) -> None:
        """Lay rows out for a width in px."""
        self.measures, self.wide = measures, wide
        self.columns = max(1, (wide - 2 * measures.margin - 2 * measures.pad) // measures.wide)
        self._lines, self._line_of, self.cards = [], [], []
        top, number, count = measures.margin, 0, len(rows)
        while number < count:
            begin = top
            self._lines.append(Line(top, number, 1, len(self.cards), head=True))
            self._line_of.append(len(self._lines) - 1)
            top, number = top + measures.head, number + 1
            while number < count and isinstance(rows[number], SideRow):
                fits = self._fitting(rows, number)
                self._lines.append(Line(top, number, fits, len(self.cards)))
                self._line_of.extend([len(self._lines) - 1] * fits)
                top, number = top + measures.tall, number + fits
            self.cards.append((begin, top + measures.pad // 2))
            top += measures.pad // 2 + measures.gap
        self.tall = top - measures.gap + measures.margin if rows else 0
        self._tops = [line.top for line in self._lines]

    def _fitting(self, rows: Sequence[StackRow], number: int) -> int:
        fits = 1
        while fits < self.columns and number + fits < len(rows) and isinstance(rows[number + fits], SideRow):
            fits += 1
        return fits

    def rect(self, row: int) -> QRect:
        """Return where a row lies in px, from the top of all."""
        if not 0 <= row < len(self._line_of):
            return QRect()
        line, own = self._lines[self._line_of[row]], self.measures
        if line.head:
            return QRect(own.margin, line.top, self.wide - 2 * own.margin, own.head)
        left = own.margin + own.pad + (row - line.first) * own.wide
        return QRect(left, line.top, own.wide, own.tall)

    def lines(self, top: int, bottom: int) -> list[Line]:
        """Return the lines between two heights."""
        if not self._lines:
            return []
        first = max(0, bisect_right(self._tops, top) - 1)
        return self._lines[first : bisect_right(self._tops, bottom)]

    def row_at(self, x: int, y: int, *, near: bool = False) -> int | None:
        """Return the row at a point, None in between; with `near` the side nearest in its line."""
        found = self.lines(y, y)
        if not found:
            return None
        line, own = found[-1], self.measures
        if line.head:
            inside = y < line.top + own.head
            return line.first if inside or near else None
        column = (x - own.margin - own.pad) // own.wide
        if near:
            return line.first + min(max(column, 0), line.count - 1)
        inside = 0 <= column < line.count and y < line.top + own.tall
        return line.first + column if inside else None

    def beside(self, row: int, step: int) -> int:
        """Return the side above (-1) or below (1) a side, the nearest in the next line of sides; itself at the end."""
        at = self._line_of[row] + step
        column = row - self._lines[self._line_of[row]].first
        while 0 <= at < len(self._lines) and self._lines[at].head:
            at += step
        if not 0 <= at < len(self._lines):
            return row
        line = self._lines[at]
        return line.first + min(column, line.count - 1)
