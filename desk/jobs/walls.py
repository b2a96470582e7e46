"""The walls around a child: what it may take of memory, time and disk, and that it ends with its parent."""

import contextlib
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass

from desk.jobs.heap import keep_freed
from desk.jobs.quiet import give_way_as_helper, give_way_as_reader

GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """The walls around a child.

    Attributes:
        memory_bytes: Address space (Linux RLIMIT_AS); committed memory of the process (Windows Job Object).
        cpu_s: CPU seconds of one item, all threads together; None = only the clock on the wall counts.
        wall_s: Seconds one item may take; of a stream, the longest silence.
        file_bytes: Largest file the child may write (Linux only).
        gives_way: It works long and beside a window in use, which it must not cost a frame.
        kept_bytes: Freed memory the child keeps for its next item instead of giving it back (glibc only).
    """

    memory_bytes: int = 2 * GIBIBYTE
    cpu_s: int | None = None
    wall_s: float = 60.0
    file_bytes: int = GIBIBYTE
    gives_way: bool = False
    kept_bytes: int = 0


def build_walls(limits: Limits, parent: int) -> None:
    """Put this child behind its walls, in a family of its own that can be ended as one.

    On Windows the parent puts the child into a Job Object instead (`desk.jobs.windows`).

    Args:
        limits: The walls.
        parent: Process number of the parent; when it is gone already, this child ends here.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        _give_way(limits)
        _end_at_parents_end()
        return
    import resource

    with contextlib.suppress(PermissionError):
        # Linux shares the processors out among sessions first. Who gives way is weighed as one; all others stay in the
        # window's, so that its own threads come before them.
        if limits.gives_way:
            os.setsid()
        else:
            os.setpgid(0, 0)
    if not _die_with_parent():
        _end_at_parents_end()
    if os.getppid() != parent:
        os._exit(1)
    _give_way(limits)
    if limits.kept_bytes:
        keep_freed(limits.kept_bytes)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file_bytes, limits.file_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _give_way(limits: Limits) -> None:
    if limits.gives_way:
        give_way_as_reader()
    else:
        give_way_as_helper()


def wind_up(limits: Limits) -> None:
    """Give the item that comes its CPU seconds, counted from now; passing them ends the child by SIGXCPU."""
    if sys.platform == "win32" or limits.cpu_s is None:
        return
    import resource

    spent = resource.getrusage(resource.RUSAGE_SELF)
    until = int(spent.ru_utime + spent.ru_stime) + limits.cpu_s + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def parent_lives(parent: int, seconds: float) -> bool:
    """Wait so long and tell whether the process of this number is still our parent.

    For a program of our own that is started as one, and must not outlive who started it.
    """
    if sys.platform == "win32":
        import ctypes

        kernel, synchronize, over = ctypes.WinDLL("kernel32"), 0x00100000, 0
        kernel.OpenProcess.restype = ctypes.c_void_p
        process = ctypes.c_void_p(kernel.OpenProcess(synchronize, 0, parent))
        ended = not process or kernel.WaitForSingleObject(process, int(seconds * 1000)) == over
        kernel.CloseHandle(process)
        return not ended
    time.sleep(seconds)
    return os.getppid() == parent


def _die_with_parent() -> bool:
    """Ask Linux to end this child with its parent and to grant it nothing new; tell whether the system can.

    The kernel means the parent's thread that started the child, not its process: that is why all children are started
    by one thread that never ends (`desk.jobs.child`).
    """
    import ctypes

    death_signal, no_new_privileges = 1, 38
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    if prctl is None:
        return False
    prctl(no_new_privileges, 1, 0, 0, 0)
    return bool(prctl(death_signal, int(signal.SIGKILL), 0, 0, 0) == 0)


def _end_at_parents_end() -> None:
    """Watch the parent from a thread where the system does not end its children for it."""
    import multiprocessing
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
