"""Cutting a stack into papers: slips tell whose they are, and a run cut short goes on as if nothing had been."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.model.arranging import laid_out
from desk.model.cutting import Cutter, Owner, Piece, Seen
from desk.model.evening import Arrangement, CutRules, How
from desk.store.evening_coding import get_piece, put_piece

A, B = Owner("TAM-261126-0001"), Owner("TAM-261126-0002")
FIRST, ON = 0.99, 0.01


def cut(stack: Sequence[Seen], rules: CutRules | None = None, owner: Owner | None = None) -> list[Piece]:
    cutter = Cutter(rules or CutRules(), owner or Owner())
    return [piece for seen in stack for piece in cutter.take(seen)] + cutter.end()


def laid(*told: Seen, rules: CutRules | None = None, owner: Owner | None = None) -> Arrangement:
    """Cut sides numbered in their order."""
    return laid_out(cut([replace(seen, side=place) for place, seen in enumerate(told, 1)], rules, owner))


def papers(arrangement: Arrangement) -> list[tuple[str | None, tuple[int, ...]]]:
    return [(one.dossier, one.sides) for one in arrangement.bundles]


def slip(owner: Owner, *, front: bool | None = None) -> Seen:
    return Seen(0, slip=owner, front=front)


def page(opening: float = ON, *, front: bool | None = None) -> Seen:
    return Seen(0, opening=opening, front=front, reasons=("head",) if opening > ON else ())


BLANK = Seen(0, blank=True)
PATCH = Seen(0, patch=True)


def test_papers_behind_a_slip_belong_to_its_dossier() -> None:
    made = laid(slip(A), page(FIRST), page(), page(FIRST), slip(B), page(FIRST))

    assert papers(made) == [(A.dossier, (2, 3)), (A.dossier, (4,)), (B.dossier, (6,))]
    assert made.separators == (1, 5)
    assert [one.how for one in made.bundles] == [How.SLIP, How.OPENING, How.SLIP]


def test_two_separators_in_a_row_make_nothing() -> None:
    made = laid(slip(A), slip(B), PATCH, page(FIRST), PATCH, PATCH)

    assert papers(made) == [(B.dossier, (4,))]
    assert sorted(made.separators) == [1, 2, 3, 5, 6]


def test_what_precedes_the_first_slip_belongs_to_no_dossier_unless_one_was_named() -> None:
    stack = (page(FIRST), slip(A), page(FIRST))

    assert papers(laid(*stack)) == [(None, (1,)), (A.dossier, (3,))]
    assert papers(laid(*stack, owner=B)) == [(B.dossier, (1,)), (A.dossier, (3,))]


def test_papers_behind_a_slip_that_cannot_be_read_belong_to_nobody() -> None:
    made = laid(slip(A), page(FIRST), slip(Owner()), page(FIRST))

    assert papers(made) == [(A.dossier, (2,)), (None, (4,))]


def test_a_further_page_of_a_slip_that_cannot_be_read_says_what_the_first_said() -> None:
    second = replace(slip(Owner()), further=True)

    assert papers(laid(slip(A), second, page(FIRST))) == [(A.dossier, (3,))]
    assert papers(laid(slip(A), page(FIRST), second, page(FIRST))) == [(A.dossier, (2,)), (None, (4,))]


def test_the_blank_back_of_a_slip_goes_with_the_slip() -> None:
    made = laid(slip(A), BLANK, page(FIRST), BLANK, page())

    assert made.separators == (1, 2)
    assert made.aside == (4,)
    assert papers(made) == [(A.dossier, (3, 5))]


def test_a_slip_that_lay_upside_down_takes_its_blank_front_along() -> None:
    made = laid(
        page(FIRST, front=True), page(front=False), Seen(0, blank=True, front=True), slip(A, front=False),
        page(FIRST, front=True),
    )

    assert sorted(made.separators) == [3, 4]
    assert papers(made) == [(None, (1, 2)), (A.dossier, (5,))]


def test_behind_a_cover_sheet_for_one_component_all_is_one_paper() -> None:
    made = laid(slip(replace(A, component=2)), page(FIRST), page(FIRST), slip(A), page(FIRST))

    assert [(one.component, one.sides) for one in made.bundles] == [(2, (2, 3)), (None, (5,))]


@pytest.mark.parametrize(("chance", "expected"), [(0.7, [(1,), (2,)]), (0.3, [(1, 2)])])
def test_a_cut_that_is_not_sure_is_a_doubt_of_both_papers(chance: float, expected: list[tuple[int, ...]]) -> None:
    made = laid(page(FIRST), page(chance))

    assert [one.sides for one in made.bundles] == expected
    assert [(one.side, one.before, one.reasons) for one in made.unsure] == [(2, 1, ("head",))]
    assert all(made.cut_doubts(one) for one in made.bundles)


def test_a_blank_sheet_cuts_where_that_is_wished() -> None:
    wished = CutRules.of("blank,simplex")

    assert papers(laid(page(), BLANK, page(), rules=wished)) == [(None, (1,)), (None, (3,))]
    assert papers(laid(page(), BLANK, page())) == [(None, (1, 3))]


def test_a_blank_back_is_no_blank_sheet() -> None:
    sheet = (page(FIRST, front=True), Seen(0, blank=True, front=False))
    empty = (Seen(0, blank=True, front=True), Seen(0, blank=True, front=False))

    made = laid(*sheet, *sheet, *empty, *sheet, rules=CutRules.of("blank,duplex"))

    assert [one.sides for one in made.bundles] == [(1, 3), (7,)]


def test_a_fixed_count_counts_sheets_and_not_backs() -> None:
    sheets = (page(front=True), page(front=False)) * 4

    made = laid(*sheets, rules=CutRules.of("every=2,duplex"))

    assert [one.sides for one in made.bundles] == [(1, 2, 3, 4), (5, 6, 7, 8)]


def test_a_blank_front_amid_a_paper_may_hold_something_after_all() -> None:
    made = laid(page(FIRST, front=True), page(front=False), Seen(0, blank=True, front=True), page(front=False))

    assert made.faint == (3,)


def test_a_side_that_is_nearly_blank_begins_no_paper_and_a_person_is_asked() -> None:
    made = laid(slip(A), Seen(0, faint=True), page(FIRST), Seen(0, faint=True, opening=FIRST))

    assert papers(made) == [(A.dossier, (3, 4))]
    assert (made.aside, made.faint) == ((2,), (2, 4))


def test_the_slip_of_one_file_says_nothing_of_another_file_of_many_sides() -> None:
    other = replace(page(FIRST), file_begins=True)

    made = laid(slip(A), page(FIRST), other, page())

    assert papers(made) == [(A.dossier, (2,)), (None, (3, 4))]


def test_where_a_file_ends_a_paper_ends_and_only_a_page_that_goes_on_is_asked_about() -> None:
    goes_on, begins, parted = (replace(seen, file_begins=True) for seen in (page(), page(FIRST), slip(A)))

    made = laid(page(FIRST), goes_on, begins, parted, page(FIRST))

    assert [one.sides for one in made.bundles] == [(1,), (2,), (3,), (5,)]
    assert [one.side for one in made.unsure] == [2]


def test_files_of_one_side_each_make_one_stack() -> None:
    stack = [replace(seen, file_begins=True, alone=True) for seen in (slip(A), page(FIRST), page(), slip(B), page())]

    assert papers(laid(*stack)) == [(A.dossier, (2, 3)), (B.dossier, (5,))]


SEEN = st.builds(
    Seen, st.just(0), st.sampled_from([False, False, True]), st.sampled_from([None, True, False]),
    st.sampled_from([None, None, None, A, B, Owner()]), st.sampled_from([False, False, True]),
    st.sampled_from([False, False, True]), st.booleans(),
    st.sampled_from([ON, 0.3, 0.7, FIRST]), st.just(("head",)), st.sampled_from([False, False, True]),
    st.sampled_from([False, True]),
)  # fmt: skip
RULES = st.sampled_from(["patch,openings", "patch,blank,openings", "every=2", "slips", "blank,simplex,openings"])


@settings(max_examples=150, deadline=None)
@given(stack=st.lists(SEEN, max_size=16), words=RULES)
def test_every_side_of_any_stack_is_in_exactly_one_place(stack: list[Seen], words: str) -> None:
    made = laid(*stack, rules=CutRules.of(words))

    assert sorted(made.sides) == list(range(1, len(stack) + 1))


@settings(max_examples=150, deadline=None)
@given(stack=st.lists(SEEN, min_size=1, max_size=16), words=RULES, at=st.integers(0, 15))
def test_a_run_cut_short_anywhere_goes_on_as_if_nothing_had_been(stack: list[Seen], words: str, at: int) -> None:
    rules = CutRules.of(words)
    stack = [replace(seen, side=place) for place, seen in enumerate(stack, 1)]
    cutter, kept = Cutter(rules, B), []
    for seen in stack[:at]:
        kept += [get_piece(put_piece(piece)) for piece in cutter.take(seen)]
    cutter = Cutter.behind(rules, B, kept[-1], stack[kept[-1].last - 1]) if kept else Cutter(rules, B)

    rest = [piece for seen in stack[kept[-1].last if kept else 0 :] for piece in cutter.take(seen)]

    assert laid_out([*kept, *rest, *cutter.end()]) == laid_out(cut(stack, rules, B))


@given(told=st.tuples(st.booleans(), st.booleans(), st.integers(0, 9), st.booleans(), st.none() | st.booleans()))
def test_rules_come_back_from_their_words(told: tuple[bool, bool, int, bool, bool | None]) -> None:
    rules = CutRules(*told)

    assert CutRules.of(rules.text) == rules


@pytest.mark.parametrize("words", ["", "every=0", "every=x", "cut", "duplex,simplex"])
def test_rules_that_are_none_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        CutRules.of(words)
