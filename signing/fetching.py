"""Fetching what tells the state of certificates (trạng thái chứng thư): OCSP answers, lists of the revoked, issuers.

What was fetched is kept for as long as the fetchers live, which is minutes; a failure is kept for one act and seconds
only, so that an act does not wait for the same dead server twice.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from asn1crypto import crl, pem  # type: ignore[import-untyped]  # it ships none
from pyhanko_certvalidator.errors import CRLFetchError, OCSPFetchError, OCSPValidationError
from pyhanko_certvalidator.fetchers import CertificateFetcher, CRLFetcher, Fetchers, OCSPFetcher
from pyhanko_certvalidator.fetchers.common_utils import (
    enumerate_delivery_point_urls,
    format_ocsp_request,
    gather_aia_issuer_urls,
    process_ocsp_response_data,
    unpack_cert_content,
)
from pyhanko_certvalidator.util import get_ocsp_urls, get_relevant_crl_dps

from signing.network import Unreached, Wire

_MOST_OCSP, _MOST_CRL, _MOST_CERTIFICATES = 1 << 20, 64 << 20, 1 << 20
_MOST_ADDRESSES = 10
_FAILED_FOR_S = 20.0
_ANY = "application/octet-stream"
_OCSP = {"Content-Type": "application/ocsp-request", "Accept": "application/ocsp-response"}


@dataclass
class Fetched:
    """What is known of the state of certificates (những gì đã lấy về), by issuer and serial of each.

    Attributes:
        failed: When an address was last found dead; emptied at the beginning of an act.
        unreached: True when an address could not be reached since it was last set to False.
    """

    ocsp: dict[bytes, list[Any]] = field(default_factory=dict)
    crls: dict[bytes, list[Any]] = field(default_factory=dict)
    failed: dict[str, float] = field(default_factory=dict)
    unreached: bool = False


class _Asking:
    """Asks addresses over the wire and keeps answers by address."""

    def __init__(self, wire: Wire, timeout_s: float, fetched: Fetched) -> None:
        self.fetched, self._wire, self._timeout_s = fetched, wire, timeout_s
        self._answers: dict[str, Any] = {}

    async def kept(self, url: str, most: int, read: Callable[[bytes], Any]) -> Any:  # noqa: ANN401 -- what `read` gives
        """Return the answer of an address, read; Unreached."""
        if url not in self._answers:
            self._answers[url] = await self.fresh(url, most, read)
        return self._answers[url]

    async def fresh(
        self, url: str, most: int, read: Callable[[bytes], Any], body: bytes | None = None
    ) -> Any:  # noqa: ANN401 -- what `read` gives
        """Ask an address and return its answer, read; Unreached."""
        if time.monotonic() - self.fetched.failed.get(url, -_FAILED_FOR_S) < _FAILED_FOR_S:
            self.fetched.unreached = True
            raise Unreached("failed just now")
        try:
            data = await self._wire.ask(url, self._timeout_s, most, body, None if body is None else _OCSP)
            return read(data)
        except (Unreached, ValueError, TypeError, KeyError, OCSPFetchError, OCSPValidationError) as fault:
            self.fetched.failed[url], self.fetched.unreached = time.monotonic(), True
            raise Unreached(type(fault).__name__) from fault


class _Ocsp(OCSPFetcher):
    def __init__(self, asking: _Asking) -> None:
        self._asking = asking

    async def fetch(self, cert: Any, authority: Any) -> Any:  # noqa: ANN401 -- asn1crypto ships no types
        request = format_ocsp_request(cert, authority, certid_hash_algo="sha1", request_nonces=True)
        for url in get_ocsp_urls(cert)[:_MOST_ADDRESSES]:

            def read(data: bytes, url: str = url) -> Any:  # noqa: ANN401 -- as above
                return process_ocsp_response_data(data, ocsp_request=request, ocsp_url=url)

            try:
                answer = await self._asking.fresh(url, _MOST_OCSP, read, request.dump())
            except Unreached:
                continue
            self._asking.fetched.ocsp.setdefault(cert.issuer_serial, []).append(answer)
            return answer
        raise OCSPFetchError("no OCSP answer")

    def fetched_responses(self) -> Iterable[Any]:
        return [one for several in self._asking.fetched.ocsp.values() for one in several]

    def fetched_responses_for_cert(self, cert: Any) -> Iterable[Any]:  # noqa: ANN401 -- as above
        return self._asking.fetched.ocsp.get(cert.issuer_serial, [])


class _Crl(CRLFetcher):
    def __init__(self, asking: _Asking) -> None:
        self._asking = asking

    async def fetch(self, cert: Any, *, use_deltas: bool | None = None) -> Iterable[Any]:  # noqa: ANN401 -- as above
        points = get_relevant_crl_dps(cert, use_deltas=bool(use_deltas))
        urls = [url for point in points for url in enumerate_delivery_point_urls(point)]
        found = []
        for url in urls[:_MOST_ADDRESSES]:
            try:
                found.append(await self._asking.kept(url, _MOST_CRL, _read_crl))
            except Unreached:
                continue
        if urls and not found:
            raise CRLFetchError("no list of the revoked")
        self._asking.fetched.crls[cert.issuer_serial] = found
        return found

    def fetched_crls(self) -> Iterable[Any]:
        return [one for several in self._asking.fetched.crls.values() for one in several]

    def fetched_crls_for_cert(self, cert: Any) -> Iterable[Any]:  # noqa: ANN401 -- as above
        return self._asking.fetched.crls[cert.issuer_serial]


class _Issuers(CertificateFetcher):
    def __init__(self, asking: _Asking) -> None:
        self._asking, self._found = asking, list[Any]()

    def fetch_cert_issuers(self, cert: Any) -> Any:  # noqa: ANN401 -- as above
        return self._fetch(list(gather_aia_issuer_urls(cert)))

    def fetch_crl_issuers(self, certificate_list: Any) -> Any:  # noqa: ANN401 -- as above
        return self._fetch([url for url in certificate_list.issuer_cert_urls if url.lower().startswith("http")])

    async def _fetch(self, urls: list[str]) -> AsyncIterator[Any]:
        for url in urls[:_MOST_ADDRESSES]:

            def read(data: bytes, url: str = url) -> list[Any]:
                return list(unpack_cert_content(data, _ANY, url, permit_pem=True))

            try:
                for issuer in await self._asking.kept(url, _MOST_CERTIFICATES, read):
                    self._found.append(issuer)
                    yield issuer
            except Unreached:
                continue

    def fetched_certs(self) -> Iterable[Any]:
        return list(self._found)


def _read_crl(data: bytes) -> Any:  # noqa: ANN401 -- as above
    if pem.detect(data):
        data = pem.unarmor(data)[2]
    found = crl.CertificateList.load(data, strict=True)
    _ = found["tbs_cert_list"]["this_update"].native
    return found


def fetchers(wire: Wire, timeout_s: float, fetched: Fetched) -> Fetchers:
    """Return the three fetchers of a validation; they write what they get into `fetched`."""
    asking = _Asking(wire, timeout_s, fetched)
    return Fetchers(ocsp_fetcher=_Ocsp(asking), crl_fetcher=_Crl(asking), cert_fetcher=_Issuers(asking))
