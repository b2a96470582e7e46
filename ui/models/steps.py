"""The one next step of a dossier (bước tiếp theo): a pure function of what stands on the counter."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.model.certification import CopyStage
from desk.model.dossier import SlotState
from desk.model.procedure import Component, Need
from desk.model.reuse import Outcome

if TYPE_CHECKING:
    from desk.work.counter import Counter, Slot


class Step(StrEnum):
    """What Enter does next; the view has the words."""

    IDENTIFY = "identify"
    CHOOSE_PERSON = "choose-person"
    CHOOSE_PROCEDURE = "choose-procedure"
    ASK_CONSENT = "ask-consent"
    REUSE = "reuse"
    LOOK = "look"
    REUSE_WARNED = "reuse-warned"
    SHOW = "show"
    SCAN = "scan"
    CHECK = "check"
    CERTIFY = "certify"
    MEND = "mend"
    WAIT = "wait"
    HAND = "hand"
    FINISH = "finish"


@dataclass(frozen=True)
class Next:
    """The step, the slot it is about (0 = none), and the slot that comes after it (0 = none)."""

    step: Step
    place: int = 0
    after: int = 0


_ORDER = (Step.MEND, Step.REUSE, Step.REUSE_WARNED, Step.LOOK, Step.SHOW, Step.SCAN, Step.CHECK,
          Step.CERTIFY)  # fmt: skip
"""Reuse comes before scanning; what was read is checked when nothing more is to be gathered, then it is certified."""


def is_original(part: Component, procedure_kind: str) -> bool:
    """Tell whether a component is the original that is to be copied and certified (chứng thực bản sao)."""
    return procedure_kind == "chung_thuc" and part.need is Need.SHOW and not part.kinds


def to_certify(counter: "Counter", slot: "Slot") -> int:
    """Return the paper of a slot that is to be certified next, 0 for none.

    An original of a procedure of certification, once checked and unless refused; and any paper whose number was taken
    and whose signatures are still to come.
    """
    wanted = slot.state is SlotState.CONFIRMED and is_original(slot.component, counter.dossier.procedure.kind)
    for paper in slot.documents:
        copy = counter.copy_of(paper.id)
        if copy is None:
            if wanted and not counter.refused(paper.id):
                return paper.id
        elif copy.stage in (CopyStage.NUMBERED, CopyStage.SIGNED):
            return paper.id
    return 0


def is_handed_now(counter: "Counter") -> bool:
    """Tell whether the citizen takes the result home at once: certified copies (chứng thực bản sao) are there to go.

    The result of other procedures comes later; their papers leave by the clerk's own key.
    """
    return any(counter.copy_of(paper.id) is not None for paper in counter.documents)


def is_scanned(part: Component, procedure_kind: str) -> bool:
    """Tell whether a component's paper is scanned, rather than only shown.

    An original that is to be copied and certified (chứng thực bản sao) is shown by its owner and scanned by the office;
    an identity card shown beside it is not.

    Law: docs/law.md#papers-only-shown
    """
    return part.need is not Need.SHOW or is_original(part, procedure_kind)


def step_of(slot: "Slot", procedure_kind: str, seen: frozenset[int] | set[int] = frozenset()) -> Step | None:
    """Return what is to be done at one slot; None when nothing is, or when the machine is at work.

    A paper that fits with a warning is never taken before its slot was looked at (`seen`).
    """
    if slot.done and slot.state is not SlotState.OFFERED:
        return None
    if slot.state is SlotState.OFFERED:
        if slot.component.need is Need.IF_ANY and not slot.component.kinds:
            return None  # any paper would fit what may as well stay empty: that is no step, the slot still offers it
        if slot.offers[0].verdict.outcome is Outcome.FITS:
            return Step.REUSE
        return Step.REUSE_WARNED if slot.component.place in seen else Step.LOOK
    if slot.state is SlotState.EMPTY:
        return Step.SCAN if is_scanned(slot.component, procedure_kind) else Step.SHOW
    return {SlotState.READ: Step.CHECK, SlotState.FAILED: Step.MEND}.get(slot.state)


def next_step(counter: "Counter", place: int, seen: set[int], *, answered: bool) -> Next:
    """Return the next step at the slot in hand if there is one, else at the first that needs something.

    Args:
        counter: The dossier as it stands.
        place: The slot in hand, 0 for none.
        seen: Slots that had the focus.
        answered: Whether the citizen was asked about keeping copies.
    """
    if not answered and not counter.agrees:
        return Next(Step.ASK_CONSENT)
    kind = counter.dossier.procedure.kind
    steps = {
        slot.component.place: step_of(slot, kind, seen) or (Step.CERTIFY if to_certify(counter, slot) else None)
        for slot in counter.slots
    }
    here = place if steps.get(place) is not None else first_place(steps)
    if not here:
        reading = any(slot.state is SlotState.READING for slot in counter.slots)
        return Next(Step.WAIT if reading else Step.HAND if is_handed_now(counter) else Step.FINISH)
    rest = {other: step for other, step in steps.items() if other != here}
    return Next(steps[here] or Step.FINISH, here, first_place(rest))


def first_place(steps: dict[int, Step | None]) -> int:
    """Return the slot whose turn comes first, 0 when none has a step."""
    able = [(_ORDER.index(step), place) for place, step in steps.items() if step is not None]
    return min(able)[1] if able else 0


def done_count(counter: "Counter") -> tuple[int, int, int]:
    """Return how many components are done, how many could be reused, and how many count.

    A component «nếu có» counts only when there is something in it or for it.
    """
    asked = [s for s in counter.slots if s.component.need is not Need.IF_ANY or s.state is not SlotState.EMPTY]
    offered = sum(slot.state is SlotState.OFFERED for slot in asked)
    done = sum(slot.done and slot.state is not SlotState.OFFERED for slot in asked)
    return done, offered, len(asked)
