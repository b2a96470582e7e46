"""Tokens without a token: what flags, exceptions and certificates mean; and that a PIN is wiped."""

import threading
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import TokenFlag, exceptions

from desk.jobs import Limits
from desk.jobs.child import Child, serve
from desk.sign.keys import ProcessKeys
from signing import tokens
from signing.alone import alone
from signing.certificate import chain_above, is_authority, issued_by, read_certificate, rsa_modulus
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    PinLocked,
    PinWrong,
    SigningError,
    TokenRemoved,
)
from signing.token_faults import fault_of
from signing.values import Module, PinState
from tests.fakes.authority import Pki

SET = int(TokenFlag.TOKEN_INITIALIZED | TokenFlag.USER_PIN_INITIALIZED)


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        (SET, PinState.READY),
        (SET | TokenFlag.USER_PIN_COUNT_LOW, PinState.COUNT_LOW),
        (SET | TokenFlag.USER_PIN_COUNT_LOW | TokenFlag.USER_PIN_FINAL_TRY, PinState.LAST_TRY),
        (SET | TokenFlag.USER_PIN_FINAL_TRY | TokenFlag.USER_PIN_LOCKED, PinState.LOCKED),
        (int(TokenFlag.TOKEN_INITIALIZED), PinState.NOT_SET),
        (TokenFlag.TOKEN_INITIALIZED | TokenFlag.USER_PIN_LOCKED, PinState.LOCKED),
    ],
)
def test_the_gravest_flag_of_a_token_counts(flags: int, state: PinState) -> None:
    assert tokens.pin_state(int(flags)) is state


@pytest.mark.parametrize("secret", [b"73519046", b""])
def test_a_pin_is_wiped_even_when_the_login_never_came_about(secret: bytes) -> None:
    here, there = bytearray(secret), bytearray(secret)

    with pytest.raises(DriverMissing):
        tokens.log_in(Module("/nowhere/libtoken.so"), "1", "0" * 64, there, False)
    with pytest.raises(DriverMissing):
        ProcessKeys([])._log_in("1", "0" * 64, here, last_try_meant=False)

    assert here == there == bytes(len(secret))


def raised(inner: Exception, outer: Exception, *, told: bool) -> BaseException:
    """Return an exception as `raise … from …` leaves it, or as one raised while another was handled."""
    outer.__cause__, outer.__context__ = inner if told else None, inner
    return outer


@pytest.mark.parametrize("told", [True, False])
def test_the_innermost_exception_that_is_known_is_the_one_told(told: bool) -> None:
    outer = exceptions.PKCS11Error("Could not find private key")

    assert isinstance(fault_of(raised(exceptions.PinLocked(), outer, told=told)), PinLocked)
    assert isinstance(fault_of(raised(exceptions.PinIncorrect(), exceptions.DeviceRemoved(), told=told)), PinWrong)
    assert isinstance(fault_of(raised(ValueError(), exceptions.SessionClosed(), told=told)), TokenRemoved)


def test_every_exception_of_the_library_has_a_fault() -> None:
    kinds = [kind for kind in vars(exceptions).values() if isinstance(kind, type)]

    faults = {kind.__name__: fault_of(kind()) for kind in kinds if issubclass(kind, exceptions.PKCS11Error)}

    assert len(faults) > 60
    assert all(isinstance(fault, SigningError) for fault in faults.values())
    assert all(set(fault.context) <= {"why"} for fault in faults.values())
    assert isinstance(faults["PKCS11Error"], DriverBroken)


def hold_alone(module: Module, mark: Path) -> None:
    with alone(module):
        mark.touch()
        time.sleep(60)


def test_a_driver_that_cannot_bear_two_processes_is_used_by_one_at_a_time(tmp_path: Path) -> None:
    module = Module("any", lock=str(tmp_path / "lock"))
    child = Child(serve, Limits())
    child.order(hold_alone, (module, tmp_path / "held"))
    while not (tmp_path / "held").exists():
        time.sleep(0.01)
    threading.Timer(0.5, child.kill).start()
    begun = time.monotonic()

    with alone(module):
        waited = time.monotonic() - begun
    with alone(Module("any")), alone(Module("any")):
        pass

    assert waited > 0.4


def test_a_lock_that_cannot_be_made_is_a_broken_driver() -> None:
    with pytest.raises(DriverBroken):
        tokens.look(Module("any", lock="/nowhere/lock"))


# -- certificates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"no certificate", b"\x30\x80", b"\x30\x03\x02\x01\x01"])
def test_what_is_no_certificate_is_told_as_absent_and_harms_nothing(data: bytes) -> None:
    with pytest.raises(CertificateAbsent):
        read_certificate(data)
    assert not is_authority(data)
    assert not issued_by(data, data)
    assert rsa_modulus(data) is None
    assert chain_above(data, [data, b""]) == ()


def test_every_cut_of_a_certificate_is_told_as_absent(authority: Pki) -> None:
    whole = authority.der("officer")

    for length in range(0, len(whole), 7):
        with pytest.raises(CertificateAbsent):
            read_certificate(whole[:length])


def test_a_certificate_says_the_same_to_us_as_to_another_reader(authority: Pki) -> None:
    for name in ("officer", "seal", "officer-ec", "root", "tsa", "stranger"):
        ours = read_certificate(authority.der(name))

        theirs = x509.load_der_x509_certificate(authority.der(name))

        assert ours.der == theirs.public_bytes(Encoding.DER)
        assert ours.subject == theirs.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
        assert (ours.not_before, ours.not_after) == (theirs.not_valid_before_utc, theirs.not_valid_after_utc)
        usage = theirs.extensions.get_extension_for_class(x509.KeyUsage).value
        assert ours.can_sign is usage.content_commitment


def test_the_way_up_is_found_whatever_the_order_and_ends_at_the_root(authority: Pki) -> None:
    officer, interm, root, other = (authority.der(name) for name in ("officer", "interm", "root", "other"))

    assert chain_above(officer, [other, root, officer, interm]) == (interm, root)
    assert chain_above(officer, [root, other]) == ()
    assert chain_above(root, [root, interm]) == ()
    assert [is_authority(der) for der in (officer, interm, root)] == [False, True, True]
