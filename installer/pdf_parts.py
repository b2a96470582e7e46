"""Writes the two binary parts every PDF of ours carries: `ocr/data/srgb.icc` and `ocr/data/glyphless.ttf`.

Run it only when one of them must change; the results are committed, so that a PDF does not depend on the version of
the colour library that happened to be installed.
"""

import struct
from pathlib import Path

from PIL import ImageCms

DATA = Path(__file__).resolve().parents[1] / "ocr" / "data"
UNITS, ASCENT, DESCENT, ADVANCE = 1000, 800, -200, 500
EPOCH = 3_786_912_000  # 2024-01-01 in seconds since 1904, the zero of TrueType

# A contour of no area, its three points on one line: no ink, but a box. PDFium leaves out text of one letter whose
# glyph has no box at all.
_GLYPH = (
    struct.pack(">hhhhh", 1, 0, DESCENT, ADVANCE, ASCENT)
    + struct.pack(">HH", 2, 0)
    + bytes([1, 1, 1])
    + struct.pack(">hhh", 0, 250, 250)
    + struct.pack(">hhh", DESCENT, 500, 500)
    + bytes(3)
)


def srgb() -> bytes:
    """Returns an sRGB profile of version 4.2 (ICC.1:2004-10, the newest PDF/A-2 knows) with a fixed date."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[8:12] = bytes.fromhex("04200000")
    profile[24:36] = struct.pack(">6H", 2024, 1, 1, 0, 0, 0)
    profile[84:100] = bytes(16)
    return bytes(profile)


def glyphless() -> bytes:
    """Returns a TrueType font of two glyphs without ink: .notdef, and the one every invisible letter is set in."""
    tables = {
        b"OS/2": _os2(),
        b"cmap": struct.pack(">HHHHL", 0, 1, 3, 1, 12)
        + struct.pack(">HHH", 6, 12, 0)
        + struct.pack(">HHH", 0x20, 1, 1),
        b"glyf": _GLYPH,
        b"head": struct.pack(">LLLLHHQQ", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0x000B, UNITS, EPOCH, EPOCH)
        + struct.pack(">hhhhHHhhh", 0, DESCENT, ADVANCE, ASCENT, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(
            ">LhhhHhhhhhhhhhhhH", 0x00010000, ASCENT, DESCENT, 0, ADVANCE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2
        ),
        b"hmtx": struct.pack(">HhHh", ADVANCE, 0, ADVANCE, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(_GLYPH) // 2) + bytes(2),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x00010000, 2, 3, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _names(),
        b"post": struct.pack(">LLhhLLLLL", 0x00030000, 0, -100, 50, 1, 0, 0, 0, 0),
    }
    return _joined(tables)


def _os2() -> bytes:
    head = struct.pack(">HhHHH", 3, ADVANCE, 400, 5, 0) + struct.pack(">10h", *[0] * 10) + struct.pack(">h", 0)
    rest = bytes(10) + struct.pack(">4L", 1, 0, 0, 0) + b"SaoY" + struct.pack(">HHH", 0x40, 0x20, 0x20)
    more = struct.pack(">hhhHH", ASCENT, DESCENT, 0, ASCENT, -DESCENT) + struct.pack(">LL", 1, 0)
    return head + rest + more + struct.pack(">hhHHH", 500, 700, 0, 0x20, 1)


def _names() -> bytes:
    texts = {1: "SaoYGlyphless", 2: "Regular", 4: "SaoYGlyphless", 6: "SaoYGlyphless"}
    body, rows = b"", b""
    for number, text in texts.items():
        raw = text.encode("utf-16-be")
        rows += struct.pack(">HHHHHH", 3, 1, 0x409, number, len(raw), len(body))
        body += raw
    return struct.pack(">HHH", 0, len(texts), 6 + len(rows)) + rows + body


def _joined(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">LHHHH", 0x00010000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    offset, rows, body = 12 + 16 * count, b"", b""
    for tag, data in sorted(tables.items()):
        rows += struct.pack(">4sLLL", tag, _sum(data), offset + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    font = bytearray(head + rows + body)
    at = font.index(tables[b"head"]) + 8
    font[at : at + 4] = struct.pack(">L", (0xB1B0AFBA - _sum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    (DATA / "srgb.icc").write_bytes(srgb())
    (DATA / "glyphless.ttf").write_bytes(glyphless())
