"""The report of an evening's stack (báo cáo cuối ngày): what came, what became of it, what a person has to look at."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.model.evening import DoubtKind, Side
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.text import phrase
from desk.work.deliver import delivery
from desk.work.evening_look import Look, look
from desk.work.office import office_facts


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one batch (báo cáo của một đợt).

    Attributes:
        sheets: Sheets of paper; where front and back are not known, each side that is not blank counts as one.
        sides: Sides captured.
        blanks: Sides set aside as blank.
        separators: Slips, cover and Patch-T sheets with their backs, in sides.
        removed: Sides a person put away.
        unread: Sides still to be read.
        papers: Papers the stack was cut into.
        filed: Those that are in their dossiers.
        doubts: How many things a person is asked, by kind, in the order of asking.
        failures: Sides that could not be read.
        dossiers: Papers filed by dossier code.
        work_s: Seconds of work on the batch.
    """

    batch_id: int
    source: str
    begun: datetime
    sheets: int
    sides: int
    blanks: int
    separators: int
    removed: int
    unread: int
    papers: int
    filed: int
    doubts: tuple[tuple[DoubtKind, int], ...]
    failures: int
    dossiers: tuple[tuple[str, int], ...]
    work_s: float


def report(desk: Desk, who: Session, batch_id: int) -> Report:
    """Count what became of a batch up to now; RoleMissing, BatchUnknown."""
    shown = look(desk, who, batch_id)
    with desk.unit(reading=True) as uow:
        sides = uow.evenings.sides(batch_id)
    doubts = Counter(doubt.kind for doubt in shown.doubts)
    filed = [one for one in shown.papers if one.document is not None]
    dossiers = Counter(one.dossier.code for one in filed if one.dossier is not None)
    return Report(
        batch_id=batch_id, source=shown.batch.source, begun=shown.batch.made_at, sheets=_sheets(sides, shown),
        sides=len(sides), blanks=len(shown.aside), separators=len(shown.separators), removed=len(shown.removed),
        unread=shown.unread, papers=len(shown.papers), filed=len(filed),
        doubts=tuple((kind, doubts[kind]) for kind in DoubtKind if doubts[kind]),
        failures=sum(side.fault is not None for side in sides), dossiers=tuple(sorted(dossiers.items())),
        work_s=shown.batch.work_s,
    )


def _sheets(sides: list[Side], shown: Look) -> int:
    aside = {side.place for side in shown.aside}
    return sum(side.front if side.front is not None else side.place not in aside for side in sides)


def report_pdf(desk: Desk, who: Session, batch_id: int, out: Path) -> Report:
    """Write the report as a PDF to be printed; the file appears whole or not at all.

    Raises:
        RoleMissing, BatchUnknown; FileMissing, OutputRefused.
    """
    from desk.papers.evening_report import ReportData, evening_report_pdf  # setting type loads slowly

    who.require(Role.RECEPTION)
    told, facts = report(desk, who, batch_id), office_facts(desk)
    data = ReportData(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, number=batch_id,
        source=told.source.partition(":")[2] or phrase("evening.source-files"), begun=told.begun,
        at=desk.clock.now(), minutes=max(1, round(told.work_s / 60)),
        counts={
            "sheets": told.sheets, "sides": told.sides, "blanks": told.blanks, "separators": told.separators,
            "removed": told.removed, "papers": told.papers, "filed": told.filed,
            "waiting": told.papers - told.filed, "failures": told.failures,
        },
        doubts=tuple((phrase(f"evening.doubt-{kind}"), count) for kind, count in told.doubts),
        dossiers=told.dossiers, officer=who.officer.name, rehearsal=facts.rehearsal,
    )  # fmt: skip
    with delivery(out) as laid:
        laid.file.write(evening_report_pdf(data))
        laid.secure()
        laid.settle()
    return told
