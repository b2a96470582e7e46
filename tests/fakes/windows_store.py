"""The calls of Windows that the certificate store needs, as C functions of the same types over keys in memory.

What the product calls is called through ctypes with the product's own declarations, so that a wrong width, order or
pointer shows here as it would there. What Windows itself does is told from its documentation.
"""

import ctypes
import re
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_uint8, cast
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from signing.cng import CALLS, CertContext, Pkcs1Padding, Windows
from tests.fakes.authority import FileKey

Pointer = Any
"""Of ctypes, which names no types for these."""

NCRYPT, EXCHANGE = 0xFFFFFFFF, 1
NOT_FOUND, BAD_KEYSET = 0x80092004, 0x80090016


@dataclass
class WindowsStore:
    """A person's store, and what goes wrong in it.

    Attributes:
        mine: Certificates with their keys; `old` names those whose driver is of before CNG.
        above: Certificates of issuers in the other stores.
        status: What signing answers, 0 = well.
        opens: The store opens.
        open: Handles given and not taken back, by kind.
        boxes: How often Windows would have shown the PIN box.
    """

    mine: list[FileKey]
    above: list[bytes] = field(default_factory=list)
    keyless: list[bytes] = field(default_factory=list)
    old: bool = False
    status: int = 0
    opens: bool = True
    caches: bool = False
    open: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("store", "context", "key", "provider", "hash"), 0)
    )
    boxes: int = 0
    error: int = 0

    def __post_init__(self) -> None:
        self._held: list[object] = []
        self._contexts: dict[int, bytes] = {}
        self._hash = b""
        self._stores = {1001: [*self.keyless, *(key.certificate.der for key in self.mine)], 1002: self.above, 1003: []}

    @property
    def windows(self) -> Windows:
        """Return the calls, as pointers to C functions."""
        made: dict[str, Callable[..., Any]] = {}
        for calls in CALLS.values():
            for name, (answer, arguments) in calls.items():
                # A callback cannot answer with a typed pointer; it answers with the address, which is the same.
                plain = ctypes.c_void_p if answer is POINTER(CertContext) else answer
                pointer = CFUNCTYPE(plain, *arguments)(getattr(self, _named(name)))
                self._held.append(pointer)
                made[name] = self._typed(pointer, answer, arguments)
        return Windows(made, lambda: self.error)

    def _typed(self, pointer: Pointer, answer: Pointer, arguments: Pointer) -> Callable[..., Any]:
        return CFUNCTYPE(answer, *arguments)(cast(pointer, ctypes.c_void_p).value or 0)

    # -- crypt32 ------------------------------------------------------------------------------------------------------

    def cert_open_store(self, provider: int, encoding: int, _old: object, flags: int, name: str) -> int:
        assert (provider, encoding, flags) == (10, 0, 0x1C000)
        if not self.opens:
            self.error = 5
            return 0
        self.open["store"] += 1
        return {"MY": 1001, "CA": 1002, "ROOT": 1003}[name]

    def cert_enum_certificates_in_store(self, store: int, before: Pointer) -> int:
        ders, place = self._stores[store], 0
        if before:
            address = ctypes.addressof(before.contents)
            place = ders.index(self._contexts[address]) + 1
            self.open["context"] -= 1
        if place == len(ders):
            self.error = NOT_FOUND
            return 0
        data = (c_uint8 * len(ders[place])).from_buffer_copy(ders[place])
        context = CertContext(1, ctypes.addressof(data), len(data), None, store)
        self._held += [data, context]
        self._contexts[ctypes.addressof(context)] = ders[place]
        self.open["context"] += 1
        return ctypes.addressof(context)

    def cert_get_certificate_context_property(self, context: Pointer, what: int, room: object, size: Pointer) -> int:
        assert (what, room) == (2, None)
        if self._key(context) is None:
            self.error = NOT_FOUND
            return 0
        size[0] = 64
        return 1

    def cert_free_certificate_context(self, context: Pointer) -> int:
        assert context
        self.open["context"] -= 1
        return 1

    def cert_close_store(self, store: int, flags: int) -> int:
        assert store in self._stores
        assert flags == 0
        self.open["store"] -= 1
        return 1

    def crypt_acquire_certificate_private_key(
        self,
        context: Pointer,
        flags: int,
        window: object,
        handle: Pointer,
        kind: Pointer,
        ours: Pointer,
    ) -> int:
        assert (flags, window) == (0x00020000, None)
        key = self._key(context)
        if key is None or self.status == BAD_KEYSET:
            self.error = BAD_KEYSET - (1 << 32)  # GetLastError is unsigned, ctypes tells it signed
            return 0
        handle[0] = 0x1_0000_0000 + self.mine.index(key)  # a handle is as wide as a pointer
        kind[0], ours[0] = (EXCHANGE if self.old else NCRYPT), not self.caches
        self.open["provider" if self.old else "key"] += not self.caches
        return 1

    def _key(self, context: Pointer) -> FileKey | None:
        der = self._contexts[ctypes.addressof(context.contents)]
        return next((key for key in self.mine if key.certificate.der == der), None)

    # -- ncrypt -------------------------------------------------------------------------------------------------------

    def ncrypt_sign_hash(self, *told: Pointer) -> int:
        handle, how, given, length, room, most, size, flags = told
        key = self.mine[handle - 0x1_0000_0000]
        digest = ctypes.string_at(given, length)
        if isinstance(key.private, rsa.RSAPrivateKey):
            assert flags == 2
            assert cast(how, POINTER(Pkcs1Padding)).contents.pszAlgId == "SHA256"
            value = key.private.sign(digest, padding.PKCS1v15(), Prehashed(SHA256()))
        else:
            assert (flags, how) == (0, None)
            one, other = decode_dss_signature(key.private.sign(digest, ec.ECDSA(Prehashed(SHA256()))))
            value = one.to_bytes(32, "big") + other.to_bytes(32, "big")
        return self._given(value, room, most, size)

    def _given(self, value: bytes, room: Pointer, most: int, size: Pointer) -> int:
        size[0] = len(value)
        if room is None:
            return 0
        self.boxes += 1
        if self.status:
            return self.status - (1 << 32)
        assert most == len(value)
        ctypes.memmove(room, value, len(value))
        return 0

    def ncrypt_free_object(self, handle: int) -> int:
        assert handle >= 0x1_0000_0000
        self.open["key"] -= 1
        return 0

    # -- advapi32 -----------------------------------------------------------------------------------------------------

    def crypt_create_hash(self, handle: int, algorithm: int, key: object, flags: int, made: Pointer) -> int:
        assert (algorithm, key, flags) == (0x800C, None, 0)
        self._provider = handle
        made[0] = 77
        self.open["hash"] += 1
        return 1

    def crypt_set_hash_param(self, hashed: int, what: int, given: int, flags: int) -> int:
        assert (hashed, what, flags) == (77, 2, 0)
        self._hash = ctypes.string_at(given, 32)
        return 1

    def crypt_sign_hash_w(
        self,
        hashed: int,
        kind: int,
        told: object,
        flags: int,
        room: Pointer,
        size: Pointer,
    ) -> int:
        assert (hashed, kind, told, flags) == (77, EXCHANGE, None, 0)
        key = self.mine[self._provider - 0x1_0000_0000]
        assert isinstance(key.private, rsa.RSAPrivateKey)
        value = key.private.sign(self._hash, padding.PKCS1v15(), Prehashed(SHA256()))[::-1]
        status = self._given(value, room, size[0], size)
        self.error = status
        return int(status == 0)

    def crypt_destroy_hash(self, hashed: int) -> int:
        assert hashed == 77
        self.open["hash"] -= 1
        return 1

    def crypt_release_context(self, handle: int, flags: int) -> int:
        assert handle >= 0x1_0000_0000
        assert flags == 0
        self.open["provider"] -= 1
        return 1


def _named(call: str) -> str:
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", call).lower()
