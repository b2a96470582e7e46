"""The catalogue: its pack, what a clerk types to find a procedure, and the province's exports."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from desk.errors import CatalogueUnreadable, FileMissing
from desk.model.procedure import Form, Need
from desk.work.catalogue import find_procedures, load_pack
from desk.work.catalogue_table import procedures_of_table, read_table
from desk.work.catalogue_words import component_of, days_of, initials
from ocr.vietnamese import fold

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "bad-inputs"
PACK = load_pack()
HEADS = ["STT", "Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thành phần hồ sơ", "Thời hạn giải quyết"]
ROWS = [
    [
        "1", "2.000815.000.00.00.H60", "Chứng thực bản sao từ bản chính", "Chứng thực", "Bản chính (xuất trình)",
        "Trong ngày",
    ],
    [
        "2", "1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân", "Hộ tịch",
        "1. Tờ khai theo mẫu\n2. Giấy xác nhận tình trạng hôn nhân cũ (nếu có)", "03 ngày làm việc",
    ],
]


def codes(words: str) -> list[str]:
    return [procedure.code for procedure in find_procedures(PACK, words)]


# -- the pack ---------------------------------------------------------------------------------------------------------


def test_the_shipped_pack_holds_every_procedure_with_places_that_count_from_one() -> None:
    assert len(PACK.procedures) == 74
    for procedure in PACK.procedures:
        assert [c.place for c in procedure.components] == list(range(1, len(procedure.components) + 1))
        assert procedure.letters == initials(procedure.name)
        assert "[check]" not in (procedure.days_note or "")


def test_components_carry_the_kinds_their_names_tell() -> None:
    birth = next(p for p in PACK.procedures if p.code == "1.001193")
    assert birth.components[0].kinds == ("don_to_khai",)
    assert "chung_sinh" in birth.components[1].kinds
    assert birth.components[2].need is Need.SHOW
    assert (birth.components[3].kinds, birth.components[3].need) == (("ket_hon",), Need.SHOW)
    assert birth.components[4].need is Need.IF_ANY


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"procedures": []}', "[" * 100_000, '{"version": 1, "procedures": [{"name": ""}]}', "\x00"]
)
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "pack.json"
    file.write_text(text, "utf-8")

    with pytest.raises(CatalogueUnreadable):
        load_pack(file)


def test_a_missing_file_is_named_as_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        load_pack(tmp_path / "none.json")
    with pytest.raises(FileMissing):
        read_table(tmp_path / "none.csv")


# -- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("2.000815", "2.000815"), ("000815", "2.000815"), ("1.001193", "1.001193"),
        ("ctbs", "2.000815"), ("CTB", "2.000815"), ("dkk", "1.001193"), ("dkkh", "1.000894"),
        ("khai sinh", "1.001193"), ("Khai Sinh", "1.001193"), ("ket hon", "1.000894"), ("kết hôn", "1.000894"),
        ("tình trạng", "1.004873"), ("xnt", "1.004873"), ("chung thuc ban sao", "2.000815"), ("khuyet tat", "1.001653"),
        ("đơn tự do", ""), ("dk lai khai sinh", "1.004884"),
    ],
)
def test_the_procedure_meant_comes_first(words: str, first: str) -> None:
    assert codes(words)[0] == first


def test_a_full_code_finds_one_procedure_and_an_unknown_one_none() -> None:
    assert codes("2.000815") == ["2.000815"]
    assert codes("9.999999") == []
    assert codes("zzz") == []
    assert codes("2.000815.000.00.00.H60") == ["2.000815"]


def test_nothing_typed_lists_all() -> None:
    assert len(codes("  ")) == len(PACK.procedures)


@given(st.sampled_from(PACK.procedures), st.integers(0, 50), st.integers(3, 5))
def test_any_three_letters_of_the_initials_find_the_procedure(procedure: object, start: int, length: int) -> None:
    assert isinstance(procedure, type(PACK.procedures[0]))
    run = procedure.letters[start : start + length]
    if len(run) >= 3 and not run.isdigit():
        assert procedure in find_procedures(PACK, run)


@given(st.sampled_from(PACK.procedures))
def test_a_name_typed_without_marks_finds_its_procedure_first(procedure: object) -> None:
    assert isinstance(procedure, type(PACK.procedures[0]))
    assert find_procedures(PACK, fold(procedure.name))[0] == procedure


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(words: str) -> None:
    find_procedures(PACK, words)


# -- exports ----------------------------------------------------------------------------------------------------------


def as_csv(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def as_xlsx(path: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    "write",
    [
        lambda path: as_csv(path, [HEADS, *ROWS]),
        lambda path: as_csv(path, [HEADS, *ROWS], "utf-16", ";"),
        lambda path: as_csv(path, [HEADS, *ROWS], "utf-8", "\t"),
        lambda path: as_xlsx(path, [["DANH MỤC"], [], HEADS, *ROWS]),
    ],
)
def test_an_export_of_a_portal_is_read_by_its_heads(tmp_path: Path, write: object) -> None:
    assert callable(write)
    found = procedures_of_table(read_table(write(tmp_path / "export")))

    assert [p.code for p in found] == ["2.000815", "1.004873"]
    assert [p.days for p in found] == [0, 3]
    assert found[0].components[0].need is Need.SHOW
    assert [c.kinds for c in found[1].components] == [("don_to_khai",), ("tinh_trang_hon_nhan",)]
    assert found[1].components[0].name == "Tờ khai theo mẫu"
    assert found[1].components[1].need is Need.IF_ANY


def test_rows_of_one_code_join_their_components(tmp_path: Path) -> None:
    rows = [
        ["Mã thủ tục", "Tên thủ tục", "Tên giấy tờ"],
        ["1.001193", "Đăng ký khai sinh", "Tờ khai"],
        ["1.001193", "Đăng ký khai sinh", "Giấy chứng sinh"],
        ["", "", "Văn bản ủy quyền (nếu có)"],
    ]

    found = procedures_of_table(read_table(as_csv(tmp_path / "x.csv", rows)))

    assert [c.name for c in found[0].components] == ["Tờ khai", "Giấy chứng sinh", "Văn bản ủy quyền (nếu có)"]


def test_decomposed_letters_arrive_composed(tmp_path: Path) -> None:
    rows = [["Ma\u0303 TTHC", "Te\u0302n TTHC"], ["2.000815", "Chu\u031b\u0301ng thu\u031b\u0323c"]]

    found = procedures_of_table(read_table(as_csv(tmp_path / "x.csv", rows)))

    assert found[0].name == "Chứng thực"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_formulas_and_tricks_in_cells_stay_text_or_are_passed_over(tmp_path: Path, kind: str) -> None:
    tricks = json.loads((SAMPLES / "text" / "hostile-fields.json").read_text("utf-8"))
    rows = [HEADS, *[["9", "2.000815", text, text, text, text] for text in tricks], *ROWS]
    if kind == "csv":
        file = as_csv(tmp_path / "x.csv", rows)
    else:
        file = as_xlsx(tmp_path / "x.xlsx", [[cell.replace("\x00", "") for cell in row] for row in rows])
    found = procedures_of_table(read_table(file))

    assert {p.code for p in found} == {"2.000815", "1.004873"}
    for procedure in found:
        assert procedure.name[0] not in "=+-@"
        assert len(procedure.name) <= 1000
        assert not set(procedure.name) & {"\u202e", "\x00", "\t", "\r"}


@pytest.mark.parametrize("name", sorted(p.name for p in (SAMPLES / "import").iterdir()))
def test_a_hostile_archive_named_as_a_workbook_is_refused(tmp_path: Path, name: str) -> None:
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(CatalogueUnreadable):
        procedures_of_table(read_table(SAMPLES / "import" / name))

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", sorted(p.name for p in (SAMPLES / "wrong-type").iterdir()))
def test_a_file_of_another_type_is_refused(name: str) -> None:
    with pytest.raises(CatalogueUnreadable):
        procedures_of_table(read_table(SAMPLES / "wrong-type" / name))


def _repacked(source: Path, out: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, data if entry.filename == name else old.read(entry))
    return out


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(f'<!ENTITY a{n} "{"&a;" if n == 0 else f"&a{n - 1};" * 10}">'.encode() for n in range(9))
    + b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="inlineStr"><is><t>&a8;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize("data", [LAUGHS, b"", b"<a", b"\x00" * 100])
def test_a_workbook_with_a_poisoned_sheet_is_refused(tmp_path: Path, data: bytes) -> None:
    good = as_xlsx(tmp_path / "good.xlsx", [HEADS, *ROWS])
    bad = _repacked(good, tmp_path / "bad.xlsx", "xl/worksheets/sheet1.xml", data)

    with pytest.raises(CatalogueUnreadable):
        procedures_of_table(read_table(bad))


def test_a_table_without_heads_or_rows_is_refused(tmp_path: Path) -> None:
    for rows in ([["a", "b"], ["2.000815", "x"]], [HEADS], [["Mã TTHC", "Tên TTHC"], ["không", "x"]]):
        with pytest.raises(CatalogueUnreadable):
            procedures_of_table(read_table(as_csv(tmp_path / "x.csv", rows)))


@given(data=st.binary(max_size=300))
def test_random_bytes_are_refused_with_one_fault(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(data)

    with pytest.raises(CatalogueUnreadable):
        procedures_of_table(read_table(file))


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Trong ngày làm việc", 0), ("03 ngày làm việc", 3), ("5", 5), ("Không quá 15 (mười lăm) ngày", 15),
        ("Ngay sau khi nhận đủ hồ sơ", 0), ("theo quy định", None), ("", None),
    ],
)
def test_a_period_is_read_from_its_words(text: str, days: int | None) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "need", "form"),
    [
        ("Bản gốc Giấy chứng nhận đã cấp", Need.HAND_IN, Form.ORIGINAL),
        ("Bản sao có chứng thực Giấy khai sinh", Need.HAND_IN, Form.CERTIFIED),
        ("Giấy khai sinh (bản sao)", Need.HAND_IN, Form.COPY),
        ("Thẻ căn cước (xuất trình)", Need.SHOW, Form.COPY),
        ("Văn bản ủy quyền (nếu có)", Need.IF_ANY, Form.COPY),
        ("Giấy tờ chứng minh quan hệ với người được cấp bản chính", Need.HAND_IN, Form.COPY),
    ],
)
def test_a_components_name_tells_how_it_is_asked_for(text: str, need: Need, form: Form) -> None:
    made = component_of(1, f"1. {text}")

    assert (made.name, made.need, made.form) == (text, need, form)
