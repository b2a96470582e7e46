"""What every driver owes who asks for a part of the glass: that part, at that resolution, and nothing beside it."""

from pathlib import Path

import pytest
from PIL import Image

from desk.jobs import Progress
from desk.model.scanning import ScanRequest, Source
from desk.rehearsal.virtual_scanner import VirtualScanner, airscan_config
from desk.scan.escl import EsclScanner
from desk.scan.sane import SaneScanner


@pytest.fixture
def glass(tmp_path: Path) -> Path:
    """A glass of A4 at 100 dpi: black, a white card of 80 x 50 mm lies 40 mm from the left and 100 mm from the top."""
    picture = Image.new("L", (827, 1169), 0)
    picture.paste(255, (157, 394, 472, 591))
    picture.save(tmp_path / "glass.png", dpi=(100, 100))
    return tmp_path / "glass.png"


@pytest.mark.parametrize("driver", ["escl", "sane"])
def test_a_part_of_the_glass_is_drawn_alone(
    driver: str, glass: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spool").mkdir()
    with VirtualScanner([], glass=glass) as virtual:
        monkeypatch.setenv("SANE_CONFIG_DIR", str(airscan_config(tmp_path / "sane", virtual.address)))
        scanner = SaneScanner() if driver == "sane" else EsclScanner((virtual.address,))
        device = "sane:airscan:e0:Sao Y" if driver == "sane" else f"escl:{virtual.address}"
        request = ScanRequest(device, Source.GLASS, dpi=100, width_mm=80, height_mm=50, left_mm=40, top_mm=100)
        (side,) = scanner.scan(request, tmp_path / "spool", Progress())

    with Image.open(side.path) as drawn:
        assert drawn.width == pytest.approx(315, abs=3)
        assert drawn.height == pytest.approx(197, abs=3)
        inside = drawn.convert("L").crop((4, 4, drawn.width - 4, drawn.height - 4))
        assert inside.histogram()[:240] == [0] * 240


def test_a_preview_of_the_glass_is_small(glass: Path, tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    with VirtualScanner([], glass=glass) as virtual:
        request = ScanRequest(f"escl:{virtual.address}", Source.GLASS, dpi=75)
        (side,) = EsclScanner((virtual.address,)).scan(request, tmp_path / "spool", Progress())

    with Image.open(side.path) as drawn:
        assert drawn.size == (620, 877)


def test_the_feeder_knows_no_part_of_the_glass(glass: Path, tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    with VirtualScanner([glass]) as virtual:
        request = ScanRequest(f"escl:{virtual.address}", Source.FEEDER, dpi=100, left_mm=40, top_mm=100)
        (side,) = EsclScanner((virtual.address,)).scan(request, tmp_path / "spool", Progress())

    with Image.open(side.path) as drawn:
        assert drawn.size == (827, 1169)
