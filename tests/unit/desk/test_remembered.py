"""What a clerk and a citizen rely on: the office's own words are offered again, never whose papers they stood on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import RoleMissing
from desk.model.paper import Field, Stage
from desk.model.people import Citizen
from desk.ports import Desk
from desk.work.access import act_as
from desk.work.remembered import fitting, remembered, similar
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import Commands, commands_over
from tests.fakes.leaving import Leaver, leaver
from tests.fakes.office import NOW, make_office


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_office(tmp_path_factory.mktemp("memory") / "office")
    filler = leaver(made)
    other = _someone(filler, "Vàng A Dơ")
    for number, fill in enumerate((filler, filler, other)):
        code = fill.dossier(f"TAM-26112{number}-0009")
        _typed(fill, code, noi_cap="UBND xã Nà Khuôn", noi_cu_tru="Thôn Nà Tông, xã Nà Khuôn", nguoi_ky="Ma Thị Duyên")
    _typed(filler, code, noi_cap="Cục Cảnh sát", noi_cu_tru="Số 7, tổ 3, xã Đỏng", nguoi_ky="Vàng A Dơ", so="61/2024")
    _typed(filler, code, noi_cap="CCCD 008187004215", que_quan="Xã Nà Khuôn", dan_toc="Tày", ho_ten="Nông Thị Hạnh")
    _typed(other, code, que_quan="Xã Nà Khuôn", dan_toc_me="Tày")
    yield made
    made.close()


def _someone(filler: Leaver, name: str) -> Leaver:
    with filler.desk.unit() as uow:
        citizen = uow.citizens.add(Citizen(name))
        uow.commit()
    return replace(filler, citizen=citizen, made=100)


def _typed(filler: Leaver, code: str, **values: str) -> None:
    paper = filler.paper(code)
    with filler.desk.unit() as uow:
        fields = [Field(name, value, "", 1.0, 0, None, "typed", 1, NOW) for name, value in values.items()]
        uow.documents.put_fields(paper.id, fields)
        uow.commit()


def known(desk: Desk, field: str, prefix: str = "") -> list[str]:
    return remembered(desk, act_as(desk, "pao.hv", "1"), field, prefix)


def test_issuers_come_commonest_first_and_without_diacritics(desk: Desk) -> None:
    assert known(desk, "noi_cap") == ["UBND xã Nà Khuôn", "Cục Cảnh sát"]
    assert known(desk, "noi_cap", "cuc") == ["Cục Cảnh sát"]
    assert known(desk, "noi_cap", "na khuon") == ["UBND xã Nà Khuôn"]


def test_offices_share_one_memory_and_homes_another(desk: Desk) -> None:
    assert known(desk, "noi_dang_ky") == known(desk, "noi_cap")
    assert "UBND xã Nà Khuôn" not in known(desk, "noi_sinh")


def test_a_home_is_offered_only_once_it_stood_on_papers_of_two_citizens(desk: Desk) -> None:
    assert known(desk, "noi_cu_tru") == ["Thôn Nà Tông, xã Nà Khuôn", "Xã Nà Khuôn"]
    assert known(desk, "noi_cu_tru", "so 7") == []


def test_a_signer_is_offered_and_a_citizen_who_once_signed_is_not(desk: Desk) -> None:
    assert known(desk, "nguoi_ky") == ["Ma Thị Duyên"]


def test_the_same_question_about_another_person_of_the_paper_shares_the_memory(desk: Desk) -> None:
    assert known(desk, "dan_toc_cha", "t") == ["Tày"]


@pytest.mark.parametrize("field", ["ho_ten", "so_dinh_danh", "so", "ngay_sinh", "ngay_sinh_bang_chu", "khong_co"])
def test_names_numbers_and_days_have_no_memory(desk: Desk, field: str) -> None:
    assert known(desk, field) == []


def test_who_only_keeps_the_seal_is_not_told(desk: Desk) -> None:
    with pytest.raises(RoleMissing):
        remembered(desk, act_as(desk, "mien.tt", "1"), "noi_cap")


def test_exact_marks_come_before_letters_without_them() -> None:
    values = ["Na Hang", "Nà Khuôn", "Xã Nà Tông", "Tân Trào"]

    assert fitting(values, "nà") == ["Na Hang", "Nà Khuôn", "Xã Nà Tông"]
    assert fitting(values, "Nà") == ["Nà Khuôn", "Na Hang", "Xã Nà Tông"]
    assert fitting(values, "Na Hang") == []


def test_values_a_letter_or_a_mark_apart_are_near_and_others_are_not() -> None:
    values = ["Thôn Nà Tông, xã Nà Khuôn", "Thôn Cốc Phát, xã Nà Khuôn", "Tày"]

    assert similar(values, "Thôn Na Tong, xã Nà Khuân") == ["Thôn Nà Tông, xã Nà Khuôn"]
    assert similar(values, "Nùng") == []


def test_the_command_offers_what_the_window_offers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = CertifyingOffice(tmp_path / "office")
    saoy = commands_over(office, monkeypatch, capsys)
    _confirm(saoy)

    code, told = saoy("remembered", "noi_dang_ky", "uy", "ban")

    assert (code, told) == (0, {"field": "noi_dang_ky", "values": ["Ủy ban nhân dân xã Nà Khuôn"]})
    assert "Chưa nhớ gì" in saoy.plain("remembered", "noi_dang_ky", "zz")
    office.desk.close()


def _confirm(saoy: Commands) -> None:
    with saoy.office.desk.unit() as uow:
        document = uow.documents.get(saoy.office.paper)
        assert document is not None
        assert document.stage is Stage.CONFIRMED
        value = "Ủy ban nhân dân xã Nà Khuôn"
        uow.documents.put_fields(document.id, [Field("noi_dang_ky", value, value, 1.0, 0, None, "typed", 1, NOW)])
        uow.commit()
