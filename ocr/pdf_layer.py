"""The text layer of a PDF page, judged (xét lớp chữ có sẵn): taken as it is, turned into Unicode, or not believed.

Only words that leave ink are believed, where the ink is, in a drawn page: what another program hid behind a scan is its
guess at the picture, and ours is better (`benchmarks/README.md`). What is not believed is read from the picture.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from ocr.clean import Sheet
from ocr.layout import arrange
from ocr.leaders import LEADER
from ocr.legacy import TCVN3, UNICODE, choose, decode, font_says, sound
from ocr.letter import Letter
from ocr.page import TOLD, PageReading, Word
from ocr.rawword import RawWord
from ocr.syllables import in_capitals, likeness

_FEWEST_WORDS = 5
"""Telling words a layer must have; a page with fewer is read in no time anyway."""
_SPEAKS = 4
"""Telling words from which a font is judged on its own."""
_BROKEN = 0.6
"""Share of syllables below which a font's letters are not what they seem."""
_WITHOUT_INK = 0.1
"""Share of words that may stand on white paper before the whole layer is not believed."""
_INK = 200
_LEAST_INK, _MOST_INK = 0.015, 0.93
"""Share of a word's box that is ink: below it nothing is there, above it the word is blacked out."""
_EACH = 2
"""Of so many pixels one is looked at for marks outside all words."""
_LETTER_HIGH, _LETTER_WIDE = (0.4, 6.0), (0.15, 8.0)
"""Heights of a usual word that a mark outside all words may have to be a letter: a stamp's are larger than print."""
_CAPITAL_HEIGHT = 0.6
"""Height of a letter such as a, in sizes of the base line's font, above which it is drawn as a capital."""
_AROUND = 0.15
"""Heights around a word that belong to it."""
_LEADERS = frozenset((".", "_", LEADER))
_MOST_DOTS, _ROW = 3, 6
"""Dots that may belong to a word, and from how many on they are a row in a form."""
_LOW_LETTERS = frozenset("acemnorsuvxz")


@dataclass(frozen=True, slots=True)
class _Told:
    """A word of the layer: its letters, all of one line; `line` counts runs of words that follow each other."""

    letters: tuple[Letter, ...]
    line: int


@dataclass(frozen=True, slots=True)
class _Font:
    encoding: str
    capitals: bool
    broken: bool
    words: int


Pictures = Sequence[tuple[float, float, float, float]]
"""Left, top, right, bottom of the pictures on a page, in pixels of the drawn page."""


def layer_reading(
    letters: Sequence[Letter | None], picture: Image.Image, dpi: float, pictures: Pictures = ()
) -> PageReading | None:
    """Return what a page says in its own text layer, None when that is not to be believed.

    Args:
        letters: Of the page, edges in pixels of `picture`; None parts words.
        picture: The drawn page.
        dpi: Of `picture`.
        pictures: Where pictures lie; words there are read from their ink.
    """
    told = list(_words([_outside(each, pictures) for each in letters]))
    fonts = _fonts(told)
    kept = [word for word in told if not any(fonts[each.font].broken for each in word.letters)]
    raw = _beside_print([made for word in kept if (made := _raw_word(word, fonts)).text])
    found = likeness(" ".join(each.text for each in raw))
    if found.words < _FEWEST_WORDS or not sound(found):
        return None
    ink = _ink(picture)
    there = [each for each in raw if each.text == LEADER or _LEAST_INK < _share(ink, each) < _MOST_INK]
    if len(raw) - len(there) > _WITHOUT_INK * len(raw):
        return None
    page = arrange(there, picture.width)
    rest = _has_more(ink, there)
    return PageReading(
        picture.width, picture.height, dpi, 0, 0.0, blank=False, words=page.words, text=page.text, rest=rest
    )


def _beside_print(words: Sequence[RawWord]) -> list[RawWord]:
    """Give rows of dots the height of the print beside them; those that stand alone are no words."""
    print_of: dict[int, list[RawWord]] = {}
    for each in words:
        if each.text != LEADER:
            print_of.setdefault(each.line, []).append(each)
    out: list[RawWord] = []
    for each in words:
        beside = print_of.get(each.line, [])
        if each.text == LEADER and beside:
            near = min(beside, key=lambda word: max(each.left - word.right, word.left - each.right))
            out.append(replace(each, top=near.top, bottom=near.bottom))
        elif each.text != LEADER:
            out.append(each)
    return out


def raw_words(words: Iterable[Word]) -> list[RawWord]:
    """Give the words of a layer as an engine would, to be arranged with what is read beside them."""
    lines: dict[tuple[int, int], int] = {}
    return [
        RawWord(
            each.text, each.left, each.top, each.right, each.bottom, TOLD,
            lines.setdefault((each.line, each.block), len(lines)),
        )
        for each in words
    ]  # fmt: skip


def without_words(sheet: Sheet, words: Iterable[Word]) -> Sheet:
    """Give a decoded side with words painted over, so that only what stands beside them is read."""
    picture = sheet.picture.copy()
    for each in words:
        around = _AROUND * (each.bottom - each.top)
        left, top = (max(0, round((edge - around) * sheet.shrink)) for edge in (each.left, each.top))
        right, bottom = (round((edge + around) * sheet.shrink) for edge in (each.right, each.bottom))
        picture[top:bottom, left:right] = 255
    return replace(sheet, picture=picture)


def _outside(letter: Letter | None, pictures: Pictures) -> Letter | None:
    if letter is None or not (letter.seen and letter.level and letter.text):
        return None
    x, y = (letter.left + letter.right) / 2, (letter.top + letter.bottom) / 2
    return None if any(a <= x <= c and b <= y <= d for a, b, c, d in pictures) else letter


def _words(letters: Sequence[Letter | None]) -> Iterator[_Told]:
    line = 0
    before: Letter | None = None
    for word in _parted(letters):
        if before is not None and not _follows(before, word[0], word[0].bottom - word[0].top):
            line += 1
        before = word[-1]
        yield _Told(tuple(word), line)


def _parted(letters: Sequence[Letter | None]) -> Iterator[list[Letter]]:
    """Part letters into words; a row of dots («......») is a word of its own, a few dots only part words."""
    word: list[Letter] = []
    for leader, group in groupby(letters, key=lambda each: each is not None and each.text in _LEADERS):
        run = list(group)
        if leader and _dots(run) > _MOST_DOTS:
            row = [each for each in run if each is not None and _dots(run) >= _ROW]
            yield from (whole for whole in (word, row) if whole)
            word = []
            continue
        for each in run:
            apart = each is None or (word and not _follows(word[-1], each, each.bottom - each.top))
            if apart and word:
                yield word
                word = []
            if each is not None:
                word.append(each)
    if word:
        yield word


def _dots(letters: Iterable[Letter | None]) -> int:
    return sum(3 if each.text == LEADER else 1 for each in letters if each is not None)


def _follows(before: Letter, after: Letter, height: float) -> bool:
    """Say whether a letter stands on the line of the one before it, and not left of it."""
    tall = max(height, before.bottom - before.top, 1.0)
    return abs(after.base - before.base) < 0.5 * tall and after.right > before.left - 0.5 * tall


def _fonts(words: Sequence[_Told]) -> dict[str, _Font]:
    texts: dict[str, list[str]] = {}
    for word in words:
        for font, run in groupby(word.letters, key=lambda each: each.font):
            texts.setdefault(font, []).append("".join(each.text for each in run))
    joined = {font: " ".join(parts) for font, parts in texts.items()}
    found = _in_company({font: _font(font, text) for font, text in joined.items()}, joined)
    drawn = _drawn_as_capitals(words)
    return {
        font: replace(each, capitals=each.encoding != UNICODE and (each.capitals or font in drawn))
        for font, each in found.items()
    }


def _font(name: str, text: str) -> _Font:
    says = font_says(name)
    encoding, found = choose(text, says.encoding)
    broken = found.words >= _SPEAKS and found.plain < _BROKEN and not sound(found)
    return _Font(encoding, says.capitals and encoding == says.encoding, broken, found.words)


def _in_company(fonts: dict[str, _Font], texts: dict[str, str]) -> dict[str, _Font]:
    """Give a font with too few words to be judged the old encoding of its page, where its words fit that better."""
    old = max((each for each in fonts.values() if each.encoding != UNICODE), key=lambda each: each.words, default=None)
    if old is None:
        return fonts
    out = dict(fonts)
    for font, each in fonts.items():
        as_old = decode(texts[font], old.encoding)
        few = each.encoding == UNICODE and each.words < _SPEAKS and as_old != decode(texts[font], UNICODE)
        if few and likeness(as_old).plain > likeness(texts[font]).plain:
            out[font] = replace(each, encoding=old.encoding)
    return out


def _drawn_as_capitals(words: Sequence[_Told]) -> set[str]:
    """Give the fonts whose small letters are drawn as tall as their tall ones."""
    low: dict[str, list[float]] = {}
    high: dict[str, list[float]] = {}
    for word in words:
        for each in word.letters:
            if each.text in _LOW_LETTERS:
                low.setdefault(each.font, []).append(each.base - each.top)
            elif each.text in "bdhkl":
                high.setdefault(each.font, []).append(each.base - each.top)
    return {
        font
        for font, tops in low.items()
        if font in high and median(tops) > (1 + _CAPITAL_HEIGHT) / 2 * median(high[font])
    }


def _raw_word(word: _Told, fonts: dict[str, _Font]) -> RawWord:
    runs = [
        (fonts[font], "".join(each.text for each in run))
        for font, run in groupby(word.letters, key=lambda each: each.font)
    ]
    text = "".join(
        decoded.upper() if font.capitals else decoded
        for font, part in runs
        for decoded in [decode(part, font.encoding)]
    )
    if word.letters[0].text in _LEADERS and _dots(word.letters) >= _ROW:
        text = LEADER
    tops, bottoms = min(each.top for each in word.letters), max(each.bottom for each in word.letters)
    left, right = min(each.left for each in word.letters), max(each.right for each in word.letters)
    if any(font.encoding == TCVN3 for font, _ in runs) and sum(map(str.isupper, text)) > 1 and in_capitals(text):
        text = text.upper()
    return RawWord(_printable(text), round(left), round(tops), round(right), round(bottoms), TOLD, word.line)


def _printable(text: str) -> str:
    """Drop signs of symbol fonts (bullets) and control characters: they say nothing outside their font."""
    return "".join(each for each in text if unicodedata.category(each) not in {"Co", "Cc", "Cn", "Cs"})


def _ink(picture: Image.Image) -> npt.NDArray[np.uint8]:
    """Give 1 where a page is not white, else 0, rows first."""
    if picture.mode != "RGB":
        return (np.asarray(picture.convert("L")) < _INK).astype(np.uint8)
    red, green, blue = cv2.split(np.asarray(picture))
    return (cv2.min(cv2.min(red, green), blue) < _INK).astype(np.uint8)


def _share(ink: npt.NDArray[np.uint8], word: RawWord) -> float:
    piece = ink[max(0, word.top) : max(0, word.bottom) + 1, max(0, word.left) : max(0, word.right) + 1]
    return float(piece.mean()) if piece.size else 0.0


def _has_more(ink: npt.NDArray[np.uint8], words: Sequence[RawWord]) -> bool:
    """Say whether a mark of a letter's size stands outside all words: one alone may be the number of the paper."""
    usual = median(each.height for each in words) / _EACH
    left = ink[::_EACH, ::_EACH].copy()
    around = max(2, round(0.35 * usual))
    for each in words:
        edges = (each.left, each.top, each.right, each.bottom)
        west, north, east, south = (round(edge / _EACH) for edge in edges)
        left[max(0, north - around) : south + around, max(0, west - around) : east + around] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(left, connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    tall = (high > _LETTER_HIGH[0] * usual) & (high < _LETTER_HIGH[1] * usual)
    return bool((tall & (wide > _LETTER_WIDE[0] * usual) & (wide < _LETTER_WIDE[1] * usual)).any())
