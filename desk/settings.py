"""Settings of this machine: where the office lives and which scanner stands here (cài đặt của máy này)."""

import contextlib
import os
import socket
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from desk.errors import OfficeMissing
from desk.model.phone import PORT

MACHINE_FILE = "machine.toml"
DATABASE = "office.db"
TRUST = "trust"
"""Folder of an office's trusted roots."""

KINDS = "kinds"
"""Folder of an office's own kinds of paper, one TOML file each as in `ocr/kinds`."""

PIN_TRIES = "pin-tries.json"
"""How many doubtful PINs each token was sent from here; of this machine, so no backup holds it."""

SCANNERS = "scanners.toml"
"""What the office knows better of its scanners than they say themselves (`desk/scan/overrides.toml`)."""

KEPT_BESIDE = (MACHINE_FILE, TRUST, KINDS, SCANNERS, "authority", "feeder")
"""What a backup keeps besides the database and the objects; the last two only a rehearsal office has."""


@dataclass(frozen=True, slots=True)
class RemoteService:
    """A remote signing service that this machine may use (dịch vụ ký số từ xa), by CSC v1.

    Attributes:
        name: What people call it.
        address: Beginning of its addresses, `https://…`.
        credential: Its name of the key, `credentialID`.
        token_file: Where its access token lies; no backup of the office takes it along.
        patience_s: How long a person has for confirming.
    """

    name: str
    address: str
    credential: str
    token_file: Path
    patience_s: float = 180.0

    def token(self) -> str:
        """Return the access token; "" when there is none, and the service will say so."""
        try:
            return self.token_file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to this machine, not to the office.

    Attributes:
        home: Folder of the office (database, objects, spool, logs); on a local disk.
        desk: Name of this counter in the journal.
        escl: Addresses of network scanners given by hand.
        mdns: Listen on the network for scanners that make themselves known.
        prefer: Drivers ("escl", "sane", "wia") preferred for a device that several see, before our usual order.
        folder: Watched folder that a vendor's own tool saves to, or None.
        evening: Folder from which `saoy ingest --batch` takes the evening's stack, or None.
        readers: Reading processes at once; 0 = one less than the cores, at most four.
        modules: Drivers of signing tokens (PKCS#11) besides the known ones.
        tsa: Addresses of time stamp authorities, instead of the shipped ones.
        database: Address of the PostgreSQL database that desks share, without a password; "" = a file in `home`.
        objects: Folder of the objects, on a share when the database is shared; None = in `home`.
        remote: Remote signing services.
        phone_address: Address of this machine that phones are offered; "" = that of its private network.
        phone_port: Port of the page for phones; another is taken when it is not free.
        phone_plain: Offer that page without encryption: an office's own, explicit choice.
    """

    home: Path
    desk: str
    escl: tuple[str, ...] = ()
    mdns: bool = True
    prefer: tuple[str, ...] = ()
    folder: Path | None = None
    evening: Path | None = None
    readers: int = 0
    modules: tuple[str, ...] = ()
    tsa: tuple[str, ...] = ()
    database: str = ""
    objects: Path | None = None
    remote: tuple[RemoteService, ...] = ()
    phone_address: str = ""
    phone_port: int = PORT
    phone_plain: bool = False

    @property
    def paper_folders(self) -> tuple[Path, ...]:
        """The folders of this machine that papers are taken from."""
        return tuple(folder for folder in (self.evening, self.folder) if folder is not None)


def default_home() -> Path:
    """Return the folder used when none is named: SAOY_OFFICE, the one that was chosen, or the user's data folder."""
    named = os.environ.get("SAOY_OFFICE")
    if named:
        return Path(named)
    kept = _pointer()
    try:
        elsewhere = kept.read_text("utf-8").strip() if kept.is_file() else ""
    except (OSError, UnicodeDecodeError):
        elsewhere = ""
    return Path(elsewhere) if elsewhere else _usual_home()


def remembers(home: Path) -> bool:
    """Tell whether an office's folder is the one that was chosen: an office ought to be there."""
    try:
        return _pointer().read_text("utf-8").strip() == str(home.resolve())
    except (OSError, UnicodeDecodeError):
        return False


def remember_home(home: Path) -> None:
    """Take an office's folder for the one used when none is named; passed over where settings cannot be written."""
    kept = _pointer()
    with contextlib.suppress(OSError):
        if home.resolve() == _usual_home().resolve():
            kept.unlink(missing_ok=True)
        else:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(f"{home.resolve()}\n", "utf-8")


def _usual_home() -> Path:
    return Path(platformdirs.user_data_path("saoy", appauthor=False)) / "office"


def _pointer() -> Path:
    return Path(platformdirs.user_config_path("saoy", appauthor=False)) / "office.txt"


def office_exists(home: Path) -> bool:
    """Tell whether an office has been made in the folder, or its `machine.toml` leads to a shared one."""
    return (home / DATABASE).is_file() or bool(shared_database(home))


def shared_database(home: Path) -> str:
    """Return the address of the shared database that `machine.toml` names; "" when there is none."""
    with contextlib.suppress(OfficeMissing):
        return str(_machine(home).get("database") or "")
    return ""


def _machine(home: Path) -> dict[str, Any]:
    file = home / MACHINE_FILE
    try:
        return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise OfficeMissing(folder=file) from fault


def read_settings(home: Path) -> Settings:
    """Read `machine.toml` of an office's folder; absent keys take their defaults.

    Raises:
        OfficeMissing: no office there, or its machine.toml is not TOML.
    """
    if not office_exists(home):
        raise OfficeMissing(folder=home)
    return machine_settings(home)


def machine_settings(home: Path) -> Settings:
    """Read `machine.toml` of a folder in which no office need have been made yet.

    Raises:
        OfficeMissing: its machine.toml is not TOML.
    """
    data = _machine(home)
    folder, objects, evening = data.get("folder"), data.get("objects"), data.get("evening")
    return Settings(
        home=home,
        desk=str(data.get("desk") or socket.gethostname()),
        escl=tuple(str(address) for address in data.get("escl", [])),
        mdns=bool(data.get("mdns", True)),
        prefer=tuple(str(name) for name in data.get("prefer", [])),
        folder=Path(folder) if folder else None,
        evening=Path(evening) if evening else None,
        readers=int(data.get("readers", 0)),
        modules=tuple(str(module) for module in data.get("modules", [])),
        tsa=tuple(str(address) for address in data.get("tsa", [])),
        database=str(data.get("database") or ""),
        objects=Path(objects) if objects else None,
        remote=tuple(_remote(row) for row in data.get("remote", []) if isinstance(row, dict)),
        phone_address=str(data.get("phone_address") or ""),
        phone_port=int(data.get("phone_port", PORT)),
        phone_plain=data.get("phone_plain") is True,
    )


def _remote(row: dict[str, Any]) -> RemoteService:
    told = {key: str(row.get(key, "")) for key in ("name", "address", "credential")}
    return RemoteService(
        **told, token_file=Path(str(row.get("token_file", ""))), patience_s=float(row.get("patience_s", 180.0))
    )
