"""What a clerk is told beside the verdict: what was added after signing, how the file was read, what the book says."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.model.certification import CopyStage
from desk.model.verification import Verdict
from desk.read.processes import ProcessReader
from desk.settings import TRUST
from desk.sign.room import SigningRoom
from desk.work.own_copy import BookAnswer, BookSays
from desk.work.register import BookEntry
from tests.fakes.authority import Pki
from tests.fakes.pdf_updates import new_contents, updated
from tests.fakes.signing_bench import Bench, blank_paper, finished
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.models.session import Doors
from ui.views.parts.text import Text
from ui.views.verify import VerifyScreen

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "signed-pdfs"


@pytest.fixture
def checking(make_walk: Callable[[Doors, Path], Walk], office: OfficeMade, authority: Pki) -> Iterator[Walk]:
    """The room where PDFs are checked, with the real signing room and real drawing."""
    room, reader = SigningRoom(authority.home / TRUST, authority.services, lambda: None), ProcessReader(1)
    desk = replace(office.desk, signatures=room, reader=reader)
    walk = make_walk(Doors(lambda _: desk, lambda _: desk, lambda _, __: desk), desk.home)
    walk.type("mat-khau-diem-tap")
    walk.enter()
    walk.press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    yield walk
    reader.close()
    room.close()


def check(walk: Walk, file: Path) -> VerifyScreen:
    screen = walk.window.screen_of("verify")
    assert isinstance(screen, VerifyScreen)
    screen.model.check(file)
    walk.settle()
    return screen


def said(screen: VerifyScreen) -> str:
    return screen.result.band.accessibleName()


def test_a_foreign_file_changed_after_signing_shows_its_changed_places_and_what_was_added(
    checking: Walk, authority: Pki, tmp_path: Path
) -> None:
    file = tmp_path / "van-ban.pdf"
    file.write_bytes(updated(Bench.of(authority).foreign(blank_paper()), new_contents))

    screen = check(checking, file)

    found = screen.model.checked
    assert found is not None
    assert (found.report.ours, found.report.verdict) == (False, Verdict.FAILED)
    assert screen.result.places >= 1
    words = [text.text() for text in screen.result.findChildren(Text)]
    assert any(text.startswith("Bổ sung sau khi ký, phiên bản 3:") and "không được nhận" in text for text in words)


def test_a_file_that_only_the_lenient_reader_opens_says_so_on_the_screen(checking: Walk) -> None:
    screen = check(checking, next(SAMPLES.glob("00e823c8*")))

    assert screen.model.checked is not None
    assert screen.model.checked.report.lenient
    words = [text.text() for text in screen.result.findChildren(Text)]
    assert any("theo cách nới lỏng" in text for text in words)


def test_a_whole_copy_whose_number_was_made_void_is_told_first_and_never_in_green(
    checking: Walk, authority: Pki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = BookEntry(
        12, "12/SCTĐT/BS", date(2026, 11, 2), "Ai", "", "Giấy khai sinh", "Páo", "", 1, 1, 0, CopyStage.VOID, None, "",
        1, "TAM-1", 1, "SCTĐT/BS", 2026,
    )  # fmt: skip
    monkeypatch.setattr("ui.models.verify.ask_book", lambda *_: BookAnswer(BookSays.VOID, entry))
    file = tmp_path / "ban-sao.pdf"
    file.write_bytes(finished(authority)[1])

    screen = check(checking, file)

    found = screen.model.checked
    assert found is not None
    assert (found.report.verdict, found.standing) == (Verdict.PASSED, Verdict.FAILED)
    assert said(screen).startswith("Số chứng thực 12/SCTĐT/BS ngày 02/11/2026 đã bị hủy")
    assert "Không nhận bản sao này" in said(screen)
    assert screen.result.band._tone == "seal"
