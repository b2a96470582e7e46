"""Work profiles as rows and as one TOML file (tệp kiểu quét); whatever comes from outside is taken apart strictly."""

import json
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from desk.errors import FileMissing, ProfilesUnreadable, ProfileWrong
from desk.model.profile import (
    KEYS,
    LEAST_DPI,
    LONGEST_NAME,
    MOST_DPI,
    MOST_PAGES,
    MOST_PROFILES,
    NO_KEY,
    PaperSize,
    ProfileSet,
    Sides,
    Target,
    WorkProfile,
)
from desk.model.scanning import Source
from desk.model.values import Json, tidy
from ocr.kinds import kinds

LARGEST_FILE = 1 << 16
"""A file of work profiles is words for a few keys: 64 KB are plenty."""

_MARK = "saoy-profiles"
_VERSION = 1
_HEAD = (_MARK, "locked", "profile")
_LONGEST_DEVICE = 300
_LONGEST_SHOWN = 40
_MOST_SLOT = 99


# -- out --------------------------------------------------------------------------------------------------------------


def row_of(profile: WorkProfile) -> dict[str, Json]:
    """Return a profile as plain values by name; what stands at its default is left out."""
    plain = WorkProfile("")
    values = {one.name: getattr(profile, one.name) for one in fields(WorkProfile)}
    return {name: value for name, value in values.items() if name == "name" or value != getattr(plain, name)}


def toml_of(profiles: ProfileSet) -> str:
    """Return a set as the TOML file that `read_profiles` takes."""
    parts = [f"{_MARK} = {_VERSION}\nlocked = {_toml(profiles.locked)}\n"]
    for profile in profiles.profiles:
        lines = [f"{name} = {_toml(value)}" for name, value in row_of(profile).items()]
        parts.append("\n".join(["[[profile]]", *lines]) + "\n")
    return "\n".join(parts)


def _toml(value: Json) -> str:
    """Write a value; JSON's escapes are TOML's own too, and names hold no control characters."""
    return json.dumps(str(value) if isinstance(value, StrEnum) else value, ensure_ascii=False)


# -- in ---------------------------------------------------------------------------------------------------------------


def read_profiles(file: Path) -> ProfileSet:
    """Return the set of a file.

    Raises:
        FileMissing: it cannot be read. ProfilesUnreadable: it is no such file. ProfileWrong: one line is wrong.
    """
    try:
        if not file.is_file():  # a pipe would be waited for without end
            raise FileMissing(file=file.name)
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as fault:
        raise FileMissing(file=file.name) from fault
    if len(data) > LARGEST_FILE:
        raise ProfilesUnreadable(file=file.name)
    return profiles_of(data, file.name)


def profiles_of(data: bytes, name: str) -> ProfileSet:
    """Return the set in the bytes of a file of this name; faults as those of `read_profiles`."""
    try:
        told = tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as fault:
        raise ProfilesUnreadable(file=name) from fault
    version, locked, rows = told.get(_MARK), told.get("locked", False), told.get("profile")
    if type(version) is not int or version != _VERSION or type(locked) is not bool or set(told) - set(_HEAD):
        raise ProfilesUnreadable(file=name)
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST_PROFILES:
        raise ProfilesUnreadable(file=name)
    return checked(ProfileSet(tuple(profile_of(row) for row in rows), locked))


def profile_of(row: object) -> WorkProfile:
    """Return the profile of plain values by name; ProfileWrong names the line that cannot be."""
    if not isinstance(row, Mapping):
        raise ProfileWrong(profile="-", line="profile")
    name = row.get("name")
    shown = _shown(name)
    values: dict[str, Any] = {}
    for line, value in row.items():
        taken = _TAKES[line](value) if line in _TAKES else None
        if taken is None:
            raise ProfileWrong(profile=shown, line=_shown(line))
        values[line] = taken
    if "name" not in values:
        raise ProfileWrong(profile=shown, line="name")
    return WorkProfile(**values)


def kept_of(row: object) -> WorkProfile | None:
    """Return the profile of a row that the office itself keeps, as far as it can be understood; None = not at all.

    A line of a newer version is passed over, and so is a kind of paper whose file is gone from this desk: a set that
    was kept must never keep people from scanning, or from setting it right.
    """
    told = row if isinstance(row, Mapping) else {}
    known = {line: value for line, value in told.items() if line in _TAKES and _TAKES[line](value) is not None}
    return profile_of(known) if "name" in known else None


def checked(profiles: ProfileSet) -> ProfileSet:
    """Return a set whose names and keys are each used once; ProfileWrong otherwise."""
    names: set[str] = set()
    keys: set[int] = set()
    for one in profiles.profiles:
        if one.name.casefold() in names:
            raise ProfileWrong(profile=one.name, line="name")
        if one.key in keys:
            raise ProfileWrong(profile=one.name, line="key")
        names.add(one.name.casefold())
        keys |= {one.key} - {NO_KEY}
    return profiles


def checked_profile(profile: WorkProfile) -> WorkProfile:
    """Return a profile made at the desk as the file would give it back; ProfileWrong otherwise."""
    return profile_of(row_of(profile))


def rows_of(profiles: Sequence[WorkProfile]) -> list[Json]:
    """Return profiles as the office's settings keep them."""
    return [dict(row_of(one)) for one in profiles]


def _shown(text: object) -> str:
    """Return what a file says fit for a sentence: short and without control characters."""
    plain = "".join(one if one.isprintable() else "·" for one in str(text)[:_LONGEST_SHOWN])
    return plain if isinstance(text, str) and plain.strip() else "-"


def _name(value: object) -> str | None:
    text = tidy(value) if isinstance(value, str) else ""
    return text if 0 < len(text) <= LONGEST_NAME and text.isprintable() else None


def _device(value: object) -> str | None:
    fits = isinstance(value, str) and len(value) <= _LONGEST_DEVICE and value.isprintable()
    return unicodedata.normalize("NFC", value) if fits and isinstance(value, str) else None


def _kind(value: object) -> str | None:
    return value if isinstance(value, str) and (not value or value in kinds()) else None


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _number(least: int, most: int, besides: Sequence[int] = ()) -> "Callable[[object], int | None]":
    def take(value: object) -> int | None:
        fits = type(value) is int and (least <= value <= most or value in besides)
        return value if fits and isinstance(value, int) else None

    return take


def _one_of(words: type[StrEnum]) -> "Callable[[object], StrEnum | None]":
    def take(value: object) -> StrEnum | None:
        return words(value) if isinstance(value, str) and value in list(words) else None

    return take


_TAKES: "dict[str, Callable[[object], object]]" = {
    "name": _name, "key": _number(KEYS[0], KEYS[-1], (NO_KEY,)), "device": _device, "source": _one_of(Source),
    "sides": _one_of(Sides), "dpi": _number(LEAST_DPI, MOST_DPI), "colour": _truth, "size": _one_of(PaperSize),
    "clean": _truth, "kind": _kind, "slot": _number(0, _MOST_SLOT), "pages": _number(0, MOST_PAGES),
    "to": _one_of(Target),
}  # fmt: skip
"""What each line may say: the value as a profile has it, None when it cannot be."""
