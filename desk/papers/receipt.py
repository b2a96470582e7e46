"""The receipt slip (Giấy tiếp nhận hồ sơ và hẹn trả kết quả): Mẫu 01 of TT 03/2025/TT-VPCP Phụ lục I."""

from dataclasses import dataclass

from reportlab.platypus import Flowable

from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.model.procedure import Component, Need, Procedure
from desk.model.slip import Slip
from desk.papers.forms import dated, words
from desk.papers.sheet import Head, beside_code, head, line, listed, set_pdf, signatures, title

_FORM = "receipt"


@dataclass(frozen=True, slots=True)
class ReceiptData:
    """What the receipt slip says.

    Attributes:
        authority: Cơ quan chủ quản, first line of the head.
        centre: The desk's own name, second line of the head.
        commune: Name of the place before the date.
        received_by: Full name of the officer who received.
        email: Of the citizen, or "".
        copies: Sets of the dossier handed in (bộ).
        result_at: Where the result is collected, or "" for the desk itself.
        rehearsal: Marks the slip «DIỄN TẬP».
    """

    dossier: Dossier
    citizen: Citizen
    authority: str
    centre: str
    commune: str
    received_by: str
    rehearsal: bool = False
    email: str = ""
    copies: int = 1
    result_at: str = ""


def receipt_pdf(data: ReceiptData) -> bytes:
    """Set the slip on A4 and return it as a PDF with its font embedded; the same data gives the same bytes.

    Every page carries the dossier's square code, so that a stack of paper is parted by its slips however long they are.

    Source: TT 03/2025/TT-VPCP Phụ lục I, Mẫu 01; the wording is data (`desk/data/forms.toml`).
    """
    form, code = words(_FORM, "title"), data.dossier.code

    def marked(page: int, pages: int) -> str:
        return Slip(code, None, page, pages).text

    return set_pdf(lambda: _story(data), form, code, rehearsal=data.rehearsal, marked=marked)


def _story(data: ReceiptData) -> list[Flowable]:
    dossier = data.dossier
    top = Head(
        data.authority, data.centre, words(_FORM, "number"),
        dated("place_date", dossier.opened_at, commune=data.commune),
    )
    return [
        head(top),
        title(words(_FORM, "title")),
        beside_code(_who(data), dossier.code),
        *_what(dossier.procedure),
        *_when(data),
        signatures(
            (words("common", "submitter"), dossier.submitter or data.citizen.name),
            (words("common", "receiver"), data.received_by),
        ),
    ]


def _who(data: ReceiptData) -> list[Flowable]:
    citizen, dossier = data.citizen, data.dossier
    number = citizen.personal_id.spaced if citizen.personal_id else ""
    lines: list[Flowable] = [line(words("common", "code", code=dossier.code), strong=dossier.code)]
    if dossier.code.startswith("TAM-"):
        lines.append(line(words(_FORM, "provisional"), face="-Italic", size=10.5))
    lines += [
        line(words(_FORM, "centre", authority=data.authority)),
        line(words(_FORM, "from", name=citizen.name), strong=citizen.name),
        line(words("common", "personal_id", number=number)),
        line(words("common", "address", address=citizen.residence)),
        line(words("common", "phone_email", phone=citizen.phone, email=data.email)),
    ]
    if dossier.submitter:
        lines.append(line(words(_FORM, "submitted_by", submitter=dossier.submitter)))
    return lines


def _what(procedure: Procedure) -> list[Flowable]:
    named = f"{procedure.name} ({procedure.code})" if procedure.code else procedure.name
    parts = [_component(part) for part in procedure.components]
    return [
        line(words(_FORM, "authorised"), face="-Italic", size=10.5),
        line(words("common", "subject", procedure=named), strong=procedure.name),
        line(words(_FORM, "components")),
        *(listed(parts) if parts else [line(words(_FORM, "component_none"))]),
    ]


def _component(part: Component) -> str:
    if part.need is Need.SHOW:
        return words(_FORM, "component_show", component=part.name)
    marked = words(_FORM, "component_if_any", component=part.name)
    already = part.name.rstrip().endswith(")")
    return marked if part.need is Need.IF_ANY and not already else part.name


def _when(data: ReceiptData) -> list[Flowable]:
    dossier = data.dossier
    due = dated("moment", dossier.due_at) if dossier.due_at else words(_FORM, "moment_unknown")
    return [
        line(words(_FORM, "copies", copies=f"{data.copies:02d}")),
        line(words(_FORM, "period", period=_period(dossier.procedure))),
        line(words(_FORM, "received", moment=dated("moment", dossier.opened_at))),
        line(words(_FORM, "due", moment=due), strong=due if dossier.due_at else ""),
        line(words(_FORM, "result_at", place=data.result_at or words(_FORM, "result_here", authority=data.authority))),
        line(words(_FORM, "book")),
    ]


def _period(procedure: Procedure) -> str:
    if procedure.days is None:
        return procedure.days_note or words(_FORM, "period_unknown")
    if procedure.days == 0:
        return words(_FORM, "period_same_day")
    return words(_FORM, "period_days", days=f"{procedure.days:02d}")
