"""How far a work is, whether a person has stopped it, and where the crash drills may strike."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from desk.errors import Cancelled

T = TypeVar("T")
Tell = Callable[[int, int, str], None]


@dataclass
class Progress:
    """How far a work is, and whether a person has stopped it.

    Attributes:
        tell: Called with done, total and what, in the process and thread that does the work.
        stop: Set by a person; heeded between two items, and inside one by ending its child.
    """

    tell: Tell | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def check(self) -> None:
        """Raise Cancelled when a person has stopped the work."""
        if self.stop.is_set():
            raise Cancelled

    def rest(self, seconds: float) -> None:
        """Wait so long, or raise Cancelled as soon as a person stops the work."""
        if self.stop.wait(seconds):
            raise Cancelled

    def say(self, done: int, total: int, what: str = "") -> None:
        """Tell how far the work is; in a streaming child also the sign that it is alive."""
        if self.tell is not None:
            self.tell(done, total, what)

    def over(self, items: Iterable[T], total: int, what: str = "") -> Iterator[T]:
        """Yield items one by one; between two items tell, or raise Cancelled."""
        for done, item in enumerate(items):
            self.check()
            self.say(done, total, what)
            yield item
        self.say(total, total, what)


_passed: dict[str, int] = {}


def milestone(name: str) -> None:
    """Mark a place of the road where a crash must do no harm.

    The crash drills set SAOY_STOP_AT to a name, or to name:n for its n-th passing, and this process then ends as at a
    power failure: at once, with nothing flushed and nobody told. Unset, this is one look at the environment.
    """
    wanted = os.environ.get("SAOY_STOP_AT")
    if wanted is None:
        return
    stop, _, count = wanted.partition(":")
    if stop == name:
        _passed[name] = _passed.get(name, 0) + 1
        if _passed[name] >= int(count or 1):
            os.kill(os.getpid(), signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
