"""The sorting of an evening's stack killed at random instants: how many sides and papers are lost or come twice.

    python -m benchmarks.bench_evening_kills [--kills 300] [--seed 1]
    python -m benchmarks.bench_evening_kills --real --kills 12

Evening after evening a folder of tiny stacks is sorted by a process that SIGKILL ends after a random time, again and
again until one run comes to its end; then every side, place and paper is held against those of an evening that nobody
disturbed. Without `--real` the sides are told, not read, so that hundreds of kills reach every step of the desk: its
database, objects, folder and journal are the real ones. With `--real` the command itself reads drawn sides, and what
it leaves running is counted.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.stack import Case, Plan, cases, make_stack
from benchmarks.whole_process import tree
from desk.wiring import Founding, found, open_desk
from desk.work.access import act_as
from desk.work.evening_look import look
from desk.work.intake import choose_procedure, open_dossier, register_citizen
from tests.fakes.evening_once import sort_evening, told
from tests.fakes.office import make_office
from tests.fakes.stacks import BLANK, HANH, A, B, on, side, slip, stack, with_stacks

SAOY = str(Path(sys.executable).with_name("saoy"))
_LONGEST_S = 300.0
_TICK_S = 0.005


def laid_told(root: Path) -> tuple[Path, Path]:
    """Lay an office and a folder of stacks that are told."""
    desk, _reader = with_stacks(make_office(root / "office"))
    desk.close()
    folder = root / "evening"
    folder.mkdir()
    first = (slip(A), BLANK, side(number=HANH), on(), BLANK)
    stack(folder / "1.pdf", *first, slip(B), side(), on(), on(), side(kind=None))
    stack(folder / "2.pdf", slip(B), side(name="Hoàng Văn Páo"), slip(A), slip(A), side(), side(opening=0.6), on())
    stack(folder / "3.pdf", side(), slip(A), side(opening=0.3), BLANK, on(), slip(B), side())
    _aged(folder)
    return root / "office", folder


def _aged(folder: Path) -> None:
    for file in folder.iterdir():
        os.utime(file, (1, 1))


def killed(office: Path, folder: Path, after_s: float | None) -> int:
    """Sort in a child that is killed after a time; return the signal that ended it, 0 when it came to its end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            sort_evening(office, folder)
            code = 0
        finally:
            os._exit(code)
    until = time.monotonic() + (after_s if after_s is not None else _LONGEST_S)
    ended, status = os.waitpid(child, os.WNOHANG)
    while not ended:
        if time.monotonic() >= until:
            os.kill(child, signal.SIGKILL)
        time.sleep(_TICK_S)
        ended, status = os.waitpid(child, os.WNOHANG)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit("the sorting ended with a fault of its own")
    return os.WTERMSIG(status)


def told_kills(root: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """Kill until there were so many kills; return the counts."""
    office, folder = laid_told(root)
    begun = time.monotonic()
    whole = _evening(root, (office, folder), [])
    usual_s = time.monotonic() - begun
    count = {"kills": 0, "evenings": 0, "lost": 0, "doubled": 0, "differing": 0, "chain broken": 0}
    while count["kills"] < kills:
        waits = [chance.uniform(0.02, usual_s) for _ in range(min(kills - count["kills"], chance.randint(1, 8)))]
        got = _evening(root, (office, folder), waits)
        count["kills"] += int(got["kills"])
        count["evenings"] += 1
        for name, value in held_against(got, whole).items():
            count[name] += value
        print(json.dumps(count), file=sys.stderr)
    return count


def _evening(root: Path, pattern: tuple[Path, Path], waits: Sequence[float]) -> dict[str, Any]:
    """Play one evening on copies, killed after each wait, then undisturbed."""
    home = Path(tempfile.mkdtemp(dir=root))
    shutil.copytree(pattern[0], home / "office")
    shutil.copytree(pattern[1], home / "evening")
    died = sum(killed(home / "office", home / "evening", wait) == signal.SIGKILL for wait in waits)
    killed(home / "office", home / "evening", None)
    got = {**told(home / "office", home / "evening"), "kills": died}
    shutil.rmtree(home)
    return got


def held_against(got: dict[str, Any], whole: dict[str, Any]) -> dict[str, int]:
    """Count what is not as in an evening that nobody disturbed."""
    here, there = [[tuple(page for page in paper[2]) for paper in one["papers"]] for one in (got, whole)]
    sides, all_sides = _sides(got), _sides(whole)
    same = all(got[name] == whole[name] for name in ("papers", "places", "bundles", "folder", "batches", "state"))
    return {
        "lost": sum(paper not in here for paper in there) + len(set(all_sides) - set(sides)),
        "doubled": len(here) - len(set(here)) + len(sides) - len(set(sides)) + len(set(sides) - set(all_sides)),
        "differing": int(not same), "chain broken": int(not got["whole"]),
    }  # fmt: skip


def _sides(one: dict[str, Any]) -> list[int]:
    return [place for some in (*one["bundles"], *one["places"].values()) for place in some]


# -- the command itself -----------------------------------------------------------------------------------------------


def real_kills(root: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """Kill the command itself while it reads a small stack; return the counts."""
    codes, sides = _laid_real(root)
    count = {"kills": 0, "left running": 0, "runs": 0}
    ended = False
    while not ended:
        wait = chance.uniform(1.0, 12.0) if count["kills"] < kills else _LONGEST_S
        ended, left = _killed_command(root / "office", wait)
        count["runs"] += 1
        count["kills"] += not ended
        count["left running"] += left
    return count | _left_real(root / "office", codes, sides)


def _laid_real(root: Path) -> tuple[list[str], int]:
    """Make an office with its evening's folder; return the codes of its dossiers and how many sides there are."""
    office, folder = root / "office", root / "evening"
    found(office, Founding(login="hanh"))
    (office / "machine.toml").write_text(f'evening = "{folder}"\n', "utf-8")
    desk = open_desk(office)
    who, those = act_as(desk, None, "1"), []
    for case in cases(2, 11):
        citizen = register_citizen(desk, who, case.people[0].as_citizen())
        opened = open_dossier(desk, who, citizen, choose_procedure(desk, case.procedure), agrees=True)
        those.append(Case(opened.dossier.code, case.people, case.procedure, opened.receipt.read_bytes()))
    desk.close()
    truth = make_stack(Plan(folder, 12, 11), those)
    (folder / "truth.json").unlink()
    _aged(folder)
    return [case.code for case in those], len(truth["sides"])


def _left_real(office: Path, codes: Sequence[str], sides: int) -> dict[str, int]:
    desk = open_desk(office)
    shown = look(desk, act_as(desk, None, "1"), 1)
    with desk.unit(reading=True) as uow:
        made = [one for code in codes for one in uow.documents.of_dossier(code)]
        papers = [tuple(page.digest for page in uow.documents.pages(one.id)) for one in made]
        whole = uow.journal.first_break()[1] is None
    desk.close()
    places = sorted(shown.arrangement.sides)
    return {
        "lost": len(set(range(1, sides + 1)) - set(places)),
        "doubled": len(places) - len(set(places)) + len(papers) - len(set(papers)),
        "papers filed": len(made), "chain broken": int(not whole),
    }  # fmt: skip


def _killed_command(office: Path, wait_s: float) -> tuple[bool, int]:
    """Run the command, kill it after a time; tell whether it came to its end, and how many of its children went on."""
    running = subprocess.Popen(
        [SAOY, "--office", str(office), "--json", "ingest", "--batch", "--rules", "patch,openings,duplex"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        running.wait(wait_s)
    except subprocess.TimeoutExpired:
        children = [number for number in tree(running.pid) if number != running.pid]
        running.kill()
        running.wait()
        time.sleep(1.0)
        return False, sum(map(_runs, children))
    return True, 0


def _runs(number: int) -> bool:
    """Tell whether a process is there and not merely waiting for its parent to hear of its end."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def main() -> None:
    """Kill, and print the counts."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--kills", type=int, default=300)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--real", action="store_true")
    given = options.parse_args()
    chance = random.Random(given.seed)  # noqa: S311 -- instants, no secret
    root = Path(tempfile.mkdtemp(prefix="saoy-kills-"))
    try:
        count = (real_kills if given.real else told_kills)(root, given.kills, chance)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(json.dumps({"seed": given.seed, **count}))


if __name__ == "__main__":
    main()
