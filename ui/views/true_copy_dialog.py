"""Ask which true copy is to be made: of which paper, of which kind, which pages (sao y, sao lục, trích sao)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk.model.certification import CopyKind
from desk.work.true_copy import TrueWish
from ui.models.hand_signing import Copyable
from ui.models.shown_values import tidied
from ui.views.dialog import RedDialog
from ui.views.hand_words import true_kind_words
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice, Field
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle


class TrueCopyDialog(RedDialog):
    """Hold the wish until it is whole; the PIN is asked for afterwards.

    Signals:
        wished: the `TrueWish`, and a line that names it.
    """

    wished = Signal(object, str)

    def __init__(self, papers: Sequence[Copyable], parent: QWidget) -> None:
        super().__init__(self.tr("Sao văn bản"), "paper-text", parent)
        self._papers = {str(one.document): one for one in papers}
        self.body.addWidget(Text(
            self.tr("Cơ quan ký bản sao, ghi sổ riêng, không thu phí. Giấy tờ của người dân thì chứng thực."),
            "label", "ink2", wrap=True,
        ))  # fmt: skip
        named = [Choice(key, one.title, self.tr("{count} trang").format(count=one.pages))
                 for key, one in self._papers.items()]  # fmt: skip
        self.paper = ComboField(self.tr("Văn bản"), named)
        self.kind = ComboField(self.tr("Loại bản sao"))
        self.pages = Field(self.tr("Các trang trích"), self.tr("Chẳng hạn 1, 3-5"))
        self.of_copy = Toggle(self.tr("Giấy này là bản sao y"))
        self.receiver = Field(self.tr("Nơi nhận"), self.tr("Để trống là chủ hồ sơ; nơi khác thì có số riêng"))
        for part in (self.paper, self.kind, self.pages, self.of_copy, self.receiver):
            self.body.addWidget(part)
        lasting = self.tr("Số của sổ sao văn bản đã giữ thì không lấy lại được.")
        self.body.addWidget(Text(lasting, "label", "seal", weight=600, wrap=True))
        back = make_action(self, self.tr("Quay lại"), "Esc")
        back.triggered.connect(self.reject)
        self._go = make_action(self, self.tr("Sao và đóng dấu"), "Return", "seal", "seal")
        self._go.setAutoRepeat(False)
        self._go.triggered.connect(self._give)
        self.set_acts(back, self._go)
        self.paper.chosen.connect(lambda _: self._show_paper())
        self.kind.chosen.connect(lambda _: self._follow())
        self.pages.changed.connect(lambda _: self._follow())
        self.of_copy.toggled.connect(lambda _: self._follow())
        self._show_paper()
        self.paper.setFocus()

    def wish(self) -> TrueWish | None:
        """Return what is wished for, or None while it is not whole."""
        paper = self._papers.get(self.paper.key())
        if paper is None or not self.kind.key():
            return None
        kind = CopyKind(self.kind.key())
        pages = _pages(self.pages.text(), paper.pages) if kind is CopyKind.TRICH_SAO else ()
        if kind is CopyKind.TRICH_SAO and not 0 < len(pages) < paper.pages:
            return None
        said = kind is CopyKind.SAO_LUC and self.of_copy.isChecked()
        if kind is CopyKind.SAO_LUC and not (said or paper.is_copy):
            return None
        receiver = tidied(self.receiver.line.whole_text())
        return TrueWish(paper.document, kind, pages, of_true_copy=said, receiver=receiver)

    def _show_paper(self) -> None:
        paper = self._papers.get(self.paper.key())
        kinds = paper.kinds if paper is not None else ()
        self.kind.set_choices([Choice(kind.value, true_kind_words(kind)) for kind in kinds])
        self._follow()

    def _follow(self) -> None:
        paper = self._papers.get(self.paper.key())
        self.pages.setVisible(self.kind.key() == CopyKind.TRICH_SAO.value)
        asks = self.kind.key() == CopyKind.SAO_LUC.value and paper is not None and not paper.is_copy
        self.of_copy.setVisible(asks)
        self._go.setEnabled(self.wish() is not None)

    def _give(self) -> None:
        wish = self.wish()
        paper = self._papers.get(self.paper.key())
        if wish is not None and paper is not None:
            self.accept()
            whom = self.tr(", gửi {receiver}").format(receiver=wish.receiver) if wish.receiver else ""
            self.wished.emit(wish, f"{true_kind_words(wish.kind)}: {paper.title}{whom}")


def _pages(text: str, most: int) -> tuple[int, ...]:
    """Return pages such as "1, 3-5" within the paper, rising; () for what is none."""
    found: set[int] = set()
    for part in text.replace(";", ",").split(","):
        first, _, last = part.strip().partition("-")
        if not first.strip().isdecimal() or not (last.strip() or first.strip()).isdecimal():
            return ()
        begin, end = int(first), int(last or first)
        if not 1 <= begin <= end <= most:
            return ()
        found.update(range(begin, end + 1))
    return tuple(sorted(found))
