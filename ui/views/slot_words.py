"""Say slots, held papers and next steps in the words of the counter."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desk.model.certification import CopyStage
from desk.model.deadline import VIETNAM
from desk.model.dossier import SlotState
from desk.model.paper import Document
from desk.model.procedure import Need, Procedure
from desk.model.reuse import Outcome, Verdict
from desk.text import say
from desk.work.counter import Counter, Slot
from ui.models.steps import Next, Step
from ui.views.icons import IconName
from ui.views.language import language_now
from ui.views.parts.slot import SlotFacts
from ui.views.tokens import Tone

SHORT = 26
"""Letters of a component's name on a button."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def day_of(moment: datetime) -> str:
    """Write a moment's day in Vietnam as dd/mm/yyyy."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}"


def clock_of(moment: datetime) -> str:
    """Write a moment's time in Vietnam as hh:mm."""
    return f"{moment.astimezone(VIETNAM):%H:%M}"


def date_words(partial: str | None) -> str:
    """Write a partial ISO date the Vietnamese way: "1948", "03/1987", "05/03/1987"."""
    return "/".join(reversed(partial.split("-"))) if partial else ""


def need_words(need: Need) -> str:
    """Say how a component is wanted."""
    return {Need.HAND_IN: _tr("phải nộp"), Need.SHOW: _tr("chỉ xuất trình"), Need.IF_ANY: _tr("nếu có")}[need]


def title_words(document: Document) -> str:
    """Name a paper: its kind's title, else what it came as."""
    return document.title or _tr("Giấy chưa rõ loại")


def source_words(document: Document, asked: str = "") -> str:
    """Say where a paper comes from and whether a person checked it; its title too unless `asked` says it already."""
    way = _tr("Quét") if document.source.startswith("scan") else _tr("Nhận tệp")
    checked = _tr("đã kiểm") if document.confirmed_by else _tr("chưa kiểm")
    came = f"{way} {day_of(document.made_at)}, {checked}"
    title = title_words(document)
    return came if title.lower() in asked.lower() else f"{title} · {came}"


def reason_words(verdict: Verdict) -> str:
    """Say why a paper may or may not serve, in the words of the rules."""
    return say(f"reuse.{verdict.reason}", verdict.context, language_now()).sentence


def outcome_chip(outcome: Outcome) -> tuple[str, Tone]:
    """Say a verdict in two or three words with its tone."""
    chips: dict[Outcome, tuple[str, Tone]] = {
        Outcome.FITS: (_tr("Dùng được"), "ok"),
        Outcome.WARNING: (_tr("Dùng được, cần xem"), "doubt"),
        Outcome.NO: (_tr("Không dùng"), "plain"),
    }
    return chips[outcome]


def procedure_facts(procedure: Procedure) -> str:
    """Say group, term and fee of a procedure in one line."""
    if procedure.days is None:
        term = procedure.days_note or ""
    elif procedure.days == 0:
        term = _tr("trong ngày")
    else:
        term = _tr("{days} ngày làm việc").format(days=procedure.days)
    return "  ·  ".join(part for part in (procedure.group, term, procedure.fee or "") if part)


def slot_facts(slot: Slot) -> SlotFacts:
    """Say everything a slot's row shows but its picture."""
    part = slot.component
    chip, tone, icon = _chip(slot)
    source, reason = _lines(slot)
    return SlotFacts(
        number=part.place, name=part.name, need=need_words(part.need), chip=chip, tone=tone, chip_icon=icon,
        source=source, reason=reason, icon="id-card" if part.need is Need.SHOW else "scan",
    )  # fmt: skip


def _chip(slot: Slot) -> tuple[str, Tone, IconName | None]:
    if slot.state is SlotState.OFFERED:
        words, tone = outcome_chip(slot.offers[0].verdict.outcome)
        return words, tone, None
    empty = _tr("Chưa xuất trình") if slot.component.need is Need.SHOW else _tr("Chưa có")
    chips: dict[SlotState, tuple[str, Tone, IconName | None]] = {
        SlotState.EMPTY: (empty, "plain", None),
        SlotState.READING: (_tr("Đang đọc"), "accent", "refresh"),
        SlotState.READ: (_tr("Chờ kiểm"), "doubt", None),
        SlotState.CONFIRMED: (_tr("Đã kiểm"), "ok", None),
        SlotState.REUSED: (_tr("Đã dùng lại"), "ok", "reuse"),
        SlotState.SHOWN: (_tr("Đã xuất trình"), "ok", None),
        SlotState.FAILED: (_tr("Chưa đọc được"), "seal", None),
    }
    return chips[slot.state]


def _lines(slot: Slot) -> tuple[str, str]:
    asked = slot.component.name
    if slot.state is SlotState.OFFERED:
        best = slot.offers[0]
        return source_words(best.document, asked), reason_words(best.verdict)
    if slot.reused is not None:
        made, document = slot.reused
        by_rules = _tr("Dùng lại lúc {time}, theo quy tắc bản {rules}").format(time=clock_of(made.at), rules=made.rules)
        return source_words(document, asked), by_rules
    if slot.shown_at is not None:
        return _tr("Đối chiếu lúc {time}, không quét, không giữ").format(time=clock_of(slot.shown_at)), ""
    if slot.documents:
        last = slot.documents[-1]
        more = len(slot.documents) - 1
        words = source_words(last, asked) + (_tr(" (+{count} giấy nữa)").format(count=more) if more else "")
        said = say(last.fault, None, language_now()) if last.fault else None
        return words, f"{said.sentence} {said.cure}" if said else ""
    hints = {
        Need.SHOW: _tr("Xem bản chính, đối chiếu rồi đánh dấu"),
        Need.HAND_IN: _tr("Quét bản giấy vừa nhận"),
        Need.IF_ANY: _tr("Không có thì bỏ qua"),
    }
    return hints[slot.component.need], ""


def short_name(counter: Counter, place: int) -> str:
    """Name a slot shortly enough for a button: its first words up to a bracket or a comma, small initial."""
    part = counter.dossier.component(place)
    if part is None:
        return ""
    name = part.name
    for cut in ("(", ",", ";", ":", " hoặc ", "/"):
        name = name.split(cut, maxsplit=1)[0]
    name = name.strip()
    if len(name) > SHORT:
        name = name[:SHORT].rsplit(" ", 1)[0] + "…"
    return name[:1].lower() + name[1:]


def certify_name(counter: Counter, place: int) -> str:
    """Name the paper of a slot that is certified: by what it is, since its slot only says «bản chính»."""
    slot = next((one for one in counter.slots if one.component.place == place), None)
    title = slot.documents[0].title if slot is not None and slot.documents else ""
    return title[:1].lower() + title[1:] if title else short_name(counter, place)


def copy_chip(counter: Counter, slot: Slot) -> tuple[str, Tone, IconName] | None:
    """Say how far the certified copy of a slot's paper is, or None; one that waits for a person first."""
    copies = [copy for copy in (counter.copy_of(paper.id) for paper in slot.documents) if copy is not None]
    order = [CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING, CopyStage.SEALED]
    copies.sort(key=lambda copy: order.index(copy.stage))
    if not copies:
        refused = any(counter.refused(paper.id) for paper in slot.documents)
        return (_tr("Đã từ chối chứng thực"), "seal", "cross") if refused else None
    copy = copies[0]
    if copy.stage is CopyStage.SEALED:
        return _tr("Đã chứng thực, số {number}").format(number=copy.number), "ok", "seal"
    if copy.stage is CopyStage.WAITING:
        return _tr("Số {number}: chờ dấu thời gian").format(number=copy.number), "doubt", "clock"
    return _tr("Số {number}: chưa ký xong").format(number=copy.number), "doubt", "seal"


def head_name(counter: Counter, place: int) -> str:
    """Name a slot above its pages: as short as on a button, with a capital, since it begins a line."""
    name = short_name(counter, place)
    return name[:1].upper() + name[1:]


def step_words(wanted: Next, counter: Counter | None) -> str:
    """Say what Enter will do at a dossier, and what comes after it."""
    if counter is None:
        return ""
    name = short_name(counter, wanted.place)
    goes_on = _tr(", sang mục {place}").format(place=wanted.after) if wanted.after else ""
    words = {
        Step.REUSE: _tr("Dùng lại {name}").format(name=name) + goes_on,
        Step.REUSE_WARNED: _tr("Đã xem, dùng lại mục {place}").format(place=wanted.place) + goes_on,
        Step.LOOK: _tr("Xem mục {place} trước khi dùng lại").format(place=wanted.place),
        Step.SHOW: _tr("Đã đối chiếu {name}").format(name=name) + goes_on,
        Step.SCAN: _tr("Quét {name}").format(name=name),
        Step.CHECK: _tr("Kiểm {name}").format(name=name),
        Step.CERTIFY: _tr("Chứng thực {name}").format(name=certify_name(counter, wanted.place)),
        Step.MEND: _tr("Xem mục {place}: chưa đọc được").format(place=wanted.place),
        Step.WAIT: _tr("Máy đang đọc, nhận người tiếp theo"),
        Step.HAND: _tr("Đủ giấy, sang bước trao"),
        Step.FINISH: _tr("Đủ giấy, nhận người tiếp theo"),
    }
    return words.get(wanted.step, "")
