"""Say the truth of the moment in a few words: the tokens, and the copies that wait."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desk.model.verification import PinState
from desk.work.signers import TokenShown
from ui.models.status import Unfinished
from ui.views.tokens import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def token_words(tokens: Sequence[TokenShown]) -> tuple[str, Tone]:
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


def unfinished_words(unfinished: Unfinished) -> tuple[str, Tone]:
    """Count the copies that wait, "" for none."""
    parts = []
    if unfinished.stamps:
        parts.append(_tr("{count} bản chờ dấu thời gian").format(count=unfinished.stamps))
    if unfinished.people:
        parts.append(_tr("{count} bản chờ ký").format(count=unfinished.people))
    return " · ".join(parts), "doubt"
