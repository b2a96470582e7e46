"""The signing room (phòng ký): what `desk.ports.Signatures` promises, done by the functions of `signing`."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.errors import FAULTS, FileMissing, WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Pool, call_limited
from desk.sign.laying import LAY_LIMITS, attest_file, lay_own_file
from desk.sign.reaching import KNOCK_LIMITS, STAMP_LIMITS, reach_services
from desk.sign.turns import Turn
from desk.sign.verifying import UNREADABLE, VERIFY_LIMITS, load_verifier, verify_file
from signing.errors import RemoteDown
from signing.key import SigningKey
from signing.own import OwnText
from signing.remote import RemoteKey
from signing.report import Report
from signing.roots import read_trust
from signing.services import Reached, Services, Trust
from signing.values import OFFICER_FIELD, SEAL_FIELD, Attestation, LastStamp, Signed
from signing.verdicts import unreadable

if TYPE_CHECKING:
    from signing.copy import CopySigner

WAITING = "remote"
"""Folder of the spool where copies wait for remote keys; what lies there for a day is swept away."""

_RENEW_VERIFIER, _RENEW_LAYER = 200, 500
"""Files after which a process is made anew; that costs as much as several copies, and what is laid on is our own."""


class SigningRoom:
    """Lays out and verifies in limited processes; signs here, with keys that live elsewhere.

    Args:
        trust: Folder of the roots this office trusts; may be absent.
        services: Asked for the services of the network when they are first needed, as they may have to be started.
        closing: Ends what `services` started.
        waiting: Folder where copies wait for a remote key, so that a crash asks nobody twice; None = they do not.
    """

    def __init__(
        self, trust: Path, services: Callable[[], Services], closing: Callable[[], None], waiting: Path | None = None
    ) -> None:
        self._trust, self._services, self._closing, self._waiting = trust, services, closing, waiting
        self._verifier = Pool(1, VERIFY_LIMITS, renew=_RENEW_VERIFIER)
        self._layer = Pool(1, LAY_LIMITS, renew=_RENEW_LAYER)
        self._verifying, self._laying = Turn(), Turn()
        self._lock = threading.Lock()
        self._signer: CopySigner | None = None

    def ready(self) -> None:
        """Load what signs and what verifies, and start the services; a service that is down is told of when needed."""
        self._verifier.warm_up(load_verifier)
        self._signing()
        with suppress(*FAULTS):
            self._services()

    def attest(self, pdf: Path, attestation: Attestation, out: Path) -> None:
        """Lay the words on the last page where no ink is, or on a page added behind it; make both fields."""
        order = (pdf.absolute(), attestation, out.absolute())
        with self._laying.taken():
            next(self._layer.map_ordered(attest_file, [order]))

    def sign(self, prepared: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Sign as the certifying officer."""
        if isinstance(key, RemoteKey):
            return self._from_afar(prepared, attestation, key, out, OFFICER_FIELD)
        return self._signing().sign(prepared, attestation, key, out)

    def seal(self, signed: Path, attestation: Attestation, key: SigningKey, out: Path) -> Signed:
        """Seal as the agency in the field made ready."""
        if isinstance(key, RemoteKey):
            return self._from_afar(signed, attestation, key, out, SEAL_FIELD)
        return self._signing().seal(signed, attestation, key, out)

    def lay_own(self, pdf: Path, text: OwnText, out: Path) -> bool:
        """Make the field of a document of one signature ready."""
        with self._laying.taken():
            return next(self._layer.map_ordered(lay_own_file, [(pdf.absolute(), text, out.absolute())]))

    def sign_alone(self, prepared: Path, text: OwnText, key: SigningKey, out: Path) -> Signed:
        """Sign a document of one signature."""
        return self._signing().sign_alone(prepared, text, key, out)

    def complete(self, sealed: Path, out: Path) -> Signed:
        """Add what is lacking to B-LTA."""
        return self._signing().complete(sealed, out)

    def renew(self, finished: Path, out: Path, digest: str) -> Signed:
        """Put a new time stamp over a finished copy and the proof of the last one."""
        return self._signing().renew(finished, out, digest)

    def last_stamp(self, file: Path) -> LastStamp | None:
        """Tell of the time stamp a finished copy ends with."""
        from signing.ageing import last_stamp

        try:
            return last_stamp(file)
        except OSError as fault:
            raise FileMissing(file=file.name) from fault

    def _from_afar(self, source: Path, attestation: Attestation, key: RemoteKey, out: Path, field: str) -> Signed:
        from signing.remote_copies import RemoteCopies, Wanted

        if self._waiting is None:
            raise RemoteDown(service=key.signer.name)
        copies = RemoteCopies(self._signing(), self._waiting)
        return copies.sign([Wanted(source, attestation, field, out)], key)[0]

    def _signing(self) -> "CopySigner":
        """Return what signs; its libraries are loaded with the first signature, and tell nobody whose it is."""
        from signing.copy import CopySigner

        with self._lock:
            if self._signer is None:
                for name in ("pyhanko", "pyhanko_certvalidator", "aiohttp", "asyncio"):
                    logging.getLogger(name).setLevel(logging.CRITICAL)
                self._signer = CopySigner(self.trust, self._services, lambda: datetime.now(UTC))  # noqa: TID251 -- a signature tells this machine's time
            return self._signer

    def verify(self, file: Path, trust: Trust | None = None, at: datetime | None = None) -> Report:
        """Verify any PDF in a limited process, without the network."""
        if not file.is_file():
            raise FileMissing(file=str(file))
        order = (file.absolute(), self.trust() if trust is None else trust, at)
        try:
            with self._verifying.taken():
                return next(self._verifier.map_ordered(verify_file, [order]))
        except (WorkerOverTime, WorkerOverMemory, WorkerDied) as fault:
            return unreadable(UNREADABLE[fault.code])

    def reach(self, certificates: Sequence[bytes], *, stamp: bool) -> tuple[Reached, ...]:
        """Ask the services of the network, in a process of its own: a look-up of a name may hang."""
        services, limits = self._services(), STAMP_LIMITS if stamp else KNOCK_LIMITS
        try:
            return call_limited(reach_services, services, tuple(certificates), stamp, limits=limits)
        except (WorkerOverTime, WorkerOverMemory, WorkerDied):
            hosts = dict.fromkeys(urlsplit(url).hostname or url for url in services.tsa)
            return tuple(Reached("tsa", host, "silent", limits.wall_s) for host in hosts)

    def trust(self) -> Trust:
        """Return whom this office trusts."""
        return read_trust(self._trust)

    def close(self) -> None:
        """End the workers and what was started for them."""
        self._verifier.close()
        self._layer.close()
        self._closing()
