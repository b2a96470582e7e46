"""An office backed up while it works, and restored elsewhere: nothing lost, nothing that should have stayed."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import tracemalloc
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import BackupPlaceTaken, Cancelled, OutputRefused, RoleMissing
from desk.jobs import Progress
from desk.model.care import BookEnd
from desk.model.events import Kind
from desk.model.people import Role
from desk.ports import Desk
from desk.rehearsal.authority import FOLDER
from desk.rehearsal.opening import FEEDER
from desk.settings import KEPT_BESIDE, MACHINE_FILE, TRUST
from desk.wiring import restore
from desk.work.care import back_up
from tests.fakes.leaving import Leaver
from tests.fakes.office import open_office

HEX = re.compile(r"[0-9a-f]{64}")


@pytest.fixture(params=["out", "out.zip"])
def to(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / str(request.param)


def objects_of(home: Path) -> dict[str, bytes]:
    """Return the objects of an office; second names that end as their kind asks are left out."""
    return {f.name: f.read_bytes() for f in (home / "objects").rglob("*") if HEX.fullmatch(f.name) and f.is_file()}


def digests_in_rows(file: Path) -> set[str]:
    """Return whatever looks like a digest in any column of any table."""
    found: set[str] = set()
    with closing(sqlite3.connect(file)) as looking:
        for (table,) in looking.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in looking.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 -- the names of our own tables
                found |= {value for value in row if isinstance(value, str) and HEX.fullmatch(value)}
    return found


def test_a_restored_office_has_every_row_every_object_and_a_whole_journal(
    desk: Desk, fill: Leaver, to: Path, tmp_path: Path
) -> None:
    code = fill.dossier()
    copy = fill.copy(fill.paper(code))
    fill.reuse(fill.paper(code), fill.dossier("TAM-261124-0002"), 2)
    (desk.home / TRUST).mkdir()
    (desk.home / TRUST / "Gốc diễn tập.pem").write_text("a root")
    (desk.home / MACHINE_FILE).write_text('desk = "Quầy 3"')
    backup = back_up(desk, fill.who, to)

    restored = restore(to, tmp_path / "elsewhere" / "office", Progress())

    home = tmp_path / "elsewhere" / "office"
    assert restored.backup == backup
    assert restored.first_break is None
    assert restored.books == (BookEnd(copy.book, copy.year, copy.number),)
    assert (home / TRUST / "Gốc diễn tập.pem").read_text() == "a root"
    assert (home / MACHINE_FILE).read_text() == 'desk = "Quầy 3"'
    assert objects_of(home) == objects_of(desk.home)
    again = open_office(home)
    try:
        with again.unit(reading=True) as uow:
            assert uow.copies.of_dossier(code) == [copy]
            assert len(uow.dossiers.reuses("TAM-261124-0002")) == 1
            assert uow.journal.first_break() == (backup.journal.events + 1, None)
            last = uow.journal.entries()[-1].event
        assert (last.kind, last.data["head"]) == (Kind.RESTORED, backup.journal.hash)
        assert again.store.get(copy.file or "").startswith(b"%PDF")
    finally:
        again.close()


def test_every_object_that_any_row_names_is_in_the_backup(
    desk: Desk, fill: Leaver, tmp_path: Path
) -> None:
    code = fill.dossier()
    store = desk.store
    paper = fill.paper(code, source_digest=store.put(b"source"))
    copy = fill.copy(paper)
    with desk.unit() as uow:
        uow.copies.update(
            replace(copy, prepared=store.put(b"prepared"), signed=store.put(b"signed"), sealed=store.put(b"sealed"))
        )
        dossier = uow.dossiers.by_code(code)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, receipt=store.put(b"receipt")))
        uow.commit()
    orphan = store.put(b"named by nobody")

    back_up(desk, fill.who, tmp_path / "out")

    named = digests_in_rows(desk.home / "office.db") & set(objects_of(desk.home))
    assert {hashlib.sha256(word).hexdigest() for word in (b"source", b"prepared", b"signed", b"sealed")} <= named
    assert set(objects_of(tmp_path / "out")) == named
    assert orphan not in named


def test_a_picture_under_a_mark_of_secrecy_is_in_no_backup(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    code = fill.dossier()
    fill.paper(code)
    secret = fill.paper(code, secrecy="TUYỆT MẬT", source_digest=desk.store.put(b"secret"))
    back_up(desk, fill.who, tmp_path / "out")

    restored = restore(tmp_path / "out", tmp_path / "again", Progress())

    assert restored.backup.damaged == ()
    assert not {secret.pdf, secret.source_digest} & set(objects_of(tmp_path / "out"))


def test_an_office_at_work_is_backed_up_at_one_moment(desk: Desk, fill: Leaver, to: Path, tmp_path: Path) -> None:
    code = fill.dossier()
    for _ in range(20):
        fill.copy(fill.paper(code))
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            fill.copy(fill.paper(code))

    worker = threading.Thread(target=work)
    worker.start()
    try:
        backup = back_up(desk, fill.who, to)
    finally:
        stop.set()
        worker.join()
    restored = restore(to, tmp_path / "again", Progress())

    assert (backup.damaged, restored.first_break) == ((), None)
    assert backup.documents >= 20
    again = open_office(tmp_path / "again")
    try:
        with again.unit(reading=True) as uow:
            copies = uow.copies.of_dossier(code)
            assert [copy.number for copy in copies] == list(range(1, len(copies) + 1))
        assert all(again.store.get(copy.file or "") for copy in copies)
    finally:
        again.close()


def test_an_object_that_is_no_longer_whole_is_told_and_the_rest_is_kept(
    desk: Desk, fill: Leaver, to: Path, tmp_path: Path
) -> None:
    code = fill.dossier()
    gone, changed, whole = (fill.paper(code) for _ in range(3))
    desk.store.remove(gone.pdf or "")
    place = desk.store.path(changed.pdf or "")
    place.chmod(0o600)
    place.write_bytes(b"changed")

    backup = back_up(desk, fill.who, to)
    restored = restore(to, tmp_path / "again", Progress())

    assert set(backup.damaged) == {gone.pdf, changed.pdf}
    assert restored.backup.objects == 1
    assert set(objects_of(tmp_path / "again")) == {whole.pdf}


def test_a_name_that_no_backup_can_keep_is_told_and_the_rest_is_restored(
    desk: Desk, fill: Leaver, to: Path, tmp_path: Path
) -> None:
    trust = desk.home / TRUST
    trust.mkdir()
    for name in (b"a:b.pem", b"dot.", b"\xff.pem", b"x" * 250):
        (trust / os.fsdecode(name)).write_text("a root")
    (trust / "nowhere.pem").symlink_to(tmp_path / "nowhere.pem")
    (tmp_path / "elsewhere.pem").write_text("a linked root")
    (trust / "linked.pem").symlink_to(tmp_path / "elsewhere.pem")

    backup = back_up(desk, fill.who, to)
    restored = restore(to, tmp_path / "again", Progress())

    names = {"a:b.pem", "dot.", "\\udcff.pem", "x" * 250, "nowhere.pem"}
    assert set(backup.damaged) == {f"{TRUST}/{name}" for name in names}
    assert restored.backup == backup
    kept = {file.name: file.read_text() for file in (tmp_path / "again" / TRUST).iterdir()}
    assert kept == {"linked.pem": "a linked root"}


def test_only_an_administrator_backs_up_and_the_journal_says_so(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    clerk = replace(fill.who, officer=replace(fill.who.officer, roles=frozenset({Role.RECEPTION})))

    with pytest.raises(RoleMissing):
        back_up(desk, clerk, tmp_path / "out")
    backup = back_up(desk, fill.who, tmp_path / "out")

    with desk.unit(reading=True) as uow:
        event = uow.journal.entries()[-1].event
    assert event.kind is Kind.BACKED_UP
    assert event.data["head"] == backup.journal.hash


def test_the_digests_are_read_by_a_plain_program(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    fill.paper(fill.dossier())
    back_up(desk, fill.who, tmp_path / "out")

    done = subprocess.run(
        ["sha256sum", "--quiet", "--check", "manifest-sha256.txt"], cwd=tmp_path / "out", capture_output=True,
        text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_large_objects_pass_through_in_pieces(desk: Desk, fill: Leaver, to: Path, tmp_path: Path) -> None:
    code = fill.dossier()
    for _ in range(3):
        fill.paper(code, pdf=desk.store.put(b"%PDF-1.7 " + os.urandom(12 << 20)))
    back_up(desk, fill.who, tmp_path / "warm")  # what the first time loads is no part of the measure

    tracemalloc.start()
    back_up(desk, fill.who, to)
    restore(to, tmp_path / "again", Progress())
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 9 << 20


def test_a_place_that_cannot_be_written_is_named(desk: Desk, fill: Leaver, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desk.store.containers.copied", full)

    with pytest.raises(OutputRefused):
        back_up(desk, fill.who, desk.home.parent / "out")

    assert [place.name for place in desk.home.parent.iterdir()] == ["office"]


@pytest.mark.parametrize("standing", ["file", "folder", "office"])
def test_an_office_is_never_restored_over_something(desk: Desk, fill: Leaver, tmp_path: Path, standing: str) -> None:
    back_up(desk, fill.who, tmp_path / "out")
    place = desk.home if standing == "office" else tmp_path / "there"
    if standing == "folder":
        place.mkdir()
        (place / "x").write_bytes(b"mine")
    elif standing == "file":
        place.write_bytes(b"mine")
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(BackupPlaceTaken):
        restore(tmp_path / "out", place, Progress())

    assert sorted(tmp_path.rglob("*")) == before


def test_an_office_is_restored_into_an_empty_folder(desk: Desk, fill: Leaver, to: Path, tmp_path: Path) -> None:
    back_up(desk, fill.who, to)
    (tmp_path / "there").mkdir()

    restore(to, tmp_path / "there", Progress())

    assert (tmp_path / "there" / "office.db").is_file()


def test_a_cancelled_restoring_leaves_nothing(desk: Desk, fill: Leaver, to: Path, tmp_path: Path) -> None:
    back_up(desk, fill.who, to)
    progress = Progress()
    progress.stop.set()
    before = set(tmp_path.iterdir())

    with pytest.raises(Cancelled):
        restore(to, tmp_path / "there", progress)

    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("hours", [23, 25])
def test_halves_that_a_crash_left_are_cleared_a_day_later(
    desk: Desk, fill: Leaver, tmp_path: Path, hours: int
) -> None:
    halves = [tmp_path / f".{name}.0123456789ab.part" for name in ("out.zip", "out", "again")]
    for half in halves:
        half.mkdir()
        os.utime(half, (time.time() - hours * 3600,) * 2)

    back_up(desk, fill.who, tmp_path / "out.zip")
    back_up(desk, fill.who, tmp_path / "out")
    restore(tmp_path / "out.zip", tmp_path / "again", Progress())

    assert [half.exists() for half in halves] == [hours < 24] * 3


def test_a_backup_of_a_restored_office_is_the_same_backup_but_for_the_line_of_the_restoring(
    desk: Desk, fill: Leaver, to: Path, tmp_path: Path
) -> None:
    fill.copy(fill.paper(fill.dossier()))
    first = back_up(desk, fill.who, to)
    restore(to, tmp_path / "again", Progress())

    again = open_office(tmp_path / "again")
    try:
        second = back_up(again, fill.who, tmp_path / "second.zip")
    finally:
        again.close()

    assert (second.documents, second.objects) == (first.documents, first.objects)
    assert second.journal.events == first.journal.events + 1


def test_a_backup_keeps_what_lies_beside_the_database_of_a_rehearsal_too() -> None:
    assert {FOLDER, FEEDER} <= set(KEPT_BESIDE)


DRILL = (
    "import sys; from pathlib import Path; from desk.jobs import Progress; from desk.wiring import restore; "
    "restore(Path(sys.argv[1]), Path(sys.argv[2]), Progress())"
)


@pytest.mark.parametrize("step", ["restore-taken-out", "restore-settled"])
def test_a_restoring_killed_at_any_step_gives_the_whole_office_or_none(
    desk: Desk, fill: Leaver, to: Path, tmp_path: Path, step: str
) -> None:
    fill.copy(fill.paper(fill.dossier()))
    back_up(desk, fill.who, to)
    home = tmp_path / "there"

    killed = subprocess.run(
        [sys.executable, "-c", DRILL, str(to), str(home)], env={**os.environ, "SAOY_STOP_AT": step}, check=False
    )
    if home.exists():
        shutil.rmtree(home)
    restored = restore(to, home, Progress())

    assert killed.returncode == -9
    assert restored.first_break is None
