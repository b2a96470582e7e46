"""A file that takes too much of the machine gets its verdict all the same, and the room serves the next one."""

from pathlib import Path

import pytest

from desk.errors import FileMissing
from desk.jobs import Limits, Pool
from desk.settings import Settings
from desk.sign.room import SigningRoom
from desk.wiring import signatures_for
from signing.report import Verdict
from signing.services import Trust
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import blank_paper, finished


@pytest.fixture
def room(tmp_path: Path) -> SigningRoom:
    made = signatures_for(Settings(tmp_path, "-"))
    assert isinstance(made, SigningRoom)
    return made


@pytest.fixture
def copy(authority: Pki, tmp_path: Path) -> Path:
    file = tmp_path / "copy.pdf"
    file.write_bytes(finished(authority)[1])
    return file


def test_what_takes_too_long_is_unreadable_for_that_reason(room: SigningRoom, copy: Path) -> None:
    room._verifier = Pool(1, Limits(wall_s=0.02))

    report = room.verify(copy, Trust())
    room.close()

    assert (report.verdict, [reason.key for reason in report.reasons]) == (Verdict.UNREADABLE, ["over-time"])


def test_what_needs_too_much_memory_is_unreadable_for_that_reason(room: SigningRoom, tmp_path: Path) -> None:
    file = tmp_path / "big.pdf"
    file.write_bytes(blank_paper() + b"\n%" + b"x" * (300 << 20))
    room._verifier = Pool(1, Limits(memory_bytes=400 << 20))

    report = room.verify(file, Trust())
    room.close()

    assert report.verdict is Verdict.UNREADABLE
    assert {reason.key for reason in report.reasons} <= {"over-memory", "reader-died", "damaged"}


def test_a_file_beyond_the_limit_is_not_read_at_all(room: SigningRoom, tmp_path: Path) -> None:
    file = tmp_path / "huge.pdf"
    with file.open("wb") as made:
        made.truncate(600 << 20)

    report = room.verify(file, Trust())
    room.close()

    assert [reason.key for reason in report.reasons] == ["too-large"]


def test_the_room_answers_the_next_file_after_one_that_ended_its_process(
    room: SigningRoom, copy: Path, authority: Pki
) -> None:
    usual, room._verifier = room._verifier, Pool(1, Limits(wall_s=0.02))
    room.verify(copy, Trust())
    room._verifier = usual

    assert room.verify(copy, authority.trust).verdict is Verdict.PASSED
    room.close()


def test_a_folder_or_an_absent_file_is_a_fault(room: SigningRoom, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none.pdf"):
        with pytest.raises(FileMissing):
            room.verify(place, Trust())
    room.close()
