"""The key a signature is made with (khóa ký): a token's, or a file's in tests."""

from typing import Protocol

from signing.values import Certificate


class SigningKey(Protocol):
    """One private key with its certificate.

    Attributes:
        certificate: The signer's own.
        chain: DER of the certificates above it, as far as they are known.
    """

    certificate: Certificate
    chain: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """Sign bytes: RSA PKCS#1 v1.5 with SHA-256, or ECDSA with SHA-256 as DER (RFC 5753).

        Raises:
            TokenRemoved, TokenAbsent, NotSignedIn, DriverBroken, CertificateAbsent.
        """
