"""How well the kinds of paper besides administrative papers are known, and how many of their fields are read exactly.

    python -m benchmarks.bench_kinds [--seeds 1,2] [--looks plain,fax,…] [--only NAME,…] [--readings FOLDER] [--show]
                                     [--write ocr/data/kinds_confidence.toml]

No real papers of these kinds are at hand, so they are drawn (`kind_papers.py`: invented people, real communes) and
spoilt as `hard_variants.py` does. Each paper is read plain, and in one other look chosen by its seed, or in those
asked for. Fields are compared exactly, without case, old and new tone marks alike. Papers of odd seeds may be fitted
on, those of even seeds never. `--readings` keeps the page readings, so that the fields alone can be run again.
"""

import argparse
import pickle
import random
import re
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np

from benchmarks import kind_papers
from benchmarks.bench_reading import page_image
from benchmarks.fit_confidence import curve, table
from benchmarks.hard_variants import makers
from ocr import kind_confidence
from ocr.codes import read_codes
from ocr.fields import understand
from ocr.kinds import kinds
from ocr.page import DocumentReading, PageReading
from ocr.read import read_page
from ocr.vietnamese import canon

LOOKS = ("paper", "bleed", "dpi150", "skew", "fax", "photo")
_MOST = 0.985


@dataclass(frozen=True)
class Row:
    """One field of one drawn paper: what stands there, what was read, and how sure it was told."""

    paper: str
    look: str
    seed: int
    kind: str
    name: str
    type: str
    wanted: str
    read: str | None
    confidence: float

    @property
    def right(self) -> bool:
        """Compare as people do: without case and spaces, old and new tone marks alike."""
        space = "" if self.type in ("number", "code", "serial", "phone") else " "
        one, other = (re.sub(r"[\s.,;:]+", space, canon(text or "")).strip() for text in (self.wanted, self.read))
        return one == other


@dataclass(frozen=True)
class Known:
    """Whether the kind of one drawn paper was known."""

    paper: str
    look: str
    kind: str
    told: str | None
    sure: float


def spoilt(paper: kind_papers.Paper, look: str, seed: int, folder: Path) -> Path:
    """Save a paper as a scanner gives it, or spoilt."""
    file = folder / f"{paper.name}-{seed}-{look}.jpg"
    paper.sheet.save(file, random.Random(f"{seed}{paper.name}"))  # noqa: S311 -- wear of a picture, no secret
    if look == "plain":
        return file
    picture = cv2.imread(str(file), cv2.IMREAD_COLOR)
    chance = np.random.default_rng(zlib.crc32(f"{paper.name} {look} {seed}".encode()))
    made, dpi, _ = makers()[look](np.asarray(picture, np.uint8), float(paper.sheet.dpi), chance)
    cv2.imwrite(str(file), made, [cv2.IMWRITE_JPEG_QUALITY, 85])
    return _with_dpi(file, dpi)


def _with_dpi(file: Path, dpi: float) -> Path:
    """Write the dots per inch into the head of a JPEG (JFIF: units at byte 13, then two numbers of two bytes)."""
    data = bytearray(file.read_bytes())
    if dpi and data[6:10] == b"JFIF":
        data[13:18] = bytes([1]) + int(dpi).to_bytes(2, "big") * 2
        file.write_bytes(data)
    return file


Seen = tuple[PageReading, list[str]]


def looked(file: Path, keep: Path | None, *, card: bool) -> Seen:
    """Read the words and the codes of a picture, or take them from an earlier run."""
    kept = keep / f"{file.stem}.reading" if keep is not None else None
    if kept is not None and kept.exists():
        seen: Seen = pickle.loads(kept.read_bytes())  # noqa: S301  # our own file of an earlier run
        return seen
    image = page_image(file)
    seen = read_page(image), [code.text for code in read_codes(image, thorough=card)]
    if kept is not None:
        kept.write_bytes(pickle.dumps(seen))
    return seen


def compare(paper: kind_papers.Paper, look: str, seed: int, document: DocumentReading) -> Iterator[Row]:
    """Hold what was read against the truth; fields the kind does not know are left out."""
    by_name = {field.name: field for field in document.fields}
    types = {spec.name: spec.type for spec in kinds()[paper.kind].fields} if paper.kind in kinds() else {}
    for name, wanted in paper.fields.items():
        field = by_name.get(name)
        if name in types and wanted:
            read, sure = (field.value, field.confidence) if field else (None, 0.0)
            yield Row(paper.name, look, seed, paper.kind, name, types[name], wanted, read, sure)


def run(given: argparse.Namespace) -> tuple[list[Row], list[Known]]:
    rows: list[Row] = []
    known: list[Known] = []
    only = frozenset(filter(None, given.only.split(",")))
    with TemporaryDirectory() as spool:
        for seed in map(int, given.seeds.split(",")):
            for paper in kind_papers.papers(seed, only):
                hard = LOOKS[zlib.crc32(f"{paper.name}{seed}".encode()) % len(LOOKS)]
                for look in given.looks.split(",") if given.looks else ("plain", hard):
                    file = Path(spool) / f"{paper.name}-{seed}-{look}.jpg"
                    if given.readings is None or not (given.readings / f"{file.stem}.reading").exists():
                        spoilt(paper, look, seed, Path(spool))
                    reading, codes = looked(file, given.readings, card=paper.kind in ("can_cuoc", "cmnd"))
                    codes = [] if given.without_codes else codes
                    free = understand([reading], codes)
                    known.append(Known(paper.name, look, paper.kind, free.kind, free.confidence))
                    document = free if free.kind == paper.kind else understand([reading], codes, paper.kind)
                    rows += compare(paper, look, seed, document)
                    file.unlink(missing_ok=True)
    return rows, known


def tell(rows: Sequence[Row], known: Sequence[Known]) -> None:
    print("| kind | papers | kind known | fields | exact | exact, plain | of those told ≥ 0.9 right |")
    print("|---|---|---|---|---|---|---|")
    for name in [*dict.fromkeys(one.kind for one in known), ""]:
        papers = [one for one in known if not name or one.kind == name]
        mine = [row for row in rows if not name or row.kind == name]
        told = sum(one.told == one.kind for one in papers)
        plain = [row for row in mine if row.look == "plain"]
        sure = [row for row in mine if row.confidence >= 0.9 and row.read]  # what the desk takes in one act
        print(
            f"| {name or 'all'} | {len(papers)} | {told} | {len(mine)} | {_share(mine)} | {_share(plain)} "
            f"| {_share(sure)} of {len(sure)} |"
        )
    print()
    for look in dict.fromkeys(row.look for row in rows):
        papers = [one for one in known if one.look == look]
        told = sum(one.told == one.kind for one in papers)
        print(f"{look:8} kind {told} of {len(papers)}, fields {_share([row for row in rows if row.look == look])}")
    for type_ in dict.fromkeys(row.type for row in rows):
        print(f"{type_:12} {_share([row for row in rows if row.type == type_])}")


def _share(rows: Sequence[Row]) -> str:
    return f"{100 * sum(row.right for row in rows) / len(rows):.1f} %" if rows else "–"


def fitted(rows: Sequence[Row]) -> dict[str, list[tuple[float, float]]]:
    """Fit a curve for each type of value, on papers of odd seeds."""
    by_type: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        if row.seed % 2 and row.read is not None:
            by_type[kind_confidence.class_of(row.type)].append((row.confidence, row.right))
    return {name: curve(each, _MOST) for name, each in sorted(by_type.items())}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--seeds", default="1,2")
    options.add_argument("--looks", default="")
    options.add_argument("--only", default="")
    options.add_argument("--readings", type=Path)
    options.add_argument("--show", action="store_true")
    options.add_argument("--without-codes", action="store_true")
    options.add_argument("--write", type=Path)
    given = options.parse_args()
    if given.readings is not None:
        given.readings.mkdir(parents=True, exist_ok=True)
    begun = time.process_time()
    if given.write:
        with kind_confidence.raw():
            rows, known = run(given)
        write(given.write, rows)
    rows, known = run(given)
    if given.show:
        show(rows, known)
    tell(rows, known)
    for title, odd in (("fitted on", 1), ("kept out", 0)):
        part = [(row.confidence, row.right) for row in rows if row.seed % 2 == odd and row.read is not None]
        print("\n".join(["", *table(f"fields of drawn papers, {title}", part)]))
    print(f"\n{time.process_time() - begun:.0f} CPU s")


def show(rows: Sequence[Row], known: Sequence[Known]) -> None:
    for one in known:
        if one.told != one.kind:
            print(f"{one.paper} {one.look}: told {one.told} {one.sure:.2f}")
    for row in rows:
        if not row.right:
            print(f"{row.paper} {row.seed} {row.look} {row.name} {row.confidence:.2f}")
            print(f"    {row.wanted}\n    {row.read}")


def write(file: Path, rows: Sequence[Row]) -> None:
    """Write the curves."""
    head = (
        "# What a labelled field's raw confidence is worth: pairs of raw and true. Made by benchmarks/bench_kinds.py.\n"
    )
    lines = [f'"{name}" = {[list(knot) for knot in knots]}' for name, knots in fitted(rows).items()]
    file.write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
