"""The virtual scanner (máy quét ảo): speaks eSCL on loopback and serves given pictures, with named faults.

It serves the rehearsal office, and the tests, where real pages arrive through a real protocol, both to our own client
and through sane-airscan.
"""

import argparse
import io
import os
import re
import ssl
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image

from desk.jobs import parent_lives
from desk.rehearsal.glass_view import View, seen, view_of

_NAMES = (
    'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'
)
_DPIS = (75, 100, 150, 200, 300, 600)


@dataclass
class Faults:
    """What goes wrong, by the number of the side within the job (from 1) it happens before; 0 = never.

    Attributes:
        busy: So many requests for a side are answered with "wait".
        taken: So many requests for a job are answered with "wait", as when another desk is scanning.
        stopped: Before this side somebody stops the job at the device itself.
        skew: Every side is drawn so many degrees aslant, counter-clockwise.
        hang: Before this side the device falls silent.
        truncated: This side breaks off in the middle.
    """

    jam: int = 0
    double_feed: int = 0
    cover: int = 0
    truncated: int = 0
    hang: int = 0
    busy: int = 0
    taken: int = 0
    stopped: int = 0
    skew: float = 0.0
    delay_s: float = 0.0


@dataclass
class _Job:
    source: str
    view: View = field(default_factory=View)
    came: int = 0
    cancelled: bool = False
    over: bool = False


@dataclass
class _State:
    pages: list[Path]
    faults: Faults
    glass: Path | None
    jobs: dict[str, _Job] = field(default_factory=dict)
    stuck: str = ""
    uuid: str = field(default_factory=lambda: str(uuid.uuid4()))
    halted: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    over: threading.Event = field(default_factory=threading.Event)


class VirtualScanner:
    """A scanner on loopback, used as a context manager.

    Args:
        pages: Pictures in the feeder, taken from the front as they are served; with both sides,
            each front before its back. A sheet that is stuck or breaks off lies in front again.
        faults: What goes wrong.
        name: As a person calls it.
        glass: Picture on the glass; None = the first in the feeder lies there too.
        certificate: A PEM file of certificate and key, to be reached by TLS; None = plainly.

    Attributes:
        state: Pages, faults and the device's UUID, which may be changed at any time.
    """

    def __init__(
        self, pages: Sequence[Path], faults: Faults | None = None, name: str = "Sao Y", glass: Path | None = None,
        certificate: Path | None = None,
    ) -> None:
        self.state = _State(list(pages), faults or Faults(), glass or next(iter(pages), None))
        handler = type("Handler", (_Handler,), {"state": self.state, "device": name})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._scheme = "http"
        if certificate is not None:
            self._scheme = "https"
            self.renew(certificate)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> str:
        """Return the address for eSCL clients."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}/eSCL"

    def renew(self, certificate: Path) -> None:
        """Show this certificate from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self._server.tls = context

    @property
    def deleted(self) -> int:
        """Return how many jobs their clients have cancelled."""
        return sum(job.cancelled for job in self.state.jobs.values())

    def load(self, pages: Sequence[Path] = ()) -> None:
        """Put more paper into the feeder and clear what was stuck; without pages, what lies there is fed again."""
        with self.state.lock:
            self.state.pages += pages
            self.state.stuck, self.state.faults = "", Faults()
            self.state.glass = self.state.glass or next(iter(pages), None)

    def start(self) -> "VirtualScanner":
        """Begin to answer."""
        self._thread.start()
        return self

    def close(self) -> None:
        """Stop answering."""
        self.state.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def __enter__(self) -> "VirtualScanner":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    """Takes no notice of clients that leave in mid-answer."""

    daemon_threads = True
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as the library hands them on
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with self.tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # handed on as it came


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    protocol_version = "HTTP/1.1"
    state: _State
    device: str

    def log_message(self, *_: object) -> None:
        """Keep silent; requests are no one's news."""

    def do_GET(self) -> None:
        """Answer capabilities, status and the next side."""
        if self.path.endswith("/ScannerCapabilities"):
            self._answer(200, _capabilities(self.device, self.state.uuid))
        elif self.path.endswith("/ScannerStatus"):
            self._answer(200, _status(self.state))
        elif found := re.search(r"/ScanJobs/([^/]+)/NextDocument$", self.path):
            self._next(found.group(1))
        else:
            self._answer(404)

    def do_POST(self) -> None:
        """Start a job."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        source = "Feeder" if ">Feeder<" in body else "Platen"
        with self.state.lock:
            if self.state.faults.taken:
                self.state.faults.taken -= 1
                self._answer(503, heads=(("Retry-After", "0.1"),))
                return
            if source == "Feeder" and (self.state.stuck or not self.state.pages):
                self._answer(409)
                return
            job = str(uuid.uuid4())
            self.state.jobs[job] = _Job(source, view_of(body))
        host = self.headers.get("Host", "127.0.0.1")
        self._answer(201, heads=(("Location", f"http://{host}/eSCL/ScanJobs/{job}"),))  # devices say http over TLS, too

    def do_DELETE(self) -> None:
        """Cancel a job."""
        job = self.state.jobs.get(self.path.rsplit("/", 1)[-1])
        if job is not None:
            job.cancelled = True
        self._answer(200 if job is not None else 404)

    def _next(self, name: str) -> None:
        job, faults = self.state.jobs.get(name), self.state.faults
        if job is None or job.cancelled:
            self._answer(404)
            return
        coming = job.came + 1
        with self.state.lock:
            if faults.busy:
                faults.busy -= 1
                self._answer(503, heads=(("Retry-After", "0.1"),))
                return
            for number, word in (
                (faults.jam, "Jam"), (faults.double_feed, "MultipickDetected"), (faults.cover, "DoorOpen"),
            ):
                if number == coming:
                    self.state.stuck = word
            if self.state.stuck:
                self._answer(409)
                return
            if faults.stopped == coming:
                self.state.halted.add(name)
                self._answer(404)
                return
            hangs = faults.hang == coming
            page = None if hangs else self._drawn(job)
            if page is None and not hangs:
                job.over = True
                self._answer(404)
                return
        self._serve(page, job, faults)

    def _drawn(self, job: _Job) -> Path | None:
        """Take the next side from the glass or the feeder; None when there is none."""
        if job.source == "Platen":
            return self.state.glass if not job.came else None
        return self.state.pages.pop(0) if self.state.pages else None

    def _serve(self, page: Path | None, job: _Job, faults: Faults) -> None:
        if page is None:
            self.state.over.wait(120)
            self.close_connection = True
            return
        time.sleep(faults.delay_s)
        job.came += 1
        data = (seen(page, job.view) if job.source == "Platen" else None) or as_jpeg(page, faults.skew)
        if faults.truncated != job.came:
            self._answer(200, data, media="image/jpeg")
            return
        self.send_response(200)
        self.send_header("Content-Type", "image/jpeg")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.close_connection = True
        with self.state.lock:
            self.state.pages.insert(0, page)

    def _answer(
        self, status: int, body: bytes = b"", media: str = "text/xml", heads: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        for name, value in heads:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def as_jpeg(page: Path, skew: float = 0.0) -> bytes:
    """Return a page's bytes when it is a straight JPEG, else the picture coded as one, as a scanner would send it."""
    data = page.read_bytes()
    if data.startswith(b"\xff\xd8") and not skew:
        return data
    packed = io.BytesIO()
    with Image.open(io.BytesIO(data)) as picture:
        dpi = picture.info.get("dpi", (300, 300))
        drawn = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
        slanted = drawn.rotate(skew, Image.Resampling.BILINEAR, fillcolor="white") if skew else drawn
        slanted.save(packed, "JPEG", quality=92, dpi=dpi)
    return packed.getvalue()


def _capabilities(device: str, identity: str = "") -> bytes:
    steps = "".join(
        f"<scan:DiscreteResolution><scan:XResolution>{dpi}</scan:XResolution><scan:YResolution>{dpi}</scan:YResolution>"
        "</scan:DiscreteResolution>"
        for dpi in _DPIS
    )
    caps = (
        "<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight>"
        "<scan:MaxHeight>4200</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions><scan:SettingProfiles>"
        "<scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>"
        "<scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes><scan:DocumentFormats>"
        "<pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>"
        "<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>"
        f"<scan:SupportedResolutions><scan:DiscreteResolutions>{steps}</scan:DiscreteResolutions>"
        "</scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><scan:ScannerCapabilities {_NAMES}><pwg:Version>2.63</pwg:Version>'
        f"<pwg:MakeAndModel>{device}</pwg:MakeAndModel><pwg:SerialNumber>0</pwg:SerialNumber>"
        f"<scan:UUID>{identity}</scan:UUID>"
        f"<scan:Platen><scan:PlatenInputCaps>{caps}</scan:PlatenInputCaps></scan:Platen>"
        f"<scan:Adf><scan:AdfSimplexInputCaps>{caps}</scan:AdfSimplexInputCaps>"
        f"<scan:AdfDuplexInputCaps>{caps}</scan:AdfDuplexInputCaps><scan:FeederCapacity>50</scan:FeederCapacity>"
        "<scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption><scan:AdfOption>Duplex</scan:AdfOption>"
        "</scan:AdfOptions></scan:Adf></scan:ScannerCapabilities>"
    ).encode()


def _status(state: _State) -> bytes:
    feeder = state.stuck or ("Loaded" if state.pages else "Empty")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><scan:ScannerStatus {_NAMES}><pwg:Version>2.63</pwg:Version>'
        f"<pwg:State>Idle</pwg:State><scan:AdfState>ScannerAdf{feeder}</scan:AdfState>"
        f"<scan:Jobs>{_jobs(state)}</scan:Jobs></scan:ScannerStatus>"
    ).encode()


def _jobs(state: _State) -> str:
    """Tell of the jobs that somebody stopped at the device."""
    return "".join(
        f"<scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/{job}</pwg:JobUri><pwg:JobState>Canceled</pwg:JobState></scan:JobInfo>"
        for job in state.halted
    )


def airscan_config(folder: Path, address: str, name: str = "Sao Y") -> Path:
    """Write a private SANE configuration that knows the `test` device and this scanner alone; return the folder.

    SANE finds it by the environment variable SANE_CONFIG_DIR; nothing of the system is changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dll.conf").write_text("test\nairscan\n", "ascii")
    (folder / "airscan.conf").write_text(
        f'[devices]\n"{name}" = {address}/, eSCL\n[options]\ndiscovery = disable\n', "utf-8"
    )
    return folder


# -- as a process of its own ------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the pictures of a folder until the parent process ends: `python -m desk.rehearsal.virtual_scanner`."""
    parser = argparse.ArgumentParser(prog="virtual_scanner", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port-file", type=Path, required=True, help="gets the address, once it answers")
    options = parser.parse_args(argv)
    with VirtualScanner(_pictures(options.folder)) as scanner:
        part = options.port_file.with_suffix(".part")
        part.write_text(scanner.address, "ascii")
        part.replace(options.port_file)
        _serve_until_parent_ends(scanner, options.folder)
    return 0


def _pictures(folder: Path) -> list[Path]:
    return sorted(f for f in folder.iterdir() if f.is_file() and not f.name.startswith("."))


def _serve_until_parent_ends(scanner: VirtualScanner, folder: Path) -> None:
    """Fill the feeder again whenever it has run empty, and leave with the parent."""
    parent = os.getppid()
    while parent_lives(parent, seconds=0.5):
        if not scanner.state.pages and all(job.cancelled or job.over for job in scanner.state.jobs.values()):
            scanner.load(_pictures(folder))


if __name__ == "__main__":
    sys.exit(main())
