"""The rehearsal's tokens (USB ký số diễn tập): SoftHSM's files inside the folder of an office."""

import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.errors import SoftTokenMissing
from desk.jobs import call_limited, run_program
from desk.work.packs import read_toml
from signing.values import Module

_CONF = "softhsm2.conf"
_LOCK = "tokens.lock"
_VARIABLE = "SOFTHSM2_CONF"
_TOOL = "softhsm2-util"
_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class SoftToken:
    """A token to be made.

    Attributes:
        key: PKCS#8 DER of the private key.
        certificate: DER.
        name: Label of both on the token.
    """

    label: str
    pin: str
    key: bytes
    certificate: bytes
    name: str


def library() -> Path | None:
    """Return SoftHSM's library on this machine, or None."""
    places = [Path(place) for place in read_toml("tokens.toml")["softhsm"]["paths"]]
    return next((place for place in places if place.is_file()), None)


def soft_module(folder: Path) -> Module:
    """Return the driver of the tokens in a folder, its settings written anew for where the folder lies now.

    Raises:
        SoftTokenMissing: SoftHSM is not installed, or no tokens were made.
    """
    so = library()
    if so is None or not folder.is_dir():
        raise SoftTokenMissing
    text = f"directories.tokendir = {folder.resolve()}\nobjectstore.backend = file\nlog.level = ERROR\n"
    conf = folder.with_name(_CONF)
    if not conf.is_file() or conf.read_text("utf-8") != text:
        part = conf.with_name(f"{_CONF}.{secrets.token_hex(4)}")
        part.write_text(text, "utf-8")
        part.replace(conf)
    # A login writes to the token's file, and another process that reads it just then finds no token.
    return Module(str(so), ((_VARIABLE, str(conf.resolve())),), lock=str(folder.resolve().with_name(_LOCK)))


def make_tokens(folder: Path, tokens: Sequence[SoftToken]) -> None:
    """Make tokens with a key and its certificate each.

    Raises:
        SoftTokenMissing: SoftHSM or its tool is not installed, or it refuses.
    """
    tool = shutil.which(_TOOL)
    if library() is None or tool is None:
        raise SoftTokenMissing
    folder.mkdir()
    module = soft_module(folder)
    for token in tokens:
        words = [
            tool, "--init-token", "--free", "--label", token.label, "--so-pin", token.pin[::-1], "--pin", token.pin,
        ]
        if run_program(words, _TIMEOUT_S, dict(module.environment)).code:
            raise SoftTokenMissing
    call_limited(_fill, module, list(tokens))


def _fill(module: Module, tokens: Sequence[SoftToken]) -> None:
    """Put keys and certificates on their tokens, in a child: the library keeps its settings for as long as it runs."""
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    os.environ.update(module.environment)
    driver = pkcs11.lib(module.path)
    for token in tokens:
        known = {
            pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: token.name, pkcs11.Attribute.ID: token.name.encode(),
        }
        private, public = _halves(token.key)
        shown = known | {pkcs11.Attribute.PRIVATE: False}
        kept = known | {pkcs11.Attribute.PRIVATE: True, pkcs11.Attribute.SENSITIVE: True}
        with driver.get_token(token_label=token.label).open(rw=True, user_pin=token.pin) as session:
            session.create_object(private | kept | {pkcs11.Attribute.EXTRACTABLE: False, pkcs11.Attribute.SIGN: True})
            session.create_object(public | shown)
            session.create_object(decode_x509_certificate(token.certificate) | shown)


def _halves(pkcs8: bytes) -> tuple[dict[Any, Any], dict[Any, Any]]:
    """Return private and public key as what PKCS#11 asks to be told of them."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
        load_der_private_key,
    )
    from pkcs11.util import ec, rsa

    key = load_der_private_key(pkcs8, None)
    private = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    if isinstance(key, RSAPrivateKey):
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1)
        return rsa.decode_rsa_private_key(private), rsa.decode_rsa_public_key(public)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return ec.decode_ec_private_key(private), ec.decode_ec_public_key(public)
