"""What a clerk relies on who types a few letters: the nearest name comes first, with or without marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.work.matching import BEGINS, EACH, INITIALS, INSIDE, SCATTERED, WHOLE, WORDS, Sought, nearness

NAMES = ["Chứng thực bản sao", "Chứng thực nhiều giấy", "Sổ", "Kiểm PDF", "Trao hồ sơ", "Bỏ giấy này vào khay"]


def found(words: str, names: list[str]) -> list[str]:
    near = [(there, name) for name in names if (there := nearness(Sought.of(words), name)) is not None]
    return [name for _, name in sorted(near)]


@pytest.mark.parametrize(
    ("typed", "name", "sort"),
    [
        ("so", "Sổ", WHOLE), ("trao ho", "Trao hồ sơ", BEGINS), ("giấy này", "Bỏ giấy này vào khay", WORDS),
        ("khay giay", "Bỏ giấy này vào khay", EACH), ("ctbs", "Chứng thực bản sao", INITIALS),
        ("bs", "Chứng thực bản sao", INSIDE), ("cng", "Chứng thực nhiều giấy", SCATTERED),
    ],
)  # fmt: skip
def test_a_name_is_found_whole_by_its_beginning_its_words_and_its_initials(typed: str, name: str, sort: int) -> None:
    near = nearness(Sought.of(typed), name)

    assert near is not None
    assert near[0] == sort


def test_the_initials_of_a_long_act_find_it() -> None:
    assert found("ccgks", [*NAMES, "Chứng thực bản chính giấy khai sinh"]) == ["Chứng thực bản chính giấy khai sinh"]


def test_names_with_the_marks_typed_come_before_those_without() -> None:
    assert found("hoà", ["Trần Hoa", "Trần Hoà"]) == ["Trần Hoà", "Trần Hoa"]


def test_what_begins_so_comes_before_what_holds_it() -> None:
    assert found("sổ", ["Khóa sổ", "Sổ"]) == ["Sổ", "Khóa sổ"]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "zzz", "aoh"])
def test_what_is_near_to_nothing_finds_nothing(typed: str) -> None:
    assert found(typed, NAMES) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_may_be_typed(typed: str, name: str) -> None:
    near = nearness(Sought.of(typed), name)

    assert near is None or near[0] in range(SCATTERED + 1)


@given(st.sampled_from(NAMES), st.integers(1, 20))
def test_each_beginning_of_a_name_finds_it(name: str, letters: int) -> None:
    typed = name[:letters].strip()

    assert nearness(Sought.of(typed), name) is not None
