"""What the guided rehearsal and the first start rely on: the sheets that are fed, and an office that is found again."""

from pathlib import Path

import pytest
from PIL import Image

from desk.jobs import Progress
from desk.model.people import Session
from desk.rehearsal.lesson import lay_lesson
from desk.rehearsal.opening import LazyScanner
from desk.settings import default_home, remember_home, remembers
from tests.fakes.office import make_office


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two small sheets."""
    made = [tmp_path / "1.png", tmp_path / "2.png"]
    for place in made:
        Image.new("L", (60, 80), 255).save(place)
    return made


def test_what_lay_in_the_feeder_gives_way_to_the_lesson_and_a_stuck_sheet_is_fed_again(
    tmp_path: Path, pictures: list[Path]
) -> None:
    usual = tmp_path / "feeder"
    usual.mkdir()
    Image.new("L", (60, 80), 0).save(usual / "1-to-khai.png")
    scanner = LazyScanner(usual)
    scanner.addresses()

    scanner.feed(pictures, jam=2)
    state = scanner._running.state if scanner._running is not None else None  # what a device holds has no door
    assert state is not None
    fed, jam = list(state.pages), state.faults.jam
    state.stuck = "Jam"
    scanner.mend()

    assert (fed, jam) == (pictures, 2)
    assert (state.stuck, state.faults.jam, list(state.pages)) == ("", 0, pictures)
    scanner.close()


def test_the_lesson_knows_who_comes_and_lays_nothing_where_there_is_no_virtual_scanner(tmp_path: Path) -> None:
    desk = make_office(tmp_path / "office", rehearsal=True)
    with desk.unit(reading=True) as uow:
        who = Session(uow.officers.all()[0], "quay-1")

    lesson = lay_lesson(desk, who, Progress())
    lesson.mend()

    with desk.unit(reading=True) as uow:
        assert [one.name for one in uow.citizens.search(lesson.name)] == [lesson.name]
    assert len(list((desk.home / "tap-duot").glob("*.jpg"))) == 2
    desk.close()


def test_an_office_in_a_folder_of_its_own_is_found_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("SAOY_OFFICE", raising=False)
    usual = default_home()

    remember_home(tmp_path / "o-dia-khac" / "saoy")
    elsewhere, chosen = default_home(), remembers(default_home())
    monkeypatch.setenv("SAOY_OFFICE", str(tmp_path / "named"))
    named = default_home()
    monkeypatch.delenv("SAOY_OFFICE")
    remember_home(usual)

    assert elsewhere == tmp_path / "o-dia-khac" / "saoy"
    assert (chosen, remembers(usual)) == (True, False)
    assert named == tmp_path / "named"
    assert default_home() == usual
