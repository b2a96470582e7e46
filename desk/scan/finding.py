"""Finding network scanners by mDNS (tìm máy quét mạng): they make themselves known as `_uscan._tcp`, `_uscans._tcp`.

Sources: Mopria eSCL Technical Specification 2.97 (TXT keys `rs`, `ty`, `UUID`), RFC 6762, RFC 6763.
"""

import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zeroconf import ServiceInfo, Zeroconf

SECURE, PLAIN = "_uscans._tcp.local.", "_uscan._tcp.local."
_PATH = re.compile(r"[A-Za-z0-9._~/-]{0,100}")
_QUIET_S = 0.7
"""A network that has been silent so long after its last answer has answered."""

_ASK_MS = 1000
_MOST = 40


@dataclass(frozen=True, slots=True)
class Service:
    """A scanner as it makes itself known.

    Attributes:
        address: As for `Line`: scheme, IP address and port of the record, path of `rs`.
        uuid: As told, in small letters; "" = not told.
    """

    address: str
    uuid: str
    secure: bool


class _Heard:
    """Gathers the names of services; asked for the rest later, because this runs on the library's own thread."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.at = time.monotonic()

    def add_service(self, _zc: "Zeroconf", kind: str, name: str) -> None:
        """Take note of a service."""
        if len(self.names) < _MOST:
            self.names[name] = kind
            self.at = time.monotonic()

    def update_service(self, zc: "Zeroconf", kind: str, name: str) -> None:
        """Take note of one that says more now."""
        self.add_service(zc, kind, name)

    def remove_service(self, _zc: "Zeroconf", _kind: str, name: str) -> None:
        """Forget one that leaves."""
        self.names.pop(name, None)


def find(seconds: float, interfaces: Sequence[str] = ()) -> list[Service]:
    """Listen on the office's network for at most so many seconds and 1 s more; secure services first.

    A machine without a network, or one that may not use the port of mDNS, finds nothing and is no fault.

    Args:
        seconds: The longest wait for names; all that were heard then have 1 s to tell where they are. A
            quiet network ends it sooner once something has answered.
        interfaces: IPv4 addresses of this machine to listen on; empty = all.
    """
    from zeroconf import Error, InterfaceChoice, IPVersion, ServiceBrowser, Zeroconf

    until = time.monotonic() + seconds
    heard = _Heard()
    try:
        zeroconf = Zeroconf(list(interfaces) or InterfaceChoice.All, ip_version=IPVersion.V4Only)
    except (OSError, Error):
        return []
    try:
        browser = ServiceBrowser(zeroconf, [SECURE, PLAIN], listener=heard)  # type: ignore[arg-type]  # by its verbs
        while (now := time.monotonic()) < until and not (heard.names and now - heard.at > _QUIET_S):
            time.sleep(0.05)
        told = _records(zeroconf, dict(heard.names))
        browser.cancel()
    except (OSError, Error):
        return []
    finally:
        zeroconf.close()
    found = [service for one in told if one is not None and (service := service_of(one)) is not None]
    return sorted(found, key=lambda one: not one.secure)


def _records(zeroconf: "Zeroconf", names: dict[str, str]) -> "list[ServiceInfo | None]":
    """Ask all names at once where they are; one after another, a few that are gone would use up the time of all."""
    if not names:
        return []
    with ThreadPoolExecutor(len(names)) as asking:
        return list(asking.map(lambda name: zeroconf.get_service_info(names[name], name, _ASK_MS), names))


def service_of(info: "ServiceInfo") -> Service | None:
    """Return where a record leads, by its own port and path; None when it leads nowhere that may be asked."""
    from desk.scan.line import is_near

    told = {bytes(key).lower(): value or b"" for key, value in info.properties.items() if isinstance(key, bytes)}
    path = told.get(b"rs", b"eSCL").decode("ascii", "replace").strip("/")
    hosts = [host for host in info.parsed_addresses() if is_near(host) and ":" not in host]
    if not hosts or not info.port or not _PATH.fullmatch(path) or ".." in path:
        return None
    secure = info.type == SECURE
    uuid = told.get(b"uuid", b"").decode("ascii", "replace").lower()
    return Service(f"{'https' if secure else 'http'}://{hosts[0]}:{info.port}/{path}".rstrip("/"), uuid, secure)
