"""Say what the palette offers: names of groups, second lines, icons, and the rooms and screens there are."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desk.model.dossier import Dossier
from desk.model.people import Citizen, Role
from desk.model.procedure import Procedure
from ui.models.palette import Group, Offer, Row
from ui.models.window import WindowModel
from ui.views.found_list import person_words
from ui.views.icons import IconName
from ui.views.keys_help import acts_of
from ui.views.parts.keys import key_words
from ui.views.parts.rail import Room
from ui.views.screen import Screen
from ui.views.slot_words import procedure_facts

_ICONS: dict[Group, IconName] = {
    Group.RECENT: "history", Group.HERE: "arrow-right", Group.ROOMS: "door", Group.PEOPLE: "person",
    Group.DOSSIERS: "folder", Group.PROCEDURES: "paper-text", Group.PAPERS: "search",
}  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def group_words(group: Group) -> str:
    """Name a group above its rows."""
    return {
        Group.RECENT: _tr("Vừa dùng"), Group.HERE: _tr("Việc ở màn này"), Group.ROOMS: _tr("Phòng và màn"),
        Group.PEOPLE: _tr("Người dân"), Group.DOSSIERS: _tr("Hồ sơ"), Group.PROCEDURES: _tr("Thủ tục"),
        Group.PAPERS: _tr("Giấy tờ"),
    }[group]  # fmt: skip


def row_words(row: Row, model: WindowModel) -> tuple[str, str]:
    """Say what a row leads to, and in a second, quieter text what tells it from others."""
    value = row.value
    if isinstance(value, Offer):
        return value.words, ""
    if isinstance(value, Citizen):
        return value.name, person_words(value).removeprefix(value.name).strip(" ·")
    if isinstance(value, Procedure):
        return value.name, _procedure_second(value, model)
    if isinstance(value, tuple):
        return _dossier_words(*value)
    second = "" if model.counter.code is not None else _tr("cần một hồ sơ đang mở ở quầy")
    return _tr("Tìm trong giấy tờ: «{words}»").format(words=value), second


def row_keys(row: Row) -> tuple[str, ...]:
    """Give the words of a row's keys."""
    return row.value.keys if isinstance(row.value, Offer) else ()


def row_icon(row: Row) -> str:
    """Choose a row's icon: its own, else its group's."""
    own = row.value.icon if isinstance(row.value, Offer) else ""
    return own or _ICONS[Group.PROCEDURES if isinstance(row.value, Procedure) else row.group]


def _dossier_words(dossier: Dossier, citizen: Citizen) -> tuple[str, str]:
    closed = "" if dossier.state.open else " · " + _tr("đã đóng")
    return f"{citizen.name} · {dossier.code}", dossier.procedure.name + closed


def _procedure_second(procedure: Procedure, model: WindowModel) -> str:
    citizen = model.counter.citizen
    facts = f"{procedure.code} · {procedure_facts(procedure)}" if procedure.code else procedure_facts(procedure)
    return _tr("Hồ sơ mới cho {name}").format(name=citizen.name) + f" · {facts}" if citizen is not None else facts


# -- acts and places -----------------------------------------------------------------------------------------------


def offers_of(screen: Screen | None, name: str, window_acts: list[QAction], rooms: tuple[Room, ...],
              model: WindowModel) -> list[Offer]:  # fmt: skip
    """List the acts of a screen as it stands, the acts of the window, and the rooms and screens one can go to."""
    here = [_act(action, name, Group.HERE) for action in (acts_of(screen) if screen is not None else ())]
    window = [_act(action, "window", Group.ROOMS) for action in window_acts]
    there = {one.words for one in here}
    places = [_room(room, number, model) for number, room in enumerate(rooms, start=1) if room.name != name]
    screens = [
        _screen(one, words, icon, model)
        for one, words, icon in _screens(model)
        if one != name and words not in there
    ]  # fmt: skip
    return [*here, *places, *screens, *window]


def _act(action: QAction, screen: str, group: Group) -> Offer:
    """Make the offer of an act; it is remembered by its screen and key, never by words that may name a person."""
    keys = [key_words(key) for key in action.shortcuts() if not key.toString().endswith("Enter")]
    first = action.shortcuts()[0].toString() if keys else ""

    def run() -> None:
        owner = action.parent() if isValid(action) else None
        if isinstance(owner, QWidget) and owner.isVisible() and action.isEnabled():
            action.trigger()

    ident = f"act:{screen}:{first}" if first else ""
    icon = str(action.property("icon-name") or "")
    words, more = action.statusTip() or action.text(), action.text() if action.statusTip() else ""
    return Offer(ident, group, words, run, icon, tuple(keys[:1]), more)


def _room(room: Room, number: int, model: WindowModel) -> Offer:
    keys = (f"Ctrl {number}",)
    return Offer(f"place:{room.name}", Group.ROOMS, room.label, _going(model, room.name), room.icon, keys)


def _screen(name: str, words: str, icon: str, model: WindowModel) -> Offer:
    return Offer(f"place:{name}", Group.ROOMS, words, _going(model, name), icon)


def _going(model: WindowModel, name: str) -> Callable[[], None]:
    return lambda: model.go(name)


def _screens(model: WindowModel) -> list[tuple[str, str, str]]:
    """List the screens behind the rooms that can be shown now: name, words, icon."""
    found = [
        ("settings.signing", _tr("Ký số và sao lưu"), "token"),
        ("settings.profiles", _tr("Kiểu quét và phím"), "scan"),
        ("register.closing", _tr("Khóa sổ và in sổ tháng"), "register"),
        ("deliveries", _tr("Việc chờ gửi"), "upload"),
        ("counter.deeds", _tr("Các việc đã làm"), "history"),
    ]
    if model.session.may(Role.ADMIN) or model.session.may(Role.INSPECTOR):
        found.append(("settings.journal", _tr("Nhật ký"), "history"))
    if model.counter.counter is not None:
        found += [
            ("counter.scan", _tr("Quét giấy của hồ sơ ở quầy"), "scan"),
            ("counter.phone", _tr("Chụp giấy bằng điện thoại"), "phone"),
            ("counter.review", _tr("Kiểm giấy của hồ sơ ở quầy"), "check"),
            ("counter.many", _tr("Chứng thực nhiều giấy"), "papers"),
            ("counter.hand", _tr("Trao hồ sơ ở quầy"), "upload"),
        ]
    return [one for one in found if one[0] in model.rooms]
