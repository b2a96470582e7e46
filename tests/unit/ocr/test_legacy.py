"""Text of before Unicode is written as one sees it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.legacy import CP1258, TCVN3, UNICODE, UTF8, VISCII, VNI, choose, decode, font_says, lossless
from ocr.syllables import is_syllable, likeness

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
LETTERS = [letter for small in SMALL for letter in (small, small.upper()) if not letter.isascii()]
PROSE = "Ủy ban nhân dân xã, nước sạch được cấp cho những hộ nghèo ở thôn Nà Tông"
SMALL_PROSE = PROSE.lower()


def encoded(text: str, encoding: str) -> str:
    """Gives text as a PDF library tells it: each byte as the letter it is in Windows-1252, or Latin-1."""
    table: dict[str, str] = {}
    for letter, code in lossless(encoding):
        table.setdefault(letter, code)
    raw = "".join(table.get(letter, letter) for letter in text).encode("latin-1")
    return "".join(bytes([one]).decode("cp1252", "ignore") or chr(one) for one in raw)


@pytest.mark.parametrize("encoding", [VNI, VISCII])
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_of_an_encoding_comes_back(encoding: str, letter: str) -> None:
    assert decode(encoded(letter, encoding), encoding) == letter


@pytest.mark.parametrize("letter", [one for one in LETTERS if one.islower()] + list("ĂÂÊÔƠƯĐ"))
def test_every_letter_of_tcvn3_comes_back(letter: str) -> None:
    assert decode(encoded(letter, TCVN3), TCVN3) == letter


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_no_two_letters_share_their_bytes(encoding: str) -> None:
    pairs = list(lossless(encoding))

    assert len({code for _, code in pairs}) == len(pairs)


@pytest.mark.parametrize("encoding", [TCVN3, VNI, VISCII])
def test_an_encoding_is_known_by_what_it_says_alone(encoding: str) -> None:
    text = encoded(SMALL_PROSE, encoding)

    found, how = choose(text)

    assert (found, decode(text, found)) == (encoding, SMALL_PROSE)
    assert how.plain == 1.0


def test_windows_1258_and_misread_utf8_are_known_too() -> None:
    in_1258 = "".join(map(_for_1258, PROSE)).encode("cp1258").decode("cp1252")
    misread = SMALL_PROSE.encode("utf-8").decode("latin-1")

    assert (choose(in_1258)[0], decode(in_1258, CP1258)) == (CP1258, PROSE)
    assert (choose(misread)[0], decode(misread, UTF8)) == (UTF8, SMALL_PROSE)


def test_marks_apart_from_their_letters_are_put_on_them() -> None:
    assert decode(unicodedata.normalize("NFD", PROSE), UNICODE) == PROSE


def _for_1258(letter: str) -> str:
    """Parts a letter into what Windows-1258 has: the vowel with its mark, and the tone behind it."""
    apart = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in apart if mark in TONES[1:])
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in TONES[1:])) + tone


@given(st.lists(st.sampled_from([*PROSE.split(), "Hà Nội", "24/QĐ-UBND", "Số", "kính gửi"]), min_size=4))
def test_sound_text_is_never_taken_for_an_old_encoding(words: list[str]) -> None:
    text = " ".join(words)

    found, _ = choose(text)

    assert decode(text, found) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", TCVN3, False),
        ("ABCDEF+.VnTimeH", TCVN3, True),
        (".VnArialH,Bold", TCVN3, True),
        ("#2EVnTimeH-Bold", TCVN3, True),
        ("VNI-Times", VNI, False),
        ("ABCDEF+VNI-Helve-Condense,Italic", VNI, False),
        ("TimesNewRomanPS-BoldMT", UNICODE, False),
    ],
)
def test_a_font_of_its_time_says_its_encoding_by_its_name(name: str, encoding: str, capitals: bool) -> None:
    says = font_says(name)

    assert (says.encoding, says.capitals) == (encoding, capitals)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("tr-êng", "trường"),
        ("n-íc", "nước"),
        ("th-", "thư"),
        ("-¬ng", "ương"),
        ("®-îc,", "được,"),
        ("b¾c-nam", "bắc-nam"),
        ("l-u-tr÷", "lưu-trữ"),
        ("24-t-", "24-tư"),
        ("-", "-"),
        ("2008-2009", "2008-2009"),
    ],
)
def test_the_letter_that_libraries_write_as_a_hyphen_is_found_again(told: str, meant: str) -> None:
    assert decode(told, TCVN3) == meant


@pytest.mark.parametrize("letter", ["\u00d0", "\u0189"])
def test_look_alikes_of_the_barred_d_are_written_as_it(letter: str) -> None:
    assert decode(f"{letter}ảng", UNICODE) == "Đảng"


@pytest.mark.parametrize(
    "word", ["nghiêng", "quyết", "giếng", "gìn", "khuỷu", "ưu", "oanh", "yêu", "Đắk", "UỶ", "thuở"]
)
def test_syllables_are_known_by_how_they_are_built(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["hßa", "Vieät", "tr", "strong", "duoc", "aê", "khă", "c«ng", "cỏc", "mõt"])
def test_what_no_syllable_is_built_like_is_told(word: str) -> None:
    assert not is_syllable(word)


def test_text_without_its_marks_does_not_look_sound() -> None:
    assert likeness("Cong hoa xa hoi chu nghia Viet Nam").marked == 0
