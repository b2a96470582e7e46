"""The code on a copy leads to its entry, and tells when the book says something else."""

import sqlite3
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desk.model.certification import CertifiedCopy, CopyKind
from desk.work.certify import void
from desk.work.copy_code import CodeAnswer, CopyCode, code_of, look_up, parse_code
from tests.fakes.certifying import CertifyingOffice

LETTERS = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""Of a square code at its closest (ISO/IEC 18004, alphanumeric mode)."""

DIGEST = st.binary(min_size=32, max_size=32).map(bytes.hex)


def code_on(office: CertifyingOffice, copy: CertifiedCopy) -> str:
    with office.desk.unit(reading=True) as uow:
        return code_of(copy, uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash)


@given(
    st.sampled_from(["SCTĐT/BS", "SCT/BS", "SY-UBND", "Sổ 1", "Sct_đt/bs~2*"]) | st.text(min_size=1, max_size=15),
    st.integers(2000, 2100), st.integers(1, 9_999_999),
    DIGEST, DIGEST, st.sampled_from(["", "https://tra-cuu.example.vn/c", "HTTPS://A.VN/?Q=1"]),
)  # fmt: skip
def test_what_is_packed_comes_out_again(
    book: str, year: int, number: int, source: str, link: str, lookup: str
) -> None:
    code = CopyCode(book, year, number, source, link)

    assert parse_code(f"{lookup}#{code.text}" if lookup else code.text) == code
    assert set(code.text) <= LETTERS


def test_a_code_packs_into_the_letters_a_square_code_holds_closest() -> None:
    text = CopyCode("SCTĐT/BS", 2026, 213, "a" * 64, "b" * 64).text

    assert set(text) <= LETTERS
    assert len(text) < 154


@given(st.text())
def test_any_other_text_is_no_code(text: str) -> None:
    assert parse_code(text) is None


def test_the_code_on_a_copy_leads_to_its_entry(office: CertifyingOffice) -> None:
    copy = office.certified()

    answer = look_up(office.desk, office.who(), code_on(office, copy))

    assert answer is not None
    assert answer.entry is not None
    assert (answer.fits, answer.entry.number, answer.entry.title) == (True, 1, "Giấy khai sinh")


def test_the_code_of_a_void_number_leads_to_its_struck_entry(office: CertifyingOffice) -> None:
    copy = office.certified()
    text = code_on(office, copy)
    void(office.desk, office.who(), 1, "ký nhầm giấy")

    answer = look_up(office.desk, office.who(), text)

    assert answer is not None
    assert answer.entry is not None
    assert (answer.fits, answer.entry.void) == (True, True)


def test_a_code_the_book_does_not_know_is_told(office: CertifyingOffice) -> None:
    copy = office.certified()
    code = parse_code(code_on(office, copy))
    assert code is not None

    other_paper = CopyCode(code.book, code.year, 1, "0" * 64, code.link).text
    other_line = CopyCode(code.book, code.year, 1, code.source, "0" * 64).text
    other_number = CopyCode(code.book, code.year, 9, code.source, code.link).text

    assert look_up(office.desk, office.who(), other_number) == CodeAnswer(None, fits=False)
    for text in (other_paper, other_line):
        answer = look_up(office.desk, office.who(), text)
        assert answer is not None
        assert not answer.fits
    assert look_up(office.desk, office.who(), "xin chào") is None


def test_a_code_that_names_a_true_copy_is_answered(office: CertifyingOffice) -> None:
    copy = office.certified()
    with office.desk.unit() as uow:
        number = uow.copies.take_number("SVB", 2026)
        made = uow.copies.add(replace(copy, kind=CopyKind.SAO_Y, book="SVB", number=number, id=0, wording=""))
        uow.commit()

    answer = look_up(office.desk, office.who(), code_on(office, made))

    assert answer is not None
    assert answer.entry is not None
    assert (answer.fits, answer.entry.book, answer.entry.copy_id) == (True, "SVB", made.id)


def test_a_book_rewritten_later_no_longer_fits_the_copy_that_left(office: CertifyingOffice) -> None:
    text = code_on(office, office.certified())
    with sqlite3.connect(office.desk.home / "office.db") as intruder:
        intruder.execute("DROP TRIGGER register_line_unchanged")
        intruder.execute("UPDATE register_line SET hash = substr(hash, 2) || '0'")

    answer = look_up(office.desk, office.who(), text)

    assert answer is not None
    assert not answer.fits
