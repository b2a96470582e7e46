"""Checking one PDF (kiểm tra tệp PDF): what is asked, what came of it, and the story of the file it tells."""

import shutil
import uuid
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.errors import FileMissing
from desk.jobs import Progress
from desk.model.people import Session
from desk.model.verification import (
    OFFICER_FIELD,
    SEAL_FIELD,
    Changes,
    Reason,
    Report,
    Revision,
    SignatureReport,
    TimestampReport,
    Verdict,
)
from desk.ports import Desk
from desk.work.checked import record, record_fields, take_signed
from desk.work.own_copy import BookAnswer, BookSays, ask_book
from desk.work.verify import verify
from ui.models.window import WindowModel
from ui.runner import Failure, Job


class CheckState(StrEnum):
    """Where the checking stands."""

    EMPTY = "empty"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class Mark(StrEnum):
    """How one point of a file's story is judged; the view has colour, icon and word for each."""

    PLAIN = "plain"
    GOOD = "good"
    DOUBT = "doubt"
    BROKEN = "broken"


class Point(StrEnum):
    """What a point of a file's story is (mốc)."""

    MADE = "made"
    ATTESTED = "attested"
    OFFICER = "officer"
    SEAL = "seal"
    SIGNATURE = "signature"
    TIMESTAMP = "timestamp"
    DATA = "validation-data"
    FORM = "form"
    CHANGE = "change"


@dataclass(frozen=True)
class Milestone:
    """One point of a file's story, closed by one of its revisions.

    Attributes:
        revision: Which revision of the file it closes, from 1.
        name: Of the signer or of the time stamp's authority, or "".
        until: End of the certificate, or None.
        pages: Pages that look different from the revision before.
    """

    revision: int
    point: Point
    mark: Mark
    name: str = ""
    at: datetime | None = None
    stamped: bool = False
    level: str | None = None
    until: datetime | None = None
    pages: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()


def milestones(report: Report) -> list[Milestone]:
    """Tell the story of a file: one point a revision, oldest first."""
    by_revision: dict[int, SignatureReport | TimestampReport] = {}
    closings: list[SignatureReport | TimestampReport] = [*report.timestamps, *report.signatures]
    for closing in closings:
        by_revision[closing.revision or _of_field(report, closing.field)] = closing
    return [_milestone(report, one, by_revision.get(one.number)) for one in report.revisions]


def _of_field(report: Report, field: str) -> int:
    return next((one.number for one in report.revisions if field and one.field == field), 0)


def _milestone(report: Report, one: Revision, closing: SignatureReport | TimestampReport | None) -> Milestone:
    if isinstance(closing, SignatureReport):
        points = {OFFICER_FIELD: Point.OFFICER, SEAL_FIELD: Point.SEAL}
        return Milestone(
            one.number, points.get(closing.field, Point.SIGNATURE), signature_mark(closing), closing.signer,
            closing.signed_at, closing.stamped, closing.level, closing.valid_until, one.pages, closing.reasons,
        )  # fmt: skip
    if isinstance(closing, TimestampReport):
        broken = any(reason.key in BROKEN for reason in closing.reasons)
        mark = Mark.GOOD if not closing.reasons else Mark.BROKEN if broken else Mark.DOUBT
        return Milestone(
            one.number, Point.TIMESTAMP, mark, closing.authority, closing.at, stamped=True, until=closing.valid_until,
            reasons=closing.reasons,
        )  # fmt: skip
    known = {point.value: point for point in Point}
    point = known.get(one.what, Point.CHANGE)
    if one.number == 1 and point is Point.CHANGE:
        point = Point.MADE
    mark = _change_mark(report, one, point)
    if report.ours and mark is Mark.PLAIN and point in (Point.CHANGE, Point.FORM):
        point = Point.ATTESTED
    pages = one.pages
    if mark is Mark.BROKEN and not pages and one.number == report.revisions[-1].number:
        pages = tuple(sorted(pages_named(report)))
    return Milestone(one.number, point, mark, pages=pages)


def pages_named(report: Report) -> set[int]:
    """Return the pages that reasons of a report speak of."""
    told = [*report.reasons, *(reason for one in report.signatures for reason in one.reasons)]
    return {int(text) for reason in told for key, text in reason.context if key == "page" and text.isdecimal()}


BROKEN = frozenset({
    "byte-changed", "rewritten", "cut-back", "bytes-before-start", "byte-range-wrong", "structure-damaged",
    "signature-broken", "signature-malformed", "timestamp-broken", "certificate-revoked", "issuer-revoked",
    "certificate-wrong-purpose", "certificate-not-yet-valid",
})  # fmt: skip
"""Reasons that speak against a signature itself, on whatever state of the file it is looked at."""

AFTERWARDS = frozenset({
    "page-added", "page-removed", "page-moved", "page-changed", "annotation-added", "annotation-changed",
    "annotation-removed", "stamp-changed", "signature-changed", "signature-removed", "signature-added", "field-added",
    "field-removed", "form-filled", "form-changed", "script-added", "attachment-added", "layer-added",
    "metadata-changed", "structure-changed", "validation-data-added", "validation-data-removed", "revision-added",
    "bytes-after-end", "signed-content-overwritten", "block-covered", "look-changed", "look-unknown",
    "changes-unexplained", "changes-unreadable",
})  # fmt: skip
"""Reasons that speak of what was done to the file after a signature: they are told at the change."""


def signature_mark(one: SignatureReport) -> Mark:
    """Judge a signature for the state it was laid on: what was changed afterwards is judged at the change."""
    keys = {reason.key for reason in one.reasons}
    if keys & BROKEN:
        return Mark.BROKEN
    return Mark.GOOD if one.trusted and not keys - AFTERWARDS else Mark.DOUBT


def _change_mark(report: Report, one: Revision, point: Point) -> Mark:
    if point not in (Point.CHANGE, Point.FORM):
        return Mark.PLAIN
    before = [s for s in report.signatures if 0 < (s.revision or _of_field(report, s.field)) < one.number]
    if not before or report.verdict is Verdict.PASSED:
        return Mark.PLAIN
    forbidden = any(s.changes is Changes.FORBIDDEN for s in before) or report.verdict is Verdict.FAILED
    return Mark.BROKEN if forbidden else Mark.DOUBT


def signed_state(points: Sequence[Milestone]) -> int:
    """Return the revision that was signed last and still stands whole in the file; 0 when there is none."""
    closing = (Point.OFFICER, Point.SEAL, Point.SIGNATURE, Point.TIMESTAMP)
    whole = [one.revision for one in points if one.point in closing and one.mark is not Mark.BROKEN]
    signed = any(one.point in closing[:3] and one.mark is not Mark.BROKEN for one in points)
    return max(whole) if whole and signed else 0


def changed_after(points: Sequence[Milestone]) -> list[Milestone]:
    """Return what was done to the file after the state that was signed last."""
    signed = signed_state(points)
    late = [one for one in points if one.revision > signed and one.point in (Point.CHANGE, Point.FORM)]
    return late if signed else []


@dataclass(frozen=True)
class Checked:
    """One file checked.

    Attributes:
        copy: What was checked: a copy in a folder of its own, so that what is shown later is what was judged.
        size: Bytes.
        points: The story of the file.
        signed: The revision signed last, 0 when none stands whole.
        now: The last revision, 0 when the file could not be taken apart.
        book: What the office's own book says of its copy, or None.
    """

    file: Path
    copy: Path
    size: int
    report: Report
    at: datetime
    points: tuple[Milestone, ...]
    signed: int
    now: int
    book: BookAnswer | None = None

    @property
    def standing(self) -> Verdict:
        """The verdict as the counter has to take it: a whole copy that the book speaks against is not to be taken."""
        if self.report.verdict is not Verdict.PASSED or self.book is None or not self.book.against:
            return self.report.verdict
        return Verdict.FAILED if self.book.says is BookSays.VOID else Verdict.INDETERMINATE

    @property
    def changed(self) -> bool:
        """Tell whether the file was changed after it was signed, and the signed state can be had back."""
        return bool(changed_after(self.points)) and self.report.verdict is not Verdict.PASSED

    @property
    def spoiled(self) -> bool:
        """Tell whether those changes are why the file was not passed, so that the signed state is worth having back."""
        told = [*self.report.reasons, *(reason for one in self.report.signatures for reason in one.reasons)]
        return self.changed and any(reason.key in AFTERWARDS for reason in told)

    @property
    def untrusted(self) -> bool:
        """Tell whether a root of the signers' authority is what is lacking."""
        told = [*self.report.reasons, *(reason for one in self.report.signatures for reason in one.reasons)]
        return any(reason.key in ("signer-untrusted", "timestamp-untrusted") for reason in told)

    @property
    def changed_pages(self) -> list[int]:
        """Return the pages that may look different from the state signed last, [1] when nothing says which."""
        late = {page for one in self.points if one.revision > self.signed for page in one.pages}
        return sorted(late | pages_named(self.report)) or [1]

    def end_of(self, revision: int) -> int:
        """Return the length in bytes of the file up to and with a revision."""
        return next((one.end for one in self.report.revisions if one.number == revision), self.size)


class VerifyModel(QObject):
    """Check a file away from the window's thread; a newer file replaces an older one.

    Attributes:
        file: The file asked for last, or None.
        checked: What came of it, or None.
        failure: Why it could not be checked at all, or None.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._job: Job[Checked] | None = None
        self._asked = 0
        self._tidy: Callable[[], object] | None = None
        self.state = CheckState.EMPTY
        self.file: Path | None = None
        self.checked: Checked | None = None
        self.failure: Failure | None = None
        model.session.changed.connect(self._session_changed)

    def check(self, file: Path) -> None:
        """Check a file, whatever it is."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None:
            return
        self.clear()
        number = self._asked
        folder = desk.spool / f"verify-{uuid.uuid4().hex[:12]}"
        self._tidy = weakref.finalize(self, partial(shutil.rmtree, folder, ignore_errors=True))
        self.file, self.state = file, CheckState.WORKING
        self._job = self._model.runner.work(
            lambda progress: _check(desk, who, (file, folder), progress),
            lambda checked: self._came(number, checked),
            lambda failure: self._failed(number, failure),
        )
        self.changed.emit()

    def take_signed(self, out: Path, words: str) -> None:
        """Write the state that was signed last to a file of its own, tell it in `words`, and check that file."""
        checked = self.checked
        if checked is None:
            return
        self._model.runner.work(
            lambda _progress: take_signed(checked.copy, checked.end_of(checked.signed), out, checked.file),
            lambda _: self._taken(out, words),
            lambda failure: self._model.tell_failure("verify", failure),
        )

    def make_record(self, out: Path, then: Callable[[Path], None]) -> None:
        """Write the record of the check as a PDF, as JSON beside it (`fields_beside`), and hear where it is."""
        desk, who, checked = self._model.session.desk, self._model.session.who, self.checked
        if desk is None or who is None or checked is None:
            return

        def carry_out(_progress: Progress) -> Path:
            file = (checked.copy, checked.file.name)
            record_fields(desk, who, file, checked.report, fields_beside(out), checked.book)
            return record(desk, who, file, checked.report, out, checked.book)

        self._model.runner.work(carry_out, then, lambda failure: self._model.tell_failure("verify", failure))

    def stop(self) -> None:
        """Ask for no answer any more; nothing was written, so nothing is to be kept."""
        if self.state is CheckState.WORKING:
            self.clear()

    def clear(self) -> None:
        """Let go of the file and of what was kept of it."""
        self._asked += 1
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._tidy is not None:
            self._tidy()
            self._tidy = None
        self.state, self.file, self.checked, self.failure = CheckState.EMPTY, None, None, None
        self.changed.emit()

    def _came(self, number: int, checked: Checked) -> None:
        if number != self._asked:
            shutil.rmtree(checked.copy.parent, ignore_errors=True)
            return
        self.state, self.checked = CheckState.DONE, checked
        self.changed.emit()

    def _failed(self, number: int, failure: Failure) -> None:
        if number != self._asked:
            return
        self.state, self.failure = CheckState.FAILED, failure
        self.changed.emit()

    def _taken(self, out: Path, words: str) -> None:
        self._model.history.tell(words)
        self.check(out)

    def _session_changed(self) -> None:
        """Let go of a citizen's file when the officer leaves the counter."""
        if self._model.session.who is None and self.state is not CheckState.EMPTY:
            self.clear()


def fields_beside(record_file: Path) -> Path:
    """Return where the values of a record stand: a name of its own, that takes the place of no other JSON file."""
    return record_file.with_name(f"{record_file.stem}.kiem-tra.json")


def _check(desk: Desk, who: Session | None, place: tuple[Path, Path], progress: Progress) -> Checked:
    """Copy the file to a folder and check the copy; called on a thread of the runner."""
    file, folder = place
    if not file.is_file():
        raise FileMissing(file=file.name)
    folder.mkdir(parents=True)
    copy = folder / "file.pdf"
    try:
        shutil.copyfile(file, copy)
    except OSError as why:
        raise FileMissing(file=file.name) from why
    progress.check()
    report = verify(desk, copy)
    progress.check()
    book = ask_book(desk, who, copy, report) if who is not None else None
    points = tuple(milestones(report))
    now = report.revisions[-1].number if report.revisions else 0
    return Checked(file, copy, copy.stat().st_size, report, desk.clock.now(), points, signed_state(points), now, book)
