"""What a clerk relies on who sorts sides among the papers of a dossier: nothing lost, nothing doubled, all undone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import DocumentUnknown, NotReadYet, ObjectMissing, PagesFixed
from desk.model.certification import CopyStage
from desk.model.paper import Stage
from desk.work.digitise import read_documents
from desk.work.intake import one as one_of
from desk.work.receive import Place, finish_receiving, scan_into, start_scan
from desk.work.review import confirm, destroy_secret, turn_page
from desk.work.sorting import NEW, sort_sides
from desk.work.undoing import list_deeds, newest, take_back
from ocr.page import DocumentReading
from tests.fakes.glass import AtTheGlass, at_the_glass
from tests.fakes.leaving import Leaver


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[AtTheGlass]:
    made = at_the_glass(tmp_path / "office")
    yield made
    made.desk.close()


def a_paper(glass: AtTheGlass, place: int, *shades: int) -> int:
    """Scan and read a paper of these sides into a component."""
    document = start_scan(glass.desk, glass.who, Place(glass.code, place))
    scan_into(glass.desk, glass.who, document, glass.lay(*shades))
    finish_receiving(glass.desk, glass.who, document.id)
    read_documents(glass.desk, glass.who, [document.id])
    return document.id


def ids(glass: AtTheGlass, paper: int) -> list[int]:
    return [page.id for page in glass.pages(paper)]


def undo(glass: AtTheGlass) -> None:
    """Take the newest deed of the dossier back."""
    told = newest(list_deeds(glass.desk, glass.code))
    assert told is not None
    take_back(glass.desk, glass.who, told.deed.id)


def stage(glass: AtTheGlass, paper: int) -> Stage:
    with glass.desk.unit(reading=True) as uow:
        found = uow.documents.get(paper)
    assert found is not None
    return found.stage


def pdf(glass: AtTheGlass, paper: int) -> str:
    with glass.desk.unit(reading=True) as uow:
        found = uow.documents.get(paper)
    assert found is not None
    assert found.pdf is not None
    return found.pdf


def test_sides_of_a_paper_take_another_order_and_go_back(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 1, 10, 20, 30)

    sort_sides(glass.desk, glass.who, {paper: ids(glass, paper)[::-1]})
    turned = glass.shades(paper)
    undo(glass)

    assert turned == [30, 20, 10]
    assert glass.shades(paper) == [10, 20, 30]


def test_a_paper_is_split_into_a_component_of_its_own_and_made_one_again(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 1, 10, 20, 30)
    sides = ids(glass, paper)

    made = sort_sides(glass.desk, glass.who, {paper: sides[:1], NEW: sides[1:]}, component=2).made
    with glass.desk.unit(reading=True) as uow:
        new = uow.documents.get(made)
    apart = glass.shades(paper), glass.shades(made)
    undo(glass)

    assert new is not None
    assert (new.place, new.stage, new.pdf is not None) == (2, Stage.READ, True)
    assert apart == ([10], [20, 30])
    assert glass.shades(paper) == [10, 20, 30]
    assert (stage(glass, made), ids(glass, made)) == (Stage.REMOVED, [])


def test_two_papers_are_merged_and_the_one_that_went_comes_back(glass: AtTheGlass) -> None:
    first, second = a_paper(glass, 1, 10, 20), a_paper(glass, 2, 30)

    sort_sides(glass.desk, glass.who, {first: [*ids(glass, first), *ids(glass, second)], second: []})
    merged = glass.shades(first), stage(glass, second)
    undo(glass)

    assert merged == ([10, 20, 30], Stage.REMOVED)
    assert (glass.shades(first), glass.shades(second)) == ([10, 20], [30])
    assert stage(glass, second) is Stage.READ


def test_a_side_moves_between_papers_and_both_are_to_be_confirmed_again(glass: AtTheGlass) -> None:
    first, second = a_paper(glass, 1, 10, 20), a_paper(glass, 2, 30)
    confirm(glass.desk, glass.who, first)
    one, two = ids(glass, first)

    sort_sides(glass.desk, glass.who, {first: [one], second: [two, *ids(glass, second)]})

    assert (glass.shades(first), glass.shades(second)) == ([10], [20, 30])
    assert [page.place for page in glass.pages(second)] == [1, 2]
    assert stage(glass, first) is Stage.READ


def test_a_side_that_no_paper_is_to_have_is_kept_aside(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 1, 10, 20)

    sort_sides(glass.desk, glass.who, {paper: ids(glass, paper)[:1]})

    assert (glass.shades(paper), glass.shades(paper, removed=True)) == ([10], [20])


def test_a_pdf_of_sides_that_were_sorted_since_goes_with_a_secret_found_later(
    glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = a_paper(glass, 1, 10, 20)
    sides = ids(glass, paper)
    sort_sides(glass.desk, glass.who, {paper: sides[::-1]})
    bound = pdf(glass, paper)
    sort_sides(glass.desk, glass.who, {paper: sides})
    turn_page(glass.desk, glass.who, (paper, 1), 90)
    monkeypatch.setattr(type(glass.desk.reader), "understand", lambda *_told: DocumentReading(None, 0.0, (), "MẬT"))
    read_documents(glass.desk, glass.who, [paper])

    destroy_secret(glass.desk, glass.who, paper)

    with pytest.raises(ObjectMissing):
        glass.desk.store.path(bound)


def test_no_pdf_of_the_papers_a_secret_side_came_from_is_left_when_it_is_destroyed(
    glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret, merged, parted = a_paper(glass, 1, 10), a_paper(glass, 2, 20), a_paper(glass, 3, 30, 40)
    before = [pdf(glass, one) for one in (merged, parted)]
    sides = [*ids(glass, secret), *ids(glass, merged), ids(glass, parted)[1]]
    sort_sides(glass.desk, glass.who, {secret: sides, merged: [], parted: ids(glass, parted)[:1]})
    turn_page(glass.desk, glass.who, (secret, 2), 90)
    with monkeypatch.context() as marked:
        marked.setattr(type(glass.desk.reader), "understand", lambda *_told: DocumentReading(None, 0.0, (), "MẬT"))
        read_documents(glass.desk, glass.who, [secret])

    destroy_secret(glass.desk, glass.who, secret)

    for one in before:
        with pytest.raises(ObjectMissing):
            glass.desk.store.path(one)
    assert glass.desk.store.path(pdf(glass, parted)).is_file()


def test_a_side_turned_while_its_paper_is_read_is_read_as_it_lies_now(
    glass: AtTheGlass, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, paper = type(glass.desk.reader), start_scan(glass.desk, glass.who, Place(glass.code, 1)).id
    with glass.desk.unit(reading=True) as uow:
        scanned = uow.documents.get(paper)
    assert scanned is not None
    scan_into(glass.desk, glass.who, scanned, glass.lay(10, 20))
    finish_receiving(glass.desk, glass.who, paper)
    understand = reader.understand

    def turned_meanwhile(*_told: object) -> DocumentReading:
        monkeypatch.setattr(reader, "understand", understand)
        turn_page(glass.desk, glass.who, (paper, 2), 90)
        return DocumentReading(None, 0.0, ())

    monkeypatch.setattr(reader, "understand", turned_meanwhile)
    read_documents(glass.desk, glass.who, [paper])
    between = stage(glass, paper)
    read_documents(glass.desk, glass.who, [paper])

    assert (between, stage(glass, paper)) == (Stage.RECEIVED, Stage.READ)
    with glass.desk.unit(reading=True) as uow:
        assert all(page.reading is not None for page in uow.documents.pages(paper))


def test_sides_of_another_dossier_and_sides_named_twice_are_refused(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 1, 10, 20)
    with glass.desk.unit() as uow:
        other = uow.documents.get(paper)
        assert other is not None
        uow.dossiers.add(replace(one_of(uow, glass.code), code="TAM-261124-0099"))
        strange = uow.documents.add(replace(other, id=0, dossier="TAM-261124-0099", intake_key="strange")).id
        uow.commit()
    one, two = ids(glass, paper)

    for wanted in ({paper: [one], strange: [two]}, {paper: [one, one]}, {paper: []}, {paper: [one, 999]}):
        with pytest.raises(DocumentUnknown):
            sort_sides(glass.desk, glass.who, wanted)

    assert ids(glass, paper) == [one, two]


def test_a_paper_with_a_number_or_still_being_scanned_is_not_sorted(glass: AtTheGlass) -> None:
    paper = a_paper(glass, 1, 10, 20)
    coming = start_scan(glass.desk, glass.who, Place(glass.code, 2))
    scan_into(glass.desk, glass.who, coming, glass.lay(30))
    sides = ids(glass, paper)

    with pytest.raises(NotReadYet):
        sort_sides(glass.desk, glass.who, {paper: [*sides, *ids(glass, coming.id)], coming.id: []})
    with glass.desk.unit() as uow:
        document = uow.documents.get(paper)
        assert document is not None
        citizen = uow.citizens.get(document.citizen_id)
    Leaver(glass.desk, citizen, glass.who).copy(document, CopyStage.NUMBERED)
    with pytest.raises(PagesFixed):
        sort_sides(glass.desk, glass.who, {paper: sides[::-1]})


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=3))
def test_any_row_of_moves_is_undone_to_where_it_began(
    tmp_path_factory: pytest.TempPathFactory, moves: list[tuple[int, int, int]]
) -> None:
    glass = at_the_glass(tmp_path_factory.mktemp("sorted") / "office")
    papers = [a_paper(glass, 1, 10, 20), a_paper(glass, 2, 30, 40)]
    before = [glass.shades(paper) for paper in papers]
    done = 0

    for home, which, at in moves:
        here, there = papers[home], papers[1 - home]
        sides, others = ids(glass, here), ids(glass, there)
        if not sides:
            continue
        side = sides[which % len(sides)]
        wanted = {here: [one for one in sides if one != side], there: [*others[:at], side, *others[at:]]}
        sort_sides(glass.desk, glass.who, wanted)
        done += 1
        shades = [shade for paper in papers for shade in glass.shades(paper)]
        assert sorted(shades) == [10, 20, 30, 40]
    for _ in range(done):
        undo(glass)

    assert [glass.shades(paper) for paper in papers] == before
    glass.desk.close()
