"""What an office relies on when a change of its settings is taken back: what it was before, and nothing of others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import BookBegun
from desk.model.deed import OFFICE, scope_of_dossier
from desk.work.books import marked_books, set_marks
from desk.work.intake import mark_shown
from desk.work.own_marks import BookMarks
from desk.work.profiles import (
    bind_device,
    bindings,
    keep_profiles,
    last_used,
    lock_profiles,
    profile_set,
    remember_use,
)
from desk.work.undoing import list_deeds, take_back
from tests.fakes.undo_storm import turn_one
from tests.fakes.undoing import CODE, UndoOffice, act, undo_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[UndoOffice]:
    made = undo_office(tmp_path / "office")
    yield made
    made.desk.close()


def test_profiles_of_the_office_are_given_back_with_the_device_they_had(office: UndoOffice) -> None:
    first, *rest = profile_set(office.desk).profiles
    bind_device(office.desk, office.who, first, "escl:one")
    renamed = replace(first, name="Tên mới")
    keep_profiles(office.desk, office.who, [renamed, *rest], (first, renamed))
    lock_profiles(office.desk, office.who, locked=True)

    turn_one(office)
    turn_one(office)

    assert profile_set(office.desk).profiles == (first, *rest)
    assert bindings(office.desk, office.who) == {first.name: "escl:one"}
    while turn_one(office, again=True):
        pass
    assert profile_set(office.desk).locked
    assert bindings(office.desk, office.who) == {"Tên mới": "escl:one"}


def test_marks_of_a_book_stay_once_it_has_a_number(office: UndoOffice) -> None:
    set_marks(office.desk, office.who, BookMarks(symbol="SCT/TL"), 2026)
    deed = list_deeds(office.desk)[0].deed.id
    with office.desk.unit() as uow:
        uow.copies.take_number("SCT/TL", 2026)
        uow.commit()

    with pytest.raises(BookBegun):
        take_back(office.desk, office.who, deed)

    assert marked_books(office.desk)[0][0].symbol == "SCT/TL"


def test_marks_of_the_first_year_that_has_its_own_are_taken_back(office: UndoOffice) -> None:
    with office.desk.unit() as uow:
        uow.set_setting("certification", {"symbol": "SCT/CU"})
        uow.commit()
    set_marks(office.desk, office.who, BookMarks(symbol="SCT/TL"), 2026)

    turn_one(office)

    assert marked_books(office.desk)[0][0].symbol == "SCT/CU"


def test_a_device_is_taken_from_a_profile_though_it_scanned_since(office: UndoOffice) -> None:
    profile = profile_set(office.desk).profiles[0]
    bind_device(office.desk, office.who, profile, "escl:one")
    remember_use(office.desk, office.who, profile, ["khai_sinh"])

    turn_one(office)

    assert bindings(office.desk, office.who) == {}
    assert last_used(office.desk, office.who) == {"khai_sinh": profile.name}


def test_the_settings_deeds_are_none_of_a_dossier(office: UndoOffice) -> None:
    act(office, "demand", 0)
    mark_shown(office.desk, office.who, CODE, 4, shown=True)

    scopes = [one.deed.scope for one in list_deeds(office.desk) + list_deeds(office.desk, CODE)]

    assert scopes == [OFFICE, scope_of_dossier(CODE)]
