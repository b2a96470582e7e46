"""The certified road by command: number, two signatures, verification, register, hand-over, backup, and used again."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desk.rehearsal.authority import Authority
from ocr.pdfa_check import check_pdfa
from tests.e2e.conftest import Office, Stocked, draw_small_papers, run

STEPS = ["copy-numbered", "copy-prepared", "copy-signed", "copy-sealed", "copy-finished"]
WRONG_PINS, PINS = "9182736455\n9182736455\n", "112233\n445566\n"


def ingested(office: Office, dossier: str, *files: Path) -> list[str]:
    """Take files into a dossier and return their documents."""
    taken = office.done("ingest", *files, "--dossier", dossier)
    assert taken["faults"] == []
    return [str(document["document"]) for document in taken["documents"]]


def base_pdf(office: Office, document: str) -> Path:
    """Return the searchable PDF of a paper before it was certified."""
    with closing(sqlite3.connect(office.home / "office.db")) as looking:
        (digest,) = looking.execute("SELECT pdf FROM document WHERE id = ?", (document,)).fetchone()
    return office.home / "objects" / digest[:2] / digest[2:4] / str(digest)


def kinds(office: Office) -> list[str]:
    return [event["kind"] for event in office.done("journal", "show")["events"]]


def verdict(office: Office | None, file: Path | str) -> tuple[int, str]:
    """Return exit code and verdict of a verification, with an office's roots or without any."""
    answer = office.saoy("verify", file) if office is not None else run("verify", file)
    return answer.code, answer.value["verdict"]


def papers_of(package: Path) -> dict[str, bytes]:
    """Return the papers of a package by name, after checking it against its own manifest."""
    with zipfile.ZipFile(package) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    for line in inside["manifest-sha256.txt"].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(inside[name]).hexdigest() == digest
    told = json.loads(inside["ho-so.json"])
    assert {paper["DuongDanTaiTepTin"] for paper in told["TaiLieuNop"]} < set(inside)
    return {paper["TenTepDinhKem"]: inside[paper["TenTepDinhKem"]] for paper in told["TaiLieuNop"]}


# -- the road ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_whole_road_from_the_glass_to_the_next_visit_without_a_scan(
    office: Office, opened: Callable[..., str], samples: Path, tmp_path: Path
) -> None:
    dossier = opened()
    scanned = office.done("scan", "--dossier", dossier, "--source", "feeder")
    letter, notice, drawing = ingested(
        office, dossier, samples / "ocr" / "k001.jpg", samples / "ocr" / "p03.png", *draw_small_papers(tmp_path, 1)
    )
    office.done("confirm", letter)

    first, second = office.done("certify", letter), office.done("certify", notice)
    again = office.done("certify", letter)
    refused = office.done("refuse", drawing, "--ground", "2", "--reason", "Bản chính rách, không đọc được")
    voided = office.done("void", str(second["number"]), "--reason", "Ghi sai tên bản chính")
    third = office.done("certify", notice)

    assert [first["number"], second["number"], third["number"]] == [1, 2, 3]
    assert again == first
    assert (first["level"], first["fee"], first["document"]) == ("B-LTA", 2000, int(letter))
    assert Path(first["file"]).is_absolute()
    assert Path(refused["file"]).read_bytes().startswith(b"%PDF")
    assert Path(voided["file"]).read_bytes().startswith(b"%PDF")
    _whole_and_signed_twice(office, letter, Path(first["file"]))
    _register_is_whole(office, first, tmp_path)

    out = tmp_path / "hồ sơ.zip"
    packed = office.done("package", dossier, out)
    assert packed["documents"] == len(papers_of(out)) == len(scanned["documents"]) + 3
    copies = [Path(copy["file"]).read_bytes() for copy in (first, third)]
    assert all(copy in papers_of(out).values() for copy in copies)

    moved = _backed_up_and_restored(office, tmp_path, first)
    _used_again(moved, int(letter), copies[0], tmp_path)


def _whole_and_signed_twice(office: Office, document: str, copy: Path) -> None:
    """Hold a copy against every judge at hand: ours, Poppler, qpdf, and the structure of PDF/A before and after."""
    report = office.done("verify", copy)
    assert report["verdict"] == "TOTAL-PASSED"
    assert [(s["trusted"], s["reasons"], s["changes"]) for s in report["signatures"]] == [
        (True, [], "permitted"), (True, [], "permitted"),
    ]  # fmt: skip
    assert report["signatures"][0]["signed_at"] <= report["signatures"][1]["signed_at"]
    assert report["timestamps"][-1]["covers"] == "file"
    assert verdict(None, copy) == (1, "INDETERMINATE")
    signed = subprocess.run(["pdfsig", "-nocert", copy], capture_output=True, text=True, check=False).stdout
    checked = subprocess.run(["qpdf", "--check", copy], capture_output=True, text=True, check=False)
    assert signed.count("Signature Validation: Signature is Valid.") == 2
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert check_pdfa(base_pdf(office, document)) == []
    assert check_pdfa(copy) == []


def _register_is_whole(office: Office, first: dict[str, Any], tmp_path: Path) -> None:
    register = office.done("register", "--year", str(first["year"]))
    assert [entry["number"] for entry in register["entries"]] == [1, 2, 3]
    assert (register["book"], register["year"]) == (first["book"], first["year"])
    for kind, start in (("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"sổ.{kind}"
        office.done("register", f"--{kind}", out)
        assert out.read_bytes().startswith(start)
    assert "Ghi sai tên bản chính" in (tmp_path / "sổ.csv").read_text("utf-8-sig")


def _backed_up_and_restored(office: Office, tmp_path: Path, first: dict[str, Any]) -> Office:
    """Move the office to another place by its backup; the old one goes."""
    backup = office.done("backup", tmp_path / "sao lưu.zip")
    moved = Office(tmp_path / "nơi khác" / "office")
    restored = moved.done("restore", tmp_path / "sao lưu.zip")
    shutil.rmtree(office.home)
    assert (restored["journal"], restored["objects"], restored["whole"]) == (backup["journal"], backup["objects"], True)
    assert moved.done("journal", "verify")["whole"] is True
    there = moved.done("certify", str(first["document"]))
    assert (there["number"], Path(there["file"]).is_relative_to(moved.home)) == (1, True)
    assert verdict(moved, there["file"]) == (0, "TOTAL-PASSED")
    return moved


def _used_again(office: Office, document: int, copy: bytes, tmp_path: Path) -> None:
    """The same citizen comes for another procedure: the copy serves it, nothing is scanned, and it leaves again."""
    next_visit = office.done("open", "--citizen", "008187004215", "--procedure", "1.013228")["dossier"]
    held = {item["document"]: item for item in office.done("held", "--dossier", next_visit)["held"]}
    offered = held[document]
    reused = office.done("reuse", str(document), "--dossier", next_visit, "--component", str(offered["component"]))
    out = tmp_path / "lần sau.zip"
    packed = office.done("package", next_visit, out, "--close")

    assert offered["certified"] is True
    assert offered["verdict"] in ("fits", "warning")
    assert Path(offered["file"]).read_bytes() == copy
    assert reused["reuse"] > 0
    assert packed["documents"] == 1
    assert list(papers_of(out).values()) == [copy]
    with closing(sqlite3.connect(office.home / "office.db")) as looking:
        taken_in = looking.execute("SELECT count(*) FROM document WHERE dossier = ?", (next_visit,)).fetchone()[0]
    assert taken_in == 0
    assert office.done("journal", "verify")["whole"] is True


# -- what was changed is not passed -----------------------------------------------------------------------------------


def test_a_copy_that_was_changed_by_anyone_is_not_passed(
    stocked: Callable[..., Stocked], small_papers: list[Path], tmp_path: Path
) -> None:
    stock = stocked(small_papers[0])
    office, (document,) = stock.office, stock.documents
    copy = Path(office.done("certify", document)["file"])
    data = copy.read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 3] ^= 1
    ends = [at + 6 for at in range(len(data)) if data.startswith(b"%%EOF\n", at)]
    wrong = {
        "flipped.pdf": bytes(flipped), "longer.pdf": data + b"\n%%EOF\n", "without-seal.pdf": data[: ends[-2]],
        "officer-alone.pdf": data[: ends[1]], "truncated.pdf": data[:-400],
    }  # fmt: skip

    verdicts = {}
    for name, changed in wrong.items():
        (tmp_path / name).write_bytes(changed)
        verdicts[name] = verdict(office, tmp_path / name)

    assert verdict(office, copy) == (0, "TOTAL-PASSED")
    assert {name for name, (code, said) in verdicts.items() if code == 0 or said == "TOTAL-PASSED"} == set()


def test_a_copy_whose_number_was_made_void_after_it_left_is_told_by_the_book(
    stocked: Callable[..., Stocked], small_papers: list[Path], tmp_path: Path
) -> None:
    stock = stocked(small_papers[0])
    office, (document,) = stock.office, stock.documents
    copy = office.done("certify", document)
    left = tmp_path / "da-trao.pdf"
    left.write_bytes(Path(copy["file"]).read_bytes())

    before = office.saoy("verify", left)
    office.done("void", str(copy["number"]), "--reason", "Ghi sai tên bản chính")
    after = office.saoy("verify", left)

    assert (before.code, before.value["register"]["says"], before.value["register"]["number"]) == (
        0,
        "fits",
        copy["number"],
    )
    assert (after.code, after.value["verdict"], after.value["register"]["says"]) == (1, "TOTAL-PASSED", "void")
    assert "đã bị hủy" in after.value["sentence"]


# -- killed and wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_a_certification_killed_after_any_step_keeps_its_number_and_is_finished_once(
    stocked: Callable[..., Stocked], small_papers: list[Path], step: str
) -> None:
    stock = stocked(*small_papers)
    office, (document, other) = stock.office, stock.documents

    killed = office.saoy("certify", document, stop_at=step)
    office.done("resume")
    copy = office.done("certify", document)
    next_copy = office.done("certify", other)
    entries = office.done("register")["entries"]
    told = kinds(office)

    assert killed.code == -9
    assert (copy["number"], next_copy["number"]) == (1, 2)
    assert copy["level"] == "B-LTA"
    assert [entry["number"] for entry in entries] == [1, 2]
    assert [told.count(f"certify.copy-{fact}") for fact in ("numbered", "finished")] == [2, 2]
    assert len(list(Path(copy["file"]).parent.glob("*.pdf"))) == 2
    assert verdict(office, copy["file"]) == (0, "TOTAL-PASSED")
    assert office.done("journal", "verify")["whole"] is True


def test_a_wrong_pin_is_sent_once_and_the_number_waits_for_the_right_one(
    stocked: Callable[..., Stocked], small_papers: list[Path]
) -> None:
    stock = stocked(small_papers[0])
    office, (document,) = stock.office, stock.documents
    words = ("certify", document, "--compared", "--no-refusal-ground", "--officer", "pao", "--seal", "mien", "--pin-fd")

    wrong = office.saoy(*words, "0", typed=WRONG_PINS)
    right = office.saoy(*words, "0", typed=PINS)

    assert (wrong.code, wrong.value["fault"]) == (3, "signing.pin-wrong")
    assert wrong.value["sentence"]
    assert wrong.value["cure"]
    assert (right.code, right.value["number"], right.value["level"]) == (0, 1, "B-LTA")
    assert not [file for file in office.home.rglob("*") if file.is_file() and b"9182736455" in file.read_bytes()]


def test_a_copy_that_waits_for_its_time_stamp_stays_in_the_office_and_is_finished_after_a_move(
    stocked: Callable[..., Stocked], small_papers: list[Path], tmp_path: Path
) -> None:
    stock = stocked(small_papers[0])
    office, dossier, (document,) = stock.office, stock.dossier, stock.documents
    Authority(office.home).silence("tsa")

    waits = office.saoy("certify", document)
    kept_back = office.saoy("package", dossier, tmp_path / "x.zip")
    office.done("backup", tmp_path / "backup")
    moved = Office(tmp_path / "moved")
    moved.done("restore", tmp_path / "backup")
    Authority(moved.home).speak()
    moved.done("resume")
    copy = moved.done("certify", document)

    assert (waits.code, waits.value["number"], waits.value["file"]) == (1, 1, None)
    assert waits.value["lacking"] == "signing.timestamp-down"
    assert (kept_back.code, kept_back.value["fault"]) == (3, "certify.unfinished")
    assert not (tmp_path / "x.zip").exists()
    assert (copy["number"], copy["level"]) == (1, "B-LTA")
    assert verdict(moved, copy["file"]) == (0, "TOTAL-PASSED")
    assert moved.done("package", dossier, tmp_path / "x.zip")["documents"] == 1


@pytest.mark.slow
def test_eight_commands_at_once_take_eight_numbers_without_a_gap(
    office: Office, opened: Callable[..., str], tmp_path: Path
) -> None:
    documents = ingested(office, opened(), *draw_small_papers(tmp_path, 8))

    running = [office.start("certify", document) for document in documents]
    answers = [json.loads(command.communicate(timeout=240)[0]) for command in running]
    entries = office.done("register")["entries"]

    assert [command.returncode for command in running] == [0] * 8
    assert sorted(answer["number"] for answer in answers) == list(range(1, 9))
    assert [entry["number"] for entry in entries] == list(range(1, 9))
    assert len({Path(answer["file"]).read_bytes() for answer in answers}) == 8
    assert verdict(office, answers[-1]["file"]) == (0, "TOTAL-PASSED")
    assert office.done("journal", "verify")["whole"] is True


@pytest.mark.parametrize("step", ["package-written", "package-journalled", "package-delivered"])
def test_a_package_killed_at_any_step_is_whole_or_absent_and_made_again(
    stocked: Callable[..., Stocked], small_papers: list[Path], tmp_path: Path, step: str
) -> None:
    stock = stocked(small_papers[0])
    office, dossier = stock.office, stock.dossier
    out = tmp_path / "out" / "x.zip"
    out.parent.mkdir()

    killed = office.saoy("package", dossier, out, "--close", stop_at=step)
    whole = not out.exists() or len(papers_of(out)) == 1
    again = office.done("package", dossier, out, "--close")

    assert killed.code == -9
    assert whole
    assert again["documents"] == len(papers_of(out)) == 1
    assert kinds(office).count("package.dossier-handed-over") == 1
    assert office.saoy("ingest", *small_papers, "--dossier", dossier).value["fault"] == "intake.dossier-closed"


@pytest.mark.parametrize("step", ["backup-snapshot", "backup-written", "backup-settled"])
def test_a_backup_killed_at_any_step_is_whole_or_absent(
    office: Office, opened: Callable[..., str], tmp_path: Path, step: str
) -> None:
    opened()
    out = tmp_path / "out" / "x.zip"
    out.parent.mkdir()

    killed = office.saoy("backup", out, stop_at=step)
    there = out.exists()
    out.unlink(missing_ok=True)
    office.done("backup", out)
    moved = Office(tmp_path / "moved")

    assert (killed.code, there) == (-9, step == "backup-settled")
    assert moved.done("restore", out)["whole"] is True
    assert moved.saoy("restore", out).value["fault"] == "care.backup-place-taken"
