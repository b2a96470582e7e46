"""Both sides through a feeder that draws one (hai lượt): fronts first, then the same stack turned over."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from desk.errors import BacksDiffer


class BackOrder(StrEnum):
    """Thứ tự mặt sau: the last sheet's back comes first when the stack is turned as a whole, else the first one's."""

    REVERSE = "reverse"
    SAME = "same"


def backs_wanted(sheets: int, without: Collection[int], order: BackOrder) -> list[int]:
    """Return the sheets (from 1) whose backs come, in the order they come in; those `without` a back are passed over.

    Raises:
        BacksDiffer: a sheet without a back is none of the stack's.
    """
    if not set(without) <= set(range(1, sheets + 1)):
        raise BacksDiffer(fronts=sheets, backs=0, lacking=0)
    wanted = [sheet for sheet in range(1, sheets + 1) if sheet not in without]
    return wanted[::-1] if order is BackOrder.REVERSE else wanted


def interleaved(
    fronts: Sequence[int], backs: Sequence[int], order: BackOrder, without: Collection[int] = ()
) -> list[int]:
    """Return the sides as they are read: each front, behind it its back.

    Args:
        fronts: Ids of the fronts as they came.
        backs: Ids of the backs as they came.
        order: In which order the backs came.
        without: Sheets (from 1) that have no back.

    Raises:
        BacksDiffer: there are more or fewer backs than sheets that have one.
    """
    wanted = backs_wanted(len(fronts), without, order)
    if len(wanted) != len(backs):
        raise BacksDiffer(fronts=len(fronts), backs=len(backs), lacking=len(wanted) - len(backs))
    back_of = dict(zip(wanted, backs, strict=True))
    sides: list[int] = []
    for sheet, front in enumerate(fronts, 1):
        sides += [front, back_of[sheet]] if sheet in back_of else [front]
    return sides
