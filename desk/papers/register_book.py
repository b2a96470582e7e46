"""The book of certified copies to be printed and bound (sổ chứng thực bản sao từ bản chính): A4 landscape."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from desk.papers.forms import dated
from desk.papers.forms import words as common
from desk.papers.sheet import FAMILY, register_fonts, safe

_PAGE = landscape(A4)
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * mm, 12 * mm, 14 * mm, 16 * mm
_WIDTH = _PAGE[0] - _LEFT - _RIGHT
_COLUMNS = tuple(part * mm for part in (21, 23, 48, 56, 45, 23, 20, 29))
"""Widths of the eight columns; together the width of the page between its margins."""

_MIDDLE, _AMOUNT = {0, 1, 5}, {6}
_GREY = colors.Color(0.93, 0.92, 0.89)

Line = tuple[tuple[str, ...], bool]
"""The eight cells of an entry, and whether its number is void."""

Sum = tuple[int, int, int, int]
"""Numbers, void numbers, copies, fee in VND."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The part of one month as it is bound into the year's book (phần đóng quyển của tháng).

    Attributes:
        first_page: Its first page in the year's book, from 1.
        pages: How many pages it has, opening and closing page included; 0 = not counted yet.
        first, last: First and last number of the month, as written.
    """

    first_page: int
    first: str
    last: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class BookPage:
    """What the printed book holds.

    Attributes:
        book: Name of the book.
        month: 1 to 12 for the part of one month, None for the year.
        parts: Month, its lines, what it comes to.
        whole: What the year comes to.
        at: Aware instant it is printed.
        bound: Where the month stands in the year's book, when it is printed to be bound.
    """

    authority: str
    centre: str
    commune: str
    book: str
    year: int
    month: int | None
    parts: tuple[tuple[int, tuple[Line, ...], Sum], ...]
    whole: Sum
    at: datetime
    rehearsal: bool = False
    bound: Bound | None = None


def bound_book_pdf(data: BookPage, words: Mapping[str, Any]) -> tuple[bytes, int]:
    """Set one month to be bound into the year's book and return it as a PDF with the number of its pages.

    An opening page, the month's lines and a closing page; numbered on from the month before, with a place for the seal
    across the edges of the pages (dấu giáp lai).

    Raises:
        ValueError: no place in the year's book is given.

    Law: docs/law.md#register
    """
    if data.bound is None:
        raise ValueError(data.month)
    _, pages = _set_book(data, words)
    made, _ = _set_book(replace(data, bound=replace(data.bound, pages=pages)), words)
    return made, pages


def register_book_pdf(data: BookPage, words: Mapping[str, Any]) -> bytes:
    """Set the book and return it as a PDF: head, months with their totals, pages numbered, lines to sign.

    Law: docs/law.md#register
    """
    return _set_book(data, words)[0]


def _set_book(data: BookPage, words: Mapping[str, Any]) -> tuple[bytes, int]:
    register_fonts()
    out, bound = io.BytesIO(), data.bound
    foot = words["foot" if bound is None else "foot_bound"]
    for name, value in (("book", data.book), ("month", str(data.month)), ("year", str(data.year))):
        foot = foot.replace(f"{{{name}}}", value)

    class Numbered(_Numbered):
        foot_line, rehearsal = foot, data.rehearsal
        first_page, seam = (bound.first_page, words["seam"]) if bound is not None else (1, "")

    document = BaseDocTemplate(
        out, pagesize=_PAGE, title=f"{words['title']} {data.book}", author="Sao Y", creator="Sao Y",
        subject=data.book, lang="vi-VN", invariant=1,
    )
    frame = Frame(_LEFT, _BOTTOM, _WIDTH, _PAGE[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(_story(data, words) if bound is None else _bound(data, bound, words), canvasmaker=Numbered)
    return out.getvalue(), document.page


class _Numbered(Canvas):
    """Keeps its pages back until it knows how many they are, so that the book is set once only."""

    foot_line, rehearsal = "", False
    first_page, seam = 1, ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- handed through to the library
        super().__init__(*args, **kwargs)
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 -- the library's name
        """Keep a page back."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # there, but not in the library's stubs

    def save(self) -> None:
        """Number the pages and write them."""
        for number, page in enumerate(self._pages, 1):
            self.__dict__.update(page)
            self._finish(number, len(self._pages))
            super().showPage()
        super().save()

    def _finish(self, page: int, pages: int) -> None:
        self.setFont(FAMILY, 9)
        told = str(page + self.first_page - 1)
        foot = self.foot_line.replace("{page}", told).replace("{pages}", str(pages))
        self.drawRightString(_PAGE[0] - _RIGHT, 8 * mm, foot)
        if self.seam:
            self._mark_seam()
        if self.rehearsal:
            self._mark()

    def _mark_seam(self) -> None:
        """Mark the half of the agency's seal that falls on this page when it is set across the edges."""
        across, middle, radius = _PAGE[0], _PAGE[1] / 2, 9.5 * mm
        self.saveState()
        self.setStrokeGray(0.55)
        self.setFillGray(0.45)
        self.setDash(1.2, 1.8)
        self.setLineWidth(0.5)
        self.arc(across - radius, middle - radius, across + radius, middle + radius, 90, 180)
        self.translate(across - 3.2 * mm, middle)
        self.rotate(90)
        self.setFont(FAMILY, 7)
        self.drawCentredString(0, 0, self.seam)
        self.restoreState()

    def _mark(self) -> None:
        self.saveState()
        self.setFillColorRGB(0.68, 0.14, 0.09, alpha=0.10)
        self.translate(_PAGE[0] / 2, _PAGE[1] / 2)
        self.rotate(32)
        self.setFont(f"{FAMILY}-Bold", 120)
        self.drawCentredString(0, -40, common("common", "rehearsal"))
        self.restoreState()
        self.saveState()
        self.setFillColorRGB(0.68, 0.14, 0.09)
        self.setFont(f"{FAMILY}-Bold", 8.5)
        self.drawCentredString(_PAGE[0] / 2, _PAGE[1] - 8 * mm, common("common", "rehearsal_line"))
        self.restoreState()


def _style(size: float, face: str = "", align: Literal[0, 1, 2] = TA_LEFT) -> ParagraphStyle:
    return ParagraphStyle(
        f"book{face}{size}{align}", fontName=FAMILY + face, fontSize=size, leading=size * 1.25, alignment=align,
        splitLongWords=1,
    )


def _story(data: BookPage, words: Mapping[str, Any]) -> list[Flowable]:
    title = _style(15, "-Bold", TA_CENTER)
    plain = _style(12, "", TA_CENTER)
    spoken = words["month"] if data.month is not None else words["opened"]
    story: list[Flowable] = [
        _head(data),
        Spacer(1, 5 * mm),
        Paragraph(safe(words["title"]), title),
        Paragraph(safe(words["book"].format(book=data.book)), plain),
        Paragraph(safe(spoken.format(month=data.month, year=data.year)), plain),
        Spacer(1, 5 * mm),
    ]
    for month, lines, added in data.parts:
        story += _month(data, words, month, lines, added)
    if not any(lines for _month, lines, _added in data.parts):
        story.append(Paragraph(safe(words["empty"]), plain))
    elif data.month is None:
        text = words["whole"].format(year=data.year, numbers=data.whole[0], void=data.whole[1])
        story.append(_totals(text, data.whole))
    return [*story, _signing(data, words)]


def _bound(data: BookPage, bound: Bound, words: Mapping[str, Any]) -> list[Flowable]:
    """Tell the month's part: what it opens with, its lines, what it closes with."""
    title, plain = _style(15, "-Bold", TA_CENTER), _style(12.5, "", TA_CENTER)
    _, lines, added = data.parts[0]
    filled = {
        "book": data.book, "month": data.month, "year": data.year, "pages": bound.pages, "first": bound.first,
        "last": bound.last, "first_page": bound.first_page, "last_page": bound.first_page + bound.pages - 1,
        "numbers": added[0], "void": added[1], "copies": added[2], "fee": _grouped(added[3]),
    }  # fmt: skip

    def told(key: str) -> list[Flowable]:
        texts = [Paragraph(safe(text.format(**filled)), plain) for text in words[key]]
        return [part for text in texts for part in (text, Spacer(1, 3 * mm))]

    return [
        _head(data), Spacer(1, 28 * mm), Paragraph(safe(words["title"]), title), Spacer(1, 3 * mm),
        Paragraph(safe(words["bound_title"].format(**filled)), title), Spacer(1, 12 * mm), *told("bound_opening"),
        _signing(data, words), PageBreak(), *_month(data, words, data.month or 0, lines, added)[:-1], PageBreak(),
        Spacer(1, 40 * mm), Paragraph(safe(words["bound_closed"].format(**filled)), title), Spacer(1, 12 * mm),
        *told("bound_closing"), _signing(data, words),
    ]  # fmt: skip


def _head(data: BookPage) -> Flowable:
    plain, bold = _style(11.5, "", TA_CENTER), _style(11.5, "-Bold", TA_CENTER)
    rows = [
        [Paragraph(safe(data.authority), plain), Paragraph(safe(common("common", "state")), bold)],
        [Paragraph(safe(data.centre), bold), Paragraph(safe(common("common", "motto")), bold)],
    ]
    return Table(rows, colWidths=[_WIDTH * 0.42, _WIDTH * 0.58], style=_TIGHT)


def _month(
    data: BookPage, words: Mapping[str, Any], month: int, lines: Sequence[Line], added: Sum
) -> list[Flowable]:
    if not lines:
        return []
    head = [Paragraph(safe(column), _style(9.5, "-Bold", TA_CENTER)) for column in words["columns"]]
    named = data.month is None
    heading = Paragraph(safe(words["month"].format(month=month, year=data.year)), _style(12, "-Bold"))
    rows = [[_cell(text, place, void=void) for place, text in enumerate(cells)] for cells, void in lines]
    table = LongTable([head, *rows], colWidths=_COLUMNS, repeatRows=1, style=_GRID)
    text = words["total"].format(month=month, year=data.year, numbers=added[0], void=added[1])
    return [*([heading, Spacer(1, 1.5 * mm)] if named else []), table, _totals(text, added), Spacer(1, 5 * mm)]


def _cell(text: str, place: int, *, void: bool) -> Paragraph:
    align: Literal[0, 1, 2] = TA_CENTER if place in _MIDDLE else TA_RIGHT if place in _AMOUNT else TA_LEFT
    shown = safe(text)
    return Paragraph(f"<strike>{shown}</strike>" if void and place < 7 else shown, _style(10, "", align))


def _totals(text: str, added: Sum) -> Flowable:
    bold, right, middle = _style(10, "-Bold"), _style(10, "-Bold", TA_RIGHT), _style(10, "-Bold", TA_CENTER)
    cells = [Paragraph(safe(text), bold), Paragraph(str(added[2]), middle), Paragraph(_grouped(added[3]), right), ""]
    widths = [sum(_COLUMNS[:5]), *_COLUMNS[5:]]
    return Table([cells], colWidths=widths, style=_SHADED)


def _grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _signing(data: BookPage, words: Mapping[str, Any]) -> Flowable:
    bold, hint = _style(12, "-Bold", TA_CENTER), _style(11, "-Italic", TA_CENTER)
    day = Paragraph(safe(dated("place_date", data.at, commune=data.commune)), hint)
    rows: list[list[Any]] = [
        ["", "", day],
        [Paragraph(safe(words[key]), bold) for key in ("keeper", "head", "leader")],
        [Paragraph(safe(words[key]), hint) for key in ("sign_hint", "sign_hint", "stamp_hint")],
        [Spacer(1, 20 * mm)] * 3,
    ]
    table = Table(rows, colWidths=[_WIDTH / 3] * 3, style=_TIGHT)
    return KeepTogether([Spacer(1, 6 * mm), table])


_TIGHT = TableStyle([
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
])  # fmt: skip

_LINED = TableStyle([
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
])  # fmt: skip

_GRID = TableStyle([("BACKGROUND", (0, 0), (-1, 0), _GREY), ("VALIGN", (0, 0), (-1, 0), "MIDDLE")], parent=_LINED)
_SHADED = TableStyle([("BACKGROUND", (0, 0), (-1, -1), _GREY)], parent=_LINED)
