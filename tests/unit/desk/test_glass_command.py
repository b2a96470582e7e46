"""What a person relies on who works at the scanner by command: sides changed, two passes, the glass."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desk.cli.main import build_parser
from desk.cli.run import Run
from desk.errors import BacksDiffer, RegionWrong, SideUnknown
from desk.model.scanning import Device, Source
from tests.fakes.glass import AtTheGlass, at_the_glass, side

Said = Callable[..., Any]


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[AtTheGlass]:
    made = at_the_glass(tmp_path / "office")
    found = Device("escl:invented", "Canon", "escl", (Source.GLASS, Source.FEEDER), width_mm=216, height_mm=297)
    made.scanner.devices = lambda: [found]  # type: ignore[method-assign]  # one that has a glass
    yield made
    made.desk.close()


@pytest.fixture
def saoy(glass: AtTheGlass, capsys: pytest.CaptureFixture[str]) -> Said:
    """Run a command on the office, with these sides in the feeder, and return its JSON."""

    def run(*words: object, lay: tuple[int, ...] = ()) -> Any:  # noqa: ANN401 -- whatever JSON the command answers
        glass.scanner.stack = [side(shade) for shade in lay]
        options = build_parser().parse_args([str(word) for word in words])
        command = Run(glass.desk.home, speaks_json=True, language="vi", login="pao.hv", _desk=glass.desk)
        options.run(command, options)
        return json.loads(capsys.readouterr().out)

    return run


def test_a_side_is_inserted_replaced_appended_and_undone(glass: AtTheGlass, saoy: Said) -> None:
    (paper,) = saoy("scan", "--dossier", glass.code, lay=(10, 20))["documents"]
    number = paper["document"]

    saoy("sides", number, "--insert-after", 1, lay=(90,))
    saoy("sides", number, "--replace", 1, lay=(91,))
    saoy("sides", number, "--append", lay=(92,))
    now = glass.shades(number)
    told = saoy("sides", number, "--undo")

    assert now == [91, 90, 20, 92]
    assert glass.shades(number) == [91, 90, 20]
    assert (len(told["sides"]), len(told["aside"]), told["stage"]) == (3, 2, "read")


def test_sides_are_sorted_split_moved_and_merged_and_a_paper_gets_its_component(
    glass: AtTheGlass, saoy: Said
) -> None:
    (paper,) = saoy("scan", "--dossier", glass.code, "--component", 1, lay=(10, 20, 30))["documents"]
    number = paper["document"]

    saoy("sides", number, "--sort", "3,1,2")
    sorted_now = glass.shades(number)
    made = saoy("sides", number, "--split", 2)["made"]
    apart = glass.shades(number), glass.shades(made)
    saoy("sides", made, "--move", "1", "--to", made, "--behind", 2)
    within = glass.shades(made)
    saoy("sides", made, "--move", "1", "--to", number, "--behind", 0)
    moved = glass.shades(number), glass.shades(made)
    placed = saoy("sides", made, "--component", 3)["component"]
    saoy("sides", number, "--merge", made)
    merged = glass.shades(number)
    saoy("undo", "--dossier", glass.code)

    assert sorted_now == [30, 10, 20]
    assert apart == ([30], [10, 20])
    assert within == [20, 10]
    assert moved == ([20, 30], [10])
    assert placed == 3
    assert merged == [20, 30, 10]
    assert (glass.shades(number), glass.shades(made)) == ([20, 30], [10])
    for wrong in (("--sort", "1,9"), ("--move", "1", "--to", made, "--behind", 7)):
        with pytest.raises(SideUnknown):
            saoy("sides", number, *wrong)


def test_two_passes_by_command_tell_what_waits_and_settle_a_lacking_back(glass: AtTheGlass, saoy: Said) -> None:
    fronts = saoy("scan", "--dossier", glass.code, "--manual-duplex", lay=(10, 20, 30))
    waiting = saoy("resume")["stacks"]

    with pytest.raises(BacksDiffer):
        saoy("backs", fronts["document"], "--order", "same", lay=(11, 31))
    done = saoy("backs", fronts["document"], "--skip", "2")

    assert waiting == [{"document": fronts["document"], "fronts": 3, "backs": 0, "lacking": 3}] == [fronts]
    assert glass.shades(fronts["document"]) == [10, 11, 20, 30, 31]
    assert done["stage"] == "read"
    assert saoy("resume")["stacks"] == []


def test_a_part_of_the_glass_is_told_in_mm_remembered_and_used_by_name(
    glass: AtTheGlass, saoy: Said, tmp_path: Path
) -> None:
    looked = saoy("glass", tmp_path / "look.png", lay=(50,))
    saoy("glass", "--remember", "can_cuoc", "--region", "10,20,90,60")
    saoy("scan", "--dossier", glass.code, "--region", "can_cuoc", lay=(60,))

    asked = glass.scanner.asked[-1]
    assert (looked["width_mm"], looked["height_mm"]) == (216, 297)
    with Image.open(tmp_path / "look.png") as picture:
        assert picture.size == side(0).size
    assert (asked.left_mm, asked.top_mm, asked.width_mm, asked.height_mm) == (10, 20, 90, 60)
    assert asked.source is Source.GLASS
    assert saoy("glass", "--forget", "can_cuoc")["regions"] == []
    with pytest.raises(RegionWrong):
        saoy("scan", "--dossier", glass.code, "--region", "nowhere", lay=(60,))


def test_a_card_that_cannot_be_joined_is_read_as_it_came_and_told(glass: AtTheGlass, saoy: Said) -> None:
    scanned = saoy("scan", "--dossier", glass.code, "--card", lay=(10,))

    assert [fault["fault"] for fault in scanned["faults"]] == ["ocr.card-not-seen"]
    assert [document["pages"] for document in scanned["documents"]] == [1]


@pytest.mark.parametrize("told", ["hai", "1,hai", "1,"])
def test_a_back_that_is_no_number_is_wrong_usage(saoy: Said, told: str) -> None:
    with pytest.raises(SystemExit) as ended:
        saoy("backs", 1, "--skip", told)

    assert ended.value.code == 2
