"""The square code beside the words of a copy (mã vuông): drawn as rectangles, so that it stays sharp at any size."""

from functools import lru_cache

import segno

SIDE_PT = 20.0 * 72 / 25.4
"""Side of the code as designed, quiet border not counted: modules of about half a millimetre."""


@lru_cache(maxsize=8)
def _rows(text: str) -> tuple[bytes, ...]:
    return tuple(bytes(row) for row in segno.make(text, error="m", micro=False).matrix)


def square_orders(text: str, side: float) -> bytes:
    """Return what draws a QR code (ISO/IEC 18004, correction M) in black, its lower left the origin, `side` in points.

    Dark modules beside each other in a row are one rectangle, so that no hair line shows between them.
    """
    rows = _rows(text)
    unit = side / len(rows)
    out = [b"q 0 g"]
    for place, row in enumerate(rows):
        base, start = side - (place + 1) * unit, None
        for column, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                out.append(b"%.3f %.3f %.3f %.3f re" % (start * unit, base, (column - start) * unit, unit))
                start = None
    return b"\n".join([*out, b"f Q"]) + b"\n"
