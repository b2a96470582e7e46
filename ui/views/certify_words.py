"""Say a case of certification in the words of the counter: its steps, its tokens, its number, its next act."""

from PySide6.QtCore import QCoreApplication, QLocale

from desk.model.certification import CopyStage, Purpose
from desk.text import phrase, say
from desk.work.duty import Duty
from desk.work.signers import SOON_DAYS
from ui.models.case import Busy, Case
from ui.models.keys_shown import KeyShown, KeyState
from ui.views.duty_parts import StepFacts, StepState
from ui.views.language import language_now
from ui.views.slot_words import clock_of, day_of
from ui.views.tokens import Tone

_KIB = 1024


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def money(amount: int) -> str:
    """Write an amount of đồng with dots between the thousands."""
    return f"{amount:,}".replace(",", ".") + " đ"


def size_words(size: int) -> str:
    """Write a file's size in kB or MB."""
    if size < _KIB * _KIB:
        return f"{max(1, round(size / _KIB))} kB"
    return f"{QLocale().toString(size / _KIB / _KIB, 'f', 1)} MB"


def number_words(duty: Duty) -> str:
    """Write the number the copy has or would get, as it stands on the copy."""
    return duty.wording.number(duty.copy.number if duty.copy is not None else duty.next_number)


def plain_number(duty: Duty) -> str:
    """Write the bare number, for buttons."""
    return str(duty.copy.number if duty.copy is not None else duty.next_number)


def small_title(duty: Duty) -> str:
    """Write the paper's name inside a sentence."""
    return duty.title[:1].lower() + duty.title[1:]


def stage_title(case: Case) -> str:
    """Name the right pane: what the copy is now."""
    words = {
        None: _tr("Bản sao sẽ ký"), CopyStage.NUMBERED: _tr("Bản sao đang ký"),
        CopyStage.SIGNED: _tr("Bản sao đang ký"), CopyStage.WAITING: _tr("Bản sao đã đóng dấu"),
        CopyStage.SEALED: _tr("Bản sao đã xong"),
    }  # fmt: skip
    return words.get(case.stage, words[None])


def due_words(duty: Duty) -> str:
    """Write the hour and day a dossier's answer is due."""
    if duty.due is None:
        return _tr("chưa có hạn")
    return _tr("{hour} ngày {day}").format(hour=clock_of(duty.due), day=day_of(duty.due))


def stop_words(duty: Duty) -> tuple[str, str]:
    """Say why a paper cannot be certified, and what to do."""
    context = dict(duty.stop_context)
    if duty.stop == "certify.signer-unknown":
        roles = {Purpose.OFFICER.value: _tr("người ký chứng thực"), Purpose.SEAL.value: _tr("con dấu cơ quan")}
        context["name"] = roles.get(str(context.get("name")), context.get("name"))
    said = say(duty.stop or "bug", context, language_now())
    return said.sentence, said.cure


def warning_words(duty: Duty) -> str:
    """Say what a clerk should know of the paper, in one line."""
    return " ".join(phrase(f"warning.{key}", language_now()) for key in duty.warnings[:2])


def key_words_of(key: KeyShown) -> tuple[str, bool]:
    """Say the state of a token in a line, and whether it is a warning."""
    words: dict[KeyState, tuple[str, bool]] = {
        "unknown": (_tr("Đang tìm USB ký số…"), False),
        "unassigned": (_tr("Chưa gán USB ký số"), True),
        "no-driver": (_tr("Chưa có trình điều khiển USB ký số"), True),
        "absent": (_tr("Chưa cắm USB ký số"), True),
        "open": (_tr("USB đang mở, không hỏi PIN"), False),
        "ready": (_tr("Nhập PIN"), False),
        "low": (_tr("Nhập PIN · đã có lần sai, còn ít lần thử"), True),
        "last": (_tr("Nhập PIN · chỉ còn MỘT lần thử"), True),
        "locked": (_tr("USB bị khóa do nhập sai PIN"), True),
        "not-set": (_tr("USB chưa đặt PIN"), True),
    }
    said, warns = words[key.state]
    if key.days is not None and key.days < 0:
        return _tr("Chứng thư đã hết hạn"), True
    if key.days is None or key.state == "unknown" or (warns and key.days >= SOON_DAYS):
        return said, warns
    days = _tr("chứng thư còn {days} ngày").format(days=key.days)
    return f"{said} · {days}", warns or key.days < SOON_DAYS


def token_words(key: KeyShown) -> str:
    """Say what is to be done with a token before a number is taken for it."""
    words = _tr("Cắm USB ký số của {name}") if key.state == "absent" else _tr("Thử lại USB ký số của {name}")
    return words.format(name=key.holder or _tr("người ký chứng thực"))


def keys_chip(case: Case) -> tuple[str, Tone]:
    """Say in two words whether both tokens can sign now."""
    states = {case.keys.officer.state, case.keys.seal.state}
    if "unknown" in states:
        return _tr("Đang tìm USB"), "plain"
    if states & {"locked", "not-set", "unassigned", "no-driver"}:
        return _tr("USB không ký được"), "seal"
    if "absent" in states:
        return _tr("Chưa đủ USB"), "doubt"
    if "last" in states:
        return _tr("Lần PIN cuối"), "seal"
    return _tr("USB sẵn sàng"), "ok"


def steps(case: Case) -> tuple[StepFacts, ...]:
    """Say the three steps to a certified copy as they stand."""
    duty = case.duty
    if duty is None:
        return (StepFacts(""), StepFacts(""), StepFacts(""))
    return _number_step(case, duty), _officer_step(case, duty), _seal_step(case, duty)


def _number_step(case: Case, duty: Duty) -> StepFacts:
    number = number_words(duty)
    book = _tr("Quyển {book}").format(book=duty.book_name)
    if case.busy is Busy.NUMBERING:
        return StepFacts(_tr("Đang giữ số {number}").format(number=number), book, "busy")
    if case.copy is not None:
        return StepFacts(_tr("Đã giữ số {number}").format(number=number), book, "done")
    before = duty.next_number - 1
    last = _tr("số trước: {number}").format(number=before) if before else _tr("số đầu của năm")
    return StepFacts(_tr("Giữ số {number}").format(number=number), f"{book} · {last}", "now")


def _officer_step(case: Case, duty: Duty) -> StepFacts:
    copy, officer = duty.copy, duty.officer
    name = copy.officer if copy is not None else officer.name if officer is not None else _tr("Chưa có người ký")
    title = copy.officer_title if copy is not None else officer.title if officer is not None else ""
    head = f"{name}, {title}" if title else name
    state: StepState = "ahead"
    if case.stage is CopyStage.NUMBERED:
        state = "busy" if case.busy is Busy.SIGNING else "stopped" if case.failure else "now"
    if case.stage in (CopyStage.SIGNED, CopyStage.WAITING, CopyStage.SEALED):
        return StepFacts(head, _tr("Đã ký"), "done")
    if state == "busy":
        return StepFacts(head, _tr("Đang ký và xin dấu thời gian"), state)
    words, warns = key_words_of(case.keys.officer)
    return StepFacts(head, words, state, warns)


def _seal_step(case: Case, duty: Duty) -> StepFacts:
    head = _tr("Con dấu {authority}").format(authority=case.keys.seal.holder or _tr("cơ quan"))
    if case.stage is CopyStage.SEALED and case.copy is not None:
        level = case.copy.level.value if case.copy.level is not None else ""
        return StepFacts(head, _tr("Đã đóng dấu, tự kiểm hợp lệ · {level}").format(level=level), "done")
    if case.stage is CopyStage.WAITING:
        busy = case.busy is Busy.COMPLETING
        words = _tr("Đã đóng dấu, đang xin dấu thời gian") if busy else _tr("Đã đóng dấu, chờ dấu thời gian")
        return StepFacts(head, words, "busy" if busy else "waits", warns=not busy)
    if case.stage is CopyStage.SIGNED:
        state: StepState = "busy" if case.busy is Busy.SEALING else "stopped" if case.failure else "now"
        if state == "busy":
            return StepFacts(head, _tr("Đang đóng dấu và tự kiểm"), state)
        words, warns = key_words_of(case.keys.seal)
        return StepFacts(head, words, state, warns)
    words, warns = key_words_of(case.keys.seal)
    keeper = duty.seal.name if duty.seal is not None else ""
    return StepFacts(head, f"{keeper} · {words}" if keeper else words, "ahead", warns)


def number_line(case: Case) -> tuple[str, bool]:
    """Say what becomes of the number, and whether it is taken, which is said in seal red."""
    duty = case.duty
    if duty is None:
        return "", False
    number = plain_number(duty)
    copy = duty.copy
    if copy is None and case.together:
        return _tr("Số giữ khi ký cả loạt: từ số {number} trở đi").format(number=number), False
    if copy is None:
        return _tr("Sẽ là số {number}: giữ khi bắt đầu ký, không lấy lại được").format(number=number), False
    day = day_of(copy.certified_at)
    return _tr("Số {number} đã giữ ngày {day}, không lấy lại được").format(number=number, day=day), True


def progress_words(case: Case) -> tuple[str, int, str]:
    """Say the work under way, how many of its four stages are done, and what is kept meanwhile."""
    done = {None: 0, CopyStage.NUMBERED: 1, CopyStage.SIGNED: 2, CopyStage.WAITING: 3, CopyStage.SEALED: 4}
    what = {
        Busy.NUMBERING: _tr("Đang giữ số"), Busy.SIGNING: _tr("Cán bộ đang ký"),
        Busy.SEALING: _tr("Đang đóng dấu và tự kiểm"), Busy.COMPLETING: _tr("Đang xin dấu thời gian"),
        Busy.REFUSING: _tr("Đang lập văn bản từ chối"),
    }  # fmt: skip
    kept = _tr("Esc về quầy, việc chạy tiếp và số vẫn giữ")
    return what.get(case.busy, "") if case.busy is not None else "", done.get(case.stage, 0), kept


def _count_words(missing: int) -> str:
    return _tr("Còn {count} điểm chưa xem").format(count=missing)


def act_words(case: Case) -> str:
    """Say what the one next step does; it names the number."""
    duty = case.duty
    if duty is None:
        return ""
    number = plain_number(duty)
    if case.missing:
        return _count_words(len(case.missing))
    words = {
        None: _tr("Giữ số {number} và ký"), CopyStage.NUMBERED: _tr("Ký tiếp số {number}"),
        CopyStage.SIGNED: _tr("Đóng dấu tiếp số {number}"), CopyStage.WAITING: _tr("Xin lại dấu thời gian"),
    }  # fmt: skip
    return words.get(case.stage, words[None]).format(number=number)
