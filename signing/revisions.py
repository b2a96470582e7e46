"""The saved states of a PDF (phiên bản của tệp): where each ends, what made it, and taking one out."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from signing.changes import Change, changes_between
from signing.opening import Opened
from signing.report import Revision
from signing.structure import pages_touched

_BLANK = b"\x00\t\n\x0b\x0c\r "
"""What may stand behind the end of a file: white space (ISO 32000-1, 7.2.2)."""

_MOST_NAMED = 40
"""Of a file with more states, those in the middle are not looked into."""

_EOF = b"%%EOF"
_FORM = {"field-added", "field-removed", "form-filled", "form-changed", "structure-changed", "stamp-changed"}
_BESIDE = {"metadata-dated", "extensions-changed"}
"""Changes that come with any writing of a revision."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What closes a state: a signature or a document time stamp in the field of this name; `end` as it covers."""

    field: str
    timestamp: bool
    end: int


@dataclass(frozen=True, slots=True)
class Past:
    """One saved state.

    Attributes:
        number: From 1.
        section: The newest cross-reference section it has, from 0, by which pyHanko counts.
        end: Length of the file in bytes up to and with it.
        closing: The signature that closes it, or None.
    """

    number: int
    section: int
    end: int
    closing: Closing | None


def pasts(opened: Opened, closings: Mapping[int, Closing]) -> list[Past]:
    """Return the saved states, oldest first.

    The two sections of a linearised file are one state: what is written first there stands behind.

    Args:
        opened: The file.
        closings: What closes a section, by the number of the section.
    """
    found: list[Past] = []
    for section in range(opened.last + 1):
        closing = closings.get(section)
        end = closing.end if closing and 0 < closing.end <= len(opened.data) else _end(opened, section)
        if found and end <= found[-1].end:
            found[-1] = Past(found[-1].number, section, found[-1].end, closing or found[-1].closing)
        else:
            found.append(Past(len(found) + 1, section, end, closing))
    return found


def _end(opened: Opened, section: int) -> int:
    """Return where a section's %%EOF ends, with its end of line."""
    place = int(opened.reader.xrefs.get_xref_container_info(section).end_location)
    found = opened.data.find(_EOF, place)
    if found < 0:
        return len(opened.data)
    end = found + len(_EOF)
    for mark in (b"\r\n", b"\n", b"\r"):
        if opened.data.startswith(mark, end):
            return end + len(mark)
    return end


def behind(opened: Opened, states: list[Past]) -> bool:
    """Tell whether anything but white space stands behind the last state: readers differ on whether it counts."""
    return bool(opened.data[states[-1].end :].strip(_BLANK))


def number_of(states: list[Past], section: int) -> int:
    """Return the number of the state a section belongs to."""
    return next((past.number for past in states if past.section >= section), len(states))


def step(opened: Opened, states: list[Past], number: int) -> list[Change]:
    """Name what the state of this number, from 2, changed in the one before."""
    old, new = (opened.reader.get_historical_resolver(states[place].section) for place in (number - 2, number - 1))
    return changes_between(old, new)


def described(opened: Opened, states: list[Past], looks: Mapping[int, tuple[int, ...]]) -> tuple[Revision, ...]:
    """Return the states as a report has them.

    Args:
        opened: The file.
        states: Its states.
        looks: Pages whose look a state changed, by its number, where it is known.
    """
    return tuple(
        Revision(
            past.number, past.end, _what(opened, states, past), past.closing.field if past.closing else "",
            looks.get(past.number, ()),
        )
        for past in states
    )  # fmt: skip


def _what(opened: Opened, states: list[Past], past: Past) -> str:
    if past.closing is not None:
        return "timestamp" if past.closing.timestamp else "signature"
    if past.number == 1:
        return "made"
    if past.number > _MOST_NAMED:
        return "change"
    try:
        keys = {change.key for change in step(opened, states, past.number)} - _BESIDE
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a state that cannot be read is a change all the same
        return "change"
    if keys and keys <= {"validation-data-added", "validation-data-removed"}:
        return "validation-data"
    return "form" if keys and keys <= _FORM else "change"


def touched_in(opened: Opened, states: list[Past], number: int) -> tuple[int, ...]:
    """Return the pages, from 1, that the state of this number may have altered."""
    first = states[number - 2].section + 1 if number > 1 else 0
    last = states[number - 1].section
    refs = {
        int(ref.idnum)
        for section in range(first, last + 1)
        for ref in opened.reader.xrefs.explicit_refs_in_revision(section)
    }
    return pages_touched(opened.reader.get_historical_resolver(last), refs)


def extract_revision(path: Path, end: int, out: Path) -> None:
    """Write a file as it was when a revision was saved; `out` appears whole or not at all.

    Args:
        path: The file that was verified.
        end: Length of the state, as its `Revision` tells.
        out: The file to write; an old one is replaced.

    Raises:
        OSError: the disk does not take it.
    """
    part = out.with_name(f".{out.name}.part")
    with path.open("rb") as source, part.open("wb") as target:
        left = end
        while left > 0 and (piece := source.read(min(left, 1 << 20))):
            target.write(piece)
            left -= len(piece)
        target.flush()
        os.fsync(target.fileno())
    part.replace(out)
