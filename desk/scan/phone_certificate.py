"""The certificate that encrypts what phones send (chứng thư của cửa điện thoại): made here, vouched for by no one.

A phone warns of it, as of any that no authority has signed; what tells that it is ours is its fingerprint, which stays
the same until it is renewed. What makes certificates is loaded when one is asked for: every office names this page when
it opens, and few open it.
"""

import contextlib
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509

FILE = "phone.pem"
"""Key and certificate in one file of the office's folder, for its owner alone; of this machine, so no backup has it."""

_LIFE = timedelta(days=397)
"""Phones refuse certificates that live longer than this."""

_RENEWED = timedelta(days=30)
_NAME = "Sao Y"


def own_certificate(file: Path, now_s: float | None = None) -> str:
    """Have key and certificate in a file, made or made anew when it ends within 30 days, and return its fingerprint.

    Args:
        file: PEM, mode 600.
        now_s: Seconds since 1970; None = now.

    Returns:
        SHA-256 of the certificate (DER), hexadecimal in pairs with colons.
    """
    from cryptography.hazmat.primitives import hashes

    now = datetime.fromtimestamp(time.time() if now_s is None else now_s, UTC)
    there = _sound(file)
    if there is None or there.not_valid_after_utc - now < _RENEWED or there.not_valid_before_utc > now:
        there = _make(file, now)
    return there.fingerprint(hashes.SHA256()).hex(":").upper()


def _sound(file: Path) -> "x509.Certificate | None":
    """Return the certificate of a file that holds its key too and that only its owner can read."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    with contextlib.suppress(OSError, ValueError, TypeError):
        data = file.read_bytes()
        there = x509.load_pem_x509_certificate(data)
        key = serialization.load_pem_private_key(data, None)
        shut = os.name == "nt" or not file.stat().st_mode & 0o077
        if shut and key.public_key() == there.public_key():
            return there
    return None


def _make(file: Path, now: datetime) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("saoy.local")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(secret + made.public_bytes(serialization.Encoding.PEM))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
    return made
