"""Who signed, when, and whether that can be trusted, from what the file holds (chứng cứ): ETSI EN 319 102-1, clause 5.

Nothing is asked over the network. A document time stamp is judged at its own time with the revocation data of the file,
and its certificate must be in date when the next one was made, the last one at the moment of judging. A signature is
judged at the earliest time a good time stamp proves for it. So what is known of the last authority is what was known
when it stamped: a verifier without a network can know no more, and says so in its documentation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from signing.embedded import Embedded
from signing.knowledge import Knowledge, anchored, issuers_only
from signing.services import Trust


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found.

    Attributes:
        passed: True for TOTAL-PASSED.
        failed: True for TOTAL-FAILED.
        indication: Name of the sub-indication, "" when passed.
    """

    passed: bool
    failed: bool
    indication: str


@dataclass(frozen=True, slots=True)
class StampFinding:
    """What was found of a time stamp: its time, whether it is whole, whether it is trusted, and why not."""

    at: datetime
    whole: bool
    finding: Finding


@dataclass(frozen=True, slots=True)
class SignerFinding:
    """What was found of a signature.

    Attributes:
        finding: The verdict on signature, certificate and time.
        trusted: True when the certificate led to a trusted root at the proven time, whatever is known of revocation.
        at: The earliest time proven by a trusted time stamp, or None.
        stamps: Its own time stamps (signature-time-stamp).
    """

    finding: Finding
    trusted: bool
    at: datetime | None
    stamps: tuple[StampFinding, ...]


PASSED = Finding(passed=True, failed=False, indication="")
CHANGED = Finding(passed=False, failed=True, indication="HASH_FAILURE")
UNPROVEN = Finding(passed=False, failed=False, indication="GENERIC")
"""What the library could not judge: no evidence against the signature, and none for it."""

TOO_EARLY = Finding(passed=False, failed=True, indication="NOT_YET_VALID")
"""A time stamp proves that the signature is older than its certificate."""

_OUT_OF_BOUNDS = Finding(passed=False, failed=False, indication="OUT_OF_BOUNDS_NO_POE")
_STATE_UNKNOWN = Finding(passed=False, failed=False, indication="TRY_LATER")
_FOR_GOOD = ("EXPIRED", "NOT_YET_VALID")
"""TOTAL-FAILED by ETSI EN 319 102-1 once a content time stamp proves it; pyHanko files them under INDETERMINATE."""

_NO_DATA = ("TRY_LATER", "CERTIFICATE_CHAIN_GENERAL_FAILURE")
"""What pyHanko says when the file holds no revocation data, or none fresh enough for the moment."""



class Court:
    """Judges the signatures of one file.

    Args:
        trust: Whom to trust.
        knowledge: What the file holds on certificates and their state.
        at: The moment to judge for.
        usages: Key usages of which a signer's certificate must have one.
    """

    def __init__(self, trust: Trust, knowledge: Knowledge, at: datetime, usages: Sequence[str]) -> None:
        self._at, self._knowledge = at, knowledge
        self._hard = anchored(trust, knowledge, usages, hard=True)
        self._dated = anchored(trust, knowledge, usages, hard=False)

    async def document_stamps(self, stamps: Sequence[Embedded]) -> dict[str, StampFinding]:
        """Judge the document time stamps of a file, by field; from the last to the first."""
        found: dict[str, StampFinding] = {}
        until = self._at
        for stamp in reversed(stamps):
            if stamp.cms is None:
                continue
            told = await self._stamp(stamp.cms.signed_data, stamp.cms.compute_digest, until)
            if told is None:
                continue
            found[stamp.field.name] = told
            if told.finding.passed and stamp.cover.fits:
                until = told.at
        return found

    async def signature(self, one: Embedded, later: Sequence[StampFinding]) -> SignerFinding:
        """Judge one signature.

        Args:
            one: The signature.
            later: The good document time stamps over it, oldest first.
        """
        until = later[0].at if later else self._at
        own = await self._own_stamps(one, until)
        proven = [stamp.at for stamp in (*own, *later) if stamp.finding.passed]
        at = min(proven) if proven else None
        finding = await self._signer(self._hard, one, at or self._at)
        chained = finding.passed
        if not finding.passed and finding.indication in _NO_DATA:
            chained = (await self._signer(self._dated, one, at or self._at)).passed
            finding = _STATE_UNKNOWN if chained else finding
        if not finding.passed and one.certificate is not None and (at or self._at) < one.certificate.not_valid_before:
            finding = TOO_EARLY if at is not None else _OUT_OF_BOUNDS
        if finding.passed and at is not None and not later:
            finding = await self._signer(self._dated, one, self._at)
        return SignerFinding(finding, chained, at, own)

    async def _own_stamps(self, one: Embedded, until: datetime) -> tuple[StampFinding, ...]:
        from pyhanko.sign.validation.generic_cms import (
            extract_tst_data_iter,
            message_imprint_checker,
        )

        imprint = message_imprint_checker(one.cms.signer_info)
        tokens = extract_tst_data_iter(one.cms.signer_info, signed=False)
        # A token nobody can read is not left out: what comes with a signature is whole or it is named.
        unread = StampFinding(self._at, whole=False, finding=CHANGED)
        return tuple([await self._stamp(token, imprint, until) or unread for token in tokens])

    async def _stamp(self, token: Any, imprint: Callable[[str], bytes], until: datetime) -> StampFinding | None:  # noqa: ANN401 -- asn1crypto's
        try:
            at = time_in(token)
            finding = await self._token(self._hard, token, imprint, at)
            if finding.indication in _NO_DATA and (await self._token(self._dated, token, imprint, at)).passed:
                finding = _STATE_UNKNOWN
            if finding.passed and until > at:
                finding = await self._still(token, imprint, until)
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- foreign DER makes asn1crypto and pyHanko raise anything
            return None
        whole = finding.indication not in ("HASH_FAILURE", "SIG_CRYPTO_FAILURE", "FORMAT_FAILURE")
        return StampFinding(at, whole, finding)

    async def _still(self, token: Any, imprint: Callable[[str], bytes], until: datetime) -> Finding:  # noqa: ANN401 -- asn1crypto's
        """Judge a token that was good when it was made, at the later time up to which it has to hold."""
        later = await self._token(self._hard, token, imprint, until)
        return later if later.indication not in _NO_DATA else await self._token(self._dated, token, imprint, until)

    async def _token(self, spec: Any, token: Any, imprint: Callable[[str], bytes], at: datetime) -> Finding:  # noqa: ANN401 -- pyHanko's
        from pyhanko.sign.validation.ades import ades_timestamp_validation

        return _finding(await ades_timestamp_validation(token, spec, imprint, timing_info=moment(at)))

    async def _signer(self, spec: Any, one: Embedded, at: datetime) -> Finding:  # noqa: ANN401 -- pyHanko's
        from pyhanko.sign.validation.ades import ades_basic_validation

        signed, digest = one.cms.signed_data, one.cms.compute_digest()
        return _finding(await ades_basic_validation(signed, spec, timing_info=moment(at), raw_digest=digest))

    # -- level --------------------------------------------------------------------------------------------------------

    async def complete(self, one: Embedded, at: datetime, held: Knowledge) -> bool:
        """Tell whether the file holds all that is needed to judge a signature without a network (PAdES B-LT).

        Whether its root is trusted does not matter here: the tops of the chains in the file stand in for roots.

        Args:
            one: The signature.
            at: The time its time stamps tell.
            held: What the document security store holds.
        """
        if not held.stored:
            return False
        spec = anchored(issuers_only(held, one), held, (), hard=True)
        return await self._own_complete(spec, one) and (await self._signer(spec, one, at)).passed

    async def _own_complete(self, spec: Any, one: Embedded) -> bool:  # noqa: ANN401 -- pyHanko's
        from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, message_imprint_checker

        imprint = message_imprint_checker(one.cms.signer_info)
        for token in extract_tst_data_iter(one.cms.signer_info, signed=False):
            if not (await self._token(spec, token, imprint, time_in(token))).passed:
                return False
        return True


def time_in(token: Any) -> datetime:  # noqa: ANN401 -- asn1crypto's
    """Return the time in a token.

    Raises:
        ValueError: it is not in UTC, as RFC 3161 has it; asn1crypto's own faults when it cannot be read.
    """
    told = token["encap_content_info"]["content"].parsed["gen_time"].native
    if not isinstance(told, datetime) or told.tzinfo is None:
        raise ValueError
    return told


def moment(at: datetime) -> Any:  # noqa: ANN401 -- pyHanko's, which has no types
    """Return the moment in pyHanko's terms: always a point in time, so that nothing is asked."""
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo

    return ValidationTimingInfo(validation_time=at, best_signature_time=at, point_in_time_validation=True)


def _finding(result: Any) -> Finding:  # noqa: ANN401 -- pyHanko's, which has no types
    from pyhanko.sign.ades.report import AdESStatus

    told, status = result.ades_subindic, result.api_status
    line = getattr(status, "bottom_line", None)
    whole = status is None or (status.intact and status.valid and status.trusted and line is not False)
    if told.status == AdESStatus.PASSED:
        return PASSED if whole and status is not None else Finding(passed=False, failed=False, indication="GENERIC")
    name = str(told.standard_name)
    return Finding(passed=False, failed=told.status == AdESStatus.FAILED or name in _FOR_GOOD, indication=name)
