"""Dossiers that have not left, with what stands in each, by few questions for however many there are."""

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import sqlalchemy as sa

from desk.model.certification import CopyKind, CopyStage
from desk.model.dossier import Dossier, DossierState
from desk.model.paper import Document, Stage
from desk.ports import Outstanding
from desk.store import tables
from desk.store.coding import put_time

Row: TypeAlias = "sa.Row[tuple[object, ...]]"

_HERE = [state.value for state in DossierState if state.here]


def outstanding(
    db: sa.Connection, dossier_of: Callable[[Row], Dossier], document_of: Callable[[Row], Document]
) -> list[Outstanding]:
    """List the dossiers that are open, or done and not handed over, oldest first."""
    dossiers, people = tables.dossier, tables.citizen
    here = dossiers.c.state.in_(_HERE)
    codes = sa.select(dossiers.c.code).where(here)
    named = sa.select(dossiers, people.c.name.label("citizen")).join(people, people.c.id == dossiers.c.citizen_id)
    papers: dict[str, list[Document]] = defaultdict(list)
    for row in db.execute(_papers(codes)):
        papers[row.dossier].append(document_of(row))
    settled: dict[str, set[int]] = defaultdict(set)
    reused: dict[str, set[int]] = defaultdict(set)
    for row in db.execute(_settled(codes)):
        settled[row.dossier].add(row.place)
        if row.held:
            reused[row.dossier].add(row.place)
    copies: dict[str, list[tuple[int, CopyStage]]] = defaultdict(list)
    for row in db.execute(_copies(codes)):
        copies[row.dossier].append((row.document_id, CopyStage(row.stage)))
    refused = _refused(db, codes)
    return [
        Outstanding(
            dossier_of(row), row.citizen, tuple(papers[row.code]), frozenset(settled[row.code]),
            frozenset(reused[row.code]), tuple(copies[row.code]), frozenset(refused[row.code]),
        )
        for row in db.execute(named.where(here).order_by(dossiers.c.id))
    ]  # fmt: skip


def handed_over(
    db: sa.Connection, dossier_of: Callable[[Row], Dossier], since: datetime, limit: int
) -> list[tuple[Dossier, str]]:
    """List the dossiers handed over since a moment, newest first."""
    dossiers, people = tables.dossier, tables.citizen
    named = sa.select(dossiers, people.c.name.label("citizen")).join(people, people.c.id == dossiers.c.citizen_id)
    gone = (dossiers.c.state == int(DossierState.HANDED_OVER)) & (dossiers.c.handed_over_at >= put_time(since))
    found = db.execute(named.where(gone).order_by(dossiers.c.handed_over_at.desc(), dossiers.c.id.desc()).limit(limit))
    return [(dossier_of(row), row.citizen) for row in found]


def _papers(codes: "sa.Select[tuple[str]]") -> "sa.Select[tuple[object, ...]]":
    rows = tables.document
    there = rows.c.dossier.in_(codes) & (rows.c.stage != Stage.REMOVED.value)
    return sa.select(rows).where(there).order_by(rows.c.id)


def _settled(codes: "sa.Select[tuple[str]]") -> "sa.CompoundSelect[tuple[object, ...]]":
    reused, shown = tables.reuse, tables.shown
    in_force = reused.c.dossier.in_(codes) & reused.c.undone_at.is_(None)
    return sa.union_all(
        sa.select(reused.c.dossier, reused.c.place, sa.literal(1).label("held")).where(in_force),
        sa.select(shown.c.dossier, shown.c.place, sa.literal(0).label("held")).where(shown.c.dossier.in_(codes)),
    )


def _copies(codes: "sa.Select[tuple[str]]") -> "sa.Select[tuple[object, ...]]":
    rows = tables.certified_copy
    live = (rows.c.stage != CopyStage.VOID.value) & (rows.c.kind == CopyKind.CERTIFIED.value)
    return sa.select(rows.c.dossier, rows.c.document_id, rows.c.stage).where(rows.c.dossier.in_(codes) & live)


def _refused(db: sa.Connection, codes: "sa.Select[tuple[str]]") -> dict[str, set[int]]:
    """Return the papers refused, one taken back (a refusal without grounds) left out again."""
    rows, found = tables.refusal, defaultdict[str, set[int]](set)
    for row in db.execute(sa.select(rows).where(rows.c.dossier.in_(codes)).order_by(rows.c.id)):
        (found[row.dossier].add if json.loads(row.grounds) else found[row.dossier].discard)(row.document_id)
    return found
