"""Say what a verification found in the words of the counter: verdicts, the story of a file, words for the citizen."""

from PySide6.QtCore import QCoreApplication

from desk.model.deadline import VIETNAM
from desk.model.verification import Reason, Report, SignatureReport, Verdict
from desk.work.checked import word
from desk.work.verify import for_people, sentence_of
from ui.models.verify import Checked, Mark, Milestone, Point
from ui.views.icons import IconName
from ui.views.language import language_now
from ui.views.slot_words import day_of
from ui.views.tokens import Tone

MARK_TONE: dict[Mark, Tone] = {Mark.PLAIN: "plain", Mark.GOOD: "ok", Mark.DOUBT: "doubt", Mark.BROKEN: "seal"}
VERDICT_TONE: dict[Verdict, Tone] = {
    Verdict.PASSED: "ok",
    Verdict.INDETERMINATE: "doubt",
    Verdict.FAILED: "seal",
    Verdict.NOT_SIGNED: "plain",
    Verdict.UNREADABLE: "doubt",
}
VERDICT_ICON: dict[Verdict, IconName] = {
    Verdict.PASSED: "shield",
    Verdict.INDETERMINATE: "doubt",
    Verdict.FAILED: "shield-cross",
    Verdict.NOT_SIGNED: "paper",
    Verdict.UNREADABLE: "warn",
}
POINT_ICON: dict[Point, IconName] = {
    Point.MADE: "paper",
    Point.ATTESTED: "paper-text",
    Point.OFFICER: "signature",
    Point.SEAL: "seal",
    Point.SIGNATURE: "signature",
    Point.TIMESTAMP: "clock",
    Point.DATA: "layers",
    Point.FORM: "paper-text",
    Point.CHANGE: "edit",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def verdict_said(checked: Checked) -> tuple[str, str]:
    """Say the verdict in a sentence with its cure; a signed state that can be had back is told with it."""
    told = for_people(checked.report, language_now(), checked.book)
    if not checked.spoiled:
        return told.sentence, told.cure
    return told.sentence, _tr("Bản đã ký vẫn còn nằm trong tệp và lấy lại được.")


def verdict_word(report: Report) -> str:
    """Write the word of ETSI EN 319 102-1 with its sub-indication, for who knows it."""
    return word(report)


def moment_words(one: Milestone) -> str:
    """Write when a point was reached, as far as anything in the file says so."""
    if one.at is None:
        return _tr("không rõ lúc nào") if one.mark is not Mark.PLAIN else ""
    shown = f"{one.at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
    return shown if one.stamped else _tr("{moment} theo máy người ký").format(moment=shown)


def point_words(one: Milestone) -> tuple[str, str]:
    """Say what happened at a point of the story, and what is to be known of it."""
    name = one.name or _tr("Người không rõ tên")
    titles = {
        Point.MADE: _tr("Tệp được tạo"),
        Point.ATTESTED: _tr("Ghi lời chứng, tạo chỗ ký"),
        Point.OFFICER: _tr("{name} ký").format(name=name),
        Point.SEAL: _tr("{name} đóng dấu").format(name=name),
        Point.SIGNATURE: _tr("{name} ký").format(name=name),
        Point.TIMESTAMP: _tr("Dấu thời gian"),
        Point.DATA: _tr("Thêm dữ liệu để kiểm về sau"),
        Point.FORM: _tr("Thêm ô trong tệp"),
        Point.CHANGE: _tr("Có người sửa tệp") if one.mark is Mark.BROKEN else _tr("Bổ sung sau khi ký"),
    }
    title = titles[one.point]
    if one.point is Point.FORM and one.mark is Mark.PLAIN:
        title = _tr("Chuẩn bị chỗ ký")
    if one.point is Point.CHANGE and one.mark is Mark.PLAIN:
        title = _tr("Tệp được lưu lại")
    return title, _facts(one)


def _facts(one: Milestone) -> str:
    if one.point in (Point.OFFICER, Point.SEAL, Point.SIGNATURE):
        role = {Point.OFFICER: _tr("cán bộ chứng thực"), Point.SEAL: _tr("con dấu số")}.get(one.point, "")
        return " · ".join(part for part in (role, state_words(one.mark), one.level or "") if part)
    if one.point is Point.TIMESTAMP:
        until = _tr("giữ giá trị đến {day}").format(day=f"{one.until:%m/%Y}") if one.until is not None else ""
        return " · ".join(part for part in (until or state_words(one.mark), one.name) if part)
    if one.point is Point.CHANGE and one.mark is not Mark.PLAIN:
        where = pages_words(one.pages)
        right = _tr("không được phép") if one.mark is Mark.BROKEN else _tr("được phép, cần xem")
        return f"{where}, {right}" if where else right
    return pages_words(one.pages) if one.point in (Point.FORM, Point.CHANGE) else ""


def state_words(mark: Mark) -> str:
    """Say in a word how a signature or a time stamp is judged."""
    return {
        Mark.PLAIN: "",
        Mark.GOOD: _tr("hợp lệ"),
        Mark.DOUBT: _tr("chưa đủ căn cứ"),
        Mark.BROKEN: _tr("không hợp lệ"),
    }[mark]


def pages_words(pages: tuple[int, ...]) -> str:
    """Name pages that look different now."""
    if not pages:
        return ""
    if len(pages) == 1:
        return _tr("trang {page} khác đi").format(page=pages[0])
    shown = ", ".join(str(page) for page in pages[:4]) + ("…" if len(pages) > 4 else "")
    return _tr("các trang {pages} khác đi").format(pages=shown)


def notes_of_file(checked: Checked) -> list[str]:
    """Say what is to be known beside the verdict: reader, additions after signing, the office's own book."""
    return list(for_people(checked.report, language_now(), checked.book).notes)


def reason_sentence(reason: Reason) -> str:
    """Say why something is not whole and trusted, in the words of the desk."""
    return sentence_of(reason, language_now())


def reasons_of(one: SignatureReport) -> list[str]:
    """Say every reason of a signature once."""
    return list(dict.fromkeys(reason_sentence(reason) for reason in one.reasons))


def signature_facts(one: SignatureReport) -> str:
    """Say when a signature was laid and at which level, in one line."""
    parts = []
    if one.signed_at is not None:
        stamped = _tr("ký {moment}").format(moment=f"{one.signed_at.astimezone(VIETNAM):%d/%m/%Y %H:%M}")
        parts.append(stamped)
    if one.level:
        parts.append(one.level)
    return " · ".join(parts)


def certificate_words(one: SignatureReport) -> str:
    """Say who issued the signer's certificate and until when it holds."""
    until = _tr("chứng thư đến {day}").format(day=day_of(one.valid_until)) if one.valid_until is not None else ""
    return " · ".join(part for part in (one.issuer, until) if part)


def trust_words(report: Report) -> str:
    """Say whether the signers lead to a root the office trusts."""
    signed = report.signatures
    if not signed:
        return ""
    names = list(dict.fromkeys(one.issuer for one in signed if one.issuer))
    if all(one.trusted for one in signed):
        return _tr("Gốc tin cậy: {names}").format(names=", ".join(names) or _tr("có"))
    return _tr("Chưa tin đơn vị cấp: {names}").format(
        names=", ".join(dict.fromkeys(one.issuer or one.signer for one in signed if not one.trusted))
    )


def citizen_words(checked: Checked) -> str:
    """Give the sentences to say to the person who brought the file."""
    report = checked.report
    verdict = checked.standing
    if verdict is Verdict.PASSED:
        signer = report.signatures[0].signer if report.signatures else ""
        when = report.signatures[-1].signed_at if report.signatures else None
        day = day_of(when) if when is not None else "…"
        if report.ours:
            words = _tr("Bản sao này còn nguyên như lúc cơ quan ký ngày {day}. Nơi nhận dùng được, không cần bản giấy.")
            return words.format(day=day)
        return _tr("Tệp này còn nguyên như lúc {signer} ký ngày {day}.").format(signer=signer, day=day)
    if verdict is Verdict.FAILED:
        if checked.spoiled:
            return _tr("Tệp này không còn đúng với bản đã ký. Ông/Bà nộp bản đã ký, cơ quan lấy lại từ chính tệp này.")
        return _tr("Tệp này không dùng được. Ông/Bà xin nơi cấp gửi lại tệp gốc, hoặc mang bản chính đến.")
    if verdict is Verdict.INDETERMINATE:
        return _tr("Cơ quan chưa đủ căn cứ để nhận tệp này. Ông/Bà mang bản chính đến, hoặc xin nơi cấp ký lại.")
    if verdict is Verdict.NOT_SIGNED:
        return _tr("Tệp này không có chữ ký số nên chỉ như một bản chụp. Ông/Bà mang bản chính đến để đối chiếu.")
    return _tr("Máy không đọc được tệp này. Ông/Bà gửi lại tệp gốc do nơi cấp đưa.")
