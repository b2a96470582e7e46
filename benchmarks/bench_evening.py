"""The end of the day by one command: a stack of N sides sorted, its truth held against what came of it.

    python -m benchmarks.bench_evening [--sides 1000] [--seed 1] [--samples DIR] [--kept-out] [--no-peer]
                                       [--keep DIR] [--lay]

Drawing a large stack takes longer than sorting it: `--lay --keep DIR` draws it before the hour of measuring, which then
finds it in DIR. An office with as many dossiers as the stack of `stack.py` has slips is made, and `saoy ingest --batch`
sorts the stack. Told are: papers cut right, those a person is asked about, sides that reached the wrong dossier, memory
of the whole tree by stretch (PSS, MB of 10^6 bytes), sides a minute and CPU seconds a side, beside `saoy ocr` of the
same pictures.
A paper is right when its sides are those of the truth and its dossier is right; what is doubted is counted apart.
"""

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.stack import Case, Plan, cases, cases_for, make_stack
from benchmarks.whole_process import Cost, measure
from desk.cli.main import main as saoy
from desk.model.evening import DoubtKind
from desk.wiring import Founding, found, open_desk
from desk.work.access import act_as
from desk.work.intake import choose_procedure, open_dossier, register_citizen

STRETCHES = (0, 50, 100, 250, 500, 750, 1000, 2000)
RULES = "patch,openings,duplex"
SAOY = str(Path(sys.executable).with_name("saoy"))


@dataclass
class Memory:
    """The highest memory of a command by how many sides are read."""

    database: Path
    highest: dict[int, int] = field(default_factory=dict)

    def held(self, held: int) -> None:
        """Count what it holds now, bytes."""
        stretch = max(start for start in STRETCHES if start <= self._read())
        self.highest[stretch] = max(self.highest.get(stretch, 0), held)

    def _read(self) -> int:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as looking:
            return int(looking.execute("SELECT count(*) FROM evening_side WHERE blank IS NOT NULL").fetchone()[0])


def laid(root: Path, plan: Plan, password: str | None = None) -> dict[str, Any]:
    """Make the office with its dossiers, and the stack with their slips; return its truth."""
    found(root / "office", Founding(login="hanh", password=password))
    desk = open_desk(root / "office")
    who, those = act_as(desk, None, "1"), []
    for case in cases(cases_for(plan.sides), plan.seed):
        citizen = register_citizen(desk, who, case.people[0].as_citizen())
        opened = open_dossier(desk, who, citizen, choose_procedure(desk, case.procedure), agrees=True)
        those.append(Case(opened.dossier.code, case.people, case.procedure, opened.receipt.read_bytes()))
    desk.close()
    truth = make_stack(plan, those)
    (plan.out / "truth.json").replace(root / "truth.json")
    return truth


def sorted_by_command(root: Path, stack: Path) -> tuple[Cost, Memory, dict[str, Any]]:
    """Sort the stack by the command; return what it cost, its memory, and what it answered."""
    memory = Memory(root / "office" / "office.db")
    program = [SAOY, "--office", str(root / "office"), "--json", "ingest", "--batch", str(stack), "--rules", RULES]
    cost = measure(program, root / "answer.json", on_look=memory.held)
    answer: dict[str, Any] = json.loads(_answer((root / "answer.json").read_text("utf-8")))
    return cost, memory, answer


def _answer(log: str) -> str:
    return next(line for line in log.splitlines() if line.startswith("{"))


def read_by_pipeline(root: Path, stack: Path) -> Cost:
    """Read the same pictures into one PDF by the bare pipeline, as low in priority."""
    files = [str(file) for file in sorted(stack.glob("*.jpg"))]
    command = ["nice", "-n", "10", SAOY, "ocr", *files, str(root / "all.pdf")]
    return measure(command, root / "ocr.txt")


def scored(truth: dict[str, Any], shown: dict[str, Any]) -> dict[str, int]:
    """Count what became of the papers of the truth."""
    owner = {place: side["dossier"] for place, side in enumerate(truth["sides"], 1)}
    blank = {place for place, side in enumerate(truth["sides"], 1) if side["role"] == "blank"}
    wanted = {(frozenset(side + 1 for side in one["sides"]), one["dossier"]) for one in truth["documents"]}
    asked = {one["paper"] for one in shown["doubts"] if one["stops"] and one["paper"]}
    count: Counter[str] = Counter(papers=len(wanted), cut=len(shown["papers"]))
    for paper in shown["papers"]:
        sides = frozenset(paper["sides"]) - blank
        right = (sides, paper["dossier"]) in wanted
        silent = bool(paper["document"])
        count["right"] += right
        count["sides_right"] += any(sides == one for one, _dossier in wanted)
        count["right_silent"] += right and silent
        count["wrong_silent"] += bool(sides) and not right and silent
        count["wrong_asked"] += bool(sides) and not right and not silent
        count["across_silent"] += silent and any(owner[place] != paper["dossier"] for place in sides)
        count["held_without_doubt"] += not silent and paper["paper"] not in asked
    places = [place for paper in shown["papers"] for place in paper["sides"]]
    places += [*shown["aside"], *shown["separators"], *shown["removed"]]
    count["lost"] = len(truth["sides"]) - len(set(places))
    count["doubled"] = len(places) - len(set(places))
    pages = {place for sides, _dossier in wanted for place in sides}
    count["pages_put_aside"] = len(pages.intersection([*shown["aside"], *shown["separators"]]))
    return dict(count)


def told(truth: dict[str, Any], shown: dict[str, Any], cost: Cost, memory: Memory, peer: Cost | None) -> None:
    """Print the table."""
    count, sides = scored(truth, shown), len(truth["sides"])
    papers = count["papers"]
    rows = [
        ("sides, slips, papers", f"{sides}, {len(truth['cases'])}, {papers}"),
        ("papers right, sides and dossier", f"{count['right']} of {papers} = {count['right'] / papers:.1%}"),
        ("papers whose sides are right", f"{count['sides_right']} of {papers} = {count['sides_right'] / papers:.1%}"),
        ("filed without a question: right, wrong", f"{count['right_silent']}, {count.get('wrong_silent', 0)}"),
        ("sides of another dossier filed without a question", f"{count.get('across_silent', 0)} papers"),
        ("proposals that are wrong, a person asked", f"{count.get('wrong_asked', 0)}"),
        ("kept out without a question of their own (next to an unsure cut)", f"{count.get('held_without_doubt', 0)}"),
        ("pages put aside as blank or separator", f"{count['pages_put_aside']}"),
        ("sides lost, doubled", f"{count['lost']}, {count['doubled']}"),
    ]
    doubts = Counter(one["kind"] for one in shown["doubts"])
    rows.append(("doubts", ", ".join(f"{kind} {doubts[kind]}" for kind in DoubtKind if doubts[kind])))
    stretches = [f"from {start}: {held / 1e6:.0f}" for start, held in sorted(memory.highest.items())]
    rows.append(("memory of the tree by stretch, MB", ", ".join(stretches)))
    rows.append(("sorting: sides a minute, CPU s a side", f"{sides / cost.wall_s * 60:.1f}, {cost.cpu_s / sides:.2f}"))
    if peer is not None:
        rows.append(("bare pipeline: the same", f"{sides / peer.wall_s * 60:.1f}, {peer.cpu_s / sides:.2f}"))
        more = (cost.wall_s / peer.wall_s - 1, cost.cpu_s / peer.cpu_s - 1)
        rows.append(("sorting over the pipeline: clock, CPU", f"{more[0]:+.1%}, {more[1]:+.1%}"))
    for name, value in rows:
        print(f"{name:66} {value}")


def main() -> None:
    """Make, sort, hold against the truth, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--sides", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--samples", type=Path)
    options.add_argument("--kept-out", action="store_true")
    options.add_argument("--no-peer", action="store_true")
    options.add_argument("--keep", type=Path, help="leave office, stack and answers here; a stack laid there is used")
    options.add_argument("--lay", action="store_true", help="make office and stack, no more")
    given = options.parse_args()
    root = given.keep or Path(tempfile.mkdtemp(prefix="saoy-evening-"))
    root.mkdir(parents=True, exist_ok=True)
    try:
        began = time.monotonic()
        plan = Plan(root / "stack", given.sides, given.seed, samples=given.samples, kept_out=given.kept_out)
        told_before = root / "truth.json"
        truth = json.loads(told_before.read_text("utf-8")) if told_before.exists() else laid(root, plan)
        print(f"stack made in {time.monotonic() - began:.0f} s", file=sys.stderr)
        if given.lay:
            return
        os.sync()  # what the disk still writes of a stack that was drawn or copied would be waited for with each side
        cost, memory, answer = sorted_by_command(root, root / "stack")
        peer = None if given.no_peer else read_by_pipeline(root, root / "stack")
        print(f"sorting {cost}, pipeline {peer}", file=sys.stderr)
        told(truth, _shown(root, int(answer["batch"])), cost, memory, peer)
    finally:
        if given.keep is None:
            shutil.rmtree(root, ignore_errors=True)


def _shown(root: Path, batch: int) -> dict[str, Any]:
    out, kept = root / "shown.json", os.dup(1)
    with out.open("wb") as file:
        os.dup2(file.fileno(), 1)
        try:
            saoy(["--office", str(root / "office"), "--json", "evening", "show", str(batch)])
        finally:
            sys.stdout.flush()
            os.dup2(kept, 1)
    shown: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return shown


if __name__ == "__main__":
    main()
