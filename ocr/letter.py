"""A letter of a text layer (chữ cái của lớp chữ): light, so that readers of pictures load no PDF library for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter on a page (chữ cái).

    Attributes:
        text: As the file says it, one or more characters; "" where the file does not say.
        left: Edges in pixels of the drawn page, origin top-left.
        top: See `left`.
        right: See `left`.
        bottom: See `left`.
        font: Name of its font.
        seen: False when it is drawn without ink.
        level: False when its line is not level on the page as shown.
        base: Height of its base line, px from the top.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    font: str
    seen: bool
    level: bool
    base: float
