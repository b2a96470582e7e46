"""What bytes a signature covers, looked at byte by byte (vùng được ký): ISO 32000-1, 12.8.1.

A reader of PDF structure can be deceived; these looks trust nothing but the numbers of /ByteRange and the bytes
themselves. The hash is that of the signed bytes, the gap must be the /Contents and nothing else, its padding zeros.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_RANGE = re.compile(rb"/ByteRange\s*\[([^\]\x00]{0,200})\]")
_HEX = re.compile(rb"[0-9A-Fa-f]*\Z")
_MOST = 200
"""More signatures than this are not looked for; a file of that kind is judged by its structure alone."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What was found of one signature.

    Attributes:
        range: The numbers of /ByteRange.
        shaped: True when there are four of them, from 0, rising, inside the file.
        opens: True when the gap between the two covered parts begins as a hexadecimal string does.
        closes: True when it ends as one, and holds no other.
        fits: True when the gap is a hexadecimal string and nothing else.
        even: True when its digits above nine are all written alike, as one writer does.
        padded: True when all behind the DER in the gap is zeros.
        whole: True when the hash of the covered bytes is the signed one; None when the signature cannot be read.
        end: Where the covered bytes end.
    """

    range: tuple[int, ...]
    shaped: bool
    opens: bool
    closes: bool
    fits: bool
    even: bool
    padded: bool
    whole: bool | None
    end: int

    @property
    def contents(self) -> tuple[int, int]:
        """Where the gap begins and ends."""
        return (self.range[1], self.range[2]) if self.shaped else (0, 0)


def cover_of(data: bytes, numbers: Sequence[int]) -> Cover:
    """Look at the bytes one /ByteRange names."""
    given = tuple(numbers)
    end = given[2] + given[3] if len(given) == 4 else 0
    shaped = len(given) == 4 and given[0] == 0 and 0 < given[1] < given[2] <= end <= len(data) and given[3] >= 0
    if not shaped:
        return _nothing(given, b"")
    gap = data[given[1] : given[2]]
    inner = gap[1:-1]
    fits = gap[:1] == b"<" and gap[-1:] == b">" and bool(_HEX.match(inner)) and len(inner) % 2 == 0
    if not fits:
        return _nothing(given, gap)
    der = bytes.fromhex(inner.decode("ascii"))
    length = der_length(der)
    whole = _whole(der, memoryview(data)[: given[1]], memoryview(data)[given[2] : end])
    even, padded = inner in (inner.upper(), inner.lower()), not any(der[length:])
    return Cover(given, True, True, True, True, even, padded, whole, end)  # noqa: FBT003 -- all that can be is there


def _nothing(given: tuple[int, ...], gap: bytes) -> Cover:
    """Return what is known of a signature whose gap is no hexadecimal string; b"" = it has no gap."""
    end = given[2] + given[3] if len(given) == 4 else 0
    opens, closes = gap[:1] == b"<", gap[-1:] == b">" and gap.count(b">") == gap.count(b"<") == 1
    return Cover(given, bool(gap), opens, closes, False, False, False, None, end)  # noqa: FBT003 -- the rest is unknown


def covers_in(data: bytes) -> list[Cover]:
    """Look for every /ByteRange in the bytes of a file, in the order they stand, whether or not a field names it."""
    found = []
    for match in _RANGE.finditer(data):
        words = match.group(1).split()
        numbers = [int(word) for word in words if re.fullmatch(rb"-?\d{1,12}", word)]
        found.append(cover_of(data, numbers if len(numbers) == len(words) else ()))
        if len(found) >= _MOST:
            break
    return found


def der_length(der: bytes) -> int:
    """Return how many bytes the first DER element takes, its head included; all of them when that cannot be told."""
    if len(der) < 2:
        return len(der)
    if der[1] < 0x80:
        return 2 + der[1]
    octets = der[1] & 0x7F
    if octets == 0 or octets > 4 or len(der) < 2 + octets:
        return len(der)
    return 2 + octets + int.from_bytes(der[2 : 2 + octets], "big")


def _whole(der: bytes, before: memoryview, behind: memoryview) -> bool | None:
    try:
        name, wanted = _signed_hash(der)
        digest = hashlib.new(name, before)
        digest.update(behind)
        return digest.digest() == wanted
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- foreign DER makes asn1crypto raise anything; then nothing is known
        return None


def _signed_hash(der: bytes) -> tuple[str, bytes]:
    """Return name and value of the hash that a CMS signature or a time stamp token was made over."""
    from asn1crypto import cms  # type: ignore[import-untyped]  # it ships none

    signed: Any = cms.ContentInfo.load(der)["content"]
    inside = signed["encap_content_info"]
    if inside["content_type"].native == "tst_info":
        imprint = inside["content"].parsed["message_imprint"]
        return imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native
    signer = signed["signer_infos"][0]
    values = {attribute["type"].native: attribute["values"] for attribute in signer["signed_attrs"]}
    return signer["digest_algorithm"]["algorithm"].native, values["message_digest"][0].native
