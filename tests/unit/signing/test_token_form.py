"""Not one bit of the last time stamp may be changed, though nothing signs what stands around its signed part."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asn1crypto import cms  # type: ignore[import-untyped]  # it ships none

from signing.cover import covers_in, der_length
from signing.report import Verdict
from signing.token_form import token_is_whole
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import finished

BITS = (0x01, 0x04, 0x20)
"""Of a version, of the kind of a parameter, of a letter's case: what readers are known to pass over."""


@pytest.fixture
def copy(authority: Pki) -> bytes:
    return finished(authority)[1]


def token_of(copy: bytes) -> bytes:
    begin, end = covers_in(copy)[-1].contents
    der = bytes.fromhex(copy[begin + 1 : end - 1].decode())
    return der[: der_length(der)]


def unsigned_places(der: bytes) -> Iterator[int]:
    """Yield the places before the signed attributes of the signer, and those of the list of algorithms."""
    signed = cms.ContentInfo.load(der)["content"]
    signer = signed["signer_infos"][0]
    begin = der.rindex(signer.dump())
    yield from range(begin, der.rindex(signer["signed_attrs"].dump()))
    algorithms = signed["digest_algorithms"].dump()
    yield from range(der.index(algorithms), der.index(algorithms) + len(algorithms))


def test_no_bit_around_the_signed_part_of_a_time_stamp_can_be_changed(copy: bytes) -> None:
    der = token_of(copy)
    known = {choice.chosen.dump() for choice in cms.ContentInfo.load(der)["content"]["certificates"]}

    whole = [
        (at, bit)
        for at in unsigned_places(der)
        for bit in BITS
        if token_is_whole(der[:at] + bytes([der[at] ^ bit]) + der[at + 1 :], known)
    ]

    assert token_is_whole(der, known)
    assert whole == []


def test_a_letter_of_the_authoritys_name_made_small_is_found_in_a_copy(
    authority: Pki, copy: bytes, tmp_path: Path
) -> None:
    bench, name = finished(authority)[0], "dấu thời gian".encode().hex().upper().encode()
    file = tmp_path / "copy.pdf"
    begin, _ = covers_in(copy)[-1].contents
    at = copy.upper().rindex(name[-8:])
    assert at > begin

    file.write_bytes(copy[:at] + bytes([copy[at] ^ 0x02]) + copy[at + 1 :])
    report = verify(file, bench.trust)

    assert report.verdict is Verdict.FAILED
    assert [reason.key for reason in report.reasons] == ["timestamp-broken"]
