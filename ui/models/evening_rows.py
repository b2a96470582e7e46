"""The rows of an evening's stack: dossiers with their papers side by side, and the trays below them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from desk.model.dossier import Dossier
from desk.model.evening import Arrangement, How, Side
from desk.model.people import Citizen
from desk.work.evening_look import Look, Paper


class Tray(StrEnum):
    """What a group of sides is that belongs to no paper: blank, separators, put away, still to be read."""

    ASIDE = "aside"
    SEPARATORS = "separators"
    REMOVED = "removed"
    COMING = "coming"


class Mark(StrEnum):
    """What stands before a side: nothing, a sure cut, a cut the machine is not sure of, a join it is not sure of."""

    NONE = "none"
    CUT = "cut"
    MAYBE_CUT = "maybe-cut"
    MAYBE_JOIN = "maybe-join"


@dataclass(frozen=True, slots=True)
class SideRow:
    """One side as it is shown.

    Attributes:
        place: The side's number in the stack.
        bundle: Id of the paper it is in, "" in a tray.
        turn: Quarter turns clockwise its picture is shown with besides what its reading tells, 0-270.
        doubts: How many things a person is asked of it.
        read: Its reading is known, and with it how it stands upright.
    """

    place: int
    bundle: str
    digest: str
    turn: int
    shape: float
    mark: Mark = Mark.NONE
    doubts: int = 0
    faint: bool = False
    read: bool = True

    @property
    def key(self) -> str:
        """Return the stable key of the side."""
        return f"side:{self.place}"


@dataclass(frozen=True, slots=True)
class Group:
    """A dossier's papers, or a tray.

    Attributes:
        key: Stable; "dossier:CODE", "tray:NAME"; a dossier twice in the stack has its papers in one group.
        code: Of the dossier as the slip or a person says, None = of none.
        how: What began its first paper.
        papers: In the order of the stack.
        doubts: Open questions of its papers.
    """

    key: str
    code: str | None = None
    tray: Tray | None = None
    dossier: Dossier | None = None
    citizen: Citizen | None = None
    how: How = How.START
    papers: tuple[Paper, ...] = ()
    doubts: int = 0
    sides: tuple[SideRow, ...] = field(default=())

    @property
    def ready(self) -> bool:
        """Tell whether every paper is filed or may be, and nothing is asked."""
        return bool(self.papers) and all(one.document is not None or one.ready for one in self.papers)

    @property
    def filed(self) -> bool:
        """Tell whether every paper is in its dossier."""
        return bool(self.papers) and all(one.document is not None for one in self.papers)


def groups_of(look: Look) -> list[Group]:
    """Return the groups of a stack in its order, then the trays that hold something."""
    by_code = {code: list(papers) for code, papers in groupby(_by_dossier(look.papers), lambda one: one.bundle.dossier)}
    made = [_group(look, code, papers) for code, papers in by_code.items()]
    for tray, sides in (
        (Tray.COMING, look.coming), (Tray.ASIDE, look.aside), (Tray.REMOVED, look.removed),
        (Tray.SEPARATORS, look.separators),
    ):  # fmt: skip
        if sides:
            made.append(tray_of(tray, sides, look.arrangement))
    return made


def tray_of(tray: Tray, sides: Sequence[Side], arrangement: Arrangement | None = None) -> Group:
    """Return the group of sides that belong to no paper."""
    faint = set(arrangement.faint) if arrangement is not None else set()
    turns = dict(arrangement.turns) if arrangement is not None else {}
    rows = tuple(_row(side, "", turns, faint=tray is not Tray.COMING, doubts=side.place in faint) for side in sides)
    return Group(f"tray:{tray.value}", tray=tray, sides=rows, doubts=len(faint) if tray is Tray.ASIDE else 0)


def _by_dossier(papers: Sequence[Paper]) -> list[Paper]:
    """Return papers so that those of one dossier stand together, at the place of its first one."""
    first: dict[str | None, int] = {}
    for number, one in enumerate(papers):
        first.setdefault(one.bundle.dossier, number)
    return sorted(papers, key=lambda one: first[one.bundle.dossier])


def _group(look: Look, code: str | None, papers: list[Paper]) -> Group:
    unsure = {one.side for one in look.arrangement.unsure}
    turns = dict(look.arrangement.turns)
    asked = {doubt.side for doubt in look.doubts if doubt.side is not None}
    rows: list[SideRow] = []
    for number, paper in enumerate(papers):
        whole = any(doubt.side is None for doubt in paper.doubts)
        for at, side in enumerate(paper.sides):
            doubts = side.place in asked or (whole and at == 0)
            mark = _mark(side.place, unsure, begins=at == 0, head=number == 0 and at == 0)
            rows.append(_row(side, paper.bundle.id, turns, mark=mark, doubts=doubts))
    told = papers[0]
    count = sum(len(one.doubts) for one in papers)
    return Group(
        f"dossier:{code or ''}", code=code, dossier=told.dossier, citizen=told.citizen, how=told.bundle.how,
        papers=tuple(papers), doubts=count, sides=tuple(rows),
    )  # fmt: skip


def _mark(place: int, unsure: set[int], *, begins: bool, head: bool) -> Mark:
    if place in unsure:
        return Mark.MAYBE_CUT if begins else Mark.MAYBE_JOIN
    return Mark.CUT if begins and not head else Mark.NONE


def _row(
    side: Side, bundle: str, turns: dict[int, int], *, mark: Mark = Mark.NONE, faint: bool = False, doubts: bool = False
) -> SideRow:
    turn = (side.hint + turns.get(side.place, 0)) % 360
    upright = turn in (90, 270)
    wide, tall = (side.height_px, side.width_px) if upright else (side.width_px, side.height_px)
    shape = tall / max(1, wide)
    return SideRow(
        side.place, bundle, side.digest, turn, shape, mark, int(doubts), faint, read=side.blank is not None
    )  # fmt: skip
