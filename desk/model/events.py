"""Events (sự kiện): facts in the past tense, the lines of the journal."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desk.model.values import Json


class Kind(StrEnum):
    """What happened; values are stable for ever."""

    OFFICE_OPENED = "office.opened"
    SIGNED_IN = "access.signed-in"
    SIGN_IN_FAILED = "access.sign-in-failed"
    OFFICER_ADDED = "access.officer-added"
    OFFICER_CHANGED = "access.officer-changed"
    SETTINGS_CHANGED = "office.settings-changed"
    CATALOGUE_IMPORTED = "office.catalogue-imported"
    CITIZEN_REGISTERED = "intake.citizen-registered"
    CITIZEN_CHANGED = "intake.citizen-changed"
    CONSENT_GIVEN = "intake.consent-given"
    CONSENT_WITHDRAWN = "intake.consent-withdrawn"
    DOSSIER_OPENED = "intake.dossier-opened"
    PAPER_SHOWN = "intake.paper-shown"
    PAPER_SHOWN_UNDONE = "intake.paper-shown-undone"
    DOCUMENT_RECEIVED = "intake.document-received"
    PAGE_RECEIVED = "intake.page-received"
    PAGE_REPLACED = "intake.page-replaced"
    PAGES_LAID = "intake.pages-laid"
    DOCUMENT_READ = "read.document-read"
    READING_FAILED = "read.reading-failed"
    FIELDS_CONFIRMED = "review.fields-confirmed"
    DOCUMENT_MOVED = "review.document-moved"
    DOCUMENT_REMOVED = "review.document-removed"
    DOCUMENT_RESTORED = "review.document-restored"
    DOCUMENT_DESTROYED = "review.document-destroyed"
    PAGE_TURNED = "review.page-turned"
    DEED_TAKEN_BACK = "undo.taken-back"
    DEED_DONE_AGAIN = "undo.done-again"
    BATCH_OPENED = "evening.batch-opened"
    BATCH_READ = "evening.batch-read"
    BATCH_CHANGED = "evening.batch-changed"
    PAPERS_LOOKED_UP = "reuse.papers-looked-up"
    RESULT_REUSED = "reuse.result-reused"
    REUSE_UNDONE = "reuse.reuse-undone"
    SEARCHED = "find.searched"
    SIGNER_ASSIGNED = "certify.signer-assigned"
    COPY_COMPARED = "certify.copy-compared"
    COPY_NUMBERED = "certify.copy-numbered"
    COPY_SIGNED = "certify.copy-signed"
    COPY_SEALED = "certify.copy-sealed"
    COPY_FINISHED = "certify.copy-finished"
    COPY_FAILED = "certify.copy-failed"
    COPY_RENEWED = "certify.copy-renewed"
    COPY_VOIDED = "certify.copy-voided"
    CERTIFICATION_REFUSED = "certify.refused"
    REFUSAL_TAKEN_BACK = "certify.refusal-taken-back"
    CERTIFICATION_DEFERRED = "certify.deferred"
    TRUE_COPY_NUMBERED = "true-copy.numbered"
    COMPONENT_SIGNED = "component.signed"
    COMPONENT_RENEWED = "component.renewed"
    REGISTER_EXPORTED = "register.exported"
    BOOK_CLOSED = "register.book-closed"
    DOSSIER_PACKAGED = "package.dossier-packaged"
    DOSSIER_HANDED_OVER = "package.dossier-handed-over"
    BACKED_UP = "care.backed-up"
    RESTORED = "care.restored"
    MOVED_TO_SERVER = "care.moved-to-server"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal (nhật ký).

    Attributes:
        subject: What it is about, e.g. "dossier:TAM-261124-0001" or "document:17".
        data: Identifiers, counts and codes only; never names, numbers of persons or text of papers.
    """

    kind: Kind
    subject: str
    actor: str
    desk: str
    at: datetime
    data: dict[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its place and link in the chain: hash = SHA-256(previous hash + canonical JSON of the event)."""

    seq: int
    event: Event
    hash: str
