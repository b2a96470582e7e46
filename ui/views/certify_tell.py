"""Tell what became of copies: above the pages while the clerk looks on, as a notice of the window when elsewhere."""

from PySide6.QtCore import QObject

from desk.model.certification import CopyStage
from ui.models.case import Case
from ui.models.certify import CertifyModel
from ui.models.window import Notice, WindowModel
from ui.views.certify_look import CertifyLook
from ui.views.certify_words import number_words, stop_words
from ui.views.icons import IconName


class CertifyTeller(QObject):
    """Say each stage once, in the place where the clerk is."""

    def __init__(self, screen: CertifyLook, window: WindowModel, model: CertifyModel) -> None:
        super().__init__(screen)
        self._screen, self._window, self._model = screen, window, model
        model.moved_on.connect(self._moved_on)
        model.left_open.connect(self._left_open)

    def show(self, case: Case) -> None:
        """Show the sentence and the lasting fact of a case on the screen."""
        duty = case.duty
        if duty is None:
            self._screen.say("")
            self._screen.set_fact("")
            return
        number = number_words(duty)
        if case.stopped:
            self._screen.say(*stop_words(duty), "seal")
        elif case.stage is CopyStage.SEALED:
            what = self.tr("Bản sao số {number} đã ký, đóng dấu và tự kiểm hợp lệ.").format(number=number)
            self._screen.say(what, self.tr("Trả bản chính cho người dân."), "ok")
        elif case.stage is CopyStage.WAITING:
            what = self.tr("Bản sao số {number} đã ký và đóng dấu, chờ dấu thời gian.").format(number=number)
            todo = self.tr("Máy tự xin lại. Có thể nhận người tiếp theo; bản sao trao khi đủ dấu thời gian.")
            self._screen.say(what, todo, "doubt")
        else:
            self._screen.say("")
        self._set_fact(self._fact(case, number), "number" if case.under_way else "eye")

    def _fact(self, case: Case, number: str) -> str:
        if case.under_way:
            rests = case.busy is None and not case.moving
            words = self.tr("Số {number} đã giữ, ký tiếp bất cứ lúc nào") if rests else self.tr("Số {number} đã giữ")
            return words.format(number=number)
        if case.copy is not None or case.compared is None or case.stopped:
            return ""
        total = case.compared.total
        seen = len([place for place in case.looked if place <= total])
        words = self.tr("Đã xem đủ {seen}/{total} trang") if seen >= total else self.tr("Đã xem {seen}/{total} trang")
        return words.format(seen=seen, total=total)

    def _set_fact(self, fact: str, icon: IconName) -> None:
        if fact != self._screen.fact:
            self._screen.fact_icon = icon
            self._screen.set_fact(fact)

    def _moved_on(self, case: Case) -> None:
        duty = case.duty
        if duty is None:
            return
        number = number_words(duty)
        here = case is self._model.case and self._model.attended
        if case.stage is CopyStage.SEALED:
            words = self.tr("Bản sao số {number} đã xong").format(number=number)
            self._window.history.add(words)
            self._window.solve(self._key(case))
            if not here:
                todo = self.tr("Mở lại hồ sơ để trao cho người dân.")
                self._window.tell(Notice(self._key(case), f"{words}.", todo, "ok"))
        elif case.stage is CopyStage.WAITING and not here:
            what = self.tr("Bản sao số {number} chờ dấu thời gian.").format(number=number)
            self._window.tell(Notice(self._key(case), what, self.tr("Máy tự xin lại."), "doubt"))

    def _left_open(self, case: Case) -> None:
        duty = case.duty
        if duty is not None:
            what = self.tr("Số {number} đã giữ, bản sao chưa ký xong.").format(number=number_words(duty))
            todo = self.tr("Mở lại hồ sơ, bấm Chứng thực để nhập PIN và ký tiếp.")
            self._window.tell(Notice(self._key(case), what, todo, "doubt"))

    def _key(self, case: Case) -> str:
        return f"certify-{case.document}"
