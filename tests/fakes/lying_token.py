"""A token in memory that lies about its PIN in every way real ones do, and a child that is no process.

It stands where python-pkcs11 stands, under the product's own code of parent and child, so that thousands of sequences
are walked in a second. `simulated_token` does the same across real processes, for a few.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag, exceptions

from desk.errors import WorkerDied
from desk.jobs import Limits
from desk.jobs.answers import Answer, answer_of
from desk.jobs.child import Child, Main
from signing import tokens

Honesty = Literal["honest", "silent", "late", "forgets", "no last word", "last word only", "no lock"]
"""What its flags tell: all; nothing ever; the state before the last try; nothing after it was plugged in again until
the next try; never that one try is left nor that it is locked; only that one try is left; never that it is locked."""

Deed = Literal["", "load hangs", "load dies", "slots fail", "login hangs", "login dies", "login dies after",
               "login fails", "login pulled", "sign dies", "sign fails", "sign pulled"]  # fmt: skip
"""What goes wrong at the next call of that name, once."""


class Hang(BaseException):
    """The driver does not come back."""


class Crash(BaseException):
    """The driver takes its process down."""


@dataclass
class LyingToken:
    """The token as the walk holds it.

    Attributes:
        left: Tries left in truth, of `most`.
        told: Tries left as its flags tell where these are late or forget.
        sent: Each PIN that reached it.
        said_locked: It once answered that it is locked, or its flags told so to somebody who looked.
    """

    honesty: Honesty
    most: int
    pin: str
    certificate: bytes
    modulus: int
    known: bool = True
    serial: str = "LIE1"
    left: int = 0
    told: int = 0
    plugged: str = "LIE1"
    plug: int = 0
    deed: Deed = ""
    sent: list[str] = field(default_factory=list)
    shown_last: bool = False
    said_locked: bool = False

    def __post_init__(self) -> None:
        self.left = self.told = self.left or self.most

    def plug_in(self, serial: str) -> None:
        """Plug this or another token into the one slot, or ("") pull it out."""
        if serial and serial != self.plugged:
            self.plug += 1
            self.told = self.most if self.honesty == "forgets" else self.left
        self.plugged = serial

    def take(self, call: str) -> str:
        """Return what goes wrong at this call, and let it go wrong once."""
        if not self.deed.startswith(call):
            return ""
        deed, self.deed = self.deed.removeprefix(call).strip(), ""
        if deed == "hangs":
            raise Hang
        if deed == "dies":
            raise Crash
        if deed in ("fail", "fails"):
            raise exceptions.GeneralError
        if deed == "pulled":
            self.plug_in("")
            raise exceptions.DeviceRemoved
        return deed

    @property
    def flags(self) -> TokenFlag:
        """Return what it says of itself, and remember that it was asked."""
        left = self.told if self.honesty in ("late", "forgets") else self.left
        said = TokenFlag.TOKEN_INITIALIZED | TokenFlag.LOGIN_REQUIRED
        said |= TokenFlag.USER_PIN_INITIALIZED if self.known else TokenFlag(0)
        wanted = {
            TokenFlag.USER_PIN_COUNT_LOW: left < self.most and self.honesty != "last word only",
            TokenFlag.USER_PIN_FINAL_TRY: left == 1 and self.honesty != "no last word",
            TokenFlag.USER_PIN_LOCKED: left == 0 and self.honesty not in ("no last word", "last word only", "no lock"),
        }
        for flag, holds in wanted.items():
            if holds and self.honesty != "silent":
                said |= flag
        return said

    def check(self, pin: str) -> None:
        """Take a PIN as tokens do."""
        self.sent.append(pin)
        before, after = self.left, self.most if pin == self.pin else max(0, self.left - 1)
        if before:
            self.left = after
            self.told = before if self.honesty == "late" else after
        if self.take("login") == "dies after":
            raise Crash
        if before == 0 or (pin != self.pin and after == 0):
            self.said_locked = True
            raise exceptions.PinLocked
        if pin != self.pin:
            raise exceptions.PinIncorrect


class Library:
    """The driver, loaded in one child; it knows only the token that was in when it was loaded."""

    def __init__(self, token: LyingToken) -> None:
        self.token = token
        token.take("load")
        self.plug = token.plug

    def get_slots(self, *, token_present: bool = False) -> list["Library"]:
        """Return the one slot."""
        self.token.take("slots")
        return [self] if self.token.plugged or not token_present else []

    def get_token(self) -> "_Plugged":
        """Return what is in it."""
        return _Plugged(self)


class _Plugged:
    label, manufacturer_id, model = "Lie", "Sao Y", "Lie"

    def __init__(self, library: Library) -> None:
        self.library, token = library, library.token
        self.serial = token.plugged.encode()
        self.flags = token.flags if token.plugged == token.serial else TokenFlag.TOKEN_INITIALIZED
        if token.plugged == token.serial:
            token.shown_last = bool(self.flags & TokenFlag.USER_PIN_FINAL_TRY)
            token.said_locked |= bool(self.flags & TokenFlag.USER_PIN_LOCKED)

    def open(self, user_pin: str | None = None) -> "_Session":
        token = self.library.token
        if user_pin is not None:
            assert token.plugged == token.serial, "a PIN went to a token it was not typed for"
            assert self.library.plug == token.plug, "a PIN went through a driver from before the token was plugged in"
            if token.deed != "login dies after":
                token.take("login")
            token.check(user_pin)
        return _Session(token, open_for=token.plug, logged_in=user_pin is not None)


@dataclass
class _Session:
    token: LyingToken
    open_for: int
    logged_in: bool

    def __enter__(self) -> "_Session":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""

    def close(self) -> None:
        self.alive()

    def alive(self) -> None:
        if self.token.plugged != self.token.serial:
            raise exceptions.DeviceRemoved
        if self.token.plug != self.open_for:
            raise exceptions.SessionHandleInvalid

    def get_objects(self, wanted: dict[Attribute, Any]) -> Iterator[Any]:
        self.alive()
        kind = wanted[Attribute.CLASS]
        if kind == ObjectClass.CERTIFICATE:
            yield {Attribute.VALUE: self.token.certificate, Attribute.ID: b"1"}
        elif kind == ObjectClass.PUBLIC_KEY:
            yield {Attribute.ID: b"1"}
        elif kind == ObjectClass.PRIVATE_KEY and self.logged_in:
            yield _Key(self)


@dataclass
class _Key:
    session: _Session
    key_type: KeyType = KeyType.RSA

    def __getitem__(self, name: Attribute) -> bytes:
        return self.session.token.modulus.to_bytes(256, "big") if name == Attribute.MODULUS else b"1"

    def sign(self, data: bytes, mechanism: Mechanism) -> bytes:
        assert mechanism == Mechanism.SHA256_RSA_PKCS
        self.session.alive()
        self.session.token.take("sign")
        return b"signed " + data


class Here(Child):
    """A child that is no process: the same orders, the same answers, its own hold on the token."""

    def __init__(self, main: Main, limits: Limits) -> None:  # long: none of a process is made
        self.limits, self.done, self._dead = limits, 0, False
        self._ready: Answer | None = None
        self._held: list[Any] = []

    def order(self, function: Callable[..., Any], arguments: Sequence[Any], wall_s: float | None = None) -> None:
        """Do it at once, with what this child holds in the place of what another one does."""
        self._ready = ("fault", (WorkerDied, {"signal": 11}))
        if self._dead:
            return
        outer, tokens._held[:] = tokens._held[:], self._held
        try:
            self._ready = answer_of(function, tuple(arguments))
        except Hang:
            self._ready, self._dead = None, True
        except Crash:
            self._dead = True
        finally:
            self._held, tokens._held[:] = tokens._held[:], outer

    @property
    def late(self) -> bool:
        """Tell whether it hangs."""
        return self._ready is None

    def heard(self, timeout_s: float = 0.0) -> bool:
        """Tell whether it has answered."""
        return self._ready is not None

    def answer(self) -> Answer:
        """Take the answer."""
        assert self._ready is not None
        return self._ready

    def kill(self) -> None:
        """Forget all it held."""
        self._dead, self._held = True, []
