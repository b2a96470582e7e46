"""The office's work profiles (kiểu quét) in the window: shown, pressed, changed, locked, carried in a file, tried."""

import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desk.errors import FAULTS
from desk.jobs import Progress
from desk.model.deed import DeedKind
from desk.model.people import Role, Session
from desk.model.profile import NO_KEY, ProfileSet, WorkProfile
from desk.ports import Desk
from ui.models.history import Act, History
from ui.models.session import SessionModel
from ui.runner import Failure, Job, Runner

T = TypeVar("T")


@dataclass(frozen=True)
class _Seen:
    profiles: ProfileSet
    bound: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)


class ProfilesModel(QObject):
    """Hold the office's set and carry out what people decide of it; every change can be taken back.

    Attributes:
        shown: The set; empty until it was read.
        bound: Devices bound at this desk, by the profile's name.
        failure: Why the last change was not made, or None.
        trying: A try-scan is under way.
        tried: The picture of the last try-scan, or None.

    Signals:
        changed: something of the above is another now.
        pressed: a `WorkProfile` to scan with into the open dossier; the scan screen hears it.
        stack_pressed: one to scan the evening's stack with; the room of the evening hears it.
    """

    changed = Signal()
    pressed = Signal(object)
    stack_pressed = Signal(object)

    def __init__(self, runner: Runner, session: SessionModel, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._session, self._history = runner, session, history
        self._read: Desk | None = None
        self._job: Job[Path] | None = None
        self._seen = _Seen(ProfileSet(()))
        self.failure: Failure | None = None
        self.trying = False
        self.tried: Path | None = None
        session.changed.connect(self._follow)
        history.undone.connect(self._turned)
        history.redone.connect(self._turned)

    @property
    def shown(self) -> ProfileSet:
        """Return the set."""
        return self._seen.profiles

    @property
    def bound(self) -> dict[str, str]:
        """Return the devices bound at this desk, by the profile's name."""
        return self._seen.bound

    @property
    def changeable(self) -> bool:
        """Tell whether the one at the desk may change the set now."""
        return not self.shown.locked and (self._session.may(Role.RECEPTION) or self._session.may(Role.ADMIN))

    @property
    def lockable(self) -> bool:
        """Tell whether the one at the desk may lock and unlock it."""
        return self._session.may(Role.ADMIN)

    @property
    def no_dossier(self) -> tuple[str, str]:
        """Return what is told of a press when no dossier is open, and what to do."""
        return self.tr("Chưa mở hồ sơ nào để quét vào."), self.tr("Chọn người dân và thủ tục ở Quầy rồi nhấn lại phím.")

    def suggested(self, kinds: Sequence[str]) -> WorkProfile | None:
        """Return the profile for a component of these kinds, or None."""
        from desk.work.profiles import suggested

        return suggested(self.shown, kinds, self._seen.last)

    def look(self) -> None:
        """Read the set and what this desk remembers."""
        self._ask(lambda desk, who: _look(desk, who), self._came)

    # -- changing ---------------------------------------------------------------------------------------------------

    def keep(self, profiles: Sequence[WorkProfile], words: str) -> None:
        """Let the office work with these; `words` tell it when it is done."""
        self._put(profiles, words, None)

    def _put(self, wanted: Sequence[WorkProfile], words: str, pair: "tuple[WorkProfile, WorkProfile] | None") -> None:
        from desk.work.profiles import keep_profiles

        def put(desk: Desk, who: Session) -> _Seen:
            keep_profiles(desk, who, wanted, pair)
            return _look(desk, who)

        self._ask(put, lambda seen: self._done(seen, words))

    def change(self, old: WorkProfile, new: WorkProfile, words: str) -> None:
        """Put one profile in another's place; a key it takes is taken from the one that had it."""
        rest = [replace(one, key=NO_KEY) if new.key and one.key == new.key else one for one in self.shown.profiles]
        rest[self.shown.profiles.index(old)] = new
        self._put(rest, words, (old, new))

    def add(self, profile: WorkProfile, words: str) -> None:
        """Add a profile behind the others."""
        self.keep([*self.shown.profiles, profile], words)

    def remove(self, profile: WorkProfile, words: str) -> None:
        """Take a profile out."""
        self.keep([one for one in self.shown.profiles if one != profile], words)

    def lock(self, words: str, *, locked: bool) -> None:
        """Lock the set, or unlock it."""
        from desk.work.profiles import lock_profiles

        def carry_out(desk: Desk, who: Session) -> _Seen:
            lock_profiles(desk, who, locked=locked)
            return _look(desk, who)

        self._ask(carry_out, lambda seen: self._done(seen, words))

    def bind(self, profile: WorkProfile, device: str, words: str) -> None:
        """Let a profile use a device of this desk, "" = any."""
        from desk.work.profiles import bind_device

        def carry_out(desk: Desk, who: Session) -> _Seen:
            bind_device(desk, who, profile, device)
            return _look(desk, who)

        self._ask(carry_out, lambda seen: self._done(seen, words))

    def take_file(self, file: Path, words: str) -> None:
        """Replace the set by that of a file."""
        from desk.work.profiles import import_profiles

        def carry_out(desk: Desk, who: Session) -> _Seen:
            import_profiles(desk, who, file)
            return _look(desk, who)

        self._ask(carry_out, lambda seen: self._done(seen, words))

    def give_file(self, file: Path, words: str) -> None:
        """Write the set to a file."""
        from desk.work.profiles import export_profiles

        self._ask(lambda desk, _who: export_profiles(desk, file), lambda _: self._history.tell(words))

    # -- trying -----------------------------------------------------------------------------------------------------

    def try_out(self, profile: WorkProfile) -> None:
        """Scan one side with a profile into no dossier; `tried` is its picture."""
        from desk.work.profiles import try_scan

        desk, who = self._session.desk, self._session.who
        if desk is None or who is None or self.trying:
            return
        self.drop_tried()
        self.trying, self.failure = True, None
        folder = desk.spool / f"try-{uuid.uuid4().hex}"

        def carry_out(progress: Progress) -> Path:
            try:
                return try_scan(desk, who, profile, folder, progress)
            except FAULTS:
                shutil.rmtree(folder, ignore_errors=True)
                raise

        self._job = self._runner.work(carry_out, self._tried, self._not_tried)
        self.changed.emit()

    def stop_trying(self) -> None:
        """Stop a try-scan."""
        if self._job is not None and self._job.running:
            self._job.cancel()

    def drop_tried(self) -> None:
        """Let go of the picture of the last try-scan."""
        tried, self.tried = self.tried, None
        if tried is not None:
            self._runner.ask(lambda: shutil.rmtree(tried.parent, ignore_errors=True))
            self.changed.emit()

    def _tried(self, side: Path) -> None:
        self.trying, self.tried = False, side
        self.changed.emit()

    def _not_tried(self, failure: Failure) -> None:
        self.trying = False
        self.failure = None if failure.cancelled else failure
        self.changed.emit()

    # -- inside -----------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Read the set once somebody is at the desk."""
        desk, who = self._session.desk, self._session.who
        if desk is not None and who is not None and self._read is not desk:
            self._read = desk
            self.look()

    def _ask(self, verb: Callable[[Desk, Session], T], done: Callable[[T], None]) -> None:
        desk, who = self._session.desk, self._session.who
        if desk is not None and who is not None:
            self.failure = None
            self._runner.ask(lambda: verb(desk, who), done, self._failed)

    def _came(self, seen: _Seen) -> None:
        self._seen = seen
        self.changed.emit()

    def _done(self, seen: _Seen, words: str) -> None:
        self._history.did(words)
        self._came(seen)

    def _turned(self, act: Act) -> None:
        if act.deed is not None and act.deed.kind is DeedKind.SETTING:
            self.look()

    def _failed(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _look(desk: Desk, who: Session) -> _Seen:
    from desk.work.profiles import bindings, last_used, profile_set

    return _Seen(profile_set(desk), bindings(desk, who), last_used(desk, who))

