"""Say how each device of this desk stands and what came of trying it: one sentence, and a cure where one is needed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from desk.model.scanning import Device
from desk.work.device_words import device_facts, device_warning
from ui.models.device_tests import EVENING, FOLDER, PHONE, PRINTER, DeviceTests, Tried
from ui.models.window import WindowModel
from ui.views.icons import IconName
from ui.views.language import language_now
from ui.views.status_cards import service_part, token_part
from ui.views.status_words import Told, network_words, token_state

if TYPE_CHECKING:
    from pathlib import Path

TOKENS, NETWORK, SCREEN = "tokens", "network", "screen"
"""Keys of the rows whose truth is the status bar's or the system's."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


@dataclass(frozen=True)
class DeviceFacts:
    """Everything a row shows.

    Attributes:
        state: A word or two and their tone, for the chip.
        sentence: What it is or what came of it, with the cure.
        able: Whether there is something to try.
        busy: It is being tried.
    """

    key: str
    icon: IconName
    name: str
    state: Told
    sentence: str
    able: bool = True
    busy: bool = False


def device_rows(model: WindowModel, tests: DeviceTests) -> list[DeviceFacts]:
    """List the devices known, and what else this desk leans on."""
    rows = [scanner_facts(one, tests) for one in model.status.scanners.devices]
    if not rows:
        rows.append(_no_scanner(model))
    rows.append(_folder_facts(FOLDER, _tr("Thư mục nhận ảnh quét"), tests))
    rows.append(_folder_facts(EVENING, _tr("Thư mục cuối ngày"), tests))
    rows += [_tokens_facts(model), _network_facts(model), _phone_facts(tests), _printer_facts(tests), screen_facts()]
    return rows


def _said(tried: Tried) -> str:
    """Say why something did not answer; the fault's own cure speaks to who is about to scan."""
    if tried.failure is None:
        return ""
    if tried.failure.code == "scan.scanner-absent":
        return _tr("Máy không trả lời. Kiểm tra nguồn và cáp rồi thử lại.")
    return f"{tried.failure.said.sentence} {tried.failure.said.cure}"


def scanner_facts(device: Device, tests: DeviceTests) -> DeviceFacts:
    """Say what a scanner can, and whether it answered when it was tried."""
    language, tried = language_now(), tests.tried.get(device.key)
    now = tried.value if tried is not None and isinstance(tried.value, Device) else device
    facts, warning = " · ".join(device_facts(now, language)), device_warning(now, language)
    state: Told = (warning, "doubt") if warning else (_tr("Trả lời"), "ok")
    if tried is not None and tried.failure is not None:
        return DeviceFacts(device.key, "scan", device.name, (_tr("Không trả lời"), "doubt"), _said(tried),
                           busy=tests.trying(device.key))  # fmt: skip
    if tried is not None:
        seconds = f"{tried.seconds:.1f}".replace(".", "," if language == "vi" else ".")
        facts = _tr("Trả lời sau {seconds} giây").format(seconds=seconds) + f" · {facts}"
    return DeviceFacts(device.key, "scan", device.name, state, facts, busy=tests.trying(device.key))


def _no_scanner(model: WindowModel) -> DeviceFacts:
    found = model.status.scanners
    state: Told = (_tr("Không thấy"), "doubt") if found.asked else (_tr("Chưa tìm"), "plain")
    cure = _tr("Không máy quét nào trả lời. Kiểm tra nguồn và cáp rồi tìm lại.")
    words = _tr("Đang hỏi các máy quét…") if found.looking else cure
    return DeviceFacts("none", "scan", _tr("Máy quét"), state, words, busy=found.looking)


def _folder_facts(key: str, name: str, tests: DeviceTests) -> DeviceFacts:
    watched, tried = tests.watched, tests.tried.get(key)
    folder: Path | None = None
    if watched is not None:
        folder = watched.scans if key == FOLDER else watched.evening
    if folder is None:
        line = "folder" if key == FOLDER else "evening"
        words = _tr("Đặt bằng dòng «{line}» trong tệp machine.toml của văn phòng, rồi mở lại Sao Y.").format(line=line)
        return DeviceFacts(key, "folder", name, (_tr("Chưa đặt"), "plain"), words, able=False)
    state, words = (_tr("Chưa thử"), "plain"), str(folder)
    if tried is not None and tried.value == "ready":
        state, words = (_tr("Dùng được"), "ok"), _tr("Đọc và ghi được: {folder}").format(folder=folder)
    elif tried is not None and tried.value == "missing":
        state = (_tr("Không thấy"), "doubt")
        words = _tr("Không có thư mục {folder}. Tạo thư mục ấy, hoặc sửa machine.toml.").format(folder=folder)
    elif tried is not None:
        state = (_tr("Không ghi được"), "doubt")
        words = _tr("Không ghi được vào {folder}. Nhờ người quản lý máy cho quyền ghi.").format(folder=folder)
    return DeviceFacts(key, "folder", name, state, words, busy=tests.trying(key))  # type: ignore[arg-type]  # words of Tone


def _tokens_facts(model: WindowModel) -> DeviceFacts:
    tokens = model.status.tokens
    words, tone = token_state(tokens)
    parts = "; ".join(token_part(one)[0] for one in tokens.shown)
    state = {"ok": _tr("Đang cắm"), "plain": _tr("Chưa cắm"), "doubt": _tr("Cần xem"), "seal": _tr("Không dùng được")}
    short = state.get(tone, words) if tokens.shown else _tr("Chưa gán") if tokens.asked else _tr("Chưa tìm")
    return DeviceFacts(TOKENS, "token", _tr("USB ký số"), (short, tone), parts or words, busy=tokens.looking)


def _network_facts(model: WindowModel) -> DeviceFacts:
    look = model.status.network
    words, tone, _icon = network_words(look, rehearsal=model.session.rehearsal)
    short = {"ok": _tr("Trả lời"), "doubt": _tr("Cần xem")}.get(tone, _tr("Chưa thử"))
    parts = "; ".join(service_part(one)[0] for one in look.network.seen) if look.network is not None else ""
    if look.failure is not None:
        parts = f"{look.failure.said.sentence} {look.failure.said.cure}"
    elif tone == "doubt":
        parts += ". " + _tr("Kiểm tra dây mạng rồi thử lại. Bản sao ký xong thì chờ, tự hoàn tất khi có mạng.")
    return DeviceFacts(NETWORK, "network", _tr("Dấu thời gian"), (short, tone), parts or words, busy=look.looking)


def _phone_facts(tests: DeviceTests) -> DeviceFacts:
    tried, busy = tests.tried.get(PHONE), tests.trying(PHONE)
    state: Told = (_tr("Chưa thử"), "plain")
    words = _tr("Địa chỉ trong mạng cơ quan mà điện thoại sẽ mở")
    if tried is not None and isinstance(tried.value, str):
        state = (_tr("Dùng được"), "ok")
        words = _tr("Điện thoại cùng mạng sẽ mở {address}").format(address=tried.value)
    elif tried is not None:
        state, words = (_tr("Không có mạng"), "doubt"), _said(tried)
    return DeviceFacts(PHONE, "phone", _tr("Trang cho điện thoại"), state, words, busy=busy)


def _printer_facts(tests: DeviceTests) -> DeviceFacts:
    tried, busy = tests.tried.get(PRINTER), tests.trying(PRINTER)
    state: Told = (_tr("Chưa thử"), "plain")
    words = _tr("Phiếu tiếp nhận, văn bản và sổ in ở đây")
    if tried is not None and isinstance(tried.value, tuple) and tried.value:
        state = (_tr("Có máy in"), "ok")
        words = _tr("{count} máy in, thường dùng: {name}").format(count=len(tried.value), name=tried.value[0])
    elif tried is not None:
        state = (_tr("Không thấy"), "doubt")
        words = _said(tried) or _tr("Hệ thống không có máy in nào. Bật máy in, kiểm tra cáp rồi thử lại.")
    return DeviceFacts(PRINTER, "printer", _tr("Máy in"), state, words, busy=busy)


def screen_facts() -> DeviceFacts:
    """Say whether there is a second screen now; the system tells it at once."""
    others = QGuiApplication.screens()[1:]
    if others:
        size = others[0].size()
        words = _tr("Đang nối: {name}, {wide} × {tall}").format(
            name=others[0].name(), wide=size.width(), tall=size.height()
        )
        return DeviceFacts(SCREEN, "eye", _tr("Màn hình thứ hai"), (_tr("Có"), "ok"), words)
    words = _tr("Chỉ có một màn hình. Cắm thêm màn hình, chọn chế độ mở rộng rồi thử lại.")
    return DeviceFacts(SCREEN, "eye", _tr("Màn hình thứ hai"), (_tr("Không có"), "plain"), words)
