"""Checking what the machine read (kiểm): the doubtful first; a named person's word makes it fact."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from desk.model.deed import Draft
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Session
from desk.ports import Desk
from desk.settings import read_settings
from desk.text import phrase
from desk.work import review
from desk.work.counter import Paper, paper
from desk.work.digitise import ReadResult, read_documents
from desk.work.drafts import drafts_of, keep_drafts
from desk.work.kinds_shown import kind_fields
from desk.work.outside import Outside
from ui.models.history import Act
from ui.models.shown_values import FieldView, as_shown, as_stored, tidied
from ui.models.steps import is_original
from ui.models.window import Notice, WindowModel
from ui.runner import Failure

T = TypeVar("T")


class ReviewModel(QObject):
    """Hold one paper with its pages and fields, and what the clerk has accepted so far.

    Attributes:
        paper: The paper in work, or None.
        current: Name of the field in work, "" for none.
        page: Place of the page shown.
        busy: A verb is under way.
        confirmed: The original to be certified that was confirmed last, 0 for none.
        typed: Typed or pasted and not accepted yet, in local form, by name of the field.

    Signals:
        changed: something of the above is another now.
        finished: the last paper of the dossier was confirmed.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.paper: Paper | None = None
        self.current = ""
        self.page = 1
        self.busy = False
        self.confirmed = 0
        self.typed: dict[str, str] = {}
        self._accepted: dict[str, str] = {}
        self._put_away = 0
        self._who: Session | None = None
        model.session.changed.connect(self._session_changed)
        model.history.undone.connect(self._turned)
        model.history.redone.connect(self._turned)

    # -- what is shown ----------------------------------------------------------------------------------------------

    @property
    def document(self) -> Document | None:
        """Return the paper in work."""
        return self.paper.document if self.paper is not None else None

    @property
    def pages(self) -> Sequence[Page]:
        """Return the sides of the paper."""
        return self.paper.pages if self.paper is not None else ()

    @property
    def fields(self) -> list[FieldView]:
        """Return the fields in the order of the kind; those the machine did not find stand empty."""
        if self.paper is None:
            return []
        there = {field.name: field for field in self.paper.fields}
        views = []
        for named in kind_fields(self.paper.document.kind, self._model.runner.language):
            name = named.name
            field = there.get(name) or Field(name, None, None, 0.0, 0, None, "typed")
            accepted = (name in self._accepted or field.confirmed_by is not None) and name not in self.typed
            value = self._accepted.get(name, as_shown(field.value or "", named.type))
            value = self.typed.get(name, value)
            key = self.paper.doubts.get(name, "")
            against = phrase(f"doubt.{key}", self._model.runner.language) if key else ""
            doubtful = (field.doubtful or bool(against) or name in self.typed) and not accepted
            views.append(FieldView(field, named.label, named.type, value, doubtful, accepted, against))
        return views

    @property
    def doubts(self) -> list[FieldView]:
        """Return the fields a person must look at: those read with doubt, then those not found."""
        doubtful = [view for view in self.fields if view.doubtful]
        return sorted(doubtful, key=lambda view: view.field.value is None)

    @property
    def in_work(self) -> FieldView | None:
        """Return the field in work."""
        return next((view for view in self.fields if view.field.name == self.current), None)

    def waiting(self) -> list[Document]:
        """Return the papers of the dossier that were read or have failed and are not confirmed."""
        counter = self._model.counter.counter
        papers = counter.documents if counter is not None else []
        return [one for one in papers if one.stage is Stage.READ or one.fault or one.secrecy]

    # -- moving -----------------------------------------------------------------------------------------------------

    def open(self, document: int | None = None) -> None:
        """Take a paper in work: the one named, else the newest of the slot in hand, else the first that waits."""
        wanted = document or self._best()
        if wanted is None:
            self.paper, self.current = None, ""
            self.changed.emit()
            return
        if self.document is not None and self.document.dossier != self._model.counter.code:
            self.paper, self.current = None, ""  # a former citizen's is not shown while the next one's is fetched
        self._who = who = self._model.session.who
        self._ask(
            lambda desk, who: (paper(desk, wanted), drafts_of(desk, who, wanted)),
            lambda read: self._came(read) if who == self._model.session.who else None,
        )

    def _best(self) -> int | None:
        counter, place = self._model.counter.counter, self._model.counter.place
        waiting = self.waiting()
        here = [one for one in waiting if one.place == place]
        found = next(iter(here or waiting), None)
        if found is None and counter is not None:
            found = next((one for one in counter.documents if one.place == place), None)
        return found.id if found is not None else None

    def _came(self, read: tuple[Paper, dict[str, Draft]]) -> None:
        found, drafts = read
        if self.paper is None or self.paper.document.id != found.document.id:
            self.page = 1
            self._accepted = {name: one.value for name, one in drafts.items() if one.accepted}
            self.typed = {name: one.value for name, one in drafts.items() if not one.accepted}
        self.paper = found
        self.current = ""
        self.next_doubt()

    def reach(self, name: str) -> None:
        """Take a field in work and show its page."""
        self.current = name
        view = self.in_work
        if view is not None and view.field.page:
            self.page = view.field.page
        self.changed.emit()

    def next_doubt(self) -> None:
        """Go to the next doubtful field after the one in work; without any, no field is in work."""
        doubts = [view.field.name for view in self.doubts]
        self.reach(self.following() or next(iter(doubts), ""))

    def following(self) -> str:
        """Return the doubtful field that comes after the one in work, "" when there is no other."""
        doubts = [view.field.name for view in self.doubts]
        after = doubts.index(self.current) + 1 if self.current in doubts else 0
        name = doubts[after % len(doubts)] if doubts else ""
        return name if name != self.current else ""

    def put_typed(self, values: Mapping[str, str | None]) -> None:
        """Hold what was typed or pasted into fields until somebody accepts it; None lets it go."""
        for name, value in values.items():
            if value is None:
                self.typed.pop(name, None)
            else:
                self.typed[name] = value
        self._keep({name: Draft(value, accepted=False) if value is not None else self._draft(name)
                    for name, value in values.items()})  # fmt: skip
        self.changed.emit()

    def show_page(self, place: int) -> None:
        """Show another side."""
        if place != self.page and any(page.place == place for page in self.pages):
            self.page = place
            self.changed.emit()

    # -- verbs ------------------------------------------------------------------------------------------------------

    def accept(self, value: str) -> None:
        """Accept the value of the field in work, as typed, and go to the next doubt; after the last, confirm."""
        if self.current:
            self.typed.pop(self.current, None)
            self._accepted[self.current] = tidied(value)
            self._keep({self.current: self._draft(self.current)})
            self.current = ""
            self.next_doubt()
        else:
            self.confirm()

    def _draft(self, name: str) -> Draft | None:
        return Draft(self._accepted[name]) if name in self._accepted else None

    def _keep(self, drafts: dict[str, Draft | None]) -> None:
        """Have the office keep at once what was accepted or typed: nothing is to be saved, no restart loses it."""
        document, desk, who = self.document, self._model.session.desk, self._who
        if document is not None and desk is not None and who is not None:
            number = document.id
            self._model.runner.ask(lambda: keep_drafts(desk, who, number, drafts))

    @property
    def absent(self) -> list[FieldView]:
        """Return the fields left in doubt when none of them was found on the paper or typed; else nothing."""
        doubts = self.doubts
        return [] if any(view.field.value is not None or view.value for view in doubts) else doubts

    def accept_sure(self) -> None:
        """Confirm the paper if nothing is doubtful any more, else go to the first doubt.

        Of fields that were not found a person says in one go that the paper has none of them; older forms lack many.
        """
        if absent := [view.field.name for view in self.absent]:
            self._accepted |= dict.fromkeys(absent, "")
            self.typed = {name: value for name, value in self.typed.items() if name not in absent}
            self._keep({name: self._draft(name) for name in absent})
            self.current = ""
            self.changed.emit()
        elif self.doubts:
            self.next_doubt()
        else:
            self.confirm()

    def confirm(self) -> None:
        """Confirm the paper as the officer signed in; nothing counts as fact before."""
        document = self.document
        if document is None or self.busy:
            return
        kinds = {named.name: named.type for named in kind_fields(document.kind)}
        values: dict[str, str | None] = {
            name: as_stored(value, kinds.get(name, "text")) for name, value in self._accepted.items()
        }

        def confirm(_: None) -> None:
            self._ask(
                lambda desk, who: review.confirm(desk, who, document.id, values), lambda _: self._confirmed(document)
            )

        self._set_busy(busy=True)
        self._model.runner.ask(lambda: None, confirm)  # behind what is still being kept of it: confirming clears that

    def original(self) -> Document | None:
        """Return the paper in work when it is what the citizen came to have certified and nobody did it yet."""
        document, counter = self.document, self._model.counter.counter
        part = counter.dossier.component(document.place) if counter and document and document.place else None
        if document is None or counter is None or part is None or document.dossier != counter.dossier.code:
            return None
        open_still = counter.copy_of(document.id) is None and not counter.refused(document.id)
        return document if open_still and is_original(part, counter.dossier.procedure.kind) else None

    def _confirmed(self, document: Document) -> None:
        if document.dossier == self._model.counter.code:
            self._model.history.did(self.tr("Đã xác nhận {title}").format(title=document.title or document.id))
        if self.document is None or self.document.id != document.id:
            return  # another was taken in work meanwhile
        self._accepted, self.typed = {}, {}
        original = self.original()
        self.confirmed = original.id if original is not None else 0
        left = [one for one in self.waiting() if one.id != document.id]
        if left:
            self.open(left[0].id)
        else:
            self.paper = None
            self.changed.emit()
            self.finished.emit()

    def set_kind(self, kind: str) -> None:
        """Change the kind of the paper; its fields are read again."""
        document = self.document
        if document is not None:
            told = self.tr("Đã đổi loại giấy")
            self._ask(
                lambda desk, who: review.set_kind(desk, who, document.id, kind), lambda _: self._again(document, told)
            )

    def turn(self, quarter: int) -> None:
        """Turn the page shown by 90, 180 or 270 degrees clockwise and read the paper again."""
        document, page = self.document, self.page
        if document is None:
            return

        def turned(_: Document) -> None:
            self._model.history.did(self.tr("Đã xoay trang {page}").format(page=page))
            self.read_again()

        self._ask(lambda desk, who: review.turn_page(desk, who, (document.id, page), quarter), turned)

    def read_again(self) -> None:
        """Read the paper again, as after a turn or a failure."""
        document, desk, who = self.document, self._model.session.desk, self._model.session.who
        if document is None or desk is None or who is None:
            return
        self._set_busy(busy=True)

        def read(results: list[ReadResult]) -> None:
            self._set_busy(busy=False)
            fault = results[0].fault
            if fault is not None:
                self._model.tell_failure("review", self._model.runner.failure(fault))
            self._again(document)

        self._model.runner.work(lambda p: read_documents(desk, who, [document.id], p), read, self._failed)

    def remove(self, words: str) -> None:
        """Put the paper into the tray; undo takes it out again."""
        document = self.document
        if document is None:
            return

        def removed(_: Document) -> None:
            self._model.history.did(words)
            self._put_away = document.id
            self.paper = None
            self.open()

        self._ask(lambda desk, who: review.remove_document(desk, who, document.id), removed)

    def destroy(self, words: str) -> None:
        """Destroy the picture of a paper under a mark of secrecy, for good."""
        document = self.document
        if document is None:
            return

        def gone(outside: Outside) -> None:
            self._model.solve("secrecy")
            if outside.left:
                left = ", ".join(outside.left)
                self._model.tell(
                    Notice("secret-file", self.tr("Ảnh đã hủy, nhưng tệp gốc còn đó: {files}.").format(files=left),
                           self.tr("Tự tay hủy tệp này ở mọi nơi nó nằm."), "seal")
                )  # fmt: skip
            self._model.history.add(words)
            self.paper = None
            self.finished.emit()

        def destroy(desk: Desk, who: Session) -> Outside:
            return review.destroy_secret(desk, who, document.id, read_settings(desk.home).paper_folders)

        self._ask(destroy, gone)

    # -- inside -----------------------------------------------------------------------------------------------------

    def _session_changed(self) -> None:
        """Put the paper away with the officer: what they typed is kept for them, and nobody else goes on with it."""
        if self._model.session.who is None and self.paper is not None:
            self.paper, self.current = None, ""
            self._accepted, self.typed = {}, {}
            self.changed.emit()

    def _turned(self, act: Act) -> None:
        """Show a paper anew when a deed about it was taken back or done again; one from the tray is taken in work."""
        papers = act.deed.documents if act.deed is not None else ()
        number = self.document.id if self.document is not None else self._put_away
        if number in papers or self._put_away in papers:
            self.paper = None
            self.open(self._put_away if self._put_away in papers else number)
            self._put_away = 0

    def _again(self, document: Document, told: str = "") -> None:
        if told:
            self._model.history.did(told)
        self.paper = None
        self.open(document.id)

    def _ask(self, verb: Callable[[Desk, Session], T], done: Callable[[T], None]) -> None:
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return
        self._set_busy(busy=True)

        def finish(value: T) -> None:
            self._set_busy(busy=False)
            done(value)

        self._model.runner.work(lambda _p: verb(desk, who), finish, self._failed)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        self._set_busy(busy=False)
        self._model.tell_failure("review", failure)
