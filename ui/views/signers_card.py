"""Who signs with which token (gán USB ký số): those assigned with a test, the tokens plugged in, a new assignment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from desk.model.certification import Purpose
from desk.model.people import Officer, Role
from desk.work.signers import TokenShown
from ui.models.signing_settings import Assignment, SigningSettings
from ui.models.window import WindowModel
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, Rule
from ui.views.parts.chip import Chip
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text
from ui.views.slot_words import day_of
from ui.views.status_words import token_words
from ui.views.verify_side import Sign

_DUTY = {Purpose.OFFICER: Role.CERTIFIER, Purpose.SEAL: Role.SEAL, Purpose.CLERK: Role.RECEPTION}


class SignersCard(Card):
    """Show and change who signs; a PIN is never asked for here."""

    def __init__(self, window: WindowModel, settings: SigningSettings) -> None:
        super().__init__(self.tr("USB ký số"))
        self._window, self._settings = window, settings
        self._known: list[TokenShown] = []
        self.setAccessibleName(self.title.text())
        self._seen = Text("", "label", "ink2", wrap=True)
        self.body.addWidget(self._seen)
        self._assigned = QVBoxLayout()
        self._assigned.setSpacing(10)
        self.body.addLayout(self._assigned)
        self.body.addWidget(Rule())
        self.body.addWidget(Text(self.tr("Gán USB cho người ký"), "body", weight=600))
        self._form = self._make_form()
        self.body.addWidget(self._form)
        self._only = Text(self.tr("Chỉ người quản trị gán được USB ký số."), "label", "ink3", wrap=True)
        self.body.addWidget(self._only)

    def focus_first(self) -> None:
        """Put the focus where an assignment begins."""
        if self._form.isVisible():
            self.purpose.setFocus()
        else:
            self.window().setFocus()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_form(self) -> Box:
        box = Box("none")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        purposes = (
            Choice(Purpose.OFFICER.value, self.tr("Chữ ký của cán bộ chứng thực")),
            Choice(Purpose.SEAL.value, self.tr("Con dấu của cơ quan")),
            Choice(Purpose.CLERK.value, self.tr("Chữ ký của cán bộ tiếp nhận trên giấy số hóa")),
        )
        self.purpose = ComboField(self.tr("Dùng để"), purposes)
        self.purpose.chosen.connect(lambda _: self._fill_people())
        self.officer = ComboField(self.tr("Người dùng"))
        self.officer.chosen.connect(lambda _: self._take_behalf())
        self.certificate = ComboField(self.tr("Chứng thư trên USB đang cắm"))
        self.certificate.chosen.connect(lambda _: self._follow())
        hint = self.tr("Để trống khi chính chủ tịch ký; nhiều dòng cách nhau bằng dấu /")
        self.behalf = Field(self.tr("Dòng ký thay"), hint)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.addWidget(self.purpose, 0, 0)
        grid.addWidget(self.officer, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.certificate)
        column.addWidget(self.behalf)
        self.assign = make_action(self, "", "Ctrl+G", "token", "soft")
        self.assign.triggered.connect(self._assign)
        column.addWidget(Button.of(self.assign), 0, Qt.AlignmentFlag.AlignLeft)
        return box

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self, *, may: bool) -> None:
        """Show what was seen last."""
        settings = self._settings
        if settings.looking:
            self._seen.setText(self.tr("Đang hỏi trình điều khiển USB…"))
        elif not settings.plugged:
            self._seen.setText(self.tr("Chưa thấy USB ký số nào. Cắm USB rồi bấm F5."))
        else:
            self._seen.setText(self.tr("{count} USB ký số đang cắm").format(count=len(settings.plugged)))
        _empty(self._assigned)
        for token in settings.assigned:
            self._assigned.addWidget(self._row(token))
        if settings.looked and not settings.assigned:
            none = self.tr("Chưa gán USB cho ai nên chưa chứng thực được.")
            self._assigned.addWidget(Text(none, "label", "doubt", wrap=True))
        self._form.setVisible(may)
        self._only.setVisible(not may)
        fresh = self._fill_certificates()
        self._fill_people()
        if fresh:
            self._suggest()

    def _row(self, token: TokenShown) -> Box:
        """Set one who signs in a line with «Thử»; what the test found stands below."""
        line = Box("none")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        words, tone = token_words((token,))
        row.addWidget(Sign("seal" if token.purpose is Purpose.SEAL else "signature", tone, 20))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        duties = {
            Purpose.OFFICER: self.tr("ký chứng thực"), Purpose.SEAL: self.tr("con dấu cơ quan"),
            Purpose.CLERK: self.tr("ký giấy số hóa"),
        }  # fmt: skip
        duty = duties[token.purpose]
        lines.addWidget(ElidedText(f"{token.name} · {duty}", "body", weight=600))
        behalf = " / ".join(token.signer.on_behalf)
        facts = self.tr("USB {serial} · còn {days} ngày").format(serial=token.serial, days=token.days_left)
        lines.addWidget(ElidedText(" · ".join(part for part in (facts, behalf) if part), "caption", "ink2"))
        tried = self._settings.tried.get(token.serial)
        if tried is not None:
            found = self.tr("Thử: thấy USB, đúng chứng thư, sẵn sàng ký. PIN chỉ hỏi khi ký.")
            lost = self.tr("Thử: không thấy USB này hoặc không thấy chứng thư đã gán trên nó.")
            lines.addWidget(Text(found if tried else lost, "label", "ok" if tried else "doubt", wrap=True))
        row.addLayout(lines, 1)
        row.addWidget(Chip(self._chip_words(token, words), tone), 0, Qt.AlignmentFlag.AlignVCenter)
        test = Button(self.tr("Thử"), "secondary", icon="refresh", size="small")
        test.setAccessibleName(self.tr("Thử USB của {name}").format(name=token.name))
        test.setEnabled(not self._settings.looking)
        test.clicked.connect(lambda: self._settings.test(token))
        row.addWidget(test, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _chip_words(self, token: TokenShown, words: str) -> str:
        if token.plugged is None:
            return self.tr("Chưa rõ")
        if token.days_left < 0:
            return self.tr("Hết hạn")
        if not token.plugged:
            return self.tr("Chưa cắm")
        return self.tr("Đang cắm") if token.open or token.pin is not None else words

    def _fill_certificates(self) -> bool:
        """List the certificates plugged in; tell whether they are others now."""
        choices = [
            Choice(f"{one.token.serial}:{c.sha256}", c.subject, self.tr("USB {serial}, đến {day}").format(
                serial=one.token.serial, day=day_of(c.not_after)))
            for one in self._settings.plugged for c in one.certificates
        ]  # fmt: skip
        fresh = [choice.key for choice in choices] != self._keys(self.certificate)
        if fresh:
            self.certificate.set_choices(choices)
        return fresh

    def _suggest(self) -> None:
        """Show the certificate that is assigned for this, else the one in the officer's name; a person may choose."""
        officer, purpose = self._chosen(), Purpose(self.purpose.key() or Purpose.OFFICER.value)
        if officer is None:
            return
        assigned = (t for t in self._settings.assigned if t.purpose is purpose and t.signer.officer_id == officer.id)
        held = next((token.signer.certificate for token in assigned), "")
        every = [(one.token.serial, c) for one in self._settings.plugged for c in one.certificates]
        named = [pair for pair in every if purpose is not Purpose.SEAL and pair[1].subject == officer.name]
        for serial, certificate in [*(pair for pair in every if pair[1].sha256 == held), *named][:1]:
            self.certificate.choose(f"{serial}:{certificate.sha256}")

    def _fill_people(self) -> None:
        role = _DUTY[Purpose(self.purpose.key() or Purpose.OFFICER.value)]
        able = [officer for officer in self._window.session.people if role in officer.roles]
        choices = [Choice(officer.login, officer.name, officer.title) for officer in able]
        new = [choice.key for choice in choices] != self._keys(self.officer)
        if new:
            self.officer.set_choices(choices)
        if new or self._settings.assigned != self._known:
            self._known = list(self._settings.assigned)
            self._take_behalf()
        self.behalf.setVisible(role is Role.CERTIFIER)
        self._follow()

    def _take_behalf(self) -> None:
        """Offer the lines that an officer signed with so far."""
        officer = self._chosen()
        mine = [t for t in self._settings.assigned if officer is not None and t.signer.officer_id == officer.id]
        lines = next((token.signer.on_behalf for token in mine if token.purpose is Purpose.OFFICER), ())
        self.behalf.set_text(" / ".join(lines))
        self._suggest()
        self._follow()

    @staticmethod
    def _keys(field: ComboField) -> list[str]:
        return [str(field.combo.itemData(row)) for row in range(field.combo.count())]

    def _follow(self) -> None:
        officer = self._chosen()
        if officer is None:
            self.assign.setText(self.tr("Thêm người có vai trò này trong Thiết đặt trước"))
        elif not self.certificate.key():
            self.assign.setText(self.tr("Cắm USB rồi tìm lại"))
        else:
            self.assign.setText(self.tr("Gán USB này cho {name}").format(name=officer.name))

    def _chosen(self) -> Officer | None:
        login = self.officer.key()
        return next((officer for officer in self._window.session.people if officer.login == login), None)

    def _assign(self) -> None:
        officer, key = self._chosen(), self.certificate.key()
        if officer is None:
            self._window.go("settings")
            return
        if not key:
            self._settings.look()
            return
        serial, _, sha256 = key.rpartition(":")
        lines = tuple(" ".join(line.split()) for line in self.behalf.text().split("/") if line.strip())
        purpose = Purpose(self.purpose.key())
        behalf = lines if purpose is Purpose.OFFICER else ()
        words = self.tr("Đã gán USB ký số cho {name}").format(name=officer.name)
        self._settings.assign(Assignment(officer.login, purpose, (serial, sha256), behalf), words)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
