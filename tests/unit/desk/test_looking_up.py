"""What a clerk relies on who names a person, a dossier or a procedure by a few letters."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desk.model.dossier import Dossier, DossierState
from desk.model.events import Kind
from desk.model.people import Citizen, Session
from desk.model.procedure import Catalogue
from desk.ports import Desk
from desk.work.access import act_as
from desk.work.catalogue import current
from desk.work.looking_up import LookedUp, look_up
from tests.fakes.office import ALLOWANCE, NOW, make_office


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_office(tmp_path_factory.mktemp("looking-up") / "office", papers=True)
    with made.unit() as uow:
        other = uow.citizens.add(Citizen("Lò Văn Thắng"))
        uow.dossiers.add(Dossier("H60.12.34-261123-0017", other.id, ALLOWANCE, "thu-1", NOW, 1))
        handed = Dossier("TAM-261001-0001", other.id, ALLOWANCE, "thu-1", NOW, 1)
        uow.dossiers.add(replace(handed, state=DossierState.HANDED_OVER))
        uow.commit()
    yield made
    made.close()


@pytest.fixture(scope="module")
def clerk(desk: Desk) -> Session:
    return act_as(desk, "pao.hv", "1")


@pytest.fixture(scope="module")
def catalogue(desk: Desk) -> Catalogue:
    return current(desk)


def codes(found: LookedUp) -> list[str]:
    return [dossier.code for dossier, _ in found.dossiers]


@pytest.mark.parametrize("typed", ["nong thi hanh", "Nông Thị Hạnh", "0081870", "004215"])
def test_a_person_is_found_by_name_or_part_of_the_number_with_their_open_dossiers(
    desk: Desk, clerk: Session, typed: str
) -> None:
    found = look_up(desk, clerk, typed, None)

    assert [person.name for person in found.people] == ["Nông Thị Hạnh"]
    assert codes(found) == ["TAM-261006-0003"]


@pytest.mark.parametrize("typed", ["H60.12.34-261123-0017", "h60.12", "261123-0017", "261123 - 0017"])
def test_a_dossier_is_found_by_a_part_of_its_code(desk: Desk, clerk: Session, typed: str) -> None:
    found = look_up(desk, clerk, typed, None)

    assert codes(found) == ["H60.12.34-261123-0017"]
    assert found.dossiers[0][1].name == "Lò Văn Thắng"


def test_closed_dossiers_come_only_by_their_code_and_after_the_open_ones(desk: Desk, clerk: Session) -> None:
    by_name, by_code = look_up(desk, clerk, "lo van thang", None), look_up(desk, clerk, "tam-26", None)

    assert codes(by_name) == ["H60.12.34-261123-0017"]
    assert codes(by_code) == ["TAM-261006-0003", "TAM-261001-0001"]


def test_a_name_that_begins_as_codes_do_means_people_alone(desk: Desk, clerk: Session) -> None:
    assert codes(look_up(desk, clerk, "tâm", None)) == codes(look_up(desk, clerk, "tam", None)) == []


def test_a_procedure_is_found_by_name_code_or_initials(desk: Desk, clerk: Session, catalogue: Catalogue) -> None:
    asked = [look_up(desk, clerk, typed, catalogue).procedures[0].code for typed in ("tcxhht", "1.001776", "trợ cấp")]

    assert asked == [ALLOWANCE.code] * 3


def test_who_does_not_receive_finds_procedures_alone(desk: Desk, catalogue: Catalogue) -> None:
    found = look_up(desk, act_as(desk, "mai.lt", "1"), "hanh", catalogue)

    assert (found.people, found.dossiers) == ((), ())


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "?!", "\x00"])
def test_odd_signs_find_nothing_and_break_nothing(desk: Desk, clerk: Session, typed: str) -> None:
    assert look_up(desk, clerk, typed, None) == LookedUp()


def test_looking_up_a_person_opens_no_paper_and_writes_nothing(desk: Desk, clerk: Session) -> None:
    def noted() -> list[Kind]:
        with desk.unit(reading=True) as uow:
            return [entry.event.kind for entry in uow.journal.entries()]

    before = noted()

    look_up(desk, clerk, "hanh", None)

    assert noted() == before
