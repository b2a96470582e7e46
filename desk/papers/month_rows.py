"""What the month's report says (báo cáo tháng), before it is set: words and figures for paper and for a table."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desk.papers.forms import listed_words, words

FORM = "month"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure (chỉ tiêu).

    Attributes:
        key: Its stable name.
        of: What it is a part of; "" = it stands alone. `percent` likewise.
    """

    key: str
    label: str
    number: str
    of: str = ""
    percent: str = ""


@dataclass(frozen=True, slots=True)
class MonthData:
    """What the report says; every text is ready to be printed, and none of it names a person.

    Attributes:
        at: When it was counted, aware; `running` = before the month was over.
        procedures: Code, name, dossiers, those digitised, those with reuse, share of papers reused.
        days: Day, dossiers, those with reuse, papers, sides, copies; `totals` the sums of the same columns.
        bars: For the chart: label of the day, dossiers with reuse, those without.
        notes: How the figures are counted.
    """

    authority: str
    centre: str
    commune: str
    month: date
    at: datetime
    running: bool
    rows: tuple[Row, ...]
    procedures: tuple[tuple[str, ...], ...]
    days: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    bars: tuple[tuple[str, int, int], ...]
    notes: tuple[str, ...]
    rehearsal: bool = False


def label_of(key: str) -> str:
    """Return what a figure is called on the report."""
    return words(FORM, f"row_{key}")


def month_csv(data: MonthData) -> bytes:
    """Return the same figures as CSV in UTF-8 with a mark that spreadsheets know; texts are made harmless before."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(listed_words(FORM, "csv_heads"))
    writer.writerows(_lines(data))
    return out.getvalue().encode("utf-8-sig")


def _lines(data: MonthData) -> Iterable[tuple[str, ...]]:
    figure, procedure, day = (words(FORM, f"csv_{part}") for part in ("figures", "procedure", "day"))
    for row in data.rows:
        yield figure, row.key, row.label, _bare(row.number), _bare(row.of), _bare(row.percent)
    kinds = listed_words(FORM, "procedure_heads")
    for code, name, dossiers, digitised, reused, _share in data.procedures:
        yield procedure, code, f"{name}: {kinds[3]}", digitised, dossiers, ""
        yield procedure, code, f"{name}: {kinds[4]}", reused, dossiers, ""
    heads = listed_words(FORM, "day_heads")
    for when, *counts in data.days:
        for head, count in zip(heads[1:], counts, strict=True):
            yield day, when, head, count, "", ""


def _bare(number: str) -> str:
    """Return a number without the dots between its groups, for a table that is to be added up."""
    return number.replace(".", "")
