"""`saoy evening timer`: the daily run is put into the hands of the system, and taken out again."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from desk.cli.main import main
from desk.jobs import run_program
from tests.fakes.office import make_office

Saoy = Callable[..., tuple[int, Any]]


@pytest.fixture
def saoy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Saoy:
    """The command line over an office that has an evening's folder, and a user's folder of units of its own."""
    home, folder = tmp_path / "văn phòng", tmp_path / "cuối ngày"
    folder.mkdir()
    make_office(home).close()
    (home / "machine.toml").write_text(f"evening = {json.dumps(str(folder))}\n", "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def run(*words: str) -> tuple[int, Any]:
        code = main(["evening", "timer", *words, "--office", str(home), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run


def system(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, refuses: str = "nothing") -> Path:
    """Put a program of the system's name before the real one; it writes down what it is asked, and may refuse it."""
    bin_, log = folder / "bin", folder / "asked"
    bin_.mkdir()
    program = bin_ / name
    program.write_text(
        f'#!/bin/sh\necho "$@" >> "{log}"\ncase "$*" in *{refuses}*) echo "no bus" >&2; exit 1;; esac\n', "utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    return log


def units(folder: Path) -> list[Path]:
    return sorted((folder / "config" / "systemd" / "user").iterdir())


def test_a_timer_is_installed_so_that_the_system_takes_it_and_removed_without_a_trace(
    saoy: Saoy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = system(tmp_path, monkeypatch, "systemctl")

    code, told = saoy("--install", "--at", "7:05")
    laid = units(tmp_path)
    checked = run_program(["systemd-analyze", "verify", *(str(file) for file in laid)], 30)
    removed, _ = saoy("--remove")

    name = told["name"]
    assert (code, removed, told["at"]) == (0, 0, "07:05")
    assert [str(file) for file in laid] == told["files"]
    assert [file.name for file in laid] == [f"{name}.service", f"{name}.timer"]
    assert (checked.code, checked.errors) == (0, "")
    assert asked.read_text().splitlines() == [
        "--user daemon-reload", f"--user enable --now {name}.timer", f"--user disable --now {name}.timer",
    ]  # fmt: skip
    assert units(tmp_path) == []


def test_a_timer_that_the_system_refuses_leaves_nothing_behind(
    saoy: Saoy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system(tmp_path, monkeypatch, "systemctl", refuses="enable")

    code, told = saoy("--install")

    assert (code, told["fault"], "no bus" in told["sentence"]) == (3, "evening.timer-refused", True)
    assert units(tmp_path) == []


def test_a_timer_is_removed_also_when_the_folder_is_gone(
    saoy: Saoy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system(tmp_path, monkeypatch, "systemctl")
    saoy("--install")
    (tmp_path / "cuối ngày").rmdir()

    refused, told = saoy("--install")
    removed, _ = saoy("--remove")

    assert (refused, told["fault"], removed) == (3, "evening.no-folder", 0)
    assert units(tmp_path) == []


def test_on_windows_the_task_is_handed_to_the_task_scheduler(
    saoy: Saoy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = system(tmp_path, monkeypatch, "schtasks")
    monkeypatch.setattr("desk.cli.evening_timer.sys", _windows())

    code, told = saoy("--install")
    removed, _ = saoy("--remove")

    name = told["name"]
    task = ET.fromstring(Path(told["files"][0]).read_bytes())  # noqa: S314 -- our own words
    words = {node.tag.rpartition("}")[2]: node.text for node in task.iter()}
    assert (code, removed) == (0, 0)
    assert asked.read_text().splitlines() == [
        f"/Create /F /TN {name} /XML {told['files'][0]}", f"/Delete /F /TN {name}",
    ]  # fmt: skip
    assert (words["Arguments"] or "").endswith("ingest --batch")


def _windows() -> object:
    """Return what stands for `sys` on Windows."""
    return type("Sys", (), {"platform": "win32", "executable": sys.executable, "argv": sys.argv})
