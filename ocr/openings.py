"""Where one paper ends and the next begins (trang đầu của một giấy tờ), told from the readings of the sides alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.kinds import recognise
from ocr.official import find_head
from ocr.page import PageReading
from ocr.printed import page_lines


@dataclass(frozen=True, slots=True)
class Opening:
    """How sure it is that a side begins a new paper (trang này mở đầu giấy tờ mới).

    Attributes:
        confidence: 0-1; from 0.9 on it begins one, up to 0.1 it goes on with the one before, between is a doubt.
        reasons: Codes, the weightiest first; sentences are in `messages.toml` under `evening.reason-…`.
    """

    confidence: float
    reasons: tuple[str, ...] = ()


def opening(paper: Sequence[PageReading], page: PageReading) -> Opening:
    """Tell how sure it is that a side begins a new paper.

    Args:
        paper: The sides of the paper under way, in order, blank ones left out; none when nothing came before.
        page: The side that comes next; not blank.
    """
    if not paper:
        return Opening(1.0, ("first",))
    lines = page_lines(page, 1)
    kind, sure = recognise(lines)
    if find_head(page, 1) is not None:
        return Opening(0.95, ("state-head",))
    if kind is not None and sure > 0.9:
        return Opening(0.9, ("title",))
    return Opening(0.3, ("no-head",))
