"""Values of signing (giá trị của phòng ký): tokens, certificates, what is laid on a copy, what came out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class PinState(StrEnum):
    """What the flags of a token say of its PIN, read before it is asked for (PKCS#11 v2.40, CK_TOKEN_INFO)."""

    READY = "ready"
    COUNT_LOW = "count-low"
    LAST_TRY = "last-try"
    LOCKED = "locked"
    NOT_SET = "not-set"


@dataclass(frozen=True, slots=True)
class Module:
    """A driver of tokens (trình điều khiển): a PKCS#11 library.

    Attributes:
        path: The library's file.
        environment: Names and values set in the child process before the library is loaded.
        lock: A file locked during each use, for a library that cannot bear several processes at once; None = it can.
    """

    path: str
    environment: tuple[tuple[str, str], ...] = ()
    lock: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A token plugged in (USB ký số): found by its serial, never by its slot.

    Attributes:
        serial: As the token tells it, blanks at the end dropped.
        module: The driver that sees it.
    """

    serial: str
    label: str
    maker: str
    model: str
    pin: PinState
    module: Module


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate (chứng thư số) reduced to what people and choices need.

    Attributes:
        der: The whole certificate, DER.
        sha256: Fingerprint, 64 lower-case hex digits.
        subject: Common name.
        organisation: O of the subject, or "".
        issuer: Common name of the issuer.
        can_sign: True when its key usage has nonRepudiation, or it has no key usage at all.
        kind: "rsa" or "ec".
    """

    der: bytes
    sha256: str
    subject: str
    organisation: str
    issuer: str
    not_before: datetime
    not_after: datetime
    can_sign: bool
    kind: str


class Level(StrEnum):
    """Level of a signed copy: PAdES baseline, ETSI EN 319 142-1 clause 6."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"


@dataclass(frozen=True, slots=True)
class Attestation:
    """Lời chứng: the words laid on a copy and on its two visible signatures, NFC, already filled in.

    Attributes:
        words: Lines of the attestation; the first is set bold.
        officer: Lines of the officer's block (title for whom, title, name); `{time}` is filled when it is signed.
        seal: Lines of the agency's block; `{time}` is filled when it is sealed.
        title: Title of the copy, for the file's own data.
        reason: Why it is signed, for the signature dictionary.
        place: Where it is signed.
        mark: A mark across the blocks such as «DIỄN TẬP», or "".
        code: Text of the square code beside the words, or "" for none.
    """

    words: tuple[str, ...]
    officer: tuple[str, ...]
    seal: tuple[str, ...]
    title: str
    reason: str
    place: str
    mark: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signing gave: the level reached, and the fault that kept it from a higher one, or None.

    Attributes:
        authority: Address of the time stamp authority that answered last, or "".
    """

    level: Level
    lacking: str | None = None
    authority: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class LastStamp:
    """The last document time stamp of a file (dấu thời gian cuối): what it proves lasts as long as it can be checked.

    Attributes:
        at: When it was made.
        ends: Until when the certificate of its authority is valid.
        authority: Common name of the authority.
        algorithms: What it rests on, such as "sha256" and "rsa-2048"; the weakest gives way first.
    """

    at: datetime
    ends: datetime
    authority: str
    algorithms: tuple[str, ...]


OFFICER_FIELD = "SaoY.ChungThuc.CanBo"
"""Name of the signature field of the certifying officer; with the next one the mark of a copy that is ours."""

SEAL_FIELD = "SaoY.ChungThuc.CoQuan"
"""Name of the signature field of the agency's seal."""
