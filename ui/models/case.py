"""A paper on its way to a certified copy (hồ sơ chứng thực): what was done, what is missing, what is under way."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from desk.model.certification import CertifiedCopy, CopyStage, Purpose
from desk.work.duty import Duty, Wanted
from ui.models.compared import Compared
from ui.models.keys_shown import NO_KEYS, KeyShown, KeysShown
from ui.models.pins import PinAsk
from ui.runner import Failure


class Busy(StrEnum):
    """What is under way for a paper."""

    LOADING = "loading"
    NUMBERING = "numbering"
    SIGNING = "signing"
    SEALING = "sealing"
    COMPLETING = "completing"
    REFUSING = "refusing"


@dataclass(frozen=True)
class Missing:
    """A duty that is still to be done: a page to be looked at, or a ground of Điều 22 to be ticked."""

    what: Literal["page", "ground"]
    number: int


@dataclass
class Case:
    """One paper on its way to a certified copy.

    Attributes:
        looked: Places of pages that were in sight on both sides, of the papers `seen` tells: pages and the PDF.
        ticked: Numbers of the grounds found not to hold.
        seconds: How long the paper was before the clerk, without what ran meanwhile elsewhere.
        moving: Its steps follow one another: the clerk wants it signed.
        together: It is compared here and signed later, with others in one go.
        laid: How often the copy was laid out to be compared, and what duty it was `laid_for` last.
    """

    document: int
    duty: Duty | None = None
    compared: Compared | None = None
    wanted: Wanted = field(default_factory=Wanted)
    looked: set[int] = field(default_factory=set)
    seen: tuple[int, str | None] | None = None
    ticked: set[int] = field(default_factory=set)
    keys: KeysShown = NO_KEYS
    busy: Busy | None = None
    failure: Failure | None = None
    seconds: float = 0.0
    moving: bool = False
    together: bool = False
    laid: int = 0
    laid_for: Duty | None = None

    @property
    def copy(self) -> CertifiedCopy | None:
        """Return the copy, once it has a number."""
        return self.duty.copy if self.duty is not None else None

    @property
    def stage(self) -> CopyStage | None:
        """Return how far the copy is, None before it has a number."""
        return self.copy.stage if self.copy is not None else None

    @property
    def missing(self) -> list[Missing]:
        """Return what must be done before a number may be taken: pages first, then grounds."""
        if self.duty is None or self.copy is not None or self.compared is None:
            return []
        looked = self.looked if self.compared.pdf == self.duty.document.pdf else set()
        pages = [n for n in range(1, self.compared.total + 1) if n not in looked]
        grounds = [ground.number for ground in self.duty.grounds if ground.number not in self.ticked]
        return [Missing("page", n) for n in pages] + [Missing("ground", n) for n in grounds]

    @property
    def examined(self) -> bool:
        """Tell whether every duty before the number is done."""
        there = self.duty is not None and self.compared is not None and self.copy is None
        return there and not self.missing and not self.stopped and self.busy is None

    @property
    def ready(self) -> bool:
        """Tell whether a number may be taken now."""
        return self.examined and not self.keyless

    @property
    def keyless(self) -> bool:
        """Tell whether a number is yet to be taken and its officer's token cannot sign; the seal may come later."""
        return self.copy is None and self.keys.officer.useless

    @property
    def broken(self) -> bool:
        """Tell whether the paper could not be opened or its copy not be laid out, which may be tried again."""
        return self.failure is not None and self.busy is None and self.compared is None and not self.stopped

    @property
    def stopped(self) -> bool:
        """Tell whether a fault of the paper or of the office's settings forbids certifying it."""
        return self.duty is not None and self.duty.stop is not None

    def ask(self, key: KeyShown, known: str = "", *, wrong: bool = False) -> PinAsk:
        """Put the question for a PIN into its facts; `known` is the rehearsal's."""
        duty, copy = self.duty, self.copy
        number = duty.wording.number(copy.number) if duty is not None and copy is not None else ""
        title = duty.title[:1].lower() + duty.title[1:] if duty is not None else ""
        return PinAsk(key.purpose, key.holder, key.title, number, title, key.tries, wrong=wrong, known=known)

    @property
    def purpose(self) -> Purpose:
        """Return whose key the next step needs."""
        return Purpose.SEAL if self.stage is CopyStage.SIGNED else Purpose.OFFICER

    @property
    def under_way(self) -> bool:
        """Tell whether a number was taken and a signature is still to come."""
        return self.stage in (CopyStage.NUMBERED, CopyStage.SIGNED)


def same_look(one: Duty, other: Duty) -> bool:
    """Tell whether two duties lay the same copy."""
    return _look(one) == _look(other)


def _look(duty: Duty) -> object:
    copy = duty.copy
    return duty.document.pdf, duty.laid, copy.newest if copy is not None else None
