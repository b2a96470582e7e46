"""The words of a PDF page for the eye (chữ để bôi và chép): as its text layer tells them, letters without ink too.

Nothing is judged here, other than in `ocr.pdf_layer`: a person sees the picture beside what is copied.
"""

from collections.abc import Iterator, Sequence

from ocr.letter import Letter
from ocr.page import TOLD, Word
from ocr.vietnamese import compose

_LEVEL = 0.5
"""Share of a letter's height by which letters of one line may stand higher or lower."""

_GAP, _CELL = 0.3, 2.0
"""Heights of a letter between two letters from which on they are two words, or stand in two cells."""


def words_of(letters: Sequence[Letter | None]) -> tuple[Word, ...]:
    """Return the words of a page in the order they are drawn, edges in px of the picture the letters were found for.

    Args:
        letters: As `ocr.pdfium_text.letters_of` returns them; None parts words.
    """
    words: list[Word] = []
    line = block = 0
    before: Letter | None = None
    for word in _parted(letters):
        text = compose("".join(one.text for one in word)).strip()
        if before is not None and not _on_line(before, word[0]):
            line, block = line + 1, 0
        elif before is not None and word[0].left - before.right > _CELL * _tall(before):
            block += 1
        before = word[-1]
        if text:
            words.append(Word(
                text, round(min(one.left for one in word)), round(min(one.top for one in word)),
                round(max(one.right for one in word)), round(max(one.bottom for one in word)), TOLD, line, block,
            ))  # fmt: skip
    return tuple(words)


def _parted(letters: Sequence[Letter | None]) -> Iterator[list[Letter]]:
    word: list[Letter] = []
    for one in letters:
        if word and (one is None or not _follows(word[-1], one)):
            yield word
            word = []
        if one is not None:
            word.append(one)
    if word:
        yield word


def _tall(one: Letter) -> float:
    return max(one.bottom - one.top, 1.0)


def _on_line(before: Letter, after: Letter) -> bool:
    tall = max(_tall(before), _tall(after))
    return abs(after.base - before.base) < _LEVEL * tall and after.right > before.left - _LEVEL * tall


def _follows(before: Letter, after: Letter) -> bool:
    return _on_line(before, after) and after.left - before.right < _GAP * max(_tall(before), _tall(after))
