"""Where a person finds what certification made (tệp bản sao): the objects stay the truth, these can be laid again."""

import contextlib
import re
from pathlib import Path

from desk.errors import CopyUnfinished, OutputRefused
from desk.model.certification import CertifiedCopy
from desk.ports import Desk
from desk.work.deliver import delivery
from ocr.vietnamese import fold

COPIES, REFUSALS, VOIDED, CLOSINGS, APPOINTMENTS = "copies", "refusals", "voided", "closings", "appointments"
"""Folders of an office for finished copies, refusals, numbers made void, books closed, and hours and days promised."""

_LONGEST_NAME = 60


def plain(text: str) -> str:
    """Return a text as part of a file's name: plain letters and digits, parted by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:_LONGEST_NAME].strip("-")


def entry_name(copy: CertifiedCopy) -> str:
    """Return the name of an entry's files: year, number, book and title; no person's name."""
    return f"{copy.year}-{copy.number:05d}-{plain(copy.book)}-{plain(copy.title) or copy.document_id}.pdf"


def copy_file(desk: Desk, copy: CertifiedCopy) -> Path:
    """Lay a finished copy where a person finds it and return its absolute path.

    Raises:
        CopyUnfinished: it has not reached its level, or its number is void. ObjectMissing, ObjectChanged.
    """
    if not copy.stage.done or copy.file is None:
        raise CopyUnfinished(number=copy.number)
    return lay(desk, COPIES, entry_name(copy), desk.store.get(copy.file))


def take_away(desk: Desk, copy: CertifiedCopy) -> None:
    """Take the laid file of a copy away, whose number was made void; the object stays."""
    with contextlib.suppress(OSError):  # a viewer may have it open; it can be taken another time
        (desk.home / COPIES / entry_name(copy)).unlink(missing_ok=True)


def lay(desk: Desk, folder: str, name: str, data: bytes) -> Path:
    """Lay bytes in a folder of the office under a name; a file there that differs is replaced.

    Raises:
        OutputRefused.
    """
    out = (desk.home / folder / name).absolute()
    try:
        if out.is_file() and out.read_bytes() == data:
            return out
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputRefused(file=name, why=fault.strerror or "-") from fault
    with delivery(out) as laid:
        laid.file.write(data)
        laid.secure()
        laid.settle()
    return out
