"""Settings (Thiết đặt): how it looks, which devices answer, who works here."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desk.model.people import Officer, Role
from desk.model.values import tidy
from ui.models.look import Look, look_file, write_look
from ui.models.names import login_of
from ui.models.window import WindowModel
from ui.views.habits_card import HabitsCard
from ui.views.parts.button import Button
from ui.views.parts.card import Avatar, Box, Card, Rule
from ui.views.parts.chip import Chip
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import ElidedText, Text
from ui.views.parts.toggle import Toggle
from ui.views.screen import Screen
from ui.views.sign_in import role_words
from ui.views.status_words import token_state
from ui.views.theme import theme
from ui.views.tokens import Palette

FACTORS = (0.9, 1.0, 1.1, 1.25, 1.5)
LEAST_PASSWORD = 8
NARROW = 980
"""Below this width in px at 100 % the cards stand in one column."""


@dataclass(frozen=True)
class _RoleChoice:
    role: Role
    toggle: Toggle


class SettingsScreen(Screen):
    """Change what belongs to this machine at once; officers are the administrator's."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Thiết đặt"), self._facts_of(model))
        self._model = model
        self._people_shown: list[Officer] = []
        self._look_again = make_action(self, self.tr("Tìm lại máy quét"), "F5", "refresh", "secondary")
        self._look_again.triggered.connect(model.status.look_for_scanners)
        self._out = make_action(self, self.tr("Ra khỏi quầy, đổi người"), "Ctrl+L", "door", "secondary")
        self._out.triggered.connect(model.session.sign_out)
        self.add_act = make_action(self, self.tr("Thêm người"), "", "plus", "soft")
        self.add_act.triggered.connect(self._add_person)
        self._home = make_action(self, self.tr("Về quầy"), ["Return", "Esc"], "arrow-left", "primary")
        self._home.triggered.connect(lambda: model.go("counter"))
        self._journal = make_action(self, self.tr("Nhật ký"), "Ctrl+N", "history", "secondary")
        self._journal.triggered.connect(lambda: model.go("settings.journal"))
        self._build()
        self.set_acts(self._home, self._out)
        model.status.changed.connect(self._show_scanners)
        model.status.changed.connect(self._show_token)
        model.session.changed.connect(self._show_people)
        self._show_scanners()
        self._show_token()
        self._show_people()

    def panes(self) -> list[QWidget]:
        """Give the look and the officers."""
        return [self._palette, self._name.line]

    @staticmethod
    def _facts_of(model: WindowModel) -> str:
        facts = model.session.facts
        return f"{facts.authority} · {model.session.counter_name}" if facts is not None else ""

    def _build(self) -> None:
        ground = Box("none")
        across = self._across = QHBoxLayout(ground)
        across.setContentsMargins(18, 16, 18, 16)
        across.setSpacing(14)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(12)
            across.addLayout(column, 1)
        left.addWidget(self._look_card())
        left.addWidget(self._device_card())
        left.addWidget(HabitsCard(self._model))
        left.addStretch(1)
        right.addWidget(self._people_card())
        right.addWidget(self._signing_card())
        right.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the columns below one another where there is no room for two."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(NARROW)
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    # -- look ------------------------------------------------------------------------------------------------------

    def _look_card(self) -> Card:
        card = Card(self.tr("Giao diện trên máy này"))
        palettes = (
            Choice(Palette.LIGHT, self.tr("Sáng")),
            Choice(Palette.DARK, self.tr("Tối")),
            Choice(Palette.HIGH, self.tr("Tương phản cao")),
        )
        self._palette = ComboField(self.tr("Màu"), palettes)
        self._factor = ComboField(self.tr("Cỡ chữ"), [Choice(f"{one:.2f}", f"{one:.0%}") for one in FACTORS])
        self._palette.choose(theme().palette_name)
        self._factor.choose(f"{theme().factor:.2f}")
        self._palette.chosen.connect(lambda _: self._change_look())
        self._factor.chosen.connect(lambda _: self._change_look())
        self._language = ComboField(self.tr("Ngôn ngữ"), (Choice("vi", "Tiếng Việt"), Choice("en", "English")))
        self._language.choose(self._model.runner.language)
        self._language.chosen.connect(lambda _: self._change_look())
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._palette, 1)
        row.addWidget(self._factor, 1)
        row.addWidget(self._language, 1)
        card.body.addLayout(row)
        card.body.addWidget(Text(self.tr("Ngôn ngữ mới dùng từ lần mở sau."), "caption", "ink3", wrap=True))
        return card

    def _change_look(self) -> None:
        look = Look(self._palette.key(), float(self._factor.key()), "en" if self._language.key() == "en" else "vi")
        theme().use(Palette(look.palette), look.factor)
        file = look_file()
        self._model.runner.ask(lambda: write_look(file, look))

    # -- devices ---------------------------------------------------------------------------------------------------

    def _device_card(self) -> Card:
        from ui.views.device_card import DeviceCard  # looked at now and then

        card = self.devices = DeviceCard(self._model)
        self.profiles = make_action(self, self.tr("Kiểu quét và phím"), "Ctrl+U", "keyboard", "secondary")
        self.profiles.triggered.connect(lambda: self._model.go("settings.profiles"))
        self.try_all = make_action(self, self.tr("Thử mọi thiết bị"), "Ctrl+R", "check", "secondary")
        self.try_all.triggered.connect(card.try_all)
        card.body.addWidget(Rule())
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(Button.of(self._look_again, "small"))
        first.addWidget(Button.of(self.try_all, "small"))
        first.addStretch(1)
        second.addWidget(Button.of(self.profiles, "small"))
        second.addStretch(1)
        card.body.addLayout(first)
        card.body.addLayout(second)
        return card

    def _show_scanners(self) -> None:
        self._look_again.setEnabled(not self._model.status.scanners.looking)

    # -- signing ---------------------------------------------------------------------------------------------------

    def _signing_card(self) -> Card:
        card = Card(self.tr("Ký số và sao lưu"))
        self._token_state = Chip("", "plain", "token")
        card.body.addWidget(self._token_state, 0, Qt.AlignmentFlag.AlignLeft)
        words = self.tr("Ai ký bằng USB nào, tin đơn vị cấp nào khi kiểm tệp PDF, và bản sao lưu của văn phòng.")
        card.body.addWidget(Text(words, "label", "ink2", wrap=True))
        self.signing = make_action(self, self.tr("Mở ký số và sao lưu"), "Ctrl+T", "token", "secondary")
        self.signing.triggered.connect(lambda: self._model.go("settings.signing"))
        card.body.addWidget(Button.of(self.signing), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _show_token(self) -> None:
        words, tone = token_state(self._model.status.tokens)
        self._token_state.set_state(words, tone, "token")

    # -- people ----------------------------------------------------------------------------------------------------

    def _people_card(self) -> Card:
        card = Card(self.tr("Cán bộ"))
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        card.body.addLayout(self._people)
        card.body.addWidget(Rule())
        card.body.addWidget(Text(self.tr("Thêm người"), "body", weight=600))
        self._name = Field(self.tr("Họ và tên"))
        self._title = Field(self.tr("Chức danh"))
        self._login = Field(self.tr("Tên đăng nhập"), self.tr("Không dấu"))
        self._password = Field(self.tr("Mật khẩu"), self.tr("Ít nhất {count} ký tự").format(count=LEAST_PASSWORD))
        self._password.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._name.line.textEdited.connect(lambda name: self._login.set_text(login_of(name)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for number, field in enumerate((self._name, self._title, self._login, self._password)):
            grid.addWidget(field, number // 2, number % 2)
        card.body.addLayout(grid)
        card.body.addLayout(self._roles_grid())
        self._word = Text("", "label", "seal", wrap=True)
        card.body.addWidget(self._word)
        self._add_button = Button.of(self.add_act)
        card.body.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _roles_grid(self) -> QGridLayout:
        words = (
            (Role.RECEPTION, self.tr("Tiếp nhận")),
            (Role.CERTIFIER, self.tr("Ký chứng thực")),
            (Role.SEAL, self.tr("Văn thư, giữ dấu")),
            (Role.ADMIN, self.tr("Quản trị")),
            (Role.INSPECTOR, self.tr("Thanh tra")),
        )
        self._roles = [_RoleChoice(role, Toggle(label, on=role is Role.RECEPTION)) for role, label in words]
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(3, 1)
        for number, one in enumerate(self._roles):
            grid.addWidget(one.toggle, number // 3, number % 3)
        return grid

    def _show_people(self) -> None:
        session = self._model.session
        self.set_title(self.title, self._facts_of(self._model))
        if session.people != self._people_shown:
            self._people_shown = list(session.people)
            _empty(self._people)
            for officer in session.people:
                self._people.addWidget(self._person(officer))
        may = session.may(Role.ADMIN)
        reads = may or session.may(Role.INSPECTOR)
        self._journal.setEnabled(reads)
        self.set_acts(self._home, self._out, *((self._journal,) if reads else ()))
        self.add_act.setEnabled(may and not session.working)
        failure = session.failure
        words = f"{failure.said.sentence} {failure.said.cure}" if failure is not None else ""
        self._word.setText(words if may else self.tr("Chỉ người quản trị thêm được người."))
        self._word.set_tone("seal" if may else "ink3")
        self._word.setVisible(bool(self._word.text()))

    def _person(self, officer: Officer) -> Box:
        line = Box("none")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Avatar(officer.name, 38))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedText(officer.name, "body", weight=600))
        words.addWidget(ElidedText(" · ".join((officer.title, role_words(officer))), "caption", "ink2"))
        row.addLayout(words, 1)
        who = self._model.session.who
        if who is not None and who.officer.login == officer.login:
            row.addWidget(Chip(self.tr("Đang ở quầy"), "accent", "person"))
        return line

    def _add_person(self) -> None:
        for field in (self._name, self._login, self._password):
            field.set_state("plain")
        for field, wrong in (
            (self._name, not self._name.text()),
            (self._login, not self._login.text()),
            (self._password, len(self._password.line.text()) < LEAST_PASSWORD),
        ):
            if wrong:
                field.set_state("doubt", self.tr("Chưa đủ"))
                field.line.setFocus()
                return
        roles = frozenset(one.role for one in self._roles if one.toggle.isChecked())
        officer = Officer(self._login.text(), tidy(self._name.text()), tidy(self._title.text()), roles)
        self._model.session.add_officer(officer, self._password.line.text())
        for field in (self._name, self._title, self._login, self._password):
            field.set_text("")


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
