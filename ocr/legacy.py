"""Old Vietnamese encodings turned into Unicode (bảng mã TCVN3, VNI, VISCII, Windows-1258).

Before Unicode, Vietnamese fonts drew Vietnamese letters in the places of other letters. The text layer of a PDF then
says «C«ng hßa» where one sees «Cộng hòa»: each letter stands for the byte it has in Windows-1252. The tables are data,
`data/legacy.toml`; whether a conversion is right is told by how Vietnamese its outcome looks (`ocr.syllables`).
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from ocr.syllables import Likeness, is_syllable, likeness
from ocr.vietnamese import compose

UNICODE = "unicode"
TCVN3 = "tcvn3"
VNI = "vni"
VISCII = "viscii"
CP1258 = "cp1258"
UTF8 = "utf8"
ENCODINGS = (TCVN3, VNI, VISCII, CP1258, UTF8)
"""All that `decode` knows; UTF8 is UTF-8 whose bytes were taken for letters."""

_PLAIN_ENOUGH, _MARKED_ENOUGH, _ENGLISH_ENOUGH = 0.85, 0.3, 0.08
_FEWEST = 4
"""Words that must speak for an encoding when no font name does."""

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"[,-](?:bold|italic|oblique|regular|roman).*$", re.IGNORECASE)
_HORNED_U = "\u01b0"
_HORNED = frozenset(map(chr, (0x1A1, 0x1A0, 0x1B0, 0x1AF)))
_BARRED = frozenset(map(chr, (0x110, 0x111, 0x102, 0x103)))
_MOST_HYPHENS = 4
_CIRCUMFLEXED, _BREVED = "aeo", "a"


@dataclass(frozen=True, slots=True)
class FontSays:
    """What a font's name says (tên phông): its encoding, UNICODE when nothing, and whether it has capitals only."""

    encoding: str
    capitals: bool = False


def font_says(name: str) -> FontSays:
    """Read the name of a font as a PDF gives it, with or without the prefix of a subset."""
    bare = _STYLE.sub("", _SUBSET.sub("", name.replace("#2E", ".").replace("#20", " "))).lstrip(".").rstrip()
    for encoding, table in _tables().items():
        if bare.startswith(tuple(table["fonts"])):
            return FontSays(encoding, re.fullmatch(table.get("capitals", "$^"), bare) is not None)
    return FontSays(UNICODE)


def decode(text: str, encoding: str) -> str:
    """Turn text whose letters stand for bytes into NFC; letters that stand for no byte of the encoding stay.

    Args:
        text: As a PDF library gives it: each byte as its letter in Windows-1252, Latin-1 or U+F000-F0FF.
        encoding: One of `ENCODINGS`, or UNICODE, which only composes.
    """
    return compose(_decoders()[encoding]("".join(map(_as_byte, text)) if encoding != UNICODE else text))


def choose(text: str, told: str = UNICODE) -> tuple[str, Likeness]:
    """Find the encoding of text set in one font, and how Vietnamese it looks in it.

    Args:
        text: All of it, words parted by spaces.
        told: What the font's name says; it wins where its outcome looks right at all.
    """
    found = {each: likeness(decode(text, each)) for each in dict.fromkeys((told, UNICODE))}
    if any(map(_is_of_unicode, text)):
        return UNICODE, found[UNICODE]
    if sound(found[told]) or (told != UNICODE and found[told].plain >= _PLAIN_ENOUGH):
        return told, found[told]
    if sound(found[UNICODE]):
        return UNICODE, found[UNICODE]
    found |= {each: likeness(decode(text, each)) for each in ENCODINGS}
    best = max(found, key=lambda each: (sound(found[each]), found[each].plain, found[each].marked, each == UNICODE))
    if sound(found[best]) and found[best].words >= _FEWEST:
        return best, found[best]
    return UNICODE, found[UNICODE]


def sound(found: Likeness) -> bool:
    """Say whether text may be believed: Vietnamese with its marks, or plain English."""
    if found.english >= _ENGLISH_ENOUGH:
        return True
    return found.plain >= _PLAIN_ENOUGH and found.marked >= _MARKED_ENOUGH


def _is_of_unicode(letter: str) -> bool:
    """Say whether a letter is one of Vietnamese that stands for no byte: text that has it is Unicode."""
    return "\u1ea0" <= letter <= "\u1ef9" or letter in _HORNED or letter in _BARRED


def _as_byte(letter: str) -> str:
    """Give the Latin-1 letter of the byte that a letter stands for."""
    code = ord(letter)
    if code < 0x100:
        return letter
    if 0xF000 <= code <= 0xF0FF:
        return chr(code - 0xF000)
    try:
        return letter.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return letter


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("ocr").joinpath("data/legacy.toml").read_text("utf-8"))


@cache
def _letters(encoding: str) -> dict[str, str]:
    return {chr(int(code, 16)): letter for code, letter in _tables()[encoding]["letters"].items()}


@cache
def vni_pairs() -> dict[str, str]:
    """Give the two-byte letters of VNI, as Latin-1, with the letters they mean."""
    marks = {chr(int(code, 16)): mark for code, mark in _tables()[VNI]["marks"].items()}
    vowels = {**dict(zip("aeouyAEOUY", "aeouyAEOUY", strict=True))}
    vowels |= {code: letter for code, letter in _letters(VNI).items() if letter in _HORNED}
    pairs: dict[str, str] = {}
    for (code, vowel), (byte, mark) in product(vowels.items(), marks.items()):
        allowed = {"\u0302": _CIRCUMFLEXED, "\u0306": _BREVED}.get(mark[0])
        if allowed is None or vowel.lower() in allowed:
            pairs[code + byte] = pairs[code + byte.upper()] = unicodedata.normalize("NFC", vowel + mark)
    return {pair: letter for pair, letter in pairs.items() if letter.isupper() or pair[1].islower()}


def _from_tcvn3(text: str) -> str:
    return " ".join(map(_with_horned_u, _by_table(TCVN3)(text).split(" ")))


def _with_horned_u(word: str) -> str:
    """Tell the hyphens of a word from its ư, whose byte is a soft hyphen in Windows-1252: libraries write it as «-».

    A hyphen stays between two syllables; it is the letter where only that makes syllables.
    """
    at = [place for place, letter in enumerate(word) if letter == "-" and not _digit_beside(word, place)]
    if not 0 < len(at) <= _MOST_HYPHENS or not any(map(str.isalpha, word)):
        return word
    for wanted in sorted(product((True, False), repeat=len(at)), key=sum, reverse=True):
        letters = list(word)
        for place, horned in zip(at, wanted, strict=True):
            letters[place] = _HORNED_U if horned else "-"
        made = "".join(letters)
        if any(wanted) and all(is_syllable(part) for part in re.split(r"[\W\d_]+", made) if part):
            return made
    return word


def _digit_beside(word: str, place: int) -> bool:
    return any(map(str.isdigit, word[max(0, place - 1) : place + 2]))


def _by_table(encoding: str) -> Callable[[str], str]:
    table = {ord(code): letter for code, letter in _letters(encoding).items()}
    return lambda text: text.translate(table)


def _from_vni(text: str) -> str:
    pairs, single = vni_pairs(), _letters(VNI)
    out, at = [], 0
    while at < len(text):
        pair = pairs.get(text[at : at + 2])
        out.append(pair or single.get(text[at], text[at]))
        at += 2 if pair else 1
    return "".join(out)


def _through(codec: str) -> Callable[[str], str]:
    def run(text: str) -> str:
        return "".join(_piece(part, codec) for part in re.split(r"([\x00-\xff]+)", text))

    return run


def _piece(part: str, codec: str) -> str:
    try:
        return part.encode("latin-1").decode(codec)
    except UnicodeError:
        return part


@cache
def _decoders() -> dict[str, Callable[[str], str]]:
    return {
        UNICODE: str,
        TCVN3: _from_tcvn3,
        VISCII: _by_table(VISCII),
        VNI: _from_vni,
        CP1258: _through("cp1258"),
        UTF8: _through("utf-8"),
    }


def lossless(encoding: str) -> Iterable[tuple[str, str]]:
    """Yield each letter of a table with its bytes as Latin-1, for who writes in an old encoding (tests, rehearsal)."""
    if encoding == VNI:
        yield from ((letter, pair) for pair, letter in vni_pairs().items())
    yield from ((letter, code) for code, letter in _letters(encoding).items())
