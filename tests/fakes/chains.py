"""Chains of certificates made by hand, for what no authority's own program would issue, and files signed on them."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import cms, crl, keys  # type: ignore[import-untyped]  # the library ships no types
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.cover import covers_in
from signing.services import Trust

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Link:
    """One certificate with its key."""

    cert: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.cert.public_bytes(Encoding.DER)


def link(name: str, above: Link | None = None, *, days: int = 3650, signs: bool = False) -> Link:
    """Make a certificate that began 30 days ago and ends in `days`; `above` None = it issues itself."""
    key = rsa.generate_private_key(65537, 2048)
    named, now = _named(name), datetime.now(UTC)
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
         "decipher_only"), False,
    )  # fmt: skip
    usage |= {
        "digital_signature": signs,
        "content_commitment": signs,
        "key_cert_sign": not signs,
        "crl_sign": not signs,
    }
    made = (
        x509.CertificateBuilder().subject_name(named).issuer_name(above.cert.subject if above else named)
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - 30 * DAY).not_valid_after(now + days * DAY)
        .add_extension(x509.BasicConstraints(ca=not signs, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(above.key if above else key, hashes.SHA256())
    )  # fmt: skip
    return Link(made, key)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def revoking(issuer: Link, *revoked: Link) -> Any:  # noqa: ANN401 -- asn1crypto's, which has no types
    """Return a revocation list of an issuer, of now."""
    now = datetime.now(UTC)
    made = x509.CertificateRevocationListBuilder().issuer_name(issuer.cert.subject)
    made = made.last_update(now - DAY).next_update(now + 30 * DAY)
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.cert.serial_number).revocation_date(now - 2 * DAY)
        made = made.add_revoked_certificate(entry.build())
    return crl.CertificateList.load(made.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER))


def signed_on(pdf: bytes, signer: Link, *above: Link, digest: str = "sha256") -> bytes:
    """Sign a file with the last certificate of a chain, without any time stamp."""
    secret = signer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's has none
    store.register_multiple([asn1_x509.Certificate.load(one.der) for one in (signer, *above)])
    who = SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(signer.der),
        signing_key=keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )
    meta = PdfSignatureMetadata("Ky1", digest, subfilter=SigSeedSubFilter.PADES)
    return bytes(PdfSigner(meta, who).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getbuffer())


def with_store(pdf: bytes, crls: list[Any], certs: list[Any] | None = None) -> bytes:
    """Add a document security store with revocation lists."""
    out = io.BytesIO(pdf)
    DocumentSecurityStore.add_dss(out, None, crls=crls, certs=certs or [])
    return out.getvalue()


def with_cms(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    """Change the CMS object of the last signature, which nothing signs, within its room."""
    begin, end = max(covers_in(pdf), key=lambda cover: cover.end).contents
    held = cms.ContentInfo.load(bytes.fromhex(pdf[begin + 1 : end - 1].decode()))
    change(held["content"])
    new: bytes = held.dump(force=True).hex().encode()
    return pdf[: begin + 1] + new.ljust(end - begin - 2, b"0") + pdf[end - 1 :]


def trusting(root: Link) -> Trust:
    """Return the trust in one root."""
    return Trust((root.der,))
