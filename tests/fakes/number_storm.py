"""Eight processes that take numbers of one book, give some back, and are killed: `python -m tests.fakes.number_storm`.

A program of its own, because it forks: a test's process may have threads. Each try has a key; a process that comes in
the place of a killed one looks by that key whether its try was kept, as the desk does. What came of it is printed as
JSON, the book looked through number by number.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from desk.errors import ServerGone, StoreBusy
from desk.model.certification import CertifiedCopy, Comparison
from desk.model.chain import first_break
from desk.store.opening import DATABASE, Memory, create_memory, open_memory
from tests.fakes.memory import NOW, Start, begin, event, paper

WRITERS, GIVEN_BACK = 8, 0.15
BOOK, YEAR = "SCTĐT/BS", 2026
PAUSE_S, LONG_PAUSE_S = (0.01, 0.12), (0.02, 0.25)
"""Between two kills; the longer where a writer that begins has to connect first."""


@dataclass(frozen=True, slots=True)
class Office:
    """Where the numbers are taken: a folder, and the address of a shared database or ""."""

    home: Path
    database: str

    def make(self) -> Start:
        """Make the office and the rows every paper hangs on."""
        if self.database:
            from desk.store.shared import create_shared

            create_shared(self.database)
        else:
            create_memory(self.home)
        memory = self.open()
        with memory.unit() as uow:
            start = begin(uow)
            uow.commit()
        memory.close()
        return start

    def open(self) -> Memory:
        """Open the office; waits for a server that comes back after a crash."""
        if not self.database:
            return open_memory(self.home, [])
        from desk.store.shared import open_shared

        for _ in range(600):
            with suppress(ServerGone):
                return open_shared(self.database, self.home / "objects", [])
            time.sleep(0.05)
        raise ServerGone

    def kill_backend(self, chance: random.Random) -> bool:
        """Kill one process of the server that serves a writer; the server throws all of them out and recovers."""
        import psycopg

        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = 'saoy' AND datname = current_database()"
        with suppress(psycopg.OperationalError):
            with closing(psycopg.connect(self.database, autocommit=True)) as connection:
                found = [int(row[0]) for row in connection.execute(asked).fetchall()]
            if found:
                os.kill(chance.choice(found), signal.SIGKILL)
                return True
        return False


@dataclass(slots=True)
class Told:
    """What the writers said.

    Attributes:
        kept: The number of each try that was kept, by its key.
        back: How often a number was given back.
        again: How many tries a successor found kept that its killed writer had not told of.
        following: The next try of each writer.
        spoken: The writers that have said something since they began: only such a one is killed, at its work.
    """

    kept: dict[str, int] = field(default_factory=dict)
    back: int = 0
    again: int = 0
    following: list[int] = field(default_factory=lambda: [0] * WRITERS)
    spoken: set[int] = field(default_factory=set)

    def hear(self, line: str) -> None:
        """Take in one line: the writer, its try, the number or "back", and "again" when it was found kept already."""
        slot, turn, what, *again = line.split()
        self.spoken.add(int(slot))
        self.following[int(slot)] = int(turn) + 1
        if what == "back":
            self.back += 1
        else:
            self.kept[f"{slot}-{turn}"] = int(what)
            self.again += bool(again)


class Storm:
    """The writers at work, and the one who kills them."""

    def __init__(self, office: Office, start: Start, chance: random.Random, tries: int) -> None:
        self._office, self._start, self._chance, self._tries = office, start, chance, tries
        self._hear, self._tell = os.pipe()
        os.set_blocking(self._hear, False)
        self._rest = b""
        self.told, self.killed, self.backends = Told(), 0, 0
        self.writers: dict[int, int] = {}
        for slot in range(WRITERS):
            self._begin(slot)

    def rage(self, kills: int, backend_kills: int) -> None:
        """Kill writers one after another, and between them processes of the server; then end the others."""
        moments = set(self._chance.sample(range(1, kills), backend_kills)) if backend_kills else set()
        while self.killed < kills or self.backends < backend_kills:
            time.sleep(self._chance.uniform(*(LONG_PAUSE_S if self._office.database else PAUSE_S)))
            self._listen()
            if self.killed in moments or self.killed >= kills:
                hit = self._office.kill_backend(self._chance)
                self.backends += hit
                moments -= {self.killed} if hit else set()
                continue
            if not self.told.spoken:
                continue
            slot = self._chance.choice(sorted(self.told.spoken))
            self.killed += self._kill(slot)
            self._begin(slot)
        for slot in list(self.writers):
            self._kill(slot)

    def finish(self) -> list[int]:
        """Let the writers come to their end and return their exit codes."""
        codes = []
        for writer in self.writers.values():
            while (ended := os.waitpid(writer, os.WNOHANG)) == (0, 0):
                self._listen()
                time.sleep(0.01)
            codes.append(os.waitstatus_to_exitcode(ended[1]))
        self._listen()
        return codes

    def _kill(self, slot: int) -> bool:
        """Kill a writer and hear what it had told; True when it was alive."""
        writer = self.writers.pop(slot)
        os.kill(writer, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1])
        self._listen()
        return code == -signal.SIGKILL

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while piece := os.read(self._hear, 65536):
                self._rest += piece
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self.told.hear(line.decode())

    def _begin(self, slot: int) -> None:
        """Fork a writer; it leaves by `os._exit` alone, so that nothing of this program is run twice."""
        seed, first = self._chance.randrange(10**9), self.told.following[slot]
        self.told.spoken.discard(slot)
        writer = os.fork()
        if writer:
            self.writers[slot] = writer
            return
        code = 1
        try:
            self._write(slot, first, random.Random(seed))  # noqa: S311 -- moments, not secrets
            code = 0
        finally:
            os._exit(code)

    def _write(self, slot: int, first: int, chance: random.Random) -> None:
        memory, turn = self._office.open(), first
        while turn < self._tries:
            try:
                said = take(memory, self._start, f"{slot}-{turn}", give_back=chance.random() < GIVEN_BACK)
            except (ServerGone, StoreBusy):
                time.sleep(0.02)
                continue
            os.write(self._tell, f"{slot} {turn} {said}\n".encode())
            turn += 1
        memory.close()


def take(memory: Memory, start: Start, key: str, *, give_back: bool) -> str:
    """Do one try: return its number, or "back"; a number that was kept before under its key with "again"."""
    with memory.unit() as uow:
        there = uow.documents.by_intake_key(key)
        if there is not None:
            return f"{uow.copies.of_document(there.id)[0].number} again"
        document = uow.documents.add(paper(start, key))
        number = uow.copies.take_number(BOOK, YEAR)
        uow.copies.add(_copy(start, document.id, number))
        uow.record(event(number))
        if give_back:
            return "back"
        uow.commit()
    return str(number)


def looked_through(memory: Memory, told: Told) -> dict[str, object]:
    """Hold the book against what was told: gaps, doubles, acknowledged numbers that are lost or wrong."""
    with memory.unit(reading=True) as uow:
        copies = uow.copies.of_book(BOOK, YEAR)
        following = uow.copies.next_number(BOOK, YEAR)
        lines = uow.chains.lines(BOOK, YEAR)
        papers = {paper.id: paper.intake_key for paper in uow.documents.of_dossier("TAM-261124-0001")}
        journal = uow.journal.first_break()
    book = [copy.number for copy in copies]
    held = {papers[copy.document_id]: copy.number for copy in copies}
    return {
        "numbers": len(book), "back": told.back, "again": told.again, "told": len(told.kept),
        "gaps": len(set(range(1, following)) - set(book)), "doubles": len(book) - len(set(book)),
        "lost": len(told.kept.keys() - held.keys()),
        "wrong": sum(held.get(key, number) != number for key, number in told.kept.items()),
        "untold": len(held.keys() - told.kept.keys()),
        "following": following, "journal": [journal[0], journal[1]],
        "chain": [len(lines), first_break(BOOK, YEAR, lines)], "papers": len(papers),
    }  # fmt: skip


def main() -> None:
    """Make the office, let the storm pass, finish what was under way, and print what the book says."""
    asked = argparse.ArgumentParser()
    asked.add_argument("home", type=Path)
    asked.add_argument("--database", default="")
    asked.add_argument("--tries", type=int, default=40, help="of each writer, when none is killed")
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--backend-kills", type=int, default=0)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311 -- moments, not secrets
    options = asked.parse_args()
    office = Office(options.home, options.database)
    start, begun = office.make(), time.monotonic()
    chance = random.Random(options.seed)  # noqa: S311 -- moments, not secrets
    storm = Storm(office, start, chance, 10**9 if options.kills else options.tries)
    codes: list[int] = []
    if options.kills:
        storm.rage(options.kills, options.backend_kills)
    else:
        codes = storm.finish()
    seconds = round(time.monotonic() - begun, 1)
    memory = office.open()
    if options.kills:
        finish_tries(memory, start, storm.told)
    met = {"seed": options.seed, "kills": storm.killed, "backend_kills": storm.backends, "codes": codes}
    said = {**met, "seconds": seconds, **looked_through(memory, storm.told)}
    memory.close()
    if not options.database:
        with closing(sqlite3.connect(options.home / DATABASE)) as looking:
            said["integrity"] = looking.execute("PRAGMA integrity_check").fetchone()[0]
    print(json.dumps(said))  # noqa: T201 -- the answer to the one who started it


def finish_tries(memory: Memory, start: Start, told: Told) -> None:
    """Do each writer's try once more that was under way at the end."""
    for slot, turn in enumerate(list(told.following)):
        told.hear(f"{slot} {turn} {take(memory, start, f'{slot}-{turn}', give_back=False)}")


def _copy(start: Start, document_id: int, number: int) -> CertifiedCopy:
    return CertifiedCopy(
        dossier=start.dossier.code, document_id=document_id, citizen_id=start.citizen.id, title="Giấy khai sinh",
        book=BOOK, year=YEAR, number=number, officer_id=start.officer.id, officer="Lý Thị Mai", officer_title="",
        seal_id=start.officer.id, pages=1, copies=1, fee=2000, fees="", wording="", source="a" * 64, certified_at=NOW,
        made_by=start.officer.id, comparison=Comparison(compared=True, pages=1),
    )


if __name__ == "__main__":
    main()
