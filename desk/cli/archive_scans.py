"""Care of the archive for signed scans, by command (gia hạn lưu trữ giấy số hóa): «scans» of `saoy archive`."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.cli.run import Run

if TYPE_CHECKING:
    from desk.model.certification import ComponentSignature
    from desk.model.values import Json
    from desk.work.component_care import AgeingComponent, ComponentRenewal


@dataclass(frozen=True, slots=True)
class ScansTold:
    """What is to be said of signed scans: for programs, for people, and whether something is left undone."""

    value: "dict[str, Json]"
    lines: list[str]
    faulty: bool


def care_of_scans(run: Run, options: argparse.Namespace) -> ScansTold:
    """Renew the signed scans that age when that was asked for, and tell which wait, age and were renewed."""
    from desk.work import component_care

    desk, who = run.desk(), run.session()
    renewed = component_care.renew_components(desk, who, run.progress(), options.within) if options.renew else []
    old = component_care.ageing_components(desk, who, run.progress(), options.within)
    with desk.unit(reading=True) as uow:
        waiting = uow.copies.components()
    value: dict[str, Json] = {
        "waiting": [_shape(made) for made in waiting], "ageing": [_ageing_shape(one) for one in old],
        "renewed": [_renewal_shape(run, one) for one in renewed],
    }  # fmt: skip
    undone = any(not one.done for one in renewed) or any(one.late or one.until is None for one in old)
    return ScansTold(value, [*_lines(run, waiting, renewed, old)], undone or bool(options.complete and waiting))


def _shape(made: "ComponentSignature") -> "dict[str, Json]":
    return {"document": made.document_id, "level": made.level.value, "lacking": made.lacking}


def _ageing_shape(one: "AgeingComponent") -> "Json":
    return {
        **_shape(one.signature), "until": one.until.isoformat() if one.until is not None else None,
        "authority": one.stamp.authority if one.stamp is not None else None, "algorithm": one.algorithm,
        "late": one.late,
    }  # fmt: skip


def _renewal_shape(run: Run, one: "ComponentRenewal") -> "Json":
    shape: dict[str, Json] = {**_shape(one.signature), "done": one.done}
    if one.until is not None:
        shape["until"] = one.until.isoformat()
    if one.fault is not None:
        shape |= run.fault(one.fault)
    return shape


def _lines(
    run: Run, waiting: "list[ComponentSignature]", renewed: "list[ComponentRenewal]", old: "list[AgeingComponent]"
) -> Iterator[str]:
    for made in waiting:
        yield run.phrase("cli.out.archive-scan-waits", document=made.document_id, level=made.level.value)
    for done in renewed:
        if done.done and done.until is not None:
            until = f"{done.until:%d/%m/%Y}"
            yield run.phrase("cli.out.archive-scan-renewed", document=done.signature.document_id, until=until)
        elif done.fault is not None:
            told = run.fault(done.fault)
            yield run.phrase(
                "cli.out.archive-scan-not-renewed", document=done.signature.document_id, why=told["sentence"],
                cure=told["cure"],
            )  # fmt: skip
    yield run.phrase("cli.out.archive-scans", count=len(old))
    for one in old:
        key = "unread" if one.until is None else "late" if one.late else "ages"
        yield run.phrase(
            f"cli.out.archive-scan-{key}", document=one.signature.document_id,
            until=f"{one.until:%d/%m/%Y}" if one.until is not None else "-",
            authority=one.stamp.authority if one.stamp is not None else "-",
        )  # fmt: skip
