"""A PDF written front to back (ghi tệp PDF tuần tự): what is on disk is no longer in memory.

The usual libraries hold every stream until the file is saved, 250 MB for 500 scanned pages; here memory is that of
one page. The file has a classic cross-reference table (ISO 32000-1, 7.5), which later signatures are appended to.
"""

import hashlib
import zlib
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""ISO 19005-2, 6.1.2: a comment of four bytes over 127 follows the header line."""


class PdfOut:
    """A PDF being written (tệp PDF đang ghi); numbers objects from 1."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self._offsets: list[int] = []
        self._hash = hashlib.sha256()
        self._write(_HEADER)

    def number(self) -> int:
        """Returns the number of an object that will be written later."""
        self._offsets.append(0)
        return len(self._offsets)

    def put(self, number: int, body: bytes) -> None:
        """Writes the object `number`; `body` is its PDF source."""
        self._offsets[number - 1] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def put_stream(self, number: int, entries: bytes, data: bytes, *, packed: bool = False) -> None:
        """Writes a stream object.

        Args:
            number: Its number.
            entries: The entries of its dictionary beside /Length and, when `packed`, /Filter.
            data: Its bytes.
            packed: True to deflate them here.
        """
        if packed:
            data = zlib.compress(data, 9)
            entries += b" /Filter /FlateDecode"
        self._offsets[number - 1] = self._at
        head = b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data))
        self._write(head)
        self._write(data)
        self._write(b"\nendstream\nendobj\n")

    def add(self, body: bytes) -> int:
        """Writes an object and returns its number."""
        number = self.number()
        self.put(number, body)
        return number

    def add_stream(self, entries: bytes, data: bytes, *, packed: bool = False) -> int:
        """Writes a stream object and returns its number."""
        number = self.number()
        self.put_stream(number, entries, data, packed=packed)
        return number

    def finish(self, root: int, info: int) -> int:
        """Writes the table and the trailer and returns the length of the file in bytes.

        Both halves of /ID are the digest of everything before, so equal input gives equal bytes.
        """
        start = self._at
        name = self._hash.hexdigest()[:32].encode()
        rows = b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets)
        count = len(self._offsets) + 1
        self._write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows))
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>] >>\n"
        self._write(trailer % (count, root, info, name, name))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._at

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self._at += len(data)


def text_string(text: str) -> bytes:
    """Returns a PDF text string in UTF-16BE (ISO 32000-1, 7.9.2.2), written in hexadecimal."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def real(number: float) -> bytes:
    """Returns a number as PDF writes it: at most five decimals, never an exponent."""
    written = f"{number:.5f}".rstrip("0").rstrip(".")
    return (written if written not in {"-0", ""} else "0").encode()
