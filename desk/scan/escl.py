"""Network scanners by eSCL (Mopria, «AirScan»): our own client, the same on Windows and Linux, without a driver.

Sources: Mopria eSCL Technical Specification 2.97 (ScanJobs, NextDocument, ScannerStatus, AdfState).
"""

import time
from collections.abc import Iterator, Sequence
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
    ScannerLost,
    SourceUnsupported,
)
from desk.jobs import Progress
from desk.model.scanning import Device, RawPage, ScanRequest, Source
from desk.scan.line import LARGEST_PAGE, Ask, Line
from desk.scan.spooling import lay_down, next_number, sniff

SCAN = "{http://schemas.hp.com/imaging/escl/2011/05/03}"
PWG = "{http://www.pwg.org/schemas/2010/12/sm}"

_PAGE_S = 80.0
_START_S = 20.0
_BUSY_S = 15.0
_WARMING_S = 60.0

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

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.6</pwg:Version><scan:Intent>Document</scan:Intent>
<pwg:ScanRegions><pwg:ScanRegion><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
<pwg:XOffset>0</pwg:XOffset><pwg:YOffset>0</pwg:YOffset><pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions><pwg:InputSource>{source}</pwg:InputSource><scan:Duplex>{duplex}</scan:Duplex>
<scan:ColorMode>{colour}</scan:ColorMode><scan:XResolution>{dpi}</scan:XResolution>
<scan:YResolution>{dpi}</scan:YResolution><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:ScanSettings>"""


class EsclScanner:
    """Speaks eSCL to devices at given addresses such as "http://192.168.1.20/eSCL".

    Args:
        addresses: Where the devices are.
        page_s: Longest silence while a side is drawn.
        busy_s: How long a device that is busy with others is waited for.
    """

    name = "escl"

    def __init__(self, addresses: Sequence[str], page_s: float = _PAGE_S, busy_s: float = _BUSY_S) -> None:
        self._addresses, self._page_s, self._busy_s = addresses, page_s, busy_s

    def devices(self) -> list[Device]:
        """List the devices that answer."""
        found = []
        for address in self._addresses:
            try:
                line = Line(address)
                found.append(_device(line, _capabilities(line)))
            except DeskError:
                continue
        return found

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable in the spool; a job that does not end by itself is deleted.

        Raises:
            ScannerAbsent, ScannerBusy, FeederEmpty, PaperJam, DoubleFeed, CoverOpen, PageTruncated, ScannerLost,
            ScannerHangs, SourceUnsupported, Cancelled.
        """
        line = Line(request.device.removeprefix("escl:"))
        with line.heeding(progress):
            settings = _Settings(line, request)
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

    def _start(self, line: Line, settings: "_Settings", progress: Progress) -> str:
        """Start the job and return its path."""
        until = time.monotonic() + self._busy_s
        while True:
            answer = line.ask(Ask("POST", "ScanJobs", settings.body, timeout_s=_START_S))
            if answer.status == 201:
                return line.own(answer.head("Location"))
            state = _state(line)
            if state in _FAULT_OF_STATE and settings.from_feeder:
                raise _FAULT_OF_STATE[state]
            if answer.status not in (409, 503):
                raise ScannerLost(device=line.address)
            if time.monotonic() + answer.wait_s > until:
                raise ScannerBusy(device=line.address)
            progress.rest(answer.wait_s)


class _Settings:
    """What a request means on this very device: its nearest source, resolution and size."""

    def __init__(self, line: Line, request: ScanRequest) -> None:
        root = _capabilities(line)
        device = _device(line, root)
        source = _source(line, request, device)
        self.from_feeder = source is Source.FEEDER
        duplex = request.duplex and self.from_feeder
        self.dpi = next((dpi for dpi in device.dpis if dpi >= request.dpi), max(device.dpis, default=request.dpi))
        feeder = f"{SCAN}Adf/{SCAN}Adf{'Duplex' if duplex else 'Simplex'}InputCaps"
        caps = root.find(feeder if self.from_feeder else f"{SCAN}Platen/{SCAN}PlatenInputCaps")
        self.body = _SETTINGS.format(
            width=_within(request.width_mm, caps, "MaxWidth"), height=_within(request.height_mm, caps, "MaxHeight"),
            source="Feeder" if self.from_feeder else "Platen", duplex="true" if duplex else "false",
            colour="RGB24" if request.colour else "Grayscale8", dpi=self.dpi,
        )  # fmt: skip


def _within(wanted_mm: float, caps: Element | None, name: str) -> int:
    """Return a length in 1/300 inch, no longer than the device can."""
    most = (caps.findtext(f"{SCAN}{name}") or "") if caps is not None else ""
    wanted = round(wanted_mm / 25.4 * 300)
    return min(wanted, int(most)) if most.isdecimal() else wanted


def _source(line: Line, request: ScanRequest, device: Device) -> Source:
    wanted = request.source
    if wanted is Source.AUTO:
        loaded = Source.FEEDER in device.sources and _state(line) != "ScannerAdfEmpty"
        wanted = Source.FEEDER if loaded or Source.GLASS not in device.sources else Source.GLASS
    if wanted not in device.sources or (request.duplex and not device.duplex):
        raise SourceUnsupported(source=wanted.value)
    return wanted


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
        fault = _FAULT_OF_STATE.get(_state(self._line)) if self._from_feeder else None
        if fault is not None and not (fault is FeederEmpty and came):
            raise fault
        if status not in (404, 410) or (not came and not self._from_feeder):
            raise ScannerLost(device=self._line.address)
        self.ended = True


def _whole(data: bytes) -> bytes:
    """Return a side that is whole; PageTruncated when a JPEG breaks off (no EOI marker, ITU-T T.81 §B.1.1.3)."""
    kind = sniff(data)
    if not kind or (kind == "image/jpeg" and b"\xff\xd9" not in data[-4096:]):
        raise PageTruncated
    return data


def _capabilities(line: Line) -> Element:
    answer = line.ask(Ask("GET", "ScannerCapabilities"))
    if answer.status == 503:
        raise ScannerBusy(device=line.address)
    if answer.status != 200:
        raise ScannerAbsent(device=line.address)
    return answer.xml()


def _device(line: Line, root: Element) -> Device:
    sources = [Source.GLASS] if root.find(f"{SCAN}Platen") is not None else []
    sources += [Source.FEEDER] if root.find(f"{SCAN}Adf") is not None else []
    steps = root.findall(f".//{SCAN}DiscreteResolution/{SCAN}XResolution")
    return Device(
        id=f"escl:{line.address}", name=root.findtext(f"{PWG}MakeAndModel") or line.address, driver="escl",
        sources=(*sources, Source.AUTO), duplex=root.find(f"{SCAN}Adf/{SCAN}AdfDuplexInputCaps") is not None,
        dpis=tuple(sorted({int(step.text) for step in steps if step.text and step.text.isdecimal()})),
    )  # fmt: skip


def _state(line: Line) -> str:
    """Return the feeder's state, "" when the device does not tell."""
    try:
        return line.ask(Ask("GET", "ScannerStatus")).xml().findtext(f"{SCAN}AdfState") or ""
    except ScannerAbsent as fault:
        raise ScannerLost(device=line.address) from fault
