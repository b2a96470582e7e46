"""How the window looks on this machine for this user (giao diện): palette, size of text, language; and its habits."""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desk.text import Language

SMALLEST, LARGEST = 0.9, 1.5
LEAST_LOCK, MOST_LOCK = 0, 120


@dataclass(frozen=True)
class Look:
    """Palette by name (light, dark, high), the factor of all sizes (0.9-1.5), and the language of the window."""

    palette: str = "light"
    factor: float = 1.0
    language: Language = "vi"


@dataclass(frozen=True)
class Habits:
    """What this desk does by itself.

    Attributes:
        citizen: The citizen's screen (màn hình của công dân) is open.
        lock: Minutes without a key or the mouse after which the screen is locked, 0 for never; 0-120.
        login: Who signed in here last, to be offered first.
    """

    citizen: bool = False
    lock: int = 10
    login: str = ""


def look_file() -> Path:
    """Return the file the look is kept in, in the user's settings."""
    return Path(platformdirs.user_config_path("saoy", appauthor=False)) / "look.toml"


def read_look(file: Path) -> Look:
    """Read the look; what is missing or makes no sense takes its default, as a window must always open."""
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        factor = float(data.get("factor", 1.0))
    except (OSError, ValueError, TypeError):
        return Look()
    palette = data.get("palette")
    known = palette if palette in ("light", "dark", "high") else "light"
    return Look(known, min(LARGEST, max(SMALLEST, factor)), "en" if data.get("language") == "en" else "vi")


def chosen(file: Path) -> bool:
    """Tell whether somebody chose a palette on this machine."""
    return "palette" in _values(file)


def write_look(file: Path, look: Look) -> None:
    """Keep the look; a settings folder that cannot be written is passed over, the look then lasts this sitting."""
    _keep(file, {"palette": look.palette, "factor": round(look.factor, 2), "language": look.language})


def read_habits(file: Path) -> Habits:
    """Read the habits from the same file; what is missing or makes no sense takes its default."""
    data = _values(file)
    lock, login = data.get("lock"), data.get("login")
    minutes = lock if isinstance(lock, int) and LEAST_LOCK <= lock <= MOST_LOCK else Habits.lock
    return Habits(data.get("citizen") is True, minutes, login if isinstance(login, str) else "")


def write_habits(file: Path, habits: Habits) -> None:
    """Keep the habits; passed over as `write_look` does."""
    _keep(file, {"citizen": habits.citizen, "lock": habits.lock, "login": habits.login})


def _values(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _keep(file: Path, values: Mapping[str, str | int | float]) -> None:
    """Change some values of the file and leave the others as they stand; only plain values are kept there."""
    kept = {key: value for key, value in _values(file).items() if isinstance(value, str | int | float)}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in {**kept, **values}.items()]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text("".join(lines), encoding="utf-8")
        os.replace(part, file)  # noqa: PTH105 -- one step, so that a crash leaves the old file or the new one
    except OSError:
        return
