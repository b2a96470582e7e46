"""What is done with a checked PDF: the record for people and for programs, and the state that was signed."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk.errors import FileMissing, OutputIsInput
from desk.model.people import Session
from desk.ports import Desk
from desk.work.checked import record, record_fields, take_signed, word
from signing.report import Changes, Reason, Report, Revision, SignatureReport, TimestampReport, Verdict

AT = datetime(2026, 11, 24, 1, 14, tzinfo=UTC)
SIGNATURE = SignatureReport(
    "SaoY.ChungThuc.CanBo", "Lý Thị Mai", AT, True, "B-T", "revision", Changes.FORBIDDEN,
    (Reason("page-changed", (("page", "1"),)),), True, 1, (0.1, 0.2, 0.3, 0.4), 2, "CA thử", AT,
)  # fmt: skip
REPORT = Report(
    Verdict.FAILED, "HASH_FAILURE", ours=True, lenient=False, signatures=(SIGNATURE,),
    timestamps=(TimestampReport("stamp", "TSA thử", AT, "revision", (), True, 3),),
    reasons=(), revisions=(Revision(1, 100, "made"), Revision(2, 200, "signature"), Revision(3, 300, "change")),
)  # fmt: skip


@pytest.fixture
def who(desk: Desk) -> Session:
    with desk.unit() as uow:
        return Session(uow.officers.get(1), "Quầy 1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "file.pdf"
    made.write_bytes(bytes(range(256)) * 4)
    return made


def test_the_signed_state_is_the_files_beginning_bit_for_bit(file: Path, tmp_path: Path) -> None:
    out = take_signed(file, 300, tmp_path / "da-ky.pdf")

    assert out.read_bytes() == file.read_bytes()[:300]
    assert file.stat().st_size == 1024


@pytest.mark.parametrize("which", ["checked", "original", "linked"])
def test_the_signed_state_never_replaces_the_file_that_was_checked(file: Path, tmp_path: Path, which: str) -> None:
    original, linked = tmp_path / "goc.pdf", tmp_path / "ten-khac.pdf"
    original.write_bytes(file.read_bytes())
    linked.hardlink_to(original)

    with pytest.raises(OutputIsInput):
        take_signed(file, 300, {"checked": file, "original": original, "linked": linked}[which], original)

    assert original.stat().st_size == file.stat().st_size == 1024


def test_a_file_that_went_away_meanwhile_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        take_signed(tmp_path / "mat.pdf", 300, tmp_path / "da-ky.pdf")

    assert list(tmp_path.iterdir()) == []


def test_the_record_names_the_file_the_officer_and_what_was_found(
    desk: Desk, who: Session, file: Path, tmp_path: Path
) -> None:
    out = record(desk, who, (file, "Bản sao.pdf"), REPORT, tmp_path / "bien-ban.pdf")

    text = " ".join(PdfReader(out).pages[0].extract_text().split())
    assert "Bản sao.pdf (1.024 byte)" in text
    assert "TOTAL-FAILED · HASH_FAILURE" in text
    assert "Lý Thị Mai" in text
    assert text.find("Lý Thị Mai") < text.find("TSA thử")
    assert "Hoàng Văn Páo" in text


def test_the_record_for_programs_says_the_same_and_which_bytes(
    desk: Desk, who: Session, file: Path, tmp_path: Path
) -> None:
    out = record_fields(desk, who, (file, "Bản sao.pdf"), REPORT, tmp_path / "bien-ban.json")

    fields = json.loads(out.read_text("utf-8"))
    assert (fields["file"], fields["verdict"], fields["subindication"]) == (
        "Bản sao.pdf", "TOTAL-FAILED", "HASH_FAILURE",
    )  # fmt: skip
    assert fields["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert fields["signatures"][0]["reasons"] == ["page-changed"]
    assert fields["checked_by"] == "Hoàng Văn Páo"


def test_no_record_replaces_the_file_that_was_checked(desk: Desk, who: Session, file: Path, tmp_path: Path) -> None:
    before, linked = file.read_bytes(), tmp_path / "cung-tep.json"
    linked.symlink_to(file)

    with pytest.raises(OutputIsInput):
        record_fields(desk, who, (file, file.name), REPORT, linked)
    with pytest.raises(OutputIsInput):
        record(desk, who, (file, file.name), REPORT, linked)

    assert (file.read_bytes(), linked.is_symlink()) == (before, True)


def test_the_word_of_the_standard_stands_alone_without_a_sub_indication() -> None:
    assert word(REPORT) == "TOTAL-FAILED · HASH_FAILURE"
    assert word(replace(REPORT, subindication=None)) == "TOTAL-FAILED"
