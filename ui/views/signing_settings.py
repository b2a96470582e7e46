"""Signing and safekeeping (Ký số, sao lưu): who signs with which token, whom the office trusts, a backup now."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.model.deadline import VIETNAM
from desk.model.people import Role
from ui.models.archive import ArchiveModel
from ui.models.books import BooksModel
from ui.models.demand import DemandModel
from ui.models.signing_settings import SigningSettings
from ui.models.window import WindowModel
from ui.views.archive_card import ArchiveCard
from ui.views.backup_card import BackupCard
from ui.views.books_card import BooksCard
from ui.views.demand_card import DemandCard
from ui.views.parts.card import Box
from ui.views.parts.keys import make_action
from ui.views.screen import Screen
from ui.views.signers_card import SignersCard
from ui.views.trust_card import TrustCard


class SigningSettingsScreen(Screen):
    """Set what signing needs; only an administrator changes it, everybody sees it."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(self.tr("Ký số và sao lưu"), self.tr("USB ký số, gốc tin cậy, bản sao lưu của văn phòng"))
        self._window = model
        self._settings = SigningSettings(model, self)
        self.archive = ArchiveModel(model, self)
        self.demands = DemandModel(model, self)
        self.marks = BooksModel(model, self)
        self._make_acts()
        self._build()
        self._settings.changed.connect(self._refresh)
        model.session.changed.connect(self._refresh)
        self._refresh()

    @property
    def model(self) -> SigningSettings:
        """Return the settings behind the screen."""
        return self._settings

    def panes(self) -> list[QWidget]:
        """Give the cards."""
        return [self.signers, self.demand, self.trust, self.backup, self.care, self.books]

    def enter(self) -> None:
        """Look at the tokens and the roots anew."""
        self._settings.look()
        self.archive.look()
        self.demands.look()
        self.marks.look()
        self.signers.focus_first()

    def _make_acts(self) -> None:
        self._home = make_action(self, self.tr("Về thiết đặt"), ["Return", "Esc"], "arrow-left", "primary")
        self._home.triggered.connect(self._go_back)
        self._look = make_action(self, self.tr("Tìm lại USB"), "F5", "refresh")
        self._look.triggered.connect(self._look_again)
        self.set_acts(self._home, self._look)

    def _build(self) -> None:
        self.signers = SignersCard(self._window, self._settings)
        self.trust = TrustCard(self._settings)
        self.trust.file_wanted.connect(self._choose_root)
        self.backup = BackupCard(self._settings)
        self.backup.place_wanted.connect(self._choose_place)
        self.care = ArchiveCard(self.archive)
        self.demand = DemandCard(self.demands)
        self.books = BooksCard(self.marks)
        ground = Box("none")
        across = QHBoxLayout(ground)
        across.setContentsMargins(18, 16, 18, 16)
        across.setSpacing(14)
        left, right = QVBoxLayout(), QVBoxLayout()
        cards = (self.signers, self.demand), (self.trust, self.backup, self.care, self.books)
        for column, stack in zip((left, right), cards, strict=True):
            column.setSpacing(12)
            for card in stack:
                column.addWidget(card)
            column.addStretch(1)
            across.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        scroll.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _refresh(self) -> None:
        may = self._window.session.may(Role.ADMIN)
        self.signers.refresh(may=may)
        self.trust.refresh(may=may)
        self.backup.refresh(may=may)
        self.demand.refresh(may=may)
        self.books.refresh(may=may)
        self._look.setEnabled(not self._settings.looking)
        failure = self._settings.failure
        if failure is not None:
            self._settings.failure = None
            self._window.tell_failure("signing", failure)

    def _look_again(self) -> None:
        self._window.solve("signing")
        self._window.status.look_for_tokens()
        self._settings.look()

    def _go_back(self) -> None:
        if self._settings.backing:
            self._settings.stop()
        elif self.archive.renewing:
            self.archive.stop()
        else:
            self._window.go("settings")

    def _choose_root(self) -> None:
        kinds = self.tr("Chứng thư") + " (*.pem *.crt *.cer *.der)"
        file, _kind = QFileDialog.getOpenFileName(self, self.tr("Chọn chứng thư gốc"), "", kinds)
        if file:
            self._settings.ask_trust(Path(file))

    def _choose_place(self) -> None:
        desk = self._window.session.desk
        if desk is None:
            return
        now = desk.clock.now().astimezone(VIETNAM)
        name = f"sao-luu-{now:%Y%m%d-%H%M}.zip"
        file, _kind = QFileDialog.getSaveFileName(self, self.tr("Sao lưu văn phòng vào"), name, "ZIP (*.zip)")
        if file:
            self._settings.back_up(Path(file) if file.lower().endswith(".zip") else Path(f"{file}.zip"))
