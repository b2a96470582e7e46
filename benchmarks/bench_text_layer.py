"""Whether the hidden text of our PDFs comes out the same wherever it is taken from: three extractors, word by word.

    python -m benchmarks.bench_text_layer SAMPLES [--only ID,ID…] [--split all|tuning|kept-out] [--kept FILE]

SAMPLES is a folder with `manifest.json` and pictures, made variants (`hard_variants`) as well. Each page is read and
bound alone; pdftotext (as it is, and with -raw), pypdf and PDFium take its text out. Told for each extractor: pages
whose words are those of the reading in the same order, the edits between both for a hundred words, words that are not
whole in any order, and pages in NFC. pdftotext without -raw orders by its own guess of columns, whatever the file says.
`--kept` keeps the readings in a file, and takes them from it the next time.
"""

import argparse
import pickle
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
from rapidfuzz.distance import Levenshtein

from benchmarks.bench_reading import page_image
from benchmarks.sample_pages import load
from ocr.page import PageReading
from ocr.pdfa import PdfInfo, build_pdfa
from ocr.read import read_page


def by_poppler(pdf: Path, *how: str) -> str:
    done = subprocess.run(["pdftotext", *how, str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8").rstrip("\f")


def by_pypdf(pdf: Path) -> str:
    return pypdf.PdfReader(pdf).pages[0].extract_text()


def by_pdfium(pdf: Path) -> str:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return str(opened[0].get_textpage().get_text_range())
    finally:
        opened.close()


EXTRACTORS: dict[str, Callable[[Path], str]] = {
    "pdftotext": by_poppler,
    "pdftotext -raw": lambda pdf: by_poppler(pdf, "-raw"),
    "pypdf": by_pypdf,
    "PDFium": by_pdfium,
}


def words_of(reading: PageReading) -> list[str]:
    """Return the words that the text layer must give, in order."""
    return unicodedata.normalize("NFC", " ".join(word.text for word in reading.words)).split()


def readings_of(given: argparse.Namespace) -> list[tuple[str, Path, PageReading]]:
    kept: dict[str, PageReading] = {}
    if given.kept and given.kept.exists():
        kept = pickle.loads(given.kept.read_bytes())  # noqa: S301 -- the file this very program wrote
    found = []
    for item in load(given.samples, only=given.only, split=given.split):
        file = given.samples / item["file"]
        if item["id"] not in kept:
            kept[item["id"]] = read_page(page_image(file))
        found.append((item["id"], file, kept[item["id"]]))
    if given.kept:
        given.kept.write_bytes(pickle.dumps(kept))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--split", choices=("all", "tuning", "kept-out"), default="all")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--verbose", action="store_true", help="tell the first words that differ")
    given = parser.parse_args()
    pages = readings_of(given)
    same, edits, composed, torn = (dict.fromkeys(EXTRACTORS, 0) for _ in range(4))
    count = agree = 0
    with tempfile.TemporaryDirectory() as name:
        pdf = Path(name) / "page.pdf"
        for key, file, reading in pages:
            build_pdfa([(page_image(file), reading)], pdf, PdfInfo(key, datetime(2026, 1, 1, tzinfo=UTC)), "archive")
            wanted = words_of(reading)
            count += len(wanted)
            texts = {who: take(pdf) for who, take in EXTRACTORS.items()}
            for who, text in texts.items():
                words = text.split()
                same[who] += words == wanted
                edits[who] += Levenshtein.distance(wanted, words)
                composed[who] += unicodedata.is_normalized("NFC", text)
                torn[who] += (Counter(wanted) - Counter(words)).total()
                if given.verbose and words != wanted:
                    tell_difference(f"{key} {who}", wanted, words)
            agree += len({tuple(text.split()) for who, text in texts.items() if who != "pdftotext"}) == 1
    print(
        "| extractor | words in the reading's order | edits for 100 words | words joined, cut or lost | pages in NFC |"
    )
    print("|---|---|---|---|---|")
    for who in EXTRACTORS:
        row = f"| {who} | {same[who]} of {len(pages)} pages | {100 * edits[who] / max(1, count):.2f}"
        print(f"{row} | {torn[who]} of {count} | {composed[who]} of {len(pages)} |")
    print(f"pdftotext -raw, pypdf and PDFium give the same words in the same order on {agree} of {len(pages)} pages")
    return 0


def tell_difference(where: str, wanted: list[str], words: list[str]) -> None:
    for step in list(Levenshtein.editops(wanted, words))[:4]:
        here, there = step.src_pos, step.dest_pos
        print(where, step.tag, wanted[max(0, here - 1) : here + 2], words[max(0, there - 1) : there + 2])


if __name__ == "__main__":
    sys.exit(main())
