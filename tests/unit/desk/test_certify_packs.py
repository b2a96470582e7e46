"""The dated packs of certification: the law's words, the fees, the words laid on copies."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.model.certification import CertifiedCopy, Comparison, Purpose, Signer
from desk.text import phrase
from desk.work.attestation import attestation, form_words
from desk.work.office import OfficeFacts
from desk.work.packs import load_fees, load_grounds, load_wording, pack_in_force, pack_of_version
from tests.fakes.memory import NOW

TODAY = date(2026, 11, 24)
FACTS = OfficeFacts("UBND XÃ THƯỢNG LÂM", "Trung tâm", "Thượng Lâm", "Tuyên Quang", rehearsal=True)
DATA = Path(__file__).parents[3] / "desk" / "data"


def a_copy(**changed: object) -> CertifiedCopy:
    values: dict[str, object] = {
        "dossier": "D", "document_id": 1, "citizen_id": 1, "title": "Giấy {time} khai sinh", "book": "SCTĐT/BS",
        "year": 2026, "number": 213, "officer_id": 1, "officer": "Hoàng Văn Páo", "officer_title": "Phó Chủ tịch",
        "seal_id": 2, "pages": 1, "copies": 1, "fee": 2000, "fees": "", "wording": "", "source": "",
        "certified_at": NOW, "made_by": 1, "comparison": Comparison(compared=True),
    }  # fmt: skip
    return CertifiedCopy(**{**values, **changed})  # type: ignore[arg-type]  # names of the copy's fields


def test_the_grounds_are_the_six_of_the_article_each_with_its_tick() -> None:
    grounds = load_grounds(TODAY)

    assert [ground.number for ground in grounds] == [1, 2, 3, 4, 5, 6]
    assert grounds[0].law == "Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ."
    assert grounds[0].short == "Không bị tẩy xóa, sửa chữa, thêm, bớt nội dung"
    assert grounds[5].law.startswith("Giấy tờ, văn bản do cá nhân tự lập")
    assert all(ground.short.startswith("Không ") and ground.law.endswith(".") for ground in grounds)


@pytest.mark.parametrize(
    ("pages", "fee"), [(1, 2000), (2, 4000), (3, 5000), (10, 12_000), (198, 200_000), (300, 200_000)]
)
def test_the_fee_counts_pages_of_the_original_up_to_its_limit(pages: int, fee: int) -> None:
    table = load_fees(TODAY)

    assert table.fee(pages) == fee
    assert table.fee(pages, 3) == 3 * fee
    assert table.basis == "TT 226/2016/TT-BTC"


@pytest.mark.parametrize("bad", [(0, 1), (1, 0), (-1, 1)])
def test_a_fee_of_nothing_is_a_mistake(bad: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=str(bad[0])):
        load_fees(TODAY).fee(*bad)


def test_every_pack_says_its_version_its_day_and_its_basis() -> None:
    for family in ("grounds", "fees", "wording"):
        data = pack_in_force(family, TODAY)

        assert data["version"]
        assert data["legal_basis"]
        assert pack_of_version(family, data["version"], date(2000, 1, 1)) == data
        assert pack_of_version(family, "long gone", TODAY) == data
        assert pack_in_force(family, date(1999, 1, 1))["effective_from"] <= data["effective_from"]


def test_a_later_pack_comes_into_force_on_its_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.work import packs

    later = (DATA / "fees-2017.toml").read_text("utf-8").replace("2017-01-01", "2027-01-01")
    later = later.replace("first = 2000", "first = 0")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "fees-2017.toml").write_bytes((DATA / "fees-2017.toml").read_bytes())
    (tmp_path / "data" / "fees-2027.toml").write_text(later.replace("2017.1", "2027.1"), "utf-8")
    monkeypatch.setattr(packs.resources, "files", lambda _: tmp_path)
    packs.read_toml.cache_clear()
    packs._family.cache_clear()

    before, after = load_fees(date(2026, 12, 31)), load_fees(date(2027, 1, 1))
    monkeypatch.undo()
    packs.read_toml.cache_clear()
    packs._family.cache_clear()

    assert (before.fee(1), after.fee(1)) == (2000, 0)


def test_the_blocks_say_for_whom_who_and_leave_the_time_to_be_filled() -> None:
    wording = load_wording(pack_in_force("wording", TODAY), {})
    signer = Signer(1, Purpose.OFFICER, "S", "f" * 64, b"", ("TUQ. CHỦ TỊCH", "CÔNG CHỨC {name}"))

    laid = attestation(a_copy(), wording, signer, FACTS)
    chairman = attestation(a_copy(), wording, None, FACTS)

    assert laid.words[1] == "Số chứng thực 213/ĐT Quyển số: 01/2026-SCTĐT/BS"
    assert laid.officer == ("TUQ. CHỦ TỊCH", "CÔNG CHỨC {name}", "Hoàng Văn Páo", "Ký lúc {time}")
    assert chairman.officer[0] == "CHỦ TỊCH"
    assert laid.seal == ("UBND XÃ THƯỢNG LÂM", "Đóng dấu lúc {time}")
    assert (laid.place, laid.mark) == ("Thượng Lâm, Tuyên Quang", "DIỄN TẬP")
    assert "213/ĐT" in laid.title


def test_a_copy_made_just_after_midnight_in_vietnam_is_of_the_new_day() -> None:
    wording = load_wording(pack_in_force("wording", TODAY), {})
    midnight = NOW.replace(hour=17, minute=0)

    assert attestation(a_copy(certified_at=midnight), wording, None, FACTS).words[2] == "Ngày 25 tháng 11 năm 2026"
    assert attestation(a_copy(certified_at=midnight - timedelta(seconds=1)), wording, None, FACTS).words[2].startswith(
        "Ngày 24"
    )


def test_the_forms_have_all_their_words() -> None:
    for part in ("register", "refusal", "void"):
        assert form_words(part, TODAY)["title"].isupper()
    assert len(form_words("register", TODAY)["columns"]) == 8
    assert phrase("certify.purpose-officer")
