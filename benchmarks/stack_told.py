"""Readings of drawn papers without reading them: words at their places with an engine's slips, a hundred times sooner.

For trying what tells papers apart on many of them; what is claimed is measured on pictures that were read.
"""

import random
from collections.abc import Iterator

from benchmarks import stack_papers
from benchmarks.kind_papers import family
from desk.rehearsal.drawing import Sheet
from ocr.layout import arrange
from ocr.page import PageReading
from ocr.rawword import RawWord

Paper = tuple[str, str, list[PageReading]]
"""Name, kind ("" = none of ours), the readings of its sides."""

_DPI = 200.0
_MISREAD, _LOST = 0.04, 0.01
_LETTERS = "aoiuenhctlr,.1"


def told_papers(seed: int, count: int = 12) -> list[Paper]:
    """Draw papers of one family as they follow one another behind a slip; the same seed draws the same."""
    chance = random.Random(f"told {seed}")  # noqa: S311 -- invented papers, no secret
    people = family(chance)
    out = []
    for _ in range(count):
        names = stack_papers.several() if chance.random() < 0.55 else stack_papers.names()
        drawn = stack_papers.draw(chance.choice(names), people, chance)
        out.append((drawn.name, drawn.kind, [told(sheet, chance) for sheet in drawn.sides]))
    return out


def told(sheet: Sheet, chance: random.Random) -> PageReading:
    """Give a reading of a sheet as if an engine had read it, with some letters misread and some words lost."""
    words = list(_words(sheet, chance))
    width, height = round(sheet.width * _DPI / 25.4), round(sheet.height * _DPI / 25.4)
    page = arrange(words, width)
    return PageReading(width, height, _DPI, 0, 0.0, blank=not words, words=page.words, text=page.text)


def _words(sheet: Sheet, chance: random.Random) -> Iterator[RawWord]:
    lines: dict[float, int] = {}
    scale = _DPI / 25.4
    for x, y, text, size, face in sorted(sheet.told, key=lambda one: (round(one[1]), one[0])):
        high, at = size * 0.3528, 0
        near = next((each for each in lines if abs(each - y) < 0.35 * high), y)
        line = lines.setdefault(near, len(lines))
        for word in text.split():
            start = text.index(word, at)
            at = start + len(word)
            if chance.random() < _LOST:
                continue
            left, right = (x + sheet.length(text[:end], size, face) for end in (start, at))
            top, bottom = (y - 0.72 * high), (y + 0.2 * high)
            yield RawWord(
                _misread(word, chance), round(left * scale), round(top * scale), round(right * scale),
                round(bottom * scale), chance.uniform(0.8, 0.97), line,
            )  # fmt: skip


def _misread(word: str, chance: random.Random) -> str:
    if len(word) < 3 or chance.random() > _MISREAD:
        return word
    at = chance.randrange(len(word))
    return f"{word[:at]}{chance.choice(_LETTERS)}{word[at + 1 :]}"
