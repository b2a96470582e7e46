"""The catalogue of procedures (danh mục thủ tục): loading a pack, importing the province's list, finding one."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from desk.errors import CatalogueUnreadable, FileMissing
from desk.model.deadline import VIETNAM
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.procedure import Catalogue, Component, Form, Need, Procedure
from desk.ports import Desk
from desk.work.catalogue_words import initials, national_code, plain
from desk.work.journalling import note
from desk.work.packs import CATALOGUE_PACK, pack
from ocr.vietnamese import canon, fold

_MOST_PROCEDURES = 20_000


def load_pack(path: Path | Traversable | None = None) -> Catalogue:
    """Load a catalogue pack (JSON, `docs/make_catalogue.py` makes it); None = the one shipped with the program.

    Raises:
        FileMissing: it cannot be opened.
        CatalogueUnreadable: not JSON, over 20 MB, or not of the pack's shape.
    """
    from desk.work.catalogue_table import MOST_BYTES

    source = path if path is not None else pack(CATALOGUE_PACK)
    try:
        data = _bytes_of(source)
        if len(data) > MOST_BYTES:
            raise CatalogueUnreadable(file=source.name)
        return _catalogue(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise CatalogueUnreadable(file=source.name) from fault


def _bytes_of(source: Path | Traversable) -> bytes:
    try:
        return source.read_bytes()
    except OSError as fault:
        raise FileMissing(file=source.name) from fault


def _catalogue(data: dict[str, Any]) -> Catalogue:
    procedures = tuple(_procedure(row) for row in data["procedures"])
    if not procedures or len(procedures) > _MOST_PROCEDURES:
        raise ValueError(len(procedures))
    return Catalogue(
        version=plain(data["version"]),
        effective_from=date.fromisoformat(data["effective_from"]),
        legal_basis=plain(data["legal_basis"]),
        procedures=procedures,
    )


def _procedure(row: dict[str, Any]) -> Procedure:
    name, days = plain(row["name"]), row.get("days")
    if not name or not (days is None or (isinstance(days, int) and 0 <= days <= 1000)):
        raise ValueError(name)
    return Procedure(
        code=national_code(row.get("code") or ""),
        name=name,
        group=plain(row.get("group")),
        components=tuple(_component(place, part) for place, part in enumerate(row.get("components", []), 1)),
        days=days,
        days_note=plain(row.get("days_note")) or None,
        fee=plain(row.get("fee")) or None,
        result=plain(row.get("result")) or None,
        kind=plain(row.get("kind")),
        letters=plain(row.get("letters")) or initials(name),
    )


def _component(place: int, part: dict[str, Any]) -> Component:
    age = part.get("max_age_months")
    return Component(
        place=place,
        name=plain(part["name"]),
        need=Need(part["need"]),
        kinds=tuple(str(kind) for kind in part.get("kinds", [])),
        form=Form(part.get("form", Form.COPY)),
        max_age_months=int(age) if age is not None else None,
        other_person=bool(part.get("other_person", False)),
    )


def current(desk: Desk) -> Catalogue:
    """Return the catalogue in force today; on a machine whose clock is before every pack, the newest one.

    Raises:
        CatalogueUnreadable: the office has none at all.
    """
    with desk.unit() as uow:
        today = desk.clock.now().astimezone(VIETNAM).date()
        found = uow.catalogue(today) or uow.catalogue(date.max)
    if found is None:
        raise CatalogueUnreadable(file="-")
    return found


def import_catalogue(desk: Desk, who: Session, path: Path) -> int:
    """Put a catalogue into force from today: a pack of ours, or a CSV or XLSX export with a row of heads.

    An export replaces the list; a procedure whose row names no components keeps those it had, and the catch-all
    without a code stays. The event carries the version and the count. Importing the same file again changes nothing.

    Returns:
        The number of procedures in the file.

    Raises:
        FileMissing: it cannot be opened.
        CatalogueUnreadable: neither a pack nor a table with a column of codes and one of names.
        RoleMissing: only who receives or administers may.
    """
    from desk.work.catalogue_table import procedures_of_table, read_table

    who.require(Role.ADMIN, Role.RECEPTION)
    known = current(desk)
    if path.suffix.lower() == ".json":
        made = load_pack(path)
        count = len(made.procedures)
    else:
        today = desk.clock.now().astimezone(VIETNAM).date()
        found = procedures_of_table(read_table(path))
        count = len(found)
        made = Catalogue(
            version=f"{today:%Y-%m-%d}-{_digest(path)}", effective_from=today, legal_basis=plain(path.name)[:200],
            procedures=_with_known(found, known),
        )
    if made.version == known.version and made == known:
        return count
    with desk.unit() as uow:
        uow.put_catalogue(made)
        note(uow, desk, who, Kind.CATALOGUE_IMPORTED, f"catalogue:{made.version}", procedures=count)
        uow.commit()
    return count


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def _with_known(found: Iterable[Procedure], known: Catalogue) -> tuple[Procedure, ...]:
    before = {procedure.code: procedure for procedure in known.procedures if procedure.code}
    rows = [_filled(row, before.get(row.code)) for row in found]
    free = () if any(not row.code for row in rows) else tuple(row for row in known.procedures if not row.code)
    return (*rows, *free)


def _filled(row: Procedure, before: Procedure | None) -> Procedure:
    if before is None:
        return row
    return replace(
        row,
        components=row.components or before.components,
        days=row.days if row.days is not None else before.days,
        days_note=row.days_note or before.days_note,
        group=row.group or before.group,
        fee=row.fee or before.fee,
        result=row.result or before.result,
        kind=row.kind or before.kind,
    )


def find_procedures(catalogue: Catalogue, words: str) -> list[Procedure]:
    """Find procedures by code, part of a code, three letters (a run of initials) or starts of words, best first.

    Every word asked must be found: as the start of a word of the name or field of law, or as a run of initials
    ("ctbs", "dkkh"). A text of digits and dots is looked for in the codes only. Marks and case do not matter, but a
    name that also has the marks asked for comes first. Nothing asked = all, in the order of the catalogue.
    """
    asked = plain(words)
    if not asked:
        return list(catalogue.procedures)
    asked = national_code(asked) or asked
    if re.fullmatch(r"[\d.\s]+", asked):
        ranked = [(_code_rank(p.code, asked), p) for p in catalogue.procedures]
    else:
        ranked = [(_name_rank(p, asked), p) for p in catalogue.procedures]
    hits = [(rank, p) for rank, p in ranked if rank is not None]
    return [p for _, p in sorted(hits, key=lambda hit: hit[0])]


_Rank = tuple[int, int, int]


def _code_rank(code: str, asked: str) -> _Rank | None:
    digits, wanted = code.replace(".", ""), re.sub(r"[.\s]", "", asked)
    place = digits.find(wanted) if wanted else -1
    if place < 0:
        return None
    return (0 if digits == wanted else 1, place, len(digits))


def _name_rank(procedure: Procedure, asked: str) -> _Rank | None:
    tokens = _words_of(asked)
    starts = _words_of(procedure.name) + _words_of(procedure.group)
    letters = procedure.letters or initials(procedure.name)
    if not tokens or not all(_token_found(token, starts, letters) for token in tokens):
        return None
    phrase = " ".join(tokens)
    flat = " ".join(_words_of(procedure.name))
    marked = 0 if canon(asked) in canon(procedure.name) else 1
    if len(tokens) == 1 and letters.startswith(phrase):
        return (0, len(letters), marked)
    place = f" {flat}".find(f" {phrase}")
    if place >= 0:
        return (1 + marked, place, len(flat))
    return (3, letters.find(phrase) if phrase in letters else len(letters), len(flat))


@lru_cache(maxsize=1 << 15)
def _words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; kept, as a clerk's every key asks for all names again."""
    return tuple(re.findall(r"[a-z0-9]+", fold(text)))


def _token_found(token: str, starts: tuple[str, ...], letters: str) -> bool:
    return any(word.startswith(token) for word in starts) or (len(token) >= 2 and token in letters)
