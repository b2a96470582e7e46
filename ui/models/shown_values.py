"""Values as people read and type them, and as they are stored: dates, numbers of persons."""

import re
import unicodedata

from desk.errors import PersonalIdWrong
from desk.model.values import PersonalId, partial_date

_TYPED_DATE = re.compile(r"(?:(?:(\d{1,2})\s*[/.\- ]\s*)?(\d{1,2})\s*[/.\- ]\s*)?(\d{4})")
_IN_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_DATES = ("date", "day-line")


def tidied(text: str) -> str:
    """Return text as it is stored: NFC, one blank between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def as_shown(value: str, kind: str) -> str:
    """Return a stored value in local form: dates dd/mm/yyyy, mm/yyyy or yyyy; personal numbers in threes."""
    if kind in _DATES:
        return "/".join(reversed(value.split("-"))) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else value
    if kind == "personal-id" and re.fullmatch(r"\d{12}", value):
        return PersonalId(value).spaced
    return value


def as_stored(text: str, kind: str) -> str | None:
    """Return what a person typed as it is stored: ISO dates, 12 digits without blanks; None for nothing.

    A date or number that cannot be understood is kept as typed: a paper may say «không rõ».
    """
    value = tidied(text)
    if kind in _DATES:
        return _iso(value) or value or None
    if kind == "personal-id":
        digits = re.sub(r"[\s.]", "", value)
        return digits if digits.isdigit() else value or None
    return value or None


def understood(text: str, kind: str) -> bool:
    """Tell whether what was typed is a date or a number of a person where one is asked; anything fits elsewhere."""
    value = tidied(text)
    if not value:
        return True
    if kind in _DATES:
        return _iso(value) is not None
    if kind == "personal-id":
        try:
            PersonalId(value)
        except PersonalIdWrong:
            return re.fullmatch(r"[\d\s]{9,11}", value) is not None
    return True


def _iso(value: str) -> str | None:
    found = _IN_WORDS.search(value) or _TYPED_DATE.fullmatch(value)
    text = value
    if found is not None:
        day, month, year = found.groups()
        text = "-".join(part.zfill(2) for part in (year, month, day) if part)
    try:
        return partial_date(text)
    except ValueError:
        return None
