"""A JPEG without what its camera wrote beside the picture (ảnh không kèm vị trí): the coded samples stay as they are.

Phones write where and when a photo was taken, a small picture of it, even a film behind it. None of that belongs into
a paper that leaves the office; the original keeps it. Source: ITU-T T.81 annex B; Exif 2.3 §4.5; CIPA DC-007 (MPF).
"""

import re

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APPS = range(0xE0, 0xF0)
_PROFILE = b"ICC_PROFILE\0"
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])", re.DOTALL)
"""The next marker behind coded samples, in which FF is followed by 00 or by a restart."""


def bare(data: bytes) -> bytes | None:
    """Return a JPEG with its picture, its colours' meaning and its density, and nothing else.

    Args:
        data: A JPEG file.

    Returns:
        The very same bytes when nothing is to be dropped; None for data that are built otherwise.
    """
    if data[:2] != b"\xff\xd8":
        return None
    kept, at = [data[:2]], 2
    while data[at : at + 1] == b"\xff" and at + 2 <= len(data):
        kind, behind = data[at + 1], _behind(data, at)
        if behind is None:
            return None
        if _belongs(kind, data[at + 4 : at + 18]):
            kept.append(data[at:behind])
        if kind == _END or (kind == _SCAN and behind == len(data)):  # some scanners leave the end away
            made = b"".join(kept)
            return data if made == data else made
        at = behind
    return None


def _behind(data: bytes, at: int) -> int | None:
    """Return where the segment that begins at a marker ends, coded samples included; None for what is no segment."""
    kind = data[at + 1]
    if kind == _END:
        return at + 2
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    behind = at + 2 + length
    if length < 2 or behind > len(data) or kind in {_START, 0x00, 0xFF}:
        return None
    found = _MARKER.search(data, behind) if kind == _SCAN else None
    if found is not None:
        return found.end() - 2
    return len(data) if kind == _SCAN else behind


def _belongs(kind: int, head: bytes) -> bool:
    """Tell whether a segment is needed to show the picture: density (APP0), profile (APP2), colour space (APP14)."""
    if kind in _APPS:
        return head.startswith({0xE0: b"JFIF\0", 0xE2: _PROFILE, 0xEE: b"Adobe"}.get(kind, b"\xff" * 15))
    return kind != _COMMENT
