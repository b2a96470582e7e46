"""The first start: make the office of this commune, or open the rehearsal office to try (lần mở đầu)."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.model.values import tidy
from ui.models.names import authority_line, login_of
from ui.models.session import FoundingWish, State
from ui.models.window import WindowModel
from ui.views.parts.banner import Banner
from ui.views.parts.button import Button
from ui.views.parts.card import Box, Card, Rule
from ui.views.parts.field import Field
from ui.views.parts.keys import make_action
from ui.views.parts.progress import Bar
from ui.views.parts.scrolling import Columns, Scrolling
from ui.views.parts.text import Text
from ui.views.screen import Screen
from ui.views.theme import theme

LEAST_PASSWORD = 8
"""Letters of a password at least."""

_LEAST_WIDE = 860


@dataclass(frozen=True)
class Missing:
    """A duty not done yet: the field it is about, and the words for it."""

    field: Field
    words: str


class FirstStartScreen(Screen):
    """Ask for the commune, the first officer and the folder; or open the rehearsal with one key."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Lập văn phòng"), self.tr("Sao Y · lần đầu mở trên máy này"))
        self._model = model
        self._own_authority = False
        self._own_login = False
        self._make_fields()
        self._found = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._found.setAutoRepeat(False)
        self._found.triggered.connect(self._go)
        self._rehearse = make_action(self, self.tr("Mở văn phòng diễn tập"), "F2", "flask", "soft")
        self._rehearse.triggered.connect(model.session.rehearse)
        self._rehearse.triggered.connect(self._greet)
        self._existing = make_action(self, self.tr("Mở văn phòng đã có…"), "F3", "folder", "secondary")
        self._existing.triggered.connect(self._choose_existing)
        self._again = make_action(self, self.tr("Mở lại văn phòng"), "F5", "refresh", "secondary")
        self._again.triggered.connect(model.session.open)
        self._trouble: Banner | None = None
        self._build()
        self.set_acts(self._found)
        model.session.changed.connect(self._refresh)
        self._refresh()

    def panes(self) -> list[QWidget]:
        """Give the form's first field and the rehearsal's button."""
        return [self._commune.line, self._rehearse_button]

    def _make_fields(self) -> None:
        self._commune = Field(self.tr("Xã, phường, đặc khu"), self.tr("Ví dụ: xã Tân Trào"))
        self._province = Field(self.tr("Tỉnh, thành phố"), self.tr("Ví dụ: tỉnh Tuyên Quang"))
        self._authority = Field(self.tr("Tên cơ quan in trên giấy"), self.tr("Dòng đầu của phiếu tiếp nhận"))
        self._officer = Field(self.tr("Họ và tên"))
        self._title = Field(self.tr("Chức danh"), text=self.tr("Công chức Tư pháp - Hộ tịch"))
        self._login = Field(self.tr("Tên đăng nhập"), self.tr("Không dấu, dùng để đăng nhập"))
        self._password = Field(self.tr("Mật khẩu"), self.tr("Ít nhất {count} ký tự").format(count=LEAST_PASSWORD))
        self._again_password = Field(self.tr("Gõ lại mật khẩu"))
        self._home = Field(
            self.tr("Thư mục dữ liệu"), self.tr("Trên ổ của máy này, không trên ổ mạng. Mỗi trang quét chừng 1 MB."),
            text=str(self._model.session.home),
        )  # fmt: skip
        for field in (self._password, self._again_password):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._commune.line.textEdited.connect(self._commune_typed)
        self._officer.line.textEdited.connect(self._officer_typed)
        self._authority.line.textEdited.connect(self._authority_typed)
        self._login.line.textEdited.connect(self._login_typed)
        for field in self._fields():
            field.changed.connect(self._refresh)

    def _fields(self) -> list[Field]:
        return [
            self._commune, self._province, self._authority, self._officer, self._title, self._login, self._password,
            self._again_password, self._home,
        ]  # fmt: skip

    def _build(self) -> None:
        ground = Box("none")
        column = QVBoxLayout(ground)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        self._banners = QVBoxLayout()
        column.addLayout(self._banners)
        side = Box("none")
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(self._rehearsal_card())
        beside.addWidget(self._existing_card())
        beside.addStretch(1)
        column.addWidget(Columns(((self._form(), 2), (side, 1)), _LEAST_WIDE, bare=True))
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolling(ground))

    def _form(self) -> Card:
        card = Card()
        card.body.setSpacing(10)
        card.body.addWidget(Text(self.tr("Văn phòng của xã"), "heading"))
        first = _grid()
        first.addWidget(self._commune, 0, 0)
        first.addWidget(self._province, 0, 1)
        first.addWidget(self._authority, 1, 0, 1, 2)
        card.body.addLayout(first)
        card.body.addWidget(Rule())
        card.body.addWidget(Text(self.tr("Cán bộ đầu tiên"), "heading"))
        roles = self.tr("Người này giữ mọi vai trò cho đến khi thêm người khác trong Thiết đặt.")
        card.body.addWidget(Text(roles, "label", "ink2", wrap=True))
        second = _grid()
        second.addWidget(self._officer, 0, 0)
        second.addWidget(self._title, 0, 1)
        card.body.addLayout(second)
        third = _grid()
        third.setColumnStretch(2, 1)
        for number, field in enumerate((self._login, self._password, self._again_password)):
            third.addWidget(field, 0, number, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(third)
        card.body.addWidget(Rule())
        last = QHBoxLayout()
        last.setSpacing(10)
        last.addWidget(self._home, 1)
        choose = Button(self.tr("Chọn thư mục"), "secondary", icon="folder", size="small")
        choose.clicked.connect(self._choose_folder)
        last.addWidget(choose, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(last)
        return card

    def _rehearsal_card(self) -> Card:
        card = Card(state="info")
        card.setMinimumWidth(theme().px(330))
        card.body.setSpacing(10)
        card.body.addWidget(Text(self.tr("Chỉ muốn thử?"), "heading"))
        words = (
            self.tr("Văn phòng diễn tập có sẵn người dân, giấy tờ và máy quét ảo, tất cả đều là giả."),
            self.tr("Mọi màn hình mang dấu «DIỄN TẬP». Văn phòng thật vẫn lập được bất cứ lúc nào."),
        )
        for one in words:
            card.body.addWidget(Text(one, "body", "ink2", wrap=True))
        self._rehearse_button = Button.of(self._rehearse, "primary")
        card.body.addWidget(self._rehearse_button)
        self._told = Text("", "label", "ink2", wrap=True)
        self._bar = Bar()
        card.body.addWidget(self._told)
        card.body.addWidget(self._bar)
        return card

    def _existing_card(self) -> Card:
        card = Card()
        card.body.setSpacing(10)
        card.body.addWidget(Text(self.tr("Đã có văn phòng?"), "heading"))
        words = self.tr("Văn phòng chép từ máy cũ sang, hoặc nằm ở ổ khác: chỉ thư mục ấy, từ nay mở thẳng ở đó.")
        card.body.addWidget(Text(words, "body", "ink2", wrap=True))
        card.body.addWidget(Button.of(self._existing))
        return card

    def _greet(self) -> None:
        self._model.guide.greets = True

    def _choose_existing(self) -> None:
        chosen = QFileDialog(self, self.tr("Thư mục của văn phòng đã có"))
        chosen.setFileMode(QFileDialog.FileMode.Directory)
        chosen.fileSelected.connect(lambda folder: self._model.session.open_at(Path(folder)))
        chosen.finished.connect(chosen.deleteLater)
        chosen.open()

    # -- following what is typed -----------------------------------------------------------------------------------

    def _commune_typed(self, text: str) -> None:
        if not self._own_authority:
            self._authority.set_text(authority_line(text))

    def _officer_typed(self, text: str) -> None:
        if not self._own_login:
            self._login.set_text(login_of(text))

    def _authority_typed(self, text: str) -> None:
        self._own_authority = bool(text)

    def _login_typed(self, text: str) -> None:
        self._own_login = bool(text)

    def _choose_folder(self) -> None:
        chosen = QFileDialog(self, self.tr("Thư mục dữ liệu"))
        chosen.setFileMode(QFileDialog.FileMode.Directory)
        chosen.fileSelected.connect(lambda folder: self._home.set_text(str(Path(folder) / "saoy")))
        chosen.open()

    # -- going on --------------------------------------------------------------------------------------------------

    def _missing(self) -> list[Missing]:
        found = [
            Missing(field, words)
            for field, words in (
                (self._commune, self.tr("tên xã")),
                (self._province, self.tr("tên tỉnh")),
                (self._authority, self.tr("tên cơ quan")),
                (self._officer, self.tr("họ tên cán bộ")),
                (self._login, self.tr("tên đăng nhập")),
                (self._home, self.tr("thư mục dữ liệu")),
            )
            if not field.text()
        ]
        if len(self._password.line.text()) < LEAST_PASSWORD:
            found.append(Missing(self._password, self.tr("mật khẩu đủ dài")))
        elif self._password.line.text() != self._again_password.line.text():
            found.append(Missing(self._again_password, self.tr("mật khẩu gõ lại cho khớp")))
        return found

    def _refresh(self) -> None:
        session = self._model.session
        missing = self._missing()
        if session.working:
            self._found.setText(self.tr("Đang lập…"))
        elif missing:
            self._found.setText(self.tr("Còn thiếu {what}").format(what=missing[0].words))
        else:
            self._found.setText(self.tr("Lập văn phòng «{name}»").format(name=tidy(self._commune.text())))
        self._found.setEnabled(not session.working)
        self._rehearse.setEnabled(not session.working)
        done, total, what = session.progress
        making = self.tr("Đang dựng văn phòng diễn tập, mất vài giây")
        self._told.setText(f"{what} {done} / {total}".strip() if total else making)
        self._told.setVisible(session.rehearsing)
        self._bar.setVisible(session.working and total > 0)
        self._bar.set_share(done / total if total else 0.0)
        self._show_trouble()

    def _show_trouble(self) -> None:
        failure = self._model.session.failure
        if self._trouble is not None:
            self._banners.removeWidget(self._trouble)
            self._trouble.deleteLater()
            self._trouble = None
        if failure is not None:
            missing = failure.code == "office.missing"
            acts = (self._again,) if missing or self._model.session.state is State.BROKEN else ()
            what, todo = failure.said.sentence, failure.said.cure
            if missing:  # the commands its cure names are not for whoever stands before the window
                what = self.tr("Chưa thấy văn phòng ở «{folder}».").format(folder=self._model.session.home)
                todo = self.tr("Cắm ổ có thư mục ấy rồi mở lại, hoặc chỉ thư mục khác bằng F3. Đừng lập văn phòng mới.")
            self._trouble = Banner(what, todo, "doubt", actions=acts)
            self._banners.addWidget(self._trouble)

    def _go(self) -> None:
        missing = self._missing()
        for field in self._fields():
            field.set_state("plain")
        if missing:
            missing[0].field.set_state("doubt", self.tr("Cần có {what}").format(what=missing[0].words))
            missing[0].field.line.setFocus()
            return
        self._model.session.found(
            FoundingWish(
                home=Path(self._home.text()).expanduser(),
                commune=tidy(self._commune.text()),
                province=tidy(self._province.text()),
                authority=tidy(self._authority.text()),
                login=self._login.text(),
                officer=tidy(self._officer.text()),
                title=tidy(self._title.text()),
                password=self._password.line.text(),
            )
        )


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
