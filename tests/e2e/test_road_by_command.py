"""The road by command: receive, reuse, scan, read, check, find, on real scans and through a real protocol."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import OPEN, Office, Stocked

STEPS = [
    "document-started", "page-kept", "document-received", "page-read", "pdf-made", "document-read",
]


def test_a_scanned_letter_is_received_read_checked_found_and_reused(
    office: Office, opened: Callable[..., str], samples: Path
) -> None:
    dossier = opened()
    assert dossier.startswith("TAM-")

    taken = office.done("ingest", samples / "ocr" / "k001.jpg", "--dossier", dossier)
    (paper,) = taken["documents"]
    confirmed = office.done("confirm", str(paper["document"]), "--set", "nguoi_ky=Nguyễn Văn Kiểm")
    found = office.done("find", "so y te", "--dossier", dossier)
    corrected = office.done("find", "nguyen van kiem", "--dossier", dossier)
    again = office.done("open", "--citizen", "008187004215", "--procedure", "1.001776", "--name", "Nông Thị Hạnh")
    held = office.done("held", "--dossier", again["dossier"])
    journal = office.done("journal", "verify")

    assert paper["kind"] == "van_ban_hanh_chinh"
    assert confirmed["fields"]["nguoi_ky"] == "Nguyễn Văn Kiểm"
    assert [hit["document"] for hit in found["found"]] == [paper["document"]]
    assert [hit["document"] for hit in corrected["found"]] == [paper["document"]]
    assert [item["document"] for item in held["held"]] == [paper["document"]]
    assert journal["whole"] is True


def test_the_kept_picture_is_byte_for_byte_the_one_that_came_in(
    stocked: Callable[..., Stocked], samples: Path
) -> None:
    source = samples / "ocr" / "k001.jpg"

    stock = stocked(source)

    kept = [file for file in (stock.office.home / "objects").rglob("*") if file.is_file()]
    assert source.read_bytes() in [file.read_bytes() for file in kept]


def test_the_searchable_pdf_gives_its_words_to_other_programs(
    stocked: Callable[..., Stocked], samples: Path
) -> None:
    office = stocked(samples / "ocr" / "k001.jpg").office
    dossier = office.done(*OPEN, "--procedure", "2.000815")["dossier"]
    held = office.done("held", "--dossier", dossier)

    text = subprocess.run(
        ["pdftotext", "-layout", held["held"][0]["file"], "-"], capture_output=True, text=True, check=True
    ).stdout
    checked = subprocess.run(["qpdf", "--check", held["held"][0]["file"]], capture_output=True, text=True, check=False)

    assert "XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert checked.returncode == 0, checked.stdout


def test_pages_arrive_from_the_virtual_scanner_through_its_protocol(office: Office, opened: Callable[..., str]) -> None:
    scanned = office.done("scan", "--dossier", opened(), "--source", "feeder")

    assert scanned["faults"] == []
    assert sum(document["pages"] for document in scanned["documents"]) >= 1


@pytest.mark.parametrize("step", STEPS)
def test_an_ingest_killed_after_any_step_is_finished_without_loss_or_double(
    office: Office, opened: Callable[..., str], small_papers: list[Path], step: str
) -> None:
    dossier = opened()
    paper = small_papers[0]

    killed = office.saoy("ingest", paper, "--dossier", dossier, stop_at=step)
    office.done("resume")
    again = office.done("ingest", paper, "--dossier", dossier)
    found = office.done("find", "giay so", "--dossier", dossier)

    assert killed.code == -9
    assert len(again["documents"]) == 1
    assert again["documents"][0]["pages"] == 1
    assert [hit["document"] for hit in found["found"]] == [again["documents"][0]["document"]]
    assert office.done("journal", "verify")["whole"] is True


@pytest.mark.parametrize("step", ["dossier-opened", "receipt-made"])
def test_an_open_killed_and_repeated_gives_one_dossier(office: Office, step: str) -> None:
    words = ("open", "--citizen", "008187004215", "--name", "Nông Thị Hạnh", "--procedure", "1.001776")

    killed = office.saoy(*words, stop_at=step)
    first = office.done(*words)
    second = office.done(*words)

    assert killed.code == -9
    assert first["dossier"] == second["dossier"]
    assert first["dossier"].endswith("0001")
    assert Path(first["receipt"]).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("step", ["side-arrived", "page-kept"])
def test_a_scan_killed_in_mid_stack_keeps_every_side_that_came(
    office: Office, opened: Callable[..., str], step: str
) -> None:
    dossier = opened()
    first, second, *_ = sorted((office.home / "feeder").iterdir())
    second.rename(second.with_name(f"{first.name.partition('-')[0]}-z.jpg"))

    killed = office.saoy("scan", "--dossier", dossier, "--source", "feeder", stop_at=f"{step}:2")
    resumed = office.done("resume")

    assert killed.code == -9
    assert len(resumed["documents"]) == 1
    assert office.done("journal", "verify")["whole"] is True


@pytest.mark.parametrize("step", ["pdf-mended", "confirmed"])
def test_a_confirmation_killed_and_repeated_is_whole(
    stocked: Callable[..., Stocked], samples: Path, step: str
) -> None:
    stock = stocked(samples / "ocr" / "k001.jpg")
    office, (document,) = stock.office, stock.documents
    words = ("confirm", document, "--set", "trich_yeu=Về việc kiểm thử")

    killed = office.saoy(*words, stop_at=step)
    office.done(*words)
    found = office.done("find", "kiem thu", "--dossier", stock.dossier)

    assert killed.code == -9
    assert [str(hit["document"]) for hit in found["found"]] == [document]


def test_a_bad_file_leaves_the_dossier_as_it_was_and_says_what_to_do(
    office: Office, opened: Callable[..., str], tmp_path: Path
) -> None:
    dossier = opened()
    bad = tmp_path / "rách.pdf"
    bad.write_bytes(b"%PDF-1.7\n1 0 obj <<")

    answer = office.saoy("ingest", bad, "--dossier", dossier)

    assert answer.code == 1
    assert answer.value["documents"] == []
    (fault,) = answer.value["faults"]
    assert fault["fault"].startswith("ocr.")
    assert fault["sentence"]
    assert fault["cure"]


def test_looking_up_papers_needs_an_open_dossier(office: Office) -> None:
    answer = office.saoy("held", "--citizen", "008187004215")

    assert answer.code == 3
    assert answer.value["fault"] == "reuse.search-needs-dossier"


def test_wrong_usage_answers_2_and_an_unknown_dossier_3(office: Office) -> None:
    assert office.saoy("open").code == 2
    assert office.saoy("find", "x", "--dossier", "TAM-000000-0000").value["fault"] == "intake.dossier-unknown"


def test_a_reuse_killed_and_repeated_is_one_reuse(stocked: Callable[..., Stocked], samples: Path) -> None:
    stock = stocked(samples / "ocr" / "k001.jpg")
    office, (document,) = stock.office, stock.documents
    office.done("confirm", document)
    second = office.done(*OPEN, "--procedure", "1.013228")["dossier"]
    words = ("reuse", document, "--dossier", second, "--component", "2")

    killed = office.saoy(*words, stop_at="reused")
    first, again = office.done(*words), office.done(*words)
    events = office.done("journal", "show")["events"]

    assert killed.code == -9
    assert first["reuse"] == again["reuse"]
    assert [event["kind"] for event in events].count("reuse.result-reused") == 1
