"""The month's report (báo cáo tháng): the board of a month as a PDF to be signed, and as a table; no person is named.

Law: docs/law.md#indicators
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.errors import OutputIsInput
from desk.model.board import Share, Span
from desk.model.people import Session
from desk.papers.forms import words
from desk.papers.month_rows import FORM, MonthData, Row, label_of, month_csv
from desk.ports import Desk
from desk.work.attestation import local_day
from desk.work.board import Board, board
from desk.work.deliver import delivery
from desk.work.office import office_facts
from desk.work.packs import pack_in_force
from desk.work.register import harmless

MONTHS = "bao-cao-thang"


@dataclass(frozen=True, slots=True)
class LaidReport:
    """Báo cáo đã đặt: the paper, the table beside it, and the figures in both."""

    file: Path
    table: Path
    figures: Board


def month_report(desk: Desk, who: Session, month: date, out: Path, table: Path | None = None) -> Board:
    """Write the report of a month; each file appears whole or not at all.

    Args:
        desk: The office.
        who: Who makes it; the name stands nowhere in it.
        month: Any day of the month.
        out: The PDF.
        table: The same figures as CSV besides, or None.

    Returns:
        The figures that were written.

    Raises:
        RoleMissing; FileMissing, OutputRefused; OutputIsInput: both files would have one name.
    """
    from desk.papers.month_report import month_pdf  # setting type loads slowly

    if table is not None and table.absolute() == out.absolute():
        raise OutputIsInput(file=out.name)
    counted = board(desk, who, Span.month(month))
    data = _data(desk, counted)
    for file, made in ((out, month_pdf(data)), *([(table, month_csv(data))] if table is not None else [])):
        with delivery(file) as laid:
            laid.file.write(made)
            laid.secure()
            laid.settle()
    return counted


def lay_month_report(desk: Desk, who: Session, month: date, table: Path | None = None) -> LaidReport:
    """Lay the report where a person finds it, to be looked at and printed.

    The table lies beside it unless it is wanted elsewhere.

    Raises:
        RoleMissing, FileMissing, OutputRefused.
    """
    folder = desk.home / MONTHS
    folder.mkdir(parents=True, exist_ok=True)
    out = (folder / f"{MONTHS}-{month:%Y-%m}.pdf").absolute()
    table = table or out.with_suffix(".csv")
    return LaidReport(out, table, month_report(desk, who, month, out, table))


def _data(desk: Desk, counted: Board) -> MonthData:
    facts, span = office_facts(desk), counted.span
    return MonthData(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, month=span.first, at=counted.at,
        running=local_day(counted.at) in span.days, rows=_rows(counted),
        procedures=tuple(
            (
                one.code or "-", str(harmless(one.name)), _grouped(one.dossiers), _grouped(one.digitised),
                _grouped(one.with_reuse), f"{one.papers.part}/{one.papers.whole}",
            )
            for one in counted.procedures
        ),
        days=tuple(
            (f"{one.day:%d/%m}", *map(_grouped, (one.dossiers, one.with_reuse, one.papers, one.sides, one.copies)))
            for one in counted.columns
            if one.day <= local_day(counted.at)
        ),
        totals=(
            words(FORM, "total"), _grouped(counted.dossiers), _grouped(counted.with_reuse.part),
            _grouped(counted.papers), _grouped(counted.sides), _grouped(counted.certified),
        ),
        bars=tuple((f"{one.day.day}", one.with_reuse, one.dossiers - one.with_reuse) for one in counted.columns),
        notes=_notes(counted), rehearsal=facts.rehearsal,
    )  # fmt: skip


def _rows(counted: Board) -> tuple[Row, ...]:
    pace = counted.pace
    kept = Share(counted.doubts - counted.corrected, counted.doubts)
    return (
        _number("dossiers", counted.dossiers), _share("digitised", counted.digitised),
        _share("with_reuse", counted.with_reuse), _share("papers_reused", counted.papers_reused),
        _number("handed_over", counted.handed_over), _share("on_time", counted.on_time),
        _number("papers", counted.papers), _share("sides", Share(counted.read, counted.sides)),
        _number("checked", counted.checked), _share("doubts", kept), _number("certified", counted.certified),
        _number("given", counted.given), _number("void", counted.void), _number("pages", counted.pages),
        _number("fee", counted.fee), _number("true_copies", counted.true_copies),
        *(
            Row(key, label_of(key), decimal(value))
            for key, value in (("pace", pace.middle), ("average", pace.average)) if value is not None
        ),
    )  # fmt: skip


def _number(key: str, number: int) -> Row:
    return Row(key, label_of(key), _grouped(number))


def _share(key: str, share: Share) -> Row:
    percent = decimal(share.percent) if share.percent is not None else ""
    return Row(key, label_of(key), _grouped(share.part), _grouped(share.whole), percent)


def _notes(counted: Board) -> tuple[str, ...]:
    aims, pack = counted.targets, pack_in_force("indicators", counted.span.last)
    aim = words(FORM, "note_aim", digitised=f"{aims.digitised:g}", reused=f"{aims.reused:g}", basis=pack["legal_basis"])
    pace = words(FORM, "note_pace", left=str(counted.pace.left_out))
    return (aim, *(words(FORM, f"note_{key}") for key in ("reuse", "result")), pace, words(FORM, "note_time"))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def decimal(number: float) -> str:
    """Return a figure with one place behind a comma, as it is written in Vietnam; none for a whole number."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")
