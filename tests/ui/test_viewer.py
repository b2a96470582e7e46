"""What clerks rely on: the page stays where they put it, and boxes and fields agree."""

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, Qt, QThreadPool
from PySide6.QtGui import QImage, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.sheets import sheet, viewer_of
from ui.views.page_items import PageBox
from ui.views.sharp import Sharpener
from ui.views.theme import Theme
from ui.views.tokens import Palette
from ui.views.viewer import LARGEST_ZOOM, PageViewer
from ui.views.viewer_bar import ViewerBar

BOXES = (
    PageBox("number", QRectF(0.7, 0.2, 0.15, 0.03), "doubt", "Số"),
    PageBox("foot", QRectF(0.1, 0.95, 0.2, 0.03), "ok"),
    PageBox("inside", QRectF(0.72, 0.205, 0.02, 0.01), "seal"),
)


@pytest.fixture
def viewer(dressed: Theme, qtbot: QtBot) -> PageViewer:
    """A viewer of 700×600 px with an A4 page at 150 dpi."""
    made = viewer_of(sheet(1240, 1754), qtbot)
    made.set_boxes(BOXES)
    made.show()
    QApplication.processEvents()
    return made


def test_the_whole_page_fits_at_first(viewer: PageViewer) -> None:
    page = viewer.mapFromScene(QRectF(0, 0, 1240, 1754)).boundingRect()

    assert viewer.viewport().rect().contains(page)
    assert page.height() > 500


def test_the_width_fits_and_keeps_fitting_when_the_window_grows(viewer: PageViewer) -> None:
    viewer.fit("width")
    narrow = viewer.zoom()

    viewer.resize(1000, 600)
    QApplication.processEvents()
    page = viewer.mapFromScene(QRectF(0, 0, 1240, 1)).boundingRect()

    assert viewer.zoom() > narrow
    assert page.left() >= 0
    assert page.right() <= viewer.viewport().width()


def test_ctrl_and_wheel_zoom_at_the_cursor(viewer: PageViewer) -> None:
    at = QPoint(420, 200)
    viewer.set_zoom(0.8)
    before = viewer.mapToScene(at)
    wheel = QWheelEvent(
        QPointF(at), QPointF(viewer.mapToGlobal(at)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(viewer.viewport(), wheel)
    after = viewer.mapToScene(at)

    assert viewer.zoom() == pytest.approx(1.0)
    assert abs(after.x() - before.x()) <= 2
    assert abs(after.y() - before.y()) <= 2


def test_zoom_has_its_limits(viewer: PageViewer) -> None:
    viewer.set_zoom(1000)

    assert viewer.zoom() == LARGEST_ZOOM


def test_a_click_on_a_box_tells_the_smallest_one(viewer: PageViewer, qtbot: QtBot) -> None:
    place = viewer.box_view_rect("inside")
    assert place is not None

    with qtbot.waitSignal(viewer.box_clicked) as told:
        qtbot.mouseClick(viewer.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())

    assert told.args == ["inside"]


def test_a_click_beside_the_boxes_tells_nothing(viewer: PageViewer, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(viewer.box_clicked):
        qtbot.mouseClick(viewer.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(350, 400))


def test_the_page_moves_only_when_the_current_box_is_out_of_sight(viewer: PageViewer) -> None:
    viewer.set_zoom(1.0)
    viewer.verticalScrollBar().setValue(0)
    viewer.set_current("number")
    viewer.horizontalScrollBar().setValue(viewer.horizontalScrollBar().maximum())
    before = viewer.verticalScrollBar().value()

    viewer.set_current("number")
    stayed = viewer.verticalScrollBar().value()
    viewer.set_current("foot")
    place = viewer.box_view_rect("foot")

    assert stayed == before
    assert place is not None
    assert viewer.viewport().rect().contains(place.toRect())


def test_boxes_turn_with_the_page(viewer: PageViewer) -> None:
    upright = viewer.box_view_rect("number")

    viewer.preview_turn(90)
    turned = viewer.box_view_rect("number")

    assert upright is not None
    assert turned is not None
    assert upright.width() > upright.height()
    assert turned.height() > turned.width()


def test_a_new_page_drops_the_boxes_of_the_old_one(viewer: PageViewer) -> None:
    viewer.set_picture(QImage(800, 600, QImage.Format.Format_RGB32))

    assert viewer.box_view_rect("number") is None


def test_the_page_is_dimmed_in_dark_but_true_where_colour_is_evidence(
    dressed: Theme, viewer: PageViewer, qtbot: QtBot
) -> None:
    evidence = viewer_of(sheet(1240, 1754), qtbot, evidence=True)
    dressed.use(Palette.DARK)

    dimmed = viewer.grab().toImage().pixelColor(350, 450).lightness()
    true = evidence.grab().toImage().pixelColor(350, 450).lightness()
    viewer.set_true_colour(true_colour=True)
    asked = viewer.grab().toImage().pixelColor(350, 450).lightness()
    dressed.use(Palette.LIGHT)

    assert 200 <= dimmed <= 215
    assert true == asked == 255


def test_a_sharper_picture_comes_after_zooming(viewer: PageViewer, qtbot: QtBot) -> None:
    page = sheet(1240, 1754)
    for row in range(0, 1754, 2):
        for column in range(200):
            page.setPixel(column, row, 0)
    viewer.set_picture(page)
    at = viewer.mapFromScene(QPointF(100, 800))

    def grey() -> bool:
        return 100 < viewer.grab().toImage().pixelColor(at).lightness() < 156

    qtbot.waitUntil(grey, timeout=2000)


def test_the_tools_of_the_page_act_and_have_names(viewer: PageViewer, qtbot: QtBot) -> None:
    bar = ViewerBar(viewer)
    qtbot.addWidget(bar)
    bar.show_page("Trang 3 / 4", "300 dpi")
    before = viewer.zoom()
    tools = {action.text(): action for action in bar.actions()}

    tools["Phóng to"].trigger()
    larger = viewer.zoom()
    with qtbot.waitSignal(bar.turn_asked) as told:
        tools["Xoay trái"].trigger()

    assert larger > before
    assert told.args == [270]
    assert viewer.accessibleName() == "Trang 3 / 4. 300 dpi"


def test_an_edge_is_dragged_and_kept_inside_the_page(viewer: PageViewer, qtbot: QtBot) -> None:
    viewer.start_crop()
    page = viewer.mapFromScene(QRectF(0, 0, 1240, 1754)).boundingRect()
    grip = QPoint(page.left(), page.center().y())
    told: list[QRectF] = []
    viewer.crop_changed.connect(told.append)

    qtbot.mousePress(viewer.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(viewer.viewport(), grip + QPoint(page.width() // 4, 0))
    inside = told[-1].left()
    qtbot.mouseMove(viewer.viewport(), grip - QPoint(60, 0))
    qtbot.mouseRelease(viewer.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    frame = viewer.end_crop()

    assert inside == pytest.approx(0.25, abs=0.02)
    assert frame == QRectF(0, 0, 1, 1)
    assert not viewer.cropping()


def test_edges_move_by_arrow_keys(viewer: PageViewer, qtbot: QtBot) -> None:
    viewer.start_crop(QRectF(0.1, 0.1, 0.8, 0.8))

    qtbot.keyClick(viewer, Qt.Key.Key_Left)
    qtbot.keyClick(viewer, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    frame = viewer.end_crop()

    assert frame is not None
    assert frame.left() == pytest.approx(0.095)
    assert frame.bottom() == pytest.approx(0.905)
    assert frame.top() == pytest.approx(0.1)


def test_edges_never_cross(viewer: PageViewer, qtbot: QtBot) -> None:
    viewer.start_crop(QRectF(0.4, 0.4, 0.06, 0.06))

    for _ in range(20):
        qtbot.keyClick(viewer, Qt.Key.Key_Right)
    frame = viewer.end_crop()

    assert frame is not None
    assert frame.width() >= 0.05 - 1e-9


def test_dragging_an_edge_over_a_box_opens_no_field(viewer: PageViewer, qtbot: QtBot) -> None:
    place = viewer.box_view_rect("number")
    assert place is not None
    viewer.start_crop(QRectF(0.7, 0.2, 0.15, 0.2))

    with qtbot.assertNotEmitted(viewer.box_clicked):
        qtbot.mouseClick(viewer.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft().toPoint())


def test_a_page_still_being_scaled_harms_no_viewer_that_closes_nor_one_that_stays(qapp: QApplication) -> None:
    stays = Sharpener(qapp)
    got: list[object] = []
    stays.ready.connect(got.append)
    page = sheet(300, 300)

    for _ in range(200):
        closes = QObject()
        _ask_at_once(Sharpener(closes), page, 0.1)
        shiboken6.delete(closes)
    _ask_at_once(stays, page, 0.5)
    QThreadPool.globalInstance().waitForDone()
    qapp.processEvents()

    assert [one.width() for one in got if isinstance(one, QPixmap)] == [150]
    shiboken6.delete(stays)


def _ask_at_once(sharpener: Sharpener, page: QImage, scale: float) -> None:
    sharpener.want(page, scale)
    sharpener._rest.stop()
    sharpener._ask()
