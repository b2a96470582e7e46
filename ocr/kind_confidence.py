"""What the confidence of a labelled field is worth (độ tin cậy của trường có nhãn): raw figures to shares of right.

The curves of `data/kinds_confidence.toml` are fitted by `benchmarks/bench_kinds.py` on drawn papers of all kinds, one
for each type of value: there are no real papers of these kinds to fit on, so nothing is told as surer than 0.985.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources

from ocr.confidence import on_curve

_CLASSES = {"day-line": "date", "issue-day": "date", "serial": "number", "phone": "number", "expiry": "date"}

_state = {"raw": False}


@contextmanager
def raw() -> Iterator[None]:
    """Give raw figures meanwhile: for fitting the curves."""
    _state["raw"] = True
    try:
        yield
    finally:
        _state["raw"] = False


@cache
def _curves() -> dict[str, list[list[float]]]:
    file = resources.files("ocr").joinpath("data/kinds_confidence.toml")
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def class_of(type_: str) -> str:
    """Name the curve of a type of value."""
    return _CLASSES.get(type_, type_)


def worth(type_: str, told: float) -> float:
    """Give the share of being right that a raw confidence of a field of this type stands for, 0-1."""
    curves = _curves()
    name = class_of(type_)
    return told if _state["raw"] or name not in curves else on_curve(curves[name], told)
