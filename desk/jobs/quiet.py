"""Giving way to others (nhường máy): work that nobody waits for leaves the processors to the window."""

import contextlib
import os
import sys
import threading
import time
from pathlib import Path

_NIGHT, _READER, _HELPER = 10, 15, 5
"""Niceness of a night's run, of a worker that reads, and of the window's threads besides its own and of workers that a
person waits for. A reader's share is small enough for a thread that holds the interpreter not to be put off by it: the
window's own would wait for both."""

_READERS_SESSION = 10
"""Niceness of a reader's session: a tenth of what another program of this machine gets that works as hard."""

_WISH_S = 0.11
"""Pause between two wishes for the weight of a session."""

_BELOW_NORMAL = 0x4000
"""BELOW_NORMAL_PRIORITY_CLASS of SetPriorityClass; children take it over."""

_THREAD_BELOW_NORMAL = -1
"""THREAD_PRIORITY_BELOW_NORMAL of SetThreadPriority."""


def give_way() -> None:
    """Lower the priority of this process and of those it starts from now on; one that may not stays as it is."""
    _lower_process(_NIGHT)
    _lower_session(_NIGHT)


def give_way_as_reader() -> None:
    """Lower the priority of a worker below the window's threads: one that reads must never cost a frame."""
    _lower_process(_READER)
    _lower_session(_READERS_SESSION)


def give_way_as_helper() -> None:
    """Lower the priority of a worker that a person waits for (scanning, signing, verifying) below the window's own."""
    if sys.platform != "win32":
        _lower_process(_HELPER)


def give_way_as_thread() -> None:
    """Lower the priority of the thread that calls, and of those it starts, below that of the window's own thread."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), _THREAD_BELOW_NORMAL)
        return
    if sys.platform == "linux":  # where a thread has a niceness of its own, against POSIX (man 2 setpriority)
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _HELPER)


def _lower_process(niceness: int) -> None:
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        return
    with contextlib.suppress(OSError):
        os.nice(max(0, niceness - os.nice(0)))


def _lower_session(niceness: int) -> None:
    """Lower the weight of the session this process leads, if it does.

    Linux weighs whole sessions against each other first (man 7 sched, autogroup): the niceness of one who is alone in
    its session counts for nothing. Weighed as a session, a reader gives way better than by its own niceness: what the
    window hands from thread to thread and to the X server and back stays together.
    """
    if sys.platform != "linux" or os.getsid(0) != os.getpid():
        return
    if not _weighed(niceness):
        threading.Thread(target=_keep_trying, args=(niceness,), daemon=True).start()


def _weighed(niceness: int) -> bool:
    """Set the weight of our session; tell whether nothing is left to be tried."""
    try:
        Path("/proc/self/autogroup").write_text(str(niceness), "ascii")
    except BlockingIOError:  # one such wish in 100 ms is heard, of all who are not root
        return False
    except OSError:  # a system that does not weigh sessions
        return True
    return True


def _keep_trying(niceness: int) -> None:
    while not _weighed(niceness):
        time.sleep(_WISH_S)
