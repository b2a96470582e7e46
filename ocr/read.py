"""Read one side of paper: upright, level, in the order a person reads (đọc một trang)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr import clean, layout
from ocr.blank import is_blank
from ocr.engine import OcrEngine, RawWord, open_engine
from ocr.page import PageImage, PageReading
from ocr.quality import complaints
from ocr.upright import Look, find_stance


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read (tùy chọn đọc).

    Attributes:
        careful: Spend more CPU: doubtful words are read again by another model at another scale.
        engine: Name in `ocr.engine.ENGINES`, None for the fastest that starts.
        clean: False reads the picture as it is: no levelling, no evening of the light.
    """

    careful: bool = False
    engine: str | None = None
    clean: bool = True


DEFAULT = ReadOptions()


def read_page(image: PageImage, options: ReadOptions = DEFAULT) -> PageReading:
    """Read one side; runs in a worker process, which keeps its engine open for the next page.

    Raises:
        FileUnreadable: The bytes are no picture.
        LanguageMissing: A tesseract model is not installed.
        EngineMissing: No engine starts.
    """
    sheet = clean.decode(image)
    grey = clean.red_channel(sheet.picture)
    dpi = sheet.dpi * sheet.shrink
    warnings = tuple(complaints(grey, dpi))
    if is_blank(sheet.picture, dpi):
        return PageReading(sheet.width_px, sheet.height_px, sheet.dpi, None, 0.0, True, (), "", warnings)  # noqa: FBT003 - the field is named `blank`
    engine = open_engine(options.engine)
    reader = _Reader(sheet, engine, options)
    stance = find_stance(grey, dpi, engine, reader.look)
    look = stance.look
    width, height = reader.size(look.rotation)
    page = layout.arrange(look.words, width, height, sheet.dpi)
    return PageReading(
        width_px=width,
        height_px=height,
        dpi=sheet.dpi,
        rotation=look.rotation if stance.sure else None,
        skew=look.angle,
        blank=False,
        words=page.words,
        text=page.text,
        warnings=warnings,
    )


class _Reader:
    """Holds one decoded side while ways of holding it are tried."""

    def __init__(self, sheet: clean.Sheet, engine: OcrEngine, options: ReadOptions) -> None:
        self._sheet = sheet
        self._engine = engine
        self._options = options
        self._grey = clean.red_channel(sheet.picture)

    def size(self, rotation: int) -> tuple[int, int]:
        """Give width and height of the upright page at stored size, in pixels."""
        width, height = self._sheet.width_px, self._sheet.height_px
        return (width, height) if rotation % 180 == 0 else (height, width)

    def look(self, rotation: int, angle: float) -> Look:
        """Read the page held one way."""
        dpi = self._sheet.dpi * self._sheet.shrink
        upright = clean.turned(self._grey, -rotation)
        if self._options.clean:
            scale = clean.reading_scale(dpi)
            picture = clean.even_light(clean.level(upright, angle, scale))
        else:
            scale, angle, picture = 1.0, 0.0, upright
        words = self._engine.read(picture, dpi * scale)
        return Look(rotation, angle, _at_size(words, scale * self._sheet.shrink))


def _at_size(words: Sequence[RawWord], scale: float) -> list[RawWord]:
    """Bring edges from the read picture to pixels of the upright page at stored size."""
    return [
        replace(
            each,
            left=round(each.left / scale),
            top=round(each.top / scale),
            right=round(each.right / scale),
            bottom=round(each.bottom / scale),
        )
        for each in words
    ]
