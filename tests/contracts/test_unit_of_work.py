"""What every `UnitOfWork` that `Units` opens owes the verbs, by its parts.

The parts: `Officers`, `Dossiers`, `Documents`, `Journal`; `Citizens` and `Index` have files of their own.

Each promise is kept by the office in a file and by the one on a server.
"""

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import StoreReadOnly
from desk.model.dossier import DossierState
from desk.model.paper import Field, Page, Stage
from desk.model.people import Officer, Role
from desk.model.procedure import Catalogue
from desk.model.reuse import Outcome, Reuse
from desk.ports import Units
from desk.store.opening import Memory
from ocr.page import PageReading, Word
from tests.fakes.memory import BIRTH, NOW, begin, event, paper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.model.events import Event

DAY = date(2026, 11, 24)


# -- the transaction --------------------------------------------------------------------------------------------------


def test_leaving_without_commit_takes_back_rows_journal_and_index(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        document = uow.documents.add(paper(start, "a"))
        uow.index.put(document.id, "Giấy khai sinh", "", "")
        uow.record(event())

    with unit() as uow:
        assert uow.officers.all() == []
        assert uow.index.find("khai sinh") == []
        assert uow.journal.entries() == []


def test_a_unit_that_breaks_in_the_middle_keeps_nothing(unit: Units) -> None:
    def break_off() -> None:
        with unit() as uow:
            begin(uow)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()

    with unit() as uow:
        assert uow.dossiers.recent() == []


def test_what_was_committed_is_seen_by_the_next_unit(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        uow.record(event())
        uow.commit()

    with unit() as uow:
        assert uow.dossiers.by_code(start.dossier.code) == start.dossier
        assert [entry.event for entry in uow.journal.entries()] == [event()]


def test_nothing_can_be_done_after_commit(unit: Units) -> None:
    with unit() as uow:
        begin(uow)
        uow.commit()

        with pytest.raises(Exception, match="closed"):
            uow.set_setting("late", value=True)

    with unit() as uow:
        assert uow.setting("late") is None


def test_listeners_hear_the_events_of_a_committed_unit_only(memory: Memory) -> None:
    heard: list[Sequence[Event]] = []
    unit = replace(memory, listeners=[heard.append]).unit

    with unit() as uow:
        uow.record(event(1))
    with unit() as uow:
        uow.record(event(2))
        uow.record(event(3))
        uow.commit()

    assert heard == [(event(2), event(3))]


def test_a_reading_unit_waits_for_no_writer_and_sees_the_state_before(unit: Units) -> None:
    with unit() as writer:
        writer.set_setting("desk", "1")

        with unit(reading=True) as reader:
            assert reader.setting("desk") is None

        writer.commit()
    with unit(reading=True) as reader:
        assert reader.setting("desk") == "1"


def test_a_reading_unit_cannot_write_and_leaves_the_next_one_able_to(unit: Units) -> None:
    with unit(reading=True) as reader, pytest.raises(StoreReadOnly):
        reader.set_setting("desk", "1")

    with unit() as uow:
        uow.set_setting("desk", "2")
        uow.commit()
    with unit() as uow:
        assert uow.setting("desk") == "2"


def test_two_writers_wait_for_one_another(unit: Units) -> None:
    def count() -> None:
        for _ in range(25):
            with unit() as uow:
                now = uow.setting("n")
                uow.set_setting("n", (now if isinstance(now, int) else 0) + 1)
                uow.commit()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with unit() as uow:
        assert uow.setting("n") == 100


# -- the office -------------------------------------------------------------------------------------------------------


def test_a_setting_comes_back_as_it_was_put(unit: Units) -> None:
    value = {"xã": "Thượng Lâm", "desks": [1, 2.5, None, True]}

    with unit() as uow:
        uow.set_setting("facts", {"old": 1})
        uow.set_setting("facts", value)  # type: ignore[arg-type]  # a literal's list is no list of Json for mypy
        uow.commit()

    with unit() as uow:
        assert uow.setting("facts") == value
        assert uow.setting("unknown") is None


def test_the_newest_catalogue_in_force_on_the_day_counts(unit: Units) -> None:
    packs = [Catalogue(f"v{n}", DAY + timedelta(days=n), "QĐ", (BIRTH,)) for n in (-10, 0, 5)]
    with unit() as uow:
        for pack in packs:
            uow.put_catalogue(pack)

        assert uow.catalogue(DAY) == packs[1]
        assert uow.catalogue(DAY - timedelta(days=1)) == packs[0]
        assert uow.catalogue(DAY - timedelta(days=11)) is None


def test_a_catalogue_of_the_same_version_takes_the_place_of_the_first(unit: Units) -> None:
    with unit() as uow:
        uow.put_catalogue(Catalogue("v1", DAY, "QĐ 1", ()))
        uow.put_catalogue(Catalogue("v1", DAY, "QĐ 2", (BIRTH,)))

        assert uow.catalogue(DAY) == Catalogue("v1", DAY, "QĐ 2", (BIRTH,))


def test_an_officer_is_found_by_login_and_by_a_name_that_is_unique(unit: Units) -> None:
    with unit() as uow:
        first = uow.officers.add(Officer("pao.hv", "Hoàng Văn Páo", "", frozenset(Role), "s"))
        uow.officers.add(Officer("mai.a", "Lý Thị Mai", "", frozenset({Role.SEAL})))
        uow.officers.add(Officer("mai.b", "Lý Thị Mai", "", frozenset()))

        assert uow.officers.by_login("pao.hv") == uow.officers.by_login("Hoàng Văn Páo") == first
        assert uow.officers.by_login("Lý Thị Mai") is None
        assert uow.officers.get(first.id) == first


def test_officers_who_left_are_listed_last(unit: Units) -> None:
    with unit() as uow:
        gone = uow.officers.add(Officer("a", "An", "", frozenset()))
        uow.officers.add(Officer("b", "Bình", "", frozenset()))
        uow.officers.update(replace(gone, active=False))

        assert [officer.login for officer in uow.officers.all()] == ["b", "a"]


# -- dossiers ---------------------------------------------------------------------------------------------------------


def test_numbers_of_a_day_have_no_gap_and_a_number_taken_back_is_given_again(unit: Units) -> None:
    given = []
    for number in range(6):
        with unit() as uow:
            given.append(uow.dossiers.next_number(DAY))
            if number % 2:
                uow.commit()

    with unit() as uow:
        assert given == [1, 1, 2, 2, 3, 3]
        assert uow.dossiers.next_number(DAY + timedelta(days=1)) == 1


def test_a_dossier_comes_back_whole_whatever_the_case_of_its_code(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        changed = replace(start.dossier, state=DossierState.DONE, due_at=NOW, receipt="a" * 64, submitter="Vàng A Dơ")
        uow.dossiers.update(changed)

        assert uow.dossiers.by_code("tam-261124-0001") == changed
        assert uow.dossiers.by_code("TAM-261124-0002") is None
        assert uow.dossiers.of_citizen(start.citizen.id) == uow.dossiers.recent() == [changed]


def test_the_newest_dossiers_come_first(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        later = uow.dossiers.add(replace(start.dossier, code="TAM-261124-0002"))

        assert uow.dossiers.recent() == [later, start.dossier]
        assert uow.dossiers.recent(1) == [later]


def test_a_dossier_is_found_by_a_part_of_its_code_newest_first(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        later = uow.dossiers.add(replace(start.dossier, code="H60.12_34-261124-0002"))
        found = uow.dossiers.with_code

        assert (found("261124-000"), found("261124-000", 1)) == ([later, start.dossier], [later])
        assert (found("tam-"), found("60.12_3")) == ([start.dossier], [later])
        assert [found(odd) for odd in ("", " ", "%", "60.12.3", "\x00")] == [[]] * 5


def test_a_paper_shown_is_marked_and_the_mark_taken_back(unit: Units) -> None:
    with unit() as uow:
        code = begin(uow).dossier.code
        uow.dossiers.set_shown(code, 4, NOW)
        uow.dossiers.set_shown(code, 4, NOW + timedelta(minutes=1))
        uow.dossiers.set_shown(code, 5, NOW)

        uow.dossiers.set_shown(code, 5, None)

        assert uow.dossiers.shown(code) == {4: NOW + timedelta(minutes=1)}


def test_a_reuse_taken_back_stays_in_the_books(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        document = uow.documents.add(paper(start, "a"))
        code = start.dossier.code
        reuse = uow.dossiers.add_reuse(Reuse(code, 1, document.id, start.officer.id, NOW, "r1", Outcome.FITS, "fits"))
        assert uow.dossiers.reuses(code) == [reuse]

        uow.dossiers.undo_reuse(reuse.id, NOW)

        assert uow.dossiers.reuses(code) == []
        assert uow.dossiers.get_reuse(reuse.id) == replace(reuse, undone_at=NOW)


# -- papers -----------------------------------------------------------------------------------------------------------


def test_a_document_comes_back_whole_and_by_the_act_that_brought_it(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        added = uow.documents.add(paper(start, "act"))
        full = replace(
            added, stage=Stage.CONFIRMED, kind="khai_sinh", kind_confidence=0.91, title="Giấy khai sinh", pdf="b" * 64,
            source_digest="c" * 64, paper_pages=2, confirmed_by=start.officer.id, confirmed_at=NOW, fault="x",
            secrecy="MẬT", copy_mark=True, place=None,
        )  # fmt: skip
        uow.documents.update(full)

        assert uow.documents.get(added.id) == uow.documents.by_intake_key("act") == full
        assert uow.documents.of_dossier(start.dossier.code) == [full]
        assert uow.documents.get(added.id + 1) is None


def test_papers_are_listed_by_how_far_they_have_come(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        added = {stage: uow.documents.add(paper(start, stage.value).at(stage)) for stage in Stage}

        assert uow.documents.in_stage(Stage.RECEIVING, Stage.RECEIVED) == [
            added[Stage.RECEIVING], added[Stage.RECEIVED],
        ]  # fmt: skip
        assert uow.documents.of_citizen(start.citizen.id) == [added[Stage.CONFIRMED], added[Stage.READ]]


confidences = st.integers(0, 1000).map(lambda number: number / 1000)
edges = st.integers(0, 20_000)
words = st.builds(Word, st.text(), edges, edges, edges, edges, confidences, edges, edges)
readings = st.builds(
    PageReading,
    st.integers(1, 20_000), st.integers(1, 20_000), st.floats(0, 1200), st.sampled_from([None, 0, 90, 180, 270]),
    st.floats(-10, 10), st.booleans(), st.lists(words, max_size=5).map(tuple), st.text(),
    st.lists(st.text(), max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reading=readings)
def test_a_page_keeps_its_reading_to_the_last_word(unit: Units, reading: PageReading) -> None:
    with unit() as uow:
        document = uow.documents.add(paper(begin(uow), "a"))
        page = uow.documents.add_page(Page(document.id, 1, "d" * 64, "image/jpeg", 2480, 3508, 300.0))

        uow.documents.update_page(replace(page, turn=90, reading=reading, removed=True))

        assert uow.documents.pages(document.id) == [replace(page, turn=90, reading=reading, removed=True)]


def test_pages_stand_in_their_order_and_a_place_is_taken_once(unit: Units) -> None:
    with unit() as uow:
        document = uow.documents.add(paper(begin(uow), "a"))
        for place in (2, 1):
            uow.documents.add_page(Page(document.id, place, f"{place}" * 64, "image/jpeg", 10, 10, 0.0))

        assert [page.place for page in uow.documents.pages(document.id)] == [1, 2]
        with pytest.raises(Exception, match=r"(?i)unique"):
            uow.documents.add_page(Page(document.id, 2, "e" * 64, "image/jpeg", 10, 10, 0.0))


def test_fields_are_replaced_as_a_whole_and_keep_their_order(unit: Units) -> None:
    with unit() as uow:
        start = begin(uow)
        document = uow.documents.add(paper(start, "a"))
        first = [Field(f"f{n}", "v", "r", 0.5, 1, (0.1, 0.2, 0.3, 0.4), "label") for n in (3, 1, 2)]
        uow.documents.put_fields(document.id, first)
        assert uow.documents.fields(document.id) == first

        second = [Field("so", None, None, 0.0, 0, None, "typed", start.officer.id, NOW)]
        uow.documents.put_fields(document.id, second)
        assert uow.documents.fields(document.id) == second

        uow.documents.put_fields(document.id, [])
        assert uow.documents.fields(document.id) == []


# -- the journal ------------------------------------------------------------------------------------------------------


def test_the_journal_lists_events_in_order_and_fits_together(unit: Units) -> None:
    for number in range(1, 6):
        with unit() as uow:
            uow.record(event(number))
            uow.commit()

    with unit(reading=True) as uow:
        assert [entry.seq for entry in uow.journal.entries()] == [1, 2, 3, 4, 5]
        assert [entry.event for entry in uow.journal.entries(after=2, limit=2)] == [event(3), event(4)]
        assert uow.journal.first_break() == (5, None)


def test_an_empty_journal_is_whole(unit: Units) -> None:
    with unit(reading=True) as uow:
        assert uow.journal.first_break() == (0, None)


def test_an_object_is_named_elsewhere_while_another_paper_that_is_not_destroyed_has_it(unit: Units) -> None:
    def page(document_id: int, digest: str) -> Page:
        return Page(document_id, 0, digest, "image/png", 10, 10, 300.0, hint=0)

    with unit() as uow:
        start = begin(uow)
        mine, other = uow.documents.add(paper(start, "a")), uow.documents.add(paper(start, "b"))
        uow.documents.add_page(page(mine.id, "d" * 64))
        alone = uow.documents.named_elsewhere(mine.id, ["d" * 64])

        uow.documents.add_page(page(other.id, "d" * 64))
        uow.documents.update(replace(other, pdf="e" * 64))
        shared = uow.documents.named_elsewhere(mine.id, {"d" * 64, "e" * 64, "f" * 64})
        uow.documents.update(replace(other, secrecy="MẬT", stage=Stage.REMOVED))

        assert (alone, shared) == (set(), {"d" * 64, "e" * 64})
        assert uow.documents.named_elsewhere(mine.id, ["d" * 64, "e" * 64]) == set()
