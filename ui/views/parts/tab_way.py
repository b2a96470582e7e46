"""Lead Tab through a window as one reads it: by the layouts, in the order their parts stand, whatever was made when.

Qt follows the order in which widgets were made, so what is built anew would come last, behind what stands below it.
"""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLayout, QScrollArea, QStackedWidget, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """List the widgets inside a root that Tab stops at, in reading order."""
    return list(_inside(root))


def next_stop(root: QWidget, here: QWidget | None, *, forward: bool) -> QWidget | None:
    """Return the stop after the one that has the keyboard, or before it; round the end to the beginning."""
    way = stops(root)
    if not way:
        return None
    place = next((number for number, one in enumerate(way) if one is here), None)
    if place is None:
        place = _where(way, here) if here is not None else -1
        return way[(place + 1) % len(way)] if forward else way[place]
    return way[(place + (1 if forward else -1)) % len(way)]


def _where(way: list[QWidget], here: QWidget) -> int:
    """Return the last stop that lies before a widget that is no stop itself: what it holds comes after it."""
    inside = [number for number, one in enumerate(way) if here.isAncestorOf(one)]
    if inside:
        return inside[0] - 1
    above = [number for number, one in enumerate(way) if one.isAncestorOf(here)]
    return above[-1] if above else -1


def _inside(widget: QWidget) -> Iterator[QWidget]:
    if not (widget.isVisible() and widget.isEnabled()):
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for part in _parts(widget):
        yield from _inside(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """List what a widget holds, in the order it is read: as it is laid out, then what has no layout from the left."""
    if isinstance(widget, QStackedWidget | QScrollArea):
        shown = widget.currentWidget() if isinstance(widget, QStackedWidget) else widget.widget()
        return [shown] if shown is not None else []
    if isinstance(widget, QAbstractScrollArea):
        return []
    layout = widget.layout()
    laid = list(_laid(layout)) if layout is not None else []
    loose = [one for one in widget.children() if isinstance(one, QWidget) and not one.isWindow() and one not in laid]
    return [*laid, *sorted(loose, key=lambda one: (one.x(), one.y()))]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    """List the widgets of a layout in its order; a grid by rows."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        rows = {number: cast("tuple[int, ...]", layout.getItemPosition(number)) for number in places}
        places.sort(key=lambda number: rows[number][:2])
    for number in places:
        item = layout.itemAt(number)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)
