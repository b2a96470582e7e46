"""Many papers by one command, and the care of copies that wait or age, as a timer runs it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desk.model.certification import CopyKind, CopyStage, Purpose
from desk.model.people import Officer, Role
from desk.work.component import sign_component
from tests.fakes.commands import Commands
from tests.fakes.office import StoppedClock
from tests.fakes.signing import CLERK_PIN, OFFICER_PIN
from tests.integration.test_register_by_command import PINS, TICKED

SOON = datetime(2029, 8, 1, tzinfo=UTC)


def many(saoy: Commands, *more: str) -> tuple[int, dict[str, list[dict[str, object]]]]:
    signers = ("--officer", "Lý Thị Mai", "--seal", "mien.tt")
    return saoy("certify", *saoy.office.papers, *TICKED, *signers, *more, pins=PINS)


def test_one_command_certifies_many_papers_with_each_pin_sent_once(saoy: Commands) -> None:
    code, told = many(saoy)

    assert code == 0
    assert [copy["document"] for copy in told["copies"]] == saoy.office.papers
    assert [copy["number"] for copy in told["copies"]] == list(range(1, len(saoy.office.papers) + 1))
    assert {copy["level"] for copy in told["copies"]} == {"B-LTA"}
    assert all(Path(str(copy["file"])).is_file() for copy in told["copies"])
    assert (told["done"], told["failed"]) == (len(saoy.office.papers), 0)
    assert saoy.office.keys.officer.sent == [OFFICER_PIN]


def test_a_paper_at_fault_is_told_beside_those_that_are_done(saoy: Commands) -> None:
    assert saoy.office.desk.holds.take(f"copy-{saoy.office.papers[1]}")

    code, told = many(saoy)

    assert code == 1
    assert [copy.get("fault") for copy in told["copies"]][:3] == [None, "work.held", None]
    assert told["copies"][1]["sentence"]
    assert told["copies"][1]["cure"]
    assert told["failed"] == 1


def test_one_name_for_many_papers_is_wrong_usage(saoy: Commands) -> None:
    code, told = many(saoy, "--title", "Một tên")

    assert (code, told) == (2, None)


def test_copies_that_wait_are_completed_when_an_authority_answers_again(saoy: Commands) -> None:
    saoy.office.room.tsa = False
    many(saoy)

    still, waits = saoy("archive", "--complete")
    saoy.office.room.tsa = True
    code, told = saoy("archive", "--complete")

    assert (still, len(waits["waiting"])) == (1, len(saoy.office.papers))
    assert {copy["level"] for copy in waits["waiting"]} == {"B-B"}
    assert (code, told["waiting"]) == (0, [])


def test_copies_that_age_are_told_and_renewed(saoy: Commands) -> None:
    many(saoy)
    assert isinstance(saoy.office.desk.clock, StoppedClock)
    young = saoy("archive")
    saoy.office.desk.clock.at = SOON

    code, listed = saoy("archive")
    done, renewed = saoy("archive", "--renew")
    later = saoy("archive", "--within", "30")

    none = {"waiting": [], "ageing": [], "renewed": []}
    assert young == (0, {**none, "scans": none})
    assert code == 0
    assert [(one["number"], one["authority"], one["late"]) for one in listed["ageing"]] == [
        (number, "TSA thử", False) for number in range(1, len(saoy.office.papers) + 1)
    ]
    assert done == 0
    assert all(one["done"] and one["until"].startswith("2030-12-31") for one in renewed["renewed"])
    assert later[1]["ageing"] == []


def test_signed_scans_that_age_are_told_and_renewed_beside_the_copies(saoy: Commands) -> None:
    paper = saoy.office.paper
    with saoy.office.desk.unit() as uow:
        clerk = uow.officers.by_login("pao.hv")
        assert clerk is not None
        saoy.office.keys.clerk.plugged = True
        uow.copies.put_signer(saoy.office.keys.signer(clerk.id, Purpose.CLERK))
        uow.commit()
    sign_component(saoy.office.desk, saoy.office.who(), paper, CLERK_PIN)
    assert isinstance(saoy.office.desk.clock, StoppedClock)
    saoy.office.desk.clock.at = SOON

    listed, done, plain = saoy("archive"), saoy("archive", "--renew"), saoy.plain("archive")

    assert [one["document"] for one in listed[1]["scans"]["ageing"]] == [paper]
    assert [(one["document"], one["done"]) for one in done[1]["scans"]["renewed"]] == [(paper, True)]
    assert (listed[0], done[0], done[1]["scans"]["ageing"]) == (0, 0, [])
    assert "0 giấy số hóa đã ký" in plain


def test_a_copy_whose_time_stamp_cannot_be_read_is_no_quiet_success(saoy: Commands) -> None:
    many(saoy)
    with saoy.office.desk.unit(reading=True) as uow:
        (copy,) = uow.copies.of_document(saoy.office.paper)
    saoy.office.desk.store.remove(copy.file or "")

    code, told = saoy("archive", "--complete", "--renew")

    assert (code, [one["until"] for one in told["ageing"]]) == (1, [None])


def test_a_true_copy_that_waits_is_told_with_the_others(saoy: Commands) -> None:
    many(saoy)
    with saoy.office.desk.unit() as uow:
        (copy,) = uow.copies.of_document(saoy.office.paper)
        number = uow.copies.take_number("SVB", 2026)
        fresh = replace(copy, id=0, kind=CopyKind.SAO_Y, book="SVB", number=number, stage=CopyStage.NUMBERED)
        uow.copies.add(replace(fresh, file=None, finished_at=None))
        uow.commit()

    code, told = saoy("archive", "--complete")

    assert (code, [(one["book"], one["number"]) for one in told["waiting"]]) == (1, [("SVB", 1)])


def test_a_renewal_that_cannot_be_is_told_with_its_cure(saoy: Commands) -> None:
    many(saoy)
    assert isinstance(saoy.office.desk.clock, StoppedClock)
    saoy.office.desk.clock.at = SOON
    saoy.office.room.ends = saoy.office.room.began_ends

    code, told = saoy("archive", "--renew")

    assert code == 1
    assert told["renewed"][0]["fault"] == "certify.stamp-no-better"
    assert "TSA thử" in told["renewed"][0]["sentence"]
    assert [one["done"] for one in told["renewed"]] == [False] * len(saoy.office.papers)


def test_people_read_lines(saoy: Commands) -> None:
    many(saoy)
    assert isinstance(saoy.office.desk.clock, StoppedClock)
    saoy.office.desk.clock.at = SOON

    listed, renewed = saoy.plain("archive"), saoy.plain("archive", "--renew")

    assert f"{len(saoy.office.papers)} bản sao có dấu thời gian sắp hết hạn" in listed
    assert "Số 1, sổ SCTĐT/BS năm 2026 · dấu thời gian của TSA thử kiểm tra được đến 24/11/2029" in listed
    assert "Số 1, sổ SCTĐT/BS năm 2026 · đã gia hạn, kiểm tra được đến 31/12/2030" in renewed


def test_who_inspects_may_list_and_not_renew(saoy: Commands) -> None:
    with saoy.office.desk.unit() as uow:
        uow.officers.add(Officer("tra", "Thanh Tra", "Thanh tra", frozenset({Role.INSPECTOR})))
        uow.commit()
    saoy.login = "tra"

    assert saoy("archive")[0] == 0
    assert saoy("archive", "--renew")[1]["fault"] == "access.role-missing"
