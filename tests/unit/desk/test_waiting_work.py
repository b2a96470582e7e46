"""What a clerk relies on at the end of a day: all that waits to leave, how late it is, why it is still here."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.errors import RoleMissing
from desk.model.certification import CopyStage, Refusal
from desk.model.deadline import VIETNAM
from desk.model.paper import Stage
from desk.model.people import Officer, Session
from desk.model.waiting import WaitingCount
from desk.ports import Desk
from desk.text import say
from desk.work.component import demand
from desk.work.deferring import defer
from desk.work.handover import hand_over
from desk.work.waiting_work import Line, Sort, counted, deliveries
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import commands_over
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import StoppedClock


def listed(fill: Leaver, days: int = 30) -> list[Line]:
    return deliveries(fill.desk, fill.who, days)


def complete(fill: Leaver, code: str) -> str:
    """Fill every component that is asked for."""
    for place in (1, 2, 3):
        fill.paper(code, place=place)
    with fill.desk.unit() as uow:
        uow.dossiers.set_shown(code, 4, fill.desk.clock.now())
        uow.commit()
    return code


def at(desk: Desk, moment: str) -> None:
    clock = desk.clock
    assert isinstance(clock, StoppedClock)
    clock.at = datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)


def due(fill: Leaver, code: str, moment: str) -> None:
    with fill.desk.unit() as uow:
        dossier = uow.dossiers.by_code(code)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, due_at=datetime.fromisoformat(moment).replace(tzinfo=VIETNAM)))
        uow.commit()


def test_an_office_with_nothing_to_send_lists_nothing(fill: Leaver) -> None:
    fill.dossier()

    assert listed(fill) == []
    assert counted([]) == WaitingCount()


def test_a_complete_dossier_waits_to_be_handed_over_and_one_with_a_gap_does_not(fill: Leaver) -> None:
    ready = complete(fill, fill.dossier("TAM-261124-0001"))
    fill.paper(fill.dossier("TAM-261124-0002"), place=1)

    (line,) = listed(fill)

    assert (line.dossier, line.sort, line.citizen, line.papers) == (ready, Sort.TO_HAND, "Nông Thị Hạnh", 3)
    assert not line.overdue


def test_a_paper_nobody_checked_yet_keeps_its_dossier_off_the_list(fill: Leaver) -> None:
    code = complete(fill, fill.dossier())
    fill.paper(code, place=1, stage=Stage.READ, confirmed_by=None, confirmed_at=None)

    assert listed(fill) == []


def test_a_copy_that_waits_stands_for_its_dossier(fill: Leaver) -> None:
    code = fill.dossier(procedure=COPYING)
    fill.copy(fill.paper(code, place=1), CopyStage.WAITING)
    fill.copy(fill.paper(code, place=1), CopyStage.NUMBERED)

    lines = listed(fill)

    assert [(line.sort, line.number) for line in lines] == [(Sort.PERSON, 2), (Sort.STAMP, 1)]
    assert counted(lines) == WaitingCount(people=1, stamps=1)


def test_certified_copies_all_finished_make_the_dossier_ready(fill: Leaver) -> None:
    code = fill.dossier(procedure=COPYING)
    fill.copy(fill.paper(code, place=1))
    more = fill.paper(code, place=1)
    assert listed(fill) == []

    with fill.desk.unit() as uow:
        uow.copies.add_refusal(Refusal(code, more.id, (2,), "tẩy xóa", 1, fill.desk.clock.now(), "f" * 64))
        uow.commit()

    assert [line.sort for line in listed(fill)] == [Sort.TO_HAND]


@pytest.mark.parametrize(("fault", "secrecy"), [("ocr.file-unreadable", None), (None, "MẬT")])
def test_what_keeps_a_dossier_here_is_told_with_its_cause(fill: Leaver, fault: str | None, secrecy: str | None) -> None:
    code = complete(fill, fill.dossier())
    stuck = fill.paper(code, place=1, stage=Stage.RECEIVED, fault=fault, secrecy=secrecy)

    (line,) = listed(fill)

    assert (line.sort, line.document, line.reason) == (Sort.STUCK, stuck.id, fault or "secrecy")


def test_a_dossier_that_the_office_would_not_let_go_says_why(fill: Leaver) -> None:
    complete(fill, fill.dossier())
    demand(fill.desk, fill.who, wanted=True)

    (line,) = listed(fill)
    said = say(line.reason, line.context)

    assert (line.sort, line.document, line.reason) == (Sort.STUCK, 0, "component.unsigned")
    assert "3" in said.sentence


def test_a_dossier_whose_papers_were_only_shown_has_nothing_to_leave(fill: Leaver) -> None:
    code = fill.dossier()
    with fill.desk.unit() as uow:
        for place in (1, 2, 3, 4):
            uow.dossiers.set_shown(code, place, fill.desk.clock.now())
        uow.commit()

    assert listed(fill) == []


def test_a_dossier_still_in_work_is_listed_from_its_day_on_with_the_working_days_it_is_late(fill: Leaver) -> None:
    code = fill.dossier()
    due(fill, code, "2026-11-26T17:00:00")
    at(fill.desk, "2026-11-25T10:00:00")
    assert listed(fill) == []

    told = []
    for moment in ("2026-11-26T10:00:00", "2026-11-26T17:01:00", "2026-11-27T08:00:00", "2026-12-01T08:00:00"):
        at(fill.desk, moment)
        (line,) = listed(fill)
        told.append((line.sort, line.today, line.overdue, line.late))

    assert told == [
        (Sort.WORK, True, False, 0), (Sort.WORK, True, True, 0), (Sort.WORK, False, True, 1),
        (Sort.WORK, False, True, 3),
    ]  # fmt: skip


def test_the_latest_comes_first_then_what_is_due_today_then_the_most_pressing(fill: Leaver) -> None:
    at(fill.desk, "2026-11-26T10:00:00")
    for number, moment in enumerate(("2026-12-10T17:00:00", "2026-11-25T17:00:00", "2026-11-23T17:00:00"), 1):
        due(fill, complete(fill, fill.dossier(f"TAM-261120-000{number}")), moment)
    due(fill, fill.dossier("TAM-261120-0004"), "2026-11-26T17:00:00")

    lines = listed(fill)

    assert [line.dossier[-1] for line in lines] == ["3", "2", "4", "1"]
    assert counted(lines) == WaitingCount(to_hand=3, overdue=2, today=1)


def test_a_result_promised_anew_says_so(fill: Leaver) -> None:
    code = fill.dossier(procedure=COPYING)
    defer(fill.desk, fill.who, code, 1, "nhiều trang")
    with fill.desk.unit() as uow:
        dossier = uow.dossiers.by_code(code)
    assert dossier is not None
    assert dossier.due_at is not None

    at(fill.desk, f"{dossier.due_at.astimezone(VIETNAM):%Y-%m-%dT%H:%M:%S}")
    (line,) = listed(fill)

    assert (line.deferred, line.today) == (True, True)


def test_what_left_is_listed_with_the_proof_of_its_package(fill: Leaver, tmp_path: Path) -> None:
    code = complete(fill, fill.dossier())
    packed = hand_over(fill.desk, fill.who, code, tmp_path / "goi.zip")

    (line,) = listed(fill)

    assert (line.sort, line.dossier, line.papers, line.digest) == (Sort.HANDED, code, 3, packed.digest)
    assert listed(fill, 0) == []
    clock = fill.desk.clock
    assert isinstance(clock, StoppedClock)
    clock.at += timedelta(days=31)
    assert listed(fill) == []


def test_who_has_no_role_sees_nothing(fill: Leaver) -> None:
    with pytest.raises(RoleMissing):
        deliveries(fill.desk, Session(Officer("x", "X", "", frozenset()), "1"))


def test_the_command_tells_the_list_with_its_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = CertifyingOffice(tmp_path / "office")
    filler = Leaver(office.desk, office.citizen, office.who())
    stuck = filler.paper(filler.dossier(), place=1, stage=Stage.RECEIVED, fault="ocr.file-unreadable")
    saoy = commands_over(office, monkeypatch, capsys)

    code, told = saoy("deliveries", "--only", "stuck")
    words = saoy.plain("deliveries")

    assert code == 0
    assert [one["document"] for one in told["deliveries"]] == [stuck.id]
    assert told["deliveries"][0]["cure"]
    assert told["waiting"]["stuck"] == 1
    assert "vướng" in words
    assert saoy("deliveries", "--late")[1]["deliveries"] == []
    assert saoy("deliveries", "--days", "-1")[0] == 2
    office.desk.close()
