"""The rehearsal's papers: marked, of their size, with the truth beside them."""

import tomllib
from importlib import resources
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from desk.rehearsal.papers import SamplePaper, fill_feeder, make_papers, paper_names
from desk.rehearsal.people import household


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> list[SamplePaper]:
    return make_papers(None, tmp_path_factory.mktemp("papers"))


def test_each_paper_is_drawn_at_its_size_and_says_its_dpi(papers: list[SamplePaper]) -> None:
    assert len(papers) == len(paper_names()) + 1  # a card has two sides
    for paper in papers:
        with Image.open(paper.path) as picture:
            dpi = round(picture.info["dpi"][0])
            size = sorted(round(side * 25.4 / dpi) for side in picture.size)
        assert (dpi, size) in [(300, [210, 297]), (400, [64, 96])]


def test_the_truth_names_fields_of_the_papers_kind(papers: list[SamplePaper]) -> None:
    for paper in papers:
        file = resources.files("ocr").joinpath("kinds", f"{paper.kind}.toml")
        known = {field["name"] for field in tomllib.loads(file.read_text("utf-8"))["field"]}
        assert set(paper.fields) <= known, paper.path.name
        assert all(value.strip() for value in paper.fields.values())


def test_every_paper_wears_the_red_mark_of_a_rehearsal(papers: list[SamplePaper]) -> None:
    for paper in papers:
        with Image.open(paper.path) as picture:
            width, height = picture.size
            top = picture.convert("RGB").crop((0, 0, width, height // 5)).reduce(4)
        red = [pixel for pixel in _pixels(top) if pixel[0] - max(pixel[1:]) > 80]
        assert len(red) > 60, paper.path.name


def _pixels(picture: Image.Image) -> list[tuple[int, int, int]]:
    data = picture.tobytes()
    return [(data[i], data[i + 1], data[i + 2]) for i in range(0, len(data), 3)]


def test_the_cards_qr_is_read_from_the_picture(papers: list[SamplePaper]) -> None:
    front = next(paper for paper in papers if paper.path.name == "can-cuoc-1.jpg")

    with Image.open(front.path) as picture:
        codes = [code.text for code in zxingcpp.read_barcodes(picture)]

    assert codes == [household().mother.card_qr]


def test_the_same_seed_draws_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    (first,) = make_papers(None, tmp_path / "a", ["to-khai"])
    (again,) = make_papers(None, tmp_path / "b", ["to-khai"])
    (other,) = make_papers(None, tmp_path / "c", ["to-khai"], seed=1)

    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.path.read_bytes() != other.path.read_bytes()


def test_the_feeder_holds_a_stack_in_its_order(tmp_path: Path) -> None:
    stack = fill_feeder(tmp_path / "feeder")

    assert [paper.kind for paper in stack] == ["don_to_khai", "khai_sinh", "ket_hon", "van_ban_hanh_chinh"]
    assert sorted((tmp_path / "feeder").iterdir()) == [paper.path for paper in stack]
