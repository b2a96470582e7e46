"""Colour of JPEG 2000 pictures in PDF/A-2 (màu của ảnh JPEG 2000), ISO 19005-2, 6.2.8.3."""

import struct
from collections.abc import Iterator

_METHODS = {1, 2, 3}
_CIE_JAB = 19
_HEAD = 8


def check_jp2(data: bytes) -> Iterator[str]:
    """Yields what the colour boxes of a JPEG 2000 file without /ColorSpace get wrong."""
    colours = [body for kind, body in _boxes(dict(_boxes(data)).get(b"jp2h", b"")) if kind == b"colr"]
    best = [one for one in colours if len(one) > 2 and one[2] == 1]  # byte 2 is APPROX
    if len(colours) > 1 and len(best) != 1:
        yield "6.2.8.3 several colour specifications"
    for one in best if len(best) == 1 else colours:
        if one[0] not in _METHODS:
            yield "6.2.8.3 colour method"
        elif one[0] == 1 and struct.unpack(">L", one[3:7])[0] == _CIE_JAB:
            yield "6.2.8.3 CIEJab"


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + _HEAD <= len(data):
        length, kind = struct.unpack(">L4s", data[at : at + _HEAD])
        head = _HEAD
        if length == 1 and at + 16 <= len(data):
            length, head = struct.unpack(">Q", data[at + 8 : at + 16])[0], 16
        if length == 0:
            length = len(data) - at
        if length < head:
            return
        yield kind, data[at + head : at + length]
        at += length
