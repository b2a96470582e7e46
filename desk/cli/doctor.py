"""What this machine has of all that Sao Y uses (`saoy doctor`)."""

import platform
import shutil
import sqlite3
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.checks import Check, Make, State
from desk.cli.doctor_signing import examine_signing
from desk.errors import FAULTS
from desk.settings import KINDS, office_exists, read_settings
from desk.text import Language, say
from desk.work.folders import folder_state

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAST_FREE = 2 * 10**9
"""Below this a full disk is near enough to stop taking paper (bytes)."""


def examine(home: Path, language: Language = "vi") -> list[Check]:
    """Look at everything; only what the program itself needs counts as missing."""

    def check(name: str, state: State, key: str, **context: object) -> Check:
        said = say(f"doctor.{key}", context, language)
        return Check(name, state, said.sentence, said.cure)

    looks: list[Callable[[Make], Check]] = [
        _program,
        _engine,
        _languages,
        _database,
        _fonts,
        lambda c: _office(c, home),
        lambda c: _disk(c, home),
        lambda c: _scanners(c, home),
        lambda c: _kinds(c, home),
    ]
    settings = read_settings(home) if office_exists(home) else None
    evening = [evening_check(check, settings.evening)] if settings is not None and settings.evening else []
    watched = [_watched(check, settings.folder)] if settings is not None and settings.folder else []
    return [*(look(check) for look in looks), *watched, *evening, *examine_signing(check, home, language)]


def evening_check(check: Make, folder: Path) -> Check:
    """Tell whether the evening's folder is there and files in it can be put away."""
    able = folder_state(folder) == "ready"
    return check("evening", "ok" if able else "warning", "evening" if able else "evening-missing", folder=folder)


def _watched(check: Make, folder: Path) -> Check:
    able = folder_state(folder) == "ready"
    return check("folder", "ok" if able else "warning", "folder" if able else "folder-missing", folder=folder)


def _program(check: Make) -> Check:
    return check("program", "ok", "program", version=metadata.version("saoy"), python=platform.python_version())


def _engine(check: Make) -> Check:
    from ocr.engine import open_engine

    try:
        return check("engine", "ok", "engine", engine=open_engine(None).name)
    except FAULTS:
        return check("engine", "missing", "engine-missing")


def _languages(check: Make) -> Check:
    from ocr.tessdata import tessdata_folder

    lacking = []
    for language in ("vie", "osd"):
        try:
            tessdata_folder(language)
        except FAULTS:
            lacking.append(language)
    if lacking:
        return check("languages", "missing", "languages-missing", languages=", ".join(lacking))
    return check("languages", "ok", "languages", languages="vie, osd")


def _database(check: Make) -> Check:
    with sqlite3.connect(":memory:") as trial:
        try:
            trial.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        except sqlite3.OperationalError:
            return check("database", "missing", "database-missing", version=sqlite3.sqlite_version)
    return check("database", "ok", "database", version=sqlite3.sqlite_version)


def _fonts(check: Make) -> Check:
    folder = resources.files("desk").joinpath("assets", "fonts")
    there = folder.is_dir() and any(file.name.endswith(".ttf") for file in folder.iterdir())
    return check("font", "ok", "font") if there else check("font", "missing", "font-missing")


def _office(check: Make, home: Path) -> Check:
    if not office_exists(home):
        return check("office", "warning", "office-missing", folder=home)
    from desk.wiring import careless_settings, schema_of

    try:
        schema_of(home)
        careless = careless_settings(home)
    except FAULTS as fault:
        said = say(fault.code, fault.context)
        return Check("office", "warning", said.sentence, said.cure)
    if careless:
        return check("office", "warning", "server-careless", settings=", ".join(careless))
    return check("office", "ok", "office", folder=home)


def _kinds(check: Make, home: Path) -> Check:
    from ocr.kinds import faulty_kinds, kinds, use_own_kinds

    use_own_kinds(home / KINDS)
    faulty = faulty_kinds()
    if faulty:
        return check("kinds", "warning", "kinds-faulty", files=", ".join(faulty))
    return check("kinds", "ok", "kinds", number=len(kinds()))


def _disk(check: Make, home: Path) -> Check:
    there = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(there).free
    state, key = ("ok", "disk") if free > _LEAST_FREE else ("warning", "disk-low")
    return check("disk", state, key, gigabytes=f"{free / 10**9:.0f}")


def _scanners(check: Make, home: Path) -> Check:
    from desk.scan.overrides import OWN_FILE, faulty_rows
    from desk.settings import Settings
    from desk.wiring import scanners_for
    from desk.work.device_words import device_label
    from desk.work.devices import devices_of

    if faulty_rows(home / OWN_FILE):
        return check("scanner", "warning", "scanners-faulty", file=OWN_FILE, rows=faulty_rows(home / OWN_FILE))
    settings = read_settings(home) if office_exists(home) else Settings(home, "-")
    found = devices_of(scanners_for(settings))
    if any(device.trouble for device in found):
        return check("scanner", "warning", "scanner-changed", names=", ".join(map(device_label, found)))
    if found:
        return check("scanner", "ok", "scanner", names=", ".join(map(device_label, found)))
    if shutil.which("scanimage") is None:
        return check("scanner", "warning", "scanimage-missing")
    return check("scanner", "warning", "scanner-missing")
