"""Checking (kiểm): a named person looks, corrects and confirms; until then nothing counts as fact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desk.errors import DocumentUnknown, FieldUnknown, NotReadYet
from desk.jobs import milestone
from desk.model.deed import DeedKind
from desk.model.events import Kind
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Role, Session
from desk.model.values import tidy
from desk.ports import Desk, UnitOfWork
from desk.work.deeds import act_on, doing, told_of
from desk.work.destroying import destroy_secret as destroy_secret
from desk.work.digitise import bind, index_document, kind_title, understanding
from desk.work.journalling import note
from desk.work.receive import Place, check_place
from desk.work.tray import put_into_tray, take_from_tray
from ocr.kinds import kinds
from ocr.page import Box, PageReading, Word


def document_with_pages(uow: UnitOfWork, document_id: int) -> tuple[Document, list[Page]]:
    """Return a document and its pages that are not in the tray; DocumentUnknown when there is none."""
    document = uow.documents.get(document_id)
    if document is None:
        raise DocumentUnknown(document=document_id)
    return document, [page for page in uow.documents.pages(document_id) if not page.removed]


def confirm(desk: Desk, who: Session, document_id: int, values: Mapping[str, str | None] | None = None) -> list[Field]:
    """Confirm a document's fields as this officer, with corrections.

    Fields, text layer, searchable PDF and index change together: the new PDF is written first, then one transaction
    makes all of it true. Values are NFC; an empty value confirms that the paper has no such field.

    Raises:
        DocumentUnknown; NotReadYet: it is still being received or read.
        FieldUnknown: the kind has no field of this name.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    values = values or {}
    with desk.unit() as uow:
        document, pages = document_with_pages(uow, document_id)
        fields = uow.documents.fields(document_id)
    if document.stage not in (Stage.READ, Stage.CONFIRMED):
        raise NotReadYet(document=document_id)
    fields = _with_blanks(document, fields, values)
    now = desk.clock.now()
    given = [replace(f, value=tidy(values[f.name] or "") or None) if f.name in values else f for f in fields]
    corrected = [after for after, before in zip(given, fields, strict=True) if after.value != before.value]
    confirmed = [replace(field, confirmed_by=who.officer.id, confirmed_at=now) for field in given]
    changed = [_mended(page, corrected) for page in pages]
    if changed != pages:
        document = replace(document, pdf=bind(desk, document, changed))
    milestone("pdf-mended")
    document = replace(document.at(Stage.CONFIRMED), confirmed_by=who.officer.id, confirmed_at=now)
    with desk.unit() as uow:
        with doing(uow, desk, who, act_on(DeedKind.CONFIRMED, document, corrected=len(corrected))):
            for page in set(changed) - set(pages):
                uow.documents.update_page(page)
            _put(uow, document, confirmed, changed)
        uow.drafts.clear(f"document:{document_id}")
        note(
            uow, desk, who, Kind.FIELDS_CONFIRMED, f"document:{document_id}",
            fields=len(confirmed), corrected=[field.name for field in corrected], object=document.pdf,
        )
        uow.commit()
    milestone("confirmed")
    return confirmed


def _put(uow: UnitOfWork, document: Document, fields: Sequence[Field], pages: Sequence[Page]) -> None:
    """Keep a document with its fields, and what it is found by."""
    uow.documents.update(document)
    uow.documents.put_fields(document.id, fields)
    index_document(uow, document, fields, [page.reading for page in pages if page.reading is not None])


def _with_blanks(document: Document, fields: Sequence[Field], values: Mapping[str, str | None]) -> list[Field]:
    """Add the fields a person gives that the machine did not find; FieldUnknown for names the kind does not have."""
    there = {field.name for field in fields}
    known = kinds().get(document.kind or "")
    allowed = {field.name for field in known.fields} if known is not None else set()
    added = []
    for name in values:
        if name in there:
            continue
        if name not in allowed:
            raise FieldUnknown(field=name, kind=document.kind or "-")
        added.append(Field(name, None, None, 0.0, 0, None, "typed"))
    return [*fields, *added]


def _mended(page: Page, corrected: Sequence[Field]) -> Page:
    """Put corrected values into the words of a page, where the field stands."""
    reading = page.reading
    for field in corrected:
        if reading is not None and field.box is not None and field.page == page.place:
            reading = _with_words(reading, field.box, printed(field.value or ""))
    return page if reading == page.reading else replace(page, reading=reading)


def printed(value: str) -> str:
    """Return a value as papers print it: an ISO date as dd/mm/yyyy, anything else as it is."""
    parts = value.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[0]) == 4:
        return "/".join(reversed(parts))
    return value


def _with_words(reading: PageReading, box: Box, text: str) -> PageReading:
    """Return the reading with the words inside the box replaced by a text, sharing out the width by letters."""
    left, top, right, bottom = (
        edge * size for edge, size in zip(box, (reading.width_px, reading.height_px) * 2, strict=True)
    )
    inside = [
        i for i, w in enumerate(reading.words)
        if left <= (w.left + w.right) / 2 <= right and top <= (w.top + w.bottom) / 2 <= bottom
    ]
    if not inside:
        return reading
    old = [reading.words[i] for i in inside]
    first, new_words = old[0], []
    letters = max(1, len(text))
    done = 0
    for part in text.split():
        start, end = left + (right - left) * done / letters, left + (right - left) * (done + len(part)) / letters
        new_words.append(Word(part, round(start), round(top), round(end), round(bottom), 1.0, first.line, first.block))
        done += len(part) + 1
    kept = [w for i, w in enumerate(reading.words) if i not in set(inside[1:])]
    place = kept.index(first)
    words = (*kept[:place], *new_words, *kept[place + 1 :])
    return replace(reading, words=words, text=_text_with(reading.text, old, text))


def _text_with(text: str, old: Sequence[Word], new: str) -> str:
    """Replace the old words in the page's text where they stand as one run; else add the new text at the end."""
    run = " ".join(word.text for word in old)
    if run in text:
        return text.replace(run, new, 1)
    pieces = text.split(old[0].text, 1)
    return f"{pieces[0]}{new}{pieces[1]}" if len(old) == 1 and len(pieces) == 2 else f"{text}\n{new}"


def set_kind(desk: Desk, who: Session, document_id: int, kind: str) -> Document:
    """Change the kind of a paper by hand; its fields are read again as those of that kind, unconfirmed."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        document, pages = document_with_pages(uow, document_id)
    if document.stage not in (Stage.READ, Stage.CONFIRMED):
        raise NotReadYet(document=document_id)
    understood = understanding(desk, pages, kind)
    document = replace(
        document, kind=kind, kind_confidence=1.0, title=kind_title(kind), stage=Stage.READ, confirmed_by=None,
        confirmed_at=None,
    )
    fields = [
        Field(f.name, f.value, f.value, f.confidence, f.page, f.box, f.how) for f in understood.fields
    ]
    with desk.unit() as uow:
        with doing(uow, desk, who, act_on(DeedKind.KIND_SET, document, paper=kind)):
            _put(uow, document, fields, pages)
        uow.drafts.clear(f"document:{document_id}")
        note(uow, desk, who, Kind.DOCUMENT_READ, f"document:{document_id}", paper=kind, by_hand=True)
        uow.commit()
    return document


def move_document(desk: Desk, who: Session, document_id: int, place: int | None) -> Document:
    """Put a paper under another component of its dossier, or under «giấy tờ khác» with None."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        document, _pages = document_with_pages(uow, document_id)
        check_place(uow, Place(document.dossier, place))
        moved = replace(document, place=place)
        if place != document.place:
            act = told_of(DeedKind.MOVED, document, before=document.place, after=place)
            with doing(uow, desk, who, act):
                uow.documents.update(moved)
        note(uow, desk, who, Kind.DOCUMENT_MOVED, f"document:{document_id}", before=document.place, after=place)
        uow.commit()
    return moved


def remove_document(desk: Desk, who: Session, document_id: int) -> Document:
    """Put a paper into the tray: out of the dossier, the search and the reuse; its bytes stay.

    Raises:
        DocumentUnknown. CopyStageWrong: it has a number in the register, which is made void first.
    """
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        document, _pages = document_with_pages(uow, document_id)
        with doing(uow, desk, who, told_of(DeedKind.REMOVED, document)) as act:
            act.kept = document.stage is not Stage.REMOVED
            removed = put_into_tray(uow, desk, who, document)
        uow.commit()
    return removed


def restore_document(desk: Desk, who: Session, document_id: int) -> Document:
    """Take a paper back out of the tray, confirmed again if it had been."""
    who.require(Role.RECEPTION)
    with desk.unit() as uow:
        document, _pages = document_with_pages(uow, document_id)
        if document.stage is not Stage.REMOVED:
            return document
        with doing(uow, desk, who, told_of(DeedKind.RESTORED, document)):
            restored = take_from_tray(uow, desk, who, document)
        uow.commit()
    return restored


def turn_page(desk: Desk, who: Session, page_place: tuple[int, int], quarter: int) -> Document:
    """Turn one page (document, place) by 90, 180 or 270 degrees clockwise; the document is to be read again.

    The bytes of the picture stay; confirmed fields become suggestions again, because their places moved.
    """
    who.require(Role.RECEPTION)
    document_id, place = page_place
    with desk.unit() as uow:
        document, pages = document_with_pages(uow, document_id)
        page = next((p for p in pages if p.place == place), None)
        if page is None:
            raise DocumentUnknown(document=document_id)
        again = replace(document, stage=Stage.RECEIVED, confirmed_by=None, confirmed_at=None)
        with doing(uow, desk, who, act_on(DeedKind.TURNED, document, page=place, quarter=quarter)):
            uow.documents.update_page(replace(page, turn=(page.turn + quarter) % 360, reading=None))
            uow.documents.update(again)
        uow.drafts.clear(f"document:{document_id}")
        note(uow, desk, who, Kind.PAGE_TURNED, f"document:{document_id}", page=place, quarter=quarter)
        uow.commit()
    return again
