"""Readings of invented papers, laid out by hand: text at a place, as an engine would give its words."""

from ocr.page import PageReading, Word

WIDTH, HEIGHT, LETTER, TALL = 1654, 2339, 14, 32

Placed = tuple[int, int, str]
"""Left and top in pixels, and the text of a line."""


def reading(lines: list[Placed], confidence: float = 0.95, *, merged: bool = True) -> PageReading:
    """Sets lines on an A4 page of 200 dpi; lines of one height are one line of the engine when `merged`."""
    words: list[Word] = []
    tops = sorted({top for _, top, _ in lines})
    order = sorted(lines, key=lambda one: (one[1], one[0])) if merged else lines
    for number, (left, top, text) in enumerate(order):
        line = tops.index(top) if merged else number
        for word in text.split():
            right = left + LETTER * len(word)
            words.append(Word(word, left, top, right, top + TALL, confidence, line, 0 if merged else number))
            left = right + 10
    text = "\n".join(text for _, _, text in order)
    return PageReading(WIDTH, HEIGHT, 200.0, 0, 0.0, blank=False, words=tuple(words), text=text)


def centred(top: int, text: str, middle: int = WIDTH // 2) -> Placed:
    """Places a line so that its middle stands at `middle`."""
    width = sum(LETTER * len(word) + 10 for word in text.split()) - 10
    return middle - width // 2, top, text


def official(left: list[str], number: str, day: str, below: list[Placed]) -> list[Placed]:
    """Lays out the two-column head of an administrative paper, NĐ 30/2020/NĐ-CP, and what stands below it."""
    lines = [centred(200 + 42 * row, text, 420) for row, text in enumerate(left)]
    lines += [
        centred(200, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1150),
        centred(242, "Độc lập - Tự do - Hạnh phúc", 1150),
    ]
    lines += [centred(356, number, 420), centred(356, day, 1150)]
    return lines + below
