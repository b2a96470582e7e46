"""Slips that ask for more or refuse: Mẫu 02 and Mẫu 03 of TT 03/2025/TT-VPCP Phụ lục I."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.papers.forms import dated, words
from desk.papers.sheet import Head, beside_code, head, line, listed, set_pdf, signatures, title


@dataclass(frozen=True, slots=True)
class NoticeData:
    """What both slips say of the office, the dossier and the citizen.

    Attributes:
        at: Aware instant the slip is made.
        officer: Full name of the officer who guides or refuses.
        phone: Of the desk, for questions, or "".
    """

    dossier: Dossier
    citizen: Citizen
    authority: str
    centre: str
    commune: str
    officer: str
    at: datetime
    phone: str = ""
    rehearsal: bool = False


def supplement_pdf(data: NoticeData, asked: Sequence[str], reason: str) -> bytes:
    """Set the slip that asks for what is missing (phiếu yêu cầu bổ sung), once and completely, as a PDF.

    Args:
        data: The office, the dossier, the citizen.
        asked: What to complete, one line each.
        reason: Why, or "" for dots to be filled by hand.

    Source: TT 03/2025/TT-VPCP Phụ lục I, Mẫu 02.
    """
    return _set(data, "supplement", lambda: _supplement(data, asked, reason))


def _supplement(data: NoticeData, asked: Sequence[str], reason: str) -> list[Flowable]:
    citizen = data.citizen
    top: list[Flowable] = [
        line(words("common", "code", code=data.dossier.code), strong=data.dossier.code),
        line(words("supplement", "of", name=citizen.name), strong=citizen.name),
        line(words("common", "subject", procedure=data.dossier.procedure.name)),
        line(words("common", "address", address=citizen.residence)),
        line(words("common", "phone_email", phone=citizen.phone, email="")),
    ]
    return [
        beside_code(top, data.dossier.code),
        line(words("supplement", "asked")),
        *listed(asked),
        line(words("supplement", "reason", reason=reason)),
        line(words("supplement", "contact", officer=data.officer, phone=data.phone)),
        signatures(None, (words("supplement", "sign"), data.officer)),
    ]


def refusal_pdf(data: NoticeData, reason: str) -> bytes:
    """Set the slip that refuses a dossier in writing with its reason (phiếu từ chối), as a PDF.

    Source: TT 03/2025/TT-VPCP Phụ lục I, Mẫu 03.
    """
    return _set(data, "refusal", lambda: _refusal(data, reason))


def _refusal(data: NoticeData, reason: str) -> list[Flowable]:
    citizen = data.citizen
    number = citizen.personal_id.spaced if citizen.personal_id else ""
    top: list[Flowable] = [
        line(words("refusal", "of", name=citizen.name), strong=citizen.name),
        line(words("common", "personal_id", number=number)),
        line(words("common", "address", address=citizen.residence)),
        line(words("common", "phone_email", phone=citizen.phone, email="")),
        line(words("refusal", "code", code=data.dossier.code), strong=data.dossier.code),
    ]
    return [
        beside_code(top, data.dossier.code),
        line(words("common", "subject", procedure=data.dossier.procedure.name)),
        line(words("refusal", "reason", reason=reason), strong=reason),
        line(words("refusal", "close")),
        signatures(
            (words("common", "submitter"), data.dossier.submitter or citizen.name),
            (words("common", "receiver"), data.officer),
        ),
    ]


def _set(data: NoticeData, form: str, body: Callable[[], Sequence[Flowable]]) -> bytes:
    heading = Head(
        data.authority, data.centre, words(form, "number"), dated("place_date", data.at, commune=data.commune)
    )
    form_title = words(form, "title")
    return set_pdf(
        lambda: [head(heading), title(form_title), *body()], form_title, data.dossier.code, rehearsal=data.rehearsal
    )
