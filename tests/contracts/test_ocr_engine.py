"""What every OCR engine owes the reading room, whichever library or program is underneath."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr import engine as engines
from ocr.engine import ENGINES, OcrEngine, open_engine
from ocr.errors import EngineMissing, LanguageMissing
from ocr.rawword import LINE, Grey
from ocr.tessdata import tessdata_folder
from ocr.tesseract import PytesseractEngine, TesserocrEngine

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "ocr"
TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Iterator[OcrEngine]:
    started = ENGINES[request.param]()
    yield started
    started.close()


@pytest.fixture(scope="module")
def scan() -> Grey:
    return np.asarray(cv2.imread(str(SAMPLES / "k059.jpg"), cv2.IMREAD_GRAYSCALE), np.uint8)


def test_an_engine_carries_the_name_it_is_listed_under() -> None:
    assert {name: make().name for name, make in ENGINES.items()} == {name: name for name in ENGINES}


def test_printed_words_come_back_composed_placed_and_weighed(engine: OcrEngine, scan: Grey) -> None:
    words = engine.read(scan[:600], 200)

    assert {"THÔNG", "Độc", "trợ"} <= {each.text for each in words}
    assert all(each.text and each.text == unicodedata.normalize("NFC", each.text) for each in words)
    assert all(0 <= each.confidence <= 1 for each in words)
    assert all(0 <= each.left < each.right <= scan.shape[1] for each in words)
    assert all(0 <= each.top < each.bottom <= 600 for each in words)


def test_words_of_one_printed_line_share_its_number(engine: OcrEngine, scan: Grey) -> None:
    words = engine.read(scan[:600], 200)
    title = [each for each in words if each.text in {"THÔNG", "Độc"}]

    assert len({each.line for each in title}) == 2


def test_one_line_cut_out_is_read_alone(engine: OcrEngine, scan: Grey) -> None:
    whole = engine.read(scan[:700], 200)
    title = next(each for each in whole if each.text == "THÔNG")
    line = scan[title.top - 8 : title.bottom + 8, title.left - 6 : title.right + 6]

    words = engine.read(line, 200, LINE)

    assert [each.text for each in words] == ["THÔNG"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_turn_of_a_page_is_told_clockwise(engine: OcrEngine, scan: Grey, rotation: int) -> None:
    page = scan if rotation == 0 else np.asarray(cv2.rotate(scan, TURNS[rotation]), np.uint8)

    turn = engine.turn(page, 200)

    assert turn is not None
    assert turn.rotation == rotation
    assert turn.confidence > 2


@pytest.mark.parametrize("size", [(1, 1), (2, 300), (400, 300)])
def test_an_empty_picture_has_no_words_and_no_turn(engine: OcrEngine, size: tuple[int, int]) -> None:
    white = np.full(size, 255, np.uint8)

    assert engine.read(white, 300) == []
    assert engine.turn(white, 300) is None


def test_a_closed_engine_reads_again(engine: OcrEngine, scan: Grey) -> None:
    before = engine.read(scan[:300], 200)

    engine.close()

    assert engine.read(scan[:300], 200) == before


def test_a_model_that_is_not_installed_is_named(engine: OcrEngine, scan: Grey) -> None:
    assert engine.has("vie")
    assert not engine.has("tlh")

    with pytest.raises(LanguageMissing) as fault:
        engine.read(scan[:300], 200, model="tlh")

    assert fault.value.context["language"] == "tlh"


@pytest.mark.parametrize("kind", [TesserocrEngine, PytesseractEngine])
def test_a_folder_without_the_orientation_model_is_a_fault_with_its_name(
    kind: type[TesserocrEngine] | type[PytesseractEngine], scan: Grey, tmp_path: Path
) -> None:
    started = kind(tmp_path)

    with pytest.raises(LanguageMissing) as fault:
        started.turn(scan, 200)

    assert fault.value.context["language"] == "osd"


def test_models_are_found_through_the_environment_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vie.traineddata").write_bytes(b"")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))

    assert tessdata_folder() == tmp_path


def test_one_engine_a_process_is_kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_open", {})

    assert open_engine() is open_engine()


def test_an_unknown_engine_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_open", {})

    with pytest.raises(EngineMissing):
        open_engine("crystal-ball")
