"""The end of an evening: what came, what became of it, what still waits for a person."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.work.evening_report import Report
from ui.views.evening_words import kind_words, moment_words
from ui.views.parts.card import Box, Card
from ui.views.parts.chip import Chip
from ui.views.parts.text import Text

_COLUMNS = 4
_SECONDS_SAY = 90
"""Below so many seconds, minutes say too little."""


class ReportPane(QScrollArea):
    """Show a report as figures, then the doubts and the dossiers."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setProperty("stop", "true")
        self.setAccessibleName(self.tr("Báo cáo của chồng"))
        self._shown: Report | None = None

    def show_report(self, told: Report) -> None:
        """Show what became of a stack."""
        if told == self._shown:
            return
        self._shown = told
        ground = Box("bg")
        column = QVBoxLayout(ground)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(14)
        column.addWidget(self._sentence(told))
        column.addWidget(self._figures(told))
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(self._doubts(told), 1)
        below.addWidget(self._dossiers(told), 1)
        column.addLayout(below)
        column.addStretch(1)
        self.setWidget(ground)

    def _sentence(self, told: Report) -> QWidget:
        waiting = told.papers - told.filed
        card = Card(state="plain" if waiting else "info")
        if waiting:
            words = self.tr("Đã cất {filed} trên {papers} giấy, còn {waiting} giấy chờ người.")
        else:
            words = self.tr("Đã cất cả {papers} giấy vào hồ sơ.")
        line = QHBoxLayout()
        line.addWidget(Text(words.format(filed=told.filed, papers=told.papers, waiting=waiting), "title", wrap=True), 1)
        done = not (waiting or told.doubts or told.failures)
        line.addWidget(Chip(self.tr("Xong") if done else self.tr("Còn việc"), "ok" if done else "doubt"))
        card.body.addLayout(line)
        begun = self.tr("Bắt đầu {moment}, máy làm {time}.")
        card.body.addWidget(
            Text(
                begun.format(moment=moment_words(told.begun), time=self._time(told.work_s)), "label", "ink2", wrap=True
            )
        )
        return card

    def _time(self, seconds: float) -> str:
        if seconds < _SECONDS_SAY:
            return self.tr("{count} giây").format(count=max(1, round(seconds)))
        return self.tr("{count} phút").format(count=round(seconds / 60))

    def _figures(self, told: Report) -> QWidget:
        figures = (
            (told.sheets, self.tr("tờ")), (told.sides, self.tr("mặt giấy")), (told.blanks, self.tr("mặt trống")),
            (told.separators, self.tr("phiếu và tờ ngăn")), (told.papers, self.tr("giấy tách được")),
            (told.filed, self.tr("giấy đã cất")), (sum(n for _, n in told.doubts), self.tr("điều cần xem")),
            (told.failures, self.tr("mặt không đọc được")),
        )  # fmt: skip
        ground = Box("none")
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(14)
        for number, (count, words) in enumerate(figures):
            card = Card()
            card.body.setSpacing(0)
            card.body.addWidget(Text(str(count), "figure"))
            card.body.addWidget(Text(words, "label", "ink2"))
            grid.addWidget(card, number // _COLUMNS, number % _COLUMNS)
        return ground

    def _doubts(self, told: Report) -> QWidget:
        rows = [(kind_words(kind), str(count)) for kind, count in told.doubts]
        return self._table(self.tr("Còn hỏi"), rows, self.tr("Không còn điều nào."))

    def _dossiers(self, told: Report) -> QWidget:
        rows = [(code, self.tr("{count} giấy").format(count=count)) for code, count in told.dossiers]
        return self._table(self.tr("Đã cất theo hồ sơ"), rows, self.tr("Chưa có giấy nào vào hồ sơ."))

    def _table(self, title: str, rows: list[tuple[str, str]], empty: str) -> QWidget:
        card = Card(title)
        for name, count in rows:
            line = QHBoxLayout()
            line.addWidget(Text(name, "body"), 1)
            line.addWidget(Text(count, "body", weight=600))
            card.body.addLayout(line)
        if not rows:
            card.body.addWidget(Text(empty, "label", "ink2"))
        card.body.addStretch(1)
        return card
