"""Each hostile or damaged file ends in pages or in a fault, in time, in memory, without a signal."""

import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.errors import FAULTS
from desk.jobs import Limits, Parts, Pool
from desk.read import tasks

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "bad-inputs"
SECONDS = 60
FILES = 247
LIMITS = Limits(wall_s=SECONDS)


@dataclass(frozen=True)
class Answer:
    """What became of one file: its pages, or the code of a fault, and the seconds it took."""

    pages: int
    fault: str
    seconds: float


def ask(pool: Pool, path: Path, spool: Path) -> Answer:
    start = time.monotonic()
    try:
        images = list(Parts(pool, tasks.split, [(path, spool)]).all())
        answer = len(images), ""
        assert all(image.path.stat().st_size for image in images)
    except FAULTS as fault:
        answer = 0, fault.code
    shutil.rmtree(spool, ignore_errors=True)
    return Answer(*answer, time.monotonic() - start)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """All files through two limited workers at a time, each renewed when a file ends it."""
    names = [one["file"] for one in json.loads((SAMPLES / "manifest.json").read_text("utf-8"))["files"]]
    spools = tmp_path_factory.mktemp("spools")

    def half(start: int) -> dict[str, Answer]:
        with Pool(1, LIMITS) as pool:
            return {name: ask(pool, SAMPLES / name, spools / str(start)) for name in names[start::2]}

    with ThreadPoolExecutor(2) as two:
        first, second = two.map(half, (0, 1))
    return first | second


def of_group(answers: dict[str, Answer], *groups: str) -> dict[str, Answer]:
    return {name: answer for name, answer in answers.items() if name.partition("/")[0] in groups}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_file_ends_in_pages_or_in_a_fault_within_its_time(answers: dict[str, Answer]) -> None:
    assert len(answers) == FILES
    assert [name for name, one in answers.items() if bool(one.pages) == bool(one.fault)] == []
    assert [(name, one.seconds) for name, one in answers.items() if one.seconds > SECONDS] == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_worker_is_killed_by_a_file_we_know(answers: dict[str, Answer]) -> None:
    assert {name: one.fault for name, one in answers.items() if one.fault.startswith("work.")} == {}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_must_be_refused_is_refused(answers: dict[str, Answer]) -> None:
    faults = {name: one.fault for name, one in answers.items()}
    for name in (
        "bomb/png-20000x20000.png",
        "bomb/tiff-huge.tif",
        "bomb/tiff-pages.tif",
        "bomb/pdf-flate-bomb.pdf",
        "bomb/pdf-image-bomb.pdf",
        "bomb/pdf-billion-laughs.pdf",
        "bomb/pdf-mediabox-huge.pdf",
        "bomb/pdf-many-pages.pdf",
    ):
        assert faults[name] == "ocr.file-too-large", name
    assert faults["pdf-encrypted/libreoffice-writer-password.pdf"] == "ocr.file-encrypted"
    assert faults["wrong-type/empty.pdf"] == "ocr.file-empty"
    assert faults["wrong-type/exe-named.pdf"] == "ocr.file-kind-refused"
    assert faults["wrong-type/html-named.jpg"] == "ocr.file-kind-refused"
    assert {one.fault for one in of_group(answers, "import", "text").values()} == {"ocr.file-kind-refused"}
    assert answers["wrong-type/pdf-named.jpg"].pages == 1


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_sound_files_are_read(answers: dict[str, Answer]) -> None:
    sound = of_group(answers, "pdfa-pass", "pdfa-fail", "pdf-odd", "active")

    assert {name: one.fault for name, one in sound.items() if not one.pages} == {}
