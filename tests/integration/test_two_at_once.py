"""Two windows or commands at one office: neither takes the other's work for abandoned."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import WorkHeld
from desk.model.paper import Stage
from desk.model.people import Citizen, Session
from desk.model.values import PersonalId
from desk.ports import Desk
from desk.work.access import act_as
from desk.work.digitise import read_documents
from desk.work.intake import choose_procedure, open_dossier, register_citizen
from desk.work.receive import Place, finish_receiving, receive_file, start_scan
from desk.work.resume import resume
from desk.work.review import confirm
from tests.fakes.office import draw_paper, make_office, open_office

LOGIN = "pao.hv"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    make_office(tmp_path / "office").close()
    first, second = open_office(tmp_path / "office"), open_office(tmp_path / "office")
    yield first, second
    first.close()
    second.close()


def dossier(desk: Desk, who: Session) -> str:
    citizen = register_citizen(desk, who, Citizen("Nông Thị Hạnh", PersonalId("008187004215")))
    return open_dossier(desk, who, citizen, choose_procedure(desk, "2.000815"), agrees=True).dossier.code


def test_a_scan_under_way_in_one_window_is_not_closed_by_another(two: tuple[Desk, Desk]) -> None:
    here, there = two
    who = act_as(here, LOGIN, "quay-1")
    document = start_scan(here, who, Place(dossier(here, who)))

    resume(there, who)
    with there.unit() as uow:
        meanwhile = uow.documents.get(document.id)
    finish_receiving(here, who, document.id)
    resume(there, who)

    assert meanwhile is not None
    assert meanwhile.stage is Stage.RECEIVING
    with there.unit() as uow:
        assert uow.documents.in_stage(Stage.RECEIVING) == []


def test_the_same_file_is_taken_in_by_one_at_a_time(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    here, there = two
    who = act_as(here, LOGIN, "quay-1")
    place = Place(dossier(here, who))
    draw_paper("TỜ KHAI").save(tmp_path / "paper.png")
    key = receive_file(here, who, tmp_path / "paper.png", place).intake_key

    assert here.holds.take(key)
    with pytest.raises(WorkHeld):
        receive_file(there, who, tmp_path / "paper.png", place)
    here.holds.release(key)

    assert receive_file(there, who, tmp_path / "paper.png", place).intake_key == key


def test_what_a_person_confirmed_is_not_undone_by_a_slower_reading(two: tuple[Desk, Desk], tmp_path: Path) -> None:
    here, there = two
    who = act_as(here, LOGIN, "quay-1")
    draw_paper("TỜ KHAI").save(tmp_path / "paper.png")
    document = receive_file(here, who, tmp_path / "paper.png", Place(dossier(here, who)))

    class Quicker:
        """Reads like the others, but while it does the other window finishes and a person confirms."""

        def __getattr__(self, name: str) -> object:
            return getattr(here.reader, name)

        def understand(self, *given: object) -> object:
            read_documents(there, who, [document.id])
            confirm(there, who, document.id)
            return here.reader.understand(*given)  # type: ignore[arg-type]  # handed through as given

    slow = replace(here, reader=Quicker())
    read_documents(slow, who, [document.id])

    with here.unit() as uow:
        after = uow.documents.get(document.id)
    assert after is not None
    assert after.stage is Stage.CONFIRMED
