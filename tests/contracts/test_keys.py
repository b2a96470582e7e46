"""What Keys owe the desk, over SoftHSM and over a simulated token that lies as real ones do: looking, signing, the PIN.

SoftHSM never locks; what needs a locked token runs on the simulation alone, everything else on both.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest

from desk.sign.keys import ProcessKeys
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    PinLastTry,
    PinLocked,
    PinNotSet,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from signing.values import Module, PinState
from tests.fakes.simulated_token import SimulatedToken
from tests.fakes.token_benches import DATA, PIN, SEAL_PIN, WRONG, Bench, good

if TYPE_CHECKING:
    from desk.ports import Keys

# -- looking ----------------------------------------------------------------------------------------------------------


def test_a_token_is_known_by_its_serial_and_says_how_its_pin_stands(token_bench: Bench) -> None:
    keys: Keys = token_bench.keys

    token = next(token for token in keys.tokens() if token.serial == token_bench.serial)

    assert token.serial
    assert token.serial.strip() == token.serial
    assert token.label
    assert token.maker
    assert token.pin is PinState.READY
    assert token.module.path


def test_a_token_that_nobody_has_set_up_is_not_shown(soft: Bench) -> None:
    assert {token.label for token in soft.keys.tokens()} == {"CanBo", "CanBoEC", "ConDau"}


def test_nothing_plugged_in_is_no_fault(token_bench: Bench) -> None:
    token_bench.pull()

    assert token_bench.keys.tokens() == []


def test_a_token_plugged_in_later_is_seen_at_the_next_look(soft: Bench) -> None:
    before = len(soft.keys.tokens())
    later = soft.folder.parent.parent / "later"
    later.mkdir()
    soft.pki.tokens(later / "tokens", ("Moi", PIN, "seal"))
    for made in (later / "tokens").iterdir():
        made.rename(soft.folder / made.name)

    assert len(soft.keys.tokens()) == before + 1


@pytest.mark.parametrize("modules", [[], [Module("/nowhere/libtoken.so")], [Module(__file__)]])
def test_without_any_driver_it_says_that_the_driver_is_missing(modules: Sequence[Module]) -> None:
    keys = ProcessKeys(modules)

    with pytest.raises(DriverMissing):
        keys.tokens()
    with pytest.raises(DriverMissing):
        keys.certificates("1")


def test_a_missing_driver_beside_a_good_one_hides_nothing(soft: Bench) -> None:
    module = soft.keys.tokens()[0].module

    keys = ProcessKeys([Module("/nowhere/libtoken.so"), module, module])

    assert len(keys.tokens()) == 3


def test_drivers_may_be_told_of_later() -> None:
    modules: list[Module] = []
    keys = ProcessKeys(lambda: modules)
    with pytest.raises(DriverMissing):
        keys.tokens()

    modules.append(Module("/nowhere/libtoken.so"))

    with pytest.raises(DriverMissing):
        keys.tokens()


@pytest.mark.parametrize("hides", [True, False])
def test_certificates_with_a_key_are_listed_before_any_pin(
    simulated: Bench, lying: SimulatedToken, hides: bool
) -> None:
    lying.set(hides=hides)

    listed = simulated.keys.certificates(simulated.serial)

    assert {entry.sha256 for entry in listed} == {
        simulated.certificate(name) for name in ("officer", "officer-ec", "officer-expired")
    }
    assert lying.sent == []


def test_a_token_that_shows_no_key_before_its_pin_is_believed_to_hold_those_of_people(
    simulated: Bench, lying: SimulatedToken
) -> None:
    lying.set(marked=False)

    listed = simulated.keys.certificates(simulated.serial)
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert {entry.subject for entry in listed} == {"Hoàng Văn Páo", "UBND xã Nà Khuôn"}
    assert good(key.certificate, key.sign(DATA))
    with pytest.raises(CertificateAbsent):
        simulated.keys.open(simulated.serial, simulated.certificate("seal"), PIN)


def test_a_certificate_is_told_with_all_that_a_choice_needs(token_bench: Bench) -> None:
    found = next(c for c in token_bench.keys.certificates(token_bench.serial) if c.sha256 == token_bench.certificate())

    assert found == token_bench.pki.certificate("officer")
    assert (found.subject, found.kind, found.can_sign) == ("Hoàng Văn Páo", "rsa", True)


def test_the_certificates_of_no_token_cannot_be_listed(token_bench: Bench) -> None:
    with pytest.raises(TokenAbsent):
        token_bench.keys.certificates("none such")


# -- signing ----------------------------------------------------------------------------------------------------------


def test_a_key_signs_what_its_certificate_confirms(token_bench: Bench) -> None:
    key = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)

    assert key.certificate == token_bench.pki.certificate("officer")
    assert good(key.certificate, key.sign(DATA))
    assert good(key.certificate, key.sign(b""), b"")


def test_an_elliptic_key_answers_in_der(soft: Bench, simulated: Bench) -> None:
    for token_bench in (soft, simulated):
        serial = next(t.serial for t in token_bench.keys.tokens() if t.label in ("CanBoEC", "Token nói dối"))

        key = token_bench.keys.open(serial, token_bench.certificate("officer-ec"), PIN)

        assert good(key.certificate, key.sign(DATA))


def test_a_token_that_does_not_hash_is_given_the_digest(simulated: Bench, lying: SimulatedToken) -> None:
    lying.set(hashes=False)

    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert good(key.certificate, key.sign(DATA))


def test_the_issuers_that_lie_on_the_token_come_along_nearest_first(simulated: Bench) -> None:
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert key.chain == (simulated.pki.der("interm"), simulated.pki.der("root"))


def test_two_tokens_are_open_side_by_side(soft: Bench) -> None:
    serials = {token.label: token.serial for token in soft.keys.tokens()}

    officer = soft.keys.open(serials["CanBo"], soft.certificate(), PIN)
    seal = soft.keys.open(serials["ConDau"], soft.certificate("seal"), SEAL_PIN)

    assert good(officer.certificate, officer.sign(DATA))
    assert good(seal.certificate, seal.sign(DATA))


def test_many_threads_sign_one_after_the_other(token_bench: Bench) -> None:
    key = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(key.sign(DATA))) for _ in range(12)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 12
    assert all(good(key.certificate, signature) for signature in made)


# -- the PIN ----------------------------------------------------------------------------------------------------------


def test_an_open_login_is_used_again_and_no_second_pin_is_sent(token_bench: Bench) -> None:
    first = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)

    again = token_bench.keys.open(token_bench.serial, token_bench.certificate(), WRONG)

    assert good(again.certificate, again.sign(DATA))
    assert good(first.certificate, first.sign(DATA))
    assert token_bench.simulated is None or token_bench.simulated.sent == [True]


def test_threads_that_open_one_token_at_once_send_one_pin(simulated: Bench, lying: SimulatedToken) -> None:
    serial, certificate = simulated.serial, simulated.certificate()
    threads = [threading.Thread(target=simulated.keys.open, args=(serial, certificate, PIN)) for _ in range(5)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert lying.sent == [True]


@pytest.mark.parametrize("pin", [WRONG, "1", "9" * 300, "\N{LATIN SMALL LETTER E WITH CIRCUMFLEX}\0" * 3])
def test_a_wrong_pin_is_sent_once_and_the_token_stays_shut(token_bench: Bench, pin: str) -> None:
    with pytest.raises(PinWrong):
        token_bench.keys.open(token_bench.serial, token_bench.certificate(), pin)

    assert not token_bench.keys.is_open(token_bench.serial)
    assert token_bench.simulated is None or token_bench.simulated.sent == [False]


@pytest.mark.parametrize("pin", ["", "\ud800123456"])
def test_what_is_no_pin_is_not_sent(token_bench: Bench, pin: str) -> None:
    with pytest.raises(PinWrong):
        token_bench.keys.open(token_bench.serial, token_bench.certificate(), pin)

    assert token_bench.simulated is None or token_bench.simulated.sent == []


def test_after_a_wrong_pin_the_right_one_opens(token_bench: Bench) -> None:
    with pytest.raises(PinWrong):
        token_bench.keys.open(token_bench.serial, token_bench.certificate(), WRONG)

    key = token_bench.keys.open(token_bench.serial, token_bench.certificate(), PIN)

    assert good(key.certificate, key.sign(DATA))
    assert token_bench.keys.is_open(token_bench.serial)


def test_the_flags_tell_how_many_tries_are_left(simulated: Bench, lying: SimulatedToken) -> None:
    told = []
    for known, left in ((False, 3), (True, 3), (True, 2), (True, 1), (True, 0)):
        lying.set(set=known, left=left)
        told.append(simulated.keys.tokens()[0].pin)

    assert told == [PinState.NOT_SET, PinState.READY, PinState.COUNT_LOW, PinState.LAST_TRY, PinState.LOCKED]


def test_the_last_try_is_not_spent_unless_it_is_meant(simulated: Bench, lying: SimulatedToken) -> None:
    lying.set(left=1)

    with pytest.raises(PinLastTry):
        simulated.keys.open(simulated.serial, simulated.certificate(), PIN)
    sent_before = lying.sent
    key = simulated.keys.open(simulated.serial, simulated.certificate(), PIN, last_try_meant=True)

    assert sent_before == []
    assert lying.sent == [True]
    assert good(key.certificate, key.sign(DATA))


def test_two_wrong_pins_lead_to_the_last_try_and_not_beyond_it(simulated: Bench, lying: SimulatedToken) -> None:
    for _ in range(2):
        with pytest.raises(PinWrong):
            simulated.keys.open(simulated.serial, simulated.certificate(), WRONG)

    with pytest.raises(PinLastTry):
        simulated.keys.open(simulated.serial, simulated.certificate(), WRONG)

    assert lying.sent == [False, False]


def test_the_last_try_that_was_meant_and_wrong_locks_and_says_so(simulated: Bench, lying: SimulatedToken) -> None:
    lying.set(left=1)

    with pytest.raises(PinLocked):
        simulated.keys.open(simulated.serial, simulated.certificate(), WRONG, last_try_meant=True)

    assert simulated.keys.tokens()[0].pin is PinState.LOCKED


@pytest.mark.parametrize(
    ("facts", "fault"), [({"left": 0}, PinLocked), ({"set": False}, PinNotSet), ({"set": False, "left": 0}, PinLocked)]
)
def test_a_token_that_is_locked_or_has_no_pin_is_sent_none(
    simulated: Bench, lying: SimulatedToken, facts: dict[str, object], fault: type[SigningError]
) -> None:
    lying.set(**facts)

    with pytest.raises(fault):
        simulated.keys.open(simulated.serial, simulated.certificate(), PIN, last_try_meant=True)

    assert lying.sent == []


def test_a_certificate_that_is_not_there_costs_no_try(token_bench: Bench) -> None:
    with pytest.raises(CertificateAbsent):
        token_bench.keys.open(token_bench.serial, token_bench.certificate("stranger"), PIN)

    assert token_bench.simulated is None or token_bench.simulated.sent == []
    assert not token_bench.keys.is_open(token_bench.serial)


@pytest.mark.parametrize(
    ("raised", "fault"),
    [
        ("PinLenRange", PinWrong), ("PinInvalid", PinWrong), ("PinIncorrect", PinWrong), ("PinLocked", PinLocked),
        ("PinExpired", PinNotSet), ("UserPinNotInitialized", PinNotSet), ("DeviceRemoved", TokenRemoved),
        ("TokenNotPresent", TokenRemoved), ("GeneralError", DriverBroken), ("FunctionFailed", DriverBroken),
        ("HostMemory", DriverBroken),
    ],
)  # fmt: skip
def test_what_a_login_raises_is_told_in_our_words(
    simulated: Bench, lying: SimulatedToken, raised: str, fault: type[SigningError]
) -> None:
    lying.does("login", raised)

    with pytest.raises(fault):
        simulated.keys.open(simulated.serial, simulated.certificate(), PIN)

    assert not simulated.keys.is_open(simulated.serial)
