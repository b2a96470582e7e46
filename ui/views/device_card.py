"""Devices of this desk, each with a button that really tries it (thiết bị, thử từng cái)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.device_tests import EVENING, FOLDER, PHONE, PRINTER, DeviceTests
from ui.models.window import WindowModel
from ui.views.device_words import NETWORK, SCREEN, TOKENS, DeviceFacts, device_rows
from ui.views.parts.banner import announce
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, Rule
from ui.views.parts.chip import Chip
from ui.views.parts.text import ElidedText, Text


class DeviceRow(Box):
    """Show one device: name, state, sentence, and «Thử»."""

    def __init__(self, facts: DeviceFacts, test: Callable[[], None]) -> None:
        super().__init__("none")
        self.facts = facts
        self.asked = False
        self._name = ElidedText(facts.name, "body", weight=500)
        self._chip = Chip("")
        self._words = Text("", "caption", "ink2", wrap=True)
        self.button = Button(self.tr("Thử"), "secondary", size="small")
        self.button.clicked.connect(test)
        keeps_place = self.button.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self.button.setSizePolicy(keeps_place)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name, 1)
        head.addWidget(self._chip)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(head)
        words.addWidget(self._words)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 2, 0, 2)
        across.setSpacing(12)
        across.addLayout(words, 1)
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_facts(facts)

    def show_facts(self, facts: DeviceFacts) -> None:
        """Show how the device stands; the end of a trial that was asked for is said aloud."""
        before, self.facts = self.facts, facts
        words, tone = facts.state
        self._name.setText(facts.name)
        self._chip.set_state(words, tone, facts.icon)
        self._words.setText(facts.sentence)
        self.button.setVisible(facts.able)
        self.button.setAccessibleName(self.tr("Thử {name}").format(name=facts.name))
        self.button.set_busy(busy=facts.busy)
        if self.asked and before.busy and not facts.busy:
            self.asked = False
            announce(self, f"{facts.name}. {words}. {facts.sentence}")


class DeviceCard(Card):
    """List the devices and try them; rows stay where they are while others are tried."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__()
        self.head.addWidget(self.title)
        self.body.addLayout(self.head)
        self.title.setText(self.tr("Thiết bị và đường mạng"))
        self._model = model
        self.tests = DeviceTests(model, self)
        self.rows: dict[str, DeviceRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.body.addLayout(self._column)
        self.tests.changed.connect(self.refresh)
        model.status.changed.connect(self.refresh)
        self.tests.read_folders()
        self.refresh()

    def refresh(self) -> None:
        """Show how all devices stand; rows are made anew only when other devices are there."""
        found = device_rows(self._model, self.tests)
        if [one.key for one in found] != list(self.rows):
            self._rebuild(found)
        for facts in found:
            self.rows[facts.key].show_facts(facts)

    def try_all(self) -> None:
        """Try everything there is to try."""
        for row in list(self.rows.values()):
            if row.facts.able and not row.facts.busy:
                self._test(row.facts.key)

    def _rebuild(self, found: list[DeviceFacts]) -> None:
        kept = self.rows
        self.rows = {one.key: kept.pop(one.key) if one.key in kept else self._make_row(one) for one in found}
        while (item := self._column.takeAt(0)) is not None:
            rule = item.widget()
            if isinstance(rule, Rule):
                _drop(rule)
        for gone in kept.values():
            _drop(gone)
        for number, row in enumerate(self.rows.values()):
            if number:
                self._column.addWidget(Rule())
            self._column.addWidget(row)

    def _make_row(self, facts: DeviceFacts) -> DeviceRow:
        return DeviceRow(facts, lambda: self._test(facts.key))

    def _test(self, key: str) -> None:
        self.rows[key].asked = True
        status, tests = self._model.status, self.tests
        device = next((one for one in status.scanners.devices if one.key == key), None)
        if device is not None:
            tests.scanner(device)
        elif key in (FOLDER, EVENING):
            tests.folder(key)
        elif key == TOKENS:
            status.look_for_tokens()
        elif key == NETWORK:
            status.network.look(stamp=True)
        elif key == PHONE:
            tests.phone()
        elif key == PRINTER:
            tests.printers()
        elif key == SCREEN:
            self.refresh()
        else:
            status.look_for_scanners()


def _drop(part: QWidget) -> None:
    part.hide()
    part.deleteLater()
