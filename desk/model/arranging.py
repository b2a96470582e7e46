"""What a person does to a stack (thao tác xếp giấy): acts as values, and what each makes of an arrangement.

Acts are kept one by one and played again over the machine's arrangement, so that undoing gives back the very
arrangement there was, also after a restart. Each act is whole or refused; none loses or doubles a side.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desk.errors import ArrangementWrong
from desk.model.cutting import Piece
from desk.model.evening import Arrangement, Bundle, DoubtKind, How

_FULL_TURN = 360


@dataclass(frozen=True, slots=True)
class Split:
    """Tách: the paper that holds `side` ends before it, and a new one begins with it."""

    side: int


@dataclass(frozen=True, slots=True)
class Join:
    """Gộp: the sides of `second` follow those of `first`; dossier, component and kind are those of `first`."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class MoveSides:
    """Chuyển mặt giấy, from wherever they are: into `bundle`, before its side `before` or at its end.

    `bundle` None = into a new paper, behind the one of the first side, in the same dossier.
    """

    sides: tuple[int, ...]
    bundle: str | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class MoveBundle:
    """Đổi thứ tự: a paper goes before another one, `before` None = to the end."""

    bundle: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Assign:
    """Chuyển hồ sơ: papers belong to a dossier; `dossier` None = to none, `component` None = the machine finds it."""

    bundles: tuple[str, ...]
    dossier: str | None
    component: int | None = None


@dataclass(frozen=True, slots=True)
class SetKind:
    """Đổi loại giấy: a paper is of this kind (code of `ocr/kinds`), None = as the machine finds."""

    bundle: str
    kind: str | None


@dataclass(frozen=True, slots=True)
class Remove:
    """Bỏ: sides are put away; their bytes stay, and `MoveSides` brings them back."""

    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Để riêng: sides count as blank."""

    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BringBack:
    """Lấy lại: sides return from aside, the separators or the tray to the paper of the sides around them."""

    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Xoay: sides are turned by 90, 180 or 270 degrees clockwise and read again."""

    sides: tuple[int, ...]
    quarter: int


@dataclass(frozen=True, slots=True)
class Settle:
    """Xác nhận: a person says of a paper that it is right in spite of the doubts; `kinds` empty = of all of them."""

    bundle: str
    kinds: tuple[DoubtKind, ...] = ()


Act = Split | Join | MoveSides | MoveBundle | Assign | SetKind | Remove | SetAside | BringBack | Turn | Settle
ACTS: dict[str, type[Act]] = {
    "split": Split, "join": Join, "move-sides": MoveSides, "move-bundle": MoveBundle, "assign": Assign,
    "set-kind": SetKind, "remove": Remove, "set-aside": SetAside, "bring-back": BringBack, "turn": Turn,
    "settle": Settle,
}  # fmt: skip
"""Stable names of the acts, as they are kept."""


_NAMES = {kind: name for name, kind in ACTS.items()}


def name_of(act: Act) -> str:
    """Return the stable name of an act."""
    return _NAMES[type(act)]


def laid_out(pieces: Iterable[Piece]) -> Arrangement:
    """Return the machine's arrangement of what it cut."""
    cut = list(pieces)
    return Arrangement(
        bundles=tuple(piece.bundle for piece in cut if piece.bundle is not None),
        aside=tuple(side for piece in cut for side in piece.aside),
        separators=tuple(side for piece in cut for side in piece.separators),
        unsure=tuple(one for piece in cut for one in piece.unsure),
        faint=tuple(side for piece in cut for side in piece.faint),
    )


def played(arrangement: Arrangement, acts: Iterable[Act]) -> Arrangement:
    """Return what acts, one after the other, make of an arrangement; ArrangementWrong as in `apply`."""
    for act in acts:
        arrangement = apply(arrangement, act)
    return arrangement


def changed(before: Arrangement, after: Arrangement) -> list[Bundle]:
    """Return the bundles of an arrangement that are not in another one as they are."""
    there = set(after.bundles)
    return [one for one in before.bundles if one not in there]


def apply(arrangement: Arrangement, act: Act) -> Arrangement:
    """Return what an act makes of an arrangement.

    Raises:
        ArrangementWrong: it names what is not there, or asks for nothing.
    """
    return _DO[type(act)](arrangement, act)


def _bundle(arrangement: Arrangement, bundle_id: str) -> Bundle:
    found = arrangement.bundle(bundle_id)
    if found is None:
        raise ArrangementWrong(what=bundle_id)
    return found


def _known(arrangement: Arrangement, sides: Sequence[int]) -> None:
    there = set(arrangement.sides)
    missing = [side for side in sides if side not in there]
    if missing or not sides or len(set(sides)) != len(sides):
        raise ArrangementWrong(what=missing[0] if missing else "-")


def _sure(arrangement: Arrangement, *sides: int) -> Arrangement:
    """Return the arrangement without the doubts of cutting at sides: a person has told where they belong."""
    told = set(sides)
    return replace(arrangement, unsure=tuple(one for one in arrangement.unsure if one.side not in told))


def _new(arrangement: Arrangement, bundle: Bundle, behind: int) -> Arrangement:
    made = arrangement.made + 1
    named = replace(bundle, id=f"a{made}")
    bundles = (*arrangement.bundles[:behind], named, *arrangement.bundles[behind:])
    return replace(arrangement, bundles=bundles, made=made)


def _split(arrangement: Arrangement, act: Split) -> Arrangement:
    side = act.side
    bundle = arrangement.holding(side)
    if bundle is None or bundle.sides[0] == side:
        raise ArrangementWrong(what=side)
    at, place = bundle.sides.index(side), arrangement.bundles.index(bundle)
    head = replace(bundle, sides=bundle.sides[:at], settled=frozenset())
    tail = Bundle("", bundle.sides[at:], bundle.dossier, bundle.component, how=How.HAND)
    return _new(_sure(arrangement.with_bundle(head), side), tail, place + 1)


def _join(arrangement: Arrangement, act: Join) -> Arrangement:
    first, second = _bundle(arrangement, act.first), _bundle(arrangement, act.second)
    if first is second:
        raise ArrangementWrong(what=act.second)
    whole = replace(first, sides=first.sides + second.sides, settled=frozenset())
    kept = tuple(one for one in arrangement.bundles if one is not second)
    return _sure(replace(arrangement, bundles=kept).with_bundle(whole), second.sides[0])


def _set_kind(arrangement: Arrangement, act: SetKind) -> Arrangement:
    bundle = _bundle(arrangement, act.bundle)
    settled = bundle.settled - {DoubtKind.KIND, DoubtKind.PERSON} | ({DoubtKind.KIND} if act.kind else set())
    return arrangement.with_bundle(replace(bundle, kind=act.kind, settled=settled))


def _remove(arrangement: Arrangement, act: Remove) -> Arrangement:
    free = _without(arrangement, act.sides)
    return replace(free, removed=(*free.removed, *act.sides))


def _set_aside(arrangement: Arrangement, act: SetAside) -> Arrangement:
    free = _without(arrangement, act.sides)
    return replace(free, aside=(*free.aside, *act.sides))


def _without(arrangement: Arrangement, sides: Sequence[int]) -> Arrangement:
    """Return the arrangement with sides taken out of wherever they are; a bundle left empty vanishes."""
    _known(arrangement, sides)
    gone = set(sides)

    def left(there: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(side for side in there if side not in gone)

    bundles = [
        one if gone.isdisjoint(one.sides) else replace(one, sides=left(one.sides), settled=frozenset())
        for one in arrangement.bundles
    ]
    free = replace(
        arrangement, bundles=tuple(one for one in bundles if one.sides), aside=left(arrangement.aside),
        separators=left(arrangement.separators), removed=left(arrangement.removed), faint=left(arrangement.faint),
    )
    return _sure(free, *sides)


def _move(arrangement: Arrangement, act: MoveSides) -> Arrangement:
    if act.bundle is None:
        return _move_out(arrangement, act)
    target = _bundle(arrangement, act.bundle)
    if act.before is not None and (act.before not in target.sides or act.before in act.sides):
        raise ArrangementWrong(what=act.before)
    free = _without(arrangement, act.sides)
    rest = tuple(side for side in target.sides if side not in act.sides)
    at = rest.index(act.before) if act.before is not None else len(rest)
    filled = replace(target, sides=(*rest[:at], *act.sides, *rest[at:]), settled=frozenset())
    if rest:
        return free.with_bundle(filled)
    place = arrangement.bundles.index(target)  # all its sides were among those moved: it stands where it stood
    return replace(free, bundles=(*free.bundles[:place], filled, *free.bundles[place:]))


def _move_out(arrangement: Arrangement, act: MoveSides) -> Arrangement:
    _known(arrangement, act.sides)
    home = nearest(arrangement, act.sides[0])
    free = _without(arrangement, act.sides)
    ids = [one.id for one in free.bundles]
    behind = len(ids)
    if home is not None:
        behind = ids.index(home.id) + 1 if home.id in ids else arrangement.bundles.index(home)
    dossier, component = (home.dossier, home.component) if home is not None else (None, None)
    return _new(free, Bundle("", act.sides, dossier, component, how=How.HAND), behind)


def nearest(arrangement: Arrangement, side: int) -> Bundle | None:
    """Return the bundle that holds a side or it was set aside from.

    That is the one of the last side captured before it; of the first one after it when there is none.
    """
    holds = arrangement.holding(side)
    if holds is not None:
        return holds
    before = [(s, one) for one in arrangement.bundles for s in one.sides if s < side]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    after = [(s, one) for one in arrangement.bundles for s in one.sides]
    return min(after, key=lambda pair: pair[0])[1] if after else None


def _bring_back(arrangement: Arrangement, act: BringBack) -> Arrangement:
    _known(arrangement, act.sides)
    for side in act.sides:
        if arrangement.holding(side) is not None:
            raise ArrangementWrong(what=side)
        home = nearest(arrangement, side)
        if home is None:
            arrangement = _move_out(arrangement, MoveSides((side,)))
            continue
        later = [other for other in home.sides if other > side]
        arrangement = _move(arrangement, MoveSides((side,), home.id, later[0] if later else None))
    return arrangement


def _reorder(arrangement: Arrangement, act: MoveBundle) -> Arrangement:
    moved = _bundle(arrangement, act.bundle)
    rest = [one for one in arrangement.bundles if one is not moved]
    if act.before == act.bundle:
        raise ArrangementWrong(what=act.bundle)
    at = rest.index(_bundle(arrangement, act.before)) if act.before is not None else len(rest)
    return replace(arrangement, bundles=(*rest[:at], moved, *rest[at:]))


def _assign(arrangement: Arrangement, act: Assign) -> Arrangement:
    if not act.bundles:
        raise ArrangementWrong(what="-")
    for bundle_id in act.bundles:
        bundle = _bundle(arrangement, bundle_id)
        settled = bundle.settled - {DoubtKind.PERSON, DoubtKind.DOSSIER, DoubtKind.COUNT}
        arrangement = arrangement.with_bundle(
            replace(bundle, dossier=act.dossier, component=act.component, settled=settled)
        )
    return arrangement


def _turn(arrangement: Arrangement, act: Turn) -> Arrangement:
    _known(arrangement, act.sides)
    if act.quarter not in (90, 180, 270):
        raise ArrangementWrong(what=act.quarter)
    turns = dict(arrangement.turns)
    for side in act.sides:
        turns[side] = (turns.get(side, 0) + act.quarter) % _FULL_TURN
    return replace(arrangement, turns=tuple(sorted((side, turn) for side, turn in turns.items() if turn)))


def _settle(arrangement: Arrangement, act: Settle) -> Arrangement:
    bundle = _bundle(arrangement, act.bundle)
    kinds = set(act.kinds or DoubtKind)
    settled = arrangement.with_bundle(replace(bundle, settled=bundle.settled | kinds))
    if DoubtKind.CUT in kinds:
        settled = _sure(settled, *(one.side for one in arrangement.cut_doubts(bundle)))
    if DoubtKind.BLANK in kinds:
        settled = replace(settled, faint=tuple(s for s in settled.faint if nearest(arrangement, s) != bundle))
    return settled


_DO: dict[type[Act], Callable[[Arrangement, Any], Arrangement]] = {
    Split: _split, Join: _join, MoveSides: _move, MoveBundle: _reorder, Assign: _assign, SetKind: _set_kind,
    Remove: _remove, SetAside: _set_aside, BringBack: _bring_back, Turn: _turn, Settle: _settle,
}  # fmt: skip
