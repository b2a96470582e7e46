"""Deeds in words (việc đã làm, bằng lời), the same in the window and by command."""

from desk.model.deed import Deed, DeedKind
from desk.text import Language, phrase


def deed_words(deed: Deed, language: Language = "vi") -> str:
    """Return what was done, such as «Bỏ Giấy khai sinh vào khay»."""
    data = deed.data
    title = str(data.get("title") or "") or phrase("deed.paper", language, document=data.get("document"))
    key = deed.kind.value
    if deed.kind is DeedKind.SETTING:
        key = f"setting-{data.get('what')}"
    elif deed.kind is DeedKind.MOVED and data.get("after") is None:
        key = "moved-out"
    words = {**data, "title": title, "to": data.get("after")}
    return phrase(f"deed.{key}", language, **words)
