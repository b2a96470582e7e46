"""Read which sentences a compiled translation (.qm) holds; Qt itself only answers for one it is asked about."""

import struct
from pathlib import Path

_END, _SOURCE, _CONTEXT, _COMMENT = 1, 6, 7, 8
_MESSAGES, _HEAD = 0x69, 16
_NOTHING = 0xFFFFFFFF

Sentence = tuple[str, str, str]
"""Context, source text, comment."""


def sentences(file: Path) -> list[Sentence]:
    """Return every sentence of a file, in its order."""
    found: list[Sentence] = []
    data, at = _part(file.read_bytes(), _MESSAGES), 0
    told: dict[int, str] = {}
    while at < len(data):
        tag, at = data[at], at + 1
        if tag == _END:
            found.append((told.get(_CONTEXT, ""), told.get(_SOURCE, ""), told.get(_COMMENT, "")))
            told = {}
            continue
        (long,) = struct.unpack_from(">I", data, at)
        long, at = 0 if long == _NOTHING else long, at + 4
        if tag in (_SOURCE, _CONTEXT, _COMMENT):
            told[tag] = data[at : at + long].decode()
        at += long
    return found


def _part(data: bytes, wanted: int) -> bytes:
    at = _HEAD
    while at < len(data):
        tag, long = struct.unpack_from(">BI", data, at)
        at += 5
        if tag == wanted:
            return data[at : at + long]
        at += long
    raise ValueError(wanted)
