"""What is known better of a device than it says itself (ngoại lệ theo máy): `overrides.toml`, and the office's rows."""

import contextlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from desk.model.scanning import Device, Source

OWN_FILE = "scanners.toml"
"""Its name in the folder of the office."""

_KEYS: dict[str, type | tuple[type, ...]] = {
    "hide": bool, "name": str, "sources": list, "duplex": bool, "dpis": list, "width_mm": (int, float),
    "height_mm": (int, float), "options": list,
}  # fmt: skip


def corrected(found: Sequence[Device], own: Path | None = None) -> list[Device]:
    """Return the devices as the rows say they are; hidden ones are left out."""
    rows = _rows(own)
    return [replace(one, **_facts(row)) for one in found if not (row := _row(one, rows)).get("hide")]


def extra_options(device: str, own: Path | None = None) -> tuple[str, ...]:
    """Return the words for scanimage that rows add for a device of this id; rows that fit by its name do not count."""
    return tuple(str(word) for word in _row(Device(device, "", ""), _rows(own)).get("options", ()))


def faulty_rows(own: Path) -> int:
    """Return how many rows of the office's own file we do not understand; 1 for a file that is no TOML."""
    if not own.is_file():
        return 0
    data = _data(own)
    return 1 if data is None else sum(1 for row in data if not _is_sound(row))


def _rows(own: Path | None) -> list[dict[str, Any]]:
    """Return the sound rows, those of the office behind ours."""
    return [row for row in [*_shipped(), *((_data(own) or []) if own is not None else [])] if _is_sound(row)]


def _row(device: Device, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return all that fitting rows say of a device, the later before the earlier."""
    said: dict[str, Any] = {}
    for row in rows:
        pattern = str(row.get("match", "")).casefold()
        names = (device.id.partition(":")[2].casefold(), device.name.casefold())
        if any(fnmatchcase(name, pattern) for name in names):
            said |= {key: value for key, value in row.items() if key in _KEYS}
    return said


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    facts = {key: row[key] for key in ("name", "duplex", "width_mm", "height_mm") if key in row}
    if "sources" in row:
        facts["sources"] = (*(Source(name) for name in row["sources"]), Source.AUTO)
    if "dpis" in row:
        facts["dpis"] = tuple(row["dpis"])
    return facts


def _is_sound(row: Mapping[str, Any]) -> bool:
    kinds = all(isinstance(row[key], kind) for key, kind in _KEYS.items() if key in row)
    sources = all(name in ("glass", "feeder") for name in row.get("sources", ())) if kinds else False
    return bool(row.get("match")) and sources and all(isinstance(dpi, int) for dpi in row.get("dpis", ()))


@cache
def _shipped() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(
        resources.files("desk.scan").joinpath("overrides.toml").read_text("utf-8")
    )["device"]
    return rows


def _data(own: Path) -> list[dict[str, Any]] | None:
    """Return the rows of the office's own file: none when there is no file, None when it cannot be understood."""
    with contextlib.suppress(FileNotFoundError):
        try:
            rows = tomllib.loads(own.read_text("utf-8")).get("device", [])
        except (OSError, ValueError):
            return None
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else None
    return []
