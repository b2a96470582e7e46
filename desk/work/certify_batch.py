"""Certifying many papers in one go (chứng thực hàng loạt): one PIN a token, one look at the certificates.

Both PINs are sent once, before any number is taken. Numbers are taken in the order given; after that several papers
are under way at once, so that one waits for its time stamp while the token signs another. What goes wrong with one
paper stays with it. When a token is gone no further number is taken, and no PIN is sent again.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace

from desk.errors import FAULTS, Cancelled, DocumentUnknown, SignerDiffers
from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, CopyStage, Purpose
from desk.model.people import Role, Session
from desk.ports import Desk, UnitOfWork
from desk.work import certify_steps as steps
from desk.work.certifiable import Person, Wish, chosen, live_copy, person_of
from desk.work.certify import Pins, take_number
from signing.errors import (
    DriverBroken,
    DriverMissing,
    NotSignedIn,
    PinCancelled,
    PinLocked,
    PinWrong,
    RemoteDenied,
    RemoteNotAdmitted,
    RemoteUnconfirmed,
    RemoteUntrusted,
    RemoteWantsMore,
    TokenAbsent,
    TokenRemoved,
)
from signing.remote import RemoteKey

HANDS = 2
"""Papers under way at once: one waits for its time stamp while another is laid out, signed or checked.

More gain little, as the keys sign one after the other, and each more starts processes of its own.
"""

_MOST_HANDS = 50

_GONE = (
    NotSignedIn, TokenAbsent, TokenRemoved, DriverBroken, DriverMissing, PinCancelled, PinWrong, PinLocked,
    RemoteDenied, RemoteNotAdmitted, RemoteUnconfirmed, RemoteUntrusted, RemoteWantsMore,
)  # fmt: skip
"""What leaves a key unfit for all papers, not for one; a person who said no is not asked a hundred times."""


@dataclass(frozen=True, slots=True)
class Certified:
    """What became of one paper: its copy as it stands, its fault, or neither = not begun.

    Attributes:
        copy: SEALED, or WAITING for its time stamp; with a fault, as far as it came.
    """

    document_id: int
    copy: CertifiedCopy | None = None
    fault: Exception | None = None

    @property
    def done(self) -> bool:
        """Tell whether the copy may leave the office."""
        return self.fault is None and self.copy is not None and self.copy.stage.done


def certify_batch(
    desk: Desk, who: Session, wishes: Sequence[Wish], pins: Pins, progress: Progress | None = None, hands: int = HANDS
) -> list[Certified]:
    """Certify papers, each once, from wherever they stand; the answers are in the order of the wishes.

    A person stops it between two papers: those begun are finished, the rest is told as not begun. All are signed by
    the officer and sealed by the keeper of the first paper; one that another person signed or is to sign is refused.

    Args:
        desk: The office.
        who: Who acts.
        wishes: One a paper, each after its comparison.
        pins: Sent at most once each.
        progress: Told of papers finished; its stop is heeded.
        hands: How many papers are under way at once.

    Raises:
        RoleMissing, SignerUnknown, DocumentUnknown; faults of `Keys.open`: then nothing was numbered or signed.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    if not wishes:
        return []
    unique = list({wish.document_id: wish for wish in wishes}.values())
    people = _people(desk, who, unique[0])
    afar = _log_in(desk, people, pins, _needed(desk, unique))
    batch = _Batch(desk, who, people, unique, progress or Progress())
    with _confirmed_together(afar, min(len(unique), _MOST_HANDS)):
        batch.run(max(1, min(_MOST_HANDS if afar else hands, len(unique))))
    return batch.told


def _people(desk: Desk, who: Session, wish: Wish) -> dict[Purpose, Person]:
    """Return who signs and who seals the batch: as the first paper's copy has it, or as is wished."""
    with desk.unit(reading=True) as uow:
        if uow.documents.get(wish.document_id) is None:
            raise DocumentUnknown(document=wish.document_id)
        return {purpose: _person(uow, who, wish, purpose) for purpose in (Purpose.OFFICER, Purpose.SEAL)}


def _person(uow: UnitOfWork, who: Session, wish: Wish, purpose: Purpose) -> Person:
    copy = live_copy(uow, wish.document_id)
    if copy is not None:
        return person_of(uow, copy.officer_id if purpose is Purpose.OFFICER else copy.seal_id, purpose)
    return chosen(uow, who, purpose, wish.officer if purpose is Purpose.OFFICER else wish.seal)


def _needed(desk: Desk, wishes: Sequence[Wish]) -> set[Purpose]:
    """Return which keys are needed: none for copies that only wait for their time stamp."""
    with desk.unit(reading=True) as uow:
        copies = [live_copy(uow, wish.document_id) for wish in wishes]
    stages = [copy.stage if copy is not None else CopyStage.NUMBERED for copy in copies]
    needed = {Purpose.SEAL} if any(one in (CopyStage.NUMBERED, CopyStage.SIGNED) for one in stages) else set[Purpose]()
    return needed | ({Purpose.OFFICER} if CopyStage.NUMBERED in stages else set())


@contextmanager
def _confirmed_together(keys: list[RemoteKey], count: int) -> Iterator[None]:
    """Have papers wait for each other at keys that a person confirms elsewhere."""
    for key in keys:
        key.expect(count)
    try:
        yield
    finally:
        for key in keys:
            key.expect(0)


def _log_in(desk: Desk, people: dict[Purpose, Person], pins: Pins, needed: set[Purpose]) -> list[RemoteKey]:
    """Log in, and return the keys that a person confirms elsewhere."""
    afar = []
    for purpose, pin in ((Purpose.OFFICER, pins.officer), (Purpose.SEAL, pins.seal)):
        if purpose in needed:
            person = people[purpose]
            with steps.named(person):
                signer = person.signer
                key = desk.keys.open(signer.token, signer.certificate, pin, last_try_meant=pins.last_try_meant)
            afar += [key] if isinstance(key, RemoteKey) else []
    return afar


class _Batch:
    """Papers under way, several hands at them."""

    def __init__(
        self, desk: Desk, who: Session, people: dict[Purpose, Person], wishes: list[Wish], progress: Progress
    ) -> None:
        self._desk, self._who, self._people, self._progress = desk, who, people, progress
        self._wishes = [
            replace(wish, officer=people[Purpose.OFFICER].officer.login, seal=people[Purpose.SEAL].officer.login)
            for wish in wishes
        ]
        self._turn, self._telling = threading.Lock(), threading.Lock()
        self._gone = threading.Event()
        self._next, self._finished = 0, 0
        self.told = [Certified(wish.document_id) for wish in wishes]

    def run(self, hands: int) -> None:
        """Work until all papers are done, a token is gone, or a person stops it."""
        with ThreadPoolExecutor(hands, thread_name_prefix="certify") as threads:
            work = [threads.submit(self._hand) for _ in range(hands)]
            try:
                wait(work)
            except BaseException:
                self._gone.set()
                raise
        for one in work:
            one.result()

    def _hand(self) -> None:
        for place, begun in iter(self._begin, None):
            self.told[place] = self._carried(begun)
            with self._telling:
                self._finished += 1
                self._progress.say(self._finished, len(self._wishes))

    def _begin(self) -> "tuple[int, Certified] | None":
        """Take the next paper and its number, one hand after the other, so that numbers follow the papers' order."""
        with self._turn:
            if self._next >= len(self._wishes) or self._gone.is_set() or self._progress.stop.is_set():
                return None
            place, wish = self._next, self._wishes[self._next]
            self._next += 1
            return place, self._tried(wish.document_id, lambda: self._numbered(wish))

    def _numbered(self, wish: Wish) -> CertifiedCopy:
        with self._desk.unit(reading=True) as uow:
            there = live_copy(uow, wish.document_id)
        if there is not None:
            return there
        self._still_in(Purpose.OFFICER)
        self._still_in(Purpose.SEAL)
        return take_number(self._desk, self._who, wish)

    def _carried(self, begun: Certified) -> Certified:
        if begun.copy is None:
            return begun
        copy = begun.copy
        carried = self._tried(copy.document_id, lambda: self._signed_and_sealed(copy.id))
        return carried if carried.fault is None else replace(carried, copy=steps.copy_of(self._desk, copy.id))

    def _tried(self, document_id: int, work: Callable[[], CertifiedCopy]) -> Certified:
        try:
            return Certified(document_id, copy=work())
        except Cancelled:
            return Certified(document_id)
        except _GONE as fault:
            self._gone.set()
            return Certified(document_id, fault=fault)
        except FAULTS as fault:
            return Certified(document_id, fault=fault)

    def _signed_and_sealed(self, copy_id: int) -> CertifiedCopy:
        """Carry a copy on; the keys are open, so no PIN goes along and none can be sent a second time."""
        copy = steps.copy_of(self._desk, copy_id)
        with steps.in_hand(self._desk, copy.document_id):
            copy = steps.copy_of(self._desk, copy_id)
            if copy.stage is CopyStage.NUMBERED:
                self._still_in(Purpose.OFFICER, copy.officer_id)
                copy = steps.sign(self._desk, self._who, copy, "", last_try_meant=False)
            if copy.stage is CopyStage.SIGNED:
                self._still_in(Purpose.SEAL, copy.seal_id)
                return steps.seal(self._desk, self._who, copy, "", last_try_meant=False)
            return steps.complete(self._desk, self._who, copy)

    def _still_in(self, purpose: Purpose, officer_id: int | None = None) -> None:
        """Look that a token is logged in; `officer_id` is who a copy was numbered for."""
        person = self._people[purpose]
        if officer_id not in (None, person.officer.id):
            with self._desk.unit(reading=True) as uow:
                raise SignerDiffers(name=uow.officers.get(officer_id or 0).name)
        if not self._desk.keys.is_open(person.signer.token):
            raise NotSignedIn(name=person.officer.name)


def by_outcome(told: Sequence[Certified]) -> Iterator[tuple[str, int]]:
    """Count what became of the papers: "done", "waiting", "failed", "left"."""
    kinds = [
        "failed" if one.fault is not None else "left" if one.copy is None else "done" if one.done else "waiting"
        for one in told
    ]
    yield from ((kind, kinds.count(kind)) for kind in ("done", "waiting", "failed", "left"))
