"""Keys that live with a service and sign when a person confirms on the telephone (ký số từ xa)."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from signing.errors import RemoteAnswerWrong, RemoteTooFew, RemoteUnconfirmed
from signing.values import Certificate

PATIENCE_S = 180.0
"""How long a person has for confirming."""

_GRACE_S = 60.0
"""How much longer than the person the service is waited for: what was confirmed is not thrown away."""

_TICK_S = 0.2


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a remote signer signs for.

    Attributes:
        chain: DER of the certificates above, nearest first.
        most: Signatures that one confirmation may be for.
    """

    certificate: Certificate
    chain: tuple[bytes, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Account:
    """An account at a service, as set for this machine.

    Attributes:
        name: What people call it.
        address: Beginning of the service's addresses, such as `https://host/csc/v1`.
        credential: Its `credentialID`.
        token: Asked for the access token (bearer) at each request; "" = none.
        patience_s: How long a person has for confirming.
    """

    name: str
    address: str
    credential: str
    token: Callable[[], str]
    patience_s: float = PATIENCE_S


class RemoteSigner(Protocol):
    """A remote signing service, for one person's key (dịch vụ ký số từ xa).

    Attributes:
        name: What people call it.
    """

    name: str

    def get_certificate(self) -> Identity:
        """Return whom it signs for.

        Raises:
            RemoteDown, RemoteUntrusted, RemoteNotAdmitted, RemoteUnreadable, RemoteWantsMore.
        """

    def expect(self, count: int) -> None:
        """Hear how many signatures will be asked for side by side, to be confirmed in one go; 0 = no more."""

    def start(self, hashes: Sequence[bytes]) -> str:
        """Ask for the signatures of SHA-256 digests with one confirmation, and return the transaction's name."""

    def poll(self, transaction: str) -> tuple[bytes, ...] | None:
        """Return the signatures, in order; None = not confirmed yet.

        Raises:
            RemoteExpired: also for a transaction of a program that has ended.
            RemoteDown, RemoteUntrusted, RemoteNotAdmitted, RemoteDenied, RemoteUnconfirmed, RemoteTooFew,
            RemoteUnreadable.
        """


class RemoteKey:
    """A key of a service as a key like others (khóa ký từ xa); where copies are signed, their bytes are kept meanwhile.

    Args:
        signer: The service.
        patience_s: How long a person has for confirming.
    """

    def __init__(self, signer: RemoteSigner, patience_s: float = PATIENCE_S) -> None:
        self.signer, self.patience_s = signer, patience_s
        self._identity = signer.get_certificate()
        self.certificate, self.chain = self._identity.certificate, self._identity.chain

    @property
    def most(self) -> int:
        """Return how many signatures one confirmation may be for."""
        return self._identity.most

    def expect(self, count: int) -> None:
        """Tell how many copies will be signed side by side; 0 = no more."""
        self.signer.expect(count)

    def sign(self, data: bytes) -> bytes:
        """Have the service sign; a person confirms meanwhile."""
        digest = hashlib.sha256(data).digest()
        return self.wait(self.signer.start([digest]), [digest])[0]

    def wait(self, transaction: str, digests: Sequence[bytes]) -> tuple[bytes, ...]:
        """Wait for a transaction, and check each signature against the certificate.

        Raises:
            RemoteUnconfirmed: nobody confirmed in time. RemoteTooFew, RemoteAnswerWrong; those of `poll`.
        """
        until, resting = time.monotonic() + self.patience_s + _GRACE_S, threading.Event()
        while (values := self.signer.poll(transaction)) is None:
            if time.monotonic() > until:
                raise RemoteUnconfirmed
            resting.wait(_TICK_S)
        if len(values) != len(digests):
            raise RemoteTooFew(given=len(values), wanted=len(digests))
        if not all(fits(self.certificate.der, value, digest) for value, digest in zip(values, digests, strict=True)):
            raise RemoteAnswerWrong(name=self.certificate.subject)
        return values


def fits(certificate: bytes, value: bytes, digest: bytes) -> bool:
    """Tell whether a signature of a SHA-256 digest is that of a certificate's key (PKCS#1 v1.5 or ECDSA)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509 import load_der_x509_certificate

    key, hashed = load_der_x509_certificate(certificate).public_key(), Prehashed(SHA256())
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(value, digest, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, digest, ec.ECDSA(hashed))
        else:
            return False
    except InvalidSignature:
        return False
    return True
