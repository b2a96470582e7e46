"""Cutting a stack into papers (tách xấp giấy), side by side as they are read.

Slips and cover sheets tell whose papers follow; Patch-T sheets, blank sheets, a fixed count and the look of a side tell
where a paper begins. What precedes the first slip belongs to the dossier named for the batch, or to none. The state
after each piece is kept with it, so that a run cut short goes on behind the last whole paper.
"""

from dataclasses import dataclass, field, replace

from desk.model.evening import SURE_CUT, SURE_JOIN, Bundle, CutRules, How, Unsure

_LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose papers follow: the code on the last slip, and the component on a cover sheet.

    Attributes:
        dossier: None = no slip yet, or one that could not be read.
        component: What follows, up to the next separator, is one paper of this component.
    """

    dossier: str | None = None
    component: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the cutting looks at of one side.

    Attributes:
        slip: What a slip or cover sheet on this side says; an Owner without a dossier is a slip that cannot be read.
        faint: It is nearly blank: it goes with the paper under way, and a person is asked.
        further: It is a further page of a slip: one that cannot be read says what the page before said.
        opening: Chance that it begins a paper, 0-1, seen beside the paper under way.
        file_begins: True on the first side of another file; scans behind one another are one stack.
        alone: True when that file holds this side only: files of one side each make a stack together.
    """

    side: int
    blank: bool = False
    front: bool | None = None
    slip: Owner | None = None
    patch: bool = False
    faint: bool = False
    further: bool = False
    opening: float = 0.0
    reasons: tuple[str, ...] = ()
    file_begins: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What one cut settled: a paper, or sides that belong to none; pieces cover the stack without a gap.

    Attributes:
        last: The last side it covers.
        then: Whose papers follow it.
        begins: What the next paper begins by; None = its separator is still to come.
        confidence: Chance that the next paper begins there, 0-1.
    """

    last: int
    separators: tuple[int, ...] = ()
    bundle: Bundle | None = None
    aside: tuple[int, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    faint: tuple[int, ...] = ()
    then: Owner = Owner()
    begins: How | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The paper under way, and what waits with it.

    Attributes:
        bundle: None between a separator and the first side behind it.
        begins: What begins the next paper, with what confidence; None while one is under way.
        last: The side before the next one.
        sheets: How many sheets the paper has.
    """

    owner: Owner = Owner()
    bundle: Bundle | None = None
    begins: How | None = How.START
    separators: tuple[int, ...] = ()
    aside: tuple[int, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    faint: tuple[int, ...] = ()
    last: Seen | None = None
    sheets: int = 0
    confidence: float = 1.0


@dataclass
class Cutter:
    """Cuts one stack: sides go in by `take`, pieces come out as soon as they are whole, the last by `end`.

    Attributes:
        rules: What ends a paper.
        owner: Whose papers precede the first slip.
        state: Where it stands; a cutter made anew from the last piece goes on behind it.
    """

    rules: CutRules
    owner: Owner = field(default_factory=Owner)
    state: UnderWay = field(default_factory=UnderWay)

    def __post_init__(self) -> None:
        self.state = replace(self.state, owner=self.owner)

    @classmethod
    def behind(cls, rules: CutRules, first: Owner, piece: Piece, last: Seen) -> "Cutter":
        """Return a cutter that goes on behind a piece, of which `last` is the last side.

        `first` owns what precedes the first slip of each file.
        """
        made = cls(rules, first)
        made.state = UnderWay(owner=piece.then, begins=piece.begins, last=last, confidence=piece.confidence)
        return made

    @property
    def under_way(self) -> tuple[int, ...]:
        """The sides of the paper under way."""
        return self.state.bundle.sides if self.state.bundle is not None else ()

    def take(self, seen: Seen) -> list[Piece]:
        """Take the next side and return the pieces that are whole now."""
        done: list[Piece] = []
        last = self.state.last
        if seen.file_begins and last is not None and not (seen.alone and last.alone):
            done += self._file_ends(seen)
        if seen.slip is not None:
            state = self.state
            same = seen.further and seen.slip.dossier is None and state.bundle is None and state.begins is How.SLIP
            done += self._separate(seen, How.SLIP, state.owner if same else seen.slip)
        elif seen.patch and self.rules.patch:
            done += self._separate(seen, How.PATCH, self.state.owner)
        elif seen.blank:
            done += self._blank(seen)
        elif seen.faint:
            self._keep_faint(seen)
        else:
            done += self._content(seen)
        self.state = replace(self.state, last=seen)
        return done

    def end(self) -> list[Piece]:
        """Return the last piece of the stack, if sides are under way."""
        state = self.state
        return self._close() if state.bundle or state.separators or state.aside else []

    def _file_ends(self, seen: Seen) -> list[Piece]:
        """A file of many sides is a stack of its own: what another file's slip said is not true of it.

        A slip alone in its file speaks of the next one.
        """
        state = self.state
        if state.bundle is None and state.begins is How.SLIP:
            return []
        content = not (seen.slip or seen.blank or seen.faint or (seen.patch and self.rules.patch))
        self._doubt(seen, content and seen.opening < _LIKELY)
        done = self._close(How.FILE) if state.bundle is not None else []
        self.state = replace(self.state, owner=self.owner, begins=How.FILE, confidence=1.0)
        return done

    def _separate(self, seen: Seen, how: How, owner: Owner) -> list[Piece]:
        """Close what is under way before a separator; the blank front of the separator's own sheet goes with that."""
        last = self.state.last
        own = last is not None and last.side in self.state.aside and last.front is True and seen.front is False
        front = (last.side,) if own and last is not None else ()
        self.state = replace(self.state, aside=tuple(side for side in self.state.aside if side not in front))
        done = self._close() if self.state.bundle is not None else []
        separators = (*self.state.separators, *front, seen.side)
        self.state = replace(self.state, separators=separators, begins=how, owner=owner, confidence=1.0)
        return done

    def _close(self, begins: How | None = None, confidence: float = 1.0) -> list[Piece]:
        """Close what is under way; separators that no paper has followed yet wait for the one that comes."""
        state = self.state
        sides = [*state.separators, *state.aside, *(state.bundle.sides if state.bundle else ())]
        piece = Piece(
            max(sides), state.separators, state.bundle, state.aside, state.unsure, state.faint, state.owner,
            begins, confidence,
        )
        self.state = UnderWay(owner=state.owner, begins=begins, last=state.last, confidence=confidence)
        return [piece]

    def _blank(self, seen: Seen) -> list[Piece]:
        state, last = self.state, self.state.last
        behind = state.bundle is None and last is not None and last.side in state.separators
        if behind and not seen.file_begins and seen.front is not True:
            self.state = replace(state, separators=(*state.separators, seen.side))  # the back of the separator
            return []
        done: list[Piece] = []
        if self.rules.blank and self._sheet_is_blank(seen):
            done = self._close() if state.bundle is not None else []
            self.state = replace(self.state, begins=self.state.begins or How.BLANK)
        self.state = replace(self.state, aside=(*self.state.aside, seen.side))
        return done

    def _keep_faint(self, seen: Seen) -> None:
        self.state = replace(self.state, faint=(*self.state.faint, seen.side))
        if self.state.bundle is not None:
            self._join(seen)
        else:
            self.state = replace(self.state, aside=(*self.state.aside, seen.side))

    def _sheet_is_blank(self, seen: Seen) -> bool:
        last = self.state.last
        if seen.front is None:
            return True
        return seen.front is False and last is not None and last.blank and last.front is True

    def _content(self, seen: Seen) -> list[Piece]:
        state = self.state
        if state.bundle is None:
            self._begin(seen, state.begins or How.OPENING, state.confidence)
            return []
        if self.rules.every and seen.front is not False and state.sheets >= self.rules.every:
            return self._cut(seen, How.COUNT, 1.0)
        if not self.rules.openings or state.owner.component is not None:
            self._join(seen)
            return []
        self._doubt(seen, SURE_JOIN < seen.opening < SURE_CUT)
        if seen.opening >= _LIKELY:
            return self._cut(seen, How.OPENING, seen.opening)
        self._join(seen)
        return []

    def _doubt(self, seen: Seen, doubtful: bool) -> None:  # noqa: FBT001 -- the one thing it is told
        """Note that a person has to tell whether a side begins a paper."""
        bundle = self.state.bundle
        if doubtful and bundle is not None and self.rules.openings:
            doubt = Unsure(seen.side, bundle.sides[-1], seen.opening, seen.reasons)
            self.state = replace(self.state, unsure=(*self.state.unsure, doubt))

    def _cut(self, seen: Seen, how: How, confidence: float) -> list[Piece]:
        done = self._close(how, confidence)
        self._begin(seen, how, confidence)
        return done

    def _begin(self, seen: Seen, how: How, confidence: float) -> None:
        owner = self.state.owner
        made = Bundle(f"m{seen.side}", (seen.side,), owner.dossier, owner.component, how=how, confidence=confidence)
        self.state = replace(self.state, bundle=made, begins=None, sheets=1, confidence=1.0)

    def _join(self, seen: Seen) -> None:
        state, last = self.state, self.state.last
        if state.bundle is None:
            return
        hollow = last is not None and last.blank and last.front is True and seen.front is False
        faint = (*state.faint, last.side) if hollow and last is not None else state.faint
        self.state = replace(
            state, bundle=replace(state.bundle, sides=(*state.bundle.sides, seen.side)), faint=faint,
            sheets=state.sheets + (seen.front is not False),
        )
