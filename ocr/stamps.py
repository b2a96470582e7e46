"""Rubber stamps in the middle of other print (dấu đến, dấu khẩn, lời chứng bản sao): each is read as one block."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz

from ocr.lines import Piece, letters
from ocr.vietnamese import compose

_ALIKE = 86
_SHORT = 5
"""A head of so few letters must be read exactly, marks and all: «ĐẾN» is not «ĐIỀN»."""
_ASIDE = 0.5


@dataclass(frozen=True)
class _Kind:
    """What a stamp looks like; see `data/stamps.toml`."""

    heads: tuple[str, ...]
    below: tuple[str, ...]
    lines: int
    gap: float


@cache
def _kinds() -> tuple[_Kind, ...]:
    data = tomllib.loads(resources.files("ocr").joinpath("data/stamps.toml").read_text("utf-8"))
    return tuple(
        _Kind(tuple(map(compose, each["heads"])), tuple(map(letters, each["below"])), each["lines"], each["gap"])
        for each in data["stamp"]
    )


def stamps_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Find the stamps of a page, each with its pieces from top to bottom; a piece belongs to one at most."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        if any(piece in block for block in found):
            continue
        kind = next((each for each in _kinds() if _opens(piece, each)), None)
        if kind is not None:
            free = [each for each in pieces if each is not piece and not any(each in block for block in found)]
            found.append(_block(piece, kind, free))
    return found


def _opens(piece: Piece, kind: _Kind) -> bool:
    text = piece.text.strip(" .:|[]()-")
    if not text.isupper():
        return False
    for head in kind.heads:
        exact = len(letters(head)) <= _SHORT
        if text == head if exact else fuzz.ratio(letters(text), letters(head)) >= _ALIKE:
            return True
    return False


def _block(first: Piece, kind: _Kind, pieces: Sequence[Piece]) -> list[Piece]:
    block = [first]
    room = _ASIDE * (first.right - first.left) if kind.below else 2 * first.height
    for piece in sorted(pieces, key=lambda each: each.middle):
        last = block[-1]
        if len(block) > kind.lines or piece.top - last.bottom > kind.gap * first.height:
            break
        if piece.middle <= first.bottom or piece.left < first.left - room or piece.right > first.right + room:
            continue
        if not kind.below or any(piece.folded.startswith(each) for each in kind.below):
            block.append(piece)
    return block
