"""Marks of ink are found at the price of what is inked, and none is lost on the way."""

import cv2
import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from ocr.components import components, parts_of_large, parts_with

Mask = npt.NDArray[np.uint8]


def strewn(seed: int, share: float, size: tuple[int, int] = (211, 173)) -> Mask:
    chance = np.random.default_rng(seed)
    mask = (chance.random(size) < share).astype(np.uint8)
    for _ in range(4):
        x, y, wide, high = chance.integers(0, 150, 4).tolist()
        cv2.ellipse(mask, (x, y), (wide // 3 + 2, high // 3 + 2), 30.0, 0.0, 300.0, (1,), 2)
    return mask


def boxes_of(mask: Mask) -> list[list[int]]:
    _, _, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    return sorted(boxes[1:].tolist())


@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.02, 0.2, 0.5]))
def test_marks_are_the_same_however_many_bits_their_numbers_have(seed: int, share: float) -> None:
    mask = strewn(seed, share)

    labels, boxes = components(mask)

    assert sorted(boxes[1:].tolist()) == boxes_of(mask)
    assert np.array_equal(labels > 0, mask > 0)


def test_a_page_of_more_dots_than_sixteen_bits_can_number_loses_none() -> None:
    mask = np.zeros((1200, 1000), np.uint8)
    mask[::3, ::3] = 1

    _, boxes = components(mask)

    assert len(boxes) - 1 == 400 * 334
    assert (boxes[1:, 4] == 1).all()


@given(st.integers(0, 2**32), st.sampled_from([0.0005, 0.01]), st.integers(1, 6))
def test_each_large_mark_lies_whole_in_a_part_that_is_looked_at(seed: int, share: float, cell: int) -> None:
    mask = strewn(seed, share)
    wide, high = 30, 20
    large = [box for box in boxes_of(mask) if box[2] >= wide and box[3] >= high]

    parts = list(parts_of_large(mask * np.uint8(255), wide, high, cell))

    for left, top, across, down, _ in large:
        assert any(
            rows.start <= top and top + down <= rows.stop and columns.start <= left and left + across <= columns.stop
            for rows, columns in parts
        )


@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.0005, 0.01]))
def test_parts_with_ink_hold_all_of_it_once(seed: int, share: float) -> None:
    mask = strewn(seed, share)
    held = np.zeros_like(mask)

    for part in parts_with(mask, 6, 20):
        held[part] += mask[part]

    assert np.array_equal(held, mask)


def test_paper_without_ink_has_no_parts() -> None:
    blank = np.zeros((50, 60), np.uint8)

    assert list(parts_with(blank, 6, 20)) == []
    assert list(parts_of_large(blank, 5, 5, 3)) == []
