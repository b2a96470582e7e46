"""What a clerk relies on when two states of a page are compared: each changed place is found, and nothing else."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QImage, QPainter

from ui.views.changed_places import changed_places
from ui.views.theme import Theme

A4 = (1556, 2200)


def page(*words: tuple[str, int, int], size: tuple[int, int] = A4) -> QImage:
    """Draw words at places in px."""
    picture = QImage(*size, QImage.Format.Format_RGB32)
    picture.fill("white")
    painter = QPainter(picture)
    font = QFont("Liberation Serif")
    font.setPixelSize(40)
    painter.setFont(font)
    for number in range(30):
        painter.drawText(200, 200 + number * 60, "Cộng hòa xã hội chủ nghĩa Việt Nam")
    for text, x, y in words:
        painter.drawText(x, y, text)
    painter.end()
    return picture


def _holds(place: QRectF, at: QRect) -> bool:
    middle = at.center()
    return place.contains(middle.x() / A4[0], middle.y() / A4[1])


def test_the_same_page_has_no_changed_place(dressed: Theme) -> None:
    assert changed_places(page(("Số 47", 1100, 300)), page(("Số 47", 1100, 300))) == []


def test_a_changed_name_and_a_changed_year_are_two_places_from_the_top(dressed: Theme) -> None:
    before = page(("NÔNG GIA BẢO", 1000, 500), ("09/02/2024", 1000, 900))
    now = page(("NÔNG GIA BÁO AN", 1000, 500), ("09/02/2023", 1000, 900))

    places = changed_places(before, now)

    assert len(places) == 2
    assert _holds(places[0], QRect(1250, 480, 60, 20))
    assert places[1].top() > places[0].bottom()
    assert all(place.width() < 0.3 and place.height() < 0.05 for place in places)


def test_one_dot_put_on_a_page_is_found(dressed: Theme) -> None:
    now = page()
    painter = QPainter(now)
    painter.fillRect(QRect(1300, 1900, 14, 14), "black")
    painter.end()

    (place,) = changed_places(page(), now)

    assert _holds(place, QRect(1300, 1900, 14, 14))


def test_a_page_of_another_shape_is_changed_as_a_whole(dressed: Theme) -> None:
    assert changed_places(page(), page(size=(2200, 1556))) == [QRectF(0, 0, 1, 1)]


def test_a_page_that_was_not_there_before_is_changed_as_a_whole(dressed: Theme) -> None:
    assert changed_places(QImage(), page()) == [QRectF(0, 0, 1, 1)]
