"""The record of a closing (biên bản khóa sổ): what a day or a year came to, and the seal of the book's chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from desk.papers.forms import dated
from desk.papers.sheet import Head, head, line, set_pdf, signatures, title

_GROUP = 8
"""Digits of the seal a group, so that a person can read them aloud."""


@dataclass(frozen=True, slots=True)
class ClosingData:
    """What the record says.

    Attributes:
        book: Name of the book; `day` None for the closing of the `year`.
        first, last: Numbers as written; `numbers` how many, void ones included.
        seal: The chain's last link after the closing, 64 hex digits.
        at: Aware instant of the closing.
    """

    authority: str
    centre: str
    commune: str
    book: str
    year: int
    day: date | None
    first: str
    last: str
    numbers: int
    void: int
    unfinished: int
    copies: int
    fee: int
    seal: str
    officer: str
    at: datetime
    rehearsal: bool = False


def closing_pdf(data: ClosingData, words: Mapping[str, str]) -> bytes:
    """Set the record on A4 and return it as a PDF; the same data gives the same bytes.

    Law: docs/law.md#register
    """
    top = Head(data.authority, data.centre, words["number"], dated("place_date", data.at, commune=data.commune))
    name = words["day_title" if data.day else "year_title"]
    return set_pdf(
        lambda: [head(top), title(name), *_body(data, words)], name, data.seal[:_GROUP], rehearsal=data.rehearsal
    )


def _body(data: ClosingData, words: Mapping[str, str]) -> list[Flowable]:
    day = data.day
    if day is not None:
        opening = words["day"].format(day=f"{day.day:02d}", month=f"{day.month:02d}", year=day.year, book=data.book)
    else:
        opening = words["year"].format(book=data.book, year=data.year)
    counted = words["numbers"] if data.numbers else words["none"]
    groups = [data.seal[place : place + _GROUP] for place in range(0, len(data.seal), _GROUP)]
    half = len(groups) // 2
    return [
        line(opening, strong=data.book),
        line(counted.format(numbers=data.numbers, first=data.first, last=data.last)),
        line(words["void"].format(void=data.void, unfinished=data.unfinished)),
        line(words["copies"].format(copies=data.copies)),
        line(words["fee"].format(fee=f"{data.fee:,}".replace(",", "."))),
        line(words["head"]),
        *[line(text, strong=text) for text in (" ".join(groups[:half]), " ".join(groups[half:]))],
        line(words["close"]),
        signatures((words["keeper"], ""), (words["signed"], data.officer)),
    ]
