"""Photograph by phone (Điện thoại): a QR, and what a phone sends into the dossier in hand."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.model.paper import Page
from desk.text import phrase
from ui.models.phone import PhoneModel, PhoneState
from ui.models.window import WindowModel
from ui.views.language import language_now
from ui.views.parts.card import Box, SidePanel
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.progress import ProgressStrip
from ui.views.parts.text import Text
from ui.views.phone_code import PhoneCode
from ui.views.phone_side import PhoneSide
from ui.views.pictures import PAGE_PX, load_picture, upright_turn
from ui.views.screen import Screen
from ui.views.slot_words import short_name
from ui.views.theme import theme
from ui.views.thumb_model import ThumbHead, ThumbPage
from ui.views.thumbs import side_list
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

_KEPT_PICTURES = 12


class PhoneScreen(Screen):
    """Show the way for a phone until one comes in, then its photos; leaving the screen closes the page."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Điện thoại"), at_counter=True)
        self._window = model
        self._phone = PhoneModel(model, self)
        self._pictures: dict[str, QImage] = {}
        self._shown = ""
        self._put_away = False
        self._go = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._go_on)
        self._again = make_action(self, self.tr("Mở mã mới"), "Space", "phone")
        self._again.triggered.connect(self._phone.open)
        self._back = make_action(self, self.tr("Về màn quét"), "Esc", "arrow-left")
        self._back.triggered.connect(lambda: model.go("counter.scan"))
        self._build()
        self._phone.changed.connect(self._refresh)
        self._phone.page_came.connect(self._page_came)
        self._refresh()

    @property
    def model(self) -> PhoneModel:
        """Return the opening behind the screen."""
        return self._phone

    def panes(self) -> list[QWidget]:
        """Give the photos and the page; the way itself has nothing to press."""
        return [self._thumbs, self._viewer] if self._phone.pages else [self]

    def enter(self) -> None:
        """Open the page at once: who comes here has a phone in hand; a window put away and back goes on as it was."""
        if not self._put_away:
            self._pictures.clear()
            self._phone.open()
        self._put_away = False
        self.setFocus()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Close the page with the screen; a window put away for a moment keeps it open."""
        super().hideEvent(event)
        self._put_away = event.spontaneous()
        if not self._put_away:
            self._phone.finish()

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Chụp bằng điện thoại"))
        self._thumbs = side_list()
        self._thumbs.setAccessibleName(self.tr("Các ảnh đã nhận"))
        self._thumbs.reached.connect(self._show_page)
        self._left = SidePanel("surface", 216)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self._thumbs)
        self._code = PhoneCode()
        self._viewer = PageViewer()
        self._bar = ViewerBar(self._viewer, can_edit=False)
        self._strip = ProgressStrip(self.tr("Đọc"), can_stop=False)
        self._side = PhoneSide(self._phone)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._code_column())
        self._stack.addWidget(self._page_column())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(Panes(self._stack, right=(self._side, self.tr("Điện thoại"), "phone")), 1)

    def _code_column(self) -> QWidget:
        box = Box("bg")
        column = QVBoxLayout(box)
        edge = theme().px(18)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme().px(10))
        self._head = Text("", "title", weight=700, wrap=True)
        self._below = Text("", "body", "ink2", wrap=True)
        for text in (self._head, self._below):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._head)
        column.addWidget(self._code, 8)
        column.addWidget(self._below)
        column.addStretch(1)
        return box

    def _page_column(self) -> QWidget:
        box = Box("bg")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._strip_box = Box("surface")
        inside = QVBoxLayout(self._strip_box)
        inside.setContentsMargins(18, 8, 18, 8)
        inside.addWidget(self._strip)
        column.addWidget(self._bar)
        column.addWidget(self._viewer, 1)
        column.addWidget(self._strip_box)
        return box

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        phone = self._phone
        self._left.setVisible(bool(phone.pages))
        self._stack.setCurrentIndex(1 if phone.pages else 0)
        self._show_way()
        self._show_rows()
        self._show_reading()
        self._side.refresh()
        self._show_acts()

    def _show_way(self) -> None:
        """Show the code until a phone has used it up."""
        phone, door = self._phone, self._phone.door
        inside = door is not None and door.phones > 0
        self._code.show_code(() if door is None or inside else phone.code)
        self._code.setVisible(door is not None and not inside)
        if inside:
            words, below = self.tr("Điện thoại đã vào"), self.tr("Ảnh đầu tiên sẽ hiện ở đây.")
        elif door is not None:
            words, below = self.tr("Đưa máy ảnh điện thoại vào mã này"), self.tr("Mã dùng một lần, cho một điện thoại.")
        elif phone.state is PhoneState.OPENING:
            words, below = self.tr("Đang mở trang cho điện thoại…"), ""
        else:
            words, below = self.tr("Trang cho điện thoại đã đóng"), self.tr("Chưa có ảnh nào. Bấm Space để mở mã mới.")
        self._head.setText(words)
        self._below.setText(below)

    def _show_rows(self) -> None:
        count = self.tr("{n} ảnh").format(n=len(self._phone.pages))
        rows: list[ThumbHead | ThumbPage] = [ThumbHead("head", self._target(), count)]
        for page in self._phone.pages:
            codes = self._phone.looks.get(page.id, ())
            tip = " ".join(phrase(f"phone-look.{code}", language_now()) for code in codes)
            shape = page.height_px / max(1, page.width_px)
            rows.append(ThumbPage(str(page.id), str(page.place), "doubt" if codes else "none", tip, shape))
        self._thumbs.show_rows(rows)

    def _target(self) -> str:
        counter, place = self._window.counter.counter, self._window.counter.place
        return short_name(counter, place) if counter is not None and place else self.tr("Máy tự xếp mục")

    def _show_reading(self) -> None:
        phone = self._phone
        self._strip_box.setVisible(phone.state in (PhoneState.READING, PhoneState.READY))
        done, total = phone.progress
        if phone.state is PhoneState.READING:
            self._strip.show_progress(
                self.tr("Đang đọc chữ"), done, total or len(phone.pages), self.tr("có thể về quầy, máy đọc tiếp")
            )
        elif phone.state is PhoneState.READY:
            titles = [one.document.title or self.tr("Chưa rõ loại giấy") for one in phone.result if one.fault is None]
            self._strip.show_progress(self.tr("Đã đọc xong"), 1, 1, ", ".join(titles), "ok")

    def _show_acts(self) -> None:
        phone = self._phone
        count = len(phone.pages)
        words = {
            PhoneState.CLOSED: self.tr("Mở mã mới"),
            PhoneState.OPENING: self.tr("Đóng, không chụp"),
            PhoneState.OPEN: self.tr("Xong, đọc {n} ảnh") if count else self.tr("Đóng, không chụp"),
            PhoneState.READING: self.tr("Về quầy, máy đọc tiếp"),
            PhoneState.READY: self.tr("Kiểm giấy vừa đọc"),
        }[phone.state]
        self._go.setText(words.format(n=count))
        self._again.setEnabled(phone.state in (PhoneState.CLOSED, PhoneState.READY))
        self._again.setText(self.tr("Chụp giấy khác") if phone.state is PhoneState.READY else self.tr("Mở mã mới"))
        self.set_acts(self._go, *([self._again] if phone.state is PhoneState.READY else []))

    # -- pictures --------------------------------------------------------------------------------------------------

    def _page_came(self, page: Page) -> None:
        desk = self._window.session.desk
        if desk is None:
            return
        key = str(page.id)

        def take(picture: QImage) -> None:
            self._pictures[key] = picture
            small = picture.scaledToHeight(theme().px(240), Qt.TransformationMode.SmoothTransformation)
            self._thumbs.pages().set_picture(key, small)
            self._put(page, picture)
            while len(self._pictures) > _KEPT_PICTURES:
                self._pictures.pop(next(iter(self._pictures)))

        self._window.runner.work(
            lambda _progress: load_picture(desk.store.path(page.digest), PAGE_PX, upright_turn(page)),
            take,
            lambda _: None,
        )

    def _put(self, page: Page, picture: QImage) -> None:
        self._shown = str(page.id)
        self._viewer.set_picture(picture)
        self._bar.show_page(self.tr("Ảnh {n}").format(n=page.place), "")

    def _show_page(self, key: str) -> None:
        page = next((one for one in self._phone.pages if str(one.id) == key), None)
        if page is None or key == self._shown:
            return
        if key in self._pictures:
            self._put(page, self._pictures[key])
        else:
            self._page_came(page)

    # -- acts ------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        state, count = self._phone.state, len(self._phone.pages)
        if state is PhoneState.CLOSED:
            self._phone.open()
        elif state is PhoneState.READING:
            self._window.go("counter")
        elif state is PhoneState.READY:
            self._window.go("counter.review")
        elif count:
            self._phone.finish()
        else:
            self._window.go("counter.scan")
