"""The Windows certificate store, against a stand-in called by the same types: layouts, calls, answers, faults."""

import ctypes
import sys
from collections.abc import Callable

import pytest

from signing import cng
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    PinCancelled,
    PinLocked,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from tests.fakes.authority import Pki
from tests.fakes.token_benches import DATA, good
from tests.fakes.windows_store import WindowsStore

Store = Callable[..., WindowsStore]


@pytest.fixture
def store(authority: Pki) -> Store:
    def make(*names: str, **more: object) -> WindowsStore:
        keys = [authority.key(name) for name in names or ("officer", "officer-ec")]
        above = [authority.der("interm"), authority.der("root")]
        return WindowsStore(keys, above, [authority.der("seal")], **more)  # type: ignore[arg-type]  # as the store takes them

    return make


def test_records_have_the_layout_of_windows_of_64_bits() -> None:
    places = {name: getattr(cng.CertContext, name).offset for name, *_ in cng.CertContext._fields_}

    assert ctypes.sizeof(ctypes.c_void_p) == 8
    assert places == {
        "dwCertEncodingType": 0, "pbCertEncoded": 8, "cbCertEncoded": 16, "pCertInfo": 24, "hCertStore": 32,
    }  # fmt: skip
    assert ctypes.sizeof(cng.CertContext) == 40
    assert ctypes.sizeof(cng.Pkcs1Padding) == 8


def test_every_call_is_declared_with_widths_that_are_the_same_on_both_systems() -> None:
    """`c_long` and `c_ulong` are 4 bytes on Windows and 8 here: what was tried here would not be what runs there."""
    used = {kind for calls in cng.CALLS.values() for answer, given in calls.values() for kind in (answer, *given)}

    fixed = {ctypes.c_int32, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_wchar_p}
    assert {kind for kind in used if not issubclass(kind, ctypes._Pointer)} <= fixed


def test_elsewhere_than_on_windows_the_store_is_a_driver_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")

    with pytest.raises(DriverMissing):
        cng.certificates()
    with pytest.raises(DriverMissing):
        cng.sign("0" * 64, DATA)


def test_certificates_with_a_key_are_listed_with_those_above_them(store: Store, authority: Pki) -> None:
    held = store()

    listed = cng.certificates(held.windows)

    assert [one.sha256 for one, _ in listed] == [authority.certificate(n).sha256 for n in ("officer", "officer-ec")]
    assert listed[0][1] == (authority.der("interm"), authority.der("root"))
    assert set(held.open.values()) == {0}
    assert held.boxes == 0


@pytest.mark.parametrize("name", ["officer", "officer-ec"])
@pytest.mark.parametrize("caches", [True, False])
def test_a_key_signs_what_its_certificate_confirms_and_every_handle_is_given_back(
    store: Store, authority: Pki, name: str, caches: bool
) -> None:
    held = store(caches=caches)

    value = cng.sign(authority.certificate(name).sha256, DATA, held.windows)

    assert good(authority.certificate(name), value)
    assert set(held.open.values()) == {0}
    assert held.boxes == 1


def test_the_answer_of_an_old_driver_is_turned_round(store: Store, authority: Pki) -> None:
    held = store("officer", old=True)

    value = cng.sign(authority.certificate("officer").sha256, DATA, held.windows)

    assert good(authority.certificate("officer"), value)
    assert set(held.open.values()) == {0}


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (0x8010006B, PinWrong), (0x8010006C, PinLocked), (0x8010006E, PinCancelled), (0x80090036, PinCancelled),
        (0x80100069, TokenRemoved), (0x80090030, TokenRemoved), (0x8010000C, TokenAbsent), (0x8010002E, TokenAbsent),
        (0x80090016, CertificateAbsent), (0x80090020, DriverBroken), (0x8009002D, DriverBroken),
    ],
)  # fmt: skip
@pytest.mark.parametrize("old", [True, False])
def test_what_windows_says_is_told_in_our_words_and_no_second_box_is_shown(
    store: Store, authority: Pki, old: bool, status: int, fault: type[SigningError]
) -> None:
    held = store("officer", old=old, status=status)

    with pytest.raises(fault):
        cng.sign(authority.certificate("officer").sha256, DATA, held.windows)

    assert held.boxes <= 1
    assert set(held.open.values()) == {0}


def test_a_certificate_that_is_not_in_the_store_is_absent(store: Store, authority: Pki) -> None:
    held = store()

    for name in ("seal", "stranger"):
        with pytest.raises(CertificateAbsent):
            cng.sign(authority.certificate(name).sha256, DATA, held.windows)

    assert set(held.open.values()) == {0}


def test_a_store_that_does_not_open_is_a_broken_driver_with_its_number(store: Store) -> None:
    with pytest.raises(DriverBroken) as told:
        cng.certificates(store(opens=False).windows)

    assert told.value.context == {"why": "00000005"}
