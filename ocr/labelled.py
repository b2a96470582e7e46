"""Fields behind printed labels (trường có nhãn): «Họ và tên: …», matched nearly, values cut where the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ocr.kinds import FieldSpec, Kind
from ocr.page import FieldReading
from ocr.printed import Line, box_of
from ocr.values import PARSERS, clean, parse_date
from ocr.vietnamese import fold

_SHORT = 6
"""Labels up to this many letters must be read exactly and begin their line or stand before a colon."""

_LIKE = 86.0
_SERIAL = re.compile(r"\b([A-Z\u0110]{1,2})\s?(\d{6,8})\b")
_PHONE = re.compile(r"(?<!\d)0\d{2,3}[\s.]?\d{3}[\s.]?\d{3,4}(?!\d)")


@dataclass(frozen=True, slots=True)
class _Hit:
    """A label found on a line: where it begins and ends in the line's text, 0-1 how alike."""

    line: int
    start: int
    end: int
    label: str
    score: float


def read_labelled(kind: Kind, lines: Sequence[Line]) -> list[FieldReading]:
    """Reads the fields of a kind from its pages' lines, one reading a field, in the order of the kind."""
    finders = {side: _Finder(kind, _side(lines, side)) for side in {spec.side for spec in kind.fields} | {""}}
    found: dict[str, tuple[_Hit, FieldReading]] = {}
    for spec in kind.fields:
        finder = finders[spec.side]
        taken = {hit.line * 10_000 + hit.start for name, (hit, _) in found.items() if _same_side(kind, name, spec)}
        behind = found[spec.after][0].line if spec.after in found else -1
        if spec.after and behind < 0:
            continue
        got = finder.read(spec, behind, taken)
        if got is not None:
            found[spec.name] = got
    return [found[spec.name][1] if spec.name in found else _absent(spec) for spec in kind.fields]


def _same_side(kind: Kind, name: str, spec: FieldSpec) -> bool:
    return any(one.name == name and one.side == spec.side for one in kind.fields)


def _absent(spec: FieldSpec) -> FieldReading:
    return FieldReading(spec.name, None, 0.0, 1, None, "label")


def _side(lines: Sequence[Line], side: str) -> list[Line]:
    if not side:
        return list(lines)
    halves = []
    for line in lines:
        middle = line.size[0] / 2
        words = tuple(word for word in line.words if ((word.left + word.right) / 2 < middle) == (side == "left"))
        if words:
            halves.append(Line(words, line.page, line.size))
    return halves


_LEADS = " :.,;…_-"
"""What may stand between a label and its value, and belongs to neither."""


class _Finder:
    """All labels of a kind on one set of lines."""

    def __init__(self, kind: Kind, lines: Sequence[Line]) -> None:
        self._lines = lines
        labels = {label for spec in kind.fields for label in spec.labels}
        self._hits = [_without_overlaps(_hits(number, line, labels)) for number, line in enumerate(lines)]

    def read(self, spec: FieldSpec, behind: int, taken: set[int]) -> tuple[_Hit, FieldReading] | None:
        """Reads one field from the first of its labels that gives a value."""
        if not spec.labels:
            return self._read_free(spec)
        wanted = {fold(label) for label in spec.labels}
        empty: tuple[_Hit, FieldReading] | None = None
        for number in range(max(0, behind), len(self._lines)):
            for hit in self._hits[number]:
                if fold(hit.label) not in wanted or number * 10_000 + hit.start in taken:
                    continue
                reading = self._value(spec, hit)
                if reading.value is not None:
                    return hit, reading
                empty = empty or (hit, reading)
        return empty

    def _value(self, spec: FieldSpec, hit: _Hit) -> FieldReading:
        line = self._lines[hit.line]
        nexts = [other.start for other in self._hits[hit.line] if other.start >= hit.end]
        end = min(nexts, default=len(line.text))
        parts = [line.text[hit.end : end]]
        lead = len(parts[0]) - len(parts[0].lstrip(_LEADS))
        places = [line.part(hit.end + lead, end) if lead < len(parts[0]) else None]
        if not nexts:
            for more in self._following(hit.line, spec.lines - 1, empty=not clean(parts[0])):
                parts.append(more.text)
                places.append(more)
        raw = " ".join(parts)
        shown = [place for place in places if place is not None]
        value, sure = PARSERS.get(spec.type, PARSERS["text"])(raw)
        confidence = min((place.confidence for place in shown), default=0.0) * sure * hit.score
        return FieldReading(
            spec.name, value, round(confidence, 3), line.page, box_of(shown or [line]), "label", clean(raw)
        )

    def _following(self, number: int, most: int, *, empty: bool) -> Iterator[Line]:
        """Yields the lines a value goes on in: without a label, on the same page, close below."""
        last = self._lines[number]
        for at in range(number + 1, min(len(self._lines), number + 1 + most + int(empty and not most))):
            line = self._lines[at]
            near = line.page == last.page and -last.height < line.top - last.bottom < 1.5 * last.height
            heading = line.upper and not last.upper and not empty
            if not near or self._hits[at] or heading:
                return
            yield line
            last = line

    def _read_free(self, spec: FieldSpec) -> tuple[_Hit, FieldReading] | None:
        """Reads a field that has no label but a form: a serial number, the line of place and date."""
        for number, line in enumerate(self._lines):
            value: str | None = None
            if spec.type == "serial" and (found := _SERIAL.search(line.text)) is not None:
                value = f"{found.group(1)} {found.group(2)}"
            elif spec.type == "day-line" and re.search(r"ngay.{0,12}thang.{0,12}nam", line.key):
                value = parse_date(line.text)[0]
            elif spec.type == "phone" and (found := _PHONE.search(line.text)) is not None:
                value = re.sub(r"\D", "", found.group())
            if value is not None:
                hit = _Hit(number, 0, 0, "", 1.0)
                confidence = round(line.confidence * 0.9, 3)
                return hit, FieldReading(spec.name, value, confidence, line.page, box_of([line]), "pattern", line.text)
        return None


def _hits(number: int, line: Line, labels: set[str]) -> Iterator[_Hit]:
    from rapidfuzz import fuzz

    for label in labels:
        key = fold(label)
        if len(key) <= _SHORT:
            yield from _exact(number, line, label, key)
            continue
        found = fuzz.partial_ratio_alignment(key, line.key, score_cutoff=_LIKE)
        if found is None or len(line.key) < len(key) - 2:
            continue
        start, end = found.dest_start, found.dest_end
        before, after = line.key[start - 1 : start], line.key[end : end + 1]
        if before.isalnum() or (after.isalnum() and not line.key[end - 1 : end].isspace()):
            continue
        if line.text[start:end].isupper() and after != ":":
            # A heading in capitals, such as that of the paper itself, labels nothing.
            continue
        yield _Hit(number, start, end, label, found.score / 100.0)


def _exact(number: int, line: Line, label: str, key: str) -> Iterator[_Hit]:
    pattern = rf"(?<!\w){re.escape(key)}\s?(?:\([^)]*\)|/\s?\w+\.?)?\s?(?=[:.…]|\d|$)"
    at_start = rf"^\W{{0,3}}{re.escape(key)}\b"
    for found in re.finditer(f"{pattern}|{at_start}", line.key):
        yield _Hit(number, found.start(), found.end(), label, 0.97)


def _without_overlaps(hits: Iterator[_Hit]) -> list[_Hit]:
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda one: (-(one.end - one.start), -one.score)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)
