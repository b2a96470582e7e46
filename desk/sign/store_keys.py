"""Keys of the Windows certificate store (kho chứng thư của Windows): what `desk.ports.Keys` promises, without PINs."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from desk.jobs import Limits
from desk.jobs.child import Child, Main, serve
from desk.sign.keys import ask
from signing import cng
from signing.errors import CertificateAbsent, DriverBroken, TokenAbsent
from signing.key import SigningKey
from signing.values import Certificate, Module, PinState, Token

SERIAL = "windows:my"
"""What stands for a token's serial: the one store of the person logged in to Windows."""

_MODULE = Module("crypt32.dll")
BOX_S = 180.0
"""How long a person may take for the PIN in the box that Windows shows."""

R = TypeVar("R")


class StoreKeys:
    """Asks Windows in one child process, which a driver may take down; its end makes Windows forget the PIN.

    Args:
        child: How a child is started; tests need none.
    """

    def __init__(self, child: Callable[[Main, Limits], Child] = Child) -> None:
        self._start, self._turn = child, threading.RLock()
        self._child: Child | None = None

    def tokens(self) -> list[Token]:
        """Tell of the store when it holds a certificate with a key; an empty list is no fault."""
        if not self._listed():
            return []
        return [Token(SERIAL, "Windows", "Microsoft", "CNG", PinState.READY, _MODULE)]

    def certificates(self, serial: str) -> list[Certificate]:
        """List the certificates of the store that have a private key."""
        if serial != SERIAL:
            raise TokenAbsent(name=serial)
        return [certificate for certificate, _ in self._listed()]

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> SigningKey:
        """Return the key of a certificate; the PIN is Windows' own affair and goes nowhere."""
        del pin, last_try_meant
        if serial != SERIAL:
            raise TokenAbsent(name=serial)
        found = next((one for one in self._listed() if one[0].sha256 == certificate), None)
        if found is None:
            raise CertificateAbsent
        return _StoreKey(self, *found)

    def is_open(self, serial: str) -> bool:
        """Tell that no PIN need be asked for: Windows does it."""
        return serial == SERIAL

    def close(self) -> None:
        """End the child."""
        with self._turn:
            child, self._child = self._child, None
            if child is not None:
                child.kill()

    def _listed(self) -> list[tuple[Certificate, tuple[bytes, ...]]]:
        return self.asked(cng.certificates)

    def asked(self, function: Callable[..., R], *arguments: object) -> R:
        """Have the child ask Windows; one that is broken is left, and the next question starts another."""
        with self._turn:
            child = self._child or self._start(serve, Limits(wall_s=BOX_S))
            self._child = child
            try:
                return ask(child, function, *arguments)
            except DriverBroken:
                with suppress(OSError):
                    self.close()
                raise


class _StoreKey:
    """A private key that Windows holds (khóa ký)."""

    def __init__(self, keys: StoreKeys, certificate: Certificate, chain: tuple[bytes, ...]) -> None:
        self._keys, self.certificate, self.chain = keys, certificate, chain

    def sign(self, data: bytes) -> bytes:
        """Have Windows sign."""
        return self._keys.asked(cng.sign, self.certificate.sha256, data)
