"""All keys of this machine as one (mọi khóa ký): tokens, the Windows store, remote services; told apart by serial."""

from collections.abc import Mapping

from desk.ports import Keys
from signing.errors import SigningError
from signing.key import SigningKey
from signing.values import Certificate, Token


class AllKeys:
    """Passes each question on to whom a serial belongs.

    Args:
        tokens: Those plugged in, which all other serials belong to.
        others: Further keys by what their serials begin with.
    """

    def __init__(self, tokens: Keys, others: Mapping[str, Keys]) -> None:
        self._tokens, self._others = tokens, dict(others)

    def tokens(self) -> list[Token]:
        """List what there is of every kind; the fault of one kind hides no other."""
        found: list[Token] = []
        faults: list[SigningError] = []
        for keys in (self._tokens, *self._others.values()):
            try:
                found += keys.tokens()
            except SigningError as fault:
                faults.append(fault)
        if faults and not found:
            raise faults[0]
        return found

    def certificates(self, serial: str) -> list[Certificate]:
        """List the certificates behind a serial."""
        return self._of(serial).certificates(serial)

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> SigningKey:
        """Return the key of a certificate."""
        return self._of(serial).open(serial, certificate, pin, last_try_meant=last_try_meant)

    def is_open(self, serial: str) -> bool:
        """Tell whether no PIN need be asked for."""
        return self._of(serial).is_open(serial)

    def close(self) -> None:
        """Let go of all."""
        for keys in (self._tokens, *self._others.values()):
            keys.close()

    def _of(self, serial: str) -> Keys:
        return next((keys for begins, keys in self._others.items() if serial.startswith(begins)), self._tokens)
