"""Read one side of paper: upright, level, in the order a person reads (đọc một trang)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr import clean, layout
from ocr.blank import Side, judge
from ocr.careful import agreed
from ocr.cells import read_cells
from ocr.engine import OcrEngine, open_engine
from ocr.eye import eye_of
from ocr.flat import flatten
from ocr.leaders import shown
from ocr.levels import Leans, leans_of
from ocr.page import MAYBE_BLANK, PageImage, PageReading
from ocr.pdf_layer import raw_words, without_words
from ocr.placing import as_captured
from ocr.quality import CUT, TURN_UNSURE, complaints
from ocr.rawword import RawWord
from ocr.refuse import printed
from ocr.second import look_again, read_alone
from ocr.sheet_edges import runs_out
from ocr.side_marks import find_marks
from ocr.spacing import spaced
from ocr.tables import Table, at_size, tables_of
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
    if image.own is not None and not image.own.rest:
        return image.own
    sheet = clean.decode(image)
    if image.own is not None:
        return _read_beside(image.own, sheet, options)
    dpi = sheet.dpi * sheet.shrink
    marks = find_marks(sheet.picture, dpi)
    side = judge(sheet.picture, dpi)
    if side is Side.BLANK and not marks:
        return PageReading(sheet.width_px, sheet.height_px, sheet.dpi, None, 0.0, True, (), "")  # noqa: FBT003 - the field is named `blank`
    reading = replace(_read_written(sheet, options), marks=marks)
    if side is Side.DOUBTFUL:
        return replace(reading, warnings=(*reading.warnings, MAYBE_BLANK))
    return reading


def _read_written(sheet: clean.Sheet, options: ReadOptions) -> PageReading:
    """Read a side that is not blank, made flat first where it was photographed."""
    leans = leans_of(clean.red_channel(sheet.picture))
    flat = flatten(sheet.picture, leans) if options.clean else None
    if flat is None:
        return _read(sheet, options, leans)
    seen = clean.Sheet(flat.picture, *flat.size, clean.guess_dpi(*flat.size))
    reading = as_captured(_read(seen, options, None), flat, sheet)
    if flat.corners is not None and runs_out(flat.corners, sheet.picture):
        reading = replace(reading, warnings=(*reading.warnings, CUT))
    return reading


def _read_beside(own: PageReading, sheet: clean.Sheet, options: ReadOptions) -> PageReading:
    """Read what a sound text layer leaves out: stamps, pictures, notes, blocks of signatures."""
    reader = _Reader(without_words(sheet, own.words), open_engine(options.engine), options)
    told = raw_words(own.words)
    behind = 1 + max((each.line for each in told), default=0)
    new = [replace(each, line=each.line + behind) for each in reader.closer(reader.look(0, 0.0))]
    page = layout.arrange([*told, *new], own.width_px)
    marks = find_marks(sheet.picture, sheet.dpi * sheet.shrink)
    return replace(own, words=page.words, text=page.text, rest=False, marks=marks)


def _read(sheet: clean.Sheet, options: ReadOptions, leans: Leans | None) -> PageReading:
    """Read a flat side that is not blank."""
    dpi = sheet.dpi * sheet.shrink
    grey = clean.red_channel(sheet.picture)
    engine = open_engine(options.engine)
    reader = _Reader(sheet, engine, options)
    stance = find_stance(grey, dpi, engine, reader.look, leans)
    # An undecided page is read as it lies, so that words, size and `rotation` None speak of the same page.
    look = stance.look if stance.sure or stance.look.rotation == 0 else reader.look(0, 0.0)
    width, height = reader.size(look.rotation)
    tables = reader.tables(look)
    words = reader.closer(look, tables) if stance.sure else printed(look.words)
    page = layout.arrange(words, width, tables)
    return PageReading(
        width_px=width,
        height_px=height,
        dpi=sheet.dpi,
        rotation=look.rotation if stance.sure else None,
        skew=look.angle,
        blank=False,
        words=page.words,
        text=page.text,
        warnings=(*complaints(sheet.picture, dpi), *(() if stance.sure else (TURN_UNSURE,))),
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
        if not self._options.clean:
            words = self._engine.read(clean.turned(self._grey, -rotation), dpi)
            return Look(rotation, 0.0, _at_size(words, self._sheet.shrink))
        scale = clean.reading_scale(dpi)
        eye = eye_of(self._sheet, rotation, angle, scale)
        words = self._engine.read(eye.picture, dpi * scale)
        return Look(rotation, angle, _at_size(words, scale * self._sheet.shrink), eye)

    def closer(self, look: Look, tables: Sequence[Table] = ()) -> Sequence[RawWord]:
        """Look again at what was doubted or passed over, now that the page is held the right way."""
        eye = look.eye
        if eye is None:
            return printed(look.words)
        size = eye.scale * self._sheet.shrink
        words = [*_at_size(look.words, 1 / size)]
        words = look_again(eye.picture, words, self._engine, eye.dpi)
        words = read_cells(eye.picture, words, at_size(tables, 1 / size), self._engine, eye.dpi)
        if self._options.careful:
            words = agreed(eye.picture, words, self._engine, eye.dpi)
        if eye.red is not None:
            words += read_alone(eye.red, words, self._engine, eye.dpi)
        words += shown(eye.leaders, words)
        return _at_size(spaced(words), size)

    def tables(self, look: Look) -> list[Table]:
        """Give the ruled tables of the page held one way, in pixels of the upright page at stored size."""
        if look.eye is None:
            return []
        return at_size(tables_of(look.eye.picture, look.eye.dpi), look.eye.scale * self._sheet.shrink)


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
