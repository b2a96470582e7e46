"""Looking at a stack (xem xấp giấy): what the screen of the evening shows, the doubtful first."""

from dataclasses import dataclass, field

from desk.model.dossier import Dossier
from desk.model.evening import Arrangement, Batch, Bundle, DoubtKind, Side
from desk.model.people import Citizen, Role, Session
from desk.model.procedure import Need
from desk.ports import Desk, UnitOfWork
from desk.work.digitise import kind_title
from desk.work.evening_stack import Doubt, Stack, doubts_of, in_order, load_stack, ready
from desk.work.placing import taken
from ocr.page import FieldReading


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a stack as it is shown (giấy trong xấp).

    Attributes:
        sides: In order, without readings.
        dossier: None while it belongs to none that there is; `bundle.dossier` then tells what the slip says.
        citizen: Whose dossier it is, or None.
        place: The component it fills or would fill, None = «giấy tờ khác».
        kind: Code of the kind a person gave or the machine found, or None.
        title: Vietnamese name of the kind, "" when unknown.
        confidence: Of the kind, 0-1.
        fields: As the machine read them.
        doubts: What a person is asked, in the order of asking.
        ready: Nothing speaks against filing it.
        document: The document it became, or None.
    """

    bundle: Bundle
    sides: tuple[Side, ...]
    dossier: Dossier | None
    citizen: Citizen | None
    place: int | None
    kind: str | None
    title: str
    confidence: float
    fields: tuple[FieldReading, ...]
    doubts: tuple[Doubt, ...]
    ready: bool
    document: int | None


@dataclass(frozen=True, slots=True)
class Look:
    """A batch as it is shown (đợt cuối ngày trên màn hình).

    Attributes:
        papers: In the order of the stack.
        doubts: All that a person is asked, kind by kind (`DoubtKind`), then paper by paper; also of dossiers.
        aside: Blank sides.
        separators: Slips, cover and Patch-T sheets, with their backs.
        removed: Sides that a person put away.
        unread: How many sides are still to be read.
        coming: Those sides, as they lie in the stack; of the paper that is being cut too.
        can_undo: An act can be undone.
        can_redo: An act can be done again.
    """

    batch: Batch
    arrangement: Arrangement
    papers: tuple[Paper, ...]
    doubts: tuple[Doubt, ...]
    aside: tuple[Side, ...]
    separators: tuple[Side, ...]
    removed: tuple[Side, ...]
    unread: int
    can_undo: bool
    can_redo: bool
    coming: tuple[Side, ...] = ()


def look(desk: Desk, who: Session, batch_id: int) -> Look:
    """Return a batch as it is to be shown.

    Raises:
        RoleMissing, BatchUnknown.
    """
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        stack = load_stack(uow, batch_id)
        slots = _Slots(uow, stack)
        papers = tuple(_paper(stack, bundle, slots) for bundle in stack.arrangement.bundles)
        doubts = [doubt for one in papers for doubt in one.doubts]
        undo, redo = uow.evenings.ahead(batch_id)
        lacking = slots.lacking()
    arrangement, sides = stack.arrangement, stack.sides
    cut = set(arrangement.sides)
    return Look(
        batch=stack.batch, arrangement=arrangement, papers=papers,
        doubts=tuple(in_order([*doubts, *lacking], arrangement)),
        aside=tuple(sides[place] for place in arrangement.aside),
        separators=tuple(sides[place] for place in arrangement.separators),
        removed=tuple(sides[place] for place in arrangement.removed),
        unread=sum(place not in cut for place in sides), can_undo=undo, can_redo=redo,
        coming=tuple(sides[place] for place in sorted(sides) if place not in cut),
    )


def _paper(stack: Stack, bundle: Bundle, slots: "_Slots") -> Paper:
    guess = stack.guess(bundle)
    kind = bundle.kind or (guess.kind if guess is not None else None)
    sure = 1.0 if bundle.kind is not None else guess.confidence if guess is not None else 0.0
    return Paper(
        bundle=bundle, sides=tuple(stack.of(bundle)), dossier=stack.dossier(bundle),
        citizen=stack.citizens.get(bundle.dossier or ""), place=slots.of(bundle, kind), kind=kind,
        title=kind_title(kind), confidence=sure, fields=guess.fields if guess is not None else (),
        doubts=tuple(in_order(doubts_of(stack, bundle), stack.arrangement)), ready=ready(stack, bundle),
        document=stack.filed.get(bundle.id),
    )


@dataclass
class _Slots:
    """Which component each paper would fill, one after the other, as filing does it."""

    uow: UnitOfWork
    stack: Stack
    full: dict[str, set[int]] = field(default_factory=dict)

    def of(self, bundle: Bundle, kind: str | None) -> int | None:
        """Return the component a bundle fills or would fill, and hold it for that."""
        dossier = self.stack.dossier(bundle)
        if dossier is None:
            return None
        if bundle.id in self.stack.filed:
            document = self.uow.documents.get(self.stack.filed[bundle.id])
            return document.place if document is not None else None
        full = self._full(dossier)
        place = bundle.component
        if place is None:
            free = [c for c in dossier.procedure.components if c.need is not Need.SHOW and c.place not in full]
            naming = [c for c in free if kind is not None and kind in c.kinds]
            place = next((c.place for c in (*naming, *[c for c in free if not c.kinds])), None)
        if place is not None:
            full.add(place)
        return place

    def _full(self, dossier: Dossier) -> set[int]:
        if dossier.code not in self.full:
            self.full[dossier.code] = taken(self.uow, dossier)
        return self.full[dossier.code]

    def lacking(self) -> list[Doubt]:
        """Return a doubt for each dossier of the stack whose slip asks for more papers than there are now."""
        found = []
        for code, dossier in self.stack.dossiers.items():
            if dossier is None or not dossier.state.open:
                continue
            asked = [part for part in dossier.procedure.components if part.need is Need.HAND_IN]
            missing = [part.place for part in asked if part.place not in self._full(dossier)]
            if missing:
                told = (("dossier", code), ("asked", str(len(asked))), ("missing", str(len(missing))))
                found.append(Doubt(DoubtKind.COUNT, "", reasons=("evening.count-differs",), context=told))
        return found


def side_with_reading(desk: Desk, who: Session, batch_id: int, place: int) -> Side | None:
    """Return one side with what was read on it, for the viewer; None when there is no such side.

    Raises:
        RoleMissing.
    """
    who.require(Role.RECEPTION)
    with desk.unit(reading=True) as uow:
        found = uow.evenings.readings(batch_id, [place])
    return found[0] if found else None
