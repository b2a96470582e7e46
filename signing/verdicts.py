"""From findings to reasons and a verdict (từ kết quả tới kết luận): ETSI EN 319 102-1, clause 5.1."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signing.report import Reason, Report, Verdict

_SIGNER = {
    "HASH_FAILURE": "byte-changed", "SIG_CRYPTO_FAILURE": "signature-broken", "FORMAT_FAILURE": "signature-malformed",
    "NO_CERTIFICATE_CHAIN_FOUND": "signer-untrusted", "NO_SIGNING_CERTIFICATE_FOUND": "signer-unknown",
    "REVOKED": "certificate-revoked", "REVOKED_NO_POE": "certificate-revoked", "REVOKED_CA_NO_POE": "issuer-revoked",
    "EXPIRED": "certificate-expired", "OUT_OF_BOUNDS_NO_POE": "certificate-expired",
    "NOT_YET_VALID": "certificate-not-yet-valid",
    "TRY_LATER": "state-unknown", "CHAIN_CONSTRAINTS_FAILURE": "certificate-wrong-purpose",
    "CRYPTO_CONSTRAINTS_FAILURE": "algorithm-weak", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "algorithm-weak",
    "SIG_CONSTRAINTS_FAILURE": "signer-unknown",
}  # fmt: skip
_STAMP = {
    "HASH_FAILURE": "timestamp-broken", "SIG_CRYPTO_FAILURE": "timestamp-broken", "FORMAT_FAILURE": "timestamp-broken",
    "NO_CERTIFICATE_CHAIN_FOUND": "timestamp-untrusted", "OUT_OF_BOUNDS_NO_POE": "timestamp-expired",
    "EXPIRED": "timestamp-expired", "REVOKED": "timestamp-revoked", "REVOKED_NO_POE": "timestamp-revoked",
    "REVOKED_CA_NO_POE": "timestamp-revoked", "TRY_LATER": "timestamp-state-unknown",
}  # fmt: skip

FAILING = {
    "byte-changed": "HASH_FAILURE", "signature-broken": "SIG_CRYPTO_FAILURE", "timestamp-broken": "HASH_FAILURE",
    "signature-malformed": "FORMAT_FAILURE",
}  # fmt: skip
"""Reasons that are TOTAL-FAILED by a sub-indication of their own; every forbidden change is FORMAT_FAILURE."""

OPEN = {
    "signer-untrusted": "NO_CERTIFICATE_CHAIN_FOUND", "timestamp-untrusted": "NO_CERTIFICATE_CHAIN_FOUND",
    "seal-missing": "SIG_CONSTRAINTS_FAILURE", "officer-missing": "SIG_CONSTRAINTS_FAILURE",
    "timestamp-missing": "NO_POE", "signed-later": "NO_POE", "changes-unexplained": "SIG_CONSTRAINTS_FAILURE",
    "changes-unreadable": "SIG_CONSTRAINTS_FAILURE", "look-changed": "SIG_CONSTRAINTS_FAILURE",
    "format-unsupported": "SIG_CONSTRAINTS_FAILURE", "certification-missing": "SIG_CONSTRAINTS_FAILURE",
    "signers-same": "SIG_CONSTRAINTS_FAILURE",
    "look-unknown": "SIG_CONSTRAINTS_FAILURE", "timestamp-expired": "NO_POE", "timestamp-state-unknown": "TRY_LATER",
    "timestamp-revoked": "REVOKED_NO_POE",
}  # fmt: skip
"""Reasons that leave a file INDETERMINATE, with their sub-indication."""


def signer_reason(indication: str, certificate: Any, at: datetime | None) -> Reason:  # noqa: ANN401 -- asn1crypto's
    """Return why a signature is not trusted, in the words of `verify.reason`."""
    key = _SIGNER.get(indication, "signer-unproven")
    if indication == "OUT_OF_BOUNDS_NO_POE" and certificate is not None and at is not None:
        early = at < certificate.not_valid_before
        key = "certificate-not-yet-valid" if early else "certificate-expired"
    return Reason(key, (("indication", indication),))


def stamp_reason(indication: str) -> Reason:
    """Return why a time stamp is not trusted."""
    return Reason(_STAMP.get(indication, "timestamp-unproven"), (("indication", indication),))


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verdict on one signature or on a file, with its sub-indication."""

    verdict: Verdict
    subindication: str | None


RULED_PASSED = Ruling(Verdict.PASSED, None)
_WEIGHT = {Verdict.PASSED: 0, Verdict.INDETERMINATE: 1, Verdict.FAILED: 2}


def ruled(reasons: Iterable[Reason], final: Iterable[Reason] = ()) -> Ruling:
    """Return the ruling that reasons lead to.

    Args:
        reasons: Why something is not whole and trusted; none = passed.
        final: Those among them that no root and no waiting can mend.
    """
    for_good = set(final)
    return worst(_of_reason(reason, for_good) for reason in reasons)


def worst(rulings: Iterable[Ruling]) -> Ruling:
    """Return the gravest, the first of equal ones."""
    found = RULED_PASSED
    for ruling in rulings:
        if _WEIGHT[ruling.verdict] > _WEIGHT[found.verdict]:
            found = ruling
    return found


def _of_reason(reason: Reason, final: set[Reason]) -> Ruling:
    if reason.key in FAILING:
        return Ruling(Verdict.FAILED, FAILING[reason.key])
    told = dict(reason.context).get("indication") or None
    if reason in final:
        return Ruling(Verdict.FAILED, told or "FORMAT_FAILURE")
    if told is not None:
        return Ruling(Verdict.INDETERMINATE, told)
    return Ruling(Verdict.INDETERMINATE, OPEN.get(reason.key, "SIG_CONSTRAINTS_FAILURE"))


def bare(ruling: Ruling, reasons: tuple[Reason, ...], *, ours: bool = False) -> Report:
    """Return the report of a file of which nothing but its bytes was looked at."""
    nothing = ((), ())
    return Report(ruling.verdict, ruling.subindication, ours, False, *nothing, reasons, ())  # noqa: FBT003 -- not opened


def unreadable(key: str) -> Report:
    """Return the report of a file that cannot be judged, for a reason of `verify.reason`."""
    return bare(Ruling(Verdict.UNREADABLE, None), (Reason(key),))
