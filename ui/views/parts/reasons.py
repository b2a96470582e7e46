"""A row of usual reasons, so that nobody types them each time (lý do thường gặp)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout

from ui.views.parts.button import Button


def usual_reasons(reasons: Sequence[str], take: Callable[[str], None]) -> QHBoxLayout:
    """Return a row of small buttons; pressing one hands its words to `take`."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for words in reasons:
        button = Button(words, "soft", size="small")
        button.clicked.connect(lambda words=words: take(words))
        row.addWidget(button)
    row.addStretch(1)
    return row
