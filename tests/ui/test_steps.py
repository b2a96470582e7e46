"""The one next step of a dossier: what Enter does, and that it never takes a warning unseen."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from desk.model.certification import CertifiedCopy, Comparison, CopyStage, Refusal
from desk.model.dossier import Dossier
from desk.model.paper import Document, Stage
from desk.model.people import Citizen
from desk.model.procedure import Component, Need, Procedure
from desk.model.reuse import Outcome, Verdict
from desk.work.counter import Counter, Slot
from desk.work.reuse import Offer
from ui.models.steps import Next, Step, done_count, next_step, step_of

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def paper(stage: Stage = Stage.CONFIRMED, fault: str | None = None) -> Document:
    return Document("TAM-1", 1, 1, "scan:x", NOW, 1, "k", stage=stage, fault=fault, id=7)


def slot(place: int, need: Need = Need.HAND_IN, outcome: Outcome | None = None, stage: Stage | None = None) -> Slot:
    part = Component(place, f"Giấy {place}", need)
    offers = (Offer(paper(), part, Verdict(outcome, "fits", "r")),) if outcome is not None else ()
    return Slot(part, (paper(stage),) if stage is not None else (), offers)


def counter(*slots: Slot, agrees: bool = True) -> Counter:
    procedure = Procedure("1", "Thủ tục", "", tuple(one.component for one in slots))
    return Counter(Dossier("TAM-1", 1, procedure, "v", NOW, 1), Citizen("A"), slots, agrees=agrees)


def test_the_citizen_is_asked_before_anything_else() -> None:
    wanted = next_step(counter(slot(1), agrees=False), 0, set(), answered=False)

    assert wanted.step is Step.ASK_CONSENT


def test_reuse_comes_before_scanning() -> None:
    wanted = next_step(counter(slot(1), slot(2, outcome=Outcome.FITS)), 0, set(), answered=True)

    assert (wanted.step, wanted.place, wanted.after) == (Step.REUSE, 2, 1)


def test_a_warning_is_looked_at_before_it_can_be_taken() -> None:
    there = counter(slot(1, outcome=Outcome.WARNING))

    assert next_step(there, 1, set(), answered=True).step is Step.LOOK
    assert next_step(there, 1, {1}, answered=True).step is Step.REUSE_WARNED


def test_the_slot_in_hand_goes_first() -> None:
    wanted = next_step(counter(slot(1), slot(2, outcome=Outcome.FITS)), 1, set(), answered=True)

    assert (wanted.step, wanted.place, wanted.after) == (Step.SCAN, 1, 2)


def test_what_was_read_is_checked_when_nothing_more_is_to_be_gathered() -> None:
    wanted = next_step(counter(slot(1, stage=Stage.READ), slot(2)), 0, set(), answered=True)

    assert (wanted.step, wanted.place) == (Step.SCAN, 2)


def test_while_the_machine_reads_the_next_citizen_may_come() -> None:
    wanted = next_step(counter(slot(1, stage=Stage.RECEIVED)), 0, set(), answered=True)

    assert wanted.step is Step.WAIT


def test_a_paper_that_could_not_be_read_is_mended_first() -> None:
    part = Component(1, "Giấy", Need.HAND_IN)
    failed = Slot(part, (paper(Stage.RECEIVED, "ocr.file-unreadable"),))

    assert next_step(counter(failed, slot(2)), 0, set(), answered=True).step is Step.MEND


def test_a_full_dossier_is_finished() -> None:
    full = counter(slot(1, stage=Stage.CONFIRMED), slot(2, need=Need.IF_ANY))

    assert next_step(full, 1, set(), answered=True).step is Step.FINISH
    assert done_count(full) == (1, 0, 1)


def test_a_paper_that_is_only_shown_is_never_scanned() -> None:
    assert step_of(slot(1, need=Need.SHOW), "ho_tich") is Step.SHOW


def test_an_original_to_be_certified_is_scanned_but_the_identity_card_beside_it_is_not() -> None:
    original, card = Component(1, "Bản chính", Need.SHOW), Component(2, "Căn cước", Need.SHOW, ("can_cuoc",))

    assert step_of(Slot(original), "chung_thuc") is Step.SCAN
    assert step_of(Slot(card), "chung_thuc") is Step.SHOW


def certifying(stage: CopyStage | None, *, kind: str = "chung_thuc", read: Stage = Stage.CONFIRMED) -> Counter:
    """A dossier of certification with one paper, and its copy at a stage."""
    original = Slot(Component(1, "Bản chính", Need.SHOW), (paper(read),))
    copy = CertifiedCopy(
        "TAM-1", 7, 1, "Giấy khai sinh", "SCTĐT/BS", 2026, 213, 1, "A", "", 2, 1, 1, 2000, "f", "w", "s", NOW, 1,
        Comparison(compared=True), stage=stage or CopyStage.NUMBERED, requester="A",
    )  # fmt: skip
    procedure = Procedure("2.000815", "Chứng thực", "", (original.component,), kind=kind)
    made = Counter(Dossier("TAM-1", 1, procedure, "v", NOW, 1), Citizen("A"), (original,), agrees=True)
    return replace(made, copies=(copy,) if stage is not None else ())


def test_an_original_that_was_checked_is_certified_next() -> None:
    assert next_step(certifying(None), 1, set(), answered=True) == Next(Step.CERTIFY, 1)
    assert next_step(certifying(None, read=Stage.READ), 1, set(), answered=True).step is Step.CHECK


def test_a_number_once_taken_leads_back_to_its_signature_in_any_procedure() -> None:
    for stage in (CopyStage.NUMBERED, CopyStage.SIGNED):
        assert next_step(certifying(stage, kind="ho_tich"), 1, set(), answered=True).step is Step.CERTIFY


def test_a_copy_that_only_waits_or_is_finished_asks_nothing_of_the_clerk() -> None:
    for stage in (CopyStage.WAITING, CopyStage.SEALED):
        assert next_step(certifying(stage), 1, set(), answered=True).step is not Step.CERTIFY


def test_a_void_number_leaves_the_paper_to_be_certified_again() -> None:
    assert next_step(certifying(CopyStage.VOID), 1, set(), answered=True).step is Step.CERTIFY


def test_a_refused_paper_is_not_asked_for_again() -> None:
    refused = replace(certifying(None), refusals=(Refusal("TAM-1", 7, (1,), "tẩy xóa", 1, NOW, "f"),))

    assert next_step(refused, 1, set(), answered=True).step is not Step.CERTIFY


def test_any_paper_held_is_no_next_step_for_what_may_stay_empty() -> None:
    assert step_of(slot(2, need=Need.IF_ANY, outcome=Outcome.FITS), "chung_thuc") is None


OUTCOMES = st.sampled_from([Outcome.FITS, Outcome.WARNING])
SLOTS = st.builds(
    slot, st.integers(1, 9), st.sampled_from(Need), st.one_of(st.none(), OUTCOMES),
    st.one_of(st.none(), st.sampled_from([Stage.RECEIVED, Stage.READ, Stage.CONFIRMED])),
)  # fmt: skip


@given(st.lists(SLOTS, max_size=6, unique_by=lambda one: one.component.place), st.integers(0, 9))
def test_no_dossier_lets_enter_take_a_warning_that_nobody_saw(slots: list[Slot], place: int) -> None:
    wanted = next_step(counter(*slots), place, set(), answered=True)

    chosen = next((one for one in slots if one.component.place == wanted.place), None)
    if wanted.step in (Step.REUSE, Step.REUSE_WARNED):
        assert chosen is not None
        assert chosen.offers[0].verdict.outcome is Outcome.FITS
