"""Eight processes that take numbers of one book, giving some back: `python -m tests.fakes.number_storm FOLDER`.

A program of its own, because it forks: a test's process may have threads. It prints the numbers that were kept and
how often one was given back, as JSON.
"""

import json
import os
import random
import sys
from pathlib import Path

from desk.model.certification import CertifiedCopy, Comparison
from desk.store.opening import open_memory
from tests.fakes.memory import NOW, Start, begin, event, fresh_memory, paper

WRITERS, TRIES, GIVEN_BACK = 8, 40, 0.15
BOOK, YEAR = "SCTĐT/BS", 2026


def main() -> None:
    """Make the memory, let eight processes take numbers, and print what they told."""
    home = Path(sys.argv[1])
    memory = fresh_memory(home)
    with memory.unit() as uow:
        start = begin(uow)
        uow.commit()
    memory.close()
    hear, tell = os.pipe()
    writers = [_started(home, start, tell, seed) for seed in range(WRITERS)]
    os.close(tell)
    with os.fdopen(hear) as heard:
        lines = heard.read().split()
    codes = [os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]) for writer in writers]
    kept = [int(line) for line in lines if line != "back"]
    print(json.dumps({"kept": kept, "back": lines.count("back"), "codes": codes}))  # noqa: T201 -- the answer


def _started(home: Path, start: Start, tell: int, seed: int) -> int:
    """Fork a writer; it leaves by `os._exit` alone, so that nothing of this program is run twice."""
    writer = os.fork()
    if writer:
        return writer
    code = 1
    try:
        _write(home, start, tell, random.Random(seed))  # noqa: S311 -- moments, not secrets
        code = 0
    finally:
        os._exit(code)


def _write(home: Path, start: Start, tell: int, chance: random.Random) -> None:
    memory = open_memory(home, [])
    for turn in range(TRIES):
        with memory.unit() as uow:
            document = uow.documents.add(paper(start, f"{os.getpid()}-{turn}"))
            number = uow.copies.take_number(BOOK, YEAR)
            uow.copies.add(_copy(start, document.id, number))
            uow.record(event(number))
            if chance.random() < GIVEN_BACK:
                os.write(tell, b"back\n")
                continue
            uow.commit()
        os.write(tell, f"{number}\n".encode())
    memory.close()


def _copy(start: Start, document_id: int, number: int) -> CertifiedCopy:
    return CertifiedCopy(
        dossier=start.dossier.code, document_id=document_id, citizen_id=start.citizen.id, title="Giấy khai sinh",
        book=BOOK, year=YEAR, number=number, officer_id=start.officer.id, officer="Lý Thị Mai", officer_title="",
        seal_id=start.officer.id, pages=1, copies=1, fee=2000, fees="", wording="", source="a" * 64, certified_at=NOW,
        made_by=start.officer.id, comparison=Comparison(compared=True, pages=1),
    )


if __name__ == "__main__":
    main()
