"""The words of true copies (chữ trên bản sao văn bản): filled from their own dated pack, never from certification's.

Law: docs/law.md#true-copies
"""

from datetime import date
from typing import Any

from desk.model.certification import CertifiedCopy, CopyKind, Wording
from desk.ports import UnitOfWork
from desk.text import phrase
from desk.work.office import OfficeFacts
from desk.work.own_marks import TRUE, marks_of, symbols_of
from desk.work.packs import load_wording, pack_in_force, pack_of_version
from signing.own import CLERK_FIELD, TRUE_COPY_FIELD, OwnText

FAMILY = TRUE
"""Of the packs, and the setting of an office with its own marks of the book, by year, and its `agency`."""


def _own(uow: UnitOfWork) -> dict[str, Any]:
    own = uow.setting(FAMILY)
    return own if isinstance(own, dict) else {}


def true_wording_on(uow: UnitOfWork, kind: CopyKind, day: date) -> Wording:
    """Return how the numbers of a kind and their book are written on a day."""
    return _wording(uow, kind, pack_in_force(FAMILY, day), day.year)


def true_wording_of(uow: UnitOfWork, copy: CertifiedCopy, day: date) -> Wording:
    """Return how the number of a true copy made on a day is written, by the pack it was numbered under."""
    return _wording(uow, copy.kind, pack_of_version(FAMILY, copy.wording, day), copy.year)


def _wording(uow: UnitOfWork, kind: CopyKind, pack: dict[str, Any], year: int) -> Wording:
    marks = {**pack["book"], "number": pack["kind"][kind.value]["number"]}
    return load_wording({**pack, "book": marks}, marks_of(uow, FAMILY, year))


def true_book(uow: UnitOfWork, day: date) -> str:
    """Return the symbol of the book of true copies in use in the year of a day."""
    return str(marks_of(uow, FAMILY, day.year).get("symbol") or pack_in_force(FAMILY, day)["book"]["symbol"])


def true_books(uow: UnitOfWork, day: date) -> set[str]:
    """Return every symbol that a book of true copies ever had."""
    return {str(pack_in_force(FAMILY, day)["book"]["symbol"]), *symbols_of(uow, FAMILY)}


def administrative(kind: str | None, day: date) -> bool:
    """Tell whether papers of a kind are administrative documents, of which true copies are made."""
    return kind in pack_in_force(FAMILY, day)["kinds"]


def signature_words(day: date, version: str = "") -> dict[str, Any]:
    """Return the words of the pack around a signature, by its version or as in force on a day."""
    words: dict[str, Any] = pack_of_version(FAMILY, version, day)["signature"]
    return words


def true_text(uow: UnitOfWork, copy: CertifiedCopy, facts: OfficeFacts, day: date) -> OwnText:
    """Return what a true copy shows and says, filled in but for the time of its signature."""
    pack = pack_of_version(FAMILY, copy.wording, day)
    kind, words = pack["kind"][copy.kind.value], pack["signature"]
    filled = {
        "words": kind["words"], "agency": _agency(uow, facts, words), "commune": facts.commune, "title": copy.title,
        "province": facts.province, "number": true_wording_of(uow, copy, day).number(copy.number), "time": "{time}",
    }
    lines = [line.format_map(filled) for line in words["lines"]]
    if facts.rehearsal:
        lines[0] = f"{lines[0]} ({words['rehearsal']})"
    return OwnText(
        TRUE_COPY_FIELD, tuple(lines), title=kind["title"].format_map(filled), reason=kind["reason"],
        place=words["place"].format_map(filled),
    )


def _agency(uow: UnitOfWork, facts: OfficeFacts, words: dict[str, Any]) -> str:
    """Return the agency's name in small letters: of the setting, in the pack's form, or as on its papers."""
    own = _own(uow).get("agency")
    usual = phrase("office.default-authority", commune=facts.commune).upper()
    return str(own or (words["agency"].format(commune=facts.commune) if facts.authority == usual else facts.authority))


def component_text(dossier: str, facts: OfficeFacts, day: date) -> OwnText:
    """Return what the clerk's signature on a digitised paper of a dossier says; it is not seen on the page."""
    pack = pack_in_force(FAMILY, day)
    place = pack["signature"]["place"].format(commune=facts.commune, province=facts.province)
    return OwnText(CLERK_FIELD, (), title="", reason=pack["component"]["reason"].format(dossier=dossier), place=place)
