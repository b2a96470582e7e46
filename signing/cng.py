"""Keys of the Windows certificate store (kho chứng thư của Windows), by CNG, or by CryptoAPI for an old driver.

Windows shows the box for the PIN itself: none passes through this program. Written from the documentation of
`CertEnumCertificatesInStore`, `CryptAcquireCertificatePrivateKey`, `NCryptSignHash` and `CryptSignHashW`; tried against
a stand-in that is called by the same types, not yet on Windows. It runs in a child process, as a driver may take it
down. Imported anywhere, it does nothing.
"""

import ctypes
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from ctypes import POINTER, byref, c_int32, c_uint32, c_void_p, c_wchar_p
from dataclasses import dataclass
from typing import Any

from signing.certificate import chain_above, is_authority, read_certificate
from signing.errors import (
    CertificateAbsent,
    DriverBroken,
    DriverMissing,
    PinCancelled,
    PinLocked,
    PinWrong,
    SigningError,
    TokenAbsent,
    TokenRemoved,
)
from signing.values import Certificate

STORES = ("MY", "CA", "ROOT")
"""Where the person's own certificates lie, and those above them."""

_IN_MEMORY_OF_USER = (1 << 16) | 0x8000 | 0x4000
"""CERT_SYSTEM_STORE_CURRENT_USER, CERT_STORE_READONLY_FLAG, CERT_STORE_OPEN_EXISTING_FLAG."""

_SYSTEM_STORE, _PROVIDER_INFO = 10, 2
_PREFER_NCRYPT, _NCRYPT_KEY = 0x00020000, 0xFFFFFFFF
_PKCS1 = 2
_SHA256, _HASH_VALUE = 0x800C, 2
_FLAGS_OF_PIN_BOX = 0
"""No NCRYPT_SILENT_FLAG: the box is wanted."""


class CertContext(ctypes.Structure):
    """CERT_CONTEXT of wincrypt.h."""

    _fields_ = (
        ("dwCertEncodingType", c_uint32), ("pbCertEncoded", c_void_p), ("cbCertEncoded", c_uint32),
        ("pCertInfo", c_void_p), ("hCertStore", c_void_p),
    )  # fmt: skip


class Pkcs1Padding(ctypes.Structure):
    """BCRYPT_PKCS1_PADDING_INFO of bcrypt.h."""

    _fields_ = (("pszAlgId", c_wchar_p),)


_Context = POINTER(CertContext)
_Signature = tuple[Any, tuple[Any, ...]]

CALLS: dict[str, dict[str, _Signature]] = {
    "crypt32": {
        "CertOpenStore": (c_void_p, (c_void_p, c_uint32, c_void_p, c_uint32, c_wchar_p)),
        "CertEnumCertificatesInStore": (_Context, (c_void_p, _Context)),
        "CertGetCertificateContextProperty": (c_int32, (_Context, c_uint32, c_void_p, POINTER(c_uint32))),
        "CertFreeCertificateContext": (c_int32, (_Context,)),
        "CertCloseStore": (c_int32, (c_void_p, c_uint32)),
        "CryptAcquireCertificatePrivateKey": (
            c_int32, (_Context, c_uint32, c_void_p, POINTER(c_void_p), POINTER(c_uint32), POINTER(c_int32)),
        ),
    },
    "ncrypt": {
        "NCryptSignHash": (
            c_int32, (c_void_p, c_void_p, c_void_p, c_uint32, c_void_p, c_uint32, POINTER(c_uint32), c_uint32),
        ),
        "NCryptFreeObject": (c_int32, (c_void_p,)),
    },
    "advapi32": {
        "CryptCreateHash": (c_int32, (c_void_p, c_uint32, c_void_p, c_uint32, POINTER(c_void_p))),
        "CryptSetHashParam": (c_int32, (c_void_p, c_uint32, c_void_p, c_uint32)),
        "CryptSignHashW": (c_int32, (c_void_p, c_uint32, c_wchar_p, c_uint32, c_void_p, POINTER(c_uint32))),
        "CryptDestroyHash": (c_int32, (c_void_p,)),
        "CryptReleaseContext": (c_int32, (c_void_p, c_uint32)),
    },
}  # fmt: skip
"""What is called, with the types of its answer and its arguments; BOOL and SECURITY_STATUS are 32 bits wide."""

_MEANINGS: dict[int, type[SigningError]] = {
    0x8010006B: PinWrong,  # SCARD_W_WRONG_CHV
    0x8010006C: PinLocked,  # SCARD_W_CHV_BLOCKED
    0x8010006E: PinCancelled,  # SCARD_W_CANCELLED_BY_USER
    0x80090036: PinCancelled,  # NTE_USER_CANCELLED
    0x800704C7: PinCancelled,  # ERROR_CANCELLED
    0x000004C7: PinCancelled,  # the same, as GetLastError tells it
    0x80100069: TokenRemoved,  # SCARD_W_REMOVED_CARD
    0x80100068: TokenRemoved,  # SCARD_W_RESET_CARD
    0x80090030: TokenRemoved,  # NTE_DEVICE_NOT_READY
    0x8010000C: TokenAbsent,  # SCARD_E_NO_SMARTCARD
    0x8010002E: TokenAbsent,  # SCARD_E_NO_READERS_AVAILABLE
    0x80100017: TokenAbsent,  # SCARD_E_READER_UNAVAILABLE
    0x80090016: CertificateAbsent,  # NTE_BAD_KEYSET
    0x8009000D: CertificateAbsent,  # NTE_NO_KEY
    0x80092004: CertificateAbsent,  # CRYPT_E_NOT_FOUND
    0x8009200B: CertificateAbsent,  # CRYPT_E_NO_KEY_PROPERTY
}


@dataclass(frozen=True, slots=True)
class Windows:
    """The functions of Windows that are called, by their names; `last_error` is that of the calling thread."""

    calls: Mapping[str, Callable[..., Any]]
    last_error: Callable[[], int]


def windows() -> Windows:
    """Return the functions of this machine.

    Raises:
        DriverMissing: it does not run Windows.
    """
    if sys.platform == "win32":
        found: dict[str, Callable[..., Any]] = {}
        for library, calls in CALLS.items():
            loaded = ctypes.WinDLL(library, use_last_error=True)
            for name, (answer, arguments) in calls.items():
                call = getattr(loaded, name)
                call.restype, call.argtypes = answer, arguments
                found[name] = call
        return Windows(found, ctypes.get_last_error)
    raise DriverMissing(file="crypt32.dll")


def certificates(system: Windows | None = None) -> list[tuple[Certificate, tuple[bytes, ...]]]:
    """List the person's certificates that have a private key, each with those above it as far as Windows holds them.

    Raises:
        DriverMissing: this machine does not run Windows. DriverBroken: the store does not open.
    """
    found = system or windows()
    own = [der for der, _ in _usable(found)]
    known = [*own, *(der for name in STORES[1:] for der in _everything(found, name))]
    return [(read_certificate(der), chain_above(der, known)) for der in own]


def sign(certificate: str, data: bytes, system: Windows | None = None) -> bytes:
    """Sign with the key of a certificate (its SHA-256): RSA PKCS#1 v1.5 with SHA-256, or ECDSA with SHA-256 as DER.

    Windows asks for the PIN when its driver wants one; this waits until the person has typed it.

    Raises:
        CertificateAbsent, PinWrong, PinLocked, PinCancelled, TokenRemoved, TokenAbsent, DriverBroken, DriverMissing.
    """
    found = system or windows()
    for der, context in _usable(found):
        if hashlib.sha256(der).hexdigest() == certificate:
            with _key(found, context) as (handle, kind):
                digest = hashlib.sha256(data).digest()
                if kind != _NCRYPT_KEY:
                    return _signed_by_provider(found, handle, kind, digest)
                return _signed(found, handle, digest, read_certificate(der).kind)
    raise CertificateAbsent


# -- the store --------------------------------------------------------------------------------------------------------


def _usable(found: Windows) -> Iterator[tuple[bytes, Any]]:
    for der, context in _all(found, STORES[0]):
        size = c_uint32()
        keyed = found.calls["CertGetCertificateContextProperty"](context, _PROVIDER_INFO, None, byref(size))
        if keyed and not is_authority(der) and _kind(der) in ("rsa", "ec"):
            yield der, context


def _kind(der: bytes) -> str:
    try:
        return read_certificate(der).kind
    except CertificateAbsent:
        return ""


def _everything(found: Windows, store: str) -> list[bytes]:
    try:
        return [der for der, _ in _all(found, store)]
    except DriverBroken:
        return []  # these only help to find the way up; the office has certificates of its own for it


def _all(found: Windows, store: str) -> Iterator[tuple[bytes, Any]]:
    """Yield the certificates of a store, each with what Windows knows it by until the next is asked for."""
    handle = found.calls["CertOpenStore"](_SYSTEM_STORE, 0, None, _IN_MEMORY_OF_USER, store)
    if not handle:
        raise DriverBroken(why=f"{found.last_error() & 0xFFFFFFFF:08x}")
    context: Any = None
    try:
        while True:
            context = found.calls["CertEnumCertificatesInStore"](handle, context)  # it frees the one before
            if not context:
                return
            held = context.contents
            yield ctypes.string_at(held.pbCertEncoded, held.cbCertEncoded), context
    finally:
        if context:
            found.calls["CertFreeCertificateContext"](context)
        found.calls["CertCloseStore"](handle, 0)


# -- keys -------------------------------------------------------------------------------------------------------------


@contextmanager
def _key(found: Windows, context: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401 -- a pointer of ctypes
    """Hold the private key of a certificate: its handle, and what kind of a handle that is."""
    handle, kind, ours = c_void_p(), c_uint32(), c_int32()
    got = found.calls["CryptAcquireCertificatePrivateKey"](
        context, _PREFER_NCRYPT, None, byref(handle), byref(kind), byref(ours)
    )
    if not got or handle.value is None:
        raise _fault(found.last_error())
    try:
        yield handle.value, kind.value
    finally:
        if ours.value and kind.value == _NCRYPT_KEY:
            found.calls["NCryptFreeObject"](handle.value)
        elif ours.value:
            found.calls["CryptReleaseContext"](handle.value, 0)


def _signed(found: Windows, handle: int, digest: bytes, kind: str) -> bytes:
    """Have a key of CNG sign; ECDSA answers with its two numbers side by side."""
    padding = Pkcs1Padding("SHA256")
    how, flags = (byref(padding), _PKCS1) if kind == "rsa" else (None, 0)
    given, size = ctypes.create_string_buffer(digest, len(digest)), c_uint32()

    def ask(room: Any, length: int) -> None:  # noqa: ANN401 -- a buffer of ctypes, or None
        status = found.calls["NCryptSignHash"](
            handle, how, given, len(digest), room, length, byref(size), flags | _FLAGS_OF_PIN_BOX
        )
        if status:
            raise _fault(status)

    ask(None, 0)
    value = ctypes.create_string_buffer(size.value)
    ask(value, size.value)
    made = value.raw[: size.value]
    return made if kind == "rsa" else _as_der(made)


def _as_der(numbers: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    half = len(numbers) // 2
    return encode_dss_signature(int.from_bytes(numbers[:half], "big"), int.from_bytes(numbers[half:], "big"))


def _signed_by_provider(found: Windows, handle: int, kind: int, digest: bytes) -> bytes:
    """Have a key of an old provider (CSP) sign; it answers with the last byte first."""
    hashed, size = c_void_p(), c_uint32()
    _must(found, found.calls["CryptCreateHash"](handle, _SHA256, None, 0, byref(hashed)))
    try:
        given = ctypes.create_string_buffer(digest, len(digest))
        _must(found, found.calls["CryptSetHashParam"](hashed, _HASH_VALUE, given, 0))
        _must(found, found.calls["CryptSignHashW"](hashed, kind, None, 0, None, byref(size)))
        value = ctypes.create_string_buffer(size.value)
        _must(found, found.calls["CryptSignHashW"](hashed, kind, None, 0, value, byref(size)))
        return value.raw[: size.value][::-1]
    finally:
        found.calls["CryptDestroyHash"](hashed)


def _must(found: Windows, done: int) -> None:
    if not done:
        raise _fault(found.last_error())


def _fault(status: int) -> SigningError:
    """Return the fault that a status of Windows stands for; one that is not known is the driver's, with its number."""
    number = status & 0xFFFFFFFF
    kind = _MEANINGS.get(number)
    if kind is TokenAbsent:
        return TokenAbsent(name="Windows")
    return kind() if kind is not None else DriverBroken(why=f"{number:08x}")
