"""The signer's name and titles looked at again on the picture (đọc lại người ký, chức vụ).

There a seal, a signature and a stamped name lie over one another, and what suits one of them hides another. So the
block is read several times with different inks and sizes; what most readings say is taken. Nothing is taken from a
list of names: the list of family names only tells when to look again and how far to trust what was seen; titles are
only recognised, as everywhere, by the list of titles of office.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from ocr.engine import OcrEngine
from ocr.handwriting import UprightPage
from ocr.lexicon import official
from ocr.page import Box, FieldReading, PageReading, Word
from ocr.printed import Line, lines_of, page_lines
from ocr.rawword import BLOCK, LINE, SPARSE, Grey
from ocr.refuse import is_plausible
from ocr.signer import block_beside_recipients, is_whole_office, name_of, office_of
from ocr.signer_ink import Inks, bold_alone, inks_of, without_grain
from ocr.signer_name import closer, pixels, settled
from ocr.vietnamese import fold

_SURE_OFFICE, _FAIR_OFFICE, _LEAST_OFFICE = 0.8, 0.6, 0.3
_ASIDE = 12.0
_ABOVE, _FAR_ABOVE, _BELOW = 2.6, 15.0, 1.8
_REACH = 22.0
"""Usual heights of a line: the block's half width; what is seen above and below it; how far a name is below titles."""
_RIGHT_HALF = 0.44
_BESIDE = 3.0
_INKED, _DARK, _PALE = 0.05, 140, 170
_PERHAPS_HALF = 0.75
_TWICE = 0.6
"""What is left of the doubt of titles that two looks saw alike."""
_LEFT, _RIGHT = 6.0, 4.0
"""Heights of a name's line that are looked at beyond its ends."""
_FOUND = 0.8
"""Share of its confidence left to a name that the first reading did not see at all."""
_DPI = 200.0


@dataclass(frozen=True, slots=True)
class _Block:
    """The signer's block cut out: its inks, its box in px of the reading, pixels for each of these."""

    inks: Inks
    area: Box
    scale: float

    def read(self, ink: Grey, box: Box, engine: OcrEngine, mode: int, grow: float = 0.0) -> list[Word]:
        """Read a part, each px of the reading drawn as `grow` when given. Words in px of the reading."""
        left, top, right, bottom = (round((edge - self.area[at % 2]) * self.scale) for at, edge in enumerate(box))
        part = ink[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
        if min(part.shape) < 8:
            return []
        by = grow / self.scale if grow else 1.0
        if by != 1.0:
            how = cv2.INTER_CUBIC if by > 1 else cv2.INTER_AREA
            part = np.asarray(cv2.resize(part, None, fx=by, fy=by, interpolation=how), np.uint8)
        edge = 15
        framed = cv2.copyMakeBorder(part, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255,))
        x, y = self.area[0] + max(0, left) / self.scale, self.area[1] + max(0, top) / self.scale
        by *= self.scale
        return [
            Word(
                each.text,
                round(x + (each.left - edge) / by),
                round(y + (each.top - edge) / by),
                round(x + (each.right - edge) / by),
                round(y + (each.bottom - edge) / by),
                each.confidence,
                each.line,
            )
            for each in engine.read(np.asarray(framed, np.uint8), _DPI, mode)
        ]

    def is_red(self, box: Box) -> bool:
        """Tell whether most ink of a part is red, as that of a stamped name is."""
        left, top, right, bottom = (
            max(0, round((edge - self.area[at % 2]) * self.scale)) for at, edge in enumerate(box)
        )
        ink = self.inks.peeled[top:bottom, left:right] < _DARK
        if self.inks.black is None or not ink.any():
            return False
        return float((self.inks.black[top:bottom, left:right][ink] > _PALE).mean()) > 0.5


def closer_signer(
    name: FieldReading, office: FieldReading, page: UprightPage, reading: PageReading, engine: OcrEngine
) -> tuple[FieldReading, FieldReading]:
    """Look at the signer's block again where name or titles are in doubt.

    Args:
        name: As read from the words of the page; the page of both is that of `reading`.
        office: Likewise.
        page: The picture.
        reading: Of the same side.
        engine: That reads.
    """
    if settled(name) and office.confidence >= _SURE_OFFICE and "." in (office.value or ""):
        return name, office
    area = _area(name, office, reading)
    if area is None:
        return name, office
    block = _Block(inks_of(page.part(*area), reading.dpi * page.scale), area, page.scale)
    words: Sequence[Word] = reading.words
    if name.value is None:
        name, words = _found_name(block, name, reading, engine)
    more = _more_ink(block, office, reading)
    if office.confidence < _SURE_OFFICE or more:
        office = _closer_office(block, name, office, reading, engine)
    if more and "." not in (office.value or ""):
        # One title alone, and ink beside it that nobody could read: perhaps half of an office.
        office = replace(office, confidence=min(office.confidence, _PERHAPS_HALF))
    if name.box is None or settled(name):
        return name, office
    return closer(name, reading, words, list(_looks(block, name, reading, engine))), office


def worth_a_look(name: FieldReading, office: FieldReading, lines: Sequence[Line]) -> bool:
    """Tell whether there is a signer's block to look at: a name, titles, or the recipients that stand beside it."""
    known = name.box is not None or office.box is not None
    return known or block_beside_recipients(lines, name.page) is not None


def _usual(reading: PageReading) -> float:
    return float(median(word.bottom - word.top for word in reading.words))


def _area(name: FieldReading, office: FieldReading, reading: PageReading) -> Box | None:
    """Give the signer's block in px of the reading."""
    high = _usual(reading)
    shown = name.box or office.box
    if shown is None:
        anchor = block_beside_recipients(page_lines(reading, name.page), name.page)
        if anchor is None:
            return None
        right = 0.98 * reading.width_px
        return _RIGHT_HALF * reading.width_px, anchor.top - _BESIDE * high, right, anchor.top + _REACH * high
    box = pixels(shown, reading)
    middle = (box[0] + box[2]) / 2
    top = pixels(office.box, reading)[1] - _ABOVE * high if office.box else box[1] - _FAR_ABOVE * high
    bottom = box[3] + (_BELOW if name.box else _REACH) * high
    return middle - _ASIDE * high, min(top, box[1] - _ABOVE * high), middle + _ASIDE * high, bottom


def _found_name(
    block: _Block, name: FieldReading, reading: PageReading, engine: OcrEngine
) -> tuple[FieldReading, Sequence[Word]]:
    """Look for a name that the first reading did not see at all."""
    for ink in (block.inks.black, block.inks.peeled):
        if ink is None:
            continue
        words = [word for word in block.read(ink, block.area, engine, BLOCK) if is_plausible(word.text)]
        found = name_of(_lines(words, reading, name.page), name.page)
        if found.value is not None:
            return replace(found, confidence=round(_FOUND * found.confidence, 3)), words
    return name, ()


def _more_ink(block: _Block, office: FieldReading, reading: PageReading) -> bool:
    """Tell whether ink that was not read stands right above or below the titles: another one, under a pen or a seal."""
    if office.box is None:
        return True
    high = _usual(reading)
    left, top, right, bottom = pixels(office.box, reading)
    ink = np.asarray(block.inks.peeled < _DARK, np.uint8)
    for word in reading.words:
        x, y = (word.left - block.area[0]) * block.scale, (word.top - block.area[1]) * block.scale
        x_end, y_end = (word.right - block.area[0]) * block.scale, (word.bottom - block.area[1]) * block.scale
        if x_end > 0 and y_end > 0:
            ink[max(0, int(y)) : int(y_end), max(0, int(x)) : int(x_end)] = 0
    for start, end in ((top - 1.7 * high, top - 0.2 * high), (bottom + 0.2 * high, bottom + 1.6 * high)):
        rows = slice(*(max(0, int((edge - block.area[1]) * block.scale)) for edge in (start, end)))
        columns = slice(*(max(0, int((edge - block.area[0]) * block.scale)) for edge in (left, right)))
        part = ink[rows, columns]
        if part.size and part.mean() > _INKED:
            return True
    return False


def _closer_office(
    block: _Block, name: FieldReading, office: FieldReading, reading: PageReading, engine: OcrEngine
) -> FieldReading:
    """Read the titles again with all inks; more titles than before win, seen twice they are surer."""
    high = _usual(reading)
    left, top, right, bottom = block.area
    if office.box is not None:
        bottom = pixels(office.box, reading)[3] + _ABOVE * high
    elif name.box is not None:
        bottom = pixels(name.box, reading)[1] - 0.5 * high
    seen = [office] if office.value is not None else []
    for ink, mode in _title_inks(block.inks, reading.dpi * block.scale):
        words = block.read(ink, (left, top, right, bottom), engine, mode)
        found = office_of(_lines(_of_titles(words), reading, name.page), name.page)
        seen += [found] if found.value is not None else []
        best = _fullest(office, seen)
        if best.confidence >= _SURE_OFFICE:
            break
    return _fullest(office, seen)


def _title_inks(inks: Inks, dpi: float) -> Iterator[tuple[Grey, int]]:
    """Yield the pictures that titles are read on, and how, one after the other until they are sure."""
    first = inks.peeled if inks.black is None else inks.black
    yield first, BLOCK
    if inks.black is not None:
        yield inks.peeled, BLOCK
    yield without_grain(first), BLOCK
    yield bold_alone(first, dpi), BLOCK
    yield first, SPARSE
    if inks.whole is not None:
        yield inks.whole, BLOCK


def _fullest(office: FieldReading, seen: Sequence[FieldReading]) -> FieldReading:
    """Choose of titles that looks saw, never a part of others: first such that make an office, then the most words."""
    told = [one.value for one in seen]
    # What makes an office already is only outdone by what two looks saw, or one saw fairly.
    least = _FAIR_OFFICE if is_whole_office(office.value or "") else _LEAST_OFFICE
    fair = [
        one
        for one in seen
        if one.confidence >= least or (one.confidence >= _LEAST_OFFICE and told.count(one.value) > 1)
    ]
    texts = {one.value or "" for one in fair}
    whole = [one for one in fair if not any((one.value or "") in text and one.value != text for text in texts)]
    best = max(
        whole, key=lambda one: (is_whole_office(one.value or ""), len(one.value or ""), one.confidence), default=None
    )
    if best is None:
        return office
    twice = sum(one.value == best.value for one in whole) > 1 and is_whole_office(best.value or "")
    sure = best.confidence if not twice or best.confidence < _FAIR_OFFICE else 1 - (1 - best.confidence) * _TWICE
    return replace(best, confidence=round(sure, 3))


def _of_titles(words: Sequence[Word]) -> list[Word]:
    known = {fold(word) for title in official()["signer"]["titles"] for word in title.split()}
    return [word for word in words if fold(word.text).strip(".,") in known or "." in word.text or word.text.isupper()]


def _lines(words: Sequence[Word], reading: PageReading, page: int) -> list[Line]:
    lines = lines_of(words, page, (reading.width_px, reading.height_px), split=False)
    return sorted(lines, key=lambda line: line.top)


def _looks(block: _Block, name: FieldReading, reading: PageReading, engine: OcrEngine) -> Iterator[list[Word]]:
    """Read the name's line with each ink and in several sizes; words whose middle lies in the line."""
    box = pixels(name.box or (0, 0, 0, 0), reading)
    high = box[3] - box[1]
    inks = block.inks
    red = inks.black is None or block.is_red(box)
    first, second = (inks.peeled, inks.whole) if red else (inks.black, None)
    for ink, pad, mode, size in (
        (first, 1.2, SPARSE, 0),
        (first, 0.15, LINE, 40),
        (first, 0.35, LINE, 60),
        (first, 0.35, BLOCK, 34),
        (second, 1.2, BLOCK, 0),
        (second, 0.35, LINE, 34),
        (second, 0.1, LINE, 40),
    ):
        if ink is None:
            continue
        edges = (box[0] - _LEFT * high, box[1] - pad * high, box[2] + _RIGHT * high, box[3] + pad * high)
        words = block.read(ink, edges, engine, mode, size / high)
        yield [word for word in words if box[1] - 0.2 * high <= (word.top + word.bottom) / 2 <= box[3] + 0.2 * high]
