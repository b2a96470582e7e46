"""What is set before scanning: device, source, both sides, resolution, colour, pages counted by hand."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desk.model.profile import PaperSize
from desk.model.scanning import Source
from desk.text import phrase
from desk.work.device_words import device_facts, device_warning
from ui.models.scan import ScanModel
from ui.models.window import WindowModel
from ui.views.language import language_now
from ui.views.parts.button import Button
from ui.views.parts.card import ScrollPanel
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle

DPIS = (200, 300, 400, 600)


class ScanSettings(ScrollPanel):
    """Show and change a `ScanModel`'s wish; what is set stays for the next paper."""

    def __init__(self, window: WindowModel, scan: ScanModel) -> None:
        super().__init__("surface", 300)
        self._window, self._scan = window, scan
        self._make_fields()
        look = make_action(self, self.tr("Tìm lại máy quét"), "", "refresh")
        look.triggered.connect(window.status.look_for_scanners)
        phone = make_action(self, self.tr("Điện thoại"), "Ctrl+T")
        phone.triggered.connect(lambda: window.go("counter.phone"))
        self.column.setContentsMargins(18, 16, 18, 16)
        self.column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(Text(self.tr("Lượt quét này"), "heading"), 1)
        head.addWidget(Button.of(phone, "small"))
        self.column.addLayout(head)
        for part in (self._profile, self._target, self._counted, self._device, self._facts, self._source):
            self.column.addWidget(part)
        self.column.addLayout(_beside(self._dpi, self._size))
        self.column.addLayout(_beside(self._duplex, self._colour))
        self.column.addWidget(Button.of(look, "small"))
        self.column.addStretch(1)
        self.setAccessibleName(self.tr("Cài đặt quét"))

    def _make_fields(self) -> None:
        self._profile = Text("", "caption", "accent", wrap=True)
        self._facts = Text("", "caption", "ink2", wrap=True)
        self._target = ComboField(self.tr("Mục hồ sơ"))
        self._target.chosen.connect(lambda key: self._window.counter.reach(int(key or 0)))
        self._counted = Field(self.tr("Số trang bản giấy"), self.tr("Đếm trước khi quét; để trống nếu không đếm"))
        self._counted.changed.connect(self._count)
        self._device = ComboField(self.tr("Máy quét"))
        self._device.chosen.connect(lambda key: self._set(device=key))
        self._source = ComboField(self.tr("Nguồn giấy"), self._sources())
        self._source.chosen.connect(lambda key: self._set(source=Source(key)))
        self._dpi = ComboField(self.tr("Độ nét"))
        self._dpi.chosen.connect(lambda key: self._set(dpi=int(key)))
        self._size = ComboField(self.tr("Khổ giấy"), size_choices())
        self._size.chosen.connect(lambda key: self._set(size=PaperSize(key)))
        for field in (self._target, self._device, self._dpi, self._size):
            # A long name of a component or a device is cut, instead of pushing the panel out of the window.
            field.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.combo.setMinimumContentsLength(5)
        self._duplex, self._colour = Toggle(self.tr("Hai mặt")), Toggle(self.tr("Màu"))
        self._duplex.toggled.connect(lambda on: self._set(duplex=on))
        self._colour.toggled.connect(lambda on: self._set(colour=on))

    def refresh(self) -> None:
        """Show the model's state."""
        counter, scan = self._window.counter.counter, self._scan
        parts = counter.dossier.procedure.components if counter is not None else ()
        open_ones = [part for part in parts if part.need.value != "show"]
        targets = [Choice(str(part.place), f"{part.place}. {part.name}") for part in open_ones]
        self._target.set_choices([*targets, *([] if scan.place else [Choice("", self.tr("Máy tự xếp mục"))])])
        self._target.choose(str(scan.place or ""))
        devices = [Choice(device.id, device.name) for device in scan.devices]
        self._device.set_choices(devices or [Choice("", self.tr("Chưa thấy máy nào"))])
        self._device.choose(scan.device.id if scan.device is not None else "")
        self._show_facts()
        self._duplex.setEnabled(scan.device is None or scan.device.duplex)
        self._show_wish()
        with QSignalBlocker(self._counted):
            if not self._counted.line.hasFocus():
                self._counted.set_text(str(scan.wish.counted or ""))

    def _show_facts(self) -> None:
        """Say what the device can, and first what is to be known before it is used."""
        device = self._scan.device
        warning = device_warning(device, language_now()) if device is not None else ""
        facts = device_facts(device, language_now()) if device is not None else []
        self._facts.setText(" · ".join([warning, *facts] if warning else facts))
        self._facts.set_tone("doubt" if warning else "ink2")
        self._facts.setVisible(bool(facts))

    def _show_wish(self) -> None:
        """Show what is set, by hand or by a profile."""
        wish = self._scan.wish
        self._source.choose(wish.source.value)
        self._dpi.set_choices([Choice(str(dpi), f"{dpi} dpi") for dpi in sorted({*DPIS, wish.dpi})])
        self._dpi.choose(str(wish.dpi))
        self._size.choose(wish.size.value)
        for toggle, on in ((self._duplex, wish.duplex), (self._colour, wish.colour)):
            with QSignalBlocker(toggle):
                toggle.setChecked(on)
        words = self.tr("Theo kiểu «{name}», có chỉnh tay") if wish.altered else self.tr("Theo kiểu «{name}»")
        self._profile.setText(words.format(name=wish.profile.name) if wish.profile is not None else "")
        self._profile.setVisible(wish.profile is not None)

    def _set(self, **changes: Any) -> None:  # noqa: ANN401 -- the fields of ScanWish, by name
        self._scan.set_wish(replace(self._scan.wish, **changes))

    def _sources(self) -> list[Choice]:
        return [
            Choice(Source.AUTO.value, self.tr("Tự chọn")),
            Choice(Source.FEEDER.value, self.tr("Khay nạp")),
            Choice(Source.GLASS.value, self.tr("Mặt kính")),
        ]

    def _count(self, text: str) -> None:
        digits = text.strip()
        fits = not digits or (digits.isdigit() and int(digits) <= 500)
        self._counted.set_state("plain" if fits else "wrong", "" if fits else self.tr("Gõ số trang, ví dụ 2"))
        if fits:
            self._set(counted=int(digits or 0))


def size_choices() -> list[Choice]:
    """Return the sizes of paper as a list offers them."""
    words = [(size.value, phrase(f"profile-word.size-{size.value}", language_now())) for size in PaperSize]
    return [Choice(value, text[:1].upper() + text[1:]) for value, text in words]


def _beside(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        row.addWidget(part, 1, Qt.AlignmentFlag.AlignLeft if isinstance(part, Toggle) else Qt.AlignmentFlag(0))
    return row
