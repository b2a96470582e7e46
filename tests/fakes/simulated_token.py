"""A token that lies as real ones do: it locks, is pulled out, hangs, and takes its driver down.

It stands where python-pkcs11 stands, in the child alone; what it does is written in a folder that the test and every
child look at. SoftHSM can do none of this.
"""

import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pkcs11
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag, exceptions
from pkcs11.exceptions import PKCS11Error

from desk.jobs import Limits
from desk.jobs.child import serve
from signing.values import Module
from tests.fakes.authority import Pki

TRIES = 3


class SimulatedToken:
    """The token as a test holds it in its hand.

    Attributes:
        folder: Where its state lies; also the path of its module.
    """

    def __init__(self, folder: Path, serial: str = "SIM0001") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._write(
            {
                "serial": serial, "pin": "", "left": TRIES, "plugged": True, "set": True, "objects": [], "sent": [],
                "does": {}, "plug": 0, "hides": True, "hashes": True, "marked": True,
                "tells": True,
            }
        )  # fmt: skip

    @property
    def module(self) -> Module:
        return Module(str(self.folder))

    def hold(self, pki: Pki, pin: str, *names: str, keyless: tuple[str, ...] = ()) -> "SimulatedToken":
        """Put keys and certificates on it, and the certificates of others that have no key here."""
        told = [(name, pki.der(name).hex(), pki.pkcs8(name).hex()) for name in names]
        told += [(name, pki.der(name).hex(), "") for name in keyless]
        return self.set(pin=pin, objects=told)

    def set(self, **facts: object) -> "SimulatedToken":
        """Change its state: left, plugged, set, hides (private keys before the PIN), hashes (does SHA-256 itself),
        marked (its keys have CKA_ID), tells (its flags say how many tries are left)."""
        self._write(self.state | facts)
        return self

    def does(self, call: str, deed: str) -> "SimulatedToken":
        """Have a call ("load", "slots", "login", "sign", "find") "hang", "crash" or raise an exception by its name."""
        return self.set(does=self.state["does"] | {call: deed})

    def pull(self) -> None:
        """Pull it out."""
        self.set(plugged=False)

    def plug(self) -> None:
        """Plug it in again: every session from before is over."""
        self.set(plugged=True, plug=self.state["plug"] + 1)

    @property
    def sent(self) -> list[bool]:
        """Return for each PIN that ever reached the token whether it was right."""
        return list(self.state["sent"])

    @property
    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "state.json").read_text("utf-8"))
        return found

    def _write(self, state: dict[str, Any]) -> None:
        part = self.folder / f"state.{os.getpid()}"
        part.write_text(json.dumps(state), "utf-8")
        part.replace(self.folder / "state.json")


def main(pipe: Connection, limits: Limits, parent: int) -> None:
    """Serve as the real child does, with this token in the place of the library."""
    pkcs11.lib = _Library  # type: ignore[misc, assignment]  # that is the point
    serve(pipe, limits, parent)


class _Library:
    def __init__(self, path: str) -> None:
        self.folder = Path(path)
        if not (self.folder / "state.json").is_file():
            raise PKCS11Error("OS exception while loading")
        self.act("load")

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "state.json").read_text("utf-8"))
        return found

    def tell(self, **facts: object) -> None:
        part = self.folder / f"state.{os.getpid()}"
        part.write_text(json.dumps(self.told | facts), "utf-8")
        part.replace(self.folder / "state.json")

    def act(self, call: str) -> None:
        deed = self.told["does"].get(call)
        if deed == "hang":
            time.sleep(600)
        elif deed == "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif deed == "pulled":
            self.tell(plugged=False)
            raise exceptions.GeneralError  # many drivers know no better word for it
        elif deed:
            raise getattr(exceptions, deed)

    def get_slots(self, *, token_present: bool = False) -> list["_Slot"]:
        self.act("slots")
        return [_Slot(self)] if self.told["plugged"] or not token_present else []


@dataclass
class _Slot:
    library: _Library

    def get_token(self) -> "_Token":
        if not self.library.told["plugged"]:
            raise exceptions.TokenNotPresent
        return _Token(self.library)


class _Token:
    label, manufacturer_id, model = "Token nói dối", "Sao Y", "Mô phỏng"

    def __init__(self, library: _Library) -> None:
        self.library, told = library, library.told
        self.serial = told["serial"].encode().ljust(16)
        flags = TokenFlag.TOKEN_INITIALIZED | TokenFlag.LOGIN_REQUIRED
        flags |= TokenFlag.USER_PIN_INITIALIZED if told["set"] else TokenFlag(0)
        left = told["left"] if told["tells"] else TRIES
        flags |= TokenFlag.USER_PIN_COUNT_LOW if left < TRIES else TokenFlag(0)
        flags |= TokenFlag.USER_PIN_FINAL_TRY if left == 1 else TokenFlag(0)
        flags |= TokenFlag.USER_PIN_LOCKED if left == 0 else TokenFlag(0)
        self.flags = flags

    def open(self, user_pin: str | None = None) -> "_Session":
        if user_pin is not None:
            self.library.act("login")
            self._check(user_pin)
        return _Session(self.library, logged_in=user_pin is not None)

    def _check(self, pin: str) -> None:
        told = self.library.told
        right = pin == told["pin"]
        self.library.tell(sent=[*told["sent"], right])
        if told["left"] == 0:
            raise exceptions.PinLocked
        if not right:
            self.library.tell(left=told["left"] - 1)
            raise exceptions.PinLocked if told["left"] == 1 else exceptions.PinIncorrect
        self.library.tell(left=TRIES)


class _Session:
    def __init__(self, library: _Library, *, logged_in: bool) -> None:
        self.library, self.logged_in = library, logged_in
        self.plug = library.told["plug"]

    def __enter__(self) -> "_Session":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.alive()

    def alive(self) -> None:
        told = self.library.told
        if not told["plugged"]:
            raise exceptions.DeviceRemoved
        if told["plug"] != self.plug:
            raise exceptions.SessionHandleInvalid

    def get_objects(self, wanted: dict[Attribute, Any]) -> Iterator[Any]:
        self.alive()
        self.library.act("find")
        told = self.library.told
        for name, certificate, key in told["objects"]:
            kind = wanted[Attribute.CLASS]
            if kind == ObjectClass.CERTIFICATE:
                yield {Attribute.VALUE: bytes.fromhex(certificate), Attribute.ID: name.encode()}
            elif kind == ObjectClass.PUBLIC_KEY and key and told["marked"]:
                yield {Attribute.ID: name.encode()}
            elif kind == ObjectClass.PRIVATE_KEY and key and (self.logged_in or not told["hides"]):
                yield _Key(self, bytes.fromhex(key), name.encode() if told["marked"] else b"")


class _Key:
    def __init__(self, session: _Session, pkcs8: bytes, mark: bytes) -> None:
        self.session, self.mark = session, mark
        self.private = load_der_private_key(pkcs8, None)

    @property
    def key_type(self) -> KeyType:
        return KeyType.RSA if isinstance(self.private, rsa.RSAPrivateKey) else KeyType.EC

    def __getitem__(self, name: Attribute) -> bytes:
        if name == Attribute.ID:
            return self.mark
        if name == Attribute.MODULUS and isinstance(self.private, rsa.RSAPrivateKey):
            modulus = self.private.public_key().public_numbers().n
            return modulus.to_bytes((modulus.bit_length() + 7) // 8, "big")
        raise exceptions.AttributeTypeInvalid

    def sign(self, data: bytes, mechanism: Mechanism) -> bytes:
        self.session.alive()
        self.session.library.act("sign")
        if not self.session.logged_in:
            raise exceptions.UserNotLoggedIn
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self._rsa(self.private, data, mechanism)
        assert isinstance(self.private, ec.EllipticCurvePrivateKey)
        assert mechanism == Mechanism.ECDSA
        one, other = decode_dss_signature(self.private.sign(data, ec.ECDSA(Prehashed(SHA256()))))
        return one.to_bytes(32, "big") + other.to_bytes(32, "big")

    def _rsa(self, private: rsa.RSAPrivateKey, data: bytes, mechanism: Mechanism) -> bytes:
        if mechanism == Mechanism.RSA_PKCS:
            return private.sign(data[-32:], padding.PKCS1v15(), Prehashed(SHA256()))
        if not self.session.library.told["hashes"]:
            raise exceptions.MechanismInvalid
        return private.sign(data, padding.PKCS1v15(), SHA256())
