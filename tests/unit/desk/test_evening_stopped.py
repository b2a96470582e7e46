"""An evening's work that cannot go on: a fault of the office is no fault of a file, and nothing stays held."""

import errno
from pathlib import Path
from typing import Any

import pytest

from desk.errors import Cancelled, DeskError, DiskFull, OutputRefused, StoreReadOnly, WorkHeld
from desk.model.evening import BatchState, CutRules
from desk.work import evening as taking
from desk.work.evening import batch_in_hand, open_batch, set_state, take_files
from desk.work.evening_filing import file_ready
from desk.work.evening_folder import take_evening_folder
from desk.work.evening_run import run_batch
from tests.fakes.evenings import Evening
from tests.fakes.stacks import A, side, slip, stack
from tests.unit.desk.test_evening_folder import laid

OF_THE_OFFICE = (DiskFull, StoreReadOnly, Cancelled)


def raising(fault: type[DeskError]) -> Any:  # noqa: ANN401 -- stands in for any act
    def act(*_told: object, **_named: object) -> None:
        raise fault

    return act


@pytest.mark.parametrize("fault", OF_THE_OFFICE)
def test_a_full_disk_stops_the_taking_and_is_no_fault_of_a_file(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, fault: type[DeskError]
) -> None:
    files = [stack(evening.folder / f"{name}.pdf", slip(A), side()) for name in "ab"]
    batch = open_batch(evening.desk, evening.who, "files")
    monkeypatch.setattr(type(evening.desk.store), "put_file", raising(fault))

    with pytest.raises(fault):
        take_files(evening.desk, evening.who, batch.id, files)


def test_a_folder_keeps_its_files_when_the_office_cannot_be_written(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = laid(evening.folder / "evening", "xấp.pdf", slip(A), side())
    monkeypatch.setattr(type(evening.desk.store), "put_file", raising(StoreReadOnly))

    with pytest.raises(StoreReadOnly):
        take_evening_folder(evening.desk, evening.who, file.parent, CutRules())

    assert [one.name for one in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("fault", OF_THE_OFFICE)
def test_a_full_disk_stops_the_filing(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, fault: type[DeskError]
) -> None:
    batch = evening.took(slip(A), side())
    bind = type(evening.reader).bind
    monkeypatch.setattr(type(evening.reader), "bind", raising(fault))

    with pytest.raises(fault):
        run_batch(evening.desk, evening.who, batch.id)
    with pytest.raises(fault):
        file_ready(evening.desk, evening.who, batch.id)

    monkeypatch.setattr(type(evening.reader), "bind", bind)
    assert [one.fault for one in run_batch(evening.desk, evening.who, batch.id)] == [None]


def test_a_full_disk_stops_the_understanding(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = evening.took(slip(A), side())
    monkeypatch.setattr(type(evening.reader), "understand", raising(DiskFull))

    with pytest.raises(DiskFull):
        run_batch(evening.desk, evening.who, batch.id, hold=True)


def test_a_file_that_vanishes_while_the_folder_is_looked_through_is_passed_over(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = laid(evening.folder / "evening", "xấp.pdf", slip(A), side())
    found = taking.folder_files(file.parent)
    monkeypatch.setattr("desk.work.evening_folder.folder_files", lambda _folder: [Path("vanished.pdf"), *found])

    came = take_evening_folder(evening.desk, evening.who, file.parent, CutRules())

    assert [one.name for one in came.taken.files] == [file.name]


def test_a_reason_that_cannot_be_written_is_told(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    file = laid(evening.folder / "evening", "hỏng.pdf", {"unreadable": True})

    def refused(*_told: object) -> None:
        raise PermissionError(errno.EACCES, "refused")

    monkeypatch.setattr(Path, "write_text", refused)

    with pytest.raises(OutputRefused):
        take_evening_folder(evening.desk, evening.who, file.parent, CutRules())


def test_a_batch_is_free_again_when_the_seconds_of_its_work_cannot_be_kept(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = evening.took(slip(A), side())
    with monkeypatch.context() as full:
        full.setattr(taking, "_count_time", raising(DiskFull))
        with pytest.raises(DiskFull), batch_in_hand(evening.desk, batch.id):
            pass

    with batch_in_hand(evening.desk, batch.id) as again:
        assert again.key == batch.key


def test_a_batch_in_hand_is_as_the_one_before_left_it(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = evening.took(slip(A), side())
    take = type(evening.desk.holds).take

    def after_another(holds: Any, name: str) -> bool:  # noqa: ANN401 -- whatever holds there are
        set_state(evening.desk, batch.id, BatchState.READ)
        return take(holds, name)

    monkeypatch.setattr(type(evening.desk.holds), "take", after_another)

    with batch_in_hand(evening.desk, batch.id) as held:
        assert held.state is BatchState.READ
        with pytest.raises(WorkHeld), batch_in_hand(evening.desk, batch.id):
            pass
