"""What a paper is and says (loại giấy và các trường): the door of this part of the room."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ocr import official as head_reader
from ocr.card import card_fields
from ocr.confidence import true_confidence
from ocr.engine import open_engine
from ocr.form import read_form
from ocr.gaps import closer_date, closer_number, doubtful
from ocr.handwriting import UprightPage
from ocr.kind_guess import guess_kind
from ocr.kinds import Kind, kinds, recognise
from ocr.lexicon import official
from ocr.logic import cross_check, with_code
from ocr.marks import find_secrecy, without_copy_stamp
from ocr.page import DocumentReading, FieldReading, PageImage, PageReading
from ocr.printed import Line, box_of, page_lines
from ocr.secrecy import stamped_secrecy
from ocr.signer import read_signer
from ocr.signer_look import closer_signer, worth_a_look

_OFFICIAL = "van_ban_hanh_chinh"
_CARD = "can_cuoc"

_OPEN_PAGES = 2
"""Pictures kept in memory at a time: the head's and the signer's."""
Opened = Callable[[int], UprightPage]
"""Gives the picture of a side by its place among the pages, from 0."""


def understand(
    pages: Sequence[PageReading],
    codes: Iterable[str] = (),
    kind: str | None = None,
    images: Sequence[PageImage] = (),
) -> DocumentReading:
    """Tells the kind of a paper and reads its fields.

    Args:
        pages: The readings of its pages, in order; blank ones may be among them.
        codes: Texts of the QR codes on it.
        kind: Code of the kind a person says it is; None to find out.
        images: The sides the readings are of, in the same order: what is written by hand is looked at there again.
    """
    everything = [line for number, page in enumerate(pages, 1) for line in page_lines(page, number)]
    opened = None
    if len(images) == len(pages):
        opened = lru_cache(_OPEN_PAGES)(lambda side: UprightPage(images[side], pages[side]))
    secrecy = find_secrecy(everything) or _stamped(pages, opened)
    lines, copy_mark = without_copy_stamp(everything)
    card = card_fields(codes)
    told, sure = (kinds().get(kind), 1.0) if kind is not None else _kind(pages, lines, bool(card))
    if told is None:
        return DocumentReading(None, 0.0, (), secrecy, copy_mark)
    fields = (
        _official(pages, lines, told, opened)
        if told.reader == "official"
        else read_form(told, pages, lines, copy_mark=copy_mark)
    )
    if told.code == _CARD:
        fields = with_code(fields, card)
    return DocumentReading(told.code, round(sure, 3), tuple(cross_check(told, fields)), secrecy, copy_mark)


def _stamped(pages: Sequence[PageReading], opened: Opened | None) -> str | None:
    """Looks for a stamped mark of secrecy on pages that begin a paper: the first with print, and each with a head."""
    if opened is None:
        return None
    printed = [side for side, page in enumerate(pages) if page.words and not page.blank]
    for side in printed:
        if side == printed[0] or head_reader.find_head(pages[side], side + 1) is not None:
            mark = stamped_secrecy(opened(side), pages[side], open_engine())
            if mark is not None:
                return mark
    return None


def _kind(pages: Sequence[PageReading], lines: Sequence[Line], card: bool) -> tuple[Kind | None, float]:  # noqa: FBT001  # private
    if card:
        return kinds()[_CARD], 0.99
    found, sure = recognise(lines)
    if found is not None:
        return found, sure
    head = _head(pages)
    if head is not None and head.number is not None:
        return kinds()[_OFFICIAL], 0.95
    found, sure = guess_kind(
        [line for number, page in enumerate(pages, 1) for line in page_lines(page, number, split=False)]
    )
    if found is not None:
        return found, round(sure, 3)
    return (kinds()[_OFFICIAL], 0.6) if head is not None else (None, 0.0)


def _head(pages: Sequence[PageReading]) -> head_reader.Head | None:
    found = (head_reader.find_head(page, number) for number, page in enumerate(pages, 1))
    return next((head for head in found if head is not None), None)


def _official(
    pages: Sequence[PageReading], lines: Sequence[Line], kind: Kind, opened: Opened | None
) -> list[FieldReading]:
    head = _head(pages)
    if head is None:
        return [FieldReading(spec.name, None, 0.0, 1, None, "layout") for spec in kind.fields]
    found = head_reader.find_type(head, lines)
    code = next((one["ma"][0] for one in official()["type"] if found and one["ten"] == found[1] and one["ma"]), None)
    number = head_reader.read_number(head, code)
    name, office = read_signer(lines)
    read = {
        "so_ky_hieu": number,
        "ngay_ban_hanh": head_reader.read_date(head, lines),
        "co_quan_ban_hanh": head_reader.read_issuer(head),
        "loai_van_ban": _type(head, found, number),
        "trich_yeu": head_reader.read_summary(head, found[0] if found else None),
        "nguoi_ky": name,
        "chuc_vu": office,
    }
    if opened is not None:
        read |= _looked_at_again(read, head, lines, pages, opened)
    return [
        replace(read[spec.name], confidence=true_confidence(spec.name, read[spec.name].confidence))
        for spec in kind.fields
        if spec.name in read
    ]


def _looked_at_again(
    read: dict[str, FieldReading],
    head: head_reader.Head,
    lines: Sequence[Line],
    pages: Sequence[PageReading],
    opened: Opened,
) -> dict[str, FieldReading]:
    """Looks at number, day and signer on the pictures: what pen, stamp and seal did to them words do not tell."""
    again: dict[str, FieldReading] = {}
    number, day, name, office = (read[one] for one in ("so_ky_hieu", "ngay_ban_hanh", "nguoi_ky", "chuc_vu"))
    if doubtful([number, day]):
        page = opened(head.page - 1)
        again["so_ky_hieu"] = closer_number(number, head, page)
        again["ngay_ban_hanh"] = closer_date(day, head, page)
    if worth_a_look(name, office, lines):
        side = name.page - 1
        again["nguoi_ky"], again["chuc_vu"] = closer_signer(name, office, opened(side), pages[side], open_engine())
    return again


def _type(head: head_reader.Head, found: tuple[Line, str, float] | None, number: FieldReading) -> FieldReading:
    """Tells the type from its heading, held against the code in the number; without both it is a letter."""
    coded = _coded_type(number.value)
    if found is not None:
        line, name, alike = found
        agree = coded == name
        sure = alike * line.confidence
        sure = 1 - (1 - sure) * 0.4 if agree else sure * (0.85 if coded is None else 0.6)
        return FieldReading("loai_van_ban", name, round(sure, 3), head.page, box_of([line]), "layout", line.text)
    if coded is not None:
        return FieldReading("loai_van_ban", coded, round(0.6 * number.confidence, 3), head.page, number.box, "pattern")
    return FieldReading("loai_van_ban", official()["letter"], 0.8, head.page, number.box, "layout")


def _coded_type(value: str | None) -> str | None:
    if not value or "/" not in value:
        return None
    first = value.rpartition("/")[2].partition("-")[0]
    return next((one["ten"] for one in official()["type"] if first in one["ma"]), None)
