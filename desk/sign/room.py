"""The signing room (phòng ký): what `desk.ports.Signatures` promises, done by the functions of `signing`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from desk.errors import FileMissing, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Pool
from desk.sign.verifying import UNREADABLE, VERIFY_LIMITS, verify_file
from signing.key import SigningKey
from signing.report import Report
from signing.roots import read_trust
from signing.services import Services, Trust
from signing.values import Attestation, Signed
from signing.verdicts import unreadable


class SigningRoom:
    """Lays out and verifies in limited processes; signs here, with keys that live elsewhere.

    Args:
        trust: Folder of the roots this office trusts; may be absent.
        services: Asked for the services of the network when they are first needed, as they may have to be started.
        closing: Ends what `services` started.
    """

    def __init__(self, trust: Path, services: Callable[[], Services], closing: Callable[[], None]) -> None:
        self._trust, self._services, self._closing = trust, services, closing
        self._verifier = Pool(1, VERIFY_LIMITS)

    def attest(self, pdf: Path, attestation: Attestation, out: Path) -> None:
        """Lay the words on the last page where no ink is, or on a page added behind it; make both fields."""
        raise NotImplementedError

    def sign(self, prepared: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Sign as the certifying officer."""
        raise NotImplementedError

    def seal(self, signed: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Seal as the agency in the field made ready."""
        raise NotImplementedError

    def complete(self, sealed: Path, out: Path) -> Signed:
        """Add what is lacking to B-LTA."""
        raise NotImplementedError

    def verify(self, file: Path, trust: Trust | None = None, at: datetime | None = None) -> Report:
        """Verify any PDF in a limited process, without the network."""
        if not file.is_file():
            raise FileMissing(file=str(file))
        order = (file.absolute(), self.trust() if trust is None else trust, at)
        try:
            return next(self._verifier.map_ordered(verify_file, [order]))
        except (WorkerOverTime, WorkerOverMemory, WorkerDied) as fault:
            return unreadable(UNREADABLE[fault.code])

    def trust(self) -> Trust:
        """Return whom this office trusts."""
        return read_trust(self._trust)

    def close(self) -> None:
        """End the workers and what was started for them."""
        self._verifier.close()
        self._closing()
