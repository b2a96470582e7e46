"""What every `Archive` owes the desk: one moment of the office, whole or not at all, and told before it is given."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk.errors import BackupPlaceTaken, Cancelled, FileMissing, StoreBusy
from desk.jobs import Progress
from desk.model.care import Backup
from desk.ports import Archive, Desk
from tests.fakes.leaving import leaver
from tests.fakes.office import make_office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_office(tmp_path / "office")
    fill = leaver(made)
    code = fill.dossier()
    fill.copy(fill.paper(code))
    fill.paper(code, secrecy="MẬT")
    yield made
    made.close()


@pytest.fixture
def archive(desk: Desk) -> Archive:
    return desk.archive


@pytest.fixture(params=["folder", "empty", "zip"])
def to(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    place = tmp_path / ("out.zip" if request.param == "zip" else "out")
    if request.param == "empty":
        place.mkdir()
    return place


def refuse(_backup: Backup) -> None:
    raise StoreBusy


def test_a_backup_says_what_it_holds_and_the_desk_hears_before_it_has_its_name(archive: Archive, to: Path) -> None:
    standing: list[bool] = []

    def known(_backup: Backup) -> None:
        standing.append(to.exists() and (to.is_file() or any(to.iterdir())))

    backup = archive.back_up(to, Progress(), known)

    assert standing == [False]
    assert to.exists()
    assert (backup.documents, backup.objects, backup.damaged) == (2, 2, ())
    assert backup.bytes > 0


def test_a_fault_of_the_one_who_is_told_leaves_nothing_behind(archive: Archive, to: Path) -> None:
    before = set(to.parent.iterdir())

    with pytest.raises(StoreBusy):
        archive.back_up(to, Progress(), refuse)

    assert set(to.parent.iterdir()) == before
    assert not to.exists() or not any(to.iterdir())


def test_a_cancelled_backup_leaves_nothing_behind(archive: Archive, to: Path) -> None:
    before = set(to.parent.iterdir())
    progress = Progress()
    progress.stop.set()

    with pytest.raises(Cancelled):
        archive.back_up(to, progress, lambda _: None)

    assert set(to.parent.iterdir()) == before


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_stands_in_the_place_is_never_touched(archive: Archive, tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    if name == "out":
        place.mkdir()
        (place / "ảnh.jpg").write_bytes(b"mine")
    else:
        place.write_bytes(b"mine")

    with pytest.raises(BackupPlaceTaken):
        archive.back_up(place, Progress(), lambda _: None)

    assert (place / "ảnh.jpg" if name == "out" else place).read_bytes() == b"mine"


def test_a_disk_that_is_not_plugged_in_is_not_made_up(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        archive.back_up(tmp_path / "usb" / "out", Progress(), lambda _: None)

    assert not (tmp_path / "usb").exists()


def test_the_journal_head_is_that_of_the_database_inside(archive: Archive, tmp_path: Path) -> None:
    to = tmp_path / "out"

    backup = archive.back_up(to, Progress(), lambda _: None)
    with closing(sqlite3.connect(to / "office.db")) as looking:
        inside = looking.execute("SELECT seq, hash FROM journal_head").fetchone()

    assert (backup.journal.events, backup.journal.hash) == inside
    assert json.loads((to / "saoy-backup.json").read_text())["journal"]["hash"] == inside[1]


def test_nothing_is_left_in_the_spool(archive: Archive, desk: Desk, to: Path) -> None:
    archive.back_up(to, Progress(), lambda _: None)

    assert not list(desk.spool.iterdir())


