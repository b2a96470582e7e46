"""Small values everyone uses: numbers of persons, digests, dates that may be incomplete."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from desk.errors import PersonalIdWrong

Digest = str
"""SHA-256 of an object's bytes, 64 lower-case hex digits."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A value that JSON can carry."""

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def tidy(text: str) -> str:
    """Return text as the office keeps it: NFC, one blank between words, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(frozen=True, slots=True)
class PersonalId:
    """Số định danh cá nhân: 12 digits PPP G YY NNNNNN, without a check digit.

    Raises:
        PersonalIdWrong: when the text, blanks and dots removed, is not 12 digits.

    Law: docs/law.md#personal-id
    """

    number: str

    def __post_init__(self) -> None:
        bare = re.sub(r"[\s.]", "", self.number)
        if not re.fullmatch(r"[0-9]{12}", bare):
            raise PersonalIdWrong(length=len(bare))
        object.__setattr__(self, "number", bare)

    @property
    def masked(self) -> str:
        """Return the number fit for journals and logs: first three and last three digits."""
        return f"{self.number[:3]}******{self.number[-3:]}"

    @property
    def spaced(self) -> str:
        """Return the number in groups of three, as a clerk reads it aloud."""
        return " ".join(self.number[i : i + 3] for i in range(0, 12, 3))

    def agrees_with(self, sex: str | None, born: str | None) -> bool:
        """Tell whether sex and year of birth fit digits 4-6 (century, sex, year); unknown facts fit.

        A mismatch is a warning, never an error: numbers of old registrations are sometimes wrong.
        """
        century, odd = divmod(int(self.number[3]), 2)
        year = 1900 + 100 * century + int(self.number[4:6])
        sex_fits = sex is None or (sex == "female") == bool(odd)
        return sex_fits and (born is None or int(born[:4]) == year)


def partial_date(text: str) -> str:
    """Return a date of a paper, full or incomplete: "1948", "1987-03" or "1987-03-05".

    Raises:
        ValueError: when it is none of these, or no day of the calendar.
    """
    found = _PARTIAL.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else 1 for part in found.groups())
    date(year, month, day)
    return found.group(0)


def months_after(day: date, months: int) -> date:
    """Return the same day `months` calendar months later, or the last day of a shorter month.

    Source: Civil Code 2015, Điều 146-148 (periods in months follow the calendar).
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month, last)
            except ValueError:
                continue
    raise ValueError(day)
