"""Drawing of sample papers (vẽ giấy tờ mẫu): a sheet in millimetres, type, leaders, frames, seals, scrawls, wear."""

import io
import math
import random
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
import segno
from PIL import Image, ImageChops, ImageDraw, ImageFont

Colour = tuple[int, int, int]
INK: Colour = (32, 30, 34)
PEN: Colour = (28, 44, 118)
RED: Colour = (196, 32, 34)
GOLD: Colour = (176, 138, 62)
PALE: Colour = (222, 216, 204)
DOTS: Colour = (150, 146, 140)
CREAM: Colour = (252, 250, 245)
Point = tuple[float, float]
_FACES = {"": "Regular", "b": "Bold", "i": "Italic", "bi": "BoldItalic"}


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    data = resources.files("desk").joinpath("assets", "fonts", f"LiberationSerif-{_FACES[face]}.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


class Sheet:
    """A sheet of paper; places are in mm from the top left corner, type sizes in pt.

    Attributes:
        width: In mm.
        height: In mm.
        dpi: Resolution of the picture.
        dots: Colour of the leaders under filled-in values: pale on certificates, dark on printed forms.
        told: What was written: place of the baseline's start, text, size, face.
    """

    dots: Colour = PALE

    def __init__(self, width: float = 210, height: float = 297, paper: Colour = CREAM, dpi: int = 300) -> None:
        self.width, self.height, self.dpi, self.paper = width, height, dpi, paper
        self.image = Image.new("RGB", (self.px(width), self.px(height)), paper)
        self._pen = ImageDraw.Draw(self.image)
        self.told: list[tuple[float, float, str, float, str]] = []

    def px(self, length: float) -> int:
        """Return a length in mm as whole pixels."""
        return round(length * self.dpi / 25.4)

    def length(self, text: str, size: float, face: str = "") -> float:
        """Return how wide a text is, in mm."""
        return _font(face, self._points(size)).getlength(text) * 25.4 / self.dpi

    def _points(self, size: float) -> int:
        return round(size * self.dpi / 72)

    # -- type ---------------------------------------------------------------------------------------------------------

    def text(self, x: float, y: float, text: str, size: float = 13, face: str = "", colour: Colour = INK) -> float:
        """Write a text whose baseline starts at (x, y); return where it ends, in mm."""
        font = _font(face, self._points(size))
        self.told.append((x, y, text, size, face))
        self._pen.text((self.px(x), self.px(y)), text, fill=colour, font=font, anchor="ls")
        return x + self.length(text, size, face)

    def centre(self, x: float, y: float, text: str, size: float = 13, face: str = "", colour: Colour = INK) -> None:
        """Write a text centred on x, baseline at y."""
        self.text(x - self.length(text, size, face) / 2, y, text, size, face, colour)

    def wrapped(self, x: float, y: float, width: float, text: str, size: float = 13, face: str = "") -> float:
        """Write a paragraph, its first line indented; return the baseline of the line after it."""
        line, indent = "", 10.0
        step = size * 0.3528 * 1.36
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.length(longer, size, face) > width - indent and line:
                self.text(x + indent, y, line, size, face)
                y, line, indent = y + step, word, 0.0
            else:
                line = longer
        self.text(x + indent, y, line, size, face)
        return y + step

    def lines(self, text: str, width: float, size: float, face: str = "", first: float = 0) -> list[str]:
        """Break a text into lines no wider than `width` mm; the first has `first` mm less."""
        out: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            room = width - (0 if out else first)
            if self.length(longer, size, face) > room and (line or first):
                out.append(line)
                line = word
            else:
                line = longer
        return [*out, line]

    def entry(self, x: float, y: float, right: float, label: str, value: str, size: float = 13) -> float:
        """Write a label and its filled-in value over a dotted leader; return the baseline of the next row.

        A value too long for its place goes on in the next lines.
        """
        start = self.text(x, y, label, size) + 1.5
        step = size * 0.3528 * 1.62
        for number, line in enumerate(self.lines(value, right - x, size, "b", start - x)):
            left = start if number == 0 else x
            self.leader(left, right, y + 0.9, self.dots)
            self.text(left + 0.8, y, line, size, "b", PEN)
            y += step
        return y

    # -- lines --------------------------------------------------------------------------------------------------------

    def leader(self, left: float, right: float, y: float, colour: Colour) -> None:
        """Draw a row of dots, as on printed forms."""
        radius = max(1, self.px(0.11))
        for at in np.arange(left, right, 1.15):
            x, down = self.px(float(at)), self.px(y)
            self._pen.ellipse((x - radius, down - radius, x + radius, down + radius), fill=colour)

    def rule(self, left: float, right: float, y: float, thick: float = 0.25, colour: Colour = INK) -> None:
        """Draw a level line."""
        ends = (self.px(left), self.px(y), self.px(right), self.px(y))
        self._pen.line(ends, fill=colour, width=max(1, self.px(thick)))

    def box(self, corner: Point, opposite: Point, thick: float = 0.3, colour: Colour = INK) -> None:
        """Draw a rectangle."""
        corners = (self.px(corner[0]), self.px(corner[1]), self.px(opposite[0]), self.px(opposite[1]))
        self._pen.rectangle(corners, outline=colour, width=max(1, self.px(thick)))

    def frame(self, margin: float, colour: Colour = GOLD) -> None:
        """Draw the ornamented border of a certificate: two rules with a band of crossing waves between them."""
        right, bottom = self.width - margin, self.height - margin
        self.box((margin, margin), (right, bottom), 0.55, colour)
        self.box((margin + 4, margin + 4), (right - 4, bottom - 4), 0.3, colour)
        for phase in (0.0, math.pi):
            for level in (margin + 2, bottom - 2):
                self._wave((margin + 2, level), (right - 2, level), phase, colour)
            for upright in (margin + 2, right - 2):
                self._wave((upright, margin + 2), (upright, bottom - 2), phase, colour)

    def _wave(self, start: Point, end: Point, phase: float, colour: Colour) -> None:
        span = math.dist(start, end)
        along = ((end[0] - start[0]) / span, (end[1] - start[1]) / span)
        points = []
        for at in np.arange(0, span, 0.25):
            aside = 1.3 * math.sin(float(at) * 2 * math.pi / 4.6 + phase)
            x = start[0] + along[0] * float(at) - along[1] * aside
            y = start[1] + along[1] * float(at) + along[0] * aside
            points.append((self.px(x), self.px(y)))
        self._pen.line(points, fill=colour, width=max(1, self.px(0.16)), joint="curve")

    # -- pictures -----------------------------------------------------------------------------------------------------

    def qr(self, x: float, y: float, side: float, text: str) -> None:
        """Draw a QR code with its quiet zone, `side` mm wide, top left corner at (x, y)."""
        rows = segno.make(text, error="m", micro=False).matrix
        module = max(1, self.px(side) // (len(rows) + 8))
        left, top = self.px(x), self.px(y)
        whole = module * (len(rows) + 8)
        self._pen.rectangle((left, top, left + whole, top + whole), fill=(255, 255, 255))
        for down, row in enumerate(rows, 4):
            for across, dark in enumerate(row, 4):
                if dark:
                    corner = (left + across * module, top + down * module)
                    self._pen.rectangle((*corner, corner[0] + module - 1, corner[1] + module - 1), fill=(20, 20, 20))

    def card(self, corner: Point, opposite: Point, colour: Colour, tint: Colour) -> None:
        """Draw a plastic card with round corners and a fine pattern of waves."""
        box = (self.px(corner[0]), self.px(corner[1]), self.px(opposite[0]), self.px(opposite[1]))
        shape = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(shape).rounded_rectangle(box, self.px(3.2), fill=255)
        plastic = Image.new("RGB", self.image.size, colour)
        pen = ImageDraw.Draw(plastic)
        for level in np.arange(corner[1] - 8, opposite[1] + 8, 1.1):
            points = [
                (self.px(float(x)), self.px(float(level) + 4 * math.sin(float(x) / 11) + 1.5 * math.sin(float(x) / 3)))
                for x in np.arange(corner[0], opposite[0], 0.4)
            ]
            pen.line(points, fill=tint, width=1)
        self.image.paste(plastic, (0, 0), shape)
        self._pen.rounded_rectangle(box, self.px(3.2), outline=(170, 178, 178), width=2)

    def portrait(self, corner: Point, opposite: Point, colour: Colour, word: str) -> None:
        """Draw the place of a photograph: head and shoulders of nobody."""
        left, top, right, bottom = (self.px(v) for v in (*corner, *opposite))
        wide, high = right - left, bottom - top
        tile = Image.new("RGB", (wide, high), colour)
        pen = ImageDraw.Draw(tile)
        dark = (colour[0] - 52, colour[1] - 50, colour[2] - 44)
        pen.ellipse((wide * 0.30, high * 0.16, wide * 0.70, high * 0.56), fill=dark)
        pen.ellipse((wide * 0.08, high * 0.62, wide * 0.92, high * 1.4), fill=dark)
        self.image.paste(tile, (left, top))
        size = (opposite[0] - corner[0]) * 0.62
        self.centre((corner[0] + opposite[0]) / 2, opposite[1] - 2, word, size, "b", (255, 255, 255))

    def fingerprint(self, corner: Point, opposite: Point, chance: random.Random) -> None:
        """Draw the oval of a finger's ridges."""
        left, top, right, bottom = (self.px(v) for v in (*corner, *opposite))
        middle = ((left + right) / 2, (top + bottom) / 2)
        for ring in range(1, 10):
            share = ring / 10
            reach = ((right - left) / 2 * share, (bottom - top) / 2 * share)
            box = (middle[0] - reach[0], middle[1] - reach[1], middle[0] + reach[0], middle[1] + reach[1])
            start = chance.randint(0, 360)
            end = start + chance.randint(250, 345)
            self._pen.arc(box, start, end, fill=(118, 110, 112), width=max(1, self.px(0.3)))

    def chip(self, corner: Point, opposite: Point) -> None:
        """Draw the golden contacts of a chip."""
        left, top, right, bottom = (self.px(v) for v in (*corner, *opposite))
        box = (left, top, right, bottom)
        self._pen.rounded_rectangle(box, self.px(1.2), fill=(214, 184, 110), outline=GOLD, width=3)
        for share in (1 / 3, 2 / 3):
            level = top + (bottom - top) * share
            self._pen.line((left, level, right, level), fill=GOLD, width=3)
        self._pen.line(((left + right) / 2, top, (left + right) / 2, bottom), fill=GOLD, width=3)

    def mono(self, x: float, y: float, text: str, width: float) -> None:
        """Write letters at even steps over `width` mm, as a machine readable zone."""
        step = width / len(text)
        for place, letter in enumerate(text):
            self.centre(x + step * (place + 0.5), y, letter, 8.4, "b")

    def seal(self, x: float, y: float, ring: str, middle: Sequence[str], radius: float = 18) -> None:
        """Press a round red seal centred on (x, y): words in a ring, words in the middle, no emblem of the state."""
        side = self.px(radius * 2) * 2
        layer = Image.new("RGBA", (side, side), (0, 0, 0, 0))
        pen, centre = ImageDraw.Draw(layer), side / 2
        for share, thick in ((0.97, 0.02), (0.91, 0.008), (0.60, 0.008)):
            reach = centre * share
            circle = (centre - reach, centre - reach, centre + reach, centre + reach)
            pen.ellipse(circle, outline=(*RED, 205), width=max(2, round(side * thick)))
        _ring_of_words(layer, ring, centre)
        font = _font("b", round(side * 0.088))
        for number, line in enumerate(middle):
            offset = (number - (len(middle) - 1) / 2) * side * 0.11
            pen.text((centre, centre + offset), line, fill=(*RED, 215), font=font, anchor="mm")
        small = layer.resize((side // 2, side // 2), Image.Resampling.LANCZOS).rotate(-7, Image.Resampling.BICUBIC)
        self.image.paste(small, (self.px(x) - side // 4, self.px(y) - side // 4), small)
        self._pen = ImageDraw.Draw(self.image)

    def scrawl(self, x: float, y: float, chance: random.Random, width: float = 32) -> None:
        """Write an unreadable signature in blue ink, its middle at (x, y)."""
        knots = [(x - width / 2, y + chance.uniform(-2, 3))]
        for step in range(1, 9):
            reach = 7 if step < 5 else 3.5
            knots.append((x - width / 2 + width * step / 8, y + chance.uniform(-reach, reach) * (-1) ** step))
        knots.append((x + width * 0.05, y + chance.uniform(3, 5)))
        knots.append((x + width * 0.62, y + chance.uniform(1, 3)))
        curve = _smooth(knots)
        for place, (start, end) in enumerate(pairwise(curve)):
            thick = 0.28 + 0.22 * abs(math.sin(place / 19))
            spots = (self.px(start[0]), self.px(start[1]), self.px(end[0]), self.px(end[1]))
            self._pen.line(spots, fill=PEN, width=max(2, self.px(thick)))

    def rehearsal_mark(self, x: float, y: float, word: str, note: str) -> None:
        """Stamp the mark of a rehearsal: the word boxed in red, top right corner at (x, y), the note at the foot."""
        size = 15 if self.width > 120 else 7
        wide = self.length(word, size, "b") + size * 0.4
        high = size * 0.52
        self.box((x - wide, y), (x, y + high), size * 0.03, RED)
        self.text(x - wide + size * 0.2, y + high - size * 0.145, word, size, "b", RED)
        if note:
            self.centre(self.width / 2, self.height - 5.2, note, 8.5, "i", RED)

    # -- the scan -----------------------------------------------------------------------------------------------------

    def save(self, path: Path, chance: random.Random, *, worn: bool = True) -> None:
        """Save as a JPEG like a scanner's, its dpi told; `worn` adds a slight skew, uneven light and grain."""
        image = self.image
        if worn:
            skew = chance.uniform(-0.35, 0.35)
            image = image.rotate(skew, Image.Resampling.BILINEAR, fillcolor=self.paper)
            grain = _grain(image.size, chance.randrange(2**31))
            image = ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), offset=-_NEUTRAL)
        image.save(path, "JPEG", quality=84, dpi=(self.dpi, self.dpi), subsampling=1)


def _ring_of_words(layer: Image.Image, words: str, centre: float) -> None:
    """Write words around the ring, each letter given as much of the circle as it is wide."""
    font = _font("b", round(centre * 0.17))
    widths = [font.getlength(letter) + centre * 0.012 for letter in words]
    gap = (sum(widths) + centre * 0.3) / (2 * math.pi)
    along = -sum(widths) / 2
    for letter, width in zip(words, widths, strict=True):
        angle = -math.pi / 2 + (along + width / 2) / gap
        along += width
        tile = Image.new("RGBA", (round(centre * 0.3),) * 2, (0, 0, 0, 0))
        middle = tile.width / 2
        ImageDraw.Draw(tile).text((middle, middle * 1.38), letter, fill=(*RED, 215), font=font, anchor="ms")
        turned = tile.rotate(-math.degrees(angle) - 90, Image.Resampling.BICUBIC)
        x = centre + 0.75 * centre * math.cos(angle) - middle
        y = centre + 0.75 * centre * math.sin(angle) - middle
        layer.alpha_composite(turned, (round(x), round(y)))


def _smooth(knots: Sequence[Point]) -> list[Point]:
    """Return a Catmull-Rom curve through the knots, 24 points a span."""
    points = np.array([knots[0], *knots, knots[-1]])
    out = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        for t in np.linspace(0, 1, 24, endpoint=False):
            at = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            out.append((float(at[0]), float(at[1])))
    return out


_NEUTRAL = 128


def _grain(size: tuple[int, int], seed: int) -> Image.Image:
    """Return what a scanner's lamp and sensor add to a picture, 128 = nothing: grain and uneven light."""
    wide, high = size
    tile = np.random.default_rng(seed).normal(_NEUTRAL, 3.2, (512, 512)).astype(np.int16)
    grain = np.tile(tile, (high // 512 + 1, wide // 512 + 1))[:high, :wide]
    light = (np.linspace(-3, 1, wide) + np.linspace(1, -2, high)[:, None]).astype(np.int16)
    return Image.fromarray((grain + light).astype(np.uint8))
