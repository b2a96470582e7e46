"""Check (Kiểm): the page beside its fields, the doubtful first, Enter accepts; a person's word makes it fact."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk.model.paper import Page
from desk.text import phrase
from ui.models.review import ReviewModel
from ui.models.shown_values import FieldView
from ui.models.window import Notice, WindowModel
from ui.views.language import language_now
from ui.views.page_items import PageBox
from ui.views.parts.card import Box, SidePanel
from ui.views.parts.empty import EmptyState
from ui.views.parts.keys import make_action, make_page_keys
from ui.views.parts.panes import Panes
from ui.views.parts.review import FieldFacts
from ui.views.pictures import PAGE_PX, SmallPictures, small_of
from ui.views.review_side import ReviewSide
from ui.views.review_words import ReviewWords
from ui.views.screen import Screen
from ui.views.slot_words import head_name
from ui.views.thumb_model import PageState, ThumbHead, ThumbPage
from ui.views.thumbs import side_list
from ui.views.upright import crop_of, load_upright
from ui.views.viewer import PageViewer
from ui.views.viewer_bar import ViewerBar

KEPT_PAGES = 8
"""Decoded pages kept in memory; the one shown and its neighbours among them."""


class ReviewScreen(Screen):
    """Lead from doubt to doubt by Enter; fields and boxes light up together."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Kiểm"), at_counter=True)
        self._window = model
        self._review = ReviewModel(model, self)
        self._pictures: dict[int, QImage] = {}
        self._asked: set[int] = set()
        self._firsts = SmallPictures(model, self)
        self._firsts.came.connect(self._first_came)
        self._shown = 0
        self._dossier = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Kiểm giấy"))
        self._make_acts()
        self._build()
        self._review.changed.connect(self._refresh)
        self._review.finished.connect(self._finished)

    @property
    def model(self) -> ReviewModel:
        """Return the checking behind the screen."""
        return self._review

    def panes(self) -> list[QWidget]:
        """Give fields, page and thumbnails."""
        return [self._side, self._viewer, self._thumbs]

    def enter(self) -> None:
        """Take the paper of the slot in hand in work."""
        self._side.forget()
        self._review.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed and not accepted yet: whoever comes back finds it."""
        super().hideEvent(event)
        self._side.typing.keep()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._accept = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._accept.setAutoRepeat(False)
        self._accept.triggered.connect(self._go_on)
        self._all = make_action(self, self.tr("Nhận cả giấy"), "Ctrl+Return")
        self._all.triggered.connect(self._accept_all)
        self._back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self._back.triggered.connect(lambda: self._window.go("counter"))
        self._next = make_action(self, self.tr("Mục cần xem kế tiếp"), "Ctrl+J")
        self._next.triggered.connect(lambda: self._side.typing.leave())
        self._drop = make_action(self, self.tr("Bỏ giấy này vào khay"), "Ctrl+Delete", "trash")
        self._drop.triggered.connect(lambda: self._review.remove(self.tr("Đã bỏ giấy vào khay")))
        self._again = make_action(self, self.tr("Đọc lại"), "F7", "refresh")
        self._again.triggered.connect(self._review.read_again)
        self._certify = make_action(self, self.tr("Chứng thực bản sao giấy này"), "Ctrl+D")
        self._certify.triggered.connect(self._certify_now)
        make_page_keys(self, lambda by: self._review.show_page(self._review.page + by))
        self._destroy = make_action(self, self.tr("Hủy ảnh, không lấy lại được"), "Alt+Delete", "trash", "seal")
        self._destroy.triggered.connect(lambda: self._review.destroy(self.tr("Đã hủy ảnh giấy có dấu mật")))

    def _build(self) -> None:
        self._thumbs = side_list()
        self._thumbs.setAccessibleName(self.tr("Các trang của hồ sơ"))
        self._thumbs.reached.connect(self._thumb_reached)
        self._thumbs.pages().picture_wanted.connect(self._want_small)
        left = SidePanel("surface", 216)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._thumbs)
        self._viewer = PageViewer()
        self._viewer.fit("width")
        self._viewer.box_clicked.connect(self._reach)
        self._bar = ViewerBar(self._viewer, can_crop=False, with_words=True)
        self._bar.turn_asked.connect(self._review.turn)
        page = Box("bg")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._bar)
        inside.addWidget(self._viewer, 1)
        self._words = ReviewWords(self, self._viewer, self._bar, inside, self._fill)
        self._words.finder.page_wanted.connect(self._review.show_page)
        self._side = ReviewSide(self._review, self._window)
        panes = Panes(page, (left, self.tr("Các trang"), "papers"), (self._side, self.tr("Các trường"), "list"))
        nothing = EmptyState("check-circle", self.tr("Không còn giấy nào chờ kiểm"), self.tr("Bấm Esc để về quầy"))
        self._stack = QStackedWidget()
        self._stack.addWidget(nothing)
        self._stack.addWidget(panes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        document = self._review.document
        self._stack.setCurrentIndex(0 if document is None else 1)
        if document is None:
            self._side.forget()
            self.set_acts(self._back)
            return
        self._show_thumbs()
        if document.dossier != self._dossier:
            self._dossier = document.dossier
            self._words.finder.forget()  # what was looked for may name the citizen before
        self._words.show_paper(self._review.pages)
        self._show_page()
        self._show_trouble()
        self._side.show_fields(self._facts)
        self._show_acts()
        if self._review.in_work is None and self.isVisible() and self.focusWidget() is None:
            self.setFocus()  # nothing to type any more: keys and screen readers stay with the screen

    def _show_thumbs(self) -> None:
        counter, now = self._window.counter.counter, self._review.document
        papers = counter.documents if counter is not None else []
        rows: list[ThumbHead | ThumbPage] = []
        for paper in papers:
            place = paper.place
            name = head_name(counter, place) if counter is not None and place else self.tr("Giấy tờ khác")
            mine = now is not None and paper.id == now.id
            pages = self._review.pages if mine else ()
            note = self.tr("{n} trang").format(n=len(pages)) if mine else paper.title
            rows.append(ThumbHead(f"head-{paper.id}", name, note))
            state: PageState = "ok" if paper.confirmed_by else "doubt"
            rows += [self._thumb(page, state) for page in pages]
            if not mine:
                rows.append(ThumbPage(f"paper-{paper.id}", "1", state))
        self._thumbs.show_rows(rows)
        if self._review.pages:
            self._thumbs.go_to(self._key(self._review.page))

    def _thumb(self, page: Page, state: PageState) -> ThumbPage:
        warnings = page.reading.warnings if page.reading is not None else ()
        told = " ".join(phrase(f"warning.quality-{code}", language_now()) for code in warnings)
        blank = page.reading is not None and page.reading.blank
        return ThumbPage(self._key(page.place), str(page.place), "faint" if blank else state, told)

    def _key(self, place: int) -> str:
        document = self._review.document
        return f"page-{document.id if document is not None else 0}-{place}"

    def _show_page(self) -> None:
        page = next((p for p in self._review.pages if p.place == self._review.page), None)
        if page is None:
            return
        picture = self._pictures.get(page.id)
        if picture is None:
            self._shown = 0
            self._ask_picture(page)
        elif self._shown != page.id:
            self._shown = page.id
            self._viewer.set_picture(picture)
            self._words.show_page(page.place)
        if self._shown == page.id:
            self._viewer.set_boxes(tuple(self._boxes(page.place)))
            self._viewer.set_current(self._review.current or None)
        facts = [self.tr("{dpi} dpi").format(dpi=round(page.dpi))] if page.dpi else []
        if page.reading is not None:
            upright = page.reading.rotation == 0
            facts.append(self.tr("thẳng, đúng chiều") if upright else self.tr("đã xoay cho đúng chiều"))
        title = self.tr("Trang {page} / {total}").format(page=page.place, total=len(self._review.pages))
        self._bar.show_page(title, " · ".join(facts))
        for other in self._review.pages:
            if abs(other.place - page.place) == 1 and other.id not in self._pictures:
                self._ask_picture(other)

    def _boxes(self, place: int) -> list[PageBox]:
        boxes = []
        for view in self._review.fields:
            box = view.field.box
            if box is not None and view.field.page == place:
                rect = QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
                boxes.append(PageBox(view.field.name, rect, "doubt" if view.doubtful else "ok", view.label))
        return boxes

    def _ask_picture(self, page: Page) -> None:
        desk = self._window.session.desk
        if desk is None or page.id in self._asked:
            return
        self._asked.add(page.id)

        def load(_progress: object) -> tuple[QImage, QImage]:
            picture = load_upright(desk.store.path(page.digest), page, PAGE_PX)
            return picture, small_of(picture)

        def take(came: tuple[QImage, QImage]) -> None:
            picture, small = came
            self._asked.discard(page.id)
            self._pictures[page.id] = picture
            while len(self._pictures) > KEPT_PAGES:
                self._pictures.pop(next(iter(self._pictures)))
            self._thumbs.pages().set_picture(f"page-{page.document_id}-{page.place}", small)
            self._refresh()

        self._window.runner.work(load, take, lambda _: None)

    def _want_small(self, key: str) -> None:
        if key.startswith("paper-"):
            self._first_came(int(key.removeprefix("paper-")))
            return
        place = key.rpartition("-")[2]
        page = next((p for p in self._review.pages if self._key(p.place) == key and str(p.place) == place), None)
        if page is not None:
            self._ask_picture(page)

    def _first_came(self, document: int) -> None:
        """Show the first page of a paper that is not in work, once it is there."""
        picture = self._firsts.get(document)
        if picture is not None:
            self._thumbs.pages().set_picture(f"paper-{document}", picture)

    def _facts(self, view: FieldView, number: int, total: int) -> FieldFacts:
        field = view.field
        crop, mark = None, None
        page = next((p for p in self._review.pages if p.place == field.page), None)
        picture = self._pictures.get(page.id) if page is not None else None
        if picture is not None and not picture.isNull() and field.box is not None:
            crop, mark = crop_of(picture, field.box)
        chip = self.tr("Đã nhận") if view.accepted else self.tr("Máy đọc chắc")
        if number:
            chip = self.tr("Cần xem {n} trên {total}").format(n=number, total=total)
        sure = f"{round(100 * field.confidence)} %" if field.value else ""
        reason = self._reason(view) if number else self._short_reason(view)
        return FieldFacts(field.name, view.label, view.value, chip, reason, crop, mark, (), sure)

    def _short_reason(self, view: FieldView) -> str:
        if not view.doubtful:
            return ""
        if view.field.name in self._review.typed:
            return self.tr("chưa nhận")
        if view.field.value is None:
            return self.tr("không thấy trên giấy")
        if view.against:
            return view.against
        return self.tr("chắc {sure} %").format(sure=round(100 * view.field.confidence))

    def _reason(self, view: FieldView) -> str:
        if view.accepted:
            return ""
        if view.field.name in self._review.typed:
            return self.tr("Vừa gõ hoặc dán, chưa ai nhận. So với chữ trên giấy rồi bấm Enter.")
        if view.field.value is None:
            return self.tr("Máy không thấy trên giấy. Gõ vào, hoặc để trống nếu giấy không có.")
        if view.against:
            return view.against
        if view.doubtful:
            sure = round(100 * view.field.confidence)
            return self.tr("Máy chỉ chắc {sure} %. So với chữ trên giấy.").format(sure=sure)
        return ""

    def _show_trouble(self) -> None:
        document = self._review.document
        if document is not None and document.secrecy is not None:
            what = self.tr("Giấy có dấu «{mark}»: không được quét, việc đã dừng.").format(mark=document.secrecy)
            todo = self.tr("Trả lại giấy cho người dân. Bấm nút đỏ để hủy ảnh; việc này không lấy lại được.")
            self._window.tell(Notice("secrecy", what, todo, "seal"))
        elif document is not None and document.fault is not None:
            what = self.tr("Máy chưa đọc được giấy này.")
            self._window.tell(Notice("review", what, self.tr("Bấm F7 để đọc lại, hoặc bỏ vào khay rồi quét lại.")))
        else:
            self._window.solve("secrecy")
            self._window.solve("review")

    # -- acts ------------------------------------------------------------------------------------------------------

    def _show_acts(self) -> None:
        document, view = self._review.document, self._review.in_work
        if document is not None and document.secrecy is not None:
            self.set_acts(self._destroy, self._back)
            return
        if document is not None and document.fault is not None:
            self.set_acts(self._again, self._drop)
            return
        left = len(self._review.doubts)
        if view is None:
            last = len(self._review.waiting()) <= 1
            on = last and self._review.original() is not None
            words = self.tr("Xác nhận {title}, sang chứng thực") if on else self.tr("Xác nhận {title}")
            self._accept.setText(words.format(title=self._title()))
        elif left > 1:
            self._accept.setText(self.tr("Nhận và sang mục cần xem kế tiếp"))
        else:
            self._accept.setText(self.tr("Nhận mục này"))
        words = self.tr("Nhận cả giấy") if not left else self.tr("Còn {n} mục chưa xem")
        absent = len(self._review.absent) > 1
        self._all.setText((self.tr("Giấy không có {n} mục còn lại") if absent else words).format(n=left))
        self._accept.setEnabled(not self._review.busy)
        self.set_acts(self._accept, self._all, self._drop)

    def _finished(self) -> None:
        """Go on to certify the original just checked, where that is what the citizen came for.

        Who went elsewhere meanwhile is not fetched back.
        """
        document, self._review.confirmed = self._review.confirmed, 0
        if not self.isVisible():
            return
        if document and "counter.certify" in self._window.rooms:
            self._window.certify(document)
        else:
            self._window.go("counter")

    def _certify_now(self) -> None:
        document = self._review.document
        if document is not None and document.pdf is not None and "counter.certify" in self._window.rooms:
            self._window.certify(document.id)

    def _title(self) -> str:
        document = self._review.document
        title = document.title if document is not None and document.title else self.tr("giấy này")
        return title[:1].lower() + title[1:]

    def _go_on(self) -> None:
        if self._review.busy:
            return
        view = self._review.in_work
        if view is not None and self._side.typing.entered():
            return
        text = self._side.typed()
        if view is not None and not self._side.typing.fits(view, text):
            number = view.type == "personal-id"
            words = self.tr("Số định danh có 12 chữ số.") if number else self.tr("Gõ ngày như 16/02/2024.")
            self._side.refuse(words)
            return
        self._review.accept(text)

    def _accept_all(self) -> None:
        self._side.typing.keep()
        self._review.accept_sure()

    def _reach(self, name: str) -> None:
        self._side.typing.keep()
        self._review.reach(name)

    def _fill(self, words: str) -> None:
        """Put words of the page into the field in work, as if they were typed."""
        line = self._side.card.line
        if line.isVisible():
            line.setFocus()
            line.selectAll()
            line.paste_text(words)

    def _thumb_reached(self, key: str) -> None:
        if key.startswith("page-"):
            self._review.show_page(int(key.rpartition("-")[2]))
        elif key.startswith("paper-"):
            wanted = int(key.removeprefix("paper-"))
            document = self._review.document
            if document is None or document.id != wanted:
                self._review.open(wanted)
