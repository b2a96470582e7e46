"""Where the words and the two signature blocks of a copy stand (bố cục lời chứng): told without writing anything."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from signing.errors import FileUnfit
from signing.ink import DPI, FreePaper, Pixels, Places, ink_map
from signing.stamps import Arrangement, Box, arrangements
from signing.values import Attestation

_SCALES = (1.0, 0.9, 0.8)
_GAPS = (4.0 * 72 / 25.4, 2.0 * 72 / 25.4)
"""Room kept to the nearest ink in points, the better first."""

_MARGIN = 8.0 * 72 / 25.4
_HEAD = 20.0 * 72 / 25.4
"""From the upper edge of a page without ink to the words."""

_LEGIBLE = 0.6
"""Least scale on an added page; a page too small for it is followed by a larger one."""

_BELOW = 6.0 * 72 / 25.4
_MOST_PIXELS = 20_000_000
_A5 = (420.0, 595.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands (bố cục).

    Attributes:
        page: The page, from 1.
        width: Of that page, in points.
        height: Of that page, in points.
        blocks: The three blocks on it, in points from its top left.
        added: True when it is a page added behind, as the last one had no free place.
    """

    page: int
    width: float
    height: float
    blocks: Arrangement
    added: bool = False

    def shares(self) -> dict[str, tuple[float, float, float, float]]:
        """Return "words", "officer", "seal" as left, top, right, bottom, 0-1 of the page from its top left."""
        boxes = {"words": self.blocks.words, "officer": self.blocks.officer, "seal": self.blocks.seal}
        return {
            name: (
                box.left / self.width, box.top / self.height,
                (box.left + box.width) / self.width, (box.top + box.height) / self.height,
            )
            for name, box in boxes.items()
        }  # fmt: skip

    @property
    def around(self) -> Box:
        """The rectangle around all of them."""
        boxes = [self.blocks.words, self.blocks.officer, self.blocks.seal]
        boxes += [self.blocks.code] if self.blocks.code is not None else []
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.left + box.width for box in boxes), max(box.top + box.height for box in boxes)
        return Box(left, top, right - left, bottom - top)


def lay_out(pdf: Path, attestation: Attestation) -> Layout:
    """Find where the blocks stand: on the last page where no ink is, else at the top of a page added behind.

    Runs in a limited worker: drawing a page can end its process.

    Args:
        pdf: A PDF that is not signed yet.
        attestation: Its words, for their sizes.

    Raises:
        FileUnfit: no PDF that can be drawn.

    Law: docs/law.md#attestation-wording
    """
    count, width, height, pixels = drawn_page(pdf, -1)
    if pixels is not None:
        blocks = _on_paper(FreePaper(ink_map(pixels), _MARGIN), width, attestation)
        if blocks is not None:
            return Layout(count, width, height, blocks)
    return _on_an_added_page(count + 1, width, height, attestation)


def _on_paper(paper: FreePaper, width: float, attestation: Attestation) -> Arrangement | None:
    for scale in _SCALES:
        for gap in _GAPS:
            for blocks in arrangements(attestation, scale):
                places = paper.places(blocks.width, blocks.height, gap)
                if len(places):
                    above = max(paper.last_ink, _HEAD - _BELOW)
                    left, top = _best(places, above, (width - blocks.width) / 2)
                    return blocks.at(left, top)
    return None


def _best(places: Places, last_ink: float, middle: float) -> tuple[float, float]:
    """Choose under the last line, in the middle; where that is not free, low on the page."""
    lefts, tops = places[:, 0], places[:, 1]
    under = tops >= last_ink
    if under.any():
        cost = (tops + np.where(tops < last_ink + _BELOW, 1000.0, 0.0)) * 10 + np.abs(lefts - middle)
        cost[~under] = math.inf
    else:
        cost = np.abs(lefts - middle) - tops * 3
    one = int(cost.argmin())
    return float(lefts[one]), float(tops[one])


def _on_an_added_page(number: int, width: float, height: float, attestation: Attestation) -> Layout:
    """Lay the blocks at the top of a page of the same size; a page too small for them is made larger."""
    for wide, tall in ((width, height), (max(width, _A5[0]), max(height, _A5[1]))):
        across, down = wide - 2 * _MARGIN, tall - 2 * _MARGIN
        best = max(arrangements(attestation), key=lambda blocks: min(1.0, across / blocks.width, down / blocks.height))
        scale = min(1.0, across / best.width, down / best.height)
        if scale >= _LEGIBLE:
            break
    else:
        raise FileUnfit(why="no-room")
    place = arrangements(attestation).index(best)
    blocks = arrangements(attestation, scale)[place]
    top = min(_HEAD, (tall - blocks.height) / 2)
    return Layout(number, wide, tall, blocks.at((wide - blocks.width) / 2, top), added=True)


def drawn_page(pdf: Path, index: int) -> tuple[int, float, float, Pixels | None]:
    """Return how many pages there are, the size of one of them as shown, from 0 or -1 = the last, and its picture.

    No picture of a page that is turned, cropped, magnified or enormous, where a place on paper is none in the file.

    Raises:
        FileUnfit: it cannot be drawn.
    """
    import pypdfium2  # type: ignore[import-untyped]  # the library ships no types

    try:
        with pypdfium2.PdfDocument(pdf) as file:
            page = file[index % max(1, len(file))]
            width, height = page.get_size()
            plain = page.get_rotation() == 0 and page.get_mediabox() == page.get_cropbox() == (0, 0, width, height)
            if not plain or width * height * (DPI / 72) ** 2 > _MOST_PIXELS:
                return len(file), width, height, None
            bitmap = page.render(scale=DPI / 72, may_draw_forms=False, rev_byteorder=True)
            pixels: Pixels = np.array(bitmap.to_numpy()[:, :, :3])
            bitmap.close()
            return len(file), width, height, pixels
    except (pypdfium2.PdfiumError, IndexError, ValueError) as fault:
        raise FileUnfit(why="undrawable") from fault
