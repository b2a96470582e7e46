"""Streams of a PDF inflated within bounds (luồng nén trong PDF)."""

import zlib

from pikepdf import Array, Name, Object

from ocr.errors import FileTooLarge

MAX_STREAM_BYTES = 100_000_000
"""Bytes a content stream may inflate to."""


def inflated(stream: Object, most: int = MAX_STREAM_BYTES) -> bytes:
    """Returns a stream decoded when its coding is Flate only, b"" otherwise.

    Other codings are judged when drawn.

    Raises:
        FileTooLarge: It inflates to more than `most` bytes.
    """
    data = stream.read_raw_bytes()
    coding = stream.get(Name.Filter)
    names = [str(one) for one in coding] if isinstance(coding, Array) else [str(coding)] if coding is not None else []
    for name in names:
        if name not in {"/FlateDecode", "/Fl"}:
            return b""
        data = _inflate(data, most)
    return data


def _inflate(data: bytes, most: int) -> bytes:
    opener = zlib.decompressobj()
    try:
        out = opener.decompress(data, most + 1)
    except zlib.error:
        return b""
    if len(out) > most:
        raise FileTooLarge(limit="stream", most=most)
    return out
