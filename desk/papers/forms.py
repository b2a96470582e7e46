"""The wording of the slips (biểu mẫu): a dated pack, read once; and the Vietnamese way to write a date."""

import tomllib
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from desk.model.deadline import VIETNAM

PACK = "forms.toml"
_FREE = {"reason", "procedure", "component"}
_LONGEST = 250
"""Longest value of a person or place in characters; a longer one is garbage and would push the rest off the page."""


@cache
def _pack() -> dict[str, Any]:
    return tomllib.loads(resources.files("desk").joinpath("data", PACK).read_text("utf-8"))


def version() -> str:
    """Return the version of the wording in use."""
    return str(_pack()["version"])


def words(form: str, key: str, **values: object) -> str:
    """Return one line of a form ("common", "receipt", "supplement", "refusal") with its placeholders filled.

    An absent or empty value is shown as dots to be filled by hand; an overlong one is cut with an ellipsis.
    """
    dots = _pack()["common"]["dots"]
    filled = {name: _cut(name, str(value)) if value else dots for name, value in values.items()}
    return str(_pack()[form][key]).format_map(filled)


def listed_words(form: str, key: str) -> tuple[str, ...]:
    """Return a list of words of a form, such as the heads of a table's columns."""
    return tuple(str(each) for each in _pack()[form][key])


def _cut(name: str, value: str) -> str:
    return value if name in _FREE or len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"


def dated(key: str, at: datetime, **values: object) -> str:
    """Return a line of the form "common" with the parts of an aware instant in Vietnam time.

    An hour that has just struck is written to the second: received in the minute of 15:00 is still the same day by the
    stroke alone (`desk.model.deadline.due`), and whoever reads a slip must see which it was.

    Days under 10 and the months 1 and 2 get a leading zero (NĐ 30/2020/NĐ-CP Phụ lục I).
    """
    local = at.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    if key == "moment" and local.minute == 0 and local.second:
        key = "moment_exact"
    parts = {
        "hour": f"{local.hour:02d}", "minute": f"{local.minute:02d}", "second": f"{local.second:02d}",
        "day": f"{local.day:02d}", "month": month, "year": str(local.year),
    }
    return words("common", key, **parts, **values)
