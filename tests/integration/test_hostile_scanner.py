"""A device on the network may be broken or hostile: whatever it sends, the client ends in a fault, in time."""

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk.errors import DeskError, PageTruncated, ScannerAbsent, ScannerHangs, ScannerLost
from desk.jobs import Progress
from desk.model.scanning import ScanRequest, Source
from desk.rehearsal import virtual_scanner
from desk.scan.escl import EsclScanner
from desk.scan.line import LARGEST_PAGE

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<ScannerCapabilities>&b;</ScannerCapabilities>"
)
FETCH = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a SYSTEM "file:///etc/passwd">]><z>&a;</z>'


def whole(body: bytes, media: str = "text/xml", status: str = "200 OK", heads: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n{heads}\r\n".encode() + body


CAPS = whole(virtual_scanner._capabilities("hostile"))
LOADED = whole(b'<s:ScannerStatus xmlns:s="http://schemas.hp.com/imaging/escl/2011/05/03"/>')
JOB = whole(b"", status="201 Created", heads="Location: /eSCL/ScanJobs/1\r\n")
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 5000 + b"\xff\xd9"
END = whole(b"", status="404 Not Found")


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        request = self.rfile.readline().decode()
        while self.rfile.readline().strip():
            pass
        answers: dict[str, list[bytes]] = self.server.answers  # type: ignore[attr-defined]  # set by the fixture
        for part, pieces in answers.items():
            if part in request:
                try:
                    for piece in pieces.pop(0) if pieces and isinstance(pieces[0], list) else pieces:
                        self.wfile.write(piece)
                        self.wfile.flush()
                        if len(pieces) > 5:
                            time.sleep(0.1)
                except ConnectionError:
                    return
                return


Device = Callable[..., str]


@pytest.fixture
def device() -> Iterator[Device]:
    """Serve raw answers by what stands in the request line; the rest is as of a sound device."""
    running: list[socketserver.ThreadingTCPServer] = []

    def serve(**raw: list[bytes]) -> str:
        sound = {"ScannerCapabilities": [CAPS], "ScannerStatus": [LOADED], "POST": [JOB], "NextDocument": [END]}
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler)
        server.daemon_threads = True
        server.answers = sound | raw  # type: ignore[attr-defined]  # read by the handler
        running.append(server)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/eSCL"

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


def scan(address: str, spool: Path) -> list[bytes]:
    request = ScanRequest(f"escl:{address}", Source.FEEDER)
    sides = EsclScanner((address,), page_s=1.0, busy_s=0.5).scan(request, spool, Progress())
    return [side.path.read_bytes() for side in sides]


def test_a_sound_device_gives_its_side_here_too(device: Device, tmp_path: Path) -> None:
    assert scan(device(NextDocument=[[whole(JPEG, "image/jpeg")], [END]]), tmp_path) == [JPEG]


@pytest.mark.parametrize(
    "capabilities",
    [
        [whole(BOMB)],
        [whole(FETCH)],
        [whole(b"no XML")],
        [whole(b"\xff\xfe\x00")],
        [b"SSH-2.0-OpenSSH_9.6\r\n"],
        [b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"],
        [whole(b"", status="302 Found", heads="Location: http://127.0.0.1:1/eSCL/ScannerCapabilities\r\n")],
        [whole(b" " * (2 << 20))],
        [b""],
    ],
)
def test_a_device_that_talks_nonsense_is_not_listed_and_scanning_is_a_fault(
    device: Device, tmp_path: Path, capabilities: list[bytes]
) -> None:
    address, start = device(ScannerCapabilities=capabilities), time.monotonic()

    assert EsclScanner((address,)).devices() == []
    with pytest.raises(DeskError):
        scan(address, tmp_path)

    assert time.monotonic() - start < 5


def test_a_redirect_is_not_followed(device: Device, tmp_path: Path) -> None:
    with pytest.raises(ScannerAbsent):
        scan(device(ScannerCapabilities=[whole(b"", status="302 Found", heads="Location: /elsewhere\r\n")]), tmp_path)


def test_a_job_that_lives_elsewhere_is_not_fetched(device: Device, tmp_path: Path) -> None:
    away = whole(b"", status="201 Created", heads="Location: http://127.0.0.2/eSCL/ScanJobs/1\r\n")

    with pytest.raises(ScannerLost):
        scan(device(POST=[away]), tmp_path)


@pytest.mark.parametrize("location", ["http://[::1/eSCL/1", "//evil.example/1", "/eSCL/a b", "eSCL", ""])
def test_a_job_whose_address_is_none_is_a_fault(device: Device, tmp_path: Path, location: str) -> None:
    strange = whole(b"", status="201 Created", heads=f"Location: {location}\r\n")

    with pytest.raises(ScannerLost):
        scan(device(POST=[strange]), tmp_path)


def test_what_a_device_says_of_itself_is_bounded(device: Device) -> None:
    vast = (
        virtual_scanner._capabilities("Evil\x7f &lt;b&gt;" + "A" * 9000, "not-a-uuid")
        .replace(b">600<", b">" + b"9" * 6000 + b"<").replace(b">2550<", b">" + "²".encode() + b"<")
    )  # fmt: skip

    (found,) = EsclScanner((device(ScannerCapabilities=[whole(vast)]),)).devices()

    assert (len(found.name), found.name[:9], found.identity) == (80, "Evil <b>A", "")
    assert found.dpis == (75, 100, 150, 200, 300)
    assert found.width_mm == 0.0


def test_a_device_that_drips_hides_no_other(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.scan.escl._LOOK_S", 1.0)
    dripping = device(ScannerCapabilities=[b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", *[b"."] * 25])
    sound = device()

    found = EsclScanner((dripping, sound)).devices()

    assert [one.id for one in found] == [f"escl:{sound}"]


def test_automatic_draws_the_glass_when_a_feeder_that_says_nothing_gives_nothing(
    device: Device, tmp_path: Path
) -> None:
    address = device(NextDocument=[[END], [whole(JPEG, "image/jpeg")], [END]])

    sides = list(EsclScanner(()).scan(ScanRequest(f"escl:{address}", Source.AUTO), tmp_path, Progress()))

    assert [side.path.read_bytes() for side in sides] == [JPEG]


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ([whole(JPEG[:-2], "image/jpeg")], PageTruncated),
        ([whole(b"<html>404</html>", "image/jpeg")], PageTruncated),
        ([whole(b"", "image/jpeg")], PageTruncated),
        ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n\xff\xd8\xff"], PageTruncated),
        ([b"HTTP/1.1 200 OK\r\n\r\n" + JPEG[:-2]], PageTruncated),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + JPEG[:50]], PageTruncated),
        ([whole(b"\xff\xd8\xff" + bytes(LARGEST_PAGE), "image/jpeg")], PageTruncated),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", *[b"."] * 40], ScannerHangs),
        ([whole(b"", status="500 Internal Server Error")], ScannerLost),
    ],
    ids=["no end", "html", "nothing", "half chunk", "no length", "short", "too long", "drip", "500"],
)
def test_a_side_that_is_none_is_never_laid_down(
    device: Device, tmp_path: Path, page: list[bytes], fault: type[DeskError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.scan.line._PATIENT_FACTOR", 2)

    with pytest.raises(fault):
        scan(device(NextDocument=page), tmp_path)

    assert list(tmp_path.iterdir()) == []
