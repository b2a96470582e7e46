"""Draws what a confidence is worth on the pages kept out of all fitting: told against right, for words and fields.

    python -m benchmarks.reliability SAMPLES [SAMPLES…] [--readings FOLDER] [--out docs/reliability.svg]

SAMPLES as for `fit_confidence.py`: real pages, and variants made by `hard_variants.py`. The confidences are those that
Sao Y shows, with the curves of `ocr/data/confidence.toml`. Prints the same figures as a table. Each dot is one bin of
what was told: to the right what it told in the mean, upwards the share that was right, its size the number of words or
fields in it; the bar is the range in which that share lies 19 times of 20 (Wilson). On the dashed line a confidence
keeps its word; above it, it is too modest.
"""

import argparse
import math
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from benchmarks import fit_confidence
from ocr import confidence

_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_SIDE, _LEFT, _TOP, _GAP = 320, 62, 58, 90
_INK, _PALE, _DOT = "#1f2a37", "#c9d1da", "#1d6fb8"
_NINETEEN_OF_TWENTY = 1.96

Told = tuple[float, bool]
"""A confidence as shown, and whether what it spoke of was right."""
Bin = tuple[float, float, int]
"""What was told in the mean, the share that was right, and how many."""


def evidence(folders: Sequence[Path], keep: Path | None) -> tuple[list[Told], list[Told]]:
    """Read the pages kept out and give what was told of words and of fields."""
    words: list[Told] = []
    fields: list[Told] = []
    curves = confidence.curves()
    for samples in folders:
        for item, reading in fit_confidence.readings(samples, keep, split="kept-out"):
            told = fit_confidence.of_words(samples, item, reading)
            words += [(confidence.of_curves(curves, name, raw), right) for name, raw, right, _ in told]
            shown = fit_confidence.meaningful(reading, curves)
            told = fit_confidence.of_fields(samples, item, shown)
            fields += [(confidence.of_curves(curves, name, raw), right) for name, raw, right, _ in told]
    return words, fields


def binned(rows: Sequence[Told]) -> list[Bin]:
    out: list[Bin] = []
    for low, high in pairwise(_BINS):
        part = [(told, right) for told, right in rows if low <= told < high]
        if part:
            count = len(part)
            out.append((sum(told for told, _ in part) / count, sum(right for _, right in part) / count, count))
    return out


def likely_range(right: float, count: int) -> tuple[float, float]:
    """Give the range of a share seen in `count` cases (Wilson)."""
    z = _NINETEEN_OF_TWENTY
    middle = (right + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(right * (1 - right) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def drawn(panels: Sequence[tuple[str, Sequence[Told]]]) -> str:
    """Write the picture as SVG: one square a panel, side by side."""
    width = _LEFT + len(panels) * (_SIDE + _GAP) - _GAP + 24
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_SIDE + 128}" width="{width}" '
            f'font-family="sans-serif" font-size="13" fill="{_INK}">'
        ),
        f'<rect width="{width}" height="{_SIDE + 128}" fill="#ffffff"/>',
    ]
    for number, (title, rows) in enumerate(panels):
        parts += _panel(_LEFT + number * (_SIDE + _GAP), title, rows)
    return "\n".join([*parts, "</svg>", ""])


def _panel(left: int, title: str, rows: Sequence[Told]) -> list[str]:
    bottom = _TOP + _SIDE
    parts = [f'<text x="{left}" y="{_TOP - 24}" font-size="16" font-weight="600">{escape(title)}</text>']
    for tenth in range(0, 11, 2):
        x, y = left + _SIDE * tenth / 10, bottom - _SIDE * tenth / 10
        parts += [
            f'<path d="M{x:.1f} {_TOP}V{bottom}M{left} {y:.1f}H{left + _SIDE}" stroke="{_PALE}" stroke-width="0.7"/>',
            f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{10 * tenth}</text>',
            f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{10 * tenth}</text>',
        ]
    parts.append(f'<path d="M{left} {bottom}L{left + _SIDE} {_TOP}" stroke="{_INK}" stroke-dasharray="5 4"/>')
    for told, right, count in binned(rows):
        x, y = left + _SIDE * told, bottom - _SIDE * right
        low, high = likely_range(right, count)
        parts += [
            f'<path d="M{x:.1f} {bottom - _SIDE * low:.1f}V{bottom - _SIDE * high:.1f}" stroke="{_DOT}"/>',
            (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2.5 + math.log10(count) * 1.6:.1f}" fill="{_DOT}">'
                f"<title>{count}: told {100 * told:.0f} %, right {100 * right:.0f} %</title></circle>"
            ),
        ]
    parts += [
        f'<text x="{left + _SIDE / 2}" y="{bottom + 40}" text-anchor="middle">confidence told, %</text>',
        f'<text transform="translate({left - 42} {_TOP + _SIDE / 2}) rotate(-90)" text-anchor="middle">right, %</text>',
        (
            f'<text x="{left + _SIDE / 2}" y="{bottom + 60}" text-anchor="middle" fill="#5a6675">{len(rows)} told, '
            f"expected error {100 * expected_error(rows):.1f} %</text>"
        ),
    ]
    return parts


def expected_error(rows: Sequence[Told]) -> float:
    """Give the mean distance between what was told and what was right, 0-1."""
    return sum(abs(told - right) * count for told, right, count in binned(rows)) / max(1, len(rows))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("samples", type=Path, nargs="+")
    options.add_argument("--readings", type=Path)
    options.add_argument("--out", type=Path, default=Path("docs/reliability.svg"))
    given = options.parse_args()
    if given.readings is not None:
        given.readings.mkdir(parents=True, exist_ok=True)
    words, fields = evidence(given.samples, given.readings)
    for title, rows in (("words, kept out", words), ("fields, kept out", fields)):
        print("\n".join(fit_confidence.table(title, rows)), "\n")
    panels = (("Words of pages kept out", words), ("Fields of administrative papers kept out", fields))
    given.out.write_text(drawn(panels), "utf-8")
    print(given.out)


if __name__ == "__main__":
    main()
