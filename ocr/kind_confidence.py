"""What the confidence of a labelled field is worth (độ tin cậy của trường có nhãn): raw figures to shares of right.

The curves of `data/kinds_confidence.toml` are fitted by `benchmarks/bench_kinds.py` on drawn papers of all kinds, one
for each type of value: there are no real papers of these kinds to fit on, so nothing is told as surer than 0.985.
"""

from ocr.curves import Curves, on_curve

_CLASSES = {"day-line": "date", "issue-day": "date", "serial": "number", "phone": "number", "expiry": "date"}

_CURVES = Curves("kinds_confidence.toml")

raw = _CURVES.raw


def class_of(type_: str) -> str:
    """Name the curve of a type of value."""
    return _CLASSES.get(type_, type_)


def worth(type_: str, told: float) -> float:
    """Give the share of being right that a raw confidence of a field of this type stands for, 0-1."""
    name = class_of(type_)
    return told if _CURVES.off or name not in _CURVES.known else on_curve(_CURVES.known[name], told)
