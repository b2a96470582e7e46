"""What is final in a book stays so, whoever writes last: two desks may have taken up the same copy.

Kept by the office in a file and by the one on a server.
"""

from dataclasses import replace

import pytest

from desk.errors import CopyStageWrong
from desk.model.certification import CertifiedCopy, CopyStage
from desk.ports import UnitOfWork, Units
from signing.values import Level
from tests.contracts.test_copies import a_copy
from tests.fakes.memory import NOW, begin

ORDER = [CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING, CopyStage.SEALED, CopyStage.VOID]


def at(copy: CertifiedCopy, stage: CopyStage) -> CertifiedCopy:
    """Return a copy as it stands at a stage."""
    if stage is CopyStage.SEALED:
        return replace(copy, stage=stage, file="f" * 64, level=Level.LTA, finished_at=NOW)
    if stage is CopyStage.VOID:
        return replace(copy, stage=stage, voided_at=NOW, voided_by=copy.made_by, voided_reason="ký nhầm")
    return replace(copy, stage=stage)


def standing(uow: UnitOfWork, stage: CopyStage) -> CertifiedCopy:
    """Add a copy and bring it to a stage."""
    copy = at(uow.copies.add(a_copy(uow, begin(uow), "a")), stage)
    uow.copies.update(copy)
    return copy


@pytest.mark.parametrize("place", range(1, 5), ids=[stage.value for stage in ORDER[1:]])
def test_a_copy_never_goes_back_to_a_stage_before(unit: Units, place: int) -> None:
    with unit() as uow:
        copy = standing(uow, ORDER[place])
        lines = uow.chains.lines(copy.book, copy.year)

        for earlier in ORDER[:place]:
            with pytest.raises(CopyStageWrong):
                uow.copies.update(at(replace(copy, voided_reason=None, voided_at=None, voided_by=None), earlier))

        assert uow.copies.get(copy.id) == copy
        assert uow.chains.lines(copy.book, copy.year) == lines


def test_what_is_void_is_not_made_void_for_another_reason(unit: Units) -> None:
    with unit() as uow:
        copy = standing(uow, CopyStage.VOID)

        with pytest.raises(CopyStageWrong):
            uow.copies.update(replace(copy, voided_reason="vì lẽ khác"))
        uow.copies.update(copy)

        assert uow.copies.get(copy.id) == copy
        assert len(uow.chains.lines(copy.book, copy.year)) == 2
