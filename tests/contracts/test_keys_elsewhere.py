"""What Keys owe the desk when they are not on a token: the Windows store, remote services, and all of them as one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.settings import machine_settings
from desk.sign.all_keys import AllKeys
from desk.sign.keys import ProcessKeys
from desk.sign.remote_keys import BEGINNING, RemoteKeys
from desk.sign.store_keys import SERIAL, StoreKeys
from desk.wiring import keys_for
from desk.work.signers import tokens_plugged
from signing import cng
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    PinCancelled,
    RemoteNotAdmitted,
    TokenAbsent,
)
from signing.remote import Account
from signing.values import Module, PinState
from tests.fakes.authority import Pki
from tests.fakes.csc_server import TOKEN, CscServer
from tests.fakes.lying_token import Crash, Here
from tests.fakes.office import make_office
from tests.fakes.token_benches import DATA, PIN, Bench, good
from tests.fakes.windows_store import WindowsStore

if TYPE_CHECKING:
    from desk.ports import Keys


@pytest.fixture
def windows(authority: Pki, monkeypatch: pytest.MonkeyPatch) -> WindowsStore:
    store = WindowsStore([authority.key("officer"), authority.key("officer-ec")], [authority.der("interm")])
    monkeypatch.setattr(cng, "windows", lambda: store.windows)
    return store


@pytest.fixture
def service(authority: Pki) -> Iterator[CscServer]:
    made = CscServer(authority.key("seal"))
    yield made
    made.close()


def account(server: CscServer, name: str = "SmartKý") -> Account:
    return Account(name, server.address, "credential-1", lambda: TOKEN)


# -- the Windows store ------------------------------------------------------------------------------------------------


def test_the_windows_store_is_shown_as_one_token_that_needs_no_pin_of_ours(
    windows: WindowsStore, authority: Pki
) -> None:
    keys: Keys = StoreKeys(Here)

    (token,) = keys.tokens()
    key = keys.open(token.serial, authority.certificate("officer").sha256, "")

    assert (token.serial, token.pin, keys.is_open(token.serial)) == (SERIAL, PinState.READY, True)
    assert [one.kind for one in keys.certificates(token.serial)] == ["rsa", "ec"]
    assert key.chain == (authority.der("interm"),)
    assert good(key.certificate, key.sign(DATA))
    assert windows.boxes == 1


def test_an_empty_windows_store_is_no_token_and_no_fault(windows: WindowsStore) -> None:
    windows._stores[1001] = []

    assert StoreKeys(Here).tokens() == []


def test_a_box_that_is_closed_is_told_and_the_key_still_signs_afterwards(windows: WindowsStore, authority: Pki) -> None:
    keys = StoreKeys(Here)
    key = keys.open(SERIAL, authority.certificate("officer").sha256, "")
    windows.status = 0x8010006E

    with pytest.raises(PinCancelled):
        key.sign(DATA)
    windows.status = 0

    assert good(key.certificate, key.sign(DATA))


def test_a_driver_that_takes_the_child_down_is_told_and_the_next_question_has_another_child(
    windows: WindowsStore, authority: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = StoreKeys(Here)
    key = keys.open(SERIAL, authority.certificate("officer").sha256, "")
    monkeypatch.setattr(cng, "_signed", dies)

    with pytest.raises(DriverBroken):
        key.sign(DATA)
    monkeypatch.undo()
    monkeypatch.setattr(cng, "windows", lambda: windows.windows)

    assert good(key.certificate, key.sign(DATA))
    keys.close()
    keys.close()


def test_what_the_windows_store_does_not_hold_is_absent(windows: WindowsStore, authority: Pki) -> None:
    keys = StoreKeys(Here)

    with pytest.raises(CertificateAbsent):
        keys.open(SERIAL, authority.certificate("seal").sha256, "")
    with pytest.raises(TokenAbsent):
        keys.open("another", authority.certificate("officer").sha256, "")
    with pytest.raises(TokenAbsent):
        keys.certificates("another")
    assert windows.boxes == 0


def test_in_a_real_child_a_machine_without_windows_has_no_such_driver() -> None:
    keys = StoreKeys()

    with pytest.raises(DriverMissing):
        keys.tokens()

    keys.close()


# -- services ---------------------------------------------------------------------------------------------------------


def test_a_service_is_shown_without_asking_it_and_signs_without_a_pin(service: CscServer, authority: Pki) -> None:
    keys: Keys = RemoteKeys([account(service)])

    (token,) = keys.tokens()
    asked_before = sum(service.asked.values())
    key = keys.open(token.serial, authority.certificate("seal").sha256, "")

    assert (token.label, token.maker, token.serial) == ("SmartKý", "127.0.0.1", "remote:SmartKý")
    assert asked_before == 0
    assert keys.is_open(token.serial)
    assert [one.sha256 for one in keys.certificates(token.serial)] == [authority.certificate("seal").sha256]
    assert good(key.certificate, key.sign(DATA))
    assert service.asked["credentials/info"] == 1


def test_what_a_service_does_not_hold_is_absent(service: CscServer, authority: Pki) -> None:
    keys = RemoteKeys([account(service)])

    with pytest.raises(CertificateAbsent):
        keys.open("remote:SmartKý", authority.certificate("officer").sha256, "")
    with pytest.raises(TokenAbsent):
        keys.certificates("remote:other")
    assert not keys.is_open("remote:other")
    keys.close()


# -- all of them ------------------------------------------------------------------------------------------------------


def test_all_keys_are_one_and_each_serial_finds_its_own(
    simulated: Bench, service: CscServer, windows: WindowsStore
) -> None:
    keys: Keys = AllKeys(simulated.keys, {SERIAL: StoreKeys(Here), BEGINNING: RemoteKeys([account(service)])})
    serials = [token.serial for token in keys.tokens()]

    signed = []
    for serial, name in zip(serials, ("officer", "officer", "seal"), strict=True):
        key = keys.open(serial, simulated.certificate(name), PIN)
        signed.append(good(key.certificate, key.sign(DATA)))
        assert keys.is_open(serial)

    assert serials == ["SIM0001", SERIAL, "remote:SmartKý"]
    assert signed == [True] * 3
    assert windows.boxes == 1
    keys.close()
    assert not keys.is_open("SIM0001")


def test_the_fault_of_one_kind_of_keys_hides_no_other(service: CscServer) -> None:
    none = ProcessKeys([Module("/nowhere/libtoken.so")])

    shown = AllKeys(none, {BEGINNING: RemoteKeys([account(service)])}).tokens()

    assert [token.label for token in shown] == ["SmartKý"]
    with pytest.raises(DriverMissing):
        AllKeys(none, {BEGINNING: RemoteKeys([])}).tokens()


def test_services_are_set_in_the_file_of_the_machine_and_their_tokens_lie_apart(tmp_path: Path) -> None:
    (tmp_path / "machine.toml").write_text(
        '[[remote]]\nname = "SmartKý"\naddress = "https://ky.invalid/csc/v1"\ncredential = "c1"\n'
        f"token_file = '{tmp_path / 'token.txt'}'\n",
        "utf-8",
    )
    settings = machine_settings(tmp_path)
    before = settings.remote[0].token()
    (tmp_path / "token.txt").write_text("secret\n", "utf-8")

    shown = keys_for(replace(settings, modules=())).tokens()

    assert (before, settings.remote[0].token()) == ("", "secret")
    assert "remote:SmartKý" in [token.serial for token in shown]


def test_a_service_that_admits_nobody_does_not_keep_the_office_from_seeing_its_tokens(
    service: CscServer, tmp_path: Path
) -> None:
    service.does = "admits nobody"
    keys = RemoteKeys([account(service)])
    desk = replace(make_office(tmp_path / "office"), keys=keys)

    (plugged,) = tokens_plugged(desk)
    desk.close()

    assert plugged.certificates == ()
    with pytest.raises(RemoteNotAdmitted):
        keys.certificates("remote:SmartKý")


def dies(*_: object) -> bytes:
    raise Crash
