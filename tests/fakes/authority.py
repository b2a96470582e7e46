"""A certificate authority for tests: the rehearsal's own, with certificates that fail in each known way."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from desk.rehearsal.authority import FOLDER, Authority, certificate, load_architecture, make_authority
from desk.rehearsal.soft_tokens import SoftToken, make_tokens, soft_module
from desk.settings import TRUST
from signing.certificate import read_certificate
from signing.services import Services, Trust
from signing.values import Certificate, Module

FOUNDED = datetime.now(UTC) - timedelta(days=400)
"""Long enough ago for what was revoked since to stand in the newest list of revoked certificates."""

FAILING = (
    "officer-expired", "officer-notyet", "officer-revoked", "officer-hold", "officer-wrongku", "officer-dsonly",
    "officer-norev",
)  # fmt: skip
"""Certificates of the officer that fail, each for the reason in its name: wrong key usage, only digitalSignature,
without addresses for its state. `stranger` is good, but under a root that nobody trusts."""

ELLIPTIC = ("officer-ec", "seal-ec")


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key in memory with its certificate: what a token does, without a token."""

    certificate: Certificate
    chain: tuple[bytes, ...]
    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

    def sign(self, data: bytes) -> bytes:
        """Sign with SHA-256."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, padding.PKCS1v15(), SHA256())
        return self.private.sign(data, ec.ECDSA(SHA256()))


class Pki:
    """The authority of a folder: its services, its certificates by name, and their keys.

    Attributes:
        home: A folder that can be taken for an office's: with `authority` and `trust` in it.
        authority: The rehearsal's authority, with its two tokens.
    """

    def __init__(self, home: Path) -> None:
        self.home, self.authority = home, Authority(home)
        self._known = load_architecture(home / FOLDER)

    def services(self) -> Services:
        """Return the services, running."""
        return self.authority.services()

    @property
    def trust(self) -> Trust:
        """Return the trusted root and the issuer under it."""
        return Trust((self.der("root"),), (self.der("interm"),))

    def der(self, name: str) -> bytes:
        """Return a certificate's DER."""
        return certificate(self._known, name)

    def certificate(self, name: str) -> Certificate:
        """Return a certificate as tokens show it."""
        return read_certificate(self.der(name))

    def key(self, name: str) -> FileKey:
        """Return a key in memory."""
        private = load_pem_private_key((self.home / FOLDER / "keys" / f"{key_of(name)}.pem").read_bytes(), None)
        assert isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
        above = "other" if name == "stranger" else "interm"
        return FileKey(self.certificate(name), (self.der(above),), private)

    def pkcs8(self, name: str) -> bytes:
        """Return a private key as tokens are given it."""
        return self.key(name).private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def tokens(self, folder: Path, *tokens: tuple[str, str, str]) -> Module:
        """Make soft tokens (label, PIN, name of the certificate) in a folder and return their driver."""
        make_tokens(folder, [SoftToken(label, pin, self.pkcs8(n), self.der(n), n) for label, pin, n in tokens])
        return soft_module(folder)

    @contextmanager
    def silent(self, *services: str) -> Iterator[None]:
        """Keep services ("tsa", "ocsp", "crls", "certs") from answering, in every process on this folder."""
        self.authority.silence(*services)
        try:
            yield
        finally:
            self.authority.speak(services)

    def close(self) -> None:
        """Stop the services."""
        self.authority.close()


def key_of(name: str) -> str:
    """Return which key a certificate is for: those that fail are for the officer's own."""
    return "officer" if name in FAILING else name


def make_pki(home: Path) -> Pki:
    """Make an authority in a folder, founded 400 days ago, with the certificates that fail."""
    home.mkdir(parents=True, exist_ok=True)
    make_authority(home, FOUNDED)
    folder = home / FOLDER
    for name in ("other", "stranger"):
        _write_key(folder, name, rsa.generate_private_key(65537, 2048))
    for name in ELLIPTIC:
        _write_key(folder, name, ec.generate_private_key(ec.SECP256R1()))
    file = folder / "authority.yml"
    told = _with_failures(yaml.safe_load(file.read_text("utf-8")))
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    return Pki(home)


def copied_pki(source: Pki, home: Path) -> Pki:
    """Copy an authority with its tokens and its trusted roots to another folder."""
    for part in (FOLDER, TRUST):
        shutil.copytree(source.home / part, home / part)
    return Pki(home)


def _write_key(folder: Path, name: str, key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> None:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "keys" / f"{name}.pem").write_bytes(pem)


def _with_failures(told: dict[str, Any]) -> dict[str, Any]:
    """Add keys, names and certificates to the description of the rehearsal's authority."""
    arch = told["pki-architectures"]["saoy"]
    for name in ("other", "stranger", *ELLIPTIC):
        told["keysets"]["saoy"]["keys"][name] = {"path": f"{name}.pem"}
    arch["entities"] |= {
        "other": {"common-name": "Gốc không ai tin"}, "stranger": arch["entities"]["officer"],
        **{name: arch["entities"][name.removesuffix("-ec")] for name in ELLIPTIC},
    }  # fmt: skip
    certs = arch["certs"]
    begins, ends = FOUNDED.isoformat(), (FOUNDED + timedelta(days=3000)).isoformat()
    certs["other"] = certs["root"] | {"subject": "other", "issuer": "other"}
    certs["stranger"] = certs["officer"] | {"subject": "stranger", "issuer": "other"}
    certs |= {name: certs["officer"] | {"subject": name} for name in ELLIPTIC}
    past = (FOUNDED + timedelta(days=200)).isoformat()
    coming = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    for name, more in {
        "officer-expired": {"validity": {"valid-from": begins, "valid-to": past}},
        "officer-notyet": {"validity": {"valid-from": coming, "valid-to": ends}},
        "officer-revoked": {"revocation": {"revoked-since": past, "reason": "key_compromise"}},
        "officer-hold": {"revocation": {"revoked-since": past, "reason": "certificate_hold"}},
        "officer-wrongku": {"extensions": _extensions(certs, ["key_encipherment"])},
        "officer-dsonly": {"extensions": _extensions(certs, ["digital_signature"])},
        "officer-norev": {"extensions": _extensions(certs)[:1]},
    }.items():
        certs[name] = certs["officer"] | {"subject": "officer", "subject-key": "officer"} | more
    return told


def _extensions(certs: dict[str, Any], usage: Sequence[str] = ("digital_signature", "non_repudiation")) -> list[Any]:
    first, *others = certs["officer"]["extensions"]
    return [first | {"smart-value": {"schema": "key-usage", "params": list(usage)}}, *others]
