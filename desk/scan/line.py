"""The line to a network scanner (đường nối tới máy quét mạng): bounded in time and size, near addresses only.

Redirects are not followed. Devices sign their own certificates, so TLS here hides the pages from onlookers, and the
first certificate is remembered: another one later is a fault (`desk.scan.known`).
"""

import hashlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desk.errors import Cancelled, DeskError, PageTruncated, ScannerAbsent, ScannerHangs, ScannerLost
from desk.jobs import Progress
from desk.scan.known import Known

LOOK_S = 4.0
"""How long a device may take for words."""

LARGEST_PAGE = 64 << 20
_LARGEST_WORDS = 1 << 20
_BLOCK = 1 << 16
_PATIENT_FACTOR = 10
_SIGN_S = 1.0


@dataclass(frozen=True, slots=True)
class Ask:
    """One request.

    Attributes:
        path: From the root, or within the device's own address.
        timeout_s: Longest silence; the whole answer may take ten times that.
        most_bytes: A longer answer is refused.
        alive: Called about once a second while the answer comes.
    """

    method: str
    path: str
    body: str = ""
    timeout_s: float = LOOK_S
    most_bytes: int = _LARGEST_WORDS
    alive: Callable[[], None] | None = None


class Reply:
    """Status, heads and body of one answer."""

    def __init__(self, status: int, heads: dict[str, str], body: bytes) -> None:
        self.status, self.body = status, body
        self._heads = {name.lower(): value for name, value in heads.items()}

    def head(self, name: str) -> str:
        """Return a head of the answer, "" when it has none of this name."""
        return self._heads.get(name.lower(), "")

    def xml(self) -> Element:
        """Return the body as XML; ScannerLost when it is none, or plays tricks with entities."""
        try:
            root: Element = fromstring(self.body)
        except (ParseError, DefusedXmlException, ValueError) as fault:
            raise ScannerLost from fault
        return root

    @property
    def wait_s(self) -> float:
        """Return how long the device asks to wait (Retry-After), 0.1 to 10 s."""
        asked = self.head("Retry-After")
        return max(0.1, min(10.0, float(asked))) if asked.replace(".", "", 1).isdecimal() else 1.0


class Line:
    """The way to one device; a connection for each request.

    Args:
        address: Such as "http://192.168.1.20/eSCL".
        known: Whose certificates have been seen; None = any certificate will do.

    Attributes:
        host: The IP address behind it.
        certificate: What the device showed last (DER), b"" before that and without TLS.

    Raises:
        ScannerAbsent: no address of this machine or of the office's own network.
    """

    def __init__(self, address: str, known: Known | None = None) -> None:
        self.address = address.rstrip("/")
        self._known, self.certificate = known, b""
        try:
            self._parts = urlsplit(self.address)
            self._port = self._parts.port or (443 if self._parts.scheme == "https" else 80)
        except ValueError as fault:
            raise ScannerAbsent(device=address) from fault
        if self._parts.scheme not in ("http", "https"):
            raise ScannerAbsent(device=address)
        self.host = near_address(self._parts.hostname or "", self._port)
        self._tls = _unverified() if self._parts.scheme == "https" else None
        self._open: http.client.HTTPConnection | None = None
        self._cut = self._last = False

    @property
    def place(self) -> str:
        """Return host and port, which its certificate is remembered by."""
        return f"{self.host}:{self._port}"

    @property
    def fingerprint(self) -> str:
        """Return the beginning of the certificate's SHA-256, as people compare it."""
        return hashlib.sha256(self.certificate).hexdigest()[:16]

    def ask(self, what: Ask) -> Reply:
        """Make one request and return the answer, whatever its status.

        Raises:
            ScannerAbsent: nobody answers. ScannerHangs: somebody does, but falls silent. ScannerLost: the answer is
            none of HTTP. PageTruncated: the answer is not whole or too long. Cancelled: `hang_up` was called.
            ScannerChanged: it shows another certificate than the first time; nothing is sent to it.
        """
        try:
            with closing(self._connection(what.timeout_s)) as self._open:
                self._reach(self._open)
                heads = {"Content-Type": "text/xml", "Host": self._parts.netloc.rpartition("@")[2]}
                self._open.request(what.method, self._path(what.path), what.body.encode() or None, heads)
                answer = self._open.getresponse()
                return Reply(answer.status, dict(answer.getheaders()), _body(answer, what))
        except (OSError, http.client.HTTPException, PageTruncated) as fault:
            raise self._meaning(fault) from fault
        finally:
            self._open = None

    def _reach(self, connection: http.client.HTTPConnection) -> None:
        try:
            connection.connect()
        except OSError as fault:
            raise ScannerAbsent(device=self.address) from fault
        if isinstance(connection.sock, ssl.SSLSocket):
            self.certificate = connection.sock.getpeercert(binary_form=True) or b""
            if self._known is not None:
                self._known.meet([self.place], self.certificate)
        if self._cut and not self._last:
            raise Cancelled

    def _meaning(self, fault: Exception) -> DeskError:
        if self._cut and not self._last:
            return Cancelled()
        if isinstance(fault, PageTruncated):
            return fault
        if isinstance(fault, http.client.IncompleteRead):
            return PageTruncated()
        kind = ScannerHangs if isinstance(fault, TimeoutError) else ScannerLost
        return kind(device=self.address)

    def quietly(self, method: str, path: str) -> None:
        """Make the last request, whose failure changes nothing any more; `hang_up` does not reach it."""
        self._last = True
        try:
            self.ask(Ask(method, path))
        except DeskError:
            return

    @contextmanager
    def heeding(self, progress: Progress) -> Iterator[None]:
        """Hang up as soon as a person stops the work, even while the device is silent."""
        over = threading.Event()

        def watch() -> None:
            while not over.is_set():
                if progress.stop.wait(0.05):
                    self.hang_up()
                    return

        watching = threading.Thread(target=watch, daemon=True)
        watching.start()
        try:
            yield
        finally:
            over.set()
            watching.join()

    def hang_up(self) -> None:
        """Break off the request under way."""
        self._cut = True
        connection = self._open
        if connection is not None and connection.sock is not None and not self._last:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def own(self, location: str) -> str:
        """Return the path of a job's address if it lives on this device; ScannerLost otherwise."""
        try:
            there: SplitResult = urlsplit(location)
        except ValueError as fault:
            raise ScannerLost(device=self.address) from fault
        if there.hostname not in (None, self._parts.hostname, self.host) or not there.path.startswith("/"):
            raise ScannerLost(device=self.address)
        return there.path.rstrip("/")

    def _connection(self, timeout_s: float) -> http.client.HTTPConnection:
        if self._tls is not None:
            return http.client.HTTPSConnection(self.host, self._port, timeout=timeout_s, context=self._tls)
        return http.client.HTTPConnection(self.host, self._port, timeout=timeout_s)

    def _path(self, path: str) -> str:
        return path if path.startswith("/") else f"{self._parts.path}/{path}"


def _unverified() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def near_address(host: str, port: int) -> str:
    """Return the address a host's name stands for, if all it stands for is near.

    The connection then goes to this very address, so that a name cannot mean one thing when asked and another later.

    Raises:
        ScannerAbsent: the name means nothing, or something beyond the office's network.
    """
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)] if host else []
    except (OSError, UnicodeError) as fault:
        raise ScannerAbsent(device=host) from fault
    if not found or not all(is_near(address) for address in found):
        raise ScannerAbsent(device=host)
    return found[0]


_NEAR = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7",
        "fe80::/10",
    )
)  # fmt: skip
"""Loopback, private and link-local networks (RFC 1122, 1918, 3927, 4193, 4291)."""

_IPV4 = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")


def is_near(address: str) -> bool:
    """Tell whether an IP address is this machine's or one of the office's own network."""
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return False
    real = getattr(one, "ipv4_mapped", None) or one
    return any(real.version == network.version and real in network for network in _NEAR)


def near_address_in(words: str) -> str:
    """Return the first IPv4 address in what a driver says of a device, if it is near; "" otherwise."""
    found = _IPV4.search(words)
    return found.group() if found is not None and is_near(found.group()) else ""


def _body(answer: http.client.HTTPResponse, what: Ask) -> bytes:
    data, until, sign = bytearray(), time.monotonic() + _PATIENT_FACTOR * what.timeout_s, 0.0
    while block := answer.read1(_BLOCK):
        data += block
        now = time.monotonic()
        if len(data) > what.most_bytes:
            raise PageTruncated(limit=what.most_bytes)
        if now > until:
            raise ScannerHangs
        if what.alive is not None and now - sign > _SIGN_S:
            sign = now
            what.alive()
    if answer.length:
        raise PageTruncated
    return bytes(data)
