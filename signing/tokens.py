"""Tokens by PKCS#11 v2.40 (USB ký số): the raw side, run in a child process that a driver may take down.

A driver is loaded once in a process and never again; a child holds at most one token open, with one session. Whoever
starts these children sees to it that each does one thing at a time (`desk.sign.keys`).
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from signing.alone import alone
from signing.certificate import chain_above, is_authority, read_certificate, rsa_modulus
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    NotSignedIn,
    PinLastTry,
    PinLocked,
    PinNotSet,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from signing.token_faults import fault_of, translated
from signing.values import Certificate, Module, PinState, Token

if TYPE_CHECKING:
    import pkcs11
    from pkcs11 import types

KINDS = ("rsa", "ec")
"""Kinds of keys we can sign with."""

_GRAVITY = (PinState.LOCKED, PinState.NOT_SET, PinState.LAST_TRY, PinState.COUNT_LOW, PinState.READY)

_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
"""DigestInfo of SHA-256 before the digest (RFC 8017, 9.2, note 1), for tokens that do not hash themselves."""


# -- looking: in a fresh child each time, as a loaded driver may not see what is plugged in later ---------------------


def look(module: Module) -> list[Token]:
    """List the tokens that a driver sees, but for those nobody has initialised.

    Raises:
        DriverMissing, DriverBroken.
    """
    with alone(module), translated():
        driver = _load(module)
        return [_described(token, module) for token in _plugged(driver)]


def certificates(module: Module, serial: str) -> list[Certificate]:
    """List the certificates of a token that have a private key on it, without its PIN.

    Raises:
        TokenAbsent, TokenRemoved, DriverMissing, DriverBroken.
    """
    with alone(module):
        token = _find(_load(module), serial)
        with translated(), token.open() as session:
            return [entry.certificate for entry in _own(_entries(session), session)]


def _load(module: Module) -> "pkcs11.lib":  # type: ignore[valid-type]  # a function that returns the library's class
    import pkcs11

    os.environ.update(module.environment)
    try:
        return pkcs11.lib(module.path)
    except pkcs11.PKCS11Error as error:
        # What is no library is told by the bare class; a library that fails at its first call, by a class of its own.
        raise (DriverMissing if type(error) is pkcs11.PKCS11Error else DriverBroken)(file=module.path) from error


def _plugged(driver: Any) -> Iterator["types.Token"]:  # noqa: ANN401 -- the library names its class nowhere
    from pkcs11.constants import TokenFlag
    from pkcs11.exceptions import TokenNotPresent, TokenNotRecognised

    for slot in driver.get_slots(token_present=True):
        try:
            token = slot.get_token()
        except (TokenNotPresent, TokenNotRecognised):
            continue
        if token.flags & TokenFlag.TOKEN_INITIALIZED:
            yield token


def _find(driver: Any, serial: str) -> "types.Token":  # noqa: ANN401 -- the library names its class nowhere
    with translated():
        for token in _plugged(driver):
            if _serial(token) == serial:
                return token
    raise TokenAbsent(name=serial)


def _serial(token: "types.Token") -> str:
    return token.serial.rstrip(b" \0").decode("utf-8", "replace")


def _described(token: "types.Token", module: Module) -> Token:
    return Token(
        serial=_serial(token),
        label=token.label,
        maker=token.manufacturer_id,
        model=token.model,
        pin=pin_state(int(token.flags)),
        module=module,
    )


def pin_state(flags: int) -> PinState:
    """Tell what the flags of a token say of its user PIN (PKCS#11 v2.40, table 6)."""
    from pkcs11.constants import TokenFlag

    said = {
        PinState.LOCKED: bool(flags & TokenFlag.USER_PIN_LOCKED),
        PinState.NOT_SET: not flags & TokenFlag.USER_PIN_INITIALIZED,
        PinState.LAST_TRY: bool(flags & TokenFlag.USER_PIN_FINAL_TRY),
        PinState.COUNT_LOW: bool(flags & TokenFlag.USER_PIN_COUNT_LOW),
    }
    return gravest(PinState.READY, *(state for state, holds in said.items() if holds))


def gravest(*states: PinState) -> PinState:
    """Return the state that forbids most: what a token says of its PIN, and what is remembered of it."""
    return min(states, key=_GRAVITY.index)


# -- what lies on a token ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Entry:
    """A certificate on a token and the mark (CKA_ID) that ties it to its keys."""

    certificate: Certificate
    mark: bytes


def _entries(session: "types.Session") -> list[_Entry]:
    from pkcs11 import Attribute, ObjectClass

    found = []
    for item in list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
        try:
            certificate = read_certificate(bytes(item[Attribute.VALUE]))
        except CertificateAbsent:
            continue  # something else than X.509, or damaged: nobody can sign with it
        found.append(_Entry(certificate, _mark(item)))
    return found


def _mark(item: Any) -> bytes:  # noqa: ANN401 -- an object of the token, of one of many classes
    from pkcs11 import Attribute
    from pkcs11.exceptions import AttributeSensitive, AttributeTypeInvalid

    try:
        return bytes(item[Attribute.ID])
    except (AttributeTypeInvalid, AttributeSensitive):
        return b""


def _own(entries: list[_Entry], session: "types.Session") -> list[_Entry]:
    """Keep the certificates that have a private key here, as far as that shows.

    Before the PIN most tokens hide private keys and show public ones; one that shows neither is believed to hold keys
    for all certificates that are no issuer's.
    """
    from pkcs11 import Attribute, ObjectClass

    usable = [entry for entry in entries if entry.certificate.kind in KINDS]
    marks = {
        _mark(item)
        for kind in (ObjectClass.PRIVATE_KEY, ObjectClass.PUBLIC_KEY)
        for item in list(session.get_objects({Attribute.CLASS: kind}))
    }
    tied = [entry for entry in usable if entry.mark and entry.mark in marks]
    return tied or [entry for entry in usable if not is_authority(entry.certificate.der)]


# -- one token, logged in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """What a login showed: the certificates with a key, each with those above it as far as the token holds them."""

    certificates: tuple[tuple[Certificate, tuple[bytes, ...]], ...]


@dataclass
class _Held:
    """The token that this child holds open."""

    module: Module
    driver: Any
    serial: str
    session: "types.Session"
    keys: dict[str, Any] = field(default_factory=dict)


_held: list[_Held] = []


def log_in(
    module: Module, serial: str, certificate: str, secret: bytearray, last_try_meant: bool,  # noqa: FBT001 -- crosses a pipe by place
    known: PinState = PinState.READY,
) -> Opened:  # fmt: skip
    """Log in to a token and keep it open in this child; the PIN is sent once at most, and wiped.

    Args:
        module: The driver.
        serial: The token's.
        certificate: SHA-256 of the one that will be signed with; when it is plainly not there, no PIN is sent.
        secret: The PIN in UTF-8; overwritten with zeros before this returns.
        last_try_meant: The officer knows that the token locks when this PIN is wrong.
        known: What is remembered of its PIN, for a token whose flags tell less than is so.

    Raises:
        TokenAbsent, TokenRemoved, PinWrong, PinLastTry, PinLocked, PinNotSet, CertificateAbsent, DriverMissing,
        DriverBroken.
    """
    try:
        with alone(module):
            driver = _load(module)
            token = _find(driver, serial)
            _may_try(gravest(pin_state(int(token.flags)), known), last_try_meant=last_try_meant)
            with translated():
                _may_be_there(token, certificate)
                if not secret:
                    raise PinWrong  # an empty PIN counts as a try on some tokens
                held = _Held(module, driver, serial, _logged_in(token, secret))
                opened = _opened(held)
        _held[:] = [held]
    finally:
        secret[:] = bytes(len(secret))
    return opened


def _may_try(state: PinState, *, last_try_meant: bool) -> None:
    if state is PinState.LOCKED:
        raise PinLocked
    if state is PinState.NOT_SET:
        raise PinNotSet
    if state is PinState.LAST_TRY and not last_try_meant:
        raise PinLastTry


def _may_be_there(token: "types.Token", certificate: str) -> None:
    with token.open() as session:
        shown = [entry.certificate.sha256 for entry in _own(_entries(session), session)]
    if shown and certificate not in shown:
        raise CertificateAbsent


def _logged_in(token: "types.Token", secret: bytearray) -> "types.Session":
    from pkcs11.exceptions import AnotherUserAlreadyLoggedIn, UserAlreadyLoggedIn

    try:
        return token.open(user_pin=secret.decode())
    except (UserAlreadyLoggedIn, AnotherUserAlreadyLoggedIn):
        return token.open()  # some drivers share one login among all processes


def _opened(held: _Held) -> Opened:
    """Find the key of each certificate, now that private keys show."""
    from pkcs11 import Attribute, ObjectClass

    keys = list(held.session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
    entries = _entries(held.session)
    everything = [entry.certificate.der for entry in entries]
    found = []
    for entry in entries:
        key = next((key for key in keys if _fits(key, entry)), None)
        if key is not None and entry.certificate.kind in KINDS:
            held.keys[entry.certificate.sha256] = key
            found.append((entry.certificate, chain_above(entry.certificate.der, everything)))
    return Opened(tuple(found))


def _fits(key: Any, entry: _Entry) -> bool:  # noqa: ANN401 -- one of the library's many classes of keys
    """Tell whether a private key belongs to a certificate: by its modulus, where that shows, else by its mark."""
    from pkcs11 import Attribute
    from pkcs11.exceptions import AttributeSensitive, AttributeTypeInvalid

    wanted = rsa_modulus(entry.certificate.der)
    if wanted is not None:
        try:
            return int.from_bytes(bytes(key[Attribute.MODULUS]), "big") == wanted
        except (AttributeTypeInvalid, AttributeSensitive):
            pass
    return bool(entry.mark) and _mark(key) == entry.mark


def still_in() -> bool:
    """Tell whether the token that was logged in is still there and still logged in."""
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.exceptions import PKCS11Error

    try:
        held = _holding()
        with alone(held.module):
            _find(held.driver, held.serial)
            return bool(list(held.session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})))
    except (PKCS11Error, SigningError):
        return False


def sign(certificate: str, data: bytes) -> bytes:
    """Sign with the key of a certificate (its SHA-256): RSA PKCS#1 v1.5 with SHA-256, or ECDSA with SHA-256 as DER.

    Raises:
        NotSignedIn, CertificateAbsent, TokenRemoved, DriverBroken.
    """
    from pkcs11.exceptions import PKCS11Error

    held = _holding()
    key = held.keys.get(certificate)
    if key is None:
        raise CertificateAbsent
    with alone(held.module):
        try:
            return _signature(key, data)
        except PKCS11Error as error:
            fault = fault_of(error)
            if isinstance(fault, DriverBroken) and not _there(held):
                raise TokenRemoved from error  # many drivers have only a general error for it
            raise fault from error


def _there(held: _Held) -> bool:
    try:
        _find(held.driver, held.serial)
    except SigningError:
        return False
    return True


def _signature(key: Any, data: bytes) -> bytes:  # noqa: ANN401 -- one of the library's many classes of keys
    from pkcs11 import KeyType, Mechanism
    from pkcs11.exceptions import MechanismInvalid
    from pkcs11.util.ec import encode_ecdsa_signature

    digest = hashlib.sha256(data).digest()
    if key.key_type == KeyType.EC:
        return encode_ecdsa_signature(bytes(key.sign(digest, mechanism=Mechanism.ECDSA)))
    try:
        return bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
    except MechanismInvalid:
        return bytes(key.sign(_SHA256_INFO + digest, mechanism=Mechanism.RSA_PKCS))


def log_out() -> None:
    """Log out and let go of the token; one that is gone already is no fault."""
    from pkcs11.exceptions import PKCS11Error

    while _held:
        held = _held.pop()
        with alone(held.module), suppress(PKCS11Error):
            held.session.close()


def _holding() -> _Held:
    if not _held:
        raise NotSignedIn
    return _held[0]
