"""A copy of this office that comes back: the book is asked too, and is heard when it speaks against the copy."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk.errors import StoreBusy
from desk.model.certification import CertifiedCopy
from desk.ports import Desk
from desk.read.processes import ProcessReader
from desk.work.certify import void
from desk.work.checked import record
from desk.work.copy_code import CopyCode, code_of
from desk.work.own_copy import BookAnswer, BookSays, ask_book
from desk.work.verify import for_people, notes_of
from desk.work.verify_fields import report_fields
from ocr.page import DrawnPage, PageImage
from signing.attest import attest
from signing.report import AddedLevel, Addition, Report, Verdict
from signing.values import Attestation
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.signing_bench import blank_paper

Ask = Callable[[str, Path], BookAnswer | None]


@dataclass
class Case:
    """A finished copy, its code, its file, and what the verifier says of it."""

    office: CertifyingOffice
    copy: CertifiedCopy
    code: CopyCode
    file: Path
    report: Report

    def ask(self, code: CopyCode | None = None, report: Report | None = None) -> BookAnswer | None:
        """Ask the book; what is read from the drawn page is told."""
        return ask_book(self.desk(code or self.code), self.office.who(), self.file, report or self.report)

    def desk(self, code: CopyCode) -> Desk:
        """Return the office with a reader that finds a code on any page."""
        return replace(self.office.desk, reader=Told(code.text))  # type: ignore[arg-type]  # it draws and reads codes alone


@dataclass
class Told:
    """A reading room that finds one code on every page."""

    text: str

    def draw(self, path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
        assert (path.is_file(), number, side_px > 2000) == (True, 1, True)
        out.write_bytes(b"drawn")
        return DrawnPage(PageImage(out, "image/png", 100, 100), 1)

    def card(self, path: Path) -> list[str]:
        assert path.is_file()
        return ["mã khác", self.text]


@pytest.fixture
def case(office: CertifyingOffice) -> Case:
    copy = office.certified()
    with office.desk.unit(reading=True) as uow:
        text = code_of(copy, uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash)
    file = office.desk.store.path(copy.file or "")
    book, year, number = copy.book, copy.year, copy.number
    link = text.rpartition("*")[2]
    code = CopyCode(book, year, number, copy.source, _unpacked(link))
    assert code.text == text
    return Case(office, copy, code, file, office.desk.signatures.verify(file))


def _unpacked(text: str) -> str:
    import base64

    return base64.b32decode(text + "====").hex()


def says(answer: BookAnswer | None) -> BookSays | None:
    return answer.says if answer is not None else None


def test_a_copy_the_book_knows_is_told_with_its_number(case: Case) -> None:
    answer = case.ask()

    assert answer is not None
    assert answer.entry is not None
    assert (answer.says, answer.against, answer.entry.number) == (BookSays.FITS, False, 1)
    told = for_people(case.report, book=answer)
    assert told.sentence.startswith("Bản sao chứng thực hợp lệ")
    assert told.notes == (
        f"Sổ chứng thực có số {answer.entry.written} ngày {answer.entry.day:%d/%m/%Y}, khớp với mã trên bản sao.",
    )


def test_a_whole_copy_whose_number_was_made_void_is_not_called_good(case: Case) -> None:
    void(case.office.desk, case.office.who(), 1, "ký nhầm giấy")

    answer = case.ask()

    assert answer is not None
    assert (answer.says, answer.against) == (BookSays.VOID, True)
    told = for_people(case.report, book=answer)
    assert "đã bị hủy" in told.sentence
    assert told.cure.startswith("Không nhận")
    assert told.notes == ()
    assert case.report.verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({"number": 9}, BookSays.ABSENT), ({"year": 2019}, BookSays.ABSENT), ({"link": "0" * 64}, BookSays.DIFFERS),
        ({"source": "0" * 64}, BookSays.DIFFERS),
    ],
)  # fmt: skip
def test_a_code_that_the_book_does_not_bear_out_is_told(
    case: Case, change: dict[str, object], answer: BookSays
) -> None:
    told = case.ask(replace(case.code, **change))  # type: ignore[arg-type]  # fields of the code

    assert says(told) is answer


def test_a_true_code_on_another_file_is_told(case: Case, tmp_path: Path) -> None:
    case.file = tmp_path / "khac.pdf"
    case.file.write_bytes(b"%PDF-1.7 another file, with a code that was copied")

    answer = case.ask()

    assert answer is not None
    assert (answer.says, answer.against) == (BookSays.OTHER_FILE, True)


def test_a_copy_whose_archive_was_renewed_later_is_still_the_one_that_was_kept(case: Case, tmp_path: Path) -> None:
    data = case.file.read_bytes()
    case.file = tmp_path / "gia-han.pdf"
    case.file.write_bytes(data + b"renewed")
    (first,) = case.report.revisions
    states = (replace(first, end=len(data)), replace(first, number=2, end=len(data) + 7))

    answer = case.ask(report=replace(case.report, revisions=states))

    assert hashlib.sha256(data).hexdigest() == case.copy.file
    assert says(answer) is BookSays.FITS


def test_a_copy_without_a_readable_code_says_so_and_is_not_held_against_it(case: Case) -> None:
    answer = ask_book(case.office.desk, case.office.who(), case.file, case.report)

    assert answer == BookAnswer(BookSays.NO_CODE)
    assert not answer.against
    assert for_people(case.report, book=answer).sentence.startswith("Bản sao chứng thực hợp lệ")


def test_a_book_that_cannot_be_read_now_ends_no_check(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_words: object, **_more: object) -> None:
        raise StoreBusy

    monkeypatch.setattr("desk.work.own_copy.look_up", busy)

    answer = case.ask()

    assert answer == BookAnswer(BookSays.UNASKED)
    assert for_people(case.report, book=answer).notes == ("Chưa tra được sổ chứng thực lúc này.",)


@pytest.mark.parametrize("change", [{"ours": False}, {"verdict": Verdict.FAILED}])
def test_the_book_is_not_asked_about_others_files_and_refused_ones(case: Case, change: dict[str, object]) -> None:
    assert case.ask(report=replace(case.report, **change)) is None  # type: ignore[arg-type]  # fields of the report


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_record_and_the_values_say_what_the_book_and_the_reader_say(
    case: Case, tmp_path: Path, language: str
) -> None:
    added = tuple(Addition(6 + n, level, closed=n < 2, accepted=n < 3) for n, level in enumerate(AddedLevel))
    report = replace(case.report, lenient=True, additions=added)
    answer = case.ask(report=report)

    fields = report_fields("a.pdf", report, language, answer)  # type: ignore[arg-type]  # one of the two
    out = record(case.office.desk, case.office.who(), (case.file, "a.pdf"), report, tmp_path / "b.pdf", answer)

    assert fields["notes"] == list(notes_of(report, language, answer))  # type: ignore[arg-type]  # as above
    assert len(set(json.loads(json.dumps(fields["notes"])))) == 7
    assert [one["level"] for one in fields["additions"]] == ["none", "archive", "form", "notes", "other"]  # type: ignore[union-attr, index, call-overload]  # JSON
    assert fields["register"]["says"] == "fits"  # type: ignore[index, call-overload]  # JSON
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
    for note in notes_of(report, "vi", answer):
        assert note in text


def test_the_code_is_read_from_the_page_as_a_copy_really_carries_it(case: Case, tmp_path: Path) -> None:
    words = Attestation(
        words=("Chứng thực bản sao đúng với bản chính",), officer=("CHỦ TỊCH", "{time}", "Hoàng Văn Páo"),
        seal=("UBND xã", "{time}"), title="Giấy khai sinh", reason="Chứng thực bản sao", place="Nà Khuôn",
        mark="DIỄN TẬP", code=f"https://tra-cuu.example.vn/c#{case.code.text}",
    )  # fmt: skip
    paper, case.file = tmp_path / "paper.pdf", tmp_path / "copy.pdf"
    paper.write_bytes(blank_paper())
    attest(paper, words, case.file)
    pages = len(PdfReader(case.file).pages)
    signatures = tuple(replace(one, page=pages) for one in case.report.signatures)
    reader = ProcessReader(1)
    desk = replace(case.office.desk, reader=reader)

    answer = ask_book(desk, case.office.who(), case.file, replace(case.report, signatures=signatures))
    reader.close()

    assert says(answer) is BookSays.OTHER_FILE
    assert not list(desk.spool.glob("code-*"))


def signed_by_others(case: Case) -> Report:
    """Return the report of a copy whose seal is of a certificate the office never had, trusted all the same."""
    officer, seal = case.report.signatures
    return replace(case.report, signatures=(officer, replace(seal, signer="UBND xã khác", certificate="0" * 64)))


def test_a_copy_in_our_number_that_others_signed_is_not_taken(case: Case) -> None:
    answer = case.ask(report=signed_by_others(case))

    assert answer is not None
    assert (answer.says, answer.strangers, answer.against) == (BookSays.FITS, ("UBND xã khác",), True)
    told = for_people(case.report, book=answer)
    assert told.sentence == "Không ký bằng chứng thư cơ quan này đã giao: UBND xã khác."
    assert told.cure.startswith("Không nhận")


def test_a_copy_of_another_office_is_whole_but_not_said_to_be_of_this_one(case: Case) -> None:
    elsewhere = replace(case.code, number=77)

    answer = case.ask(elsewhere, signed_by_others(case))

    assert answer is not None
    assert (answer.says, answer.against) == (BookSays.ABSENT, False)
    told = for_people(case.report, book=answer)
    assert told.sentence.endswith("người ký không thuộc cơ quan này.")
    assert told.reasons == ("Không ký bằng chứng thư cơ quan này đã giao: UBND xã khác.",)


def test_a_certificate_whose_assignment_ended_still_speaks_for_the_copies_it_signed(case: Case) -> None:
    with case.office.desk.unit() as uow:
        for signer in uow.copies.signers():
            uow.copies.put_signer(replace(signer, certificate="1" * 64, id=0))
        uow.commit()

    answer = case.ask()

    assert answer is not None
    assert (answer.says, answer.strangers) == (BookSays.FITS, ())
