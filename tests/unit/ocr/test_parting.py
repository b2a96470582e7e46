"""What a clerk relies on when several papers lie on one glass: each is its own side, none is lost, doubt is told."""

import random
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.glasses import GROUNDS, Glass, Picture, compose
from desk.rehearsal.papers import make_papers
from ocr.card_sheet import CARD_MM, make_sheet
from ocr.codes import read_codes
from ocr.errors import CardNotSeen
from ocr.glass import CUT_OFF, TOUCHING, Cut
from ocr.page import PageImage
from ocr.parting import part

DPI = 100


def paper(width_mm: float, height_mm: float, lines: int = 8) -> Picture:
    """Draw a cream paper with dark lines on it."""
    width, height = round(width_mm / 25.4 * DPI), round(height_mm / 25.4 * DPI)
    picture = np.full((height, width, 3), (236, 246, 250), np.uint8)
    for line in range(lines):
        y = round(height * (line + 1) / (lines + 2))
        cv2.line(picture, (width // 8, y), (width * 7 // 8 - line * 5, y), (40, 40, 40), 2)
    return picture


def cuts_of(picture: Picture, folder: Path, dpi: int = DPI) -> list[Cut]:
    file = folder / "glass.png"
    cv2.imwrite(str(file), picture)
    return part(PageImage(file, "image/png", picture.shape[1], picture.shape[0], dpi), folder)


def off(glass: Glass, cuts: list[Cut]) -> float:
    """Return how far, in mm, the worst corner of a cut is from the nearest corner of a paper."""
    true = np.concatenate(glass.corners)
    return max(float(np.hypot(*(true - corner).T).min()) for cut in cuts for corner in cut.corners) * 25.4 / DPI


@pytest.mark.parametrize("ground", sorted(GROUNDS))
def test_each_paper_on_the_glass_is_cut_as_its_own(ground: str, tmp_path: Path) -> None:
    papers = [paper(105, 148), paper(*CARD_MM, lines=5), paper(60, 110)]
    glass = compose(papers, DPI, ground, random.Random(7))  # noqa: S311 -- invented pictures, no secret

    cuts = cuts_of(glass.picture, tmp_path)

    assert len(cuts) == len(glass.corners) == 3
    assert off(glass, cuts) < 1.5
    assert max(abs(cut.angle) for cut in cuts) > 3, "they lay turned"
    assert [cut.doubts for cut in cuts] == [()] * 3


def test_one_paper_that_covers_the_glass_is_left_whole(tmp_path: Path) -> None:
    assert cuts_of(paper(210, 297, lines=30), tmp_path) == []


def test_an_empty_glass_has_no_paper(tmp_path: Path) -> None:
    glass = compose([], DPI, "black", random.Random(1))  # noqa: S311 -- invented pictures, no secret

    assert cuts_of(glass.picture, tmp_path) == []


def test_two_cards_edge_to_edge_are_two_and_a_doubt_is_told(tmp_path: Path) -> None:
    two = np.concatenate([paper(*CARD_MM), paper(*CARD_MM)])
    glass = compose([two], DPI, "black", random.Random(3))  # noqa: S311 -- invented pictures, no secret

    cuts = cuts_of(glass.picture, tmp_path)

    assert [cut.doubts for cut in cuts] == [(TOUCHING,)] * 2
    assert cuts[0].image.height_px == pytest.approx(54 / 25.4 * DPI, abs=6)


def test_papers_that_touch_at_a_corner_are_told_apart_with_doubt(tmp_path: Path) -> None:
    picture = np.full((1169, 850, 3), 18, np.uint8)
    first, second = paper(90, 120), paper(*CARD_MM)
    picture[60 : 60 + first.shape[0], 60 : 60 + first.shape[1]] = first
    low, right = 60 + first.shape[0] - 1, 60 + first.shape[1] - 25
    picture[low : low + second.shape[0], right : right + second.shape[1]] = second

    cuts = cuts_of(picture, tmp_path)

    assert [cut.doubts for cut in cuts] == [(TOUCHING,)] * 2


def test_a_paper_that_runs_off_the_glass_is_doubted(tmp_path: Path) -> None:
    picture = np.full((1169, 850, 3), 18, np.uint8)
    picture[700:1169, 200:560] = paper(91.44, 119.1)[:469, :360]
    picture[100 : 100 + 213, 100 : 100 + 337] = paper(*CARD_MM)[:213, :337]

    cuts = cuts_of(picture, tmp_path)

    assert [cut.doubts for cut in cuts] == [(), (CUT_OFF,)]


def test_a_paper_that_lies_level_is_cropped_without_changing_a_point(tmp_path: Path) -> None:
    picture = np.full((1169, 850, 3), 18, np.uint8)
    card = paper(*CARD_MM)
    picture[300 : 300 + card.shape[0], 200 : 200 + card.shape[1]] = card
    picture[700 : 700 + card.shape[0], 300 : 300 + card.shape[1]] = card

    first, _ = cuts_of(picture, tmp_path)

    drawn = cv2.imread(str(first.image.path))
    assert drawn is not None
    height, width = drawn.shape[0] - 4, drawn.shape[1] - 4
    placed = cv2.matchTemplate(drawn, card[2:-2, 2:-2][:height, :width], cv2.TM_SQDIFF)
    assert placed.min() == pytest.approx(0, abs=1)


def test_both_sides_of_a_card_stand_on_one_a4_at_real_size_with_a_code_that_is_read(tmp_path: Path) -> None:
    sides = make_papers(None, tmp_path, ["can-cuoc"], worn=False)
    images = []
    for side in sides:
        drawn = cv2.imread(str(side.path))
        assert drawn is not None
        px = drawn.shape[1] / 96  # a drawing is 96 mm wide, the card lies 5 mm inside it
        out = tmp_path / f"{side.path.stem}.png"
        cv2.imwrite(str(out), drawn[round(5 * px) : round(59 * px), round(5 * px) : round(91 * px)])
        images.append(PageImage(out, "image/png", round(86 * px), round(54 * px), px * 25.4))

    sheet = make_sheet(images, tmp_path / "sheet.png")

    assert (sheet.width_px / sheet.dpi * 25.4, sheet.height_px / sheet.dpi * 25.4) == pytest.approx((210, 297), abs=0.1)
    drawn = cv2.imread(str(sheet.path), cv2.IMREAD_GRAYSCALE)
    assert drawn is not None
    ink = np.nonzero((drawn < 250).any(axis=0))[0]
    assert (ink[-1] - ink[0] + 1) / sheet.dpi * 25.4 == pytest.approx(85.6, abs=0.7)
    (code,) = read_codes(sheet, thorough=False)
    assert code.text.startswith("0081870042")
    assert code.box[3] < 0.5, "the front stands above"


def test_what_is_no_card_makes_no_card_page(tmp_path: Path) -> None:
    file = tmp_path / "paper.png"
    cv2.imwrite(str(file), paper(105, 148))
    image = PageImage(file, "image/png", 413, 583, DPI)

    with pytest.raises(CardNotSeen):
        make_sheet([image, replace(image)], tmp_path / "sheet.png")
