"""How an evening's stack begins: what ends a paper, where paper comes from, which stacks wait to be gone on with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from desk.model.evening import Batch, CutRules, Side
from desk.model.people import Session
from desk.model.scanning import Device, ScanRequest, Source
from desk.ports import Desk
from desk.settings import read_settings
from desk.work.counter import recent
from desk.work.evening import OnSide, batches, folder_files
from desk.work.evening_ahead import reading_ahead
from desk.work.evening_look import look
from ui.models.names import without_marks

SAMPLE = "folder:cuoi-ngay"
"""What the rehearsal's stack comes from."""

_SHOWN_DAYS = 7
_DOSSIERS = 200


@dataclass(frozen=True, slots=True)
class StackWish:
    """What the clerk has set: what ends a paper, the scanner, and whether both sides of each sheet are scanned."""

    rules: CutRules = field(default_factory=CutRules)
    device: str = ""
    duplex: bool = True
    dpi: int = 300

    def request(self, device: Device) -> ScanRequest:
        """Return what is asked of a device."""
        source = Source.FEEDER if Source.FEEDER in device.sources else Source.AUTO
        return ScanRequest(device.id, source, self.duplex and device.duplex, self.dpi, key=device.key)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A stack that may be gone on with: how many papers wait, and for how many answers."""

    batch: Batch
    papers: int = 0
    doubts: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A dossier that papers may be given to: its code, whose it is, what it is for."""

    code: str
    name: str
    procedure: str

    def fits(self, words: str) -> bool:
        """Tell whether it is meant by a few words of its code, the name or the procedure, without diacritics too."""
        told = f"{self.code} {self.name} {self.procedure}"
        return without_marks(words) in without_marks(told)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What there is to begin with: stacks that wait, the machine's evening folder and its files, open dossiers."""

    waiting: tuple[Waiting, ...] = ()
    folder: Path | None = None
    files: int = 0
    dossiers: tuple[Known, ...] = ()


def beginning(desk: Desk, who: Session) -> Beginning:
    """Find the stacks of the last days that wait, and what lies in the evening folder."""
    since = desk.clock.now() - timedelta(days=_SHOWN_DAYS)
    waiting = []
    for batch in batches(desk, who, since):
        found = look(desk, who, batch.id)
        left = len([one for one in found.papers if one.document is None])
        if left or found.unread:
            waiting.append(Waiting(batch, left, len(found.doubts), found.unread))
    folder = read_settings(desk.home).evening
    files = len(folder_files(folder)) if folder is not None and folder.is_dir() else 0
    return Beginning(tuple(waiting), folder if files else None, files, known_dossiers(desk))


@contextmanager
def read_meanwhile(desk: Desk, home: OnSide) -> Iterator[OnSide]:
    """Tell of sides that come, and have them read while the next ones come; its end waits for those in hand."""
    with reading_ahead(desk) as ahead:

        def on_side(side: Side) -> None:
            home(side)
            ahead.take(side)

        yield on_side


def known_dossiers(desk: Desk) -> tuple[Known, ...]:
    """Return the open dossiers worked on last."""
    return tuple(
        Known(dossier.code, citizen.name, dossier.procedure.name)
        for dossier, citizen in recent(desk, _DOSSIERS)
        if dossier.state.open
    )
