"""A phone as the page's script makes it speak: real HTTPS over loopback, any certificate taken."""

import hashlib
import http.client
import io
import json
import queue
import secrets
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

from desk.jobs import Progress
from desk.model.phone import PhoneDoor, PhoneWish
from desk.model.scanning import RawPage
from desk.scan.phone import serve
from desk.scan.phone_server import Secrets

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    told: dict[str, Any]
    headers: dict[str, str]
    body: bytes

    @property
    def fault(self) -> str:
        return str(self.told.get("fault", ""))


@dataclass
class Phone:
    """One phone at one door."""

    door: PhoneDoor
    cookie: str = ""
    who: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def place(self) -> tuple[str, int]:
        host, _, port = self.door.place.partition("//")[2].rstrip("/").partition(":")
        return host, int(port)

    @property
    def origin(self) -> str:
        return self.door.place.rstrip("/")

    def line(self, timeout: float = 30.0) -> http.client.HTTPConnection:
        """Return a connection that is not open yet."""
        if self.door.plain:
            return http.client.HTTPConnection(*self.place, timeout=timeout)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return http.client.HTTPSConnection(*self.place, timeout=timeout, context=context)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Ask once; header names are given with _ for -."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Cookie": self.cookie, **({"Origin": self.origin} if method == "POST" else {}), **named}
        line = self.line()
        try:
            line.request(method, path, body or None, {name: value for name, value in sent.items() if value})
            came = line.getresponse()
            data = came.read()
        finally:
            line.close()
        told = json.loads(data) if data and came.headers["Content-Type"] == "application/json" else {}
        return Answer(came.status, told, dict(came.headers), data)

    def enter(self, code: str | None = None) -> Answer:
        """Come in by the code of the QR."""
        code = self.door.address.partition("#")[2] if code is None else code
        answer = self.ask("POST", "/enter", f"{code} {self.who}".encode())
        self.cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
        return answer

    def send(self, photo: bytes, name: str = "", **headers: str) -> Answer:
        """Send one photo under its name, or a new one."""
        return self.ask("POST", "/photo", photo, X_Photo=name or new_name(), **headers)

    def begin(self, photo: bytes, name: str) -> http.client.HTTPConnection:
        """Send all of a photo but its end, and wait."""
        line = self.line()
        line.putrequest("POST", "/photo")
        told = {"Origin": self.origin, "Cookie": self.cookie, "X-Photo": name, "Content-Length": str(len(photo))}
        for header, value in told.items():
            line.putheader(header, value)
        line.endheaders(photo[:-9])
        return line

    def certificate(self) -> str:
        """Return the fingerprint of the certificate that is shown, as a browser tells it."""
        shown = ssl.get_server_certificate(self.place)
        return hashlib.sha256(ssl.PEM_cert_to_DER_cert(shown)).hexdigest().upper()


def new_name() -> str:
    return secrets.token_hex(16)


def photo(grey: int = 200, kind: str = "JPEG", **saved: Any) -> bytes:  # noqa: ANN401 -- as Pillow has it
    """Return a small picture, each grey another."""
    out = io.BytesIO()
    Image.new("L", (40, 56), grey).save(out, kind, **saved)
    return out.getvalue()


@dataclass
class Opened:
    """A page that is served, in this process, and what it gave so far."""

    door: PhoneDoor
    spool: Path
    came: "queue.SimpleQueue[PhoneDoor | RawPage | None]"
    progress: Progress

    def next(self) -> "PhoneDoor | RawPage | None":
        """Return what comes next; None = the page has ended."""
        return self.came.get(timeout=30)


@contextmanager
def opened(folder: Path, **wish: Any) -> Iterator[Opened]:  # noqa: ANN401 -- the fields of PhoneWish
    """Serve a page in a thread of this process, as its child does."""
    spool = folder / "spool"
    spool.mkdir(parents=True, exist_ok=True)
    progress, came = Progress(), queue.SimpleQueue[PhoneDoor | RawPage | None]()
    asked = PhoneWish(address=LOOPBACK, title="TAM-0017", **wish)
    keys = Secrets(secrets.token_urlsafe(32), secrets.token_urlsafe(32))

    def run() -> None:
        for one in serve(asked, keys, folder / "phone.pem", spool, progress):
            came.put(one)
        came.put(None)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        door = came.get(timeout=30)
        assert isinstance(door, PhoneDoor)
        yield Opened(door, spool, came, progress)
    finally:
        progress.stop.set()
        thread.join(30)
        assert not thread.is_alive()
