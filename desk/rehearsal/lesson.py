"""The guided rehearsal (tập dượt có hướng dẫn): who comes to the counter, and the original laid into the feeder."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from desk.jobs import Progress
from desk.model.people import Session
from desk.ports import Desk
from desk.rehearsal.drawing import Sheet
from desk.rehearsal.opening import feeder_of
from desk.rehearsal.papers import make_papers
from desk.rehearsal.people import household, rehearsal_words
from desk.work.intake import register_citizen

LESSON = "tap-duot"
"""Folder of a rehearsal office its sheets lie in."""

CERTIFYING, AGAIN = "2.000815", "1.004884"
"""A copy is certified first; the birth is registered again after, where that copy serves without a scan."""

JAM = 2
"""The sheet at which the virtual scanner jams."""

_ORIGINAL = "giay-khai-sinh-me"
_LEFT_MM, _WIDE_MM = 26, 158


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the steps speak of.

    Attributes:
        number: Personal number of who comes (số định danh); `name` is hers.
        certifying: Code of the first procedure; `again` of the second.
        mend: Takes the stuck sheet out and lays it into the feeder again; any thread may call it.
    """

    number: str
    name: str
    certifying: str
    again: str
    mend: Callable[[], None]


def lay_lesson(desk: Desk, who: Session, progress: Progress | None = None) -> Lesson:
    """Have the office know who comes, and lay an original of two sheets into the virtual scanner, which will jam.

    What lay in the feeder is taken out. Laying it again begins anew; papers of an earlier lesson stay in the office.

    Raises:
        RoleMissing, DiskFull, Cancelled.
    """
    progress = progress or Progress()
    mother = household().mother
    register_citizen(desk, who, mother.as_citizen())
    folder = desk.home / LESSON
    progress.check()
    (first,) = make_papers(None, folder, (_ORIGINAL,))
    progress.check()
    second = folder / "2.jpg"
    _second_sheet().save(second, random.Random(mother.number))  # noqa: S311 -- an invented paper, no secret
    feeder = feeder_of(desk.home)
    if feeder is not None:
        feeder.feed([first.path, second], jam=JAM)
    return Lesson(mother.number, mother.name, CERTIFYING, AGAIN, feeder.mend if feeder is not None else _nothing)


def _nothing() -> None:
    """Mend nothing: the office has no virtual scanner."""


def _second_sheet() -> Sheet:
    words = rehearsal_words("papers")
    lesson = words["lesson"]
    sheet, y = Sheet(), 60.0
    sheet.centre(105, 40, lesson["title"], 14, "b")
    for paragraph in lesson["paragraphs"]:
        y = sheet.wrapped(_LEFT_MM, y, _WIDE_MM, paragraph, 13.5) + 4
    sheet.rehearsal_mark(sheet.width - 12, 8, words["rehearsal"], words["note"])
    return sheet
