"""What the tests let a child take apart, part by part."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from desk.errors import PaperJam


def count(first: int, after: int) -> Iterator[int]:
    yield from range(first, after)


def count_slowly(after: int, seconds: float) -> Iterator[int]:
    for number in range(after):
        yield number
        time.sleep(seconds)


def count_then_jam(after: int) -> Iterator[int]:
    yield from range(after)
    raise PaperJam(kept=after, next=after + 1)


def die_at_first(mark: Path, after: int) -> Iterator[int]:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    yield from range(after)


def wake() -> None:
    pass
