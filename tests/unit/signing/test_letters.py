"""The letters on a copy: all of Vietnamese, measured as they are drawn, and embedded no more than they are used."""

import io
import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from signing import letters
from signing.letters import Face, bold, plain, regular

MARKS = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
VIETNAMESE = "".join(unicodedata.normalize("NFC", base + mark) for base in BASES for mark in MARKS) + "đĐ"
FACES = [regular(), bold()]


def opened(face: Face, text: str) -> TTFont:
    return TTFont(io.BytesIO(face.program(face.glyphs(text))), checkChecksums=2)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_every_letter_of_vietnamese_has_a_glyph_of_its_own(face: Face) -> None:
    glyphs = face.glyphs(VIETNAMESE)

    assert len(set(glyphs)) == len(VIETNAMESE) == 12 * 2 * 6 + 2
    assert face.glyphs("\u25a1")[0] not in glyphs


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_the_embedded_font_draws_what_is_used_and_nothing_else(face: Face) -> None:
    text = "Nguyễn Thị Ễ 12:30"

    font = opened(face, text)
    shapes, order = font.getGlyphSet(), font.getGlyphOrder()

    for letter, glyph in zip(text, face.glyphs(text), strict=True):
        pen = BoundsPen(shapes)
        shapes[order[glyph]].draw(pen)
        assert (pen.bounds is None) == (letter == " ")
    drawn = [name for name in order if font["glyf"][name].numberOfContours]
    assert len(drawn) < 30


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_a_line_is_as_wide_as_the_font_says(face: Face) -> None:
    text = "Số chứng thực 213/ĐT"
    font = opened(face, text)

    told = sum(font["hmtx"][font.getGlyphOrder()[glyph]][0] for glyph in face.glyphs(text)) / 2048

    assert face.width(text, 12.0) == pytest.approx(told * 12, rel=0.002)


def test_a_letter_that_is_lacking_is_seen_to_be() -> None:
    face = regular()

    assert face.glyphs("漢") == face.glyphs("\u25a1")


def test_letters_in_pieces_are_put_together_and_signs_without_a_shape_dropped() -> None:
    assert plain(unicodedata.normalize("NFD", " Nguyễn\u00a0Thị\tỄ\u200b\u202e ")) == "Nguyễn Thị Ễ"


def test_the_same_letters_give_the_same_program() -> None:
    assert regular().program([5, 9, 47]) == regular().program([47, 5, 9, 9])


def test_threads_that_first_ask_together_are_given_the_same_face() -> None:
    for _ in range(20):
        letters._face.cache_clear()
        ready = threading.Barrier(8)

        def ask(_: int, ready: threading.Barrier = ready) -> letters.Face:
            ready.wait()
            return letters.bold()

        with ThreadPoolExecutor(8) as threads:
            faces = list(threads.map(ask, range(8)))

        assert all(face is faces[0] for face in faces)
        assert letters.bold() is faces[0]
