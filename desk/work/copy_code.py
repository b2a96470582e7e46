"""The square code on a certified copy (mã trên bản sao): it leads to the entry of the register and holds its digests.

    SAOY1*book*year*number*source*link

`source` is the SHA-256 of the PDF that was compared with the original, `link` the line of the book's chain that took
the number; both in base 32, all in the letters that a QR code packs closest (ISO/IEC 18004, alphanumeric mode). So a
copy that has left the office bears witness against a book that is rewritten later. Where the office has an address
for looking copies up, it stands before the code with a «#» between, so that what is behind never reaches the server.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from urllib.parse import unquote

from desk.model.certification import CertifiedCopy
from desk.model.chain import GENESIS
from desk.model.people import Session
from desk.ports import Desk
from desk.work.own_marks import lookup_address as lookup_address
from desk.work.register import READERS, BookEntry, entries_of

_MARK = "SAOY1"
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-/")

_SHAPE = re.compile(r"SAOY1\*([A-Z0-9%.\-/]{1,180})\*(\d{4})\*(\d{1,7})\*([A-Z2-7]{52})\*([A-Z2-7]{52})")


@dataclass(frozen=True, slots=True)
class CopyCode:
    """What a code says (nội dung mã).

    Attributes:
        source: SHA-256 of the compared PDF, 64 hex digits; `link` that of the chain's line.
    """

    book: str
    year: int
    number: int
    source: str
    link: str

    @property
    def text(self) -> str:
        """The code as it is drawn."""
        entry = (_spelled(self.book), str(self.year), str(self.number))
        return "*".join((_MARK, *entry, _packed(self.source), _packed(self.link)))


def code_of(copy: CertifiedCopy, link: str = GENESIS, lookup: str = "") -> str:
    """Return the text for a copy; `link` is its line's, `lookup` the office's address for looking copies up, or ""."""
    code = CopyCode(copy.book, copy.year, copy.number, copy.source, link).text
    return f"{lookup}#{code}" if lookup else code


def parse_code(text: str) -> CopyCode | None:
    """Return what a scanned text says, or None when it is no code of a copy."""
    found = _SHAPE.fullmatch(text.strip().rpartition("#")[2])
    if found is None:
        return None
    book, year, number, source, link = found.groups()
    return CopyCode(unquote(book), int(year), int(number), _unpacked(source), _unpacked(link))


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """What the book says to a code: its entry, or None; `fits`: entry and chain say the same as the code."""

    entry: BookEntry | None
    fits: bool


def look_up(desk: Desk, who: Session, text: str) -> CodeAnswer | None:
    """Return the entry that a copy's code leads to; None when the text is no code of a copy.

    Raises:
        RoleMissing.
    """
    who.require(*READERS)
    code = parse_code(text)
    if code is None:
        return None
    with desk.unit(reading=True) as uow:
        copy = uow.copies.by_number(code.book, code.year, code.number)
        known = copy is not None and copy.source == code.source
        fits = known and any(
            line.hash == code.link and line.facts.get("number") == code.number
            for line in uow.chains.lines_of(code.book, code.year, code.number)
        )
    if copy is None:
        return CodeAnswer(None, fits=False)
    entry = next(one for one in entries_of(desk, who, [copy.document_id]) if one.copy_id == copy.id)
    return CodeAnswer(entry, fits)


def _spelled(book: str) -> str:
    """Return a symbol in the letters of the code; one that is not among them stands as the bytes it has."""
    return "".join(
        sign if sign in _PLAIN else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in book
    )


def _packed(digest: str) -> str:
    return base64.b32encode(bytes.fromhex(digest)).decode().rstrip("=")


def _unpacked(text: str) -> str:
    try:
        return base64.b32decode(text + "====").hex()
    except binascii.Error:
        return ""
