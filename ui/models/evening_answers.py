"""What a person may answer to one question about a stack, and which acts carry the answer out."""

from dataclasses import dataclass
from enum import StrEnum

from desk.model.arranging import Act, Assign, BringBack, Join, MoveSides, SetAside, Settle, Split
from desk.model.evening import Bundle, DoubtKind
from desk.work.evening_look import Look
from desk.work.evening_stack import Doubt


class Say(StrEnum):
    """An answer (câu trả lời); the first one offered is the machine's own proposal."""

    SPLIT = "split"
    JOIN = "join"
    MOVE_TO = "move-to"
    FIND_DOSSIER = "find-dossier"
    FIND_KIND = "find-kind"
    OTHER_PAPER = "other-paper"
    SAME_PERSON = "same-person"
    AS_IT_IS = "as-it-is"
    BLANK = "blank"
    NOT_BLANK = "not-blank"
    SEALED = "sealed"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with what it does to the arrangement; no act = the screen helps the person to find one.

    Attributes:
        other: The side it is told against: «liền với trang 8»; 0 = none.
        name: The person whose dossier a paper would go to, "" = none is proposed.
    """

    say: Say
    acts: tuple[Act, ...] = ()
    other: int = 0
    name: str = ""


def answers(look: Look, doubt: Doubt) -> tuple[Answer, ...]:
    """Return the answers to a question, the machine's proposal first; none when what it asks about is gone."""
    if doubt.kind is DoubtKind.CUT:
        return _cut(look, doubt)
    if doubt.kind is DoubtKind.BLANK and doubt.side is not None:
        held = look.arrangement.holding(doubt.side)
        back = _stay(held, doubt.side) if held is not None else BringBack((doubt.side,))
        return Answer(Say.BLANK, (SetAside((doubt.side,)),)), Answer(Say.NOT_BLANK, (back,))
    settle = (Settle(doubt.bundle, (doubt.kind,)),)
    offered: dict[DoubtKind, tuple[Answer, ...]] = {
        DoubtKind.SECRECY: (Answer(Say.SEALED),),
        DoubtKind.DOSSIER: (*_owner(look, doubt), Answer(Say.FIND_DOSSIER)),
        DoubtKind.KIND: (Answer(Say.OTHER_PAPER, settle), Answer(Say.FIND_KIND)),
        DoubtKind.COUNT: (Answer(Say.SEEN),),
        DoubtKind.PERSON: (*_owner(look, doubt), Answer(Say.FIND_DOSSIER), Answer(Say.SAME_PERSON, settle)),
        DoubtKind.UNREADABLE: (Answer(Say.AS_IT_IS, settle),),
    }
    return offered.get(doubt.kind, ())


def _owner(look: Look, doubt: Doubt) -> tuple[Answer, ...]:
    """Return the proposal of the one dossier of this stack whose citizen's number or name stands on the paper."""
    paper = next((one for one in look.papers if one.bundle.id == doubt.bundle), None)
    if paper is None:
        return ()
    told = {"".join((field.value or "").casefold().split()) for field in paper.fields} - {""}
    found: dict[str, str] = {}
    for other in look.papers:
        citizen, dossier = other.citizen, other.dossier
        if citizen is None or dossier is None or dossier.code == paper.bundle.dossier:
            continue
        number = citizen.personal_id.number if citizen.personal_id is not None else ""
        if number in told or "".join(citizen.name.casefold().split()) in told:
            found[dossier.code] = citizen.name
    if len(found) != 1:
        return ()
    ((code, name),) = found.items()
    return (Answer(Say.MOVE_TO, (Assign((doubt.bundle,), code),), name=name),)


def _cut(look: Look, doubt: Doubt) -> tuple[Answer, ...]:
    told = next((one for one in look.arrangement.unsure if one.side == doubt.side), None)
    if told is None:
        return ()
    held, before = look.arrangement.holding(told.side), look.arrangement.holding(told.before)
    if held is None:
        return ()
    stay = _stay(held, told.side)
    if held.sides[0] != told.side:
        return Answer(Say.JOIN, (stay,), told.before), Answer(Say.SPLIT, (Split(told.side),))
    apart = Answer(Say.SPLIT, (stay,))
    if before is None or before is held:
        return (apart,)
    return apart, Answer(Say.JOIN, (Join(before.id, held.id),), told.before)


def _stay(bundle: Bundle, side: int) -> Act:
    """Return the act that leaves a side where it is and says so: nothing is asked of it any more."""
    at = bundle.sides.index(side)
    following = bundle.sides[at + 1] if at + 1 < len(bundle.sides) else None
    return MoveSides((side,), bundle.id, following)
