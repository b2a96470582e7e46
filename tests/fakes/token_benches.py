"""Tokens under test: SoftHSM's own, and one that lies as real ones do; each in its own process as in the product."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from desk.rehearsal.soft_tokens import soft_module
from desk.sign.keys import ProcessKeys
from signing.values import Certificate
from tests.fakes.authority import Pki
from tests.fakes.simulated_token import SimulatedToken, main

PIN, SEAL_PIN, WRONG = "73519046", "86420975", "11111111"
DATA = b"what is signed" * 100
HANG_S = 3.0
"""How long an operation of the simulated token may take."""


@dataclass
class Bench:
    """Tokens under test, and the hand that holds them."""

    name: str
    keys: ProcessKeys
    pki: Pki
    folder: Path
    simulated: SimulatedToken | None = None

    @property
    def serial(self) -> str:
        """Return the serial of the token that the officer's certificates lie on."""
        return next(token.serial for token in self.keys.tokens() if token.label in ("CanBo", "Token nói dối"))

    def certificate(self, name: str = "officer") -> str:
        return self.pki.certificate(name).sha256

    def pull(self) -> None:
        if self.simulated is not None:
            self.simulated.pull()
        else:
            self.folder.rename(self.folder.with_name("pulled"))
            self.folder.mkdir()

    def plug(self) -> None:
        if self.simulated is not None:
            self.simulated.plug()
        else:
            self.folder.rmdir()
            self.folder.with_name("pulled").rename(self.folder)


def good(certificate: Certificate, signature: bytes, data: bytes = DATA) -> bool:
    """Verify a signature with the certificate alone."""
    key = x509.load_der_x509_certificate(certificate.der).public_key()
    if isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, data, padding.PKCS1v15(), SHA256())
    else:
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(signature, data, ec.ECDSA(SHA256()))
    return True


def soft_tokens(pki: Pki, folder: Path) -> Path:
    """Make three soft tokens in a folder, to be copied for each test."""
    folder.mkdir()
    pki.tokens(
        folder / "tokens", ("CanBo", PIN, "officer"), ("CanBoEC", PIN, "officer-ec"), ("ConDau", SEAL_PIN, "seal")
    )
    return folder / "tokens"


@contextmanager
def soft_bench(pki: Pki, made: Path, folder: Path) -> Iterator[Bench]:
    """Copy soft tokens and hold them."""
    shutil.copytree(made, folder / "soft" / "tokens")
    keys = ProcessKeys([soft_module(folder / "soft" / "tokens")])
    yield Bench("soft", keys, pki, folder / "soft" / "tokens")
    keys.close()


@contextmanager
def simulated_bench(pki: Pki, folder: Path) -> Iterator[Bench]:
    """Hold a simulated token with three keys, and with certificates that have none."""
    token = SimulatedToken(folder / "sim")
    token.hold(pki, PIN, "officer", "officer-ec", "officer-expired", keyless=("interm", "root", "seal"))
    keys = ProcessKeys([token.module], wall_s=HANG_S, main=main)
    yield Bench("simulated", keys, pki, folder / "sim", token)
    keys.close()
