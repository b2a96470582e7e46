"""Fields behind printed labels (trường có nhãn): «Họ và tên: …», matched nearly, values cut where the next begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from ocr.free_values import BEHIND_LABEL, FREE, free_lines
from ocr.kinds import FieldSpec, Kind
from ocr.labels import Hit, Label, column_starts, find_labels
from ocr.page import FieldReading
from ocr.printed import Line, box_of
from ocr.values import PARSERS, clean, parse_text
from ocr.vietnamese import fold

_LEADS = " :.,;…_-"
"""What may stand between a label and its value, and belongs to neither."""

_PLACE = 10_000
"""More than the letters of any line."""

_UNKNOWN = re.compile(r"[^\W\d][^:\d]{2,40}:")
"""A label of no field in a column of its own: what stands there is no part of the value before it."""

_BESIDE = 2
"""Lines of another column that may stand between those of a value."""

_NEW_ITEM = re.compile(r"\s*(?:\d{1,2}\s?[.)]\s|[^\W\d]\)\s|[^\W\d][^:\d]{2,60}:\W*$)")
"""How a line begins that is an item of its own though its label is of no field: «2. », «b) », «Thông tin thửa đất:»."""

Found = dict[str, tuple[Hit, FieldReading]]


def read_labelled(kind: Kind, lines: Sequence[Line]) -> list[FieldReading]:
    """Reads the fields of a kind from its pages' lines, one reading a field, in the order of the kind.

    Optional fields that are not there are left out.
    """
    finders = {side: _Finder(kind, _side(lines, side)) for side in {spec.side for spec in kind.fields} | {""}}
    found: Found = {}
    for spec in sorted(kind.fields, key=lambda one: one.turn > 0 and not one.opens):
        span = _span(kind, spec, found)
        if span is None:
            continue
        taken = {hit.line * _PLACE + hit.start for name, (hit, _) in found.items() if _same_labels(kind, name, spec)}
        got = finders[spec.side].read(spec, span, taken)
        if got is not None:
            found[spec.name] = got
    there = [spec for spec in kind.fields if spec.name in found or not spec.optional]
    return [found[spec.name][1] if spec.name in found else absent(spec) for spec in there]


def absent(spec: FieldSpec) -> FieldReading:
    """Returns the reading of a field that is not on the paper."""
    return FieldReading(spec.name, None, 0.0, 1, None, "label")


def _span(kind: Kind, spec: FieldSpec, found: Found) -> tuple[int, int] | None:
    """Returns the first line a field may stand on and the one behind the last; None when it cannot be there.

    What belongs to one turn of several (a member of a household) stands between its opening field and the next one's,
    or on the line above: books put the relation to the head before or behind the name.
    """
    if spec.turn and not spec.opens:
        openers = [one for one in kind.fields if one.opens]
        lines = [found[one.name][0].line if one.name in found else -1 for one in openers]
        first = lines[spec.turn - 1]
        following = lines[spec.turn] if spec.turn < len(lines) and lines[spec.turn] >= 0 else None
        return (
            None if first < 0 else (max(0, first - 1), _PLACE if following is None else max(first + 1, following - 1))
        )
    if not spec.after:
        return 0, _PLACE
    return (found[spec.after][0].line, _PLACE) if spec.after in found else None


def _same_labels(kind: Kind, name: str, spec: FieldSpec) -> bool:
    """Tells whether a label that gave another field its value is spent for this one: of one side and one type."""
    return any(one.name == name and one.side == spec.side and one.type == spec.type for one in kind.fields)


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


@dataclass(frozen=True, slots=True)
class _Value:
    """A value behind its label: the label, the words of it in each line, and those words."""

    hit: Hit
    raw: str
    places: tuple[Line, ...]


class _Finder:
    """All labels of a kind on one set of lines."""

    def __init__(self, kind: Kind, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._key = {label: fold(label) for spec in kind.fields for label in spec.labels}
        loud = {label for spec in kind.fields if spec.capitals for label in spec.labels}
        labels = [Label(text, key, text in loud) for text, key in self._key.items()]
        self._hits = find_labels(lines, labels)

    def read(self, spec: FieldSpec, span: tuple[int, int], taken: set[int]) -> tuple[Hit, FieldReading] | None:
        """Reads one field from the first of its labels that gives a value, else by its form."""
        wanted = {self._key[label] for label in spec.labels}
        empty: tuple[Hit, FieldReading] | None = None
        for number in range(span[0], min(span[1], len(self._lines))):
            for hit in self._hits[number]:
                if self._key[hit.label] not in wanted or number * _PLACE + hit.start in taken:
                    continue
                reading = self._read(spec, self._value(spec, hit))
                if reading.value is not None:
                    return hit, reading
                empty = empty or (hit, reading)
        return (self._free(spec) if spec.type in FREE or spec.free else None) or empty

    def _read(self, spec: FieldSpec, value: _Value) -> FieldReading:
        line = self._lines[value.hit.line]
        parse = BEHIND_LABEL.get(spec.type) or PARSERS.get(spec.type, parse_text)
        # «Đăng ký lần đầu, ngày» ends with a word the date needs.
        lead = "ngay " if spec.type == "date" and fold(value.hit.label).endswith("ngay") else ""
        read, sure = parse(lead + value.raw)
        confidence = _all_right(value.places, read) * sure * value.hit.score
        box = box_of(value.places or [line])
        return FieldReading(spec.name, read, round(confidence, 3), line.page, box, "label", clean(value.raw))

    def _value(self, spec: FieldSpec, hit: Hit) -> _Value:
        line = self._lines[hit.line]
        nexts = [other.start for other in self._hits[hit.line] if other.start >= hit.end]
        nexts += [start for start in column_starts(line) if start > hit.end and _UNKNOWN.match(line.text[start:])]
        end = min(nexts, default=len(line.text))
        parts = [line.text[hit.end : end]]
        lead = len(parts[0]) - len(parts[0].lstrip(_LEADS))
        first = line.part(hit.end + lead, end) if lead < len(parts[0]) else None
        places = [first] if first is not None else []
        if not nexts:
            for more in self._following(hit, spec.lines - 1, clean(parts[0])):
                parts.append(more.text)
                places.append(more)
        raw = " ".join(parts)
        return _Value(hit, raw if "(" in raw else raw.rstrip(") "), tuple(places))

    def _following(self, hit: Hit, most: int, begun: str) -> Iterator[Line]:
        """Yields the lines a value goes on in: without a label of its column, on the same page, close below."""
        last = self._lines[hit.line]
        left = most + int(not begun and not most)
        for at in range(hit.line + 1, min(len(self._lines), hit.line + 1 + left + (0 if begun else _BESIDE))):
            whole = self._lines[at]
            line = self._in_column(at, hit) if self._hits[at] and not begun else whole
            if line is None:
                continue
            if not left:
                return
            near = line.page == last.page and -last.height < line.top - last.bottom < 1.5 * last.height
            heading = line.upper and not last.upper and begun and not begun.isupper()
            if not near or (line is whole and self._hits[at]) or heading or _NEW_ITEM.match(line.text):
                return
            yield line
            left -= 1
            last = line

    def _in_column(self, at: int, hit: Hit) -> Line | None:
        """Returns what of a line with labels stands in the column of a value's label, None for nothing.

        On cards the last lines of the place stand beside the small print under the portrait. The line itself is
        returned when its labels are of the same column.
        """
        line, label = self._lines[at], self._lines[hit.line].part(hit.start, hit.end)
        edge = label.left - label.height if label is not None else 0
        column = tuple(word for word in line.words if word.left >= edge)
        ends = [part.right for other in self._hits[at] if (part := line.part(other.start, other.end)) is not None]
        if any(end >= edge for end in ends):
            return line
        return Line(column, line.page, line.size) if column else None

    def _free(self, spec: FieldSpec) -> tuple[Hit, FieldReading] | None:
        """Reads a field that has no label but a form: a serial number, the line of place and date."""
        used = {number for number, hits in enumerate(self._hits) if hits}
        for number, line, (value, sure) in free_lines(self._lines, spec.type, used):
            reading = FieldReading(
                spec.name, value, round(line.confidence * sure, 3), line.page, box_of([line]), "pattern", line.text
            )
            return Hit(number, 0, 0, "", 1.0), reading
        return None


def _all_right(places: Sequence[Line], value: str | None) -> float:
    """Returns how likely every word of a value is right: one wrong word makes the value wrong."""
    words = [word for place in places for word in place.words]
    if value is not None and re.fullmatch(r"[\d/-]+", value):
        words = [word for word in words if any(map(str.isdigit, word.text))] or words
    return prod(word.confidence for word in words) if words else 0.0
