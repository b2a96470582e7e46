"""The sheet every slip is set on: fonts, head of two columns, body, signatures, QR, the mark of a rehearsal."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal
from xml.sax.saxutils import escape

import segno
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from desk.papers.forms import words

FAMILY = "SaoYSerif"
_FACES = {"": "Regular", "-Bold": "Bold", "-Italic": "Italic", "-BoldItalic": "BoldItalic"}
_LEFT, _RIGHT, _TOP, _BOTTOM = 30 * mm, 17 * mm, 15 * mm, 18 * mm
_WIDTH = A4[0] - _LEFT - _RIGHT
_SIZE = 12.5
_MARGIN_CODE = 22 * mm


@cache
def register_fonts() -> None:
    """Make the shipped serif (Liberation Serif, full Vietnamese) known to the PDF writer; glyphs used are embedded."""
    for suffix, face in _FACES.items():
        data = resources.files("desk").joinpath("assets", "fonts", f"LiberationSerif-{face}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(FAMILY + suffix, io.BytesIO(data)))
    pdfmetrics.registerFontFamily(
        FAMILY, FAMILY, f"{FAMILY}-Bold", f"{FAMILY}-Italic", f"{FAMILY}-BoldItalic"
    )


def _style(size: float = _SIZE, face: str = "", align: Literal[0, 1] = TA_LEFT, after: float = 3.5) -> ParagraphStyle:
    return ParagraphStyle(
        f"{face}{size}{align}{after}", fontName=FAMILY + face, fontSize=size, leading=size * 1.26, alignment=align,
        spaceAfter=after, splitLongWords=1, allowWidows=0, allowOrphans=0,
    )


def safe(text: str) -> str:
    """Return text fit for a paragraph: marks of markup made harmless, control and direction signs dropped."""
    return escape("".join(c for c in text if unicodedata.category(c)[0] != "C"))


def line(text: str, *, strong: str = "", face: str = "", size: float = _SIZE) -> Paragraph:
    """Return one line of the body; the part `strong`, if it stands in the text, is set bold."""
    shown = safe(text)
    mark = safe(strong)
    if mark and mark in shown:
        shown = shown.replace(mark, f"<b>{mark}</b>", 1)
    return Paragraph(shown, _style(size, face))


def listed(texts: Sequence[str]) -> list[Flowable]:
    """Return numbered lines, the text hanging beside its number."""
    style = ParagraphStyle(
        "listed", parent=_style(after=2.5), leftIndent=8.5 * mm, bulletIndent=1.5 * mm, bulletFontName=FAMILY,
        bulletFontSize=_SIZE,
    )
    return [Paragraph(safe(text), style, bulletText=f"{number}.") for number, text in enumerate(texts, 1)]


def title(text: str) -> Paragraph:
    """Return the name of the form."""
    style = ParagraphStyle("title", parent=_style(15, "-Bold", TA_CENTER, 9), spaceBefore=9)
    return Paragraph(safe(text), style)


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns at the top: who issues, the state, number, place and date."""

    authority: str
    centre: str
    number: str
    place_date: str


def head(data: Head) -> Flowable:
    """Set the head of a slip (phần đầu biểu mẫu)."""
    plain, bold = _style(11.5, "", TA_CENTER, 0), _style(11.5, "-Bold", TA_CENTER, 0)
    motto, italic = _style(12.5, "-Bold", TA_CENTER, 0), _style(12, "-Italic", TA_CENTER, 0)
    room = _WIDTH * 0.43 - 2
    rows: list[list[Flowable]] = [
        [Paragraph(_balanced(data.authority, plain, room), plain), Paragraph(safe(words("common", "state")), bold)],
        [Paragraph(_balanced(data.centre, bold, room), bold), Paragraph(safe(words("common", "motto")), motto)],
        [_rule(22 * mm), _rule(48 * mm)],
        [Paragraph(safe(data.number), plain), Paragraph(safe(data.place_date), italic)],
    ]
    return Table(
        rows, colWidths=[_WIDTH * 0.43, _WIDTH * 0.57],
        style=[
            ("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (0, 0), (-1, -1), "CENTER"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1), ("RIGHTPADDING", (0, 0), (-1, -1), 1),
            ("TOPPADDING", (0, 0), (-1, -1), 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, 0), 0.5), ("BOTTOMPADDING", (0, 1), (-1, 1), 2),
            ("BOTTOMPADDING", (0, 2), (-1, 2), 5),
        ],
    )


def _balanced(text: str, style: ParagraphStyle, room: float) -> str:
    """Break a line of the head into lines of about the same length, in no more lines than the room asks for."""
    lines = simpleSplit(text, style.fontName, style.fontSize, room)
    for part in range(8, 20):
        narrower = simpleSplit(text, style.fontName, style.fontSize, room * part / 20)
        if len(narrower) == len(lines):
            return "<br/>".join(safe(piece) for piece in narrower)
    return safe(text)


def _rule(width: float) -> Flowable:
    return HRFlowable(width=width, thickness=0.7, color="black", spaceBefore=1.5, spaceAfter=2)


class Code(Flowable):
    """A QR code (ISO/IEC 18004) drawn as black rectangles, with its quiet zone of four modules.

    Attributes:
        side: Width and height in pt, quiet zone included.
    """

    def __init__(self, text: str, side: float = 27 * mm) -> None:
        super().__init__()
        self.side = side
        self._rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size in pt."""
        return self.side, self.side

    def draw(self) -> None:
        """Draw each run of dark modules as one rectangle."""
        module = self.side / (len(self._rows) + 8)
        for down, row in enumerate(self._rows):
            y = self.side - (down + 5) * module
            across = 0
            while across < len(row):
                run = len(row[across:]) - len(row[across:].lstrip(b"\x01"))
                if run:
                    self.canv.rect((across + 4) * module, y, run * module, module, stroke=0, fill=1)
                across += run or 1


def beside_code(lines: Sequence[Flowable], code: str) -> Flowable:
    """Set lines with the QR of a dossier's code at their right."""
    caption = Paragraph(safe(code), _style(8.5, "", TA_CENTER, 0))
    side = 27 * mm
    right = Table([[Code(code, side)], [caption]], colWidths=[38 * mm], style=_TIGHT)
    return Table([[list(lines), right]], colWidths=[_WIDTH - 38 * mm, 38 * mm], style=_TIGHT, spaceAfter=4)


_TIGHT = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (0, 0), (-1, -1), "CENTER"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
]


def signatures(left: tuple[str, str] | None, right: tuple[str, str]) -> Flowable:
    """Set the signatures, each a role and a name below the room to sign; `left` None leaves that side free."""
    bold, hint = _style(12.5, "-Bold", TA_CENTER, 0), _style(11.5, "-Italic", TA_CENTER, 0)
    sides = [left, right]
    roles = [Paragraph(safe(side[0]), bold) if side else "" for side in sides]
    hints = [Paragraph(safe(words("common", "sign_hint")), hint) if side else "" for side in sides]
    names = [Paragraph(safe(side[1][:120]), bold) if side else "" for side in sides]
    table = Table(
        [roles, hints, [Spacer(1, 21 * mm)] * 2, names], colWidths=[_WIDTH / 2] * 2, style=_TIGHT,
    )
    return KeepTogether([Spacer(1, 4 * mm), table])


Marked = Callable[[int, int], str]
"""Gives the text of the square code of a page, of its number and of how many there are."""


def set_pdf(
    story: Callable[[], Sequence[Flowable]], subject: str, code: str, *, rehearsal: bool, marked: Marked | None = None
) -> bytes:
    """Set a slip on A4 and return the PDF; the same content gives the same bytes.

    Args:
        story: Makes the flowables, top to bottom; asked twice when the pages have to be counted first.
        subject: Title in the file's properties.
        code: Shown at the foot when there is more than one page.
        rehearsal: Marks every page across and in one line at the top.
        marked: Gives each page behind the first a square code of its own, in the margin at the left.
    """
    register_fonts()
    document, pages = _built(story, (subject, code, 1), rehearsal=rehearsal, marked=None)
    if pages > 1:
        document, _ = _built(story, (subject, code, pages), rehearsal=rehearsal, marked=marked)
    return document


def _built(
    story: Callable[[], Sequence[Flowable]], what: tuple[str, str, int], *, rehearsal: bool, marked: Marked | None
) -> tuple[bytes, int]:
    """Return the PDF and how many pages it has."""
    out = io.BytesIO()
    document = _document(out, what, rehearsal=rehearsal, marked=marked)
    document.build(list(story()))
    return out.getvalue(), document.page


def _document(
    out: io.BytesIO, what: tuple[str, str, int], *, rehearsal: bool, marked: Marked | None
) -> BaseDocTemplate:
    subject, code, pages = what

    def on_page(canvas: Canvas, document: BaseDocTemplate) -> None:
        if rehearsal:
            _mark(canvas)
        if pages > 1:
            canvas.setFont(FAMILY, 9)
            foot = words("common", "page", code=code, page=document.page, pages=pages)
            canvas.drawRightString(A4[0] - _RIGHT, 10 * mm, foot)
        if marked is not None and document.page > 1:
            Code(marked(document.page, pages), _MARGIN_CODE).drawOn(canvas, 6 * mm, 14 * mm)

    document = BaseDocTemplate(
        out, pagesize=A4, title=subject, author="Sao Y", creator="Sao Y", subject=code, lang="vi-VN", invariant=1,
    )
    frame = Frame(_LEFT, _BOTTOM, _WIDTH, A4[1] - _TOP - _BOTTOM, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=on_page))
    return document


def _mark(canvas: Canvas) -> None:
    """Draw the mark of a rehearsal so that no copy of the slip can pass as real, and the text stays legible."""
    canvas.saveState()
    canvas.setFillColorRGB(0.68, 0.14, 0.09, alpha=0.13)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.setFont(f"{FAMILY}-Bold", 120)
    canvas.drawCentredString(0, -40, words("common", "rehearsal"))
    canvas.restoreState()
    canvas.saveState()
    canvas.setFillColorRGB(0.68, 0.14, 0.09)
    canvas.setFont(f"{FAMILY}-Bold", 8.5)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 9 * mm, words("common", "rehearsal_line"))
    canvas.restoreState()
