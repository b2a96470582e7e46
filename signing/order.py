"""Whether time stamps follow each other in time as they do in the file (thứ tự dấu thời gian).

ETSI EN 319 102-1 calls the contrary TIMESTAMP_ORDER_FAILURE.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from signing.embedded import Embedded
from signing.proofs import SignerFinding, StampFinding
from signing.report import Reason

_CLOCKS_DIFFER = timedelta(minutes=5)
"""Clocks of two authorities may differ by so much."""


def out_of_order(
    found: Sequence[Embedded], signers: Mapping[str, SignerFinding], stamps: Mapping[str, StampFinding]
) -> list[Reason]:
    """Name the document time stamps that tell an earlier time than what they were laid over.

    Args:
        found: Signatures and time stamps, in the order of the file.
        signers: What was found of the signatures, by field.
        stamps: What was found of the document time stamps, by field.
    """
    reasons, latest = [], None
    for one in found:
        times = [stamp.at for stamp in _told(one, signers, stamps) if stamp.whole]
        told = max(times, default=None)
        if one.timestamp and told is not None and latest is not None and told + _CLOCKS_DIFFER < latest:
            context = (("field", one.field.name), ("indication", "TIMESTAMP_ORDER_FAILURE"))
            reasons.append(Reason("timestamp-order", context))
        latest = _later(latest, told)
    return reasons


def _told(
    one: Embedded, signers: Mapping[str, SignerFinding], stamps: Mapping[str, StampFinding]
) -> Iterator[StampFinding]:
    name = one.field.name
    if one.timestamp:
        yield from (stamps[name],) if name in stamps else ()
    elif name in signers:
        yield from signers[name].stamps


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((time for time in (one, other) if time is not None), default=None)
