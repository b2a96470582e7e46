"""The kind of a paper whose heading was not read (loại giấy theo nhãn): by the labels that only such papers have."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ocr.kinds import Kind, kinds
from ocr.labels import Label, find_labels
from ocr.printed import Line
from ocr.vietnamese import fold

_SURE_LABEL = 0.95
_LEAST, _AHEAD = 1.5, 1.6
"""Weight of labels that makes a kind, and how many times that of the next kind: a label counts by how few have it."""

_MOST = 0.8
_LONG = 6


def guess_kind(lines: Sequence[Line]) -> tuple[Kind | None, float]:
    """Tells the kind of a paper by its labels alone.

    Args:
        lines: Its lines; whole rows, as labels stand at their heads and behind gaps.

    Returns:
        The kind, None when the labels are of no kind or of several, and how sure, 0-0.8.
    """
    owners = _owners(tuple(kinds()))
    found = find_labels(lines, [Label(key, key, capitals=False) for key in owners])
    seen = {hit.label for hits in found for hit in hits if hit.score >= _SURE_LABEL}
    weights: dict[str, float] = defaultdict(float)
    for label in seen:
        for code in owners[label]:
            weights[code] += 1 / len(owners[label])
    ranked = sorted(weights.items(), key=lambda each: -each[1])[:2]
    if not ranked or ranked[0][1] < _LEAST:
        return None, 0.0
    ahead = ranked[0][1] / ranked[1][1] if len(ranked) > 1 else _AHEAD
    return (kinds()[ranked[0][0]], min(_MOST, 0.4 * ahead)) if ahead >= _AHEAD else (None, 0.0)


@cache
def _owners(codes: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Returns the kinds each label is of, by the folded label."""
    owners: dict[str, set[str]] = {}
    for code in codes:
        for spec in kinds()[code].fields:
            for label in spec.labels:
                if len(fold(label)) > _LONG:
                    owners.setdefault(fold(label), set()).add(code)
    return {label: frozenset(each) for label, each in owners.items()}
