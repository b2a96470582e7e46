"""Whether the services of the network answer (thử dịch vụ mạng): time stamps, and the state of certificates.

Nothing of a person or a paper is sent: a service is asked for its bare address, and a time stamp, when one is wanted,
for the hash of random bytes. It goes the way a signature goes: by the office's addresses, and by this machine's proxy.
"""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from hashlib import sha256
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from asn1crypto import algos, tsp, x509  # type: ignore[import-untyped]  # it ships none

from signing.services import Reached, ReachState, ServiceKind, Services

KNOCK_S = 5.0
"""How long a service may take to answer at all, its name's look-up included."""

STAMP_S = 20.0
"""How long a time stamp may take while a person waits for it; completing a copy later waits longer."""

_HERE = ("127.0.0.1", "localhost", "::1")
_MOST = 1 << 20
_FAULTY_FROM = 500
_NO_PASSAGE = 407

Outcome = tuple[ReachState, float]
"""What came of asking one address, and after how many seconds."""


def reach(services: Services, certificates: Sequence[bytes], *, stamp: bool) -> tuple[Reached, ...]:
    """Ask each service once, side by side, and return what came of it; raises nothing.

    Args:
        services: Of the office.
        certificates: DER of those that sign: the services that tell their state are asked too.
        stamp: Have each authority give a time stamp, as signing does; else it is enough that it answers.
    """
    asked: list[tuple[ServiceKind, str, Callable[[str], ReachState]]] = [
        ("tsa", url, _stamped if stamp else _knocked) for url in services.tsa
    ]
    asked += [("ocsp", url, _knocked) for url in state_addresses(certificates)]
    if not asked:
        return ()
    asking = ThreadPoolExecutor(len(asked))
    under_way = [asking.submit(_timed, ask, services.address(url)) for _, url, ask in asked]
    wait(under_way, STAMP_S if stamp else KNOCK_S)
    asking.shutdown(wait=False, cancel_futures=True)  # the look-up of a name heeds no time limit of ours
    late: Outcome = ("silent", STAMP_S if stamp else KNOCK_S)
    return tuple(
        Reached(kind, urlsplit(url).hostname or url, *(one.result() if one.done() and not one.cancelled() else late))
        for (kind, url, _), one in zip(asked, under_way, strict=True)
    )


def state_addresses(certificates: Sequence[bytes]) -> list[str]:
    """Return where the state of certificates is asked for (OCSP), one address a host; what is none is passed over."""
    found: dict[str, str] = {}
    for der in certificates:
        with suppress(ValueError, TypeError, KeyError):
            for url in x509.Certificate.load(der).ocsp_urls:
                found.setdefault(urlsplit(url).netloc, url)
    return list(found.values())


def _timed(ask: Callable[[str], ReachState], url: str) -> Outcome:
    began = time.monotonic()
    try:
        state = ask(url)
    except (OSError, ValueError):
        state = "silent"
    return state, time.monotonic() - began


def _opener(url: str) -> OpenerDirector:
    return build_opener(ProxyHandler({}) if urlsplit(url).hostname in _HERE else ProxyHandler())


def _knocked(url: str) -> ReachState:
    """Ask for the bare address: any answer of the service's own will do, it need not like the question."""
    if urlsplit(url).scheme not in ("http", "https"):
        return "silent"
    try:
        _opener(url).open(Request(url), timeout=KNOCK_S).close()  # noqa: S310 -- the scheme was looked at above
    except HTTPError as answer:
        with answer:
            return "faulty" if answer.code >= _FAULTY_FROM or answer.code == _NO_PASSAGE else "answers"
    return "answers"


def _stamped(url: str) -> ReachState:
    """Have the hash of random bytes stamped, and look at what came."""
    if urlsplit(url).scheme not in ("http", "https"):
        return "silent"
    digest = sha256(os.urandom(32)).digest()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = Request(url, _query(digest), headers)  # noqa: S310 -- the scheme was looked at above
    try:
        with _opener(url).open(request, timeout=STAMP_S) as answer:
            return "stamped" if _is_stamp(answer.read(_MOST), digest) else "faulty"
    except HTTPError as answer:
        answer.close()
        return "faulty"


def _query(digest: bytes) -> bytes:
    imprint = tsp.MessageImprint(
        {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "hashed_message": digest}
    )
    nonce = int.from_bytes(os.urandom(8))
    asked = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    return bytes(asked.dump())


def _is_stamp(data: bytes, digest: bytes) -> bool:
    from signing.tst import BAD_TOKEN, read_token  # loads the libraries that sign, and most looks only knock

    try:
        answer: Any = tsp.TimeStampResp.load(data, strict=True)
        if answer["status"]["status"].native not in ("granted", "granted_with_mods"):
            return False
        read_token(answer["time_stamp_token"]["content"], digest, "sha256")
    except BAD_TOKEN:
        return False
    return True
