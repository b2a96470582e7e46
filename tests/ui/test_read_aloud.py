"""What people who cannot see the screen rely on: each thing is told by name, role, state and value, and so is news.

The tree is read from outside over the accessibility bus, as a screen reader reads it.
"""

from collections.abc import Iterator

import pytest

from tests.fakes.screen_reader import TAB, Reader, Thing

pytestmark = pytest.mark.slow

MUTE = {"filler", "unknown", "invalid", "canvas"}
"""Roles that tell nothing: a reader passes over them."""

ROOMS = (
    "counter", "counter.scan", "counter.review", "counter.certify", "evening", "register", "verify", "board",
    "settings",
)  # fmt: skip


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader beside a running window; the window ends by itself without a fault."""
    found = Reader(tmp_path_factory.mktemp("read"))
    yield found
    found.close()
    assert found.ended_with == 0


@pytest.fixture(scope="module")
def rooms(reader: Reader) -> dict[str, list[Thing]]:
    """What a reader is told of the rooms."""
    found = {}
    for room in ROOMS:
        reader.do("show", room)
        found[room] = reader.things()
    return found


def named(things: list[Thing], words: str, role: str = "") -> Thing:
    """The one thing whose name begins so."""
    found = [one for one in things if one.name.startswith(words) and role in ("", one.role)]
    assert found, f"nothing is called «{words}»: {sorted({one.name for one in things if role in ('', one.role)})}"
    return found[0]


@pytest.mark.parametrize("room", ROOMS)
def test_each_stop_of_the_keyboard_has_a_role_and_a_name(rooms: dict[str, list[Thing]], room: str) -> None:
    able = [one for one in rooms[room] if "focusable" in one.states]

    assert len(able) > 5
    assert [one for one in able if not one.name or one.role in MUTE] == []


def test_the_window_tells_the_room_and_who_is_before_it(rooms: dict[str, list[Thing]]) -> None:
    things = rooms["counter"]

    assert [one.name for one in things if one.role == "frame"] == ["Quầy · Sao Y"]
    assert named(things, "Quầy · Sao Y", "frame").description == "Hoàng Văn Páo"
    assert named(things, "Nông Thị Hạnh", "label")


def test_the_road_tells_how_far_the_case_is(rooms: dict[str, list[Thing]]) -> None:
    assert named(rooms["counter"], "Bước 1 trên 5: Tiếp nhận").value == (1, 5)
    assert named(rooms["counter.certify"], "Bước 4 trên 5: Chứng thực").value == (4, 5)


def test_a_slot_tells_its_name_its_state_and_the_reason(rooms: dict[str, list[Thing]]) -> None:
    slots = [one for one in rooms["counter"] if one.role == "list item"]

    assert any(one.name.startswith("Giấy khai sinh của trẻ. ") for one in slots)
    assert all(one.name.count(". ") >= 1 for one in slots)


def test_a_tick_tells_whether_it_is_set(rooms: dict[str, list[Thing]]) -> None:
    ticks = [one for one in rooms["counter.certify"] if one.role == "check box"]

    assert len(ticks) >= 6
    assert all("checkable" in one.states for one in ticks)
    assert not any("checked" in one.states for one in ticks if one.name.startswith("Không "))


def test_a_switch_tells_its_state_and_the_room_of_the_rail_which_one_is_chosen(rooms: dict[str, list[Thing]]) -> None:
    assert "checked" not in named(rooms["register"], "Hôm nay", "check box").states
    assert "checked" in named(rooms["register"], "Sổ", "radio button").states
    assert "checked" not in named(rooms["register"], "Quầy", "radio button").states


def test_a_line_of_the_book_and_a_side_of_a_stack_tell_their_words(rooms: dict[str, list[Thing]]) -> None:
    cells = {one.name for one in rooms["register"] if one.role == "cell"}
    stack = named(rooms["evening"], "Các trang của chồng giấy", "list")

    assert {"Nông Thị Hạnh", "Giấy xác nhận tình trạng hôn nhân", "Chờ dấu"} <= cells
    assert stack.description.startswith("Trang ")


def test_a_closed_list_tells_what_it_is_about_beside_its_value(rooms: dict[str, list[Thing]]) -> None:
    assert named(rooms["register"], "Cả năm", "combo box").description == "Tháng"


def test_long_work_tells_how_far_it_is(rooms: dict[str, list[Thing]]) -> None:
    assert named(rooms["evening"], "Xem lại 2 / 4", "progress bar").value == (50, 100)


def test_a_value_is_told_with_its_label_and_why_it_is_doubted(rooms: dict[str, list[Thing]]) -> None:
    line = next(one for one in rooms["counter.review"] if one.role == "text" and "focused" in one.states)

    assert line.name.startswith("Ngày sinh")
    assert "61 %" in line.description


def test_a_chart_is_a_table_whose_values_are_told_in_a_sentence(rooms: dict[str, list[Thing]]) -> None:
    assert named(rooms["board"], "Hồ sơ theo giờ", "table")
    assert any(one.description.startswith("8h: 3 hồ sơ") for one in rooms["board"] if one.role == "cell")


def test_the_states_at_the_foot_are_told_in_words(rooms: dict[str, list[Thing]]) -> None:
    things = rooms["settings"]

    assert named(things, "Canon DR-C225 II sẵn sàng")
    assert named(things, "Chưa lưu: 0")


def test_what_the_keyboard_reaches_is_told_while_tab_walks(reader: Reader) -> None:
    reader.do("show", "settings")
    reader.bus.heard.clear()
    reached = []

    for _ in range(5):
        reader.press(TAB)
        path, detail, on, _ = reader.told("StateChanged")
        while detail != "focused" or not on:
            path, detail, on, _ = reader.told("StateChanged")
        reached.append(reader.thing(path))

    assert all(one.name for one in reached)
    assert len({one.path for one in reached}) == 5


def test_a_message_is_told_as_it_comes_and_an_act_when_it_is_done(reader: Reader) -> None:
    reader.bus.heard.clear()

    reader.do("tell", "doubt", "Kẹt giấy ở tờ 18. 17 tờ đã lưu.")
    told = reader.told("Announcement")
    reader.do("act", "Đã bỏ 2 trang vào khay")
    done = reader.told("Announcement")

    assert str(told[3]).startswith("Kẹt giấy ở tờ 18.")
    assert done[3] == "Đã bỏ 2 trang vào khay"


def test_an_alarm_interrupts_and_a_message_waits_its_turn(reader: Reader) -> None:
    reader.bus.heard.clear()

    reader.do("tell", "seal", "Chữ ký không còn đúng.")
    alarm = reader.told("Announcement")
    reader.do("tell", "accent", "Đã khôi phục 2 mặt giấy.")
    news = reader.told("Announcement")

    assert (alarm[2], news[2]) == (2, 1)
