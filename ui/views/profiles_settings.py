"""Work profiles (Kiểu quét): the office's set, the lines of one, a try-scan, a file in or out, the lock."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.model.profile import MOST_PROFILES, NO_KEY, WorkProfile
from desk.work.profile_words import profile_line
from ui.models.window import WindowModel
from ui.views.language import language_now
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card
from ui.views.parts.chip import Chip
from ui.views.parts.keys import make_action
from ui.views.parts.scrolling import Columns, Scrolling
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle
from ui.views.pictures import PAGE_PX, load_picture
from ui.views.profile_button import ProfileButton
from ui.views.profile_fields import ProfileFields
from ui.views.screen import Screen
from ui.views.viewer import PageViewer

_FILE = "kieu-quet.toml"

_SIDE_BY_SIDE = 820
"""Px at 100 % from which the list stands beside the profile."""


class ProfilesScreen(Screen):
    """Change the set at once, each change undone by Ctrl+Z; a locked set is shown and tried, not changed."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Kiểu quét"), self.tr("Mỗi phím một kiểu: máy, giấy, độ nét và nơi nhận"))
        self._window, self._profiles = model, model.profiles
        self._name = ""
        self._rows: tuple[WorkProfile, ...] = ()
        self._make_acts()
        self._build()
        self._profiles.changed.connect(self.refresh)
        model.status.changed.connect(self._show_devices)
        model.session.changed.connect(self.refresh)
        self.refresh()

    def panes(self) -> list[QWidget]:
        """Give the list and the fields."""
        return [self._list, self.fields]

    def enter(self) -> None:
        """Read the set anew and put the focus on the profile in hand."""
        self._profiles.look()
        checked = self._group.checkedButton()
        if checked is not None:
            checked.setFocus()

    @property
    def current(self) -> WorkProfile | None:
        """Return the profile in hand."""
        shown = self._profiles.shown
        return shown.named(self._name) or next(iter(shown.profiles), None)

    # -- building ---------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._home = make_action(self, self.tr("Về thiết đặt"), ["Return", "Esc"], "arrow-left", "primary")
        self._home.triggered.connect(self._go_back)
        self._take = make_action(self, self.tr("Nhập tệp"), "Ctrl+O", "download")
        self._take.triggered.connect(self._take_file)
        self._give = make_action(self, self.tr("Xuất tệp"), "Ctrl+E", "upload")
        self._give.triggered.connect(self._give_file)
        self.add = make_action(self, self.tr("Thêm kiểu"), "Ctrl+N", "plus", "soft")
        self.add.triggered.connect(self._add)
        self.drop = make_action(self, self.tr("Bỏ kiểu này"), "Delete", "trash")
        self.drop.triggered.connect(self._drop)
        self.trial = make_action(self, self.tr("Quét thử"), "F7", "scan", "soft")
        self.trial.setAutoRepeat(False)
        self.trial.triggered.connect(self._try)
        self._lock_act = make_action(self, self.tr("Khóa, quầy chỉ dùng không đổi"), "Ctrl+L")
        self.set_acts(self._home, self._give, self._take)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolling(Columns(((self._list_card(), 2), (self._one_card(), 5)), _SIDE_BY_SIDE)))

    def _list_card(self) -> Card:
        card = Card(self.tr("Bộ kiểu quét của cơ quan"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._list = Box("none")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(4)
        card.body.addWidget(_scrolled(self._list), 1)
        row = QHBoxLayout()
        row.addWidget(Button.of(self.add, "small"))
        row.addWidget(Button.of(self.drop, "small"))
        row.addStretch(1)
        card.body.addLayout(row)
        self.lock = Toggle(self._lock_act.text(), key=self._lock_act)
        self._lock_act.triggered.connect(self.lock.click)
        self.lock.clicked.connect(lambda on: self._lock(on=bool(on)))
        card.body.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignLeft)
        self._only = Text("", "caption", "ink3", wrap=True)
        card.body.addWidget(self._only)
        return card

    def _one_card(self) -> Card:
        card = Card()
        self._title = Text("", "heading")
        self._locked = Chip(self.tr("Đang khóa"), "doubt", "lock")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._locked)
        head.addWidget(Button.of(self.trial, "small"))
        card.body.addLayout(head)
        self._line = Text("", "label", "ink2", wrap=True)
        card.body.addWidget(self._line)
        self.fields = ProfileFields()
        self.fields.changed.connect(self._change)
        self.fields.bound.connect(self._bind)
        card.body.addWidget(self.fields)
        self._word = Text("", "label", "seal", wrap=True)
        card.body.addWidget(self._word)
        self._picture = PageViewer()
        self._picture.setAccessibleName(self.tr("Ảnh quét thử"))
        card.body.addWidget(self._picture, 10)
        self._hint = Text(self.tr("Quét thử cho xem một mặt, không vào hồ sơ nào."), "caption", "ink3", wrap=True)
        card.body.addWidget(self._hint)
        card.body.addStretch(1)
        return card

    # -- showing ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the set, the profile in hand and what may be done now."""
        shown, able = self._profiles.shown, self._profiles.changeable
        if shown.profiles != self._rows:
            self._show_rows(shown.profiles)
        one = self.current
        self._check(one)
        self.fields.show_profile(one, able=able)
        self._show_devices()
        self._title.setText(one.name if one is not None else "")
        self._line.setText(profile_line(one, language_now()) if one is not None else "")
        self._locked.setVisible(shown.locked)
        self.lock.setChecked(shown.locked)
        for part in (self.lock, self._lock_act):
            part.setEnabled(self._profiles.lockable)
        self._only.setText("" if self._profiles.lockable else self.tr("Chỉ người quản trị khóa và mở khóa được."))
        self._only.setVisible(bool(self._only.text()))
        self.add.setEnabled(able and len(shown.profiles) < MOST_PROFILES)
        self.drop.setEnabled(able and len(shown.profiles) > 1)
        self._take.setEnabled(able)
        self._show_trial()

    def _show_rows(self, profiles: tuple[WorkProfile, ...]) -> None:
        self._rows = profiles
        had = any(button.hasFocus() for button in self._group.buttons())
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for button in self._group.buttons():
            self._group.removeButton(button)
        for profile in profiles:
            row = ProfileButton(profile)
            row.setCheckable(True)
            row.toggled.connect(lambda on, name=profile.name: self._reach(name) if on else None)
            self._group.addButton(row)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._check(self.current)
        checked = self._group.checkedButton()
        if had and checked is not None:
            checked.setFocus()

    def _check(self, one: WorkProfile | None) -> None:
        for button in self._group.buttons():
            if isinstance(button, ProfileButton) and button.profile == one and not button.isChecked():
                button.setChecked(True)

    def _show_devices(self) -> None:
        one = self.current
        bound = self._profiles.bound.get(one.name, "") if one is not None else ""
        self.fields.show_devices(list(self._window.status.scanners.devices), bound)

    def _show_trial(self) -> None:
        trying, failure = self._profiles.trying, self._profiles.failure
        self.trial.setText(self.tr("Dừng quét thử") if trying else self.tr("Quét thử"))
        self.trial.setEnabled(self.current is not None)
        self._word.setText(f"{failure.said.sentence} {failure.said.cure}" if failure is not None else "")
        self._word.setVisible(failure is not None)
        tried = self._profiles.tried
        self._picture.setVisible(tried is not None)
        self._hint.setVisible(tried is None)
        if tried is not None and tried != self.property("tried"):
            self.setProperty("tried", tried)
            self._window.runner.work(lambda _: load_picture(tried, PAGE_PX), self._came, lambda _: None)

    def _came(self, picture: QImage) -> None:
        self._picture.set_picture(picture)

    # -- acts -------------------------------------------------------------------------------------------------------

    def _reach(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self._profiles.drop_tried()
            self.refresh()

    def _change(self, new: WorkProfile) -> None:
        old = self.current
        if old is not None:
            self._name = new.name
            self._profiles.change(old, new, self.tr("Đã đổi kiểu quét «{name}»").format(name=new.name))

    def _bind(self, device: str) -> None:
        one = self.current
        if one is not None:
            words = self.tr("Đã đổi máy quét của kiểu «{name}» ở quầy này").format(name=one.name)
            self._profiles.bind(one, device, words)

    def _add(self) -> None:
        one = self.current or WorkProfile(self.tr("Kiểu mới"))
        name, number = self.tr("Kiểu mới"), 2
        while self._profiles.shown.named(name) is not None:
            name, number = self.tr("Kiểu mới {n}").format(n=number), number + 1
        self._name = name
        new = replace(one, name=name, key=NO_KEY)
        self._profiles.add(new, self.tr("Đã thêm kiểu quét «{name}»").format(name=name))
        self.fields.name.line.setFocus()
        self.fields.name.line.selectAll()

    def _drop(self) -> None:
        one = self.current
        if one is not None:
            self._profiles.remove(one, self.tr("Đã bỏ kiểu quét «{name}»").format(name=one.name))

    def _lock(self, *, on: bool) -> None:
        words = self.tr("Đã khóa bộ kiểu quét") if on else self.tr("Đã mở khóa bộ kiểu quét")
        self._profiles.lock(words, locked=on)

    def _try(self) -> None:
        one = self.current
        if self._profiles.trying:
            self._profiles.stop_trying()
        elif one is not None:
            self._profiles.try_out(one)

    def _take_file(self) -> None:
        kinds = self.tr("Tệp kiểu quét") + " (*.toml)"
        file, _kind = QFileDialog.getOpenFileName(self, self.tr("Chọn tệp kiểu quét"), "", kinds)
        if file:
            self.take(Path(file))

    def take(self, file: Path) -> None:
        """Replace the set by that of a file."""
        self._profiles.take_file(file, self.tr("Đã nhập bộ kiểu quét từ {file}").format(file=file.name))

    def _give_file(self) -> None:
        kinds = self.tr("Tệp kiểu quét") + " (*.toml)"
        file, _kind = QFileDialog.getSaveFileName(self, self.tr("Ghi tệp kiểu quét"), _FILE, kinds)
        if file:
            self._profiles.give_file(Path(file), self.tr("Đã ghi bộ kiểu quét vào {file}").format(file=Path(file).name))

    def _go_back(self) -> None:
        self._profiles.stop_trying()
        self._profiles.drop_tried()
        self._window.go("settings")


def _scrolled(part: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(part)
    return scroll
