"""What a clerk relies on when pasting: each part of a line goes to its own field, nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rehearsal.people import household, invent_people
from desk.work.kinds_shown import field_labels
from ui.models.person_line import PersonLine, person_line
from ui.models.smart_paste import Pasted, pasted

TODAY = date(2026, 11, 26)


def taken(text: str, kind: str = "can_cuoc", field: str = "ho_ten") -> Pasted:
    found = pasted(text, field_labels(kind), field, TODAY)
    assert found is not None
    return found


def test_a_line_is_shared_out_by_its_labels() -> None:
    found = taken("Họ tên: NGUYỄN VĂN A, sinh ngày 1/2/90, CCCD 001.090.001.234; Giới tính: nam; Nơi cấp: Cục Cảnh sát")

    assert found.values == {
        "ho_ten": "NGUYỄN VĂN A", "ngay_sinh": "01/02/1990", "so_dinh_danh": "001 090 001 234", "gioi_tinh": "Nam",
        "noi_cap": "Cục Cảnh sát",
    }  # fmt: skip
    assert found.rest == ""


def test_labels_are_known_without_diacritics_and_on_lines_of_their_own() -> None:
    found = taken("ho va ten: Nông Thị Hạnh\nso dinh danh: 008187004215\nthường trú: thôn Nà Tông, xã Nà Khuôn")

    assert found.values == {
        "ho_ten": "Nông Thị Hạnh", "so_dinh_danh": "008 187 004 215", "noi_thuong_tru": "thôn Nà Tông, xã Nà Khuôn",
    }  # fmt: skip


def test_text_in_parted_letters_comes_out_whole() -> None:
    assert taken("Họ tên: Nguyễn Văn Ánh, CCCD 001090001234").values["ho_ten"] == "Nguyễn Văn Ánh"


def test_what_fits_no_field_is_told() -> None:
    assert "SĐT 0912 345 678" in taken("Họ tên: Lò Văn Thắng, CCCD 001090001234, SĐT 0912 345 678").rest


def test_the_same_label_goes_to_the_person_spoken_of() -> None:
    line = (
        "Họ, chữ đệm, tên: HOÀNG GIA BẢO; Dân tộc: Tày; Họ và tên mẹ: NÔNG THỊ HẠNH; Dân tộc: Nùng;"
        " Họ và tên cha: HOÀNG VĂN LỘC; Dân tộc: Dao"
    )

    values = taken(line, "khai_sinh").values

    assert (values["dan_toc"], values["dan_toc_me"], values["dan_toc_cha"]) == ("Tày", "Nùng", "Dao")


def test_the_code_of_an_identity_card_is_taken_whole() -> None:
    mother = household().mother

    found = taken(mother.card_qr)

    assert found.card
    assert found.values["ho_ten"] == mother.name
    assert found.values["so_dinh_danh"].replace(" ", "") == mother.number
    assert found.values["ngay_sinh"] == f"{mother.born:%d/%m/%Y}"
    assert found.values["noi_thuong_tru"] == mother.residence
    assert found.values["ngay_cap"] == f"{mother.card_issued:%d/%m/%Y}"


def test_a_card_pasted_at_the_mothers_field_fills_hers_alone() -> None:
    values = taken(household().mother.card_qr, "khai_sinh", "ho_ten_me").values

    assert set(values) == {"ho_ten_me", "nam_sinh_me", "noi_cu_tru_me"}


PLAIN = ("NGUYỄN VĂN A", "UBND xã Nà Khuôn, tỉnh Tuyên Quang", "Nam", "61/2024", "", "a|b|c|d|e|f", "Bà Nguyễn Thị Ba",
         "Số 7, tổ 3, xã Nà Khuôn")  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize("kind", ["can_cuoc", "khai_sinh"])
def test_a_plain_value_is_left_to_the_field_it_was_pasted_into(text: str, kind: str) -> None:
    assert pasted(text, field_labels(kind), "ho_ten", TODAY) is None


@given(st.text(max_size=120))
def test_no_text_is_too_strange_to_be_looked_at(text: str) -> None:
    pasted(text, field_labels("khai_sinh"), "ho_ten", TODAY)
    person_line(text)


def test_a_card_of_any_invented_person_is_understood() -> None:
    for person in invent_people(40):
        assert taken(person.card_qr).values["ho_ten"] == person.name


def test_a_line_about_a_person_gives_number_and_name_to_look_up_by() -> None:
    whole = PersonLine("001 090 001 234", "NGUYỄN VĂN A")

    assert person_line("Họ tên: NGUYỄN VĂN A, sinh ngày 01/02/1990, CCCD 001090001234") == whole
    assert person_line("NGUYỄN VĂN A - 001090001234") == whole
    assert person_line("CCCD: 001 090 001 234") == PersonLine("001 090 001 234")
    assert person_line("Họ tên: NGUYỄN VĂN A") == PersonLine("NGUYỄN VĂN A", "NGUYỄN VĂN A")


@pytest.mark.parametrize("text", ["001090001234", "001 090 001 234", "Nông Thị Hạnh", "tcx", ""])
def test_a_plain_number_or_name_is_left_to_the_field(text: str) -> None:
    assert person_line(text) is None
