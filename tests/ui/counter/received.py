"""A citizen received at the counter, and papers of theirs that were read."""

from dataclasses import replace

from desk.model.dossier import SlotState
from desk.model.paper import Document, Field, Page, Stage
from tests.fakes.office import CARD, NOW
from tests.ui.counter.conftest import OfficeMade, Walk
from ui.views.review import ReviewScreen


def receive(walk: Walk) -> None:
    """Bring the citizen and the design's procedure to the counter."""
    walk.type(CARD)
    walk.enter()
    walk.type("tcx")
    walk.enter()


def open_check(walk: Walk) -> ReviewScreen:
    """Go to the check of the paper that was read at the counter, and return its screen."""
    walk.model.counter.refresh()
    walk.settle()
    walk.model.go("counter.review")
    walk.settle()
    screen = walk.window.screen_now()
    assert isinstance(screen, ReviewScreen)
    return screen


def states(walk: Walk) -> list[SlotState]:
    """Return how the slots of the dossier at the counter stand."""
    counter = walk.model.counter.counter
    assert counter is not None
    return [slot.state for slot in counter.slots]


def a_read_paper(walk: Walk, office: OfficeMade, key: str = "") -> int:
    """Add a paper that was read, with a doubtful field, to the dossier at the counter; another needs another `key`."""
    code = walk.code
    with office.desk.unit() as uow:
        document = uow.documents.add(
            Document(code, office.citizen.id, 2, "scan", NOW, 1, code + key, kind="khai_sinh", title="Giấy khai sinh")
        )
        held = uow.documents.pages(uow.documents.of_citizen(office.citizen.id)[-1].id)[0]
        uow.documents.add_page(Page(document.id, 1, held.digest, held.media, 620, 877, 300.0))
        uow.documents.update(replace(document, stage=Stage.READ, pdf=held.digest))
        read = Field("ho_ten", "Nông Thi Hạnh", "Nông Thi Hạnh", 0.5, 1, None, "label")
        uow.documents.put_fields(document.id, [read])
        uow.commit()
    return document.id
