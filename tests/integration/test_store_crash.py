"""Writers killed at random moments: what was said to be kept is kept, and no number is lost or given twice."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desk.model.dossier import provisional_code
from desk.model.paper import Stage
from desk.store.opening import DATABASE, OBJECTS, open_memory
from tests.fakes.storm import DAY

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], int]:
    """An office that several processes wrote to and were killed at; what they told in time; how many were killed."""
    home = tmp_path_factory.mktemp("crash") / "office"
    storm = [sys.executable, "-m", "tests.fakes.storm", str(home)]
    passed = subprocess.run(storm, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert passed.returncode == 0, passed.stderr
    answer = json.loads(passed.stdout)
    return home, answer["told"], answer["killed"]


def test_what_was_told_is_there_and_numbers_have_no_gap(told: tuple[Path, list[str], int]) -> None:
    home, heard, killed = told
    memory = open_memory(home, [])

    with memory.unit() as uow:
        kept = [dossier.code for dossier in uow.dossiers.recent(10**6)][:-1]
        following = provisional_code(DAY, uow.dossiers.next_number(DAY))
    memory.close()

    assert killed >= 20
    assert len(heard) >= killed / 4
    assert len(heard) == len(set(heard))
    assert set(heard) <= set(kept)
    assert kept[::-1] == [provisional_code(DAY, number) for number in range(1, len(kept) + 1)]
    assert following == provisional_code(DAY, len(kept) + 1)


def test_rows_journal_index_and_objects_tell_the_same_story(told: tuple[Path, list[str], int]) -> None:
    memory = open_memory(told[0], [])

    with memory.unit(reading=True) as uow:
        papers = uow.documents.in_stage(Stage.READ)
        assert uow.journal.first_break() == (len(papers), None)
        assert [entry.event.subject for entry in uow.journal.entries(limit=10**6)] == [
            f"document:{document.id}" for document in papers
        ]
        for document in papers[-300:]:
            assert [hit.document_id for hit in uow.index.find(document.dossier)][:1] == [document.id]
    for document in papers:
        assert document.pdf is not None
        assert memory.store.get(document.pdf)
    memory.close()


def test_the_database_is_whole_and_halves_of_objects_stand_apart(told: tuple[Path, list[str], int]) -> None:
    home = told[0]

    with closing(sqlite3.connect(home / DATABASE)) as looking:
        assert looking.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert looking.execute("PRAGMA foreign_key_check").fetchall() == []
        looking.execute("INSERT INTO document_fts(document_fts) VALUES ('integrity-check')")

    odd = [path for path in (home / OBJECTS).rglob("*") if path.is_file() and len(path.name) != 64]
    assert {path.parent.name for path in odd} <= {"arriving"}
