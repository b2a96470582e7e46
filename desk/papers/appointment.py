"""The slip with the hour and day of a certified copy that is not given the same day (phiếu hẹn trả kết quả)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from desk.papers.forms import dated
from desk.papers.sheet import Head, beside_code, head, line, set_pdf, signatures, title

Words = Mapping[str, str]
"""Lines of the form from the dated pack, by key."""


@dataclass(frozen=True, slots=True)
class AppointmentData:
    """What the slip says.

    Attributes:
        received, due: Aware instants.
        days: Working days added to the period of Điều 7; 0 = none.
        agreed: The citizen agrees in writing to a longer period, by signing the slip.
        late: Received too late to be answered the same day.
        same_day: It is answered the same day.
        at: Aware instant the slip is made.
    """

    authority: str
    centre: str
    commune: str
    dossier: str
    requester: str
    procedure: str
    received: datetime
    due: datetime
    days: int
    reason: str
    officer: str
    at: datetime
    agreed: bool = False
    late: bool = False
    same_day: bool = False
    rehearsal: bool = False


def appointment_pdf(data: AppointmentData, words: Words) -> bytes:
    """Set the slip on A4 and return it as a PDF; the same data gives the same bytes.

    Law: docs/law.md#counting-time
    """
    top = Head(data.authority, data.centre, words["number"], dated("place_date", data.at, commune=data.commune))
    name = words["title"]
    return set_pdf(
        lambda: [head(top), title(name), *_body(data, words)], name, data.dossier, rehearsal=data.rehearsal
    )


def _body(data: AppointmentData, words: Words) -> list[Flowable]:
    due = dated("moment", data.due)
    return [
        beside_code(
            [
                line(words["to"].format(name=data.requester), strong=data.requester),
                line(words["code"].format(code=data.dossier), strong=data.dossier),
                line(words["subject"].format(procedure=data.procedure)),
            ],
            data.dossier,
        ),
        line(words["received"].format(moment=dated("moment", data.received))),
        line(words["due"].format(moment=due), strong=due),
        *[line(text) for text in _why(data, words)],
        signatures((words["requester"], data.requester), (words["signed"], data.officer)),
    ]


def _why(data: AppointmentData, words: Words) -> list[str]:
    first = [words["late"]] if data.late else [words["same_day"]] if data.same_day else []
    if not data.days:
        return first
    longer = words["agreed" if data.agreed else "longer"].format(days=data.days, reason=data.reason)
    return [*first, longer, *([words["agreed_by"]] if data.agreed else [])]
