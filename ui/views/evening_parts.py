"""Parts of the evening's screen: how far reading and looking over are, and the rows of its left side."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.model.evening import DoubtKind
from ui.models.evening import Busy, EveningModel
from ui.models.evening_rows import Group
from ui.views.evening_index import IndexRow
from ui.views.evening_words import KIND_ICONS, chip_of, kind_words, left_words, procedure_words
from ui.views.parts.card import Box
from ui.views.parts.progress import Bar
from ui.views.parts.text import ElidedText
from ui.views.theme import theme
from ui.views.tokens import Tone

_WIDE, _LEAST, _BOTH = 214, 72, 160


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


class _Share(QWidget):
    """Show one work: what and how far, how long, and a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._what = ElidedText("", "caption", weight=600)
        self._left = ElidedText("", "caption", "ink2")
        self._bar = Bar()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._what)
        line.addStretch(1)
        line.addWidget(self._left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._fit()

    def show_share(self, what: str, left: str, share: float, tone: Tone) -> None:
        """Show how far it is."""
        self._what.setText(what)
        self._left.setText(left)
        self._left.set_tone("ok" if tone == "ok" else "ink2")
        self._bar.set_share(share, tone)
        self._bar.setAccessibleName(what)
        self.setAccessibleName(f"{what} {left}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a narrow bar to how far it is: how long gives way."""
        super().resizeEvent(event)
        self._left.setVisible(self.width() >= theme().px(_BOTH))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new width when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        self.setMinimumWidth(theme().px(_LEAST))

    def sizeHint(self) -> QSize:
        """Take room for both words."""
        return QSize(theme().px(_WIDE), theme().height("button-small"))


class EveningShares(Box):
    """Stand at the right of the top bar: sides read, sides looked over."""

    def __init__(self) -> None:
        super().__init__("none")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        self._read, self._review = _Share(), _Share()
        row.addWidget(self._read)
        row.addWidget(self._review)

    def refresh(self, evening: EveningModel) -> None:
        """Show how far the stack is."""
        look = evening.look
        unread = len(evening.came) + (look.unread if look is not None else 0)
        cut = len(look.arrangement.sides) if look is not None else 0
        if evening.busy is Busy.TAKING:
            self._read.show_share(self.tr("Nhận {count} trang").format(count=unread + cut), "", 0.0, "accent")
        else:
            done, total = cut, cut + unread
            if evening.busy is Busy.READING and evening.read[1]:
                done = max(cut, total - evening.read[1] + evening.read[0])
            left = self.tr("xong") if done >= total else left_words(evening.read_left_s)
            words = self.tr("Đọc chữ {done} / {total}").format(done=done, total=total)
            tone: Tone = "ok" if done >= total else "accent"
            self._read.show_share(words, left, done / total if total else 0.0, tone)
        asked = {doubt.bundle for doubt in look.doubts} if look is not None else set()
        papers = look.papers if look is not None else ()
        settled = sum(len(paper.sides) for paper in papers if paper.bundle.id not in asked)
        all_sides = sum(len(paper.sides) for paper in papers)
        over = not evening.questions.left
        left = self.tr("xong") if over and not unread else left_words(evening.questions.seconds) if not over else ""
        words = self.tr("Xem lại {done} / {total}").format(done=settled, total=all_sides)
        tone = "ok" if over and not unread else "accent"
        self._review.show_share(words, left, settled / all_sides if all_sides else 0.0, tone)


def index_rows(evening: EveningModel, groups: list[Group]) -> list[IndexRow]:
    """Return the rows of the left side: kinds of doubt with something to ask, what is ready, the dossiers."""
    rows = [IndexRow("caption:work", _tr("Việc cần người"), caption=True)]
    for kind in DoubtKind:
        count = len(evening.questions.of(kind))
        if count:
            rows.append(IndexRow(f"doubt:{kind.value}", kind_words(kind), "", str(count), KIND_ICONS[kind], "doubt"))
    rows.append(IndexRow("ready", _tr("Sẵn sàng cất"), "", str(len(evening.ready_codes)), "check", "ok"))
    dossiers = [group for group in groups if group.tray is None]
    pages = sum(len(group.sides) for group in groups)
    counted = _tr("{count} hồ sơ · {pages} trang").format(count=len(dossiers), pages=pages)
    rows.append(IndexRow("caption:dossiers", counted, caption=True))
    for group in dossiers:
        chip, tone = chip_of(group)
        short = _tr("{count} chỗ").format(count=group.doubts) if group.doubts and not group.filed else chip
        name = group.citizen.name if group.citizen is not None else group.code or _tr("Chưa thuộc hồ sơ nào")
        what = procedure_words(group.dossier.procedure) if group.dossier is not None else _tr("cần chọn hồ sơ")
        rows.append(IndexRow(group.key, name, f"{what} · {len(group.sides)}", short, None, tone))
    return rows
