"""Files beside the office that hold a paper too (tệp nằm ngoài văn phòng): those that it was taken in from.

What was made of a paper lies in the office. The file of an evening's folder or of a watched folder was put into `done`
by the program; any other file lies wherever somebody chose it. Who destroys a paper must know of both.

Law: docs/law.md#secrecy
"""

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.errors import FileMissing, ObjectMissing
from desk.model.evening import Side
from desk.model.paper import Document
from desk.model.values import Digest
from desk.ports import Desk, UnitOfWork
from desk.work.evening_folder import DONE
from desk.work.forgetting import SOURCE
from desk.work.receive import file_digest

_FILE = "file:"
_SHA256 = 64


@dataclass(frozen=True, slots=True)
class Outside:
    """What became of the files that a destroyed paper was taken in from (tệp nguồn của giấy đã hủy).

    Attributes:
        gone: Files that held this paper alone and lay where the program had put them: they are destroyed.
        left: Files that a person has to destroy: a path, or a name where only that is known.
    """

    gone: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameFrom:
    """A file that sides of a paper came from.

    Attributes:
        name: "" = not known, as of the files of a watched folder.
        digest: SHA-256 of its bytes.
        whole: It holds no side of another paper.
    """

    name: str
    digest: str
    whole: bool


def files_of(uow: UnitOfWork, document: Document, digests: Collection[Digest]) -> list[CameFrom]:
    """Return the files that a paper may have come from; `digests` are those of its sides."""
    told = document.source.removeprefix(SOURCE)
    if document.source.startswith(_FILE):
        return [CameFrom(document.source.removeprefix(_FILE), document.source_digest or "", whole=True)]
    pictures = [CameFrom("", digest, whole=True) for digest in digests]
    if not (document.source.startswith(SOURCE) and told.isdigit()):
        return pictures
    sides = uow.evenings.sides(int(told))
    origins = {side.origin_digest: side.origin for side in sides if side.digest in digests and not side.scanned}
    alone = {one: all(_of(side, digests) for side in sides if side.origin_digest == one) for one in origins}
    return [*pictures, *(CameFrom(name, one[:_SHA256], alone[one]) for one, name in origins.items())]


def _of(side: Side, digests: Collection[Digest]) -> bool:
    """Tell whether a side is of the paper, or empty and of none."""
    return side.digest in digests or bool(side.blank)


def sizes_of(desk: Desk, digests: Iterable[Digest]) -> set[int]:
    """Return how many bytes the objects have that are still there."""
    found = set()
    for digest in digests:
        with contextlib.suppress(ObjectMissing, FileNotFoundError):
            found.add(desk.store.path(digest).stat().st_size)
    return found


def destroy_outside(came: Sequence[CameFrom], sizes: Collection[int], folders: Iterable[Path]) -> Outside:
    """Destroy the files that held this paper alone, and tell of those that a person has to destroy.

    Args:
        came: The files that the paper came from.
        sizes: Of its pictures, in bytes: only files of such a size, or of a name that came, are looked into.
        folders: The folders of this machine that papers are taken from; other folders are never touched.
    """
    by_digest = {one.digest: one for one in came}
    stems = tuple(Path(one.name).stem for one in came if one.name)
    gone, left, found = list[str](), list[str](), set[str]()
    for file in _files(folders):
        with contextlib.suppress(FileNotFoundError, FileMissing):
            if not (file.stat().st_size in sizes or file.name.startswith(stems)):
                continue
            one = by_digest.get(file_digest(file))
            if one is None:
                continue
            found.add(one.digest)
            (gone if one.whole and _destroyed(file) else left).append(str(file))
    left += [one.name for one in came if one.name and one.digest not in found]
    return Outside(tuple(gone), tuple(left))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield what lies in the folders and in `done` below them."""
    for folder in folders:
        if folder.is_dir():
            there = [*folder.iterdir(), *(folder / DONE).rglob("*")]
            yield from (file for file in there if file.is_file() and not file.is_symlink())


def _destroyed(file: Path) -> bool:
    try:
        file.unlink()
    except OSError:
        return False
    return True
