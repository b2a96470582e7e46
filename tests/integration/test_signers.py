"""Who signs with what: assigned in an office, shown, warned of in time; on real soft tokens."""

import logging
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.errors import OfficerUnknown, RoleMissing, SignerShared
from desk.log import start_log
from desk.model.certification import Purpose
from desk.model.events import Kind
from desk.model.people import Officer, Role, Session
from desk.ports import Desk
from desk.rehearsal import opening
from desk.rehearsal import soft_tokens as softhsm
from desk.rehearsal.authority import CLERK_PIN, FOLDER, OFFICER_PIN, SEAL_PIN, authority_exists
from desk.rehearsal.opening import open_any
from desk.sign.keys import ProcessKeys
from desk.wiring import Founding, found, open_desk
from desk.work.access import act_as
from desk.work.signers import assign_signer, choose, tokens_plugged, tokens_shown
from signing.errors import (
    CertificateAbsent,
    CertificateExpired,
    CertificateWrongPurpose,
    DriverMissing,
    PinWrong,
    TokenAbsent,
    TokenUnclear,
)
from signing.values import PinState
from tests.fakes.authority import Pki
from tests.fakes.office import StoppedClock
from tests.fakes.simulated_token import SimulatedToken
from tests.fakes.token_benches import DATA, PIN, WRONG, Bench, good, simulated_bench, soft_bench, soft_tokens


@pytest.fixture
def rehearsal(home: Path) -> Iterator[Desk]:
    desk = open_any(home)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def made(authority: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return soft_tokens(authority, tmp_path_factory.mktemp("made") / "soft")


@pytest.fixture
def soft(authority: Pki, made: Path, tmp_path: Path) -> Iterator[Bench]:
    with soft_bench(authority, made, tmp_path) as bench:
        yield bench


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("real") / "office"
    people = [
        Officer("pao.hv", "Hoàng Văn Páo", "Công chức Tư pháp", frozenset({Role.RECEPTION, Role.ADMIN})),
        Officer("mai.lt", "Lý Thị Mai", "Phó Chủ tịch UBND xã", frozenset({Role.CERTIFIER})),
        Officer("mien", "Hà Thị Miền", "Văn thư", frozenset({Role.SEAL})),
    ]
    found(home, Founding(commune="Thử"), people)
    return home


@pytest.fixture
def office(real: Path, soft: Bench, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(real, tmp_path / "real")
    desk = open_desk(tmp_path / "real")
    yield replace(desk, keys=soft.keys)
    desk.close()


@pytest.fixture
def admin(office: Desk) -> Session:
    return act_as(office, "pao.hv", "1")


def serial(bench: Bench, label: str) -> str:
    return next(token.serial for token in bench.keys.tokens() if token.label == label)


# -- the rehearsal ----------------------------------------------------------------------------------------------------


def test_a_new_rehearsal_office_has_its_three_signers(rehearsal: Desk) -> None:
    shown = {one.purpose: one for one in tokens_shown(rehearsal)}
    officer, seal, clerk = (shown[purpose] for purpose in (Purpose.OFFICER, Purpose.SEAL, Purpose.CLERK))

    assert (officer.name, officer.purpose) == ("Hoàng Văn Páo", Purpose.OFFICER)
    assert (seal.name, seal.purpose) == ("Hà Thị Miền", Purpose.SEAL)
    assert clerk.serial not in (officer.serial, seal.serial)
    assert officer.signer.on_behalf == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    for one in (officer, seal, clerk):
        assert (one.plugged, one.pin, one.open, one.ends_soon) == (True, PinState.READY, False, False)


def test_the_rehearsals_keys_sign_with_their_published_pins(rehearsal: Desk) -> None:
    pins = {Purpose.OFFICER: OFFICER_PIN, Purpose.SEAL: SEAL_PIN, Purpose.CLERK: CLERK_PIN}
    for shown in tokens_shown(rehearsal):
        key = rehearsal.keys.open(shown.serial, shown.signer.certificate, pins[shown.purpose])

        assert good(key.certificate, key.sign(DATA))
    assert all(shown.open for shown in tokens_shown(rehearsal))


def test_an_office_opened_from_a_copy_signs_with_the_copied_tokens(home: Path, founded: Path) -> None:
    hidden = founded.with_name("hidden")
    founded.rename(hidden)
    desk = open_any(home)

    shown = tokens_shown(desk)[0]
    key = desk.keys.open(shown.serial, shown.signer.certificate, OFFICER_PIN)
    signature = key.sign(DATA)
    desk.close()
    hidden.rename(founded)

    assert good(key.certificate, signature)


def test_an_office_of_an_older_program_is_given_tokens_when_it_is_opened(home: Path) -> None:
    shutil.rmtree(home / FOLDER)

    desk = open_any(home)
    shown = tokens_shown(desk)
    desk.close()

    assert authority_exists(home)
    assert [one.plugged for one in shown] == [True] * 3


def test_a_founding_cut_short_is_finished_at_the_next_opening(
    founded: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / f".{FOLDER}.new" / "keys").mkdir(parents=True)
    shutil.rmtree(home / FOLDER)
    with sqlite3.connect(home / "office.db") as database:
        database.execute("DELETE FROM signer")
    database.close()
    with monkeypatch.context() as cut:
        cut.setattr(opening, "_assign", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            open_any(home)

    desk = open_any(home)
    shown = tokens_shown(desk)
    desk.close()

    assert [one.plugged for one in shown] == [True] * 3
    assert {place.name for place in home.iterdir()} - {"holds"} == {p.name for p in founded.iterdir()} - {"holds"}


def test_a_rehearsal_without_softhsm_opens_all_the_same(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(home / FOLDER)
    monkeypatch.setattr(softhsm, "library", lambda: None)

    desk = open_any(home)
    shown = tokens_shown(desk)
    desk.close()

    assert [one.plugged for one in shown] == [None] * 3


# -- assigning --------------------------------------------------------------------------------------------------------


def test_a_certificate_assigned_is_signed_with_from_now_on(office: Desk, admin: Session, soft: Bench) -> None:
    first = assign_signer(office, admin, "mai.lt", Purpose.OFFICER, choose(office, serial(soft, "CanBo")))
    second = assign_signer(
        office, admin, "Lý Thị Mai", Purpose.OFFICER, choose(office, serial(soft, "CanBoEC")), ("KT. CHỦ TỊCH",)
    )
    assign_signer(office, admin, "mien", Purpose.SEAL, choose(office, serial(soft, "ConDau")))

    shown = tokens_shown(office)

    assert first.certificate != second.certificate
    assert {one.signer.certificate for one in shown} == {second.certificate, soft.certificate("seal")}
    assert next(one for one in shown if one.purpose is Purpose.OFFICER).signer.on_behalf == ("KT. CHỦ TỊCH",)


def test_one_certificate_never_makes_both_signatures_of_a_copy(office: Desk, admin: Session, soft: Bench) -> None:
    officers = choose(office, serial(soft, "CanBo"))
    assign_signer(office, admin, "mai.lt", Purpose.OFFICER, officers)

    with pytest.raises(SignerShared):
        assign_signer(office, admin, "mien", Purpose.SEAL, officers)

    with office.unit(reading=True) as uow:
        assert [one.purpose for one in uow.copies.signers()] == [Purpose.OFFICER]


def test_an_assignment_is_journalled_without_names(office: Desk, admin: Session, soft: Bench) -> None:
    token = serial(soft, "CanBo")

    assign_signer(office, admin, "mai.lt", Purpose.OFFICER, choose(office, token))

    with office.unit(reading=True) as uow:
        event = next(e.event for e in uow.journal.entries() if e.event.kind is Kind.SIGNER_ASSIGNED)
    assert event.subject.startswith("officer:")
    assert event.data == {"purpose": "officer", "token": token, "certificate": soft.certificate()}


def test_only_an_administrator_assigns(office: Desk, soft: Bench) -> None:
    clerk = act_as(office, "mai.lt", "1")

    with pytest.raises(RoleMissing):
        assign_signer(office, clerk, "mai.lt", Purpose.OFFICER, (serial(soft, "CanBo"), soft.certificate()))


@pytest.mark.parametrize(("officer", "purpose"), [("mai.lt", Purpose.SEAL), ("mien", Purpose.OFFICER)])
def test_only_a_certifier_signs_and_only_a_keeper_seals(
    office: Desk, admin: Session, soft: Bench, officer: str, purpose: Purpose
) -> None:
    with pytest.raises(RoleMissing):
        assign_signer(office, admin, officer, purpose, (serial(soft, "CanBo"), soft.certificate()))


def test_nobody_unknown_and_nothing_absent_is_assigned(office: Desk, admin: Session, soft: Bench) -> None:
    token = serial(soft, "CanBo")

    with pytest.raises(OfficerUnknown):
        assign_signer(office, admin, "ai-do", Purpose.OFFICER, (token, soft.certificate()))
    with pytest.raises(CertificateAbsent):
        assign_signer(office, admin, "mai.lt", Purpose.OFFICER, (token, soft.certificate("seal")))
    with pytest.raises(TokenAbsent):
        assign_signer(office, admin, "mai.lt", Purpose.OFFICER, ("none", soft.certificate()))
    assert tokens_shown(office) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("officer-dsonly", CertificateWrongPurpose), ("officer-wrongku", CertificateWrongPurpose),
        ("officer-expired", CertificateExpired),
    ],
)  # fmt: skip
def test_a_certificate_that_cannot_serve_is_refused_at_once(
    office: Desk, admin: Session, authority: Pki, tmp_path: Path, name: str, fault: type[Exception]
) -> None:
    with simulated_bench(authority, tmp_path) as bench:
        assert isinstance(bench.simulated, SimulatedToken)
        bench.simulated.hold(authority, PIN, name)
        desk = replace(office, keys=bench.keys)

        with pytest.raises(fault) as told:
            assign_signer(desk, admin, "mai.lt", Purpose.OFFICER, (bench.serial, bench.certificate(name)))

    if fault is CertificateExpired:
        day = authority.certificate(name).not_after + timedelta(hours=7)
        assert told.value.context == {"name": "Lý Thị Mai", "day": f"{day:%d/%m/%Y}"}  # type: ignore[attr-defined]  # a fault of ours


# -- choosing ---------------------------------------------------------------------------------------------------------


def test_what_is_the_only_choice_need_not_be_named(office: Desk, soft: Bench) -> None:
    token = serial(soft, "ConDau")

    assert choose(office, token) == (token, soft.certificate("seal"))
    assert choose(office, token, soft.certificate("seal")[:16].upper()) == (token, soft.certificate("seal"))
    with pytest.raises(TokenUnclear):
        choose(office)


def test_without_a_token_there_is_nothing_to_choose(office: Desk, soft: Bench) -> None:
    soft.pull()

    with pytest.raises(TokenAbsent):
        choose(office)


# -- showing ----------------------------------------------------------------------------------------------------------


def test_a_token_not_plugged_in_is_shown_with_its_days(office: Desk, admin: Session, soft: Bench) -> None:
    assign_signer(office, admin, "mai.lt", Purpose.OFFICER, choose(office, serial(soft, "CanBo")))
    soft.pull()

    (shown,) = tokens_shown(office)

    assert (shown.plugged, shown.pin, shown.open) == (False, None, False)
    assert shown.days_left > 600


def test_without_a_driver_it_is_not_known_what_is_plugged_in(office: Desk, admin: Session, soft: Bench) -> None:
    assign_signer(office, admin, "mai.lt", Purpose.OFFICER, choose(office, serial(soft, "CanBo")))
    bare = replace(office, keys=ProcessKeys([]))

    (shown,) = tokens_shown(bare)

    assert shown.plugged is None
    with pytest.raises(DriverMissing):
        tokens_plugged(bare)


@pytest.mark.parametrize(("before", "soon"), [(30.5, False), (29.5, True), (0.5, True), (-0.5, True)])
def test_people_are_warned_from_thirty_days_before_the_end(
    office: Desk, admin: Session, soft: Bench, before: float, soon: bool
) -> None:
    assign_signer(office, admin, "mai.lt", Purpose.OFFICER, choose(office, serial(soft, "CanBo")))
    ends = soft.pki.certificate("officer").not_after

    (shown,) = tokens_shown(replace(office, clock=StoppedClock(ends - timedelta(days=before))))

    assert shown.ends_soon is soon
    assert (shown.days_left < 0) is (before < 0)


# -- what must never be found -----------------------------------------------------------------------------------------


def test_no_pin_reaches_the_folder_of_an_office(office: Desk, admin: Session, soft: Bench) -> None:
    start_log(office.home / "logs")
    logging.getLogger().setLevel(logging.DEBUG)
    token = serial(soft, "CanBo")
    assign_signer(office, admin, "mai.lt", Purpose.OFFICER, choose(office, token))

    with pytest.raises(PinWrong) as told:
        office.keys.open(token, soft.certificate(), WRONG)
    logging.getLogger("desk").error("a fault: %s", told.value, exc_info=told.value)
    office.keys.open(token, soft.certificate(), PIN).sign(DATA)
    for shown in tokens_shown(office):
        logging.getLogger("desk").info("shown: %s", shown)
    logging.getLogger().setLevel(logging.WARNING)
    files = {file.name: file.read_bytes() for file in office.home.rglob("*") if file.is_file()}

    assert any(b"a fault" in data for name, data in files.items() if name.startswith("saoy.log"))
    assert [name for name, data in files.items() if PIN.encode() in data or WRONG.encode() in data] == []
