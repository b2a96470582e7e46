"""Slips of certification: the written refusal, and the record of a number made void (văn bản từ chối, phiếu hủy số)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from desk.model.certification import Ground
from desk.papers.forms import dated
from desk.papers.sheet import Head, head, line, set_pdf, signatures, title

Words = Mapping[str, str]
"""Lines of a form from the dated pack, by key."""


@dataclass(frozen=True, slots=True)
class RefusalData:
    """What a written refusal says.

    Attributes:
        title: Name of the paper that was to be copied.
        grounds: Of Điều 22, in the order of the article.
        reason: What was seen on this paper, or "".
        at: Aware instant of the refusal.
    """

    authority: str
    centre: str
    commune: str
    dossier: str
    requester: str
    title: str
    grounds: tuple[Ground, ...]
    reason: str
    officer: str
    at: datetime
    rehearsal: bool = False


def refusal_of_copy_pdf(data: RefusalData, words: Words) -> bytes:
    """Set the written refusal on A4 and return it as a PDF; the same data gives the same bytes.

    Law: docs/law.md#refusal-grounds
    """
    top = Head(data.authority, data.centre, words["number"], dated("place_date", data.at, commune=data.commune))
    return _set(words, data.dossier, top, lambda: _refusal(data, words), rehearsal=data.rehearsal)


def _refusal(data: RefusalData, words: Words) -> list[Flowable]:
    reason = [line(words["reason"].format(reason=data.reason), strong=data.reason)] if data.reason else []
    return [
        line(words["to"].format(name=data.requester), strong=data.requester),
        line(words["subject"].format(title=data.title), strong=data.title),
        line(words["because"]),
        *[line(words["ground"].format(number=ground.number, law=ground.law)) for ground in data.grounds],
        *reason,
        line(words["close"]),
        signatures((words["received"], data.requester), (words["signed"], data.officer)),
    ]


@dataclass(frozen=True, slots=True)
class RefusalBackData:
    """What the letter that takes a refusal back says.

    Attributes:
        title: Name of the paper that was refused.
        refused_on: Day of the refusal; `grounds` its numbers of Điều 22.
        reason: Why it is taken back.
        at: Aware instant of the taking back.
    """

    authority: str
    centre: str
    commune: str
    dossier: str
    requester: str
    title: str
    refused_on: date
    grounds: tuple[int, ...]
    reason: str
    officer: str
    at: datetime
    rehearsal: bool = False


def refusal_back_pdf(data: RefusalBackData, words: Words) -> bytes:
    """Set the letter that takes a refusal back on A4, as a PDF; the same data gives the same bytes.

    Law: docs/law.md#refusal-grounds
    """
    top = Head(data.authority, data.centre, words["number"], dated("place_date", data.at, commune=data.commune))
    return _set(words, data.dossier, top, lambda: _back(data, words), rehearsal=data.rehearsal)


def _back(data: RefusalBackData, words: Words) -> list[Flowable]:
    day, grounds = data.refused_on, ", ".join(str(number) for number in data.grounds)
    return [
        line(words["to"].format(name=data.requester), strong=data.requester),
        line(words["subject"].format(title=data.title), strong=data.title),
        line(words["refused"].format(day=f"{day.day:02d}", month=f"{day.month:02d}", year=day.year, grounds=grounds)),
        line(words["reason"].format(reason=data.reason), strong=data.reason),
        line(words["close"]),
        signatures((words["received"], data.requester), (words["signed"], data.officer)),
    ]


@dataclass(frozen=True, slots=True)
class VoidData:
    """What the record of a number made void says.

    Attributes:
        number: As it is written in the book, e.g. "213/ĐT".
        book: Name of the book.
        certified_on: Day of the entry.
        at: Aware instant it was made void.
    """

    authority: str
    centre: str
    commune: str
    number: str
    book: str
    certified_on: date
    title: str
    requester: str
    reason: str
    officer: str
    at: datetime
    rehearsal: bool = False


def void_pdf(data: VoidData, words: Words) -> bytes:
    """Set the record of a void number on A4 and return it as a PDF; the same data gives the same bytes."""
    top = Head(data.authority, data.centre, words["number"], dated("place_date", data.at, commune=data.commune))
    return _set(words, data.number, top, lambda: _void(data, words), rehearsal=data.rehearsal)


def _void(data: VoidData, words: Words) -> list[Flowable]:
    day = data.certified_on
    entry = words["entry"].format(
        number=data.number, book=data.book, day=f"{day.day:02d}", month=f"{day.month:02d}", year=day.year
    )
    return [
        line(entry, strong=data.number),
        line(words["subject"].format(title=data.title)),
        line(words["requester"].format(name=data.requester)),
        line(words["reason"].format(reason=data.reason), strong=data.reason),
        line(words["close"]),
        signatures((words["keeper"], ""), (words["signed"], data.officer)),
    ]


def _set(words: Words, code: str, top: Head, body: Callable[[], Sequence[Flowable]], *, rehearsal: bool) -> bytes:
    return set_pdf(lambda: [head(top), title(words["title"]), *body()], words["title"], code, rehearsal=rehearsal)
