"""The report of an evening's stack on paper (báo cáo đợt cuối ngày)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from desk.papers.forms import dated, words
from desk.papers.sheet import Head, head, line, listed, set_pdf, signatures, title

_FORM = "evening"


@dataclass(frozen=True, slots=True)
class ReportData:
    """What the report says.

    Attributes:
        number: Of the batch.
        source: Device or folder, as a person calls it.
        begun: When the batch was opened; `at` when the report is made; both aware.
        minutes: Of work.
        counts: "sheets", "sides", "blanks", "separators", "removed", "papers", "filed", "waiting", "failures".
        doubts: What a person has to look at, in words, and how often.
        dossiers: Code, and how many papers it took.
    """

    authority: str
    centre: str
    commune: str
    number: int
    source: str
    begun: datetime
    at: datetime
    minutes: int
    counts: Mapping[str, int]
    doubts: tuple[tuple[str, int], ...]
    dossiers: tuple[tuple[str, int], ...]
    officer: str
    rehearsal: bool = False


def evening_report_pdf(data: ReportData) -> bytes:
    """Set the report on A4 and return it as a PDF; the same data gives the same bytes."""
    name = words(_FORM, "title")
    return set_pdf(lambda: _story(data), name, f"{data.number}", rehearsal=data.rehearsal)


def _story(data: ReportData) -> list[Flowable]:
    place = dated("place_date", data.at, commune=data.commune)
    counts = {name: str(count) for name, count in data.counts.items()}
    doubts = [words(_FORM, "doubt", kind=kind, count=str(count)) for kind, count in data.doubts]
    dossiers = [words(_FORM, "dossier", dossier=code, papers=str(papers)) for code, papers in data.dossiers]
    failed = [line(words(_FORM, "failures", **counts))] if data.counts["failures"] else []
    return [
        head(Head(data.authority, data.centre, words(_FORM, "number", number=data.number), place)),
        title(words(_FORM, "title")),
        line(words(_FORM, "source", source=data.source)),
        line(words(_FORM, "begun", moment=dated("moment", data.begun), minutes=data.minutes)),
        line(words(_FORM, "sides", **counts)),
        line(words(_FORM, "papers", **counts)),
        *failed,
        line(words(_FORM, "doubts" if doubts else "doubts_none")),
        *listed(doubts),
        line(words(_FORM, "dossiers" if dossiers else "dossiers_none")),
        *listed(dossiers),
        signatures(None, (words(_FORM, "keeper"), data.officer)),
    ]
