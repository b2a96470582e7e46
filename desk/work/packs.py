"""The dated data packs shipped with the program (gói dữ liệu): rules, calendar, catalogue and their words."""

import sys
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from desk.model.certification import FeeTable, Ground, Wording
from desk.model.deadline import Calendar
from desk.model.reuse import Policy, Rule, Rules
from signing.services import Services
from signing.values import Module

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


@cache
def _family(name: str) -> tuple[str, ...]:
    """Return the packs of a family, such as "fees", oldest first by their day of effect."""
    files = [file.name for file in resources.files("desk").joinpath("data").iterdir()]
    mine = [file for file in files if file.startswith(f"{name}-") and file.endswith(".toml")]
    return tuple(sorted(mine, key=lambda file: (read_toml(file)["effective_from"], file)))


def pack_in_force(family: str, on: date) -> dict[str, Any]:
    """Return the pack of a family in force on a day, the oldest one for days before all of them."""
    names = _family(family)
    in_force = [name for name in names if read_toml(name)["effective_from"] <= on]
    return read_toml((in_force or list(names[:1]))[-1])


def pack_of_version(family: str, version: str, on: date) -> dict[str, Any]:
    """Return the pack that a row was made with, or the one in force on a day when it is no longer shipped."""
    made = [data for data in map(read_toml, _family(family)) if data["version"] == version]
    return made[0] if made else pack_in_force(family, on)


def load_grounds(on: date) -> tuple[Ground, ...]:
    """Return the grounds for which an original may not be copied (Điều 22), in the order of the article.

    Law: docs/law.md#refusal-grounds
    """
    return tuple(Ground(row["number"], row["law"], row["short"]) for row in pack_in_force("grounds", on)["ground"])


def load_fees(on: date) -> FeeTable:
    """Return the fee of certified copies (phí chứng thực) in force on a day.

    Law: docs/law.md#certification-fee
    """
    data = pack_in_force("fees", on)
    return FeeTable(
        version=data["version"], basis=data["legal_basis"], first=data["first"], first_pages=data["first_pages"],
        further=data["further"], most=data["most"],
    )


def load_wording(data: dict[str, Any], own: dict[str, Any]) -> Wording:
    """Return the words of certification of a pack; `own` are the marks an office uses instead of the pack's.

    Law: docs/law.md#attestation-wording
    """
    marks = {**data["book"], **{key: value for key, value in own.items() if value}}
    return Wording(
        version=data["version"], effective_from=data["effective_from"], basis=data["legal_basis"],
        symbol=marks["symbol"], number_mark=marks["number"], book_mark=marks["name"],
    )


def load_services(on: date, tsa: tuple[str, ...] = ()) -> Services:
    """Return the services of the network (dấu thời gian, trạng thái chứng thư) in force on a day.

    Args:
        on: The day.
        tsa: Addresses of time stamp authorities instead of the pack's.
    """
    data = pack_in_force("services", on)
    return Services(
        tsa=tsa or tuple(data["tsa"]["addresses"]), tsa_timeout_s=data["tsa"]["timeout_s"],
        tsa_tries=data["tsa"]["tries"], rewrites=tuple((row["of"], row["ask"]) for row in data["instead"]),
    )


def token_drivers() -> list[Module]:
    """Return the known drivers of signing tokens (trình điều khiển USB ký số) that are installed on this machine."""
    data = read_toml("tokens.toml")
    files = [row[sys.platform] for row in data["driver"] if sys.platform in row]
    places = [Path(folder, file) for file in files for folder in data["folders"].get(sys.platform, [])]
    return [Module(str(place)) for place in places if place.is_file()]
