"""The end of the day (cuối ngày): a stack of sides and the papers it becomes.

A batch holds sides in the order they came. Its arrangement tells where each side is: in a paper to be, set aside as
blank, a separator, or removed. `desk.model.cutting` makes the first arrangement, a person changes it by the acts of
`desk.model.arranging`; nothing here touches a disk.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desk.model.values import Digest
from ocr.page import PageReading

SURE_CUT, SURE_JOIN = 0.9, 0.1
"""From this chance on a side surely begins a paper; up to that one it surely does not. Between them a person is asked.

Source: the promise of `ocr.openings`, measured by benchmarks/bench_cuts.py.
"""


SCAN_KEY = 32
"""Letters of the key that tells the sides of one scan; the digest of a file has 64."""


class BatchState(StrEnum):
    """How far a batch has come: TAKING sides in → READING and cutting → FILING → READ: only a person's word is open."""

    TAKING = "taking"
    READING = "reading"
    FILING = "filing"
    READ = "read"


@dataclass(frozen=True, slots=True)
class CutRules:
    """Quy tắc tách: what ends a paper. Slips and cover sheets always do.

    Attributes:
        patch: Patch-T sheets separate papers.
        blank: A blank sheet separates papers.
        every: A paper has so many sheets; 0 = as many as it has.
        openings: A side that looks like the first of a paper begins one.
        duplex: Sides came as front and back in turn; None = unknown, so that a blank side behind a slip is its back.
    """

    patch: bool = True
    blank: bool = False
    every: int = 0
    openings: bool = True
    duplex: bool | None = None

    @property
    def text(self) -> str:
        """The rules in the words of `--rules`, as they are kept."""
        words = [word for word, on in (("patch", self.patch), ("blank", self.blank), ("openings", self.openings)) if on]
        words += [f"every={self.every}"] if self.every else []
        words += [] if self.duplex is None else ["duplex" if self.duplex else "simplex"]
        return ",".join(words) or "slips"

    @classmethod
    def of(cls, text: str) -> "CutRules":
        """Return the rules of the words patch, blank, openings, every=N, duplex, simplex and slips, parted by commas.

        What is not named is off; slips are heeded in any case, and "slips" alone heeds nothing else.

        Raises:
            ValueError: another word, both of duplex and simplex, or N below 1.
        """
        words = [word.strip() for word in text.split(",") if word.strip()]
        numbers = [word.removeprefix("every=") for word in words if word.startswith("every=")]
        plain = {word for word in words if not word.startswith("every=")}
        known = {"patch", "blank", "openings", "duplex", "simplex", "slips"}
        if not words or plain - known or {"duplex", "simplex"} <= plain or any(int(number) < 1 for number in numbers):
            raise ValueError(text)
        sided = True if "duplex" in plain else False if "simplex" in plain else None
        every = int(numbers[-1]) if numbers else 0
        return cls("patch" in plain, "blank" in plain, every, "openings" in plain, sided)


@dataclass(frozen=True, slots=True)
class Batch:
    """Đợt cuối ngày: one stack or folder and what became of it.

    Attributes:
        key: Identity of the act that opened it, so that the repeated act finds it again.
        source: "scan:DEVICE", "files" or "folder:NAME".
        dossier: Code of the dossier named for what precedes the first slip, or None.
        pointer: Number of the last act that holds (see `desk.model.arranging`); 0 = the machine's own arrangement.
        work_s: Seconds of work spent on taking, reading and filing, over all runs.
        read_at: When all was read and cut, or None.
    """

    key: str
    source: str
    rules: CutRules
    made_at: datetime
    made_by: int
    dossier: str | None = None
    state: BatchState = BatchState.TAKING
    pointer: int = 0
    work_s: float = 0.0
    read_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """Mặt giấy: one captured side of a batch. The object `digest` holds the bytes as they came, for ever.

    Attributes:
        place: Counts from 1 within the batch, in the order of capture; everywhere else it stands for the side.
        origin: Name of the file or the device it came from.
        origin_digest: Digest of that file; of a scan its own key. With `number` it tells a side that came before.
        number: Counts from 1 within the origin.
        alone: True when its origin holds this side only.
        duplex: True when fronts and backs alternate in its origin; None = unknown.
        turn: Degrees clockwise that the reading was made with, in quarter turns: 0, 90, 180 or 270.
        blank: What the reading says, kept beside it; None = not read.
        own: True while the letters that came with it in its file are all that is known of it.
        reading: None also where it was not asked for: readings are large.
        fault: Code of the fault that stopped its reading, or None.
    """

    batch_id: int
    place: int
    origin: str
    origin_digest: str
    number: int
    digest: Digest
    media: str
    width_px: int
    height_px: int
    dpi: float
    hint: int = 0
    alone: bool = False
    duplex: bool | None = None
    turn: int = 0
    blank: bool | None = None
    own: bool = False
    reading: PageReading | None = None
    fault: str | None = None

    @property
    def scanned(self) -> bool:
        """Tell whether it came from a scanner and out of no file: the key of a scan is shorter than any digest."""
        return len(self.origin_digest) == SCAN_KEY

    @property
    def front(self) -> bool | None:
        """Tell whether it is the front of its sheet, None = unknown; files of one side each alternate."""
        return (self.place if self.alone else self.number) % 2 == 1 if self.duplex else None


class How(StrEnum):
    """What began a paper (căn cứ tách)."""

    START = "start"
    SLIP = "slip"
    PATCH = "patch"
    BLANK = "blank"
    COUNT = "count"
    FILE = "file"
    OPENING = "opening"
    HAND = "hand"


class DoubtKind(StrEnum):
    """Điều nghi ngờ, in the order in which a person is asked."""

    SECRECY = "secrecy"
    CUT = "cut"
    DOSSIER = "dossier"
    KIND = "kind"
    COUNT = "count"
    PERSON = "person"
    UNREADABLE = "unreadable"
    BLANK = "blank"

    @property
    def stops(self) -> bool:
        """Tell whether nothing is filed before a person has spoken; the others are told beside what was filed."""
        return self not in (DoubtKind.KIND, DoubtKind.COUNT, DoubtKind.BLANK)

    @property
    def order(self) -> int:
        """Place among the kinds of doubts."""
        return list(DoubtKind).index(self)


@dataclass(frozen=True, slots=True)
class Unsure:
    """A place at which a paper may begin: nobody but a person can tell (chỗ tách chưa chắc).

    Attributes:
        side: The side that may begin a paper.
        before: The side it would else follow.
        confidence: Chance that it begins one, 0-1.
        reasons: Keys of `messages.toml`.
    """

    side: int
    before: int
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Xấp giấy: the sides of one paper to be.

    Attributes:
        id: "m" and the first side for one the machine cut, "a" and a number for one a person made.
        sides: Places within the batch, in the order of the paper; never empty.
        dossier: As the slip, the cover sheet or a person says; the code may belong to no dossier. None = none named.
        component: As the cover sheet or a person says, or None.
        kind: Code of the kind a person gave it, None = as the machine finds.
        confidence: Chance that it begins where it begins, 0-1.
        settled: Kinds of doubts to which a person said that it is right so.
    """

    id: str
    sides: tuple[int, ...]
    dossier: str | None = None
    component: int | None = None
    kind: str | None = None
    how: How = How.START
    confidence: float = 1.0
    settled: frozenset[DoubtKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cách xếp: where each side of a batch is; each is in exactly one of the four places.

    Attributes:
        aside: Blank sides, set aside.
        removed: Sides a person put away.
        turns: Degrees clockwise a person added, by side: 90, 180 or 270; those of 0 are not named.
        unsure: Where the machine is not sure of a cut, and no person has told.
        faint: Blank sides that may hold something after all.
        made: How many bundles the acts have made; gives the next one its id.
    """

    bundles: tuple[Bundle, ...] = ()
    aside: tuple[int, ...] = ()
    separators: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()
    unsure: tuple[Unsure, ...] = ()
    faint: tuple[int, ...] = ()
    made: int = 0

    @property
    def sides(self) -> list[int]:
        """All sides, place by place."""
        return [*(side for one in self.bundles for side in one.sides), *self.aside, *self.separators, *self.removed]

    def bundle(self, bundle_id: str) -> Bundle | None:
        """Return the bundle of an id, or None."""
        return next((one for one in self.bundles if one.id == bundle_id), None)

    def holding(self, side: int) -> Bundle | None:
        """Return the bundle a side is in, or None."""
        return next((one for one in self.bundles if side in one.sides), None)

    def turn_of(self, side: int) -> int:
        """Return the degrees clockwise a person added to a side: 0, 90, 180 or 270."""
        return dict(self.turns).get(side, 0)

    def cut_doubts(self, bundle: Bundle) -> tuple[Unsure, ...]:
        """Return the open doubts of cutting that concern a bundle: at its sides, and behind its last one."""
        inside = set(bundle.sides)
        return tuple(one for one in self.unsure if one.side in inside or one.before in inside)

    def with_bundle(self, bundle: Bundle) -> "Arrangement":
        """Return the arrangement with a bundle in the place of the one of its id; one without sides vanishes."""
        kept = (bundle if one.id == bundle.id else one for one in self.bundles)
        return replace(self, bundles=tuple(one for one in kept if one.sides))


def filing_key(dossier: str, sides: Sequence[Side]) -> str:
    """Return the identity of the document that sides make in a dossier: whoever brings them again finds it there."""
    told = "|".join(f"{side.origin_digest}:{side.number}" for side in sides)
    return hashlib.sha256(f"evening|{dossier}|{told}".encode()).hexdigest()
