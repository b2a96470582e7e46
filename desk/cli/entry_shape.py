"""An entry of the register in the shape of the contract (mục của sổ)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.cli.run import Run
    from desk.model.values import Json
    from desk.work.register import BookEntry


def entry_shape(entry: "BookEntry") -> "dict[str, Json]":
    """Return an entry in the shape of the contract."""
    return {
        "number": entry.number, "day": entry.day.isoformat(), "citizen": entry.citizen, "id": entry.citizen_id or None,
        "title": entry.title, "officer": entry.officer, "officer_title": entry.officer_title, "copies": entry.copies,
        "pages": entry.pages, "fee": entry.fee, "stage": entry.stage.value,
        "level": entry.level.value if entry.level is not None else None, "note": entry.note,
        "document": entry.document, "dossier": entry.dossier,
    }  # fmt: skip


def entry_line(run: "Run", entry: "BookEntry") -> str:
    """Return an entry as a line for people."""
    return run.phrase(
        "cli.out.register-entry", written=entry.written, day=f"{entry.day:%d/%m/%Y}", citizen=entry.citizen,
        title=entry.title, officer=entry.officer, copies=entry.copies, fee=f"{entry.fee:,}".replace(",", "."),
        note=entry.note,
    ).rstrip(" ·")  # fmt: skip
