"""What `Citizens` owe the counter: a person is found as they are typed, read or remembered."""

from dataclasses import replace

import pytest

from desk.model.people import Citizen, Consent
from desk.model.values import PersonalId
from desk.ports import Units
from tests.fakes.memory import NOW, begin


def names(found: list[Citizen]) -> list[str]:
    return [citizen.name for citizen in found]


@pytest.fixture
def people(unit: Units) -> Units:
    with unit() as uow:
        for name in ("Nguyễn Thị Hòa", "Nguyễn Thị Hoa", "Nguyễn Thị Hoà", "Đặng Văn Đức", "Vàng A Dơ", "Trần Hoàn"):
            uow.citizens.add(Citizen(name))
        uow.citizens.add(Citizen("Lý Thị Mai", PersonalId("008187004215"), old_id="075713176"))
        uow.commit()
    return unit


@pytest.mark.parametrize("typed", ["dang van duc", "ĐẶNG VĂN ĐỨC", "Đặng Văn Đức", "duc dang", "dang van d", "đức"])
def test_a_person_is_found_by_name_with_or_without_marks_also_unfinished(people: Units, typed: str) -> None:
    with people() as uow:
        assert names(uow.citizens.search(typed)) == ["Đặng Văn Đức"]


def test_names_with_the_marks_typed_come_first_wherever_the_tone_is_put(people: Units) -> None:
    with people() as uow:
        assert set(names(uow.citizens.search("nguyễn thị hoà"))[:2]) == {"Nguyễn Thị Hòa", "Nguyễn Thị Hoà"}
        assert names(uow.citizens.search("Nguyễn Thị Hoa"))[0] == "Nguyễn Thị Hoa"


def test_only_the_last_word_of_a_name_may_be_unfinished(people: Units) -> None:
    with people() as uow:
        assert uow.citizens.search("n thi hoa") == []


def test_one_wrong_letter_in_a_name_is_forgiven(people: Units) -> None:
    with people() as uow:
        assert names(uow.citizens.search("dang vam duc")) == ["Đặng Văn Đức"]


@pytest.mark.parametrize("typed", ["008187004215", "008 187 004 215", "0081870", "004215", "075713176"])
def test_a_person_is_found_by_number_and_by_the_old_number(people: Units, typed: str) -> None:
    with people() as uow:
        assert names(uow.citizens.search(typed)) == ["Lý Thị Mai"]


def test_a_number_that_begins_so_comes_before_one_that_only_holds_it(people: Units) -> None:
    with people() as uow:
        for name, number in (("Ở giữa", "001008187099"), ("Ở đầu", "008187000001")):
            uow.citizens.add(Citizen(name, PersonalId(number)))

        assert names(uow.citizens.search("008187"))[-1] == "Ở giữa"
        assert names(uow.citizens.search("421")) == [], "three digits are in every other number"


ODD = ["", " ", "%", "_", "'", '"', "%%%", "\x00", "\udcff", "²", "٣", "a" * 5000, "' OR 1=1 --"]


@pytest.mark.parametrize("typed", ODD)
def test_odd_signs_typed_for_a_name_find_nobody_and_break_nothing(people: Units, typed: str) -> None:
    with people() as uow:
        assert names(uow.citizens.search(typed)) == []


def test_a_name_is_looked_for_as_it_stands_after_a_change(people: Units) -> None:
    with people() as uow:
        duc = uow.citizens.search("Đặng Văn Đức")[0]
        uow.citizens.update(replace(duc, name="Đặng Văn Phúc"))

        assert names(uow.citizens.search("phuc")) == ["Đặng Văn Phúc"]
        assert "Đặng Văn Đức" not in names(uow.citizens.search("duc"))


def test_a_person_is_known_by_the_twelve_digits(people: Units) -> None:
    with people() as uow:
        known = uow.citizens.by_personal_id(PersonalId("008187004215"))

        assert known is not None
        assert uow.citizens.get(known.id) == known
        assert uow.citizens.by_personal_id(PersonalId("001187004215")) is None


def test_an_agreement_ends_when_it_is_withdrawn_and_may_be_given_again(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        consent = Consent(start.citizen.id, NOW, start.officer.id, start.dossier.code)
        first = uow.citizens.add_consent(consent)

        assert uow.citizens.consent(start.citizen.id) == first
        uow.citizens.withdraw_consent(start.citizen.id, NOW)
        assert uow.citizens.consent(start.citizen.id) is None
        assert uow.citizens.add_consent(consent).id != first.id
