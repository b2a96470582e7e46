"""What is no backup, or one that somebody or a failing disk has changed: refused, and nothing stands in its place."""

import gzip
import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk.errors import BackupUnreadable, FileMissing, OfficeNewer
from desk.jobs import Progress
from desk.store.opening import NEWEST
from desk.wiring import restore
from desk.work.care import back_up
from tests.fakes.bad_backups import HEAD, MANIFEST, Change, Files, changed, relisted
from tests.fakes.leaving import leaver
from tests.fakes.office import make_office, open_office

ROOT = Path(__file__).parents[2]
BAD = ROOT.parent / "shared" / "samples" / "bad-inputs"
COPY_FILES = ("source", "prepared", "signed", "sealed", "file")
"""Columns of a certified copy that name objects, since the third schema."""

SCHEMAS = sorted((ROOT / "tests" / "data" / "schemas").glob("*.db.gz"))


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    desk = make_office(folder / "office")
    try:
        fill = leaver(desk)
        code = fill.dossier()
        fill.copy(fill.paper(code))
        (desk.home / "trust").mkdir()
        (desk.home / "trust" / "goc.pem").write_text("a root")
        back_up(desk, fill.who, folder / "out.zip")
        back_up(desk, fill.who, folder / "out")
    finally:
        desk.close()
    return folder / "out.zip"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "place"
    folder.mkdir()
    yield folder / "office"
    assert not list(folder.iterdir()), "something was left where the office would have gone"


def an_object(files: Files) -> str:
    return next(name for name in files if name.startswith("objects/"))


def flip(name: str, at: int = -1) -> Change:
    def change(files: Files) -> None:
        key = an_object(files) if name == "object" else name
        data = bytearray(files[key])
        data[at if at >= 0 else len(data) // 2] ^= 1
        files[key] = bytes(data)

    return change


def drop(name: str) -> Change:
    return lambda files: files.pop(an_object(files) if name == "object" else name) and None  # type: ignore[func-returns-value]  # drops


def add(name: str, *, listed: bool) -> Change:
    def change(files: Files) -> None:
        files[name] = b"more"
        if listed:
            relisted(files)

    return change


def drop_listed(files: Files) -> None:
    files.pop(an_object(files))
    relisted(files)


def other_database(data: bytes) -> Change:
    def change(files: Files) -> None:
        files["office.db"] = data
        relisted(files)

    return change


def head(**said: object) -> Change:
    def change(files: Files) -> None:
        files[HEAD] = json.dumps({**json.loads(files[HEAD]), **said}).encode()

    return change


def endless_line(files: Files) -> None:
    files[MANIFEST] = b"0" * (3 << 20)
    head(manifest=hashlib.sha256(files[MANIFEST]).hexdigest())(files)


CHANGES = {
    "a byte of an object": flip("object"),
    "a byte of the database": flip("office.db"),
    "a byte of a root": flip("trust/goc.pem"),
    "a byte of the list": flip(MANIFEST, 3),
    "no head": drop(HEAD),
    "no list": drop(MANIFEST),
    "no database": drop("office.db"),
    "an object gone": drop("object"),
    "an object gone and the list mended": drop_listed,
    "a file more": add("trust/more.pem", listed=False),
    "a file of no backup": add("autorun.inf", listed=True),
    "a climbing name": add("trust/../../../evil", listed=True),
    "an absolute name": add("/evil", listed=True),
    "a name of another system": add("trust\\..\\evil", listed=True),
    "an object under another's name": add("objects/00/00/" + "0" * 64, listed=True),
    "no database at all": other_database(b"not a database"),
    "another program's database": other_database(b""),
    "a head of a stranger": head(format="other"),
    "a head without a journal": head(journal=None),
    "a head with words for numbers": head(documents="many"),
    "a head with an endless number": head(documents=float("inf")),
    "a head without a time": head(at=None),
    "a list of one line without end": endless_line,
    "another journal": head(journal={"events": 3, "hash": "0" * 64}),
    "a head that is a list": lambda files: files.update({HEAD: b"[1]"}),
    "a head that is no JSON": lambda files: files.update({HEAD: b"\xff{"}),
    "a head without end": lambda files: files.update({HEAD: b"[" * (5 << 20)}),
}


def test_the_untouched_backup_is_restored_in_both_shapes(backup: Path, tmp_path: Path) -> None:
    for number, place in enumerate((backup, backup.with_suffix(""))):
        assert restore(place, tmp_path / str(number), Progress()).first_break is None
    mended = changed(backup, tmp_path / "mended.zip", relisted)
    assert restore(mended, tmp_path / "mended", Progress()).first_break is None


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_backup_is_refused_and_nothing_is_left(
    backup: Path, tmp_path: Path, place: Path, what: str
) -> None:
    bad = changed(backup, tmp_path / "bad.zip", CHANGES[what])

    with pytest.raises(BackupUnreadable):
        restore(bad, place, Progress())


@pytest.mark.parametrize("name", ["office.db", MANIFEST, HEAD, "trust/goc.pem"])
@pytest.mark.parametrize("how", ["changed", "gone", "a folder"])
def test_a_changed_folder_is_refused_and_nothing_is_left(
    backup: Path, tmp_path: Path, place: Path, name: str, how: str
) -> None:
    bad = Path(shutil.copytree(backup.with_suffix(""), tmp_path / "bad"))
    data = (bad / name).read_bytes()
    (bad / name).unlink()
    if how == "changed":
        (bad / name).write_bytes(data[:-9] + b"#" + data[-8:])
    elif how == "a folder":
        (bad / name).mkdir()

    with pytest.raises(BackupUnreadable):
        restore(bad, place, Progress())


def test_a_packed_archive_is_refused_as_it_might_be_a_bomb(backup: Path, tmp_path: Path, place: Path) -> None:
    packed = changed(backup, tmp_path / "packed.zip", relisted, packed=True)

    with pytest.raises(BackupUnreadable):
        restore(packed, place, Progress())


@pytest.mark.parametrize("file", sorted((BAD / "import").glob("*.zip")), ids=lambda file: file.name)
def test_bombs_and_climbing_archives_are_refused(file: Path, place: Path) -> None:
    with pytest.raises(BackupUnreadable):
        restore(file, place, Progress())


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_truncated_archive_is_refused(backup: Path, tmp_path: Path, place: Path, share: float) -> None:
    data = backup.read_bytes()
    short = tmp_path / "short.zip"
    short.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(BackupUnreadable):
        restore(short, place, Progress())


def test_two_files_of_one_name_are_refused(backup: Path, tmp_path: Path, place: Path) -> None:
    twice = tmp_path / "twice.zip"
    twice.write_bytes(backup.read_bytes())
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("trust/goc.pem", b"a root")

    with pytest.raises(BackupUnreadable):
        restore(twice, place, Progress())


@pytest.mark.parametrize("name", ["pdf-odd", "text", "wrong-type"])
def test_any_other_file_or_folder_is_no_backup(place: Path, name: str) -> None:
    for strange in (BAD / name, *sorted((BAD / name).iterdir())[:5]):
        with pytest.raises(BackupUnreadable):
            restore(strange, place, Progress())


def test_a_backup_that_is_not_there_is_said_to_be_missing(tmp_path: Path, place: Path) -> None:
    with pytest.raises(FileMissing):
        restore(tmp_path / "nowhere.zip", place, Progress())


def test_an_office_of_a_newer_program_is_refused_by_name(backup: Path, tmp_path: Path, place: Path) -> None:
    newer = changed(backup, tmp_path / "newer.zip", head(schema="9999"))

    with pytest.raises(OfficeNewer):
        restore(newer, place, Progress())


def test_a_database_newer_than_its_head_says_is_refused_too(backup: Path, tmp_path: Path, place: Path) -> None:
    database = tmp_path / "office.db"

    def raise_it(files: Files) -> None:
        database.write_bytes(files["office.db"])
        with closing(sqlite3.connect(database)) as changing:
            changing.execute("UPDATE alembic_version SET version_num = '9999'")
            changing.commit()
        files["office.db"] = database.read_bytes()
        relisted(files)

    with pytest.raises(OfficeNewer):
        restore(changed(backup, tmp_path / "newer.zip", raise_it), place, Progress())


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name[:4])
def test_a_backup_of_an_older_program_is_brought_up_to_date(backup: Path, tmp_path: Path, schema: Path) -> None:
    old = tmp_path / "old.db"
    old.write_bytes(gzip.decompress(schema.read_bytes()))
    with closing(sqlite3.connect(old)) as looking:
        columns = ["SELECT digest FROM page", "SELECT pdf FROM document", "SELECT receipt FROM dossier"]
        if schema.name >= "0003":
            columns += [f"SELECT {name} FROM certified_copy" for name in COPY_FILES]  # noqa: S608 -- our names
        if schema.name >= "0005":
            columns += ["SELECT source FROM component_signature", "SELECT file FROM component_signature"]
        if schema.name >= "0006":
            columns.append("SELECT digest FROM evening_side")
        named = {row[0] for query in columns for row in looking.execute(query) if row[0]}
        events, hashed = looking.execute("SELECT seq, hash FROM journal_head").fetchone()
        documents = looking.execute("SELECT count(*) FROM document").fetchone()[0]

    def age(files: Files) -> None:
        files["office.db"] = old.read_bytes()
        said = {"schema": schema.name[:4], "documents": documents, "damaged": sorted(named)}
        head(**said, journal={"events": events, "hash": hashed})(files)
        relisted(files)

    restored = restore(changed(backup, tmp_path / "old.zip", age), tmp_path / "office", Progress())

    assert (restored.before, restored.after, restored.first_break) == (schema.name[:4], NEWEST, None)
    desk = open_office(tmp_path / "office")
    with desk.unit(reading=True) as uow:
        assert len(uow.dossiers.recent(100)) > 0
    desk.close()


def test_a_journal_that_was_tampered_with_before_the_backup_is_restored_and_told(tmp_path: Path) -> None:
    desk = make_office(tmp_path / "office")
    fill = leaver(desk)
    with closing(sqlite3.connect(desk.home / "office.db")) as changing:
        names = [row[0] for row in changing.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            changing.execute(f'DROP TRIGGER "{name}"')
        changing.execute("UPDATE journal SET actor = 'ai khác' WHERE seq = 1")
        changing.commit()
    back_up(desk, fill.who, tmp_path / "second")
    desk.close()

    restored = restore(tmp_path / "second", tmp_path / "again", Progress())

    assert restored.first_break == 1
