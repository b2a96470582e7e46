"""Looking at processes: which are ours, which live, and waiting for what must soon be so."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from desk.jobs import Progress


def lives(number: int) -> bool:
    """Tell whether a process runs; one that has ended and is not yet buried does not."""
    try:
        state = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def soon(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def children_of(parent: int) -> set[int]:
    """Return a process's children, buried or not, but for the keeper of Python's own resources."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
            words = (stat.parent / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == parent and b"resource_tracker" not in words:
            found.add(int(stat.parent.name))
    return found


def own_children() -> set[int]:
    return children_of(os.getpid())


def stopped_after(seconds: float) -> Progress:
    """Return a progress that a person stops so much later."""
    progress = Progress()
    timer = threading.Timer(seconds, progress.stop.set)
    timer.daemon = True
    timer.start()
    return progress
