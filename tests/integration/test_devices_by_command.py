"""`saoy devices`: what each scanner can, and the way to it, as a person or another program reads it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desk.cli.main import main
from desk.rehearsal.virtual_scanner import VirtualScanner
from tests.fakes.office import make_office


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualScanner]:
    Image.new("L", (60, 80), 90).save(tmp_path / "page.jpg")
    with VirtualScanner([tmp_path / "page.jpg"], name="HP Desk 1") as scanner:
        yield scanner


@pytest.fixture
def office(tmp_path: Path, virtual: VirtualScanner, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("desk.scan.drivers.shutil.which", lambda _: None)
    home = tmp_path / "office"
    make_office(home).close()
    (home / "machine.toml").write_text(f'escl = ["{virtual.address}"]\nmdns = false\n', "utf-8")
    return home


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["devices", *words])
    return code, capsys.readouterr().out


def test_each_device_is_told_with_what_it_can_and_the_way_to_it(
    office: Path, virtual: VirtualScanner, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(capsys, "--office", str(office), "--json")

    answer = json.loads(out)
    (device,) = answer["devices"]
    assert code == 0
    assert (device["name"], device["driver"], device["duplex"], device["proved"]) == ("HP Desk 1", "escl", True, True)
    assert device["identity"] == f"uuid:{virtual.state.uuid}"
    assert device["sentence"].startswith("khay nạp hai mặt, mặt kính; 75–600 dpi; màu, xám")
    assert [(test["address"], test["ok"]) for test in answer["tests"]] == [(virtual.address, True)]


def test_an_address_that_nobody_answers_at_is_told_where_it_fails(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = told(capsys, "--office", str(office), "--check", "http://127.0.0.1:9/eSCL")

    assert code == 1
    assert "Không ai trả lời ở cổng 9" in out
    assert "HP Desk 1: khay nạp hai mặt" in out


def test_one_scanner_is_asked_anew_by_its_name(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, out = told(capsys, "--office", str(office), "--test", "hp desk", "--json")
    absent, _ = told(capsys, "--office", str(office), "--test", "nobody", "--json")

    assert [one["name"] for one in json.loads(out)["devices"]] == ["HP Desk 1"]
    assert (there, absent) == (0, 3)
