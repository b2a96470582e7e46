"""What every `Deeds` and every `Drafts` owes: deeds outlive the program whole, papers come back byte for byte."""

from dataclasses import replace
from datetime import timedelta

import sqlalchemy as sa

from desk.model.deed import OFFICE, Deed, DeedKind, Draft, PaperState
from desk.model.paper import Document, Field, Page, Stage
from desk.ports import Deeds, Drafts, UnitOfWork, Units
from desk.store.opening import Memory
from ocr.page import PageReading, Word
from tests.fakes.memory import NOW, begin, paper

READING = PageReading(620, 877, 75, 90, -0.4, False, (Word("Họ", 1, 2, 30, 40, 0.93, 1, 2),), "Họ", ("dark",))
FIELD = Field("ho_ten", "Nông Thị Hạnh", "Nông Thi Hạnh", 0.71, 1, (0.1, 0.2, 0.3, 0.4), "label", 1, NOW)


def a_paper(uow: UnitOfWork, key: str = "k", sides: int = 2) -> Document:
    """Add a paper with read sides and a field, and what it hangs on when it is the first."""
    there = uow.documents.by_intake_key("k")
    document = paper(begin(uow), key) if there is None else replace(there, intake_key=key, id=0)
    document = uow.documents.add(replace(document, stage=Stage.CONFIRMED, confirmed_by=1, confirmed_at=NOW))
    for place in range(1, sides + 1):
        uow.documents.add_page(
            Page(document.id, place, f"{place}" * 64, "image/png", 620, 877, 75.0, reading=READING)
        )
    uow.documents.put_fields(document.id, [FIELD])
    return document


def state(uow: UnitOfWork, document: Document) -> PaperState:
    there = uow.deeds.paper(document.id)
    assert there is not None
    return there


def a_deed(*papers: PaperState, scope: str = "dossier:TAM-261124-0001") -> Deed:
    about = tuple(f"document:{one.document.id}" for one in papers) or ("setting:x",)
    return Deed(DeedKind.LAID, scope, about, 1, "Quầy 1", NOW, {"title": "Giấy khai sinh", "place": None}, papers,
                [[1, False, None, [[1, 0, False]]]])  # fmt: skip


def test_a_deed_comes_back_as_it_was_kept_with_the_papers_in_it(unit: Units) -> None:
    with unit() as uow:
        deeds: Deeds = uow.deeds
        document = a_paper(uow)
        kept = deeds.add(a_deed(state(uow, document)))
        uow.commit()

    with unit() as uow:
        assert uow.deeds.get(kept.id) == kept
        assert uow.deeds.get(kept.id + 1) is None
        undone = replace(kept, undone_at=NOW + timedelta(days=1), undone_by=1, papers=(), mark=None)
        uow.deeds.update(undone)
        assert uow.deeds.get(kept.id) == undone


def test_deeds_are_listed_newest_first_and_only_of_the_scopes_asked_for(unit: Units) -> None:
    with unit() as uow:
        begin(uow)
        made = [uow.deeds.add(a_deed(scope=scope)) for scope in ("dossier:A", OFFICE, "dossier:A", "citizen:1")]

        assert uow.deeds.of(["dossier:A", "citizen:1"]) == [made[3], made[2], made[0]]
        assert uow.deeds.of(["dossier:A"], 1) == [made[2]]
        uow.deeds.forget_scope("dossier:A")
        assert uow.deeds.of(["dossier:A", OFFICE]) == [made[1]]


def test_papers_are_put_back_with_sides_that_went_to_another_one(unit: Units) -> None:
    with unit() as uow:
        first, second = a_paper(uow), a_paper(uow, "other", sides=3)
        before = [state(uow, one) for one in (first, second)]
        sides = [page for one in before for page in one.pages]
        for place, page in enumerate(reversed(sides), 10):
            uow.documents.update_page(replace(page, document_id=first.id, place=place, turn=90, removed=True))
        uow.documents.put_fields(first.id, [])
        uow.documents.update(replace(first, stage=Stage.READ, pdf="f" * 64))

        uow.deeds.put_papers(before)

        assert [state(uow, one) for one in (first, second)] == before
        assert [page.reading for page in uow.documents.pages(first.id)] == [READING, READING]


def test_a_reading_that_is_not_told_stays_where_it_is(unit: Units) -> None:
    with unit() as uow:
        document = a_paper(uow)
        before = state(uow, document)
        first, second = before.pages
        told = replace(before, readings={first.id: b""})

        uow.deeds.put_papers([told])

        assert [page.reading for page in uow.documents.pages(document.id)] == [None, READING]
        assert second.reading is None, "a state carries no reading on its sides"


def test_nothing_read_or_typed_of_a_paper_is_left_once_it_is_forgotten(unit: Units, memory: Memory) -> None:
    with unit() as uow:
        document, other = a_paper(uow), a_paper(uow, "other")
        told = replace(state(uow, document), document=replace(document, pdf="a" * 64))
        both = uow.deeds.add(a_deed(told, state(uow, other)))
        kept = uow.deeds.add(a_deed(state(uow, other)))
        alike = uow.deeds.add(replace(a_deed(), about=(f"document:{document.id}7",)))

        objects = uow.deeds.objects(document.id)
        uow.deeds.forget(document.id)
        uow.commit()

    assert objects == {"a" * 64}
    with memory.engine.connect() as looking:
        left = looking.execute(sa.text("SELECT id FROM deed ORDER BY id")).scalars().all()
    assert list(left) == [kept.id, alike.id]
    assert both.id not in left


def test_what_was_read_of_a_side_goes_with_the_paper_it_went_to(unit: Units) -> None:
    with unit() as uow:
        document, other = a_paper(uow), a_paper(uow, "other")
        turned = uow.deeds.add(a_deed(state(uow, other)))
        moved = uow.documents.pages(other.id)[0]
        uow.documents.update_page(replace(moved, document_id=document.id, place=3))

        uow.deeds.forget(document.id)

        assert uow.deeds.get(turned.id) is None


def test_a_reading_comes_too_late_for_a_side_that_was_turned_meanwhile(unit: Units) -> None:
    with unit() as uow:
        document = a_paper(uow)
        page = uow.documents.pages(document.id)[0]
        uow.documents.update_page(replace(page, turn=180, reading=None))

        uow.documents.put_reading(replace(page, reading=READING))
        uow.documents.put_reading(replace(page, turn=180, reading=replace(READING, text="mới")))

        now = uow.documents.pages(document.id)[0]
        assert now.reading is not None
        assert (now.turn, now.reading.text) == (180, "mới")


def test_drafts_are_their_officers_own_and_replaced_by_name(unit: Units) -> None:
    with unit() as uow:
        drafts: Drafts = uow.drafts
        start = begin(uow)
        other = uow.officers.add(replace(start.officer, login="khac", id=0))
        drafts.put("document:1", start.officer.id, {"ho_ten": Draft("Hạnh"), "ngay": Draft("1/2", accepted=False)}, NOW)
        drafts.put("document:1", start.officer.id, {"ho_ten": Draft("Nông Thị Hạnh"), "ngay": None}, NOW)
        drafts.put("document:1", other.id, {"ho_ten": Draft("khác")}, NOW)
        drafts.put("document:2", start.officer.id, {"ho_ten": Draft("")}, NOW)
        uow.commit()

    with unit() as uow:
        assert uow.drafts.of("document:1", start.officer.id) == {"ho_ten": Draft("Nông Thị Hạnh")}
        uow.drafts.clear("document:1")
        assert uow.drafts.of("document:1", other.id) == {}
        assert uow.drafts.of("document:2", start.officer.id) == {"ho_ten": Draft("")}
