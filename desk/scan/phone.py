"""A phone as camera (điện thoại làm máy chụp): its page is served by a child that lives as long as one opening."""

import contextlib
import secrets
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING

from desk.errors import PhoneNoNetwork, PhonePageLost, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Limits, Progress, milestone, stream_limited
from desk.model.phone import MOST_PHOTOS, PORT, PhoneDoor, PhoneWish, PhotoSaid
from desk.model.scanning import RawPage
from desk.scan.phone_address import own_address
from desk.scan.phone_spool import PhoneSpool, tell

if TYPE_CHECKING:
    import ssl

    from desk.scan.phone_server import Offer, PhoneServer, Secrets

_SILENCE = Limits(wall_s=60.0)
_LIVES = 3
"""So often a page that dies is opened again at the same place, for the same phone."""

_TICK_S = 0.2
_STACK = 1 << 20


class PhonePage:
    """Offers phones of the office's network a page (implements `desk.ports.Phones`).

    Args:
        home: Folder of the office, for the certificate.
        address: Address of this machine to offer, "" = found.
        port: Port wished when none is asked for; 0 = any.
        plain: The office has chosen to go without encryption.
    """

    def __init__(self, home: Path, address: str = "", port: int = PORT, *, plain: bool = False) -> None:
        self._home, self._address, self._port, self._plain = home, address, port, plain

    def photographs(
        self, wish: PhoneWish, spool: Path, progress: Progress
    ) -> Generator[PhoneDoor | RawPage, None, None]:
        """Open the page and yield the way to it, then each photo once durable, the way again when a phone came in.

        It ends when the phone has finished, or after `wish.idle_s`. A child that dies is started again at the same
        place; what had reached it comes, what had not its phone sends again.

        Raises:
            PhoneNoNetwork: no private address. PhonePageLost: the child died again and again. Cancelled.
        """
        from desk.scan.phone_certificate import FILE
        from desk.scan.phone_server import Secrets

        wish = replace(
            wish, address=own_address(wish.address or self._address), port=wish.port or self._port,
            plain=wish.plain or self._plain,
        )  # fmt: skip
        keys = Secrets(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        for life in range(_LIVES):
            try:
                for one in stream_limited(
                    serve, wish, keys, self._home / FILE, spool, limits=_SILENCE, progress=progress
                ):
                    if isinstance(one, PhoneDoor):
                        wish = replace(wish, port=_port_of(one))
                    yield one
            except (WorkerDied, WorkerOverTime, WorkerOverMemory) as fault:
                if life == _LIVES - 1:
                    raise PhonePageLost from fault
            else:
                return

    def where(self) -> str:
        """Return the address that phones would be offered now; PhoneNoNetwork."""
        return f"{'http' if self._plain else 'https'}://{own_address(self._address)}:{self._port or PORT}/"

    def tell(self, spool: Path, number: int, said: PhotoSaid) -> None:
        """Have the phone told what became of a photo."""
        tell(spool, number, said)


def _port_of(door: PhoneDoor) -> int:
    return int(door.place.rstrip("/").rpartition(":")[2])


def serve(
    wish: PhoneWish, keys: "Secrets", certificate: Path, spool: Path, progress: Progress
) -> Iterator[PhoneDoor | RawPage]:
    """Serve one opening, in a child; yields as `PhonePage.photographs`."""
    from desk.scan.phone_certificate import own_certificate
    from desk.scan.phone_server import Offer

    threading.stack_size(_STACK)
    fingerprint = "" if wish.plain else own_certificate(certificate)
    offer = Offer(wish, keys, PhoneSpool(spool), fingerprint)
    server = _listening(wish, offer, None if wish.plain else _context(certificate))
    milestone("phone-page")
    unkept = list(offer.spool.unkept())  # before the first phone is heard: what comes later is told as news
    thread = threading.Thread(target=server.serve_forever, args=(_TICK_S,), daemon=True)
    thread.start()
    try:
        door = PhoneDoor(f"{server.origin}/#{keys.code}", fingerprint, int(offer.spool.entered))
        yield door
        yield from unkept
        yield from _news(server, door, progress)
    finally:
        offer.over = True
        server.shutdown()
        server.server_close()


def _news(server: "PhoneServer", door: PhoneDoor, progress: Progress) -> Iterator[PhoneDoor | RawPage]:
    """Yield what comes until the phone has finished, nobody asks any more, or a person stops it."""
    offer, done, said = server.offer, False, 0.0
    while not done and not progress.stop.is_set():
        server.cut_late()
        if time.monotonic() - said > 1.0:
            said = time.monotonic()
            progress.say(offer.spool.count, MOST_PHOTOS)
        if time.monotonic() - offer.active > offer.wish.idle_s:
            break
        with contextlib.suppress(Empty):
            one = offer.news.get(timeout=_TICK_S)
            done = one == "done"
            if isinstance(one, RawPage):
                yield one
            elif not done:
                yield replace(door, phones=1)
    offer.over = True
    while not offer.news.empty():
        late = offer.news.get()
        if isinstance(late, RawPage):
            yield late


def _listening(wish: PhoneWish, offer: "Offer", tls: "ssl.SSLContext | None") -> "PhoneServer":
    """Listen at the port wished, or at any when another program has it."""
    from desk.scan.phone_server import PhoneServer

    for port in (wish.port, 0):
        with contextlib.suppress(OSError):
            return PhoneServer(wish.address, port, offer, tls)
    raise PhoneNoNetwork(address=wish.address)


def _context(certificate: Path) -> "ssl.SSLContext":
    import ssl

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate)
    return context
