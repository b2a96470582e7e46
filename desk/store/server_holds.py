"""Holding a piece of work among the desks of a shared office (giữ việc đang làm): a lock of the session on the server.

It ends with the process that has it, however that ends; a machine that is cut off loses it when the server notices.
"""

import contextlib
import hashlib
import threading

import sqlalchemy as sa

from desk.errors import ServerGone

_TAKE = sa.text("SELECT pg_try_advisory_lock(:key)")
_RELEASE = sa.text("SELECT pg_advisory_unlock(:key)")
_RELEASE_ALL = sa.text("SELECT pg_advisory_unlock_all()")


class ServerHolds:
    """Holds by name on the server of an office, over one connection that is kept for them."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._db: sa.Connection | None = None
        self._mine: set[str] = set()
        self._lock = threading.Lock()

    def take(self, name: str) -> bool:
        """Take a hold; False when this or another desk has it already.

        Raises:
            ServerGone.
        """
        with self._lock:
            if name in self._mine or not self._asked(_TAKE, name):
                return False
            self._mine.add(name)
            return True

    def release(self, name: str) -> None:
        """Let go of a hold; one that is not ours is no fault, and a server that is gone holds nothing."""
        with self._lock:
            if name in self._mine:
                self._mine.discard(name)
                with contextlib.suppress(ServerGone):
                    self._asked(_RELEASE, name)

    def close(self) -> None:
        """Let go of all; another desk can take them at once, not only when the server has seen the connection end."""
        with self._lock:
            self._mine.clear()
            with contextlib.suppress(ServerGone):
                if self._db is not None:
                    self._db.execute(_RELEASE_ALL)
            self._let_go()

    def _asked(self, question: sa.TextClause, name: str) -> bool:
        try:
            if self._db is None:
                self._db = self._engine.connect()
                # What was in hand when the connection was lost is taken again before anything else.
                for held in self._mine:
                    self._db.execute(_TAKE, {"key": _key(held)})
            return bool(self._db.execute(question, {"key": _key(name)}).scalar_one())
        except ServerGone:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._db is not None:
            if not self._db.invalidated:
                self._db.detach()  # a pooled connection would keep its locks
            self._db.close()
            self._db = None


def _key(name: str) -> int:
    """Return the 64 signed bits that stand for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
