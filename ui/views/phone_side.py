"""Beside the QR (bên cạnh mã QR): what to do with the phone, where it goes, what its certificate is, what came."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.text import phrase
from ui.models.phone import PhoneModel, PhoneState
from ui.views.language import language_now
from ui.views.parts.banner import Banner
from ui.views.parts.card import Card, ScrollPanel
from ui.views.parts.chip import Chip
from ui.views.parts.text import Text

_PAIRS = 8
"""Pairs of the fingerprint a line, as a browser's window shows it to be compared."""


class PhoneSide(ScrollPanel):
    """Show a `PhoneModel`'s state in words."""

    def __init__(self, phone: PhoneModel) -> None:
        super().__init__("surface", 340)
        self._phone = phone
        self.column.setContentsMargins(18, 16, 18, 16)
        self.column.setSpacing(14)
        self._chip = Chip("", "plain", "phone")
        self._count = Text("", "title", weight=700)
        self._last = Text("", "body", "doubt", wrap=True)
        self._plain = Banner(
            self.tr("Đường truyền không mã hóa"),
            self.tr("Ai ở cùng mạng cũng có thể xem được ảnh. Bỏ phone_plain trong machine.toml để mã hóa lại."),
            "seal",
        )  # fmt: skip
        for part in (self._chip, self._count, self._last, self._plain):
            self.column.addWidget(part)
        self._steps, self._place, self._print = self._cards()
        self.column.addStretch(1)
        self.setAccessibleName(self.tr("Điện thoại"))

    def _cards(self) -> tuple[QWidget, Text, Text]:
        steps = Card(self.tr("Trên điện thoại"))
        lines = (
            self.tr("1. Vào Wi-Fi của cơ quan, không dùng 4G."),
            self.tr("2. Mở máy ảnh, đưa vào mã QR bên trái."),
            self.tr("3. Trình duyệt báo chứng thư lạ: so mã vân tay dưới đây rồi chọn tiếp tục."),
            self.tr("4. Bấm «Chụp trang» cho từng trang, xong thì bấm «Xong»."),
        )
        for line in lines:
            steps.body.addWidget(Text(line, "body", wrap=True))
        way = Card(self.tr("Địa chỉ và chứng thư"))
        place, fingerprint = Text("", "body"), Text("", "label", "ink2")
        for text in (place, fingerprint):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        way.body.addWidget(place)
        way.body.addWidget(Text(self.tr("Mã vân tay SHA-256"), "caption", "ink2"))
        way.body.addWidget(fingerprint)
        self._way = way
        self.column.addWidget(steps)
        self.column.addWidget(way)
        return steps, place, fingerprint

    def refresh(self) -> None:
        """Show the model's state."""
        phone, door = self._phone, self._phone.door
        self._show_chip()
        came = self.tr("{n} ảnh đã nhận").format(n=len(phone.pages))
        self._count.setText(came if phone.pages or phone.state is not PhoneState.OPENING else "")
        self._last.setText(self._trouble())
        self._last.setVisible(bool(self._last.text()))
        self._plain.setVisible(door is not None and door.plain)
        self._way.setVisible(door is not None)
        waiting = phone.state is PhoneState.OPEN and door is not None and not door.phones
        self._steps.setVisible(waiting or phone.state is PhoneState.OPENING)
        if door is not None:
            self._place.setText(door.place)
            pairs = door.fingerprint.split(":")
            lines = [" ".join(pairs[at : at + _PAIRS]) for at in range(0, len(pairs), _PAIRS)]
            self._print.setText("\n".join(lines) if door.fingerprint else self.tr("không có, vì không mã hóa"))

    def _show_chip(self) -> None:
        phone = self._phone
        if phone.state is PhoneState.OPEN and phone.door is not None and phone.door.phones:
            self._chip.set_state(self.tr("Điện thoại đã vào"), "ok", "phone")
        elif phone.state is PhoneState.OPEN:
            self._chip.set_state(self.tr("Đang mở, chờ điện thoại"), "accent", "phone")
        elif phone.state is PhoneState.OPENING:
            self._chip.set_state(self.tr("Đang mở…"), "plain", "clock")
        elif phone.state is PhoneState.CLOSED:
            self._chip.set_state(self.tr("Đã đóng"), "plain", "phone")
        elif phone.state is PhoneState.READING:
            self._chip.set_state(self.tr("Đã đóng, đang đọc"), "ok", "check")
        else:
            self._chip.set_state(self.tr("Đã đọc xong"), "ok", "check")

    def _trouble(self) -> str:
        """Return what a person should do about photos that came poorly or not at all."""
        phone, lines = self._phone, []
        for page in phone.poor[-1:]:
            what = phrase(f"phone-look.{phone.looks[page.id][0]}", language_now())
            lines.append(self.tr("Ảnh {n}: {what}").format(n=page.place, what=what))
        if phone.refused:
            lines.append(self.tr("{n} tệp không phải ảnh đọc được; điện thoại đã được báo.").format(n=phone.refused))
        return "\n".join(lines)
