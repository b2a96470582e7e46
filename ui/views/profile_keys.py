"""Shift+F2 to Shift+F9 in the whole window: each scans with the work profile (kiểu quét) that has the key."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk.model.profile import KEYS
from ui.models.window import WindowModel
from ui.views.language import language_now
from ui.views.parts.keys import make_action


class ProfileKeys(QObject):
    """Hold one act a key; a key without a profile does nothing and is not listed by F1."""

    def __init__(self, window: QWidget, model: WindowModel) -> None:
        super().__init__(window)
        self._model = model
        self._acts = {key: make_action(window, "", f"Shift+F{key}", "scan") for key in KEYS}
        for key, act in self._acts.items():
            act.setAutoRepeat(False)
            act.triggered.connect(lambda _=False, pressed=key: self._press(pressed))
        model.profiles.changed.connect(self.refresh)
        model.session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Name the acts after the profiles as they are now."""
        inside = self._model.session.who is not None
        for key, act in self._acts.items():
            profile = self._model.profiles.shown.on_key(key)
            act.setEnabled(inside and profile is not None)
            if profile is not None:
                from desk.work.profile_words import profile_line

                act.setText(self.tr("Quét kiểu «{name}»").format(name=profile.name))
                act.setStatusTip(f"{act.text()}: {profile_line(profile, language_now())}")

    def _press(self, key: int) -> None:
        from ui.models.scan_profile import press

        profile = self._model.profiles.shown.on_key(key)
        if profile is not None:
            press(self._model, profile)
