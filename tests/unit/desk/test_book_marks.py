"""An office marks its books as it likes before they begin, and what was written once is never written otherwise."""

from datetime import UTC, datetime

import pytest

from desk.errors import BookBegun, BookUnknown, LookupWrong, MarksWrong, RoleMissing
from desk.work.attestation import of_true_copies
from desk.work.books import marked_books, set_marks
from desk.work.copy_code import lookup_address
from desk.work.own_marks import BookMarks, set_lookup
from desk.work.register import register
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.office import StoppedClock

OURS = BookMarks("SCT-TL/BS", "{number}/CT-ĐT", "Quyển 01/{year} {symbol}")


def written(office: CertifyingOffice, year: int, book: str | None = None) -> list[str]:
    return [entry.written for entry in register(office.desk, office.who(), year, book).entries]


def test_a_book_that_has_no_number_yet_is_marked_and_a_begun_one_stays(office: CertifyingOffice) -> None:
    marked = set_marks(office.desk, office.who(), OURS, 2026)
    copy = office.certified()

    with pytest.raises(BookBegun):
        set_marks(office.desk, office.who(), BookMarks(number="{number}"), 2026)

    assert (marked.number, marked.name) == ("1/CT-ĐT", "Quyển 01/2026 SCT-TL/BS")
    assert (copy.book, copy.number) == ("SCT-TL/BS", 1)
    assert register(office.desk, office.who()).name == marked.name
    assert written(office, 2026) == ["1/CT-ĐT"]


def test_marks_of_the_next_year_rename_nothing_of_this_one(office: CertifyingOffice) -> None:
    office.certified()
    before = register(office.desk, office.who(), 2026)

    set_marks(office.desk, office.who(), OURS, 2027)
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = datetime(2027, 1, 5, 3, tzinfo=UTC)
    later = office.certified(office.papers[1])

    assert (later.book, later.number) == ("SCT-TL/BS", 1)
    assert written(office, 2027) == ["1/CT-ĐT"]
    after = register(office.desk, office.who(), 2026)
    assert (after.book, after.name, written(office, 2026)) == (before.book, before.name, ["1/ĐT"])


def test_a_book_of_true_copies_is_known_by_every_symbol_it_had(office: CertifyingOffice) -> None:
    set_marks(office.desk, office.who(), BookMarks("SAO/TL"), 2027, true=True)

    books, _ = marked_books(office.desk)

    assert [(one.family, one.year, one.symbol) for one in books if one.family == "true-copy"] == [
        ("true-copy", 2026, "SVB"), ("true-copy", 2027, "SAO/TL"),
    ]  # fmt: skip
    with office.desk.unit(reading=True) as uow:
        day = datetime(2027, 3, 1, tzinfo=UTC).date()
        assert [of_true_copies(uow, book, day) for book in ("SVB", "SAO/TL", "SCTĐT/BS")] == [True, True, False]


@pytest.mark.parametrize(
    "marks",
    [
        BookMarks("có dấu cách"), BookMarks("SVB"), BookMarks(number="số"), BookMarks(number="{number}/{year}"),
        BookMarks(name="01"), BookMarks(name="{"), BookMarks("S" * 99),
    ],
)  # fmt: skip
def test_marks_that_cannot_be_written_are_refused(office: CertifyingOffice, marks: BookMarks) -> None:
    with pytest.raises(MarksWrong):
        set_marks(office.desk, office.who(), marks, 2026)


def test_two_books_never_get_the_same_symbol_however_it_is_typed(office: CertifyingOffice) -> None:
    other = set_marks(office.desk, office.who(), BookMarks("SAO"), 2027, true=True).symbol

    with pytest.raises(MarksWrong):
        set_marks(office.desk, office.who(), BookMarks(f" {other} "), 2027)

    assert marked_books(office.desk)[0][1].symbol != other


def test_only_an_administrator_marks_books_and_only_of_this_year_or_the_next(office: CertifyingOffice) -> None:
    with pytest.raises(RoleMissing):
        set_marks(office.desk, office.who("mai.lt"), OURS, 2026)
    with pytest.raises(BookUnknown):
        set_marks(office.desk, office.who(), OURS, 2025)


def test_the_address_for_looking_up_is_set_and_taken_away(office: CertifyingOffice) -> None:
    told = []
    for address in ("https://tracuu.example.gov.vn/bs", ""):
        set_lookup(office.desk, office.who(), address)
        with office.desk.unit(reading=True) as uow:
            told.append(lookup_address(uow))

    with pytest.raises(LookupWrong):
        set_lookup(office.desk, office.who(), "javascript:alert(1)")

    assert told == ["https://tracuu.example.gov.vn/bs", ""]
