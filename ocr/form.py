"""Papers with printed labels (giấy tờ theo mẫu): their fields, with what labels do not tell: title, issuer, signer."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ocr import official as head_reader
from ocr.kinds import Kind, heading_of
from ocr.labelled import read_labelled
from ocr.marks import without_copy_stamp
from ocr.page import FieldReading, PageReading
from ocr.printed import Line, box_of, page_lines
from ocr.signer import read_signer

_NUMBER = "so"
"""Name of the field for the number of a paper (số)."""


def read_form(
    kind: Kind, pages: Sequence[PageReading], lines: Sequence[Line], *, copy_mark: bool
) -> list[FieldReading]:
    """Reads the fields of a paper with labels.

    Args:
        kind: What it is.
        pages: Its readings.
        lines: Their lines, cut at column gaps, without the stamp of a certified copy.
        copy_mark: True when there was such a stamp.
    """
    whole = [line for number, page in enumerate(pages, 1) for line in page_lines(page, number, split=False)]
    if copy_mark:
        whole, _ = without_copy_stamp(whole)
    readers: dict[str, Callable[[], FieldReading | None]] = {
        "heading": lambda: _title(kind, lines),
        "signer": lambda: read_signer(lines)[0],
        "office-head": lambda: _issuer(pages),
    }
    types = {spec.name: spec for spec in kind.fields}
    fields = {one.name: one for one in read_labelled(kind, whole)}
    for spec in kind.fields:
        if spec.type not in readers or (spec.name in fields and fields[spec.name].value is not None):
            continue
        found = readers[spec.type]()
        if found is not None and found.value is not None:
            fields[spec.name] = replace(found, name=spec.name)
    if _NUMBER in fields and fields[_NUMBER].value is None:
        fields[_NUMBER] = _number_of_head(pages) or fields[_NUMBER]
    return [fields[name] for name in types if name in fields]


def _title(kind: Kind, lines: Sequence[Line]) -> FieldReading | None:
    found = heading_of(kind, lines)
    if not found:
        return None
    text = " ".join(line.text for line in found)
    confidence = min(line.confidence for line in found)
    return FieldReading("", text, round(confidence, 3), found[0].page, box_of(found), "layout", text)


def _head(pages: Sequence[PageReading]) -> head_reader.Head | None:
    heads = (head_reader.find_head(page, number) for number, page in enumerate(pages, 1))
    return next((head for head in heads if head is not None), None)


def _issuer(pages: Sequence[PageReading]) -> FieldReading | None:
    head = _head(pages)
    return head_reader.read_issuer(head) if head is not None else None


def _number_of_head(pages: Sequence[PageReading]) -> FieldReading | None:
    """Reads the number of a paper with an office at its head as that of an administrative paper: «S0:» is a label."""
    head = _head(pages)
    found = head_reader.read_number(head, None) if head is not None and head.number is not None else None
    return replace(found, name=_NUMBER) if found is not None and found.value is not None else None
