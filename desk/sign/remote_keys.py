"""Keys of remote signing services (khóa ký từ xa): what `desk.ports.Keys` promises, confirmed on a telephone."""

import threading
from collections.abc import Sequence
from urllib.parse import urlsplit

from signing.errors import CertificateAbsent, TokenAbsent
from signing.gathering import Gathered
from signing.key import SigningKey
from signing.remote import Account, RemoteKey
from signing.values import Certificate, Module, PinState, Token

BEGINNING = "remote:"
"""What the serial of a service begins with; its name follows."""


class RemoteKeys:
    """Speaks to services by CSC v1; nothing is asked of the network before a certificate or a signature is wanted.

    Args:
        services: Accounts, as set for this machine.
    """

    def __init__(self, services: Sequence[Account]) -> None:
        self._services = {BEGINNING + one.name: one for one in services}
        self._lock = threading.Lock()
        self._signers: dict[str, Gathered] = {}
        self._known: dict[str, RemoteKey] = {}

    def tokens(self) -> list[Token]:
        """List the services set for this machine; whether they answer shows when they are asked."""
        return [
            Token(
                serial=serial, label=one.name, maker=urlsplit(one.address).hostname or "-", model="CSC v1",
                pin=PinState.READY, module=Module(one.address),
            )
            for serial, one in self._services.items()
        ]  # fmt: skip

    def certificates(self, serial: str) -> list[Certificate]:
        """Return the certificate of a service's credential.

        Raises:
            TokenAbsent: no such service is set. Faults `signing.remote-*`.
        """
        return [self._key(serial).certificate]

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> SigningKey:
        """Return the key of a service; no PIN is sent, the person confirms elsewhere when it signs."""
        del pin, last_try_meant
        key = self._key(serial)
        if key.certificate.sha256 != certificate:
            raise CertificateAbsent
        return key

    def is_open(self, serial: str) -> bool:
        """Tell that no PIN need be asked for."""
        return serial in self._services

    def close(self) -> None:
        """Forget what was learnt of the services."""
        with self._lock:
            self._known.clear()

    def _key(self, serial: str) -> RemoteKey:
        from signing.csc import CscSigner

        told = self._services.get(serial)
        if told is None:
            raise TokenAbsent(name=serial)
        with self._lock:
            if serial not in self._signers:
                self._signers[serial] = Gathered(CscSigner(told))
            signer, known = self._signers[serial], self._known.get(serial)
        if known is None:
            known = RemoteKey(signer, told.patience_s)
            with self._lock:
                self._known[serial] = known
        return known
