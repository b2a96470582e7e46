"""The services of the network (dịch vụ mạng): HTTP with bounds, and time stamps from whichever authority answers."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from asn1crypto import tsp  # type: ignore[import-untyped]  # it ships none
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import dummy_digest, handle_tsp_response

from signing.errors import TimestampDown
from signing.services import Services
from signing.token_form import in_der
from signing.tst import BAD_TOKEN, TimeStampToken, read_token

_CHUNK = 1 << 16
_HERE = ("127.0.0.1", "localhost", "::1")
_MOST_TOKEN = 1 << 20
_BACK_OFF_S = 2.0
_ASIDE_S = 300.0
"""How long an authority that failed is asked after the others."""

_SLOW_S = 60.0
"""For how long a person is not made to wait again for an authority that kept one waiting in vain."""

_FIRST_GUESS = 6144
"""Bytes kept free for a time stamp token before any has been seen: token, signer and issuer."""

_LEAST_ROOM = 2048
"""Bytes kept free at least once a token was seen; what stays empty is in every copy and is read by every check."""

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

    The addresses are asked in their order. One that fails makes room for the next at once; one that is slow is joined
    by the next, and the first good answer counts. When all failed they are asked anew, `tsa_tries` times in all, with
    2 s and 4 s between the rounds; one that failed or was overtaken lately comes last. A token is looked at before it
    is taken: its imprint, its nonce and its signature.

    Attributes:
        room: Bytes to keep free for a token: a guess, then what those seen need and a quarter more.
    """

    def __init__(self, wire: Wire, services: Services) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's has none
        self._wire, self._services = wire, services
        self._failed: dict[str, float] = {}
        self._slow: dict[str, float] = {}
        self.room = _FIRST_GUESS
        self._signers: dict[bytes, TimeStampToken] = {}
        self._left: ContextVar[list[float] | None] = ContextVar("left", default=None)
        self._answered: ContextVar[str] = ContextVar("answered", default="")

    @property
    def answered(self) -> str:
        """Return the address that gave the last time stamp of this act, or ""."""
        return self._answered.get()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Wait for the time stamps asked for inside no longer than so many seconds in all.

        What a key takes in between does not count: a person may be typing a PIN, or looking for a telephone.
        """
        token = self._left.set([seconds])
        try:
            yield
        finally:
            self._left.reset(token)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object
        """Return a token for a digest.

        Raises:
            TimestampDown: no authority gave one, or not in time.
        """
        left, now = self._left.get(), time.monotonic()
        if (
            left is not None
            and self._services.tsa
            and all(now - self._slow.get(url, -_SLOW_S) < _SLOW_S for url in self._services.tsa)
        ):
            raise TimestampDown  # nobody waits once more for what was too slow a moment ago
        try:
            async with asyncio.timeout(None if left is None else max(0.0, left[0])):
                return await self._from_any(message_digest, md_algorithm)
        except TimeoutError as fault:
            raise TimestampDown from fault
        finally:
            if left is not None:
                left[0] -= time.monotonic() - now

    async def _from_any(self, digest: bytes, algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object
        for around in range(max(1, self._services.tsa_tries)):
            if around:
                await asyncio.sleep(_BACK_OFF_S * 2 ** (around - 1))
            token = await self._round(digest, algorithm)
            if token is not None:
                return token
            if not self._services.tsa:
                break
        raise TimestampDown

    async def _round(self, digest: bytes, algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object, or None
        """Ask each address once, a further one when those asked failed or are slow; return the first token."""
        waiting, asked = self._order(), dict[asyncio.Task[Any], str]()
        try:
            while waiting or asked:
                if waiting:
                    url = waiting.pop(0)
                    asked[asyncio.create_task(self._ask(url, digest, algorithm))] = url
                patience = self._services.hedge_s if waiting else None
                done, _ = await asyncio.wait(asked, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    url = asked.pop(task)
                    if (token := self._taken(task, url)) is not None:
                        return token
            return None
        finally:
            for task, url in asked.items():  # overtaken, or nobody waits any more
                task.cancel()
                self._failed[url] = self._slow[url] = time.monotonic()
            await asyncio.gather(*asked, return_exceptions=True)

    def _taken(self, task: "asyncio.Task[Any]", url: str) -> Any:  # noqa: ANN401 -- a CMS object, or None
        try:
            token = task.result()
        except (Unreached, *BAD_TOKEN):
            self._failed[url] = time.monotonic()
            return None
        self._failed.pop(url, None)
        self._slow.pop(url, None)
        self._answered.set(url)
        return token

    async def signers(self) -> list[TimeStampToken]:
        """Return a token of each authority that gave one so far; when there is none yet, one is asked for.

        Raises:
            TimestampDown: no authority answers.
        """
        if not self._signers:
            await self.async_timestamp(dummy_digest(DIGEST), DIGEST)
        return list(self._signers.values())

    def forget(self, signer: TimeStampToken) -> None:
        """Count an authority no longer among those that give time stamps, until it gives the next one."""
        self._signers.pop(signer.signer.dump(), None)

    def _order(self) -> list[str]:
        now = time.monotonic()
        return sorted(self._services.tsa, key=lambda url: now - self._failed.get(url, -_ASIDE_S) < _ASIDE_S)

    async def _ask(self, url: str, digest: bytes, algorithm: str) -> Any:  # noqa: ANN401 -- a CMS object
        nonce, request = self.request_cms(digest, algorithm)  # type: ignore[no-untyped-call]  # the library's has none
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        body = request.dump()
        data = await self._wire.ask(url, self._services.tsa_timeout_s, _MOST_TOKEN, body, headers)
        token = in_der(handle_tsp_response(tsp.TimeStampResp.load(data, strict=True), nonce))
        signer = read_token(token["content"], digest, algorithm)
        size = max(_LEAST_ROOM, len(token.dump()) * 5 // 4)
        self.room = max(self.room, size) if self._signers else size
        self._signers[signer.signer.dump()] = signer
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
