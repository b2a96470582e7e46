"""One process at a time at a driver that cannot bear several (SoftHSM): by a lock that ends with its process."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from signing.errors import DriverBroken
from signing.values import Module

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


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
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
