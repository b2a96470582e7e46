"""Every dialog of the window and how it is made: a line each; one without its line fails a test of the audit."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from desk.model.certification import CopyKind, CopyStage, Purpose
from desk.model.two_passes import BackOrder
from desk.work.glass import Preview
from desk.work.register import BookEntry
from desk.work.two_passes import Stack
from tests.fakes.office import NOW, draw_paper
from tests.fakes.stacks import HANH
from tests.ui.counter.every_room import CODE, Rooms
from ui.models.hand_signing import Copyable
from ui.models.pins import PinAsk
from ui.views.glass_dialog import GlassDialog
from ui.views.letter_dialogs import PromiseDialog, TakeBackDialog
from ui.views.pin_dialog import PinDialog, RedQuestion
from ui.views.scan_sides import SideBar
from ui.views.sign_dialog import SignDialog
from ui.views.true_copy_dialog import TrueCopyDialog
from ui.views.two_passes_dialog import TwoPassesDialog
from ui.views.void_dialog import VoidDialog

_ASK = PinAsk(Purpose.OFFICER, "Lý Thị Mai", "Phó Chủ tịch UBND xã", "213/ĐT", "Giấy khai sinh", "low")
_ASKS = (_ASK, replace(_ASK, purpose=Purpose.SEAL, holder="UBND xã Thượng Lâm", tries="plenty"))
_LINES = ("Số 213/ĐT, người ký Lý Thị Mai.", "Số đã cấp không lấy lại được.")
_ENTRY = BookEntry(
    213, "213/ĐT", NOW.date(), "Nông Thị Hạnh", HANH, "Giấy chứng nhận kết hôn", "Lý Thị Mai", "Phó Chủ tịch UBND xã",
    1, 1, 2000, CopyStage.SEALED, None, "", 1, CODE, 1, "SCTĐT/BS", 2026,
)  # fmt: skip


def _act() -> str:
    return QCoreApplication.translate("CertifyActs", "Giữ số {number} và ký").format(number="213")


def _glass(rooms: Rooms, screen: QWidget) -> QDialog:
    picture = rooms.letter.with_name("kinh.png")
    draw_paper("MẶT KÍNH").save(picture)
    return GlassDialog(Preview(picture, 216.0, 297.0), None, rooms.walk.model.runner, screen)


def _two_passes(rooms: Rooms, screen: QWidget) -> QDialog:
    acts = rooms.go("counter.scan").findChild(SideBar).acts
    with rooms.desk.unit(reading=True) as uow:
        paper, page = uow.documents.get(rooms.unread), uow.documents.pages(rooms.unread)[0]
    fronts = tuple(replace(page, place=place) for place in range(1, 5))
    return TwoPassesDialog(Stack(paper, fronts, paper.id, fronts[:3]), BackOrder.REVERSE, acts, screen)


DIALOGS: dict[type[QDialog], Callable[[Rooms, QWidget], QDialog]] = {
    PinDialog: lambda _, screen: PinDialog(replace(_ASK, tries="last"), screen),
    SignDialog: lambda _, screen: SignDialog(_act() + "?", _LINES, _act(), _ASKS, screen),
    RedQuestion: lambda _, screen: RedQuestion(_act() + "?", _LINES, _act(), "Ctrl+D", screen),
    VoidDialog: lambda _, screen: VoidDialog(_ENTRY, screen),
    TakeBackDialog: lambda _, screen: TakeBackDialog("Giấy này đã từ chối ngày 24/11/2026.", screen),
    PromiseDialog: lambda _, screen: PromiseDialog("17:00 ngày 24/11/2026", screen),
    TrueCopyDialog: lambda _, screen: TrueCopyDialog(
        [Copyable(1, "Quyết định về việc trợ cấp", 3, tuple(k for k in CopyKind if k.true_copy), False)], screen
    ),
    TwoPassesDialog: _two_passes,
    GlassDialog: _glass,
}
"""How each dialog is made, over the screen given."""


def dialogs() -> set[type[QDialog]]:
    """Return the dialogs of the window that there are, but for what others are made of."""
    found, open_ends = set(), [QDialog]
    while open_ends:
        for one in open_ends.pop().__subclasses__():
            open_ends.append(one)
            if one.__module__.startswith("ui.") and one.__name__ != "RedDialog":
                found.add(one)
    return found
