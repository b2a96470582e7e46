"""Writers of an office, killed at random moments: `python -m tests.fakes.storm FOLDER` tells as JSON what came of it.

A program of its own, because it forks: a test's process may have threads.
"""

import json
import os
import random
import signal
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from desk.model.dossier import Dossier, provisional_code
from desk.model.paper import Page, Stage
from desk.store.opening import open_memory
from tests.fakes.memory import BIRTH, NOW, Start, begin, event, fresh_memory, paper

SECONDS = 9.0
WRITERS = 3
DAY = date(2026, 11, 25)


def main() -> None:
    """Make the office, let the storm pass, and print the codes told and the number of writers killed."""
    home = Path(sys.argv[1])
    memory = fresh_memory(home)
    with memory.unit() as uow:
        start = begin(uow)
        uow.commit()
    memory.close()
    told, killed = kill_writers(home, start, random.Random())  # noqa: S311 -- moments, not secrets
    print(json.dumps({"told": told, "killed": killed}))  # noqa: T201 -- the answer to the one who started it


def kill_writers(home: Path, start: Start, chance: random.Random) -> tuple[list[str], int]:
    """Keep writers at work for some seconds and kill one after another; return what they told and how many died."""
    hear, tell = os.pipe()
    os.set_blocking(hear, False)
    writers: list[int] = []
    heard, killed = b"", 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        while len(writers) < WRITERS:
            writers.append(_started(home, start, tell, chance.randrange(10**9)))
        time.sleep(chance.uniform(0.005, 0.12))
        victim = writers.pop(chance.randrange(len(writers)))
        os.kill(victim, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(victim, 0)[1]) == -signal.SIGKILL
        heard += _drained(hear)
    for writer in writers:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    heard += _drained(hear)
    os.close(hear)
    os.close(tell)
    return heard.decode().split(), killed


def _drained(hear: int) -> bytes:
    taken = b""
    try:
        while piece := os.read(hear, 65536):
            taken += piece
    except BlockingIOError:
        return taken
    return taken


def _started(home: Path, start: Start, tell: int, seed: int) -> int:
    """Fork a writer; it leaves by `os._exit` alone, so that nothing of the tests is run twice."""
    writer = os.fork()
    if writer:
        return writer
    try:
        _write(home, start, tell, random.Random(seed))  # noqa: S311 -- moments, not secrets
    finally:
        os._exit(1)


def _write(home: Path, start: Start, tell: int, chance: random.Random) -> None:
    memory = open_memory(home, [])
    while True:
        scan = chance.randbytes(chance.randrange(1, 40_000))
        with memory.unit() as uow:
            code = provisional_code(DAY, uow.dossiers.next_number(DAY))
            uow.dossiers.add(Dossier(code, start.citizen.id, BIRTH, "thu-1", NOW, start.officer.id))
            digest = memory.store.put(scan)
            document = uow.documents.add(
                replace(paper(start, digest), dossier=code, pdf=digest).at(Stage.READ)
            )
            uow.documents.add_page(Page(document.id, 1, digest, "image/jpeg", 10, 10, 300.0))
            uow.index.put(document.id, f"Giấy khai sinh {code}", "", "một hai ba")
            uow.record(event(document.id))
            if chance.random() < 0.15:
                continue
            uow.commit()
        os.write(tell, f"{code}\n".encode())


if __name__ == "__main__":
    main()
