"""The dated data packs shipped with the program (gói dữ liệu): rules, calendar, catalogue and their words."""

import tomllib
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from desk.model.deadline import Calendar
from desk.model.reuse import Policy, Rule, Rules

CATALOGUE_PACK = "procedures-2026-11-23.json"
CALENDAR_PACK = "calendar-2026-2027.toml"
REUSE_PACK = "reuse-2026-11.toml"


def pack(name: str) -> Traversable:
    """Return the file of a shipped pack."""
    return resources.files("desk").joinpath("data", name)


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return the contents of a shipped TOML pack, read once; treat it as read-only."""
    return tomllib.loads(pack(name).read_text("utf-8"))


def load_rules() -> Rules:
    """Return the reuse rules (quy tắc tái sử dụng) shipped with the program.

    Each rule carries its own days of effect, so one pack also judges dossiers opened under older law.
    """
    data = read_toml(REUSE_PACK)
    rules = tuple(
        Rule(
            kind=row["kind"],
            policy=Policy(row["policy"]),
            months=row.get("months"),
            reason=row.get("reason", ""),
            basis=row["basis"],
            effective_from=row.get("effective_from", date.min),
            effective_to=row.get("effective_to", date.max),
        )
        for row in data["rule"]
    )
    return Rules(version=data["version"], rules=rules, soon_days=data["soon_days"])


def load_calendar() -> Calendar:
    """Return the working calendar (lịch làm việc) shipped with the program."""
    data = read_toml(CALENDAR_PACK)
    return Calendar(
        version=data["version"],
        days_off=frozenset(day for row in data["off"] for day in row["days"]),
        worked=frozenset(data["worked"]),
        hours=tuple((row["from"], row["to"]) for row in data["hours"]),
        same_day_until=data["same_day_until"],
        years=tuple(data["years"]),
    )
