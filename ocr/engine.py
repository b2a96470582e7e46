"""What an OCR engine owes the reading room (máy nhận dạng chữ), and which engines there are.

An engine knows letters, not pages: turning, levelling, reading order and refusing what is not print
are done around it, alike for all engines. Both engines pass `tests/contracts/test_ocr_engine.py`.
"""

import os
from collections.abc import Callable
from typing import Protocol

from ocr.errors import EngineMissing
from ocr.rawword import PAGE, Grey, RawWord, Turn
from ocr.tesseract import PytesseractEngine, TesserocrEngine


class OcrEngine(Protocol):
    """Reads letters from an upright, clean grey picture. Belongs to one process and one thread."""

    @property
    def name(self) -> str:
        """Name in the ENGINES table."""

    def read(self, image: Grey, dpi: float, mode: int = PAGE, model: str = "vie") -> list[RawWord]:
        """Read every word; texts are NFC, never empty, in the engine's own order.

        Args:
            image: Grey picture, upright.
            dpi: Of this picture, after any scaling.
            mode: PAGE, BLOCK, LINE or SPARSE.
            model: "vie" or "script/Vietnamese".

        Raises:
            LanguageMissing: The model is not installed.
            EngineMissing: The engine cannot be started.
        """

    def turn(self, image: Grey, dpi: float) -> Turn | None:
        """Say how the page stands, or None where there is too little text to tell.

        Raises:
            LanguageMissing: The model `osd` is not installed.
        """

    def has(self, model: str) -> bool:
        """Say whether a model is installed."""

    def close(self) -> None:
        """Give back the memory of the models; reading again loads them anew."""


ENGINES: dict[str, Callable[[], OcrEngine]] = {"tesserocr": TesserocrEngine, "pytesseract": PytesseractEngine}
"""Fastest first: the default is the first that starts."""

_open: dict[str, OcrEngine] = {}


def open_engine(name: str | None = None) -> OcrEngine:
    """Give the engine of this process, kept open between pages; by default the first that starts.

    `SAOY_OCR_ENGINE` in the environment chooses one by name.

    Raises:
        EngineMissing: None starts.
        LanguageMissing: An engine starts, but the Vietnamese model is not installed.
    """
    wanted = name or os.environ.get("SAOY_OCR_ENGINE")
    for each in [wanted] if wanted else list(ENGINES):
        if each in _open:
            return _open[each]
        if each not in ENGINES:
            raise EngineMissing(engine=each)
        try:
            _open[each] = ENGINES[each]()
        except (EngineMissing, ImportError):
            continue
        return _open[each]
    raise EngineMissing(engine=wanted or "any")
