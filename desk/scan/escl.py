"""Network scanners by eSCL (Mopria, «AirScan»): our own client, the same on Windows and Linux, without a driver.

Only devices on this machine or the office's own network are spoken to; redirects are not followed, and a job must
live on the device that made it.
"""

import http.client
import ipaddress
import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

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
from desk.scan.spooling import lay_down, next_number

SCAN = "{http://schemas.hp.com/imaging/escl/2011/05/03}"
PWG = "{http://www.pwg.org/schemas/2010/12/sm}"

_LOOK_S, _PAGE_S = 4.0, 80.0
_LARGEST_PAGE = 64 << 20
_PATIENCE = 60
_BLOCK = 1 << 16

_FAULT_OF_STATE: dict[str, type[DeskError]] = {
    "ScannerAdfJam": PaperJam,
    "ScannerAdfMispick": PaperJam,
    "ScannerAdfMultipickDetected": DoubleFeed,
    "ScannerAdfHatchOpen": CoverOpen,
    "ScannerAdfInputTrayFailed": PaperJam,
    "ScannerAdfEmpty": FeederEmpty,
}

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
    """Speaks eSCL to devices at given addresses such as "http://192.168.1.20/eSCL"."""

    name = "escl"

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses

    def devices(self) -> list[Device]:
        """List the devices that answer."""
        found = []
        for address in self._addresses:
            try:
                found.append(_capabilities(_Line(address)))
            except DeskError:
                continue
        return found

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable in the spool.

        Raises:
            ScannerAbsent, ScannerBusy, FeederEmpty, PaperJam, DoubleFeed, CoverOpen, PageTruncated, ScannerLost,
            SourceUnsupported, Cancelled.
        """
        line = _Line(request.device.removeprefix("escl:"))
        job = _start(line, request, _source(line, request))
        number, done = next_number(spool), False
        try:
            came = 0
            while request.limit is None or came < request.limit:
                data = _next(line, job, came, progress)
                if data is None:
                    break
                came += 1
                yield lay_down(spool, data, "image/jpeg", request.dpi, number)
                number += 1
            done = True
        finally:
            if not done:
                line.quietly("DELETE", job)


class _Line:
    """The connection to one device: its host, and requests with limits of time and size."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not _near(parts.hostname or ""):
            raise ScannerAbsent(device=address)
        self._parts = parts

    def _open(self, timeout_s: float) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "https":
            unverified = ssl.create_default_context()
            unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
            return http.client.HTTPSConnection(host, port, timeout=timeout_s, context=unverified)
        return http.client.HTTPConnection(host, port, timeout=timeout_s)

    def ask(self, method: str, path: str, body: str = "", timeout_s: float = _LOOK_S) -> "_Answer":
        """Make one request; ScannerAbsent when nobody answers, PageTruncated when the answer is not whole."""
        try:
            with closing(self._open(timeout_s)) as connection:
                connection.request(method, self._path(path), body.encode() or None, {"Content-Type": "text/xml"})
                answer = connection.getresponse()
                return _Answer(answer.status, dict(answer.getheaders()), _body(answer))
        except http.client.IncompleteRead as fault:
            raise PageTruncated from fault
        except (OSError, http.client.HTTPException) as fault:
            raise ScannerAbsent(device=self.address) from fault

    def quietly(self, method: str, path: str) -> None:
        """Make a request whose failure changes nothing any more."""
        try:
            self.ask(method, path)
        except DeskError:
            return

    def _path(self, path: str) -> str:
        return path if path.startswith("/") else f"{self._parts.path}/{path}"

    def own(self, location: str) -> str:
        """Return the path of a job's address if it lives on this device; ScannerLost otherwise."""
        there: SplitResult = urlsplit(location)
        if there.hostname not in (None, self._parts.hostname) or not there.path:
            raise ScannerLost(device=self.address)
        return there.path.rstrip("/")


class _Answer:
    """Status, heads and body of one answer."""

    def __init__(self, status: int, heads: dict[str, str], body: bytes) -> None:
        self.status, self.body = status, body
        self.heads = {name.lower(): value for name, value in heads.items()}

    def xml(self) -> Element:
        """Return the body as XML; ScannerLost when it is none."""
        try:
            root: Element = fromstring(self.body)
        except (ParseError, DefusedXmlException) as fault:
            raise ScannerLost from fault
        return root


def _near(host: str) -> bool:
    """Tell whether a host is this machine or on the office's own network; names are the network's own business."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return bool(host)
    return address.is_private or address.is_loopback or address.is_link_local


def _body(answer: http.client.HTTPResponse) -> bytes:
    data = bytearray()
    while block := answer.read(_BLOCK):
        data += block
        if len(data) > _LARGEST_PAGE:
            raise PageTruncated(limit=_LARGEST_PAGE)
    if answer.length:
        raise PageTruncated
    return bytes(data)


def _capabilities(line: _Line) -> Device:
    root = line.ask("GET", "ScannerCapabilities").xml()
    sources = [Source.GLASS] if root.find(f"{SCAN}Platen") is not None else []
    sources += [Source.FEEDER] if root.find(f"{SCAN}Adf") is not None else []
    steps = root.findall(f".//{SCAN}DiscreteResolution/{SCAN}XResolution")
    return Device(
        id=f"escl:{line.address}", name=root.findtext(f"{PWG}MakeAndModel") or line.address, driver="escl",
        sources=(*sources, Source.AUTO), duplex=root.find(f"{SCAN}Adf/{SCAN}AdfDuplexInputCaps") is not None,
        dpis=tuple(sorted({int(step.text) for step in steps if step.text and step.text.isdigit()})),
    )


def _state(line: _Line) -> str:
    """Return the feeder's state, "" when the device does not tell."""
    return line.ask("GET", "ScannerStatus").xml().findtext(f"{SCAN}AdfState") or ""


def _source(line: _Line, request: ScanRequest) -> str:
    device = _capabilities(line)
    wanted = request.source
    if wanted is Source.AUTO:
        loaded = Source.FEEDER in device.sources and _state(line) != "ScannerAdfEmpty"
        wanted = Source.FEEDER if loaded or Source.GLASS not in device.sources else Source.GLASS
    if wanted not in device.sources or (request.duplex and not device.duplex):
        raise SourceUnsupported(source=wanted.value)
    return "Feeder" if wanted is Source.FEEDER else "Platen"


def _start(line: _Line, request: ScanRequest, source: str) -> str:
    body = _SETTINGS.format(
        width=round(request.width_mm / 25.4 * 300), height=round(request.height_mm / 25.4 * 300), source=source,
        duplex="true" if request.duplex and source == "Feeder" else "false",
        colour="RGB24" if request.colour else "Grayscale8", dpi=request.dpi,
    )
    for _ in range(5):
        answer = line.ask("POST", "ScanJobs", body, timeout_s=20.0)
        if answer.status == 201:
            return line.own(answer.heads.get("location", ""))
        if answer.status != 503:
            raise _FAULT_OF_STATE.get(_state(line), ScannerBusy)()
        time.sleep(_wait_s(answer))
    raise ScannerBusy


def _wait_s(answer: _Answer) -> float:
    asked = answer.heads.get("retry-after", "1")
    return min(10.0, float(asked)) if asked.replace(".", "", 1).isdigit() else 1.0


def _next(line: _Line, job: str, came: int, progress: Progress) -> bytes | None:
    """Return the next side, or None when the paper has ended."""
    for _ in range(_PATIENCE):
        progress.check()
        answer = line.ask("GET", f"{job}/NextDocument", timeout_s=_PAGE_S)
        if answer.status == 200:
            return answer.body
        if answer.status == 503:
            time.sleep(_wait_s(answer))
            continue
        state = _state(line)
        fault = _FAULT_OF_STATE.get(state)
        if fault is not None and not (fault is FeederEmpty and came):
            raise fault
        if answer.status in (404, 410):
            return None
        raise ScannerLost(device=line.address)
    raise ScannerBusy
