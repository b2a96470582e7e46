"""A report of a verification as JSON values: the same for the command, for scripts and for the window's record."""

from desk.model.values import Json
from desk.text import Language
from desk.work.own_copy import BookAnswer
from desk.work.verify import for_people, sentence_of
from signing.report import Reason, Report, SignatureReport, TimestampReport


def report_fields(
    file: str, report: Report, language: Language = "vi", book: BookAnswer | None = None
) -> dict[str, Json]:
    """Return a report as JSON values; sentences in a language, codes and names of fields in none.

    Args:
        file: The file as it was given.
        report: What was found.
        language: Of the sentences.
        book: What the office's own book says of its copy, or None when it was not asked.
    """
    told = for_people(report, language, book)
    return {
        "file": file, "verdict": report.verdict.value, "subindication": report.subindication,
        "sentence": told.sentence, "cure": told.cure, "ours": report.ours, "lenient": report.lenient,
        "notes": [*told.notes],
        "reasons": [reason.key for reason in report.reasons],
        "signatures": [_signature(one, language) for one in report.signatures],
        "timestamps": [_timestamp(one, language) for one in report.timestamps],
        "revisions": len(report.revisions),
        "states": [
            {"number": one.number, "end": one.end, "what": one.what, "field": one.field, "pages": [*one.pages]}
            for one in report.revisions
        ],
        "additions": [
            {"revision": one.revision, "level": one.level.value, "closed": one.closed, "accepted": one.accepted}
            for one in report.additions
        ],
        "register": _register(book) if book is not None else None,
    }  # fmt: skip


def _register(book: BookAnswer) -> Json:
    entry = book.entry
    return {
        "says": book.says.value, "number": entry.number if entry is not None else None,
        "written": entry.written if entry is not None else None, "book": entry.book if entry is not None else None,
        "strangers": [*book.strangers],
        "year": entry.year if entry is not None else None, "void": entry.void if entry is not None else None,
    }  # fmt: skip


def _signature(one: SignatureReport, language: Language) -> Json:
    return {
        "field": one.field, "signer": one.signer, "signed_at": one.signed_at.isoformat() if one.signed_at else None,
        "stamped": one.stamped, "level": one.level, "covers": one.covers, "changes": one.changes.value,
        **_reasons(one.reasons, language), "trusted": one.trusted,
        "issuer": one.issuer, "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "page": one.page, "box": [round(edge, 4) for edge in one.box] if one.box else None, "revision": one.revision,
    }  # fmt: skip


def _timestamp(one: TimestampReport, language: Language) -> Json:
    return {
        "field": one.field, "authority": one.authority, "at": one.at.isoformat() if one.at else None,
        "covers": one.covers, **_reasons(one.reasons, language), "trusted": one.trusted,
        "revision": one.revision, "valid_until": one.valid_until.isoformat() if one.valid_until else None,
    }  # fmt: skip


def _reasons(reasons: tuple[Reason, ...], language: Language) -> dict[str, Json]:
    return {
        "reasons": [reason.key for reason in reasons],
        "sentences": [sentence_of(reason, language) for reason in reasons],
    }
