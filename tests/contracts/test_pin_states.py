"""The PIN of a token, walked: every state a token, its driver and the program can come to, and every act in each.

The token's flags lie in each way real ones do. What must hold after every act stands in `Walk`, once.
"""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pkcs11
import pytest

from desk.sign.keys import ProcessKeys
from desk.sign.tries import Tries
from signing import tokens
from signing.certificate import is_authority, read_certificate, rsa_modulus
from signing.errors import (
    DriverBroken,
    NotSignedIn,
    PinLastTry,
    PinLocked,
    PinNotSet,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from signing.values import Module, PinState
from tests.fakes.authority import Pki
from tests.fakes.lying_token import Deed, Here, Honesty, Library, LyingToken
from tests.fakes.simulated_token import SimulatedToken, main
from tests.fakes.token_benches import DATA, HANG_S, PIN, Bench, good
from tests.fakes.token_benches import WRONG as BAD

if TYPE_CHECKING:
    from signing.key import SigningKey

RIGHT, WRONG, OTHER = "73519046", "11111111", "LIE2"
SEVERAL = 3
"""Tries of the token walked; fewer are met with by walking on."""

LIES: tuple[Honesty, ...] = (
    "honest", "silent", "late", "forgets", "no last word", "last word only", "no lock",
)  # fmt: skip
DEEDS: tuple[Deed, ...] = (
    "load hangs", "load dies", "slots fail", "login hangs", "login dies", "login dies after", "login fails",
    "login pulled", "sign dies", "sign fails", "sign pulled",
)  # fmt: skip
DEEPER: tuple[Honesty, ...] = ("honest", "silent", "forgets")
"""Walked for four acts, the others for three: as many as lock a token, or lead past a login and a plug."""

GONE = (DriverBroken, TokenRemoved, TokenAbsent)


@dataclasses.dataclass(frozen=True)
class Opening:
    """An act of a person who types a PIN."""

    pin: str
    meant: bool = False


Act = Opening | str
ACTS: tuple[Act, ...] = (
    Opening(RIGHT), Opening(WRONG), Opening(RIGHT, meant=True), Opening(WRONG, meant=True), Opening(""),
    "look", "sign", "is open", "close", "pull", "plug", "plug another", *DEEDS,
)  # fmt: skip

LAST = tuple(act for act in ACTS if isinstance(act, Opening) or act in ("look", "sign", "is open", "close"))
"""What asks the program for something: all else only gets the token ready for the next act, and ends no walk."""


class Walk:
    """One token in one program, and what a person did with both.

    Attributes:
        wrong: PINs sent that were not right, since the last that was.
    """

    def __init__(self, token: LyingToken) -> None:
        self.token, self.key, self.wrong = token, None, 0
        self.key: SigningKey | None = None
        self.keys = ProcessKeys([Module("lie")], child=Here)
        self.fingerprint = hashlib.sha256(token.certificate).hexdigest()

    def do(self, act: Act) -> type[SigningError] | None:
        """Do one thing and hold every promise against it; the fault is returned, None when there was none."""
        sent, typed = len(self.token.sent), act if isinstance(act, Opening) else Opening("")
        locked, last, deed = self.token.said_locked, False, self.token.deed
        fault: type[SigningError] | None = None
        was_open = self._open_in_truth
        try:
            self._act(act)
        except SigningError as told:
            fault = type(told)
        last = self.token.shown_last and isinstance(act, Opening)
        new = self.token.sent[sent:]
        assert len(new) <= (1 if typed.pin else 0), "a PIN was sent that nobody typed, or one was sent twice"
        assert new in ([], [typed.pin])
        assert not (new and was_open and deed != "slots fail"), "an open login was sent a PIN"
        assert not (new and locked), "a token that had said it is locked was asked again"
        assert not (new and last and not typed.meant), "the last try was spent without the sentence"
        assert not (new and self.wrong >= 2 and not typed.meant), "a third doubtful PIN went without the sentence"
        if isinstance(act, Opening):
            assert fault in self._faults(typed, deed, new), (act, fault)
        if act == "sign" and self.key is not None and fault is None:
            assert was_open, "something signed that was not logged in"
        self._count(new, fault)
        return fault

    def _act(self, act: Act) -> None:
        if isinstance(act, Opening):
            self.key = None
            self.key = self.keys.open("LIE1", self.fingerprint, act.pin, last_try_meant=act.meant)
        elif act == "look":
            self.keys.tokens()
        elif act == "sign" and self.key is not None:
            assert self.key.sign(b"data") == b"signed data"
        elif act == "is open":
            assert not self.keys.is_open("LIE1") or self._open_in_truth
        elif act == "close":
            self.keys.close()
        elif act in ("pull", "plug", "plug another"):
            self.token.plug_in({"pull": "", "plug": "LIE1"}.get(act, OTHER))
        elif act in DEEDS:
            self.token.deed = next(deed for deed in DEEDS if deed == act)

    @property
    def _open_in_truth(self) -> bool:
        door = self.keys._doors.get("LIE1")
        if door is None or door._ended is not None or self.token.plugged != "LIE1":
            return False
        held = getattr(door._child, "_held", [])
        return bool(held) and held[0].session.open_for == self.token.plug

    def _faults(self, typed: Opening, deed: str, new: list[str]) -> tuple[type[SigningError] | None, ...]:
        """Return what an opening may say: one meaning, one fault; a driver that went wrong adds its own."""
        if deed and not self.token.deed:
            return GONE if "login" in deed else (*GONE, *self._plain(typed, new))
        return self._plain(typed, new)

    def _plain(self, typed: Opening, new: list[str]) -> tuple[type[SigningError] | None, ...]:
        token = self.token
        if token.plugged != "LIE1":
            return (TokenAbsent,)
        if new and not token.said_locked:
            return (None,) if new == [RIGHT] else (PinWrong,)
        if self._open_in_truth:
            return (None,)
        if token.said_locked:
            return (PinLocked,)
        if not token.known:
            return (PinNotSet,)
        return (PinWrong,) if typed.meant else (PinWrong, PinLastTry)

    def _count(self, new: list[str], fault: type[SigningError] | None) -> None:
        if new and fault is None:
            self.wrong = 0
        else:
            self.wrong += len(new)

    @property
    def state(self) -> tuple[object, ...]:
        """Return all that the next act can depend on."""
        token, tries = self.token, self.keys._tries
        return (
            token.left, token.told, token.known, token.plugged, token.deed, token.said_locked, self._open_in_truth,
            "LIE1" in self.keys._doors, self.key is not None, tries.state("LIE1"), min(self.wrong, 3),
            "LIE1" in self.keys._seen, min(tries._counts.get("LIE1", 0), 3),
        )  # fmt: skip


def walked(make: Callable[[], Walk], depth: int) -> Iterator[tuple[Walk, tuple[Act, ...], type[SigningError] | None]]:
    """Do every act in every state that is reached, breadth first, and yield each walk with its path and last fault.

    The last act of the longest walks is one of `LAST`.
    """
    seen: set[tuple[object, ...]] = {make().state}
    ways: list[tuple[Act, ...]] = [()]
    for length in range(1, depth + 1):
        further: list[tuple[Act, ...]] = []
        for way in ways:
            for act in ACTS if length < depth else LAST:
                walk = make()
                for step in way:
                    walk.do(step)
                fault = walk.do(act)
                yield walk, (*way, act), fault
                if walk.state not in seen:
                    seen.add(walk.state)
                    further.append((*way, act))
        ways = further


@pytest.fixture
def make(authority: Pki, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Walk]:
    certificate = authority.der("officer")
    modulus = rsa_modulus(certificate)
    held: list[LyingToken] = []
    monkeypatch.setattr(pkcs11, "lib", lambda _path: Library(held[-1]))
    for reader in (read_certificate, rsa_modulus, is_authority):
        monkeypatch.setattr(tokens, reader.__name__, cache(reader))

    def fresh(honesty: Honesty, left: int = SEVERAL, *, known: bool = True) -> Walk:
        held[:] = [LyingToken(honesty, SEVERAL, RIGHT, certificate, modulus or 0, known=known, left=left)]
        return Walk(held[-1])

    return fresh


@pytest.mark.parametrize("honesty", LIES)
def test_whatever_is_done_to_a_token_no_pin_is_sent_twice_and_no_try_is_spent_unmeant(
    make: Callable[..., Walk], honesty: Honesty
) -> None:
    depth = 4 if honesty in DEEPER else 3
    ways, faults, locked = 0, set(), []
    for walk, way, fault in walked(lambda: make(honesty), depth):
        ways += 1
        faults.add(fault)
        if walk.token.left == 0:
            locked.append(way)

    assert ways > (3000 if depth == 4 else 950)
    assert faults >= {None, DriverBroken, TokenAbsent, TokenRemoved, PinWrong, PinLastTry, NotSignedIn}
    assert all(Opening(WRONG, meant=True) in way for way in locked), (
        "a token was locked by somebody who did not mean it"
    )


@pytest.mark.parametrize("left", [1, 2])
@pytest.mark.parametrize("honesty", ["honest", "forgets", "no lock", "last word only"])
def test_a_token_that_comes_with_tries_spent_elsewhere_and_says_so_is_not_locked_unmeant(
    make: Callable[..., Walk], honesty: Honesty, left: int
) -> None:
    locked = [way for walk, way, _ in walked(lambda: looked_at(make(honesty, left)), 3) if walk.token.left == 0]

    assert locked
    assert all(Opening(WRONG, meant=True) in way for way in locked)


def test_a_token_whose_pin_was_never_set_is_sent_none(make: Callable[..., Walk]) -> None:
    faults = set()
    for walk, _, fault in walked(lambda: make("honest", known=False), 4):
        faults.add(fault)
        assert walk.token.sent == []

    assert PinNotSet in faults


def test_a_locked_token_is_asked_once_at_most_however_silent_it_is(make: Callable[..., Walk]) -> None:
    for honesty in LIES:
        for walk, way, _ in walked(partial(emptied, make, honesty), 3):
            unheard = way.count("login dies after")
            assert len(walk.token.sent) <= 1 + unheard
            assert not walk.token.sent or walk.keys._tries.state("LIE1") is not PinState.READY


def looked_at(walk: Walk) -> Walk:
    walk.do("look")
    return walk


def emptied(make: Callable[..., Walk], honesty: Honesty) -> Walk:
    walk = make(honesty)
    walk.token.left = walk.token.told = 0
    return walk


# -- the same in real children ----------------------------------------------------------------------------------------


def test_a_token_that_tells_nothing_is_not_locked_by_three_wrong_pins(
    simulated: Bench, lying: SimulatedToken, tmp_path: Path
) -> None:
    lying.set(tells=False)
    tries, serial, certificate = tmp_path / "tries.json", simulated.serial, simulated.certificate()

    faults = []
    for pin in (BAD, BAD, BAD, BAD):  # each by a program of its own, as by command
        keys = ProcessKeys([lying.module], wall_s=HANG_S, main=main, tries=Tries(tries))
        with pytest.raises(SigningError) as told:
            keys.open(serial, certificate, pin)
        faults.append(type(told.value))
    said = keys.tokens()[0].pin
    key = keys.open(serial, certificate, PIN, last_try_meant=True)

    assert faults == [PinWrong, PinWrong, PinLastTry, PinLastTry]
    assert said is PinState.LAST_TRY
    assert lying.sent == [False, False, True]
    assert good(key.certificate, key.sign(DATA))
    assert keys.tokens()[0].pin is PinState.READY
    assert json.loads(tries.read_text("utf-8")) == {}
    keys.close()


def test_a_driver_that_dies_with_the_pin_in_its_hands_is_counted_as_a_try(
    simulated: Bench, lying: SimulatedToken
) -> None:
    lying.does("login", "crash")
    for _ in range(2):
        with pytest.raises(DriverBroken):
            simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    lying.set(does={})

    with pytest.raises(PinLastTry):
        simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert lying.sent == []


def test_a_count_that_cannot_be_kept_stops_nobody(simulated: Bench, lying: SimulatedToken, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("[1, {", "utf-8")

    for file in (tmp_path / "nowhere" / "tries.json", tmp_path / "broken.json"):
        keys = ProcessKeys([lying.module], wall_s=HANG_S, main=main, tries=Tries(file))
        key = keys.open(simulated.serial, simulated.certificate(), PIN)

        assert good(key.certificate, key.sign(DATA))
        keys.close()


def test_a_count_that_cannot_be_written_any_more_is_remembered_all_the_same(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "tries.json")
    tries.sending("LIE1")
    (tmp_path / ".tries.json.part").mkdir()  # as a disk that takes nothing more

    tries.sending("LIE1")

    assert tries.state("LIE1") is PinState.LAST_TRY
    tries.right("LIE1")
    assert tries.state("LIE1") is PinState.READY
