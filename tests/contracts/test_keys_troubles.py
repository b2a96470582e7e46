"""What Keys owe the desk when a token is pulled out or its driver hangs, dies or is none; and who hears a PIN.

SoftHSM neither hangs nor dies; those rows run on the simulated token alone.
"""

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.jobs.child import Main, serve
from signing.errors import (
    DriverBroken,
    NotSignedIn,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from tests.fakes.simulated_token import SimulatedToken, main
from tests.fakes.token_benches import DATA, PIN, WRONG, Bench, good

# -- what goes wrong --------------------------------------------------------------------------------------------------


def test_opening_what_is_not_plugged_in_says_so(token_bench: Bench) -> None:
    serial = token_bench.serial
    token_bench.pull()

    with pytest.raises(TokenAbsent) as told:
        token_bench.keys.open(serial, token_bench.certificate(), PIN)

    assert told.value.context == {"name": serial}


def test_a_token_pulled_out_is_told_at_the_next_signature(token_bench: Bench) -> None:
    key = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)
    token_bench.pull()

    for _ in range(2):
        with pytest.raises(TokenRemoved):
            key.sign(DATA)


def test_a_token_pulled_out_is_not_open_any_more(token_bench: Bench) -> None:
    serial = token_bench.serial
    token_bench.keys.open(serial, token_bench.certificate(), PIN)
    token_bench.pull()

    assert not token_bench.keys.is_open(serial)


def test_a_token_plugged_in_again_asks_for_its_pin_again(token_bench: Bench) -> None:
    serial = token_bench.serial
    old = token_bench.keys.open(serial, token_bench.certificate(), PIN)
    token_bench.pull()
    with pytest.raises(TokenRemoved):
        old.sign(DATA)
    token_bench.plug()

    assert not token_bench.keys.is_open(serial)
    with pytest.raises(PinWrong):
        token_bench.keys.open(serial, token_bench.certificate(), WRONG)
    key = token_bench.keys.open(serial, token_bench.certificate(), PIN)
    assert good(key.certificate, key.sign(DATA))


def test_a_token_replugged_between_two_signatures_is_noticed_before_the_second(
    simulated: Bench, lying: SimulatedToken
) -> None:
    simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    lying.pull()
    lying.plug()

    open_still = simulated.keys.is_open(simulated.serial)
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert not open_still
    assert good(key.certificate, key.sign(DATA))
    assert lying.sent == [True, True]


def test_a_token_pulled_out_in_mid_signature_is_told_even_when_the_driver_has_no_word_for_it(
    simulated: Bench, lying: SimulatedToken
) -> None:
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    lying.does("sign", "pulled")

    with pytest.raises(TokenRemoved):
        key.sign(DATA)


@pytest.mark.parametrize(
    ("raised", "fault"),
    [
        ("DeviceRemoved", TokenRemoved), ("TokenNotPresent", TokenRemoved), ("SessionHandleInvalid", TokenRemoved),
        ("ObjectHandleInvalid", TokenRemoved), ("SessionClosed", TokenRemoved), ("KeyHandleInvalid", TokenRemoved),
        ("UserNotLoggedIn", NotSignedIn), ("GeneralError", DriverBroken), ("DeviceError", DriverBroken),
        ("FunctionFailed", DriverBroken),
    ],
)  # fmt: skip
def test_what_a_signature_raises_is_told_in_our_words(
    simulated: Bench, lying: SimulatedToken, raised: str, fault: type[SigningError]
) -> None:
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    lying.does("sign", raised)

    with pytest.raises(fault):
        key.sign(DATA)

    assert not simulated.keys.is_open(simulated.serial)


@pytest.mark.parametrize("deed", ["hang", "crash"])
@pytest.mark.parametrize("call", ["load", "slots", "login", "find"])
def test_a_driver_that_hangs_or_dies_while_opening_is_told_and_costs_one_try_at_most(
    simulated: Bench, lying: SimulatedToken, call: str, deed: str
) -> None:
    serial, begun = simulated.serial, time.monotonic()
    lying.does(call, deed)

    with pytest.raises(DriverBroken):
        simulated.keys.open(serial, simulated.certificate(), PIN)

    assert time.monotonic() - begun < 10
    assert len(lying.sent) <= 1
    lying.set(does={})
    key = simulated.keys.open(serial, simulated.certificate(), PIN)
    assert good(key.certificate, key.sign(DATA))


@pytest.mark.parametrize("deed", ["hang", "crash"])
def test_a_driver_that_hangs_or_dies_in_mid_signature_is_told_and_may_be_opened_again(
    simulated: Bench, lying: SimulatedToken, deed: str
) -> None:
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    lying.does("sign", deed)
    with pytest.raises(DriverBroken):
        key.sign(DATA)
    lying.set(does={})

    assert not simulated.keys.is_open(simulated.serial)
    with pytest.raises(DriverBroken):
        key.sign(DATA)
    again = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    assert good(again.certificate, again.sign(DATA))


@pytest.mark.parametrize("deed", ["hang", "crash", "GeneralError"])
def test_a_driver_that_cannot_even_be_asked_is_broken_not_missing(
    simulated: Bench, lying: SimulatedToken, deed: str
) -> None:
    lying.does("load", deed)

    with pytest.raises(DriverBroken):
        simulated.keys.tokens()


def test_a_shared_login_of_another_program_is_used(simulated: Bench, lying: SimulatedToken) -> None:
    lying.set(hides=False).does("login", "UserAlreadyLoggedIn")

    listed = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert listed.certificate == simulated.pki.certificate("officer")


def test_closing_ends_every_process_and_what_is_signed_later_says_so(token_bench: Bench) -> None:
    key = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)

    token_bench.keys.close()
    token_bench.keys.close()

    with pytest.raises(NotSignedIn):
        key.sign(DATA)
    assert not token_bench.keys.is_open(token_bench.serial)


def test_closing_waits_for_the_signature_under_way(token_bench: Bench) -> None:
    key = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(key.sign(DATA * 10000)))
    thread.start()
    time.sleep(0.02)

    token_bench.keys.close()
    thread.join()

    assert len(made) == 1


# -- what must never be found -----------------------------------------------------------------------------------------


class Nosy(logging.Handler):
    """Keeps every record there is, with all that hangs on it."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.getMessage()} {record.__dict__}")


def arguments_of_all_processes() -> str:
    told = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            for part in ("cmdline", "environ"):
                try:
                    told.append((process / part).read_bytes().decode("utf-8", "replace"))
                except (OSError, ProcessLookupError):
                    continue
    return "\n".join(told)


def chain_of(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


@pytest.mark.parametrize("deed", ["right", "wrong", "crash", "GeneralError", "half a character"])
def test_no_pin_is_ever_found_in_a_log_a_fault_a_process_or_a_file(
    simulated: Bench, lying: SimulatedToken, deed: str, tmp_path: Path
) -> None:
    nosy, root, before = Nosy(), logging.getLogger(), logging.getLogger().level
    root.addHandler(nosy)
    root.setLevel(logging.NOTSET)
    pin = {"wrong": "64209317", "half a character": "64209317\udc00"}.get(deed, PIN)
    if deed in ("crash", "GeneralError"):
        lying.does("login", deed)
    seen = ""
    try:
        key = simulated.keys.open(simulated.serial, simulated.certificate(), pin)
        key.sign(DATA)
        seen = arguments_of_all_processes() + repr(key) + repr(vars(key)) + repr(vars(simulated.keys))
    except SigningError as fault:
        seen = "".join(f"{link!r} {link.args} {vars(link)}" for link in chain_of(fault))
    finally:
        root.removeHandler(nosy)
        root.setLevel(before)
    lying.set(pin="")
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]

    assert pin.strip("\udc00") not in seen
    assert not [line for line in nosy.heard if pin.strip("\udc00") in line]
    assert not [data for data in files if pin.strip("\udc00").encode() in data]


def test_the_child_may_be_the_one_of_the_product() -> None:
    """The simulation replaces the library alone; the child's own loop is the product's."""
    simulation: Main = main

    assert simulation is not serve
    assert "serve" in main.__code__.co_names
