"""A blank side is set aside; a side with anything a person made, or that nobody can judge, is not."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from ocr.blank import is_blank
from ocr.gate import first_look
from ocr.page import PageImage
from ocr.quality import DARK

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "ocr"
DPI = 200
Paper = npt.NDArray[np.float64]
Mark = Callable[[Paper], Paper]


def paper(tone: float = 240, noise: float = 3) -> Paper:
    grain = np.random.default_rng(7).normal(0, noise, (2339, 1654, 1))
    return np.full((2339, 1654, 3), tone) + grain


def scanned(page: Paper) -> npt.NDArray[np.uint8]:
    return np.clip(page, 0, 255).astype(np.uint8)


def ink() -> npt.NDArray[np.uint8]:
    return np.zeros((2339, 1654), np.uint8)


def laid(page: Paper, mask: npt.NDArray[np.uint8], depth: tuple[float, float, float]) -> Paper:
    return page - mask[..., None] / 255.0 * np.array(depth)


def scanner_shadow(page: Paper) -> Paper:
    out = page.copy()
    out[:, :20] -= np.linspace(160, 0, 20)[None, :, None]
    out[-30:] -= np.linspace(0, 120, 30)[:, None, None]
    out[:, -6:] = 20
    return out


def bleed_through(page: Paper) -> Paper:
    other = cv2.imread(str(SAMPLES / "k014.jpg"), cv2.IMREAD_GRAYSCALE)
    other = cv2.resize(np.asarray(other), (page.shape[1], page.shape[0]))[:, ::-1]
    return page - (255.0 - cv2.GaussianBlur(other, (0, 0), 2.5))[..., None] * 0.08


def punch_holes(page: Paper) -> Paper:
    mask = ink()
    for top in (900, 1400):
        cv2.circle(mask, (90, top), 22, (255,), -1)
    return laid(page, mask, (210, 210, 210))


def dust(page: Paper) -> Paper:
    out, places = page.copy(), np.random.default_rng(5)
    for _ in range(40):
        top, left = places.integers(50, 2280), places.integers(50, 1600)
        out[top : top + 3, left : left + 3] -= 90
    return out


def uneven_light(page: Paper) -> Paper:
    return page * np.linspace(1, 0.75, page.shape[1])[None, :, None]


def yellowed(page: Paper) -> Paper:
    return page * np.array([0.7, 0.9, 1.0])


def faint_stamp(page: Paper) -> Paper:
    mask = ink()
    cv2.circle(mask, (1100, 1600), 130, (255,), 4)
    cv2.circle(mask, (1100, 1600), 90, (255,), 2)
    return laid(page, mask, (22, 22, 4))


def pencil_signature(page: Paper) -> Paper:
    mask = ink()
    points = [[900 + 4 * step, 1500 + int(40 * np.sin(step / 6))] for step in range(70)]
    cv2.polylines(mask, [np.array(points, np.int32)], isClosed=False, color=(255,), thickness=3)
    return laid(page, mask, (26, 26, 26))


def pencil_note(page: Paper) -> Paper:
    mask = ink()
    cv2.putText(mask, "ok 5/3", (800, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (255,), 2)
    return laid(page, mask, (40, 40, 40))


def page_number(page: Paper) -> Paper:
    mask = ink()
    cv2.putText(mask, "2", (820, 120), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (255,), 2)
    return laid(page, mask, (180, 180, 180))


@pytest.mark.parametrize(
    "trace", [scanner_shadow, bleed_through, punch_holes, dust, uneven_light, yellowed], ids=lambda each: each.__name__
)
def test_what_the_scanner_and_the_paper_leave_is_no_writing(trace: Mark) -> None:
    assert is_blank(scanned(trace(paper())), DPI)


@pytest.mark.parametrize(
    "mark", [faint_stamp, pencil_signature, pencil_note, page_number], ids=lambda each: each.__name__
)
def test_what_a_person_made_is_kept_however_faint(mark: Mark) -> None:
    assert not is_blank(scanned(mark(paper())), DPI)


def test_a_faint_stamp_is_kept_amid_all_traces() -> None:
    page = faint_stamp(punch_holes(dust(scanner_shadow(bleed_through(paper())))))

    assert not is_blank(scanned(page), DPI)


@pytest.mark.parametrize("tone", [120, 255])
def test_a_page_of_one_tone_is_blank(tone: int) -> None:
    assert is_blank(np.full((2339, 1654), tone, np.uint8), DPI)


@pytest.mark.parametrize("tone", [0.0, 0.04], ids=["black", "nearly black"])
def test_a_side_too_dark_to_tell_is_kept_and_said_to_be_dark(tone: float, tmp_path: Path) -> None:
    page = (np.asarray(cv2.imread(str(SAMPLES / "r005a.png")))[:1200, :1600] * tone).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "dark.png"), page)

    told = first_look(PageImage(tmp_path / "dark.png", "image/png", 1600, 1200, float(DPI)))

    assert not told.blank
    assert DARK in told.warnings


def test_a_long_strip_of_print_is_kept_whatever_its_resolution_was_guessed_at() -> None:
    strip = np.full((12_000, 300), 255, np.uint8)
    for top in range(40, 11_960, 40):
        cv2.putText(strip, "Cac ong ba", (20, top), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (0,), 1)

    assert not is_blank(strip, 12_000 / 11.7)


@pytest.mark.parametrize("name", ["k001.jpg", "k073.png", "r005a.png"])
def test_print_out_of_focus_is_kept(name: str) -> None:
    page = np.asarray(cv2.imread(str(SAMPLES / name), cv2.IMREAD_GRAYSCALE))
    page = cv2.resize(page, (1654, 2339), interpolation=cv2.INTER_AREA)

    assert not is_blank(np.asarray(cv2.GaussianBlur(page, (0, 0), 8), np.uint8), DPI)


def test_every_real_page_has_writing() -> None:
    files = sorted([*SAMPLES.glob("*.jpg"), *SAMPLES.glob("*.png")])

    blank = [each.name for each in files if is_blank(np.asarray(cv2.imread(str(each)), np.uint8), DPI)]

    assert len(files) >= 19
    assert blank == []
