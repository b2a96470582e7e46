"""Several requests to a remote signer made one (gom yêu cầu ký): a person confirms copies signed side by side once."""

import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from signing.errors import RemoteExpired, RemoteTooFew, SigningError
from signing.remote import Identity, RemoteSigner

QUIET_S = 0.7
"""A request is sent off when no other has joined it for so long."""

EXPECTED_S = 20.0
"""So long others are waited for that were told of; one of them may have come to nothing."""


@dataclass
class _Bundle:
    """Digests that are confirmed together, and what came of them."""

    hashes: list[bytes] = field(default_factory=list)
    touched: float = 0.0
    inner: str | None = None
    values: tuple[bytes, ...] | None = None
    fault: SigningError | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


class Gathered:
    """What `RemoteSigner` promises, over another one, for threads that ask at about the same time.

    Args:
        signer: Who signs.
        quiet_s: How long a request waits for others to join.
        now: Asked for a clock that never goes back, in seconds.
    """

    def __init__(
        self, signer: RemoteSigner, quiet_s: float = QUIET_S, now: Callable[[], float] = time.monotonic
    ) -> None:
        self.name = signer.name
        self._signer, self._quiet_s, self._now = signer, quiet_s, now
        self._most, self._expected = 1, 0
        self._lock = threading.Lock()
        self._bundles: dict[str, _Bundle] = {}
        self._open = ""

    def get_certificate(self) -> Identity:
        """Return whom the signer signs for."""
        identity = self._signer.get_certificate()
        self._most = identity.most
        return identity

    def expect(self, count: int) -> None:
        """Wait for so many from now on, as far as one confirmation may be for them."""
        self._expected = count

    def start(self, hashes: Sequence[bytes]) -> str:
        """Join the request that is still open, or begin one."""
        with self._lock:
            bundle = self._bundles.get(self._open)
            if bundle is None or bundle.inner is not None or len(bundle.hashes) + len(hashes) > self._most:
                self._open, bundle = uuid.uuid4().hex, _Bundle()
                self._bundles[self._open] = bundle
            begin = len(bundle.hashes)
            bundle.hashes += hashes
            bundle.touched = self._now()
            return f"{self._open}:{begin}:{len(hashes)}"

    def poll(self, transaction: str) -> tuple[bytes, ...] | None:
        """Return one's own part of what was signed together; the fault of all is the fault of each."""
        name, begin, count = transaction.split(":") if transaction.count(":") == 2 else ("", "0", "0")
        bundle = self._bundles.get(name)
        if bundle is None:
            raise RemoteExpired
        with bundle.lock:
            self._further(bundle)
            if bundle.fault is not None:
                raise type(bundle.fault)(**bundle.fault.context)
            return None if bundle.values is None else bundle.values[int(begin) : int(begin) + int(count)]

    def _further(self, bundle: _Bundle) -> None:
        """Send a request off when nobody joins it any more, and take its answer when it is there."""
        with self._lock:
            if bundle.inner is None:
                wanted = min(self._most, self._expected or self._most)
                quiet = EXPECTED_S if self._expected else self._quiet_s
                if len(bundle.hashes) < wanted and self._now() - bundle.touched < quiet:
                    return
                bundle.inner = self._signer.start(bundle.hashes)
        if bundle.values is not None or bundle.fault is not None:
            return
        try:
            values = self._signer.poll(bundle.inner)
            if values is not None and len(values) != len(bundle.hashes):
                raise RemoteTooFew(given=len(values), wanted=len(bundle.hashes))
            bundle.values = values
        except SigningError as fault:
            bundle.fault = fault
