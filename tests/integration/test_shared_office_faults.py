"""What goes wrong between a desk and the server of a shared office: addresses, passwords, what the server says."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from desk.errors import DatabaseAddressWrong, DiskFull, OfficeBroken, ServerGone, StoreBusy, StoreReadOnly
from desk.store import fulltext
from desk.store import server as server_part
from desk.store.opening import NEWEST, run_revisions
from desk.store.shared import open_shared, shared_revision, upgrade_shared
from tests.fakes.memory import begin, paper
from tests.fakes.server import Server, desk_folder, server_memory

ROOT = Path(__file__).parents[2]


# -- addresses and passwords ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["", "office.db", "sqlite:///x", "mysql://a@b/c", "postgresql://a@b", "postgresql://a:matkhau@b/c",
     "postgresql://a@b/c?password=matkhau", "postgresql://a@b:port/c"],
)  # fmt: skip
def test_an_address_that_is_none_or_tells_a_password_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(DatabaseAddressWrong) as refused:
        server_part.open_server(address)

    assert "matkhau" not in repr(refused.value)
    assert refused.value.context == {}


def test_a_server_that_is_not_there_is_a_sentence_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "matkhau")

    with pytest.raises(ServerGone) as gone:
        open_shared(f"postgresql://saoy@/office?host={tmp_path}", tmp_path, [])

    assert gone.value.retry
    assert "matkhau" not in repr(gone.value)


def test_the_command_says_so_too_and_ends_with_3(tmp_path: Path) -> None:
    home = desk_folder(tmp_path / "quay-1", f"postgresql://saoy@/office?host={tmp_path}")
    words = [sys.executable, "-m", "ui", "--office", str(home), "--json", "journal", "verify"]

    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)

    assert done.returncode == 3
    assert '"store.server-gone"' in done.stdout
    assert "Traceback" not in done.stderr


# -- upgrades ---------------------------------------------------------------------------------------------------------


def test_an_older_shared_office_is_upgraded_whole_or_stays_as_it_was(server: Server, tmp_path: Path) -> None:
    address = server.empty()
    engine = server_part.open_server(address)
    run_revisions(engine, "0003")
    with engine.connect() as connection:
        connection.exec_driver_sql("INSERT INTO register_number (book, year, last) VALUES ('SCTĐT/BS', 2026, 7)")

    def break_off(_connection: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_revisions(engine, NEWEST, after=break_off)
    engine.dispose()
    before = shared_revision(address)
    memory = open_shared(address, tmp_path / "objects", [])

    assert before == "0003"
    assert shared_revision(address) == NEWEST
    assert upgrade_shared(address) == (NEWEST, NEWEST)
    with memory.unit() as uow:
        assert uow.copies.take_number("SCTĐT/BS", 2026) == 8
    memory.close()


# -- a search that takes too long ------------------------------------------------------------------------------------


def test_a_search_that_the_server_had_to_end_leaves_the_unit_whole(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = server_memory(server, tmp_path / "objects")
    slow = fulltext._FIND_WORDS.replace("WHERE ", "WHERE pg_sleep(5) IS NOT NULL AND ")
    with memory.unit() as uow:
        document = uow.documents.add(paper(begin(uow), "a"))
        uow.index.put(document.id, "Giấy khai sinh", "", "")
        with monkeypatch.context() as patched:
            patched.setattr(fulltext, "_PATIENCE_S", 0.05)
            patched.setattr(fulltext, "_FIND_WORDS", slow)
            ended = uow.index.find("khai sinh")
        whole = uow.index.find("khai sinh")
        uow.commit()

    assert ended == []
    assert [hit.document_id for hit in whole] == [document.id]
    with memory.unit(reading=True) as uow:
        assert uow.documents.get(document.id) == document
    memory.close()


# -- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (psycopg.OperationalError("server closed the connection"), ServerGone),
        (psycopg.errors.AdminShutdown(), ServerGone),
        (psycopg.errors.InvalidPassword(), ServerGone),
        (psycopg.errors.LockNotAvailable(), StoreBusy),
        (psycopg.errors.TooManyConnections(), StoreBusy),
        (psycopg.errors.DeadlockDetected(), StoreBusy),
        (psycopg.errors.DiskFull(), DiskFull),
        (psycopg.errors.ReadOnlySqlTransaction(), StoreReadOnly),
        (psycopg.errors.InsufficientPrivilege(), StoreReadOnly),
        (psycopg.errors.DataCorrupted(), OfficeBroken),
        (psycopg.errors.SyntaxError(), type(None)),
        (psycopg.errors.UniqueViolation(), type(None)),
        (ValueError(), type(None)),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_the_server_says_is_told_from_mistakes_of_ours(fault: Exception, kind: type[object]) -> None:
    assert type(server_part.named(fault)) is kind


def test_only_the_first_line_of_what_the_server_says_is_kept() -> None:
    said = server_part.named(psycopg.errors.LockNotAvailable("lock timeout\nDETAIL: row of Nông Thị Hạnh"))

    assert said is not None
    assert said.context == {"why": "lock timeout"}
