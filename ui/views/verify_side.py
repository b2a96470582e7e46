"""Parts of the room where PDFs are checked: verdict, changed places, signatures, words for the citizen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.model.verification import SignatureReport, Verdict
from ui.models.verify import Checked, Mark, signature_mark
from ui.views.icons import IconName, icon_pixmap
from ui.views.parts.banner import announce
from ui.views.parts.card import Card, Rule
from ui.views.parts.chip import Chip
from ui.views.parts.paint import draw_box, draw_ring, painter_for
from ui.views.parts.text import Text, TextTone
from ui.views.theme import theme
from ui.views.tokens import Tone
from ui.views.verify_pages import Place
from ui.views.verify_words import (
    MARK_TONE,
    VERDICT_ICON,
    VERDICT_TONE,
    certificate_words,
    citizen_words,
    notes_of_file,
    reason_sentence,
    reasons_of,
    signature_facts,
    state_words,
)

_WORDS: dict[Tone, TextTone] = {"plain": "ink", "accent": "ink", "ok": "ok", "doubt": "doubt", "seal": "seal"}
_BAND_TALL, _BAND_ICON, _BAND_WIDE = 76, 30, 640
_CROP_TALL, _CORNER = 44, 6


class Sign(QWidget):
    """Show an icon in a tone's colour."""

    def __init__(self, icon: IconName, tone: Tone, side_px: int = 20) -> None:
        super().__init__()
        self._side = side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(icon, tone)

    def set_state(self, icon: IconName, tone: Tone) -> None:
        """Change the icon and its tone."""
        self._icon: IconName = icon
        self._tone: Tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """Measure the icon."""
        return QSize(theme().px(self._side), theme().px(self._side))

    def changeEvent(self, event: QEvent) -> None:
        """Measure again when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        del event
        painter = painter_for(self)
        side = theme().px(self._side)
        drawn = icon_pixmap(self._icon, theme().tone(self._tone)[0], side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(0, 0), drawn)
        painter.end()


class VerdictBand(QFrame):
    """Say the verdict as a sentence with its cure; the word of the standard stands small at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._tone: Tone = "plain"
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 18, 10)
        row.setSpacing(16)
        self._sign = Sign("paper", "plain", _BAND_ICON)
        self._sentence = Text("", "title", wrap=True)
        self._cure = Text("", "body", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence)
        words.addWidget(self._cure)
        self._chip = Chip("", "plain", bare=True)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def show_verdict(self, verdict: Verdict, sentence: str, cure: str, word: str) -> None:
        """Show a verdict and have it read aloud.

        Args:
            verdict: the verdict itself, for icon and tone.
            sentence: what was found, as the clerk reads it first.
            cure: what to do now.
            word: the word of ETSI EN 319 102-1, its sub-indication behind it.
        """
        self._tone = VERDICT_TONE[verdict]
        self._sign.set_state(VERDICT_ICON[verdict], self._tone)
        self._sentence.setText(sentence)
        self._sentence.set_tone(_WORDS[self._tone])
        self._cure.setText(cure)
        self._cure.setVisible(bool(cure))
        self._chip.set_state(word, self._tone)
        self.setAccessibleName(f"{sentence} {cure}".strip())
        announce(self, self.accessibleName(), alarm=verdict is Verdict.FAILED)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a narrow band to the sentence: the standard's word is in the record too."""
        super().resizeEvent(event)
        self._chip.setVisible(self.width() >= theme().px(_BAND_WIDE))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new height when the application is restyled."""
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the band's ground."""
        del event
        painter = painter_for(self)
        _, fill, line = theme().tone(self._tone)
        draw_box(painter, QRectF(self.rect()), fill, line, theme().radius("card"))
        painter.end()

    def _fit(self) -> None:
        self.setMinimumHeight(theme().px(_BAND_TALL))


class Crop(QWidget):
    """Show a piece of a page at reading size, on the colour of paper."""

    def __init__(self, picture: QImage, name: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Measure the piece: as wide as there is room, as tall as its words need."""
        return QSize(120, theme().px(_CROP_TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the piece in true colours: it is evidence."""
        del event
        now = theme()
        painter = painter_for(self)
        rect = QRectF(self.rect())
        if self._picture.isNull():
            draw_box(painter, rect, now.colour("well"), now.colour("line"), _CORNER)
            painter.end()
            return
        room = QPainterPath()
        room.addRoundedRect(rect, _CORNER, _CORNER)
        painter.setClipPath(room)
        ratio = self.devicePixelRatioF()
        way = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        drawn = self._picture.scaled(self.size() * ratio, way, Qt.TransformationMode.SmoothTransformation)
        drawn.setDevicePixelRatio(ratio)
        size = drawn.deviceIndependentSize()
        painter.drawImage(QPointF((rect.width() - size.width()) / 2, (rect.height() - size.height()) / 2), drawn)
        painter.setClipping(False)
        draw_box(painter, rect, None, now.colour("line"), _CORNER)
        painter.end()


class PlaceRow(QAbstractButton):
    """Show one changed place as it was signed and as it is now; a press shows it on the page."""

    def __init__(self, number: int, place: Place) -> None:
        super().__init__()
        self._current = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        title = self.tr("{number}  Trang {page}").format(number=number, page=place.page)
        self.setAccessibleName(self.tr("Chỗ bị sửa {title}").format(title=title))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(Text(title, "label", weight=600))
        for words, tone, picture in ((self.tr("Khi ký"), "ok", place.before), (self.tr("Bây giờ"), "seal", place.now)):
            line = QHBoxLayout()
            line.setSpacing(8)
            label = Text(words, "label", "ok" if tone == "ok" else "seal", weight=500)
            label.setMinimumWidth(theme().px(54))
            line.addWidget(label)
            line.addWidget(Crop(picture, f"{title}: {words}"), 1)
            column.addLayout(line)

    def set_current(self, *, current: bool) -> None:
        """Mark the place that is lit on the page."""
        self._current = current
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the current place, and the focus ring."""
        del event
        painter = painter_for(self)
        rect = QRectF(self.rect())
        if self._current:
            _, fill, line = theme().tone("seal")
            draw_box(painter, rect, fill, line, theme().radius("control"))
        if self.hasFocus():
            draw_ring(painter, rect, theme().radius("control"))
        painter.end()


def signatures_card(title: str, signatures: Sequence[SignatureReport]) -> Card:
    """Make the card of a file's signatures: who, how it is judged and why, until when."""
    card = Card(title)
    for number, one in enumerate(signatures):
        if number:
            card.body.addWidget(Rule())
        card.body.addLayout(_signature(one))
    return card


def _signature(one: SignatureReport) -> QVBoxLayout:
    mark = signature_mark(one)
    tone = MARK_TONE[mark]
    column = QVBoxLayout()
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Text(one.signer or one.field, "body", weight=600, wrap=True), 1)
    icons: dict[Mark, IconName] = {Mark.GOOD: "check", Mark.DOUBT: "warn", Mark.BROKEN: "cross"}
    head.addWidget(Chip(state_words(mark), tone, icons.get(mark)), 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(head)
    facts = signature_facts(one)
    if facts:
        column.addWidget(Text(facts, "label", "ink2", wrap=True))
    for words in reasons_of(one):
        column.addWidget(Text(words, "label", "doubt" if tone == "doubt" else "seal", wrap=True))
    below = certificate_words(one)
    if below:
        column.addWidget(Text(below, "caption", "ink3", wrap=True))
    return column


def reasons_card(title: str, checked: Checked) -> Card | None:
    """Make the card of what concerns the file as a whole, what is to be known besides below; None when nothing is."""
    reasons = dict.fromkeys(reason_sentence(reason) for reason in checked.report.reasons)
    sentences = [*reasons, *notes_of_file(checked)]
    if not sentences:
        return None
    card = Card(title)
    for words in sentences:
        card.body.addWidget(Text(words, "label", wrap=True))
    return card


def citizen_card(title: str, checked: Checked) -> Card:
    """Make the card with the sentences to say to the person at the counter."""
    card = Card(title, state="sunken")
    card.body.addWidget(Text(citizen_words(checked), "body", "ink2", wrap=True))
    return card

