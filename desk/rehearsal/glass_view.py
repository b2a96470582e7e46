"""What the virtual scanner sees of its glass: the part that was asked for, as a real one would send it."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

_UNITS = 300
"""eSCL tells regions in 1/300 inch."""

_SAME = 0.04
"""A region that ends this near the picture's end, as a share of it, asks for all of it."""


@dataclass(frozen=True)
class View:
    """A part of the glass in 1/300 inch, and the dots per inch it is wanted in; 0 = not told."""

    left: int = 0
    top: int = 0
    width: int = 0
    height: int = 0
    dpi: int = 0


def view_of(body: str) -> View:
    """Read the region and the resolution of a ScanSettings document."""
    names = ("XOffset", "YOffset", "Width", "Height", "XResolution")
    found = [re.search(rf"<\w+:{name}>(\d{{1,6}})<", body) for name in names]
    return View(*(int(one.group(1)) if one else 0 for one in found))


def seen(page: Path, view: View) -> bytes | None:
    """Return the part of the glass as a JPEG, or None when it is the whole picture at its own resolution."""
    with Image.open(page) as picture:
        dpi = float(picture.info.get("dpi", (0, 0))[0])
        if dpi < 1 or not view.width:
            return None
        scale = dpi / _UNITS
        box = [view.left * scale, view.top * scale, (view.left + view.width) * scale, (view.top + view.height) * scale]
        box[2], box[3] = min(box[2], picture.width), min(box[3], picture.height)
        whole = not view.left and not view.top and all(
            end >= size * (1 - _SAME) for end, size in zip(box[2:], picture.size, strict=True)
        )
        if whole and (not view.dpi or view.dpi >= dpi):
            return None
        part = picture.convert("RGB").crop((round(box[0]), round(box[1]), round(box[2]), round(box[3])))
        wanted = min(float(view.dpi or dpi), dpi)
        size = [max(1, round(side * wanted / dpi)) for side in part.size]
        packed = io.BytesIO()
        part.resize((size[0], size[1]), Image.Resampling.BOX).save(
            packed, "JPEG", quality=92, dpi=(round(wanted), round(wanted))
        )
        return packed.getvalue()
