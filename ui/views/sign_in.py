"""Sign in (đăng nhập): choose who you are, give the password; in the rehearsal one key enters."""

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desk.model.people import Officer, Role
from ui.models.session import State
from ui.models.window import WindowModel
from ui.views.icons import draw_mark
from ui.views.parts.card import Avatar, Box, Card
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.parts.paint import draw_box, painter_for
from ui.views.parts.text import ElidedText, Text
from ui.views.screen import Screen
from ui.views.theme import theme

_CARD_WIDE = 460
_ROW_TALL = 56
_GAP = 4


def role_words(officer: Officer) -> str:
    """Name the roles of an officer in the office's words."""
    words = {
        Role.RECEPTION: QCoreApplication.translate("Roles", "tiếp nhận"),
        Role.CERTIFIER: QCoreApplication.translate("Roles", "ký chứng thực"),
        Role.SEAL: QCoreApplication.translate("Roles", "văn thư, giữ dấu"),
        Role.ADMIN: QCoreApplication.translate("Roles", "quản trị"),
        Role.INSPECTOR: QCoreApplication.translate("Roles", "thanh tra"),
    }
    return ", ".join(words[role] for role in Role if role in officer.roles)


class OfficerRow(QAbstractButton):
    """Show one officer to choose: initials, name, title and roles.

    Signals:
        reached: the login, when the row got the focus or was pressed.
    """

    reached = Signal(str)

    def __init__(self, officer: Officer, roles: str) -> None:
        super().__init__()
        self.officer = officer
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(officer.name)
        self.setAccessibleName(officer.name)
        self.setAccessibleDescription(roles)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(Avatar(officer.name, 38))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedText(officer.name, "body", weight=600))
        words.addWidget(ElidedText(" · ".join(part for part in (officer.title, roles) if part), "caption", "ink2"))
        row.addLayout(words, 1)
        self.toggled.connect(self._told)

    def sizeHint(self) -> QSize:
        """Measure the row."""
        return QSize(theme().px(260), theme().px(_ROW_TALL))

    def event(self, event: QEvent) -> bool:
        """Choose the row that gets the focus, as a list does."""
        if event.type() == QEvent.Type.FocusIn:
            self.setChecked(True)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the chosen row, its bar, and the ring."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = self.rect().toRectF()
        if self.isChecked():
            width = 3 if now.high_contrast else 1
            draw_box(painter, rect, now.colour("soft"), now.colour("soft-line"), now.radius("control"), width)
        elif self.underMouse():
            draw_box(painter, rect, now.colour("sunken"), None, now.radius("control"))
        if self.hasFocus():
            draw_box(painter, rect, None, now.colour("focus"), now.radius("control"), 2)
        painter.end()

    def _told(self, checked: bool) -> None:  # noqa: FBT001 -- the signature of Qt's signal
        self.update()
        if checked:
            self.reached.emit(self.officer.login)


class OfficerList(QScrollArea):
    """Hold the officers' rows: as tall as they are, scrolled where the window is lower."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        ground = Box("none")
        self.rows = QVBoxLayout(ground)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(_GAP)
        self.setWidget(ground)

    def sizeHint(self) -> QSize:
        """Measure all rows."""
        return QSize(theme().px(260), self.rows.count() * (theme().px(_ROW_TALL) + _GAP))

    def minimumSizeHint(self) -> QSize:
        """Keep one row whole, so that the chosen one can be seen."""
        return QSize(theme().px(260), min(1, self.rows.count()) * theme().px(_ROW_TALL))


class Mark(QWidget):
    """Show the mark of Sao Y, where the rail that carries it is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(44), theme().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark on the card's ground."""
        del event
        painter = painter_for(self)
        draw_mark(painter, QPointF(0, 0), self.width(), "surface")
        painter.end()


class SignInScreen(Screen):
    """Let an officer in: arrows choose, the password follows, Enter enters."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Đăng nhập"))
        self._model = model
        self._rows: list[OfficerRow] = []
        self._login = ""
        self._build()
        self._enter = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._enter.setAutoRepeat(False)
        self._enter.triggered.connect(self._sign_in)
        self._down = make_action(self, self.tr("Người dưới"), "Down")
        self._down.triggered.connect(lambda: self._move(1))
        self._up = make_action(self, self.tr("Người trên"), "Up")
        self._up.triggered.connect(lambda: self._move(-1))
        self.set_acts(self._enter)
        model.session.changed.connect(self._refresh)
        self._refresh()

    def _build(self) -> None:
        self._card = Card(dense=False)
        self._card.setFixedWidth(theme().px(_CARD_WIDE))
        self._head = Text("", "title", wrap=True)
        self._second = Text("", "label", "ink2", wrap=True)
        self._list = OfficerList()
        self._password = Field(self.tr("Mật khẩu"))
        self._password.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._word = Text("", "label", "seal", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        for widget in (self._head, self._second):
            words.addWidget(widget)
        head.addLayout(words, 1)
        self._card.body.addLayout(head)
        self._card.body.addSpacing(8)
        self._card.body.addWidget(self._list)
        self._card.body.addSpacing(8)
        self._card.body.addWidget(self._password)
        self._card.body.addWidget(self._word)
        column = QVBoxLayout(self)
        column.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(3)

    def panes(self) -> list[QWidget]:
        """Give the list of officers and the password."""
        return [*self._rows[:1], self._password.line]

    def enter(self) -> None:
        """Put the focus where the officer types next."""
        self._focus()

    def _refresh(self) -> None:
        session = self._model.session
        opening = session.state is State.OPENING
        facts = session.facts
        self._head.setText(facts.authority if facts is not None else self.tr("Sao Y"))
        self._second.setText(self._second_words())
        if [row.officer for row in self._rows] != session.people:
            self._fill(session.people)
        officer = self._officer()
        asks = officer is not None and officer.secret is not None
        if not asks and self._password.line.hasFocus():
            self._focus()  # hidden, it would give the keyboard to whoever comes next, who would then be chosen
        self._password.setVisible(asks)
        failure = session.failure
        self._word.setText(f"{failure.said.sentence} {failure.said.cure}" if failure is not None else "")
        self._word.setVisible(failure is not None)
        if opening:
            self._enter.setText(self.tr("Đang mở văn phòng…"))
        elif officer is not None:
            self._enter.setText(self.tr("Vào quầy: {name}").format(name=officer.name))
        self._enter.setEnabled(officer is not None and not session.working)
        if failure is not None and asks:
            self._password.line.selectAll()

    def _second_words(self) -> str:
        session = self._model.session
        if session.rehearsing:
            done, total, _what = session.progress
            far = f" {done}/{total}" if total else ""
            return self.tr("Đang mở văn phòng diễn tập") + far
        if session.state is State.OPENING:
            return self.tr("Đang mở văn phòng")
        if session.rehearsal:
            return self.tr("Văn phòng diễn tập: người và giấy tờ đều là giả, không cần mật khẩu")
        facts = session.facts
        return facts.centre if facts is not None else ""

    def _fill(self, people: list[Officer]) -> None:
        for row in self._rows:
            self._list.rows.removeWidget(row)
            row.deleteLater()
        self._rows = [OfficerRow(one, role_words(one)) for one in people]
        for row in self._rows:
            row.reached.connect(self._reached)
            self._list.rows.addWidget(row)
        self._list.updateGeometry()
        way = [*self._rows, self._password.line]
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)
        if self._rows:
            last = self._model.habits.now.login  # who sat at this desk last most likely sits down again
            offered = [row for row in self._rows if row.officer.login == last]
            offered += [row for row in self._rows if Role.RECEPTION in row.officer.roles]
            (offered or self._rows)[0].setChecked(True)
            self._focus()

    def _officer(self) -> Officer | None:
        return next((row.officer for row in self._rows if row.officer.login == self._login), None)

    def _reached(self, login: str) -> None:
        if login != self._login:
            self._login = login
            self._password.line.setText("")
            self._refresh()

    def _move(self, by: int) -> None:
        here = next((n for n, row in enumerate(self._rows) if row.isChecked()), 0)
        if self._rows:
            row = self._rows[max(0, min(len(self._rows) - 1, here + by))]
            row.setChecked(True)
            self._list.ensureWidgetVisible(row, 0, _GAP)
            self._focus()

    def _focus(self) -> None:
        officer = self._officer()
        if officer is not None and officer.secret is not None:
            self._password.line.setFocus()
        else:
            row = next((row for row in self._rows if row.isChecked()), None)
            if row is not None:
                row.setFocus()

    def _sign_in(self) -> None:
        officer = self._officer()
        if officer is not None:
            self._model.session.sign_in(officer.login, self._password.line.text())
            self._password.line.setText("")
