"""The words of the guided rehearsal (lời tập dượt): a title and two sentences for each step, by where the clerk is."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from desk.model.values import PersonalId
from ui.models.guide_steps import Lesson


@dataclass(frozen=True, slots=True)
class Said:
    """What a callout says; `away` when the step is done on another screen than the one shown."""

    title: str
    text: str
    away: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the sentences name: the lesson, both published PINs, and the key of each room of the rail."""

    lesson: Lesson
    pins: tuple[str, str]
    keys: dict[str, str]


class GuideWords(QObject):
    """Say what is to be done."""

    def say(self, step: str, where: str, known: Known) -> Said:
        """Return the words of a step where the clerk is: on a screen, or before a dialog («dialog»)."""
        told = self._places(known).get(step, {})
        text = told.get(where)
        title = self._titles()[step]
        if text is not None:
            return Said(title, text)
        if "*" in told:
            return Said(title, told["*"])
        return Said(title, self.tr("Bước này làm ở màn khác. Bấm Alt Enter để sang đó."), away=True)

    def last(self) -> Said:
        """Return the words after the last step."""
        return Said(
            self.tr("Xong buổi tập"),
            self.tr(
                "Một hồ sơ đã đi trọn, từ số định danh đến bản sao ký số. Cứ bấm thử tiếp: ở đây mọi thứ đều là giả."
            ),
        )

    def _titles(self) -> dict[str, str]:
        return {
            "known": self.tr("Người dân đến quầy"),
            "procedure": self.tr("Chọn thủ tục"),
            "scan": self.tr("Quét bản chính"),
            "jam": self.tr("Máy quét bị kẹt giấy"),
            "check": self.tr("Kiểm chữ máy đọc"),
            "compare": self.tr("So bản chính với bản sao"),
            "sign": self.tr("Giữ số và ký"),
            "verify": self.tr("Kiểm bản vừa ký"),
            "again": self.tr("Lần sau khỏi quét"),
            "reuse": self.tr("Dùng lại giấy đã có"),
            "evening": self.tr("Chồng giấy cuối ngày"),
            "board": self.tr("Xem lại cả ngày"),
        }

    def _places(self, known: Known) -> dict[str, dict[str, str]]:
        return {**self._at_counter(known), **self._at_scanner(), **self._certifying(known), **self._rooms(known)}

    def _at_counter(self, known: Known) -> dict[str, dict[str, str]]:
        number = PersonalId(known.lesson.number).spaced
        first, second = known.lesson.certifying, known.lesson.again
        clear = self.tr("Bấm F12 để đón người tiếp theo.")
        again = self.tr("Bà {name} lại đến. Gõ {number} rồi bấm Enter.").format(name=known.lesson.name, number=number)
        return {
            "known": {
                "counter.empty": self.tr(
                    "Gõ {number} rồi bấm Enter. Ở quầy thật chỉ cần đưa thẻ căn cước vào đầu đọc."
                ).format(number=number),
                "counter.procedure": clear,
                "counter": clear,
            },
            "procedure": {
                "counter.procedure": self.tr(
                    "Gõ mã {code} rồi bấm Enter: chứng thực bản sao. Gõ vài chữ trong tên cũng được."
                ).format(code=first),
                "counter.empty": self.tr("Gõ {number} rồi bấm Enter trước đã.").format(number=number),
                "counter": self.tr("Bấm F4 để chọn lại thủ tục {code}.").format(code=first),
            },
            "again": {
                "counter.empty": again,
                "counter.procedure": self.tr("Lần này gõ {code} rồi bấm Enter: đăng ký lại khai sinh.").format(
                    code=second
                ),
                "counter": clear,
                "verify": self.tr("Bản sao hợp lệ, đúng như nơi nhận sẽ thấy. Bấm {key} về Quầy, rồi F12.").format(
                    key=known.keys.get("counter", "")
                ),
                "*": self.tr("Bấm {key} về Quầy, rồi F12 để đón người tiếp theo.").format(
                    key=known.keys.get("counter", "")
                ),
            },
            "reuse": {
                "counter": self.tr(
                    "Giấy khai sinh vừa chứng thực được đề nghị ở mục 2. Bấm Enter để dùng lại, không quét nữa."
                ),
            },
        }

    def _at_scanner(self) -> dict[str, dict[str, str]]:
        return {
            "scan": {
                "counter": self.tr("Bấm Enter để sang màn Quét."),
                "counter.scan": self.tr("Máy quét ảo đã có giấy khai sinh hai tờ trong khay. Bấm Space để quét."),
            },
            "jam": {
                "counter.scan": self.tr(
                    "Tờ thứ nhất đã nằm trên đĩa, không mất. Tờ kẹt đã lấy ra và đặt lại. Bấm Space để quét tiếp."
                ),
            },
            "check": {
                "counter.scan": self.tr("Máy đọc chữ trong vài giây. Đọc xong, bấm Enter để sang màn Kiểm."),
                "counter.review": self.tr(
                    "Chỗ máy chưa chắc hiện trước, có ảnh chữ. Đúng thì Enter, sai thì gõ lại, cho đến hết."
                ),
            },
        }

    def _certifying(self, known: Known) -> dict[str, dict[str, str]]:
        officer, seal = known.pins
        return {
            "compare": {
                "counter.certify": self.tr(
                    "Xem đủ từng trang hai bên. Bấm 1 đến 6 cho sáu điểm của Điều 22. Enter dẫn tới chỗ còn thiếu."
                ),
            },
            "sign": {
                "counter.certify": self.tr("Bấm Ctrl D. Số chỉ được giữ sau khi gõ mã PIN."),
                "dialog": self.tr(
                    "Gõ {officer}, Enter, rồi {seal}, Enter. Đây là mã PIN diễn tập; mã thật không ai được viết ra."
                ).format(officer=officer, seal=seal),
            },
            "verify": {
                "*": self.tr("Bấm {key} mở Sổ: số vừa giữ nằm trên cùng.").format(key=known.keys.get("register", "")),
                "register": self.tr("Bấm Enter để xem bản sao của số này."),
                "register.copy": self.tr("Bấm Ctrl I: máy kiểm chữ ký như nơi nhận sẽ kiểm."),
                "verify": self.tr("Máy đang kiểm tệp. Câu kết luận hiện trên cùng."),
            },
        }

    def _rooms(self, known: Known) -> dict[str, dict[str, str]]:
        board = self.tr("Bấm {key} xem số hồ sơ và bản sao của ngày.")
        book = self.tr("Bấm {key} xem các số đã giữ trong ngày.")
        there = board.format(key=known.keys["board"]) if "board" in known.keys else ""
        return {
            "evening": {
                "*": self.tr("Bấm {key} mở Cuối ngày.").format(key=known.keys.get("evening", "")),
                "evening": self.tr(
                    "Bấm Enter: máy bày chồng giấy diễn tập, tự tách, tự xếp. Chỗ chưa chắc thì hỏi người."
                ),
            },
            "board": {
                "*": there or book.format(key=known.keys.get("register", "")),
            },
        }
