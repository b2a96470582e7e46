"""What a clerk relies on at the glass: a quick look, a part of it, remembered for the kind of paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import RegionWrong, SourceUnsupported
from desk.model.glass import Region
from desk.model.scanning import Device, ScanRequest, Source
from desk.work.glass import preview_glass, region_for, regions, remember_region
from tests.fakes.glass import AtTheGlass, at_the_glass

DEVICE = Device("escl:invented", "Canon", "escl", (Source.GLASS, Source.AUTO), width_mm=216, height_mm=297)


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[AtTheGlass]:
    made = at_the_glass(tmp_path / "office")
    yield made
    made.desk.close()


def test_a_look_at_the_glass_is_quick_whole_and_in_no_dossier(glass: AtTheGlass, tmp_path: Path) -> None:
    glass.lay(77)

    seen = preview_glass(glass.desk, glass.who, DEVICE, tmp_path / "look")

    (asked,) = glass.scanner.asked
    assert (asked.dpi, asked.source, asked.limit) == (75, Source.GLASS, 1)
    assert (seen.width_mm, seen.height_mm) == (asked.width_mm, asked.height_mm) == (216, 297)
    assert seen.path.is_relative_to(tmp_path / "look")
    with glass.desk.unit() as uow:
        assert uow.documents.of_dossier(glass.code) == []


def test_a_device_without_glass_says_so(glass: AtTheGlass, tmp_path: Path) -> None:
    feeder = Device("escl:invented", "Canon", "escl", (Source.FEEDER, Source.AUTO))

    with pytest.raises(SourceUnsupported):
        preview_glass(glass.desk, glass.who, feeder, tmp_path)


def test_a_part_of_the_glass_is_remembered_for_a_kind_until_it_is_forgotten(glass: AtTheGlass) -> None:
    card = Region(10, 20, 90, 60)

    remember_region(glass.desk, glass.who, "can_cuoc", card)
    remember_region(glass.desk, glass.who, "khai_sinh", Region(0, 0, 300, 400))

    assert region_for(glass.desk, glass.who, DEVICE, "can_cuoc") == card
    assert region_for(glass.desk, glass.who, DEVICE, "khai_sinh") == Region(0, 0, 216, 297)
    assert region_for(glass.desk, glass.who, DEVICE, "ket_hon") is None
    remember_region(glass.desk, glass.who, "can_cuoc", None)
    assert list(regions(glass.desk, glass.who)) == ["khai_sinh"]


@given(st.tuples(*[st.floats(allow_nan=True, allow_infinity=True)] * 4))
def test_a_region_is_on_the_glass_or_refused(four: tuple[float, float, float, float]) -> None:
    try:
        request = Region(*four).of(ScanRequest("x"))
    except RegionWrong:
        return

    assert min(request.left_mm, request.top_mm) >= 0
    assert min(request.width_mm, request.height_mm) >= 10
    assert request.source is Source.GLASS
