"""Any file that holds paper, split into page images (tách trang).

Runs inside a limited worker: the libraries underneath may end their process on a hostile file, and only the caller
(`desk.jobs`) can put walls of memory and time around that.
"""

from collections.abc import Iterator
from pathlib import Path

from ocr import filetype
from ocr.errors import FileTooLarge, FileUnreadable
from ocr.limits import DEFAULTS, SourceOptions
from ocr.page import PageImage


def split_file(path: Path, spool: Path, options: SourceOptions = DEFAULTS) -> Iterator[PageImage]:
    """Yields the pages of a file one by one, each written into `spool` before it is yielded.

    A JPEG keeps its bytes, also one that fills a page of a PDF alone; a PNG too where it is plain. Everything else is
    written without loss, or drawn. Names in the spool are `p0001.jpg`, `p0002.png` …

    Args:
        path: The file, of any name.
        spool: An existing folder that is empty of such names.
        options: The limits.

    Raises:
        FileEmpty: No byte or no page.
        FileKindRefused: Not paper: text, archive, program.
        FileEncrypted: A PDF that needs a password.
        FilePortfolio, FileFormDynamic: A PDF without paper of its own.
        FileTooLarge: A limit is passed; `limit` in its context says which.
        FileUnreadable: Torn or damaged.
    """
    size = path.stat().st_size
    if size > options.max_bytes:
        raise FileTooLarge(limit="bytes", most=options.max_bytes)
    with path.open("rb") as file:
        media = filetype.recognise(file.read(filetype.HEAD_BYTES))
    try:
        yield from _pages(path, spool, options, media)
    except MemoryError as why:
        raise FileTooLarge(limit="memory") from why
    except RecursionError as why:
        raise FileUnreadable(reason="nesting") from why


def _pages(path: Path, spool: Path, options: SourceOptions, media: str) -> Iterator[PageImage]:
    # Each road wakes its own large library; a worker that sees pictures alone never loads the PDF
    # ones.
    if media == filetype.PDF:
        from ocr.pdf_pages import split_pdf

        return split_pdf(path, spool, options)
    from ocr.picture import split_picture

    return split_picture(path, spool, options, media)
