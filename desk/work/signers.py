"""Who signs with what (người ký và USB ký số): certificates assigned to officers, tokens plugged in, days left."""

from dataclasses import dataclass
from datetime import datetime

from desk.errors import FAULTS, OfficerUnknown, SignerShared
from desk.model.certification import Purpose, Signer
from desk.model.deadline import VIETNAM
from desk.model.events import Kind
from desk.model.people import Officer, Role, Session
from desk.model.verification import Certificate, PinState, Token
from desk.ports import Desk, UnitOfWork
from desk.work.journalling import note
from signing.certificate import read_certificate
from signing.errors import (
    CertificateAbsent,
    CertificateExpired,
    CertificateWrongPurpose,
    SigningError,
    TokenAbsent,
    TokenUnclear,
)

SOON_DAYS = 30
"""From so many days before a certificate's end on, people are warned: a new one takes its issuer weeks."""

_DUTY = {Purpose.OFFICER: Role.CERTIFIER, Purpose.SEAL: Role.SEAL, Purpose.CLERK: Role.RECEPTION}


@dataclass(frozen=True, slots=True)
class TokenShown:
    """An assigned token as the status bar and the settings show it.

    Attributes:
        name: Of the officer who signs; for the seal, of its keeper (văn thư).
        plugged: None = not known, as no driver could be asked.
        pin: What its flags say; None when it is not plugged in.
        open: Logged in, so that no PIN need be asked for.
        days_left: Whole days until its certificate ends; negative when it has.
    """

    signer: Signer
    name: str
    plugged: bool | None
    pin: PinState | None
    open: bool
    days_left: int

    @property
    def purpose(self) -> Purpose:
        """Return whose key it is."""
        return self.signer.purpose

    @property
    def serial(self) -> str:
        """Return the serial of the token."""
        return self.signer.token

    @property
    def ends_soon(self) -> bool:
        """Tell whether people are to be warned that its certificate ends."""
        return self.days_left < SOON_DAYS


@dataclass(frozen=True, slots=True)
class TokenPlugged:
    """A token plugged in, with the certificates it can sign with."""

    token: Token
    certificates: tuple[Certificate, ...]


def assign_signer(
    desk: Desk, who: Session, officer: str, purpose: Purpose, chosen: tuple[str, str], on_behalf: tuple[str, ...] = ()
) -> Signer:
    """Let an officer sign with a certificate of a token from now on; what was assigned for that purpose before ends.

    Args:
        desk: The office.
        who: Who assigns.
        officer: Login, or full name when it is unique.
        purpose: The certifying officer's own signature, the agency's seal, or a clerk's on digitised papers.
        chosen: Serial of the token, plugged in, and SHA-256 of the certificate on it.
        on_behalf: Lines above the name, such as those of a deputy; empty for the chairman himself.

    Raises:
        RoleMissing: only an administrator may; a certifier signs, a keeper of the seal seals, a clerk receives.
        SignerShared: the certificate signs the copies already for the other of officer and seal.
        OfficerUnknown, TokenAbsent, CertificateAbsent, CertificateWrongPurpose, CertificateExpired, DriverMissing,
        DriverBroken.
    """
    who.require(Role.ADMIN)
    with desk.unit(reading=True) as uow:
        found = uow.officers.by_login(officer)
    if found is None or not found.active:
        raise OfficerUnknown(login=officer)
    Session(found, who.desk).require(_DUTY[purpose])
    certificate = _fit(desk, found, chosen)
    signer = Signer(found.id, purpose, chosen[0], certificate.sha256, certificate.der, on_behalf)
    with desk.unit() as uow:
        _check_apart(uow, signer)
        kept = uow.copies.put_signer(signer)
        note(
            uow, desk, who, Kind.SIGNER_ASSIGNED, f"officer:{found.id}",
            purpose=purpose.value, token=chosen[0], certificate=certificate.sha256,
        )
        uow.commit()
    return kept


def _check_apart(uow: UnitOfWork, signer: Signer) -> None:
    """Look that no certificate makes both signatures of a copy: a check would pass none of them."""
    on_copies = {Purpose.OFFICER, Purpose.SEAL}
    for other in uow.copies.signers():
        if {other.purpose, signer.purpose} == on_copies and other.certificate == signer.certificate:
            raise SignerShared


def _fit(desk: Desk, officer: Officer, chosen: tuple[str, str]) -> Certificate:
    """Return the certificate chosen when it can serve: a bad choice is told now, not before a citizen."""
    serial, sha256 = chosen
    certificate = next((c for c in desk.keys.certificates(serial) if c.sha256 == sha256.lower()), None)
    if certificate is None:
        raise CertificateAbsent
    if not certificate.can_sign:
        raise CertificateWrongPurpose
    if certificate.not_after <= desk.clock.now():
        raise CertificateExpired(name=officer.name, day=f"{certificate.not_after.astimezone(VIETNAM):%d/%m/%Y}")
    return certificate


def choose(desk: Desk, serial: str | None = None, certificate: str | None = None) -> tuple[str, str]:
    """Return which token and certificate are meant, when only one can be.

    Raises:
        TokenAbsent, TokenUnclear, CertificateAbsent, DriverMissing, DriverBroken.
    """
    serials = [serial] if serial else [token.serial for token in desk.keys.tokens()]
    if not serials:
        raise TokenAbsent(name="-")
    if len(serials) > 1:
        raise TokenUnclear
    able = [c.sha256 for c in desk.keys.certificates(serials[0]) if c.can_sign]
    meant = [sha256 for sha256 in able if certificate is None or sha256.startswith(certificate.lower())]
    if certificate is not None and not meant:
        return serials[0], certificate
    if not meant:
        raise CertificateAbsent
    if len(meant) > 1:
        raise TokenUnclear
    return serials[0], meant[0]


def tokens_plugged(desk: Desk) -> list[TokenPlugged]:
    """List the tokens plugged in with the certificates they can sign with; one that cannot be asked has none.

    Raises:
        DriverMissing, DriverBroken: no driver at all could be asked.
    """
    return [TokenPlugged(token, _on(desk, token.serial)) for token in desk.keys.tokens()]


def _on(desk: Desk, serial: str) -> tuple[Certificate, ...]:
    try:
        return tuple(desk.keys.certificates(serial))
    except SigningError:  # also that of a service on the network
        return ()


def tokens_shown(desk: Desk) -> list[TokenShown]:
    """Tell of each token assigned to an active officer: plugged in or not, how its PIN stands, how many days are left.

    Never a fault of a driver: what cannot be known is None. It asks every driver and may take seconds.
    """
    with desk.unit(reading=True) as uow:
        assigned = [(uow.officers.get(signer.officer_id), signer) for signer in uow.copies.signers()]
    try:
        plugged: dict[str, Token] | None = {token.serial: token for token in desk.keys.tokens()} if assigned else {}
    except FAULTS:
        plugged = None
    now = desk.clock.now()
    return [_shown(desk, officer, signer, plugged, now) for officer, signer in assigned if officer.active]


def _shown(
    desk: Desk, officer: Officer, signer: Signer, plugged: dict[str, Token] | None, now: datetime
) -> TokenShown:
    token = (plugged or {}).get(signer.token)
    return TokenShown(
        signer=signer, name=officer.name, plugged=None if plugged is None else token is not None,
        pin=token.pin if token else None, open=token is not None and desk.keys.is_open(signer.token),
        days_left=days_left(signer, now),
    )


def days_left(signer: Signer, now: datetime) -> int:
    """Return the whole days until a signer's certificate ends, negative when it has; no token is needed."""
    return (read_certificate(signer.der).not_after - now).days
