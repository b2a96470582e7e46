"""The services of the network (dịch vụ mạng): HTTP with bounds, and time stamps from whichever authority answers."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from asn1crypto import tsp  # type: ignore[import-untyped]  # it ships none
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import dummy_digest, handle_tsp_response

from signing.errors import TimestampDown
from signing.services import Services
from signing.tst import BAD_TOKEN, TimeStampToken, read_token

_CHUNK = 1 << 16
_HERE = ("127.0.0.1", "localhost", "::1")
_MOST_TOKEN = 1 << 20
_BACK_OFF_S = 2.0
_ASIDE_S = 300.0
"""How long an authority that failed is asked after the others."""

_FIRST_GUESS = 6144
"""Bytes kept free for a time stamp token before any has been seen: token, signer and issuer."""

DIGEST = "sha256"


class Unreached(Exception):
    """An address gave no answer within its bounds, or an unusable one; it becomes a fault where that matters."""


class Wire:
    """Asks servers over HTTP, each within its time and size, in the office's own words for addresses (đường dây).

    Args:
        services: For the addresses that stand for others.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sessions: ContextVar[tuple[aiohttp.ClientSession, aiohttp.ClientSession]] = ContextVar("sessions")

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Keep connections open for one act; within it `ask` may be called. No proxy is asked for this machine."""
        async with aiohttp.ClientSession(trust_env=True) as outside, aiohttp.ClientSession() as here:
            token = self._sessions.set((outside, here))
            try:
                yield
            finally:
                self._sessions.reset(token)

    async def ask(
        self, url: str, timeout_s: float, most: int, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> bytes:
        """Return what an address answers, by POST when there is a body.

        Args:
            url: As a certificate or a setting names it.
            timeout_s: For the whole answer, the name's look-up included.
            most: Longest answer in bytes.
            body: What is sent.
            headers: Of the request.

        Raises:
            Unreached: no answer, an error, or a longer one.
        """
        where, limit = self._services.address(url), aiohttp.ClientTimeout(total=timeout_s)
        method = "GET" if body is None else "POST"
        try:
            session = self._sessions.get()[urlsplit(where).hostname in _HERE]
            async with session.request(
                method, where, data=body, headers=headers, timeout=limit, raise_for_status=True
            ) as answer:
                return await _read(answer, most)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as fault:
            raise Unreached(type(fault).__name__) from fault


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    data = bytearray()
    async for piece in answer.content.iter_chunked(_CHUNK):
        data += piece
        if len(data) > most:
            raise Unreached("too long")
    return bytes(data)


class Stamper(TimeStamper):
    """Gets time stamps (RFC 3161) from the first authority that answers (dấu thời gian).

    Every address is asked in turn, `tsa_tries` times, with 2 s and 4 s between the rounds; one that failed lately comes
    last. A token is looked at before it is taken: its imprint, its nonce and its signature.

    Attributes:
        room: Bytes to keep free for a token.
    """

    def __init__(self, wire: Wire, services: Services) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's has none
        self._wire, self._services = wire, services
        self._failed: dict[str, float] = {}
        self.room = _FIRST_GUESS
        self._signers: dict[bytes, TimeStampToken] = {}

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object
        """Return a token for a digest.

        Raises:
            TimestampDown: no authority gave one.
        """
        for around in range(max(1, self._services.tsa_tries)):
            if around:
                await asyncio.sleep(_BACK_OFF_S * 2 ** (around - 1))
            for url in self._order():
                try:
                    token = await self._ask(url, message_digest, md_algorithm)
                except (Unreached, *BAD_TOKEN):
                    self._failed[url] = time.monotonic()
                    continue
                self._failed.pop(url, None)
                return token
            if not self._services.tsa:
                break
        raise TimestampDown

    async def signers(self) -> list[TimeStampToken]:
        """Return a token of each authority that gave one so far; when there is none yet, one is asked for.

        Raises:
            TimestampDown: no authority answers.
        """
        if not self._signers:
            await self.async_timestamp(dummy_digest(DIGEST), DIGEST)
        return list(self._signers.values())

    def _order(self) -> list[str]:
        now = time.monotonic()
        return sorted(self._services.tsa, key=lambda url: now - self._failed.get(url, -_ASIDE_S) < _ASIDE_S)

    async def _ask(self, url: str, digest: bytes, algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object
        nonce, request = self.request_cms(digest, algorithm)  # type: ignore[no-untyped-call]  # the library's has none
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        body = request.dump()
        data = await self._wire.ask(url, self._services.tsa_timeout_s, _MOST_TOKEN, body, headers)
        token = handle_tsp_response(tsp.TimeStampResp.load(data, strict=True), nonce)
        signer = read_token(token["content"], digest)
        self._signers[signer.signer.dump()] = signer
        self.room = max(self.room, len(token.dump()) * 5 // 4)
        return token


class Once(TimeStamper):
    """Passes one request on to a stamper that others use too, and remembers what was given.

    Attributes:
        given: The token.
    """

    given: TimeStampToken

    def __init__(self, stamper: Stamper) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's has none
        self._stamper = stamper

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object
        """Return a token for a digest; TimestampDown."""
        token = await self._stamper.async_timestamp(message_digest, md_algorithm)
        self.given = read_token(token["content"], message_digest)
        return token
