"""A full disk: a fault with its name, nothing lost, reading goes on, and so does writing once there is room again."""

import contextlib
import random
import resource
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import DiskFull
from desk.model.paper import Page, Stage
from desk.store.opening import DATABASE, OBJECTS, Memory, create_memory
from tests.fakes.memory import Start, begin, event, fresh_memory, paper

ROOMS = [0, 700, 4_096, 9_000, 33_000, 60_000, 130_000, 300_000]
"""Bytes left on the disk when the work begins, so that it fills up in another step each time."""


class SmallDisk:
    """A real file system of 8 MB in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def full(self, room: int) -> Iterator[None]:
        """Fill the disk with a ballast, but for `room` bytes."""
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * 4096)
            file.truncate(max(0, file.tell() - room))
        try:
            yield
        finally:
            ballast.unlink()


class LimitedFiles:
    """An ordinary disk on which no file of this process may grow: what a user who is not root can have."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def full(self, room: int) -> Iterator[None]:
        """Let no file grow beyond the largest of the office, but for `room` bytes."""
        largest = max(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + room, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def may_mount() -> bool:
    """Tell whether this user may make a small disk; most may not, and fill ordinary files instead."""
    try:
        with tempfile.TemporaryDirectory() as folder, mounted(Path(folder)):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@pytest.fixture(params=["limit", "disk"] if may_mount() else ["limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk | LimitedFiles]:
    if request.param == "limit":
        yield LimitedFiles(tmp_path)
    else:
        with mounted(tmp_path):
            yield SmallDisk(tmp_path)


def receive(memory: Memory, start: Start, key: str, size: int) -> None:
    """Take a paper in as the desk does: the object first, then rows, index and journal in one transaction."""
    scan = random.Random(key).randbytes(size)  # noqa: S311 -- bytes that do not compress
    digest = memory.store.put(scan)
    with memory.unit() as uow:
        document = uow.documents.add(replace(paper(start, key), pdf=digest).at(Stage.READ))
        uow.documents.add_page(Page(document.id, 1, digest, "image/jpeg", 10, 10, 300.0))
        uow.index.put(document.id, f"Giấy khai sinh {key}", "", scan.hex())
        uow.record(event(document.id))
        uow.commit()


def keys_kept(memory: Memory) -> list[str]:
    """Return the papers that are there whole: row, object, index entry and line of the journal."""
    with memory.unit() as uow:
        papers = uow.documents.in_stage(Stage.READ)
        assert uow.journal.first_break() == (len(papers), None)
        for document in papers:
            assert memory.store.get(document.pdf or "")
            assert uow.index.find(document.title or document.intake_key)[0].document_id == document.id
    return [document.intake_key for document in papers]


def test_what_was_kept_stays_and_work_goes_on_when_there_is_room_again(disk: SmallDisk | LimitedFiles) -> None:
    home = disk.folder / "office"
    memory = fresh_memory(home)
    with memory.unit() as uow:
        start = begin(uow)
        uow.commit()
    receive(memory, start, "before", 20_000)
    kept = ["before"]
    by_database = 0

    for room in ROOMS:
        with disk.full(room):
            for number in range(12):
                key = f"r{room}n{number}"
                try:
                    receive(memory, start, key, 24_000)
                except DiskFull as fault:
                    by_database += "why" in fault.context
                else:
                    kept.append(key)
            with pytest.raises(DiskFull):
                memory.store.put(b"x" * 9_000_000)
            assert keys_kept(memory) == kept
        receive(memory, start, f"after{room}", 3_000)
        kept.append(f"after{room}")

    assert by_database
    assert keys_kept(memory) == kept
    assert not list((home / OBJECTS / "arriving").iterdir())
    memory.close()
    with closing(sqlite3.connect(home / DATABASE)) as looking:
        assert looking.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_office_that_finds_no_room_is_not_half_made(disk: SmallDisk | LimitedFiles) -> None:
    home = disk.folder / "office"
    (disk.folder / "something").write_bytes(b"x" * 5000)

    with disk.full(20_000), pytest.raises(DiskFull):
        create_memory(home)

    assert not (home / DATABASE).exists()
    fresh_memory(home).close()
