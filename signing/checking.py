"""Whether a certificate may sign (kiểm chứng thư): its dates, its purpose, its issuers up to the root, its state now.

One look at a certificate asks the network; the answers are used for a quarter of an hour, then asked for anew.
"""

import contextlib
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]  # it ships none
from pyhanko.sign.validation.dss import enumerate_ocsp_certs
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    CRLFetchError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    OCSPFetchError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.util import get_declared_revinfo

from signing.certificate import read_certificate
from signing.errors import (
    CertificateExpired,
    CertificateNotYetValid,
    CertificateOnHold,
    CertificateRevoked,
    CertificateUnchecked,
    CertificateUntrusted,
    CertificateWrongPurpose,
    SigningError,
)
from signing.fetching import Fetched, fetchers
from signing.key import SigningKey
from signing.network import Wire
from signing.services import Services, Trust
from signing.stamps import VIETNAM
from signing.values import Certificate

_CLOCKS_DIFFER = timedelta(minutes=5)
"""How far a responder's clock may be ahead; an answer made after this look began is fresh, not wrong."""

RENEWED_S = 15 * 60.0
"""How long what is known of certificates is used; OCSP answers grow old."""

_PATH_FAULTS = (PathBuildingError, PathValidationError, InvalidCertificateError)
_SIGNS, _STAMPS = {"non_repudiation"}, {"time_stamping"}


class StateUnknown(Exception):
    """All about a certificate is good but its state, which no server can be asked for now."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that certificates were good (dữ liệu kiểm chứng): goes into the document security store.

    Attributes:
        certificates: Of all paths, roots included, and of those who sign the state of others.
        ocsps: Answers on their state.
        crls: Lists of the revoked.
    """

    certificates: tuple[Any, ...]
    ocsps: tuple[Any, ...]
    crls: tuple[Any, ...]


class Checker:
    """Looks at certificates for one trust and one set of services (người kiểm chứng thư); for one thread at a time.

    Args:
        trust: Whom the office trusts.
        services: Of the network.
        wire: An open one must surround each look.
        at: The moment this begins, aware.
    """

    def __init__(self, trust: Trust, services: Services, wire: Wire, at: datetime) -> None:
        self.trust, self.services = trust, services
        self._until = time.monotonic() + RENEWED_S
        self._day = at.astimezone(VIETNAM).date()
        self._fetched = Fetched()
        self._lock = threading.Lock()
        self._roots = [x509.Certificate.load(der) for der in trust.roots]
        self._others = [x509.Certificate.load(der) for der in trust.others]
        self._context = ValidationContext(
            trust_roots=self._roots, other_certs=self._others, allow_fetching=True, revocation_mode="hard-fail",
            time_tolerance=_CLOCKS_DIFFER, retroactive_revinfo=True,
            fetchers=fetchers(wire, services.timeout_s, self._fetched),
        )

    def serves(self, trust: Trust, services: Services, at: datetime) -> bool:
        """Tell whether it is for this trust and these services, and not too old: never over midnight."""
        same = trust == self.trust and services == self.services
        return same and time.monotonic() < self._until and at.astimezone(VIETNAM).date() == self._day

    def begin(self) -> None:
        """Begin an act: what was found dead before is asked again."""
        self._fetched.failed.clear()

    async def may_sign(self, key: SigningKey, at: datetime) -> ValidationPath:
        """Return the path of a key that may sign now.

        Raises:
            StateUnknown: all else is good, but its state could not be asked for.
            Faults `signing.certificate-*`.
        """
        self.fits(key.certificate, at)
        signer = x509.Certificate.load(key.certificate.der)
        if not any(get_declared_revinfo(signer)):
            await self.chain(signer, key.chain, at)
            raise CertificateUnchecked(name=key.certificate.subject)
        return await self._path(signer, key.chain, stamps=False)

    @staticmethod
    def fits(certificate: Certificate, at: datetime) -> None:
        """Look at purpose and dates alone.

        Raises:
            CertificateWrongPurpose, CertificateNotYetValid, CertificateExpired.
        """
        if not certificate.can_sign:
            raise CertificateWrongPurpose(name=certificate.subject)
        if at < certificate.not_before:
            raise CertificateNotYetValid(name=certificate.subject, day=_day(certificate.not_before))
        if at > certificate.not_after:
            raise CertificateExpired(name=certificate.subject, day=_day(certificate.not_after))

    async def signed(self, signer: Any, chain: Iterable[bytes], stamped_at: datetime | None) -> ValidationPath:  # noqa: ANN401 -- asn1crypto ships no types
        """Return the path of a signature's certificate.

        One that ended, or was revoked, after the moment of a time stamp was good when it signed.

        Raises:
            Faults `signing.certificate-*`.
        """
        try:
            return await self._known(signer, chain, stamps=False)
        except (CertificateExpired, CertificateRevoked, CertificateOnHold) as fault:
            lost = _lost_at(fault)
            if stamped_at is None or lost is None or lost <= stamped_at:
                raise
            path = await self.chain(signer, chain, stamped_at)
            await self._ask_all(path)
            return path

    async def stamped(self, signer: Any, chain: Iterable[bytes]) -> ValidationPath:  # noqa: ANN401 -- as above
        """Return the path of a time stamp authority's certificate; faults `signing.certificate-*`."""
        return await self._known(signer, chain, stamps=True)

    async def _known(self, signer: Any, chain: Iterable[bytes], *, stamps: bool) -> ValidationPath:  # noqa: ANN401 -- as above
        try:
            return await self._path(signer, chain, stamps=stamps)
        except StateUnknown as fault:
            raise CertificateUnchecked(name=_subject(signer)) from fault

    async def _path(self, signer: Any, chain: Iterable[bytes], *, stamps: bool) -> ValidationPath:  # noqa: ANN401 -- as above
        with self._lock:
            self._fetched.unreached = False
            try:
                return await _validated(self._context, signer, chain, stamps=stamps)
            except _PATH_FAULTS as fault:
                if self._fetched.unreached and _kind(fault) in (InsufficientRevinfoError, PathBuildingError):
                    raise StateUnknown from fault
                raise _meant(fault, signer) from fault

    async def chain(self, signer: Any, chain: Iterable[bytes], at: datetime) -> ValidationPath:  # noqa: ANN401 -- as above
        """Return the path of a certificate by issuers, purposes and dates alone, without the network.

        Raises:
            Faults `signing.certificate-*`.
        """
        context = ValidationContext(
            trust_roots=self._roots, other_certs=self._others, revocation_mode="soft-fail", moment=at
        )
        try:
            return await _validated(context, signer, chain, stamps=False)
        except _PATH_FAULTS as fault:
            raise _meant(fault, signer) from fault

    async def _ask_all(self, path: ValidationPath) -> None:
        """Ask for the state of each certificate of a path, for what there is."""
        for certificate in path.iter_certs(include_root=False):
            issuer = path.find_issuing_authority(certificate)
            with contextlib.suppress(OCSPFetchError, CRLFetchError), self._lock:
                await self._context.revinfo_manager.async_retrieve_ocsps(certificate, issuer)
                await self._context.revinfo_manager.async_retrieve_crls(certificate)

    def proof(self, paths: Iterable[ValidationPath]) -> Proof:
        """Return what was found out about the certificates of paths, and about those who signed that."""
        whole = (one for path in paths for one in path.iter_certs(include_root=True))
        certificates: dict[bytes, Any] = {one.dump(): one for one in whole}
        ocsps, crls = dict[bytes, Any](), dict[bytes, Any]()
        waiting = list(certificates.values())
        while waiting:
            serial = waiting.pop().issuer_serial
            crls |= {one.dump(): one for one in self._fetched.crls.get(serial, ())}
            for answer in self._fetched.ocsp.get(serial, ()):
                ocsps[answer.dump()] = answer
                for signer in enumerate_ocsp_certs(answer):  # type: ignore[no-untyped-call]  # it has none
                    if signer.dump() not in certificates:
                        certificates[signer.dump()] = signer
                        waiting.append(signer)
        return Proof(tuple(certificates.values()), tuple(ocsps.values()), tuple(crls.values()))


async def _validated(
    context: ValidationContext, signer: Any, chain: Iterable[bytes], *, stamps: bool  # noqa: ANN401 -- as above
) -> ValidationPath:
    above = [x509.Certificate.load(der) for der in chain]
    validator: Any = CertificateValidator(signer, intermediate_certs=above, validation_context=context)
    usage, purpose = (set[str](), _STAMPS) if stamps else (_SIGNS, None)
    path: ValidationPath = await validator.async_validate_usage(usage, purpose)
    return path


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what led to it."""
    seen = set[int]()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or fault.__context__


_KINDS = (
    RevokedError, ExpiredError, NotYetValidError, InsufficientRevinfoError, InvalidCertificateError, PathBuildingError,
)  # fmt: skip


def _known_cause(fault: BaseException) -> BaseException:
    return next((cause for cause in _causes(fault) if isinstance(cause, _KINDS)), fault)


def _kind(fault: BaseException) -> type[BaseException] | None:
    """Return which known kind an exception, or what led to it, is of."""
    cause = _known_cause(fault)
    return next((kind for kind in _KINDS if isinstance(cause, kind)), None)


def _meant(fault: BaseException, signer: Any) -> SigningError:  # noqa: ANN401 -- as above
    """Return the fault that an exception of the library stands for."""
    cause, named = _known_cause(fault), {"name": _subject(signer)}
    if isinstance(cause, RevokedError):
        held = cause.reason.native == "certificate_hold"
        return CertificateOnHold(**named) if held else CertificateRevoked(**named)
    if isinstance(cause, ExpiredError):
        return CertificateExpired(**named, day=_day(cause.expired_dt))
    if isinstance(cause, NotYetValidError):
        return CertificateNotYetValid(**named, day=_day(cause.valid_from))
    if isinstance(cause, InsufficientRevinfoError):
        return CertificateUnchecked(**named)
    misfit = isinstance(cause, InvalidCertificateError)
    return CertificateWrongPurpose(**named) if misfit else CertificateUntrusted(**named)


def _lost_at(fault: BaseException) -> datetime | None:
    """Return when a certificate ceased to be good."""
    cause = _known_cause(fault)
    if isinstance(cause, RevokedError):
        return cause.revocation_dt
    return cause.expired_dt if isinstance(cause, ExpiredError) else None


def _subject(certificate: Any) -> str:  # noqa: ANN401 -- as above
    return read_certificate(certificate.dump()).subject


def _day(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")
