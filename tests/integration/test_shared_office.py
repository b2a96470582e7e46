"""An office that several desks share on a server: founded, opened, refused, lost and found again."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk.cli import doctor
from desk.cli.checks import Check, State
from desk.errors import (
    OfficeExists,
    OfficeMissing,
    OfficeNewer,
    ServerGone,
    StoreBusy,
)
from desk.jobs import Progress
from desk.model.chain import first_break
from desk.model.paper import Page
from desk.model.people import Citizen
from desk.ports import Units
from desk.store import carrying, tables
from desk.store import server as server_part
from desk.store.carrying import carry
from desk.store.opening import NEWEST, Memory
from desk.store.server_holds import ServerHolds
from desk.store.shared import create_shared, open_shared, shared_revision, upgrade_shared
from desk.wiring import Founding, found, migrate, open_desk, restore
from desk.work.office import office_facts
from tests.contracts.test_copies import BOOK, YEAR, a_copy
from tests.fakes.memory import begin, event, fresh_memory
from tests.fakes.server import Server, desk_folder, server_memory

ROOT = Path(__file__).parents[2]


@pytest.fixture
def memory(server: Server, tmp_path: Path) -> Iterator[Memory]:
    made = server_memory(server, tmp_path / "objects")
    yield made
    made.close()


@pytest.fixture
def unit(memory: Memory) -> Units:
    return memory.unit


def forge(memory: Memory, words: str) -> None:
    """Do what a program that is not ours would do."""
    with memory.engine.connect() as connection:
        connection.exec_driver_sql(words)


def again_until_it_answers(memory: Memory) -> tuple[int, int | None]:
    """Verify the journal; a server that recovers is asked again, as a person would do."""
    until = time.monotonic() + 30
    while True:
        try:
            with memory.unit(reading=True) as uow:
                return uow.journal.first_break()
        except ServerGone:
            assert time.monotonic() < until
            time.sleep(0.05)


# -- making and opening -----------------------------------------------------------------------------------------------


def test_two_desks_found_once_and_see_the_same_office(server: Server, tmp_path: Path) -> None:
    address = server.empty()
    first, second = desk_folder(tmp_path / "quay-1", address), desk_folder(tmp_path / "quay-2", address)

    found(first, Founding(commune="Thượng Lâm"))
    one, other = open_desk(first), open_desk(second)
    digest = one.store.put(b"%PDF-1.7")
    with one.unit() as uow:
        start = begin(uow)
        uow.commit()

    assert office_facts(other).commune == "Thượng Lâm"
    assert other.store.get(digest) == b"%PDF-1.7"
    with other.unit(reading=True) as uow:
        assert uow.dossiers.by_code(start.dossier.code) == start.dossier
    assert one.holds.take("scan")
    assert not other.holds.take("scan")
    assert not (first / "office.db").exists()
    with pytest.raises(OfficeExists):
        found(second, Founding())
    assert migrate(second) == (NEWEST, NEWEST)
    one.close()
    other.close()


def test_a_founding_cut_short_can_be_done_again(server: Server, tmp_path: Path) -> None:
    address = server.empty()
    home = desk_folder(tmp_path / "quay-1", address)
    create_shared(address)

    found(home, Founding())

    desk = open_desk(home)
    with desk.unit(reading=True) as uow:
        assert [officer.login for officer in uow.officers.all()] == ["quantri"]
    desk.close()


def test_a_database_without_an_office_is_said_so(server: Server, tmp_path: Path) -> None:
    address = server.empty()

    with pytest.raises(OfficeMissing):
        open_shared(address, tmp_path, [])


def test_a_shared_office_of_a_newer_program_is_refused_untouched(memory: Memory, server: Server) -> None:
    address = server.emptied_address
    forge(memory, "UPDATE alembic_version SET version_num = '9999'")

    try:
        with pytest.raises(OfficeNewer):
            upgrade_shared(address)
    finally:
        forge(memory, f"UPDATE alembic_version SET version_num = '{NEWEST}'")  # noqa: S608 -- our own word
    assert shared_revision(address) == NEWEST


def test_two_desks_that_make_the_office_at_once_make_one(server: Server) -> None:
    address, ends = server.empty(), list[str]()

    def make() -> None:
        create_shared(address)
        ends.append("made")

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ends == ["made"] * 3
    assert shared_revision(address) == NEWEST


def test_the_revisions_make_the_tables_the_program_works_with(server: Server, memory: Memory) -> None:
    def shape(engine: sa.Engine) -> dict[str, object]:
        eye = sa.inspect(engine)
        return {
            name: (
                sorted((c["name"], str(c["type"]), c["nullable"]) for c in eye.get_columns(name)),
                sorted(eye.get_pk_constraint(name)["constrained_columns"]),
                sorted((tuple(f["constrained_columns"]), f["referred_table"]) for f in eye.get_foreign_keys(name)),
                sorted((i["name"] or "", tuple(i["column_names"])) for i in eye.get_indexes(name)),
            )
            for name in tables.SCHEMA.tables
        }

    drawn = server_part.open_server(server.empty())
    tables.SCHEMA.create_all(drawn)

    assert shape(memory.engine) == shape(drawn)
    drawn.dispose()


def test_a_server_that_may_lose_what_it_acknowledged_is_warned_of(server: Server, tmp_path: Path) -> None:
    home = desk_folder(tmp_path / "quay-1", server.office())

    def make(name: str, state: State, key: str, **context: object) -> Check:
        return Check(name, state, f"{key} {context}", "")

    told = doctor._office(make, home)

    assert (told.name, told.state) == ("office", "warning")
    assert told.sentence == "server-careless {'settings': 'fsync, full_page_writes'}"


def test_an_office_in_a_file_loads_no_driver_of_a_server(tmp_path: Path) -> None:
    words = "import sys; from pathlib import Path; from desk.wiring import Founding, found, open_desk; "
    words += f"home = Path({str(tmp_path / 'office')!r}); found(home, Founding()); open_desk(home).close(); "
    words += "print('psycopg' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=ROOT)

    assert told.stdout.strip() == "False"


# -- transactions -----------------------------------------------------------------------------------------------------


def test_a_unit_of_which_a_statement_failed_is_never_taken_for_committed(unit: Units) -> None:
    with unit() as uow:
        uow.set_setting("desk", "1")
        with pytest.raises(Exception, match="unique"):
            begin(uow), begin(uow)

        with pytest.raises(RuntimeError):
            uow.commit()

    with unit() as uow:
        assert uow.setting("desk") is None


def test_a_desk_that_waits_too_long_for_another_is_told_so_and_may_try_again(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_part, "_WRITE", "SET lock_timeout = 50; " + server_part._WRITE)

    with memory.unit(), pytest.raises(StoreBusy) as busy, memory.unit():
        pass

    assert busy.value.retry


def test_a_server_lost_in_mid_work_is_a_sentence_and_the_next_unit_goes_on(memory: Memory, server: Server) -> None:
    def work() -> None:
        with memory.unit() as uow:
            uow.set_setting("desk", "1")
            server.cut_off()
            uow.set_setting("desk", "2")

    with pytest.raises(ServerGone) as gone:
        work()

    assert gone.value.retry
    with memory.unit() as uow:
        assert uow.setting("desk") is None


def test_what_was_committed_outlives_a_server_that_was_killed(tmp_path: Path) -> None:
    made = Server(durable=True)
    try:
        memory = server_memory(made, tmp_path / "objects")
        with memory.unit() as uow:
            uow.record(event())
            uow.commit()
        os.kill(made.backends()[0], signal.SIGKILL)

        assert again_until_it_answers(memory) == (1, None)
        memory.close()
    finally:
        made.close()


# -- what the database itself refuses ---------------------------------------------------------------------------------

FORGERIES = [
    "DELETE FROM certified_copy", "TRUNCATE certified_copy", "UPDATE certified_copy SET number = 7",
    "UPDATE certified_copy SET year = 2025", "UPDATE certified_copy SET book = 'X'", "DELETE FROM journal",
    "UPDATE journal SET actor = 'x'", "TRUNCATE journal", "DELETE FROM register_line", "TRUNCATE register_line",
    "UPDATE register_line SET body = '{}'",
]  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES)
def test_the_server_itself_refuses_to_change_what_is_kept(memory: Memory, forgery: str) -> None:
    with memory.unit() as uow:
        copy = uow.copies.add(a_copy(uow, begin(uow), "a"))
        uow.record(event())
        uow.commit()

    with pytest.raises(sa.exc.IntegrityError):
        forge(memory, forgery)

    with memory.unit(reading=True) as uow:
        assert uow.copies.get(copy.id) == copy
        assert uow.journal.first_break() == (1, None)
        assert len(uow.chains.lines(BOOK, YEAR)) == 1


def test_the_sign_that_no_text_may_hold_is_shown_as_one_that_cannot_be_shown(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        uow.citizens.update(replace(start.citizen, residence="Nà\x00Tông"))

        assert uow.citizens.get(start.citizen.id).residence == "Nà\ufffdTông"


# -- holds ------------------------------------------------------------------------------------------------------------


def test_a_hold_is_taken_again_after_the_connection_was_lost(memory: Memory, server: Server) -> None:
    mine, other = ServerHolds(memory.engine), ServerHolds(memory.engine)
    assert mine.take("scan")
    server.cut_off()

    with pytest.raises(ServerGone):
        mine.take("another")
    assert mine.take("another")

    assert not other.take("scan")
    mine.close()
    assert other.take("scan")
    other.close()


# -- backups ----------------------------------------------------------------------------------------------------------


def test_a_backup_of_a_shared_office_is_restored_as_an_office_of_one_desk(server: Server, tmp_path: Path) -> None:
    home = desk_folder(tmp_path / "quay-1", server.empty())
    found(home, Founding(commune="Thượng Lâm"))
    desk = open_desk(home)
    with desk.unit() as uow:
        start = begin(uow)
        digest = desk.store.put(b"%PDF-1.7")
        copy = uow.copies.add(a_copy(uow, start, "a", source=digest))
        uow.documents.add_page(Page(copy.document_id, 1, digest, "image/jpeg", 10, 10, 300.0))
        uow.index.put(copy.document_id, "Giấy khai sinh 7/2020", "Nông Thị Hạnh", "thôn Nà Tông")
        uow.commit()

    backup = desk.archive.back_up(tmp_path / "out", Progress(), lambda _: None)
    desk.close()
    restored = restore(tmp_path / "out", tmp_path / "one desk", Progress())

    alone = open_desk(tmp_path / "one desk")
    assert (backup.documents, backup.objects, backup.damaged) == (1, 1, ())
    assert (restored.first_break, [end.last for end in restored.books]) == (None, [1])
    assert office_facts(alone).commune == "Thượng Lâm"
    assert alone.store.get(digest) == b"%PDF-1.7"
    with alone.unit() as uow:
        assert uow.copies.get(copy.id) == copy
        assert first_break(BOOK, YEAR, uow.chains.lines(BOOK, YEAR)) is None
        assert [hit.document_id for hit in uow.index.find("nà tông")] == [copy.document_id]
        assert [hit.document_id for hit in uow.index.find("7/2020")] == [copy.document_id]
        assert uow.copies.take_number(BOOK, YEAR) == 2
    alone.close()


def test_an_office_in_a_file_is_carried_to_a_server_whole_and_goes_on_there(server: Server, tmp_path: Path) -> None:
    alone, address = fresh_memory(tmp_path / "office"), server.office()
    with alone.unit() as uow:
        copies = [uow.copies.add(a_copy(uow, start, key)) for start in [begin(uow)] for key in "abc"]
        uow.index.put(copies[0].document_id, "Giấy khai sinh 7/2020", "Nông Thị Hạnh", "thôn Nà\x00Tông")
        uow.record(event())
        uow.commit()
    target = server_part.open_server(address)

    carry(alone.engine, target)

    alone.close()
    target.dispose()
    shared = open_shared(address, tmp_path / "office" / "objects", [])
    with shared.unit() as uow:
        assert uow.copies.of_book(BOOK, YEAR) == copies
        assert first_break(BOOK, YEAR, uow.chains.lines(BOOK, YEAR)) is None
        assert uow.journal.first_break() == (1, None)
        assert [hit.document_id for hit in uow.index.find("na tong")] == [copies[0].document_id]
        assert uow.citizens.add(Citizen("Vàng A Dơ")).id == 2
        assert uow.copies.take_number(BOOK, YEAR) == 4
    shared.close()


def test_what_cannot_be_carried_whole_leaves_nothing_behind(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, target = fresh_memory(tmp_path / "office"), server_part.open_server(server.office())
    with alone.unit() as uow:
        begin(uow)
        uow.commit()
    monkeypatch.setattr(carrying, "_go_on_counting", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        carry(alone.engine, target)

    with target.connect() as connection:
        assert connection.execute(sa.select(tables.officer)).all() == []
        assert connection.execute(sa.select(tables.journal_head)).one().seq == 0
    target.dispose()
    alone.close()


def test_a_dump_of_the_server_brings_the_office_back_whole(server: Server, memory: Memory, tmp_path: Path) -> None:
    with memory.unit() as uow:
        uow.copies.add(a_copy(uow, begin(uow), "a"))
        uow.record(event())
        uow.commit()

    back = server.dumped_into_a_new_one(server.emptied_address)

    restored = open_shared(back, tmp_path / "objects", [])
    with restored.unit() as uow:
        assert uow.journal.first_break() == (1, None)
        assert [copy.number for copy in uow.copies.of_book(BOOK, YEAR)] == [1]
        assert uow.copies.take_number(BOOK, YEAR) == 2
        assert uow.dossiers.next_number(date(2026, 11, 24)) == 1
    with pytest.raises(sa.exc.IntegrityError):
        forge(restored, "DELETE FROM journal")
    restored.close()
