"""`saoy evening scan`: a stack through the feeder of a network scanner; what stops it, and how it goes on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.model.paper import Stage
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner
from tests.fakes.certifying import CertifyingOffice
from tests.fakes.commands import Commands, commands_over
from tests.fakes.feeder import STACK, loaded_feeder, office_over
from tests.fakes.stacks import A, B


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[VirtualScanner]:
    with loaded_feeder(tmp_path) as loaded:
        yield loaded


@pytest.fixture
def saoy(
    tmp_path: Path, scanner: VirtualScanner, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Commands]:
    """The command line over an office with that scanner."""
    office = CertifyingOffice(tmp_path / "office")
    with office_over(office.desk, scanner, monkeypatch) as office.desk:
        yield commands_over(office, monkeypatch, capsys)
    office.desk.close()


def papers(saoy: Commands) -> dict[str, list[int]]:
    """Return how many sides each paper has that is in a dossier of the stack."""
    with saoy.office.desk.unit(reading=True) as uow:
        return {
            code: [
                len(uow.documents.pages(one.id)) for one in uow.documents.of_dossier(code)
                if one.stage is not Stage.REMOVED
            ]
            for code in (A, B)
        }  # fmt: skip


def sides(saoy: Commands, batch: int) -> list[tuple[int, str]]:
    """Return place and bytes of each side of a stack."""
    with saoy.office.desk.unit(reading=True) as uow:
        return [(one.place, one.digest) for one in uow.evenings.sides(batch)]


def test_a_stack_in_the_feeder_is_cut_and_filed_by_one_command(saoy: Commands) -> None:
    code, told = saoy("evening", "scan")

    assert (code, told["faults"]) == (0, [])
    assert [(one["dossier"], one["pages"]) for one in told["documents"]] == [(A, 3), (B, 1)]
    assert papers(saoy) == {A: [3], B: [1]}


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (Faults(jam=4), "Kẹt giấy. Đã giữ 3 tờ. Lấy tờ kẹt ra. Đặt lại tờ thứ 4"),
        (Faults(double_feed=4), "Máy kéo hai tờ cùng lúc. Đã giữ 3 tờ. Tách giấy. Đặt lại từ tờ thứ 4"),
    ],
    ids=["jam", "two sheets at once"],
)
def test_a_stack_stopped_within_a_paper_goes_on_there_without_loss_or_double(
    saoy: Commands, scanner: VirtualScanner, trouble: Faults, said: str
) -> None:
    scanner.state.faults = trouble

    code, stopped = saoy("evening", "scan")
    heard, before = saoy.heard, papers(saoy)
    scanner.load()
    again, told = saoy("evening", "scan", "--into", stopped["batch"])

    there = sides(saoy, stopped["batch"])
    assert (code, stopped["documents"], before) == (1, [], {A: [], B: []})
    assert said in heard
    assert f"saoy evening scan --into {stopped['batch']}" in heard
    assert (again, told["batch"], told["faults"]) == (0, stopped["batch"], [])
    assert [place for place, _ in there] == [1, 2, 3, 4, 5, 6]
    assert len({digest for _, digest in there}) == len(STACK)
    assert papers(saoy) == {A: [3], B: [1]}


def test_what_came_of_a_stack_that_does_not_go_on_is_sorted_by_a_word(saoy: Commands, scanner: VirtualScanner) -> None:
    scanner.state.faults = Faults(cover=3)
    _, stopped = saoy("evening", "scan")

    code, told = saoy("evening", "sort", stopped["batch"])

    assert (code, [one["pages"] for one in told["documents"]]) == (0, [1])
    assert papers(saoy) == {A: [1], B: []}


def test_a_stack_that_goes_on_keeps_the_rules_it_began_with(saoy: Commands) -> None:
    _, first = saoy("evening", "scan")

    answers: list[tuple[int, Any]] = [
        saoy("evening", "scan", "--into", first["batch"], *more) for more in (("--rules", "blank"), ("--dossier", A))
    ]

    assert answers == [(2, None), (2, None)]
    assert saoy("evening", "scan", "--into", 99)[1]["fault"] == "evening.batch-unknown"
    assert saoy("evening", "sort", 99)[1]["fault"] == "evening.batch-unknown"


def test_a_sample_stack_is_laid_in_a_rehearsal_office_alone(saoy: Commands) -> None:
    code, told = saoy("evening", "sample")

    assert (code, told) == (2, None)
    assert "văn phòng diễn tập" in saoy.heard
