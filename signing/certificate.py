"""Reading a certificate (đọc chứng thư số): from DER to what people and choices need of it."""

import hashlib
from typing import Any

from signing.errors import CertificateAbsent
from signing.values import Certificate


def read_certificate(der: bytes) -> Certificate:
    """Return what is needed of a certificate (RFC 5280).

    Raises:
        CertificateAbsent: the bytes are no certificate.
    """
    found = _parsed(der)
    try:
        usage = found.key_usage_value
        return Certificate(
            der=der, sha256=hashlib.sha256(der).hexdigest(),
            subject=_named(found.subject, "common_name"), organisation=_named(found.subject, "organization_name"),
            issuer=_named(found.issuer, "common_name"),
            not_before=found.not_valid_before, not_after=found.not_valid_after,
            can_sign=usage is None or "non_repudiation" in usage.native, kind=str(found.public_key.algorithm),
        )
    except (ValueError, TypeError, KeyError) as fault:
        raise CertificateAbsent from fault


def is_authority(der: bytes) -> bool:
    """Tell whether a certificate is that of an issuer (CA), by its basic constraints; what is no certificate is not."""
    try:
        return bool(_parsed(der).ca)
    except (ValueError, TypeError, KeyError, CertificateAbsent):
        return False


def issued_by(der: bytes, issuer: bytes) -> bool:
    """Tell whether a certificate names the subject, and where it does the key, of another one as its issuer's."""
    try:
        child, parent = _parsed(der), _parsed(issuer)
        wanted, given = child.authority_key_identifier, parent.key_identifier
        return bool(child.issuer == parent.subject) and (wanted is None or given is None or wanted == given)
    except (ValueError, TypeError, KeyError, CertificateAbsent):
        return False


def chain_above(der: bytes, candidates: list[bytes]) -> tuple[bytes, ...]:
    """Return the certificates above one, as far as they are among the candidates, nearest first, each once."""
    chain: list[bytes] = []
    below = der
    while True:
        above = next((c for c in candidates if c != der and c not in chain and issued_by(below, c)), None)
        if above is None:
            return tuple(chain)
        chain.append(above)
        below = above


def rsa_modulus(der: bytes) -> int | None:
    """Return the modulus of an RSA certificate's public key; None for another kind of key."""
    try:
        key = _parsed(der).public_key
        return int(key["public_key"].parsed["modulus"].native) if key.algorithm == "rsa" else None
    except (ValueError, TypeError, KeyError, CertificateAbsent):
        return None


def _parsed(der: bytes) -> Any:  # noqa: ANN401 -- asn1crypto ships no types
    from asn1crypto.x509 import Certificate as Parsed  # type: ignore[import-untyped]  # it ships none

    try:
        found = Parsed.load(der, strict=True)
        found["tbs_certificate"].native  # noqa: B018 -- asn1crypto reads when it is asked, and fails then
    except (ValueError, TypeError, KeyError) as fault:
        raise CertificateAbsent from fault
    return found


def _named(name: Any, part: str) -> str:  # noqa: ANN401 -- asn1crypto ships no types
    value = name.native.get(part, "")
    return str(value[-1] if isinstance(value, list) else value)
