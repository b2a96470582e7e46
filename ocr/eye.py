"""The picture an engine sees of a page held one way (ảnh để đọc): made once for each way a page is held."""

from ocr import clean
from ocr.leaders import without_leaders
from ocr.rawword import Grey
from ocr.seals import find_seals
from ocr.upright import Eye
from ocr.wipe import has_blue_pen, wiped, without_seals


def eye_of(sheet: clean.Sheet, rotation: int, angle: float, scale: float) -> Eye:
    """Give a page upright, level and evenly lit, its seals, pen strokes and rows of dots wiped.

    Args:
        sheet: The side as decoded.
        rotation: Degrees clockwise it stands turned: 0, 90, 180, 270.
        angle: Degrees counter-clockwise to level it after that cure.
        scale: Of the outcome against the decoded page.
    """
    own = sheet.dpi * sheet.shrink
    dpi, colour = own * scale, sheet.picture

    def held(channel: Grey) -> Grey:
        return clean.level(clean.turned(channel, -rotation), angle, scale)

    grey = held(clean.red_channel(colour))
    seals = find_seals(grey if colour.ndim == 2 else held(clean.all_ink(colour)), dpi)
    blue, red = clean.blue_ink(colour), clean.red_ink(colour)
    pen = held(blue) if blue is not None and has_blue_pen(blue, own) else None
    picture, leaders = without_leaders(wiped(clean.even_light(grey), pen, seals, dpi), dpi)
    return Eye(picture, dpi, scale, None if red is None else without_seals(held(red), seals), leaders)
