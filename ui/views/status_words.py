"""Say the truth of the moment in a few words: scanners, tokens, the network, and the copies that wait."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk.model.verification import PinState
from ui.models.network import NetworkLook
from ui.models.status import Scanners, StatusModel, Tokens
from ui.views.icons import IconName
from ui.views.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.model.waiting import WaitingCount
    from desk.work.signers import TokenShown

Told = tuple[str, Tone]
"""A few words and their tone."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def scanner_words(scanners: Scanners) -> Told:
    """Say which scanner is ready, the first of several."""
    names = [device.name for device in scanners.devices]
    if names:
        more = f" (+{len(names) - 1})" if len(names) > 1 else ""
        return _tr("{name} sẵn sàng").format(name=names[0] + more), "ok"
    if scanners.looking:
        return _tr("Đang tìm máy quét…"), "plain"
    return (_tr("Không thấy máy quét"), "doubt") if scanners.asked else (_tr("Máy quét: chưa tìm"), "plain")


def token_state(tokens: Tokens) -> Told:
    """Say how the assigned tokens stand, and before the first look that nobody has looked yet."""
    return token_words(tokens.shown) if tokens.asked else (_tr("USB ký số: chưa tìm"), "plain")


def token_words(tokens: "Sequence[TokenShown]") -> Told:
    """Say how the assigned tokens stand, the worst first: locked, ended, ending, absent, or all well.

    How long a certificate lasts is known without its token, which is out for most of the day.
    """
    if not tokens:
        return _tr("Chưa gán USB ký số"), "plain"
    locked = next((one for one in tokens if one.pin is PinState.LOCKED), None)
    if locked is not None:
        return _tr("USB của {name} đã khóa").format(name=locked.name), "seal"
    first = min(tokens, key=lambda one: one.days_left)
    if first.days_left < 0:
        return _tr("Chứng thư của {name} đã hết hạn").format(name=first.name), "seal"
    words = _tr("Token: {name} · còn {days} ngày").format(name=first.name, days=first.days_left)
    if first.ends_soon:
        return words, "doubt"
    if any(one.plugged is None for one in tokens):
        return _tr("USB ký số: chưa rõ"), "doubt"
    absent = [one for one in tokens if not one.plugged]
    if absent:
        more = f" (+{len(absent) - 1})" if len(absent) > 1 else ""
        return _tr("Chưa cắm USB của {name}").format(name=absent[0].name) + more, "plain"
    return words, "ok"


def network_words(look: NetworkLook, *, rehearsal: bool = False) -> tuple[str, Tone, IconName]:
    """Say whether the services of the network answer; what was not looked at yet is said to be so."""
    network = look.network
    if network is None:
        if look.looking:
            return _tr("Đang thử mạng…"), "plain", "network"
        if look.failure is not None:
            return _tr("Mạng: chưa rõ"), "doubt", "network-off"
        return _tr("Mạng: chưa thử"), "plain", "network"
    if network.state == "none":
        return _tr("Chưa đặt dịch vụ mạng"), "plain", "network"
    if network.state == "off":
        return _tr("Không tới được mạng"), "doubt", "network-off"
    if network.state == "well":
        return (_tr("Mạng diễn tập tốt") if rehearsal else _tr("Mạng tốt")), "ok", "network"
    if not network.answers("tsa"):
        return _tr("Dấu thời gian không trả lời"), "doubt", "network-off"
    return _tr("Trạng thái chứng thư không trả lời"), "doubt", "network-off"


def unfinished_words(waits: "WaitingCount") -> Told:
    """Count what waits, the pressing first; dossiers ready to be handed over are no reason to worry."""
    pressing = [
        _tr("{count} hồ sơ trễ hẹn").format(count=waits.overdue) if waits.overdue else "",
        _tr("{count} giấy bị vướng").format(count=waits.stuck) if waits.stuck else "",
        _tr("{count} bản chờ dấu thời gian").format(count=waits.stamps) if waits.stamps else "",
        _tr("{count} bản chờ ký").format(count=waits.people) if waits.people else "",
    ]
    ready = _tr("{count} hồ sơ chờ trao").format(count=waits.to_hand) if waits.to_hand else ""
    words = " · ".join(part for part in (*pressing, ready) if part)
    return (words, "doubt" if any(pressing) else "plain") if words else (_tr("Không có gì chờ"), "plain")


def unsaved_words(unsaved: int) -> Told:
    """Count what is being written."""
    return _tr("Chưa lưu: {count}").format(count=unsaved), "doubt" if unsaved else "plain"


def worst_of(status: StatusModel) -> str:
    """Name the state that most wants a look: the first in doubt, else the scanner."""
    told: tuple[tuple[str, Tone], ...] = (
        ("token", token_state(status.tokens)[1]),
        ("scanner", scanner_words(status.scanners)[1]),
        ("network", network_words(status.network)[1]),
        ("deliveries", unfinished_words(status.unfinished)[1]),
    )
    bad: list[str] = [name for tone in ("seal", "doubt") for name, its in told if its == tone]
    return bad[0] if bad else "scanner"
