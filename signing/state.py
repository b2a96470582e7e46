"""What a copy under way has already (tình trạng bản sao): its fields, its signatures, its time stamps."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import read_certification_data
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from signing.errors import DocumentLocked, FileChanged, FileUnfit
from signing.own import KINDS, fields_of
from signing.tst import BAD_TOKEN, TimeStampToken, digest_of, read_token
from signing.values import OFFICER_FIELD, Level

BAD_STREAM = (zlib.error, struct.error, NotImplementedError, RecursionError)
"""What a damaged stream makes pyHanko raise that is no fault of its own."""

BAD_FILE = (PdfError, *BAD_TOKEN)
"""What a damaged file makes pyHanko raise."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature that is there and holds.

    Attributes:
        signer: Its certificate.
        chain: DER of the other certificates it brings along.
        token: Its time stamp, or None.
        end: Where the bytes it covers end.
    """

    field: str
    signer: Any
    chain: tuple[bytes, ...]
    token: TimeStampToken | None
    end: int

    @property
    def stamped_at(self) -> datetime | None:
        """The moment its time stamp proves, or None."""
        return self.token.at if self.token else None


@dataclass(frozen=True, slots=True)
class State:
    """How far a copy has come.

    Attributes:
        signatures: Those of our two fields, in order of signing.
        stamps: Document time stamps, in order.
        size: Of the file in bytes.
        secured: True when it has a document security store.
        own: The fields of its kind, in the order of their signatures.
    """

    signatures: tuple[Signature, ...]
    stamps: tuple[Signature, ...]
    size: int
    secured: bool
    own: tuple[str, ...] = KINDS[0]

    @property
    def level(self) -> Level:
        """The level that all signatures have."""
        if self.complete:
            return Level.LTA
        return Level.T if all(one.token for one in self.signatures) else Level.B

    @property
    def complete(self) -> bool:
        """True when all signatures are there and a document time stamp covers them, their proof and the whole file."""
        return self._fields == [*self.own] and self.secured and self._ends(self.stamps)

    @property
    def _fields(self) -> list[str]:
        return [one.field for one in self.signatures]

    def _ends(self, those: tuple[Signature, ...]) -> bool:
        return bool(those) and those[-1].end == self.size

    def must_be_prepared(self) -> None:
        """Raise FileUnfit unless nobody has signed yet."""
        if self.signatures or self.stamps:
            raise FileUnfit(why="signed-already")

    def must_be_signed(self) -> None:
        """Raise FileUnfit unless the officer alone has signed, FileChanged when something stands behind that."""
        if self._fields != [OFFICER_FIELD]:
            raise FileUnfit(why="not-signed-by-the-officer-alone")
        if not self._ends(self.signatures):
            raise FileChanged(why="bytes-behind")

    def must_be_sealed(self) -> None:
        """Raise FileUnfit unless all have signed, FileChanged when something stands behind that is no time stamp."""
        if self._fields != [*self.own]:
            raise FileUnfit(why="not-sealed")
        if not self._ends(self.stamps) and not self._ends(self.signatures):
            raise FileChanged(why="bytes-behind")

    def must_be_complete(self) -> None:
        """Raise FileUnfit unless it was finished once, FileChanged when something stands behind that."""
        self.must_be_sealed()
        if not self.stamps or not self.secured:
            raise FileUnfit(why="not-finished")
        if not self._ends(self.stamps):
            raise FileChanged(why="bytes-behind")


def read_state(reader: PdfFileReader) -> State:
    """Read how far a copy has come, and whether each signature holds; trust is not looked at.

    Raises:
        FileUnfit: it is no copy of ours.
        FileChanged: a signature does not hold.
        DocumentLocked: it is certified against any further signature.
    """
    try:
        named = {name for name, _, _ in enumerate_sig_fields(reader)}
        own = fields_of(named)
        if reader.encrypted or not own or not set(own) <= named:
            raise FileUnfit(why="no-fields")
        certified = read_certification_data(reader)
        found: list[Any] = list(reader.embedded_signatures)
        secured = "/DSS" in reader.root
    except BAD_FILE as fault:
        raise FileUnfit(why=type(fault).__name__) from fault
    if certified is not None and certified.permission == MDPPerm.NO_CHANGES:
        raise DocumentLocked
    stamps = tuple(_stamp(one) for one in found if one.sig_object_type == "/DocTimeStamp")
    signatures = tuple(_signature(one) for one in found if one.sig_object_type != "/DocTimeStamp")
    if any(one.field not in own for one in signatures):
        raise FileUnfit(why="foreign-signature")
    reader.stream.seek(0, 2)
    return State(signatures, stamps, reader.stream.tell(), secured, own)


def _signature(one: Any) -> Signature:  # noqa: ANN401 -- pyHanko's
    try:
        holds = validate_sig_integrity(one.signer_info, one.signer_cert, "data", one.compute_digest())
        chain = tuple(other.dump() for other in one.other_embedded_certs)
        tokens = list(_tokens(one))
        covers = one.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION
    except BAD_FILE as fault:
        raise FileChanged(field=one.field_name) from fault
    if holds != (True, True) or not covers:
        raise FileChanged(field=one.field_name)
    return Signature(one.field_name, one.signer_cert, chain, tokens[0] if tokens else None, _end(one))


def _tokens(one: Any) -> Iterator[TimeStampToken]:  # noqa: ANN401 -- as above
    for signed in extract_tst_data_iter(one.signer_info, signed=False):
        algorithm = signed["encap_content_info"]["content"].parsed["message_imprint"]["hash_algorithm"]
        yield read_token(signed, digest_of(algorithm["algorithm"].native, one.signer_info["signature"].native))


def _stamp(one: Any) -> Signature:  # noqa: ANN401 -- as above
    try:
        token = read_token(one.signed_data, one.compute_digest())
    except BAD_FILE as fault:
        raise FileChanged(field=one.field_name) from fault
    return Signature(one.field_name, token.signer, token.chain, token, _end(one))


def _end(one: Any) -> int:  # noqa: ANN401 -- as above
    return int(one.byte_range[2]) + int(one.byte_range[3])

