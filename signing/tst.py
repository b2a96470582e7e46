"""Reading a time stamp token (thẻ dấu thời gian): RFC 3161, what it says and whether its own signature holds."""

import struct
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import Hash
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.util import get_pyca_cryptography_hash


@dataclass(frozen=True, slots=True)
class TimeStampToken:
    """A token that was looked at.

    Attributes:
        at: The moment it proves, aware.
        signer: Certificate of the authority.
        chain: DER of the other certificates it brings along.
    """

    at: datetime
    signer: Any
    chain: tuple[bytes, ...]


def read_token(signed: Any, data_digest: bytes, algorithm: str | None = None) -> TimeStampToken:  # noqa: ANN401 -- asn1crypto ships no types
    """Return what a token says; its trust is not looked at.

    Args:
        signed: The SignedData of the token.
        data_digest: What it must have been given for.
        algorithm: Of the digest, as it was asked for; None when the token alone tells it.

    Raises:
        ValueError, and what else bad bytes make the library raise: for other data, or its signature does not hold.
    """
    content = signed["encap_content_info"]["content"]
    info = content.parsed
    imprint = info["message_imprint"]
    if imprint["hashed_message"].native != data_digest:
        raise ValueError("imprint")
    if algorithm not in (None, imprint["hash_algorithm"]["algorithm"].native):
        raise ValueError("algorithm")
    found: Any = extract_certificate_info(signed)
    (signer_info,) = signed["signer_infos"]
    digest = digest_of(signer_info["digest_algorithm"]["algorithm"].native, bytes(content))
    if validate_sig_integrity(signer_info, found.signer_cert, "tst_info", digest) != (True, True):
        raise ValueError("signature")
    at = info["gen_time"].native
    if at.tzinfo is None:
        raise ValueError("zone")
    return TimeStampToken(at, found.signer_cert, tuple(one.dump() for one in found.other_certs))


def digest_of(algorithm: str, data: bytes) -> bytes:
    """Return the digest of data by the name of its algorithm."""
    digest = Hash(get_pyca_cryptography_hash(algorithm))
    digest.update(data)
    return digest.finalize()


BAD_TOKEN = (
    OSError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    AssertionError,
    IndexError,
    NotImplementedError,
    RecursionError,
    struct.error,
    zlib.error,
)
"""What bad bytes make asn1crypto and pyHanko raise."""
