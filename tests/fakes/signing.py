"""Tokens and a signing room without tokens, certificates or a network: quick, in this process, with faults on demand.

What they promise is held by `tests/contracts/test_signatures.py`. A signed file is the PDF as it was with lines of
comment behind it, each chained by hash to the bytes before; so a changed byte is found, as it is in a real one.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from desk.errors import FileMissing
from desk.model.certification import Purpose, Signer
from signing.errors import (
    CertificateAbsent,
    FileUnfit,
    PinLastTry,
    PinLocked,
    PinWrong,
    SigningError,
    TimestampDown,
    TokenAbsent,
)
from signing.key import SigningKey
from signing.own import CLERK_FIELD, KINDS, TRUE_COPY_FIELD, OwnText
from signing.report import Changes, Reason, Report, Revision, SignatureReport, TimestampReport, Verdict
from signing.services import Reached, Trust
from signing.values import (
    OFFICER_FIELD,
    SEAL_FIELD,
    Attestation,
    Certificate,
    LastStamp,
    Level,
    Module,
    PinState,
    Signed,
    Token,
)

OFFICER_TOKEN, SEAL_TOKEN = "CB2026", "CD2026"
OFFICER_PIN, SEAL_PIN = "246810", "135790"
CLERK_TOKEN, CLERK_PIN = "TN2026", "975310"
AT = datetime(2026, 11, 24, 1, 14, tzinfo=UTC)
_MARK = b"\n%SaoY-fake "
_ROOT = b"the root everybody here trusts"


@cache
def certificate(name: str) -> Certificate:
    """Return a certificate of our own making for a name, the same one in every process."""
    key = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 6, 23, tzinfo=UTC)
    made = (
        x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(key.public_key())
        .serial_number(1).not_valid_before(start).not_valid_after(end).sign(key, None)
    )  # fmt: skip
    der = made.public_bytes(Encoding.DER)
    return Certificate(der, hashlib.sha256(der).hexdigest(), name, "UBND xã", "CA thử", start, end, True, "ec")


@dataclass
class SoftKey:
    """A key whose signature is a hash."""

    certificate: Certificate
    chain: tuple[bytes, ...] = ()
    fault: SigningError | None = None

    def sign(self, data: bytes) -> bytes:
        """Sign, or raise the fault it was told."""
        if self.fault is not None:
            raise self.fault
        return hashlib.sha256(self.certificate.der + data).digest()


@dataclass
class SoftToken:
    """One invented token.

    Attributes:
        tries: Wrong PINs still allowed; 0 = locked.
        sent: PINs that reached the token.
    """

    serial: str
    name: str
    pin: str
    tries: int = 3
    plugged: bool = True
    opened: bool = False
    sent: list[str] = field(default_factory=list)

    @property
    def state(self) -> PinState:
        """Return what its flags say of the PIN."""
        if self.tries > 2:
            return PinState.READY
        return {2: PinState.COUNT_LOW, 1: PinState.LAST_TRY}.get(self.tries, PinState.LOCKED)


@dataclass
class SoftKeys:
    """Two tokens, the officer's and the seal's (implements `desk.ports.Keys`).

    Attributes:
        fault: Raised by the next `open`, once.
        broken: Raised by each signature of a key, while it is set.
    """

    officer: SoftToken = field(default_factory=lambda: SoftToken(OFFICER_TOKEN, "Lý Thị Mai", OFFICER_PIN))
    seal: SoftToken = field(default_factory=lambda: SoftToken(SEAL_TOKEN, "UBND xã Thượng Lâm", SEAL_PIN))
    clerk: SoftToken = field(
        default_factory=lambda: SoftToken(CLERK_TOKEN, "Hoàng Văn Páo", CLERK_PIN, plugged=False)
    )
    fault: SigningError | None = None
    broken: SigningError | None = None

    def _there(self) -> list[SoftToken]:
        return [token for token in (self.officer, self.seal, self.clerk) if token.plugged]

    def _find(self, serial: str) -> SoftToken:
        for token in self._there():
            if token.serial == serial:
                return token
        raise TokenAbsent(name=serial)

    def tokens(self) -> list[Token]:
        """List the tokens plugged in."""
        return [Token(t.serial, t.name, "Sao Y", "fake", t.state, Module("fake")) for t in self._there()]

    def certificates(self, serial: str) -> list[Certificate]:
        """List the one certificate of a token."""
        return [certificate(self._find(serial).name)]

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> SigningKey:
        """Return the key; a wrong PIN costs a try."""
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        token = self._find(serial)
        (known,) = self.certificates(serial)
        if known.sha256 != certificate:
            raise CertificateAbsent(serial=serial)
        if not token.opened:
            self._log_in(token, pin, last_try_meant)
        return SoftKey(known, fault=self.broken)

    def _log_in(self, token: SoftToken, pin: str, last_try_meant: bool) -> None:
        if token.state is PinState.LOCKED:
            raise PinLocked(serial=token.serial)
        if token.state is PinState.LAST_TRY and not last_try_meant:
            raise PinLastTry(serial=token.serial)
        if not pin:
            raise PinWrong(serial=token.serial)
        token.sent.append(pin)
        if pin != token.pin:
            token.tries -= 1
            raise (PinWrong if token.tries else PinLocked)(serial=token.serial)
        token.tries, token.opened = 3, True

    def is_open(self, serial: str) -> bool:
        """Tell whether a token is logged in."""
        return any(token.opened for token in self._there() if token.serial == serial)

    def close(self) -> None:
        """Log out."""
        self.officer.opened = self.seal.opened = self.clerk.opened = False

    def signer(self, officer_id: int, purpose: Purpose, on_behalf: tuple[str, ...] = ()) -> Signer:
        """Return the assignment of one of the tokens to an officer."""
        token = {Purpose.OFFICER: self.officer, Purpose.SEAL: self.seal, Purpose.CLERK: self.clerk}[purpose]
        known = certificate(token.name)
        return Signer(officer_id, purpose, token.serial, known.sha256, known.der, on_behalf)


@dataclass
class ToldSignatures:
    """A signing room that does as told (implements `desk.ports.Signatures`).

    Attributes:
        tsa: Whether a time stamp authority answers.
        fault: Raised by the next step named in `fails`, once; also an OSError, as a full disk gives.
        fails: "attest", "sign", "seal", "complete" or "verify".
        verdict: What `verify` says instead of what it finds.
        done: The steps done, in order.
        began_ends: End of the certificate behind the time stamp of a copy not renewed yet; `ends` of one renewed now,
            with a `key` of this kind.
        reached: How often the services were asked for.
    """

    tsa: bool = True
    fault: SigningError | OSError | None = None
    fails: str = ""
    verdict: Verdict | None = None
    done: list[str] = field(default_factory=list)
    began_ends: datetime = datetime(2029, 11, 24, tzinfo=UTC)
    ends: datetime = datetime(2035, 11, 24, tzinfo=UTC)
    key: str = "rsa-2048"
    reached: int = 0

    def _step(self, name: str) -> None:
        if self.fault is not None and self.fails in ("", name):
            fault, self.fault = self.fault, None
            raise fault
        self.done.append(name)

    def attest(self, pdf: Path, attestation: Attestation, out: Path) -> None:
        """Write the words behind the file."""
        self._step("attest")
        data = pdf.read_bytes()
        if not data.startswith(b"%PDF-") or _MARK in data:
            raise FileUnfit
        words = [*attestation.words, *attestation.officer, *attestation.seal]
        _write(out, data, {"what": "attested", "words": words, "mark": attestation.mark})

    def sign(self, prepared: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Write the officer's line: B-T, or B-B without a time stamp."""
        self._step("sign")
        return self._add(prepared, key, out, ["attested"], OFFICER_FIELD)

    def seal(self, signed: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Write the agency's line: B-LTA, or B-B without a time stamp."""
        self._step("seal")
        return self._add(signed, key, out, ["attested", OFFICER_FIELD], SEAL_FIELD)

    def _add(self, before: Path, key: SigningKey, out: Path, expected: list[str], mine: str) -> Signed:
        data = before.read_bytes()
        if [str(line["what"]) for line in _lines(data)[0]] != expected:
            raise FileUnfit
        best = Level.T if mine == OFFICER_FIELD else Level.LTA
        level = best if self.tsa else Level.B
        signature = key.sign(hashlib.sha256(data).digest()).hex()
        line: Line = {"what": mine, "signer": key.certificate.subject, "level": level.value, "signature": signature}
        _write(out, data, line)
        return Signed(level, None if self.tsa else TimestampDown.code)

    def lay_own(self, pdf: Path, text: OwnText, out: Path) -> bool:
        """Write the words of a document of one signature behind the file."""
        self._step("lay")
        data = pdf.read_bytes()
        if not data.startswith(b"%PDF-") or _MARK in data:
            raise FileUnfit
        _write(out, data, {"what": "laid", "words": [*text.lines], "field": text.field})
        return False

    def sign_alone(self, prepared: Path, text: OwnText, key: SigningKey, out: Path) -> Signed:
        """Write the one line of a document of one signature: B-LTA, or B-B without a time stamp."""
        self._step("sign-alone")
        return self._add(prepared, key, out, ["laid"], text.field)

    def complete(self, sealed: Path, out: Path) -> Signed:
        """Write the time stamp that was lacking."""
        self._step("complete")
        if not self.tsa:
            raise TimestampDown
        data = sealed.read_bytes()
        lines = _lines(data)[0]
        if not lines or lines[-1]["what"] not in (SEAL_FIELD, TRUE_COPY_FIELD, CLERK_FIELD, "stamp"):
            raise FileUnfit
        _write(out, data, {"what": "stamp", "level": Level.LTA.value})
        return Signed(Level.LTA)

    def renew(self, finished: Path, out: Path, digest: str) -> Signed:
        """Write one more time stamp, of the authority that answers now."""
        self._step("renew")
        if not self.tsa:
            raise TimestampDown
        data = finished.read_bytes()
        lines = _lines(data)[0]
        if not lines or lines[-1].get("level") != Level.LTA.value:
            raise FileUnfit
        _write(out, data, {
            "what": "stamp", "level": Level.LTA.value, "ends": self.ends.isoformat(), "rests": [digest, self.key],
        })  # fmt: skip
        return Signed(Level.LTA)

    def last_stamp(self, file: Path) -> LastStamp | None:
        """Tell what the last line says of its time stamp."""
        lines = _lines(file.read_bytes())[0]
        if not lines or lines[-1].get("level") != Level.LTA.value:
            return None
        ends = datetime.fromisoformat(str(lines[-1].get("ends", self.began_ends.isoformat())))
        rests = lines[-1].get("rests", ["sha256", "rsa-2048"])
        assert isinstance(rests, list)
        return LastStamp(AT, ends, "TSA thử", tuple(rests))

    def verify(self, file: Path, trust: Trust | None = None, at: datetime | None = None) -> Report:
        """Judge the lines behind a file."""
        self._step("verify")
        if not file.is_file():
            raise FileMissing(file=file.name)
        report = _judge(file.read_bytes(), trust if trust is not None else self.trust(), at or AT)
        return report if self.verdict is None else replace(report, verdict=self.verdict)

    def reach(self, certificates: Sequence[bytes], *, stamp: bool) -> tuple[Reached, ...]:
        """Say what a test told of the time stamps; the state of certificates always answers."""
        self.reached += 1
        state = ("stamped" if stamp else "answers") if self.tsa else "silent"
        stamps = Reached("tsa", "tsa.thu.vn", state, 0.4 if self.tsa else 5.0)
        return (stamps, *(Reached("ocsp", "ocsp.thu.vn", "answers", 0.1) for _ in certificates[:1]))

    def trust(self) -> Trust:
        """Return the one root."""
        return Trust((_ROOT,))

    def ready(self) -> None:
        """Nothing is to be loaded."""

    def close(self) -> None:
        """Nothing is held open."""


Line = dict[str, object]


def _write(out: Path, data: bytes, line: Line) -> None:
    chained = {**line, "before": hashlib.sha256(data).hexdigest()}
    part = out.with_suffix(".part")
    part.write_bytes(data + _MARK + json.dumps(chained).encode() + b"\n")
    part.replace(out)


def _lines(data: bytes) -> tuple[list[Line], bool]:
    """Return the lines behind a file, and whether each fits the bytes before it and nothing stands behind the last."""
    lines: list[Line] = []
    end, whole = data.find(_MARK), True
    while end >= 0:
        behind = data.find(_MARK, end + 1)
        text = data[end + len(_MARK) : behind if behind >= 0 else len(data)]
        try:
            line: Line = json.loads(text)
        except ValueError:
            return lines, False
        whole = whole and line.get("before") == hashlib.sha256(data[:end]).hexdigest() and text.endswith(b"}\n")
        lines.append(line)
        end = behind
    return lines, whole


def _judge(data: bytes, trust: Trust, at: datetime) -> Report:
    if not data.startswith(b"%PDF-"):
        return _report(Verdict.UNREADABLE, reasons=(Reason("unreadable"),))
    lines, whole = _lines(data)
    signed = [line for line in lines if any(line["what"] in kind for kind in KINDS)]
    if not signed and whole:
        return _report(Verdict.NOT_SIGNED)
    lta = bool(lines) and lines[-1].get("level") == Level.LTA.value
    both = tuple(line["what"] for line in signed) in KINDS
    trusted = _ROOT in trust.roots
    reasons = [
        Reason(key)
        for key, holds in (
            ("byte-changed", not whole), ("seal-missing", not both), ("level-low", not lta), ("untrusted", not trusted),
        )
        if holds
    ]  # fmt: skip
    verdict = Verdict.FAILED if not whole else Verdict.INDETERMINATE if reasons else Verdict.PASSED
    stamped = (TimestampReport("stamp", "TSA thử", at, "file", (), trusted),) if lta else ()
    return _report(verdict, tuple(_signature(line, reasons, trusted, at) for line in signed), stamped, tuple(reasons))


def _signature(line: Line, reasons: list[Reason], trusted: bool, at: datetime) -> SignatureReport:
    return SignatureReport(
        field=str(line["what"]), signer=str(line["signer"]), signed_at=at, stamped=line["level"] != "B-B",
        level=str(line["level"]), covers="revision", reasons=tuple(reasons), trusted=trusted,
        changes=Changes.FORBIDDEN if Reason("byte-changed") in reasons else Changes.NONE, page=1,
        certificate=certificate(str(line["signer"])).sha256,
    )


def _report(
    verdict: Verdict, signatures: tuple[SignatureReport, ...] = (), stamps: tuple[TimestampReport, ...] = (),
    reasons: tuple[Reason, ...] = (),
) -> Report:
    return Report(
        verdict=verdict, subindication="HASH_FAILURE" if verdict is Verdict.FAILED else None, ours=bool(signatures),
        lenient=False, signatures=signatures, timestamps=stamps, reasons=reasons,
        revisions=(Revision(1, 0, "made"),) if verdict is not Verdict.UNREADABLE else (),
    )


