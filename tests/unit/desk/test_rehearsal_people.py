"""Invented people: their numbers hold together, nobody is there twice, and the same seed invents the same ones."""

import tomllib
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.model.people import read_card_qr
from desk.model.values import PersonalId
from desk.rehearsal.people import household, invent_documents, invent_people, spelled, spelled_date


def test_every_number_fits_the_persons_sex_and_year_of_birth() -> None:
    for person in [*household().members, *invent_people(300)]:
        assert PersonalId(person.number).agrees_with(person.sex, person.born.isoformat()), person


def test_no_number_is_given_twice_and_a_seed_always_invents_the_same_people() -> None:
    people = invent_people(500, seed=7)

    numbers = [person.number for person in [*people, *household().members]]
    assert len(set(numbers)) == len(numbers)
    assert people == invent_people(500, seed=7)
    assert people != invent_people(500, seed=8)


def test_the_qr_of_every_card_is_read_back_as_the_same_person() -> None:
    for person in [*household().members, *invent_people(100)]:
        assert person.card_qr.count("|") == 6
        assert read_card_qr(person.card_qr) == person.as_citizen().__class__(
            name=person.name, personal_id=PersonalId(person.number), born=person.born.isoformat(), sex=person.sex,
            residence=person.residence, old_id=person.old_id or None,
        )


def test_a_card_ends_at_an_age_of_the_law_or_never() -> None:
    family = household()

    assert family.mother.card_expires == date(2027, 3, 14)  # the 40th birthday
    assert family.grandfather.card_expires is None
    assert family.child.card_expires == date(2038, 2, 9)  # the 14th


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (4, "bốn"), (5, "năm"), (10, "mười"), (11, "mười một"), (14, "mười bốn"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (25, "hai mươi lăm"), (31, "ba mươi mốt"),
        (105, "một trăm linh năm"), (1948, "một nghìn chín trăm bốn mươi tám"),
        (1987, "một nghìn chín trăm tám mươi bảy"), (2000, "hai nghìn"), (2005, "hai nghìn không trăm linh năm"),
        (2010, "hai nghìn không trăm mười"), (2024, "hai nghìn không trăm hai mươi tư"),
    ],
)
def test_years_are_spelled_as_civil_papers_spell_them(number: int, words: str) -> None:
    assert spelled(number) == words


@given(st.dates(date(1930, 1, 1), date(2030, 12, 31)))
def test_a_date_in_words_has_no_figures_left(day: date) -> None:
    told = spelled_date(day)

    assert told.startswith("Ngày ")
    assert not any(letter.isdigit() for letter in told)


def test_invented_documents_are_cheap_rows_with_fields_of_their_kind() -> None:
    documents = list(invent_documents(400))

    assert len(documents) == 400
    assert documents == list(invent_documents(400))
    assert 80 <= len({document.person.number for document in documents}) <= 100
    for document in documents:
        known = _field_names(document.kind)
        assert set(document.fields) <= known, document.kind
        assert "{" not in document.text
        assert document.day <= date(2026, 11, 23)


def _field_names(kind: str) -> set[str]:
    data = tomllib.loads(resources.files("ocr").joinpath("kinds", f"{kind}.toml").read_text("utf-8"))
    return {field["name"] for field in data["field"]}
