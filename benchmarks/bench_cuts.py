"""How well a stack is cut into papers: papers right, doubts, sure cuts and sure joins that are wrong.

    python -m benchmarks.bench_cuts STACK… [--readings FOLDER] [--jobs N] [--show]
    python -m benchmarks.bench_cuts --told 50-99 [--show]

STACK is a folder of `stack.py`. Slips, sheets and openings are told as in an evening (`desk.model.cutting`), nothing
is filed. A paper is right when the paper cut has its sides and its dossier, blank sides aside; one whose cuts were
doubted is counted apart, as a person is asked. `--readings` keeps the readings by the digest of each picture, so that
the cutting alone can be run again. `--told` cuts papers by the words drawn on them, without reading pictures.
"""

import argparse
import hashlib
import json
import pickle
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.bench_reading import page_image
from benchmarks.stack_told import told_papers
from desk.model.cutting import Cutter, Owner, Piece, Seen
from desk.model.evening import SURE_CUT, SURE_JOIN, Bundle, CutRules
from desk.model.slip import read_slip
from ocr.openings import opening, slip_code
from ocr.page import MAYBE_BLANK, QR, SEPARATOR, PageReading
from ocr.read import read_page

_LEAST_WORDS = 4


@dataclass
class Count:
    """What was counted over stacks."""

    papers: int = 0
    right: int = 0
    sure_right: int = 0
    doubts: int = 0
    doubts_right: int = 0
    wrong_cuts: int = 0
    wrong_joins: int = 0
    across: int = 0
    other_dossier: int = 0
    lost_sides: int = 0
    faint: int = 0
    sides: int = 0
    cpu_reading: float = 0.0
    cpu_cutting: float = 0.0
    shown: list[str] = field(default_factory=list)


def reading_of(file: Path, keep: Path | None) -> PageReading:
    """Read a picture, or take its reading from an earlier run."""
    kept = keep / hashlib.sha256(file.read_bytes()).hexdigest() if keep is not None else None
    if kept is not None and kept.exists():
        reading: PageReading = pickle.loads(kept.read_bytes())  # noqa: S301 -- our own file of an earlier run
        return reading
    reading = read_page(page_image(file))
    if kept is not None:
        kept.write_bytes(pickle.dumps(reading))
    return reading


def seen_of(place: int, front: bool | None, reading: PageReading, under: Sequence[PageReading]) -> Seen:  # noqa: FBT001 -- None is a third
    """Tell what the cutting looks at of one side."""
    texts = [mark.removeprefix(QR) for mark in reading.marks if mark.startswith(QR)]
    slip = next((slip for text in texts if (slip := read_slip(text)) is not None), None)
    if slip is not None:
        return Seen(place, front=front, slip=Owner(slip.dossier, slip.component))
    if SEPARATOR in reading.marks:
        return Seen(place, front=front, patch=True)
    if reading.blank:
        return Seen(place, front=front, blank=True)
    if MAYBE_BLANK in reading.warnings and len(reading.words) < _LEAST_WORDS:
        return Seen(place, front=front, faint=True)
    printed = slip_code(reading)
    if printed is not None:
        return Seen(place, front=front, slip=Owner(printed.code or None, printed.component))
    told = opening(under, reading)
    return Seen(place, front=front, opening=told.confidence, reasons=told.reasons)


def cut(readings: Sequence[PageReading], fronts: Sequence[bool | None]) -> tuple[list[Piece], list[Seen]]:
    """Cut a stack as an evening does, but that `opening` is given all sides under way.

    The evening has the first of them and the last eight, so that a long paper may be cut otherwise there.
    """
    cutter, pieces, all_seen = Cutter(CutRules()), [], []
    for place, (reading, front) in enumerate(zip(readings, fronts, strict=True)):
        under = [readings[side] for side in cutter.under_way if not readings[side].blank]
        seen = seen_of(place, front, reading, under)
        pieces += cutter.take(seen)
        all_seen.append(seen)
    return [*pieces, *cutter.end()], all_seen


def count_stack(folder: Path, keep: Path | None, jobs: int, total: Count) -> None:
    """Cut one stack and hold it against its truth."""
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text("utf-8"))
    files = [folder / side["file"] for side in truth["sides"]]
    began = time.process_time()
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            readings = list(pool.map(reading_of, files, [keep] * len(files)))
    else:
        readings = [reading_of(file, keep) for file in files]
    read = time.process_time()
    pieces, seen = cut(readings, [not side["back"] for side in truth["sides"]])
    total.cpu_reading += read - began
    total.cpu_cutting += time.process_time() - read
    written = [not (told.blank or told.faint) for told in seen]
    wanted = [
        (paper["dossier"], tuple(side for side in paper["sides"] if written[side]), paper["name"])
        for paper in truth["documents"]
    ]
    total.lost_sides += sum(not written[side] for paper in truth["documents"] for side in paper["sides"])
    total.sides += len(readings)
    owners = {side: side_told["dossier"] for side, side_told in enumerate(truth["sides"])}
    compare(folder.name, wanted, [each.bundle for each in pieces if each.bundle], seen, owners, total)


def compare(
    name: str,
    wanted: Sequence[tuple[str, tuple[int, ...], str]],
    bundles: Sequence[Bundle],
    seen: Sequence[Seen],
    owners: dict[int, str],
    total: Count,
) -> None:
    """Hold the papers cut against those that lie in the stack."""
    blank = {each.side for each in seen if each.blank or each.faint}
    total.faint += sum(each.faint for each in seen)
    made = {tuple(side for side in each.sides if side not in blank): each for each in bundles}
    begins = {sides[0] for _, sides, _ in wanted if sides}
    first_made = {sides[0] for sides in made if sides}
    unsure = {each.side for each in seen if _is_told(each) and SURE_JOIN < each.opening < SURE_CUT}
    for dossier, sides, paper in wanted:
        if not sides:
            continue
        total.papers += 1
        bundle = made.get(sides)
        total.right += bundle is not None and bundle.dossier == dossier
        behind = next((each.side for each in seen[sides[-1] + 1 :] if each.side not in blank), None)
        total.sure_right += bundle is not None and bundle.dossier == dossier and not unsure & {*sides, behind}
        total.other_dossier += bundle is not None and bundle.dossier != dossier
        if bundle is None or bundle.dossier != dossier:
            total.shown.append(
                f"{name}: {paper} {sides} of {dossier} is {bundle.dossier if bundle else 'cut otherwise'}"
            )
    _count_sides(name, seen, (begins, first_made, unsure | _content(wanted)), total)
    total.across += sum(len({owners[side] for side in sides}) > 1 for sides in made)


def _count_sides(name: str, seen: Sequence[Seen], places: tuple[set[int], set[int], set[int]], total: Count) -> None:
    """Count doubts and what was wrong without one, side by side."""
    begins, first_made, others = places
    for each in seen:
        if not _is_told(each) or each.side not in begins | first_made | others:
            continue
        begun, wants = each.side in first_made, each.side in begins
        doubted = SURE_JOIN < each.opening < SURE_CUT
        total.doubts += doubted
        total.doubts_right += doubted and begun == wants
        if begun != wants:
            total.wrong_cuts += begun and not doubted
            total.wrong_joins += wants and not doubted
            total.shown.append(
                f"{name}: side {each.side} {each.opening} {each.reasons}, {'a first' if wants else 'no first'} one"
            )


def _is_told(seen: Seen) -> bool:
    return seen.slip is None and not (seen.patch or seen.blank or seen.faint)


def _content(wanted: Sequence[tuple[str, tuple[int, ...], str]]) -> set[int]:
    return {side for _, sides, _ in wanted for side in sides}


def count_told(seeds: Sequence[int], total: Count) -> None:
    """Cut papers by the words drawn on them."""
    for seed in seeds:
        readings: list[PageReading] = []
        wanted = []
        for name, _, sides in told_papers(seed):
            wanted.append(("", tuple(range(len(readings), len(readings) + len(sides))), name))
            readings += sides
        began = time.process_time()
        pieces, seen = cut(readings, [None] * len(readings))
        total.cpu_cutting += time.process_time() - began
        total.sides += len(readings)
        bundles = [each.bundle for each in pieces if each.bundle]
        same = [Bundle(each.id, each.sides, "") for each in bundles]
        compare(f"told {seed}", wanted, same, seen, dict.fromkeys(range(len(readings)), ""), total)


def lines_of(total: Count) -> Iterator[str]:
    """Yield what is printed."""
    share = 100 / max(1, total.papers)
    yield f"{total.sides} sides, {total.papers} papers"
    yield f"papers right           {total.right:5d}  {share * total.right:5.1f} %"
    yield f"  without any doubt    {total.sure_right:5d}  {share * total.sure_right:5.1f} %"
    yield f"doubts                 {total.doubts:5d}  proposal right {total.doubts_right}"
    yield f"sure cuts wrong        {total.wrong_cuts:5d}"
    yield f"sure joins wrong       {total.wrong_joins:5d}"
    yield f"papers of two dossiers {total.across:5d}"
    yield f"right, other dossier   {total.other_dossier:5d}"
    yield f"sides perhaps blank    {total.faint:5d}"
    yield f"written sides blank    {total.lost_sides:5d}"
    yield f"CPU s reading {total.cpu_reading:.0f}, cutting {total.cpu_cutting:.1f}"


def main() -> None:
    """Count what the command line names."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("stacks", type=Path, nargs="*")
    options.add_argument("--told", default="", help="seeds, as 50-99")
    options.add_argument("--readings", type=Path)
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    total = Count()
    if given.readings is not None:
        given.readings.mkdir(parents=True, exist_ok=True)
    for stack in given.stacks:
        count_stack(stack, given.readings, given.jobs, total)
    if given.told:
        first, _, last = given.told.partition("-")
        count_told(range(int(first), int(last or first) + 1), total)
    print("\n".join(lines_of(total)))
    if given.show:
        print("\n".join(total.shown))


if __name__ == "__main__":
    main()
