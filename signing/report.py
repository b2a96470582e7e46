"""What a verification says (kết quả kiểm tra): verdicts of ETSI EN 319 102-1 clause 5, with their reasons."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """The verdict on a whole file; the first three are those of ETSI EN 319 102-1."""

    PASSED = "TOTAL-PASSED"
    INDETERMINATE = "INDETERMINATE"
    FAILED = "TOTAL-FAILED"
    NOT_SIGNED = "NOT-SIGNED"
    UNREADABLE = "UNREADABLE"


class Changes(StrEnum):
    """What was changed in the file after a signature."""

    NONE = "none"
    PERMITTED = "permitted"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not whole and trusted: a key under `verify.reason` in `messages.toml`, and its placeholders.

    Attributes:
        key: Stable code such as "byte-changed", "page-added", "seal-missing".
        context: Strings for the placeholders, as pairs.
    """

    key: str
    context: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature (chữ ký), in file order.

    Attributes:
        field: Name of its form field.
        signer: Common name in the certificate, or "".
        signed_at: Time of the time stamp, else the time the signer claims, else None.
        stamped: True when `signed_at` comes from a time stamp.
        level: "B-B", "B-T", "B-LT", "B-LTA", or None when it is no PAdES signature.
        covers: "file" when every byte of the file is covered up to now, else "revision".
        reasons: Empty only for a whole and trusted signature.
        trusted: True when its certificate led to a trusted root at the time of signing.
        page: Page of the visible block, from 1; 0 = invisible.
        box: Visible block, 0-1 of the page from the top left, or None.
        revision: Which revision of the file it closes, from 1.
        issuer: Common name of the certificate's issuer, or "".
        valid_until: End of the signer's certificate, or None.
        certificate: SHA-256 of the signer's certificate, or "".
    """

    field: str
    signer: str
    signed_at: datetime | None
    stamped: bool
    level: str | None
    covers: str
    changes: Changes
    reasons: tuple[Reason, ...]
    trusted: bool
    page: int = 0
    box: tuple[float, float, float, float] | None = None
    revision: int = 0
    issuer: str = ""
    valid_until: datetime | None = None
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class TimestampReport:
    """One document time stamp (dấu thời gian của tệp)."""

    field: str
    authority: str
    at: datetime | None
    covers: str
    reasons: tuple[Reason, ...]
    trusted: bool
    revision: int = 0
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved state of the file (phiên bản), from 1.

    Attributes:
        end: Length of the file in bytes up to and with this revision.
        what: "made", "signature", "timestamp", "validation-data", "form" or "change".
        field: The signature field it closes, or "".
        pages: Pages whose look differs from the revision before, from 1.
    """

    number: int
    end: int
    what: str
    field: str = ""
    pages: tuple[int, ...] = ()


class AddedLevel(StrEnum):
    """How much a state saved after signing changed, from the least to the most."""

    NOTHING = "none"
    ARCHIVE = "archive"
    FORM = "form"
    NOTES = "notes"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Addition:
    """One state saved after signing (bổ sung sau khi ký), apart from the signatures.

    Attributes:
        revision: Its number, as in `Report.revisions`.
        level: How much it changed by itself.
        closed: True when the file ends with a good document time stamp over all of it, this state included.
        accepted: True when it may stand: in a copy of ours the renewal of the archive alone, and only closed; in
            another file what its signatures may allow.
    """

    revision: int
    level: AddedLevel
    closed: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found.

    Attributes:
        subindication: Sub-indication of EN 319 102-1 such as "HASH_FAILURE", or None.
        ours: True when the file carries the marks of a certified copy of this program and was judged strictly.
        lenient: True when only the lenient reader could open it.
        reasons: What concerns the file as a whole.
        revisions: Every saved state, oldest first.
        additions: Those of them saved after signing.
    """

    verdict: Verdict
    subindication: str | None
    ours: bool
    lenient: bool
    signatures: tuple[SignatureReport, ...]
    timestamps: tuple[TimestampReport, ...]
    reasons: tuple[Reason, ...]
    revisions: tuple[Revision, ...]
    additions: tuple[Addition, ...] = ()
