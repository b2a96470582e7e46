"""The square code of a true copy leads to its entry in the book of true copies, and the book is asked by it."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desk.model.certification import CertifiedCopy
from desk.work.certify import void
from desk.work.copy_code import code_of, look_up
from desk.work.own_copy import BookAnswer, BookSays, ask_book
from desk.work.true_copy import _signing
from desk.work.verify import book_sentence
from ocr.page import DrawnPage, PageImage
from tests.unit.desk.test_true_copy import Registry


@dataclass
class LastPage:
    """A reading room that finds a code on the last of three pages alone."""

    text: str
    drawn: int = 0

    def draw(self, _path: Path, number: int, out: Path, _side_px: int) -> DrawnPage:
        self.drawn = number
        out.write_bytes(b"drawn")
        return DrawnPage(PageImage(out, "image/png", 620, 877), 3)

    def card(self, _path: Path) -> list[str]:
        return [self.text] if self.drawn == 3 else []


@pytest.fixture
def office(tmp_path: Path) -> Registry:
    return Registry(tmp_path / "office")


def code_on(office: Registry, copy: CertifiedCopy) -> str:
    with office.desk.unit(reading=True) as uow:
        return code_of(copy, uow.chains.lines_of(copy.book, copy.year, copy.number)[0].hash)


def asked(office: Registry, copy: CertifiedCopy, text: str) -> BookAnswer:
    file = office.desk.store.path(copy.file or "")
    report = office.desk.signatures.verify(file)
    desk = replace(office.desk, reader=LastPage(text))  # type: ignore[arg-type]  # it draws and reads codes alone
    answer = ask_book(desk, office.who(), file, report)
    assert answer is not None
    return answer


def test_what_is_laid_on_a_true_copy_carries_the_code_of_its_entry(office: Registry) -> None:
    copy = office.make()

    _, text = _signing(office.desk, copy)

    assert text.code == code_on(office, copy)
    found = look_up(office.desk, office.who(), text.code)
    assert found is not None
    assert found.entry is not None
    assert (found.fits, found.entry.book, found.entry.number) == (True, "SVB", copy.number)


def test_a_true_copy_that_comes_back_is_held_against_its_own_book(office: Registry) -> None:
    copy = office.make()
    text = code_on(office, copy)

    whole = asked(office, copy, text)
    without = asked(office, copy, "")
    void(office.desk, office.who(), copy.number, "sao nhầm", year=copy.year, book=copy.book)
    taken_back = asked(office, copy, text)

    assert [one.says for one in (whole, without, taken_back)] == [BookSays.FITS, BookSays.NO_CODE, BookSays.VOID]
    assert taken_back.against
    assert book_sentence(whole).startswith("Sổ bản sao văn bản có số")
    assert "hủy trong sổ bản sao văn bản" in book_sentence(taken_back)
