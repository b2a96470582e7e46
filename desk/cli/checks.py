"""One thing looked at by `saoy doctor`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "missing"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its state, what was found, and what to do when it is not well."""

    name: str
    state: State
    sentence: str
    cure: str


Make = Callable[..., Check]
"""Makes a check of a name, a state, a key under `doctor` in `messages.toml`, and the words for its placeholders."""
