"""Holding a piece of work among the desks of a shared office (giữ việc đang làm): a lock of the session on the server.

It ends with the process that has it, however that ends; a machine that is cut off loses it when the server notices.
"""

import contextlib
import hashlib
import threading
from urllib.parse import quote, unquote

import sqlalchemy as sa

from desk.errors import ServerGone

_TAKE = sa.text("SELECT pg_try_advisory_lock(:key)")
_THERE = sa.text("SELECT CAST(:key AS bigint) IS NOT NULL")
_RELEASE = sa.text("SELECT pg_advisory_unlock(:key)")
_NAME = sa.text("SELECT set_config('application_name', :name, false)")
_WHO = sa.text(
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' "
    "AND l.granted AND l.classid = CAST(:high AS oid) AND l.objid = CAST(:low AS oid) AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
_NAMED = "saoy: "
_LONGEST_NAME = 63
"""The server cuts names of connections there, and takes ASCII alone."""

_RELEASE_ALL = sa.text("SELECT pg_advisory_unlock_all()")


class ServerHolds:
    """Holds by name on the server of an office, over one connection that is kept for them.

    Args:
        engine: Of the office's database.
        desk: Name of this desk, which others read who find something held: the server tells whose connection has it.
    """

    def __init__(self, engine: sa.Engine, desk: str = "") -> None:
        self._engine, self._desk = engine, desk
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

    def keeps(self, name: str) -> bool:
        """Tell whether a hold that was taken is still ours, by asking the server.

        One that was lost with the connection is taken again, unless another desk was quicker. That it is ours now does
        not tell that it was without a gap: whoever keeps something by it looks at the row again.

        Raises:
            ServerGone.
        """
        with self._lock:
            try:
                self._asked(_THERE, name)
            except ServerGone:
                self._asked(_THERE, name)  # the connection had gone unnoticed; a new one may stand
            return name in self._mine

    def holder(self, name: str) -> str:
        """Return the name of the desk that has a hold, "" when nobody has it or that is not known."""
        with self._lock:
            if name in self._mine:
                return self._desk
        key = _key(name) % (1 << 64)
        with contextlib.suppress(ServerGone), self._engine.connect() as db:
            told = db.execute(_WHO, {"high": key >> 32, "low": key % (1 << 32)}).scalar_one_or_none() or ""
            return unquote(told.removeprefix(_NAMED)) if told.startswith(_NAMED) else ""
        return ""

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
                if self._desk:
                    self._db.execute(_NAME, {"name": (_NAMED + quote(self._desk, safe=" "))[:_LONGEST_NAME]})
                # What was in hand when the connection was lost is taken again before anything else.
                taken = {held: self._db.execute(_TAKE, {"key": _key(held)}).scalar_one() for held in self._mine}
                self._mine = {held for held, again in taken.items() if again}
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
