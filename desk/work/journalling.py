"""How the verbs write their lines into the journal."""

from desk.model.events import Event, Kind
from desk.model.people import Session
from desk.model.values import Json
from desk.ports import Desk, UnitOfWork


def note(uow: UnitOfWork, desk: Desk, who: Session, kind: Kind, subject: str, **data: Json) -> None:
    """Append one event of this officer at this counter to the journal, inside the unit's transaction."""
    uow.record(Event(kind, subject, who.officer.login, who.desk, desk.clock.now(), data))
