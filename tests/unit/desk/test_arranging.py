"""What a person does to a stack: no act loses or doubles a side, and undoing gives back the very arrangement."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import ArrangementWrong
from desk.model.arranging import (
    ACTS,
    Act,
    Assign,
    BringBack,
    Join,
    MoveBundle,
    MoveSides,
    Remove,
    SetAside,
    SetKind,
    Settle,
    Split,
    Turn,
    apply,
    changed,
    nearest,
    played,
)
from desk.model.evening import Arrangement, Bundle, DoubtKind, Unsure
from desk.store.evening_coding import get_act, put_act

MOST = 12

SIDES = st.lists(st.integers(1, MOST), min_size=1, max_size=4, unique=True).map(tuple)
IDS = st.sampled_from([*(f"m{n}" for n in range(1, MOST + 1)), "a1", "a2", "a3"])
ACT: st.SearchStrategy[Act] = st.one_of(
    st.builds(Split, st.integers(1, MOST)),
    st.builds(Join, IDS, IDS),
    st.builds(MoveSides, SIDES, st.none() | IDS, st.none() | st.integers(1, MOST)),
    st.builds(MoveBundle, IDS, st.none() | IDS),
    st.builds(Assign, st.lists(IDS, max_size=2).map(tuple), st.none() | st.just("TAM-261126-0002"), st.none()),
    st.builds(SetKind, IDS, st.none() | st.just("khai_sinh")),
    st.builds(Remove, SIDES),
    st.builds(SetAside, SIDES),
    st.builds(BringBack, SIDES),
    st.builds(Turn, SIDES, st.sampled_from([90, 180, 270, 45])),
    st.builds(Settle, IDS, st.lists(st.sampled_from(DoubtKind), max_size=2).map(tuple)),
)
"""Acts of any sort, also such as name what is not there."""


@st.composite
def stacks(draw: Callable[..., int]) -> Arrangement:
    """Draw a stack as the machine may have cut it."""
    bundles: list[Bundle] = []
    places: dict[str, list[int]] = {"aside": [], "separators": [], "removed": []}
    for side in range(1, MOST + 1):
        where = draw(st.integers(0, 5))
        if where == 0 or (not bundles and where < 3):
            bundles.append(Bundle(f"m{side}", (side,), "TAM-261126-0001"))
        elif where < 3:
            bundles[-1] = Bundle(bundles[-1].id, (*bundles[-1].sides, side), bundles[-1].dossier)
        else:
            places[["aside", "separators", "removed"][where - 3]].append(side)
    unsure = tuple(Unsure(one.sides[0], 1, 0.6) for one in bundles[1:])
    told = {name: tuple(sides) for name, sides in places.items()}
    return Arrangement(tuple(bundles), unsure=unsure, **told)


def done(stack: Arrangement, acts: list[Act]) -> tuple[Arrangement, list[Act]]:
    """Do what can be done of some acts, as a window does: what is refused changes nothing."""
    held = []
    for act in acts:
        try:
            stack = apply(stack, act)
        except ArrangementWrong:
            continue
        held.append(act)
    return stack, held


@settings(max_examples=150, deadline=None)
@given(stack=stacks(), acts=st.lists(ACT, max_size=12))
def test_every_side_is_in_exactly_one_place_after_any_acts(stack: Arrangement, acts: list[Act]) -> None:
    after, _held = done(stack, acts)

    assert sorted(after.sides) == list(range(1, MOST + 1))
    assert all(one.sides for one in after.bundles)
    assert len({one.id for one in after.bundles}) == len(after.bundles)


@settings(max_examples=60, deadline=None)
@given(stack=stacks(), acts=st.lists(ACT, min_size=1, max_size=10))
def test_undoing_gives_back_the_very_arrangement(stack: Arrangement, acts: list[Act]) -> None:
    _after, held = done(stack, acts)

    states = [played(stack, held[:count]) for count in range(len(held) + 1)]

    assert all(apply(states[count], act) == states[count + 1] for count, act in enumerate(held))
    assert played(stack, []) == stack


@given(act=ACT)
def test_an_act_comes_back_from_its_row(act: Act) -> None:
    assert get_act(put_act(act)) == act


def stack() -> Arrangement:
    """Return two papers of two sides, a blank and a slip between them."""
    return Arrangement(
        (Bundle("m1", (1, 2), "A"), Bundle("m5", (5, 6), "B")), aside=(3,), separators=(4,),
        unsure=(Unsure(2, 1, 0.4),), faint=(3,),
    )  # fmt: skip


def test_splitting_settles_the_doubt_at_that_side() -> None:
    after = apply(stack(), Split(2))

    assert [(one.id, one.sides, one.dossier) for one in after.bundles] == [
        ("m1", (1,), "A"), ("a1", (2,), "A"), ("m5", (5, 6), "B"),
    ]  # fmt: skip
    assert after.unsure == ()


def test_joined_papers_belong_to_the_dossier_of_the_first() -> None:
    after = apply(stack(), Join("m1", "m5"))

    assert [(one.sides, one.dossier) for one in after.bundles] == [((1, 2, 5, 6), "A")]


def test_a_blank_side_comes_back_into_the_paper_it_was_taken_from() -> None:
    after = apply(stack(), BringBack((3,)))

    assert after.bundles[0].sides == (1, 2, 3)
    assert (after.aside, after.faint) == ((), ())


def test_sides_moved_out_make_a_paper_of_the_same_dossier_behind_their_own() -> None:
    after = apply(stack(), MoveSides((2, 3)))

    assert [(one.id, one.sides, one.dossier) for one in after.bundles] == [
        ("m1", (1,), "A"), ("a1", (2, 3), "A"), ("m5", (5, 6), "B"),
    ]  # fmt: skip


def test_a_side_belongs_to_the_paper_that_holds_it_else_to_the_one_before_it_else_to_the_first() -> None:
    after = apply(stack(), MoveSides((3,), "m5"))
    first = Arrangement((Bundle("m2", (2,)), Bundle("m5", (5,))), aside=(1, 3))

    assert [one.id for one in (nearest(after, 3), nearest(stack(), 3)) if one is not None] == ["m5", "m1"]
    assert [one.id for one in (nearest(first, 1), nearest(first, 3)) if one is not None] == ["m2", "m2"]
    assert nearest(Arrangement(()), 1) is None


def test_saying_that_a_paper_is_right_settles_its_cut_and_its_blank_sides() -> None:
    after = apply(stack(), Settle("m1"))

    assert (after.unsure, after.faint) == ((), ())
    assert after.bundles[0].settled == frozenset(DoubtKind)


def test_another_dossier_asks_anew_whose_paper_it_is() -> None:
    settled = apply(stack(), Settle("m1", (DoubtKind.PERSON, DoubtKind.KIND)))

    after = apply(settled, Assign(("m1",), "B"))

    assert after.bundles[0].settled == {DoubtKind.KIND}


def test_only_the_papers_an_act_changes_are_told_as_changed() -> None:
    moved, settled = apply(stack(), MoveBundle("m5", "m1")), apply(stack(), Settle("m5"))

    assert changed(stack(), moved) == []
    assert [one.id for one in changed(stack(), settled)] == ["m5"]


def test_four_quarter_turns_leave_a_side_as_it_was() -> None:
    turned = apply(stack(), Turn((1,), 270))

    assert turned.turn_of(1) == 270
    assert apply(turned, Turn((1,), 90)) == stack()


@pytest.mark.parametrize(
    "act", [Split(1), Split(3), Join("m1", "m1"), Remove(()), Remove((9,)), Turn((1,), 45), Assign((), "A"),
            MoveBundle("m1", "m1"), BringBack((1,)), MoveSides((1,), "m5", 1)],
)  # fmt: skip
def test_an_act_upon_what_is_not_there_is_refused(act: Act) -> None:
    with pytest.raises(ArrangementWrong):
        apply(stack(), act)


def test_every_act_has_a_stable_name() -> None:
    assert set(ACTS.values()) == set(Act.__args__)
