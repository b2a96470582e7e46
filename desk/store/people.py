"""Officers and citizens in rows."""

import json
import re
from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa

from desk.model.people import Citizen, Consent, Officer, Role
from desk.model.values import PersonalId
from desk.store import tables
from desk.store.coding import get_time, put_time, sure_time
from ocr.vietnamese import canon, fold

_CLOSE = 85.0
"""rapidfuzz.ratio from which a folded name counts as meant (one wrong letter in a usual name)."""

_LOOKED_AT = 500
"""Most people ranked for one search of a name."""

_LONGEST_NAME = 200

_AT_ONCE = 500
"""Names looked up in one question; databases bound the number of values in one."""

_PART = 4
"""Digits from which a number is known by what stands inside it, as people remember its end."""

_WORD = re.compile(r"[^\W_]+")

_ADD_OFFICER = tables.officer.insert().returning(tables.officer)
_ADD_CITIZEN = tables.citizen.insert().returning(tables.citizen)
_ADD_CONSENT = tables.consent.insert().returning(tables.consent)


class SqlOfficers:
    """Officers inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, officer: Officer) -> Officer:
        """Add an officer and return it with its id."""
        return _officer(self._db.execute(_ADD_OFFICER, _officer_row(officer)).one())

    def by_login(self, login: str) -> Officer | None:
        """Find by login, or by full name when that is unique."""
        officer = tables.officer
        row = self._db.execute(sa.select(officer).where(officer.c.login == login)).one_or_none()
        if row is not None:
            return _officer(row)
        named = self._db.execute(sa.select(officer).where(officer.c.name == login)).all()
        return _officer(named[0]) if len(named) == 1 else None

    def get(self, officer_id: int) -> Officer:
        """Return the officer of this id."""
        return _officer(self._db.execute(sa.select(tables.officer).where(tables.officer.c.id == officer_id)).one())

    def all(self) -> list[Officer]:
        """List all, active first, by name."""
        officer = tables.officer
        rows = self._db.execute(sa.select(officer).order_by(officer.c.active.desc(), officer.c.name))
        return [_officer(row) for row in rows]

    def update(self, officer: Officer) -> None:
        """Keep a changed officer."""
        rows = tables.officer
        self._db.execute(rows.update().where(rows.c.id == officer.id).values(_officer_row(officer)))


def _officer_row(officer: Officer) -> dict[str, object]:
    return {
        "login": officer.login, "name": officer.name, "title": officer.title, "secret": officer.secret,
        "roles": json.dumps(sorted(officer.roles)), "active": officer.active,
    }


def _officer(row: "sa.Row[tuple[object, ...]]") -> Officer:
    return Officer(
        login=row.login, name=row.name, title=row.title, roles=frozenset(Role(role) for role in json.loads(row.roles)),
        secret=row.secret, active=row.active, id=row.id,
    )


class SqlCitizens:
    """Citizens and their agreements inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, citizen: Citizen) -> Citizen:
        """Add a citizen and return it with its id."""
        return _citizen(self._db.execute(_ADD_CITIZEN, _citizen_row(citizen)).one())

    def get(self, citizen_id: int) -> Citizen:
        """Return the citizen of this id."""
        return _citizen(self._db.execute(sa.select(tables.citizen).where(tables.citizen.c.id == citizen_id)).one())

    def by_personal_id(self, number: PersonalId) -> Citizen | None:
        """Find by the 12 digits."""
        rows = tables.citizen
        row = self._db.execute(sa.select(rows).where(rows.c.personal_id == number.number)).one_or_none()
        return _citizen(row) if row is not None else None

    def search(self, words: str, limit: int = 20) -> list[Citizen]:
        """Find by number, old number or name, best first: exact marks above folded, the whole name above a part of it.

        A number is also known by its beginning, or by four digits and more of it. The last word may be unfinished;
        when nobody is called so, one wrong letter is forgiven.
        """
        digits = re.sub(r"[\s.]", "", words)
        if digits.isascii() and digits.isdigit():
            return self._numbered(digits, limit)
        wanted = _WORD.findall(fold(words[:_LONGEST_NAME]))
        if not wanted:
            return []
        found = self._named(wanted)
        if not found:
            return self._close(" ".join(wanted), limit)
        exact = " ".join(_WORD.findall(canon(words)))
        found.sort(key=lambda one: _nearness(one.name, exact, wanted))
        return found[:limit]

    def _numbered(self, digits: str, limit: int) -> list[Citizen]:
        rows = tables.citizen
        begins = rows.c.personal_id.startswith(digits)
        holds = rows.c.personal_id.contains(digits) if len(digits) >= _PART else begins
        order = sa.case((begins, 0), else_=1)
        wanted = sa.select(rows).where(holds | (rows.c.old_id == digits)).order_by(order, rows.c.id.desc())
        return [_citizen(row) for row in self._db.execute(wanted.limit(limit))]

    def _named(self, wanted: Sequence[str]) -> list[Citizen]:
        """Find the people whose name holds every word, the last one as a beginning; a full name comes first."""
        rows = tables.citizen
        spaced = sa.literal(" ") + rows.c.name_fold + " "
        parts = [f" {word} " for word in wanted[:-1]] + [f" {wanted[-1]}"]
        every = sa.and_(*[spaced.contains(part, autoescape=True) for part in parts])
        full = sa.case((rows.c.name_fold == " ".join(wanted), 0), else_=1)
        found = self._db.execute(sa.select(rows).where(every).order_by(full, rows.c.id.desc()).limit(_LOOKED_AT))
        return [_citizen(row) for row in found]

    def _close(self, folded: str, limit: int) -> list[Citizen]:
        from rapidfuzz import fuzz, process

        rows = tables.citizen
        names = self._db.execute(sa.select(rows.c.name_fold).distinct()).scalars().all()
        near = process.extract(folded, names, scorer=fuzz.ratio, limit=limit, score_cutoff=_CLOSE)
        score = {name: score for name, score, _place in near}
        found = self._db.execute(sa.select(rows).where(rows.c.name_fold.in_(list(score))).limit(_LOOKED_AT))
        best = sorted(found, key=lambda row: (-score[row.name_fold], row.name, row.id))
        return [_citizen(row) for row in best[:limit]]

    def bearing(self, names: Collection[str]) -> set[str]:
        """Return those of the names that a citizen bears, marks and capitals aside."""
        rows = tables.citizen
        asked = {name: folded_name(name) for name in names}
        wanted, there = sorted(set(asked.values())), set[str]()
        for start in range(0, len(wanted), _AT_ONCE):
            some = rows.c.name_fold.in_(wanted[start : start + _AT_ONCE])
            there.update(self._db.execute(sa.select(rows.c.name_fold).where(some)).scalars())
        return {name for name, plain in asked.items() if plain in there}

    def update(self, citizen: Citizen) -> None:
        """Keep a changed citizen."""
        rows = tables.citizen
        self._db.execute(rows.update().where(rows.c.id == citizen.id).values(_citizen_row(citizen)))

    def consent(self, citizen_id: int) -> Consent | None:
        """Return the agreement in force, or None."""
        rows = tables.consent
        in_force = (rows.c.citizen_id == citizen_id) & rows.c.withdrawn_at.is_(None)
        row = self._db.execute(sa.select(rows).where(in_force).order_by(rows.c.id.desc()).limit(1)).one_or_none()
        return _consent(row) if row is not None else None

    def add_consent(self, consent: Consent) -> Consent:
        """Record an agreement."""
        row = {
            "citizen_id": consent.citizen_id, "given_at": put_time(consent.given_at), "officer_id": consent.officer_id,
            "dossier": consent.dossier,
        }
        return _consent(self._db.execute(_ADD_CONSENT, row).one())

    def withdraw_consent(self, citizen_id: int, at: datetime) -> None:
        """Withdraw the agreement in force."""
        rows = tables.consent
        in_force = (rows.c.citizen_id == citizen_id) & rows.c.withdrawn_at.is_(None)
        self._db.execute(rows.update().where(in_force).values(withdrawn_at=put_time(at)))


def folded_name(name: str) -> str:
    """Return a name as it is searched: folded, its words parted by one blank, signs dropped."""
    return " ".join(_WORD.findall(fold(name)))


def _nearness(name: str, exact: str, wanted: Sequence[str]) -> tuple[bool, bool, bool, str]:
    """Order people found: typed marks, the words side by side, at the end of the name (the given name), alphabet."""
    standing, asked = " ".join(_WORD.findall(canon(name))), " ".join(wanted)
    return exact not in standing, asked not in folded_name(name), not standing.endswith(exact), name


def _consent(row: "sa.Row[tuple[object, ...]]") -> Consent:
    return Consent(
        row.citizen_id, sure_time(row.given_at), row.officer_id, row.dossier, get_time(row.withdrawn_at), row.id
    )


def _citizen_row(citizen: Citizen) -> dict[str, object]:
    return {
        "name": citizen.name, "name_fold": folded_name(citizen.name), "born": citizen.born, "sex": citizen.sex,
        "personal_id": citizen.personal_id.number if citizen.personal_id else None, "residence": citizen.residence,
        "phone": citizen.phone, "old_id": citizen.old_id,
    }


def _citizen(row: "sa.Row[tuple[object, ...]]") -> Citizen:
    return Citizen(
        name=row.name, personal_id=PersonalId(row.personal_id) if row.personal_id else None, born=row.born, sex=row.sex,
        residence=row.residence, phone=row.phone, old_id=row.old_id, id=row.id,
    )
