"""The kinds of paper (loại giấy): one data file each in `ocr/kinds/`, and the one a paper is.

An office adds kinds of its own, or puts another file in the place of one of these, as files in a folder that
`SAOY_KINDS` names. Light on purpose: the window lists the kinds by it.
"""

import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ocr.vietnamese import fold

if TYPE_CHECKING:
    from ocr.printed import Line

_LIKE = 84.0
_LONG_HEADING = 34
_SAME_WORD = 45.0
_HEADING_LINES = 3
_MOST_TIMES, _MOST_MONTHS = 50, 1200


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind of paper (trường của loại giấy).

    Attributes:
        name: Stable name.
        label: What the screen calls it, in Vietnamese.
        label_en: The same in English.
        type: Key of `ocr.values.PARSERS`.
        labels: How papers label it; compared without marks, nearly.
        after: Name of the field that must stand before it, "" for none.
        side: "left" or "right" when it stands in that half of the page, "" for anywhere.
        lines: Most lines its value takes.
        words_of: Name of the field this one repeats in words, "" for none.
        optional: Left out of the reading when it is not on the paper.
        free: A personal number that is found without its label too: no other number of that length is on such a card.
        capitals: Its labels count in capitals as well, where otherwise such words are headings.
        times: How often it may stand on the paper with all others of more than one: members of a household.
        turn: Which of these times it is, from 1; 0 for a field that stands once.
        opens: True for the field that opens each turn.
        signs: Letters one of which such a number carries: «XNTTHN».
        like: Fields one of whose values it repeats as a rule: who reports a birth is a parent.
        months_after: Of type "expiry": a number of months after the field `after` names, unless the paper says another.
    """

    name: str
    label: str
    label_en: str
    type: str
    labels: tuple[str, ...]
    after: str = ""
    side: str = ""
    lines: int = 1
    words_of: str = ""
    optional: bool = False
    free: bool = False
    capitals: bool = False
    times: int = 1
    turn: int = 0
    opens: bool = False
    signs: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    months_after: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper (loại giấy).

    Attributes:
        code: Stable code, the name of its file.
        ten: Its Vietnamese title.
        title: Its English title.
        headings: Whole headings it is known by.
        starts: Beginnings of headings it is known by.
        clues: Words one of which must stand on the page as well; empty for none.
        needs: More such words, one of which must stand there besides.
        reader: "labels" or "official".
        rank: The higher wins between kinds of equal likeness.
        fields: In the order of the screen.
    """

    code: str
    ten: str
    title: str
    headings: tuple[str, ...]
    starts: tuple[str, ...]
    clues: tuple[str, ...]
    needs: tuple[str, ...]
    reader: str
    rank: int
    fields: tuple[FieldSpec, ...]


Made = TypeVar("Made", FieldSpec, Kind)

OWN_KINDS = "SAOY_KINDS"
"""The variable of the environment that names the office's own folder of kinds; worker processes inherit it."""


def use_own_kinds(folder: Path) -> None:
    """Takes the kinds of an office besides those that come with the program, in this process and in those it starts.

    Files that say nothing sensible are passed over; `faulty_kinds` names them.
    """
    os.environ[OWN_KINDS] = str(folder) if folder.is_dir() else ""


def faulty_kinds() -> tuple[str, ...]:
    """Returns the names of the office's files that could not be taken as kinds."""
    return _own(os.environ.get(OWN_KINDS, ""))[1]


def kinds() -> dict[str, Kind]:
    """Returns all kinds by code, in the order of their codes, those of the office among them."""
    return _kinds(os.environ.get(OWN_KINDS, ""))


@cache
def _kinds(own: str) -> dict[str, Kind]:
    folder = resources.files("ocr").joinpath("kinds")
    texts = {one.name[:-5]: one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".toml")}
    found = {code: _kind(code, tomllib.loads(text)) for code, text in texts.items()} | _own(own)[0]
    return dict(sorted(found.items()))


@cache
def _own(own: str) -> tuple[dict[str, Kind], tuple[str, ...]]:
    """Returns the kinds of an office's folder, and the names of the files there that are none."""
    found: dict[str, Kind] = {}
    faulty = []
    for file in sorted(Path(own).glob("*.toml")) if own else ():
        try:
            found[file.stem] = _kind(file.stem, tomllib.loads(file.read_text("utf-8-sig")))
        except (OSError, ValueError, KeyError, TypeError):
            faulty.append(file.name)
    return found, tuple(faulty)


def _kind(code: str, data: dict[str, Any]) -> Kind:
    """Makes a kind of what its file says; TypeError or ValueError for what no kind can have."""
    specs = [_spec(one) for one in data.get("field", ())]
    if len({spec.name for spec in specs}) < len(specs):
        raise ValueError("two fields of one name")
    return _sound(
        Kind(
            code=code,
            ten=data["ten"],
            title=data["title"],
            headings=_texts(data, "headings"),
            starts=_texts(data, "starts"),
            clues=_texts(data, "clues"),
            needs=_texts(data, "needs"),
            reader=data.get("reader", "labels"),
            rank=data.get("rank", 0),
            fields=tuple(_repeated(specs)),
        )
    )


def _spec(data: dict[str, Any]) -> FieldSpec:
    spec = _sound(FieldSpec(**{**data, **{name: _texts(data, name) for name in ("labels", "signs", "like")}}))
    if not (0 < spec.times <= _MOST_TIMES and 0 < spec.lines <= _MOST_TIMES and 0 <= spec.months_after <= _MOST_MONTHS):
        raise ValueError("a count that no paper has")
    return spec


def _texts(data: dict[str, Any], name: str) -> tuple[str, ...]:
    told = data.get(name, [])
    if not isinstance(told, list) or not all(isinstance(one, str) and one for one in told):
        raise TypeError(f"{name} must be a list of texts")
    return tuple(told)


def _sound(made: Made) -> Made:
    """Gives back what was made of a file when each plain value has the type its place has."""
    for place in dataclass_fields(made):
        if place.type in (str, int, bool) and type(getattr(made, place.name)) is not place.type:
            raise TypeError(f"{place.name} must be of type {place.type}")
    return made


def _repeated(specs: Sequence[FieldSpec]) -> Iterator[FieldSpec]:
    """Yields the fields, those of several times once for each turn: `ho_ten`, `quan_he`, `ho_ten_2` and on."""
    run = [spec for spec in specs if spec.times > 1]
    for spec in specs:
        if spec.times == 1:
            yield spec
        elif spec is run[0]:
            for turn in range(1, spec.times + 1):
                yield from (_turn(one, turn, opens=one is spec) for one in run)


def _turn(spec: FieldSpec, turn: int, *, opens: bool) -> FieldSpec:
    if turn == 1:
        return replace(spec, turn=1, opens=opens)
    return replace(
        spec,
        name=f"{spec.name}_{turn}",
        label=f"{spec.label} ({turn})",
        label_en=f"{spec.label_en} ({turn})",
        turn=turn,
        opens=opens,
        optional=True,
    )


def recognise(lines: Sequence["Line"]) -> tuple[Kind | None, float]:
    """Tells the kind of a paper by its headings.

    Args:
        lines: The lines of its pages, in order.

    Returns:
        The kind, None when no heading is known, and how sure, 0-1.
    """
    best: tuple[float, int, Kind] | None = None
    whole = " ".join(line.key for line in lines)
    for at, line in enumerate(lines):
        runs = _runs(lines, at)
        for kind in kinds().values() if runs else ():
            score = max(_score(kind, _key(run)) for run in runs) * _early(line)
            if score >= _LIKE and (best is None or score + kind.rank > best[0]) and _has_clues(kind, whole):
                best = score + kind.rank, kind.rank, kind
    return (best[2], min(1.0, (best[0] - best[1]) / 100.0)) if best is not None else (None, 0.0)


def heading_of(kind: Kind, lines: Sequence["Line"]) -> Sequence["Line"]:
    """Returns the lines of the heading a kind is known by: one, or as many as its title takes; none when not there."""
    best: tuple[float, Sequence[Line]] = (0.0, ())
    for at in range(len(lines)):
        for run in _runs(lines, at):
            whole = max((_ratio(_key(run), fold(one)) for one in kind.headings), default=0.0)
            score = max(_score(kind, _key(run)), whole + 1.0) * _early(run[0])
            if score >= _LIKE and score > best[0]:
                best = score, run
    return best[1]


def _runs(lines: Sequence["Line"], at: int) -> list[Sequence["Line"]]:
    """Returns what may be a heading from one line on: the line, with the next, and with the next two."""
    runs: list[Sequence[Line]] = []
    for last in range(at, min(len(lines), at + _HEADING_LINES)):
        goes_on = lines[last].upper if last > at else _may_be_heading(lines[last])
        if not goes_on or lines[last].page != lines[at].page:
            break
        runs.append(lines[at : last + 1])
    return runs


def _key(run: Sequence["Line"]) -> str:
    return " ".join(line.key.strip(" :.-*") for line in run)


def _may_be_heading(line: "Line") -> bool:
    return line.upper and len(line.text) > 3  # a heading has a word


def _early(line: "Line") -> float:
    """Returns a factor that prefers headings high on the first page."""
    low = line.top / max(1, line.size[1]) > 0.55  # the lower half
    return (0.93 if low else 1.0) * (0.95 if line.page > 1 else 1.0)


def _ratio(one: str, other: str) -> float:
    """Returns how alike two headings are, 0-100; words that are others make another heading: CHỨNG SINH, CHỨNG NHẬN."""
    from rapidfuzz import fuzz

    words, others = one.split(), other.split()
    if len(words) == len(others) and min(map(fuzz.ratio, words, others), default=0.0) < _SAME_WORD:
        return 0.0
    return fuzz.ratio(one, other)


def _score(kind: Kind, text: str) -> float:
    from rapidfuzz import fuzz

    score = max((_ratio(text, fold(one)) for one in kind.headings), default=0.0)
    for start in kind.starts:
        key = fold(start)
        if len(text) >= len(key):
            score = max(score, _ratio(text[: len(key)], key) - 2.0)
    for heading in kind.headings:
        key = fold(heading)
        if len(key) >= _LONG_HEADING and len(text) >= _LONG_HEADING / 2:
            score = max(score, fuzz.partial_ratio(text, key) - 6.0)
    return score


def _has_clues(kind: Kind, whole: str) -> bool:
    from rapidfuzz import fuzz

    return all(
        not words or any(fuzz.partial_ratio(fold(clue), whole) >= _LIKE for clue in words)
        for words in (kind.clues, kind.needs)
    )
