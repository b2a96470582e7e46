"""Signed scans (ký giấy số hóa): whether a dossier may be handed over without its clerk's signatures."""

from ui.models.demand import DemandModel
from ui.views.parts.card import Card
from ui.views.parts.keys import make_action
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle


class DemandCard(Card):
    """Switch the office's demand on or off; only an administrator may."""

    def __init__(self, demands: DemandModel) -> None:
        super().__init__(self.tr("Ký giấy số hóa"), dense=True)
        self._demands = demands
        self._may = False
        self.setAccessibleName(self.title.text())
        words = self.tr("Cán bộ tiếp nhận ký giấy đã quét bằng USB của mình ở bước Trao (F7).")
        self.body.addWidget(Text(words, "label", "ink2", wrap=True))
        act = make_action(self, self.tr("Chưa ký thì không trao hồ sơ"), "Ctrl+J")
        self.switch = Toggle(act.text(), key=act)
        act.triggered.connect(self.switch.click)
        self._act = act
        self.switch.clicked.connect(lambda on: self._want(on=bool(on)))
        self.head.addWidget(self.switch)
        self._only = Text(self.tr("Chỉ người quản trị đổi được."), "label", "ink3", wrap=True)
        self.body.addWidget(self._only)
        demands.changed.connect(lambda: self.refresh(may=self._may))

    def refresh(self, *, may: bool) -> None:
        """Show how the office has it."""
        self._may = may
        wanted = self._demands.wanted
        able = may and wanted is not None
        self.switch.setChecked(bool(wanted))
        self.switch.setEnabled(able)
        self._act.setEnabled(able)
        self._only.setVisible(not may)

    def _want(self, *, on: bool) -> None:
        words = (
            self.tr("Từ nay chưa ký giấy số hóa thì không trao"),
            self.tr("Từ nay trao được khi chưa ký giấy số hóa"),
        )
        self._demands.want(words, wanted=on)
