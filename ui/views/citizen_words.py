"""The two sentences of the citizen's screen (lời trên màn hình của công dân), in plain words."""

import re

from PySide6.QtCore import QObject

from ui.models.citizen_screen import Shown, View
from ui.views.certify_words import money

_LONG = 70


class CitizenWords(QObject):
    """Say what is being done, and what the citizen may do."""

    def say(self, shown: Shown, slot: str) -> tuple[str, str]:
        """Return both sentences; `slot` names the component in hand where the paper has no title yet."""
        first, second = self._said(shown, slot)
        return _kept_together(first), _kept_together(second)

    def _said(self, shown: Shown, slot: str) -> tuple[str, str]:
        you = self._you(shown.sex)
        paper = shown.paper or slot or self.tr("giấy tờ")
        paper = paper[:1].lower() + paper[1:]
        again = self.tr("Giấy nào cơ quan đã giữ thì {you} không phải nộp lại.").format(you=you)
        if shown.view is View.HELLO:
            return self.tr("Cán bộ đang hỏi {you} cần làm thủ tục gì.").format(you=you), again
        if shown.view is View.DOSSIER:
            return self.tr("Đang làm thủ tục: {name}.").format(name=_short(shown.procedure)), again
        if shown.view is View.CONSENT:
            return self._consent(you)
        if shown.view is View.SCAN:
            return self.tr("Đang quét {paper} của {you}.").format(paper=paper, you=you), self._of_page(shown)
        if shown.view is View.CHECK:
            told = self.tr("Đang kiểm chữ trên {paper} của {you}.").format(paper=paper, you=you)
            return told, self.tr("Thấy chỗ nào sai, xin nói ngay với cán bộ.")
        if shown.view is View.COPY:
            return self._copy(shown, paper, you)
        done = self.tr("Hồ sơ của {you} đã xong ở quầy này.").format(you=you)
        return done, self.tr("Xin nhận lại giấy tờ gốc trước khi về.")

    def _consent(self, you: str) -> tuple[str, str]:
        asked = self.tr("Cơ quan xin giữ bản sao giấy tờ của {you}, để lần sau khỏi phải nộp lại.")
        free = self.tr("Đồng ý hay không, xin trả lời cán bộ. Sau này đổi ý lúc nào cũng được.")
        return asked.format(you=you), free

    def _of_page(self, shown: Shown) -> str:
        if shown.withheld:
            return self.tr("Trang giấy này không hiện lên màn hình.")
        return self.tr("Trang vừa quét hiện ở bên cạnh.") if shown.page is not None else self.tr("Xin chờ một chút.")

    def _copy(self, shown: Shown, paper: str, you: str) -> tuple[str, str]:
        words = self.tr("Chứng thực {count} bản sao {paper}, phí {fee}.")
        if shown.signed:
            words = self.tr("Đã chứng thực xong {count} bản sao {paper}, phí {fee}.")
        told = words.format(count=shown.copies, paper=paper, fee=money(shown.fee))
        gets = self.tr("{you} nhận tệp có chữ ký số của người ký và con dấu của cơ quan.").format(you=you)
        return told, gets[:1].upper() + gets[1:]

    def _you(self, sex: str | None) -> str:
        return {"female": self.tr("bà"), "male": self.tr("ông")}.get(sex or "", self.tr("ông (bà)"))


def _short(name: str) -> str:
    """Shorten a procedure's name to its first part and give it a small initial."""
    name = re.split(r"[,;(]", name)[0].strip()
    name = name if len(name) <= _LONG else name[:_LONG].rsplit(" ", 1)[0]
    return name[:1].lower() + name[1:]


def _kept_together(sentence: str) -> str:
    """Keep the last two words on one line: in large type a single one would stand there alone."""
    head, _, last = sentence.rpartition(" ")
    return f"{head}\u00a0{last}" if head else sentence
