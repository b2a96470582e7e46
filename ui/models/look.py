"""How the window looks on this machine for this user (giao diện): palette, size of text, language."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from desk.text import Language

SMALLEST, LARGEST = 0.9, 1.5
_LINES = 'palette = "{look.palette}"\nfactor = {look.factor:.2f}\nlanguage = "{look.language}"\n'


@dataclass(frozen=True)
class Look:
    """Palette by name (light, dark, high), the factor of all sizes (0.9-1.5), and the language of the window."""

    palette: str = "light"
    factor: float = 1.0
    language: Language = "vi"


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


def write_look(file: Path, look: Look) -> None:
    """Keep the look; a settings folder that cannot be written is passed over, the look then lasts this sitting."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(_LINES.format(look=look), encoding="utf-8")
        os.replace(part, file)  # noqa: PTH105 -- one step, so that a crash leaves the old file or the new one
    except OSError:
        return
