"""Officers and citizens in rows."""

import json
from datetime import datetime

import sqlalchemy as sa
from rapidfuzz import fuzz, process

from desk.model.people import Citizen, Consent, Officer, Role
from desk.model.values import PersonalId
from desk.store import tables
from desk.store.coding import get_time, put_time, sure_time
from ocr.vietnamese import canon, fold

_CLOSE = 85.0
"""rapidfuzz.ratio from which a folded name counts as meant (one wrong letter in a usual name)."""


class SqlOfficers:
    """Officers inside one unit of work."""

    def __init__(self, connection: sa.Connection) -> None:
        self._db = connection

    def add(self, officer: Officer) -> Officer:
        """Add an officer and return it with its id."""
        added = self._db.execute(tables.officer.insert().values(_officer_row(officer)).returning(tables.officer.c.id))
        return self.get(added.scalar_one())

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
        rows = tables.citizen
        return self.get(self._db.execute(rows.insert().values(_citizen_row(citizen)).returning(rows.c.id)).scalar_one())

    def get(self, citizen_id: int) -> Citizen:
        """Return the citizen of this id."""
        return _citizen(self._db.execute(sa.select(tables.citizen).where(tables.citizen.c.id == citizen_id)).one())

    def by_personal_id(self, number: PersonalId) -> Citizen | None:
        """Find by the 12 digits."""
        rows = tables.citizen
        row = self._db.execute(sa.select(rows).where(rows.c.personal_id == number.number)).one_or_none()
        return _citizen(row) if row is not None else None

    def search(self, words: str, limit: int = 20) -> list[Citizen]:
        """Find by number, old number or folded name, best first; one wrong letter in a name is forgiven."""
        digits = "".join(words.split())
        rows = tables.citizen
        if digits.isdigit():
            by_number = rows.c.personal_id.startswith(digits, autoescape=True) | (rows.c.old_id == digits)
            return [_citizen(row) for row in self._db.execute(sa.select(rows).where(by_number).limit(limit))]
        wanted = fold(words).split()
        if not wanted:
            return []
        spaced = sa.literal(" ") + rows.c.name_fold
        every = sa.and_(*[spaced.contains(f" {word}", autoescape=True) for word in wanted])
        found = [_citizen(row) for row in self._db.execute(sa.select(rows).where(every).limit(20 * limit))]
        if not found:
            found = self._close(" ".join(wanted), limit)
        exact = canon(words)
        found.sort(key=lambda one: (exact not in canon(one.name), not canon(one.name).endswith(exact), one.name))
        return found[:limit]

    def _close(self, folded: str, limit: int) -> list[Citizen]:
        rows = tables.citizen
        names = self._db.execute(sa.select(rows.c.name_fold).distinct()).scalars().all()
        near = process.extract(folded, names, scorer=fuzz.ratio, limit=limit, score_cutoff=_CLOSE)
        meant = [name for name, _score, _place in near]
        found = self._db.execute(sa.select(rows).where(rows.c.name_fold.in_(meant)).limit(limit))
        return [_citizen(row) for row in found]

    def update(self, citizen: Citizen) -> None:
        """Keep a changed citizen."""
        rows = tables.citizen
        self._db.execute(rows.update().where(rows.c.id == citizen.id).values(_citizen_row(citizen)))

    def consent(self, citizen_id: int) -> Consent | None:
        """Return the agreement in force, or None."""
        rows = tables.consent
        in_force = (rows.c.citizen_id == citizen_id) & rows.c.withdrawn_at.is_(None)
        row = self._db.execute(sa.select(rows).where(in_force).order_by(rows.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        return Consent(
            row.citizen_id, sure_time(row.given_at), row.officer_id, row.dossier, get_time(row.withdrawn_at), row.id
        )

    def add_consent(self, consent: Consent) -> Consent:
        """Record an agreement."""
        self._db.execute(
            tables.consent.insert().values(
                citizen_id=consent.citizen_id, given_at=put_time(consent.given_at), officer_id=consent.officer_id,
                dossier=consent.dossier,
            )
        )
        return self.consent(consent.citizen_id) or consent

    def withdraw_consent(self, citizen_id: int, at: datetime) -> None:
        """Withdraw the agreement in force."""
        rows = tables.consent
        in_force = (rows.c.citizen_id == citizen_id) & rows.c.withdrawn_at.is_(None)
        self._db.execute(rows.update().where(in_force).values(withdrawn_at=put_time(at)))


def _citizen_row(citizen: Citizen) -> dict[str, object]:
    return {
        "name": citizen.name, "name_fold": fold(citizen.name), "born": citizen.born, "sex": citizen.sex,
        "personal_id": citizen.personal_id.number if citizen.personal_id else None, "residence": citizen.residence,
        "phone": citizen.phone, "old_id": citizen.old_id,
    }


def _citizen(row: "sa.Row[tuple[object, ...]]") -> Citizen:
    return Citizen(
        name=row.name, personal_id=PersonalId(row.personal_id) if row.personal_id else None, born=row.born, sex=row.sex,
        residence=row.residence, phone=row.phone, old_id=row.old_id, id=row.id,
    )
