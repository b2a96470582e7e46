"""Verifying a signed PDF (kiểm tra chữ ký): with or without an office, and its result said to people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from desk.errors import FileMissing, OutputRefused
from desk.ports import Desk, Signatures
from desk.text import Language, Said, phrase
from desk.work.own_copy import BookAnswer, BookSays
from desk.work.packs import read_toml
from signing.own import CLERK_FIELD, TRUE_COPY_FIELD
from signing.report import Addition, Reason, Report, Verdict
from signing.revisions import extract_revision
from signing.roots import read_trust, together
from signing.services import Trust

TRUST_PACK = "trust-2026-11.toml"

_ACTS = {
    "finish": ("seal-missing", "officer-missing", "clerk-missing", "timestamp-missing", "validation-data-missing"),
    "roots": ("signer-untrusted", "timestamp-untrusted"),
    "look": (
        "look-changed", "look-unknown", "block-covered", "signed-content-overwritten", "changes-unexplained",
        "changes-unreadable", "form-filled", "form-changed",
    ),
    "later": ("state-unknown", "timestamp-state-unknown", "timestamp-expired", "signed-later"),
    "original": (
        "not-a-pdf", "empty", "encrypted", "damaged", "too-large", "too-many-pages", "over-time", "over-memory",
        "reader-died",
    ),
}  # fmt: skip
"""What to do about a reason; of one not named here, ask the signer."""

STRENGTH = (
    "seal-missing", "officer-missing", "clerk-missing", "rewritten", "cut-back", "bytes-before-start",
    "byte-range-wrong", "byte-changed", "signature-broken", "signature-malformed",
    "page-added", "page-removed", "page-moved", "page-changed", "stamp-changed", "annotation-added",
    "annotation-changed", "annotation-removed", "signature-changed", "signature-removed", "script-added",
    "attachment-added", "layer-added", "field-removed", "signature-added", "field-added", "form-filled",
    "form-changed", "metadata-changed", "structure-changed", "validation-data-removed", "validation-data-added",
    "revision-added", "bytes-after-end", "timestamp-broken", "padding-not-zero", "structure-damaged", "order-wrong",
    "certification-missing", "signers-same", "signed-content-overwritten", "block-covered", "look-changed",
    "changes-unexplained", "changes-unreadable", "look-unknown", "certificate-revoked", "issuer-revoked",
    "certificate-wrong-purpose",
    "certificate-not-yet-valid", "certificate-expired", "algorithm-weak", "timestamp-missing", "signer-untrusted",
    "signer-unknown", "signer-unproven", "timestamp-revoked", "timestamp-untrusted", "timestamp-expired",
    "timestamp-unproven",
    "signature-timestamp-broken", "timestamp-order",
    "signed-later", "state-unknown", "timestamp-state-unknown", "validation-data-missing",
    "format-unsupported", "only-timestamped",
)  # fmt: skip
"""Reasons from the one that a person should hear first to the last."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report in words.

    Attributes:
        sentence: What was found, in one sentence.
        cure: What to do.
        reasons: Each reason as a sentence, the strongest first, each once.
        notes: Sentences on what is to be known besides.
    """

    sentence: str
    cure: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...] = ()


def verify(
    desk: Desk, file: Path, trust_dir: Path | None = None, at: datetime | None = None, *, own: bool = True
) -> Report:
    """Verify a file with the roots of the office.

    Args:
        desk: The office.
        file: Any file.
        trust_dir: Folder of further roots, or one file of them.
        at: The moment to judge for; None = now.
        own: Whether the office's own roots count.

    Raises:
        FileMissing, RootUnreadable.
    """
    trust = desk.signatures.trust() if own else Trust()
    return verify_file(desk.signatures, file, trust_dir, at, trust)


def verify_file(
    signatures: Signatures, file: Path, trust_dir: Path | None = None, at: datetime | None = None,
    trust: Trust | None = None,
) -> Report:  # fmt: skip
    """Verify a file without an office.

    Args:
        signatures: A signing room.
        file: Any file.
        trust_dir: Folder of roots, or one file of them; None = none.
        at: The moment to judge for; None = now.
        trust: Whom to trust besides.

    Raises:
        FileMissing: the file or the folder is not there.
        RootUnreadable: a file of roots is no certificate.
    """
    if trust_dir is not None and not trust_dir.exists():
        raise FileMissing(file=str(trust_dir))
    given = read_trust(trust_dir) if trust_dir is not None else Trust()
    return signatures.verify(file, together(trust or Trust(), given), at)


def for_people(report: Report, language: Language = "vi", book: BookAnswer | None = None) -> Told:
    """Say a report in words: one sentence, one thing to do, the reasons, and what is to be known besides.

    Args:
        report: What was found.
        language: Of the words.
        book: What the office's own book says of its copy; where it speaks against a whole copy, it is heard first.
    """
    reasons = ranked(report)
    sentences = tuple(dict.fromkeys(sentence_of(reason, language) for reason in reasons))
    if book is not None and book.strangers:
        sentences = (*sentences, strangers_sentence(book, language))
    if report.verdict is Verdict.PASSED and book is not None and book.against:
        notes = notes_of(report, language)
        return Told(book_sentence(book, language), phrase("verify.act.by-book", language), sentences, notes)
    notes = notes_of(report, language, book)
    if report.verdict is Verdict.PASSED and book is not None and book.strangers:
        head, act = phrase("verify.passed-elsewhere", language), phrase("verify.act.elsewhere", language)
        return Told(head, act, sentences, notes)
    act = phrase(f"verify.act.{_act(report, reasons)}", language)
    return Told(_verdict(report, reasons, language), act, sentences, notes)


def notes_of(report: Report, language: Language = "vi", book: BookAnswer | None = None) -> tuple[str, ...]:
    """Say what is to be known beside the verdict: the lenient reader, what was added after signing, the book."""
    said = [phrase("verify.lenient", language)] if report.lenient else []
    said += [addition_sentence(one, language) for one in report.additions]
    return (*said, *((book_sentence(book, language),) if book is not None else ()))


def addition_sentence(one: Addition, language: Language = "vi") -> str:
    """Say what a state saved after signing added, and whether it may stand."""
    what = phrase(f"verify.added.{one.level.value}", language)
    how = "closed" if one.accepted and one.closed else "open" if one.accepted else "refused"
    return phrase(f"verify.addition.{how}", language, number=str(one.revision), what=what)


def book_sentence(book: BookAnswer, language: Language = "vi") -> str:
    """Say what the office's own book says of its copy."""
    if book.says is BookSays.FITS and book.strangers:
        return strangers_sentence(book, language)
    entry = book.entry
    written, day = (entry.written, f"{entry.day:%d/%m/%Y}") if entry is not None else ("", "")
    which = "true-" if book.true_copy else ""
    return phrase(f"verify.book.{which}{book.says.value}", language, written=written, day=day)


def strangers_sentence(book: BookAnswer, language: Language = "vi") -> str:
    """Say whose signatures are made with certificates that the office never assigned for them."""
    return phrase("verify.book.strangers", language, names=", ".join(book.strangers))


def clerk_words(report: Report, language: Language = "vi") -> Said:
    """Say a report in one sentence, and what to do in another."""
    told = for_people(report, language)
    return Said(told.sentence, told.cure)


def take_revision(_desk: Desk, file: Path, end: int, out: Path) -> None:
    """Write a file as it was when one of its states was saved.

    Args:
        file: The file that was verified.
        end: Length of the state in bytes, as its report tells.
        out: The file to write; an old one is replaced, whole or not at all.

    Raises:
        FileMissing, OutputRefused.
    """
    if not file.is_file():
        raise FileMissing(file=str(file))
    try:
        extract_revision(file, end, out)
    except OSError as fault:
        raise OutputRefused(file=out.name) from fault


def sentence_of(reason: Reason, language: Language = "vi") -> str:
    """Return a reason as a sentence, such as that page 1 was changed after signing."""
    return phrase(f"verify.reason.{reason.key}", language, **dict(reason.context))


def why(reason: Reason, language: Language = "vi") -> str:
    """Return a reason as a clause without capital and stop, to stand in another sentence."""
    sentence = sentence_of(reason, language)
    return f"{sentence[:1].lower()}{sentence[1:].removesuffix('.')}"


def ranked(report: Report) -> list[Reason]:
    """Return every reason of a report once, the strongest first."""
    found = list(report.reasons)
    found += [reason for one in report.signatures for reason in one.reasons]
    if report.ours:
        found += [reason for stamp in report.timestamps for reason in stamp.reasons]
    order = {key: place for place, key in enumerate(STRENGTH)}
    return sorted(dict.fromkeys(found), key=lambda reason: order.get(reason.key, len(order)))


def root_name(sha256: str) -> str | None:
    """Return the name of a known Vietnamese authority by the fingerprint of its certificate.

    It says which certificate this is, not that it may be trusted. Law: docs/law.md#trusted-roots
    """
    wanted = sha256.lower().replace(":", "")
    return next((str(row["name"]) for row in _known() if row["sha256"] == wanted), None)


def _known() -> Iterable[dict[str, Any]]:
    rows: list[dict[str, Any]] = read_toml(TRUST_PACK)["root"]
    return rows


def _verdict(report: Report, reasons: list[Reason], language: Language) -> str:
    if report.verdict is Verdict.PASSED:
        return phrase(f"verify.passed{_kind(report)}", language)
    if report.verdict is Verdict.NOT_SIGNED:
        kind = "-ours" if report.ours else "-stamped" if report.timestamps else ""
        return phrase(f"verify.not-signed{kind}", language)
    key = {Verdict.FAILED: "refused", Verdict.INDETERMINATE: "undecided", Verdict.UNREADABLE: "unreadable"}
    told = why(reasons[0], language) if reasons else ""
    return phrase(f"verify.{key[report.verdict]}", language, why=told)


def _kind(report: Report) -> str:
    """Return what kind of own document was passed, as its sentence ends; "" for a file that is not of ours."""
    fields = {one.field for one in report.signatures}
    one_sided = {TRUE_COPY_FIELD: "-true-copy", CLERK_FIELD: "-digitised"}
    return next((end for field, end in one_sided.items() if field in fields), "-ours") if report.ours else ""


def _act(report: Report, reasons: list[Reason]) -> str:
    fixed = {Verdict.PASSED: "file-it", Verdict.FAILED: "refuse", Verdict.NOT_SIGNED: "paper"}
    if report.verdict in fixed:
        return "finish" if report.ours and report.verdict is Verdict.NOT_SIGNED else fixed[report.verdict]
    first = reasons[0].key if reasons else ""
    return next((act for act, keys in _ACTS.items() if first in keys), "ask")
