"""A real memory (SQLite and a folder) in a temporary place, and small rows to put into it."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desk.model.dossier import Dossier
from desk.model.events import Event, Kind
from desk.model.paper import Document
from desk.model.people import Citizen, Officer, Role
from desk.model.procedure import Component, Need, Procedure
from desk.model.values import PersonalId
from desk.ports import UnitOfWork
from desk.store.opening import Memory, create_memory, open_memory

NOW = datetime(2026, 11, 24, 1, 14, tzinfo=UTC)
BIRTH = Procedure(
    code="2.000815", name="Chứng thực bản sao", group="Chứng thực",
    components=(Component(1, "Bản chính giấy tờ", Need.HAND_IN, ("khai_sinh",)),),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Start:
    """The rows every paper hangs on."""

    officer: Officer
    citizen: Citizen
    dossier: Dossier


def fresh_memory(home: Path) -> Memory:
    """Make and open an empty memory."""
    create_memory(home)
    return open_memory(home, [])


def copied_memory(pattern: Path, home: Path) -> Memory:
    """Open a copy of a memory that is closed: quicker than making one."""
    shutil.copytree(pattern, home)
    return open_memory(home, [])


def begin(uow: UnitOfWork) -> Start:
    """Add an officer, a citizen and a dossier."""
    officer = uow.officers.add(Officer("pao.hv", "Hoàng Văn Páo", "Công chức Tư pháp", frozenset({Role.RECEPTION})))
    citizen = uow.citizens.add(Citizen("Nông Thị Hạnh", PersonalId("008187004215"), "1987-03-14", "female"))
    dossier = uow.dossiers.add(Dossier("TAM-261124-0001", citizen.id, BIRTH, "thu-1", NOW, officer.id))
    return Start(officer, citizen, dossier)


def paper(start: Start, key: str) -> Document:
    """Return a document of the dossier, not yet added."""
    return Document(start.dossier.code, start.citizen.id, 1, "file:giay.pdf", NOW, start.officer.id, key)


def event(number: int = 1) -> Event:
    """Return an event of the journal."""
    return Event(Kind.DOCUMENT_RECEIVED, f"document:{number}", "pao.hv", "1", NOW, {"pages": number})
