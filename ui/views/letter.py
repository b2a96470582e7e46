"""Look at a PDF of the office as others will see it, signature blocks included, and print it: a refusal, a copy."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

from desk.jobs import Progress
from desk.ports import Desk
from desk.work.receive import clear_spool
from ui.models.page_words import PageWords
from ui.models.window import Letter, WindowModel
from ui.runner import Failure
from ui.views.paper_look import PagesScreen
from ui.views.parts.keys import make_action, sequence_of
from ui.views.pictures import PAGE_PX, load_picture
from ui.views.verify_pages import MOST_FOUND, WORDS_PX

_KEPT = 5
"""Pages kept in memory, the one shown and its neighbours among them: about 13 MB each."""


class LetterScreen(PagesScreen):
    """Show the pages one at a time, each drawn when it is turned to; Enter prints, Esc goes back."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(model, self.tr("Xem và in"))
        self._letter: Letter | None = None
        self._drawn: dict[int, QImage] = {}
        self._under_way: set[int] = set()
        self._words_asked = False
        self.finder.opened.connect(self._ask_words)
        self._place, self._total = 1, 0
        self._print = make_action(self, self.tr("In"), "Return", "printer", "primary")
        self._print.setAutoRepeat(False)
        self._print.triggered.connect(self._print_all)
        self.back.triggered.disconnect()
        self.back.triggered.connect(self._go_back)
        self._seen = make_action(self, self.tr("Đã xem, quay lại"), "Return", "arrow-left", "primary")
        self._seen.triggered.connect(self._go_back)
        self._seen.setEnabled(False)
        self.set_acts(self._print, self.back)

    def enter(self) -> None:
        """Draw the first page of the letter asked for."""
        self.viewer.setFocus()
        letter = self._model.letter
        if letter is None or letter == self._letter:
            return
        self._letter, self._drawn, self._place, self._total = letter, {}, 1, 0
        self._under_way, self._words_asked = set(), False
        self.back.setText(self.tr("Quay lại") if letter.back != "counter" else self.tr("Về quầy"))
        self._offer(letter)
        self._print.setText(self.tr("In {title}").format(title=letter.title[:1].lower() + letter.title[1:]))
        self._asked = self.show_waiting(letter.title)
        self._ask(1)

    def _offer(self, letter: Letter) -> None:
        """Make printing the next step; of a paper that is only looked at, one act beside it."""
        keys = ["Return", "Enter", "Ctrl+P"] if letter.to_print else ["Ctrl+P"]
        self._print.setShortcuts([sequence_of(key) for key in keys])
        self._print.setProperty("button-role", "primary" if letter.to_print else "")
        self._seen.setEnabled(not letter.to_print)
        if not letter.to_print:
            self.set_acts(self._seen, self._print)
        elif self.primary is self._seen:
            self.set_acts(self._print, self.back)

    def turn(self, by: int) -> None:
        """Go to another page; one that was not drawn yet is drawn now."""
        wanted = max(1, min(self._total, self._place + by)) if self._total else 1
        self._place = wanted
        if wanted in self._drawn:
            self._show(wanted)
        elif self._total:
            self._ask(wanted)

    def go_to(self, place: int) -> None:
        """Go to the page of a place, from 1."""
        self.turn(place - self._place)

    def _ask(self, place: int) -> None:
        desk, letter, asked = self._model.session.desk, self._letter, self._asked
        if desk is None or letter is None or place in self._under_way:
            return
        self._under_way.add(place)

        def take(drawn: tuple[QImage, int, PageWords]) -> None:
            if asked != self._asked:
                return
            self._under_way.discard(place)
            self._drawn[place], self._total, self.words[place] = drawn
            while len(self._drawn) > _KEPT:
                self._drawn.pop(max(self._drawn, key=lambda other: abs(other - self._place)))
            if place == self._place:
                self._show(place)

        def fail(failure: Failure) -> None:
            self._under_way.discard(place)
            if asked == self._asked and place == self._place:
                self.failed(failure)

        self._model.runner.work(lambda _progress: draw_page(desk, letter.file, place), take, fail)

    def _show(self, place: int) -> None:
        """Show a page, and have its neighbours drawn before they are turned to."""
        self.pages = [self._drawn[place]]
        self.viewer.set_picture(self._drawn[place])
        self.finder.show_paper(self.words)
        self.say_page(place, self._total)
        for near in (place + 1, place - 1):
            if 1 <= near <= self._total and near not in self._drawn:
                self._ask(near)

    def _ask_words(self) -> None:
        """Fetch the words of pages that were not turned to, one page after the other, for what is to be found."""
        desk, letter, asked, total = self._model.session.desk, self._letter, self._asked, self._total
        if desk is None or letter is None or self._words_asked or not total:
            return
        self._words_asked = True
        missing = [place for place in range(1, min(total, MOST_FOUND) + 1) if place not in self.words]

        def take(came: tuple[int, PageWords]) -> None:
            if asked == self._asked:
                self.words.setdefault(*came)
                self.finder.show_paper(self.words)

        home = self._model.runner.homeward(take)

        def fetch(progress: Progress) -> None:
            for place in missing:
                progress.check()
                if asked != self._asked:
                    return
                home((place, draw_page(desk, letter.file, place, WORDS_PX)[2]))

        self._model.runner.work(fetch, None, lambda _failure: None)

    def _print_all(self) -> None:
        desk, letter, total = self._model.session.desk, self._letter, self._total
        if desk is not None and letter is not None and total:
            self.print_file(letter.file, lambda: drawn_pages(desk, letter.file, total))

    def _go_back(self) -> None:
        self._model.go(self._letter.back if self._letter is not None else "counter")


def draw_page(desk: Desk, file: Path, place: int, side_px: int = PAGE_PX) -> tuple[QImage, int, PageWords]:
    """Draw one page and tell how many there are and what its words are; called on a thread of the runner."""
    folder = desk.spool / f"letter-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        drawn = desk.reader.draw(file, place, folder / "page.png", side_px)
        picture = load_picture(drawn.image.path, side_px, drawn.image.hint)
        return picture, drawn.pages, PageWords.of(drawn.words, drawn.image.width_px, drawn.image.height_px)
    finally:
        clear_spool(folder)


def drawn_pages(desk: Desk, file: Path, total: int) -> Iterator[QImage]:
    """Draw the pages one after the other, so that a long paper never stands in memory whole."""
    for place in range(1, total + 1):
        yield draw_page(desk, file, place)[0]
