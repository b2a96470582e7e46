"""One signature as the library makes it, with a key of ours (người ký): its value checked, its look drawn."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, x509  # type: ignore[import-untyped]  # it ships none
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.appending import Revision, put_form
from signing.errors import CertificateWrongPurpose, FileChanged, KeyAnswerWrong, TimestampDown
from signing.key import SigningKey
from signing.letters import bold
from signing.network import DIGEST, Stamper
from signing.stamps import Block, lines_broken, signature_block, text_block
from signing.values import Attestation

_RSA, _EC = "sha256_rsa", "sha256_ecdsa"


class KeySigner(Signer):
    """Signs with a key of ours, once, and asks for the time stamp of its value afterwards.

    When no authority answers, the signature stands without a time stamp: the key is not asked again.

    Args:
        key: A token's, or a file's in tests.
        chain: Certificates above the key's, put into the signature.
        stamper: None = no time stamp is asked for.

    Attributes:
        stamped: True when the signature made last has a time stamp.
        room: Bytes kept free for the time stamp.
    """

    def __init__(self, key: SigningKey, chain: Iterable[Any], stamper: Stamper | None) -> None:
        registry: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # it has none
        registry.register_multiple(one for one in chain if one.dump() != key.certificate.der)
        try:
            public = load_der_x509_certificate(key.certificate.der).public_key()
        except (ValueError, UnsupportedAlgorithm) as fault:
            raise CertificateWrongPurpose(name=key.certificate.subject) from fault
        if not isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
            raise CertificateWrongPurpose(name=key.certificate.subject)
        self._public = public
        mechanism = algos.SignedDigestAlgorithm({"algorithm": _RSA if isinstance(public, rsa.RSAPublicKey) else _EC})
        super().__init__(
            signing_cert=x509.Certificate.load(key.certificate.der), cert_registry=registry, embed_roots=False,
            signature_mechanism=mechanism,
        )
        self._key, self._stamper = key, stamper
        self.stamped, self.room = False, stamper.room if stamper else 0

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 -- the library's
        """Return the key's signature of the data.

        Raises:
            KeyAnswerWrong: it does not fit the certificate.
            Faults of the key.
        """
        if dry_run:
            return bytes(self._longest)
        value = self._key.sign(data)
        try:
            self._check(value, data)
        except (InvalidSignature, ValueError, TypeError) as fault:
            raise KeyAnswerWrong(name=self._key.certificate.subject) from fault
        return value

    @property
    def _longest(self) -> int:
        """Bytes of the longest signature of the key; for ECDSA two numbers and their DER."""
        if isinstance(self._public, rsa.RSAPublicKey):
            return self._public.key_size // 8
        return 2 * (self._public.key_size // 8 + 1) + 16

    def _check(self, value: bytes, data: bytes) -> None:
        if isinstance(self._public, rsa.RSAPublicKey):
            self._public.verify(value, data, padding.PKCS1v15(), SHA256())
        else:
            self._public.verify(value, data, ec.ECDSA(SHA256()))

    async def unsigned_attrs(
        self,
        digest_algorithm: str,
        signature: bytes,
        signed_attrs: Any,  # noqa: ANN401 -- a CMS object
        timestamper: object = None,
        dry_run: bool = False,  # noqa: FBT001, FBT002 -- the library's
    ) -> Any:  # noqa: ANN401 -- a CMS object
        """Return the time stamp of a signature's value; None when there is none to be had."""
        if dry_run or self._stamper is None:
            return None
        try:
            token = await self._stamper.async_timestamp(hashlib.sha256(signature).digest(), DIGEST)
        except TimestampDown:
            return None
        if len(token.dump()) > self.room:
            return None
        self.stamped = True
        attribute = cms.CMSAttribute({"type": cms.CMSAttributeType("signature_time_stamp_token"), "values": (token,)})
        return cms.CMSAttributes([attribute])


class BlockStyle:
    """Draws a block of a copy as the look of a signature, in the fonts laid ready with its field (khung chữ ký).

    Args:
        attestation: As it was laid.
        at: The moment that is told in it.
        officer: The officer's block, else the agency's.
    """

    def __init__(self, attestation: Attestation, at: datetime, *, officer: bool) -> None:
        self._attestation, self._at, self._officer = attestation, at, officer

    def create_stamp(self, writer: Revision, box: BoxConstraints, text_params: Mapping[str, object]) -> "_Look":
        """Return the look for a box."""
        size = float(box.width), float(box.height)
        return _Look(signature_block(self._attestation, self._at, size[0], officer=self._officer), writer, size)


class LinesStyle:
    """Draws the words of a document of one signature, broken as its field was made for (chữ trên dấu sao).

    Args:
        lines: As they were laid.
        at: The moment that is told in them.
    """

    def __init__(self, lines: Sequence[str], at: datetime) -> None:
        self._lines, self._at = lines, at

    def create_stamp(self, writer: Revision, box: BoxConstraints, text_params: Mapping[str, object]) -> "_Look":
        """Return the look for a box; FileChanged when the file was prepared for other lines."""
        for broken in lines_broken(self._lines):  # the library tells the box in whole points, rounded down
            block = text_block(broken, self._at)
            if block.width < box.width + 1.01 and block.height < box.height + 1.01:
                return _Look(block, writer, (block.width, block.height))
        raise FileChanged(why="other-lines")


class _Look:
    def __init__(self, block: Block, writer: Revision, size: tuple[float, float]) -> None:
        self._block, self._writer, self._size = block, writer, size

    def apply_appearance(self, widget: Any) -> None:  # noqa: ANN401 -- a PDF dictionary
        """Draw it; FileChanged when the file was prepared for other lines."""
        try:
            fonts = widget["/AP"]["/N"]["/Resources"]["/Font"]
            numbers = {name: fonts.raw_get(f"/{name}").idnum for name in ("R", "B") if f"/{name}" in fonts}
            drawable = {name: _glyphs_of(fonts[f"/{name}"]) for name in numbers}
        except (KeyError, TypeError, AttributeError) as fault:
            raise FileChanged(why="no-fonts") from fault
        for line in self._block.lines:
            if not set(line.face.glyphs(line.text)) <= drawable.get("B" if line.face is bold() else "R", set()):
                raise FileChanged(why="other-lines")
        form = put_form(self._writer, self._block.orders(*self._size), self._size, numbers)
        widget[pdf_name("/AP")] = self._writer.parsed(b"<< /N %d 0 R >>" % form)


def _glyphs_of(font: Any) -> set[int]:  # noqa: ANN401 -- a PDF dictionary
    """Return the glyphs a font of ours has: those whose widths it tells."""
    return {int(glyph) for glyph in list(font["/DescendantFonts"][0]["/W"])[::2]}
