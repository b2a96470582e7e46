"""What a clerk should know of a paper that was taken all the same (điều cần lưu ý): never a refusal."""

from typing import TYPE_CHECKING

from desk.model.paper import Document
from desk.model.reuse import LEAST_DPI
from desk.ports import UnitOfWork
from desk.work.doubts import doubts_of
from desk.work.facts import held_facts
from desk.work.intake import one

if TYPE_CHECKING:
    from desk.model.people import Citizen


def warnings_of(uow: UnitOfWork, document: Document) -> list[str]:
    """Return the keys of the warnings on a paper, under `warning` in `messages.toml`.

    "kind-unknown", "facts-differ" (values speak against each other), "other-person" (the citizen's name is not on
    it), "other-kind" (the component asks for another kind), "copy-mark" (it is itself a certified copy), "low-dpi",
    and "quality-…" of its pages.
    """
    citizen: Citizen = uow.citizens.get(document.citizen_id)
    pages = [page for page in uow.documents.pages(document.id) if not page.removed]
    fields = uow.documents.fields(document.id)
    facts = held_facts(document, fields, pages, citizen)
    component = one(uow, document.dossier).component(document.place) if document.place is not None else None
    found = {
        "kind-unknown": document.kind is None,
        "other-person": not (facts.same_person or facts.named) and (component is None or not component.other_person),
        "other-kind": component is not None and bool(component.kinds) and document.kind not in component.kinds,
        "copy-mark": document.copy_mark,
        "facts-differ": bool(doubts_of(document.kind, fields)),
        "low-dpi": 0 < facts.dpi < LEAST_DPI,
    }
    quality = sorted({f"quality-{code}" for page in pages if page.reading for code in page.reading.warnings})
    return [key for key, holds in found.items() if holds] + quality
