"""Where the words of a search stand in a text (từ khớp), so that every face can mark them; texts written one way."""

import re

from ocr.vietnamese import compose, fold

_WORD = re.compile(r"\w+")
_MOST_WORDS = 12


def written(text: str) -> str:
    """Return a text in the one way the office writes it: NFC, look-alikes of Đ and invisible signs put right."""
    return compose(text)


def phrase_marks(text: str, words: str) -> list[tuple[int, int]]:
    """Return (start, length) of each place where words stand one after the other, without diacritics, as `marks`.

    The first begins where a word of the text begins; the last may be the beginning of one.
    """
    asked = [re.escape(fold(word)) for word in _WORD.findall(compose(words))][:_MOST_WORDS]
    if not asked:
        return []
    pattern = re.compile(r"(?<!\w)" + r"[\W_]+".join(asked))
    return [(found.start(), len(found.group())) for found in pattern.finditer(fold(text))]


def marks(text: str, words: str) -> list[tuple[int, int]]:
    """Return (start, length) of each word of a search in a text, without diacritics, in the order of the text.

    The text is to be NFC, as all text of the office is. A word counts where a word of the text is the same or, for
    the last word of the search, begins with it: as the index finds it.
    """
    asked = [fold(word) for word in _WORD.findall(compose(words))][:_MOST_WORDS]
    if not asked:
        return []
    whole, last = set(asked), asked[-1]
    found = []
    for word in _WORD.finditer(fold(text)):
        if word.group() in whole:
            found.append((word.start(), len(word.group())))
        elif word.group().startswith(last):
            found.append((word.start(), len(last)))
    return found


def folded(text: str) -> str:
    """Return a text lower-case and without diacritics, d for đ: as long as its NFC form, to compare what is typed."""
    return fold(text)
