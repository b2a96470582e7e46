"""The virtual scanner as a program of its own: it answers, refills its feeder, and leaves with its parent."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from desk.jobs import Progress
from desk.model.scanning import ScanRequest, Source
from desk.rehearsal.virtual_scanner import VirtualScanner, as_jpeg
from desk.scan.escl import EsclScanner
from tests.fakes.processes import children_of, lives, soon

ROOT = Path(__file__).parents[2]


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(3):
        Image.new("L", (60, 80), 60 * number).save(folder / f"{number}.png")
    return folder


def scan(address: str, spool: Path) -> int:
    spool.mkdir(exist_ok=True)
    request = ScanRequest(f"escl:{address}", Source.FEEDER, dpi=75)
    return len(list(EsclScanner((address,)).scan(request, spool, Progress())))


def test_it_serves_a_folder_again_and_again_and_ends_with_its_parent(tmp_path: Path, pictures: Path) -> None:
    port = tmp_path / "port"
    words = [sys.executable, "-m", "desk.rehearsal.virtual_scanner", str(pictures), "--port-file", str(port)]
    parent = subprocess.Popen(
        [sys.executable, "-c", "import subprocess, sys; subprocess.run(sys.argv[1:], check=False)", *words], cwd=ROOT
    )
    assert soon(port.exists, 20)
    (scanner,) = children_of(parent.pid)

    first = scan(port.read_text(), tmp_path / "first")
    second = soon(lambda: _loaded(port.read_text()), 5) and scan(port.read_text(), tmp_path / "second")
    parent.kill()
    parent.wait()

    assert (first, second) == (3, 3)
    assert soon(lambda: not lives(scanner), 5)


def _loaded(address: str) -> bool:
    from desk.scan.line import Ask, Line

    return b"ScannerAdfLoaded" in Line(address).ask(Ask("GET", "ScannerStatus")).body


def test_a_picture_that_is_no_jpeg_is_served_as_a_scanner_would_send_it(tmp_path: Path, pictures: Path) -> None:
    picture = pictures / "1.png"

    assert as_jpeg(picture).startswith(b"\xff\xd8\xff")
    jpeg = tmp_path / "same.jpg"
    jpeg.write_bytes(as_jpeg(picture))
    assert as_jpeg(jpeg) == jpeg.read_bytes()


def test_a_side_drawn_aslant_keeps_its_size_and_shows_the_glass_in_its_corners(tmp_path: Path, pictures: Path) -> None:
    black = pictures / "0.png"

    (tmp_path / "slant.jpg").write_bytes(as_jpeg(black, skew=4.0))

    with Image.open(tmp_path / "slant.jpg") as picture:
        assert picture.size == (60, 80)
        assert picture.getpixel((0, 0)) > 200
        assert picture.getpixel((30, 40)) < 20


def test_it_answers_this_machine_alone(pictures: Path) -> None:
    with VirtualScanner(sorted(pictures.iterdir())) as scanner:
        assert scanner.address.startswith("http://127.0.0.1:")
