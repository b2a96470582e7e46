"""The book printed month by month: pages run on through the year, so that the months bind into one book."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.errors import BookUnknown, MonthBound, MonthOpen, MonthSkipped, RoleMissing, StoreBusy
from desk.model.certification import CopyStage
from desk.model.people import Session
from desk.ports import Desk
from desk.work import binding
from desk.work.access import act_as
from desk.work.binding import BoundMonth, bind_month, bound_months
from desk.work.certify import void
from desk.work.register import Book
from tests.fakes.leaving import BOOK, COPYING, Leaver
from tests.fakes.office import StoppedClock, hold_papers


@pytest.fixture
def fill(desk: Desk) -> Leaver:
    filler = Leaver(desk, hold_papers(desk), act_as(desk, "pao.hv", "Quầy 1"))
    filler.dossier("TAM-261101-0001", COPYING)
    return filler


def clerk(desk: Desk) -> Session:
    return act_as(desk, "pao.hv", "Quầy 1")


def certified(fill: Leaver, month: int, count: int, stage: CopyStage = CopyStage.SEALED) -> None:
    """Enter finished copies into a month of the book."""
    for day in range(count):
        copy = fill.copy(fill.paper("TAM-261101-0001", f"Giấy khai sinh {day}", 1), stage)
        with fill.desk.unit() as uow:
            at = datetime(2026, month, 1 + day % 27, 3, tzinfo=UTC)
            uow.copies.update(replace(copy, certified_at=at))
            uow.commit()


def today(desk: Desk, day: datetime) -> None:
    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at = day


def pages_of(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return [" ".join(page.split()) for page in told.stdout.split("\f")[:-1]]


def test_pages_run_on_from_month_to_month_with_an_opening_and_a_closing_page(
    desk: Desk, fill: Leaver, tmp_path: Path
) -> None:
    certified(fill, 8, 30)
    certified(fill, 10, 2)
    august, october = tmp_path / "8.pdf", tmp_path / "10.pdf"

    first = bind_month(desk, clerk(desk), 8, august)
    second = bind_month(desk, clerk(desk), 10, october)

    pages, after = pages_of(august), pages_of(october)
    assert first == BoundMonth(8, 1, len(pages))
    assert second == BoundMonth(10, len(pages) + 1, len(pages) + len(after))
    assert len(pages) > 3, "a month of thirty numbers fills more than one page"
    assert f"có {len(pages)} trang, từ trang 1 đến trang {len(pages)}" in pages[0]
    assert f"Khóa ở trang {first.last_page}" in pages[-1]
    assert [f"trang {place}" in page for place, page in enumerate((*pages, *after), 1)] == [True] * second.last_page
    assert all("dấu giáp lai" in page and len(page) > 100 for page in (*pages, *after)), "no page is left empty"
    assert bound_months(desk, clerk(desk), BOOK, 2026) == [first, second]


def test_a_month_before_that_was_not_bound_is_asked_for_first(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    certified(fill, 8, 1)
    certified(fill, 10, 1)

    with pytest.raises(MonthSkipped) as told:
        bind_month(desk, clerk(desk), 10, tmp_path / "10.pdf")

    assert told.value.context["month"] == 8
    assert not (tmp_path / "10.pdf").exists()


def test_a_month_that_is_not_over_or_not_finished_is_not_bound(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    certified(fill, 10, 1, CopyStage.SIGNED)
    certified(fill, 11, 1)
    with pytest.raises(MonthOpen) as unfinished:
        bind_month(desk, clerk(desk), 10, tmp_path / "10.pdf")
    with pytest.raises(MonthOpen):
        bind_month(desk, clerk(desk), 11, tmp_path / "11.pdf")
    today(desk, datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
    with pytest.raises(MonthOpen):
        bind_month(desk, clerk(desk), 11, tmp_path / "11.pdf")

    void(desk, clerk(desk), 1, "nhầm bản")
    bind_month(desk, clerk(desk), 10, tmp_path / "10.pdf")
    today(desk, datetime(2026, 11, 30, 17, tzinfo=UTC))

    assert unfinished.value.context["open"] == 1
    assert bind_month(desk, clerk(desk), 11, tmp_path / "11.pdf").first_page > 1


def test_a_month_printed_again_keeps_its_pages(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    certified(fill, 8, 3)
    certified(fill, 9, 1)
    first = bind_month(desk, clerk(desk), 8, tmp_path / "8.pdf")
    second = bind_month(desk, clerk(desk), 9, tmp_path / "9.pdf")
    void(desk, clerk(desk), 2, "Ghi sai tên giấy")

    again = bind_month(desk, clerk(desk), 8, tmp_path / "8.pdf")

    assert again == first
    assert bound_months(desk, clerk(desk), BOOK, 2026) == [first, second]


def test_a_bound_month_is_not_printed_with_other_pages_once_the_next_one_goes_on_from_it(
    desk: Desk, fill: Leaver, tmp_path: Path
) -> None:
    certified(fill, 8, 14)
    certified(fill, 9, 1)
    bind_month(desk, clerk(desk), 8, tmp_path / "8.pdf")
    bind_month(desk, clerk(desk), 9, tmp_path / "9.pdf")
    kept = (tmp_path / "8.pdf").read_bytes()
    for number in range(1, 15):
        void(desk, clerk(desk), number, "Ghi sai tên giấy và sai cả số trang của bản chính " * 4)

    with pytest.raises(MonthBound):
        bind_month(desk, clerk(desk), 8, tmp_path / "8.pdf")

    assert (tmp_path / "8.pdf").read_bytes() == kept


def test_two_desks_that_bind_at_once_never_give_two_months_the_same_pages(
    desk: Desk, fill: Leaver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified(fill, 8, 1)
    certified(fill, 9, 1)
    first = bind_month(desk, clerk(desk), 8, tmp_path / "8.pdf")
    set_pages = binding._set
    met: list[int] = []

    def meanwhile(desk: Desk, found: Book, month: int, first_page: int) -> tuple[bytes, int]:
        if not met:
            met.append(month)
            bind_month(desk, clerk(desk), 9, tmp_path / "9.pdf")
        return set_pages(desk, found, month, first_page)

    monkeypatch.setattr(binding, "_set", meanwhile)
    with pytest.raises(StoreBusy):
        bind_month(desk, clerk(desk), 8, tmp_path / "again.pdf")

    assert [one.month for one in bound_months(desk, clerk(desk), BOOK, 2026)] == [8, 9]
    assert bound_months(desk, clerk(desk), BOOK, 2026)[0] == first
    assert not (tmp_path / "again.pdf").exists()


def test_an_empty_month_and_who_may_not_read_the_book_are_refused(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    certified(fill, 8, 1)

    with pytest.raises(BookUnknown):
        bind_month(desk, clerk(desk), 9, tmp_path / "9.pdf")
    with desk.unit() as uow:
        nobody = Session(replace(uow.officers.get(1), roles=frozenset()), "Quầy 1")
    with pytest.raises(RoleMissing):
        bind_month(desk, nobody, 8, tmp_path / "8.pdf")
    with pytest.raises(RoleMissing):
        bound_months(desk, nobody, BOOK, 2026)
