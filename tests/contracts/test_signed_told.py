"""What every `PaperReader` owes before a file is written anew: it tells a signed file from another."""

from pathlib import Path

import pytest
from PIL import Image

from desk.ports import PaperReader
from desk.read.processes import ProcessReader
from tests.fakes.office import ToldReader
from tests.unit.ocr.layers import born_digital

SIGNED = Path(__file__).parents[3] / "shared" / "samples" / "signed-pdfs" / "1aab8acf_pades-epes.pdf"


@pytest.mark.parametrize("kind", [ProcessReader, ToldReader])
def test_a_signed_file_is_told_from_another(kind: type[PaperReader], tmp_path: Path) -> None:
    reader = kind()
    Image.new("L", (40, 40)).save(tmp_path / "dot.png")

    try:
        told = [reader.signed(path) for path in (SIGNED, born_digital(tmp_path / "born.pdf"), tmp_path / "dot.png")]
    finally:
        reader.close()

    assert told == [True, False, False]
