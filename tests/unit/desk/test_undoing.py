"""What a clerk relies on when something is taken back: all of it, in any order that makes sense, on any later day."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import (
    DeedBuried,
    DeedChanged,
    DeedFixed,
    DeedUnknown,
    DossierClosed,
    ReuseRefused,
    RoleMissing,
)
from desk.model.certification import CertifiedCopy, Comparison, CopyStage
from desk.model.dossier import DossierState
from desk.model.events import Kind
from desk.model.paper import Stage
from desk.work.access import act_as
from desk.work.deed_words import deed_words
from desk.work.destroying import destroy_secret
from desk.work.drafts import keep_drafts
from desk.work.intake import set_consent
from desk.work.resume import resume
from desk.work.reuse import reuse
from desk.work.undoing import do_again, list_deeds, take_back
from tests.fakes.office import NOW, StoppedClock
from tests.fakes.undo_storm import turn_one
from tests.fakes.undoing import ACTS, CODE, UndoOffice, act, opened, undo_office

ROOT = Path(__file__).parents[3]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[UndoOffice]:
    made = undo_office(tmp_path / "office")
    yield made
    made.desk.close()


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5)), min_size=2, max_size=6), st.integers(0, 5))
def test_whatever_was_done_is_undone_to_the_first_state_and_done_again_to_the_last(
    wanted: list[tuple[str, int]], restart: int
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        office = undo_office(Path(folder) / "office")
        first = office.seen()
        for place, (name, number) in enumerate(wanted):
            if place == restart:
                office.again()
            act(office, name, number)
        last = office.seen()

        while turn_one(office):
            pass
        undone = office.seen()
        office.again()
        while turn_one(office, again=True):
            pass

        assert undone == first
        assert office.seen() == last
        with office.desk.unit(reading=True) as uow:
            assert uow.journal.first_break()[1] is None
        office.desk.close()


def test_a_list_says_what_was_done_by_whom_and_what_can_be_taken_back(office: UndoOffice) -> None:
    act(office, "turn", 0)
    act(office, "confirm", 0)

    confirmed, turned = list_deeds(office.desk, CODE)

    assert [deed_words(one.deed) for one in (confirmed, turned)] == [
        "Xác nhận Giấy khai sinh", "Xoay trang 1 của Giấy khai sinh"
    ]  # fmt: skip
    assert (confirmed.officer, confirmed.deed.desk, confirmed.back) == ("Hoàng Văn Páo", "Quầy 1", True)
    assert (turned.back, turned.why) == (False, DeedBuried.code)
    with pytest.raises(DeedBuried):
        take_back(office.desk, office.who, turned.deed.id)


def test_each_kind_of_deed_has_words_in_both_languages(office: UndoOffice) -> None:
    for name in ACTS:
        act(office, name, 2)

    told = list_deeds(office.desk, CODE) + list_deeds(office.desk)

    assert len({one.deed.kind for one in told}) >= 10
    for one in told:
        for language in ("vi", "en"):
            words = deed_words(one.deed, language)
            assert words
            assert "{" not in words
            assert "deed." not in words


def test_a_mark_given_twice_keeps_its_first_hour_and_is_one_deed(office: UndoOffice) -> None:
    act(office, "shown", 0)
    first = office.desk
    office.desk = replace(first, clock=StoppedClock(NOW + timedelta(hours=1)))
    act(office, "shown", 0)

    told = list_deeds(office.desk, CODE)

    assert [one.back for one in told] == [True]
    with office.desk.unit(reading=True) as uow:
        assert uow.dossiers.shown(CODE) == {4: NOW}


def test_a_deed_of_one_thing_is_taken_back_though_another_came_later(office: UndoOffice) -> None:
    act(office, "shown", 0)
    act(office, "confirm", 1)
    shown = list_deeds(office.desk, CODE)[1]

    take_back(office.desk, office.who, shown.deed.id)

    with office.desk.unit(reading=True) as uow:
        assert uow.dossiers.shown(CODE) == {}
        assert [one.stage for one in uow.documents.of_dossier(CODE)][1] is Stage.CONFIRMED


def test_taking_back_twice_changes_nothing_more(office: UndoOffice) -> None:
    act(office, "remove", 0)
    deed = list_deeds(office.desk, CODE)[0].deed.id
    take_back(office.desk, office.who, deed)
    now = office.seen()

    again = take_back(office.desk, office.who, deed)

    assert not again.deed.holds
    assert office.seen() == now


def test_what_an_earlier_visit_told_of_a_citizen_is_no_deed_of_this_dossier(office: UndoOffice) -> None:
    act(office, "phone", 3)
    day = office.desk.clock.now() + timedelta(days=1)
    with office.desk.unit() as uow:
        dossier = uow.dossiers.by_code(CODE)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, opened_at=day))
        uow.commit()

    later = list_deeds(office.desk, CODE)
    office.desk = replace(office.desk, clock=StoppedClock(day))
    act(office, "phone", 4)

    assert later == []
    assert [one.back for one in list_deeds(office.desk, CODE)] == [True]


def test_what_was_taken_back_last_is_done_again_first_whatever_was_taken_back_on_other_days(office: UndoOffice) -> None:
    act(office, "shown", 0)
    turn_one(office)
    office.desk = replace(office.desk, clock=StoppedClock(NOW + timedelta(days=1)))
    act(office, "demand", 0)
    act(office, "remove", 1)
    turn_one(office)
    turn_one(office)

    again = [turn_one(office, again=True) and [one.deed.holds for one in list_deeds(office.desk)] for _ in range(2)]

    assert again == [[True], [True]]
    with office.desk.unit(reading=True) as uow:
        assert uow.dossiers.shown(CODE) == {}


def test_a_new_deed_on_the_same_paper_leaves_nothing_of_the_old_to_do_again(office: UndoOffice) -> None:
    act(office, "move", 0)
    act(office, "move", 2)
    turn_one(office)
    act(office, "confirm", 0)

    assert not turn_one(office, again=True)


def copy_of(office: UndoOffice, document: int, stage: CopyStage) -> CertifiedCopy:
    with office.desk.unit(reading=True) as uow:
        paper = uow.documents.get(document)
    assert paper is not None
    return CertifiedCopy(
        paper.dossier, document, paper.citizen_id, "Giấy khai sinh", "SCT", 2026, 12, 1, "Lý Thị Mai", "", 1, 1, 1, 20,
        "p", "w", paper.pdf or "-", NOW, 1, Comparison(compared=True, pages=1), stage, voided_at=NOW, voided_by=1,
    )  # fmt: skip


def test_what_a_number_stands_on_is_never_taken_back_until_the_number_is_void(office: UndoOffice) -> None:
    paper = office.papers[0]
    act(office, "confirm", 0)
    deed = list_deeds(office.desk, CODE)[0].deed.id
    with office.desk.unit() as uow:
        taken = uow.copies.take_number("SCT", 2026)
        numbered = uow.copies.add(replace(copy_of(office, paper, CopyStage.NUMBERED), number=taken))
        uow.commit()

    with pytest.raises(DeedFixed):
        take_back(office.desk, office.who, deed)

    assert list_deeds(office.desk, CODE)[0].why == DeedFixed.code
    with office.desk.unit() as uow:
        uow.copies.update(replace(numbered.step(CopyStage.VOID), voided_at=NOW, voided_by=1, voided_reason="x"))
        uow.commit()
    take_back(office.desk, office.who, deed)


def test_a_reuse_is_not_done_again_when_the_citizen_no_longer_agrees(office: UndoOffice) -> None:
    reuse(office.desk, office.who, office.held, CODE, 2)
    turn_one(office)
    set_consent(office.desk, office.who, CODE, agrees=False)

    with pytest.raises(ReuseRefused):
        do_again(office.desk, office.who, list_deeds(office.desk, CODE)[0].deed.id)


def test_a_paper_changed_by_another_way_is_left_alone(office: UndoOffice) -> None:
    act(office, "remove", 0)
    deed = list_deeds(office.desk, CODE)[0].deed.id
    with office.desk.unit() as uow:
        paper = uow.documents.get(office.papers[0])
        assert paper is not None
        uow.documents.update(paper.at(Stage.READ))
        uow.commit()
    now = office.seen()

    with pytest.raises(DeedChanged):
        take_back(office.desk, office.who, deed)

    assert office.seen() == now
    assert not turn_one(office), "it does not stand in the way of others for ever"


def test_a_dossier_that_has_left_takes_nothing_back(office: UndoOffice) -> None:
    act(office, "confirm", 0)
    deed = list_deeds(office.desk, CODE)[0].deed.id
    with office.desk.unit() as uow:
        dossier = uow.dossiers.by_code(CODE)
        assert dossier is not None
        uow.dossiers.update(replace(dossier, state=DossierState.HANDED_OVER))
        uow.commit()

    with pytest.raises(DossierClosed):
        take_back(office.desk, office.who, deed)


def test_nothing_of_a_secret_is_left_among_the_deeds(office: UndoOffice) -> None:
    paper = office.papers[0]
    act(office, "confirm", 0)
    keep_drafts(office.desk, office.who, paper, {})
    with office.desk.unit() as uow:
        document = uow.documents.get(paper)
        assert document is not None
        before = list_deeds(office.desk, CODE)[0].deed.papers[0].document.pdf
        uow.documents.update(replace(document, secrecy="MẬT"))
        uow.commit()

    destroy_secret(office.desk, office.who, paper)

    assert before is not None
    assert list_deeds(office.desk, CODE) == []
    with pytest.raises(DeedUnknown):
        take_back(office.desk, office.who, 1)
    assert not (office.home / "objects" / before[:2] / before[2:4] / before).exists()


def test_a_pdf_that_a_backup_did_not_bring_is_made_again(office: UndoOffice) -> None:
    act(office, "confirm", 0)
    told = list_deeds(office.desk, CODE)[0].deed
    lost = told.papers[0].document.pdf
    assert lost is not None
    office.desk.store.remove(lost)

    take_back(office.desk, office.who, told.id)

    with office.desk.unit(reading=True) as uow:
        paper = uow.documents.get(office.papers[0])
    assert paper is not None
    assert paper.pdf is not None
    assert paper.stage is Stage.READ
    assert office.desk.store.get(paper.pdf)


def test_who_may_not_do_a_thing_may_not_take_it_back_either(office: UndoOffice) -> None:
    act(office, "demand", 0)
    act(office, "remove", 0)
    keeper = act_as(office.desk, "mien.tt", "Quầy 2")

    for deed in (*list_deeds(office.desk), *list_deeds(office.desk, CODE)):
        with pytest.raises(RoleMissing):
            take_back(office.desk, keeper, deed.deed.id)


def test_two_desks_take_back_one_deed_once_and_see_the_same(office: UndoOffice) -> None:
    act(office, "remove", 0)
    deed = list_deeds(office.desk, CODE)[0].deed.id
    other = UndoOffice(office.home, opened(office.home), act_as(office.desk, "pao.hv", "Quầy 2"))

    take_back(other.desk, other.who, deed)
    take_back(office.desk, office.who, deed)

    assert office.seen() == other.seen()
    with office.desk.unit(reading=True) as uow:
        kinds = [entry.event.kind for entry in uow.journal.entries()]
        desks = [entry.event.desk for entry in uow.journal.entries() if entry.event.kind is Kind.DEED_TAKEN_BACK]
    assert kinds.count(Kind.DEED_TAKEN_BACK) == 1
    assert desks == ["Quầy 2"]
    other.desk.close()


@pytest.mark.parametrize(("stop", "kept"), [("deed-kept", False), ("act-answered", True)])
def test_a_kill_at_an_act_leaves_both_the_act_and_its_deed_or_neither(
    office: UndoOffice, stop: str, kept: bool
) -> None:
    words = (
        "from pathlib import Path; from tests.fakes.office import open_office; from desk.jobs import milestone; "
        "from desk.work.access import act_as; from desk.work.review import remove_document; "
        f"desk = open_office(Path({str(office.home)!r})); "
        f"remove_document(desk, act_as(desk, 'pao.hv', 'Quầy 1'), {office.papers[0]}); milestone('act-answered')"
    )

    ended = subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False, timeout=60,
                           env={**os.environ, "SAOY_STOP_AT": stop})  # fmt: skip

    assert ended.returncode < 0
    with office.desk.unit(reading=True) as uow:
        paper = uow.documents.get(office.papers[0])
    assert paper is not None
    assert (paper.stage is Stage.REMOVED) is kept
    assert [one.deed.holds for one in list_deeds(office.desk, CODE)] == ([True] if kept else [])
    assert turn_one(office) is kept


def test_a_clerk_killed_at_any_moment_can_take_everything_back_to_the_first_state(office: UndoOffice) -> None:
    first, told = office.seen(), 0
    for seed in range(3):
        storm = [sys.executable, "-m", "tests.fakes.undo_storm", str(office.home), str(seed)]
        clerk = subprocess.Popen(storm, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert clerk.stdout is not None
        for _ in range(5 + 3 * seed):
            told += bool(clerk.stdout.readline())
        clerk.kill()
        told += len(clerk.communicate()[0].splitlines())

    resume(office.desk, office.who)
    reached = len(list_deeds(office.desk, CODE)) + len(list_deeds(office.desk))
    while turn_one(office):
        pass

    assert told >= 24
    assert reached >= 5
    assert office.seen() == first
    with office.desk.unit(reading=True) as uow:
        assert uow.journal.first_break()[1] is None
