"""What the process does that knocks at the services of the network: plain values, so that it crosses to a child."""

from desk.jobs import Limits
from signing.services import Reached, Services

KNOCK_LIMITS, STAMP_LIMITS = Limits(wall_s=12.0), Limits(wall_s=30.0)
"""Longer than a service is waited for: the start of the process is in it, and a name's look-up heeds no time limit."""


def reach_services(services: Services, certificates: tuple[bytes, ...], stamp: bool) -> tuple[Reached, ...]:  # noqa: FBT001 -- crosses to a child by place
    """Ask each service once and return what came of it."""
    from signing.reach import reach

    return reach(services, certificates, stamp=stamp)
