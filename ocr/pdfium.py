"""PDFium behind a typed edge (thư viện vẽ PDF).

Call it only inside a limited worker: it can end its process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # the library ships no types
from PIL import Image
from pypdfium2 import raw

from ocr.errors import FileEncrypted, FileUnreadable
from ocr.letter import Letter
from ocr.pdfium_text import Place, letters_of

_INVISIBLE = 3
"""Text rendering mode 3, ISO 32000-1 table 106."""

_LOCKED = frozenset({raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY})
"""What the library says of a file that a password opens, and of one that only the key of a certificate opens."""

_MAX_OBJECTS = 20_000
_MAX_PICTURES = 200
_MAIN_SHARE = 0.3
"""Share of the page a picture must cover for its resolution to speak for the page."""


@dataclass(frozen=True, slots=True)
class LonePicture:
    """The one picture that is all one sees of a page (ảnh chiếm trọn trang).

    Attributes:
        width_px: Its width as stored.
        height_px: Its height as stored.
        dpi: Dots per inch on the page.
        bits: Bits a pixel; 0 when unknown.
        turn: Quarter turns clockwise the page's own drawing gives it, None when it is skewed or
            mirrored.
        object: The library's object.
    """

    width_px: int
    height_px: int
    dpi: float
    bits: int
    turn: int | None
    object: pypdfium2.PdfImage

    def jpeg(self) -> bytes | None:
        """Returns the bytes as the picture's maker wrote them when it is a JPEG, else None."""
        try:
            if self.object.get_filters(skip_simple=True) != ["DCTDecode"]:
                return None
            data = bytes(self.object.get_data(decode_simple=True))
        except pypdfium2.PdfiumError:
            return None
        return data if data.startswith(b"\xff\xd8\xff") else None


class PdfiumPage:
    """One page of an opened PDF (trang)."""

    def __init__(self, page: pypdfium2.PdfPage, index: int) -> None:
        self._page = page
        self.index = index

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height in points as shown, /Rotate applied."""
        width, height = self._page.get_size()
        return float(width), float(height)

    @property
    def rotation(self) -> int:
        """/Rotate: degrees clockwise, 0, 90, 180 or 270."""
        return int(self._page.get_rotation()) % 360

    def lone_picture(self, covers: float) -> LonePicture | None:
        """Returns the picture that covers the page with no visible mark above it, or None.

        Args:
            covers: Share of the page it must cover, and share of the picture the page must show,
                0-1.
        """
        if self._annotated():
            return None
        last = None
        for number, one in enumerate(self._page.get_objects(max_depth=1)):
            if number > _MAX_OBJECTS or one.type == raw.FPDF_PAGEOBJ_FORM:
                return None
            if one.type == raw.FPDF_PAGEOBJ_TEXT and _text_mode(one) == _INVISIBLE:
                continue
            last = one
        if last is None or last.type != raw.FPDF_PAGEOBJ_IMAGE or raw.FPDFPageObj_HasTransparency(last.raw):
            return None
        if not self._covered(last, covers):
            return None
        return self._facts(last)

    def main_picture_dpi(self) -> float:
        """Returns the dots per inch of the largest picture on a good part of the page, or 0."""
        left, bottom, right, top = self._box()
        best, best_area = 0.0, _MAIN_SHARE * (right - left) * (top - bottom)
        try:
            for number, one in enumerate(self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
                if number > _MAX_PICTURES:
                    break
                x0, y0, x1, y1 = one.get_bounds()
                if (x1 - x0) * (y1 - y0) >= best_area:
                    best_area = (x1 - x0) * (y1 - y0)
                    best = self._facts(one).dpi
        except pypdfium2.PdfiumError:
            return best
        return best

    def drawn(self, dpi: float, *, forms: bool = False) -> Image.Image:
        """Returns the page as a viewer shows it, annotations included, on white paper, RGB.

        Args:
            dpi: Dots per inch.
            forms: Whether fields are drawn too, among them the blocks of signatures; the file must be opened for it.

        Raises:
            FileUnreadable: The library cannot draw it.
        """
        try:
            bitmap = self._page.render(scale=dpi / 72.0, may_draw_forms=forms, rev_byteorder=True)
            try:
                picture: Image.Image = bitmap.to_pil().convert("RGB")
            finally:
                bitmap.close()
        except (pypdfium2.PdfiumError, ValueError) as why:
            raise FileUnreadable(page=self.index + 1) from why
        return picture

    def letters(self, width_px: int, height_px: int) -> list[Letter | None] | None:
        """Returns the letters of the page, None when it has none or too many; see `ocr.pdfium_text.letters_of`."""
        return letters_of(self._page, width_px, height_px)

    def pictures(self, width_px: int, height_px: int) -> list[tuple[float, float, float, float]]:
        """Returns where pictures lie: left, top, right, bottom in pixels of the drawn page."""
        place, boxes = Place(self._page, width_px, height_px), []
        for number, one in enumerate(self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            if number > _MAX_PICTURES:
                break
            ends = [place.point(x, y) for x, y in _corners(one)]
            across, down = sorted(x for x, _ in ends), sorted(y for _, y in ends)
            boxes.append((across[0], down[0], across[1], down[1]))
        return boxes

    def has_print(self) -> bool:
        """Tells whether the page draws letters with ink, not only pictures of them."""
        try:
            texts = self._page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=3)
            return any(_text_mode(one) != _INVISIBLE for one in islice(texts, _MAX_PICTURES))
        except pypdfium2.PdfiumError:
            return False

    def _box(self) -> tuple[float, float, float, float]:
        left, bottom, right, top = self._page.get_bbox()
        return float(left), float(bottom), float(right), float(top)

    def _annotated(self) -> bool:
        for number in range(raw.FPDFPage_GetAnnotCount(self._page.raw)):
            note = raw.FPDFPage_GetAnnot(self._page.raw, number)
            kind = raw.FPDFAnnot_GetSubtype(note) if note else raw.FPDF_ANNOT_UNKNOWN
            raw.FPDFPage_CloseAnnot(note)
            if kind not in {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP}:
                return True
        return False

    def _covered(self, one: pypdfium2.PdfObject, covers: float) -> bool:
        left, bottom, right, top = self._box()
        x0, y0, x1, y1 = one.get_bounds()
        width = max(0.0, min(right, x1) - max(left, x0))
        height = max(0.0, min(top, y1) - max(bottom, y0))
        page = (right - left) * (top - bottom)
        picture = (x1 - x0) * (y1 - y0)
        return page > 0 and picture > 0 and width * height >= covers * max(page, picture)

    def _facts(self, one: pypdfium2.PdfObject) -> LonePicture:
        width_px, height_px = one.get_px_size()
        a, b, c, d, _, _ = one.get_matrix().get()
        width_pt, height_pt = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
        dpi = 72.0 * width_px / width_pt if width_pt > 0 else 0.0

        bits = int(one.get_metadata().bits_per_pixel)
        square = height_pt > 0 and abs(72.0 * height_px / height_pt - dpi) < 0.05 * dpi
        return LonePicture(width_px, height_px, dpi, bits, _quarter(a, b, c, d) if square else None, one)


class PdfiumFile:
    """An opened PDF (tệp PDF đang mở)."""

    def __init__(self, pdf: pypdfium2.PdfDocument) -> None:
        self._pdf = pdf

    def __len__(self) -> int:
        return len(self._pdf)

    @contextmanager
    def page(self, index: int) -> Iterator[PdfiumPage]:
        """Opens the page `index`, from 0.

        Raises:
            FileUnreadable: The page cannot be loaded.
        """
        try:
            page = self._pdf[index]
        except (pypdfium2.PdfiumError, IndexError) as why:
            raise FileUnreadable(page=index + 1) from why
        try:
            yield PdfiumPage(page, index)
        finally:
            page.close()


@contextmanager
def opened_pdf(path: Path, *, forms: bool = False) -> Iterator[PdfiumFile]:
    """Opens a PDF without scripts, and without its form fields unless they are to be drawn.

    Raises:
        FileEncrypted: A password or a certificate is needed.
        FileUnreadable: The library cannot open it.
    """
    try:
        pdf = pypdfium2.PdfDocument(path)
        if forms:
            pdf.init_forms()
    except pypdfium2.PdfiumError as why:
        if getattr(why, "err_code", None) in _LOCKED:
            raise FileEncrypted from why
        raise FileUnreadable(reason="pdfium") from why
    try:
        yield PdfiumFile(pdf)
    finally:
        pdf.close()


def _corners(one: pypdfium2.PdfObject) -> list[tuple[float, float]]:
    """Returns the corners of an object in points of the page, out of the forms it is drawn in."""
    x0, y0, x1, y1 = one.get_bounds()
    corners = [(x0, y0), (x0, y1), (x1, y0), (x1, y1)]
    form = one.container
    while form is not None:
        matrix = form.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        form = form.container
    return corners


def _text_mode(one: pypdfium2.PdfObject) -> int:
    return int(raw.FPDFTextObj_GetTextRenderMode(one.raw))


def _quarter(a: float, b: float, c: float, d: float) -> int | None:
    """Returns the turn clockwise a matrix gives a picture, None when it skews or mirrors."""
    most = max(abs(a), abs(b), abs(c), abs(d))
    near = 0.002 * most
    if abs(b) <= near and abs(c) <= near:
        return {(True, True): 0, (False, False): 180}.get((a > 0, d > 0))
    if abs(a) <= near and abs(d) <= near:
        return {(True, False): 270, (False, True): 90}.get((b > 0, c > 0))
    return None
