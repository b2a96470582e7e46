"""The words of a PDF, as two readers that are not ours give them."""

import subprocess
import unicodedata
from pathlib import Path

import pypdfium2 as pdfium


def text_of(pdf: Path | bytes) -> str:
    """Return the words of all pages by PDFium, composed, one blank between them."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(unicodedata.normalize("NFC", " ".join(pages)).split())


def laid_out(pdf: Path) -> str:
    """Return the words of all pages by Poppler in the order of their lines, as they are coded, one blank between."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split())
