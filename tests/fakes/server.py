"""A PostgreSQL server of our own in a temporary folder, reached by its socket alone."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import psycopg

from desk.store import tables
from desk.store.opening import Memory
from desk.store.shared import create_shared, open_shared

_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""For tests in which no server dies."""

_MEMORY = Path("/dev/shm")  # noqa: S108 -- a folder of our own is made in it, as in any temporary place

_SMALL = ("shared_buffers=16MB", "max_connections=60", "jit=off", "listen_addresses=", "log_min_messages=fatal")


_EMPTY = ";".join(
    [
        "SET session_replication_role = replica",  # so that no guard of a table hears of it
        *(f"DELETE FROM {name}" for name in [*tables.SCHEMA.tables, "document_fts"]),  # noqa: S608 -- our own names
        "INSERT INTO journal_head (one, seq, hash) VALUES (1, 0, repeat('0', 64))",
        "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'",
    ]
).encode()


class Server:
    """A server that runs until `close`.

    Args:
        durable: Synchronise to the disk as an office's server does: wanted where a server is killed.
        in_memory: Keep the files in memory where the system has a place for it: recovering from a crash
            synchronises every one of them, which a busy disk takes long for.
    """

    def __init__(self, *, durable: bool = False, in_memory: bool = True) -> None:
        self._bin = _programs()
        self._who = _servant()
        place = _MEMORY if in_memory and _MEMORY.is_dir() else None
        self.folder = Path(tempfile.mkdtemp(prefix="saoy-server-", dir=place))
        if self._who is not None:
            os.chown(self.folder, *self._who)
        self.data = self.folder / "data"
        words = ("--no-sync", "--auth=trust", "--username=saoy", "--encoding=UTF8", "--locale=C")
        self._run("initdb", *words, str(self.data))
        self._settings = (*_SMALL, f"unix_socket_directories={self.folder}", *(() if durable else _QUICK))
        self._names = count(1)
        self._emptied = ""
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        words = [word for setting in self._settings for word in ("-c", setting)]
        self._process = subprocess.Popen(
            [self._bin / "postgres", "-D", self.data, *words], cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, **self._as_servant(),
        )  # fmt: skip
        self.wait()

    def wait(self) -> None:
        """Wait until the server answers, as after one of its processes was killed."""
        until = time.monotonic() + 60
        while True:
            try:
                self.say("SELECT 1")
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.02)
            else:
                return

    def say(self, words: str) -> list[tuple[object, ...]]:
        """Run one statement in the server's own database, outside any office."""
        with psycopg.connect(host=str(self.folder), user="saoy", dbname="postgres", autocommit=True) as connection:
            cursor = connection.execute(words.encode())
            return cursor.fetchall() if cursor.description else []

    def address(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://saoy@/{name}?host={self.folder}"

    def empty(self) -> str:
        """Make an empty database and return its address."""
        name = f"office_{next(self._names)}"
        self.say(f"CREATE DATABASE {name}")
        return self.address(name)

    def office(self) -> str:
        """Make a database with the tables of an office and return its address."""
        address = self.empty()
        create_shared(address)
        return address

    def emptied_office(self) -> str:
        """Return the address of one office whose rows are taken away each time: much quicker than making one."""
        if not self._emptied:
            self._emptied = self.office()
        else:
            with psycopg.connect(self._emptied) as connection:
                connection.execute(_EMPTY)
        return self._emptied

    @property
    def emptied_address(self) -> str:
        """The address of that office as it stands."""
        return self._emptied

    def dumped_into_a_new_one(self, address: str) -> str:
        """Dump a database with the server's own program, bring it back under another name, and return its address."""
        back = self.empty()
        self._run("pg_dump", "--format=custom", "--file", str(self.folder / "dump"), address)
        self._run("pg_restore", "--exit-on-error", "--dbname", back, str(self.folder / "dump"))
        return back

    def backends(self) -> list[int]:
        """Return the processes that serve clients of an office."""
        rows = self.say("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'saoy%'")
        return [int(str(row[0])) for row in rows]

    def cut_off(self) -> None:
        """Throw every client of an office out, and wait until all are gone."""
        self.say("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE 'saoy%'")

    def close(self) -> None:
        """Stop the server at once and take its folder away."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self._bin / program, *words], cwd=self.folder, capture_output=True, text=True, check=False,
            **self._as_servant(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def _as_servant(self) -> dict[str, object]:
        if self._who is None:
            return {}
        user, group = self._who
        return {"user": user, "group": group, "extra_groups": []}


def _programs() -> Path:
    """Return the folder of the newest server that is installed; Debian keeps it off the path."""
    there = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[4]))
    found = str(there[-1]) if there else shutil.which("initdb")
    assert found, "PostgreSQL is not installed: install the package postgresql"
    return Path(found).resolve().parent


def _servant() -> tuple[int, int] | None:
    """Return the user and group that the server runs as: it refuses to be root."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name: (entry.pw_uid, entry.pw_gid) for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def server_memory(server: Server, objects: Path) -> Memory:
    """Make and open the memory of a shared office; the next one made takes its place."""
    return open_shared(server.emptied_office(), objects, [])


def desk_folder(home: Path, address: str) -> Path:
    """Lay down what makes a folder a desk of a shared office."""
    home.mkdir(parents=True)
    objects = home.parent / "share" / "objects"
    (home / "machine.toml").write_text(f'desk = "{home.name}"\ndatabase = "{address}"\nobjects = "{objects}"\n')
    return home
