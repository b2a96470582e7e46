"""What a clerk relies on when several papers, or a card's two sides, were laid on the glass together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from desk.model.paper import Stage
from desk.model.scanning import ScanRequest
from desk.work.digitise import read_documents
from desk.work.parting import card_page, part_side
from desk.work.receive import Place, finish_receiving, scan_into, start_scan
from desk.work.undoing import undo_sides
from ocr.errors import CardNotSeen
from tests.fakes.glass import AtTheGlass, at_the_glass

CARD = (337, 213)


@pytest.fixture
def glass(tmp_path: Path) -> Iterator[AtTheGlass]:
    made = at_the_glass(tmp_path / "office")
    yield made
    made.desk.close()


def glass_with(*places: tuple[int, int]) -> Image.Image:
    """A dark glass of A4 at 100 dpi with cards on it, each of another grey."""
    picture = Image.new("L", (827, 1169), 12)
    for number, place in enumerate(places):
        picture.paste(200 + 20 * number, (*place, place[0] + CARD[0], place[1] + CARD[1]))
    picture.info["dpi"] = (100, 100)
    return picture


def a_paper(glass: AtTheGlass, *pictures: Image.Image, read: bool = True) -> int:
    document = start_scan(glass.desk, glass.who, Place(glass.code, 1))
    glass.scanner.stack = list(pictures)
    scan_into(glass.desk, glass.who, document, ScanRequest("escl:invented", dpi=100))
    if read:
        finish_receiving(glass.desk, glass.who, document.id)
        read_documents(glass.desk, glass.who, [document.id])
    return document.id


@pytest.mark.parametrize("read", [True, False], ids=["read", "under-way"])
def test_papers_on_one_glass_become_sides_and_the_scan_is_kept(glass: AtTheGlass, *, read: bool) -> None:
    paper = a_paper(glass, glass_with((60, 80), (400, 600)), read=read)
    (scan,) = glass.pages(paper)

    parted = part_side(glass.desk, glass.who, paper, 1)

    assert parted.doubts == ((), ())
    assert [(page.width_px, page.height_px) for page in glass.pages(paper)] == [
        pytest.approx(CARD, abs=6), pytest.approx(CARD, abs=6),
    ]  # fmt: skip
    assert glass.shades(paper) == [200, 220]
    assert [page.digest for page in glass.pages(paper, removed=True)] == [scan.digest]
    undo_sides(glass.desk, glass.who, paper)
    assert [page.digest for page in glass.pages(paper)] == [scan.digest]


def test_a_glass_with_nothing_to_part_stays_as_it_is(glass: AtTheGlass) -> None:
    paper = a_paper(glass, Image.new("L", (827, 1169), 250))

    assert part_side(glass.desk, glass.who, paper, 1).laid is None
    assert len(glass.pages(paper)) == 1


@pytest.mark.parametrize(
    "glasses", [((60, 80), (400, 600)), ((60, 80), None, (100, 300))], ids=["one-glass", "two-passes"]
)
def test_both_sides_of_a_card_become_one_page_of_the_paper(
    glass: AtTheGlass, glasses: tuple[tuple[int, int] | None, ...]
) -> None:
    pictures = [glass_with(*(p for p in glasses if p))]
    if None in glasses:
        pictures = [glass_with(p) for p in glasses if p]
    paper = a_paper(glass, *pictures)

    card_page(glass.desk, glass.who, paper)

    (page,) = glass.pages(paper)
    assert (page.width_px / page.dpi * 25.4, page.height_px / page.dpi * 25.4) == pytest.approx((210, 297), abs=0.1)
    assert len(glass.pages(paper, removed=True)) == len(pictures)
    with glass.desk.unit() as uow:
        document = uow.documents.get(paper)
    assert document is not None
    assert document.stage is Stage.READ


def test_one_side_alone_makes_no_card_page_and_changes_nothing(glass: AtTheGlass) -> None:
    paper = a_paper(glass, glass_with((60, 80)))

    with pytest.raises(CardNotSeen):
        card_page(glass.desk, glass.who, paper)

    assert len(glass.pages(paper)) == 1
    assert not list(glass.desk.spool.glob("cuts-*"))
