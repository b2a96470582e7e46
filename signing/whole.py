"""A file that appears whole or not at all (ghi trọn tệp)."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def written_whole(source: Path, out: Path) -> Iterator[BinaryIO]:
    """Give a copy of a file to write behind; it becomes `out`, on disk, when nothing went wrong.

    Args:
        source: Is not changed; may be `out` itself.
        out: Stays as it was when something went wrong.

    Raises:
        OSError: of the disk.
    """
    part = out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")
    try:
        shutil.copyfile(source, part)
        with part.open("r+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
