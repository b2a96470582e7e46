"""Look over a whole screen: names read aloud, words cut, text too small, keys, the way of Tab, the focus to be seen.

For every screen's tests.
"""

import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

import desk as desk_room
from ui.views.keys_help import Row
from ui.views.parts.keys import is_plain
from ui.views.parts.text import ElidedText
from ui.views.theme import FLOOR_PX
from ui.views.tokens import ASSETS

TELEX = {"[", "]", "{", "}", "W", "Shift+W"}
"""Keys that a Vietnamese keyboard turns into a letter by themselves: ơ, ư, Ơ, Ư, ư."""

SWITCHES = {"Ctrl+Space", "Alt+Z", "Shift+Space", "Meta+Space", "Ctrl+;"}
"""Keys by which Unikey, ibus and fcitx are turned on and off, or open their lists."""

_FAR = 1_000_000
"""So many px are beyond any page that is scrolled."""

_ARROW_PX = 34
"""What the arrow and the edges of a closed list take of its width."""


def spoken(widget: QWidget) -> str:
    """The name a screen reader says for a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def focusable(root: QWidget) -> list[QWidget]:
    """All visible widgets inside a root that Tab can reach."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(root)
    ]


def unnamed(root: QWidget) -> list[str]:
    """The focusable widgets without a name; must be empty."""
    return [repr(one) for one in focusable(root) if not spoken(one)]


# -- words ------------------------------------------------------------------------------------------------------------


def clipped(root: QWidget) -> list[str]:
    """The words that do not fit their place: labels, buttons, closed lists, heads of tables; must be empty.

    A label that elides on purpose shows «…» and its tip, and is left out.
    """
    cut = [*_narrow_labels(root), *_narrow_lists(root), *_narrow_heads(root)]
    cut += [
        f"{button.text()}: {button.width()} px wide"
        for button in root.findChildren(QAbstractButton)
        if button.isVisibleTo(root) and button.width() < button.minimumSizeHint().width()
    ]
    return cut


def _narrow_labels(root: QWidget) -> Iterator[str]:
    for label in root.findChildren(QLabel):
        if isinstance(label, ElidedText) or not label.isVisibleTo(root) or not label.text():
            continue
        room = label.contentsRect()
        if label.wordWrap():
            if label.heightForWidth(room.width()) > label.height():
                yield f"{label.text()}: {label.heightForWidth(room.width())} px high"
        elif max(map(label.fontMetrics().horizontalAdvance, label.text().splitlines())) > room.width() + 1:
            yield f"{label.text()}: {room.width()} px wide"


def _narrow_lists(root: QWidget) -> Iterator[str]:
    for one in root.findChildren(QComboBox):
        words = one.currentText()
        room = one.width() - _ARROW_PX
        if one.isVisibleTo(root) and one.fontMetrics().horizontalAdvance(words) > room and one.toolTip() != words:
            yield f"{words}: {room} px wide in its list"


def _narrow_heads(root: QWidget) -> Iterator[str]:
    for head in root.findChildren(QHeaderView):
        if not head.isVisibleTo(root) or head.orientation() is not Qt.Orientation.Horizontal:
            continue
        for place in range(head.count()):
            words = str(head.model().headerData(place, Qt.Orientation.Horizontal) or "")
            room = head.sectionSize(place)
            if not head.isSectionHidden(place) and head.fontMetrics().horizontalAdvance(words) > room:
                yield f"{words}: {room} px wide in its head"


def cut_off(root: QWidget) -> list[str]:
    """The labels and buttons of which a part lies outside what can be seen or scrolled to; must be empty."""
    return [
        f"{_words(one) or type(one).__name__}: {_seen(one, root).getRect()} of {one.rect().getRect()}"
        for one in root.findChildren(QWidget)
        if (_words(one) or isinstance(one, QAbstractScrollArea)) and one.isVisibleTo(root)
        if not _seen(one, root).adjusted(-1, -1, 1, 1).contains(one.rect())
    ]


def _words(one: QWidget) -> str:
    return one.text() if isinstance(one, QLabel | QAbstractButton) else ""


def _seen(one: QWidget, root: QWidget) -> QRect:
    """Return the part of a widget, in its own px, that its ancestors leave; what can be scrolled to counts as seen."""
    seen = one.rect()
    above = one.parentWidget()
    while above is not None and one is not root:
        place = QRect(above.rect())
        scroll = above.parentWidget()
        if isinstance(scroll, QAbstractScrollArea) and scroll.viewport() is above:
            if scroll.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                return seen
            return seen & QRect(0, -_FAR, above.width(), 2 * _FAR).translated(-one.mapTo(above, QPoint(0, 0)))
        seen &= place.translated(-one.mapTo(above, QPoint(0, 0)))
        if above is root or above.isWindow():
            break
        above = above.parentWidget()
    return seen


def laid_over(root: QWidget) -> list[str]:
    """The words of one parent that lie over one another by more than 2 px; must be empty."""
    found = []
    for parent in {id(one.parentWidget()): one.parentWidget() for one in root.findChildren(QLabel)}.values():
        if parent is None:
            continue
        inside = [
            one for one in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if isinstance(one, QLabel | QAbstractButton) and _words(one) and one.isVisibleTo(root)
        ]  # fmt: skip
        for number, one in enumerate(inside):
            for other in inside[number + 1 :]:
                both = one.geometry() & other.geometry()
                if both.width() > 2 and both.height() > 2:
                    found.append(f"{_words(one)} / {_words(other)}")
    return found


def too_small(root: QWidget) -> list[str]:
    """The visible widgets with words whose font is under 12 px; must be empty."""
    return [
        repr(one)
        for one in root.findChildren(QWidget)
        if one.isVisibleTo(root) and isinstance(one, QLabel | QAbstractButton) and 0 < one.font().pixelSize() < FLOOR_PX
    ]


# -- languages --------------------------------------------------------------------------------------------------------


def left_in_vietnamese(root: QWidget) -> list[str]:
    """The words of an English window that are one of our own Vietnamese sentences; must be empty.

    Names of people, papers and procedures are the office's, and stay as they are.
    """
    parts = [one for one in root.findChildren(QWidget) if one.isVisibleTo(root)]
    said = [words for one in parts for words in (_words(one), one.toolTip(), one.accessibleName())]
    said += [one.itemText(place) for one in parts if isinstance(one, QComboBox) for place in range(one.count())]
    return sorted({line for words in said for line in words.splitlines() if _is_ours(line)})


@cache
def _is_ours(line: str) -> bool:
    return not line.isascii() and any(one.fullmatch(line) for one in _vietnamese())


@cache
def _vietnamese() -> list[re.Pattern[str]]:
    """Return what our Vietnamese sentences look like with anything filled in, those that English says otherwise."""
    messages = ET.parse(ASSETS / "i18n" / "saoy_en.ts").getroot().iter("message")  # noqa: S314  our own file
    pairs = [(one.findtext("source") or "", one.findtext("translation") or "") for one in messages]
    desk = Path(desk_room.__file__).parent
    told = [_flat(tomllib.loads((desk / name).read_text("utf-8"))) for name in ("messages.toml", "messages.en.toml")]
    pairs += [(words, told[1].get(key, words)) for key, words in told[0].items()]
    return [
        re.compile(re.sub(r"\\\{\w*\\\}", ".+", re.escape(source)))
        for source, translated in pairs
        if source != translated and not re.sub(r"\{\w*\}", "", source).isascii()
    ]


def _flat(place: dict[str, object], prefix: str = "") -> dict[str, str]:
    found = {}
    for key, value in place.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            found[prefix + key] = value
    return found


# -- keys -------------------------------------------------------------------------------------------------------------


def double_keys(rows: Iterable[Row]) -> list[str]:
    """The keys that mean two things at once; must be empty."""
    keys = [_portable(key) for _, found in rows for key in found]
    return sorted({key for key in keys if keys.count(key) > 1})


def unfit_keys(rows: Iterable[Row]) -> list[str]:
    """The keys that a Vietnamese input method takes for itself; must be empty.

    Ctrl+Shift switches Unikey, so it begins no key of ours; Telex makes letters of the brackets and of W.
    """
    keys = {_portable(key) for _, found in rows for key in found}
    return sorted(key for key in keys if key in TELEX | SWITCHES or {"Ctrl", "Shift"} <= set(key.split("+")))


def swallowed_keys(root: QWidget, rows: Iterable[Row]) -> list[str]:
    """The widgets without text that hand letters to an input method, where letters are keys; must be empty."""
    if not any(is_plain(key) for _, found in rows for key in found):
        return []
    fields = (QLineEdit, QTextEdit, QPlainTextEdit)
    return [
        repr(one)
        for one in focusable(root)
        if not isinstance(one, fields) and one.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    ]


def _portable(key: QKeySequence) -> str:
    return key.toString(QKeySequence.SequenceFormat.PortableText)


# -- the way of Tab ---------------------------------------------------------------------------------------------------


def backward(window: QWidget, way: list[QWidget]) -> list[str]:
    """The steps of Tab that go up in the same column, or left in the same line; must be empty."""
    boxes = [QRect(one.mapTo(window, QPoint(0, 0)), one.size()) for one in way]
    return [
        f"{spoken(way[at])} → {spoken(way[at + 1])}"
        for at, (here, there) in enumerate(pairwise(boxes))
        if _goes_back(here, there)
    ]


def _goes_back(here: QRect, there: QRect) -> bool:
    above = there.bottom() <= here.top()
    same_line = there.top() < here.bottom() and here.top() < there.bottom()
    if same_line:
        return there.right() <= here.left()
    return above and there.left() < here.right()


def unseen(window: QWidget, way: Iterable[QWidget]) -> list[str]:
    """The stops whose picture is the same with the focus and without; must be empty."""
    hidden = []
    for one in way:
        if not isValid(one):
            continue
        window.setFocus()
        one.clearFocus()
        before = _picture(one)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if _picture(one) == before:
            hidden.append(f"{type(one).__name__} {spoken(one)}")
    return hidden


def _picture(one: QWidget) -> QImage:
    QApplication.processEvents()
    return one.grab().toImage()


def in_sight(one: QWidget) -> bool:
    """Tell whether a widget with the focus can be seen whole in the areas it may be scrolled in."""
    above = one.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            place = QRect(one.mapTo(above.viewport(), QPoint(0, 0)), one.size())
            if not above.viewport().rect().adjusted(-2, -2, 2, 2).intersects(place):
                return False
        above = above.parentWidget()
    return True
