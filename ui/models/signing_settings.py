"""Who signs with what, whom the office trusts, the backup: what an administrator sets (ký số, sao lưu)."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desk.model.care import Backup
from desk.model.certification import Purpose
from desk.ports import Desk
from desk.work.care import back_up
from desk.work.signers import TokenPlugged, TokenShown, assign_signer, tokens_plugged, tokens_shown
from desk.work.trust import Anchor, anchors, look_into, take_in, take_out
from ui.models.window import WindowModel
from ui.runner import Failure, Job


@dataclass(frozen=True)
class Assignment:
    """Who is to sign with which certificate: `chosen` is the token's serial and the certificate's SHA-256."""

    officer: str
    purpose: Purpose
    chosen: tuple[str, str]
    on_behalf: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Looked:
    plugged: list[TokenPlugged]
    assigned: list[TokenShown]


class SigningSettings(QObject):
    """Hold what was seen of tokens and roots, and carry out what the administrator decides.

    Attributes:
        plugged: Tokens plugged in with their certificates.
        assigned: The tokens of those who sign.
        looking: The drivers are being asked.
        tried: Serials of assigned tokens that were looked for by a press, with whether they can sign now.
        anchors: Whom the office trusts.
        asked: Certificates of `asked_file` that wait for a person's yes.
        leaving: The root a person is asked about whether to trust it no longer, or None.
        backing: A backup is being made; `progress` is (done, total).
        backup: The one made last, with its place.

    Signals:
        changed: something of the above is another now.
    """

    changed = Signal()

    def __init__(self, model: WindowModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._job: Job[Backup] | None = None
        self.plugged: list[TokenPlugged] = []
        self.assigned: list[TokenShown] = []
        self.looking = False
        self.looked = False
        self.tried: dict[str, bool] = {}
        self.anchors: list[Anchor] = []
        self.asked: list[Anchor] = []
        self.asked_file: Path | None = None
        self.leaving: Anchor | None = None
        self.backing = False
        self.progress = (0, 0)
        self.backup: tuple[Backup, Path] | None = None
        self.failure: Failure | None = None

    # -- tokens ----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask the drivers which tokens are plugged in, and read whom the office trusts."""
        desk = self._model.session.desk
        if desk is None or self.looking:
            return
        self.looking, self.failure = True, None
        self.changed.emit()
        self._model.runner.work(lambda _progress: _look(desk), self._looked, self._not_looked)
        self._model.runner.ask(lambda: anchors(desk), self._anchors_came, self._failed)

    def test(self, token: TokenShown) -> None:
        """Look whether a token is plugged in with its certificate; no PIN is asked for and none is spent."""
        desk = self._model.session.desk
        if desk is None or self.looking:
            return
        self.looking = True
        self.changed.emit()

        def came(found: _Looked) -> None:
            on = [c.sha256 for one in found.plugged if one.token.serial == token.serial for c in one.certificates]
            self.tried[token.serial] = token.signer.certificate in on
            self._looked(found)

        self._model.runner.work(lambda _progress: _look(desk), came, self._not_looked)

    def assign(self, wish: Assignment, words: str) -> None:
        """Let an officer sign with a certificate from now on; `words` tell it when it is done."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None:
            return

        def carry_out(_progress: object) -> _Looked:
            assign_signer(desk, who, wish.officer, wish.purpose, wish.chosen, wish.on_behalf)
            return _look(desk)

        self.failure = None
        self._model.runner.work(carry_out, lambda found: self._assigned(found, words), self._failed)

    def _looked(self, found: _Looked) -> None:
        self.looking, self.looked = False, True
        self.plugged, self.assigned = found.plugged, found.assigned
        self.changed.emit()

    def _not_looked(self, failure: Failure) -> None:
        self.looking, self.looked, self.plugged = False, True, []
        self._failed(failure)

    def _assigned(self, found: _Looked, words: str) -> None:
        self._model.history.add(words)
        self._looked(found)

    # -- roots -----------------------------------------------------------------------------------------------------

    def ask_trust(self, file: Path) -> None:
        """Look into a file of certificates; nothing is trusted before a person said so."""
        desk = self._model.session.desk
        if desk is None:
            return
        self.failure = None
        self._model.runner.ask(lambda: look_into(desk, file), lambda found: self._asked(file, found), self._failed)

    def take_in(self, words: str) -> None:
        """Trust what was asked about."""
        desk, who, file = self._model.session.desk, self._model.session.who, self.asked_file
        if desk is None or who is None or file is None:
            return

        def came(found: list[Anchor]) -> None:
            self._model.history.add(words)
            self._anchors_came(found)

        self.drop_question()
        self._model.runner.ask(lambda: take_in(desk, who, file), came, self._failed)

    def has_ended(self, anchor: Anchor) -> bool:
        """Tell whether a root is out of its days now."""
        desk = self._model.session.desk
        return desk is not None and anchor.ended(desk.clock.now())

    def ask_to_leave(self, anchor: Anchor) -> None:
        """Ask whether a root is to be trusted no longer."""
        self.leaving, self.failure = anchor, None
        self.changed.emit()

    def take_out(self, words: str) -> None:
        """Trust the root no longer that was asked about; `words` tell it when it is done."""
        desk, who, anchor = self._model.session.desk, self._model.session.who, self.leaving
        if desk is None or who is None or anchor is None:
            return

        def came(found: list[Anchor]) -> None:
            self._model.history.add(words)
            self._anchors_came(found)

        self.drop_question()
        self._model.runner.ask(lambda: take_out(desk, who, anchor.certificate.sha256), came, self._failed)

    def drop_question(self) -> None:
        """Change nothing of what was asked about."""
        self.asked, self.asked_file, self.leaving = [], None, None
        self.changed.emit()

    def _asked(self, file: Path, found: list[Anchor]) -> None:
        self.asked, self.asked_file = found, file
        self.changed.emit()

    def _anchors_came(self, found: list[Anchor]) -> None:
        self.anchors = found
        self.changed.emit()

    # -- backup ----------------------------------------------------------------------------------------------------

    def back_up(self, to: Path) -> None:
        """Back the office up into a folder that is absent or empty, or a file ending in .zip."""
        desk, who = self._model.session.desk, self._model.session.who
        if desk is None or who is None or self.backing:
            return
        self.backing, self.progress, self.backup, self.failure = True, (0, 0), None, None
        self._job = self._model.runner.work(
            lambda progress: back_up(desk, who, to, progress), lambda made: self._backed_up(made, to),
            self._not_backed_up, self._told,
        )  # fmt: skip
        self.changed.emit()

    def stop(self) -> None:
        """Stop the backup; nothing is left behind."""
        if self._job is not None:
            self._job.cancel()

    def _told(self, done: int, total: int, _what: str) -> None:
        self.progress = (done, total)
        self.changed.emit()

    def _backed_up(self, made: Backup, to: Path) -> None:
        self.backing, self._job, self.backup = False, None, (made, to)
        self.changed.emit()

    def _not_backed_up(self, failure: Failure) -> None:
        self.backing, self._job = False, None
        self._failed(failure)

    def _failed(self, failure: Failure) -> None:
        self.failure = failure
        self.changed.emit()


def _look(desk: Desk) -> _Looked:
    return _Looked(tokens_plugged(desk), tokens_shown(desk))
