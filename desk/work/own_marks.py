"""An office's own marks of its books (ký hiệu sổ, cách viết số, tên quyển): by the year of the book, frozen once begun.

What is written on copies and in the book is never written otherwise later: marks belong to a year, and a year's book
that has a number keeps those it began with. Whoever wants others sets them for the year to come.

Law: docs/law.md#register
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from desk.errors import LettersLacking, LookupWrong, MarksWrong
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.values import Json, tidy
from desk.ports import Desk, UnitOfWork
from desk.work.deeds import doing, setting_act
from desk.work.journalling import note
from signing.letters import bold, regular

CERTIFIED, TRUE = "certification", "true-copy"
"""The books, as the settings and the families of their words are named."""

LOOKUP = "lookup"
"""Setting of the office: the address where a person looks a copy up, such as that of the province's portal."""

_PARTS = {CERTIFIED: ("symbol", "number", "name"), TRUE: ("symbol", "name")}
_LONGEST = {"symbol": 30, "number": 40, "name": 60}
_MAY_STAND = {"symbol": (), "number": ("number",), "name": ("year", "symbol")}
_MUST_STAND = {"symbol": (), "number": ("number",), "name": ("year",)}
_PLACE = re.compile(r"\{([^{}]*)\}")
_LONGEST_ADDRESS = 120


@dataclass(frozen=True, slots=True)
class BookMarks:
    """What an office writes instead of the pack's; None = as it is, "" = the pack's.

    Attributes:
        symbol: Symbol of the book (ký hiệu sổ), such as "SCTĐT/BS".
        number: How a number is written, with `{number}`; of true copies their kind tells it.
        name: How a book is named (tên quyển), with `{year}`, and `{symbol}` where wanted.
    """

    symbol: str | None = None
    number: str | None = None
    name: str | None = None


def marks_of(uow: UnitOfWork, family: str, year: int) -> dict[str, str]:
    """Return the office's own marks of a year's book: those set for the newest year up to it."""
    own = uow.setting(family)
    kept: dict[str, Any] = own if isinstance(own, dict) else {}
    years: dict[str, Any] = kept.get("years") or {}
    begun = [int(one) for one in years if int(one) <= year]
    chosen = years[str(max(begun))] if begun else kept
    return {part: str(chosen[part]) for part in _PARTS[family] if chosen.get(part)}


def symbols_of(uow: UnitOfWork, family: str) -> set[str]:
    """Return the symbols an office ever set for a book."""
    own = uow.setting(family)
    kept: dict[str, Any] = own if isinstance(own, dict) else {}
    return {str(one["symbol"]) for one in (kept, *(kept.get("years") or {}).values()) if one.get("symbol")}


def lookup_address(uow: UnitOfWork) -> str:
    """Return the office's address for looking copies up, or ""."""
    address = uow.setting(LOOKUP)
    return address if isinstance(address, str) else ""


def keep_marks(uow: UnitOfWork, family: str, year: int, marks: BookMarks) -> dict[str, str]:
    """Keep marks for a year's book and return all it has; `desk.work.books.set_marks` asks whether it is begun."""
    wanted = marks_of(uow, family, year)
    for part in _PARTS[family]:
        value = getattr(marks, part)
        if value is not None:
            wanted[part] = _checked(part, tidy(value))
    own = uow.setting(family)
    kept: dict[str, Any] = dict(own) if isinstance(own, dict) else {}
    years: dict[str, Json] = {**(kept.get("years") or {}), str(year): dict(wanted)}
    uow.set_setting(family, {**kept, "years": years})
    return wanted


def _checked(part: str, value: str) -> str:
    """Return a mark that can be written; "" = the pack's."""
    if not value:
        return value
    places = _PLACE.findall(value)
    plain = _PLACE.sub("", value)
    wrong = len(value) > _LONGEST[part] or "{" in plain or "}" in plain or "*" in plain
    wrong = wrong or any(one not in _MAY_STAND[part] for one in places)
    wrong = wrong or any(places.count(one) != 1 for one in _MUST_STAND[part])
    if wrong or (part == "symbol" and " " in value):
        raise MarksWrong(text=value)
    lacking = regular().lacking(plain) + bold().lacking(plain)
    if lacking:
        raise LettersLacking(letters="".join(dict.fromkeys(lacking)))
    return value


def set_lookup(desk: Desk, who: Session, address: str) -> None:
    """Set the address where copies are looked up, which new copies carry in their code; "" = none.

    Copies whose words are laid keep the address they have.

    Raises:
        RoleMissing: only an administrator may. LookupWrong: it is no https or http address, or too long.
    """
    who.require(Role.ADMIN)
    with desk.unit() as uow:
        with doing(uow, desk, who, setting_act("marks", LOOKUP)):
            set_lookup_in(uow, desk, who, address)
        uow.commit()


def set_lookup_in(uow: UnitOfWork, desk: Desk, who: Session, address: str) -> None:
    """Set the address inside the unit's transaction; LookupWrong."""
    wanted = tidy(address)
    parts = urlsplit(wanted)
    whole = parts.scheme in ("https", "http") and parts.netloc and wanted.isascii() and "#" not in wanted
    if wanted and (not whole or len(wanted) > _LONGEST_ADDRESS):
        raise LookupWrong(address=wanted)
    uow.set_setting(LOOKUP, wanted)
    note(uow, desk, who, Kind.SETTINGS_CHANGED, "office", lookup=wanted)
