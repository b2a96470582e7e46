"""Where a phone reaches this machine (địa chỉ trong mạng cơ quan), and which phones are near enough to be heard."""

import ipaddress
import socket

from desk.errors import PhoneNoNetwork

_ELSEWHERE = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "192.0.2.1")
"""Asked for the way to them only; nothing is sent. The last is nobody's (RFC 5737): the way everything else goes."""


def is_near(address: str) -> bool:
    """Tell whether an IPv4 address belongs to a private network or to this machine."""
    from desk.scan.line import is_near as is_near_on_any

    return ":" not in address and is_near_on_any(address)


def own_address(wished: str = "") -> str:
    """Return the private IPv4 address of this machine that phones are offered.

    Args:
        wished: One named by the office, for a machine with several network cards.

    Raises:
        PhoneNoNetwork: this machine has none, or the one wished is not private.
    """
    if wished:
        if is_near(wished):
            return wished
        raise PhoneNoNetwork(address=wished)
    for there in _ELSEWHERE:
        found = _way_to(there)
        if is_near(found) and not ipaddress.ip_address(found).is_loopback:
            return found
    raise PhoneNoNetwork(address="-")


def _way_to(there: str) -> str:
    """Return the address this machine would send from, "" without a way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect((there, 9))
        except OSError:
            return ""
        return str(way.getsockname()[0])
