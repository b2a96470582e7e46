"""The chain of the journal: any line changed, removed, swapped or slipped in is found, at its place."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.model.events import Event, Kind
from desk.store.audit import GENESIS, Row, first_break, link
from desk.store.opening import DATABASE, Memory
from tests.fakes.memory import copied_memory, event, fresh_memory

LINES = 12
COLUMNS = ("at", "actor", "desk", "kind", "subject", "data", "hash")


def chain(length: int = LINES) -> list[Row]:
    """Return a whole chain as it stands in the table."""
    rows: list[Row] = []
    previous = GENESIS
    for number in range(1, length + 1):
        line = ("2026-11-24T01:14:00+00:00", "pao.hv", "1", "intake.page-received", f"document:{number}", '{"page":1}')
        previous = link(previous, line)
        rows.append((number, *line, previous))
    return rows


places = st.integers(0, LINES - 1)


def test_a_chain_left_alone_is_whole() -> None:
    rows = chain()

    assert first_break(rows) == (LINES, None, rows[-1][-1])
    assert first_break([]) == (0, None, GENESIS)


@given(place=places, column=st.integers(1, 7), at=st.integers(0, 200), letter=st.characters(codec="utf-8"))
def test_one_changed_letter_is_found_in_its_line(place: int, column: int, at: int, letter: str) -> None:
    rows = chain()
    row = list(rows[place])
    text = str(row[column])
    row[column] = text[: at % len(text)] + letter + text[at % len(text) + 1 :]
    rows[place] = tuple(row)  # type: ignore[assignment]  # still a number and seven texts

    changed = row[column] != text

    assert first_break(rows)[1] == (place + 1 if changed else None)


@given(place=places)
def test_a_removed_line_is_found_unless_it_was_the_last(place: int) -> None:
    rows = chain()
    del rows[place]

    assert first_break(rows)[1] == (place + 1 if place < LINES - 1 else None)


@given(one=places, other=places)
def test_swapped_lines_are_found_whether_or_not_they_keep_their_numbers(one: int, other: int) -> None:
    rows = chain()
    renumbered = chain()
    rows[one], rows[other] = rows[other], rows[one]
    renumbered[one], renumbered[other] = (one + 1, *rows[one][1:]), (other + 1, *rows[other][1:])

    broken = None if one == other else min(one, other) + 1

    assert first_break(rows)[1] == broken
    assert first_break(renumbered)[1] == broken


@given(place=places)
def test_a_line_that_was_slipped_in_is_found(place: int) -> None:
    rows = chain()
    rows.insert(place, rows[place])

    assert first_break(rows)[1] in {place + 1, place + 2}


@given(parts=st.lists(st.text(), min_size=6, max_size=6), cut=st.integers(0, 4))
def test_text_moved_from_one_column_to_the_next_gives_another_hash(parts: list[str], cut: int) -> None:
    moved = list(parts)
    moved[cut], moved[cut + 1] = parts[cut] + "x", parts[cut + 1]
    beside = list(parts)
    beside[cut], beside[cut + 1] = parts[cut], "x" + parts[cut + 1]

    assert link(GENESIS, moved) != link(GENESIS, beside)


# -- in the office's own database -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("audit") / "office"
    memory = fresh_memory(home)
    with memory.unit() as uow:
        for number in range(1, LINES + 1):
            uow.record(event(number))
        uow.commit()
    memory.close()
    return home


@pytest.fixture
def broken_in(pattern: Path, tmp_path: Path) -> Callable[..., tuple[int, int | None]]:
    """Do something to the file behind the program's back, guards taken away, and return what the inspection says."""

    def do(*statements: str) -> tuple[int, int | None]:
        memory = copied_memory(pattern, tmp_path / "office")
        with closing(sqlite3.connect(tmp_path / "office" / DATABASE, isolation_level=None)) as intruder:
            for verb in ("update", "delete"):
                intruder.execute(f"DROP TRIGGER journal_{verb}")
            for statement in statements:
                intruder.execute(statement)
        with memory.unit(reading=True) as uow:
            said = uow.journal.first_break()
        memory.close()
        return said

    return do


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_a_line_is_under_the_seal(broken_in: Callable[..., object], column: str) -> None:
    assert broken_in(f"UPDATE journal SET {column} = {column} || ' ' WHERE seq = 5") == (LINES, 5)  # noqa: S608 -- names of columns


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["DELETE FROM journal WHERE seq = 4"], (LINES - 1, 4)),
        (["DELETE FROM journal WHERE seq = 1"], (LINES - 1, 1)),
        (["DELETE FROM journal WHERE seq = 12"], (LINES - 1, LINES)),
        (["DELETE FROM journal"], (0, 1)),
        (["DELETE FROM journal WHERE seq = 4", "UPDATE journal SET seq = seq - 1 WHERE seq > 4"], (LINES - 1, 4)),
        (["INSERT INTO journal SELECT 0, at, actor, desk, kind, subject, data, hash FROM journal WHERE seq = 1"],
         (LINES + 1, 1)),
        (["INSERT INTO journal SELECT 13, at, actor, desk, kind, subject, data, hash FROM journal WHERE seq = 12"],
         (LINES + 1, 13)),
        (["UPDATE journal_head SET seq = 99"], (LINES, LINES + 1)),
        (["UPDATE journal SET data = CAST(data AS BLOB) WHERE seq = 7"], (LINES, 7)),
    ],
)  # fmt: skip
def test_lines_taken_out_or_put_in_are_found(
    broken_in: Callable[..., object], statements: list[str], said: tuple[int, int]
) -> None:
    assert broken_in(*statements) == said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'x' WHERE seq = 3",
        "DELETE FROM journal WHERE seq = 3",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 3",
    ],
)
def test_the_office_itself_cannot_change_a_line(pattern: Path, tmp_path: Path, statement: str) -> None:
    memory: Memory = copied_memory(pattern, tmp_path / "office")

    with memory.engine.connect() as connection, pytest.raises(Exception, match="only appended to"):
        connection.exec_driver_sql(statement)

    with memory.unit(reading=True) as uow:
        assert uow.journal.first_break() == (LINES, None)
    memory.close()


values = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text() | st.floats(allow_nan=False)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.dictionaries(st.text(), values), subject=st.text(), kind=st.sampled_from(Kind))
def test_whatever_is_recorded_reads_back_and_fits(
    pattern: Path, tmp_path_factory: pytest.TempPathFactory, data: dict[str, object], subject: str, kind: Kind
) -> None:
    memory = copied_memory(pattern, tmp_path_factory.mktemp("whatever") / "office")
    recorded: Event = replace(event(), data=data, subject=subject, kind=kind)  # type: ignore[arg-type]  # hypothesis' dict
    with memory.unit() as uow:
        uow.record(recorded)
        uow.commit()

    with memory.unit(reading=True) as uow:
        assert uow.journal.entries(after=LINES)[0].event == recorded
        assert uow.journal.first_break() == (LINES + 1, None)
    memory.close()
