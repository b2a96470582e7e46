"""The structural check accuses no sound file and finds what validators find."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from ocr.pdfa_check import check_pdfa

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "bad-inputs"
PASS = sorted((SAMPLES / "pdfa-pass").glob("*.pdf"))
FAIL = sorted((SAMPLES / "pdfa-fail").glob("*.pdf"))


def test_the_samples_are_there() -> None:
    assert len(PASS) == 25
    assert len(FAIL) == 60


@pytest.mark.parametrize("path", PASS, ids=lambda path: path.stem.rpartition("suite_")[2])
def test_a_sound_file_is_never_accused(path: Path) -> None:
    assert check_pdfa(path) == []


def test_nearly_all_broken_files_are_found() -> None:
    missed = [path.stem.rpartition("suite_")[2] for path in FAIL if not check_pdfa(path)]

    assert sorted(missed) == ["6-2-11-4-1-t02-fail-d", "6-2-11-4-2-t02-fail-a", "6-2-2-t04-fail-f"]


@pytest.mark.parametrize(
    ("name", "value", "clause"),
    [
        ("/OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)"), "6.5.1"),
        ("/AcroForm", Dictionary(NeedAppearances=True, Fields=Array()), "6.4.1"),
    ],
)
def test_what_stamping_and_signing_may_break_is_found(
    tmp_path: Path, name: str, value: pikepdf.Object, clause: str
) -> None:
    with pikepdf.open(PASS[0]) as pdf:
        pdf.Root[name] = value
        pdf.save(tmp_path / "o.pdf")

    assert any(one.startswith(clause) for one in check_pdfa(tmp_path / "o.pdf"))


def test_bytes_that_are_no_pdf_are_told(tmp_path: Path) -> None:
    (tmp_path / "o.pdf").write_bytes(b"nothing")

    assert check_pdfa(tmp_path / "o.pdf")
