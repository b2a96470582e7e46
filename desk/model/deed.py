"""Deeds (việc đã làm): what officers did that can be taken back, each with what is needed for it.

A deed is kept in the transaction of its act. What the law lets nobody take back (a number, a signature, a number made
void, a written refusal, a hand-over, a destroying) is no deed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from desk.model.paper import Document, Field, Page, Stage
from desk.model.values import Json

OFFICE = "office"
"""Scope of the deeds that belong to no dossier and no citizen: the office's settings."""


class DeedKind(StrEnum):
    """Loại việc; values are stable for ever."""

    REMOVED = "removed"
    RESTORED = "restored"
    MOVED = "moved"
    KIND_SET = "kind-set"
    TURNED = "turned"
    CONFIRMED = "confirmed"
    LAID = "laid"
    SPLIT = "split"
    MERGED = "merged"
    REUSED = "reused"
    REUSE_UNDONE = "reuse-undone"
    SHOWN = "shown"
    NOT_SHOWN = "not-shown"
    CITIZEN_CHANGED = "citizen-changed"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class PaperState:
    """Tình trạng của một giấy: its row, its sides and its fields as they stood at one moment.

    Attributes:
        pages: All sides, those laid aside too, without what was read on them.
        readings: What was read on some of the sides, packed as the store keeps it, by the id of the page; b"" =
            nothing was read. Sides that are not named keep what they have.
    """

    document: Document
    pages: tuple[Page, ...]
    fields: tuple[Field, ...]
    readings: dict[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """Nháp: a value an officer typed into a field, or accepted in it, before the whole is confirmed.

    Attributes:
        value: As the form shows it, so that nobody who typed half a date finds another.
        accepted: False = it was typed and left.
    """

    value: str
    accepted: bool = True


@dataclass(frozen=True, slots=True)
class Deed:
    """Việc đã làm.

    Attributes:
        scope: Whose deeds it stands among: "dossier:CODE", "citizen:ID" or `OFFICE`.
        about: What it changed, such as "document:17"; two deeds about the same thing are taken back in their order.
        officer: Who did it; `desk` at which counter.
        data: Small facts for its words and for taking it back.
        papers: How papers stood on the other side of it: before it while it holds, behind it once it is taken back.
        mark: How those papers must stand for `papers` to fit; of `mark_of`.
        undone_at: When it was taken back, None = it holds.
    """

    kind: DeedKind
    scope: str
    about: tuple[str, ...]
    officer: int
    desk: str
    at: datetime
    data: dict[str, Json] = field(default_factory=dict)
    papers: tuple[PaperState, ...] = ()
    mark: Json = None
    undone_at: datetime | None = None
    undone_by: int | None = None
    id: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether it was not taken back."""
        return self.undone_at is None

    @property
    def dossier(self) -> str | None:
        """Return the code of its dossier, or None."""
        what, _, code = self.scope.partition(":")
        return code if what == "dossier" else None

    @property
    def documents(self) -> tuple[int, ...]:
        """Return the papers it is about."""
        pairs = (one.partition(":") for one in self.about)
        return tuple(int(which) for what, _, which in pairs if what == "document")

    def later_about(self, others: Sequence["Deed"]) -> list["Deed"]:
        """Return those of others that hold, came later and are about the same."""
        mine = set(self.about)
        return [one for one in others if one.holds and one.id > self.id and not mine.isdisjoint(one.about)]


def scope_of_dossier(code: str) -> str:
    """Return the scope of a dossier's deeds."""
    return f"dossier:{code}"


def scope_of_citizen(citizen_id: int) -> str:
    """Return the scope of what was changed of a citizen's own data."""
    return f"citizen:{citizen_id}"


def slim(states: Sequence[PaperState], others: Sequence[PaperState]) -> tuple[PaperState, ...]:
    """Return states without the readings that the same sides have in others: those stay where they are."""
    there = {page_id: packed for state in others for page_id, packed in state.readings.items()}
    return tuple(
        replace(one, readings={key: packed for key, packed in one.readings.items() if there.get(key) != packed})
        for one in states
    )


def mark_of(states: Sequence[PaperState]) -> Json:
    """Return what of papers only people change: in the tray or not, confirmed when, which sides in which order.

    What the machine goes on with meanwhile (reading, kind, PDF, the component it finds) is no part of it.
    """
    marks: list[Json] = []
    for state in states:
        document = state.document
        confirmed = document.confirmed_at.isoformat() if document.confirmed_at is not None else None
        sides: list[Json] = [[page.id, page.turn, page.removed] for page in state.pages]
        marks.append([document.id, document.stage is Stage.REMOVED, confirmed, sides])
    return marks


def fits(mark: Json, states: Sequence[PaperState]) -> bool:
    """Tell whether papers stand as a mark says; sides that came since do not count."""
    kept = mark if isinstance(mark, list) else []
    now = mark_of(states)
    return isinstance(now, list) and len(kept) == len(now) and all(map(_same, kept, now))


def _same(kept: Json, now: Json) -> bool:
    if not isinstance(kept, list) or not isinstance(now, list) or kept[:3] != now[:3]:
        return False
    known = kept[3] if isinstance(kept[3], list) else []
    there = now[3] if isinstance(now[3], list) else []
    ids = [side[0] for side in known if isinstance(side, list)]
    return known == [side for side in there if isinstance(side, list) and side[0] in ids]
