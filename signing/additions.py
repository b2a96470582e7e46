"""What was saved after the last signature (bổ sung sau khi ký): told apart from the signatures, each with its level."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from signing.embedded import Embedded
from signing.opening import Opened
from signing.own import KINDS
from signing.proofs import StampFinding
from signing.report import AddedLevel, Addition
from signing.revisions import Past

_MOST = 40
"""So many additions are weighed, the newest; a file with more of them is told by its revisions alone."""

_OURS = (AddedLevel.NOTHING, AddedLevel.ARCHIVE)
_FOREIGN = (*_OURS, AddedLevel.FORM)
"""Levels that may be accepted: a copy of ours is finished, its archive alone is ever renewed."""

_LAST = tuple(kind[-1] for kind in KINDS)
"""The fields that are signed last, one for each kind of own document."""

_LEVELS = {
    "NONE": AddedLevel.NOTHING, "LTA_UPDATES": AddedLevel.ARCHIVE, "FORM_FILLING": AddedLevel.FORM,
    "ANNOTATIONS": AddedLevel.NOTES,
}  # fmt: skip


def additions_in(
    opened: Opened, found: Sequence[Embedded], stamps: dict[str, StampFinding], states: Sequence[Past], *, ours: bool
) -> tuple[Addition, ...]:
    """Return the states saved after signing, oldest first; empty when nothing was added.

    In a copy of ours signing ends with the first time stamp over its last signature, in another file with the last
    signature itself.

    Args:
        opened: The file.
        found: Its signatures and time stamps, in the order of the file.
        stamps: What was found of the document time stamps, by field.
        states: Its states.
        ours: Whether it is judged as a copy of ours.
    """
    signed = _signed_until(found, ours=ours)
    if signed < 0:
        return ()
    closed = _closed_at(opened, found, stamps)
    later = [(old, new) for old, new in pairwise(states) if new.section > signed]
    return tuple(_addition(opened, old, new, closed, ours=ours) for old, new in later[-_MOST:])


def _signed_until(found: Sequence[Embedded], *, ours: bool) -> int:
    """Return the section signing ended with, from 0; -1 when nothing is signed."""
    signatures = [one for one in found if not one.timestamp and one.made >= 0]
    if not signatures:
        return -1
    last = signatures[-1].made
    if not ours:
        return last
    own = max((one.made for one in signatures if one.field.name in _LAST), default=last)
    return min((one.made for one in found if one.timestamp and one.made > own), default=own)


def _closed_at(opened: Opened, found: Sequence[Embedded], stamps: dict[str, StampFinding]) -> int:
    """Return the section of a good time stamp over the whole file; -1 when the file does not end with one."""
    last = found[-1]
    told = stamps.get(last.field.name) if last.timestamp else None
    over_all = last.cover.fits and last.cover.end == len(opened.data)
    return last.made if over_all and told is not None and told.finding.passed else -1


def _addition(opened: Opened, old: Past, new: Past, closed: int, *, ours: bool) -> Addition:
    level, under = _level(opened, old.section, new.section), closed >= new.section
    may = level in (_OURS if ours else _FOREIGN) and (under or not ours)
    return Addition(new.number, level, closed=under, accepted=may)


def _level(opened: Opened, old: int, new: int) -> AddedLevel:
    """Return how much sections changed together: the gravest of their levels, as pyHanko weighs them."""
    order = list(AddedLevel)
    told = [_step(opened, section) for section in range(old + 1, new + 1)]
    return max(told, key=order.index, default=AddedLevel.NOTHING)


def _step(opened: Opened, section: int) -> AddedLevel:
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY

    def at(number: int) -> Any:  # noqa: ANN401 -- pyHanko's, which has no types
        return opened.reader.get_historical_resolver(number)

    try:
        told = DEFAULT_DIFF_POLICY.apply(at(section - 1), at(section))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- what the policy does not allow, and what cannot be compared, it raises
        return AddedLevel.OTHER
    return _LEVELS.get(told.modification_level.name, AddedLevel.OTHER)
