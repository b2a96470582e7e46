"""`saoy profiles`: the work profiles of an office told, tried, carried in a file and locked by command."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desk.cli.main import main
from desk.rehearsal.virtual_scanner import VirtualScanner
from tests.fakes.office import make_office


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("desk.scan.drivers.shutil.which", lambda _: None)
    Image.new("L", (60, 80), 90).save(tmp_path / "page.jpg")
    home = tmp_path / "office"
    make_office(home).close()
    with VirtualScanner([tmp_path / "page.jpg"], name="HP Desk 1") as virtual:
        (home / "machine.toml").write_text(f'escl = ["{virtual.address}"]\nmdns = false\n', "utf-8")
        yield home


def test_a_set_is_told_tried_carried_and_locked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, folder = office.parent / "kieu-quet.toml", office.parent / "try"

    def saoy(*words: str) -> tuple[int, str, str]:
        code = main(["profiles", *words, "--office", str(office)])
        said = capsys.readouterr()
        return code, said.out, said.err

    listed = json.loads(saoy("list", "--json")[1])
    assert [one["key"] for one in listed["profiles"]] == [f"Shift+F{key}" for key in range(2, 10)]
    tried = json.loads(saoy("try", "Giấy khổ A5", str(folder), "--json")[1])
    (side,) = folder.iterdir()
    assert (tried["profile"], tried["file"]) == ("Giấy khổ A5", str(side))
    assert side.read_bytes() == (office.parent / "page.jpg").read_bytes()
    assert saoy("export", str(file))[0] == 0
    file.write_text(file.read_text("utf-8").replace("Khai sinh", "Khai sinh bản chính"), "utf-8")
    assert saoy("import", str(file))[0] == 0
    assert "Shift F2  Khai sinh bản chính: tự chọn nguồn" in saoy("list")[1]
    assert saoy("lock")[0] == 0
    code, _out, told = saoy("import", str(file))
    assert (code, "đã khóa bộ kiểu quét" in told) == (3, True)
    code, _out, told = saoy("try", "4", str(folder))
    assert (code, "297 × 420 mm" in told) == (3, True)
