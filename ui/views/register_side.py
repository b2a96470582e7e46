"""The entry beside the book: its page, who signed it and whether that still holds, and what the book says of it."""

import uuid
from dataclasses import dataclass

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk.ports import Desk
from desk.work.certify_steps import copy_of
from desk.work.register import BookEntry
from desk.work.verify import verify
from ui.models.pause import pause_before
from ui.models.verify import Milestone, Point, milestones
from ui.models.window import WindowModel
from ui.views.certify_words import money
from ui.views.parts.card import Rule, SidePanel
from ui.views.parts.chip import Chip
from ui.views.parts.text import ElidedText, Text
from ui.views.register_words import masked, signature_words, stage_chip
from ui.views.verify_side import Sign
from ui.views.verify_words import MARK_TONE
from ui.views.viewer import PageViewer

WIDE = 356
PAGE_PX = 1500
"""Longer side of the page shown beside the book."""

REST_MS = 250
"""The mark must rest so long on a row before its file is drawn and checked."""

_KEPT = 12
_LAST = 9_999
"""Beyond any page there is: the last one, where the attestation stands."""

_SIGNED = (Point.OFFICER, Point.SEAL, Point.SIGNATURE)


@dataclass(frozen=True)
class _Seen:
    """What was drawn and checked of one copy; `points` its signatures, () for one that is not signed."""

    page: QImage
    pages: int
    points: tuple[Milestone, ...]


class EntryPanel(SidePanel):
    """Show the entry that is marked; one is drawn and checked at a time."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__("surface", WIDE)
        self._model = model
        self._entry: BookEntry | None = None
        self._under_way = False
        self._seen: dict[tuple[int, str], _Seen] = {}
        self._rest = pause_before(self._fetch, REST_MS, self)
        self.viewer = PageViewer(evidence=True)
        self.viewer.setAccessibleName(self.tr("Trang có lời chứng"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(self.viewer, 1)
        column.addLayout(self._make_facts())

    def _make_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        self._number = Text("", "heading")
        self._chip = Chip("", "plain")
        line.addWidget(self._number)
        line.addStretch(1)
        line.addWidget(self._chip)
        head.addLayout(line)
        self._title = ElidedText("", "label", "ink2")
        head.addWidget(self._title)
        return head

    def _make_facts(self) -> QVBoxLayout:
        facts = QVBoxLayout()
        facts.setContentsMargins(16, 10, 16, 14)
        facts.setSpacing(6)
        self._signed = QVBoxLayout()
        self._signed.setSpacing(4)
        facts.addLayout(self._signed)
        self._rule = Rule()
        facts.addWidget(self._rule)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        self._facts: dict[str, ElidedText] = {}
        self._labels: list[QWidget] = []
        names = {
            "citizen": self.tr("Người yêu cầu"), "officer": self.tr("Người ký"), "count": self.tr("Trang, bản"),
            "fee": self.tr("Phí"), "dossier": self.tr("Hồ sơ"),
        }  # fmt: skip
        for row, (key, words) in enumerate(names.items()):
            label = Text(words, "caption", "ink3")
            self._labels.append(label)
            grid.addWidget(label, row, 0)
            self._facts[key] = ElidedText("", "label", weight=500)
            grid.addWidget(self._facts[key], row, 1)
        facts.addLayout(grid)
        self._note = Text("", "label", "seal", wrap=True)
        facts.addWidget(self._note)
        return facts

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_entry(self, entry: BookEntry | None) -> None:
        """Show an entry, or teach what would be shown."""
        self._entry = entry
        self._show_words(entry)
        seen = self._seen.get(_key(entry)) if entry is not None else None
        self.viewer.set_picture(seen.page if seen is not None else QImage())
        self._show_signatures(entry, seen)
        if entry is not None and seen is None:
            self._rest.start()

    def clear(self) -> None:
        """Let go of all pages."""
        self._seen.clear()
        self.show_entry(None)

    def _show_words(self, entry: BookEntry | None) -> None:
        there = entry is not None
        self._chip.setVisible(there)
        for label in self._labels:
            label.setVisible(there)
        if entry is None:
            self._number.setText(self.tr("Chi tiết"))
            self._title.setText(self.tr("Chọn một dòng để xem bản sao và chữ ký"))
            for fact in self._facts.values():
                fact.setText("")
            self._note.hide()
            return
        self._number.setText(self.tr("Số {number}").format(number=entry.written))
        self._title.setText(entry.title)
        self._chip.set_state(*stage_chip(entry.stage))
        level = entry.level.value if entry.level is not None else ""
        count = self.tr("{pages} trang bản chính · {copies} bản").format(pages=entry.pages, copies=entry.copies)
        words = {
            "citizen": " · ".join(part for part in (entry.citizen, masked(entry.citizen_id)) if part),
            "officer": " · ".join(part for part in (entry.officer, entry.officer_title) if part),
            "count": " · ".join(part for part in (count, level) if part),
            "fee": money(entry.fee), "dossier": entry.dossier,
        }  # fmt: skip
        for key, text in words.items():
            self._facts[key].setText(text)
        self._note.setText(entry.note)
        self._note.set_tone("seal" if entry.void else "ink2")
        self._note.setVisible(bool(entry.note))

    def _show_signatures(self, entry: BookEntry | None, seen: _Seen | None) -> None:
        while (item := self._signed.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        lines: list[QWidget] = []
        if seen is not None:
            lines = [_signature(one) for one in seen.points]
            if not lines:
                lines = [Text(self.tr("Chưa có chữ ký nào"), "label", "ink2")]
        elif entry is not None:
            lines = [Text(self.tr("Đang kiểm chữ ký…"), "label", "ink2")]
        for line in lines:
            self._signed.addWidget(line)
        self._rule.setVisible(bool(lines))

    # -- fetching --------------------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        desk, entry = self._model.session.desk, self._entry
        if desk is None or entry is None or self._under_way or _key(entry) in self._seen:
            return
        self._under_way = True
        self._model.runner.work(
            lambda _progress: _look(desk, entry.copy_id),
            lambda seen: self._came(entry, seen),
            lambda _failure: self._came(entry, _Seen(QImage(), 0, ())),
        )

    def _came(self, entry: BookEntry, seen: _Seen) -> None:
        self._under_way = False
        self._seen[_key(entry)] = seen
        while len(self._seen) > _KEPT:
            self._seen.pop(next(iter(self._seen)))
        if self._entry is not None and _key(self._entry) == _key(entry):
            self.show_entry(self._entry)
        else:
            self._fetch()


def _key(entry: BookEntry | None) -> tuple[int, str]:
    return (entry.copy_id, entry.stage.value) if entry is not None else (0, "")


def _look(desk: Desk, copy_id: int) -> _Seen:
    """Draw the last page of a copy and check its signatures; called on a thread of the runner."""
    copy = copy_of(desk, copy_id)
    digest = copy.newest or copy.source
    file = desk.store.path(digest)
    desk.spool.mkdir(parents=True, exist_ok=True)
    out = desk.spool / f"register-{uuid.uuid4().hex}.png"
    try:
        drawn = desk.reader.draw(file, _LAST, out, PAGE_PX)
        page = QImage(str(out))
    finally:
        out.unlink(missing_ok=True)
    points: tuple[Milestone, ...] = ()
    if copy.signed is not None:
        points = tuple(one for one in milestones(verify(desk, file)) if one.point in _SIGNED)
    return _Seen(page, drawn.pages, points)


def _signature(one: Milestone) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    tone = MARK_TONE[one.mark]
    row.addWidget(Sign("seal" if one.point is Point.SEAL else "signature", tone, 16))
    row.addWidget(ElidedText(signature_words(one), "label", weight=500), 1)
    return box
