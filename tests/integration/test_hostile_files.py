"""Each hostile or damaged file ends in pages or in a fault, in time, in memory, without a signal."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "bad-inputs"
SECONDS = 60
WORKER = """
import json, resource, sys, tempfile
from pathlib import Path
for limit, most in ((resource.RLIMIT_AS, 2 << 30), (resource.RLIMIT_CPU, 55), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(limit, (most, most))
from ocr.errors import OcrError
from ocr.source import split_file
with tempfile.TemporaryDirectory() as spool:
    try:
        pages = sum(1 for page in split_file(Path(sys.argv[1]), Path(spool)) if page.path.stat().st_size)
        answer = {"pages": pages}
    except OcrError as fault:
        answer = {"fault": fault.code}
print(json.dumps(answer))
"""


@dataclass(frozen=True)
class Answer:
    name: str
    group: str
    code: int | None
    said: dict[str, Any]
    trouble: str


def ask(entry: dict[str, Any]) -> Answer:
    path = SAMPLES / entry["file"]
    try:
        done = subprocess.run(
            [sys.executable, "-c", WORKER, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Answer(entry["file"], entry["group"], None, {}, "over time")
    said = json.loads(done.stdout) if done.returncode == 0 else {}
    return Answer(entry["file"], entry["group"], done.returncode, said, done.stderr[-500:])


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    entries = json.loads((SAMPLES / "manifest.json").read_text("utf-8"))["files"]
    with ThreadPoolExecutor(2) as two:
        return list(two.map(ask, entries))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_file_is_answered_in_time_and_no_worker_is_killed(answers: list[Answer]) -> None:
    assert len(answers) == 247
    assert [(one.name, one.trouble) for one in answers if one.code != 0] == []
    assert all("pages" in one.said or "fault" in one.said for one in answers)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_what_must_be_refused_is_refused(answers: list[Answer]) -> None:
    by_name = {one.name: one.said for one in answers}

    assert by_name["bomb/png-20000x20000.png"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/tiff-huge.tif"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/pdf-flate-bomb.pdf"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/pdf-image-bomb.pdf"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/pdf-billion-laughs.pdf"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/pdf-mediabox-huge.pdf"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/pdf-many-pages.pdf"] == {"fault": "ocr.file-too-large"}
    assert by_name["bomb/tiff-pages.tif"] == {"fault": "ocr.file-too-large"}
    assert by_name["pdf-encrypted/libreoffice-writer-password.pdf"] == {"fault": "ocr.file-encrypted"}
    assert by_name["wrong-type/empty.pdf"] == {"fault": "ocr.file-empty"}
    refused = [one for one in answers if one.group in {"import", "text"} or "-named." in one.name]
    assert {one.said.get("fault") for one in refused} == {"ocr.file-kind-refused", None}
    assert by_name["wrong-type/pdf-named.jpg"] == {"pages": 1}


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_sound_pdf_files_are_read(answers: list[Answer]) -> None:
    sound = [one for one in answers if one.group in {"pdfa-pass", "pdfa-fail", "pdf-odd", "active"}]

    assert [one.name for one in sound if not one.said.get("pages")] == []
