"""What the holders of two tokens rely on when both PINs are typed into one question."""



from desk.model.certification import Purpose
from desk.work.certifiable import Person
from desk.work.unlocking import unlock
from signing.errors import PinWrong, TokenAbsent
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN

BOTH = {Purpose.OFFICER: OFFICER_PIN, Purpose.SEAL: SEAL_PIN}


def people(office: CertifyingOffice) -> dict[Purpose, Person]:
    with office.desk.unit(reading=True) as uow:
        return {one.purpose: Person(uow.officers.get(one.officer_id), one) for one in uow.copies.signers()}


def test_each_pin_is_sent_once_to_its_own_token_and_nothing_is_numbered(office: CertifyingOffice) -> None:
    told = unlock(office.desk, office.who(), people(office), BOTH)

    assert told == {}
    assert (office.keys.officer.sent, office.keys.seal.sent) == ([OFFICER_PIN], [SEAL_PIN])
    with office.desk.unit(reading=True) as uow:
        assert uow.copies.books() == []


def test_a_wrong_pin_is_told_of_its_token_and_the_other_stays_open(office: CertifyingOffice) -> None:
    told = unlock(office.desk, office.who(), people(office), {**BOTH, Purpose.OFFICER: "000000"})

    assert [(purpose, type(fault)) for purpose, fault in told.items()] == [(Purpose.OFFICER, PinWrong)]
    assert (office.keys.officer.opened, office.keys.seal.opened) == (False, True)


def test_a_token_that_is_gone_is_told_by_the_name_of_its_holder(office: CertifyingOffice) -> None:
    office.keys.seal.plugged = False

    told = unlock(office.desk, office.who(), people(office), BOTH)

    assert isinstance(told[Purpose.SEAL], TokenAbsent)
    assert told[Purpose.SEAL].context["name"] == people(office)[Purpose.SEAL].officer.name


def test_a_token_that_signs_and_seals_gets_the_first_pin_alone(office: CertifyingOffice) -> None:
    officer = people(office)[Purpose.OFFICER]

    told = unlock(office.desk, office.who(), {Purpose.OFFICER: officer, Purpose.SEAL: officer}, BOTH)

    assert told == {}
    assert office.keys.officer.sent == [OFFICER_PIN]


def test_an_empty_pin_is_not_sent(office: CertifyingOffice) -> None:
    told = unlock(office.desk, office.who(), people(office), {Purpose.OFFICER: OFFICER_PIN, Purpose.SEAL: ""})

    assert told == {}
    assert office.keys.seal.sent == []
