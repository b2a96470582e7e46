"""What a file may be at most, and how its pages are drawn (giới hạn của tệp)."""

from dataclasses import dataclass

MEGAPIXEL = 1_000_000


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """What is accepted and how pages without a picture of their own are drawn (giới hạn tệp).

    Attributes:
        render_dpi: Dots per inch for pages that must be drawn, when no picture on them says better.
        min_dpi: Least dots per inch a page is drawn at because of its picture.
        max_dpi: Most dots per inch a page is drawn at because of its picture.
        max_pages: Pages a file may have.
        max_pixels: Pixels a picture may have.
        max_drawn_pixels: Pixels a drawn page may have; a larger sheet is drawn at fewer dots per
            inch.
        max_side_pt: Points a side of a PDF page may have (PDF 1.7 Annex C: 14 400).
        max_bytes: Bytes a file may have.
        jpeg_quality: 1-95, for drawn pages.
    """

    render_dpi: float = 300.0
    min_dpi: float = 150.0
    max_dpi: float = 400.0
    max_pages: int = 500
    max_pixels: int = 200 * MEGAPIXEL
    max_drawn_pixels: int = 60 * MEGAPIXEL
    max_side_pt: float = 14_400.0
    max_bytes: int = 200_000_000
    jpeg_quality: int = 92


DEFAULTS = SourceOptions()
