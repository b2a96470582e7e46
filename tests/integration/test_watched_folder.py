"""What vendors' tools do to a watched folder, and what becomes of the pages."""

import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from desk.errors import DeskError, FileBroken, FileHeld, FolderClosed, ScannerLost
from desk.jobs import Limits, Progress
from desk.model.scanning import RawPage, ScanRequest
from desk.scan.child import ChildScanner
from desk.scan.folder import BROKEN, DONE, FolderScanner
from desk.scan.spooling import keep_promise, lay_down, promise, settle

STILL_S, WAIT_S = 0.15, 0.6


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    (tmp_path / "spool").mkdir()
    return tmp_path / "spool"


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    (tmp_path / "watched").mkdir()
    return tmp_path / "watched"


def picture(file: Path, grey: int) -> bytes:
    """Save a small page of one grey and return its bytes."""
    Image.new("L", (60, 80), grey).save(file)
    return file.read_bytes()


def taken(watched: Path, spool: Path) -> list[RawPage]:
    return list(FolderScanner(watched, STILL_S, WAIT_S).scan(ScanRequest(f"folder:{watched}"), spool, Progress()))


def test_a_file_that_grows_for_long_is_taken_once_and_whole(watched: Path, spool: Path, tmp_path: Path) -> None:
    whole = picture(tmp_path / "page.jpg", 90)

    def save_slowly() -> None:
        with (watched / "page.jpg").open("wb") as file:
            for at in range(0, len(whole), max(1, len(whole) // 8)):
                file.write(whole[at : at + max(1, len(whole) // 8)])
                file.flush()
                time.sleep(STILL_S / 2)

    (watched / "page.jpg").touch()
    saving = threading.Thread(target=save_slowly)
    saving.start()
    sides = taken(watched, spool)
    saving.join()

    assert [side.path.read_bytes() for side in sides] == [whole]


def test_a_file_that_its_tool_takes_away_again_is_no_fault(watched: Path, spool: Path) -> None:
    picture(watched / "1.jpg", 90)
    kept = picture(watched / "2.jpg", 120)
    threading.Timer(STILL_S / 2, (watched / "1.jpg").unlink).start()

    sides = taken(watched, spool)

    assert [side.path.read_bytes() for side in sides] == [kept]


def test_a_name_used_again_is_another_page_and_neither_is_overwritten(watched: Path, spool: Path) -> None:
    first = picture(watched / "scan.jpg", 90)
    taken(watched, spool)
    second = picture(watched / "scan.jpg", 120)

    taken(watched, spool)

    assert [side.read_bytes() for side in sorted(spool.glob("*.jpg"))] == [first, second]
    assert {file.name: file.read_bytes() for file in (watched / DONE).iterdir()} == {
        "scan.jpg": first, "scan-1.jpg": second,
    }  # fmt: skip


def test_what_is_no_page_is_put_aside_and_named(watched: Path, spool: Path) -> None:
    (watched / "page.jpg").write_text("<html>no page</html>", "utf-8")

    with pytest.raises(FileBroken) as fault:
        taken(watched, spool)

    assert fault.value.context == {"file": "page.jpg", "folder": BROKEN}
    assert [file.name for file in (watched / BROKEN).iterdir()] == ["page.jpg"]
    assert list(spool.iterdir()) == []


@pytest.mark.parametrize(
    ("act", "fault_is", "told"), [("replace", FileHeld, {"file": "1.jpg"}), ("mkdir", FolderClosed, {"folder": DONE})]
)
def test_a_file_that_may_be_read_but_not_put_aside_is_told_of_and_scanned_no_second_time(
    watched: Path, spool: Path, monkeypatch: pytest.MonkeyPatch, act: str, fault_is: type[DeskError],
    told: dict[str, str],
) -> None:
    """Whoever runs the tests may be allowed everything, so the system's refusal is put in its place."""
    page, real, refused = picture(watched / "1.jpg", 90), getattr(Path, act), list[Path]()

    def refusing(path: Path, *words: object, **named: object) -> object:
        if path.is_relative_to(watched) and len(refused) < 3:
            refused.append(path)
            raise PermissionError
        return real(path, *words, **named)

    monkeypatch.setattr(Path, act, refusing)
    with pytest.raises(fault_is) as fault:
        taken(watched, spool)

    assert {name: Path(str(value)).name for name, value in fault.value.context.items()} == told
    assert len(refused) == 1
    assert (watched / "1.jpg").read_bytes() == page
    assert list(spool.iterdir()) == []


def test_a_promise_that_could_not_be_kept_moves_no_later_file_of_that_name(watched: Path, spool: Path) -> None:
    side = lay_down(spool, b"\xff\xd8\xff\xd9", "image/jpeg", 0.0, 1)
    promise(spool, side.number, watched / "1.jpg", watched / DONE / "1.jpg")
    with pytest.raises(FileNotFoundError):
        keep_promise(spool, side.number)
    unread = picture(watched / "1.jpg", 120)
    (watched / DONE).mkdir()

    settle(spool)

    assert (watched / "1.jpg").read_bytes() == unread
    assert list(spool.iterdir()) == [side.path]


def test_a_driver_that_dies_between_copying_a_file_and_putting_it_aside_doubles_no_page(
    watched: Path, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [picture(watched / f"{number}.jpg", 40 * number) for number in range(1, 5)]
    scanner = ChildScanner("folder", FolderScanner, lambda: (watched, 0.05, WAIT_S), Limits(wall_s=20))
    request, came = ScanRequest(f"folder:{watched}"), list[RawPage]()

    monkeypatch.setenv("SAOY_STOP_AT", "folder-copied:2")
    with pytest.raises(ScannerLost) as fault:
        came.extend(scanner.scan(request, spool, Progress()))
    monkeypatch.delenv("SAOY_STOP_AT")
    came.extend(scanner.scan(request, spool, Progress()))

    assert fault.value.context["kept"] == 2
    assert [side.path.read_bytes() for side in [*sorted_by_number(spool)]] == pages
    assert sorted(file.name for file in (watched / DONE).iterdir()) == ["1.jpg", "2.jpg", "3.jpg", "4.jpg"]


def sorted_by_number(spool: Path) -> list[RawPage]:
    return [RawPage(file, "image/jpeg", 0, int(file.stem)) for file in sorted(spool.iterdir())]
