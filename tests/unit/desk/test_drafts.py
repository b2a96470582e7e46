"""What a clerk relies on without saving: what was accepted or given is there after a new start, and for nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.model.deed import Draft
from desk.work import review
from desk.work.access import act_as
from desk.work.drafts import STRANGER_LASTS, Stranger, drafts_of, keep_drafts, keep_stranger, stranger_of
from tests.fakes.office import NOW, StoppedClock
from tests.fakes.undoing import UndoOffice, undo_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[UndoOffice]:
    made = undo_office(tmp_path / "office")
    yield made
    made.desk.close()


def test_a_person_who_was_half_known_is_asked_for_again_for_an_hour_and_at_their_desk_alone(office: UndoOffice) -> None:
    keep_stranger(office.desk, office.who, Stranger("001187000000"))
    other = replace(office.who, desk="Quầy 2")
    late = replace(office.desk, clock=StoppedClock(NOW + STRANGER_LASTS * 2))

    assert stranger_of(office.desk, office.who) == Stranger("001187000000")
    assert (stranger_of(office.desk, other), stranger_of(late, office.who)) == (None, None)
    keep_stranger(office.desk, office.who, None)
    assert stranger_of(office.desk, office.who) is None


def test_what_was_accepted_survives_a_restart_and_goes_when_the_paper_is_confirmed(office: UndoOffice) -> None:
    paper = office.papers[0]
    keep_drafts(office.desk, office.who, paper, {"ho_ten": Draft("Nông Thị Hạnh")})
    office.again()
    other = act_as(office.desk, "mai.lt", "Quầy 2")

    assert drafts_of(office.desk, office.who, paper) == {"ho_ten": Draft("Nông Thị Hạnh")}
    assert drafts_of(office.desk, other, paper) == {}
    review.confirm(office.desk, office.who, paper, {"ho_ten": "Nông Thị Hạnh"})
    assert drafts_of(office.desk, office.who, paper) == {}
