"""What was only simulated at the makers' is told of an office that uses it, until it has worked there."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk.cli.checks import Check, State
from desk.cli.doctor_proved import examine_proved
from desk.model.certification import Purpose
from desk.settings import RemoteService, Settings
from tests.fakes.certifying import CertifyingOffice


@pytest.fixture
def office(tmp_path: Path) -> CertifyingOffice:
    return CertifyingOffice(tmp_path / "office")


def told(office: CertifyingOffice, *remote: RemoteService) -> list[tuple[str, State, str]]:
    def check(name: str, state: State, key: str, **context: object) -> Check:
        return Check(name, state, f"{key} {context.get('done', '')}".strip(), "")

    settings = Settings(office.desk.home, "Q1", remote=remote)
    return [(one.name, one.state, one.sentence) for one in examine_proved(check, office.desk, settings)]


def sign_with(office: CertifyingOffice, purpose: Purpose, serial: str) -> None:
    with office.desk.unit() as uow:
        before = next(one for one in uow.copies.signers() if one.purpose is purpose)
        uow.copies.put_signer(replace(before, token=serial))
        uow.commit()


def test_tokens_and_time_stamps_are_unproved_until_a_copy_is_finished(office: CertifyingOffice) -> None:
    before = told(office)
    office.certified()

    after = told(office)

    assert before == [
        ("proved-token", "warning", "unproved-token"), ("proved-stamps", "warning", "unproved-stamps"),
    ]  # fmt: skip
    assert after == [("proved-token", "ok", "proved-token 1"), ("proved-stamps", "ok", "proved-stamps 1")]


def test_a_copy_that_waits_proves_nothing(office: CertifyingOffice) -> None:
    office.room.tsa = False
    office.certified()

    assert {state for _, state, _ in told(office)} == {"warning"}


def test_each_kind_of_key_that_is_used_is_told_apart(office: CertifyingOffice) -> None:
    sign_with(office, Purpose.OFFICER, "windows:my")
    sign_with(office, Purpose.SEAL, "remote:SmartKý")

    assert [name for name, _, _ in told(office)] == ["proved-store", "proved-remote", "proved-stamps"]


def test_a_remote_service_that_nobody_signs_with_yet_is_told_too(office: CertifyingOffice) -> None:
    service = RemoteService("SmartKý", "https://x.example/csc/v1", "c", office.desk.home / "token")

    assert ("proved-remote", "warning", "unproved-remote") in told(office, service)


def test_a_rehearsal_says_that_it_proves_nothing(tmp_path: Path) -> None:
    office = CertifyingOffice(tmp_path / "rehearsal", rehearsal=True)

    assert told(office) == [("proved", "ok", "proved-rehearsal")]
