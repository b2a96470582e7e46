"""The fields of one work profile (kiểu quét): each change holds at once and can be taken back."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.model.profile import KEYS, LONGEST_NAME, MOST_PAGES, NO_KEY, PaperSize, Sides, Target, WorkProfile
from desk.model.scanning import Device, Source
from desk.model.values import tidy
from desk.text import phrase
from desk.work.device_words import device_label
from desk.work.kinds_shown import kind_titles
from ui.views.language import language_now
from ui.views.parts.card import Box
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.toggle import Toggle
from ui.views.scan_settings import DPIS, size_choices
from ui.views.theme import theme

_COLUMNS, _COLUMN_WIDE = 3, 204
_SLOTS = 12


class ProfileFields(QWidget):
    """Show a profile's lines and tell what a person makes of them.

    Signals:
        changed: the `WorkProfile` as it is to be from now on.
        bound: the key of the device that it is to use at this desk, "" for any.
    """

    changed = Signal(object)
    bound = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._profile: WorkProfile | None = None
        self.name = Field(self.tr("Tên kiểu quét"))
        self.name.line.setMaxLength(LONGEST_NAME)
        self.name.line.editingFinished.connect(self._name_typed)
        self._pages = Field(self.tr("Số mặt"), self.tr("Để trống nếu không đếm"))
        self._pages.line.editingFinished.connect(self._pages_typed)
        self._key = self._list(self.tr("Phím"), self._keys(), lambda key: {"key": int(key)})
        self._device = ComboField(self.tr("Máy quét ở quầy này"))
        self._device.chosen.connect(self.bound)
        self._source = self._list(self.tr("Nguồn giấy"), _words(Source), lambda key: {"source": Source(key)})
        self._sides = self._list(self.tr("Mặt giấy"), _words(Sides), lambda key: {"sides": Sides(key)})
        self._size = self._list(self.tr("Khổ giấy"), size_choices(), lambda key: {"size": PaperSize(key)})
        self._dpi = self._list(self.tr("Độ nét"), [], lambda key: {"dpi": int(key)})
        self._to = self._list(self.tr("Nơi nhận"), self._targets(), lambda key: {"to": Target(key)})
        self._kind = self._list(self.tr("Loại giấy"), self._kinds(), lambda key: {"kind": key})
        self._slot = self._list(self.tr("Mục hồ sơ"), self._slots(), lambda key: {"slot": int(key)})
        self._colour, self._clean = Toggle(self.tr("Màu")), Toggle(self.tr("Nắn ảnh khi đọc chữ"))
        self._colour.toggled.connect(lambda on: self._set(colour=on))
        self._clean.toggled.connect(lambda on: self._set(clean=on))
        self._lay()

    def show_profile(self, profile: WorkProfile | None, *, able: bool) -> None:
        """Show a profile, to be changed or to be looked at."""
        self._profile = profile
        one = profile or WorkProfile("")
        self.name.set_text(one.name)
        self.name.set_state("plain")
        self._pages.set_text(str(one.pages or ""))
        self._pages.set_state("plain")
        self._dpi.set_choices([Choice(str(dpi), f"{dpi} dpi") for dpi in sorted({*DPIS, one.dpi})])
        shown = (
            (self._key, one.key), (self._source, one.source), (self._sides, one.sides), (self._size, one.size),
            (self._dpi, one.dpi), (self._to, one.to), (self._kind, one.kind), (self._slot, one.slot),
        )  # fmt: skip
        for field, value in shown:
            field.choose(str(value))
        for toggle, on in ((self._colour, one.colour), (self._clean, one.clean)):
            with QSignalBlocker(toggle):
                toggle.setChecked(on)
        for part in (self.name, self._pages, self._colour, self._clean, *(field for field, _ in shown)):
            part.setEnabled(able and profile is not None)
        self._device.setEnabled(profile is not None)

    def show_devices(self, found: list[Device], bound: str) -> None:
        """Offer the devices that answer, and the one bound when it does not."""
        any_one = Choice("", self.tr("Máy đang có"))
        choices = [Choice(device.key, device_label(device, language_now())) for device in found]
        there = next((device.key for device in found if device.is_called(bound)), "")
        gone = [Choice(bound, self.tr("Máy đã gắn, không trả lời"))] if bound and not there else []
        self._device.set_choices([any_one, *choices, *gone])
        self._device.choose(there or bound)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        switches = Box("none")
        column = QVBoxLayout(switches)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._colour)
        column.addWidget(self._clean)
        self._parts = (
            self.name, self._key, self._device, self._source, self._sides, self._size, self._dpi, self._pages, self._to,
            self._kind, self._slot, switches,
        )  # fmt: skip
        for part in self._parts:
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            if isinstance(part, ComboField):
                part.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                part.combo.setMinimumContentsLength(8)
        self._columns = 0
        self._fit()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines in as many columns as have room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = max(1, min(_COLUMNS, self.width() // theme().px(_COLUMN_WIDE)))
        if columns == self._columns:
            return
        for number, part in enumerate(self._parts):
            self._grid.addWidget(part, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns

    def _list(self, label: str, choices: list[Choice], made: Any) -> ComboField:  # noqa: ANN401 -- a key to a line
        field = ComboField(label, choices)
        field.chosen.connect(lambda key: self._set(**made(key)))
        return field

    def _set(self, **changes: Any) -> None:  # noqa: ANN401 -- the lines of WorkProfile, by name
        if self._profile is None:
            return
        new = replace(self._profile, **changes)
        if new != self._profile:
            self.changed.emit(new)

    def _name_typed(self) -> None:
        text = tidy(self.name.text())
        if text and text.isprintable():
            self._set(name=text)
        else:
            self.name.set_state("wrong", self.tr("Gõ tên, ví dụ Khai sinh"))

    def _pages_typed(self) -> None:
        digits = self._pages.text() or "0"
        if digits.isascii() and digits.isdigit() and int(digits) <= MOST_PAGES:
            self._set(pages=int(digits))
        else:
            self._pages.set_state("wrong", self.tr("Gõ số mặt, ví dụ 2"))

    def _keys(self) -> list[Choice]:
        keys = [Choice(str(key), phrase("profile-word.key", language_now(), number=key)) for key in KEYS]
        return [*keys, Choice(str(NO_KEY), self.tr("Không có phím"))]

    def _targets(self) -> list[Choice]:
        return [
            Choice(Target.DOSSIER.value, self.tr("Hồ sơ đang mở")),
            Choice(Target.EVENING.value, self.tr("Chồng giấy cuối ngày")),
        ]

    def _kinds(self) -> list[Choice]:
        titles = sorted(kind_titles(language_now()).items(), key=lambda one: one[1])
        return [Choice("", self.tr("Loại nào cũng được")), *(Choice(code, title) for code, title in titles)]

    def _slots(self) -> list[Choice]:
        numbers = [Choice(str(one), self.tr("Mục {n}").format(n=one)) for one in range(1, _SLOTS + 1)]
        return [Choice("0", self.tr("Theo loại giấy, mục đang chọn")), *numbers]


def _words(values: type[Source] | type[Sides]) -> list[Choice]:
    words = [(one.value, phrase(f"profile-word.{one.value}", language_now())) for one in values]
    return [Choice(value, text[:1].upper() + text[1:]) for value, text in words]
