"""What is remembered of the tries of a token's PIN (số lần thử PIN), as flags may tell it late, or never.

Counts and serials alone are kept, never a PIN nor anything made of one. A count is written before a PIN is sent, so
that a program ended in between has counted it.
"""

import json
import threading
from contextlib import suppress
from pathlib import Path

from signing.errors import CertificateAbsent, DriverMissing, PinLastTry, PinLocked, PinNotSet, SigningError, TokenAbsent
from signing.values import PinState

LAST_AFTER = 2
"""So many PINs that were not right bring the next to be called the last: no token in use allows fewer than three."""

_UNSPENT = (TokenAbsent, DriverMissing, CertificateAbsent, PinLastTry, PinNotSet)
"""Faults of a login that cannot have cost a try; a driver that died or a token pulled out may have."""

_AT_LEAST = {PinState.COUNT_LOW: 1, PinState.LAST_TRY: LAST_AFTER}


class Tries:
    """Counts for each token the PINs sent since the last that was right.

    A token that once said it is locked is locked until the program is started anew, whatever it says later.

    Args:
        file: Where counts outlive the program; None = nowhere. What cannot be written there is remembered here.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._unwritten: dict[str, int] = {}
        self._locked: set[str] = set()

    def state(self, serial: str) -> PinState:
        """Return what is remembered of a token's PIN."""
        with self._lock:
            if serial in self._locked:
                return PinState.LOCKED
            count = self._read().get(serial, 0)
        return PinState.LAST_TRY if count >= LAST_AFTER else PinState.COUNT_LOW if count else PinState.READY

    def seen(self, serial: str, said: PinState) -> None:
        """Remember what a token said of its PIN: pulled out and plugged in again, some forget it."""
        with self._lock:
            if said is PinState.LOCKED:
                self._locked.add(serial)
            self._keep(serial, max(self._read().get(serial, 0), _AT_LEAST.get(said, 0)))

    def sending(self, serial: str) -> None:
        """Count a PIN that is about to be sent."""
        with self._lock:
            self._keep(serial, self._read().get(serial, 0) + 1)

    def right(self, serial: str) -> None:
        """Forget what was counted: the PIN was right."""
        with self._lock:
            self._keep(serial, 0)

    def refused(self, serial: str, fault: SigningError, *, counted: bool) -> None:
        """Remember how a login ended; `counted` = it was told of as about to be sent."""
        if isinstance(fault, _UNSPENT) and counted:
            with self._lock:
                self._keep(serial, max(0, self._read().get(serial, 0) - 1))
        if isinstance(fault, PinLocked):
            self.seen(serial, PinState.LOCKED)
        if isinstance(fault, PinLastTry):
            self.seen(serial, PinState.LAST_TRY)

    def _read(self) -> dict[str, int]:
        if self._file is not None:
            with suppress(OSError, ValueError):
                told = json.loads(self._file.read_text("utf-8"))
                if isinstance(told, dict):
                    kept = {name: count for name, count in told.items() if isinstance(count, int)}
                    self._counts = kept | self._unwritten
        return self._counts

    def _keep(self, serial: str, count: int) -> None:
        if count == self._counts.get(serial, 0):
            return
        self._counts[serial] = count
        self._counts = {name: number for name, number in self._counts.items() if number}
        if self._file is None:
            return
        part = self._file.with_name(f".{self._file.name}.part")
        try:
            part.write_text(json.dumps(self._counts), "utf-8")
            part.replace(self._file)
        except OSError:  # a full disk locks no token: what it cannot keep is not read back from it either
            self._unwritten[serial] = count
        else:
            self._unwritten.clear()
