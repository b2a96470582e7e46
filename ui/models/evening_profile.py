"""A press of a work profile (kiểu quét) that is for the evening's stack: the feeder is drawn in as the profile says."""

from PySide6.QtCore import QObject

from desk.model.profile import WorkProfile, request_for
from desk.model.scanning import ScanRequest
from desk.work.profiles import device_for
from ui.models.evening import Busy, EveningModel
from ui.models.scan_profile import NOTICE
from ui.models.window import Notice, WindowModel
from ui.runner import Failure


class StackPress(QObject):
    """Carry a press out at the stack of one screen."""

    def __init__(self, model: WindowModel, evening: EveningModel) -> None:
        super().__init__(evening)
        self._model, self._evening = model, evening
        self._preparing = False
        model.profiles.stack_pressed.connect(self._pressed)

    def _pressed(self, profile: WorkProfile) -> None:
        """Find the device off the window's thread, then scan into the stack in hand or a new one."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self._preparing:
            return
        if self._evening.busy is not Busy.NO:
            words = self.tr("Chồng giấy trước đang chạy. Đợi xong hoặc dừng rồi nhấn lại phím.")
            self._model.tell(Notice(NOTICE, words))
            return
        found = list(self._model.status.scanners.devices) or None
        self._model.solve(NOTICE)
        self._preparing = True
        self._model.runner.work(
            lambda _: request_for(profile, device_for(desk, who, profile, found)), self._go, self._cannot
        )

    def _go(self, request: ScanRequest) -> None:
        self._preparing = False
        if self._evening.busy is Busy.NO:
            self._evening.scan(request)

    def _cannot(self, failure: Failure) -> None:
        self._preparing = False
        self._model.tell_failure(NOTICE, failure)
