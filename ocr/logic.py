"""Facts of a paper held against each other (đối chiếu): they raise or lower confidence and never change a value.

`facts` needs no picture: a desk asks it again when a person has corrected a value.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from ocr.kind_confidence import worth
from ocr.kinds import FieldSpec, Kind
from ocr.page import FieldReading
from ocr.places import Verdict, codes_of_province, judge, province_codes
from ocr.values import date_in_words, official_sex, parse_area, parse_id, words_number
from ocr.vietnamese import canon, fold

_ID_LENGTH = 12
_RAISED, _LOWERED = 0.5, 0.45
"""A fact confirmed by another loses half of its doubt; one contradicted keeps less than half of its confidence."""

_ALIKE, _QR, _QR_AND_PRINT, _QR_NEARLY, _QR_ALONE = 0.7, 0.97, 0.995, 0.95, 0.6
_NEARLY = 85.0
_FIRST_YEAR = 1880
_FOREIGN = 100
"""Heads of a personal number from here on stand for countries, not provinces."""

_PARENT_YEARS = 12
_WOMEN, _MEN = ("_me", "_vo"), ("_cha", "_chong")
_BIRTHS = ("ngay_sinh", "nam_sinh")
_DEATHS = ("ngay_chet", "ngay_hy_sinh")
_LATER = ("ngay_dang_ky", "ngay_cap", "ngay", "ngay_quyet_dinh", "ngay_huong", "nam_tot_nghiep", "ngay_het_han")
_MAY_COME = ("ngay_het_han", "ngay_huong", "ngay_hieu_luc", "ngay_du_nam_nam")
"""Days that may lie ahead."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Two fields, or a field and what everybody knows, that agree or do not (đối chiếu).

    Attributes:
        names: Of the fields, the one most likely wrong first.
        agree: False for a contradiction.
        code: What was held against what: "words", "id-sex", "id-year", "id-province", "order", "year", "place",
            "sign", "group", "name".
    """

    names: tuple[str, ...]
    agree: bool
    code: str


def cross_check(kind: Kind, fields: Sequence[FieldReading]) -> list[FieldReading]:
    """Returns the fields with the confidence that their agreement or disagreement gives them, and with derived days."""
    by_name = {one.name: one for one in fields}
    values = {one.name: one.value for one in fields if one.value}
    for fact in facts(kind, values):
        for name in fact.names:
            one = by_name[name]
            confidence = 1 - (1 - one.confidence) * _RAISED if fact.agree else one.confidence * _LOWERED
            by_name[name] = replace(one, confidence=round(confidence, 3))
    types = {spec.name: spec.type for spec in kind.fields}
    if kind.reader == "labels":
        by_name = {name: _true(one, types.get(name, "")) for name, one in by_name.items()}
    for spec in kind.fields:
        if spec.type == "expiry" and spec.name in by_name:
            by_name[spec.name] = _expiry(spec, by_name)
    return [by_name[one.name] for one in fields]


def _true(one: FieldReading, type_: str) -> FieldReading:
    return one if one.how == "qr" else replace(one, confidence=worth(type_, one.confidence))


def facts(kind: Kind, values: Mapping[str, str], today: date | None = None) -> list[Fact]:
    """Holds the values of a paper against each other and against what is known.

    Args:
        kind: Of the paper.
        values: By field, as `FieldReading.value` gives them; fields without a value are left out.
        today: To find days that have not come yet; None not to look.
    """
    types = {spec.name: spec.type for spec in kind.fields}
    return [
        *_in_words(kind, values),
        *_of_numbers(values),
        *_of_days(values, today),
        *(_place(name, value) for name, value in values.items() if types.get(name) == "place" and judge(value)),
        *_of_signs(kind, values),
        *_of_groups(values),
        *_of_repeats(kind, values),
    ]


def _in_words(kind: Kind, values: Mapping[str, str]) -> Iterator[Fact]:
    """Holds a day or an area against its words."""
    for spec in kind.fields:
        words, figure = values.get(spec.name), values.get(spec.words_of)
        if not words or not figure or spec.type == "expiry":
            continue
        told: str | None = date_in_words(words)
        if told is None and (number := words_number(re.sub(r"\W+$", "", fold(words)).removesuffix("met vuong"))):
            told, figure = str(number), parse_area(figure)[0]
        if told is not None:
            yield Fact((spec.words_of, spec.name), told == figure, "words")


# -- personal numbers -------------------------------------------------------------------------------------------------


def _of_numbers(values: Mapping[str, str]) -> Iterator[Fact]:
    """Holds each personal number against its person: PPP G YY NNNNNN (TT 59/2021/TT-BCA, Điều 4)."""
    for name in [name for name in values if name.startswith(("so_dinh_danh", "giay_to"))]:
        suffix = name.removeprefix("so_dinh_danh").removeprefix("giay_to")
        number = parse_id(values[name])[0] or ""
        if len(number) == _ID_LENGTH and suffix != "_nguoi_khai":
            yield from _of_number(name, number, suffix, values)


def _of_number(name: str, number: str, suffix: str, values: Mapping[str, str]) -> Iterator[Fact]:
    male, century = int(number[3]) % 2 == 0, 19 + int(number[3]) // 2
    sex = values.get(f"gioi_tinh{suffix}")
    if sex is not None:
        yield Fact((name, f"gioi_tinh{suffix}"), sex == official_sex(male=male), "id-sex")
    elif suffix in (*_WOMEN, *_MEN) and male != (suffix in _MEN):
        yield Fact((name,), agree=False, code="id-sex")
    for born in (f"{part}{suffix}" for part in _BIRTHS):
        if born in values:
            yield Fact((name, born), values[born][:4] == f"{century}{number[4:6]}", "id-year")
    if int(number[:3]) < _FOREIGN and number[:3] not in province_codes():
        yield Fact((name,), agree=False, code="id-province")
    elif any(number[:3] in codes_of_province(values.get(place, "")) for place in ("noi_dang_ky", "que_quan")):
        yield Fact((name,), agree=True, code="id-province")


# -- days -------------------------------------------------------------------------------------------------------------


def _of_days(values: Mapping[str, str], today: date | None) -> Iterator[Fact]:
    days = {name: value for name, value in values.items() if re.fullmatch(r"\d{4}(-\d\d){0,2}", value)}
    for name, day in days.items():
        ahead = today is not None and _after(day, today.isoformat()) and not name.startswith(_MAY_COME)
        if int(day[:4]) < _FIRST_YEAR or ahead:
            yield Fact((name,), agree=False, code="year")
    pairs = [("ngay_cap", "ngay_het_han"), ("ngay_hieu_luc", "ngay_het_han")]
    pairs += [(born, later) for born in _BIRTHS for later in (*_LATER, *_DEATHS)]
    pairs += [(death, later) for death in _DEATHS for later in _LATER]
    pairs += [(f"{born}{side}", "ngay_dang_ky") for born in _BIRTHS for side in (*_WOMEN, *_MEN)]
    for first, later in pairs:
        if first in days and later in days and _after(days[first], days[later]):
            yield Fact((first, later), agree=False, code="order")
    for side in ("_me", "_cha"):
        born, parent = days.get("ngay_sinh"), days.get(f"nam_sinh{side}")
        if born and parent and int(born[:4]) - int(parent[:4]) < _PARENT_YEARS:
            yield Fact((f"nam_sinh{side}", "ngay_sinh"), agree=False, code="order")


def _after(one: str, other: str) -> bool:
    """Tells whether a day lies behind another as far as both are told."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _expiry(spec: FieldSpec, fields: Mapping[str, FieldReading]) -> FieldReading:
    """Gives the last day a paper serves: a number of months after its day, as it says itself or as the law does."""
    start, words = fields.get(spec.after), fields.get(spec.words_of)
    nothing = FieldReading(spec.name, None, 0.0, 1, None, "pattern")
    if start is None or start.value is None or len(start.value) < len("2026-11-26"):
        return nothing
    told = re.search(r"(\d{1,2})\s*thang", fold(words.value)) if words is not None and words.value else None
    months = int(told.group(1)) if told is not None else spec.months_after
    day = date.fromisoformat(start.value)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = _last_of(year, month + 1, day.day)
    confidence = start.confidence * (1.0 if told is not None and months == spec.months_after else 0.85)
    return FieldReading(spec.name, last.isoformat(), round(confidence, 3), start.page, start.box, "pattern", start.raw)


def _last_of(year: int, month: int, day: int) -> date:
    """Returns a day of a month, its last one when it has no such day (Bộ luật Dân sự 2015, Điều 148)."""
    for shorter in range(4):
        try:
            return date(year, month, day - shorter)
        except ValueError:
            continue
    return date(year, month, 1)


# -- places and signs -------------------------------------------------------------------------------------------------


def _place(name: str, value: str) -> Fact:
    return Fact((name,), judge(value) is Verdict.KNOWN, "place")


def _of_signs(kind: Kind, values: Mapping[str, str]) -> Iterator[Fact]:
    """Holds a number against the letters that papers of its kind carry: «XNTTHN», «TLKT»."""
    from rapidfuzz.distance import Levenshtein

    for spec in kind.fields:
        number = values.get(spec.name, "").upper()
        letters = re.sub(r"^[\d\s]*[/-]?", "", number)
        if not spec.signs or len(letters) < 3:  # no sign at all
            continue
        if any(sign in number for sign in spec.signs):
            yield Fact((spec.name,), agree=True, code="sign")
        elif any(Levenshtein.distance(sign, part) <= 2 for sign in spec.signs for part in re.split(r"[/-]", letters)):
            yield Fact((spec.name,), agree=False, code="sign")


@cache
def _closed() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads(resources.files("ocr").joinpath("data", "closed.toml").read_text("utf-8"))
    return {name: frozenset(map(canon, words)) for name, words in data.items()}


def _of_groups(values: Mapping[str, str]) -> Iterator[Fact]:
    """Holds an ethnic group (dân tộc) against the list of them: «Đao» is nearly one and none."""
    from rapidfuzz.distance import Levenshtein

    groups = _closed()["dan_toc"]
    for name in [name for name in values if name.startswith("dan_toc")]:
        told = canon(values[name]).strip()
        if told in groups:
            yield Fact((name,), agree=True, code="group")
        elif any(fold(one) == fold(told) or Levenshtein.distance(one, told) == 1 for one in groups):
            yield Fact((name,), agree=False, code="group")


def _of_repeats(kind: Kind, values: Mapping[str, str]) -> Iterator[Fact]:
    """Holds a name against those it repeats as a rule; another person's name says nothing.

    Twice the same is no proof: an engine that takes one letter for another does so both times.
    """
    from rapidfuzz import fuzz

    for spec in kind.fields:
        told = canon(values.get(spec.name, ""))
        others = [other for other in spec.like if told and other in values]
        if any(canon(values[other]) == told for other in others):
            continue
        for other in others:
            if fuzz.ratio(canon(values[other]), told) >= _NEARLY:
                yield Fact((spec.name, other), agree=False, code="name")


# -- the code of a card -----------------------------------------------------------------------------------------------


def with_code(fields: Sequence[FieldReading], card: Mapping[str, str]) -> list[FieldReading]:
    """Puts the values of a card's QR first; print that agrees makes them surer, print that is another doubts them.

    Names and places are alike with old and new tone marks, and without regard to capitals.
    """
    from rapidfuzz import fuzz

    agreed = []
    for one in fields:
        value = card.get(one.name)
        if value is None:
            agreed.append(one)
            continue
        confidence = _QR
        if one.value is not None:
            alike = fuzz.ratio(canon(one.value), canon(value)) / 100
            confidence = _QR_AND_PRINT if alike == 1 else _QR_NEARLY if alike >= _ALIKE else _QR_ALONE
        agreed.append(replace(one, value=value, confidence=confidence, how="qr", raw=one.raw))
    return agreed
