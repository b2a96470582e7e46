"""Care of an office (chăm sóc dữ liệu): what a backup holds."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class JournalHead:
    """Đầu chuỗi nhật ký: how many events there are and the hash of the last one."""

    events: int
    hash: str


@dataclass(frozen=True, slots=True)
class Backup:
    """Bản sao lưu: one office as it stood at one moment.

    Attributes:
        schema: Revision of its database.
        documents: Papers, those in the tray too.
        objects: Files of the store.
        bytes: Of all files together.
        journal: Where its journal ends.
        damaged: Digests of objects the office named but did not have whole any more when it was backed up, and paths
            (with a `/`) of other files that no backup can keep under their names.
    """

    schema: str
    documents: int
    objects: int
    bytes: int
    journal: JournalHead
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BookEnd:
    """Số cuối của sổ: a book, its year, and the last number taken from it."""

    book: str
    year: int
    last: int


@dataclass(frozen=True, slots=True)
class Restored:
    """Văn phòng đã khôi phục: the backup it came from, and what was found when all of it was looked through again.

    Attributes:
        before: Revision of the database in the backup; `after` the one it has now.
        first_break: The place of the first event that does not fit the journal's chain, or None when it is whole.
        backed_up_at: When the backup was made, UTC.
        books: The books as the backup knew them; numbers taken after it was made are not among them.
    """

    backup: Backup
    before: str
    after: str
    first_break: int | None
    backed_up_at: datetime
    books: tuple[BookEnd, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Văn phòng đã chuyển lên máy chủ: what came to the server that desks share, and what stayed behind.

    Attributes:
        documents: Papers, those in the tray too.
        objects: Files in the folder of the objects.
        damaged: Digests of files that were not whole before; they stay where they were.
        journal: Where the journal ended before the move.
        first_break: The place of the first event that does not fit the journal's chain, or None when it is whole.
        books: The books, each with its last number.
        kept: Names of the files in the office's folder that are kept as they were, and used no more.
    """

    documents: int
    objects: int
    damaged: tuple[str, ...]
    journal: JournalHead
    first_break: int | None
    books: tuple[BookEnd, ...]
    kept: tuple[str, ...]
