"""The processes of the signing room: they speak to nobody, give back what a file took, and several calls share one."""

import sys
import threading
from pathlib import Path

from desk.jobs import call_limited
from desk.sign.small import CLIENT, give_back, stay_small
from desk.sign.turns import Turn

FILES = 40
PIECE = 1 << 20


def loaded() -> tuple[str, bool, str]:
    """Load what verifies in a child; tell what stands for the client, whether numpy came, and what it answers."""
    stay_small()
    import signing.verify

    assert signing.verify
    try:
        sys.modules[CLIENT].ClientSession()
    except RuntimeError as refused:
        return type(sys.modules[CLIENT]).__name__, "numpy" in sys.modules, str(refused)
    return type(sys.modules[CLIENT]).__name__, "numpy" in sys.modules, ""


def kept_after_files() -> int:
    """Make garbage that holds itself, as readers of files do; return how many bytes stay."""
    sizes = Path("/proc/self/statm")
    before = int(sizes.read_text().split()[1])
    for _ in range(FILES):
        circle: list[object] = [bytearray(PIECE)]
        circle.append(circle)
        del circle
        give_back()
    return (int(sizes.read_text().split()[1]) - before) * 4096


def test_the_process_that_verifies_has_no_client_of_the_network_and_says_so() -> None:
    assert call_limited(loaded) == ("_NoClient", False, "this process works without the network")


def test_a_process_gives_back_what_files_took() -> None:
    assert call_limited(kept_after_files) < FILES * PIECE / 4


def test_this_process_keeps_its_client() -> None:
    import aiohttp

    stay_small()

    assert sys.modules[CLIENT] is aiohttp


def test_calls_at_once_share_a_process_and_none_waits_for_ever() -> None:
    turn, order = Turn(patience_s=0.01), list[str]()

    def beside() -> None:
        with turn.taken():
            order.append("beside")

    with turn.taken():
        other = threading.Thread(target=beside)
        other.start()
        other.join()
        order.append("first")
    with turn.taken():
        order.append("next")

    assert order == ["beside", "first", "next"]


def test_a_turn_is_waited_for() -> None:
    turn, order, began = Turn(patience_s=60.0), list[str](), threading.Event()

    def after() -> None:
        began.set()
        with turn.taken():
            order.append("second")

    with turn.taken():
        other = threading.Thread(target=after)
        other.start()
        began.wait()
        order.append("first")
    other.join()

    assert order == ["first", "second"]
