"""The independent check of a book: one file of the standard library that finds what was changed in a year."""

import ast
import contextlib
import importlib.util
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from desk.cli.register_care import CHECKER
from desk.model.certification import CertifiedCopy, Comparison, CopyStage
from desk.model.chain import Head, Line, LineKind, entry_facts, next_line
from desk.model.values import Json
from desk.work.copy_code import code_of

BOOK, YEAR = "SCTĐT/BS", 2026
AT = datetime(2026, 11, 24, 1, 14, tzinfo=UTC)
PDF = b"%PDF-1.7 a finished copy"

Rows = list[dict[str, object]]


def entry(number: int, **changed: object) -> CertifiedCopy:
    copy = CertifiedCopy(
        dossier="TAM-261124-0001", document_id=number, citizen_id=1, title="Giấy khai sinh", book=BOOK, year=YEAR,
        number=number, officer_id=1, officer="Lý Thị Mai", officer_title="Phó Chủ tịch", seal_id=2, pages=2, copies=1,
        fee=4000, fees="phi-1", wording="loi-chung-1", source="a" * 64, certified_at=AT + timedelta(minutes=number),
        made_by=1, comparison=Comparison(compared=True), requester="Nông Thị Hạnh", requester_number="008187004215",
    )  # fmt: skip
    return replace(copy, **changed)  # type: ignore[arg-type]  # names of fields of the copy


class Year:
    """A chain under way, as the office would write it."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def add(self, kind: LineKind, facts: dict[str, Json]) -> None:
        head = Head(len(self.lines), self.lines[-1].hash) if self.lines else Head()
        self.lines.append(next_line(BOOK, YEAR, head, (AT, kind, facts)))

    def rows(self) -> Rows:
        head: dict[str, object] = {"format": "saoy-register-1", "book": BOOK, "year": YEAR, "lines": len(self.lines)}
        return [head, *(
            {"place": one.place, "at": one.at, "kind": one.kind.value, "body": one.body, "hash": one.hash}
            for one in self.lines
        )]  # fmt: skip


def a_year() -> Year:
    """Five numbers: three finished, one void, one under way, and the day closed."""
    made = Year()
    for number in range(1, 6):
        made.add(LineKind.ENTRY, entry_facts(entry(number)))
        if number < 4:
            file = sha256(PDF + bytes([number])).hexdigest()
            made.add(LineKind.ENTRY, entry_facts(entry(number, stage=CopyStage.SEALED, file=file)))
    made.add(LineKind.ENTRY, entry_facts(entry(4, stage=CopyStage.VOID, voided_reason="ký nhầm")))
    day: dict[str, Json] = {"day": "2026-11-24", "first": 1, "last": 5, "numbers": 5, "void": 1, "unfinished": 1}
    made.add(LineKind.DAY, {**day, "copies": 4, "fee": 16000})
    return made


def laid(folder: Path, rows: Rows) -> Path:
    """Write a book as `saoy register --chain` does."""
    file = folder / "so.jsonl"
    file.write_bytes("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode())
    return file


def told(folder: Path, rows: Rows, *options: str) -> tuple[int, str]:
    """Check in this process."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = checker().main([str(laid(folder, rows)), *options])
    return code, out.getvalue()


@cache
def checker() -> ModuleType:
    """Return the one file as a module."""
    spec = importlib.util.spec_from_file_location("check_register", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def relinked(rows: Rows) -> Rows:
    """Forge the links anew, as one who owns the database can."""
    made = Year()
    for row in rows[1:]:
        made.add(LineKind(str(row["kind"])), json.loads(str(row["body"])))
    return made.rows()


def with_body(rows: Rows, place: int, **facts: object) -> Rows:
    body = {**json.loads(str(rows[place]["body"])), **facts}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return [*rows[:place], {**rows[place], "body": text}, *rows[place + 1 :]]


def test_a_stranger_with_the_one_file_is_told_that_a_year_is_in_order(tmp_path: Path) -> None:
    (tmp_path / CHECKER.name).write_bytes(CHECKER.read_bytes())
    command = [sys.executable, "-I", CHECKER.name, str(laid(tmp_path, a_year().rows()))]

    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "5 numbers, 1 void" in done.stdout
    assert done.stdout.splitlines()[-1] == "IN ORDER"


FORGERIES: dict[str, Callable[[Rows], Rows]] = {
    "a name changed": lambda rows: with_body(rows, 3, requester="Ai Khác"),
    "a fee changed": lambda rows: with_body(rows, 1, fee=0),
    "a line taken out": lambda rows: [*rows[:3], *rows[4:]],
    "the last line cut off": lambda rows: rows[:-1],
    "two lines swapped": lambda rows: [*rows[:2], rows[3], rows[2], *rows[4:]],
    "a line written twice": lambda rows: [*rows, rows[-1]],
    "the book renamed": lambda rows: [{**rows[0], "book": "SCT/BS"}, *rows[1:]],
    "the year renamed": lambda rows: [{**rows[0], "year": 2025}, *rows[1:]],
    "a moment changed": lambda rows: [*rows[:2], {**rows[2], "at": "2026-01-01T00:00:00+00:00"}, *rows[3:]],
    "an entry renumbered, links forged": lambda rows: relinked(with_body(rows, 7, number=9)),
    "an entry taken out, links forged": lambda rows: relinked([*rows[:1], *rows[3:]]),
    "a name changed at the finish, links forged": lambda rows: relinked(with_body(rows, 2, requester="Ai Khác")),
    "a file exchanged, links forged": lambda rows: relinked([*rows, with_body(rows, 2, file="0" * 64)[2]]),
    "a void number revived, links forged": lambda rows: relinked([*rows, with_body(rows, 9, state="finished")[9]]),
    "a day's closing counts too few, links forged": lambda rows: relinked(with_body(rows, 10, fee=12000)),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_what_was_changed_is_found(tmp_path: Path, forge: Callable[[Rows], Rows]) -> None:
    code, words = told(tmp_path, forge(a_year().rows()))

    assert (code, words.splitlines()[-1]) == (1, "NOT IN ORDER")


def test_a_year_forged_whole_is_found_by_a_link_told_elsewhere(tmp_path: Path) -> None:
    honest = a_year()
    forged = relinked(with_body(with_body(honest.rows(), 1, title="Khác"), 2, title="Khác"))

    assert told(tmp_path, forged)[0] == 0
    assert told(tmp_path, forged, "--head", honest.lines[-1].hash)[0] == 1
    assert told(tmp_path, honest.rows(), "--head", honest.lines[-1].hash)[0] == 0


def test_a_year_forged_whole_is_found_by_the_code_on_a_copy(tmp_path: Path) -> None:
    honest = a_year()
    forged = relinked(with_body(with_body(honest.rows(), 1, title="Khác"), 2, title="Khác"))
    code = code_of(entry(1), honest.lines[0].hash, "https://tra-cuu.example.vn/c")

    assert told(tmp_path, honest.rows(), "--code", code)[0] == 0
    assert told(tmp_path, forged, "--code", code)[0] == 1
    assert told(tmp_path, honest.rows(), "--code", code.replace("*1*", "*2*"))[0] == 1
    assert told(tmp_path, honest.rows(), "--code", "xin chào")[0] == 1


def test_the_files_of_a_folder_are_held_against_the_book(tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "mot.pdf").write_bytes(PDF + bytes([1]))

    assert told(tmp_path, a_year().rows(), "--copies", str(copies))[0] == 0
    (copies / "hai.pdf").write_bytes(PDF + bytes([2]) + b" ")
    code, words = told(tmp_path, a_year().rows(), "--copies", str(copies))
    assert (code, "hai.pdf" in words) == (1, True)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "saoy-register-1"}\n{"place": 1}', "\x00"])
def test_a_file_that_is_no_book_cannot_be_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "khac.jsonl"
    file.write_text(text, "utf-8")

    assert checker().main([str(file)]) == 2
    assert capsys.readouterr().out.startswith("CANNOT BE TOLD")


def test_a_console_without_vietnamese_letters_is_answered_too(tmp_path: Path) -> None:
    file = laid(tmp_path, a_year().rows())

    done = subprocess.run(
        [sys.executable, str(CHECKER), str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONIOENCODING": "ascii"},
    )

    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "IN ORDER", "")


def test_the_check_needs_nothing_but_python() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(CHECKER.read_text("utf-8")))
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import)
                     else [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    }  # fmt: skip

    assert imported <= sys.stdlib_module_names
