"""The values of what lies on a scanner's glass (mặt kính): papers told apart on one picture, each cut as its own."""

from dataclasses import dataclass

from ocr.page import PageImage

Corner = tuple[float, float]

TOUCHING, EDGE_UNSEEN, CUT_OFF, REST = "touching", "edge-unseen", "cut-off", "rest"
"""Doubts of a cut: papers touch; no edge was seen, what is printed is framed; it runs off the glass; print lies beside
all the cuts."""

DOUBTS = (TOUCHING, EDGE_UNSEEN, CUT_OFF, REST)


@dataclass(frozen=True, slots=True)
class Cut:
    """One paper cut out of a picture of the glass (một giấy trên mặt kính).

    The cut is turned level and cropped, nothing else; it is kept without loss.

    Attributes:
        image: The cut as a side of its own.
        corners: In the picture as a viewer shows it: top left, top right, bottom right, bottom left of
            the cut, in pixels.
        angle: Degrees counter-clockwise the paper was turned by to lie level.
        doubts: Of `DOUBTS`, what a person should look at.
    """

    image: PageImage
    corners: tuple[Corner, Corner, Corner, Corner]
    angle: float
    doubts: tuple[str, ...] = ()
