"""The list that lies on top of a package (bản kê hồ sơ điện tử): what is inside and how to check it, for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.papers.forms import dated, words
from desk.papers.sheet import Head, beside_code, head, line, listed, set_pdf, title

_FORM = "cover"


@dataclass(frozen=True, slots=True)
class CoverPaper:
    """One paper of the package.

    Attributes:
        file: Name of its file.
        pages: Sides of the paper itself.
        entry: Number of its certification as it is written, and the name of the book, or None for a scan.
        from_dossier: The dossier it was taken in with, when it is used again, else "".
        true: It is a true copy of an administrative document, and the entry is of their book.
        signed: It is a scan that its clerk signed.
    """

    title: str
    file: str
    pages: int
    entry: tuple[str, str] | None = None
    from_dossier: str = ""
    true: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class CoverData:
    """What the list says.

    Attributes:
        papers: In the order of the package.
        manifest: Name of the file with the digests.
        fields: Name of the file with the dossier's data.
        fee: Of all certified copies made in the dossier, VND.
        at: The last act that shows in the package.
        rehearsal: Marks the list «DIỄN TẬP».
    """

    dossier: Dossier
    citizen: Citizen
    authority: str
    centre: str
    commune: str
    papers: Sequence[CoverPaper]
    manifest: str
    fields: str
    fee: int
    at: datetime
    rehearsal: bool = False


def cover_pdf(data: CoverData) -> bytes:
    """Set the list on A4 and return it as a PDF; the same data gives the same bytes.

    The list is this office's own, no form of law asks for it; its wording is data (`desk/data/forms.toml`).
    """
    return set_pdf(lambda: _story(data), words(_FORM, "title"), data.dossier.code, rehearsal=data.rehearsal)


def _story(data: CoverData) -> list[Flowable]:
    top = Head(data.authority, data.centre, "", dated("place_date", data.at, commune=data.commune))
    return [
        head(top),
        title(words(_FORM, "title")),
        beside_code(_whose(data), data.dossier.code),
        line(words(_FORM, "inside", count=len(data.papers))),
        *listed([_paper(paper) for paper in data.papers]),
        *_checking(data),
    ]


def _whose(data: CoverData) -> list[Flowable]:
    dossier, citizen = data.dossier, data.citizen
    number = citizen.personal_id.spaced if citizen.personal_id else ""
    lines: list[Flowable] = [
        line(words("common", "code", code=dossier.code), strong=dossier.code),
        line(words(_FORM, "of", name=citizen.name), strong=citizen.name),
        line(words("common", "personal_id", number=number)),
        line(words("common", "subject", procedure=dossier.procedure.name)),
        line(words(_FORM, "received", moment=dated("moment", dossier.opened_at))),
    ]
    if dossier.handed_over_at is not None:
        lines.append(line(words(_FORM, "handed_over", moment=dated("moment", dossier.handed_over_at))))
    return lines


def _paper(paper: CoverPaper) -> str:
    scan = "paper_signed" if paper.signed else "paper"
    key = scan if paper.entry is None else "paper_true" if paper.true else "paper_certified"
    number, book = paper.entry or ("", "")
    said = words(_FORM, key, title=paper.title, pages=paper.pages, number=number, book=book)
    again = words(_FORM, "used_again", dossier=paper.from_dossier) if paper.from_dossier else ""
    return said + again + words(_FORM, "in_file", file=paper.file)


def _checking(data: CoverData) -> list[Flowable]:
    """Say how each part of the package is checked."""
    certified = any(paper.entry is not None and not paper.true for paper in data.papers)
    lines: list[Flowable] = []
    if data.fee:
        lines.append(line(words(_FORM, "fee", fee=f"{data.fee:,}".replace(",", "."))))
    lines.append(line(words(_FORM, "check"), strong=words(_FORM, "check")))
    if certified:
        lines += [line(words(_FORM, "check_copy")), line(words(_FORM, "check_print"))]
    return [
        *lines,
        line(words(_FORM, "check_files", manifest=data.manifest)),
        line(words(_FORM, "data", fields=data.fields)),
    ]
