"""Filling in the words of certification (lời chứng): what is laid on a copy, by the pack it was numbered under."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from desk.errors import LettersLacking
from desk.model.certification import CertifiedCopy, Signer, Wording
from desk.model.deadline import VIETNAM
from desk.ports import UnitOfWork
from desk.work.office import OfficeFacts
from desk.work.own_marks import CERTIFIED, marks_of
from desk.work.packs import load_wording, pack_in_force, pack_of_version
from desk.work.true_wording import FAMILY as TRUE_COPIES
from desk.work.true_wording import true_books, true_wording_of
from signing.letters import bold, regular
from signing.values import Attestation

_FAMILY = "wording"


def local_day(moment: datetime) -> date:
    """Return the day of an instant in Vietnam, where the register counts its days and years."""
    return moment.astimezone(VIETNAM).date()


def day_begins(day: date) -> datetime:
    """Return the instant a day begins in Vietnam, in UTC."""
    return datetime.combine(day, time.min, VIETNAM).astimezone(UTC)


def wording_on(uow: UnitOfWork, day: date) -> Wording:
    """Return the words of certification in force on a day."""
    return load_wording(pack_in_force(_FAMILY, day), marks_of(uow, CERTIFIED, day.year))


def wording_of(uow: UnitOfWork, copy: CertifiedCopy) -> Wording:
    """Return the words a copy was numbered under."""
    if copy.kind.true_copy:
        return true_wording_of(uow, copy, local_day(copy.certified_at))
    pack = pack_of_version(_FAMILY, copy.wording, local_day(copy.certified_at))
    return load_wording(pack, marks_of(uow, CERTIFIED, copy.year))


def form_words(part: str, day: date, *, true: bool = False) -> dict[str, Any]:
    """Return the words of a form ("register", "refusal", "void") in force on a day; `true` = those of true copies."""
    words: dict[str, Any] = pack_in_force(TRUE_COPIES if true else _FAMILY, day)[part]
    return words


def of_true_copies(uow: UnitOfWork, book: str, day: date) -> bool:
    """Tell whether a book is that of true copies, which certification never uses."""
    return book in true_books(uow, day)


def unnamed(day: date) -> str:
    """Return what a paper of unknown kind is called in the book."""
    return str(pack_in_force(_FAMILY, day)["attestation"]["unnamed"])


def attestation(
    copy: CertifiedCopy, wording: Wording, signer: Signer | None, facts: OfficeFacts, code: str = ""
) -> Attestation:
    """Return the words for a copy, filled in but for the times of the signatures.

    Args:
        copy: The entry of the register, or what it would be.
        wording: The dated words.
        signer: The certifying officer's assignment, for the lines above the name; None = the chairman's.
        facts: The office.
        code: Text of the square code.

    Law: docs/law.md#attestation-wording
    """
    day = local_day(copy.certified_at)
    words: dict[str, Any] = pack_of_version(_FAMILY, wording.version, day)["attestation"]
    filled = {
        "number": wording.number(copy.number), "book": wording.book_name(copy.year, copy.book), "title": copy.title,
        "day": f"{day.day:02d}", "month": f"{day.month:02d}", "year": str(day.year), "name": copy.officer,
        "authority": facts.authority, "commune": facts.commune, "province": facts.province, "time": "{time}",
    }
    above = signer.on_behalf if signer is not None and signer.on_behalf else tuple(words["chairman"])
    return Attestation(
        words=_filled(words["words"], filled),
        officer=_with_lines(words["officer"], above, filled),
        seal=_filled(words["seal"], filled),
        title=_line(words["title"], filled), reason=words["reason"], place=_line(words["place"], filled),
        mark=words["rehearsal"] if facts.rehearsal else "", code=code,
    )


def check_letters(lines: Iterable[str]) -> None:
    """Look that every letter of what a copy will show can be set; LettersLacking before a number is taken for it."""
    lacking = "".join(dict.fromkeys("".join(regular().lacking(line) + bold().lacking(line) for line in lines)))
    if lacking:
        raise LettersLacking(letters=lacking)


def _with_lines(lines: Sequence[str], above: Sequence[str], filled: dict[str, str]) -> tuple[str, ...]:
    return tuple(line for each in lines for line in (above if each == "{on_behalf}" else [_line(each, filled)]))


def _line(text: str, filled: dict[str, str]) -> str:
    return text.format_map(filled)


def _filled(lines: Sequence[str], filled: dict[str, str]) -> tuple[str, ...]:
    return tuple(_line(line, filled) for line in lines)
