"""What a clerk relies on while typing: days, numbers and sums take the local form, the cursor stays where it was."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.shown_values import as_shown, as_stored, understood
from ui.models.typing_forms import (
    PERSONAL,
    Typed,
    by_dots,
    form_of,
    form_type,
    in_threes,
    local_day,
    money,
    personal_number,
    settled,
)

TODAY = date(2026, 11, 26)
DIGITS = st.text("0123456789", min_size=1, max_size=12)


def typed(keys: str, kind: str = PERSONAL, text: str = "") -> Typed:
    """Type keys at the end of a text, one by one, «<» for Backspace."""
    form, now = form_of(kind), Typed(text, len(text))
    assert form is not None
    for key in keys:
        after = Typed(now.text[:-1], now.cursor - 1) if key == "<" else Typed(now.text + key, now.cursor + 1)
        now = form(now, after)
    return now


ONE_DAY = ("1/2/1990", "01/02/1990", "1-2-1990", "1.2.1990", "1 2 1990", "01021990", "1/2/90", "010290", "1990-02-01",
           "ngày 1 tháng 2 năm 1990", "Ngày 01 tháng 02 năm 1990")  # fmt: skip
PARTS = (
    ("2/1990", "02/1990"),
    ("021990", "02/1990"),
    ("1990", "1990"),
    ("1.2.26", "01/02/2026"),
    ("1/2/27", "01/02/1927"),
)
NUMBERS = (("001.090.001.234", "001090001234"), ("001-090-001-234", "001090001234"), ("123 456 789", "123456789"))


@pytest.mark.parametrize("text", ONE_DAY)
def test_a_day_is_understood_however_it_is_typed(text: str) -> None:
    assert local_day(text, TODAY) == "01/02/1990"
    assert as_stored(text, "date", TODAY) == "1990-02-01"
    assert understood(text, "date", TODAY)


@pytest.mark.parametrize(("text", "shown"), PARTS)
def test_a_month_a_year_and_a_short_year_are_understood(text: str, shown: str) -> None:
    assert local_day(text, TODAY) == shown


def test_a_last_day_with_a_short_year_is_still_to_come() -> None:
    assert settled("1/2/31", form_type("ngay_het_han", "date"), TODAY) == "01/02/2031"


@pytest.mark.parametrize("text", ["32/1/1990", "31022020", "1/13/1990", "19/90", "29/2/2023", "1/2", "12/2", "abc 1"])
def test_what_is_no_day_stays_as_typed_and_is_asked_about(text: str) -> None:
    assert settled(text, "date", TODAY) == text
    assert not understood(text, "date", TODAY)


@pytest.mark.parametrize("text", ["Không thời hạn", "không rõ", ""])
def test_words_may_stand_where_a_paper_has_no_day(text: str) -> None:
    assert understood(text, "date", TODAY)
    assert as_stored(text, "date", TODAY) == (text or None)


@given(st.dates(date(1850, 1, 1), date(2099, 12, 31)))
def test_a_day_typed_shown_and_stored_is_the_same_day(day: date) -> None:
    shown = f"{day:%d/%m/}{day.year}"

    assert typed(f"{day:%d%m}{day.year}", "date").text == shown
    assert typed(f"{day.day}/{day.month}/{day.year}", "date").text == shown
    assert as_shown(as_stored(shown, "date") or "", "date") == shown


def test_a_year_is_not_parted_while_it_is_typed() -> None:
    assert typed("1987", "date").text == "1987"
    assert typed("1912", "date").text == "1912"


def test_backspace_takes_a_day_back_letter_by_letter() -> None:
    assert typed("01021990<<<<", "date").text == "01/02/"


def test_a_personal_number_is_parted_in_threes_as_it_is_typed() -> None:
    assert typed("001090001234") == Typed("001 090 001 234", 15)
    assert typed("001 090 001 234") == Typed("001 090 001 234", 15)
    assert typed("0010900012345").text == "001 090 001 2345", "one digit too many is left for a person to see"


@given(DIGITS, st.data())
def test_the_cursor_stays_behind_the_digit_it_was_behind(digits: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(digits) - 1))
    before = Typed(in_threes(digits), len(in_threes(digits[:place])))

    grown = before.text[: before.cursor] + "7" + before.text[before.cursor :]
    after = personal_number(before, Typed(grown, before.cursor + 1))

    whole = digits[:place] + "7" + digits[place:]
    assert after.text.replace(" ", "") == whole
    if len(whole) <= 12:
        assert after.text == in_threes(whole)
        assert after.text[: after.cursor].replace(" ", "") == whole[: place + 1]


@given(DIGITS)
def test_backspaces_empty_a_number_in_as_many_presses_as_it_has_digits(digits: str) -> None:
    now = Typed(in_threes(digits), len(in_threes(digits)))

    for _ in digits:
        now = personal_number(now, Typed(now.text[: now.cursor - 1] + now.text[now.cursor :], now.cursor - 1))

    assert now == Typed("", 0)


def test_taking_away_a_blank_takes_the_digit_beyond_it() -> None:
    before = Typed("001 090", 4)

    assert personal_number(before, Typed("001090", 3)) == Typed("000 90", 2)
    assert personal_number(Typed("001 090", 3), Typed("001090", 3)) == Typed("001 90", 3)


@pytest.mark.parametrize("text", ["hộ chiếu C1234567", "x0010900", "Nguyễn"])
def test_letters_are_never_touched(text: str) -> None:
    for kind in (PERSONAL, "date", "money"):
        assert typed(text, kind).text == text


def test_a_sum_is_parted_by_dots_with_a_comma_before_its_fraction() -> None:
    kind = form_type("muc_luong", "text")

    assert typed("1234500", kind) == Typed("1.234.500", 9)
    assert typed("1234,56", kind) == Typed("1.234,56", 8)
    assert typed("1234500 đồng", kind).text == "1.234.500 đồng"
    assert typed("1234<", kind).text == "123"


@given(st.integers(0, 10**14))
def test_a_sum_keeps_its_digits(number: int) -> None:
    assert by_dots(str(number)) == f"{number:,}".replace(",", ".")
    assert money(Typed("", 0), Typed(str(number), len(str(number)))).text == by_dots(str(number))


def test_other_fields_are_left_alone() -> None:
    assert form_of(form_type("so", "number")) is None
    assert form_of(form_type("noi_cap", "text")) is None


@pytest.mark.parametrize(("text", "stored"), NUMBERS)
def test_a_number_of_a_person_is_stored_without_what_parts_it(text: str, stored: str) -> None:
    assert as_stored(text, PERSONAL) == stored
    assert understood(text, PERSONAL)
    assert as_shown(stored, PERSONAL) == in_threes(stored)


@pytest.mark.parametrize("text", ["00109000123", "0010900012345", "abc"])
def test_a_number_that_is_none_is_asked_about(text: str) -> None:
    assert not understood(text, PERSONAL)
