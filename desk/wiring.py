"""The one place that knows every real class: builds a `Desk`, a reader, an office (nơi lắp ráp).

Rooms that a command does not need are not loaded: `saoy ocr` starts without a database.
"""

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import OfficeExists, OfficeMissing, OfficeShared
from desk.model.people import Officer, Role
from desk.ports import Desk
from desk.settings import (
    KEPT_BESIDE,
    KINDS,
    MACHINE_FILE,
    PIN_TRIES,
    TRUST,
    Settings,
    machine_settings,
    office_exists,
    read_settings,
    shared_database,
)
from desk.text import phrase
from desk.work.access import seal_secret
from desk.work.catalogue import load_pack
from desk.work.office import OfficeFacts, found_office, office_facts
from desk.work.packs import CATALOGUE_PACK, load_calendar, load_rules, load_services, pack, token_drivers
from ocr.kinds import use_own_kinds

if TYPE_CHECKING:
    from desk.jobs import Progress
    from desk.model.care import Moved, Restored
    from desk.ports import Archive, Holds, Keys, Listener, Phones, Scanner, Signatures
    from desk.read.processes import ProcessReader
    from desk.store.opening import Memory

Addresses = Callable[[], Sequence[str]]
"""Asked for the addresses of network scanners at each look."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- this is the Clock everyone asks


def open_reader(workers: int = 0, *, careful: bool = False, clean: bool = True) -> "ProcessReader":
    """Return the reading room; its processes start with the first page."""
    from desk.read.processes import ProcessReader

    return ProcessReader(workers, careful=careful, clean=clean)


def scanners_for(settings: Settings, escl: Addresses | None = None) -> "dict[str, Scanner]":
    """Return the drivers of this machine by name, each in its own killable process."""
    from desk.scan.drivers import drivers
    from desk.scan.known import FILE
    from desk.scan.network import Network
    from desk.scan.overrides import OWN_FILE

    network = Network(settings.home / FILE, find=settings.mdns and escl is None, own=settings.home / OWN_FILE)
    return drivers(escl or (lambda: settings.escl), settings.folder, network, settings.prefer)


def phones_for(settings: Settings) -> "Phones":
    """Return the page for phones; nothing listens before it is opened."""
    from desk.scan.phone import PhonePage

    return PhonePage(settings.home, settings.phone_address, settings.phone_port, plain=settings.phone_plain)


def keys_for(settings: Settings) -> "Keys":
    """Return the keys of this machine; no driver is looked for or loaded before it is needed."""
    from desk.sign.all_keys import AllKeys
    from desk.sign.keys import ProcessKeys
    from desk.sign.tries import Tries
    from signing.values import Module

    tries = Tries(settings.home / PIN_TRIES)
    tokens = ProcessKeys(lambda: [*map(Module, settings.modules), *token_drivers()], tries=tries)
    others: dict[str, Keys] = {}
    if sys.platform == "win32":
        from desk.sign.store_keys import SERIAL, StoreKeys

        others[SERIAL] = StoreKeys()
    if settings.remote:
        from desk.sign.remote_keys import BEGINNING, RemoteKeys
        from signing.remote import Account

        others[BEGINNING] = RemoteKeys(
            [Account(one.name, one.address, one.credential, one.token, one.patience_s) for one in settings.remote]
        )
    return AllKeys(tokens, others) if others else tokens


def signatures_for(settings: Settings) -> "Signatures":
    """Return the signing room of an office: its trusted roots, and the services of the network."""
    from desk.sign.room import WAITING, SigningRoom

    today, waiting = SystemClock().now, settings.home / "spool" / WAITING
    services = lambda: load_services(today().date(), settings.tsa)  # noqa: E731 -- asked when they are needed
    return SigningRoom(settings.home / TRUST, services, lambda: None, waiting)


def archive_of(settings: Settings) -> "Archive":
    """Return what makes backups of an office; that of a shared one is restored as an office in a file.

    The `machine.toml` of a desk that shares is left out: it would lead the restored office to the server again.
    """
    from desk.store.backup import OfficeArchive, Shared

    if not settings.database:
        return OfficeArchive(settings.home, KEPT_BESIDE, SystemClock().now)
    from desk.store.opening import OBJECTS
    from desk.store.shared import take_shared_snapshot

    beside = [name for name in KEPT_BESIDE if name != MACHINE_FILE]
    objects = settings.objects or settings.home / OBJECTS
    shared = Shared(objects, lambda out: take_shared_snapshot(settings.database, out))
    return OfficeArchive(settings.home, beside, SystemClock().now, shared)


def _memory(settings: Settings, listeners: "Sequence[Listener]") -> "Memory":
    from desk.store.opening import OBJECTS, open_memory

    if not settings.database:
        return open_memory(settings.home, listeners)
    from desk.store.shared import open_shared

    return open_shared(settings.database, settings.objects or settings.home / OBJECTS, listeners)


def _holds(settings: Settings, memory: "Memory") -> "tuple[Holds, list[Callable[[], None]]]":
    """Return the holds of an office, and what lets go of them all at the end."""
    if settings.database:
        from desk.store.server_holds import ServerHolds

        holds = ServerHolds(memory.engine, settings.desk)
        return holds, [holds.close]
    from desk.store.holds import FileHolds

    return FileHolds(settings.home / "holds", settings.desk), []


def open_desk(home: Path, escl: Addresses | None = None) -> Desk:
    """Open the office of a folder; what a crash left in the spool a day ago is cleared, but for sides of a scan.

    Args:
        home: Folder of the office.
        escl: Addresses of network scanners; None = those of `machine.toml`.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken, StoreReadOnly; of a shared office DatabaseAddressWrong, ServerGone.
    """
    from desk.store.opening import sweep_spool

    settings = read_settings(home)
    use_own_kinds(home / KINDS)
    listeners: list[Listener] = []
    memory = _memory(settings, listeners)
    sweep_spool(home / "spool")
    holds, let_go = _holds(settings, memory)
    desk = Desk(
        home=home, unit=memory.unit, store=memory.store, reader=open_reader(settings.readers), holds=holds,
        scanners=scanners_for(settings, escl), phones=phones_for(settings), keys=keys_for(settings),
        signatures=signatures_for(settings), archive=archive_of(settings), clock=SystemClock(), rules=load_rules(),
        calendar=load_calendar(), spool=home / "spool", listeners=listeners, closing=[*let_go, memory.close],
    )
    return replace(desk, rehearsal=office_facts(desk).rehearsal)


@dataclass(frozen=True, slots=True)
class Founding:
    """What a first start asks for; empty words take the defaults of `messages.toml`.

    Attributes:
        login: Account of the first officer, who holds every role until others are added.
        password: None = an account without one, which only the rehearsal office has.
    """

    commune: str = ""
    province: str = ""
    authority: str = ""
    login: str = "quantri"
    officer: str = ""
    title: str = ""
    password: str | None = None
    rehearsal: bool = False


def found(home: Path, founding: Founding, officers: Sequence[Officer] = ()) -> None:
    """Make an office in a folder: database, facts, officers, catalogue.

    When the folder's `machine.toml` names a shared database, the office is made there and the folder becomes its first
    desk; a further desk needs no founding, only such a `machine.toml`.

    Args:
        home: An empty or absent folder on a local disk, or one with a `machine.toml` alone.
        founding: The words of the first start.
        officers: Instead of the first officer, when given.

    Raises:
        OfficeExists, StoreReadOnly, DiskFull; of a shared office DatabaseAddressWrong, ServerGone.
    """
    from desk.store.opening import create_memory

    if shared_database(home):
        _found_shared(home, founding, officers)
        return
    if office_exists(home):
        raise OfficeExists(folder=home)
    making = home.with_name(f".{home.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    create_memory(making)
    _found_in(Settings(making, "-"), founding, officers)
    _settle(making, home)


def _found_shared(home: Path, founding: Founding, officers: Sequence[Officer]) -> None:
    from desk.store.shared import create_shared

    settings = machine_settings(home)
    create_shared(settings.database)
    _found_in(settings, founding, officers)


def _found_in(settings: Settings, founding: Founding, officers: Sequence[Officer]) -> None:
    memory = _memory(settings, [])
    shipped = load_pack(Path(str(pack(CATALOGUE_PACK))))
    try:
        found_office(_founding_desk(settings, memory), _facts(founding), list(officers) or [_first(founding)], shipped)
    finally:
        memory.close()


def _founding_desk(settings: Settings, memory: "Memory") -> Desk:
    home = settings.home
    return Desk(
        home=home, unit=memory.unit, store=memory.store, reader=open_reader(), holds=_holds(settings, memory)[0],
        scanners={}, phones=phones_for(settings), keys=keys_for(settings), signatures=signatures_for(settings),
        archive=archive_of(settings),
        clock=SystemClock(), rules=load_rules(), calendar=load_calendar(), spool=home / "spool", listeners=[],
    )


def _settle(making: Path, home: Path) -> None:
    """Put the finished office in its place, so that a founding cut short leaves nothing that looks like one."""
    if home.is_dir():
        for piece in making.iterdir():
            piece.replace(home / piece.name)
        making.rmdir()
    else:
        home.parent.mkdir(parents=True, exist_ok=True)
        making.replace(home)


def _facts(founding: Founding) -> OfficeFacts:
    commune = founding.commune or phrase("office.default-commune")
    return OfficeFacts(
        authority=founding.authority or phrase("office.default-authority", commune=commune).upper(),
        centre=phrase("office.default-centre"), commune=commune,
        province=founding.province or phrase("office.default-province"), rehearsal=founding.rehearsal,
    )


def _first(founding: Founding) -> Officer:
    return Officer(
        login=founding.login, name=founding.officer or founding.login,
        title=founding.title or phrase("office.default-title"), roles=frozenset(Role),
        secret=seal_secret(founding.password) if founding.password else None,
    )


def migrate(home: Path) -> tuple[str, str]:
    """Bring an office's database to this program's schema and return (before, after)."""
    if database := shared_database(home):
        from desk.store.shared import upgrade_shared

        return upgrade_shared(database)
    from desk.store.opening import upgrade

    return upgrade(home)


def careless_settings(home: Path) -> list[str]:
    """Return the settings by which the server of a shared office may lose numbers; none for an office in a file.

    Raises:
        DatabaseAddressWrong, ServerGone.
    """
    database = shared_database(home)
    if not database:
        return []
    from desk.store import shared

    return shared.careless_settings(database)


def schema_of(home: Path) -> str:
    """Return the schema of an office's database by one look.

    Raises:
        OfficeMissing, OfficeNewer, OfficeBroken; of a shared office DatabaseAddressWrong, ServerGone.
    """
    if database := shared_database(home):
        from desk.store.shared import shared_revision

        return shared_revision(database)
    from desk.store.opening import DATABASE, revision

    return revision(home / DATABASE)


def restore(place: Path, home: Path, progress: "Progress") -> "Restored":
    """Make the office of a backup in a new place, verified and brought up to this program's schema.

    Raises:
        FileMissing, BackupUnreadable, BackupPlaceTaken, OfficeNewer, DiskFull, StoreReadOnly, Cancelled.
    """
    from desk.store.restore import restore_office

    return restore_office(place, home, KEPT_BESIDE, progress, SystemClock().now)


def move_to_server(home: Path, database: str, objects: Path | None, progress: "Progress") -> "Moved":
    """Move an office that lives in a file to an empty database of a server; its folder becomes the first desk there.

    Args:
        home: Folder of the office.
        database: Address of the database, without a password.
        objects: Folder for the objects that every desk reaches; None = they stay in `home`.
        progress: Told of objects.

    Raises:
        OfficeShared; faults of `desk.store.moving.move_office`.
    """
    from desk.store.moving import move_office

    if shared_database(home):
        raise OfficeShared(folder=home)
    if not office_exists(home):
        raise OfficeMissing(folder=home)
    return move_office(home, MACHINE_FILE, (database, objects), progress, SystemClock().now)
