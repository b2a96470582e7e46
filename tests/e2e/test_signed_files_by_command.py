"""Signed files by command: kept as they came, indexed beside, handed over whole, and never written anew."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.e2e.conftest import Office, run

SIGNED = Path("signed-pdfs") / "962dd614_pades-5-signatures-and-1-document-timestamp.pdf"


def test_a_signed_file_is_refused_by_ocr_and_nothing_is_written(samples: Path, tmp_path: Path) -> None:
    answer = run("ocr", samples / "ocr" / "k001.jpg", samples / SIGNED, tmp_path / "out.pdf")

    assert answer.code == 3
    assert answer.value["fault"] == "file.signed"
    assert SIGNED.name in answer.value["sentence"]
    assert list(tmp_path.iterdir()) == []


def test_a_signed_file_is_found_by_its_words_and_handed_over_byte_for_byte(
    office: Office, opened: Callable[..., str], samples: Path, tmp_path: Path
) -> None:
    dossier = opened()

    taken = office.done("ingest", samples / SIGNED, "--dossier", dossier)
    (paper,) = taken["documents"]
    found = office.done("find", "commission", "--dossier", dossier)
    office.done("confirm", str(paper["document"]))
    refused = office.saoy("certify", str(paper["document"]))
    office.done("package", dossier, tmp_path / "out.zip")

    assert [hit["document"] for hit in found["found"]] == [paper["document"]]
    assert (refused.code, refused.value["fault"]) == (3, "certify.signed-already")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert (samples / SIGNED).read_bytes() in [archive.read(name) for name in archive.namelist()]
