"""The questions a stack asks, one at a time: which is in hand, which comes next, how long they will take."""

import time
from collections.abc import Sequence

from desk.model.evening import DoubtKind
from desk.work.evening_stack import Doubt

ANSWER_S = 8.0
"""Seconds for one answer, until some were given and can be measured."""

_KEPT = 10
_LEAST_S, _MOST_S = 1.0, 60.0


def identity(doubt: Doubt) -> tuple[object, ...]:
    """Return what makes a question the same one after another look."""
    return doubt.kind, doubt.bundle, doubt.side, doubt.context


class Questions:
    """Go through the questions of a stack in the order of asking.

    Attributes:
        left: What is still asked; what was only to be seen is left out once it was.
        now: The question in hand, None when nothing is asked.
    """

    def __init__(self) -> None:
        self.left: list[Doubt] = []
        self.now: Doubt | None = None
        self._all: list[Doubt] = []
        self._seen: set[tuple[object, ...]] = set()
        self._answered: list[float] = []

    def take(self, asked: Sequence[Doubt]) -> None:
        """Take what is asked now; the question in hand stays while it is still one, else the next one follows."""
        before, self._all = self._all, list(asked)
        self.left = [one for one in asked if identity(one) not in self._seen]
        now = self.now
        self.now = next((one for one in self.left if now is not None and identity(one) == identity(now)), None)
        if self.now is not None:
            return
        if now is not None:
            self._count()
        ids = [identity(one) for one in before]
        was = ids.index(identity(now)) if now is not None and identity(now) in ids else 0
        later = set(ids[was:])
        following = next((one for one in self.left if identity(one) in later), None)
        self.now = following or next(iter(self.left), None)

    def step(self, by: int = 1) -> Doubt | None:
        """Return the next question, behind the last the first again; the one in hand stays open."""
        if not self.left:
            return None
        ids = [identity(one) for one in self.left]
        at = ids.index(identity(self.now)) if self.now is not None and identity(self.now) in ids else -1
        return self.left[(at + by) % len(self.left)]

    def seen(self, doubt: Doubt) -> None:
        """Note that a person saw what is only told and changes nothing."""
        self._seen.add(identity(doubt))
        self.take(self._all)

    def of(self, kind: DoubtKind) -> list[Doubt]:
        """Return the open questions of a kind."""
        return [one for one in self.left if one.kind is kind]

    @property
    def place(self) -> tuple[int, int]:
        """Return where the question in hand stands among those of its kind, from 1, and how many they are."""
        if self.now is None:
            return 0, 0
        same = [identity(one) for one in self.of(self.now.kind)]
        return same.index(identity(self.now)) + 1, len(same)

    @property
    def seconds(self) -> float:
        """Return about how many seconds the answers will still take."""
        given = self._answered
        each = (given[-1] - given[0]) / (len(given) - 1) if len(given) > 1 else ANSWER_S
        return len(self.left) * min(max(each, _LEAST_S), _MOST_S)

    def _count(self) -> None:
        self._answered = [*self._answered[1 - _KEPT :], time.monotonic()]
