"""Requests of several threads become one confirmation, and each gets its own part back."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from signing.errors import RemoteDenied, RemoteExpired, RemoteTooFew, SigningError
from signing.gathering import EXPECTED_S, QUIET_S, Gathered
from signing.remote import Identity
from tests.fakes.authority import Pki


@dataclass
class Told:
    """A signer that does as told; `signed` is what it answers when it does."""

    identity: Identity
    asked: list[list[bytes]] = field(default_factory=list)
    confirmed: bool = False
    fault: SigningError | None = None
    lost: int = 0
    name: str = "SmartKý"

    def get_certificate(self) -> Identity:
        return self.identity

    def expect(self, count: int) -> None:
        """Make nothing of it."""

    def start(self, hashes: Sequence[bytes]) -> str:
        self.asked.append(list(hashes))
        return str(len(self.asked) - 1)

    def poll(self, transaction: str) -> tuple[bytes, ...] | None:
        if self.fault is not None:
            raise self.fault
        hashes = self.asked[int(transaction)]
        return tuple(b"signed " + one for one in hashes[self.lost :]) if self.confirmed else None


@dataclass
class Clock:
    at: float = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def told(authority: Pki) -> Told:
    return Told(Identity(authority.certificate("officer"), (), 4))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gathered(told: Told, clock: Clock) -> Gathered:
    made = Gathered(told, now=clock)
    made.get_certificate()
    return made


def test_what_is_asked_for_at_about_the_same_time_is_confirmed_once(
    gathered: Gathered, told: Told, clock: Clock
) -> None:
    names = [gathered.start([b"a"]), gathered.start([b"b", b"c"])]
    early = [gathered.poll(name) for name in names]
    clock.at += QUIET_S
    waiting = [gathered.poll(name) for name in names]
    told.confirmed = True

    answers = [gathered.poll(name) for name in names]

    assert early == waiting == [None, None]
    assert told.asked == [[b"a", b"b", b"c"]]
    assert answers == [(b"signed a",), (b"signed b", b"signed c")]


def test_a_request_is_as_long_as_one_confirmation_may_be_for_and_no_longer(
    gathered: Gathered, told: Told, clock: Clock
) -> None:
    names = [gathered.start([bytes([number])]) for number in range(6)]
    told.confirmed = True
    first = gathered.poll(names[0])
    clock.at += QUIET_S

    answers = [gathered.poll(name) for name in names]

    assert first == (b"signed \0",), "a full request waits for nobody"
    assert [len(one) for one in told.asked] == [4, 2]
    assert answers == [(b"signed " + bytes([number]),) for number in range(6)]


def test_copies_that_were_told_of_are_waited_for_and_the_last_is_not_kept_waiting(
    gathered: Gathered, told: Told, clock: Clock
) -> None:
    gathered.expect(3)
    names = [gathered.start([b"a"]), gathered.start([b"b"])]
    clock.at += 10 * QUIET_S
    early = gathered.poll(names[0]), list(told.asked)
    names.append(gathered.start([b"c"]))
    gathered.poll(names[0])
    asked = list(told.asked)
    gathered.expect(0)
    alone = gathered.start([b"d"])
    clock.at += QUIET_S
    gathered.poll(alone)

    assert early == (None, [])
    assert asked == [[b"a", b"b", b"c"]]
    assert told.asked[1:] == [[b"d"]]


def test_a_copy_that_came_to_nothing_does_not_keep_the_others_waiting_for_ever(
    gathered: Gathered, told: Told, clock: Clock
) -> None:
    gathered.expect(3)
    name = gathered.start([b"a"])
    clock.at += EXPECTED_S

    gathered.poll(name)

    assert told.asked == [[b"a"]]


def test_what_is_asked_for_after_a_request_was_sent_off_is_another(
    gathered: Gathered, told: Told, clock: Clock
) -> None:
    gathered.poll(gathered.start([b"a"]))
    clock.at += QUIET_S
    gathered.poll(f"{gathered._open}:0:1")

    gathered.start([b"b"])
    clock.at += QUIET_S
    gathered.poll(f"{gathered._open}:0:1")

    assert told.asked == [[b"a"], [b"b"]]


def test_a_refusal_is_told_to_all_who_waited_for_it(gathered: Gathered, told: Told, clock: Clock) -> None:
    names = [gathered.start([b"a"]), gathered.start([b"b"])]
    clock.at += QUIET_S
    told.fault = RemoteDenied(why=400)

    for name in (*names, *names):
        with pytest.raises(RemoteDenied):
            gathered.poll(name)
    assert len(told.asked) == 1


def test_an_answer_of_another_length_is_used_by_nobody(gathered: Gathered, told: Told, clock: Clock) -> None:
    names = [gathered.start([b"a"]), gathered.start([b"b"])]
    clock.at += QUIET_S
    told.confirmed, told.lost = True, 1

    for name in names:
        with pytest.raises(RemoteTooFew):
            gathered.poll(name)


@pytest.mark.parametrize("name", ["", "another program's", "a:0:1"])
def test_a_transaction_of_a_program_that_ended_has_expired(gathered: Gathered, name: str) -> None:
    with pytest.raises(RemoteExpired):
        gathered.poll(name)
