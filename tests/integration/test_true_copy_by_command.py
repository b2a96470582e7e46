"""A decision is copied and scans are signed by command in the rehearsal office, with real tokens and time stamps."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from desk.cli.main import main as saoy

CITIZEN = ("--citizen", "008087000421", "--name", "Nông Thị Hạnh", "--procedure", "1.001776")


def command(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = saoy(["--office", str(home), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


def test_a_decision_is_copied_sealed_and_handed_over_beside_its_signed_scan(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    dossier = command(home, capsys, "open", *CITIZEN)[1]["dossier"]
    decision = str(home / "feeder" / "4-quyet-dinh.jpg")
    (paper,) = command(home, capsys, "ingest", decision, "--dossier", dossier)[1]["documents"]
    document = str(paper["document"])

    made, copy = command(home, capsys, "true-copy", document, "--kind", "sao-y", "--receiver", "Phòng Nội vụ")
    again, same = command(home, capsys, "true-copy", document, "--kind", "sao-y")
    refused, fault = command(home, capsys, "true-copy", document, "--kind", "sao-luc")
    demanded, _ = command(home, capsys, "sign-papers", "--demand", "yes")
    held, unsigned = command(home, capsys, "package", dossier, str(tmp_path / "early.zip"))
    signed, papers = command(home, capsys, "sign-papers", dossier)
    left, _ = command(home, capsys, "package", dossier, str(tmp_path / "out.zip"))

    assert (made, again, demanded, signed, left) == (0, 0, 0, 0, 0)
    assert (copy["book"], copy["written"], copy["level"]) == ("SVB", "1/SY", "B-LTA")
    assert same == copy
    assert (refused, fault["fault"]) == (3, "true-copy.not-a-true-copy")
    assert (held, unsigned["fault"]) == (3, "component.unsigned")
    assert [(one["document"], one["level"]) for one in papers["papers"]] == [(paper["document"], "B-LTA")]
    entries = command(home, capsys, "register", "--book", "SVB")[1]["entries"]
    assert [(entry["citizen"], entry["fee"]) for entry in entries] == [("Phòng Nội vụ", 0)]
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        files = [name for name in archive.namelist() if name.startswith(("01", "02"))]
        archive.extractall(tmp_path / "out")
    assert [name.endswith("-sao-y-so-1.pdf") for name in files] == [False, True]
    for name in files:
        code, report = command(home, capsys, "verify", str(tmp_path / "out" / name))
        assert (code, report["verdict"]) == (0, "TOTAL-PASSED"), name


@pytest.mark.parametrize("pages", ["0", "3-1", "a", ""])
def test_pages_that_are_none_are_wrong_usage(pages: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        saoy(["true-copy", "1", "--kind", "trich-sao", "--pages", pages])

    assert stopped.value.code == 2
