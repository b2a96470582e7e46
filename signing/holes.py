"""A copy that waits for the value of its signature (ký ngắt quãng): what must be kept to put it in later."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from asn1crypto import cms  # type: ignore[import-untyped]  # it ships none
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from signing.certificate import read_certificate
from signing.errors import FileChanged
from signing.key import SigningKey
from signing.network import DIGEST
from signing.signer import KeySigner
from signing.values import Certificate


@dataclass(frozen=True, slots=True)
class Hole:
    """Where the signature of a kept file goes, and what its key signs.

    Attributes:
        field: Of the signature.
        digest: SHA-256 of the file around the hole.
        begin: Where the hole begins, `end` where it ends; in bytes.
        room: Bytes kept free for a time stamp.
        attributes: DER of the signed attributes; the key signs their SHA-256.
        certificate: DER of the signer's; `chain` of those above.
    """

    field: str
    digest: bytes
    begin: int
    end: int
    room: int
    attributes: bytes
    certificate: bytes
    chain: tuple[bytes, ...]

    @property
    def wanted(self) -> bytes:
        """Return the SHA-256 digest whose signature is wanted."""
        return hashlib.sha256(self.attributes).digest()

    def answered(self, value: bytes) -> SigningKey:
        """Return a key that has given its answer already."""
        return _Answered(read_certificate(self.certificate), self.chain, self.attributes, value)

    async def fill(self, file: BinaryIO, signer: KeySigner) -> None:
        """Write the signature into the hole of a file.

        Raises:
            KeyAnswerWrong: the value does not fit the certificate.
        """
        signer.room = min(signer.room, self.room)
        signed = await signer.async_sign_prescribed_attributes(DIGEST, cms.CMSAttributes.load(self.attributes))
        PreparedByteRangeDigest(self.digest, self.begin, self.end).fill_with_cms(file, signed)

    def told(self) -> dict[str, object]:
        """Return it as values of JSON."""
        return {name: _plain(value) for name, value in asdict(self).items()}


@dataclass(slots=True)
class _Answered:
    certificate: Certificate
    chain: tuple[bytes, ...]
    attributes: bytes
    value: bytes

    def sign(self, data: bytes) -> bytes:
        if data != self.attributes:
            raise FileChanged(why="other-attributes")
        return self.value


async def hole_of(prepared: Any, field: str, key: SigningKey, signer: KeySigner) -> Hole:  # noqa: ANN401 -- pyHanko's
    """Return the hole of a file just prepared, with the attributes that the key is to sign."""
    attributes = await signer.signed_attrs(prepared.document_digest, DIGEST, PdfCMSSignedAttributes(), use_pades=True)
    return Hole(
        field=field, digest=prepared.document_digest, begin=prepared.reserved_region_start,
        end=prepared.reserved_region_end, room=signer.room, attributes=attributes.dump(),
        certificate=key.certificate.der, chain=key.chain,
    )  # fmt: skip


def read_hole(told: dict[str, Any]) -> Hole:
    """Return a hole from values of JSON; KeyError, TypeError or ValueError when they are none of ours."""
    digest, attributes, certificate = (bytes.fromhex(told[name]) for name in ("digest", "attributes", "certificate"))
    begin, end, room = (int(told[name]) for name in ("begin", "end", "room"))
    chain = tuple(bytes.fromhex(one) for one in told["chain"])
    return Hole(str(told["field"]), digest, begin, end, room, attributes, certificate, chain)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.hex() if isinstance(value, bytes) else value
