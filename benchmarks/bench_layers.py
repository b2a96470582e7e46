"""What becomes of the text layer a PDF brings: taken, written in Unicode, or not believed and read from the picture.

    python -m benchmarks.bench_layers SAMPLES [--split all|tuning|kept-out] [--by-eye]

SAMPLES is a folder with `manifest.json` and true texts. Each text is set in PDFs as programs of their time set it: in
Unicode; in TCVN3 and VNI, by fonts that say so and by fonts that do not; with the marks of its letters lost; with each
letter moved on; drawn without ink. Told for each: pages whose layer was taken, words missing and invented for a hundred
on these, CPU seconds a page for splitting it off. `--by-eye` reads the pictures of the first as well, for the errors
and the time the layer saves.
"""

import argparse
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap

from benchmarks.bench_reading import cpu_seconds
from benchmarks.sample_pages import load
from ocr.page import PageImage
from ocr.read import read_page
from ocr.source import split_file
from tests.unit.ocr.layers import PAPER, Row, born_digital, of_its_time

Maker = Callable[[Path, list[Row]], Path]
_LINES, _LONGEST = 66, 85


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one page: words missing and invented for a hundred, None when its layer was not taken."""

    wrong: float | None
    seconds: float


def bare(text: str) -> str:
    """Drop the marks of letters, as fonts without a table lose them."""
    return unicodedata.normalize("NFD", text.replace("đ", "d")).encode("ascii", "ignore").decode()


def moved_on(text: str) -> str:
    """Write each letter as another one."""
    return "".join(chr(0x41 + ord(letter) * 7 % 57) if letter.isalpha() else letter for letter in text)


MAKERS: dict[str, Maker] = {
    "Unicode": lambda out, rows: born_digital(out, rows, size=9),
    "TCVN3, .VnTime": lambda out, rows: of_its_time(out, "tcvn3", (".VnTime", ".VnTimeH"), rows),
    "TCVN3, font unnamed": lambda out, rows: of_its_time(out, "tcvn3", ("TT0", "TT1H"), rows),
    "VNI, VNI-Times": lambda out, rows: of_its_time(out, "vni", ("VNI-Times", "VNI-Times"), rows),
    "VNI, font unnamed": lambda out, rows: of_its_time(out, "vni", ("TT0", "TT0"), rows),
    "marks lost": lambda out, rows: born_digital(out, [(x, y, bare(text)) for x, y, text in rows], size=9),
    "nonsense": lambda out, rows: born_digital(out, [(x, y, moved_on(text)) for x, y, text in rows], size=9),
    "hidden": lambda out, rows: born_digital(out, rows, size=9, hidden=True),
}


def rows_of(truth: str) -> list[Row]:
    """Set a text line under line, dotted leaders and signs that old encodings lack left out."""
    lines = [piece for line in truth.splitlines() for piece in wrap(line, _LONGEST)]
    known = [
        "".join(letter for letter in line if letter.isalpha() or letter.isascii()).strip() for line in lines if line
    ]
    return [(40.0, 810.0 - 12.0 * number, line) for number, line in enumerate(known[:_LINES]) if line]


def wrong(truth: str, told: str) -> float:
    """Tell the words missing and the words invented for a hundred true ones, wherever they stand."""
    want, got = Counter(truth.split()), Counter(told.split())
    return 100.0 * ((want - got).total() + (got - want).total()) / max(1, want.total())


def tried(make: Maker, rows: list[Row], folder: Path) -> tuple[Told, PageImage]:
    """Make a PDF and split it."""
    path, before = make(folder / "page.pdf", rows), cpu_seconds()
    image = next(split_file(path, folder))
    spent = cpu_seconds() - before
    truth = "\n".join(text for _, _, text in rows)
    return Told(wrong(truth, image.own.text) if image.own is not None else None, spent), image


def tell(name: str, found: list[Told]) -> None:
    taken = [one.wrong for one in found if one.wrong is not None]
    errors = f"{sum(taken) / len(taken):6.2f} wrong of 100" if taken else f"{'-':>6}"
    seconds = sum(one.seconds for one in found) / len(found)
    print(f"{name:22} taken {len(taken):3} of {len(found):3}  {errors:>22}  {seconds:.2f} CPU s a page")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--split", choices=("all", "tuning", "kept-out"), default="all")
    parser.add_argument("--by-eye", action="store_true")
    options = parser.parse_args()
    texts = [
        rows_of((options.samples / each["gt"]).read_text("utf-8"))
        for each in load(options.samples, split=options.split)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tried(MAKERS["Unicode"], list(PAPER), folder)
        for label, make in MAKERS.items():
            tell(label, [tried(make, rows, folder)[0] for rows in texts])
        if options.by_eye:
            tell("Unicode, by eye", [by_eye(rows, folder) for rows in texts])
    return 0


def by_eye(rows: list[Row], folder: Path) -> Told:
    """Read the picture of a page whose layer is left aside."""
    _, image = tried(MAKERS["Unicode"], rows, folder)
    before = cpu_seconds()
    reading = read_page(replace(image, own=None))
    return Told(wrong("\n".join(text for _, _, text in rows), reading.text), cpu_seconds() - before)


if __name__ == "__main__":
    sys.exit(main())
