"""Help a clerk type in review: local forms, what the office typed before, other readings, and a whole line pasted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk.model.deadline import VIETNAM
from desk.work.kinds_shown import field_labels
from ui.models.memory import Memory
from ui.models.other_readings import other_readings
from ui.models.review import ReviewModel
from ui.models.shown_values import FieldView, tidied, understood
from ui.models.smart_paste import Pasted, is_card, pasted
from ui.models.typing_forms import DATES, form_of, form_type, settled
from ui.models.window import WindowModel
from ui.views.parts.review import FieldCard
from ui.views.parts.suggestions import MOST, Suggestions


class ReviewTyping(QObject):
    """Stand between the card of the field in work and the model.

    Signals:
        pasted: a `Pasted` that went into the fields, or None when it was taken back.
    """

    pasted = Signal(object)

    def __init__(self, window: WindowModel, review: ReviewModel, card: FieldCard) -> None:
        super().__init__(card)
        self._window, self._review, self._card = window, review, card
        self._memory = Memory(window, self)
        self._suggest = Suggestions(card.line)
        self._field = ""
        card.line.take_paste = self._take
        card.line.installEventFilter(self)
        card.edited.connect(self._edited)

    # -- what the screen asks ----------------------------------------------------------------------------------------

    def reached(self, view: FieldView) -> None:
        """Make the card ready for a field: its form, what the office knows of it, and other readings."""
        self._field = view.field.name
        kind = self._kind()
        self._suggest.hide()
        self._card.line.set_form(form_of(form_type(view.field.name, view.type)))
        self._memory.fetch(kind, self._field, self._known)
        self._show_others(view)

    def value(self) -> str:
        """Give what stands in the card in its local form."""
        view, text = self._review.in_work, tidied(self._card.value())
        if view is None:
            return ""
        touched = self._card.line.isModified()
        return settled(text, form_type(view.field.name, view.type), self._today()) if touched else text

    def fits(self, view: FieldView, text: str) -> bool:
        """Tell whether a text can be taken for a field: a day where a day is asked, a whole number of a person."""
        return understood(text, form_type(view.field.name, view.type), self._today())

    def entered(self) -> bool:
        """Take what a code reader typed and ended with Enter; True when that was the QR of a card."""
        text = self._card.value()
        return is_card(text) and self._take(text)

    def leave(self) -> None:
        """Keep what is typed in the field in work and go to the next doubt."""
        self.keep()
        self._review.next_doubt()

    def keep(self) -> None:
        """Keep what was typed into the field in work, where that is another value; it still waits for Enter."""
        view = self._review.in_work
        value = self.value()
        if view is not None and self._card.line.isModified() and value != view.value:
            self._review.put_typed({view.field.name: value})

    # -- typing ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Tab go to the next doubt while there is one, and the down arrow ask for what the office knows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._suggest.values():
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if plain and event.key() == Qt.Key.Key_Tab and self._review.following():
                self.leave()
                return True
            if plain and event.key() == Qt.Key.Key_Down:
                self._offer(self._card.line.text() if self._card.line.isModified() else "")
                return True
        return super().eventFilter(watched, event)

    def _edited(self, name: str, text: str) -> None:
        view = self._review.in_work
        if view is None or view.field.name != name:
            return
        self._card.show_means(self._means(view, text))
        if text.strip():
            self._offer(text)
        else:
            self._suggest.hide()

    def _means(self, view: FieldView, text: str) -> str:
        kind = form_type(view.field.name, view.type)
        if kind not in DATES or not text.strip():
            return ""
        shown = settled(tidied(text), kind, self._today())
        return self.tr("Hiểu là {day}").format(day=shown) if shown != tidied(text) else ""

    def _offer(self, text: str) -> None:
        kind = self._kind()
        known = self._memory.values(kind, self._field)
        self._suggest.offer(self._memory.fitting(kind, self._field, text, MOST) if text.strip() else known)

    def _known(self) -> None:
        view = self._review.in_work
        if view is not None and view.field.name == self._field:
            self._show_others(view)

    def _show_others(self, view: FieldView) -> None:
        counter = self._window.counter.counter
        known = self._memory.values(self._kind(), view.field.name)
        citizen = counter.citizen if counter is not None else None
        self._card.show_others(other_readings(view, citizen, known) if view.doubtful else ())

    def _kind(self) -> str:
        document = self._review.document
        return (document.kind or "") if document is not None else ""

    def _today(self) -> date | None:
        desk = self._window.session.desk
        return desk.clock.now().astimezone(VIETNAM).date() if desk is not None else None

    # -- a line pasted -----------------------------------------------------------------------------------------------

    def _take(self, text: str) -> bool:
        """Share a pasted line out to the fields of the paper; False leaves it to the line.

        What says the same as a value that the machine read surely asks nobody to look again.
        """
        view, today = self._review.in_work, self._today()
        if view is None or today is None:
            return False
        found = pasted(text, field_labels(self._kind()), view.field.name, today)
        if found is None:
            return False
        if set(found.values) == {view.field.name} and not found.card:
            self._put_alone(found.values[view.field.name])
        elif found.card or len(found.values) > 1:
            self._put(found)
        else:
            return False  # one label of another field: more likely a sentence than a list
        return True

    def _put_alone(self, value: str) -> None:
        """Put the one value of a line like «CCCD: 001 090 001 234» into the field it was pasted into."""
        line = self._card.line
        line.selectAll()
        line.insert(value)
        line.textEdited.emit(line.text())

    def _put(self, found: Pasted) -> None:
        review = self._review
        document, shown = review.document, self._field
        sure = {view.field.name: view.value for view in review.fields if not view.doubtful}
        same = [name for name, value in found.values.items() if sure.get(name) == value]
        found = replace(found, values={name: value for name, value in found.values.items() if name not in same})
        if not found.values:
            self._window.history.add(self.tr("Dòng vừa dán khớp cả {n} mục").format(n=len(same)))
            return
        before: dict[str, str | None] = {name: review.typed.get(name) for name in found.values}
        review.put_typed(dict(found.values))

        def back() -> None:
            if review.document is not None and document is not None and review.document.id == document.id:
                self._put_back(before, shown)

        words = self.tr("Đã dán vào {n} mục").format(n=len(found.values))
        self.pasted.emit(found)
        self._window.history.add(words, back)

    def _put_back(self, before: Mapping[str, str | None], shown: str) -> None:
        self.pasted.emit(None)
        self._review.put_typed(before)
        self._review.reach(shown)
