"""The signer's name and titles looked at again on the picture (đọc lại người ký, chức vụ).

There a seal, a signature and a stamped name lie over one another, and what suits one of them hides another. So each
line is read several times with different inks and sizes; what most readings say is taken. Nothing is taken from a
list of names; titles are only recognised, as everywhere, by the list of titles of office.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from ocr import clean
from ocr.engine import OcrEngine
from ocr.handwriting import UprightPage
from ocr.lexicon import official
from ocr.page import Box, FieldReading, PageReading, Word
from ocr.printed import Line, lines_of
from ocr.rawword import BLOCK, LINE, SPARSE, Grey, RawWord
from ocr.refuse import is_plausible
from ocr.signer import office_of
from ocr.vietnamese import fold

_SURE = 0.93
_LETTER_PX = 40
_SCALES = (1.0, 1.5)
_PAD = 0.35
_LEFT, _RIGHT = 9.0, 5.0
"""Heights of a name's line that are looked at beyond its ends."""
_SAME = 0.55
_ADDED = 0.8
_MOST_WORDS = 5
_SHORT, _HALF_NAME = 2, 0.75
"""A name of two words may have lost its family name under the seal."""
_ABOVE, _ASIDE = 15.0, 11.0
"""Heights of a name's line that the titles stand above it, and to both sides of its middle."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of one word of a name, px of the page, and what each look said there."""

    left: float
    right: float
    votes: dict[str, list[float]]


def closer_name(read: FieldReading, page: UprightPage, reading: PageReading, engine: OcrEngine) -> FieldReading:
    """Read the name's line again; a word that most looks see is taken, one that only one sees is not."""
    if read.value is None or read.box is None or (read.confidence >= _SURE and len(read.value.split()) > 2):
        return read
    box = _pixels(read.box, reading)
    high = box[3] - box[1]
    left, right = box[0] - _LEFT * high, box[2] + _RIGHT * high
    area = (left, box[1], right, box[3])
    looks = [
        [word for word in words if _may_be_name(word)]
        for grey in _inks(page.part(left, box[1] - _PAD * high, right, box[3] + _PAD * high))
        for words in _read_line(grey, high * page.scale, engine)
    ]
    slots = _slots(read, reading, looks, area, page.scale)
    names = [_elected(slot) for slot in slots]
    added = [name for name in _before(looks, slots, area, page.scale, high) if name[0] not in {one for one, _ in names}]
    names = [*added, *names]
    if not 2 <= len(names) <= _MOST_WORDS:
        return read
    value = " ".join(name for name, _ in names)
    sure = min(share for _, share in names) * (1.0 if len(names) > _SHORT else _HALF_NAME)
    same = value == read.value
    return replace(read, value=value, confidence=round(max(read.confidence, sure) if same else 0.88 * sure, 3))


def closer_office(
    office: FieldReading, name: FieldReading, page: UprightPage, reading: PageReading, engine: OcrEngine
) -> FieldReading:
    """Read the titles above a name again with all inks; more titles than before win."""
    if name.box is None or office.confidence >= _SURE:
        return office
    box = _pixels(name.box, reading)
    high, middle = _usual(reading), (box[0] + box[2]) / 2
    area = (middle - _ASIDE * high, box[1] - _ABOVE * high, middle + _ASIDE * high, box[1] - high)
    best, most = office, len((office.value or "").split())
    for grey in _inks(page.part(*area)):
        for mode in (BLOCK, SPARSE):
            words = _placed(engine.read(grey, 200.0, mode), area, page.scale)
            found = office_of(_lines(words, reading, name.page), name.page)
            if found.value is None or found.confidence < _SAME:
                continue
            if len(found.value.split()) > most or (found.value == best.value and found.confidence > best.confidence):
                best, most = found, len(found.value.split())
    return best


def _pixels(box: Box, reading: PageReading) -> tuple[float, float, float, float]:
    width, height = reading.width_px, reading.height_px
    return box[0] * width, box[1] * height, box[2] * width, box[3] * height


def _usual(reading: PageReading) -> float:
    return float(median(word.bottom - word.top for word in reading.words))


def _inks(picture: clean.Picture) -> Iterator[Grey]:
    """Yield a part without red ink, then with every ink; once for a page without colour."""
    yield clean.even_light(clean.red_channel(picture))
    if picture.ndim == 3:
        yield clean.even_light(clean.all_ink(picture))


def _read_line(grey: Grey, high: float, engine: OcrEngine) -> Iterator[list[RawWord]]:
    for scale in _SCALES:
        by = _LETTER_PX * scale / max(4.0, high)
        how = cv2.INTER_CUBIC if by > 1 else cv2.INTER_AREA
        sized = cv2.resize(grey, None, fx=by, fy=by, interpolation=how)
        edge = 15
        framed = cv2.copyMakeBorder(sized, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255,))
        yield [
            replace(word, left=round((word.left - edge) / by), right=round((word.right - edge) / by))
            for word in engine.read(np.asarray(framed, np.uint8), 200.0 * scale, LINE)
        ]


def _may_be_name(word: RawWord) -> bool:
    return word.text.isalpha() and word.text[:1].isupper() and len(word.text) > 1 and is_plausible(word.text)


def _slots(
    read: FieldReading, reading: PageReading, looks: Sequence[Sequence[RawWord]], area: Box, scale: float
) -> list[_Slot]:
    """Set the words of the first reading beside what each look sees at their place."""
    wanted = [fold(word) for word in (read.value or "").split()]
    box = _pixels(read.box or (0, 0, 0, 0), reading)
    inside = [word for word in reading.words if box[0] - 2 <= word.left and word.right <= box[2] + 2]
    inside = [word for word in inside if (box[1] - 4 <= word.top and word.bottom <= box[3] + 4) or _near(word, box)]
    slots = []
    for key in wanted:
        word = next((one for one in inside if fold(one.text.strip(".,;:")) == key), None)
        if word is None:
            continue
        votes: dict[str, list[float]] = defaultdict(list)
        shown = word.text.strip(".,;:")
        votes[shown.capitalize() if shown.isupper() else shown].append(word.confidence)
        for look in looks:
            for other in look:
                left, right = area[0] + other.left / scale, area[0] + other.right / scale
                if min(right, word.right) - max(left, word.left) > _SAME * max(right - left, word.right - word.left):
                    votes[other.text.capitalize() if other.text.isupper() else other.text].append(other.confidence)
        slots.append(_Slot(word.left, word.right, dict(votes)))
    return slots if len(slots) == len(wanted) else []


def _near(word: Word, box: Box) -> bool:
    middle = (word.top + word.bottom) / 2
    return box[1] <= middle <= box[3]


def _elected(slot: _Slot) -> tuple[str, float]:
    total = sum(sum(each) for each in slot.votes.values())
    text, votes = max(slot.votes.items(), key=lambda each: sum(each[1]))
    return text, max(votes) * (0.4 + 0.6 * sum(votes) / max(1e-6, total))


def _before(
    looks: Sequence[Sequence[RawWord]], slots: Sequence[_Slot], area: Box, scale: float, high: float
) -> list[tuple[str, float]]:
    """Give words right before the first that at least two looks saw alike."""
    if not slots:
        return []
    edge = slots[0].left
    found: list[tuple[str, float]] = []
    for _ in range(2):
        votes: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for look in looks:
            for word in look:
                left, right = area[0] + word.left / scale, area[0] + word.right / scale
                if -0.3 * high < edge - right < 1.1 * high and word.confidence >= _ADDED:
                    votes[word.text].append((word.confidence, left))
        if not votes:
            break
        text, seen = max(votes.items(), key=lambda each: sum(one for one, _ in each[1]))
        if len(seen) < 2:
            break
        found.insert(0, (text, max(one for one, _ in seen) * (0.5 + 0.5 * len(seen) / len(looks))))
        edge = min(left for _, left in seen)
    return found


def _placed(words: Sequence[RawWord], area: Box, scale: float) -> list[Word]:
    return [
        Word(
            each.text,
            round(area[0] + each.left / scale),
            round(area[1] + each.top / scale),
            round(area[0] + each.right / scale),
            round(area[1] + each.bottom / scale),
            each.confidence,
            each.line,
        )
        for each in words
    ]


def _lines(words: Sequence[Word], reading: PageReading, page: int) -> list[Line]:
    known = {fold(word) for title in official()["signer"]["titles"] for word in title.split()}
    kept = [word for word in words if fold(word.text).strip(".,") in known or "." in word.text or word.text.isupper()]
    lines = lines_of(kept, page, (reading.width_px, reading.height_px), split=False)
    return sorted((line for line in lines if line.upper), key=lambda line: line.top)
