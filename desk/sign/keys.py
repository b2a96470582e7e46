"""Tokens, each in a child process of its own (USB ký số): what `desk.ports.Keys` promises."""

from collections.abc import Sequence

from signing.key import SigningKey
from signing.values import Certificate, Module, Token


class ProcessKeys:
    """Keeps one child process for each token that is logged in.

    Args:
        modules: The drivers to ask, in order.
    """

    def __init__(self, modules: Sequence[Module]) -> None:
        self._modules = tuple(modules)

    def tokens(self) -> list[Token]:
        """List the tokens plugged in."""
        raise NotImplementedError

    def certificates(self, serial: str) -> list[Certificate]:
        """List the certificates of a token that have a private key on it."""
        raise NotImplementedError

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> SigningKey:
        """Return the key of a certificate, logged in."""
        raise NotImplementedError

    def is_open(self, serial: str) -> bool:
        """Tell whether a token is logged in."""
        raise NotImplementedError

    def close(self) -> None:
        """Log out of all tokens and end their processes."""
