"""Whether a PDF carries an electronic signature (tệp đã ký số): such a file is read, and never written anew.

A signature covers the bytes of its file (ISO 32000-1, 12.8): any other bytes break it. Whether it holds is not asked
here; a signature that was overlaid by a later revision counts, as its bytes still stand in the file.
"""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from ocr import filetype
from ocr.errors import FileTooLarge
from ocr.limits import DEFAULTS

_RANGE = re.compile(rb"/ByteRange[\s]*\[")
_MOST_FIELDS = 20_000
_MAX_DEPTH = 40
_BROKEN = (
    pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError,
)  # fmt: skip


def is_signed(path: Path) -> bool:
    """Tells whether a file is a PDF with a signature in it; runs in a limited worker.

    A file that needs a password or is broken is judged by its bytes alone: the dictionary of a signature is never
    encrypted nor packed, as its place in the file must be known.

    Raises:
        FileTooLarge: It has more bytes than a file may have.
        OSError: The file cannot be read.
    """
    if path.stat().st_size > DEFAULTS.max_bytes:
        raise FileTooLarge(limit="bytes", most=DEFAULTS.max_bytes)
    with path.open("rb") as file:
        head = file.read(filetype.HEAD_BYTES)
        if b"%PDF-" not in head:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            if _RANGE.search(whole) is not None:
                return True
    return _has_signed_field(path)


def _has_signed_field(path: Path) -> bool:
    """Tells by the structure, for names that are written in another way (#42yteRange)."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            form = pdf.Root.get(Name.AcroForm)
            permits = pdf.Root.get(Name.Perms)
            values = [*_values(form), *(permits.values() if isinstance(permits, Dictionary) else ())]
            return any(isinstance(one, Dictionary) and Name.ByteRange in one for one in values)
    except _BROKEN:
        return False


def _values(form: Object | None) -> Iterator[Object]:
    """Yields the values of the fields of a form; a tree that loops or has no end is left."""
    fields = form.get(Name.Fields) if isinstance(form, Dictionary) else None
    open_ones = [(one, 0) for one in fields] if isinstance(fields, Array) else []
    for _ in range(_MOST_FIELDS):
        if not open_ones:
            return
        field, depth = open_ones.pop()
        if not isinstance(field, Dictionary):
            continue
        if Name.V in field:
            yield field.V
        kids = field.get(Name.Kids)
        if isinstance(kids, Array) and depth < _MAX_DEPTH:
            open_ones += [(kid, depth + 1) for kid in kids]
