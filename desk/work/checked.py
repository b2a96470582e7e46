"""What is done with a PDF once it was checked: the record of the check, and the state that was signed."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import FileMissing, OutputIsInput
from desk.model.people import Session
from desk.ports import Desk
from desk.work.deliver import delivery
from desk.work.office import office_facts
from desk.work.own_copy import BookAnswer
from desk.work.verify import for_people, sentence_of
from desk.work.verify_fields import report_fields
from signing.report import Reason, Report, SignatureReport

if TYPE_CHECKING:
    from desk.papers.verify_report import SignedBy

_BLOCK = 1 << 20


def _refuse_inputs(out: Path, *inputs: Path | None) -> None:
    """Let an output pass that is none of the files that were read, by whatever name or link; None stands for none.

    Raises:
        OutputIsInput.
    """
    if any(_same(out, one) for one in inputs if one is not None):
        raise OutputIsInput(file=out.name)


def take_signed(file: Path, end: int, out: Path, original: Path | None = None) -> Path:
    """Write the state of a file that a revision closed: its beginning, bit for bit, up to the end of that revision.

    Args:
        file: The file as it was checked.
        end: Length of the state in bytes (`Revision.end`).
        out: Where to; what stands there is replaced, unless it is the file itself.
        original: Where `file` is a copy: what it was copied from, which is not replaced either.

    Raises:
        FileMissing, OutputIsInput, OutputRefused.
    """
    _refuse_inputs(out, file, original)
    with delivery(out) as laid:
        for block in _blocks(file, end):
            laid.file.write(block)
        laid.secure()
        laid.settle()
    return out


def record(
    desk: Desk, who: Session, checked: tuple[Path, str], report: Report, out: Path, book: BookAnswer | None = None
) -> Path:
    """Write the record of a check (biên bản kiểm tra) as a PDF.

    Args:
        desk: The office whose roots were used.
        who: Who checked.
        checked: The file as it was checked, and the name it came under.
        report: What was found.
        out: Where to.
        book: What the office's own book says of its copy, or None.

    Raises:
        FileMissing, OutputIsInput, OutputRefused.
    """
    from desk.papers.verify_report import VerificationData, verification_pdf  # setting type loads slowly

    file, name = checked
    _refuse_inputs(out, file)
    facts, told = office_facts(desk), for_people(report, book=book)
    data = VerificationData(
        authority=facts.authority, centre=facts.centre, commune=facts.commune, file=name, size=file.stat().st_size,
        digest=_digest(file), verdict=word(report), sentence=told.sentence, cure=told.cure,
        reasons=tuple(dict.fromkeys(sentence_of(reason) for reason in report.reasons)), signed=_signed(report),
        revisions=len(report.revisions), at=desk.clock.now(), officer=who.officer.name,
        officer_title=who.officer.title, rehearsal=facts.rehearsal, notes=told.notes,
    )
    with delivery(out) as laid:
        laid.file.write(verification_pdf(data))
        laid.secure()
        laid.settle()
    return out


def record_fields(
    desk: Desk, who: Session, checked: tuple[Path, str], report: Report, out: Path, book: BookAnswer | None = None
) -> Path:
    """Write the same record as JSON, for programs: what `saoy verify --json` says, who checked what and when.

    Raises:
        FileMissing, OutputIsInput, OutputRefused.
    """
    file, name = checked
    _refuse_inputs(out, file)
    fields = {
        **report_fields(name, report, book=book), "sha256": _digest(file), "bytes": file.stat().st_size,
        "checked_at": desk.clock.now().isoformat(), "checked_by": who.officer.name,
    }
    with delivery(out) as laid:
        laid.file.write((json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode())
        laid.secure()
        laid.settle()
    return out


def word(report: Report) -> str:
    """Return the word of ETSI EN 319 102-1 with its sub-indication."""
    return " · ".join(part for part in (report.verdict.value, report.subindication or "") if part)


def _signed(report: Report) -> "list[SignedBy]":
    from desk.papers.verify_report import SignedBy

    found = [(one.revision, _signature(one)) for one in report.signatures]
    found += [
        (one.revision, SignedBy("timestamp", one.authority, one.at, stamped=True, level="", issuer="",
                                reasons=_sentences(one.reasons)))
        for one in report.timestamps
    ]  # fmt: skip
    return [signed for _, signed in sorted(found, key=lambda pair: pair[0])]


def _signature(one: SignatureReport) -> "SignedBy":
    from desk.papers.verify_report import SignedBy

    return SignedBy("signature", one.signer, one.signed_at, one.stamped, one.level or "", one.issuer,
                    _sentences(one.reasons))  # fmt: skip


def _sentences(reasons: Sequence[Reason]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentence_of(reason) for reason in reasons))


def _same(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file, by whatever name or link."""
    try:
        return one.samefile(other)
    except OSError:  # one is not there: then only their names can be the same
        return one.resolve() == other.resolve()


def _digest(file: Path) -> str:
    summed = hashlib.sha256()
    for block in _blocks(file, file.stat().st_size):
        summed.update(block)
    return summed.hexdigest()


def _blocks(file: Path, end: int) -> Iterator[bytes]:
    try:
        with file.open("rb") as whole:
            while end > 0 and (block := whole.read(min(_BLOCK, end))):
                end -= len(block)
                yield block
    except OSError as fault:
        raise FileMissing(file=file.name) from fault
