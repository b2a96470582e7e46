"""Vietnamese letters (chữ Việt): one way to write them, to search them and to rank them.

Light on purpose: the window's process imports it. `fold` and `canon` are the two forms the search
index and the field readers compare with; both take any text and give NFC.
"""

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    {
        "\u00d0": "\u0110",  # Ð, Icelandic eth: what many old fonts and OCR models give for Đ
        "\u0189": "\u0110",  # Ɖ, African d
        "\u00f0": "\u0111",
        "\u0256": "\u0111",
        "\u00a0": " ",
        "\u202f": " ",
        "\u00ad": None,
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
MALE, FEMALE = "Nam", "Nữ"
"""The sexes as papers print them."""

_LONE_MARK = "\u02bc"
"""In `fold`, a combining mark without a letter: keeps the length, belongs to a word, is no mark."""

_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ", "o": "òóỏõọ", "u": "ùúủũụ"}
_MOVABLE = re.compile(rf"(?:o[{_TONED['a']}{_TONED['e']}]|(?<!q)u[{_TONED['y']}])(?!\w)")


def compose(text: str) -> str:
    """Write `text` in NFC with the look-alikes of Đ/đ, odd spaces and invisible signs put right.

    Every text enters the program through here (OCR, text layers, codes, other systems).
    """
    return unicodedata.normalize("NFC", text.translate(_LOOKALIKES))


def fold(text: str) -> str:
    """Give `text` lower-case, without marks, d for đ: one character for each of its NFC form.

    The length rule lets a highlight found in the folded text be shown in the original.
    «Đức Hoà» becomes «duc hoa».
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_FOLDED)


def _fold_letter(letter: str) -> str:
    if letter in "\u0110\u0111\u00d0\u00f0\u0189\u0256":
        return "d"
    if unicodedata.combining(letter):
        return _LONE_MARK
    base = unicodedata.normalize("NFD", letter)[0]
    lowered = unicodedata.normalize("NFD", base.lower())
    return lowered[0] if lowered else letter


_MOST_LETTERS = 4096


class _Folded(dict[int, str]):
    """The letters met so far, folded: a few hundred as a rule."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        if len(self) < _MOST_LETTERS:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def canon(text: str) -> str:
    """Give `text` in NFC, lower-case, the tone on its older place: hoà→hòa, thuý→thúy, khoẻ→khỏe.

    Only open syllables in oa, oe, uy move, and never after q (quý) nor before a further letter
    (hoàn): both spellings are in lawful use. For ranking and comparing, never to show or to store.
    """
    return _MOVABLE.sub(_move_tone, compose(text).lower())


def _move_tone(found: re.Match[str]) -> str:
    glide, vowel = found.group()[0], found.group()[1]
    plain = fold(vowel)
    return _TONED[glide][_TONED[plain].index(vowel)] + plain
