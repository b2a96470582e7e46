"""The page for phones (trang cho điện thoại): a small HTTPS server that does five things and nothing else.

It listens on one private address while an opening lasts. Whoever comes is held to: a private address of its own, the
Host that was offered (so that no foreign name can be made to lead here), the Origin of the page itself, a code of 256
bits that lets one phone in once, and a cookie of 256 bits afterwards. There is no folder behind it: five names are
answered, each by a function.
"""

import hmac
import json
import os
import re
import socket
import ssl
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from socketserver import TCPServer
from typing import IO, TYPE_CHECKING, Any

from desk.model.phone import LARGEST_PHOTO, MOST_PHOTOS, PhoneWish
from desk.scan.phone_address import is_near
from desk.scan.phone_page import HEADERS, page
from desk.scan.phone_spool import PhoneSpool, is_heif
from desk.scan.spooling import sniff

if TYPE_CHECKING:
    from desk.model.scanning import RawPage

_LINES = 16
"""Most connections at once, and of one phone."""
_LINES_OF_ONE = 8

_ASKS, _WITHIN_S = 120, 10.0
"""Most requests of one phone within so many seconds."""

_BEFORE_HEADERS = "HTTP/0.9"
"""What a line that is no request of today counts as; it has no headers to be checked, and gets no answer."""

_SMALL = 1024
_BLOCK = 1 << 16
_TAKEN = ("image/jpeg", "image/png")
_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What lets a phone in, made by the office for one opening (mã vào cửa): a code used once, then a cookie."""

    code: str
    cookie: str


@dataclass
class Offer:
    """What one opening serves, shared by all its connections.

    Attributes:
        news: Photos that are durable; "phone" when one came in, "done" when it has finished.
        active: When a phone last did something (monotonic seconds).
    """

    wish: PhoneWish
    secrets: Secrets
    spool: PhoneSpool
    fingerprint: str
    news: "SimpleQueue[RawPage | str]" = field(default_factory=SimpleQueue)
    active: float = field(default_factory=time.monotonic)
    over: bool = False


class Refused(Exception):
    """A request is not served: status, and a word the page knows a sentence for."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


class PhoneServer(ThreadingHTTPServer):
    """Listens on one address and bounds everyone who comes.

    Args:
        address: Of this machine.
        port: 0 = any.
        offer: What it serves.
        tls: None = without encryption.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = _LINES
    allow_reuse_address = os.name != "nt"  # on Windows it would let another program share the port

    def __init__(self, address: str, port: int, offer: Offer, tls: ssl.SSLContext | None) -> None:
        self.offer, self._tls = offer, tls
        self._until: dict[socket.socket, float] = {}
        self._of: dict[str, int] = {}
        self._asked: dict[str, deque[float]] = {}
        self._lock = threading.Lock()
        super().__init__((address, port), _Handler)
        self.host = f"{address}:{self.server_port}"
        self.origin = f"{'https' if tls is not None else 'http'}://{self.host}"

    def server_bind(self) -> None:
        """Listen without asking the network for our own name, which may take long where nobody answers."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ANN401 -- as socketserver has it
        """Take a connection from a private address while there are not too many."""
        peer = str(client_address[0])
        with self._lock:
            mine, all_of_them = self._of.get(peer, 0), sum(self._of.values())
            if not is_near(peer) or mine >= _LINES_OF_ONE or all_of_them >= _LINES or self.offer.over:
                return False
            self._of[peer] = mine + 1
        return True

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as socketserver has it
        """Shake hands in the connection's own thread, within its time, and serve one request."""
        line: socket.socket = request
        line.settimeout(self.offer.wish.patience_s)
        try:
            if self._tls is not None:
                line = self._tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
            self.give(line, self.offer.wish.patience_s)
            if isinstance(line, ssl.SSLSocket):
                line.do_handshake()
            _Handler(line, client_address, self)
        finally:
            with self._lock:
                self._until.pop(line, None)
                left = self._of.get(str(client_address[0]), 1) - 1
                self._of[str(client_address[0])] = max(0, left)
            line.close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- as socketserver has it
        """Say nothing of who hung up or spoke no HTTP: there is nobody to tell, and names of phones are not logged."""

    def give(self, line: socket.socket, seconds: float) -> None:
        """Give a connection so long from now, whatever it sends."""
        with self._lock:
            self._until[line] = time.monotonic() + seconds

    def cut_late(self) -> None:
        """End the connections whose time is over."""
        now = time.monotonic()
        with self._lock:
            late = [line for line, until in self._until.items() if until < now]
        for line in late:
            try:
                socket.socket.shutdown(line, socket.SHUT_RDWR)  # past TLS, which another thread is in the midst of
            except OSError:
                continue

    def may_ask(self, peer: str) -> bool:
        """Count a request of a peer; False when it asks too often."""
        now = time.monotonic()
        with self._lock:
            asked = self._asked.setdefault(peer, deque(maxlen=_ASKS))
            if len(asked) == _ASKS and now - asked[0] < _WITHIN_S:
                return False
            asked.append(now)
        return True


class _Handler(BaseHTTPRequestHandler):
    """One connection, one request."""

    server: PhoneServer
    protocol_version = "HTTP/1.1"
    rbufsize = 0x4000
    _read_bytes = 0

    def version_string(self) -> str:
        """Name no program and no version."""
        return "-"

    def log_message(self, *_: object) -> None:
        """Log nothing: addresses of phones are personal data."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what the library refuses as briefly as what we refuse."""
        del message, explain
        self.close_connection = True
        if self.request_version == _BEFORE_HEADERS:
            return
        self._answer(code, {"fault": "request"})

    def do_GET(self) -> None:
        """Serve the page and the state."""
        self._serve({"/": _Handler._page, "/state": _Handler._state})

    def do_POST(self) -> None:
        """Let in, take photos, end."""
        self._serve({"/enter": _Handler._enter, "/photo": _Handler._photo, "/done": _Handler._done})

    def _serve(self, doors: "Mapping[str, Callable[[_Handler], None]]") -> None:
        self.close_connection = True
        if self.request_version == _BEFORE_HEADERS:
            return
        try:
            self._check(known=self.path in doors)
            doors[self.path](self)
        except Refused as refused:
            self._drain()
            self._answer(refused.status, {"fault": refused.word})

    def _drain(self) -> None:
        """Read what is still being sent, within its time: hung up on, a phone takes our answer for a broken line."""
        told = self.headers.get("Content-Length", "")
        length = int(told) if re.fullmatch(r"[0-9]{1,8}", told) else 0
        left = length - self._read_bytes if length <= LARGEST_PHOTO else 0
        while left > 0 and (data := self._more(min(left, _BLOCK))):
            left -= len(data)

    def _more(self, most: int) -> bytes:
        """Read on; nothing when the line broke, or was cut because its time is over."""
        try:
            data = self.rfile.read(most)
        except OSError:
            return b""
        self._read_bytes += len(data)
        return data

    def _check(self, *, known: bool) -> None:
        """Hold a request against what every one must be."""
        server, told = self.server, self.headers
        if not server.may_ask(str(self.client_address[0])):
            raise Refused(429, "often")
        if told.get_all("Host", []) != [server.host]:
            raise Refused(421, "host")
        if self.command == "POST" and told.get_all("Origin", []) != [server.origin]:
            raise Refused(403, "origin")
        if told.get("Sec-Fetch-Site", "same-origin") != "same-origin" and self.command == "POST":
            raise Refused(403, "origin")
        if not known:
            raise Refused(404, "request")
        if "Transfer-Encoding" in told:
            raise Refused(411, "request")

    # -- the five things -------------------------------------------------------------------------------------------

    def _page(self) -> None:
        self._send(200, "text/html; charset=utf-8", page())

    def _enter(self) -> None:
        """Let in who brings the code, once; the same phone again when our answer was lost on its way."""
        offer = self.server.offer
        words = self._small().split(" ")
        code, who = words if len(words) == 2 and _NAME.fullmatch(words[1]) else ("", "")
        if not hmac.compare_digest(code.encode(), offer.secrets.code.encode()):
            raise Refused(403, "code")
        first = not offer.spool.entered
        if not offer.spool.enter(who):
            raise Refused(403, "used")
        if first:
            offer.news.put("phone")
        offer.active = time.monotonic()
        cookie = f"{self._cookie_name}={offer.secrets.cookie}; Path=/; HttpOnly; SameSite=Strict"
        cookie += "; Secure" if self._tls else ""
        self._answer(200, self._standing(), {"Set-Cookie": cookie})

    def _state(self) -> None:
        self._known()
        self._answer(200, self._standing())

    def _photo(self) -> None:
        """Take one photo: durable before it is told received, and never twice under one name."""
        self._known()
        offer, length = self.server.offer, self._length(LARGEST_PHOTO)
        name = self.headers.get("X-Photo", "")
        if not _NAME.fullmatch(name):
            raise Refused(400, "request")
        there = offer.spool.number_of(name)
        if there is not None:
            self._drain()
            self._answer(200, {"number": there})
            return
        if offer.spool.count >= MOST_PHOTOS:
            raise Refused(409, "many")
        self.server.give(self.connection, offer.wish.upload_s)
        part = offer.spool.part(name)
        try:
            with part.open("wb") as out:
                media = self._receive(out, length)
            side = offer.spool.take(name, part, media)
        except OSError as fault:
            raise Refused(507, "full") from fault
        finally:
            part.unlink(missing_ok=True)
        offer.active = time.monotonic()
        if side is not None:
            offer.news.put(side)
        self._answer(200, {"number": offer.spool.number_of(name)})

    def _done(self) -> None:
        """End the opening, once the phone has been told so."""
        self._known()
        self._small()
        gone = {"Set-Cookie": f"{self._cookie_name}=; Path=/; Max-Age=0", "Clear-Site-Data": '"cache", "storage"'}
        self._answer(200, {"count": self.server.offer.spool.count}, gone)
        self.server.offer.news.put("done")

    # -- inside ----------------------------------------------------------------------------------------------------

    @property
    def _tls(self) -> bool:
        return self.server.origin.startswith("https")

    @property
    def _cookie_name(self) -> str:
        return "__Host-saoy" if self._tls else "saoy"

    def _known(self) -> None:
        """Raise unless the cookie of this opening is shown."""
        pairs = dict(pair.strip().partition("=")[::2] for pair in self.headers.get("Cookie", "").split(";"))
        shown, cookie = pairs.get(self._cookie_name, ""), self.server.offer.secrets.cookie
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), cookie.encode()):
            raise Refused(403, "code")

    def _length(self, most: int) -> int:
        told = self.headers.get_all("Content-Length", [])
        if len(told) != 1 or not re.fullmatch(r"[0-9]{1,12}", told[0]) or told[0] == "0":
            raise Refused(411, "request")
        if int(told[0]) > most:
            raise Refused(413, "large")
        return int(told[0])

    def _small(self) -> str:
        return self._more(self._length(_SMALL)).decode("ascii", "replace")

    def _receive(self, out: "IO[bytes]", length: int) -> str:
        """Write so many bytes, synced, and return what kind of picture they begin as."""
        media, left = "", length
        while left:
            data = self._more(min(left, _BLOCK))
            if not data:
                raise Refused(400, "broken")
            if left == length:
                media = sniff(data)
                if media not in _TAKEN:
                    raise Refused(415, "heic" if is_heif(data[:12]) else "kind")
            out.write(data)
            left -= len(data)
        out.flush()
        os.fsync(out.fileno())
        return media

    def _standing(self) -> dict[str, object]:
        """Return what the page shows: where photos go, how many came, what is said of each."""
        offer = self.server.offer
        said = {
            name: {"state": one.state.value, "side": one.side, "words": list(one.words)}
            for name, one in offer.spool.said().items()
            if one is not None
        }
        return {"title": offer.wish.title, "fingerprint": offer.fingerprint, "count": offer.spool.count, "said": said}

    def _answer(self, status: int, value: object, more: Mapping[str, str] | None = None) -> None:
        self._send(status, "application/json", json.dumps(value).encode(), more)

    def _send(self, status: int, kind: str, data: bytes, more: Mapping[str, str] | None = None) -> None:
        self.close_connection = True
        self.send_response_only(status)
        for name, value in {**HEADERS, **(more or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
