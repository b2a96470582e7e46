"""One press of a work profile's key (kiểu quét): the paper is scanned, or one sentence says what is missing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.errors import ProfileForEvening
from desk.model.profile import Target, WorkProfile, request_for
from desk.model.scanning import Device
from ui.models.scan import ScanModel, ScanState
from ui.models.scan_wish import ScanWish, wish_of
from ui.models.window import Notice, WindowModel
from ui.runner import Failure

if TYPE_CHECKING:
    from desk.work.receive import Place

NOTICE = "scan-profile"


@dataclass(frozen=True)
class _Ready:
    profile: WorkProfile
    device: Device
    where: "Place"


class ProfilePress(QObject):
    """Carry a press out at the scanning of one screen.

    A profile is in force for one paper, with all that is appended to it or tried again; then what was set by hand
    before is set again, so that no paper is cut to the size of the card before it.
    """

    def __init__(self, model: WindowModel, scan: ScanModel) -> None:
        super().__init__(scan)
        self._model, self._scan = model, scan
        self._before = ScanWish()
        self._code: str | None = None
        self._preparing = False
        model.profiles.pressed.connect(self._pressed)
        model.counter.changed.connect(self._end)
        scan.changed.connect(self._end)

    def scan(self) -> None:
        """Scan as it is set: once more with the profile in force where nothing came yet, else as the wish says."""
        wish, state = self._scan.wish, self._scan.state
        if wish.profile is not None and not wish.altered and state is ScanState.EMPTY:
            self._pressed(wish.profile)
        else:
            self._scan.scan()

    def _end(self) -> None:
        """Set again what was set by hand, once the paper is read or another dossier is open."""
        scan = self._scan
        over = scan.state is ScanState.READY
        left = scan.state is ScanState.EMPTY and self._model.counter.code != self._code
        if scan.wish.profile is not None and (over or left):
            scan.set_wish(self._before)

    def _pressed(self, profile: WorkProfile) -> None:
        """Find device and component off the window's thread, then scan."""
        from desk.work.profiles import choose_place, device_for

        scan, code = self._scan, self._model.counter.code
        desk, who = self._model.session.desk, self._model.session.who
        if code is None or desk is None or who is None or self._preparing or self._is_in_the_way(profile):
            return
        found, in_hand = list(scan.devices) or None, self._model.counter.place or None

        def prepare(_progress: object) -> _Ready:
            where = choose_place(desk, profile, code, in_hand)
            device = device_for(desk, who, profile, found)
            request_for(profile, device)
            return _Ready(profile, device, where)

        self._model.solve(NOTICE)
        self._preparing = True
        self._model.runner.work(prepare, self._go, self._cannot)

    def _is_in_the_way(self, profile: WorkProfile) -> bool:
        """Tell of what is under way that a press would cut into; the paper's own profile goes on with it."""
        state = self._scan.state
        goes_on = self._scan.wish.profile == profile
        if state is ScanState.SCANNING:
            words = self.tr("Máy đang quét. Đợi quét xong rồi nhấn lại phím.")
        elif state is ScanState.READING:
            words = self.tr("Máy đang đọc giấy vừa quét. Đợi đọc xong rồi nhấn lại phím.")
        elif state in (ScanState.STOPPED, ScanState.COUNT_DIFFERS, ScanState.POOR) and not goes_on:
            words = self.tr("Giấy trước còn dở. Quét tiếp bằng Space hoặc nhận bằng Ctrl Enter rồi nhấn lại phím.")
        else:
            return False
        self._model.tell(Notice(NOTICE, words))
        return True

    def _cannot(self, failure: Failure) -> None:
        self._preparing = False
        self._model.tell_failure(NOTICE, failure)

    def _go(self, ready: _Ready) -> None:
        self._preparing = False
        scan = self._scan
        if ready.where.dossier != self._model.counter.code or scan.state in (ScanState.SCANNING, ScanState.READING):
            return  # another citizen came to the counter, or a scan began, while the device was looked for
        if scan.state is ScanState.POOR:
            scan.scan_again()
            return
        if scan.state is ScanState.READY:
            scan.clear()
        if scan.wish.profile is None:
            self._before = scan.wish
        self._code = ready.where.dossier
        scan.set_wish(wish_of(ready.profile, ready.device.id))
        if ready.where.component is not None:
            self._model.counter.hold(ready.where.component)
        if ready.profile.turns_stack and scan.document is None:
            scan.fronts_wished.emit()
        else:
            scan.scan(ready.where)
        self._remember(ready)

    def _remember(self, ready: _Ready) -> None:
        """Remember which profile served the kinds of this component."""
        from desk.work.profiles import remember_use

        desk, who = self._model.session.desk, self._model.session.who
        slot = self._model.counter.slot(ready.where.component or 0)
        kinds = list(slot.component.kinds) if slot is not None else []
        if desk is None or who is None or not kinds:
            return

        self._model.runner.ask(
            lambda: remember_use(desk, who, ready.profile, kinds), lambda _: self._model.profiles.look()
        )


def press(model: WindowModel, profile: WorkProfile) -> None:
    """Scan with a profile into the open dossier, from wherever in the window its key was pressed."""
    if profile.to is Target.EVENING:
        if "evening" in model.rooms:
            model.go("evening")
            model.profiles.stack_pressed.emit(profile)
        else:
            model.tell_failure(NOTICE, model.runner.failure(ProfileForEvening(profile=profile.name)))
    elif model.counter.code is None:
        model.tell(Notice(NOTICE, *model.profiles.no_dossier))
    else:
        model.go("counter.scan")
        model.profiles.pressed.emit(profile)
