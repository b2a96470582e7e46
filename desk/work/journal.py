"""Reading the journal (nhật ký): its lines, and whether the chain they form is whole."""

from dataclasses import dataclass

from desk.model.events import Entry
from desk.model.people import Role, Session
from desk.ports import Desk


@dataclass(frozen=True, slots=True)
class ChainState:
    """What a check of the whole chain gave.

    Attributes:
        events: How many lines there are.
        first_break: The place of the first line that does not fit, or None when the chain is whole.
    """

    events: int
    first_break: int | None


def check_chain(desk: Desk, who: Session) -> ChainState:
    """Recompute the whole chain; some seconds for a hundred thousand lines.

    Raises:
        RoleMissing: neither inspector nor administrator.
    """
    who.require(Role.INSPECTOR, Role.ADMIN)
    with desk.unit(reading=True) as uow:
        last, broken = uow.journal.first_break()
        while rest := uow.journal.entries(last):  # the check ends at the break; the lines behind it are there still
            last = rest[-1].seq
        return ChainState(last, broken)


def lines(desk: Desk, who: Session, before: int, limit: int = 200) -> list[Entry]:
    """Return the lines before a place, newest first.

    Raises:
        RoleMissing: neither inspector nor administrator.
    """
    who.require(Role.INSPECTOR, Role.ADMIN)
    after = max(0, before - 1 - limit)
    with desk.unit(reading=True) as uow:
        there = uow.journal.entries(after, min(limit, max(0, before - 1 - after)))
    return [entry for entry in reversed(there) if entry.seq < before]
