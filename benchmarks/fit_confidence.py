"""Fits what a confidence means, and shows how well it holds: 0.95 is to be right 95 times of 100.

    python -m benchmarks.fit_confidence SAMPLES [SAMPLES…] [--readings FOLDER] [--write ocr/data/confidence.toml]

Each SAMPLES is a folder with manifest.json, as of the real pages or of `hard_variants.py`. Pages kept out of tuning
(and variants of them) are never fitted on; the table printed at the end is of them alone. Fitting takes the raw
confidences (the table in use is put aside meanwhile) and lays a rising curve through them (pool adjacent violators),
drawn towards the raw value where there is little evidence.
"""

import argparse
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from benchmarks.bench_fields import same
from benchmarks.bench_reading import page_image
from benchmarks.sample_pages import kept_out, load
from ocr import confidence
from ocr.curves import on_curve
from ocr.fields import understand
from ocr.page import PageReading
from ocr.read import read_page

Evidence = tuple[str, float, bool, bool]
"""What is told (a field's name, or "word"), its raw confidence, whether it is right, whether its page is kept out."""
_EDGE = ".,;:()[]\"'/-*|"
_PRIOR = 3.0
_MOST_WORD, _MOST_FIELD = 0.995, 0.98
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def readings(samples: Path, keep: Path | None, split: str = "all") -> Iterator[tuple[dict[str, Any], PageReading]]:
    for item in load(samples, split=split):
        kept = keep / f"{item['id']}.raw" if keep is not None else None
        if kept is not None and kept.exists():
            reading = pickle.loads(kept.read_bytes())  # noqa: S301  # our own file of an earlier run
        else:
            with confidence.raw():
                reading = read_page(page_image(samples / item["file"]))
            if kept is not None:
                kept.write_bytes(pickle.dumps(reading))
        yield item, reading


def of_words(samples: Path, item: dict[str, Any], reading: PageReading) -> Iterator[Evidence]:
    truth = [each.strip(_EDGE) for each in (samples / item["gt"]).read_text("utf-8").split()]
    told = [(each.text.strip(_EDGE), each) for each in reading.words if each.text.strip(_EDGE)]
    right = set()
    for block in Levenshtein.opcodes(truth, [text for text, _ in told]):
        if block.tag == "equal":
            right.update(range(block.dest_start, block.dest_end))
    for place, (_, word) in enumerate(told):
        yield confidence.word_class(word.text), word.confidence, place in right, kept_out(item)


def of_fields(samples: Path, item: dict[str, Any], reading: PageReading) -> Iterator[Evidence]:
    if not item.get("fields"):
        return
    with confidence.raw():
        document = understand([reading], images=[page_image(samples / item["file"])])
    wanted = json.loads((samples / item["fields"]).read_text("utf-8"))
    for field in document.fields:
        if field.name in wanted and field.value is not None:
            right = same(field.name, wanted[field.name], field.value)
            yield field.name, field.confidence, right, kept_out(item)


def curve(rows: Sequence[tuple[float, bool]], most: float) -> list[tuple[float, float]]:
    """Lay a rising curve through (raw, right), as knots of raw and true confidence, none over `most`."""
    rows = sorted(rows)
    size = max(8, len(rows) // 12)
    pools: list[list[float]] = []  # raw sum, right sum, count
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        pools.append([sum(raw for raw, _ in part), float(sum(right for _, right in part)), len(part)])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    knots: list[tuple[float, float]] = []
    for raw, right, count in pools:
        true = (right + _PRIOR * min(raw / count, 0.9)) / (count + _PRIOR)
        true = max(min(most, true), knots[-1][1] if knots else 0.0)
        knots.append((round(raw / count, 3), round(true, 3)))
    return knots


def table(title: str, rows: Sequence[tuple[float, bool]]) -> list[str]:
    lines = [f"| {title} | told | mean told | right |", "|---|---|---|---|"]
    for low, high in pairwise(_BINS):
        part = [(told, right) for told, right in rows if low <= told < high]
        if part:
            told = sum(each for each, _ in part) / len(part)
            right = sum(right for _, right in part) / len(part)
            lines.append(
                f"| {low:.2f} to {min(high, 1):.2f} | {len(part)} | {100 * told:.0f} % | {100 * right:.0f} % |"
            )
    error = sum(abs(told - right) for told, right in _binned(rows)) / max(1, len(rows))
    return [*lines, f"| expected error of a confidence | {len(rows)} | | {100 * error:.1f} % |"]


def _binned(rows: Sequence[tuple[float, bool]]) -> Iterator[tuple[float, float]]:
    """Yield the sums told and right of each bin."""
    for low, high in pairwise(_BINS):
        part = [(told, right) for told, right in rows if low <= told < high]
        yield sum(told for told, _ in part), float(sum(right for _, right in part))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("samples", type=Path, nargs="+")
    options.add_argument("--readings", type=Path)
    options.add_argument("--write", type=Path)
    given = options.parse_args()
    if given.readings is not None:
        given.readings.mkdir(parents=True, exist_ok=True)
    words: list[Evidence] = []
    fields: list[Evidence] = []
    seen: list[tuple[Path, dict[str, Any], PageReading]] = []
    for samples in given.samples:
        for item, reading in readings(samples, given.readings):
            seen.append((samples, item, reading))
            words += of_words(samples, item, reading)
    curves = fitted(words, _MOST_WORD)
    for samples, item, reading in seen:
        # Fields are read from words whose confidence has its meaning already.
        fields += of_fields(samples, item, meaningful(reading, curves))
    curves |= fitted(fields, _MOST_FIELD)
    if given.write:
        head = "# What a raw confidence is worth: pairs of raw and true. Made by benchmarks/fit_confidence.py.\n"
        rows = [f"{name} = {[list(knot) for knot in knots]}" for name, knots in curves.items()]
        given.write.write_text(head + "\n".join(rows) + "\n", "utf-8")
    for title, evidence in (("words", words), ("fields", fields)):
        for when, aside in (("tuning", False), ("kept out", True)):
            part = [(name, raw, right) for name, raw, right, out in evidence if out == aside]
            print("\n".join(table(f"{title}, {when}, raw", [(raw, right) for _, raw, right in part])), "\n")
            true = [(confidence.of_curves(curves, name, raw), right) for name, raw, right in part]
            print("\n".join(table(f"{title}, {when}, fitted", true)), "\n")


def fitted(evidence: Sequence[Evidence], most: float) -> dict[str, list[tuple[float, float]]]:
    """Fit a curve a name, on pages that are not kept out."""
    by_name: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for name, raw, right, aside in evidence:
        if not aside:
            by_name[name].append((raw, right))
    return {name: curve(rows, most) for name, rows in sorted(by_name.items())}


def meaningful(reading: PageReading, curves: dict[str, list[tuple[float, float]]]) -> PageReading:
    words = [
        replace(word, confidence=on_curve(curves[confidence.word_class(word.text)], word.confidence))
        for word in reading.words
    ]
    return replace(reading, words=tuple(words))


if __name__ == "__main__":
    main()
