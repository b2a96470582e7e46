"""What clerks rely on in the guided rehearsal: the callout covers nothing, and steps end by what was done."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from desk.model.events import Kind
from ui.models.guide_steps import CITIZEN, EXAMINED, STEPS, after
from ui.views.guide_place import EDGE, place

ROOM = QRect(84, 60, 1282, 612)


def rects(wide: int, tall: int) -> st.SearchStrategy[QRect]:
    return st.builds(QRect, st.integers(0, 1300), st.integers(0, 700), st.integers(4, wide), st.integers(4, tall))


@given(target=rects(900, 500), clear=st.lists(rects(400, 300), max_size=6), tall=st.integers(80, 260))
def test_a_callout_covers_neither_its_target_nor_what_is_needed_and_stays_in_the_window(
    target: QRect, clear: list[QRect], tall: int
) -> None:
    placed = place(ROOM, target, QSize(348, tall), clear)

    if placed is not None:
        assert ROOM.adjusted(EDGE, EDGE, -EDGE, -EDGE).contains(placed.rect)
        assert not any(placed.rect.intersects(one) for one in (target, *clear))
        assert target.adjusted(-1, -1, 2, 2).contains(placed.tip)


def test_a_callout_stands_beside_a_button_of_the_action_bar() -> None:
    primary = QRect(1110, 690, 240, 48)

    placed = place(ROOM, primary, QSize(348, 150), [])

    assert placed is not None
    assert placed.side == "above"
    assert primary.left() <= placed.tip.x() <= primary.right()


def test_where_everything_is_needed_no_place_is_given() -> None:
    assert place(ROOM, QRect(400, 200, 300, 200), QSize(348, 150), [ROOM]) is None


def test_a_step_ends_by_its_own_act_alone() -> None:
    assert after(STEPS, 0, CITIZEN) == 1
    assert after(STEPS, 1, CITIZEN) == 1
    assert after(STEPS, 0, Kind.COPY_FINISHED.value) == 0
    assert after(STEPS, 3, "notice:scan") == 3


def test_who_is_quicker_than_the_steps_is_not_held_back() -> None:
    scan, check, compare = (next(n for n, one in enumerate(STEPS) if one.name == name)
                            for name in ("scan", "check", "compare"))  # fmt: skip

    assert after(STEPS, scan, Kind.DOCUMENT_READ.value) == check
    assert after(STEPS, compare, EXAMINED) == compare + 1
    assert after(STEPS, compare, Kind.COPY_FINISHED.value) == compare + 2


def test_a_screen_passed_on_the_way_ends_no_later_step() -> None:
    last = STEPS[-1].until

    assert after(STEPS, len(STEPS) - 2, last) == len(STEPS) - 2
    assert after(STEPS, len(STEPS) - 1, last) == len(STEPS)
