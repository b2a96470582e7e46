"""How many fields of the sample papers are read exactly.

    python -m benchmarks.bench_fields SAMPLES [--careful] [--show] [--readings FOLDER]

SAMPLES is a folder with `manifest.json`, `<id>.fields.json` and pictures. The pages kept out of tuning (see
`sample_pages.py`) are reported apart. Compared as the manifest says: without case, old and new tone marks alike,
spaces collapsed; the summary counts when at most 5 % of its characters differ. An absent field counts when it is told
to be absent. `--readings` keeps the page readings, so that the fields alone can be run again. The CPU seconds are those
of finding the fields alone, the pictures looked at again for them, the engine already open.
"""

import argparse
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.sample_pages import kept_out
from ocr.engine import open_engine
from ocr.fields import understand
from ocr.page import DocumentReading, PageImage, PageReading
from ocr.rawword import LINE
from ocr.read import ReadOptions, read_page
from ocr.source import split_file
from ocr.vietnamese import canon

SUMMARY, MOST_WRONG = "trich_yeu", 0.05


@dataclass(frozen=True)
class Row:
    page: str
    name: str
    wanted: str | None
    read: str | None
    right: bool
    confidence: float
    handwritten: bool
    kept_aside: bool
    cpu_s: float


def same(name: str, wanted: str | None, read: str | None) -> bool:
    if wanted is None or read is None:
        return wanted is read
    one, other = (re.sub(r"\s+", " ", canon(text)).strip() for text in (wanted, read))
    if name == SUMMARY:
        return Levenshtein.distance(one, other) <= MOST_WRONG * len(one)
    return one == other


def reading_of(image: PageImage, name: str, options: ReadOptions, keep: Path | None) -> PageReading:
    kept = keep / name if keep else None
    if kept is not None and kept.exists():
        reading: PageReading = pickle.loads(kept.read_bytes())  # noqa: S301  # our own file of an earlier run
        return reading
    reading = read_page(image, options)
    if kept is not None:
        kept.write_bytes(pickle.dumps(reading))
    return reading


def rows(samples: Path, options: ReadOptions, keep: Path | None) -> Iterator[Row]:
    items: list[dict[str, Any]] = json.loads((samples / "manifest.json").read_text("utf-8"))["items"]
    with_fields = sorted((item for item in items if item.get("fields")), key=lambda item: str(item["id"]))
    for item in with_fields:
        wanted = json.loads((samples / item["fields"]).read_text("utf-8"))
        with TemporaryDirectory() as spool:
            (image,) = split_file(samples / item["file"], Path(spool))
            reading = reading_of(image, f"{item['id']}.reading", options, keep)
            open_engine().read(np.full((40, 200), 255, np.uint8), 200.0, LINE)
            start = process_time()
            document = understand([reading], images=[image])
            cpu_s = process_time() - start
        yield from compare(item["id"], wanted, document, cpu_s, kept_aside=kept_out(item))


def compare(
    page: str, wanted: dict[str, Any], document: DocumentReading, cpu_s: float, *, kept_aside: bool
) -> Iterator[Row]:
    by_name = {field.name: field for field in document.fields}
    for name, value in wanted.items():
        if name == "handwritten":
            continue
        field = by_name.get(name)
        read = field.value if field else None
        yield Row(
            page,
            name,
            value,
            read,
            same(name, value, read),
            field.confidence if field else 0.0,
            name in wanted["handwritten"],
            kept_aside,
            cpu_s,
        )


def tell(title: str, chosen: list[Row]) -> None:
    if chosen:
        right = sum(row.right for row in chosen)
        print(f"{title:44} {right:4} of {len(chosen):4}  {100 * right / len(chosen):5.1f} %")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("samples", type=Path)
    options.add_argument("--careful", action="store_true")
    options.add_argument("--show", action="store_true")
    options.add_argument("--readings", type=Path)
    given = options.parse_args()
    found = list(rows(given.samples, ReadOptions(careful=given.careful), given.readings))
    for row in found:
        if given.show and not row.right:
            aside = "*" if row.kept_aside else " "
            hand = "hand" if row.handwritten else "    "
            print(f"{aside}{row.page:6} {row.name:17} {hand} {row.confidence:.2f}\n    {row.wanted}\n    {row.read}")
    for name in dict.fromkeys(row.name for row in found):
        tell(name, [row for row in found if row.name == name])
    tell("all", found)
    tell("all, printed (handwritten ones left out)", [row for row in found if not row.handwritten])
    tell("tuned on", [row for row in found if not row.kept_aside])
    tell("kept aside", [row for row in found if row.kept_aside])
    tell("kept aside, printed", [row for row in found if row.kept_aside and not row.handwritten])
    sure = [row for row in found if row.confidence >= 0.9 and row.read is not None]  # shown as sure
    tell("of those said with confidence >= 0.9", sure)
    costs = sorted({row.page: row.cpu_s for row in found}.values())
    print(f"{'CPU s a paper: mean, median, most':44} {mean(costs):.3f} {median(costs):.3f} {costs[-1]:.3f}")


if __name__ == "__main__":
    main()
