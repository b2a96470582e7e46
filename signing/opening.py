"""Opening a PDF whoever made it (mở tệp): strictly first, leniently second, never beyond the limits."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_BYTES = 512 << 20
"""Above this a file is refused: it is held in memory together with what is read of it."""

MAX_PAGES = 500
"""Pages of a file, as everywhere in the program."""

_HEAD = 1024
"""In so many first bytes a reader looks for the mark of a PDF (ISO 32000-1, annex H.3)."""


class Unreadable(Exception):
    """The file cannot be judged; it becomes a verdict, and `key` is its reason in the words of `verify.reason`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True)
class Opened:
    """A PDF opened for judging.

    Attributes:
        data: All its bytes.
        reader: pyHanko's reader.
        lenient: True when only the lenient reader could open it.
    """

    data: bytes
    reader: Any
    lenient: bool

    @property
    def last(self) -> int:
        """Number of the newest cross-reference section, from 0."""
        return int(self.reader.xrefs.total_revisions) - 1


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        Unreadable: too large or empty.
        OSError: it is not there or may not be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable("too-large")
    data = path.read_bytes()
    if not data:
        raise Unreadable("empty")
    return data


def open_pdf(data: bytes, *, strict: bool = True) -> Opened:
    """Open a PDF; what is encrypted is opened with the empty password when that suffices for reading.

    Args:
        data: All its bytes.
        strict: Whether to try the strict reader first.

    Raises:
        Unreadable: no PDF, encrypted, or so damaged that neither reader opens it.
    """
    if b"%PDF-" not in data[:_HEAD]:
        raise Unreadable("not-a-pdf")
    if strict:
        try:
            return _open(data, strict=True)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S110 -- pyHanko raises whatever the bytes make it raise, bare errors too
            pass
    try:
        return _open(data, strict=False)
    except (Unreadable, MemoryError):
        raise
    except Exception as fault:
        raise Unreadable("damaged") from fault


def _open(data: bytes, *, strict: bool) -> Opened:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(data), strict=strict)
    if reader.security_handler is not None:
        _decrypt(reader)
    if strict and reader.xrefs.hybrid_xrefs_present:
        # pyHanko judges no signature of such a file strictly, and there are many in the world.
        raise ValueError
    reader.root["/Pages"]
    if len(page_tree(reader, MAX_PAGES + 1)) > MAX_PAGES:
        raise Unreadable("too-many-pages")
    return Opened(data, reader, lenient=not strict)


def _decrypt(reader: Any) -> None:  # noqa: ANN401 -- pyHanko's, which has no types
    from pyhanko.pdf_utils.crypt import AuthStatus, StandardSecurityHandler

    if not isinstance(reader.security_handler, StandardSecurityHandler):
        raise Unreadable("encrypted")
    try:
        answer = reader.decrypt(b"")
    except MemoryError:
        raise
    except Exception as fault:
        raise Unreadable("encrypted") from fault
    if answer.status == AuthStatus.FAILED:
        raise Unreadable("encrypted")


@dataclass(frozen=True, slots=True)
class PageNode:
    """One page as a reader finds it.

    Attributes:
        ref: Number of its object, 0 when it stands within its parent.
        entries: Its dictionary.
        inherited: What it takes from the nodes above, nearest first.
    """

    ref: int
    entries: Any
    inherited: tuple[Any, ...]

    def get(self, key: str) -> Any:  # noqa: ANN401 -- a PDF object
        """Return an entry as it stands, its own or the nearest inherited one, or None."""
        for place in (self.entries, *self.inherited):
            if key in place:
                return place.raw_get(key)
        return None


def page_tree(handler: Any, most: int = MAX_PAGES) -> list[PageNode]:  # noqa: ANN401 -- a reader or one of its pasts
    """Return the pages in order, `most` at the utmost; a tree that loops or lies is read as far as it goes."""
    found: list[PageNode] = []
    seen: set[int] = set()
    waiting: list[tuple[Any, tuple[Any, ...]]] = [(handler.root.raw_get("/Pages"), ())]
    while waiting and len(found) < most:
        raw, above = waiting.pop()
        number = _number(raw)
        if number in seen:
            continue
        seen.update({number} - {0})
        node = raw.get_object()
        if not isinstance(node, dict):
            continue
        if "/Kids" in node:
            kids = node["/Kids"]
            waiting.extend((kids.raw_get(index), (node, *above)) for index in reversed(range(len(kids))))
        else:
            found.append(PageNode(number, node, above))
    return found


def _number(raw: Any) -> int:  # noqa: ANN401 -- a PDF object
    return int(getattr(raw, "idnum", 0))
