"""The steps of the guided rehearsal (tập dượt có hướng dẫn) as data: where each is done and what ends it."""

from dataclasses import dataclass
from typing import Protocol

from desk.model.events import Kind


class Lesson(Protocol):
    """What the steps speak of, as it was laid."""

    @property
    def number(self) -> str:
        """Return the personal number of who comes."""

    @property
    def name(self) -> str:
        """Return her name."""

    @property
    def certifying(self) -> str:
        """Return the code of the first procedure, a certification of copies."""

    @property
    def again(self) -> str:
        """Return the code of the second, where the certified paper serves."""

    def mend(self) -> None:
        """Take the stuck sheet out of the scanner and lay it there again."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the clerk does.

    Attributes:
        name: Key of its words.
        screens: Where it is done, in the order it leads over them.
        until: What must have happened for the next step to begin: the value of a `Kind`, or one of the words below.
        with_dossier: It is done in the dossier that an earlier step opened.
    """

    name: str
    screens: tuple[str, ...]
    until: str
    with_dossier: bool = False


CITIZEN = "citizen"
"""A citizen came to the counter, or another one did."""

DOSSIER = "dossier:{procedure}"
"""A dossier of the lesson's first («certifying») or second («again») procedure was opened."""

NOTICE = "notice:{key}"
"""A notice was told, such as of a jam."""

SCREEN = "screen:{name}"
"""A screen was shown."""

EXAMINED = "examined"
"""Both sides of a copy were looked at and the grounds ticked."""

VERIFIED = "verified"
"""A file was checked in the room for checking."""

STEPS = (
    Step("known", ("counter",), CITIZEN),
    Step("procedure", ("counter",), DOSSIER.format(procedure="certifying")),
    Step("scan", ("counter", "counter.scan"), NOTICE.format(key="scan"), with_dossier=True),
    Step("jam", ("counter.scan",), Kind.DOCUMENT_READ.value, with_dossier=True),
    Step("check", ("counter.scan", "counter.review"), Kind.FIELDS_CONFIRMED.value, with_dossier=True),
    Step("compare", ("counter.certify",), EXAMINED, with_dossier=True),
    Step("sign", ("counter.certify",), Kind.COPY_FINISHED.value, with_dossier=True),
    Step("verify", ("register", "register.copy", "verify"), VERIFIED),
    Step("again", ("counter",), DOSSIER.format(procedure="again")),
    Step("reuse", ("counter",), Kind.RESULT_REUSED.value, with_dossier=True),
    Step("evening", ("evening",), Kind.BATCH_OPENED.value),
    Step("board", ("board", "register"), SCREEN.format(name="board")),
)
"""A whole case, from the card to the signed copy, and its use at the next one. The last shows the day."""

_LOOSE = ("screen:", "notice:", CITIZEN)
_AHEAD = 2


def after(steps: tuple[Step, ...], at: int, happening: str) -> int:
    """Return the place of the step that is next once something happened; `at` when it ends no step.

    What ends one of the next two steps ends those before it too: a clerk who knows the way need not wait. Only what
    cannot happen by the way counts so: a screen that was passed, or a notice, does not.
    """
    reach = 0 if happening.startswith(_LOOSE) else _AHEAD
    for place in range(at, min(at + reach, len(steps) - 1) + 1):
        if steps[place].until == happening:
            return place + 1
    return at
