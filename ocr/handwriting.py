"""Digits written or stamped into the gaps of a head (số, ngày viết tay): «Số: __ /QĐ-UBND», «ngày __ tháng __ năm».

The gap is found by the printed words on both its sides, the marks in it are parted and looked at one by one. Nothing
is made up: a gap without clear digits stays empty, and what was read stays a doubt that a person settles.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from ocr import clean
from ocr.digits import Numbers, likelihoods
from ocr.page import PageImage, PageReading, Word
from ocr.rawword import Grey
from ocr.vietnamese import fold

_NARROW = {":": 0.45, "/": 0.55, ".": 0.4, ",": 0.4, "i": 0.5, "l": 0.5, "1": 0.8, "|": 0.4, "⁄": 0.5, " ": 0.5}
_ABOVE, _BELOW = 0.9, 0.7
"""Heights of a line that handwriting reaches above and below it."""
_LEAST_TALL, _MOST_TALL = 0.55, 2.6
_OVERLAP = 0.45
_WIDE, _SQUARE = 1.0, 0.85
_USUAL_WIDTH = 0.62
"""Width of a handwritten digit against its height."""
_LEAST = 0.45
_BLUE_SHARE = 0.008
_LEAST_BLUE = 14
_MOST_PEN = 0.3
_DIGITS, _DATE_DIGITS = (1, 5), 2
_STARTS = (0.0, 0.12, 0.3)
"""Heights of a line behind the estimated end of the printed label where the gap may begin."""
_LONGER = 0.02
_SPECK = 0.25
_NEAR = 0.3
"""Heights of a line within which two inks show the same digit."""


@dataclass(frozen=True, slots=True)
class Written:
    """Digits read in a gap, the likelihood of the least sure one (0-1), and their box in px of the upright page."""

    digits: str
    confidence: float
    box: tuple[int, int, int, int]


_Digit = tuple[float, Numbers]
"""Middle of a digit, px of the gap's picture, and its ten likelihoods."""


class UprightPage:
    """The picture of a side, upright and level, in the pixels of its reading (trang đã dựng thẳng)."""

    def __init__(self, image: PageImage, reading: PageReading) -> None:
        sheet = clean.decode(image)
        picture = clean.turned(sheet.picture, -(reading.rotation or 0))
        self._scale = picture.shape[1] / max(1, reading.width_px)
        self._skew = reading.skew
        self._picture = picture
        self._size = (reading.width_px, reading.height_px)

    def part(self, left: float, top: float, right: float, bottom: float) -> clean.Picture:
        """Cut out a part; edges are px of the reading."""
        scale = self._scale
        centre = (self._picture.shape[1] / 2, self._picture.shape[0] / 2)
        matrix = cv2.getRotationMatrix2D(centre, self._skew, 1.0)
        matrix[:, 2] -= left * scale, top * scale
        size = (max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale)))
        out = cv2.warpAffine(self._picture, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(out, np.uint8)

    @property
    def scale(self) -> float:
        """Pixels of a part for each pixel of the reading."""
        return float(self._scale)


def edge_in(word: Word, place: int) -> float:
    """Guess the x at which the letter at `place` of a word begins, by the usual widths of letters."""
    widths = [_NARROW.get(letter, 1.0) for letter in fold(word.text)]
    return word.left + (word.right - word.left) * sum(widths[:place]) / max(0.1, sum(widths))


def number_gap(words: Sequence[Word]) -> tuple[float, float] | None:
    """Find the gap of a number: from behind «Số:» to the stroke before its sign, px."""
    label = next((word for word in words if re.match(r"\W{0,2}[s6$5][oô06eée]", fold(word.text))), None)
    stroke = next((word for word in words if re.search(r"[/⁄][^\W\d_]", word.text)), None)
    if label is None or stroke is None or stroke.left < label.left:
        return None
    after = re.match(r"\W{0,2}[s6$5][o06e]\s*[:.;]?", fold(label.text))
    start = edge_in(label, after.end()) if after is not None and label.text[after.end() :] else float(label.right)
    colon = next((word for word in words if word is not label and word.text.startswith(":")), None)
    if colon is not None:
        start = max(start, edge_in(colon, 1))
    at = re.search(r"[/⁄][^\W\d_]", stroke.text)
    end = edge_in(stroke, at.start()) if at is not None else float(stroke.left)
    return (start, end) if end > start else None


def day_gap(words: Sequence[Word], first: str, then: str) -> tuple[float, float] | None:
    """Find the gap between two printed words of a date, as «ngày» and «tháng», px."""
    start = end = None
    for word in words:
        key = fold(word.text)
        if start is None and first in key:
            place = key.index(first) + len(first)
            start = edge_in(word, place) if key[place:] else float(word.right)
        if start is not None and then in key and (first not in key or key.index(then) > key.index(first)):
            place = key.index(then)
            end = edge_in(word, place) if place else float(word.left)
            break
    if start is None or end is None or end <= start:
        return None
    return start, end


def read_gap(
    page: UprightPage, gap: tuple[float, float], top: int, bottom: int, allowed: range | None = None
) -> Written | None:
    """Read the digits in a gap of a line.

    Args:
        page: The picture.
        gap: Left and right edge, px of the reading.
        top: Of the printed line.
        bottom: Of the printed line.
        allowed: Numbers that can stand there, as days and months; None for any.
    """
    high = bottom - top
    edges = (gap[0] - 0.25 * high, top - _ABOVE * high, gap[1] + 0.25 * high, bottom + _BELOW * high)
    picture = page.part(*edges)
    if min(picture.shape[:2]) < 6:
        return None
    grow = max(1.0, 40 / (high * page.scale))
    if grow > 1:
        picture = np.asarray(cv2.resize(picture, None, fx=grow, fy=grow, interpolation=cv2.INTER_CUBIC), np.uint8)
    best = _best(picture, high * page.scale * grow, allowed)
    if best is None:
        return None
    box = (round(gap[0]), round(top - 0.3 * high), round(gap[1]), round(bottom + 0.3 * high))
    return Written(best[0], best[1], box)


def _best(picture: clean.Picture, line: float, allowed: range | None) -> tuple[str, float] | None:
    """Read with all ink and, where there is one, with the pen's; where both see as many digits they speak together."""
    most = _DIGITS[1] if allowed is None else _DATE_DIGITS
    pen, everything = _pen(picture), _all_ink(picture)
    seen = [list(_readings(ink, line, most)) for ink in (pen, everything) if ink is not None]
    if len(seen) > 1:
        pairs = ((one, other) for one in seen[0] for other in seen[1] if _same_places(one, other, line))
        seen.insert(0, [_together(one, other) for one, other in pairs])
    for readings in seen:
        read = (_told([share for _, share in digits], allowed) for digits in readings)
        best = max((one for one in read if one is not None), key=_standing, default=None)
        if best is not None and best[1] >= _LEAST:
            return best
    return None


def _same_places(one: Sequence[_Digit], other: Sequence[_Digit], line: float) -> bool:
    places = zip(one, other, strict=False)
    return len(one) == len(other) and all(abs(left[0] - right[0]) < _NEAR * line for left, right in places)


def _together(one: Sequence[_Digit], other: Sequence[_Digit]) -> list[_Digit]:
    pairs = zip(one, other, strict=True)
    return [(left[0], np.asarray((left[1] + right[1]) / 2, np.float32)) for left, right in pairs]


def _standing(read: tuple[str, float]) -> float:
    """Weigh a reading: a longer one leaves less ink unexplained."""
    return read[1] + _LONGER * len(read[0])


def _told(shares: Sequence[Numbers], allowed: range | None) -> tuple[str, float] | None:
    """Give the likeliest number and how likely its least sure digit is; of days and months only such as there are."""
    if allowed is None:
        return "".join(str(int(share.argmax())) for share in shares), min(float(share.max()) for share in shares)
    size = len(shares)
    numbers = [f"{number:0{size}d}" for number in allowed if len(str(number)) <= size <= _DATE_DIGITS]
    scored = [(text, [float(share[int(one)]) for share, one in zip(shares, text, strict=True)]) for text in numbers]
    text, each = max(scored, key=lambda one: float(np.prod(one[1])), default=("", []))
    return (text, min(each)) if each else None


def _readings(ink: Grey, line: float, most: int) -> Iterator[list[_Digit]]:
    """Read a gap with its uncertain left edge a little nearer and further."""
    for start in _STARTS:
        marks = _marks(ink, line, (start * line, ink.shape[1] - 0.25 * line))
        if _DIGITS[0] <= len(marks) <= most:
            digits = [digit for mark in marks for digit in _in_place(mark, most - len(marks) + 1)]
            if len(digits) <= most:
                yield digits


def _all_ink(picture: clean.Picture) -> Grey:
    """Give ink of every colour, 255 on 0."""
    dark = clean.even_light(clean.all_ink(picture))
    level, _ = cv2.threshold(dark, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray((dark <= min(200.0, max(level, 90.0))) * np.uint8(255), np.uint8)


def _pen(picture: clean.Picture) -> Grey | None:
    """Give the strokes of a blue pen, pale ones too; None where there are none."""
    if picture.ndim == 2:
        return None
    soft = cv2.GaussianBlur(picture, (3, 3), 0)
    blue = np.asarray(cv2.subtract(soft[:, :, 0], soft[:, :, 2]), np.uint8)
    paper = int(np.median(blue))
    level, _ = cv2.threshold(blue, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    pen = np.asarray((blue > max(level * 0.8, paper + _LEAST_BLUE)) * np.uint8(255), np.uint8)
    strong = np.count_nonzero(blue > paper + 2 * _LEAST_BLUE)
    share = np.count_nonzero(pen) / pen.size
    if strong <= _BLUE_SHARE * pen.size or share >= _MOST_PEN:
        return None
    # Colour is stored coarser than light: it tells where the pen went, darkness how wide its stroke is.
    around = cv2.dilate(pen, np.ones((3, 3), np.uint8)) > 0
    dark = clean.all_ink(picture)
    edge, _ = cv2.threshold(dark[around].reshape(-1, 1), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    return np.asarray((around & (dark <= edge)) * np.uint8(255), np.uint8)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One or more marks that make a digit: box in px, and the picture of these marks alone."""

    box: tuple[int, int, int, int]
    picture: Grey


def _marks(ink: Grey, line: float, inner: tuple[float, float]) -> list[_Mark]:
    """Give marks of a digit's size whose middle lies in the gap, left to right; those over one another as one."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    found: list[tuple[int, int, int, int, tuple[int, ...]]] = []
    for number in range(1, count):
        left, top, wide, high, area = (int(each) for each in stats[number])
        middle = left + wide / 2
        if not inner[0] <= middle <= inner[1] or area < 0.012 * line * line or high > _MOST_TALL * line:
            continue
        if max(wide, high) < _SPECK * line:
            continue
        if top + high < 0.45 * line or top > ink.shape[0] - 0.5 * line or wide > 6 * high:
            continue
        found.append((left, top, left + wide, top + high, (number,)))
    joined: list[tuple[int, int, int, int, tuple[int, ...]]] = []
    for mark in sorted(found):
        last = joined[-1] if joined else None
        if last is not None:
            shared = min(last[2], mark[2]) - max(last[0], mark[0])
            if shared > _OVERLAP * min(last[2] - last[0], mark[2] - mark[0]):
                edges = [min(last[0], mark[0]), min(last[1], mark[1]), max(last[2], mark[2]), max(last[3], mark[3])]
                joined[-1] = (edges[0], edges[1], edges[2], edges[3], last[4] + mark[4])
                continue
        joined.append(mark)
    return [
        _Mark(each[:4], np.asarray(np.isin(labels[each[1] : each[3], each[0] : each[2]], each[4]) * np.uint8(255)))
        for each in joined
        if each[3] - each[1] >= _LEAST_TALL * line
    ]


def _in_place(mark: _Mark, limit: int) -> list[_Digit]:
    shares = _wide(mark.picture, limit)
    step = (mark.box[2] - mark.box[0]) / len(shares)
    return [(mark.box[0] + (at + 0.5) * step, share) for at, share in enumerate(shares)]


def _wide(part: Grey, limit: int) -> list[Numbers]:
    """Read a mark; a wide one is parted, into `limit` pieces at most, where it reads best."""
    height, width = part.shape
    alone = _one(part)
    # A digit is seldom wider than high: what is, is likelier two that touch.
    narrow = float(np.clip(1 - 1.4 * (width / height - _SQUARE), 0, 1))
    tries = [(float(alone.max()) * narrow, [np.asarray(alone * np.float32(narrow), np.float32)])]
    most = max(1, round(width / (_USUAL_WIDTH * height)))
    if width > _WIDE * height:
        for pieces in sorted({each for each in (2, most - 1, most, most + 1) if 2 <= each <= limit}):
            read = [_one(_close(part[:, start:end])) for start, end in pairwise(_cuts(part, pieces))]
            tries.append((min(float(share.max()) for share in read), read))
    return max(tries, key=lambda each: each[0])[1]


def _cuts(part: Grey, pieces: int) -> list[int]:
    """Give the columns that part a mark into pieces, each near an equal share, where least ink is cut."""
    width = part.shape[1]
    ink = part.sum(axis=0).astype(np.float64)
    cuts = [0]
    for number in range(1, pieces):
        middle, reach = width * number / pieces, 0.35 * width / pieces
        low, most = int(middle - reach), int(middle + reach) + 1
        cuts.append(low + int(ink[low:most].argmin()))
    return [*cuts, width]


def _close(part: Grey) -> Grey:
    rows, columns = np.nonzero(part)
    if rows.size == 0:
        return part
    return part[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def _one(part: Grey) -> Numbers:
    height, width = part.shape
    share: Numbers = likelihoods(part)
    if width < 0.22 * height:
        share[1] = max(share[1], np.float32(0.8))
    return share
