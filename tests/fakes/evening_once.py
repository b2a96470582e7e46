"""Sort the evening's folder in processes that are killed: `python -m tests.fakes.evening_once OFFICE FOLDER STEP …`.

For each step (a milestone, or milestone:n) a fresh copy of the office and its folder is made, sorted by a process that
is killed at the step, sorted again by one that is not, and told as a line of JSON. Without a step nothing is killed.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from desk.model.evening import CutRules
from desk.model.paper import Stage
from desk.work.access import act_as
from desk.work.evening_folder import take_evening_folder
from desk.work.evening_look import look
from desk.work.evening_run import run_batch
from tests.fakes.office import open_office
from tests.fakes.stacks import A, B, with_stacks


def sort_evening(office: Path, folder: Path) -> None:
    """Take the folder in and sort it, as the nightly command does."""
    desk, _reader = with_stacks(open_office(office))
    who = act_as(desk, "pao.hv", "1")
    came = take_evening_folder(desk, who, folder, CutRules())
    if came.batch is not None:
        run_batch(desk, who, came.batch.id)
    desk.close()


def in_a_child(office: Path, folder: Path, stop_at: str | None) -> int:
    """Sort in a child and return the signal that ended it, 0 for none."""
    child = os.fork()
    if child == 0:
        if stop_at is not None:
            os.environ["SAOY_STOP_AT"] = stop_at
        code = 1
        try:
            sort_evening(office, folder)
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return -1 if os.WIFEXITED(status) and os.WEXITSTATUS(status) else os.WTERMSIG(status)


def told(office: Path, folder: Path) -> dict[str, object]:
    """Tell what an office holds after its evening: papers by their sides, where each side is, what is in the folder."""
    desk = open_office(office)
    shown = look(desk, act_as(desk, "pao.hv", "1"), 1)
    with desk.unit(reading=True) as uow:
        papers = [
            [code, one.kind, [page.digest for page in uow.documents.pages(one.id)], one.pdf]
            for code in (A, B) for one in uow.documents.of_dossier(code) if one.stage is not Stage.REMOVED
        ]  # fmt: skip
        batches, whole = len(uow.evenings.since()), uow.journal.first_break()[1] is None
    desk.close()
    where = {name: sorted(file.name for file in folder.glob(name)) for name in ("*.*", "done/*/*", "faulty/*")}
    places = {name: list(getattr(shown.arrangement, name)) for name in ("aside", "separators", "removed")}
    bundles = [list(one.sides) for one in shown.arrangement.bundles]
    return {
        "papers": papers, "batches": batches, "whole": whole, "folder": where, "places": places, "bundles": bundles,
        "state": shown.batch.state.value,
    }


def _drill(office: Path, folder: Path, step: str) -> dict[str, object]:
    home = office.with_name(f"{office.name}-{step.replace(':', '-') or 'whole'}")
    shutil.copytree(office, home / "office")
    shutil.copytree(folder, home / "evening")
    ended = in_a_child(home / "office", home / "evening", step or None)
    again = in_a_child(home / "office", home / "evening", None)
    return {"step": step, "killed": ended == signal.SIGKILL, "again": again, **told(home / "office", home / "evening")}


def main() -> None:
    """Drill each step."""
    for step in ["", *sys.argv[3:]]:
        print(json.dumps(_drill(Path(sys.argv[1]), Path(sys.argv[2]), step)))  # noqa: T201 -- the answer


if __name__ == "__main__":
    main()
