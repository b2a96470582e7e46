"""The month's report on paper (báo cáo tháng): figures, a chart and two tables, to be signed; it names no person."""

from collections.abc import Sequence
from typing import Literal

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, LongTable, Paragraph, Spacer, TableStyle

from desk.papers.chart import Bar, ColumnChart
from desk.papers.forms import dated, listed_words, words
from desk.papers.month_rows import FORM, MonthData
from desk.papers.sheet import FAMILY, Head, head, line, safe, set_pdf, signatures, title

_WIDTH = A4[0] - 47 * mm
_FIGURES = (10 * mm, 83 * mm, 24 * mm, 24 * mm, 22 * mm)
_PROCEDURES = (21 * mm, 62 * mm, 18 * mm, 20 * mm, 21 * mm, 21 * mm)
_DAYS = (33 * mm, 26 * mm, 26 * mm, 26 * mm, 26 * mm, 26 * mm)
_GREY = colors.Color(0.93, 0.92, 0.89)

Align = Literal[0, 1, 2]


def month_pdf(data: MonthData) -> bytes:
    """Set the report on A4 and return it as a PDF; the same data gives the same bytes.

    Law: docs/law.md#indicators
    """
    name = f"{words(FORM, 'title')} {data.month:%m/%Y}"
    return set_pdf(lambda: _story(data), name, f"{data.month:%m/%Y}", rehearsal=data.rehearsal)


def _story(data: MonthData) -> list[Flowable]:
    place = dated("place_date", data.at, commune=data.commune)
    counted = words(FORM, "running" if data.running else "counted", moment=dated("moment", data.at))
    month = words(FORM, "month", month=data.month.month, year=data.month.year)
    return [
        head(Head(data.authority, data.centre, words(FORM, "number"), place)),
        title(words(FORM, "title")),
        Paragraph(safe(month), _style(12.5, "-Bold", TA_CENTER)),
        Paragraph(safe(counted), _style(11.5, "-Italic", TA_CENTER)),
        Spacer(1, 3 * mm),
        _heading("figures"), _figures(data),
        KeepTogether([_heading("chart"), *_chart(data)]),
        CondPageBreak(40 * mm),
        _heading("procedures"), *_table("procedure_heads", data.procedures, _PROCEDURES, left=2),
        CondPageBreak(40 * mm),
        _heading("days"), *_table("day_heads", (*data.days, data.totals), _DAYS, left=1, summed=True),
        KeepTogether([_heading("notes"), *(line(note, size=10.5) for note in data.notes)]),
        signatures((words(FORM, "maker"), ""), (words(FORM, "head_of_office"), "")),
    ]  # fmt: skip


def _figures(data: MonthData) -> Flowable:
    plain, right, bold = _style(11), _style(11, "", TA_RIGHT), _style(11, "-Bold", TA_CENTER)
    rows = [
        [str(number), row.label, row.number, row.of, f"{row.percent} %" if row.percent else ""]
        for number, row in enumerate(data.rows, 1)
    ]
    cells = [[Paragraph(safe(text), plain if at == 1 else right) for at, text in enumerate(row)] for row in rows]
    heads = [Paragraph(safe(text), bold) for text in listed_words(FORM, "heads")]
    return LongTable([heads, *cells], colWidths=_FIGURES, repeatRows=1, style=_GRID)


def _chart(data: MonthData) -> list[Flowable]:
    if not any(first or second for _label, first, second in data.bars):
        return [line(words(FORM, "chart_none"))]
    legend = words(FORM, "chart_first"), words(FORM, "chart_second")
    return [ColumnChart([Bar(*bar) for bar in data.bars], legend, _WIDTH), Spacer(1, 2 * mm)]


def _table(
    heads: str, rows: Sequence[tuple[str, ...]], widths: tuple[float, ...], *, left: int, summed: bool = False
) -> list[Flowable]:
    """Set a table whose first `left` columns are words; `summed` = its last row adds the others up."""
    if len(rows) == int(summed):
        return [line(words(FORM, "none"))]
    bold = _style(10.5, "-Bold", TA_CENTER)
    cells = [
        [
            Paragraph(safe(text), _style(10.5, "-Bold" if summed and row is rows[-1] else "", _side(at, left)))
            for at, text in enumerate(row)
        ]
        for row in rows
    ]
    head_cells = [Paragraph(safe(text), bold) for text in listed_words(FORM, heads)]
    return [LongTable([head_cells, *cells], colWidths=widths, repeatRows=1, style=_GRID)]


def _side(column: int, left: int) -> Align:
    return TA_LEFT if column < left else TA_RIGHT


def _heading(key: str) -> Flowable:
    style = ParagraphStyle(f"month{key}", parent=_style(12, "-Bold"), spaceBefore=4 * mm, spaceAfter=1.5 * mm)
    return Paragraph(safe(words(FORM, key)), style)


def _style(size: float, face: str = "", align: Align = TA_LEFT) -> ParagraphStyle:
    return ParagraphStyle(
        f"month{face}{size}{align}", fontName=FAMILY + face, fontSize=size, leading=size * 1.25, alignment=align,
        splitLongWords=1,
    )


_GRID = TableStyle([
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ("BACKGROUND", (0, 0), (-1, 0), _GREY), ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3), ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
])  # fmt: skip
