"""The clerk signs what was scanned with their own token, unseen on the page, before it leaves."""

from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import ComponentsUnsigned, ComponentUnfit, RoleMissing, SelfCheckFailed, SignerUnknown
from desk.jobs import Progress
from desk.model.certification import ComponentSignature, Purpose
from desk.model.people import Role
from desk.work.component import demand, scans_waiting, sign_component, sign_components, signature_of
from desk.work.handing import Handing, PaperState, handing
from desk.work.handover import package
from desk.work.leaving import gather
from desk.work.resume import complete_waiting
from signing.errors import NotSignedIn, PinWrong
from signing.report import Verdict
from signing.values import Level
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.signing import CLERK_PIN

DOSSIER = "TAM-261006-0003"


class Reception(CertifyingOffice):
    """The office where the clerk of the reception has a token of their own."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.keys.clerk.plugged = True
        with self.desk.unit() as uow:
            clerk = uow.officers.by_login("pao.hv")
            assert clerk is not None
            uow.copies.put_signer(self.keys.signer(clerk.id, Purpose.CLERK))
            uow.commit()

    def sign(self, paper: int | None = None, pin: str = CLERK_PIN) -> ComponentSignature:
        return sign_component(self.desk, self.who(), paper or self.paper, pin)

    def lines(self) -> Handing:
        return handing(self.desk, DOSSIER)


@pytest.fixture
def office(tmp_path: Path) -> Reception:
    return Reception(tmp_path / "office")


def test_the_clerks_own_token_signs_and_the_signed_scan_leaves(office: Reception) -> None:
    made = office.sign()

    with office.desk.unit(reading=True) as uow:
        leaving = next(p for p in gather(uow, DOSSIER).papers if p.document.id == office.paper)
    assert (made.level, made.lacking, made.file) == (Level.LTA, None, made.signed)
    assert office.keys.clerk.sent == [CLERK_PIN]
    assert office.keys.officer.sent == office.keys.seal.sent == []
    assert leaving.digest == made.file
    assert leaving.copy is None
    assert office.lines().papers[0].signature == made


def test_signing_again_changes_nothing_and_needs_no_token(office: Reception) -> None:
    made = office.sign()
    office.keys.clerk.plugged = False

    assert office.sign(pin="") == made


def test_all_papers_of_a_dossier_are_signed_with_one_pin(office: Reception) -> None:
    before = office.lines().to_sign

    made = sign_components(office.desk, office.who(), DOSSIER, CLERK_PIN)

    assert before == len(made) == len(office.papers)
    assert office.keys.clerk.sent == [CLERK_PIN]
    assert office.lines().to_sign == 0
    assert sign_components(office.desk, office.who(), DOSSIER, "") == []


def test_a_token_pulled_out_between_two_papers_is_not_sent_the_pin_again(office: Reception) -> None:
    before = office.lines().to_sign

    def pull(done: int, _all: int, _what: str) -> None:
        office.keys.clerk.opened = office.keys.clerk.opened and done < 1

    with pytest.raises(NotSignedIn) as raised:
        sign_components(office.desk, office.who(), DOSSIER, CLERK_PIN, Progress(tell=pull))

    assert raised.value.context["name"] == "Hoàng Văn Páo"
    assert office.keys.clerk.sent == [CLERK_PIN]
    assert office.lines().to_sign == before - 1


def test_where_it_is_demanded_nothing_leaves_without_it(office: Reception, tmp_path: Path) -> None:
    demand(office.desk, office.who(), wanted=True)

    with pytest.raises(ComponentsUnsigned):
        package(office.desk, office.who(), DOSSIER, tmp_path / "out.zip")
    held = office.lines()
    sign_components(office.desk, office.who(), DOSSIER, CLERK_PIN)
    package(office.desk, office.who(), DOSSIER, tmp_path / "out.zip")

    assert {line.state for line in held.papers} == {PaperState.TO_SIGN}
    assert not held.able
    assert office.lines().able
    assert (tmp_path / "out.zip").is_file()


def test_only_an_administrator_demands_it(office: Reception) -> None:
    with pytest.raises(RoleMissing):
        demand(office.desk, office.who("mai.lt"), wanted=True)


def test_a_paper_read_anew_is_signed_anew(office: Reception) -> None:
    first = office.sign()
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        other = uow.documents.get(office.papers[1])
        assert other is not None
        uow.documents.update(replace(document, pdf=other.pdf))
        uow.commit()

    with office.desk.unit(reading=True) as uow:
        changed = uow.documents.get(office.paper)
        assert changed is not None
        stale = signature_of(uow, changed)
    again = office.sign()

    assert stale is None
    assert (again.id != first.id, again.source != first.source) == (True, True)


def test_who_has_no_token_of_their_own_does_not_sign(office: Reception) -> None:
    with office.desk.unit() as uow:
        keeper = uow.officers.by_login("mien.tt")
        assert keeper is not None
        uow.officers.update(replace(keeper, roles=keeper.roles | {Role.RECEPTION}))
        uow.commit()

    with pytest.raises(SignerUnknown):
        sign_component(office.desk, office.who("mien.tt"), office.paper, CLERK_PIN)
    with pytest.raises(RoleMissing):
        sign_component(office.desk, office.who("mai.lt"), office.paper, CLERK_PIN)


def test_what_is_no_digitised_component_is_not_signed(office: Reception) -> None:
    with office.desk.unit() as uow:
        document = uow.documents.get(office.paper)
        assert document is not None
        uow.documents.update(replace(document, source_digest=document.pdf))
        uow.commit()

    with pytest.raises(ComponentUnfit):
        office.sign()


def test_a_wrong_pin_is_sent_once_and_nothing_is_kept(office: Reception) -> None:
    with pytest.raises(PinWrong):
        office.sign(pin="000000")

    assert office.keys.clerk.sent == ["000000"]
    assert office.lines().papers[0].signature is None


def test_what_does_not_verify_is_not_kept(office: Reception) -> None:
    office.room.verdict = Verdict.FAILED

    with pytest.raises(SelfCheckFailed):
        office.sign()

    assert office.lines().papers[0].signature is None


def test_without_a_time_stamp_it_waits_and_is_finished_by_itself(office: Reception) -> None:
    office.room.tsa = False

    waits = office.sign()
    office.room.tsa = True
    complete_waiting(office.desk, office.who())

    done = office.lines().papers[0].signature
    assert (waits.file, waits.level) == (None, Level.B)
    assert done is not None
    assert (done.id, done.level, done.file is not None) == (waits.id, Level.LTA, True)


def test_an_authority_that_is_down_is_asked_once_for_all_scans_that_wait(office: Reception) -> None:
    office.room.tsa = False
    sign_components(office.desk, office.who(), DOSSIER, CLERK_PIN)
    office.room.done.clear()

    complete_waiting(office.desk, office.who())

    assert len(office.papers) > 1
    assert office.room.done == ["complete"]
    assert scans_waiting(office.desk) == len(office.papers)
