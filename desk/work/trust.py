"""Whom the office trusts (gốc tin cậy): looked through before it is taken in, and taken in by an administrator."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from desk.errors import FileMissing
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.verification import Certificate
from desk.ports import Desk
from desk.work.deliver import delivery
from desk.work.journalling import note
from desk.work.verify import root_name
from signing.certificate import is_authority, issued_by, read_certificate
from signing.errors import CertificateAbsent, RootUnreadable
from signing.roots import certificates_of

FOLDER = "trust"
"""Folder of the office that holds them; the same name as `desk.settings.TRUST`, which verbs do not know."""

_NAME_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Anchor:
    """A certificate the office trusts, or is asked to trust.

    Attributes:
        root: It issued itself, so it is trusted; another one only helps to build a path.
        known: Name of a Vietnamese authority with this fingerprint, or None; it names it, it does not vouch for it.
        trusted: The office has it already.
    """

    certificate: Certificate
    root: bool
    known: str | None
    trusted: bool

    @property
    def grouped(self) -> str:
        """Return its fingerprint in groups of four, as issuers print it."""
        digits = self.certificate.sha256.upper()
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def anchors(desk: Desk) -> list[Anchor]:
    """List whom the office trusts, roots first; RootUnreadable: a file among them is no certificate."""
    trust = desk.signatures.trust()
    there = {*trust.roots, *trust.others}
    found = []
    for der in (*trust.roots, *trust.others):
        with contextlib.suppress(CertificateAbsent):  # the room that reads them has refused what is no certificate
            found.append(_anchor(der, there))
    return found


def look_into(desk: Desk, file: Path) -> list[Anchor]:
    """Return the certificates of a file before anything is taken in, for a person to compare their fingerprints.

    Raises:
        FileMissing; RootUnreadable: it holds no certificate of an authority.
    """
    if not file.is_file():
        raise FileMissing(file=file.name)
    trust = desk.signatures.trust()
    there = {*trust.roots, *trust.others}
    found = [_anchor(der, there) for der in dict.fromkeys(certificates_of(file)) if is_authority(der)]
    if not found:
        raise RootUnreadable(file=file.name)
    return found


def _anchor(der: bytes, there: set[bytes]) -> Anchor:
    certificate = read_certificate(der)
    return Anchor(certificate, issued_by(der, der), root_name(certificate.sha256), der in there)


def take_in(desk: Desk, who: Session, file: Path) -> list[Anchor]:
    """Trust the authorities of a file from now on; one that is trusted already is left as it is.

    It is journalled before any of them is trusted.

    Raises:
        RoleMissing: only an administrator may. FileMissing, RootUnreadable, OutputRefused.
    """
    who.require(Role.ADMIN)
    new = [anchor for anchor in look_into(desk, file) if not anchor.trusted]
    folder = desk.home / FOLDER
    folder.mkdir(exist_ok=True)
    with contextlib.ExitStack() as open_halves:
        halves = []
        for anchor in new:
            place = folder / f"{anchor.certificate.sha256[:_NAME_DIGITS]}.der"
            laid = open_halves.enter_context(delivery(place))
            laid.file.write(anchor.certificate.der)
            laid.secure()
            halves.append(laid)
        if new:
            with desk.unit() as uow:
                note(
                    uow, desk, who, Kind.SETTINGS_CHANGED, "office",
                    trusted=[anchor.certificate.sha256 for anchor in new],
                )
                uow.commit()
        for laid in halves:
            laid.settle()
    return anchors(desk)
