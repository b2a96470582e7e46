"""An authority that answers in BER gives time stamps like any other: kept in DER, signed parts as they came."""

import asyncio
import hashlib

from asn1crypto import cms, tsp  # type: ignore[import-untyped]  # the library ships no types

from signing.network import Stamper, Wire
from signing.services import Services
from signing.token_form import in_der, token_is_whole
from signing.tst import read_token
from tests.fakes.signing_bench import Bench

DIGEST = hashlib.sha256(b"van ban").digest()
END = b"\x00\x00"


def parts(data: bytes) -> list[bytes]:
    """Return the elements that follow each other in some DER, each with its head."""
    found, place = [], 0
    while place < len(data):
        _, end = inside(data[place:])
        found.append(data[place : place + end])
        place += end
    return found


def inside(element: bytes) -> tuple[int, int]:
    """Return where an element's contents begin and end."""
    octets = element[1] & 0x7F if element[1] & 0x80 else 0
    length = int.from_bytes(element[2 : 2 + octets], "big") if octets else element[1]
    return 2 + octets, 2 + octets + length


def open_ended(element: bytes, *within: bytes) -> bytes:
    """Write an element with an indefinite length, its contents given anew."""
    return bytes([element[0]]) + b"\x80" + b"".join(within) + END


def contents(element: bytes) -> list[bytes]:
    begin, end = inside(element)
    return parts(element[begin:end])


def in_ber(der: bytes) -> bytes:
    """Write a token as authorities do that stream it: indefinite lengths, its text in two pieces."""
    kind, box = contents(der)
    (signed,) = contents(box)
    version, digests, info, *rest = contents(signed)
    name, held = contents(info)
    (octets,) = contents(held)
    begin, end = inside(octets)
    pieces = [octets[begin : begin + 60], octets[begin + 60 : end]]
    text = b"\x24\x80" + b"".join(b"\x04\x81" + bytes([len(piece)]) + piece for piece in pieces) + END
    told = open_ended(info, name, open_ended(held, text))
    return open_ended(der, kind, open_ended(box, open_ended(signed, version, digests, told, *rest)))


class BerWire(Wire):
    """An authority that answers every request in BER."""

    def __init__(self, services: Services, bench: Bench) -> None:
        super().__init__(services)
        self._bench = bench

    async def ask(
        self, url: str, timeout_s: float, most: int, body: bytes | None = None, headers: object = None
    ) -> bytes:
        del url, timeout_s, most, headers
        response = await self._bench.stamper().async_request_tsa_response(tsp.TimeStampReq.load(body or b""))
        ber = in_ber(response["time_stamp_token"].dump())
        whole: bytes = response["status"].dump() + ber
        return b"\x30\x82" + len(whole).to_bytes(2, "big") + whole


def test_a_token_in_ber_is_kept_in_der_and_still_holds(bench: Bench) -> None:
    services = Services(tsa=("http://tsa.example.vn",), tsa_tries=1)
    stamper = Stamper(BerWire(services, bench), services)

    token = asyncio.run(stamper.async_timestamp(DIGEST, "sha256"))

    assert token_is_whole(token.dump(), frozenset())
    assert read_token(token["content"], DIGEST).signer.dump() == bench.cert("tsa").dump()


def test_writing_anew_changes_nothing_but_lengths(bench: Bench) -> None:
    der = asyncio.run(bench.stamper().async_timestamp(DIGEST, "sha256")).dump()
    ber = in_ber(der)

    anew = in_der(cms.ContentInfo.load(ber, strict=True))

    assert not token_is_whole(ber, frozenset())
    assert anew.dump() == der


def test_a_token_in_der_is_left_as_it_came(bench: Bench) -> None:
    token = asyncio.run(bench.stamper().async_timestamp(DIGEST, "sha256"))

    assert in_der(token) is token
