"""What every `Holds` owes the desk: one piece of work in one hand at a time, and none kept by the dead."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.ports import Holds
from desk.store.holds import FileHolds
from desk.store.server import open_server
from desk.store.server_holds import ServerHolds

if TYPE_CHECKING:
    from tests.fakes.server import Server

IN_A_FOLDER = "from pathlib import Path; from desk.store.holds import FileHolds; holds = FileHolds(Path(sys.argv[1])); "
ON_A_SERVER = (
    "from desk.store.server import open_server; from desk.store.server_holds import ServerHolds; "
    "holds = ServerHolds(open_server(sys.argv[1])); "
)
KEEP = "assert holds.take('scan'); print('held', flush=True); time.sleep(60)"


class Room:
    """Makes holds over one place, as each desk does for itself.

    Attributes:
        keeper: The words that start a process which holds «scan» until it is killed.
    """

    def __init__(self, make: Callable[..., Holds], program: str, place: str) -> None:
        self.holds = make
        self.keeper = [sys.executable, "-c", f"import sys, time; {program}{KEEP}", place]


@pytest.fixture(params=["file", "server"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    if request.param == "file":
        yield Room(lambda desk="": FileHolds(tmp_path, desk), IN_A_FOLDER, str(tmp_path))
        return
    server: Server = request.getfixturevalue("server")
    address = server.empty()
    engine, made = open_server(address), list[ServerHolds]()

    def make(desk: str = "") -> Holds:
        made.append(ServerHolds(engine, desk))
        return made[-1]

    yield Room(make, ON_A_SERVER, address)
    for holds in made:
        holds.close()
    engine.dispose()


def test_what_is_held_is_held_once_until_it_is_let_go(room: Room) -> None:
    holds, other = room.holds(), room.holds()

    assert holds.take("scan")
    assert not holds.take("scan")
    assert not other.take("scan")
    assert other.take("another")
    holds.release("scan")
    assert other.take("scan")


def test_a_hold_says_whether_it_is_kept(room: Room) -> None:
    holds, other = room.holds(), room.holds()
    before = holds.keeps("scan")
    holds.take("scan")

    during = holds.keeps("scan"), other.keeps("scan")

    holds.release("scan")
    assert (before, during, holds.keeps("scan")) == (False, (True, False), False)


def test_letting_go_of_what_is_not_held_is_no_fault(room: Room) -> None:
    room.holds().release("never")
    assert room.holds().take("never")


def test_who_finds_something_held_is_told_whose_desk_has_it(room: Room) -> None:
    holds, other = room.holds("Quầy 2: một cửa"), room.holds("Quầy 1")
    before = other.holder("scan")
    holds.take("scan")

    during = other.holder("scan"), holds.holder("scan")

    holds.release("scan")
    assert (before, during, other.holder("scan")) == ("", ("Quầy 2: một cửa",) * 2, "")


def test_a_killed_process_holds_nothing(room: Room) -> None:
    holds = room.holds()
    with subprocess.Popen(room.keeper, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == "held\n"
        held = holds.take("scan")
        os.kill(keeper.pid, signal.SIGKILL)
    until = time.monotonic() + 5
    while not (taken := holds.take("scan")) and time.monotonic() < until:
        time.sleep(0.05)

    assert not held
    assert taken
