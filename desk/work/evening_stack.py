"""A stack as it stands (xấp giấy như đang có): its arrangement, what was understood, and what a person is asked.

All of it is read in one unit of work; readings of pages, which are large, are left out.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from desk.errors import BundleHomeless, ComponentUnknown, DossierClosed, DossierUnknown, SecrecyMarked
from desk.model.arranging import laid_out, nearest, played
from desk.model.dossier import Dossier
from desk.model.evening import Arrangement, Batch, Bundle, DoubtKind, Side, filing_key
from desk.model.people import Citizen
from desk.model.procedure import Need
from desk.ports import UnitOfWork
from desk.work.evening import one_batch
from desk.work.whose import Stranger, bears_number_of_another, is_namesake_of_nobody, is_received_here, stranger_on
from ocr.page import DocumentReading


@dataclass(frozen=True, slots=True)
class Doubt:
    """Điều nghi ngờ: one thing a person is asked.

    Attributes:
        bundle: Id of the paper it is about; "" = it is about a dossier as a whole.
        side: The side it is about, or None.
        reasons: Keys of `messages.toml`, for `desk.text.say`, the weightiest first.
        confidence: Of the machine's own proposal, 0-1; None = it has none.
        context: For the placeholders of the sentences.
    """

    kind: DoubtKind
    bundle: str
    side: int | None = None
    reasons: tuple[str, ...] = ()
    confidence: float | None = None
    context: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """One batch and all that is known of it.

    Attributes:
        sides: By place, without readings; where a single paper was asked for, those of it alone.
        guesses: What sides were understood as, by `guess_key`.
        filed: Documents made of bundles, by bundle id; not those in the tray.
        dossiers: By the code on a slip; None = there is none of this code.
        citizens: By dossier code.
        strangers: Bundles on which another person stands than that of their dossier, by bundle id.
    """

    batch: Batch
    sides: dict[int, Side]
    arrangement: Arrangement
    guesses: dict[str, DocumentReading]
    filed: dict[str, int]
    dossiers: dict[str, Dossier | None]
    citizens: dict[str, Citizen] = field(default_factory=dict)
    strangers: dict[str, Stranger] = field(default_factory=dict)

    def of(self, bundle: Bundle) -> list[Side]:
        """Return the sides of a bundle in their order."""
        return [self.sides[place] for place in bundle.sides]

    def key(self, bundle: Bundle) -> str | None:
        """Return the intake key of the document a bundle makes; None while it belongs to no dossier there is."""
        dossier = self.dossier(bundle)
        return filing_key(dossier.code, self.of(bundle)) if dossier is not None else None

    def dossier(self, bundle: Bundle) -> Dossier | None:
        """Return the dossier of a bundle, or None."""
        return self.dossiers.get(bundle.dossier or "")

    def guess(self, bundle: Bundle) -> DocumentReading | None:
        """Return what a bundle was understood as, None = not yet."""
        return self.guesses.get(guess_key(self.arrangement, bundle))


NUMBERS = "+numbers"
"""What the key ends with under which the numbers of persons printed on a paper are kept, whatever its kind."""


def guess_key(arrangement: Arrangement, bundle: Bundle) -> str:
    """Return the key of what a bundle is understood as: its sides, how they are turned, the kind a person gave."""
    turns = dict(arrangement.turns)
    told = ",".join(f"{side}:{turns.get(side, 0)}" for side in bundle.sides)
    return hashlib.sha256(f"{told}|{bundle.kind or ''}".encode()).hexdigest()[:32]


def load_arrangement(uow: UnitOfWork, batch_id: int) -> Arrangement:
    """Return a batch's arrangement: what the machine cut, with the acts that hold played over it."""
    return played(laid_out(uow.evenings.pieces(batch_id)), uow.evenings.acts(batch_id))


def load_stack(uow: UnitOfWork, batch_id: int, arrangement: Arrangement | None = None) -> Stack:
    """Read a batch with all that is known of it; another arrangement than the kept one may be given.

    Raises:
        BatchUnknown.
    """
    batch = one_batch(uow, batch_id)
    few = arrangement.sides if arrangement is not None and len(arrangement.bundles) == 1 else None
    arrangement = arrangement or load_arrangement(uow, batch_id)
    codes = {one.dossier for one in arrangement.bundles if one.dossier}
    dossiers = {code: uow.dossiers.by_code(code) for code in sorted(codes)}
    stack = Stack(
        batch, {side.place: side for side in uow.evenings.sides(batch_id, few)}, arrangement,
        _guesses(uow, batch_id, arrangement), {}, dossiers,
        {code: uow.citizens.get(one.citizen_id) for code, one in dossiers.items() if one is not None},
    )
    keys = {one.id: key for one in arrangement.bundles if (key := stack.key(one)) is not None}
    made = uow.evenings.filed(list(keys.values()))
    stack.filed.update({bundle_id: made[key] for bundle_id, key in keys.items() if key in made})
    stack.strangers.update(
        {one.id: found for one in arrangement.bundles if (found := _stranger(uow, stack, one)) is not None}
    )
    return stack


def _guesses(uow: UnitOfWork, batch_id: int, arrangement: Arrangement) -> dict[str, DocumentReading]:
    """Return what was understood; of a single bundle alone that of it, as a long stack has hundreds."""
    if len(arrangement.bundles) != 1:
        return uow.evenings.guesses(batch_id)
    key = guess_key(arrangement, arrangement.bundles[0])
    return uow.evenings.guesses(batch_id, key) | uow.evenings.guesses(batch_id, key + NUMBERS)


def _stranger(uow: UnitOfWork, stack: Stack, bundle: Bundle) -> Stranger | None:
    """Tell by what another person was seen on a bundle.

    Where the component may hold another person's paper, only somebody who has an open dossier of their own is one.
    """
    guess, dossier = stack.guess(bundle), stack.dossier(bundle)
    if guess is None or dossier is None or bundle.id in stack.filed:
        return None
    citizen = stack.citizens[bundle.dossier or ""]
    found = stranger_on(guess, citizen)
    if found is Stranger.NUMBER and is_namesake_of_nobody(uow, guess, citizen):
        return None
    if found is not None and _may_be_of_others(dossier, bundle, guess.kind):
        return found if is_received_here(uow, guess, dossier) else None
    printed = stack.guesses.get(guess_key(stack.arrangement, bundle) + NUMBERS)
    if found is None and printed is not None and bears_number_of_another(uow, (guess, printed), citizen, dossier):
        return Stranger.NUMBER
    return found


def ready(stack: Stack, bundle: Bundle) -> bool:
    """Tell whether a bundle may be filed without a person: understood, and nothing speaks against it."""
    return (
        stack.guess(bundle) is not None
        and not stack.arrangement.cut_doubts(bundle)
        and not any(doubt.kind.stops for doubt in doubts_of(stack, bundle))
    )


def doubts_of(stack: Stack, bundle: Bundle) -> list[Doubt]:
    """Return what a person is asked of a bundle, in the order of asking; a filed one is asked nothing any more."""
    if bundle.id in stack.filed:
        return [doubt for doubt in _doubts(stack, bundle) if not doubt.kind.stops]
    return _doubts(stack, bundle)


def _doubts(stack: Stack, bundle: Bundle) -> list[Doubt]:
    found = [
        *_secret(stack, bundle), *_cut(stack, bundle), *_of_dossier(stack, bundle), *_kind(stack, bundle),
        *_person(stack, bundle), *_unreadable(stack, bundle), *_blank(stack, bundle),
    ]  # fmt: skip
    return [one for one in found if one.kind not in bundle.settled - {DoubtKind.SECRECY, DoubtKind.DOSSIER}]


def _secret(stack: Stack, bundle: Bundle) -> list[Doubt]:
    guess = stack.guess(bundle)
    marked = [side.place for side in stack.of(bundle) if side.fault == SecrecyMarked.code]
    mark = guess.secrecy if guess is not None and guess.secrecy else ""
    if not (mark or marked):
        return []
    side = marked[0] if marked else None
    return [Doubt(DoubtKind.SECRECY, bundle.id, side, (SecrecyMarked.code,), context=(("mark", mark),))]


def _cut(stack: Stack, bundle: Bundle) -> list[Doubt]:
    """Return the doubts at the bundle's own sides: the paper before the side is asked of at the same time."""
    return [
        Doubt(DoubtKind.CUT, bundle.id, one.side, one.reasons, one.confidence)
        for one in stack.arrangement.unsure if one.side in bundle.sides
    ]  # fmt: skip


def _of_dossier(stack: Stack, bundle: Bundle) -> list[Doubt]:
    dossier, code = stack.dossier(bundle), (("dossier", bundle.dossier or ""),)
    if bundle.dossier is None:
        return [Doubt(DoubtKind.DOSSIER, bundle.id, reasons=(BundleHomeless.code,))]
    if dossier is None:
        return [Doubt(DoubtKind.DOSSIER, bundle.id, reasons=(DossierUnknown.code,), context=code)]
    if not dossier.state.open and bundle.id not in stack.filed:
        return [Doubt(DoubtKind.DOSSIER, bundle.id, reasons=(DossierClosed.code,), context=code)]
    if bundle.component is not None and not _takes_paper(dossier, bundle.component):
        place = (("place", str(bundle.component)),)
        return [Doubt(DoubtKind.DOSSIER, bundle.id, reasons=(ComponentUnknown.code,), context=(*code, *place))]
    return []


def _takes_paper(dossier: Dossier, place: int) -> bool:
    component = dossier.component(place)
    return component is not None and (component.need is not Need.SHOW or dossier.procedure.kind == "chung_thuc")


def _kind(stack: Stack, bundle: Bundle) -> list[Doubt]:
    guess = stack.guess(bundle)
    if bundle.kind is not None or guess is None or guess.kind is not None:
        return []
    return [Doubt(DoubtKind.KIND, bundle.id, reasons=("evening.kind-unknown",))]


def _person(stack: Stack, bundle: Bundle) -> list[Doubt]:
    stranger = stack.strangers.get(bundle.id)
    if stranger is None:
        return []
    return [
        Doubt(
            DoubtKind.PERSON, bundle.id, reasons=(f"evening.person-{stranger.value}",),
            context=(("dossier", bundle.dossier or ""),),
        )
    ]  # fmt: skip


def _may_be_of_others(dossier: Dossier, bundle: Bundle, kind: str | None) -> bool:
    """Tell whether the component that a paper would fill may hold another person's paper."""
    if bundle.component is not None:
        component = dossier.component(bundle.component)
        return component is not None and component.other_person
    naming = [part for part in dossier.procedure.components if kind is not None and kind in part.kinds]
    return bool(naming) and all(part.other_person for part in naming)


def _unreadable(stack: Stack, bundle: Bundle) -> list[Doubt]:
    return [
        Doubt(DoubtKind.UNREADABLE, bundle.id, side.place, (side.fault,))
        for side in stack.of(bundle) if side.fault is not None and side.fault != SecrecyMarked.code
    ]  # fmt: skip


def _blank(stack: Stack, bundle: Bundle) -> list[Doubt]:
    return [
        Doubt(DoubtKind.BLANK, bundle.id, place, ("evening.maybe-blank",))
        for place in stack.arrangement.faint
        if (home := nearest(stack.arrangement, place)) is not None and home.id == bundle.id
    ]  # fmt: skip


def in_order(doubts: Sequence[Doubt], arrangement: Arrangement) -> list[Doubt]:
    """Return doubts as a person is asked them: kind by kind, within a kind paper by paper."""
    places = {one.id: place for place, one in enumerate(arrangement.bundles)}
    return sorted(doubts, key=lambda one: (one.kind.order, places.get(one.bundle, -1), one.side or 0))
