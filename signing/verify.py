"""Verifying any PDF (kiểm tra chữ ký): strictly what claims to be ours, fairly what is not, and never an exception.

It reads untrusted bytes with pyHanko and PDFium: call it inside a limited worker. Nothing is asked over the network.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from signing import strict
from signing.additions import additions_in
from signing.cover import covers_in
from signing.embedded import Embedded, embedded_in
from signing.knowledge import Knowledge, carried_by, stored_in
from signing.levels import level_of
from signing.looks import Drawer, looks_of
from signing.opening import Opened, Unreadable, open_pdf, read_bytes
from signing.order import out_of_order
from signing.proofs import CHANGED, UNPROVEN, Court, SignerFinding, StampFinding
from signing.report import Changes, Reason, Report, SignatureReport, TimestampReport, Verdict
from signing.revisions import Closing, Past, behind, described, number_of, pasts, touched_in
from signing.services import Trust
from signing.verdicts import RULED_PASSED, Ruling, bare, ruled, signer_reason, stamp_reason, unreadable, worst
from signing.weighing import Weighed, look, weigh

_OURS = ("non_repudiation",)
_FOREIGN = ("non_repudiation", "digital_signature")
"""Key usages a signer's certificate must have one of; some issuers of Viet Nam give only the second."""

_CLOCK = timedelta(days=2)
"""A clock of this machine that is later than so much before a time stamp is wrong in other ways too."""

_DRAWN = 40
"""States beyond so many are not drawn."""

_log = logging.getLogger(__name__)


def verify(path: Path, trust: Trust, at: datetime | None = None) -> Report:
    """Verify a file.

    Args:
        path: Any file.
        trust: Whom to trust; without roots nobody's certificate is.
        at: The moment to judge for, aware; None = now.

    Returns:
        Always a report; what is no PDF, or cannot be read, is UNREADABLE with its reason.

    Raises:
        OSError: the file is not there or may not be read.
    """
    try:
        data = read_bytes(path)
        return _opened(data, trust, at)
    except Unreadable as fault:
        return unreadable(fault.key)
    except MemoryError:
        return unreadable("over-memory")
    except RecursionError:
        return unreadable("damaged")


def _opened(data: bytes, trust: Trust, at: datetime | None) -> Report:
    try:
        opened = open_pdf(data)
    except Unreadable as fault:
        if fault.key in ("damaged", "not-a-pdf") and strict.bears_our_marks(data):
            return _by_bytes(data)
        raise
    first = _judged(opened, trust, at)
    judged = opened.lenient or (first is not None and not _stuck(first))
    found = first if judged else _again(data, trust, at) or first
    if (found is None or _hidden(found)) and strict.bears_our_marks(data):
        return _by_bytes(data, opened=found is not None)
    return found or unreadable("damaged")


def _hidden(report: Report) -> bool:
    """Tell whether a file shows no field of ours and no signature; its bytes may name them all the same."""
    return report.verdict is Verdict.NOT_SIGNED and not report.ours


def _by_bytes(data: bytes, *, opened: bool = False) -> Report:
    """Judge by its bytes alone what bears our marks and no longer shows them: it was whole when it was signed.

    Args:
        data: All bytes of the file.
        opened: It could be read all the same, and shows no field of ours: they were taken out.
    """
    removed = strict.removed_reasons(data) if opened else []
    reasons = tuple(strict.byte_reasons(data) or removed) or (Reason("structure-damaged"),)
    return bare(ruled(reasons, reasons), reasons, ours=True)


def _again(data: bytes, trust: Trust, at: datetime | None) -> Report | None:
    """Judge with the lenient reader what the strict one opened but could not compare."""
    try:
        return _judged(open_pdf(data, strict=False), trust, at)
    except Unreadable:
        return None


def _stuck(report: Report) -> bool:
    if report.ours:
        return False
    return any(reason.key == "changes-unreadable" for one in report.signatures for reason in one.reasons)


def _judged(opened: Opened, trust: Trust, at: datetime | None) -> Report | None:
    try:
        return asyncio.run(_Judging(opened, trust, at).report())
    except (Unreadable, MemoryError):
        raise
    except Exception:  # noqa: BLE001 -- pyHanko raises whatever foreign bytes make it raise
        _log.debug("a file could not be judged", exc_info=True)
        return None


@dataclass(frozen=True, slots=True)
class _Signed:
    """One signature with all that was found of it."""

    one: Embedded
    found: SignerFinding | None
    weighed: Weighed
    level: str | None


class _Judging:
    """The way of one file from bytes to a report."""

    def __init__(self, opened: Opened, trust: Trust, at: datetime | None) -> None:
        self._opened, self._trust, self._asked = opened, trust, at
        self._found = embedded_in(opened)
        self._ours = strict.is_ours(opened.reader)
        stamps = [told for one in self._found if one.timestamp and (told := one.stamped_at)]
        now = at or datetime.now(UTC)  # noqa: TID251 -- the moment of judging when none is named, no act of the office
        # A clock that goes after the authority's would put the file into the future.
        self._at = now if at else max([now, *(stamp for stamp in stamps if stamp < now + _CLOCK)])
        self._drawer = Drawer(opened.data)

    async def report(self) -> Report:
        """Return what was found."""
        closings = {
            one.made: Closing(one.field.name, one.timestamp, one.cover.end if one.cover.shaped else 0)
            for one in self._found
            if one.made >= 0
        }
        states = pasts(self._opened, closings)
        try:
            return await self._report(states)
        finally:
            self._drawer.close()

    async def _report(self, states: list[Past]) -> Report:
        knowledge = self._knowledge()
        court = Court(self._trust, knowledge, self._at, _OURS if self._ours else _FOREIGN)
        stamps = await court.document_stamps([one for one in self._found if one.timestamp])
        signed = [await self._signed(court, one, stamps) for one in self._found if not one.timestamp]
        if self._ours:
            file_reasons, final = self._strict(signed, stamps, states)
        else:
            signed = [self._looked(one, states) for one in signed]
            file_reasons, final = self._fair(signed, stamps, states)
        signatures = [self._signature(one, file_reasons if self._ours else (), states, stamps) for one in signed]
        ruling = self._ruling(signatures, signed, file_reasons, final)
        return Report(
            ruling.verdict, ruling.subindication, ours=self._ours, lenient=self._opened.lenient,
            signatures=tuple(signatures),
            timestamps=tuple(self._timestamp(one, stamps, states) for one in self._found if one.timestamp),
            reasons=tuple(file_reasons), revisions=described(self._opened, states, self._looks(states)),
            additions=additions_in(self._opened, self._found, stamps, states, ours=self._ours),
        )  # fmt: skip

    def _knowledge(self) -> Knowledge:
        held = stored_in(self._opened.reader)
        for one in self._found:
            held += carried_by(one)
        return held

    def _known(self) -> frozenset[bytes]:
        held = stored_in(self._opened.reader)
        for one in self._found[:-1]:
            held += carried_by(one)
        ders = (certificate.dump() for certificate in held.certificates)
        return frozenset({*ders, *self._trust.roots, *self._trust.others})

    async def _signed(self, court: Court, one: Embedded, stamps: dict[str, StampFinding]) -> _Signed:
        if one.cms is None:
            return _Signed(one, None, Weighed(Changes.UNKNOWN), None)
        over = [other for other in self._found if other.timestamp and other.section > one.section]
        good = [stamps[o.field.name] for o in over if o.field.name in stamps and o.cover.fits]
        try:
            found = await court.signature(one, [stamp for stamp in good if stamp.finding.passed])
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- foreign DER makes asn1crypto and pyHanko raise anything
            told = CHANGED if one.cover.whole is False else UNPROVEN
            found = SignerFinding(told, trusted=False, at=None, stamps=())
        level = await level_of(self._opened, court, one, found, [o for o in over if o.field.name in stamps])
        return _Signed(one, found, weigh(self._opened, one), level)

    # -- ours and others' ---------------------------------------------------------------------------------------------

    def _strict(
        self, signed: Sequence[_Signed], stamps: dict[str, StampFinding], states: list[Past]
    ) -> tuple[list[Reason], set[Reason]]:
        case = strict.Case(
            self._opened, self._found, states,
            {one.one.field.name: one.found for one in signed if one.found is not None}, stamps,
            {one.one.field.name: one.weighed for one in signed}, {one.one.field.name: one.level for one in signed},
            self._known(),
        )  # fmt: skip
        reasons = strict.judge(case)
        reasons += out_of_order(self._found, case.signers, stamps)
        return reasons, strict.refused_for_good(reasons)

    def _fair(
        self, signed: Sequence[_Signed], stamps: dict[str, StampFinding], states: list[Past]
    ) -> tuple[list[Reason], set[Reason]]:
        reasons: list[Reason] = []
        if not signed and self._found:
            reasons.append(Reason("only-timestamped"))
        if self._found and behind(self._opened, states):
            reasons.append(Reason("bytes-after-end"))
        if self._dropped():
            reasons.append(Reason("signature-removed"))
        for one in self._found:
            found = stamps.get(one.field.name)
            if one.timestamp and one.known and (found is None or not found.whole):
                reasons.append(Reason("timestamp-broken", (("field", one.field.name),)))
        signers = {one.one.field.name: one.found for one in signed if one.found is not None}
        reasons += out_of_order(self._found, signers, stamps)
        return reasons, {reason for reason in reasons if reason.key == "timestamp-broken"}

    def _dropped(self) -> bool:
        """Tell whether the bytes hold a signature that fits them and no field shows: the file was rolled back."""
        shown = {one.cover.end for one in self._found}
        return any(cover.whole and cover.end not in shown for cover in covers_in(self._opened.data))

    def _looked(self, one: _Signed, states: list[Past]) -> _Signed:
        if one.weighed.changes not in (Changes.NONE, Changes.PERMITTED) or one.one.section < 0:
            return one
        after = [other for other in self._found if other.section > one.one.section]
        told = look(self._opened, one.one, after, states, self._drawer)
        return replace(one, weighed=told) if told is not None else one

    def _looks(self, states: list[Past]) -> dict[int, tuple[int, ...]]:
        """Return the pages whose look each state changed; of a copy of ours those a signature has its block on."""
        if self._ours:
            shown = {one.made: tuple(sorted({page for page, _ in one.blocks})) for one in self._found}
            return {past.number: shown[past.section] for past in states if past.section in shown}
        numbers = [past.number for past in states if 1 < past.number <= _DRAWN]
        try:
            touched = {number: touched_in(self._opened, states, number) for number in numbers}
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- a state that cannot be read is not drawn
            return {}
        return looks_of(self._drawer, {past.number: past.end for past in states}, touched)

    def _ruling(
        self,
        reports: Sequence[SignatureReport],
        signed: Sequence[_Signed],
        reasons: Sequence[Reason],
        final: set[Reason],
    ) -> Ruling:
        of_file = ruled(reasons, final)
        if not any(one.known or not one.timestamp for one in self._found) or not signed:
            return of_file if of_file.verdict is Verdict.FAILED else Ruling(Verdict.NOT_SIGNED, None)
        each = [
            ruled(report.reasons, {*final, *self._final(report, one)})
            for report, one in zip(reports, signed, strict=True)
        ]
        return worst([of_file, *each]) if each else RULED_PASSED

    @staticmethod
    def _final(report: SignatureReport, one: _Signed) -> set[Reason]:
        """Return the reasons of a signature that make it fail for good."""
        found = set(one.weighed.reasons if one.weighed.final else ())
        if one.found is not None and one.found.finding.failed:
            told = one.found.finding.indication
            found |= {reason for reason in report.reasons if ("indication", told) in reason.context}
        return found

    # -- what the report says -----------------------------------------------------------------------------------------

    def _signature(
        self, signed: _Signed, file_reasons: Sequence[Reason], states: list[Past], stamps: dict[str, StampFinding]
    ) -> SignatureReport:
        one, found, certificate = signed.one, signed.found, signed.one.certificate
        at, stamped = self._time(one, found, stamps)
        own = [*self._own_reasons(signed), *file_reasons]
        changes = signed.weighed.changes
        if any(reason in strict.refused_for_good(file_reasons) for reason in file_reasons):
            changes = Changes.FORBIDDEN
        return SignatureReport(
            field=one.field.name, signer=_common(certificate, "subject"), signed_at=at, stamped=stamped,
            level=signed.level, covers="file" if _covers_all(one, self._opened) else "revision", changes=changes,
            reasons=tuple(dict.fromkeys(own)), trusted=bool(found and found.trusted), page=one.page, box=one.box,
            revision=number_of(states, one.made) if one.made >= 0 else 0, issuer=_common(certificate, "issuer"),
            valid_until=certificate.not_valid_after if certificate is not None else None,
            certificate=certificate.sha256.hex() if certificate is not None else "",
        )  # fmt: skip

    def _own_reasons(self, signed: _Signed) -> list[Reason]:
        one, found = signed.one, signed.found
        if found is None:
            return [Reason("signature-malformed" if one.known else "format-unsupported")]
        reasons = list(signed.weighed.reasons)
        if not found.finding.passed:
            reasons.append(signer_reason(found.finding.indication, one.certificate, found.at or self._at))
        if any(not stamp.whole for stamp in found.stamps):
            reasons.append(Reason("signature-timestamp-broken"))
        if self._asked is not None and found.at is not None and found.at > self._at:
            reasons.append(Reason("signed-later"))
        return reasons

    def _time(
        self, one: Embedded, found: SignerFinding | None, stamps: dict[str, StampFinding]
    ) -> tuple[datetime | None, bool]:
        own = [stamp.at for stamp in (found.stamps if found else ()) if stamp.whole]
        over = [
            stamp.at
            for other in self._found
            if other.section > one.section and (stamp := stamps.get(other.field.name)) is not None and stamp.whole
        ]
        told = min(own or over, default=None)
        return (told, True) if told is not None else (one.claimed_at, False)

    def _timestamp(self, one: Embedded, stamps: dict[str, StampFinding], states: list[Past]) -> TimestampReport:
        found, certificate = stamps.get(one.field.name), one.certificate
        reasons: list[Reason] = []
        if found is None or not found.whole:
            reasons.append(Reason("timestamp-broken" if one.known else "format-unsupported"))
        elif not found.finding.passed:
            reasons.append(stamp_reason(found.finding.indication))
        if not one.cover.fits:
            reasons.append(Reason("byte-range-wrong"))
        return TimestampReport(
            field=one.field.name, authority=_common(certificate, "subject"), at=found.at if found else one.stamped_at,
            covers="file" if _covers_all(one, self._opened) else "revision", reasons=tuple(reasons),
            trusted=bool(found and found.finding.passed),
            revision=number_of(states, one.made) if one.made >= 0 else 0,
            valid_until=certificate.not_valid_after if certificate is not None else None,
        )  # fmt: skip


def _covers_all(one: Embedded, opened: Opened) -> bool:
    return one.cover.shaped and one.cover.fits and one.cover.end == len(opened.data)


def _common(certificate: Any, part: str) -> str:  # noqa: ANN401 -- asn1crypto's, which has no types
    """Return the common name of the subject or the issuer, or what stands for it."""
    try:
        names = getattr(certificate, part).native
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a name nobody can read is none
        return ""
    value = names.get("common_name") or names.get("organization_name") or ""
    return str(value[-1] if isinstance(value, list) else value)
