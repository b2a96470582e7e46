"""Reads a folder of samples with ground truth and prints what it got right and what it cost.

usage: python -m benchmarks.bench_reading SAMPLES [--scorer score_ocr.py] [--out DIR] [--careful] [--as-it-is]
       [--engine NAME] [--only ID,ID…] [--without ID,ID…] [--split all|tuning|kept-out]

SAMPLES holds manifest.json (items: id, file, class, dpi, gt). The scorer is a program that takes the
samples and the texts, see its own usage. CPU seconds are this process's and its children's, per page.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from benchmarks.sample_pages import Item, load
from ocr.page import PageImage
from ocr.read import ReadOptions, read_page


def cpu_seconds() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def page_image(path: Path) -> PageImage:
    with Image.open(path) as picture:
        dpi = picture.info.get("dpi", (0.0, 0.0))
        media = "image/jpeg" if picture.format == "JPEG" else "image/png"
        return PageImage(path, media, *picture.size, dpi=float(dpi[0]))


def score(scorer: Path, samples: Path, items: list[Item], texts: Path) -> None:
    """Hands the scorer a folder of just the chosen samples."""
    with tempfile.TemporaryDirectory() as name:
        part = Path(name)
        for each in items:
            shutil.copy(samples / each["gt"], part / each["gt"])
        (part / "manifest.json").write_text(json.dumps({"items": items}), "utf-8")
        subprocess.run([sys.executable, str(scorer), str(part), str(texts)], check=True)


def tell_turns(turns: list[tuple[int, int | None]]) -> None:
    decided = [(truth, told) for truth, told in turns if told is not None]
    right = sum(truth == told for truth, told in decided)
    print(f"orientation: decided {len(decided)} of {len(turns)}, right {right} of {len(decided)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--careful", action="store_true")
    parser.add_argument("--as-it-is", action="store_true", help="read pictures without preparing them")
    parser.add_argument("--engine")
    parser.add_argument("--only", default="")
    parser.add_argument("--without", default="")
    parser.add_argument("--split", choices=("all", "tuning", "kept-out"), default="all")
    options = parser.parse_args()
    out = options.out or Path(tempfile.mkdtemp(prefix="reading-"))
    out.mkdir(parents=True, exist_ok=True)
    items = load(options.samples, only=options.only, without=options.without, split=options.split)
    how = ReadOptions(careful=options.careful, engine=options.engine, clean=not options.as_it_is)
    began, cpu = time.perf_counter(), cpu_seconds()
    turns: list[tuple[int, int | None]] = []
    for each in items:
        before = cpu_seconds()
        reading = read_page(page_image(options.samples / each["file"]), how)
        turns.append((each.get("orientation", 0), reading.rotation))
        (out / f"{each['id']}.txt").write_text(reading.text, "utf-8")
        print(
            f"{each['id']:8}{cpu_seconds() - before:6.2f} s  rotation {reading.rotation}  "
            f"skew {reading.skew:+.2f}  words {len(reading.words):4}  {' '.join(reading.warnings)}"
        )
    count = max(1, len(items))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(items)} pages, {(cpu_seconds() - cpu) / count:.2f} CPU s a page, "
        f"{(time.perf_counter() - began) / count:.2f} s a page, peak {peak:.0f} MB; texts in {out}"
    )
    tell_turns(turns)
    if options.scorer:
        score(options.scorer, options.samples, items, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
