"""Facts of a paper held against each other (đối chiếu): they raise or lower confidence and never change a value."""

from collections.abc import Sequence
from dataclasses import replace

from ocr.kinds import Kind
from ocr.page import FieldReading
from ocr.values import date_in_words, official_sex

_ID_LENGTH = 12
_RAISED, _LOWERED = 0.5, 0.45
"""A fact confirmed by another loses half of its doubt; one contradicted keeps less than half of its confidence."""


def cross_check(kind: Kind, fields: Sequence[FieldReading]) -> list[FieldReading]:
    """Returns the fields with the confidence that their agreement or disagreement gives them."""
    by_name = {one.name: one for one in fields}
    for left, right, agree in _facts(kind, by_name):
        for name in (left, right):
            one = by_name[name]
            confidence = 1 - (1 - one.confidence) * _RAISED if agree else one.confidence * _LOWERED
            by_name[name] = replace(one, confidence=round(confidence, 3))
    return [by_name[one.name] for one in fields]


def _facts(kind: Kind, fields: dict[str, FieldReading]) -> list[tuple[str, str, bool]]:
    facts: list[tuple[str, str, bool]] = []
    for spec in kind.fields:
        words = fields[spec.name].value
        day = fields[spec.words_of].value if spec.words_of in fields else None
        if words and day and (told := date_in_words(words)) is not None:
            facts.append((spec.words_of, spec.name, told == day))
    number = fields.get("so_dinh_danh")
    if number is not None and number.value and len(number.value) == _ID_LENGTH:
        facts += _of_number(number.value, fields)
    return facts


def _of_number(number: str, fields: dict[str, FieldReading]) -> list[tuple[str, str, bool]]:
    """Holds a personal number against sex and birth year: PPP G YY NNNNNN (TT 59/2021/TT-BCA, Điều 4)."""
    facts = []
    male, century = int(number[3]) % 2 == 0, 19 + int(number[3]) // 2
    sex, born = fields.get("gioi_tinh"), fields.get("ngay_sinh")
    if sex is not None and sex.value:
        facts.append(("so_dinh_danh", "gioi_tinh", sex.value == official_sex(male=male)))
    if born is not None and born.value:
        facts.append(("so_dinh_danh", "ngay_sinh", born.value[:4] == f"{century}{number[4:6]}"))
    return facts
