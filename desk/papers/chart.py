"""A chart of columns drawn in vector on paper (biểu đồ cột): the second tone is hatched for black ink."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from desk.model.board import axis_steps
from desk.papers.sheet import FAMILY

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_ACCENT = colors.Color(0.173, 0.278, 0.608)
_LINE = colors.Color(0.55, 0.54, 0.52)
_LEFT, _FOOT, _HEAD = 9 * mm, 6 * mm, 8 * mm
_HATCH = 1.3 * mm
_SMALL = 8.5


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: its label, and what stands below and above in it."""

    label: str
    first: int
    second: int

    @property
    def whole(self) -> int:
        """Return its height in units."""
        return self.first + self.second


class ColumnChart(Flowable):
    """Draw columns of two tones with their values on top, an axis of round marks, and a legend in words.

    Attributes:
        wide, tall: Size in pt.
    """

    def __init__(self, bars: Sequence[Bar], legend: tuple[str, str], wide: float, tall: float = 62 * mm) -> None:
        super().__init__()
        self.bars, self.legend, self.wide, self.tall = tuple(bars), legend, wide, tall
        self._steps = axis_steps(max((bar.whole for bar in bars), default=0))

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size in pt."""
        return self.wide, self.tall

    def draw(self) -> None:
        """Draw the chart."""
        self._draw_legend()
        self._draw_axis()
        room = (self.wide - _LEFT) / max(1, len(self.bars))
        for number, bar in enumerate(self.bars):
            self._draw_bar(bar, _LEFT + number * room, room)

    def _y(self, value: float) -> float:
        return _FOOT + (self.tall - _FOOT - _HEAD) * value / self._steps[-1]

    def _draw_legend(self) -> None:
        pen: Canvas = self.canv
        pen.setFont(FAMILY, _SMALL + 0.5)
        x, y = self.wide, self.tall - 3.4 * mm
        for words, hatched in zip(reversed(self.legend), (True, False), strict=True):
            x -= stringWidth(words, FAMILY, _SMALL + 0.5)
            pen.setFillColor(colors.black)
            pen.drawString(x, y, words)
            x -= 4.2 * mm
            self._fill((x, y - 0.4 * mm, 3 * mm, 2.6 * mm), hatched=hatched)
            x -= 5 * mm

    def _draw_axis(self) -> None:
        pen: Canvas = self.canv
        pen.setFont(FAMILY, _SMALL)
        pen.setFillColor(colors.black)
        pen.setLineWidth(0.4)
        for step in self._steps:
            y = self._y(step)
            pen.setStrokeColor(_LINE)
            pen.setDash([] if step == 0 else [0.6, 1.8])
            pen.line(_LEFT, y, self.wide, y)
            pen.drawRightString(_LEFT - 1.5 * mm, y - 1 * mm, str(step))
        pen.setDash([])

    def _draw_bar(self, bar: Bar, x: float, room: float) -> None:
        pen: Canvas = self.canv
        wide = min(room * 0.62, 9 * mm)
        left = x + (room - wide) / 2
        low, middle, high = self._y(0), self._y(bar.first), self._y(bar.whole)
        if bar.first:
            self._fill((left, low, wide, middle - low), hatched=False)
        if bar.second:
            self._fill((left, middle, wide, high - middle), hatched=True)
        pen.setFillColor(colors.black)
        pen.setFont(FAMILY, _SMALL)
        pen.drawCentredString(x + room / 2, 1.5 * mm, bar.label)
        if bar.whole:
            pen.drawCentredString(x + room / 2, high + 0.8 * mm, str(bar.whole))

    def _fill(self, box: tuple[float, float, float, float], *, hatched: bool) -> None:
        pen: Canvas = self.canv
        left, low, wide, tall = box
        pen.saveState()
        pen.setStrokeColor(_ACCENT)
        pen.setFillColor(colors.white if hatched else _ACCENT)
        pen.setLineWidth(0.5)
        pen.rect(left, low, wide, tall, stroke=1, fill=1)
        if hatched:
            path = pen.beginPath()
            path.rect(left, low, wide, tall)
            pen.clipPath(path, stroke=0)
            across = left - tall
            while across < left + wide:
                pen.line(across, low, across + tall, low + tall)
                across += _HATCH
        pen.restoreState()
