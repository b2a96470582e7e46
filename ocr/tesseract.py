"""Two engines around tesseract: the library in this process, and the program beside it.

The library is faster, the program is everywhere. Both give words of the same shape; their versions
of tesseract may differ (the wheel brings its own).
"""

import os
import re
from pathlib import Path
from typing import Protocol

os.environ.setdefault("OMP_THREAD_LIMIT", "1")
# Set before the library loads: its threads cost 2.5 times the CPU.

import cv2
from PIL import Image

from ocr.errors import EngineMissing, LanguageMissing
from ocr.rawword import PAGE, Grey, RawWord, Turn
from ocr.tessdata import model_file, model_name, tessdata_folder
from ocr.vietnamese import compose

cv2.setNumThreads(1)

_ADDRESS = re.compile(r"^([\w.-]{2,})(?:\(@\)?|@\)|\(\))([\w-]+\.[\w.-]+)$")
_WORD_LEVEL = "5"
_COLUMNS = 12
_LEAST_SIDE = 3
"""Below this many pixels a side tesseract complains instead of reading nothing."""


def words_of_tsv(tsv: str) -> list[RawWord]:
    """Read tesseract's TSV: one row an element, level 5 = word; blank words are dropped."""
    words: list[RawWord] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in tsv.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL:
            continue
        text = _mended(compose(cells[11]).strip())
        if not text:
            continue
        line = lines.setdefault(tuple(cells[1:5]), len(lines))
        left, top, width, height = (int(each) for each in cells[6:10])
        confidence = min(1.0, max(0.0, float(cells[10]) / 100))
        words.append(RawWord(text, left, top, left + width, top + height, confidence, line))
    return words


def _mended(text: str) -> str:
    """Put right the sign @ of an address, which the models read as a pair of brackets."""
    return _ADDRESS.sub(r"\1@\2", text)


def _too_small(image: Grey) -> bool:
    return bool(min(image.shape[:2]) < _LEAST_SIDE)


class _Api(Protocol):
    """The part of tesserocr.PyTessBaseAPI that is used here."""

    def SetPageSegMode(self, psm: int) -> None: ...  # noqa: N802 - the library's name
    def SetImage(self, image: Image.Image) -> None: ...  # noqa: N802 - the library's name
    def SetImageBytes(self, data: bytes, width: int, height: int, size: int, row: int) -> None: ...  # noqa: N802 - the library's name
    def SetSourceResolution(self, ppi: int) -> None: ...  # noqa: N802 - the library's name
    def GetTSVText(self, page_number: int) -> str: ...  # noqa: N802 - the library's name
    def DetectOrientationScript(self) -> dict[str, float] | None: ...  # noqa: N802 - the library's
    def Clear(self) -> None: ...  # noqa: N802 - the library's name
    def End(self) -> None: ...  # noqa: N802 - the library's name


class TesserocrEngine:
    """Tesseract as a library, models kept in memory: no process, no temporary file a page."""

    name = "tesserocr"

    def __init__(self, folder: Path | None = None) -> None:
        """Find the models; they are loaded at the first reading.

        Raises:
            LanguageMissing: The model `vie` is nowhere.
            EngineMissing: The library is not installed.
        """
        self._folder = folder or tessdata_folder()
        self._apis: dict[str, _Api] = {}
        try:
            import tesserocr  # type: ignore[import-untyped]  # ships no types
        except ImportError as missing:
            raise EngineMissing(engine=self.name) from missing
        self._library = tesserocr

    def _api(self, model: str) -> _Api:
        if model not in self._apis:
            name = model_name(self._folder, model)
            try:
                api: _Api = self._library.PyTessBaseAPI(
                    path=str(self._folder), lang=name, oem=self._library.OEM.LSTM_ONLY
                )
            except RuntimeError as broken:
                raise LanguageMissing(language=model) from broken
            self._apis[model] = api
        return self._apis[model]

    def read(self, image: Grey, dpi: float, mode: int = PAGE, model: str = "vie") -> list[RawWord]:
        """Read every word; see `OcrEngine.read`."""
        if _too_small(image):
            return []
        api = self._api(model)
        api.SetPageSegMode(mode)
        api.SetImageBytes(image.tobytes(), image.shape[1], image.shape[0], 1, image.shape[1])
        api.SetSourceResolution(max(70, round(dpi)))
        try:
            return words_of_tsv(api.GetTSVText(0))
        finally:
            api.Clear()

    def turn(self, image: Grey, dpi: float) -> Turn | None:
        """Ask the orientation model; see `OcrEngine.turn`."""
        if _too_small(image):
            return None
        if "osd" not in self._apis:
            name = model_name(self._folder, "osd")
            self._apis["osd"] = self._library.PyTessBaseAPI(
                path=str(self._folder), lang=name, psm=self._library.PSM.OSD_ONLY
            )
        api = self._apis["osd"]
        api.SetImage(Image.fromarray(image))
        api.SetSourceResolution(max(70, round(dpi)))
        try:
            found = api.DetectOrientationScript()
        except RuntimeError:
            return None
        finally:
            api.Clear()
        if not found:
            return None
        return Turn(int(found["orient_deg"]) % 360, float(found["orient_conf"]))

    def has(self, model: str) -> bool:
        """Say whether a model is installed."""
        return model_file(self._folder, model) is not None

    def close(self) -> None:
        """Give back the memory of the models."""
        for api in self._apis.values():
            api.End()
        self._apis.clear()


class PytesseractEngine:
    """Tesseract as a program, one run a page: works wherever `tesseract` is on the path."""

    name = "pytesseract"

    def __init__(self, folder: Path | None = None) -> None:
        """Find the program and the models.

        Raises:
            EngineMissing: The program is not on the path.
            LanguageMissing: The model `vie` is nowhere.
        """
        import pytesseract  # type: ignore[import-untyped]  # ships no types

        self._program = pytesseract
        try:
            pytesseract.get_tesseract_version()
        except (pytesseract.TesseractNotFoundError, SystemExit) as missing:
            raise EngineMissing(engine=self.name) from missing
        self._folder = folder or tessdata_folder()

    def _options(self, dpi: float, mode: int) -> str:
        return f'--tessdata-dir "{self._folder}" --psm {mode} --oem 1 --dpi {max(70, round(dpi))}'

    def read(self, image: Grey, dpi: float, mode: int = PAGE, model: str = "vie") -> list[RawWord]:
        """Read every word; see `OcrEngine.read`."""
        name = model_name(self._folder, model)
        if _too_small(image):
            return []
        try:
            tsv = self._program.image_to_data(Image.fromarray(image), lang=name, config=self._options(dpi, mode))
        except self._program.TesseractError as broken:
            raise LanguageMissing(language=model) from broken
        return words_of_tsv(str(tsv))

    def turn(self, image: Grey, dpi: float) -> Turn | None:
        """Ask the orientation model; see `OcrEngine.turn`."""
        name = model_name(self._folder, "osd")
        if _too_small(image):
            return None
        options = f'--tessdata-dir "{self._folder}" --dpi {max(70, round(dpi))}'
        try:
            found = self._program.image_to_osd(Image.fromarray(image), lang=name, config=options, output_type="dict")
        except self._program.TesseractError:
            return None
        return Turn(int(found["orientation"]) % 360, float(found["orientation_conf"]))

    def has(self, model: str) -> bool:
        """Say whether a model is installed."""
        return model_file(self._folder, model) is not None

    def close(self) -> None:
        """Nothing is kept between pages."""
