"""What every `Keys` owes the owner of a PIN, over the invented tokens of other tests and over a simulated driver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from signing.errors import CertificateAbsent, PinLastTry, PinLocked, PinWrong, TokenAbsent
from signing.values import PinState
from tests.fakes.signing import OFFICER_PIN, OFFICER_TOKEN, SoftKeys, certificate
from tests.fakes.simulated_token import SimulatedToken
from tests.fakes.token_benches import PIN, Bench

if TYPE_CHECKING:
    from desk.ports import Keys

WRONG = "99999999"


@dataclass(frozen=True)
class Held:
    """A token under test, and the hand that holds it."""

    keys: "Keys"
    serial: str
    certificate: str
    pin: str
    left: Callable[[int], None]
    pull: Callable[[], None]
    sent: Callable[[], list[bool]]

    def open(self, pin: str | None = None, *, meant: bool = False) -> None:
        """Open the key with a PIN, the right one by default."""
        self.keys.open(self.serial, self.certificate, self.pin if pin is None else pin, last_try_meant=meant)

    @property
    def state(self) -> PinState:
        """Return what the flags say."""
        return next(token.pin for token in self.keys.tokens() if token.serial == self.serial)


def _told() -> Held:
    keys = SoftKeys()
    token = keys.officer
    return Held(
        keys, OFFICER_TOKEN, certificate(token.name).sha256, OFFICER_PIN,
        left=lambda tries: setattr(token, "tries", tries), pull=lambda: setattr(token, "plugged", False),
        sent=lambda: [pin == token.pin for pin in token.sent],
    )  # fmt: skip


def _simulated(bench: Bench, token: SimulatedToken) -> Held:
    return Held(
        bench.keys, bench.serial, bench.certificate(), PIN, left=lambda tries: token.set(left=tries) and None,
        pull=token.pull, sent=lambda: token.sent,
    )  # fmt: skip


@pytest.fixture(params=["told", "simulated"])
def held(request: pytest.FixtureRequest) -> Iterator[Held]:
    if request.param == "told":
        yield _told()
    else:
        yield _simulated(request.getfixturevalue("simulated"), request.getfixturevalue("lying"))


def test_certificates_are_listed_before_any_pin(held: Held) -> None:
    listed = [one.sha256 for one in held.keys.certificates(held.serial)]

    assert held.certificate in listed
    assert held.sent() == []
    assert not held.keys.is_open(held.serial)


def test_a_login_is_used_again_and_ends_with_the_keys(held: Held) -> None:
    held.open()
    held.open(WRONG)
    opened = held.keys.is_open(held.serial)

    held.keys.close()

    assert opened
    assert held.sent() == [True]
    assert not held.keys.is_open(held.serial)


def test_a_wrong_pin_is_sent_once_and_the_right_one_opens_after_it(held: Held) -> None:
    with pytest.raises(PinWrong):
        held.open(WRONG)
    shut = held.keys.is_open(held.serial)
    held.open()

    assert not shut
    assert held.sent() == [False, True]


def test_no_pin_at_all_costs_no_try(held: Held) -> None:
    with pytest.raises(PinWrong):
        held.open("")

    assert held.sent() == []


def test_a_certificate_that_is_not_there_costs_no_try(held: Held) -> None:
    with pytest.raises(CertificateAbsent):
        held.keys.open(held.serial, "0" * 64, held.pin)

    assert held.sent() == []


def test_the_last_try_is_spent_only_when_it_is_meant(held: Held) -> None:
    held.left(1)

    with pytest.raises(PinLastTry):
        held.open()
    before = held.sent()
    held.open(meant=True)

    assert before == []
    assert held.sent() == [True]


def test_the_last_try_gone_wrong_locks_and_a_locked_token_is_asked_nothing(held: Held) -> None:
    held.left(1)

    with pytest.raises(PinLocked):
        held.open(WRONG, meant=True)
    with pytest.raises(PinLocked):
        held.open(meant=True)

    assert held.sent() == [False]
    assert held.state is PinState.LOCKED


@pytest.mark.parametrize(
    ("tries", "state"),
    [(3, PinState.READY), (2, PinState.COUNT_LOW), (1, PinState.LAST_TRY), (0, PinState.LOCKED)],
)
def test_the_flags_tell_how_many_tries_are_left(held: Held, tries: int, state: PinState) -> None:
    held.left(tries)

    assert held.state is state


def test_a_token_that_was_pulled_out_is_absent_and_not_listed(held: Held) -> None:
    held.pull()

    assert [token.serial for token in held.keys.tokens() if token.serial == held.serial] == []
    with pytest.raises(TokenAbsent):
        held.open()
    with pytest.raises(TokenAbsent):
        held.keys.certificates(held.serial)
