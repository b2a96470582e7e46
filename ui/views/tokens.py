"""Read the design tokens: the one source of colours, type, spaces and heights."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

ASSETS = Path(__file__).parent.parent / "assets"

Colour = Literal[
    "bg", "surface", "sunken", "well", "line", "edge", "ink", "ink2", "ink3",
    "accent", "accent-hover", "on-accent", "soft", "soft-line",
    "rail", "rail-ink", "rail-sel", "rail-on",
    "ok", "ok-soft", "ok-line", "doubt", "doubt-soft", "doubt-line",
    "seal", "seal-hover", "seal-soft", "seal-line", "on-seal",
    "focus", "popup", "shadow",
]  # fmt: skip
"""A colour by its role; the values are in tokens.toml."""

TypeRole = Literal["figure", "title", "heading", "body", "label", "caption"]
"""A step of the type scale, 32 to 12 px at 100 %."""

Tone = Literal["plain", "accent", "ok", "doubt", "seal"]
"""What a chip, a banner or a box says: nothing, chosen, fits, look at it, refused or sealed."""

PageTone = Literal["ok", "doubt", "seal", "accent"]
"""The tone of a box on a page picture; paper is light in every palette."""

Height = Literal[
    "field", "button", "button-small", "button-primary", "button-neighbour", "chip", "row",
    "row-counter", "slot", "top", "action", "status", "rail", "target",
]  # fmt: skip
"""A height (or the rail's width) in px at 100 %."""

Space = Literal["xs", "s", "m", "l", "xl", "xxl", "screen", "card", "card-dense", "between"]
"""A space on the 4 px grid."""

Radius = Literal["cap", "control", "card"]
"""A corner radius in px."""


class Palette(StrEnum):
    """Name the three sets of colours: light (sáng), dark (tối), high contrast (tương phản cao)."""

    LIGHT = "light"
    DARK = "dark"
    HIGH = "high"


@dataclass(frozen=True)
class TypeStep:
    """Hold one step of the type scale: size and line height in px, weight 400-700."""

    size: int
    weight: int
    line: int
    spacing: float = 0.0


@dataclass(frozen=True)
class PageTokens:
    """Hold the values of boxes on page pictures; fills and the dimming are 0-1, lines in px."""

    colours: dict[str, str]
    fill: float
    fill_current: float
    line: float
    line_current: float
    dim: float


@dataclass(frozen=True)
class Tokens:
    """Hold every value of tokens.toml; sizes in px at 100 %, times in ms."""

    palettes: dict[Palette, dict[str, str]]
    page: PageTokens
    mark: dict[str, str]
    type: dict[str, TypeStep]
    window_family: tuple[str, ...]
    paper_family: tuple[str, ...]
    space: dict[str, int]
    radius: dict[str, int]
    height: dict[str, int]
    motion: dict[str, int]


@cache
def read_tokens() -> Tokens:
    """Read tokens.toml once per process.

    Raises:
        KeyError: a section is missing; the file ships with the program, so this is a bug.
    """
    raw = tomllib.loads((ASSETS / "tokens.toml").read_text(encoding="utf-8"))
    page = raw["page"]
    return Tokens(
        palettes={Palette(name): dict(values) for name, values in raw["palette"].items()},
        page=PageTokens(
            colours={key: value for key, value in page.items() if isinstance(value, str)},
            fill=page["fill"],
            fill_current=page["fill-current"],
            line=page["line"],
            line_current=page["line-current"],
            dim=page["dim"],
        ),
        mark=dict(raw["mark"]),
        type={name: TypeStep(**step) for name, step in raw["type"].items()},
        window_family=tuple(raw["family"]["window"]),
        paper_family=tuple(raw["family"]["paper"]),
        space=dict(raw["space"]),
        radius=dict(raw["radius"]),
        height=dict(raw["height"]),
        motion=dict(raw["motion"]),
    )
