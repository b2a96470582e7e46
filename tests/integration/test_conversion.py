"""`saoy ocr` of many pages: told page by page, stopped at once, and nothing left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from desk.errors import Cancelled, OutputIsInput
from desk.jobs import Progress
from desk.ports import FileReader
from desk.read.processes import ProcessReader
from desk.work.convert import Conversion, convert
from tests.fakes.processes import children_of, lives, own_children, soon

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "ocr"


@pytest.fixture
def reader() -> Iterator[FileReader]:
    made = ProcessReader(2)
    yield made
    made.close()


def stack(folder: Path, pages: int) -> Path:
    """Lay the head of a page so many times into a PDF."""
    with Image.open(SAMPLES / "r005a.png") as page:
        page.convert("RGB").crop((0, 0, page.width, page.height // 4)).save(folder / "one.pdf", resolution=200)
    with pikepdf.open(folder / "one.pdf") as one, pikepdf.new() as many:
        for _ in range(pages):
            many.pages.extend(one.pages)
        many.save(folder / "stack.pdf")
    return folder / "stack.pdf"


def test_the_first_page_is_told_while_others_are_still_to_be_read(reader: FileReader, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    wish = Conversion((stack(tmp_path, 2), stack(tmp_path, 2)), tmp_path / "out.pdf", sidecar=tmp_path / "out.txt")

    made = convert(reader, wish, Progress(lambda done, total, _: told.append((done, total))))

    assert made.pages == 4
    assert [done for done, _ in told] == [1, 2, 3, 4]
    assert all(done < total for done, total in told[:-1])
    assert told[-1] == (4, 4)
    assert len((tmp_path / "out.txt").read_text("utf-8").split("\f")) == 4


@pytest.mark.parametrize("text", ["page.png", "out.pdf"])
def test_the_text_beside_a_pdf_is_never_written_over_another_file(
    reader: FileReader, tmp_path: Path, text: str
) -> None:
    scan = tmp_path / "page.png"
    Image.new("L", (80, 80), 255).save(scan)
    before = scan.read_bytes()

    with pytest.raises(OutputIsInput):
        convert(reader, Conversion((scan,), tmp_path / "out.pdf", sidecar=tmp_path / text), Progress())

    assert scan.read_bytes() == before
    assert not (tmp_path / "out.pdf").exists()


def test_a_person_s_stop_ends_every_child_and_leaves_no_file(
    reader: FileReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spool").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "spool"))
    file, before = stack(tmp_path, 60), own_children()
    progress = Progress()
    progress.tell = lambda *_: progress.stop.set()

    with pytest.raises(Cancelled):
        convert(reader, Conversion((file,), tmp_path / "out.pdf"), progress)
    reader.close()

    assert own_children() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["one.pdf", "spool", "stack.pdf"]
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_stop_while_the_file_is_laid_delivers_nothing(
    reader: FileReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress, lay = Progress(), reader.lay

    def stopped(pages: Sequence[Path], title: str, out: Path) -> None:
        progress.stop.set()
        lay(pages, title, out)

    monkeypatch.setattr(reader, "lay", stopped)

    with pytest.raises(Cancelled):
        convert(reader, Conversion((stack(tmp_path, 1),), tmp_path / "out.pdf"), progress)

    assert not (tmp_path / "out.pdf").exists()


def test_an_interrupted_command_says_so_and_takes_its_children_along(tmp_path: Path) -> None:
    (tmp_path / "spool").mkdir()
    command = [sys.executable, "-m", "ui", "--json", "ocr", str(stack(tmp_path, 60)), str(tmp_path / "out.pdf")]
    environment = {**os.environ, "TMPDIR": str(tmp_path / "spool")}
    run = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert soon(lambda: any((tmp_path / "spool").rglob("*.page")), 30)
    children = children_of(run.pid)

    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=20)[0]

    assert run.returncode == 130
    assert b'"fault": "desk.cancelled"' in said
    assert children
    assert soon(lambda: not any(map(lives, children)))
    assert not (tmp_path / "out.pdf").exists()
    assert list((tmp_path / "spool").iterdir()) == []
