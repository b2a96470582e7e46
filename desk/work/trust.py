"""Whom the office trusts (gốc tin cậy): looked through before it is taken in, and taken in by an administrator."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import FileMissing, OutputRefused
from desk.model.events import Kind
from desk.model.people import Role, Session
from desk.model.verification import Certificate
from desk.ports import Desk, UnitOfWork
from desk.work.deliver import delivery
from desk.work.journalling import note
from desk.work.verify import root_name
from signing.certificate import is_authority, issued_by, read_certificate
from signing.errors import CertificateAbsent, RootAbsent, RootUnreadable
from signing.roots import certificates_of, files_of

if TYPE_CHECKING:
    from desk.model.values import Json

FOLDER = "trust"
"""Folder of the office that holds them; the same name as `desk.settings.TRUST`, which verbs do not know."""

_NAME_DIGITS = 16
_TAKEN = "trusted-roots"
"""Setting that tells of each root, by its fingerprint, who took it in and when."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A certificate the office trusts, or is asked to trust.

    Attributes:
        root: It issued itself, so it is trusted; another one only helps to build a path.
        known: Name of a Vietnamese authority with this fingerprint, or None; it names it, it does not vouch for it.
        trusted: The office has it already.
        by: Login of the administrator who took it in; "" for a file that was laid into the folder by hand.
        since: When, or None likewise.
    """

    certificate: Certificate
    root: bool
    known: str | None
    trusted: bool
    by: str = ""
    since: datetime | None = None

    def ended(self, at: datetime) -> bool:
        """Tell whether it is out of its days; what it stamped and signed before that stays good."""
        return not self.certificate.not_before <= at <= self.certificate.not_after

    @property
    def grouped(self) -> str:
        """Return its fingerprint in groups of four, as issuers print it."""
        digits = self.certificate.sha256.upper()
        return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def anchors(desk: Desk) -> list[Anchor]:
    """List whom the office trusts, roots first; RootUnreadable: a file among them is no certificate."""
    trust = desk.signatures.trust()
    there = {*trust.roots, *trust.others}
    with desk.unit(reading=True) as uow:
        taken = _taken(uow)
    found = []
    for der in (*trust.roots, *trust.others):
        with contextlib.suppress(CertificateAbsent):  # the room that reads them has refused what is no certificate
            found.append(_anchor(der, there, taken))
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


def _anchor(der: bytes, there: set[bytes], taken: Mapping[str, tuple[str, datetime]] | None = None) -> Anchor:
    certificate = read_certificate(der)
    by, since = (taken or {}).get(certificate.sha256, ("", None))
    return Anchor(certificate, issued_by(der, der), root_name(certificate.sha256), der in there, by, since)


def _taken(uow: UnitOfWork) -> dict[str, tuple[str, datetime]]:
    """Return by fingerprint who took a root in and when."""
    kept = uow.setting(_TAKEN)
    rows = kept if isinstance(kept, dict) else {}
    return {
        sha: (str(row["by"]), datetime.fromisoformat(str(row["at"])))
        for sha, row in rows.items()
        if isinstance(row, dict)
    }


def _remember(uow: UnitOfWork, taken: Mapping[str, tuple[str, datetime]]) -> None:
    rows: dict[str, Json] = {sha: {"by": by, "at": at.isoformat()} for sha, (by, at) in taken.items()}
    uow.set_setting(_TAKEN, rows)


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
                    uow,
                    desk,
                    who,
                    Kind.SETTINGS_CHANGED,
                    "office",
                    trusted=[anchor.certificate.sha256 for anchor in new],
                )
                now = (who.officer.login, desk.clock.now())
                _remember(uow, {**_taken(uow), **{anchor.certificate.sha256: now for anchor in new}})
                uow.commit()
        for laid in halves:
            laid.settle()
    return anchors(desk)


def take_out(desk: Desk, who: Session, sha256: str) -> list[Anchor]:
    """Trust an authority no longer; files that lead to it alone are left open from now on.

    It is journalled before it is taken out. A file that holds further certificates keeps those.

    Args:
        desk: The office.
        who: An administrator.
        sha256: Its fingerprint, 64 hex digits, in any grouping.

    Raises:
        RoleMissing: only an administrator may.
        RootAbsent: the office does not trust it. OutputRefused: its file cannot be removed.
    """
    who.require(Role.ADMIN)
    wanted = plain_print(sha256)
    holding = [file for file in files_of(desk.home / FOLDER) if wanted in map(_print_of, certificates_of(file))]
    if not holding:
        raise RootAbsent(sha256=sha256)
    with desk.unit() as uow:
        note(uow, desk, who, Kind.SETTINGS_CHANGED, "office", distrusted=[wanted])
        _remember(uow, {sha: told for sha, told in _taken(uow).items() if sha != wanted})
        uow.commit()
    for file in holding:
        _without(file, wanted)
    return anchors(desk)


def plain_print(sha256: str) -> str:
    """Return a fingerprint as it is kept: small letters, no spaces and no colons."""
    return "".join(sha256.replace(":", "").split()).lower()


def _print_of(der: bytes) -> str:
    return read_certificate(der).sha256


def _without(file: Path, sha256: str) -> None:
    """Remove a file of certificates; what else it held stands in files of its own before."""
    for der in certificates_of(file):
        other = _print_of(der)
        place = file.with_name(f"{other[:_NAME_DIGITS]}.der")
        if other != sha256 and not place.exists():
            with delivery(place) as laid:
                laid.file.write(der)
                laid.secure()
                laid.settle()
    try:
        file.unlink()
    except OSError as fault:
        raise OutputRefused(file=file.name, why=fault.strerror or "-") from fault
