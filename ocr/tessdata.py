"""Where the tesseract models lie on this machine (thư mục tessdata)."""

import os
import sys
from pathlib import Path

from ocr.errors import LanguageMissing

_USUAL = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def _candidates() -> list[Path]:
    found = []
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        found += [Path(prefix), Path(prefix) / "tessdata"]
    program = Path(sys.executable).resolve().parent
    found += [program / "tessdata", program / "_internal" / "tessdata"]
    found += [Path(each) for each in _USUAL]
    for variable in ("PROGRAMFILES", "LOCALAPPDATA"):
        if base := os.environ.get(variable):
            found += [Path(base) / "Tesseract-OCR" / "tessdata"]
            found += [Path(base) / "Programs" / "Tesseract-OCR" / "tessdata"]
    return found


def tessdata_folder(model: str = "vie") -> Path:
    """Find the folder that holds `model`.traineddata.

    Looks at TESSDATA_PREFIX, beside the (frozen) program, then where Debian, Ubuntu, Fedora and
    Windows put it.

    Raises:
        LanguageMissing: No folder holds it.
    """
    for folder in _candidates():
        if model_file(folder, model):
            return folder
    raise LanguageMissing(language=model)


def model_file(folder: Path, model: str) -> Path | None:
    """Find the file of `model` ("vie", "osd", "script/Vietnamese"; scripts may lie flat)."""
    for name in (model, model.rpartition("/")[2]):
        file = folder / f"{name}.traineddata"
        if file.is_file():
            return file
    return None


def model_name(folder: Path, model: str) -> str:
    """Give the name tesseract must be told for `model` in `folder`.

    Raises:
        LanguageMissing: It is not there.
    """
    file = model_file(folder, model)
    if file is None:
        raise LanguageMissing(language=model)
    return file.relative_to(folder).with_suffix("").as_posix()
