"""What every `DocumentStore` owes the desk: bytes by their digest, durable, never changed."""

import errno
import hashlib
import os
import stat
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import DiskFull, FileMissing, ObjectChanged, ObjectMissing, StoreReadOnly
from desk.ports import DocumentStore
from desk.store.blobs import FolderStore

PDF = b"%PDF-1.7 of the test"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


@pytest.fixture
def store(folder: Path) -> DocumentStore:
    return FolderStore(folder)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=5000))
def test_bytes_come_back_under_their_digest(store: DocumentStore, data: bytes) -> None:
    digest = store.put(data)

    assert digest == hashlib.sha256(data).hexdigest()
    assert store.get(digest) == data
    assert store.path(digest).read_bytes() == data


def test_a_file_and_its_bytes_are_one_object(store: DocumentStore, folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "giấy khai sinh.pdf"
    source.write_bytes(PDF * 100_000)

    digest = store.put_file(source)

    assert store.put(PDF * 100_000) == digest
    assert len(files(folder)) == 1
    assert source.read_bytes() == PDF * 100_000


def test_an_object_put_again_is_not_written_again(store: DocumentStore, folder: Path) -> None:
    store.put(PDF)
    before = [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in files(folder)]

    store.put(PDF)

    assert [(path, path.stat().st_ino, path.stat().st_mtime_ns) for path in files(folder)] == before


def test_an_object_stands_by_its_digest_and_cannot_be_written(store: DocumentStore, folder: Path) -> None:
    digest = store.put(PDF)
    place = folder / digest[:2] / digest[2:4] / digest

    assert files(folder) == [place]
    assert not place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


@pytest.mark.parametrize(
    ("data", "ending"),
    [(PDF, ".pdf"), (b"\xff\xd8\xff\xe0", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"), (b"II*\x00", ".tif"), (b"?", "")],
)
def test_a_file_for_other_programs_ends_as_its_kind_asks(store: DocumentStore, data: bytes, ending: str) -> None:
    digest = store.put(data)

    assert [store.path(digest).suffix, store.path(digest).suffix] == [ending, ending]
    assert store.path(digest).read_bytes() == data


def test_where_there_are_no_second_names_the_object_itself_is_shown(
    store: DocumentStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    digest = store.put(PDF)
    monkeypatch.setattr(os, "link", refuse)

    assert store.path(digest).read_bytes() == PDF


@pytest.mark.parametrize("digest", ["0" * 64, "", "../../etc/passwd", "Z" * 64, "²" * 64, "A" * 64])
def test_what_was_never_kept_is_missing(store: DocumentStore, digest: str) -> None:
    with pytest.raises(ObjectMissing):
        store.get(digest)
    with pytest.raises(ObjectMissing):
        store.path(digest)


def test_an_object_that_was_changed_is_not_given_out(store: DocumentStore) -> None:
    digest = store.put(PDF)
    place = store.path(digest)
    place.chmod(0o644)
    place.write_bytes(PDF.replace(b"1.7", b"1.6"))

    with pytest.raises(ObjectChanged):
        store.get(digest)


def test_a_destroyed_object_is_gone_under_all_its_names(store: DocumentStore, folder: Path) -> None:
    digest = store.put(PDF)
    other = store.put(b"another")
    store.path(digest)

    store.remove(digest)
    store.remove(digest)

    assert [path.name for path in files(folder)] == [other]
    with pytest.raises(ObjectMissing):
        store.get(digest)


def test_a_file_that_is_not_there_leaves_nothing_behind(store: DocumentStore, folder: Path, tmp_path: Path) -> None:
    for missing in (tmp_path / "none.pdf", tmp_path):
        with pytest.raises(FileMissing):
            store.put_file(missing)

    assert files(folder) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EROFS, StoreReadOnly), (errno.EACCES, StoreReadOnly)],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_is_named_and_leaves_nothing_behind(
    store: DocumentStore, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, fault: type[Exception]
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), refuse)  # type: ignore[call-overload]  # the two owners differ
    with pytest.raises(fault):
        store.put(PDF)
    monkeypatch.undo()

    assert files(folder) == []
    assert store.get(store.put(PDF)) == PDF


def test_every_name_and_every_byte_is_on_disk_before_the_digest_is_told(
    store: DocumentStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().relative_to(folder.parent).as_posix())
        real(handle)

    monkeypatch.setattr(os, "fsync", watch)
    digest = store.put(PDF)

    first, second = digest[:2], digest[2:4]
    whole = [place for place in synced if "arriving/" in place]
    assert len(whole) == 1
    assert {"objects", f"objects/{first}"} <= set(synced)
    assert synced[-1] == f"objects/{first}/{second}"


def test_many_may_put_the_same_bytes_at_once(store: DocumentStore, folder: Path) -> None:
    digests: list[str] = []
    threads = [threading.Thread(target=lambda: digests.append(store.put(PDF * 9999))) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(digests) == 8
    assert [path.name for path in files(folder)] == [digests[0]]


def test_halves_from_a_crash_are_swept_but_not_those_at_work(folder: Path) -> None:
    store = FolderStore(folder)
    digest = store.put(PDF)
    old, young = folder / "arriving" / "old", folder / "arriving" / "young"
    old.write_bytes(b"half")
    young.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)

    swept = store.sweep()

    assert swept == 1
    assert {path.name for path in files(folder)} == {digest, "young"}
