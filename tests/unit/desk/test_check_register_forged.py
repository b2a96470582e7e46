"""Years forged with care: every link made anew, so that only what the lines say can tell."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from desk.model.certification import CertifiedCopy, CopyStage
from desk.model.chain import GENESIS, LineKind, Replaced, entry_facts, following, link
from desk.model.values import Json
from desk.work.copy_code import code_of
from tests.unit.desk.test_check_register import PDF, Rows, Year, checker, entry, laid, relinked, with_body
from tests.unit.desk.test_check_register import told as checked

FIRST, SECOND = datetime(2026, 12, 30, 2, tzinfo=UTC), datetime(2026, 12, 31, 2, tzinfo=UTC)

FILE, RENEWED = (sha256(PDF + end).hexdigest() for end in (b"\x01", b"\x01 and a further time stamp"))


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    return partial(checked, tmp_path)


def taken(number: int, at: datetime, **changed: object) -> CertifiedCopy:
    return entry(number, **{"certified_at": at + timedelta(minutes=number), **changed})


def closing(**counted: Json) -> dict[str, Json]:
    return {"first": 0, "last": 0, "numbers": 0, "void": 0, "unfinished": 0, "copies": 0, "fee": 0, **counted}


def whole_year() -> Year:
    """Lines 1 to 13: two days of two numbers, one of each day void, one renewed; both days and the year are closed."""
    made = Year()
    made.add(LineKind.ENTRY, entry_facts(taken(1, FIRST)))
    made.add(LineKind.ENTRY, entry_facts(taken(1, FIRST, stage=CopyStage.SEALED, file=FILE)))
    made.add(LineKind.ENTRY, entry_facts(taken(2, FIRST, copies=3, fee=12000)))
    made.add(LineKind.ENTRY, entry_facts(taken(2, FIRST, copies=3, fee=12000, stage=CopyStage.VOID,
                                               voided_reason="ký nhầm")))  # fmt: skip
    day = closing(day="2026-12-30", first=1, last=2, numbers=2, void=1, copies=1, fee=4000)
    made.add(LineKind.DAY, day)
    made.add(LineKind.ENTRY, entry_facts(taken(3, SECOND)))
    made.add(LineKind.ENTRY, entry_facts(taken(4, SECOND)))
    made.add(LineKind.ENTRY, entry_facts(taken(3, SECOND, stage=CopyStage.SEALED, file="3" * 64)))
    made.add(LineKind.ENTRY, entry_facts(taken(4, SECOND, stage=CopyStage.SEALED, file="4" * 64)))
    made.add(LineKind.DAY, {**day, "day": "2026-12-31", "first": 3, "last": 4, "void": 0, "copies": 2, "fee": 8000})
    made.add(LineKind.YEAR, closing(first=1, last=4, numbers=4, void=1, copies=3, fee=12000))
    finished = entry_facts(taken(1, FIRST, stage=CopyStage.SEALED, file=FILE))
    newer = entry_facts(taken(1, FIRST, stage=CopyStage.SEALED, file=RENEWED))
    made.add(LineKind.ENTRY, following(finished, newer, Replaced(FILE, len(PDF) + 1, SECOND)))
    made.add(LineKind.ENTRY, entry_facts(taken(3, SECOND, stage=CopyStage.VOID, file="3" * 64,
                                               voided_reason="bản chính bị thu hồi")))  # fmt: skip
    return made


def test_a_year_with_two_days_a_renewal_and_a_number_made_void_after_its_end_is_in_order(
    told: Callable[..., tuple[int, str]],
) -> None:
    code, words = told(whole_year().rows())

    assert (code, words.splitlines()[-1]) == (0, "IN ORDER")


def again(rows: Rows, place: int, **facts: object) -> Rows:
    """Append the line of a place once more, otherwise, as a program could that only adds to the table."""
    return relinked([*rows, with_body(rows, place, **facts)[place]])


def otherwise(rows: Rows, *places: int, **facts: object) -> Rows:
    """Change lines and link the year anew."""
    for place in places:
        rows = with_body(rows, place, **facts)
    return relinked(rows)


FORGERIES: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "the fee lowered by a line at the end": (lambda rows: again(rows, 9, fee=0), "number 4 had changed: fee"),
    "pages and copies changed": (lambda rows: again(rows, 9, pages=1, copies=9), "number 4 had changed: pages, copies"),
    "a remark added after the finish": (lambda rows: again(rows, 9, note="miễn phí"), "number 4 had changed: note"),
    "a void reason changed later": (lambda rows: again(rows, 13, voided_reason="khác"), "went from void to void"),
    "a void reason taken away": (lambda rows: otherwise(rows, 13, voided_reason=None), "number 3 is void with"),
    "a reason without voiding": (lambda rows: otherwise(rows, 9, voided_reason="khác"), "number 4 is finished with"),
    "a void number told again": (lambda rows: relinked([*rows, rows[13]]), "number 3 went from void to void"),
    "a line told twice": (lambda rows: relinked([*rows, rows[9]]), "number 4 is told twice"),
    "a finish without a file": (lambda rows: otherwise(rows, 9, file=None), "number 4 is finished without its file"),
    "a file before the finish": (lambda rows: otherwise(rows, 7, file="4" * 64), "not finished and has a file"),
    "a file first told as void": (lambda rows: otherwise(rows, 4, file="5" * 64), "a file that was never told"),
    "a file lost with the voiding": (lambda rows: otherwise(rows, 13, file=None), "number 3 is void without its file"),
    "a file renewed from nothing": (lambda rows: otherwise(rows, 12, replaces="9" * 64), "number 1 had changed: file"),
    "a file replaced before it was there": (
        lambda rows: otherwise(rows, 2, replaces="9" * 64, replaced_size=3), "a file that was never told"),
    "a closing of nothing on a day with numbers": (
        lambda rows: otherwise(rows, 5, first=0, last=0, numbers=0, void=0, copies=0, fee=0),
        "the closing of 2026-12-30 tells 0 numbers"),
    "a closing of nothing that took money": (
        lambda rows: otherwise(rows, 5, first=0, last=0), "the closing of 2026-12-30 tells 0 first"),
    "a closing that hides what was under way": (
        lambda rows: relinked([*rows[:9], rows[10]]), "the closing of 2026-12-31 tells 0 unfinished"),
    "the days of two closings swapped": (
        lambda rows: otherwise(otherwise(rows, 5, day="2026-12-31"), 10, day="2026-12-30"),
        "the closing of 2026-12-31 tells 1 first"),
    "the days of two numbers swapped": (
        lambda rows: otherwise(otherwise(rows, 6, 8, certified_at="2026-12-29T02:00:00+00:00"),
                               13, certified_at="2026-12-29T02:00:00+00:00"),
        "number 3 of 2026-12-29 follows number 1 of 2026-12-30"),
    "two days exchanged whole": (
        lambda rows: relinked([rows[0], *rows[6:11], *rows[1:6]]), "number 3 follows number 0"),
    "a number given twice": (lambda rows: otherwise(rows, 7, 9, number=3), "number 3 had changed: certified_at"),
    "a number skipped": (lambda rows: otherwise(rows, 7, 9, number=5), "number 5 follows number 3"),
    "a year's closing that takes less": (lambda rows: otherwise(rows, 11, fee=8000), "the closing of the year 2026"),
    "a year closed twice": (lambda rows: relinked([*rows, rows[11]]), "the year 2026 was closed twice"),
    "a number behind the closed year": (
        lambda rows: relinked([*rows, with_body(rows, 6, number=5)[6]]), "was taken after the year was closed"),
    "a number of another year": (
        lambda rows: otherwise(rows, 1, 2, 12, certified_at="2025-12-30T02:00:00+00:00"),
        "number 1 is of 2025-12-30, not of the year 2026"),
    "a closing of another year": (lambda rows: otherwise(rows, 5, day="2025-12-30"), "is in the book of 2026"),
    "a line of an unknown kind": (lambda rows: [*rows[:-1], {**rows[-1], "kind": "week"}], "is of an unknown kind"),
    "a body with a name told twice": (
        lambda rows: [rows[0], {**rows[1], "body": '{"fee":9,' + str(rows[1]["body"])[1:]}, *rows[2:]],
        "line 1 was changed"),
    "the end cut off at a line": (lambda rows: rows[:-3], "the file says 13 lines and has 10"),
    "the end cut off and the count with it": (
        lambda rows: [{**rows[0], "lines": 10, "head": rows[13]["hash"]}, *rows[1:11]], "the book ends with the link"),
}  # fmt: skip


@pytest.mark.parametrize(("forge", "why"), FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_with_good_links_is_found_for_what_it_is(
    told: Callable[..., tuple[int, str]], forge: Callable[[Rows], Rows], why: str
) -> None:
    code, words = told(forge(whole_year().rows()))

    assert (code, words.splitlines()[-1]) == (1, "NOT IN ORDER")
    assert why in words


def test_a_body_written_otherwise_is_found_though_its_link_is_good(told: Callable[..., tuple[int, str]]) -> None:
    rows = whole_year().rows()
    made = Year()
    made.add(LineKind.ENTRY, entry_facts(taken(1, FIRST)))
    twice = '{"fee":9,' + made.lines[0].body[1:]
    hashed = link(GENESIS, "SCTĐT/BS", 2026, (1, made.lines[0].at, LineKind.ENTRY, twice))

    code, words = told([{**rows[0], "lines": 1}, {**rows[1], "at": made.lines[0].at, "body": twice, "hash": hashed}])

    assert (code, "line 1 is not written as lines of a book are" in words) == (1, True)


def test_an_older_state_of_the_book_is_found_by_the_record_of_a_later_day(
    told: Callable[..., tuple[int, str]],
) -> None:
    honest = whole_year()
    older = Year()
    older.lines = honest.lines[:6]

    assert told(older.rows())[0] == 0
    assert told(older.rows(), "--head", honest.lines[4].hash)[0] == 0
    code, words = told(older.rows(), "--head", honest.lines[9].hash)
    assert (code, "does not hold the link" in words) == (1, True)


def test_without_a_link_told_elsewhere_the_answer_says_what_it_cannot_know(
    told: Callable[..., tuple[int, str]],
) -> None:
    rows = whole_year().rows()

    assert "an end cut off is not noticed" in told(rows)[1]
    assert "an end cut off is not noticed" not in told(rows, "--head", str(rows[5]["hash"]))[1]


def test_a_link_is_known_as_a_person_copies_it_from_the_record(told: Callable[..., tuple[int, str]]) -> None:
    rows = whole_year().rows()
    seal = str(rows[5]["hash"]).upper()
    printed = " ".join(seal[place : place + 8] for place in range(0, 64, 8))

    assert told(rows, "--head", printed)[0] == 0
    assert told(rows, "--head", printed[:-1] + ("0" if printed[-1] != "0" else "1"))[0] == 1


def test_the_code_of_a_number_made_void_is_told(told: Callable[..., tuple[int, str]]) -> None:
    honest = whole_year()
    of_void = code_of(taken(3, SECOND), honest.lines[5].hash)
    of_good = code_of(taken(4, SECOND), honest.lines[6].hash)

    code, words = told(honest.rows(), "--code", of_void)

    assert (code, "number 3, which is void" in words) == (1, True)
    assert told(honest.rows(), "--code", of_good)[0] == 0


def test_copies_in_a_folder_are_held_before_and_after_a_renewal_and_a_wrong_folder_is_no_answer(
    told: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "truoc.pdf").write_bytes(PDF + b"\x01")
    (copies / "SAU.PDF").write_bytes(PDF + b"\x01 and a further time stamp")

    assert told(whole_year().rows(), "--copies", str(copies))[0] == 0
    (copies / "LA.PDF").write_bytes(PDF)
    assert told(whole_year().rows(), "--copies", str(copies))[0] == 1
    assert told(whole_year().rows(), "--copies", str(tmp_path / "khong-co"))[0] == 2


def test_a_name_with_signs_that_part_lines_does_not_part_a_line(told: Callable[..., tuple[int, str]]) -> None:
    made = Year()
    made.add(LineKind.ENTRY, entry_facts(taken(1, FIRST, title="Giấy\u2028khai\x85sinh")))

    assert told(made.rows())[0] == 0


@pytest.mark.parametrize(
    "facts",
    [[1], {"number": True}, {"number": 1, "copies": "1"}, {"number": [1]}, {"number": 1, "certified_at": "hôm qua"}],
    ids=["no facts", "a number that is none", "copies in words", "a list", "no moment"],
)
def test_what_no_program_of_ours_wrote_cannot_be_told(told: Callable[..., tuple[int, str]], facts: object) -> None:
    rows = whole_year().rows()
    body = json.dumps({**json.loads(str(rows[1]["body"])), **facts} if isinstance(facts, dict) else facts)

    code, words = told([rows[0], {**rows[1], "body": body}])

    assert (code, words.startswith("CANNOT BE TOLD")) == (2, True)


def test_a_file_torn_in_the_middle_of_a_line_cannot_be_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = laid(tmp_path, whole_year().rows())
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    assert checker().main([str(file)]) == 2
    assert capsys.readouterr().out.startswith("CANNOT BE TOLD")
