"""Trying each device of this desk (thử thiết bị): it is really asked, and answers with what it can or with a cure."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.model.scanning import Device
from desk.settings import read_settings
from desk.work.devices import ask_device
from desk.work.folders import FolderState, folder_state
from ui.models.window import WindowModel
from ui.runner import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER, EVENING, PHONE, PRINTER = "folder", "evening", "phone", "printer"
"""Keys of what is tried besides scanners, whose keys are their own."""


@dataclass(frozen=True)
class Watched:
    """The folders this machine takes files from, None where none is set."""

    scans: Path | None = None
    evening: Path | None = None


@dataclass(frozen=True)
class Tried:
    """What came of trying a device.

    Attributes:
        value: A `Device`, a `FolderState`, the address for phones, or the names of the printers, the usual one first.
        failure: Why there is none.
        seconds: How long it took.
    """

    value: Device | FolderState | str | tuple[str, ...] | None
    failure: Failure | None
    at: datetime
    seconds: float


class DeviceTests(QObject):
    """Try devices off the window's thread, several at once; what came of it stands until the next trial.

    Attributes:
        tried: By the key of the device.
        watched: The folders set for this machine, once they were read.

    Signals:
        changed: something of the above is another now, or a trial began or ended.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._under_way: set[str] = set()
        self.tried: dict[str, Tried] = {}
        self.watched: Watched | None = None

    def trying(self, key: str) -> bool:
        """Tell whether a device is being tried."""
        return key in self._under_way

    def read_folders(self) -> None:
        """Read which folders are set."""
        desk = self._model.session.desk
        if desk is not None:
            self._model.runner.work(lambda _progress: _watched(desk.home), self._folders_came, lambda _: None)

    def scanner(self, device: Device) -> None:
        """Ask one scanner anew."""
        desk = self._model.session.desk
        if desk is not None:
            self._try(device.key, lambda: ask_device(desk, device))

    def folder(self, key: str) -> None:
        """Look whether files of a folder can be taken and put away."""
        desk = self._model.session.desk
        if desk is not None:
            self._try(key, lambda: _folder(desk.home, key))

    def phone(self) -> None:
        """Find the address that phones would be offered."""
        desk = self._model.session.desk
        if desk is not None:
            self._try(PHONE, desk.phones.where)

    def printers(self) -> None:
        """Ask the system for its printers."""
        self._try(PRINTER, _printers)

    def _try(self, key: str, ask: "Callable[[], Device | FolderState | str | tuple[str, ...] | None]") -> None:
        desk = self._model.session.desk
        if desk is None or key in self._under_way:
            return
        self._under_way.add(key)
        self.changed.emit()

        def timed() -> Tried:
            began = time.monotonic()
            value = ask()
            return Tried(value, None, desk.clock.now(), time.monotonic() - began)

        self._model.runner.work(
            lambda _progress: timed(), lambda tried: self._came(key, tried),
            lambda failure: self._came(key, Tried(None, failure, desk.clock.now(), 0.0)),
        )  # fmt: skip

    def _came(self, key: str, tried: Tried) -> None:
        self._under_way.discard(key)
        self.tried[key] = tried
        self.changed.emit()

    def _folders_came(self, watched: Watched) -> None:
        self.watched = watched
        self.changed.emit()


def _watched(home: Path) -> Watched:
    settings = read_settings(home)
    return Watched(settings.folder, settings.evening)


def _folder(home: Path, key: str) -> FolderState | None:
    watched = _watched(home)
    folder = watched.scans if key == FOLDER else watched.evening
    return folder_state(folder) if folder is not None else None


def _printers() -> tuple[str, ...]:
    """Return the names of the printers, the usual one first; asked where a slow printing service holds nobody up."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names, usual = list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()
    return tuple(sorted(names, key=lambda name: name != usual))
