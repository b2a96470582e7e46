"""What goes into an OCR engine and what comes out (từ thô): grey pictures, ways to read them, words, turns."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""One byte a pixel, rows first, 0 = black."""

PAGE = 3
"""Segmentation: find columns and blocks in a whole page."""
BLOCK = 6
"""Segmentation: one block of lines of one size."""
LINE = 7
"""Segmentation: one printed line."""
SPARSE = 11
"""Segmentation: as much text as possible, in no order."""


@dataclass(frozen=True, slots=True)
class RawWord:
    """One word as an engine gives it: edges in pixels of the picture it was given, confidence 0-1.

    `line` numbers the engine's own lines from 0; words of one line are in printed order.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: float
    line: int

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page seems to stand.

    Attributes:
        rotation: Degrees clockwise the page stands turned: 0, 90, 180, 270.
        confidence: The engine's own scale, from 0 (a guess) upwards.
    """

    rotation: int
    confidence: float
