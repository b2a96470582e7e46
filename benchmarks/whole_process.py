"""Runs a command and measures it from outside: clock, processor and memory of it and of every process it started.

Linux only: orphans are adopted (PR_SET_CHILD_SUBREAPER), so that the seconds of helpers that outlive the command are
counted as well.
"""

import ctypes
import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""

LOOK_S = 0.25


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processors, and MB (10^6 bytes) of memory at the highest.

    `largest_mb` is the resident size of the largest single process as the kernel keeps it; `tree_mb` the sum over the
    tree of each process's share (PSS), looked at four times a second.
    """

    wall_s: float
    cpu_s: float
    largest_mb: float
    tree_mb: float


class RunFailed(RuntimeError):
    """The measured command ended with another code than 0."""


def measure(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str] | None = None,
    on_look: Callable[[int], None] = lambda _held: None,
) -> Cost:
    """Run the command to its end, its output to `log`; raises RunFailed when it fails.

    To look costs the machine what it measures: whoever wants the memory meanwhile is told by `on_look`, in bytes, and
    does not look as well.
    """
    ctypes.CDLL(None, use_errno=True).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    watch = _Watch(on_look)
    with log.open("wb") as out:
        began = time.perf_counter()
        whole = {**os.environ, **(environment or {})}
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=whole)
        watch.begin(child.pid)
        _, status, own = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
    watch.end()
    child.returncode = os.waitstatus_to_exitcode(status)
    usages = [own, *_orphans()]
    if child.returncode:
        raise RunFailed(f"{command[0]} ended with {child.returncode}:\n{log.read_text('utf-8', 'replace')[-2000:]}")
    return Cost(
        wall,
        sum(usage.ru_utime + usage.ru_stime for usage in usages),
        max(usage.ru_maxrss for usage in usages) * 1024 / 1e6,
        watch.highest / 1e6,
    )


def _orphans(patience_s: float = 3.0) -> "list[os.struct_rusage]":  # type: ignore[name-defined]  # not in the stubs
    found, until = [], time.monotonic() + patience_s
    while time.monotonic() < until:
        try:
            number, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            break
        if number:
            found.append(usage)
        else:
            time.sleep(0.02)
    return found


class _Watch:
    """Looks at the memory of a tree of processes until told to stop."""

    def __init__(self, on_look: Callable[[int], None]) -> None:
        self.highest = 0
        self._on_look = on_look
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._root = 0

    def begin(self, root: int) -> None:
        self._root = root
        self._thread.start()

    def end(self) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(LOOK_S):
            held = sum(share(number) for number in tree(self._root))
            self.highest = max(self.highest, held)
            self._on_look(held)


def tree(root: int) -> list[int]:
    """Return the process and all that descend from it."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    family = {root}
    while grown := {number for number, parent in parents.items() if parent in family} - family:
        family |= grown
    return sorted(family)


def share(number: int) -> int:
    """Return the bytes of memory that are a process's share, 0 when it has ended."""
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
