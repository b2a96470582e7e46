"""Taking turns at a child (lần lượt): calls at once share one process for as long as that does not hold them up."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE_S = 5.0
"""How long one call waits for another and for the start of its process; a strange file may take a minute."""


class Turn:
    """One at a time (một lượt); who has waited long enough goes on beside the other, in a process of its own."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self._free, self._patience_s = threading.Semaphore(), patience_s

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn until the end of the block, or go without it when it does not come."""
        mine = self._free.acquire(timeout=self._patience_s)
        try:
            yield
        finally:
            if mine:
                self._free.release()
