"""Walk the typing of the review and the deliveries of an invented office to the places that pictures are taken of."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desk.model.certification import CopyStage
from desk.model.paper import Stage
from desk.model.people import Citizen, Session
from desk.model.values import PersonalId
from desk.ports import Desk
from desk.work.handover import hand_over
from docs.counter_walk import CounterWalk
from docs.hands import CTRL, RoadWalk
from tests.fakes.leaving import COPYING, Leaver
from tests.fakes.office import NOW
from ui.models.deliveries import Filter
from ui.models.review import ReviewModel
from ui.views.deliveries import DeliveriesScreen
from ui.views.review import ReviewScreen

DOUBTED = {"ho_ten_me": (0.62, "NÔNG THỊ HANH"), "so_dinh_danh": (0.71, ""), "ngay_dang_ky": (0.84, "")}
"""Fields that the pictures show as doubted: how sure the machine is, and what it reads, "" for what stands there."""

PEOPLE = (
    ("Lò Văn Thắng", "008088004417"), ("Hà Thị Miền", "008195002236"), ("Chẩu Thị Liên", "008187006653"),
    ("Quan Văn Tới", "008201003345"), ("Ma Thị Nguyệt", "008192001128"), ("Hoàng Văn Lộc", "008085003127"),
    ("Triệu Mùi Pham", "008178009902"), ("Vàng A Dơ", "008090007731"),
)  # fmt: skip


def take_typing(walk: RoadWalk) -> None:
    """Take the review while a clerk types, is offered words, and pastes a line; all of it is taken back again."""
    screen = walk.window.screen_now()
    if not isinstance(screen, ReviewScreen):
        return
    review = screen.model
    _doubt(walk, review)
    _reach(walk, review, "ho_ten_me")
    walk.take("review-doubt")
    _reach(walk, review, "noi_dang_ky")
    walk.type("uy ban")
    walk.take("review-suggested")
    walk.press(Qt.Key.Key_Escape)
    _reach(walk, review, "ngay_sinh")
    walk.type("9/2/24")
    walk.take("review-day")
    line = "Họ tên: HOÀNG GIA BÁO, sinh ngày 9/2/2024, số định danh 008.224.001.874, dân tộc: Tày"
    QGuiApplication.clipboard().setText(line)
    walk.press(Qt.Key.Key_V, CTRL)
    walk.take("review-pasted")
    walk.press(Qt.Key.Key_Z, CTRL)
    review.put_typed(dict.fromkeys(review.typed))
    review.reach("")
    review.next_doubt()
    walk.settle()


def _doubt(walk: RoadWalk, review: ReviewModel) -> None:
    """Have the machine doubt three fields, one of them misread, as on a paper worse than the rehearsal's."""
    desk, document = walk.window.model.session.desk, review.document
    if desk is None or document is None:
        return
    with desk.unit() as uow:
        fields = [
            replace(field, confidence=DOUBTED[field.name][0], value=DOUBTED[field.name][1] or field.value)
            if field.name in DOUBTED else field
            for field in uow.documents.fields(document.id)
        ]  # fmt: skip
        uow.documents.put_fields(document.id, fields)
        uow.commit()
    review.paper = None
    review.open(document.id)
    walk.settle()


def _reach(walk: RoadWalk, review: ReviewModel, name: str) -> None:
    if any(view.field.name == name for view in review.fields):
        review.reach(name)
    walk.settle()


def _sent(desk: Desk) -> None:
    """Have the office hold a dossier of each sort, of several citizens."""
    with desk.unit() as uow:
        who = Session(uow.officers.get(1), "Quầy 1")
        people = [uow.citizens.add(Citizen(name, PersonalId(number))) for name, number in PEOPLE]
        uow.commit()
    fillers = [Leaver(desk, person, who, made=100 * number) for number, person in enumerate(people)]
    for number, filler in enumerate(fillers[:3], 1):
        _ready(desk, filler, f"TAM-26111{number}-0003")
    _due(desk, "TAM-261112-0003", -3)
    for filler, code, title, stage in (
        (fillers[3], "TAM-261123-0007", "Bằng tốt nghiệp", CopyStage.NUMBERED),
        (fillers[4], "TAM-261124-0002", "Giấy khai sinh", CopyStage.WAITING),
    ):
        filler.copy(filler.paper(filler.dossier(code, COPYING), title, 1), stage)
    code = fillers[5].dossier("TAM-261124-0004")
    fillers[5].paper(code, place=1, stage=Stage.RECEIVED, fault="ocr.file-unreadable")
    fillers[6].paper(fillers[6].dossier("TAM-261110-0001"), place=1)
    _due(desk, "TAM-261110-0001", -8)
    _due(desk, "TAM-261113-0003", 0)
    _ready(desk, fillers[7], "TAM-261109-0005")
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        hand_over(desk, who, "TAM-261109-0005", Path(folder) / "goi.zip")


def _ready(desk: Desk, filler: Leaver, code: str) -> None:
    filler.dossier(code)
    for place in (1, 2, 3):
        filler.paper(code, place=place)
    with desk.unit() as uow:
        uow.dossiers.set_shown(code, 4, NOW)
        uow.commit()


def _due(desk: Desk, code: str, days: int) -> None:
    with desk.unit() as uow:
        dossier = uow.dossiers.by_code(code)
        if dossier is not None:
            uow.dossiers.update(replace(dossier, due_at=NOW + timedelta(days=days, hours=8)))
        uow.commit()


def _deliveries(*, filled: bool = True, shown: Filter = Filter.WAITING) -> CounterWalk:
    walk = CounterWalk().press(Qt.Key.Key_Return)
    desk = walk.window.model.session.desk
    if desk is not None and filled:
        _sent(desk)
    walk.window.model.go("deliveries")
    walk.settle()
    screen = walk.window.screen_now()
    if isinstance(screen, DeliveriesScreen):
        screen.model.choose(shown)
    walk.settle()
    return walk


def deliveries() -> QWidget:
    """Show what waits to leave."""
    return _deliveries().window


def deliveries_left() -> QWidget:
    """Show what left."""
    return _deliveries(shown=Filter.HANDED).window


def deliveries_empty() -> QWidget:
    """Show that nothing waits."""
    return _deliveries(filled=False).window


def deliveries_slip() -> QWidget:
    """Show the receipt slip of a dossier that left."""
    return _deliveries(shown=Filter.HANDED).draw_pages().press(Qt.Key.Key_Return).window


def reception_pasted() -> QWidget:
    """Show a stranger whose number and name were pasted in one line."""
    walk = CounterWalk().press(Qt.Key.Key_Return)
    QGuiApplication.clipboard().setText("Họ tên: LÒ VĂN THẮNG, sinh ngày 1/2/1999, CCCD: 001.099.012.345")
    return walk.press(Qt.Key.Key_V, CTRL).window


PLACES = (
    ("deliveries", deliveries),
    ("deliveries-left", deliveries_left),
    ("deliveries-empty", deliveries_empty),
    ("deliveries-slip", deliveries_slip),
    ("reception-pasted", reception_pasted),
)
"""Each picture's name and how to get there."""
