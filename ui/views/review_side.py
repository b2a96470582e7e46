"""The fields beside the page: the doubt in work as a card, other doubts in two lines, sure ones folded small."""

from collections.abc import Callable

from desk.work.kinds_shown import kind_titles
from ui.models.review import ReviewModel
from ui.models.shown_values import FieldView
from ui.models.smart_paste import Pasted
from ui.models.window import WindowModel
from ui.views.parts.card import ScrollPanel
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice
from ui.views.parts.keys import make_action
from ui.views.parts.panes import reveal
from ui.views.parts.review import FieldCard, FieldFacts, FieldList, FieldRow, RowState
from ui.views.parts.text import Text
from ui.views.pasted_card import PastedCard
from ui.views.review_typing import ReviewTyping

_LABEL_PX = 132
"""Width of the labels of a list: whose name it is stands at their ends («của mẹ»)."""

MakeFacts = Callable[[FieldView, int, int], FieldFacts]


class ReviewSide(ScrollPanel):
    """Show the fields of a `ReviewModel`."""

    def __init__(self, review: ReviewModel, window: WindowModel) -> None:
        super().__init__("bg", 400)
        self._review = review
        self._titles = kind_titles(window.runner.language)
        self._shown = ""
        self._seen_crop = False
        self._kind = ComboField(self.tr("Loại giấy"), [Choice(code, title) for code, title in self._titles.items()])
        self._kind.chosen.connect(review.set_kind)
        change = make_action(self, self.tr("Đổi loại giấy"), "F4")
        change.triggered.connect(self._change_kind)
        self._how = Text("", "label", "ink2", wrap=True)
        self.card = FieldCard()
        self.card.edited.connect(self._edited)
        self.typing = ReviewTyping(window, review, self.card)
        self.typing.pasted.connect(self._show_pasted)
        self._pasted = PastedCard()
        self._filled: frozenset[str] = frozenset()
        self._filled_in = 0
        self.doubts = FieldList(self.tr("Cần xem"))
        self.sure = FieldList(self.tr("Máy đọc chắc"))
        self.done = FieldList(self.tr("Đã nhận"))
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(10)
        for part in (self._kind, self._how, self.card, self._pasted, self.doubts, self.done, self.sure):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.setAccessibleName(self.tr("Các trường"))

    def typed(self) -> str:
        """Return what stands in the editor in its local form, "" when no field is in work."""
        return self.typing.value() if self._review.current else ""

    def refuse(self, why: str) -> None:
        """Say why the typed value is not taken; what was typed stays."""
        self.card.line.set_state("wrong")
        self.card.line.setAccessibleDescription(why)
        self._how.setText(why)
        self._how.set_tone("seal")

    def forget(self) -> None:
        """Show the field in work anew when there is a paper again, its value chosen and the keyboard on it."""
        self._shown = ""

    def show_fields(self, facts: MakeFacts) -> None:
        """Show the fields as they stand; the editor keeps what is being typed."""
        review = self._review
        document = review.document
        self._kind.choose(document.kind or "" if document is not None else "")
        self._tell_kind()
        if document is not None and document.id != self._filled_in:
            self._show_pasted(None)  # what was pasted into another paper is of another person
        doubts = review.doubts
        names = [view.field.name for view in doubts]
        view = review.in_work
        self.card.setVisible(view is not None)
        if view is not None:
            number = names.index(view.field.name) + 1 if view.field.name in names else 0
            self._show_card(facts(view, number, len(names)), view)
        else:
            self._shown = ""
        self._pasted.setVisible(bool(self._filled & review.typed.keys()))
        self._list(self.doubts, [v for v in doubts if v.field.name != review.current], "doubt", facts)
        done = [v for v in review.fields if v.accepted and v.field.name != review.current]
        self._list(self.done, done, "done", facts)
        sure = [v for v in review.fields if not v.doubtful and not v.accepted and v.field.name != review.current]
        self._list(self.sure, sure, "sure", facts)

    def _show_card(self, facts: FieldFacts, view: FieldView) -> None:
        crop = facts.crop is not None
        before = self.card.facts()
        if self._shown == facts.name and (facts.value, facts.reason) == (before.value, before.reason):
            if crop != self._seen_crop:  # what is being typed is not touched by a picture that comes
                self._seen_crop = crop
                self.card.show_picture(facts)
            return
        self._shown, self._seen_crop = facts.name, crop
        self.card.show_field(facts)
        self.card.line.set_state("plain")
        self.typing.reached(view)
        if self.window().isActiveWindow():
            reveal(self.card)  # on a narrow window the fields are in a drawer
        self.card.line.setFocus()
        self.card.line.selectAll()
        self.show_part(self.card)

    def _show_pasted(self, found: Pasted | None) -> None:
        values = found.values if found is not None else {}
        document = self._review.document
        self._filled, self._filled_in = frozenset(values), document.id if document is not None else 0
        named = {view.label: values[view.field.name] for view in self._review.fields if view.field.name in values}
        self._pasted.show_pasted(named, found.rest if found is not None else "", card=found is not None and found.card)

    def _list(self, where: FieldList, views: list[FieldView], state: RowState, facts: MakeFacts) -> None:
        rows = []
        following = self._review.following() if state == "doubt" else ""
        for view in views:
            shown: RowState = "missing" if state == "doubt" and view.field.value is None else state
            key = "Tab" if view.field.name == following else ""
            row = FieldRow(facts(view, 0, 0), shown, key, _LABEL_PX)
            row.clicked.connect(lambda _=False, name=view.field.name: self._reach(name))
            rows.append(row)
        where.set_rows(rows, self.tr("{n} mục").format(n=len(rows)))

    def _reach(self, name: str) -> None:
        self.typing.keep()
        self._review.reach(name)

    def _tell_kind(self) -> None:
        document = self._review.document
        self._how.set_tone("ink2")
        if document is None:
            return
        if document.kind is None:
            self._how.setText(self.tr("Máy chưa nhận ra loại giấy. Chọn loại bằng F4, hoặc xác nhận như giấy tờ khác."))
        else:
            sure = round(100 * document.kind_confidence)
            self._how.setText(self.tr("Nhận ra từ tiêu đề, chắc {sure} %").format(sure=sure))

    def _change_kind(self) -> None:
        self._kind.setFocus()
        self._kind.combo.showPopup()

    def _edited(self, _name: str, _text: str) -> None:
        self.card.line.set_state("plain")
        self._tell_kind()
