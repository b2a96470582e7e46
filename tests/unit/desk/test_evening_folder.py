"""The evening's folder: taken in, put away, and killed at every step without loss or double."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.cli.checks import Check, State
from desk.cli.doctor import evening_check
from desk.errors import EveningFolderMissing, OutputRefused
from desk.model.evening import CutRules
from desk.model.people import Session
from desk.ports import Desk
from desk.work.access import act_as
from desk.work.evening import batches, folder_files
from desk.work.evening_folder import take_evening_folder
from tests.fakes.office import make_office
from tests.fakes.stacks import BLANK, HANH, A, B, on, side, slip, stack, with_stacks

STEPS = (
    "batch-opened", "stack-split", "side-stored:2", "side-kept", "side-kept:6", "files-taken", "file-put-away",
    "side-read:4", "side-read:9", "paper-cut", "paper-cut:2", "bundle-understood", "bundle-bound", "bundle-filed",
    "bundle-filed:2", "stack-read",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    desk, _reader = with_stacks(make_office(tmp_path / "office"))
    yield desk
    desk.close()


@pytest.fixture
def who(office: Desk) -> Session:
    return act_as(office, "pao.hv", "1")


def laid(folder: Path, name: str, *sides: dict[str, object]) -> Path:
    """Lay a stack into the folder, long enough ago for it to be whole."""
    folder.mkdir(exist_ok=True)
    file = stack(folder / name, *sides)
    before = time.time() - 60
    os.utime(file, (before, before))
    return file


def test_files_are_put_away_once_they_are_safe_and_faulty_ones_say_why(
    office: Desk, who: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "evening"
    laid(folder, "xấp 1.pdf", slip(A), side())
    laid(folder, "hỏng.pdf", {"unreadable": True})

    came = take_evening_folder(office, who, folder, CutRules())

    assert (came.taken.sides, len(came.taken.faults)) == (2, 1)
    assert [file.name for file in folder.glob("done/*/*")] == ["xấp 1.pdf"]
    assert sorted(file.name for file in folder.glob("faulty/*")) == ["hỏng.pdf", "hỏng.pdf.txt"]
    assert "Quét lại giấy" in (folder / "faulty" / "hỏng.pdf.txt").read_text("utf-8")


def test_a_file_that_is_still_coming_is_left_for_the_next_run(office: Desk, who: Session, tmp_path: Path) -> None:
    folder = tmp_path / "evening"
    folder.mkdir()
    stack(folder / "đang quét.pdf", side())

    came = take_evening_folder(office, who, folder, CutRules())

    assert came.batch is None
    assert batches(office, who) == []
    assert [file.name for file in folder.iterdir()] == ["đang quét.pdf"]


def test_a_second_file_of_one_name_is_put_beside_the_first(office: Desk, who: Session, tmp_path: Path) -> None:
    folder = tmp_path / "evening"
    for sides in ([side()], [side(), on()]):
        laid(folder, "scan.pdf", *sides)
        take_evening_folder(office, who, folder, CutRules())

    assert sorted(file.name for file in folder.glob("done/*/*")) == ["scan (2).pdf", "scan.pdf"]


def test_a_folder_that_cannot_be_written_keeps_its_files_and_says_why(
    office: Desk, who: Session, tmp_path: Path
) -> None:
    folder = tmp_path / "evening"
    laid(folder, "scan.pdf", slip(A), side())
    (folder / "done").write_text("no folder", "utf-8")

    with pytest.raises(OutputRefused):
        take_evening_folder(office, who, folder, CutRules())

    assert (folder / "scan.pdf").exists()
    assert len(batches(office, who)) == 1


def test_the_doctor_tells_whether_the_folder_is_there(tmp_path: Path) -> None:
    def make(name: str, state: State, key: str, **context: object) -> Check:
        return Check(name, state, key, str(context["folder"]))

    there, missing = (evening_check(make, folder) for folder in (tmp_path, tmp_path / "nowhere"))

    assert (there.state, missing.state) == ("ok", "warning")


def test_the_nightly_run_leaves_the_processors_to_others() -> None:
    told = "import os; from desk.jobs.quiet import give_way; give_way(); give_way(); print(os.nice(0))"

    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert int(done.stdout) >= 10


def test_the_nightly_run_gives_way_as_a_whole_session_only_where_it_is_one_by_itself() -> None:
    told = "from pathlib import Path; from desk.jobs.quiet import give_way; give_way(); "
    told += "group = Path('/proc/self/autogroup'); print(group.read_text() if group.exists() else '')"

    alone, shared = (
        subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, start_new_session=own)
        for own in (True, False)
    )

    ours = Path("/proc/self/autogroup")
    known = ours.exists()  # a kernel may be built without: then a session has no rank
    assert alone.stdout.strip().endswith("nice 10") == known
    assert shared.stdout.strip() == (ours.read_text("ascii").strip() if known else ""), "others are in it"


def test_no_folder_is_a_fault_with_its_cure(office: Desk, who: Session, tmp_path: Path) -> None:
    for folder in (None, tmp_path / "nowhere"):
        with pytest.raises(EveningFolderMissing):
            take_evening_folder(office, who, folder, CutRules())


def test_files_come_in_the_order_a_person_counts(tmp_path: Path) -> None:
    for name in ("tờ 10.png", "tờ 9.png", "tờ 1.png", ".ẩn"):
        (tmp_path / name).write_bytes(b"")

    assert [file.name for file in folder_files(tmp_path)] == ["tờ 1.png", "tờ 9.png", "tờ 10.png"]


def test_killed_at_any_step_the_next_run_loses_and_doubles_nothing(office: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "evening"
    laid(folder, "xấp 1.pdf", slip(A), BLANK, side(number=HANH), on(), slip(B), side(name="Hoàng Văn Páo"), on())
    laid(folder, "xấp 2.pdf", slip(B), side(kind=None), side(), on())
    office.close()

    done = subprocess.run(
        [sys.executable, "-m", "tests.fakes.evening_once", str(office.home), str(folder), *STEPS],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    whole, *drills = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["step"] for one in drills] == list(STEPS), done.stderr
    assert all(one["killed"] and one["again"] == 0 for one in drills)
    assert len(whole["papers"]) == 4
    assert whole["state"] == "read"
    for one in drills:
        same = {name: value for name, value in one.items() if name not in ("step", "killed")}
        assert same == {name: value for name, value in whole.items() if name not in ("step", "killed")}, one["step"]
