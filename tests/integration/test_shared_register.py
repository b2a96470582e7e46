"""The register of an office that moved to a server: the verbs do there, word for word, what they do in a file."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desk.cli.register_care import CHECKER
from desk.errors import BookClosed
from desk.model.chain import LineKind
from desk.store.carrying import carry
from desk.store.opening import open_memory
from desk.store.server import open_server
from desk.store.server_holds import ServerHolds
from desk.store.shared import open_shared
from desk.work.certify import Wish, take_number, void
from desk.work.closing import check_chain, close_day, export_chain
from desk.work.refusing import refuse
from desk.work.register import register
from tests.contracts.test_copies import BOOK, YEAR
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.server import Server


@pytest.fixture
def in_a_file(tmp_path: Path) -> Iterator[CertifyingOffice]:
    made = CertifyingOffice(tmp_path / "file")
    yield made
    made.desk.close()


@pytest.fixture
def on_a_server(server: Server, tmp_path: Path) -> Iterator[CertifyingOffice]:
    made, address = CertifyingOffice(tmp_path / "desk"), server.office()
    alone, target = open_memory(made.desk.home, []), open_server(address)
    carry(alone.engine, target)
    alone.close()
    target.dispose()
    memory = open_shared(address, made.desk.home / "objects", made.desk.listeners)
    holds = ServerHolds(memory.engine)
    closing = (*made.desk.closing, holds.close, memory.close)
    made.desk = replace(made.desk, unit=memory.unit, holds=holds, closing=closing)
    yield made
    made.desk.close()


def a_day(office: CertifyingOffice) -> dict[str, Any]:
    """Do what a day at the counter does, and return all that the register says of it."""
    for paper in office.papers[:2]:
        office.certified(paper)
    void(office.desk, office.who(), 2, "ký nhầm giấy")
    again = office.certified(office.papers[1])
    refuse(office.desk, office.who(), office.papers[3], [1], "tẩy xóa ngày sinh")
    closing = close_day(office.desk, office.who())
    with office.desk.unit(reading=True) as uow:
        lines = uow.chains.lines(BOOK, YEAR)
    return {
        "last": (again.number, again.stage), "closing": closing, "kinds": office.kinds(),
        "entries": register(office.desk, office.who(), YEAR).entries, "lines": [line.kind for line in lines],
        "states": [line.facts.get("state") for line in lines], "chain": check_chain(office.desk, office.who(), YEAR),
    }  # fmt: skip


def test_a_day_at_the_counter_leaves_the_same_register(
    in_a_file: CertifyingOffice, on_a_server: CertifyingOffice, tmp_path: Path
) -> None:
    file, server = a_day(in_a_file), a_day(on_a_server)
    export_chain(on_a_server.desk, on_a_server.who(), tmp_path / "book.json", YEAR)

    checked = subprocess.run([sys.executable, CHECKER, str(tmp_path / "book.json")], capture_output=True, check=False)

    same = {"last", "kinds", "lines", "states", "chain"}
    assert {name: server[name] for name in same} == {name: file[name] for name in same}
    assert server["closing"].numbers == file["closing"].numbers == 3
    assert [entry.number for entry in server["entries"]] == [entry.number for entry in file["entries"]] == [1, 2, 3]
    assert checked.returncode == 0


def test_a_year_closed_at_one_desk_gives_no_number_at_another(on_a_server: CertifyingOffice) -> None:
    on_a_server.certified()
    with on_a_server.desk.unit() as uow:
        uow.chains.close(BOOK, YEAR, on_a_server.desk.clock.now(), LineKind.YEAR, {"numbers": 1})
        uow.commit()

    with pytest.raises(BookClosed):
        take_number(on_a_server.desk, on_a_server.who(), Wish(on_a_server.papers[1], COMPARED))
