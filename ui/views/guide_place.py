"""Find a place for a callout (lời chỉ dẫn) beside what it points at, where it covers nothing that is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize

Side = Literal["left", "right", "above", "below"]
"""On which side of its target a callout stands."""

GAP = 22
"""Room in px between callout and target, for the arrow."""

EDGE = 8
"""Room in px that is left at the edge of the window."""

_SIDES: tuple[Side, ...] = ("right", "left", "above", "below")
_STEPS = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a callout stands, and where the tip of its arrow is; in px of the window."""

    rect: QRect
    side: Side
    tip: QPoint


def place(room: QRect, target: QRect, size: QSize, clear: Sequence[QRect] = ()) -> Placed | None:
    """Return a place beside a target, None where there is none that covers nothing.

    Args:
        room: where the callout may stand.
        target: what is seen of what is pointed at; may lie outside the room, as in a bar.
        size: of the callout.
        clear: what must not be covered, the target left out.
    """
    inside = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    for side in _SIDES:
        for rect in _along(side, target, size, inside):
            free = inside.contains(rect) and not any(rect.intersects(one) for one in (target, *clear))
            if free and _faces(side, target, rect):
                return Placed(rect, side, _tip(side, target, rect))
    return None


def _along(side: Side, target: QRect, size: QSize, room: QRect) -> Iterator[QRect]:
    """Slide along one side of the target: with their middles level first, then from one end to the other.

    Beside a bar the callout stands at the edge of its room, and the arrow is longer.
    """
    upright = side in ("left", "right")
    if side == "right":
        fixed = max(target.right() + 1 + GAP, room.left())
    elif side == "left":
        fixed = min(target.left() - GAP, room.right() + 1) - size.width()
    elif side == "below":
        fixed = max(target.bottom() + 1 + GAP, room.top())
    else:
        fixed = min(target.top() - GAP, room.bottom() + 1) - size.height()
    long, start, span = (
        (size.height(), target.top(), target.height()) if upright else (size.width(), target.left(), target.width())
    )
    low, high = (room.top(), room.bottom() + 1) if upright else (room.left(), room.right() + 1)
    first, last = start - long + min(span, long) // 2, start + span - min(span, long) // 2
    middle = start + (span - long) // 2
    offers = [middle, *(first + (last - first) * step // _STEPS for step in range(_STEPS + 1))]
    for offer in offers:
        at = max(low, min(offer, high - long))
        yield QRect(QPoint(fixed, at) if upright else QPoint(at, fixed), size)


def _faces(side: Side, target: QRect, rect: QRect) -> bool:
    """Tell whether an arrow can go straight from the callout to its target."""
    if side in ("left", "right"):
        shared, span = min(target.bottom(), rect.bottom()) - max(target.top(), rect.top()) + 1, target.height()
    else:
        shared, span = min(target.right(), rect.right()) - max(target.left(), rect.left()) + 1, target.width()
    return shared >= min(span, GAP)


def _tip(side: Side, target: QRect, rect: QRect) -> QPoint:
    """Return the point of the target's edge in the middle of what both share of it."""
    if side in ("left", "right"):
        y = (max(target.top(), rect.top()) + min(target.bottom(), rect.bottom())) // 2
        return QPoint(target.right() + 1 if side == "right" else target.left() - 1, y)
    x = (max(target.left(), rect.left()) + min(target.right(), rect.right())) // 2
    return QPoint(x, target.bottom() + 1 if side == "below" else target.top() - 1)
