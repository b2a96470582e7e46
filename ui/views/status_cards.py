"""What the card of each state says (thẻ trạng thái): how it stands, in parts, since when, and what can be tested."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk.model.certification import Purpose
from desk.model.verification import PinState
from desk.work.device_words import device_facts, device_warning
from desk.work.network import Reached
from desk.work.signers import TokenShown
from ui.models.window import WindowModel
from ui.views.icons import IconName
from ui.views.language import language_now
from ui.views.status_words import (
    Told,
    network_words,
    scanner_words,
    token_state,
    unfinished_words,
    unsaved_words,
)

if TYPE_CHECKING:
    from ui.views.tokens import Tone

STATES = ("scanner", "token", "network", "deliveries", "unsaved")
"""The states in the order of the status bar."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


@dataclass(frozen=True)
class CardFacts:
    """Everything a card shows.

    Attributes:
        told: How it stands, in the words and the tone of the status bar.
        parts: One line each: a device, a token, a service.
        below: What to do, or what still works.
        at: When it was looked at last, None = never.
        looking: It is being looked at.
        test: What the test button says, and what it does; None = there is nothing to test.
        room: The words and the name of the room that has more; None for none.
    """

    title: str
    icon: IconName
    told: Told
    parts: tuple[Told, ...] = ()
    below: str = ""
    at: datetime | None = None
    looking: bool = False
    test: tuple[str, Callable[[], None]] | None = None
    room: tuple[str, str] | None = None


def card_of(name: str, model: WindowModel) -> CardFacts:
    """Say all that is known of a state now."""
    makers = {
        "scanner": _scanner, "token": _token, "network": _network, "deliveries": _deliveries, "unsaved": _unsaved,
    }  # fmt: skip
    return makers[name](model)


def _scanner(model: WindowModel) -> CardFacts:
    status, language = model.status, language_now()
    found = status.scanners
    parts: list[Told] = [
        (" · ".join((one.name, *device_facts(one, language)[:2])), "doubt" if device_warning(one, language) else "ok")
        for one in found.devices
    ]
    below = ""
    if status.failure is not None:
        below = f"{status.failure.said.sentence} {status.failure.said.cure}"
    elif found.asked and not found.devices:
        below = _tr("Kiểm tra nguồn và cáp rồi tìm lại. Ảnh điện thoại và tệp PDF vẫn nhận được.")
    return CardFacts(
        _tr("Máy quét"), "scan", scanner_words(found), tuple(parts), below, found.at, found.looking,
        (_tr("Tìm lại máy quét"), status.look_for_scanners), (_tr("Mở Thiết đặt"), "settings"),
    )  # fmt: skip


def _token(model: WindowModel) -> CardFacts:
    status = model.status
    tokens = status.tokens
    below = ""
    if tokens.asked and not tokens.shown:
        below = _tr("Người quản trị gán USB cho người ký ở «Ký số và sao lưu».")
    elif any(one.plugged is None for one in tokens.shown):
        below = _tr("Không trình điều khiển nào trả lời. Cắm lại USB rồi tìm lại.")
    elif any(one.ends_soon for one in tokens.shown):
        below = _tr("Liên hệ đơn vị cấp để gia hạn chứng thư.")
    return CardFacts(
        _tr("USB ký số"), "token", token_state(tokens), tuple(token_part(one) for one in tokens.shown), below,
        tokens.at, tokens.looking, (_tr("Tìm lại USB ký số"), status.look_for_tokens),
        (_tr("Mở ký số và sao lưu"), "settings.signing"),
    )  # fmt: skip


def token_part(one: TokenShown) -> Told:
    """Say of one token whose it is, whether it is in, and until when its certificate lasts."""
    whose = {
        Purpose.OFFICER: _tr("chữ ký"), Purpose.SEAL: _tr("con dấu"), Purpose.CLERK: _tr("ký giấy số hóa"),
    }[one.purpose]  # fmt: skip
    if one.pin is PinState.LOCKED:
        state, tone = _tr("đã khóa"), "seal"
    elif one.plugged is None:
        state, tone = _tr("chưa rõ"), "doubt"
    elif one.plugged:
        state, tone = (_tr("đang cắm, đã mở") if one.open else _tr("đang cắm")), "ok"
    else:
        state, tone = _tr("chưa cắm"), "plain"
    if one.days_left < 0:
        return _tr("{name}, {whose}: {state} · đã hết hạn").format(name=one.name, whose=whose, state=state), "seal"
    words = _tr("{name}, {whose}: {state} · còn {days} ngày")
    told: Told = (words.format(name=one.name, whose=whose, state=state, days=one.days_left), "plain")
    return told[0], "doubt" if one.ends_soon and tone != "seal" else tone  # type: ignore[return-value]  # words of Tone


def _network(model: WindowModel) -> CardFacts:
    look = model.status.network
    words, tone, icon = network_words(look, rehearsal=model.session.rehearsal)
    seen = look.network.seen if look.network is not None else ()
    below = _tr("Chỉ gửi một chuỗi ngẫu nhiên, không gửi gì của người dân.")
    if look.failure is not None:
        below = f"{look.failure.said.sentence} {look.failure.said.cure}"
    elif look.network is not None and look.network.state in ("part", "off"):
        below = _tr(
            "Vẫn làm được: tiếp nhận, quét, đọc, kiểm, dùng lại, tra cứu và ký. "
            "Bản sao ký xong thì chờ dấu thời gian, tự hoàn tất khi có mạng."
        )
    return CardFacts(
        _tr("Mạng"), icon, (words, tone), tuple(service_part(one) for one in seen), below, look.at, look.looking,
        (_tr("Thử xin dấu thời gian"), lambda: look.look(stamp=True)), None,
    )  # fmt: skip


def service_part(one: Reached) -> Told:
    """Say of one service what came of asking it."""
    what = _tr("Dấu thời gian") if one.kind == "tsa" else _tr("Trạng thái chứng thư")
    seconds = f"{one.seconds:.1f}".replace(".", "," if language_now() == "vi" else ".")
    words = {
        "stamped": _tr("{what}, {host}: cấp dấu sau {seconds} giây"),
        "answers": _tr("{what}, {host}: trả lời sau {seconds} giây"),
        "faulty": _tr("{what}, {host}: trả lời nhưng báo lỗi"),
        "silent": _tr("{what}, {host}: không trả lời trong {seconds} giây"),
    }[one.state]
    return words.format(what=what, host=one.host, seconds=seconds), "ok" if one.well else "doubt"


def _deliveries(model: WindowModel) -> CardFacts:
    waits = model.status.unfinished
    counts: tuple[tuple[int, str, Tone], ...] = (
        (waits.overdue, _tr("{count} hồ sơ đã quá giờ hẹn trả"), "doubt"),
        (waits.stuck, _tr("{count} giấy bị vướng, chờ người xem"), "doubt"),
        (waits.people, _tr("{count} bản đã có số, chờ người ký"), "doubt"),
        (waits.stamps, _tr("{count} bản chờ dấu thời gian, máy tự xin lại"), "doubt"),
        (waits.to_hand, _tr("{count} hồ sơ đủ giấy, chờ trao"), "plain"),
    )
    parts = tuple((words.format(count=count), tone) for count, words, tone in counts if count)
    below = "" if parts else _tr("Mọi bản sao đã ký xong và có dấu thời gian, mọi hồ sơ đủ giấy đã trao.")
    test = (_tr("Xin lại dấu thời gian"), model.stamps.try_now) if waits.stamps else None
    return CardFacts(
        _tr("Việc chờ"), "clock", unfinished_words(waits), parts, below, None, model.stamps.trying, test,
        (_tr("Mở việc chờ"), "deliveries"),
    )  # fmt: skip


def _unsaved(model: WindowModel) -> CardFacts:
    unsaved = model.status.unsaved
    below = _tr("Mỗi việc được ghi xuống đĩa ngay khi làm. Không có gì phải lưu.")
    if unsaved:
        below = _tr("{count} việc đang ghi xuống đĩa. Chờ một chút rồi hãy tắt máy.").format(count=unsaved)
    return CardFacts(_tr("Chưa lưu"), "check-circle", unsaved_words(unsaved), (), below)
