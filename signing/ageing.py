"""The last time stamp of a file, read from its end (dấu thời gian cuối): how long what it proves can be checked.

It is read to plan a renewal, so neither trust nor the bytes under it are looked at: `verify` does that.
"""

import mmap
import re
from pathlib import Path
from typing import Any

from asn1crypto import cms  # type: ignore[import-untyped]  # it ships none
from pyhanko.sign.general import extract_certificate_info

from signing.cover import der_length
from signing.tst import BAD_TOKEN
from signing.values import LastStamp

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_LONGEST_RANGE = 200


def last_stamp(pdf: Path) -> LastStamp | None:
    """Return the document time stamp that covers a whole file; None when the file does not end with one.

    Raises:
        OSError: the file cannot be read.
    """
    with pdf.open("rb") as file:
        if not pdf.stat().st_size:
            return None
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            der = _last_contents(data)
    try:
        return _read(der) if der else None
    except BAD_TOKEN:
        return None


def _last_contents(data: mmap.mmap) -> bytes:
    """Return the DER under the last /ByteRange, b"" unless that covers the file to its end."""
    at = data.rfind(b"/ByteRange")
    found = _RANGE.match(data[at : at + _LONGEST_RANGE]) if at >= 0 else None
    if found is None:
        return b""
    _, begins, goes_on, length = (int(number) for number in found.groups())
    if goes_on + length != len(data) or not begins < goes_on:
        return b""
    try:
        der = bytes.fromhex(data[begins + 1 : goes_on - 1].decode("ascii"))
    except ValueError:
        return b""
    return der[: der_length(der)]


def _read(der: bytes) -> LastStamp | None:
    signed = cms.ContentInfo.load(der)["content"]
    inside = signed["encap_content_info"]
    if inside["content_type"].native != "tst_info":
        return None
    told, signer = inside["content"].parsed, extract_certificate_info(signed).signer_cert
    (info,) = signed["signer_infos"]
    names = (
        told["message_imprint"]["hash_algorithm"]["algorithm"].native, info["digest_algorithm"]["algorithm"].native,
        signer.hash_algo, _key_of(signer.public_key),
    )  # fmt: skip
    subject = signer.subject.native
    authority = subject.get("common_name") or subject.get("organization_name") or ""
    algorithms = tuple(dict.fromkeys(str(name) for name in names if name))
    return LastStamp(told["gen_time"].native, signer.not_valid_after, str(authority), algorithms)


def _key_of(public: Any) -> str:  # noqa: ANN401 -- asn1crypto ships no types
    return f"{public.algorithm}-{public.bit_size}"
