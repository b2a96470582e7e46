"""The end of the day by command: a folder with a slip and a paper behind it becomes a document of its dossier."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

from desk.cli.evening_timer import Timer, service_unit, task_xml, timer_unit
from desk.jobs import run_program
from tests.e2e.clerk import CITIZEN, NAME
from tests.e2e.conftest import Office


def test_a_folder_with_a_slip_before_a_paper_is_sorted_by_one_command(office: Office, tmp_path: Path) -> None:
    opened = office.done("open", "--citizen", CITIZEN, "--name", NAME, "--procedure", "1.001776")
    folder = tmp_path / "xấp chiều"
    folder.mkdir()
    shutil.copy(opened["receipt"], folder / "1.pdf")
    shutil.copy(office.home / "feeder" / "1-to-khai.jpg", folder / "2.jpg")
    (folder / "3.txt").write_text("?", "utf-8")

    sorted_out = office.saoy("ingest", folder, "--batch")

    assert sorted_out.code == 1, sorted_out.errors
    value = sorted_out.value
    assert value["dossier"] == opened["dossier"]
    assert [(one["file"], one["pages"], one["kind"], one["dossier"]) for one in value["documents"]] == [
        (str(folder / "2.jpg"), 1, "don_to_khai", opened["dossier"])
    ]
    assert [one["fault"] for one in value["faults"]] == ["ocr.file-kind-refused"]
    assert {one["kind"] for one in value["doubts"]} <= {"count"}
    told = office.done("evening", "report", value["batch"], "--pdf", tmp_path / "báo cáo.pdf")
    assert (told["sides"], told["separators"], told["papers"], told["filed"]) == (2, 1, 1, 1)
    assert (tmp_path / "báo cáo.pdf").read_bytes().startswith(b"%PDF")


def test_the_timer_of_the_system_is_one_that_the_system_takes(tmp_path: Path) -> None:
    timer = Timer(Path("/usr/bin/env"), tmp_path / "văn phòng 50% \"$A\"", "17:30")
    for end, text in (("service", service_unit(timer)), ("timer", timer_unit(timer))):
        (tmp_path / f"{timer.name}.{end}").write_text(text, "utf-8")

    checked = run_program(["systemd-analyze", "verify", str(tmp_path / f"{timer.name}.timer")], 30)

    assert (checked.code, checked.errors) == (0, "")
    task = ET.fromstring(task_xml(timer))  # noqa: S314 -- our own words
    told = {node.tag.rpartition("}")[2]: node.text for node in task.iter()}
    assert (told["StartBoundary"], told["MultipleInstancesPolicy"]) == ("2026-01-01T17:30:00", "IgnoreNew")
    assert told["Command"] == "/usr/bin/env"
    assert str(told["Arguments"]).endswith("ingest --batch")
