"""The sentences people read: one for what happened, one for what to do, in Vietnamese or English.

Sentences live in `desk/messages.toml` and `desk/messages.en.toml`, by the code of the fault or the key of the phrase.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Language = Literal["vi", "en"]
_FILES: dict[Language, str] = {"vi": "messages.toml", "en": "messages.en.toml"}


@dataclass(frozen=True, slots=True)
class Said:
    """What happened and what to do about it, each one sentence."""

    sentence: str
    cure: str


class _Blank(dict[str, object]):
    """Placeholders; an absent one is shown as an ellipsis instead of failing."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _sentences(language: Language) -> dict[str, Any]:
    return tomllib.loads(resources.files("desk").joinpath(_FILES[language]).read_text("utf-8"))


def _entry(code: str, language: Language) -> Mapping[str, str] | None:
    place: Any = _sentences(language)
    for part in code.split("."):
        place = place.get(part) if isinstance(place, dict) else None
    return place if isinstance(place, dict) and "say" in place else None


def say(code: str, context: Mapping[str, object] | None = None, language: Language = "vi") -> Said:
    """Return the sentence and the cure of a fault's code, placeholders filled from `context`.

    A code without a sentence is answered by that of "bug", so that a person always reads words.
    """
    entry = _entry(code, language) or _entry("bug", language) or {"say": code}
    blank = _Blank({"code": code, **(context or {})})
    return Said(entry["say"].format_map(blank), entry.get("fix", "").format_map(blank))


def phrase(key: str, language: Language = "vi", /, **context: object) -> str:
    """Return a phrase such as "reuse.fits" with its placeholders filled."""
    return say(key, context, language).sentence


def codes(language: Language = "vi") -> set[str]:
    """Return every key that has a sentence, for the test that holds codes and sentences together."""
    found: set[str] = set()

    def walk(prefix: str, node: Mapping[str, Any]) -> None:
        for key, value in node.items():
            if isinstance(value, dict):
                if "say" in value:
                    found.add(prefix + key)
                walk(f"{prefix}{key}.", value)

    walk("", _sentences(language))
    return found
