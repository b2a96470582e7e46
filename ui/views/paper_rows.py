"""The rows of a list of a dossier's pages: a head for each paper, its pages, and the places that are still empty."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desk.model.paper import Page
from desk.text import phrase
from desk.work.counter import Counter, Paper, Slot
from ui.models.steps import is_scanned
from ui.views.language import language_now
from ui.views.slot_words import head_name, title_words
from ui.views.thumb_model import PageState, ThumbHead, ThumbPage, ThumbRoom, ThumbRow

_PAGE, _ROOM = "page-", "room-"


def _tr(text: str) -> str:
    return QCoreApplication.translate("", text)


def page_key(page: Page) -> str:
    """Return the key of a page in such a list."""
    return f"{_PAGE}{page.id}"


def page_of(key: str) -> int:
    """Return the page of a key, 0 when it is of none."""
    return int(key.removeprefix(_PAGE)) if key.startswith(_PAGE) else 0


def room_of(key: str) -> int | None:
    """Return the component of an empty place's key (0 = other papers), None when it is of none."""
    return int(key.removeprefix(_ROOM)) if key.startswith(_ROOM) else None


def paper_rows(papers: Sequence[Paper], counter: Counter | None) -> list[ThumbRow]:
    """Return the rows of papers.

    Args:
        papers: With their pages.
        counter: The dossier whose papers they are, to name components and show empty places; None where nothing is
            to be sorted.
    """
    rows: list[ThumbRow] = []
    by_id = {one.document.id: one for one in papers}
    for slot in counter.slots if counter is not None else ():
        mine = [by_id.pop(one.id) for one in slot.documents if one.id in by_id]
        rows += [row for one in mine for row in _paper(one, counter)]
        if not mine and counter is not None and _takes(slot, counter):
            place = slot.component.place
            rows += [ThumbHead(f"slot-{place}", head_name(counter, place)),
                     ThumbRoom(f"{_ROOM}{place}", _tr("Thả trang vào đây"))]  # fmt: skip
    rows += [row for one in by_id.values() for row in _paper(one, counter)]
    if counter is not None:
        rows += [ThumbHead("slot-0", _tr("Giấy tờ khác")), ThumbRoom(f"{_ROOM}0", _tr("Thả trang vào đây"))]
    return rows


def _takes(slot: Slot, counter: Counter) -> bool:
    scanned = is_scanned(slot.component, counter.dossier.procedure.kind)
    return scanned and slot.reused is None and slot.shown_at is None


def _paper(one: Paper, counter: Counter | None) -> list[ThumbRow]:
    place = one.document.place
    name = head_name(counter, place) if counter is not None and place else title_words(one.document)
    count = _tr("{n} trang").format(n=len(one.pages))
    state: PageState = "ok" if one.document.confirmed_by else "doubt"
    return [ThumbHead(f"head-{one.document.id}", name, count), *[_page(page, state) for page in one.pages]]


def _page(page: Page, state: PageState) -> ThumbPage:
    warnings = page.reading.warnings if page.reading is not None else ()
    told = " ".join(phrase(f"warning.quality-{code}", language_now()) for code in warnings)
    blank = page.reading is not None and page.reading.blank
    upright = page.width_px, page.height_px
    turned = (page.hint + page.turn - (page.reading.rotation or 0 if page.reading is not None else 0)) % 180
    wide, tall = upright[::-1] if turned else upright
    return ThumbPage(page_key(page), str(page.place), "faint" if blank else state, told, tall / max(1, wide))
