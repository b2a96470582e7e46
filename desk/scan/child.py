"""Any scanner in a process of its own, which can be ended without harm (máy quét trong tiến trình riêng)."""

from collections.abc import Callable, Iterator
from pathlib import Path

from desk.errors import DeskError, ScannerHangs, ScannerLost, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Limits, Progress, call_limited, stream_limited
from desk.model.scanning import Device, RawPage, ScanRequest
from desk.ports import Scanner

_LOOK = Limits(wall_s=8.0)
_SILENCE = Limits(wall_s=90.0)
"""A side at 600 dpi takes some devices a minute without a sign of life."""


class ChildScanner:
    """Runs a driver in a child: a crash, a hang or a broken library costs the child, never a side that came."""

    def __init__(
        self, name: str, driver: Callable[..., Scanner], arguments: Callable[[], tuple[object, ...]],
        silence: Limits = _SILENCE,
    ) -> None:
        self.name = name
        self._driver, self._arguments, self._silence = driver, arguments, silence

    def devices(self) -> list[Device]:
        """List the driver's devices; a driver that takes over 8 s or dies has none."""
        try:
            return call_limited(_devices, self._driver, self._arguments(), limits=_LOOK)
        except (WorkerDied, WorkerOverTime, WorkerOverMemory):
            return []

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable; a driver that dies or hangs keeps what came.

        Raises:
            ScannerLost: the driver's process ended. ScannerHangs: 90 s without a sign of life.
        """
        kept = 0
        sides = stream_limited(
            _scan, self._driver, self._arguments(), request, spool, limits=self._silence, progress=progress
        )
        try:
            for side in sides:
                kept += 1
                yield side
        except (WorkerDied, WorkerOverMemory) as fault:
            raise ScannerLost(kept=kept, next=kept + 1) from fault
        except WorkerOverTime as fault:
            raise ScannerHangs(kept=kept, next=kept + 1) from fault
        except DeskError as fault:
            raise type(fault)(**{**fault.context, "kept": kept, "next": kept + 1}) from fault


def _devices(driver: Callable[..., Scanner], arguments: tuple[object, ...]) -> list[Device]:
    return driver(*arguments).devices()


def _scan(
    driver: Callable[..., Scanner], arguments: tuple[object, ...], request: ScanRequest, spool: Path, progress: Progress
) -> Iterator[RawPage]:
    return driver(*arguments).scan(request, spool, progress)
