"""Whether memory stays flat over many pages: `saoy ocr` of N pages, its whole tree of processes looked at meanwhile.

    python -m benchmarks.bench_memory SAMPLES [--pages 1000] [--careful] [--rows FILE.csv]

SAMPLES is a folder with `manifest.json` and pictures, which are repeated in PDFs of 250 pages, their bytes as they are.
Memory is the sum of each process's share (PSS), looked at twice a second; MB are 10^6 bytes. Told are the highest of
each stretch of pages, and the slope of a straight line through the second half. Linux only.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.bench_reading import page_image
from benchmarks.sample_pages import load
from benchmarks.whole_process import share, tree
from ocr.page import PageImage, PageReading
from ocr.pdfa import PdfInfo, build_pdfa

A_STACK = 250
LOOK_S = 0.5
USUAL_DPI = 200.0
STRETCHES = (0, 50, 100, 250, 500, 1000)


@dataclass(frozen=True)
class Look:
    """One look: seconds since the start, pages done, bytes of the tree, of the main process, and of the spool."""

    at_s: float
    pages: int
    tree: int
    main: int
    spool: int


def stacks(pictures: Sequence[Path], pages: int, folder: Path) -> list[Path]:
    """Lay so many pages into PDFs, the pictures one after the other and again."""

    def sides(first: int, after: int) -> Iterator[tuple[PageImage, PageReading]]:
        for number in range(first, after):
            image = page_image(pictures[number % len(pictures)])
            dpi = image.dpi or USUAL_DPI
            yield image, PageReading(image.width_px, image.height_px, dpi, 0, 0.0, blank=True, words=(), text="")

    made = []
    for first in range(0, pages, A_STACK):
        made.append(folder / f"stack{first:05}.pdf")
        said = PdfInfo("stack", datetime(2026, 1, 1, tzinfo=UTC))
        build_pdfa(sides(first, min(pages, first + A_STACK)), made[-1], said, "archive")
    return made


def watch(command: Sequence[str], spool: Path) -> list[Look]:
    """Run the command, its temporary files in `spool`, and look at it until it ends."""
    began, looks = time.monotonic(), []
    child = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(spool)}, stdout=subprocess.DEVNULL)
    while child.poll() is None:
        files = [entry for inner in spool.glob("saoy-*") for entry in os.scandir(inner) if entry.is_file()]
        done = sum(entry.name.endswith(".page") for entry in files)
        shares = {number: share(number) for number in tree(child.pid)}
        kept = sum(size(Path(entry.path)) for entry in files)
        looks.append(Look(time.monotonic() - began, done, sum(shares.values()), shares.get(child.pid, 0), kept))
        time.sleep(LOOK_S)
    if child.returncode:
        raise SystemExit(f"the command ended with {child.returncode}")
    return looks


def size(file: Path) -> int:
    """Return the bytes of a file, 0 when it has gone meanwhile."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def slope(looks: Sequence[Look]) -> float:
    """Return the MB by which the tree grows in a hundred pages: the least squares over the second half of the pages."""
    half = [look for look in looks if look.pages >= looks[-1].pages / 2]
    middle = sum(look.pages for look in half) / len(half), sum(look.tree for look in half) / len(half)
    above = sum((look.pages - middle[0]) * (look.tree - middle[1]) for look in half)
    below = sum((look.pages - middle[0]) ** 2 for look in half)
    return 100 * above / below / 1e6 if below else 0.0


def tell(looks: Sequence[Look], pages: int) -> None:
    print("| pages | tree MB, highest | tree MB, mean | main process MB | spool MB |\n|---|---|---|---|---|")
    for first, last in pairwise([edge for edge in STRETCHES if edge < pages] + [pages]):
        these = [look for look in looks if first <= look.pages <= last]
        if not these:
            continue
        print(
            f"| {first} to {last} | {max(look.tree for look in these) / 1e6:.0f}"
            f" | {sum(look.tree for look in these) / len(these) / 1e6:.0f}"
            f" | {max(look.main for look in these) / 1e6:.0f} | {max(look.spool for look in these) / 1e6:.0f} |"
        )
    print(f"{pages} pages in {looks[-1].at_s:.0f} s, {60 * pages / looks[-1].at_s:.1f} pages/min;", end=" ")
    print(
        f"highest {max(look.tree for look in looks) / 1e6:.0f} MB; {slope(looks):+.1f} MB for each hundred more pages"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--careful", action="store_true")
    parser.add_argument("--rows", type=Path, help="every look as a line of CSV")
    given = parser.parse_args()
    pictures = [given.samples / item["file"] for item in load(given.samples)]
    own = str(Path(sys.executable).parent / "saoy")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = stacks(pictures, given.pages, folder)
        (folder / "spool").mkdir()
        how = ["--careful"] if given.careful else []
        command = [own, "ocr", *how, *map(str, files), str(folder / "out.pdf"), "--sidecar", str(folder / "out.txt")]
        looks = watch(command, folder / "spool")
        print(f"{os.cpu_count()} cores; PDF {size(folder / 'out.pdf') / given.pages / 1000:.0f} kB a page")
    tell(looks, given.pages)
    if given.rows:
        lines = [f"{each.at_s:.1f},{each.pages},{each.tree},{each.main},{each.spool}" for each in looks]
        given.rows.write_text("\n".join(["seconds,pages,tree,main,spool", *lines]) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
