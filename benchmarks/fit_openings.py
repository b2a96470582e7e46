"""Fits the weights of the signals that tell where a paper begins: `ocr/data/openings_weights.toml`.

    python -m benchmarks.fit_openings [--told 1-39] [--stacks STACK… --readings FOLDER] [--write]

A weight may not turn its sign, and is drawn from what reason expects (`EXPECTED`) only as far as papers say so: one
that few papers show keeps it. Drawn papers are told (`stack_told.py`), stacks are read. Seeds from 50 on and stacks of
seeds from 50 on are never fitted on.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.bench_cuts import reading_of
from benchmarks.stack_told import told_papers
from ocr.openings import signals
from ocr.page import PageReading

Values = npt.NDArray[np.float64]
Pair = tuple[dict[str, float], bool]
"""The signals of a side beside the paper before it, and whether it begins a paper."""

_UNSEEN = 50
_HELD, _STEP, _TURNS = 2.0, 0.02, 4000
_SHARPER = 1.25
"""Held weights tell less than they know: of 56 doubts of 643 sides the likelier answer was right in 53."""

_OUT = Path(__file__).parent.parent / "ocr" / "data" / "openings_weights.toml"

EXPECTED = {
    "always": -0.2, "state-head": 2.2, "known-title": 1.6, "title": 1.4, "large-line": 0.5, "letter": 1.8, "list": -1.0,
    "part": -1.5, "form-code": 1.5,
    "card-front": 1.5, "number-one": 1.6, "signed-before": 0.7, "last-of": 2.0, "one-side": 1.2, "whole-card": 1.5,
    "lone-front": 0.8, "long-paper": 0.3, "starts-again": 1.5, "other-size": 1.3, "other-print": 0.3, "other-kind": 0.6,
    "other-number": 1.5, "other-person": 0.4, "counts-wrong": 0.5, "annex": -2.5, "translated": -1.6, "no-head": -1.6,
    "few-words": -0.5, "goes-on": -1.2, "middle-item": -0.8, "later-number": -1.6, "ends-signed": -0.5,
    "unsigned-before": -0.7, "open-before": -0.2, "more-of": -1.8, "counts-on": -1.8, "same-count": -2.5,
    "runs-on": -1.6, "item-on": -0.8, "table-on": -1.4, "card-back": -3.0, "same-print": -0.3, "same-number": -1.5,
    "same-person": -0.2, "same-title": -0.1, "words-shared": -0.8,
}  # fmt: skip
"""Logarithms of odds, positive for a new paper."""

NAMES = list(EXPECTED)


def told_pairs(seeds: Sequence[int]) -> Iterator[Pair]:
    """Yield the sides of drawn papers that follow one another."""
    for seed in seeds:
        papers = [(number, side) for number, (_, _, sides) in enumerate(told_papers(seed)) for side in sides]
        yield from _pairs(papers)


def read_pairs(folder: Path, keep: Path) -> Iterator[Pair]:
    """Yield the sides of a stack that follow one another with no slip or sheet between."""
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    if truth["seed"] >= _UNSEEN:
        raise SystemExit(f"{folder}: never to be fitted on")
    run: list[tuple[int, PageReading]] = []
    for side in truth["sides"]:
        if side["role"] in ("slip", "cover", "patch"):
            yield from _pairs(run)
            run = []
        elif side["document"] is not None:
            reading = reading_of(folder / side["file"], keep)
            run += [] if reading.blank else [(side["document"], reading)]
    yield from _pairs(run)


def _pairs(run: Sequence[tuple[int, PageReading]]) -> Iterator[Pair]:
    paper: list[PageReading] = []
    before = -1
    for number, side in run:
        if paper:
            yield signals(paper, side), number != before
        paper = [*paper, side] if number == before else [side]
        before = number


def matrix(pairs: Sequence[Pair]) -> tuple[Values, Values]:
    """Return the signals as rows in the order of `NAMES`, and 1 for each side that begins a paper."""
    rows = np.array([[1.0 if name == "always" else found.get(name, 0.0) for name in NAMES] for found, _ in pairs])
    return rows, np.array([float(begins) for _, begins in pairs])


def fitted(rows: Values, begins: Values) -> Values:
    """Return the likeliest weights, held to what is expected, none of another sign (Adam, then cut to its sign)."""
    expected = np.array(list(EXPECTED.values()))
    least = np.where((expected > 0) & (np.array(NAMES) != "always"), 0.0, -np.inf)
    most = np.where((expected < 0) & (np.array(NAMES) != "always"), 0.0, np.inf)
    weights, mean, square = expected.copy(), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    for turn in range(1, _TURNS + 1):
        told = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (told - begins) + _HELD * (weights - expected)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        step = mean / (1 - 0.9**turn) / (np.sqrt(square / (1 - 0.999**turn)) + 1e-8)
        weights = np.clip(weights - _STEP * step, least, most)
    return np.asarray(_SHARPER * weights, np.float64)


def told_lines(weights: Values, rows: Values) -> Iterator[str]:
    """Yield each weight with what was expected and in how many pairs its signal was seen."""
    for place in np.argsort(-weights):
        name = NAMES[place]
        seen = int((rows[:, place] > 0).sum())
        yield f"{name:16s} {weights[place]:6.2f}  expected {EXPECTED[name]:5.1f}  in {seen}"


def write(weights: Values) -> None:
    """Write the file of weights."""
    head = (
        "# Weights of the signals of `ocr/openings.py`: logarithms of odds, positive for a new paper. Written by\n"
        "# `python -m benchmarks.fit_openings --write`, which says how; a signal it does not know weighs nothing.\n\n"
        "[weights]\n"
    )
    ranked = sorted(zip(NAMES, weights, strict=True), key=lambda each: (each[0] != "always", -each[1]))
    _OUT.write_text(head + "".join(f"{name} = {weight + 0.0:.2f}\n" for name, weight in ranked), "utf-8")


def main() -> None:
    """Fit, tell, and write when asked."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--told", default="1-39")
    options.add_argument("--stacks", type=Path, nargs="*", default=[])
    options.add_argument("--readings", type=Path, default=Path())
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    first, _, last = given.told.partition("-")
    pairs = list(told_pairs(range(int(first), min(_UNSEEN, int(last or first) + 1))))
    for stack in given.stacks:
        pairs += read_pairs(stack, given.readings)
    rows, begins = matrix(pairs)
    weights = fitted(rows, begins)
    print("\n".join(told_lines(weights, rows)))
    print(f"{len(pairs)} pairs")
    if given.write:
        write(weights)


if __name__ == "__main__":
    main()
