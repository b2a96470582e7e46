"""What a confidence is worth (độ tin cậy): raw figures of the readers brought to shares of being right.

The curves of `data/confidence.toml` are fitted by `benchmarks/fit_confidence.py` on real pages and hard variants of
them; words and the fields of administrative papers have one each. What has no curve keeps its raw figure.
"""

from collections.abc import Mapping

from ocr.curves import Curves, Knots, on_curve
from ocr.refuse import is_plausible

_PERHAPS_BY_HAND = ("so_ky_hieu", "ngay_ban_hanh")
_PRINTED, _BY_HAND = 0.89, 0.88

_CURVES = Curves("confidence.toml")

raw = _CURVES.raw


def curves() -> dict[str, list[list[float]]]:
    """Give the curves in use, by name: knots of raw and true confidence."""
    return _CURVES.known


def word_class(text: str) -> str:
    """Name the curve of a word: those with digits, those that could be Vietnamese print, the others."""
    if any(map(str.isdigit, text)):
        return "number_word"
    return "word" if is_plausible(text) else "odd_word"


def true_confidence(name: str, told: float) -> float:
    """Give the share of being right that a raw confidence stands for, 0-1.

    Args:
        name: Of the field, or of `word_class`.
        told: Raw, 0-1.
    """
    return told if _CURVES.off else of_curves(curves(), name, told)


def of_curves(known: Mapping[str, Knots], name: str, told: float) -> float:
    """Read a curve by name; a number or a day that print did not show surely is never told as sure."""
    if name not in known:
        return told
    true = on_curve(known[name], told)
    return min(true, _BY_HAND) if name in _PERHAPS_BY_HAND and told < _PRINTED else true
