"""What a clerk relies on before handing over: every paper with its state, in step with what the package will take."""

from pathlib import Path

import pytest

from desk.errors import DossierUnknown, PapersUnfinished
from desk.model.certification import CopyStage
from desk.model.paper import Stage
from desk.ports import Desk
from desk.work.handing import PaperState, handing
from desk.work.handover import hand_over, package
from tests.fakes.leaving import COPYING, Leaver


def states(desk: Desk, code: str) -> list[PaperState]:
    return [paper.state for paper in handing(desk, code).papers]


def test_a_checked_paper_and_a_finished_copy_are_ready_and_named_as_the_package_names_them(
    desk: Desk, fill: Leaver, tmp_path: Path
) -> None:
    code = fill.dossier()
    fill.paper(code, "Tờ khai", 1)
    fill.copy(fill.paper(code, "Giấy khai sinh", 2))

    found = handing(desk, code)

    assert [paper.state for paper in found.papers] == [PaperState.READY, PaperState.READY]
    assert found.able
    assert found.fee == 2000
    packaged = package(desk, fill.who, code, tmp_path / "goi.zip")
    assert packaged.documents == len(found.leaving)
    assert found.papers[1].file == "02-giay-khai-sinh-chung-thuc-so-1.pdf"


@pytest.mark.parametrize(
    ("stage", "fault", "state"),
    [
        (Stage.READ, None, PaperState.UNCHECKED),
        (Stage.RECEIVED, None, PaperState.READING),
        (Stage.RECEIVING, None, PaperState.READING),
        (Stage.RECEIVED, "ocr.file-unreadable", PaperState.FAILED),
    ],
)
def test_a_paper_under_way_says_how_far_it_is(
    desk: Desk, fill: Leaver, stage: Stage, fault: str | None, state: PaperState
) -> None:
    code = fill.dossier()
    fill.paper(code, place=1, stage=stage, fault=fault)

    assert states(desk, code) == [state]


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (CopyStage.NUMBERED, PaperState.UNSIGNED),
        (CopyStage.SIGNED, PaperState.UNSIGNED),
        (CopyStage.WAITING, PaperState.WAITING),
    ],
)
def test_an_unfinished_copy_keeps_the_dossier_here_as_the_package_would(
    desk: Desk, fill: Leaver, tmp_path: Path, stage: CopyStage, state: PaperState
) -> None:
    code = fill.dossier()
    fill.paper(code, place=1)
    fill.copy(fill.paper(code, place=2), stage)
    fill.copy(fill.paper(code, place=3), stage)

    found = handing(desk, code)

    assert [paper.state for paper in found.holding] == [state, state]
    assert not found.able
    assert found.fee == 4000
    with pytest.raises(PapersUnfinished):
        package(desk, fill.who, code, tmp_path / "goi.zip")


def test_an_original_only_shown_stays_and_one_to_be_copied_asks_for_its_certification(
    desk: Desk, fill: Leaver
) -> None:
    usual, copying = fill.dossier(), fill.dossier("TAM-261124-0002", COPYING)
    fill.paper(usual, "Thẻ căn cước", 4)
    fill.paper(copying, "Bằng tốt nghiệp", 1)

    assert states(desk, usual) == [PaperState.STAYS]
    assert states(desk, copying) == [PaperState.TO_CERTIFY]
    assert not handing(desk, copying).able


def test_a_paper_used_again_is_ready_unless_its_certified_copy_was_made_void(desk: Desk, fill: Leaver) -> None:
    before, code = fill.dossier("TAM-261006-0009"), fill.dossier()
    paper = fill.paper(before, "Giấy khai sinh", 2)
    copy = fill.copy(paper)
    fill.reuse(paper, code, 2, "fits-certified")

    assert states(desk, code) == [PaperState.READY]
    assert handing(desk, code).papers[0].reused
    assert handing(desk, code).fee == 0

    fill.void(copy)

    assert states(desk, code) == [PaperState.VOIDED]


def test_papers_in_the_tray_and_secret_ones_are_not_spoken_of(desk: Desk, fill: Leaver) -> None:
    code = fill.dossier()
    fill.paper(code, place=1, stage=Stage.REMOVED)
    fill.paper(code, place=2, secrecy="mat")

    found = handing(desk, code)

    assert found.papers == ()
    assert not found.able


def test_after_the_hand_over_it_says_so(desk: Desk, fill: Leaver, tmp_path: Path) -> None:
    code = fill.dossier()
    fill.paper(code, place=1)

    hand_over(desk, fill.who, code, tmp_path / "goi.zip")

    assert handing(desk, code).handed_over


def test_an_unknown_dossier_is_said_to_be_unknown(desk: Desk) -> None:
    with pytest.raises(DossierUnknown):
        handing(desk, "TAM-000000-0000")
