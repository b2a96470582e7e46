"""Any scanner in a process of its own, which can be ended without harm (máy quét trong tiến trình riêng)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import DeskError, ScannerHangs, ScannerLost, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Limits, Progress, StandBy, call_limited, stream_limited
from desk.model.scanning import Device, RawPage, ScanRequest, Source
from desk.scan.spooling import laid_down, next_number, settle, sweep

if TYPE_CHECKING:
    from desk.ports import Scanner

_LOOK = Limits(wall_s=8.0)
_ACT = Limits(wall_s=15.0)
_SILENCE = Limits(wall_s=90.0)
"""A side at 600 dpi takes some devices a minute without a sign of life."""


class ChildScanner:
    """Runs a driver in a child: a crash, a hang or a broken library costs the child, never a side that came.

    Args:
        name: Key of `Desk.scanners`.
        driver: A class of scanner; it and its arguments cross to the child.
        arguments: Asked anew for each call.
        silence: The walls; `wall_s` is the longest time without a sign of life.
    """

    def __init__(
        self,
        name: str,
        driver: "Callable[..., Scanner]",
        arguments: Callable[[], tuple[object, ...]],
        silence: Limits = _SILENCE,
    ) -> None:
        self.name = name
        self._driver, self._arguments, self._silence = driver, arguments, silence
        self._standing = StandBy(silence)

    def devices(self) -> list[Device]:
        """List the driver's devices; a driver that takes over 8 s or dies has none."""
        try:
            return call_limited(_devices, self._driver, self._arguments(), limits=_LOOK)
        except (WorkerDied, WorkerOverTime, WorkerOverMemory):
            return []

    def stand_by(self, device: str) -> None:
        """Have a child started and the device asked what it can; nobody waits for it."""
        self._standing.get_ready(_stand_by, self._driver, self._arguments(), device)

    def trust(self, device: str) -> None:
        """Take the other certificate a device was last seen to have; a driver without certificates does nothing."""
        call_limited(_trust, self._driver, self._arguments(), device, limits=_ACT)

    def close(self) -> None:
        """End the child that stands by."""
        self._standing.close()

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable; a driver that dies or hangs keeps what came.

        Both sides of a sheet are yielded together: when a sheet is stuck halfway its front is thrown away, because the
        whole sheet goes in again. Each fault carries `kept` (sides), `sheets`, and `next` (the sheet that goes in
        again).

        Raises:
            ScannerLost: the driver's process ended. ScannerHangs: 90 s without a sign of life.
            The driver's own faults, Cancelled.
        """
        sheets = _Sheets(both=request.duplex and request.source is not Source.GLASS)
        start = next_number(spool)
        sides = stream_limited(
            _scan, self._driver, self._arguments(), request, spool,
            limits=self._silence, progress=progress, child=self._standing.take(),
        )  # fmt: skip
        try:
            for side in sides:
                start = side.number + 1
                yield from sheets.add(side)
            yield from sheets.rest()
        except DeskError as fault:
            settle(spool)
            for side in laid_down(spool, start):
                yield from sheets.add(side)
            sheets.drop()
            raise _seen_from_here(fault, sheets) from fault
        finally:
            sides.close()
            sweep(spool)


class _Sheets:
    """Counts sides, and with two sides a sheet holds a front until its back is there."""

    def __init__(self, *, both: bool) -> None:
        self._both = both
        self._front: RawPage | None = None
        self.kept = 0

    def add(self, side: RawPage) -> list[RawPage]:
        """Return the sides that may be told of now."""
        if not self._both:
            self.kept += 1
            return [side]
        if self._front is None:
            self._front = side
            return []
        sheet = [self._front, side]
        self._front = None
        self.kept += 2
        return sheet

    def rest(self) -> list[RawPage]:
        """Return a front whose back never comes, because the paper has ended."""
        side, self._front = self._front, None
        self.kept += 1 if side is not None else 0
        return [side] if side is not None else []

    def drop(self) -> None:
        """Throw away the front of a sheet that goes in again."""
        if self._front is not None:
            self._front.path.unlink(missing_ok=True)
            self._front = None

    @property
    def next(self) -> int:
        """Return the number of the sheet that goes in next, from 1."""
        return self.kept // 2 + 1 if self._both else self.kept + 1


def _seen_from_here(fault: DeskError, sheets: _Sheets) -> DeskError:
    """Return the fault as the clerk meets it, with what was kept."""
    kind: type[DeskError] = type(fault)
    if isinstance(fault, (WorkerDied, WorkerOverMemory)):
        kind = ScannerLost
    elif isinstance(fault, WorkerOverTime):
        kind = ScannerHangs
    return kind(**{**fault.context, "kept": sheets.kept, "sheets": sheets.next - 1, "next": sheets.next})


_Driver = Callable[..., "Scanner"]
_standing: dict[tuple[_Driver, tuple[object, ...]], "Scanner"] = {}
"""In a child: the driver that stands by, with what it has asked its device."""


def _made(driver: _Driver, arguments: tuple[object, ...]) -> "Scanner":
    return _standing.get((driver, arguments)) or driver(*arguments)


def _devices(driver: _Driver, arguments: tuple[object, ...]) -> list[Device]:
    return driver(*arguments).devices()


def _stand_by(driver: _Driver, arguments: tuple[object, ...], device: str) -> None:
    made = _standing.setdefault((driver, arguments), driver(*arguments))
    made.stand_by(device)


def _trust(driver: _Driver, arguments: tuple[object, ...], device: str) -> None:
    driver(*arguments).trust(device)


def _scan(
    driver: _Driver, arguments: tuple[object, ...], request: ScanRequest, spool: Path, progress: Progress
) -> Iterator[RawPage]:
    return _made(driver, arguments).scan(request, spool, progress)
