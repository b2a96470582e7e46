"""Whether the last time stamp is as its maker wrote it (hình thức dấu thời gian): nothing signs it in its turn.

Parts of a time stamp token are under no signature: the certificates it carries, the lengths around them, the list of
algorithms. A change there does no harm, but a copy of ours is to be exactly what was made.
"""

from collections.abc import Collection
from typing import Any

_CONSTRUCTED = 0x20
_VERSIONS = ("v3", "v4", "v5")
"""Of SignedData around anything but plain data (RFC 5652, 5.1)."""

_SIGNER_V1, _SIGNER_V3 = bytes.fromhex("020101"), bytes.fromhex("020103")
"""Versions of a signer that is named by issuer and serial, and by the identifier of its key (RFC 5652, 5.3)."""

_SAYING_NOTHING = (b"", bytes.fromhex("0500"))
"""Parameters of an algorithm that has none: absent, or NULL."""


def token_is_whole(der: bytes, known: Collection[bytes]) -> bool:
    """Tell whether a time stamp token is well formed down to its last part, and its certificates are genuine.

    Args:
        der: The token, without the padding behind it.
        known: DER of certificates known from elsewhere, trusted or not.
    """
    from asn1crypto import cms  # type: ignore[import-untyped]  # it ships none

    if not _fills(der, 0, len(der)):
        return False
    try:
        signed = cms.ContentInfo.load(der, strict=True)["content"]
        algorithm = signed["signer_infos"][0]["digest_algorithm"]["algorithm"].native
        told = {item["algorithm"].native for item in signed["digest_algorithms"]}
        carried = [choice.chosen.dump() for choice in signed["certificates"]]
        formed = signed["version"].native in _VERSIONS and algorithm in told and _signer_is_plain(signed)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- damaged DER makes asn1crypto raise anything
        return False
    return formed and all(_genuine(one, {*known, *carried} - {one}) for one in carried if one not in known)


def _signer_is_plain(signed: Any) -> bool:  # noqa: ANN401 -- asn1crypto ships no types
    """Tell whether the parts around the signed attributes are written as the standard has them (RFC 5652, 5.3).

    Readers pass over a version, over parameters that say nothing, and over capitals in the name of an issuer.
    """
    signer = signed["signer_infos"][0]
    named = signer["sid"].name == "issuer_and_serial_number"
    if signer["version"].dump() != (_SIGNER_V1 if named else _SIGNER_V3):
        return False
    algorithms = [signer["digest_algorithm"], *signed["digest_algorithms"]]
    if signer["signature_algorithm"]["algorithm"].native != "rsassa_pss":
        algorithms.append(signer["signature_algorithm"])
    if any(one["parameters"].dump() not in _SAYING_NOTHING for one in algorithms):
        return False
    if not named:
        return True
    issuer, serial = (signer["sid"].chosen[part].native for part in ("issuer", "serial_number"))
    carried = [choice.chosen for choice in signed["certificates"]]
    return any(one.serial_number == serial and one.issuer.native == issuer for one in carried)


def in_der(token: Any) -> Any:  # noqa: ANN401 -- asn1crypto ships no types
    """Return a time stamp token written in DER: some authorities answer in BER, and only DER can be held to its bytes.

    What is signed in it stays as it is; whoever takes the token checks its signature afterwards.

    Args:
        token: The ContentInfo as it came.

    Raises:
        ValueError, and what else bad bytes make the library raise: it cannot be written so.
    """
    from asn1crypto import cms

    held = bytes(token.dump())
    if _fills(held, 0, len(held)):
        return token
    anew = bytes(token.dump(force=True))
    if not _fills(anew, 0, len(anew)):
        raise ValueError("DER")
    return cms.ContentInfo.load(anew, strict=True)


def _fills(data: bytes, begin: int, end: int) -> bool:
    """Tell whether elements follow each other from begin to end exactly, and those within them likewise."""
    waiting = [(begin, end)]
    while waiting:
        place, stop = waiting.pop()
        while place < stop:
            part = _element(data, place, stop)
            if part is None:
                return False
            inner, after = part
            if data[place] & _CONSTRUCTED:
                waiting.append((inner, after))
            place = after
    return True


def _element(data: bytes, place: int, stop: int) -> tuple[int, int] | None:
    """Return where an element's contents begin and end; None when it does not fit in its room."""
    if stop - place < 2 or data[place] == 0:
        return None
    first, inner = data[place + 1], place + 2
    length = first
    if first >= 0x80:
        octets = first & 0x7F
        inner += octets
        if not 1 <= octets <= 4 or inner > stop:
            return None
        length = int.from_bytes(data[place + 2 : inner], "big")
    return (inner, inner + length) if inner + length <= stop else None


def _genuine(der: bytes, others: Collection[bytes]) -> bool:
    """Tell whether a certificate is signed by its issuer; one of whom nobody knows anything is let be."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    try:
        one = x509.load_der_x509_certificate(der)
        known = [x509.load_der_x509_certificate(other) for other in others]
        names = {certificate.subject for certificate in known}
        issuers = [certificate for certificate in [*known, one] if certificate.subject == one.issuer]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- damaged DER makes the library raise anything
        return False
    for issuer in issuers:
        try:
            one.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return not issuers and one.subject not in names


def der_of(token: Any) -> bytes:  # noqa: ANN401 -- pyHanko's, which has no types
    """Return the bytes of a time stamp as they stand in the file, without the padding."""
    from signing.cover import der_length

    held = bytes(token.pkcs7_content)
    return held[: der_length(held)]
