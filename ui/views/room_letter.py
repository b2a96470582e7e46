"""Look at a PDF that another room than the counter shows: a certified copy of the book, the record of a check."""

import shutil
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog

from desk.errors import FileMissing, OutputRefused
from ui.models.verify import fields_beside
from ui.models.window import WindowModel
from ui.views.letter import LetterScreen
from ui.views.parts.keys import make_action


class RoomLetter(LetterScreen):
    """Show, print and keep a PDF; the top bar shows its title, not the citizen at the counter."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(model)
        self.at_counter = False
        self._save = make_action(self, self.tr("Lưu thành tệp"), "Ctrl+E", "download")
        self._save.triggered.connect(self._ask_where)

    def beside(self) -> tuple[QAction, ...]:
        """Give the acts beside the primary."""
        return (self._save, self.back)

    def enter(self) -> None:
        """Take the name of the paper for the title, and offer the acts of this room."""
        super().enter()
        letter = self._model.letter
        if letter is not None:
            self.set_title(letter.title, letter.file.name)
            self.set_acts(self.primary, *self.beside())

    def _ask_where(self) -> None:
        letter = self._model.letter
        if letter is None:
            return
        kinds = "PDF (*.pdf);;JSON (*.json)" if fields_beside(letter.file).is_file() else "PDF (*.pdf)"
        name, kind = QFileDialog.getSaveFileName(self, self.tr("Lưu tệp"), letter.file.name, kinds)
        if name:
            out = Path(name)
            self.keep(fields_beside(out) if kind.startswith("JSON") and out.suffix.lower() != ".json" else out)

    def keep(self, out: Path) -> None:
        """Copy the PDF to where a person wants it, or the values behind it when the name ends in .json."""
        letter = self._model.letter
        if letter is None:
            return
        fields = fields_beside(letter.file)
        file = fields if out.suffix.lower() == ".json" and fields.is_file() else letter.file
        words = self.tr("Đã lưu {file}").format(file=out.name)
        self._model.runner.work(
            lambda _progress: _copied(file, out),
            lambda _: self._model.history.tell(words),
            lambda failure: self._model.tell_failure("pages", failure),
        )


class CopyLetter(RoomLetter):
    """Show a certified copy; its signatures are checked by one key."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(model)
        self._check = make_action(self, self.tr("Kiểm chữ ký"), "Ctrl+I", "verify")
        self._check.triggered.connect(self._check_it)

    def beside(self) -> tuple[QAction, ...]:
        """Give checking and keeping; Esc goes back all the same."""
        return (self._check, self._save)

    def _check_it(self) -> None:
        if self._model.letter is not None:
            self._model.check_file(self._model.letter.file)


def _copied(file: Path, out: Path) -> Path:
    if not file.is_file():
        raise FileMissing(file=file.name)
    try:
        return Path(shutil.copyfile(file, out))
    except (OSError, shutil.SameFileError) as why:
        raise OutputRefused(file=out.name, why=getattr(why, "strerror", None) or "-") from why
