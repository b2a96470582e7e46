"""The blocks that are seen on a copy (khung hiển thị): the words, the officer's and the agency's, and how they stand.

Measures are points, x to the right and y downwards from the top left, until they are drawn.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cached_property

from signing.letters import Face, bold, plain, regular
from signing.square import SIDE_PT
from signing.values import Attestation

VIETNAM = timezone(timedelta(hours=7))

BLUE = (0.07, 0.20, 0.66)
RED = (0.76, 0.07, 0.10)
BLACK = (0.0, 0.0, 0.0)
_PALE = (1.0, 0.84, 0.82)
"""Of the mark across the blocks: seen at once, and the words above it stay legible."""

_TIME, _SAMPLE = "{time}", "00/00/0000 00:00:00 +07:00"
_WORDS_PT, _NAME_PT, _TIME_PT = 12.0, 10.5, 9.0
_COPY_PT, _COPY_NEAR = 10.0, -0.12
"""Of the words on a true copy (docs/law.md#true-copies), and how much nearer than elsewhere their lines stand."""

_LEADING, _ASCENT = 1.27, 0.95
"""Line to line, and top of a line to its base line, in sizes: capitals with two marks stay clear of the line above."""

_APART = 0.3
"""Room above the name and above the time, in sizes."""

_WIDEST_WORDS, _WIDEST_NAMES = 300.0, 190.0
_PAD, _FRAME, _BETWEEN = 6.0, 0.75, 9.0
_CODE_GAP = 3.0 * 72 / 25.4
_MARK_FILLS = 0.92


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the top left of the page (khung)."""

    left: float
    top: float
    width: float
    height: float

    def moved(self, right: float, down: float) -> "Box":
        """Return it moved."""
        return Box(self.left + right, self.top + down, self.width, self.height)

    def rect(self, page_height: float) -> tuple[float, float, float, float]:
        """Return its corners as PDF counts: left, bottom, right, top from the page's lower left."""
        top = page_height - self.top
        return (round(self.left, 2), round(top - self.height, 2), round(self.left + self.width, 2), round(top, 2))


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is set: its text, face and size in points, and the room above it in sizes."""

    text: str
    face: Face
    size: float
    above: float = 0.0

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.face.width(self.text, self.size)

    @property
    def height(self) -> float:
        """Its share of the block's height in points."""
        return self.size * (_LEADING + self.above)


@dataclass(frozen=True)
class Block:
    """Lines in one colour, set left, or centred in a thin frame.

    Attributes:
        colour: Red, green, blue, 0-1.
        framed: Centred in a frame.
    """

    lines: tuple[Line, ...]
    colour: tuple[float, float, float]
    framed: bool

    @cached_property
    def width(self) -> float:
        """Least width in points."""
        return max(line.width for line in self.lines) + self._pad * 2

    @cached_property
    def height(self) -> float:
        """Least height in points."""
        return sum(line.height for line in self.lines) + self._pad * 2 * 0.8

    @property
    def _pad(self) -> float:
        return _PAD if self.framed else 0.0

    def orders(self, width: float, height: float) -> bytes:
        """Return what draws it in a rectangle of this size whose lower left is the origin; its fonts are /R and /B."""
        shade = b"%.3g %.3g %.3g" % self.colour
        out = [b"q"]
        if self.framed:
            edge = _FRAME / 2
            box = (edge, edge, width - _FRAME, height - _FRAME)
            out.append(shade + b" RG %.4g w %.4g %.4g %.5g %.5g re S" % (_FRAME, *box))
        out.append(b"BT " + shade + b" rg")
        base = height - (height - sum(line.height for line in self.lines)) / 2
        for line in self.lines:
            left = (width - line.width) / 2 if self.framed else 0.0
            out.append(_set(line, left, base - line.size * (_ASCENT + line.above)))
            base -= line.height
        return b"\n".join([*out, b"ET Q"]) + b"\n"


def _set(line: Line, left: float, base: float) -> bytes:
    codes = b"".join(b"%04X" % glyph for glyph in line.face.glyphs(line.text))
    font = b"/B" if line.face is bold() else b"/R"
    return font + b" %.5g Tf 1 0 0 1 %.6g %.6g Tm <%s> Tj" % (line.size, left, base, codes)


def words_block(attestation: Attestation, scale: float = 1.0) -> Block:
    """Return the words of the attestation (lời chứng): blue, the first line bold."""
    size, lines = _WORDS_PT * scale, list[Line]()
    for place, text in enumerate(attestation.words):
        face = regular() if place else bold()
        lines += _wrapped(text, face, size, _WIDEST_WORDS * scale)
    return Block(tuple(lines), BLUE, framed=False)


def officer_block(attestation: Attestation, at: datetime | None = None, scale: float = 1.0) -> Block:
    """Return the officer's block: blue; without a time, the room for it."""
    return _signature(attestation.officer, at, BLUE, scale)


def seal_block(attestation: Attestation, at: datetime | None = None, scale: float = 1.0) -> Block:
    """Return the agency's block: seal red; without a time, the room for it."""
    return _signature(attestation.seal, at, RED, scale)


def text_block(lines: Sequence[str], at: datetime | None = None) -> Block:
    """Return the words of a true copy: upright, black, without a frame; without a time, the room for it."""
    told = moment_told(at) if at else _SAMPLE
    words = [plain(line.replace(_TIME, told)) for line in lines]
    near = [0.0, *[_COPY_NEAR] * (len(words) - 1)]
    set_lines = (Line(text, regular(), _COPY_PT, above) for text, above in zip(words, near, strict=True))
    return Block(tuple(set_lines), BLACK, framed=False)


def lines_broken(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the ways the words of a true copy may be broken: as they are, the first two in one, all in one."""
    ways = [tuple(lines)]
    if len(lines) > 2:
        ways.append((f"{lines[0]}; {lines[1]}", *lines[2:]))
    if len(lines) > 1:
        ways.append(("; ".join(lines),))
    return ways


def moment_told(at: datetime) -> str:
    """Return a moment as signatures tell it: dd/MM/yyyy HH:mm:ss +07:00."""
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S +07:00")


def signature_block(attestation: Attestation, at: datetime, width: float, *, officer: bool) -> Block:
    """Return the block of a signature as it fills a field of this width, the field as `arrangements` made it."""
    widest = max(block.width for block in (officer_block(attestation), seal_block(attestation)))
    draw = officer_block if officer else seal_block
    return draw(attestation, at, width / widest)


def _signature(texts: Sequence[str], at: datetime | None, colour: tuple[float, float, float], scale: float) -> Block:
    """Set the lines of a signature: capitals and the name bold, what tells the time small, both a little apart."""
    time = moment_told(at) if at else _SAMPLE
    name = next((text for text in reversed(texts) if _TIME not in text), None)
    lines = list[Line]()
    for place, text in enumerate(texts):
        told = _TIME in text
        face = bold() if not told and (text == name or text == text.upper()) else regular()
        size = (_TIME_PT if told else _NAME_PT) * scale
        first, *more = _wrapped(text.replace(_TIME, time), face, size, _WIDEST_NAMES * scale)
        apart = _APART if place and (told or text == name) else 0.0
        lines += [replace(first, above=apart), *more]
    return Block(tuple(lines), colour, framed=True)


def _wrapped(text: str, face: Face, size: float, widest: float) -> Iterable[Line]:
    """Break a line between words where it is wider than its block, into lines of about one length."""
    words = plain(text).split(" ")
    whole = face.width(" ".join(words), size)
    if whole <= widest or len(words) == 1:
        return [Line(" ".join(words), face, size)]
    fair = max(whole / math.ceil(whole / widest) * 1.06, max(face.width(word, size) for word in words))
    lines, now = list[str](), words[0]
    for word in words[1:]:
        if face.width(f"{now} {word}", size) <= min(fair, widest) or len(now) < 2:
            now = f"{now} {word}"
        else:
            lines, now = [*lines, now], word
    return [Line(one, face, size) for one in [*lines, now]]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the three blocks stand to each other, and the size they take together in points.

    Attributes:
        code: The square code left of the words, None for a copy without one.
        scale: Of all sizes, 1 = as designed.
    """

    words: Box
    officer: Box
    seal: Box
    width: float
    height: float
    scale: float
    code: Box | None = None

    def at(self, left: float, top: float) -> "Arrangement":
        """Return it with its upper left at a point of the page."""
        words, officer, seal = (box.moved(left, top) for box in (self.words, self.officer, self.seal))
        code = self.code.moved(left, top) if self.code is not None else None
        return replace(self, words=words, officer=officer, seal=seal, code=code)


def arrangements(attestation: Attestation, scale: float = 1.0) -> list[Arrangement]:
    """Return the ways the blocks may stand at a scale, the best first: above a pair, beside a column, one column."""
    text = words_block(attestation, scale)
    code = SIDE_PT * scale if attestation.code else 0.0
    indent = code + _CODE_GAP * scale if code else 0.0
    wide_words, tall_words = text.width + indent, max(text.height, code)
    pair = officer_block(attestation, scale=scale), seal_block(attestation, scale=scale)
    wide, tall = max(block.width for block in pair), max(block.height for block in pair)
    gap = _BETWEEN * scale

    def stand(words_top: float, officer: tuple[float, float], seal: tuple[float, float]) -> Arrangement:
        words = Box(indent, words_top + (tall_words - text.height) / 2, text.width, text.height)
        square = Box(0, words_top + (tall_words - code) / 2, code, code) if code else None
        boxes = Box(*officer, wide, tall), Box(*seal, wide, tall)
        right = max(wide_words, *(box.left + box.width for box in boxes))
        bottom = max(words_top + tall_words, *(box.top + box.height for box in boxes))
        return Arrangement(words, *boxes, right, bottom, scale, square)

    below, column = tall_words + gap, 2 * tall + gap
    side, left = wide_words + 2 * gap, max(0.0, (wide_words - wide) / 2)
    return [
        stand(0, (0, below), (wide + gap, below)),
        stand(max(0.0, (column - tall_words) / 2), (side, 0), (side, tall + gap)),
        stand(0, (left, below), (left, below + tall + gap)),
    ]


def mark_orders(mark: str, place: Box, page_height: float) -> bytes:
    """Return what draws a mark across a place of the page, rising to the right and nowhere beyond it."""
    line = Line(plain(mark), bold(), 1.0)
    slope = math.atan2(place.height, place.width) * 0.8
    cos, sin = math.cos(slope), math.sin(slope)
    size = _MARK_FILLS * min(
        place.width / (line.width * cos + 0.7 * sin), place.height / (line.width * sin + 0.7 * cos)
    )
    half, rise = line.width * size / 2, 0.33 * size
    x = place.left + place.width / 2 - half * cos + rise * sin
    y = page_height - place.top - place.height / 2 - half * sin - rise * cos
    codes = b"".join(b"%04X" % glyph for glyph in line.face.glyphs(line.text))
    return b"q BT %.3g %.3g %.3g rg /B %.5g Tf %.5g %.5g %.5g %.5g %.6g %.6g Tm <%s> Tj ET Q\n" % (
        *_PALE, size, cos, sin, -sin, cos, x, y, codes,
    )


def letters_used(attestation: Attestation) -> tuple[str, str]:
    """Return all letters a copy will need, upright and bold, those of any time included."""
    blocks = words_block(attestation), officer_block(attestation), seal_block(attestation)
    lines = [line for block in blocks for line in block.lines]
    thin, thick = ("".join(line.text for line in lines if line.face is face) for face in (regular(), bold()))
    return thin + _SAMPLE + "123456789", thick + plain(attestation.mark)


def letters_of_lines(lines: Sequence[str]) -> str:
    """Return all letters that the lines of a true copy need, those of any time included."""
    return "".join(map(plain, lines)) + _SAMPLE + ";123456789"
