"""Remote signing by the API of the Cloud Signature Consortium, version 1.0.4.0 (ký số từ xa theo CSC).

Only credentials that a person confirms elsewhere, as on a telephone, are served: no PIN and no one-time code passes
through this program. What authorises a signature (SAD) is held in memory until it is used, and nowhere else.
"""

import base64
import binascii
import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from signing.certificate import read_certificate
from signing.errors import (
    CertificateAbsent,
    RemoteDenied,
    RemoteDown,
    RemoteExpired,
    RemoteNotAdmitted,
    RemoteTooFew,
    RemoteUnconfirmed,
    RemoteUnreadable,
    RemoteUntrusted,
    RemoteWantsMore,
)
from signing.remote import Account, Identity
from signing.running import run

_SHA256 = "2.16.840.1.101.3.4.2.1"
_RSA, _RSA_SHA256, _ECDSA_SHA256 = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2"
_HERE = ("127.0.0.1", "localhost", "::1")
_MOST_BYTES = 1 << 20
_ANSWER_S = 30.0
_LASTS_S = 3600.0
"""How long an authorisation lasts when the service does not say (CSC API 1.0.4.0, 11.6)."""

_REFUSED = range(400, 500)
_FAILED = 500


class CscSigner:
    """What `RemoteSigner` promises, by CSC v1: `credentials/info`, `credentials/authorize`, `signatures/signHash`.

    Args:
        account: Whose key it is.
        now: Asked for a clock that never goes back, in seconds.
    """

    def __init__(self, account: Account, now: Callable[[], float] = time.monotonic) -> None:
        self.name = account.name
        self._account, self._now = account, now
        self._algorithm = _RSA
        self._under_way: dict[str, Future[tuple[bytes, ...]]] = {}

    def get_certificate(self) -> Identity:
        """Return whom the credential is for."""
        told = self._ask("credentials/info", {"credentialID": self._account.credential, "certificates": "chain"})
        with _Reading(self.name):
            mode, wanted = told.get("authMode", "implicit"), [told.get(what, {}) for what in ("PIN", "OTP")]
            if mode != "implicit" and any(one.get("presence") in (True, "true") for one in wanted):
                raise RemoteWantsMore
            if told["key"].get("status", "enabled") != "enabled":
                raise RemoteNotAdmitted(service=self.name)
            first, *above = [base64.b64decode(text, validate=True) for text in told["cert"]["certificates"]]
            self._algorithm = _algorithm_of(told["key"]["algo"])
            return Identity(read_certificate(first), tuple(above), max(1, int(told.get("multisign", 1))))

    def expect(self, count: int) -> None:
        """Make nothing of it: each request is sent off as it comes."""

    def start(self, hashes: Sequence[bytes]) -> str:
        """Ask for the signatures; a thread waits for the confirmation."""
        name, answer = uuid.uuid4().hex, Future[tuple[bytes, ...]]()
        self._under_way[name] = answer

        def carry_out() -> None:
            try:
                answer.set_result(self._signed(list(hashes)))
            except BaseException as fault:  # noqa: BLE001 -- it belongs to whoever polls
                answer.set_exception(fault)

        threading.Thread(target=carry_out, name="remote-signing", daemon=True).start()
        return name

    def poll(self, transaction: str) -> tuple[bytes, ...] | None:
        """Return the signatures once they are there."""
        answer = self._under_way.get(transaction)
        if answer is None:
            raise RemoteExpired
        if not answer.done():
            return None
        del self._under_way[transaction]
        return answer.result()

    def _signed(self, hashes: list[bytes]) -> tuple[bytes, ...]:
        asked, texts = self._now(), [base64.b64encode(one).decode() for one in hashes]
        whose = {"credentialID": self._account.credential}
        granted = self._ask("credentials/authorize", {**whose, "numSignatures": len(texts), "hash": texts})
        with _Reading(self.name):
            sad, lasts = str(granted["SAD"]), float(granted.get("expiresIn", _LASTS_S))
        if self._now() - asked >= lasts:
            raise RemoteExpired
        how = {"hashAlgo": _SHA256, "signAlgo": self._algorithm}
        given = self._ask("signatures/signHash", {**whose, "SAD": sad, "hash": texts, **how})
        with _Reading(self.name):
            values = tuple(base64.b64decode(text, validate=True) for text in given["signatures"])
        if len(values) != len(hashes):
            raise RemoteTooFew(given=len(values), wanted=len(hashes))
        return values

    # -- one request --------------------------------------------------------------------------------------------------

    def _ask(self, what: str, body: Mapping[str, object]) -> dict[str, Any]:
        where = urlsplit(self._account.address)
        if where.scheme != "https" and where.hostname not in _HERE:
            raise RemoteUntrusted(service=self.name)
        confirmed = what == "credentials/authorize"
        try:
            status, data = run(lambda: self._sent(what, body, self._account.patience_s if confirmed else _ANSWER_S))
        except (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch) as fault:
            raise RemoteUntrusted(service=self.name) from fault
        except TimeoutError as fault:
            raise (RemoteUnconfirmed() if confirmed else RemoteDown(service=self.name)) from fault
        except (aiohttp.ClientError, OSError, ValueError) as fault:
            raise RemoteDown(service=self.name, why=type(fault).__name__) from fault
        return self._told(status, data, confirmed=confirmed)

    def _told(self, status: int, data: bytes, *, confirmed: bool) -> dict[str, Any]:
        if status in (401, 403):
            raise RemoteNotAdmitted(service=self.name)
        if status >= _FAILED:
            raise RemoteDown(service=self.name, why=status)
        if status in _REFUSED:
            raise RemoteDenied(why=status) if confirmed else RemoteUnreadable(service=self.name, why=status)
        with _Reading(self.name):
            told = json.loads(data)
            if status != 200 or not isinstance(told, dict):
                raise TypeError(status)
            return told

    async def _sent(self, what: str, body: Mapping[str, object], timeout_s: float) -> tuple[int, bytes]:
        token, limit = self._account.token(), aiohttp.ClientTimeout(total=timeout_s)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        here = urlsplit(self._account.address).hostname in _HERE
        url = f"{self._account.address.rstrip('/')}/{what}"
        async with (
            aiohttp.ClientSession(trust_env=not here, timeout=limit) as session,
            session.post(url, json=body, headers=headers, allow_redirects=False) as answer,
        ):
            data = await answer.content.read(_MOST_BYTES + 1)
            while len(data) <= _MOST_BYTES and (more := await answer.content.read(_MOST_BYTES)):
                data += more
            if len(data) > _MOST_BYTES:
                raise ValueError(len(data))
            return answer.status, data


class _Reading:
    """Turn what a malformed answer raises into the fault of that; its text is not kept, it may hold what authorises."""

    def __init__(self, service: str) -> None:
        self._service = service

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, fault: BaseException | None, _trace: object) -> None:
        if isinstance(fault, KeyError | TypeError | ValueError | AttributeError | binascii.Error | CertificateAbsent):
            raise RemoteUnreadable(service=self._service, why=type(fault).__name__) from None


def _algorithm_of(offered: Sequence[str]) -> str:
    """Return the algorithm to be asked for, of those the key offers."""
    for known in (_RSA_SHA256, _RSA, _ECDSA_SHA256):
        if known in offered:
            return known
    return _ECDSA_SHA256 if any(one.startswith("1.2.840.10045.") for one in offered) else _RSA
