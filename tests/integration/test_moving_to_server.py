"""An office in a file moved to a server by command: whole, compared, switched at the end, or not at all."""

import io
import json
import shutil
import sqlite3
import tomllib
from contextlib import closing, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.cli.main import main
from desk.errors import OfficeAtWork, OfficeBroken, OfficeExists, OfficeShared, ServerGone, StoreReadOnly
from desk.jobs import Progress
from desk.model.chain import Replaced, first_break
from desk.model.events import Kind
from desk.model.paper import Page
from desk.store import moving
from desk.store.engine import named
from desk.store.moving import leading_to
from desk.store.opening import open_memory
from desk.store.server import open_server
from desk.wiring import Founding, found, move_to_server, open_desk, restore
from tests.contracts.test_copies import BOOK, YEAR, a_copy
from tests.fakes.memory import begin
from tests.fakes.server import Server

MACHINE = '# of this machine\nreaders = 1\nobjects = "old"\n\n[[remote]]\nname = "SmartKý"\nobjects = "of the table"\n'


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with three numbers, one of their files renewed, a page, words and a `machine.toml`."""
    home = tmp_path_factory.mktemp("pattern") / "office"
    found(home, Founding(commune="Thượng Lâm"))
    memory = open_memory(home, [])
    with memory.unit() as uow:
        start = begin(uow)
        scan, old, new = (memory.store.put(word) for word in (b"%PDF-1.7 scan", b"%PDF-1.7 old", b"%PDF-1.7 old new"))
        copies = [uow.copies.add(a_copy(uow, start, key, source=scan)) for key in "abc"]
        uow.chains.tell(copies[0], Replaced(old, 12, datetime(2026, 11, 24, tzinfo=UTC)))
        uow.documents.add_page(Page(copies[0].document_id, 1, new, "image/jpeg", 10, 10, 300.0))
        uow.index.put(copies[0].document_id, "Giấy khai sinh 7/2020", "Nông Thị Hạnh", "thôn Nà Tông")
        uow.commit()
    memory.close()
    (home / "machine.toml").write_text(MACHINE, "utf-8")
    return home


@pytest.fixture
def home(pattern: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pattern, tmp_path / "office")


def by_command(*words: str) -> tuple[int, dict[str, object]]:
    with redirect_stdout(io.StringIO()) as out:
        code = main([*words, "--json"])
    told: dict[str, object] = json.loads(out.getvalue())
    return code, told


def numbers_of(home: Path) -> list[int]:
    with closing(open_desk(home)) as desk, desk.unit(reading=True) as uow:
        assert first_break(BOOK, YEAR, uow.chains.lines(BOOK, YEAR)) is None
        assert uow.journal.first_break()[1] is None
        return [copy.number for copy in uow.copies.of_book(BOOK, YEAR)]


# -- moving -----------------------------------------------------------------------------------------------------------


def test_an_office_moved_by_command_goes_on_at_the_server_and_its_backup_has_files_before_a_renewal(
    server: Server, home: Path, tmp_path: Path
) -> None:
    share, address = tmp_path / "share" / "objects", server.empty()

    code, told = by_command("migrate", "--to-server", address, "--objects", str(share), "--office", str(home))

    assert (code, told["documents"], told["objects"], told["damaged"]) == (0, 3, 3, [])
    assert told["books"] == [{"book": BOOK, "year": YEAR, "last": 3}]
    assert numbers_of(home) == [1, 2, 3]
    with closing(open_desk(home)) as desk, desk.unit() as uow:
        assert uow.copies.take_number(BOOK, YEAR) == 4
        last = uow.journal.entries()[-1].event
        assert (last.kind, last.data["head"]) == (Kind.MOVED_TO_SERVER, told["journal"]["hash"])  # type: ignore[index]  # JSON
        assert [hit.document_id for hit in uow.index.find("na tong")] == [1]
    with closing(open_desk(home)) as desk:
        backup = desk.archive.back_up(tmp_path / "out", Progress(), lambda _: None)
    assert (backup.objects, backup.damaged) == (3, ())
    assert restore(tmp_path / "out", tmp_path / "again", Progress()).first_break is None
    assert numbers_of(tmp_path / "again") == [1, 2, 3]


def test_what_the_office_was_before_the_move_is_kept_as_it_was(server: Server, home: Path) -> None:
    before = (home / "machine.toml").read_bytes()

    moved = move_to_server(home, server.empty(), None, Progress())

    assert moved.kept == ("office.db.before-server", "machine.toml.before-server")
    assert (home / "machine.toml.before-server").read_bytes() == before
    assert not (home / "office.db").exists()
    (home / "machine.toml.before-server").replace(home / "machine.toml")
    (home / "office.db.before-server").replace(home / "office.db")
    assert numbers_of(home) == [1, 2, 3]


def test_a_backup_is_restored_into_a_server(server: Server, home: Path, tmp_path: Path) -> None:
    with closing(open_desk(home)) as desk:
        desk.archive.back_up(tmp_path / "out.zip", Progress(), lambda _: None)
    new, address = tmp_path / "new", server.empty()

    code, told = by_command("restore", str(tmp_path / "out.zip"), "--to-server", address, "--office", str(new))

    assert (code, told["whole"], told["server"]) == (0, True, address)
    assert numbers_of(new) == [1, 2, 3]
    assert tomllib.loads((new / "machine.toml").read_text("utf-8"))["database"] == address


# -- cut short and done again -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["move-objects", "move-carried", "move-switched"])
def test_a_move_cut_short_leaves_one_whole_office_and_can_be_done_again(
    server: Server, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    address, share = server.empty(), tmp_path / "share"

    def cut(name: str) -> None:
        if name == place:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(moving, "milestone", cut)
        with pytest.raises(KeyboardInterrupt):
            move_to_server(home, address, share, Progress())
    assert numbers_of(home) == [1, 2, 3]

    if place == "move-switched":
        with pytest.raises(OfficeShared):
            move_to_server(home, address, share, Progress())
    else:
        assert move_to_server(home, address, share, Progress()).documents == 3
    with closing(open_desk(home)) as desk, desk.unit(reading=True) as uow:
        kinds = [entry.event.kind for entry in uow.journal.entries()]
    assert kinds.count(Kind.MOVED_TO_SERVER) == 1
    assert numbers_of(home) == [1, 2, 3]


def test_work_done_after_a_move_cut_short_is_never_left_behind(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.empty()
    with monkeypatch.context() as patched:
        patched.setattr(moving, "_switch", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            move_to_server(home, address, None, Progress())
    with closing(open_desk(home)) as desk, desk.unit() as uow:
        uow.copies.take_number(BOOK, YEAR)
        uow.commit()

    with pytest.raises(OfficeExists):
        move_to_server(home, address, None, Progress())

    assert numbers_of(home) == [1, 2, 3]


def test_a_row_that_came_otherwise_than_it_was_takes_the_whole_move_back(
    server: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, sums = server.empty(), iter(range(1000))
    monkeypatch.setattr(moving, "_sum", lambda *_: next(sums))

    with pytest.raises(OfficeBroken):
        move_to_server(home, address, None, Progress())

    assert numbers_of(home) == [1, 2, 3]
    engine = open_server(address)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar_one() == 0
    engine.dispose()


# -- refused ----------------------------------------------------------------------------------------------------------


def test_an_office_that_a_window_has_open_is_not_moved_away_under_it(server: Server, home: Path) -> None:
    with closing(open_desk(home)) as window:
        with window.unit(reading=True) as uow:
            uow.officers.all()

        with pytest.raises(OfficeAtWork):
            move_to_server(home, server.empty(), None, Progress())

    assert numbers_of(home) == [1, 2, 3]


def test_whoever_had_the_file_in_hand_when_it_was_moved_writes_nothing_into_it(server: Server, home: Path) -> None:
    waiting = sqlite3.connect(home / "office.db")

    move_to_server(home, server.empty(), None, Progress())

    with pytest.raises(sqlite3.Error) as refused:
        waiting.execute("PRAGMA journal_mode=WAL")
    assert isinstance(named(refused.value), StoreReadOnly)
    waiting.close()


def test_no_other_office_is_ever_written_over(server: Server, home: Path, tmp_path: Path) -> None:
    address, other = server.empty(), tmp_path / "other"
    found(other, Founding(commune="Nà Hang"))
    move_to_server(other, address, None, Progress())

    with pytest.raises(OfficeExists):
        move_to_server(home, address, None, Progress())

    assert numbers_of(home) == [1, 2, 3]


def test_a_server_that_is_not_there_or_an_address_with_a_password_leaves_everything(home: Path, tmp_path: Path) -> None:
    with pytest.raises(ServerGone):
        move_to_server(home, f"postgresql://saoy@/office?host={tmp_path}", None, Progress())
    code, told = by_command("migrate", "--to-server", "postgresql://saoy:matkhau@may/so", "--office", str(home))

    assert (code, told["fault"]) == (3, "office.database-address")
    assert "matkhau" not in json.dumps(told)
    assert (home / "machine.toml").read_text("utf-8") == MACHINE
    assert numbers_of(home) == [1, 2, 3]


def test_files_that_were_damaged_before_are_told_and_stay_where_they_are(
    server: Server, home: Path, tmp_path: Path
) -> None:
    place = next(file for file in (home / "objects").rglob("*") if file.is_file() and len(file.name) == 64)
    place.chmod(0o600)
    place.write_bytes(b"%PDF-1.7 other")

    code, told = by_command(
        "migrate", "--to-server", server.empty(), "--objects", str(tmp_path / "share"), "--office", str(home)
    )

    assert (code, told["damaged"], told["objects"]) == (1, [place.name], 2)
    assert place.read_bytes() == b"%PDF-1.7 other"


# -- machine.toml -----------------------------------------------------------------------------------------------------


def test_the_other_lines_of_machine_toml_stay_when_it_leads_to_a_server() -> None:
    text = leading_to(MACHINE, "postgresql://saoy@may/so", Path('/mnt/a "b" c'))

    said = tomllib.loads(text)
    assert (said["database"], said["objects"], said["readers"]) == ("postgresql://saoy@may/so", '/mnt/a "b" c', 1)
    assert said["remote"] == [{"name": "SmartKý", "objects": "of the table"}]
    assert "# of this machine" in text
