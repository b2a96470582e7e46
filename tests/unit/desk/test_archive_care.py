"""Copies whose time stamps age are listed and renewed in one job; the book keeps both files, and nothing is lost."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desk.cli.register_care import CHECKER
from desk.errors import CopyUnfinished, DeskError, RoleMissing, SelfCheckFailed, StampNoBetter
from desk.jobs import Progress
from desk.model.certification import CopyKind
from desk.model.chain import first_break
from desk.model.people import Officer, Role
from desk.store.backup import named_objects, take_snapshot
from desk.work.archive_care import Ageing, ageing, left, renew, renew_ageing
from desk.work.certify import copy_file, void
from desk.work.closing import export_chain
from desk.work.lasting import Lasting, load_lasting
from desk.work.stamp_notes import NOTES
from signing.errors import TimestampDown
from signing.report import Verdict
from signing.values import LastStamp
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.office import StoppedClock

SOON = datetime(2029, 8, 1, tzinfo=UTC)
"""Some four months before the certificate behind the first time stamps ends."""


def years_later(office: CertifyingOffice, at: datetime = SOON) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = at


def listed(office: CertifyingOffice) -> list[Ageing]:
    return ageing(office.desk, office.who())


def chain_in(office: CertifyingOffice, folder: Path) -> Path:
    out = folder / "book.jsonl"
    export_chain(office.desk, office.who(), out, 2026, "SCTĐT/BS")
    return out


def checked(book: Path, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", str(CHECKER), str(book), "--copies", str(folder)], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_a_copy_ages_when_the_certificate_behind_its_last_time_stamp_nears_its_end(office: CertifyingOffice) -> None:
    copy = office.certified()
    fresh = listed(office)

    years_later(office)
    (one,) = listed(office)

    assert fresh == []
    assert (one.copy.id, one.until, one.algorithm, one.late) == (copy.id, office.room.began_ends, None, False)
    assert one.stamp is not None
    assert one.stamp.authority == "TSA thử"


def test_a_copy_ages_when_what_its_time_stamp_rests_on_nears_its_planned_end(office: CertifyingOffice) -> None:
    office.room.began_ends = datetime(2040, 1, 1, tzinfo=UTC)
    office.certified()

    years_later(office, datetime(2030, 9, 1, tzinfo=UTC))
    (one,) = listed(office)

    assert one.algorithm == "rsa-2048"
    assert one.until is not None
    assert one.until.date() == date(2030, 12, 31)


def test_true_copies_age_as_certified_ones_do(office: CertifyingOffice) -> None:
    copy = office.certified()
    with office.desk.unit() as uow:
        number = uow.copies.take_number("SY", 2026)
        made = uow.copies.add(replace(copy, id=0, kind=CopyKind.SAO_Y, book="SY", number=number))
        uow.commit()
    years_later(office)

    done = renew_ageing(office.desk, office.who())

    assert [(one.copy.id, one.done) for one in done] == [(copy.id, True), (made.id, True)]


def test_the_first_end_of_all_counts() -> None:
    stamp = LastStamp(SOON, datetime(2036, 1, 1, tzinfo=UTC), "TSA", ("sha256", "sha1", "rsa-2048"))
    lasting = Lasting("1", 180, "sha256", {"rsa-2048": date(2030, 12, 31), "sha1": date(2029, 12, 31)})

    until, name = lasting.until(stamp)

    assert (until.date(), name) == (date(2029, 12, 31), "sha1")
    assert lasting.until(LastStamp(SOON, SOON, "TSA", ("sha512",))) == (SOON, None)


def test_a_copy_whose_time_stamp_has_ended_already_is_told_apart(office: CertifyingOffice) -> None:
    office.certified()

    years_later(office, datetime(2029, 12, 1, tzinfo=UTC))

    assert [one.late for one in listed(office)] == [True]


def test_one_job_renews_all_that_age_and_each_begins_with_its_old_bytes(office: CertifyingOffice) -> None:
    before = [office.certified(paper) for paper in office.papers[:3]]
    void(office.desk, office.who(), before[2].number, "ký nhầm")
    years_later(office)

    done = renew_ageing(office.desk, office.who())

    assert [(one.copy.id, one.done, one.fault) for one in done] == [(copy.id, True, None) for copy in before[:2]]
    assert left(done) == 0
    for old, new in zip(before, done, strict=False):
        first, then = office.desk.store.get(old.file or ""), office.desk.store.get(new.copy.file or "")
        assert then.startswith(first)
        assert len(then) > len(first)
        assert office.desk.signatures.verify(office.desk.store.path(new.copy.file or "")).verdict is Verdict.PASSED
    assert listed(office) == []
    assert office.kinds().count("certify.copy-renewed") == 2


def test_the_book_knows_the_file_before_and_after_a_renewal(office: CertifyingOffice, tmp_path: Path) -> None:
    copy = office.certified()
    handed = copy_file(office.desk, copy).read_bytes()
    years_later(office)
    renewed = renew(office.desk, office.who(), copy.id).copy
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "citizen.pdf").write_bytes(handed)
    (folder / "office.pdf").write_bytes(copy_file(office.desk, renewed).read_bytes())

    code, told = checked(chain_in(office, tmp_path), folder)

    assert (code, told.splitlines()[-1]) == (0, "IN ORDER"), told
    with office.desk.unit(reading=True) as uow:
        lines = uow.chains.lines(copy.book, copy.year)
    assert first_break(copy.book, copy.year, lines) is None
    assert lines[-1].facts["replaces"] == copy.file
    assert lines[-1].facts["file"] == renewed.file
    assert lines[-1].at.startswith("2029-08-01")


def test_a_renewal_that_does_not_go_on_from_the_old_bytes_is_found(office: CertifyingOffice, tmp_path: Path) -> None:
    copy = office.certified()
    years_later(office)
    renewed = renew(office.desk, office.who(), copy.id).copy
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "office.pdf").write_bytes(office.desk.store.get(renewed.file or ""))
    book = chain_in(office, tmp_path)
    rows = [json.loads(row) for row in book.read_text("utf-8").splitlines()]
    facts = json.loads(rows[-1]["body"])
    rows[-1]["body"] = json.dumps({**facts, "replaced_size": facts["replaced_size"] - 1}, ensure_ascii=False)
    book.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")

    code, told = checked(book, folder)

    assert code == 1
    assert "renewed with other bytes" in told


def test_a_renewed_copy_made_void_stays_in_order(office: CertifyingOffice, tmp_path: Path) -> None:
    copy = office.certified()
    years_later(office)
    renew(office.desk, office.who(), copy.id)
    void(office.desk, office.who(), copy.number, "thu hồi", year=copy.year, book=copy.book)
    folder = tmp_path / "out"
    folder.mkdir()

    code, told = checked(chain_in(office, tmp_path), folder)

    assert (code, told.splitlines()[-1]) == (0, "IN ORDER"), told
    with pytest.raises(CopyUnfinished):
        renew(office.desk, office.who(), copy.id)


def test_renewed_twice_every_file_stays_in_the_store_and_in_a_backup(
    office: CertifyingOffice, tmp_path: Path
) -> None:
    copy = office.certified()
    years_later(office)
    second = renew(office.desk, office.who(), copy.id).copy
    years_later(office, datetime(2030, 10, 1, tzinfo=UTC))
    office.room.ends = datetime(2045, 1, 1, tzinfo=UTC)
    office.room.key = "ec-256"

    third = renew(office.desk, office.who(), copy.id).copy

    files = [copy.file, second.file, third.file]
    assert len({*files}) == 3
    snapshot = tmp_path / "snapshot.db"
    take_snapshot(office.desk.home / "office.db", snapshot)
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(snapshot)) as looking:
        kept = set(named_objects(looking))
    assert {*files} <= kept


def test_a_copy_that_does_not_pass_its_check_stays_as_it_was(office: CertifyingOffice) -> None:
    copy, other = office.certified(office.papers[0]), office.certified(office.papers[1])
    years_later(office)
    office.room.verdict = Verdict.INDETERMINATE

    done = renew_ageing(office.desk, office.who())

    assert [type(one.fault) for one in done] == [SelfCheckFailed, SelfCheckFailed]
    assert [office.copy(one.id).file for one in (copy, other)] == [copy.file, other.file]
    assert "certify.copy-renewed" not in office.kinds()


def test_a_time_stamp_that_lasts_no_longer_replaces_nothing_and_ends_the_job(office: CertifyingOffice) -> None:
    copies = [office.certified(paper) for paper in office.papers[:2]]
    years_later(office)
    office.room.ends = office.room.began_ends

    done = renew_ageing(office.desk, office.who())

    assert [type(one.fault) for one in done] == [StampNoBetter, type(None)]
    assert left(done) == 2
    assert [office.copy(one.id).file for one in copies] == [one.file for one in copies]
    assert office.room.done.count("renew") == 1


def test_no_authority_answers_and_the_rest_is_left_for_the_next_job(office: CertifyingOffice) -> None:
    for paper in office.papers[:2]:
        office.certified(paper)
    years_later(office)
    office.room.tsa = False
    first = renew_ageing(office.desk, office.who())

    office.room.tsa = True
    second = renew_ageing(office.desk, office.who())

    assert [type(one.fault) for one in first] == [TimestampDown, type(None)]
    assert [one.done for one in second] == [True, True]


def test_a_fault_of_one_copy_does_not_stop_the_others(office: CertifyingOffice) -> None:
    copies = [office.certified(paper) for paper in office.papers[:3]]
    years_later(office)
    assert office.desk.holds.take(f"copy-{copies[1].document_id}")

    done = renew_ageing(office.desk, office.who())

    assert [one.done for one in done] == [True, False, True]
    assert isinstance(done[1].fault, DeskError)
    assert done[1].fault.code == "work.held"


def test_a_person_may_stop_the_job_between_two_copies(office: CertifyingOffice) -> None:
    for paper in office.papers[:2]:
        office.certified(paper)
    years_later(office)
    progress = Progress()
    progress.tell = lambda *_: progress.stop.set()

    with pytest.raises(DeskError):
        renew_ageing(office.desk, office.who(), progress)

    assert office.kinds().count("certify.copy-renewed") == 1
    assert len(listed(office)) == 1


def test_a_job_that_is_killed_goes_on_where_it_was(office: CertifyingOffice) -> None:
    copies = [office.certified(paper) for paper in office.papers[:2]]
    home = office.desk.home
    words = (
        "import sys, pathlib; from datetime import datetime, UTC; from tests.fakes.office import open_office;"
        "from desk.work.access import act_as; from desk.work.archive_care import renew_ageing;"
        "desk = open_office(pathlib.Path(sys.argv[1])); desk.clock.at = datetime(2029, 8, 1, tzinfo=UTC);"
        "renew_ageing(desk, act_as(desk, 'pao.hv', 'Q1'))"
    )

    killed = subprocess.run(
        [sys.executable, "-c", words, str(home)], env={**os.environ, "SAOY_STOP_AT": "copy-renewed"}, check=False
    )
    years_later(office)
    half = listed(office)
    done = renew_ageing(office.desk, office.who())

    assert killed.returncode != 0
    assert [one.copy.id for one in half] == [copies[1].id]
    assert [(one.copy.id, one.done) for one in done] == [(copies[1].id, True)]
    with office.desk.unit(reading=True) as uow:
        assert first_break(copies[0].book, 2026, uow.chains.lines(copies[0].book, 2026)) is None


def test_notes_that_were_lost_or_cut_short_are_read_from_the_copies_again(office: CertifyingOffice) -> None:
    office.certified()
    years_later(office)
    first = listed(office)
    notes = office.desk.home / NOTES

    notes.write_text(notes.read_text("utf-8")[:40] + "\n[]\nnull\n", "utf-8")
    second = listed(office)
    notes.unlink()
    third = listed(office)

    assert first == second == third
    assert len(first) == 1


def test_a_copy_without_a_time_stamp_to_be_read_is_told(office: CertifyingOffice) -> None:
    copy = office.certified()
    place = office.desk.store.path(copy.file or "")
    objects = office.desk.home / "objects" / (copy.file or "")[:2] / (copy.file or "")[2:4] / (copy.file or "")
    for file in {place, objects}:
        file.unlink()

    (one,) = listed(office)

    assert (one.copy.id, one.stamp, one.until) == (copy.id, None, None)
    assert renew_ageing(office.desk, office.who()) == []


def test_who_inspects_may_look_and_not_renew(office: CertifyingOffice) -> None:
    office.certified()
    years_later(office)
    with office.desk.unit() as uow:
        uow.officers.add(Officer("tra", "Thanh Tra", "Thanh tra", frozenset({Role.INSPECTOR})))
        uow.commit()
    who = office.who("tra")

    seen = ageing(office.desk, who)

    assert len(seen) == 1
    with pytest.raises(RoleMissing):
        renew_ageing(office.desk, who)


def test_the_shipped_pack_renews_half_a_year_before_the_end() -> None:
    lasting = load_lasting(date(2026, 11, 26))

    assert (lasting.renew_days, lasting.digest) == (180, "sha256")
    assert timedelta(days=lasting.renew_days) > timedelta(days=90)
    assert lasting.ends["rsa-2048"] == date(2030, 12, 31)
