"""Fields and their values as people read and type them, and as they are stored: dates, numbers of persons."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from desk.errors import PersonalIdWrong
from desk.model.paper import Field
from desk.model.values import PersonalId, partial_date
from ui.models.typing_forms import DATES, EXPIRY, in_threes, local_day


@dataclass(frozen=True)
class FieldView:
    """One field as the screen shows it.

    Attributes:
        label: The form's word.
        type: What kind of value is asked: "date", "personal-id", "name" …
        value: In local form: dates dd/mm/yyyy, personal numbers in groups of three.
        doubtful: A person must look.
        accepted: The clerk accepted or typed it in this sitting, or it was confirmed before.
        against: What speaks against the value, a sentence; "" for nothing.
    """

    field: Field
    label: str
    type: str
    value: str
    doubtful: bool
    accepted: bool
    against: str = ""


def tidied(text: str) -> str:
    """Return text as it is stored: NFC, one blank between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def as_shown(value: str, kind: str) -> str:
    """Return a stored value in local form: dates dd/mm/yyyy, mm/yyyy or yyyy; personal numbers in threes."""
    if kind in DATES:
        return "/".join(reversed(value.split("-"))) if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else value
    if kind == "personal-id" and re.fullmatch(r"[0-9]{9}|[0-9]{12}", value):
        return in_threes(value)
    return value


def as_stored(text: str, kind: str, today: date | None = None) -> str | None:
    """Return what a person typed as it is stored: ISO dates, 12 digits without blanks; None for nothing.

    A date or number that cannot be understood is kept as typed: a paper may say «không rõ». Years of two digits are
    understood when `today` is told.
    """
    value = tidied(text)
    if kind in DATES:
        return _iso(value, kind, today) or value or None
    if kind == "personal-id":
        digits = re.sub(r"[\s.\-]", "", value)
        return digits if digits.isdigit() else value or None
    return value or None


def understood(text: str, kind: str, today: date | None = None) -> bool:
    """Tell whether what was typed is a date or a number of a person where one is asked; anything fits elsewhere.

    Words without a digit are taken for a date too: a card says «không thời hạn», an old paper «không rõ».
    """
    value = tidied(text)
    if not value:
        return True
    if kind in DATES:
        return _iso(value, kind, today) is not None or not re.search(r"\d", value)
    if kind == "personal-id":
        bare = re.sub(r"[\s.\-]", "", value)
        try:
            PersonalId(bare)
        except PersonalIdWrong:
            return re.fullmatch(r"[0-9]{9}", bare) is not None
    return True


def _iso(value: str, kind: str, today: date | None) -> str | None:
    shown = local_day(value, today, ahead=kind == EXPIRY)
    if shown is None:
        return None
    try:
        return partial_date("-".join(reversed(shown.split("/"))))
    except ValueError:
        return None
