"""Search (Tra cứu): papers by words, fields and people, without diacritics, for the dossier at the counter."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.ports import Desk
from desk.work.counter import paper
from desk.work.find import Found
from ui.models.page_words import NO_WORDS, PageWords
from ui.models.search import SearchModel, SearchState
from ui.models.window import WindowModel
from ui.views.found_list import FoundList, FoundModel, person_words
from ui.views.parts.card import Box, Card, SidePanel
from ui.views.parts.empty import EmptyState
from ui.views.parts.field import Line
from ui.views.parts.keys import make_action
from ui.views.parts.panes import Panes
from ui.views.parts.text import ElidedText, Text
from ui.views.screen import Screen
from ui.views.slot_words import title_words
from ui.views.upright import load_upright
from ui.views.viewer import PageViewer

PREVIEW_PX = 1400
"""Longer side of the page looked at here; the whole paper is opened by Enter."""

PREVIEW_WIDE = 440
_KEPT = 8
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class Preview(SidePanel):
    """Show the first page of the answer that is marked; one page is fetched at a time."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__("surface", PREVIEW_WIDE)
        self._model = model
        self._wanted = 0
        self._under_way = 0
        self._pages: dict[int, _First] = {}
        self._words = ""
        self.viewer = PageViewer()
        self.viewer.setAccessibleName(self.tr("Trang đầu của giấy đang chọn"))
        self._title = ElidedText("", "body", weight=600)
        self._person = ElidedText("", "caption", "ink2")
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(0)
        head.addWidget(self._title)
        head.addWidget(self._person)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.viewer, 1)

    def show_found(self, found: Found | None, words: str = "") -> None:
        """Show the first page of an answer with the words it was found by marked, or nothing."""
        wanted = found.document.id if found is not None else 0
        self._title.setText(title_words(found.document) if found is not None else self.tr("Trang đầu"))
        waiting = self.tr("Trang đầu của giấy đang chọn hiện ở đây")
        self._person.setText(person_words(found.citizen) if found is not None else waiting)
        if (wanted, words) == (self._wanted, self._words):
            return
        same, self._wanted, self._words = wanted == self._wanted, wanted, words
        self._show(anew=not same)
        self._fetch()

    def _show(self, *, anew: bool = True) -> None:
        page = self._pages.get(self._wanted, _First(QImage(), NO_WORDS))
        if anew:
            self.viewer.set_picture(page.picture)
            self.viewer.text.set_words(page.words)
        self.viewer.text.show_hits(page.words.find(self._words, 1))

    def clear(self) -> None:
        """Let go of all pages: they were shown for another dossier."""
        self._pages.clear()
        self._wanted = 0
        self.viewer.set_picture(QImage())

    def _fetch(self) -> None:
        desk, wanted = self._model.session.desk, self._wanted
        if desk is None or not wanted or wanted in self._pages or self._under_way:
            return
        self._under_way = wanted
        self._model.runner.work(
            lambda _progress: _first_page(desk, wanted),
            lambda page: self._came(wanted, page),
            lambda _failure: self._came(wanted, _First(QImage(), NO_WORDS)),
        )

    def _came(self, document: int, page: "_First") -> None:
        self._under_way = 0
        self._pages[document] = page
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        if document == self._wanted:
            self._show()
        else:
            self._fetch()


@dataclass(frozen=True)
class _First:
    picture: QImage
    words: PageWords


def _first_page(desk: Desk, document: int) -> _First:
    """Load the first page of a document with its words; called on a thread of the runner."""
    page = next(iter(paper(desk, document).pages), None)
    if page is None:
        return _First(QImage(), NO_WORDS)
    return _First(load_upright(desk.store.path(page.digest), page, PREVIEW_PX), PageWords.read(page.reading))


class SearchScreen(Screen):
    """Search as the clerk types; the arrows move in the answers, Enter opens the one that is marked."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Tra cứu"))
        self._window = model
        self._search = SearchModel(model, self)
        self._rows = FoundModel(self)
        self._shown: tuple[object, str] = ((), "")
        self._make_acts()
        self._build()
        self._search.changed.connect(self._refresh)
        model.counter.changed.connect(self._refresh)
        self._refresh()

    @property
    def model(self) -> SearchModel:
        """Return the searching behind the screen."""
        return self._search

    def panes(self) -> list[QWidget]:
        """Give the field, the answers and the page."""
        if self._search.state is SearchState.NO_DOSSIER:
            return []
        return [self.line, self.list, self._preview.viewer] if self._rows.rows else [self.line]

    def enter(self) -> None:
        """Put the focus into the field, its words chosen so that typing replaces them."""
        self._refresh()
        if self._search.state is SearchState.NO_DOSSIER:
            self.setFocus()
        else:
            wanted, self._window.to_search = self._window.to_search, ""
            if wanted:
                self.line.setText(wanted)
            self.line.setFocus()
            self.line.selectAll()

    # -- building --------------------------------------------------------------------------------------------------

    def _make_acts(self) -> None:
        self._go = make_action(self, "", ["Return"], "arrow-right", "primary")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._go_on)
        self._back = make_action(self, self.tr("Về quầy"), "Esc", "arrow-left")
        self._back.triggered.connect(self._step_back)

    def _build(self) -> None:
        self.line = Line(role="heading", icon="search")
        self.line.setAccessibleName(self.tr("Tìm theo chữ, người, số giấy"))
        self.line.textChanged.connect(self._search.ask)
        self.line.installEventFilter(self)
        self._hint = Text("", "label", "ink2", wrap=True)
        self.list = FoundList()
        self.list.setAccessibleName(self.tr("Giấy tìm được"))
        self.list.setModel(self._rows)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._marked())
        self.list.doubleClicked.connect(lambda _: self._open())
        self._preview = Preview(self._window)
        centre = Box("bg")
        column = QVBoxLayout(centre)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.line)
        column.addWidget(self._hint)
        column.addWidget(self._make_answers(), 1)
        no_dossier = EmptyState(
            "counter", self.tr("Tra cứu luôn gắn với một hồ sơ đang mở"),
            self.tr("Nhận người dân và mở hồ sơ ở quầy trước; nhật ký ghi hồ sơ làm lý do tra cứu."),
        )  # fmt: skip
        self._whole = QStackedWidget()
        self._whole.addWidget(Panes(centre, right=(self._preview, self.tr("Trang đầu"), "paper")))
        self._whole.addWidget(no_dossier)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._whole)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.title)

    def _make_answers(self) -> QStackedWidget:
        card = Card(dense=True)
        card.body.setContentsMargins(5, 5, 5, 5)
        card.body.addWidget(self.list)
        teach = EmptyState(
            "search", self.tr("Gõ vài chữ, có dấu hay không dấu đều được"),
            self.tr("Tìm trong chữ máy đọc được, tên người, số giấy, nơi cấp. Ví dụ: khai sinh thuong lam"),
        )  # fmt: skip
        nothing = EmptyState(
            "paper-text", self.tr("Không có giấy nào khớp"),
            self.tr("Thử ít chữ hơn, hoặc chỉ họ tên, chỉ số giấy. Giấy đang đọc dở chưa tìm được."),
        )  # fmt: skip
        self._answers = QStackedWidget()
        for one in (card, teach, nothing):
            self._answers.addWidget(one)
        return self._answers

    # -- showing ---------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        search, state = self._search, self._search.state
        if not search.words and self.line.text().strip():
            self.line.clear()
            self._preview.clear()
        self._whole.setCurrentIndex(1 if state is SearchState.NO_DOSSIER else 0)
        shown = (tuple(search.found), search.words)
        if shown != self._shown and not search.waiting:
            self._shown = shown
            self._rows.show_rows(search.found, search.words)
            if search.found:
                self.list.setCurrentIndex(self._rows.index(0))
        if not search.found and self._rows.rows:
            self._shown = ((), "")
            self._rows.show_rows((), "")
        pages = {SearchState.FOUND: 0, SearchState.NOTHING: 2, SearchState.FAILED: 2}
        self._answers.setCurrentIndex(pages.get(state, 1))
        self._show_hint()
        self._show_title()
        self._marked()

    def _show_hint(self) -> None:
        search = self._search
        words, tone = "", "ink2"
        if search.failure is not None:
            words, tone = f"{search.failure.said.sentence} {search.failure.said.cure}", "seal"
        elif search.state is SearchState.SEARCHING:
            words = self.tr("Đang tìm…")
        elif search.state is SearchState.FOUND:
            words = self.tr("{count} giấy, khớp nhất ở trên").format(count=len(search.found))
        elif search.state is SearchState.IDLE:
            words = self.tr("Kết quả hiện ngay khi gõ")
        self._hint.setText(words)
        self._hint.set_tone("seal" if tone == "seal" else "ink2")

    def _show_title(self) -> None:
        counter = self._window.counter.counter
        facts = ""
        if counter is not None:
            facts = self.tr("Lý do tra cứu: hồ sơ {code} của {name}").format(
                code=counter.dossier.code, name=counter.citizen.name
            )
        if facts != self.facts:
            self.set_title(self.title, facts)

    def _marked(self) -> None:
        found, state = self.row(), self._search.state
        self._preview.show_found(found, self._search.words)
        if state is SearchState.NO_DOSSIER:
            self._go.setText(self.tr("Về quầy, mở hồ sơ trước"))
        elif found is not None:
            title = title_words(found.document)
            self._go.setText(self.tr("Mở {title}").format(title=title[:1].lower() + title[1:]))
        else:
            self._go.setText(self.tr("Gõ chữ cần tìm"))
        neighbours = () if state is SearchState.NO_DOSSIER else (self._back,)
        if self.primary is not self._go or self.neighbours != neighbours:
            self.set_acts(self._go, *neighbours)

    def row(self) -> Found | None:
        """Return the answer that is marked."""
        here = self.list.currentIndex().row()
        return self._rows.rows[here] if 0 <= here < len(self._rows.rows) else None

    # -- acts ------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if self._search.state is SearchState.NO_DOSSIER:
            self._window.go("counter")
        elif self._search.waiting:
            self._search.search()
        elif self.row() is not None:
            self._open()
        else:
            self.line.setFocus()
            self.line.selectAll()

    def _open(self) -> None:
        found = self.row()
        if found is not None:
            self._window.look_at(found.document.id, title_words(found.document), "search", self._search.words)

    def _step_back(self) -> None:
        if self.line.text() and self._search.state is not SearchState.NO_DOSSIER:
            self.line.clear()
            self.line.setFocus()
        else:
            self._window.go("counter")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows of the field move the mark in the answers."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and self._rows.rows:
                here = self.list.currentIndex().row() + step
                self.list.setCurrentIndex(self._rows.index(max(0, min(len(self._rows.rows) - 1, here))))
                return True
        return super().eventFilter(watched, event)
