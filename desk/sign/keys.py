"""Tokens, each in a child process of its own (USB ký số): what `desk.ports.Keys` promises."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TypeVar

from desk.errors import WorkerDied, WorkerOverMemory, WorkerOverTime
from desk.jobs import Limits
from desk.jobs.answers import opened
from desk.jobs.child import Child, Main, serve
from desk.jobs.pool import TICK_S
from desk.sign.tries import Tries
from signing import tokens
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    NotSignedIn,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from signing.key import SigningKey
from signing.values import Certificate, Module, Token

R = TypeVar("R")
Modules = Sequence[Module] | Callable[[], Sequence[Module]]

_GONE = (WorkerDied, WorkerOverTime, WorkerOverMemory)


class ProcessKeys:
    """Keeps one child process for each token that is logged in; looks at what is plugged in from a fresh one each time.

    A driver that hangs or dies takes its child down and nothing else. A child whose token was pulled out is ended, so
    that the next login begins with a driver that knows nothing.

    Args:
        modules: The drivers to ask, in order, or what tells them at each look.
        wall_s: Seconds one operation of a token may take before its driver counts as broken.
        main: What a child runs; tests put a token that lies into it.
        tries: What is remembered of the tokens' tries, as their flags may tell too little.
        child: How a child is started; tests walk without any.
    """

    def __init__(
        self, modules: Modules, wall_s: float = 30.0, main: Main = serve, tries: Tries | None = None,
        child: Callable[[Main, Limits], Child] = Child,
    ) -> None:  # fmt: skip
        self._modules, self._limits, self._main = modules, Limits(wall_s=wall_s), main
        self._tries, self._child = tries or Tries(), child
        self._doors: dict[str, _Door] = {}
        self._seen: dict[str, Module] = {}
        self._turns: dict[str, threading.RLock] = {}
        self._guard = threading.Lock()

    # -- looking ------------------------------------------------------------------------------------------------------

    def tokens(self) -> list[Token]:
        """List the tokens plugged in; one that two drivers see is told of the first."""
        found: dict[str, Token] = {}
        faults: list[DriverMissing | DriverBroken] = []
        modules = self._modules() if callable(self._modules) else self._modules
        for module in modules:
            try:
                for token in self._fresh(tokens.look, module):
                    found.setdefault(token.serial, self._remembered(token))
            except (DriverMissing, DriverBroken) as fault:
                faults.append(fault)
        if len(faults) == len(modules):
            raise next((fault for fault in faults if isinstance(fault, DriverBroken)), DriverMissing())
        with self._guard:
            self._seen = {token.serial: token.module for token in found.values()}
        return list(found.values())

    def _remembered(self, token: Token) -> Token:
        self._tries.seen(token.serial, token.pin)
        return replace(token, pin=tokens.gravest(token.pin, self._tries.state(token.serial)))

    def certificates(self, serial: str) -> list[Certificate]:
        """List the certificates of a token that have a private key on it."""
        return self._fresh(tokens.certificates, self._module_of(serial), serial)

    def _module_of(self, serial: str) -> Module:
        with self._guard:
            module = self._seen.get(serial)
        if module is not None:
            return module
        for token in self.tokens():
            if token.serial == serial:
                return token.module
        raise TokenAbsent(name=serial)

    def _fresh(self, function: Callable[..., R], *arguments: object) -> R:
        child = self._child(self._main, self._limits)
        try:
            return ask(child, function, *arguments)
        finally:
            child.kill()

    # -- logging in ---------------------------------------------------------------------------------------------------

    def open(self, serial: str, certificate: str, pin: str, *, last_try_meant: bool = False) -> SigningKey:
        """Return the key of a certificate, logged in."""
        with self._turn(serial):
            door = self._live(serial)
            if door is None:
                door = self._log_in(serial, certificate, _secret(pin), last_try_meant=last_try_meant)
            return door.key(certificate)

    def _log_in(self, serial: str, certificate: str, secret: bytearray, *, last_try_meant: bool) -> "_Door":
        """Send the PIN to a new child, once; whatever goes wrong, that child ends and the PIN with it."""
        try:
            module = self._module_of(serial)
            child = self._child(self._main, self._limits)
            known, sends = self._tries.state(serial), bool(secret)
            if sends:
                self._tries.sending(serial)
            try:
                shown = ask(child, tokens.log_in, module, serial, certificate, secret, last_try_meant, known)
            except BaseException as fault:
                child.kill()
                if isinstance(fault, SigningError):
                    self._tries.refused(serial, fault, counted=sends)
                raise
        finally:
            secret[:] = bytes(len(secret))
        self._tries.right(serial)
        door = _Door(child, self._turn(serial), shown)
        with self._guard:
            self._doors[serial] = door
        return door

    def is_open(self, serial: str) -> bool:
        """Tell whether a token is logged in; one that is signing at this moment is."""
        turn = self._turn(serial)
        if not turn.acquire(blocking=False):
            return serial in self._doors
        try:
            return self._live(serial) is not None
        finally:
            turn.release()

    def _live(self, serial: str) -> "_Door | None":
        """Return the open token if it is still there and logged in; let go of it otherwise."""
        with self._guard:
            door = self._doors.get(serial)
        if door is not None and not door.live():
            door.end()
            with self._guard:
                self._doors.pop(serial, None)
            return None
        return door

    def _turn(self, serial: str) -> threading.RLock:
        with self._guard:
            return self._turns.setdefault(serial, threading.RLock())

    def close(self) -> None:
        """Log out of all tokens and end their processes; an operation or a login under way is waited for."""
        with self._guard:
            turns = list(self._turns.items())
        for serial, turn in turns:
            with turn:
                with self._guard:
                    door = self._doors.pop(serial, None)
                if door is not None:
                    door.log_out()


class _Door:
    """A token that is logged in: its child, and whose turn it is."""

    def __init__(self, child: Child, turn: threading.RLock, shown: tokens.Opened) -> None:
        self._child, self._turn = child, turn
        self._shown = {certificate.sha256: (certificate, chain) for certificate, chain in shown.certificates}
        self._ended: type[SigningError] | None = None

    def key(self, certificate: str) -> "_Key":
        if certificate not in self._shown:
            raise CertificateAbsent
        return _Key(self, *self._shown[certificate])

    def sign(self, certificate: str, data: bytes) -> bytes:
        with self._turn, self._ending():
            return ask(self._child, tokens.sign, certificate, data)

    def live(self) -> bool:
        if self._ended is not None:
            return False
        try:
            with self._ending():
                return ask(self._child, tokens.still_in)
        except DriverBroken:
            return False

    @contextmanager
    def _ending(self) -> Iterator[None]:
        """End the child when its token is gone or its driver is dead; what is asked later is told the same."""
        if self._ended is not None:
            raise self._ended()
        try:
            yield
        except CertificateAbsent:
            raise
        except BaseException as fault:
            self.end(type(fault) if isinstance(fault, TokenRemoved | NotSignedIn) else DriverBroken)
            raise

    def log_out(self) -> None:
        if self._ended is None:
            with suppress(DriverBroken, TokenRemoved):
                ask(self._child, tokens.log_out)
        self.end()

    def end(self, why: type[SigningError] = NotSignedIn) -> None:
        self._ended = self._ended or why
        self._child.kill()


class _Key:
    """A private key on a token (khóa ký); it works for as long as the token is logged in."""

    def __init__(self, door: _Door, certificate: Certificate, chain: tuple[bytes, ...]) -> None:
        self._door, self.certificate, self.chain = door, certificate, chain

    def sign(self, data: bytes) -> bytes:
        """Have the token sign."""
        return self._door.sign(self.certificate.sha256, data)


def _secret(pin: str) -> bytearray:
    """Return the PIN so that it can be wiped; what is no text is no PIN, and its own error would carry it along."""
    if any("\ud800" <= character <= "\udfff" for character in pin):
        raise PinWrong
    return bytearray(pin, "utf-8")


def ask(child: Child, function: Callable[..., R], *arguments: object) -> R:
    """Have a child do one thing and return its answer; one that hangs is ended, one that died is told of.

    Raises:
        DriverBroken: it hung or died. The function's own faults.
    """
    child.order(function, arguments)
    try:
        while not child.heard(TICK_S):
            if child.late:
                raise WorkerOverTime(seconds=child.limits.wall_s)
        answer = child.answer()
        value: R = opened(answer)
    except _GONE as fault:
        child.kill()
        raise DriverBroken from fault
    except KeyboardInterrupt:
        child.kill()  # its answer is still to come, and would be taken for that of the next order
        raise
    return value
