"""One process at a time at a driver that cannot bear several (SoftHSM): by a lock that ends with its process."""

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from signing.errors import DriverBroken
from signing.values import Module

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE_S = 0.05
_HELD = (errno.EACCES, errno.EDEADLK, getattr(errno, "EDEADLOCK", errno.EDEADLK))
"""What Windows says of a lock that another process holds."""


@contextmanager
def alone(module: Module) -> Iterator[None]:
    """Keep other processes away from a driver that asks for it, for as long as this lasts; others are not touched.

    Waits without limit: whoever waits in a child is watched by its parent.

    Raises:
        DriverBroken: the lock's file cannot be made.
    """
    if module.lock is None:
        yield
        return
    with ExitStack() as held:
        try:
            handle = held.enter_context(Path(module.lock).open("ab"))
        except OSError as fault:
            raise DriverBroken(why=type(fault).__name__) from fault
        if sys.platform == "win32":
            wait_for(lambda: msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1))
            held.callback(msvcrt.locking, handle.fileno(), msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def wait_for(lock: Callable[[], object]) -> None:
    """Try to get a lock until it is had: the waiting lock of Windows gives up after ten seconds.

    Raises:
        DriverBroken: it fails for another reason than that somebody holds it.
    """
    while True:
        try:
            lock()
        except OSError as fault:
            if fault.errno not in _HELD:
                raise DriverBroken(why=type(fault).__name__) from fault
            time.sleep(_PAUSE_S)
        else:
            return
