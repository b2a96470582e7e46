"""What can still be cured while the paper is in hand (chất lượng ảnh): coarse, dark, faint, blurred, cut, covered.

Every measure is taken at 150 dpi at most, so that a side is judged in hundredths of a second, and the same whatever
resolution it came with.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.clean import Picture, smaller
from ocr.components import components
from ocr.rawword import Grey
from ocr.rim import Mask, bodies, runs_off

LOW_DPI = "low-dpi"
DARK = "dark"
LIGHT = "light"
BLURRED = "blurred"
CUT = "cut"
CUT_OFF = "cut-off"
COVERED = "covered"
SHADOW = "shadow"
GLARE = "glare"
TURN_UNSURE = "turn-unsure"

_WORK_DPI = 150.0
_LEAST_DPI = 140
_LETTER_PX = 13.0
"""Height of letters below which a page is too coarse: 13-point print at 140 dpi."""
_LEAST_LETTERS = 30
_DARK_PAPER = 110
_STROKE = 24
_LEAST_STROKES = 400
_FAINT = 42.0
_SHARP = 0.62
"""Real scans show 0.94 to 1.02; the same softened by a Gaussian of 0.2 mm 0.75, of 0.3 mm 0.64, of 0.4 mm 0.57."""
_ROOT = 2**0.5
_ONE_WAY = 1.3
"""Sharp print is up to a quarter softer in one direction than in another; a moved picture is more."""
_SHADE = 0.5
_SHADE_SHARE = 0.04
_SHADE_STEEP = 0.12
_WHITE = 251
_PAPER_NOT_WHITE = 238
_GLARE_MM2 = 150.0


def complaints(picture: Picture, dpi: float) -> list[str]:
    """Say what is wrong with a picture, as codes whose sentences stand in `messages.toml` under `quality`.

    Args:
        picture: The sheet alone, without the ground it lies on; grey or colour.
        dpi: Of `picture`, guessed or known.
    """
    if min(picture.shape[:2]) < 64:
        return []
    sight = _Sight.of(picture, dpi)
    rim = bodies(picture, dpi)
    shade, glare = sight.light()
    found = {
        LOW_DPI: dpi < _LEAST_DPI and not sight.letters_px >= _LETTER_PX,
        DARK: sight.paper < _DARK_PAPER,
        LIGHT: sight.has_print and sight.contrast < _FAINT,
        BLURRED: sight.has_print and sight.sharpness < _SHARP,
        CUT: rim.corner,
        CUT_OFF: runs_off(sight.strokes, sight.px_mm),
        COVERED: rim.covered,
        SHADOW: shade,
        GLARE: glare,
    }
    return [code for code, holds in found.items() if holds]


@dataclass(frozen=True, slots=True)
class _Sight:
    """A sheet at the working size and its strokes.

    Attributes:
        grey: Red channel.
        px_mm: Pixels a millimetre of `grey`.
        strokes: 1 where there is a stroke of at least half the usual contrast.
        contrast: Levels between paper and the darker tenth of the strokes; 0 without print.
        letters_px: Usual height of a letter of a coarse picture in its own pixels, 0 when there are too few.
    """

    grey: Grey
    px_mm: float
    strokes: Mask
    contrast: float
    letters_px: float

    @classmethod
    def of(cls, picture: Picture, dpi: float) -> "_Sight":
        scale = min(1.0, _WORK_DPI / max(dpi, 1.0))
        red = picture if picture.ndim == 2 else cv2.extractChannel(picture, 2)
        grey = smaller(np.asarray(red, np.uint8), scale)
        px_mm = dpi * scale / 25.4
        reach = max(5, int(2.5 * px_mm) | 1)
        ink = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, np.ones((reach, reach), np.uint8))
        tones = cv2.calcHist([ink], [0], None, [256], [0, 256]).ravel()
        tones[: _STROKE + 1] = 0
        many = float(tones.sum()) >= _LEAST_STROKES
        contrast = float(np.searchsorted(np.cumsum(tones), 0.9 * float(tones.sum()))) if many else 0.0
        strokes = np.asarray(cv2.threshold(ink, max(_STROKE, 0.4 * contrast), 1, cv2.THRESH_BINARY)[1], np.uint8)
        letters = _letter_height(strokes, px_mm) / scale if dpi < _LEAST_DPI else 0.0
        return cls(grey, px_mm, strokes, contrast, letters)

    @property
    def has_print(self) -> bool:
        return self.contrast > 0

    @property
    def paper(self) -> float:
        return float(np.percentile(self.grey[::5, ::5], 75))

    @property
    def sharpness(self) -> float:
        """Steepest edges over the contrast of the strokes, 1 for sharp print; the softest direction's if worse."""
        part = self._middle()
        across, down = (cv2.Sobel(self.grey[part], cv2.CV_32F, *axis, ksize=3) / 8 for axis in ((1, 0), (0, 1)))
        near = cv2.dilate(self.strokes[part], np.ones((3, 3), np.uint8)) > 0
        if int(near.sum()) < _LEAST_STROKES:
            return 1.0
        across, down = across[near][::3], down[near][::3]
        edges = (across, down, (across + down) / _ROOT, (across - down) / _ROOT)
        steepest = sorted(float(np.percentile(np.abs(each), 95)) for each in edges)
        return min(steepest[-1], steepest[0] * _ONE_WAY) * 2 / self.contrast

    def _middle(self) -> tuple[slice, slice]:
        """Give the middle of the sheet, up to 170 mm wide and high."""
        half = round(85 * self.px_mm)
        rows, columns = (each // 2 for each in self.grey.shape)
        return slice(max(0, rows - half), rows + half), slice(max(0, columns - half), columns + half)

    def light(self) -> tuple[bool, bool]:
        """Say whether a shadow lies on the paper, and whether a lamp or the sun blinds part of it."""
        coarse = np.asarray(cv2.resize(self.grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
        px_mm = self.px_mm / 2
        reach = max(3, int(3 * px_mm) | 1)
        closed = cv2.dilate(coarse, np.ones((reach, reach), np.uint8))
        size = (max(8, round(coarse.shape[1] / px_mm)), max(8, round(coarse.shape[0] / px_mm)))
        paper = cv2.resize(closed, size, interpolation=cv2.INTER_AREA)
        usual = float(np.percentile(paper, 80))
        soft = cv2.medianBlur(paper, 5)
        shade = np.asarray(soft < _SHADE * usual)
        steep = cv2.magnitude(cv2.Sobel(soft, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(soft, cv2.CV_32F, 0, 1) / 8)
        rim = cv2.dilate(shade.astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool) & ~shade
        is_soft = bool(rim.any()) and float(np.median(steep[rim])) < _SHADE_STEEP * usual
        plain = cv2.erode(np.asarray(coarse > _WHITE, np.uint8), np.ones((reach, reach), np.uint8))
        blind = float(np.count_nonzero(plain)) / px_mm**2
        return (
            usual > _DARK_PAPER and float(shade.mean()) > _SHADE_SHARE and is_soft,
            float(np.median(paper)) < _PAPER_NOT_WHITE and blind > _GLARE_MM2,
        )


def _letter_height(strokes: Mask, px_mm: float) -> float:
    wide, high = components(strokes)[1][1:, 2:4].T
    likely = (high >= 3) & (wide >= 3) & (high < 8 * px_mm) & (wide < 8 * px_mm)
    return float(np.median(high[likely])) if int(likely.sum()) >= _LEAST_LETTERS else 0.0
