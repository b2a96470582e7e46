"""Opening offices of any age: older ones are upgraded whole or not at all, newer ones and strangers are refused."""

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from desk.errors import OfficeBroken, OfficeExists, OfficeMissing, OfficeNewer
from desk.store import index, tables
from desk.store.opening import DATABASE, NEWEST, create_memory, open_memory, revision, upgrade
from tests.fakes.memory import fresh_memory

ROOT = Path(__file__).parents[2]
SCHEMAS = sorted((ROOT / "tests" / "data" / "schemas").glob("*.db.gz"))
"""One small office of every schema there has been, as the program of its time wrote it."""


def office_of(schema: Path, home: Path) -> Path:
    """Lay an old office down and return its folder."""
    home.mkdir()
    (home / DATABASE).write_bytes(gzip.decompress(schema.read_bytes()))
    return home


def counts(file: Path) -> dict[str, int]:
    """Count the rows a person would miss."""
    with closing(sqlite3.connect(file)) as looking:
        names = ("officer", "citizen", "dossier", "document", "page", "field", "journal", "searched")
        return {name: looking.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608 -- our names


def test_an_office_of_every_older_schema_is_at_hand() -> None:
    before = [file.stem[1:5] for file in sorted((ROOT / "desk/store/migrations/versions").glob("r*.py"))]

    assert before[-1] == NEWEST
    assert [schema.name[:4] for schema in SCHEMAS] == before[:-1]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name[:4])
def test_an_older_office_is_upgraded_and_nothing_is_lost(schema: Path, tmp_path: Path) -> None:
    home = office_of(schema, tmp_path / "office")
    before = counts(home / DATABASE)

    memory = open_memory(home, [])

    with memory.unit() as uow:
        dossier = uow.dossiers.recent(1)[0]
        paper = uow.documents.of_dossier(dossier.code)[0]
        number = next(field.value for field in uow.documents.fields(paper.id) if field.name.startswith("so"))
        assert paper.id in [hit.document_id for hit in uow.index.find(str(number))]
        assert uow.journal.first_break() == (before["journal"], None)
    memory.close()
    assert revision(home / DATABASE) == NEWEST
    assert counts(home / DATABASE) == before
    assert before["document"] >= 12


def test_the_office_as_it_was_is_kept_beside_the_upgraded_one(tmp_path: Path) -> None:
    home = office_of(SCHEMAS[0], tmp_path / "office")
    before = counts(home / DATABASE)

    assert upgrade(home) == ("0001", NEWEST)

    kept = home / f"{DATABASE}.0001.kept"
    assert revision(kept) == "0001"
    assert counts(kept) == before
    assert sorted(path.name for path in home.iterdir()) == [DATABASE, kept.name]


def test_an_upgrade_that_breaks_leaves_the_office_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = office_of(SCHEMAS[0], tmp_path / "office")
    before = counts(home / DATABASE)

    def break_off(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(index, "number_rows", break_off)
    with pytest.raises(ZeroDivisionError):
        open_memory(home, [])
    monkeypatch.undo()

    assert revision(home / DATABASE) == "0001"
    assert counts(home / DATABASE) == before
    with closing(sqlite3.connect(home / DATABASE)) as looking:
        assert looking.execute("SELECT name FROM sqlite_schema WHERE name = 'document_number'").fetchall() == []
    open_memory(home, []).close()
    assert revision(home / DATABASE) == NEWEST


def test_an_office_with_loose_ends_is_not_upgraded(tmp_path: Path) -> None:
    home = office_of(SCHEMAS[0], tmp_path / "office")
    with closing(sqlite3.connect(home / DATABASE, isolation_level=None)) as intruder:
        intruder.execute("UPDATE document SET citizen_id = 999999 WHERE id = 1")

    with pytest.raises(OfficeBroken):
        open_memory(home, [])

    assert revision(home / DATABASE) == "0001"


def test_the_revisions_make_the_tables_the_program_works_with(tmp_path: Path) -> None:
    def shape(engine: sa.Engine) -> dict[str, object]:
        eye = sa.inspect(engine)
        return {
            name: (
                sorted((c["name"], str(c["type"]), c["nullable"]) for c in eye.get_columns(name)),
                sorted(eye.get_pk_constraint(name)["constrained_columns"]),
                sorted((tuple(f["constrained_columns"]), f["referred_table"]) for f in eye.get_foreign_keys(name)),
                sorted((i["name"] or "", tuple(i["column_names"])) for i in eye.get_indexes(name)),
                sorted(tuple(u["column_names"]) for u in eye.get_unique_constraints(name)),
            )
            for name in tables.SCHEMA.tables
        }

    memory = fresh_memory(tmp_path / "office")
    drawn = sa.create_engine("sqlite://")
    tables.SCHEMA.create_all(drawn)

    assert shape(memory.engine) == shape(drawn)
    memory.close()
    drawn.dispose()


def test_an_office_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    fresh_memory(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(OfficeNewer):
        open_memory(tmp_path, [])

    assert list(tmp_path.glob("*.kept")) == []


def test_no_office_and_an_office_twice_are_said_so(tmp_path: Path) -> None:
    with pytest.raises(OfficeMissing):
        open_memory(tmp_path / "nowhere", [])

    create_memory(tmp_path / "office")
    with pytest.raises(OfficeExists):
        create_memory(tmp_path / "office")


@pytest.mark.parametrize("data", [b"", b"no database, but long enough to be one" * 100, b"SQLite format 3\x00" * 300])
def test_a_file_that_is_no_database_is_a_broken_office(tmp_path: Path, data: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(data)

    with pytest.raises(OfficeBroken):
        open_memory(tmp_path, [])


def test_the_database_of_another_program_is_not_touched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('0001')")
    before = (tmp_path / DATABASE).read_bytes()

    with pytest.raises(OfficeBroken):
        open_memory(tmp_path, [])

    assert (tmp_path / DATABASE).read_bytes() == before


def test_a_damaged_page_is_a_broken_office_and_no_stack_of_errors(tmp_path: Path) -> None:
    memory = fresh_memory(tmp_path)
    with memory.unit() as uow:
        for number in range(400):
            uow.set_setting(f"key {number}", "x" * 200)
        uow.commit()
    memory.close()
    raw = bytearray((tmp_path / DATABASE).read_bytes())
    for page in range(4096, len(raw), 4096):
        raw[page : page + 64] = b"\xff" * 64
    (tmp_path / DATABASE).write_bytes(raw)

    with pytest.raises(OfficeBroken):  # noqa: PT012 -- the fault may come at any of these steps
        memory = open_memory(tmp_path, [])
        with memory.unit() as uow:
            uow.setting("key 1")
    memory.close()


@pytest.mark.parametrize("name", ["văn phòng số 1", "a#b?c%20d", "Ủy ban 'xã' &co"])
def test_an_office_lives_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    memory = fresh_memory(tmp_path / name)

    with memory.unit() as uow:
        uow.set_setting("a", 1)
        uow.commit()
    memory.close()

    assert (tmp_path / name / DATABASE).is_file()


def test_a_founding_cut_short_can_be_done_again(tmp_path: Path) -> None:
    (tmp_path / f"{DATABASE}.new").write_bytes(b"half a database")
    (tmp_path / f"{DATABASE}.new-wal").write_bytes(b"half a log")

    fresh_memory(tmp_path).close()

    assert list(tmp_path.glob("*.new*")) == []
    assert revision(tmp_path / DATABASE) == NEWEST


def test_an_office_that_is_up_to_date_opens_without_the_upgrader_and_the_other_kind_of_database(tmp_path: Path) -> None:
    fresh_memory(tmp_path).close()
    words = "import sys; from pathlib import Path; from desk.store.opening import open_memory; "
    words += f"open_memory(Path({str(tmp_path)!r}), []).close(); "
    words += "print({'alembic', 'sqlalchemy.dialects.postgresql'} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True, cwd=ROOT)

    assert told.stdout.strip() == "set()"
