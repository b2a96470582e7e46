"""What this desk does by itself (quầy này): the citizen's screen, and when the screen is locked."""

from PySide6.QtCore import QCoreApplication

from ui.models.window import WindowModel
from ui.views.parts.card import Card
from ui.views.parts.combo import ComboField
from ui.views.parts.field import Choice
from ui.views.parts.text import Text
from ui.views.parts.toggle import Toggle

MINUTES = (5, 10, 15, 30, 0)
"""What may be chosen; 0 is never."""


class HabitsCard(Card):
    """Change the habits of this desk; each change counts at once."""

    def __init__(self, model: WindowModel) -> None:
        super().__init__(QCoreApplication.translate("HabitsCard", "Quầy này"))  # before there is a self to ask
        self._habits = model.habits
        self.setAccessibleName(self.title.text())
        self.switch = Toggle(self.tr("Màn hình của công dân"), key="F11")
        self.switch.clicked.connect(lambda on: self._habits.show_citizen(on=bool(on)))
        self.body.addWidget(self.switch)
        words = self.tr("Quay về phía người dân: tên, trang giấy của họ, hai câu. Có màn hình thứ hai thì mở ở đó.")
        self.body.addWidget(Text(words, "caption", "ink3", wrap=True))
        choices = [Choice(str(one), self._after(one)) for one in MINUTES]
        self.minutes = ComboField(self.tr("Tự khóa màn hình"), choices)
        self.minutes.chosen.connect(lambda key: self._habits.lock_after(int(key)))
        self.body.addWidget(self.minutes)
        kept = self.tr("Khóa ngay bằng Shift F12. Việc đang làm còn nguyên. Văn phòng diễn tập không tự khóa.")
        self.body.addWidget(Text(kept, "caption", "ink3", wrap=True))
        self._habits.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the habits as they are."""
        now = self._habits.now
        self.switch.setChecked(now.citizen)
        nearest = min(MINUTES[:-1], key=lambda one: abs(one - now.lock)) if now.lock else 0
        self.minutes.choose(str(nearest))

    def _after(self, minutes: int) -> str:
        if not minutes:
            return self.tr("Không tự khóa")
        return self.tr("Sau {minutes} phút không ai bấm").format(minutes=minutes)
