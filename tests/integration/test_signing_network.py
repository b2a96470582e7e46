"""Servers that lie, drip, flood or hang cost bounded time and never a wrong signature."""

import asyncio
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from asn1crypto import cms, tsp  # type: ignore[import-untyped]  # it ships none

from signing.errors import TimestampDown
from signing.network import DIGEST, Stamper, Unreached, Wire
from signing.services import Services
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import Bench

Answer = Callable[[BaseHTTPRequestHandler, bytes], None]
REFUSAL = bytes.fromhex("30053003020102")
"""PKIStatus 2, rejection (RFC 3161, 2.4.2)."""

IMPRINT = hashlib.sha256(b"a signature").digest()


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    """Serve on loopback and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer(self, body)

        def do_GET(self) -> None:
            answer(self, b"")

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Keep silent."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/"
    finally:
        listening.shutdown()
        thread.join(5)
        listening.server_close()


def sends(data: bytes, status: int = 200) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        del body
        handler.send_response(status)
        handler.send_header("Content-Type", "application/timestamp-reply")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def drips(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    del body
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.1)


def floods(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    del body
    handler.send_response(200)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(bytes(1 << 16))


def stamp(services: Services, imprint: bytes = IMPRINT) -> cms.ContentInfo:
    """Get a token by the stamper, as the signer does."""
    wire = Wire(services)
    stamper = Stamper(wire, services)

    async def work() -> cms.ContentInfo:
        async with wire.open():
            return await stamper.async_timestamp(imprint, DIGEST)

    return asyncio.run(work())


def of(url: str, *, timeout_s: float = 5.0, tries: int = 1) -> Services:
    return Services(tsa=(url,), tsa_timeout_s=timeout_s, tsa_tries=tries)


def real_token(authority: Pki, imprint: bytes) -> bytes:
    return bytes(stamp(authority.services(), imprint).dump())


def wrapped(token: bytes) -> bytes:
    answer = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)})
    return bytes(answer.dump())


def test_a_time_stamp_is_for_what_it_was_asked_for(authority: Pki) -> None:
    token = stamp(authority.services())

    told = token["content"]["encap_content_info"]["content"].parsed
    assert told["message_imprint"]["hashed_message"].native == IMPRINT


@pytest.mark.parametrize("data", [b"", b"<html>hotel wifi</html>", bytes(500), b"\x30\x80\x00\x00"])
def test_an_answer_that_is_no_time_stamp_is_none(data: bytes) -> None:
    with server(sends(data)) as url, pytest.raises(TimestampDown):
        stamp(of(url))


def test_an_error_or_a_refusal_is_no_time_stamp() -> None:
    with server(sends(b"", 500)) as url, pytest.raises(TimestampDown):
        stamp(of(url))
    with server(sends(REFUSAL)) as url, pytest.raises(TimestampDown):
        stamp(of(url))


def test_a_time_stamp_of_something_else_is_refused(authority: Pki) -> None:
    other = wrapped(real_token(authority, hashlib.sha256(b"something else").digest()))

    with server(sends(other)) as url, pytest.raises(TimestampDown):
        stamp(of(url))


def test_a_time_stamp_given_again_is_refused(authority: Pki) -> None:
    old = wrapped(real_token(authority, IMPRINT))

    with server(sends(old)) as url, pytest.raises(TimestampDown):
        stamp(of(url))


def test_a_time_stamp_that_calls_the_digest_another_is_refused(authority: Pki) -> None:
    stamper = Bench.of(authority).stamper()

    def answer(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        asked = tsp.TimeStampReq.load(body)
        asked["message_imprint"]["hash_algorithm"] = {"algorithm": "sha3_256"}
        sends(bytes(stamper.request_tsa_response(asked).dump()))(handler, b"")

    stamper.override_md = "sha256"
    with server(answer) as url, pytest.raises(TimestampDown):
        stamp(of(url))


def test_an_authority_that_drips_is_given_up_in_time() -> None:
    began = time.monotonic()

    with server(drips) as url, pytest.raises(TimestampDown):
        stamp(of(url, timeout_s=1.0))

    assert time.monotonic() - began < 4


def test_an_answer_without_end_is_cut() -> None:
    services = Services(tsa=())
    wire = Wire(services)

    async def work(url: str) -> None:
        async with wire.open():
            await wire.ask(url, 20.0, 1 << 20)

    with server(floods) as url, pytest.raises(Unreached):
        asyncio.run(work(url))


def test_an_authority_is_asked_again_after_a_pause(authority: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    known = authority.services()
    twice = Services(tsa=known.tsa, tsa_timeout_s=5.0, tsa_tries=3, rewrites=known.rewrites)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            authority.authority.speak()

    monkeypatch.setattr("signing.network.asyncio.sleep", pause)
    with authority.silent("tsa"):
        assert stamp(twice)

    assert pauses == [2.0, 4.0]


def test_without_any_authority_nobody_waits() -> None:
    began = time.monotonic()

    with pytest.raises(TimestampDown):
        stamp(Services(tsa=(), tsa_tries=3))

    assert time.monotonic() - began < 5


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/a", "file:///etc/hostname", "http://[bad", "", "http://127.0.0.1:9/"])
def test_an_address_that_cannot_be_asked_is_unreached(url: str) -> None:
    wire = Wire(Services(tsa=()))

    async def work() -> None:
        async with wire.open():
            await wire.ask(url, 2.0, 100)

    with pytest.raises(Unreached):
        asyncio.run(work())
