"""Reading order from word boxes (thứ tự đọc)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.engine import RawWord
from ocr.page import Word


@dataclass(frozen=True, slots=True)
class Arranged:
    """Words in reading order and the text they make."""

    words: tuple[Word, ...]
    text: str


def arrange(words: Sequence[RawWord], width: int, height: int, dpi: float) -> Arranged:
    """Put words in the order a person reads them."""
    lines: dict[int, list[RawWord]] = {}
    for each in words:
        lines.setdefault(each.line, []).append(each)
    out = tuple(
        Word(w.text, w.left, w.top, w.right, w.bottom, w.confidence, n)
        for n, line in enumerate(lines.values())
        for w in line
    )
    return Arranged(out, "\n".join(" ".join(w.text for w in line) for line in lines.values()))
