"""Closing a dossier with its package: once, the same when repeated, and never over what changed meanwhile."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desk.errors import DossierClosed, DossierUnknown, RoleMissing
from desk.jobs import Progress
from desk.model.deed import Draft
from desk.model.dossier import DossierState
from desk.model.events import Kind
from desk.model.people import Role
from desk.ports import Desk
from desk.work.drafts import drafts_of, keep_drafts
from desk.work.handover import hand_over, package
from desk.work.intake import register_citizen
from desk.work.review import move_document
from desk.work.undoing import list_deeds
from tests.fakes.leaving import Leaver, kinds, papers
from tests.fakes.office import StoppedClock


def test_packaging_can_be_repeated_and_leaves_the_dossier_open(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    fill.paper(code)

    first, again = package(desk, fill.who, code, out), package(desk, fill.who, code, out)

    assert first == again
    assert kinds(desk).count(Kind.DOSSIER_PACKAGED) == 2
    with desk.unit(reading=True) as uow:
        dossier = uow.dossiers.by_code(code)
    assert dossier is not None
    assert dossier.state is DossierState.RECEIVED


def test_the_journal_names_the_papers_the_copies_and_the_digest_of_what_left(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    code = fill.dossier()
    paper = fill.paper(code)
    copy = fill.copy(paper)

    made = package(desk, fill.who, code, out)
    with desk.unit(reading=True) as uow:
        event = uow.journal.entries()[-1].event

    assert (event.kind, event.subject, event.actor) == (Kind.DOSSIER_PACKAGED, f"dossier:{code}", "pao.hv")
    assert event.data == {"documents": [paper.id], "copies": [copy.id], "digest": made.digest}


def test_a_hand_over_closes_the_dossier_and_gives_the_same_when_repeated(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    fill.copy(fill.paper(code))

    first = hand_over(desk, fill.who, code, out)
    before = out.read_bytes()
    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at += timedelta(hours=5)
    again = hand_over(desk, fill.who, code, out)

    assert first == again
    assert out.read_bytes() == before
    assert kinds(desk).count(Kind.DOSSIER_HANDED_OVER) == 1
    with desk.unit(reading=True) as uow:
        dossier = uow.dossiers.by_code(code)
    assert dossier is not None
    assert dossier.state is DossierState.HANDED_OVER
    assert not dossier.state.open


def test_a_dossier_that_changes_while_its_package_is_written_is_packed_anew(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    code = fill.dossier()
    fill.paper(code)
    late: list[bytes] = []

    def arrive(done: int, total: int, _what: str) -> None:
        if done == total and not late:
            late.append(desk.store.get(fill.paper(code).pdf or ""))

    made = hand_over(desk, fill.who, code, out, Progress(tell=arrive))

    assert made.documents == 2
    assert late[0] in papers(out)


@pytest.mark.parametrize("state", [DossierState.REFUSED, DossierState.STOPPED])
def test_a_refused_or_stopped_dossier_is_not_handed_over(
    desk: Desk, fill: Leaver, out: Path, state: DossierState
) -> None:
    code = fill.dossier()
    fill.paper(code)
    with desk.unit() as uow:
        dossier = uow.dossiers.by_code(code)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, state=state))
        uow.commit()

    with pytest.raises(DossierClosed):
        hand_over(desk, fill.who, code, out)


def test_only_those_who_receive_or_certify_hand_over(desk: Desk, fill: Leaver, out: Path) -> None:
    inspector = replace(fill.who, officer=replace(fill.who.officer, roles=frozenset({Role.INSPECTOR})))

    with pytest.raises(RoleMissing):
        package(desk, inspector, fill.dossier(), out)
    with pytest.raises(RoleMissing):
        hand_over(desk, inspector, "TAM-261124-0001", out)


def test_an_unknown_dossier_is_said_to_be_unknown(desk: Desk, fill: Leaver, out: Path) -> None:
    with pytest.raises(DossierUnknown):
        package(desk, fill.who, "TAM-000000-0000", out)


def test_what_was_kept_to_take_things_back_goes_with_the_dossier(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    paper = fill.paper(code, place=1).id
    move_document(desk, fill.who, paper, None)
    keep_drafts(desk, fill.who, paper, {"ho_ten": Draft("Nông Thị Hạnh")})
    before = (len(list_deeds(desk, code)), len(drafts_of(desk, fill.who, paper)))

    hand_over(desk, fill.who, code, out)

    assert before == (1, 1)
    assert (list_deeds(desk, code), drafts_of(desk, fill.who, paper)) == ([], {})


def test_a_correction_of_a_citizens_data_can_be_taken_back_while_a_dossier_of_theirs_is_open(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    first, second = fill.dossier(), fill.dossier("TAM-261124-0002")
    for code in (first, second):
        fill.paper(code, place=1)
    register_citizen(desk, fill.who, replace(fill.citizen, phone="0912000111"))

    hand_over(desk, fill.who, first, out)
    kept = len(list_deeds(desk, second))
    hand_over(desk, fill.who, second, out.with_name("second.zip"))

    assert (kept, list_deeds(desk, second)) == (1, [])
