"""Network scanners by eSCL (Mopria, «AirScan»): our own client, the same on Windows and Linux, without a driver.

Sources: Mopria eSCL Technical Specification 2.97 (ScanJobs, NextDocument, ScannerStatus, AdfState, JobState).
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from desk.errors import (
    CoverOpen,
    DeskError,
    DoubleFeed,
    FeederEmpty,
    PageTruncated,
    PaperJam,
    ScannerAbsent,
    ScannerBusy,
    ScannerChanged,
    ScannerLost,
    ScannerStopped,
)
from desk.jobs import Progress
from desk.model.scanning import Device, RawPage, ScanRequest, Source
from desk.scan.escl_device import PWG, SCAN, Settings, read_device
from desk.scan.finding import find
from desk.scan.known import Known
from desk.scan.line import LARGEST_PAGE, Ask, Line
from desk.scan.network import Network
from desk.scan.overrides import corrected
from desk.scan.spooling import has_end, lay_down, next_number, sniff

_PAGE_S = 80.0
_START_S = 20.0
_BUSY_S = 15.0
_WARMING_S = 60.0
_FIND_S = 2.5
_LOOK_S = 5.0
_FRESH_S = 600.0
"""What a device said of itself is believed for so long when a scan was made ready."""

_FAULT_OF_STATE: dict[str, type[DeskError]] = {
    "ScannerAdfJam": PaperJam,
    "ScannerAdfMispick": PaperJam,
    "ScannerAdfMultipickDetected": DoubleFeed,
    "ScannerAdfHatchOpen": CoverOpen,
    "ScannerAdfDoorOpen": CoverOpen,
    "ScannerAdfInputTrayFailed": PaperJam,
    "ScannerAdfInputTrayOverloaded": PaperJam,
    "ScannerAdfDuplexPageTooShort": PaperJam,
    "ScannerAdfDuplexPageTooLong": PaperJam,
    "ScannerAdfEmpty": FeederEmpty,
}
"""AdfState of the specification, and DoorOpen, which devices send for HatchOpen."""


@dataclass(frozen=True, slots=True)
class _Ready:
    root: Element
    at: float = field(default_factory=time.monotonic)


class EsclScanner:
    """Speaks eSCL to devices at given addresses such as "http://192.168.1.20/eSCL", and to those it finds.

    Args:
        addresses: Where devices are, as written by hand.
        network: How others are found and remembered.
        page_s: Longest silence while a side is drawn.
        busy_s: How long a device that is busy with others is waited for.
    """

    name = "escl"

    def __init__(
        self,
        addresses: Sequence[str],
        network: Network | None = None,
        page_s: float = _PAGE_S,
        busy_s: float = _BUSY_S,
    ) -> None:
        self._addresses, self._page_s, self._busy_s = addresses, page_s, busy_s
        self._network = network or Network()
        self._known = Known(self._network.file)
        self._ready: dict[str, _Ready] = {}

    def devices(self) -> list[Device]:
        """List the devices that answer within 5 s, each once: by hand, found, or at its last good address.

        One whose certificate has changed is listed with that trouble.
        """
        until = time.monotonic() + _LOOK_S
        asking = ThreadPoolExecutor(16)
        by_hand = [asking.submit(self._look, address, by_hand=True) for address in self._addresses]
        last = [asking.submit(self._look, address) for address in set(self._known.addresses().values())]
        services = find(_FIND_S, self._network.interfaces) if self._network.find else []
        looks = [*by_hand, *(asking.submit(self._look, service.address) for service in services), *last]
        wait(looks, max(0.0, until - time.monotonic()))
        asking.shutdown(wait=False, cancel_futures=True)
        each: dict[str, Device] = {}
        for look in looks:
            device = look.result() if look.done() and not look.cancelled() else None
            if device is not None and device.id not in {one.id for one in each.values()}:
                each.setdefault(device.key, device)
        for device in each.values():
            if not device.trouble:
                self._known.remember(device.identity, device.id.removeprefix("escl:"))
        return corrected(list(each.values()), self._network.own)

    def _look(self, address: str, *, by_hand: bool = False) -> Device | None:
        """Return the device at an address, None when none answers.

        One that has shown a certificate before is not taken over a plain line, unless a person wrote that address.
        """
        try:
            line = Line(address, self._known)
            device = self._met(line, _capabilities(line))
        except ScannerChanged as fault:
            name = address.rstrip("/")
            return Device(f"escl:{name}", name, "escl", (Source.AUTO,), trouble=fault.code)
        except DeskError:
            return None
        return device if line.certificate or by_hand or not self._known.is_met(device.identity) else None

    def _met(self, line: Line, root: Element) -> Device:
        """Return the device behind a line, once its identity goes with its certificate."""
        device = read_device(line, root)
        if line.certificate and device.identity:
            self._known.meet([line.place, device.identity], line.certificate)
        return device

    def stand_by(self, device: str) -> None:
        """Ask a device already what it can, so that the next scan need not; one that does not answer is left.

        One that shows another certificate than before is left too: the scan itself asks it again, and tells of it.
        """
        address = device.removeprefix("escl:")
        try:
            line = Line(address, self._known)
            root = _capabilities(line)
            self._met(line, root)
            self._ready[address] = _Ready(root)
        except DeskError:
            self._ready.pop(address, None)

    def trust(self, device: str) -> None:
        """Take the other certificate that a device was last seen to have."""
        self._known.trust(Line(device.removeprefix("escl:")).place)

    def close(self) -> None:
        """Nothing is held open."""

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable in the spool; a job that does not end by itself is deleted.

        With `Source.AUTO` paper in the feeder goes first, and without any the glass is drawn.

        Raises:
            ScannerAbsent, ScannerBusy, ScannerChanged, FeederEmpty, PaperJam, DoubleFeed, CoverOpen, PageTruncated,
            ScannerLost, ScannerStopped, ScannerHangs, SourceUnsupported, Cancelled.
        """
        line = Line(request.device.removeprefix("escl:"), self._known)
        with line.heeding(progress):
            root = self._told(line)
            device = (corrected([self._met(line, root)], self._network.own) or [read_device(line, root)])[0]
            loaded = request.source is Source.AUTO and _feeder(_status(line)) != "ScannerAdfEmpty"
            settings = Settings(device, root, request, loaded=loaded)
            came = 0
            try:
                for side in self._sides(line, settings, request, spool, progress):
                    came += 1
                    yield side
            except FeederEmpty:
                if came or request.source is not Source.AUTO or Source.GLASS not in device.sources:
                    raise
                settings = Settings(device, root, request, loaded=False)
                yield from self._sides(line, settings, request, spool, progress)

    def _told(self, line: Line) -> Element:
        """Return what the device says of itself, now or when the scan was made ready."""
        ready = self._ready.pop(line.address, None)
        fresh = ready is not None and time.monotonic() - ready.at < _FRESH_S
        return ready.root if ready is not None and fresh else _capabilities(line)

    def _sides(
        self, line: Line, settings: Settings, request: ScanRequest, spool: Path, progress: Progress
    ) -> Iterator[RawPage]:
        job = _Job(line, self._start(line, settings, progress), self._page_s, from_feeder=settings.from_feeder)
        number, came = next_number(spool), 0
        try:
            while request.limit is None or came < request.limit:
                data = job.next(came, progress)
                if data is None:
                    break
                came += 1
                yield lay_down(spool, data, sniff(data), settings.dpi, number)
                progress.say(came, max(request.limit or 0, came + 1))
                number += 1
        finally:
            if not job.ended:
                line.quietly("DELETE", job.path)

    def _start(self, line: Line, settings: Settings, progress: Progress) -> str:
        """Start the job and return its path."""
        until = time.monotonic() + self._busy_s
        while True:
            answer = line.ask(Ask("POST", "ScanJobs", settings.body, timeout_s=_START_S))
            if answer.status == 201:
                return line.own(answer.head("Location"))
            state = _feeder(_status(line))
            if state in _FAULT_OF_STATE and settings.from_feeder:
                raise _FAULT_OF_STATE[state]
            if answer.status not in (409, 503):
                raise ScannerLost(device=line.address)
            if time.monotonic() + answer.wait_s > until:
                raise ScannerBusy(device=line.address)
            progress.say(0, 1)
            progress.rest(answer.wait_s)


class _Job:
    """A job of the device: gives side after side until the paper ends."""

    def __init__(self, line: Line, path: str, page_s: float, *, from_feeder: bool) -> None:
        self._line, self.path, self._page_s, self._from_feeder = line, path, page_s, from_feeder
        self.ended = False

    def next(self, came: int, progress: Progress) -> bytes | None:
        """Return the next side whole, or None when the paper has ended."""
        until = time.monotonic() + _WARMING_S

        def alive() -> None:
            progress.say(came, came + 1)

        ask = Ask("GET", f"{self.path}/NextDocument", "", self._page_s, LARGEST_PAGE, alive)
        while time.monotonic() < until:
            progress.check()
            try:
                answer = self._line.ask(ask)
            except ScannerAbsent as fault:
                raise ScannerLost(device=self._line.address) from fault
            if answer.status == 200:
                return _whole(answer.body)
            if answer.status != 503:
                self._end(answer.status, came)
                return None
            alive()
            progress.rest(answer.wait_s)
        raise ScannerBusy(device=self._line.address)

    def _end(self, status: int, came: int) -> None:
        """Take note that no side comes any more; raise the reason when it is not the end of the paper."""
        told = _status(self._line)
        fault = _FAULT_OF_STATE.get(_feeder(told)) if self._from_feeder else None
        if fault is not None and not (fault is FeederEmpty and came):
            raise fault
        if _stopped(told, self.path):
            raise ScannerStopped(device=self._line.address)
        if self._from_feeder and not came and status in (404, 410) and not _feeder(told):
            raise FeederEmpty  # a device that does not tell of its feeder, and drew nothing
        if status not in (404, 410) or not came:
            raise ScannerLost(device=self._line.address)
        self.ended = True


def _whole(data: bytes) -> bytes:
    """Return a side that is whole; PageTruncated when it is none we take or breaks off."""
    if not has_end(data[:16], data[-4096:]):
        raise PageTruncated
    return data


def _capabilities(line: Line) -> Element:
    answer = line.ask(Ask("GET", "ScannerCapabilities"))
    if answer.status == 503:
        raise ScannerBusy(device=line.address)
    if answer.status != 200:
        raise ScannerAbsent(device=line.address)
    return answer.xml()


def _status(line: Line) -> Element:
    """Return what the device says of its state."""
    try:
        return line.ask(Ask("GET", "ScannerStatus")).xml()
    except ScannerAbsent as fault:
        raise ScannerLost(device=line.address) from fault


def _feeder(status: Element) -> str:
    """Return the feeder's state, "" when the device does not tell."""
    return status.findtext(f"{SCAN}AdfState") or ""


def _stopped(status: Element, path: str) -> bool:
    """Tell whether the device lists our job as one that somebody or something stopped."""
    for job in status.iter(f"{SCAN}JobInfo"):
        theirs = (job.findtext(f"{PWG}JobUri") or "").rstrip("/").rpartition("/")[2]
        if theirs == path.rpartition("/")[2]:
            return (job.findtext(f"{PWG}JobState") or "") in ("Canceled", "Aborted")
    return False
