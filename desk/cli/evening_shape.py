"""How a stack is told by command: its papers, what a person is asked, what became of each file."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Run
from desk.errors import CutRulesWrong
from desk.text import say

if TYPE_CHECKING:
    from desk.model.evening import Batch, CutRules, Side
    from desk.model.values import Json
    from desk.ports import Desk
    from desk.work.evening_look import Look, Paper
    from desk.work.evening_stack import Doubt

USUAL = "patch,openings"
"""What ends a paper unless something else is said."""


def rules_of(words: str) -> "CutRules":
    """Return the rules of the words of `--rules`; CutRulesWrong."""
    from desk.model.evening import CutRules

    try:
        return CutRules.of(words)
    except ValueError as fault:
        raise CutRulesWrong(rules=words) from fault


def tell_sorted(
    run: Run, batch: "Batch", given: Sequence[Path], faults: Sequence[tuple[Path, Exception]]
) -> int:
    """Tell what became of a stack, its files named as they were given; exit code 1 when something was faulty."""
    from desk.work.evening_look import look

    desk = run.desk()
    shown = look(desk, run.session(), batch.id)
    names = _names(given)
    documents = [_document_shape(desk, one, names) for one in shown.papers if one.document is not None]
    doubts = [_doubt_shape(run, shown, doubt, names) for doubt in shown.doubts]
    dossiers = {str(one["dossier"]) for one in documents}
    said = [_fault_shape(run, file, fault) for file, fault in faults]
    run.say(
        {
            "dossier": batch.dossier or (dossiers.pop() if len(dossiers) == 1 else None), "batch": batch.id,
            "documents": list(documents), "doubts": list(doubts), "faults": list(said),
        },
        [*(run.phrase("cli.out.document", **one) for one in documents), *_doubt_lines(doubts), *_sum(run, shown)],
    )
    for one in said:
        run.warn(f"{one['file']}: {one['sentence']} {one['cure']}")
    return SOME_FAULTY if faults else DONE


def _names(given: Sequence[Path]) -> dict[str, str]:
    """Return the paths as they were given, by the name of the file; two of one name are both told by their name."""
    found: dict[str, str] = {}
    for path in given:
        found[path.name] = path.name if path.name in found else str(path)
    return found


def _document_shape(desk: "Desk", paper: "Paper", names: dict[str, str]) -> dict[str, "Json"]:
    from desk.work.warnings import warnings_of

    with desk.unit(reading=True) as uow:
        document = uow.documents.get(paper.document or 0)
        warnings = warnings_of(uow, document) if document is not None else []
    return {
        "document": paper.document, "file": names.get(paper.sides[0].origin, paper.sides[0].origin),
        "component": paper.place, "pages": len(paper.sides), "kind": paper.kind, "title": paper.title,
        "warnings": list(warnings), "dossier": paper.dossier.code if paper.dossier is not None else None,
        "sides": [_side_shape(side, names) for side in paper.sides],
    }


def _side_shape(side: "Side", names: dict[str, str]) -> "Json":
    return {"side": side.place, "file": names.get(side.origin, side.origin), "page": side.number}


def _doubt_shape(run: Run, shown: "Look", doubt: "Doubt", names: dict[str, str]) -> dict[str, "Json"]:
    paper = next((one for one in shown.papers if one.bundle.id == doubt.bundle), None)
    context = dict(doubt.context)
    said = [say(reason, context, run.language) for reason in doubt.reasons]
    return {
        "kind": doubt.kind.value, "paper": doubt.bundle or None, "side": doubt.side,
        "dossier": paper.bundle.dossier if paper is not None else context.get("dossier"),
        "sides": [_side_shape(side, names) for side in paper.sides] if paper is not None else [],
        "confidence": doubt.confidence, "sentence": " ".join(one.sentence for one in said),
        "cure": next((one.cure for one in said if one.cure), ""), "stops": doubt.kind.stops,
        "document": paper.document if paper is not None else None,
    }


def _doubt_lines(doubts: Sequence[dict[str, "Json"]]) -> list[str]:
    return [f"? {one['paper'] or one['dossier'] or '-'}: {one['sentence']} {one['cure']}".rstrip() for one in doubts]


def _sum(run: Run, shown: "Look") -> list[str]:
    filed = sum(one.document is not None for one in shown.papers)
    return [
        run.phrase(
            "cli.out.evening", batch=shown.batch.id, papers=len(shown.papers), filed=filed,
            waiting=len(shown.papers) - filed, doubts=len(shown.doubts),
        )
    ]


def _fault_shape(run: Run, file: Path, fault: Exception) -> dict[str, "Json"]:
    return {"file": str(file), **run.fault(fault)}


def tell_stack(run: Run, shown: "Look") -> int:
    """Tell how a stack stands."""
    papers = [_paper_shape(one) for one in shown.papers]
    doubts = [_doubt_shape(run, shown, doubt, {}) for doubt in shown.doubts]
    run.say(
        {
            "batch": shown.batch.id, "state": shown.batch.state.value, "papers": list(papers), "doubts": list(doubts),
            "aside": [side.place for side in shown.aside], "separators": [side.place for side in shown.separators],
            "removed": [side.place for side in shown.removed], "unread": shown.unread,
            "undo": shown.can_undo, "redo": shown.can_redo,
        },
        [*(_paper_line(one) for one in papers), *_doubt_lines(doubts), *_sum(run, shown)],
    )
    return DONE


def _paper_shape(paper: "Paper") -> dict[str, "Json"]:
    return {
        "paper": paper.bundle.id, "sides": [side.place for side in paper.sides], "dossier": paper.bundle.dossier,
        "component": paper.place, "kind": paper.kind, "title": paper.title, "how": paper.bundle.how.value,
        "confidence": paper.bundle.confidence, "ready": paper.ready, "document": paper.document,
    }


def _paper_line(one: dict[str, "Json"]) -> str:
    state = "✓" if one["document"] else "…" if one["ready"] else "?"
    return f"{state} {one['paper']}  {one['dossier'] or '-'}  {one['title'] or '-'}  {one['sides']}"
