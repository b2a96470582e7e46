"""What is remembered of the last time stamps of copies (ghi nhớ dấu thời gian cuối), so that no file is read twice.

A file of lines in the office's folder, one a file of a copy. It is no truth: what it lacks is read from the copies
again, and it may be deleted at any time. Several processes may add to it; a line cut short is passed over.
"""

import contextlib
import json
from datetime import datetime
from pathlib import Path

from desk.errors import DeskError
from desk.model.values import Digest
from desk.ports import Desk
from signing.values import LastStamp

NOTES = "stamps.jsonl"


class StampNotes:
    """The notes of one office, read once.

    Args:
        desk: The office.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._file = desk, desk.home / NOTES
        self._known = _read(self._file)

    def of(self, digest: Digest) -> LastStamp | None:
        """Return the last time stamp of a copy's file; None when it has none that can be read, or the file is lost."""
        if digest not in self._known:
            try:
                stamp = self._desk.signatures.last_stamp(self._desk.store.path(digest))
            except DeskError:
                return None
            if stamp is None:
                return None
            self._add(digest, stamp)
        return self._known[digest]

    def _add(self, digest: Digest, stamp: LastStamp) -> None:
        self._known[digest] = stamp
        line = {
            "file": digest, "at": stamp.at.isoformat(), "ends": stamp.ends.isoformat(), "authority": stamp.authority,
            "algorithms": list(stamp.algorithms),
        }  # fmt: skip
        text = json.dumps(line, ensure_ascii=False) + "\n"
        with contextlib.suppress(OSError), self._file.open("ab") as notes:
            notes.write(text.encode())


def _read(file: Path) -> dict[Digest, LastStamp]:
    try:
        rows = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    known: dict[Digest, LastStamp] = {}
    for row in rows:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            said = json.loads(row)
            at, ends = (datetime.fromisoformat(said[name]) for name in ("at", "ends"))
            known[said["file"]] = LastStamp(at, ends, str(said["authority"]), tuple(map(str, said["algorithms"])))
    return known
