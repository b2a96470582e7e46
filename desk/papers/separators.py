"""Sheets that part a stack of paper (tờ ngăn): the patch code T, and a cover sheet that names dossier and component.

Receipt slips part a stack already; these are for papers without one, and for who wants each component told.
"""

import io
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from desk.model.slip import Slip
from desk.papers.forms import words
from desk.papers.sheet import FAMILY, Code, register_fonts

_FORM = "separator"
_PATCH_T = "NWNW"
_NARROW, _WIDE = 0.08 * 25.4 * mm, 0.20 * 25.4 * mm
_FROM_EDGE, _LONG = 14 * mm, 80 * mm
_CODE = 62 * mm
_ROOM = 105 * mm


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover sheet says.

    Attributes:
        slip: What its square code says.
        citizen: Whose dossier it is.
        component: Name of the component, "" when the sheet names none.
        rehearsal: Marks the sheet «DIỄN TẬP».
    """

    slip: Slip
    citizen: str
    component: str = ""
    rehearsal: bool = False


def patch_pdf() -> bytes:
    """Set the sheet with the patch code T on A4; along all four edges, so that it may be fed any way round.

    Bars and spaces: two of 0.20 inch and two of 0.08 inch, spaces of 0.08 inch; see `ocr.patch`.
    """
    canvas, out = _canvas(words(_FORM, "patch"))
    width, height = A4
    for across, down, turn in ((0.0, 0.0, 0), (width, 0.0, 90), (width, height, 180), (0.0, height, 270)):
        canvas.saveState()
        canvas.translate(across, down)
        canvas.rotate(turn)
        edge = width if turn % 180 == 0 else height
        _bars(canvas, edge / 2)
        canvas.restoreState()
    _lines(canvas, height / 2 + 16 * mm, [(words(_FORM, "patch"), 26, "-Bold"), (words(_FORM, "patch_how"), 13, "")])
    return _done(canvas, out)


def cover_pdf(cover: Cover) -> bytes:
    """Set a cover sheet on A4, its square code twice: one may be smudged, torn or stapled through."""
    canvas, out = _canvas(cover.slip.dossier)
    width, height = A4
    code = Code(cover.slip.text, _CODE)
    code.drawOn(canvas, (width - _CODE) / 2, height - 24 * mm - _CODE)
    code.drawOn(canvas, (width - _CODE) / 2, 22 * mm)
    told: list[tuple[str, float, str]] = [
        (words(_FORM, "title"), 26, "-Bold"),
        (words("common", "code", code=cover.slip.dossier), 20, "-Bold"),
        (words(_FORM, "of", name=cover.citizen), 15, ""),
    ]
    if cover.slip.component is not None:
        named = words(_FORM, "component", place=cover.slip.component, component=cover.component)
        told.append((named, 15, "-Bold"))
    told.append((words(_FORM, "how"), 12, "-Italic"))
    if cover.rehearsal:
        told.append((words("common", "rehearsal_line"), 9, "-Bold"))
    _lines(canvas, height - 40 * mm - _CODE, told)
    return _done(canvas, out)


def _canvas(subject: str) -> tuple[Canvas, io.BytesIO]:
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="vi-VN")
    canvas.setTitle(subject)
    canvas.setAuthor("Sao Y")
    return canvas, out


def _done(canvas: Canvas, out: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _bars(canvas: Canvas, middle: float) -> None:
    """Draw the bars along the lower edge, the one next to the edge first."""
    at = _FROM_EDGE
    for bar in _PATCH_T:
        thick = _WIDE if bar == "W" else _NARROW
        canvas.rect(middle - _LONG / 2, at, _LONG, thick, stroke=0, fill=1)
        at += thick + _NARROW


def _lines(canvas: Canvas, y: float, told: list[tuple[str, float, str]]) -> None:
    """Write lines centred below one another, each of a text, its size in pt and its face."""
    for text, size, face in told:
        for line in simpleSplit(text, FAMILY + face, size, _ROOM):
            canvas.setFont(FAMILY + face, size)
            canvas.drawCentredString(A4[0] / 2, y, line)
            y -= size * 1.3
        y -= 7
