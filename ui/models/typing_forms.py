"""Local forms while typing (dạng viết ở địa phương): days, numbers of persons, sums of money; letters are left alone.

Nothing here touches a text with letters: Unikey, ibus and fcitx put a word right by taking back what they sent, and
would take back too much from a text that changed under their hands.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

DATES = ("date", "day-line", "expiry")
"""Types of fields that hold a day, a month or a year."""

PERSONAL, MONEY, EXPIRY = "personal-id", "money", "expiry"

_MONEY_NAMES = ("gia", "muc_luong", "von")
"""Fields of text that hold a sum of money: price, pension, capital."""

_ENDS = "ngay_het_han"
_NUMBER = re.compile(r"[0-9][0-9 .\-]*")
_SUM = re.compile(r"(?P<whole>[0-9][0-9 .]*)(?P<rest>(?:,[0-9]*)?)")
_EIGHT = re.compile(r"[0-9]{8}")
_PARTED = re.compile(r"[0-9]{1,2}[/.\- ][0-9]{1,2}[/.\- ](?:1[89]|20)[0-9]{2}")
_DAY = re.compile(r"(?P<day>[0-9]{1,2})\s*[/.\- ]\s*(?P<month>[0-9]{1,2})\s*[/.\- ]\s*(?P<year>[0-9]{4}|[0-9]{2})")
_MONTH = re.compile(r"(?P<month>[0-9]{1,2})\s*[/.\- ]\s*(?P<year>[0-9]{4})")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_WORDS = re.compile(
    r"(?:ngày\s+)?(?P<day>[0-9]{1,2})\s+tháng\s+(?P<month>[0-9]{1,2})\s+năm\s+(?P<year>[0-9]{4})", re.IGNORECASE
)
_YEAR = re.compile(r"(?P<year>[0-9]{4})")
_BARE = re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4}|[0-9]{2})")
_BARE_MONTH = re.compile(r"(?P<month>[0-9]{2})(?P<year>(?:1[89]|20)[0-9]{2})")
_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_MOST_DIGITS, _MOST_SUM = 12, 15


class Typed(NamedTuple):
    """What stands in a line, and where its cursor is (in letters from the left)."""

    text: str
    cursor: int


Form = Callable[[Typed, Typed], Typed]
"""Gives a line its local form: from what stood there before a key and after it, what is to stand there."""


def form_type(name: str, kind: str) -> str:
    """Return how a field is typed: the type of its values, "money" for a sum, "expiry" for a last day."""
    if kind == "text" and name in _MONEY_NAMES:
        return MONEY
    return EXPIRY if kind in DATES and name.startswith(_ENDS) else kind


def form_of(kind: str) -> Form | None:
    """Return what shapes a line while it is typed in, None where nothing does."""
    if kind == PERSONAL:
        return personal_number
    if kind == MONEY:
        return money
    return day_typed if kind in DATES else None


def personal_number(before: Typed, now: Typed) -> Typed:
    """Part the digits of a number in threes: 001 090 001 234; the cursor stays behind the digit it was behind."""
    if not _NUMBER.fullmatch(now.text):
        return now
    return _regrouped(before, now, in_threes, _MOST_DIGITS)


def money(before: Typed, now: Typed) -> Typed:
    """Part a sum by dots from the right: 1.234.500; what follows a comma, and a text with letters, stays."""
    found = _SUM.fullmatch(now.text)
    if found is None:
        return now
    rest = found["rest"]
    if rest and now.cursor > len(found["whole"]):
        text = by_dots(_digits(found["whole"]))
        return Typed(text + rest, len(text) + now.cursor - len(found["whole"]))
    was = _SUM.fullmatch(before.text)
    shorter = Typed(was["whole"] if was is not None else before.text, before.cursor)
    made = _regrouped(shorter, Typed(found["whole"], now.cursor), by_dots, _MOST_SUM)
    return Typed(made.text + rest, made.cursor)


def day_typed(before: Typed, now: Typed) -> Typed:
    """Give a day its slashes once it is whole: 01021990 and 1-2-1990 become 01/02/1990; halves are left alone."""
    grown = len(now.text) > len(before.text) and now.cursor == len(now.text)
    if not grown or not (_EIGHT.fullmatch(now.text) or _PARTED.fullmatch(now.text)):
        return now
    text = local_day(now.text)
    return Typed(text, len(text)) if text is not None else now


def settled(text: str, kind: str, today: date | None = None) -> str:
    """Return the local form of a whole text, as when its field is left; what is not understood stays as it is.

    Args:
        text: As typed.
        kind: As `form_type` tells.
        today: For years of two digits, which are left alone without it.
    """
    if kind in DATES:
        return local_day(text, today, ahead=kind == EXPIRY) or text
    form = form_of(kind)
    return form(Typed("", 0), Typed(text, len(text))).text if form is not None else text


def local_day(text: str, today: date | None = None, *, ahead: bool = False) -> str | None:
    """Return dd/mm/yyyy, mm/yyyy or yyyy of a day as people type it, or None for what is none.

    Understood are 1/2/1990, 1-2-1990, 1.2.90, 01021990, 010290, 021990, 2/1990, 1990, 1990-02-01 and «ngày 1 tháng 2
    năm 1990». A year of two digits is the last one that is not to come, or with `ahead` one of this century.
    """
    value = " ".join(text.split())
    spelled = _WORDS.search(value)
    if spelled is not None:
        return _shown(spelled["day"], spelled["month"], spelled["year"], today, ahead=ahead)
    for shape in (_ISO, _DAY, _MONTH, _BARE, _BARE_MONTH, _YEAR):
        found = shape.fullmatch(value)
        if found is not None:
            parts = {"day": None, "month": None, **found.groupdict()}
            made = _shown(parts["day"], parts["month"], parts["year"] or "", today, ahead=ahead)
            if made is not None:
                return made
    return None


def in_threes(digits: str) -> str:
    """Return digits in groups of three from the left, parted by blanks."""
    return " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))


def by_dots(digits: str) -> str:
    """Return digits in groups of three from the right, parted by dots."""
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return ".".join([*groups, *(digits[at : at + 3] for at in range(first, len(digits), 3))])


def _shown(day: str | None, month: str | None, year: str, today: date | None, *, ahead: bool) -> str | None:
    whole = _whole_year(year, today, ahead=ahead)
    if whole is None or not _FIRST_YEAR <= whole <= _LAST_YEAR:
        return None
    try:
        date(whole, int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "/".join([part.zfill(2) for part in (day, month) if part] + [str(whole)])


def _whole_year(year: str, today: date | None, *, ahead: bool) -> int | None:
    if len(year) == 4:
        return int(year)
    if today is None:
        return None
    this = 2000 + int(year)
    return this if ahead or this <= today.year else this - 100


def _regrouped(before: Typed, now: Typed, grouped: Callable[[str], str], most: int) -> Typed:
    digits, ahead = _digits(now.text), len(_digits(now.text[: now.cursor]))
    if not digits or len(digits) > most:
        return now
    same = digits == _digits(before.text)
    if same and len(now.text) > len(before.text):
        return now  # a blank or a dot of the person's own: a word may follow
    if same and len(now.text) < len(before.text):
        # Only what parts the digits was taken away, and comes back: the key meant the digit beyond it.
        if now.cursor < before.cursor and ahead:
            digits, ahead = digits[: ahead - 1] + digits[ahead:], ahead - 1
        elif now.cursor == before.cursor:
            digits = digits[:ahead] + digits[ahead + 1 :]
    text = grouped(digits)
    return Typed(text, _behind(text, ahead))


def _behind(text: str, count: int) -> int:
    """Return the place behind so many digits."""
    place = 0
    while count and place < len(text):
        count -= text[place].isdigit()
        place += 1
    return place


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)
