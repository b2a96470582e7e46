"""Whose paper it is: the holder's, not everyone's who is named on it."""

from datetime import UTC, datetime

import pytest

from desk.model.paper import Document, Field, Stage
from desk.model.people import Citizen
from desk.work.facts import held_facts

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MOTHER = Citizen("Nông Thị Hạnh")
BIRTH = {"ho_ten": "HOÀNG GIA BẢO", "ho_ten_me": "NÔNG THỊ HẠNH", "ho_ten_cha": "HOÀNG VĂN LỘC"}


def facts(kind: str, values: dict[str, str], citizen: Citizen = MOTHER) -> tuple[bool, bool]:
    document = Document("TAM-261124-0001", 1, None, "file:a", NOW, 1, "key", Stage.CONFIRMED, kind=kind)
    fields = [Field(name, value, value, 1.0, 1, None, "label") for name, value in values.items()]
    held = held_facts(document, fields, [], citizen)
    return held.same_person, held.named


@pytest.mark.parametrize("reporter", [{}, {"nguoi_khai": "NÔNG THỊ HẠNH"}])
def test_a_childs_birth_certificate_names_the_mother_and_is_not_hers(reporter: dict[str, str]) -> None:
    assert facts("khai_sinh", {**BIRTH, **reporter}) == (False, True)


def test_it_is_the_childs_own() -> None:
    assert facts("khai_sinh", BIRTH, Citizen("Hoàng Gia Bảo")) == (True, True)


def test_a_marriage_certificate_is_both_spouses() -> None:
    values = {"ho_ten_vo": "NÔNG THỊ HẠNH", "ho_ten_chong": "HOÀNG VĂN LỘC"}

    assert facts("ket_hon", values) == (True, True)
    assert facts("ket_hon", values, Citizen("Hoàng Văn Lộc")) == (True, True)


def test_a_paper_that_names_a_stranger_alone_is_neither() -> None:
    assert facts("bang_cap", {"ho_ten": "LÊ VĂN TÁM"}) == (False, False)


def test_a_paper_that_names_nobody_counts_as_the_one_whose_dossier_it_is_in() -> None:
    assert facts("van_ban_hanh_chinh", {"nguoi_ky": "Lê Văn Tám"}) == (True, True)
