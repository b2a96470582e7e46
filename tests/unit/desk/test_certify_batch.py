"""Many papers in one go: one PIN a token, numbers in order and without a gap, one bad paper stops no other."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from desk.errors import DeskError, RoleMissing
from desk.jobs import Progress
from desk.model.certification import CopyStage
from desk.model.chain import first_break
from desk.model.people import Officer, Role
from desk.work.certify import Pins, Wish, sign_copy, take_number
from desk.work.certify_batch import Certified, by_outcome, certify_batch
from signing.errors import FileUnfit, NotSignedIn, PinWrong, TokenRemoved
from signing.values import Level
from tests.fakes.certifying import COMPARED, PINS, CertifyingOffice
from tests.fakes.signing import OFFICER_PIN, SEAL_PIN


def wishes(office: CertifyingOffice) -> list[Wish]:
    return [Wish(paper, COMPARED) for paper in office.papers]


def batch(office: CertifyingOffice, progress: Progress | None = None, pins: Pins = PINS) -> list[Certified]:
    return certify_batch(office.desk, office.who(), wishes(office), pins, progress)


def numbers(office: CertifyingOffice) -> list[tuple[int, int]]:
    with office.desk.unit(reading=True) as uow:
        return [(copy.number, copy.document_id) for copy in uow.copies.of_book("SCTĐT/BS", 2026)]


def test_all_papers_are_certified_with_each_pin_sent_once(office: CertifyingOffice) -> None:
    told = batch(office)

    assert [one.document_id for one in told] == office.papers
    assert all(one.done and one.copy is not None and one.copy.level is Level.LTA for one in told)
    assert (office.keys.officer.sent, office.keys.seal.sent) == ([OFFICER_PIN], [SEAL_PIN])
    assert numbers(office) == [(number, paper) for number, paper in enumerate(office.papers, 1)]
    assert dict(by_outcome(told)) == {"done": len(told), "waiting": 0, "failed": 0, "left": 0}


def test_a_wrong_pin_is_sent_once_and_no_number_is_taken(office: CertifyingOffice) -> None:
    with pytest.raises(PinWrong):
        batch(office, pins=Pins(OFFICER_PIN, "000000"))

    assert office.keys.seal.sent == ["000000"]
    assert numbers(office) == []


def test_one_bad_paper_stops_no_other_and_keeps_its_number(office: CertifyingOffice) -> None:
    office.room.fault, office.room.fails = FileUnfit(), "attest"

    told = batch(office)

    failed = [one for one in told if one.fault is not None]
    assert [type(one.fault) for one in failed] == [FileUnfit]
    assert failed[0].copy is not None
    assert failed[0].copy.stage is CopyStage.NUMBERED
    assert dict(by_outcome(told)) == {"done": len(told) - 1, "waiting": 0, "failed": 1, "left": 0}
    assert [number for number, _ in numbers(office)] == list(range(1, len(told) + 1))


def test_a_paper_that_may_not_be_certified_takes_no_number(office: CertifyingOffice) -> None:
    asked = wishes(office)
    asked[1] = Wish(9999, COMPARED)
    asked[2] = replace(asked[2], comparison=replace(COMPARED, compared=False))

    told = certify_batch(office.desk, office.who(), asked, PINS)

    codes = [one.fault.code if isinstance(one.fault, DeskError) else None for one in told]
    assert codes[1:3] == ["intake.document-unknown", "certify.comparison-missing"]
    assert [number for number, _ in numbers(office)] == [*range(1, len(asked) - 1)]


def test_a_token_pulled_out_ends_the_batch_and_its_pin_is_not_sent_again(office: CertifyingOffice) -> None:
    def pull_out(done: int, _total: int, _what: str) -> None:
        if done == 1:
            office.keys.officer.opened = False

    told = certify_batch(office.desk, office.who(), wishes(office), PINS, Progress(tell=pull_out), hands=1)

    assert told[0].done
    assert isinstance(told[1].fault, NotSignedIn)
    assert [(one.copy, one.fault) for one in told[2:]] == [(None, None)] * (len(told) - 2)
    assert office.keys.officer.sent == [OFFICER_PIN]
    assert numbers(office) == [(1, office.papers[0])]


def test_a_key_that_breaks_while_signing_ends_the_batch(office: CertifyingOffice) -> None:
    office.keys.broken = TokenRemoved()

    told = certify_batch(office.desk, office.who(), wishes(office), PINS, hands=1)

    assert isinstance(told[0].fault, TokenRemoved)
    assert all(one.copy is None and one.fault is None for one in told[1:])
    assert [number for number, _ in numbers(office)] == [1]
    office.keys.broken = None
    assert all(one.done for one in batch(office))
    assert [number for number, _ in numbers(office)] == list(range(1, len(told) + 1))


def test_a_person_stops_it_between_two_papers(office: CertifyingOffice) -> None:
    progress = Progress()
    progress.tell = lambda *_: progress.stop.set()

    told = certify_batch(office.desk, office.who(), wishes(office), PINS, progress, hands=1)

    assert [one.done for one in told] == [True, *[False] * (len(told) - 1)]
    assert dict(by_outcome(told))["left"] == len(told) - 1
    assert numbers(office) == [(1, office.papers[0])]


def test_without_a_time_stamp_the_copies_wait_and_the_next_batch_finishes_them_without_a_pin(
    office: CertifyingOffice,
) -> None:
    office.room.tsa = False
    first = batch(office)
    office.room.tsa = True
    office.keys.close()

    second = batch(office, pins=Pins("", ""))

    assert dict(by_outcome(first))["waiting"] == len(first)
    assert all(one.done for one in second)
    assert len(office.keys.officer.sent) == 1


def test_what_was_begun_elsewhere_goes_on_with_its_number(office: CertifyingOffice) -> None:
    copy = take_number(office.desk, office.who(), wishes(office)[2])
    sign_copy(office.desk, office.who(), copy.id, OFFICER_PIN)

    told = batch(office)

    assert all(one.done for one in told)
    assert told[2].copy is not None
    assert told[2].copy.number == 1
    assert [number for number, _ in numbers(office)] == list(range(1, len(told) + 1))


def test_a_paper_named_twice_is_certified_once(office: CertifyingOffice) -> None:
    told = certify_batch(office.desk, office.who(), [*wishes(office), *wishes(office)], PINS)

    assert len(told) == len(office.papers)
    assert certify_batch(office.desk, office.who(), [], PINS) == []


def test_a_paper_in_other_hands_is_told_and_left(office: CertifyingOffice) -> None:
    assert office.desk.holds.take(f"copy-{office.papers[1]}")

    told = batch(office)

    fault = told[1].fault
    assert isinstance(fault, DeskError)
    assert fault.code == "work.held"
    assert [number for number, _ in numbers(office)] == list(range(1, len(told)))


@pytest.mark.parametrize("place", ["copy-signed:2", "copy-finished"])
def test_a_batch_that_is_killed_goes_on_with_its_numbers(office: CertifyingOffice, place: str) -> None:
    words = (
        "import sys, pathlib; from tests.fakes.certifying import COMPARED, PINS;"
        "from tests.fakes.office import open_office; from desk.work.access import act_as;"
        "from desk.work.certify import Wish; from desk.work.certify_batch import certify_batch;"
        "desk = open_office(pathlib.Path(sys.argv[1])); wishes = [Wish(int(one), COMPARED) for one in sys.argv[2:]];"
        "certify_batch(desk, act_as(desk, 'pao.hv', 'Q1'), wishes, PINS)"
    )
    command = [sys.executable, "-c", words, str(office.desk.home), *map(str, office.papers)]

    killed = subprocess.run(command, env={**os.environ, "SAOY_STOP_AT": place}, check=False)
    told = batch(office)

    assert killed.returncode != 0
    assert all(one.done for one in told)
    assert [number for number, _ in numbers(office)] == list(range(1, len(told) + 1))
    with office.desk.unit(reading=True) as uow:
        assert first_break("SCTĐT/BS", 2026, uow.chains.lines("SCTĐT/BS", 2026)) is None


def test_who_only_inspects_certifies_nothing(office: CertifyingOffice) -> None:
    with office.desk.unit() as uow:
        uow.officers.add(Officer("tra", "Thanh Tra", "Thanh tra", frozenset({Role.INSPECTOR})))
        uow.commit()

    with pytest.raises(RoleMissing):
        certify_batch(office.desk, office.who("tra"), wishes(office), PINS)
