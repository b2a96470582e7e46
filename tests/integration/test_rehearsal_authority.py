"""The rehearsal's authority: founded in an office, copied with it, answering in as many processes as ask."""

import asyncio
import shutil
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import crl, ocsp, tsp, x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from desk.errors import AuthorityDown, SoftTokenMissing
from desk.jobs import call_limited
from desk.rehearsal import soft_tokens
from desk.rehearsal.authority import (
    CLERK_TOKEN,
    FOLDER,
    OFFICER_PIN,
    OFFICER_TOKEN,
    PREFIX,
    SEAL_TOKEN,
    TSA,
    Authority,
    authority_exists,
    make_authority,
)
from desk.settings import TRUST
from desk.sign.keys import ProcessKeys
from signing.services import Services
from tests.fakes.authority import ELLIPTIC, FAILING, Pki, copied_pki, make_pki


def asked(services: Services, url: str, body: bytes | None = None, kind: str = "application/octet-stream") -> bytes:
    where = services.address(url)
    assert where.startswith("http://127.0.0.1:")
    order = urllib.request.Request(where, body, {"Content-Type": kind})  # noqa: S310 -- loopback, as just seen
    with urllib.request.urlopen(order, timeout=10) as answer:  # noqa: S310 -- loopback, as just seen
        data: bytes = answer.read()
    return data


def ocsp_of(pki: Pki, name: str) -> bytes:
    """Ask OCSP about a certificate, at the address the certificate itself names."""
    found, issuer = x509.Certificate.load(pki.der(name)), x509.Certificate.load(pki.der("interm"))
    about = {
        "hash_algorithm": {"algorithm": "sha1"}, "issuer_name_hash": issuer.subject.sha1,
        "issuer_key_hash": issuer.public_key.sha1, "serial_number": found.serial_number,
    }
    request = ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": about}]}})
    return asked(pki.services(), found.ocsp_urls[0], request.dump())


def state_of(pki: Pki, name: str) -> str:
    answer = ocsp.OCSPResponse.load(ocsp_of(pki, name))
    status = answer.basic_ocsp_response["tbs_response_data"]["responses"][0]["cert_status"]
    return status.name if status.name == "good" else str(status.native["revocation_reason"])


def stamp(services: Services) -> tsp.TSTInfo:
    request = tsp.TimeStampReq(
        {
            "version": 1, "nonce": 7, "cert_req": True,
            "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)},
        }
    )
    answer = tsp.TimeStampResp.load(asked(services, services.tsa[0], request.dump(), "application/timestamp-query"))
    assert answer["status"]["status"].native == "granted"
    return answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed


def labels(home: Path) -> set[str]:
    return call_limited(labels_seen, Authority(home).module().path, Authority(home).module().environment)


def labels_seen(path: str, environment: tuple[tuple[str, str], ...]) -> set[str]:
    import os

    import pkcs11

    os.environ.update(environment)
    return {slot.get_token().label for slot in pkcs11.lib(path).get_slots()} - {""}


def test_time_stamps_are_given_now(authority: Pki) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)

    told = stamp(authority.services())

    assert before < told["gen_time"].native < datetime.now(UTC) + timedelta(seconds=2)


def test_the_state_of_each_certificate_is_told(authority: Pki) -> None:
    states = {name: state_of(authority, name) for name in ("officer", "seal", "officer-revoked", "officer-hold")}

    assert states == {
        "officer": "good", "seal": "good", "officer-revoked": "key_compromise", "officer-hold": "certificate_hold",
    }


def validated(pki: Pki, name: str, usage: set[str], extended: set[str] | None = None) -> None:
    """Validate a certificate strictly, with the revocation data its own addresses give."""
    lists = [f"{PREFIX}/saoy/crls/{issuer}/latest.crl" for issuer in ("root", "interm")]
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(pki.der("root"))], other_certs=[x509.Certificate.load(pki.der("interm"))],
        crls=[crl.CertificateList.load(asked(pki.services(), url)) for url in lists],
        ocsps=[ocsp.OCSPResponse.load(ocsp_of(pki, name))],
        revocation_mode="require", allow_fetching=False,
    )  # fmt: skip
    validator = CertificateValidator(x509.Certificate.load(pki.der(name)), validation_context=context)
    asyncio.run(validator.async_validate_usage(usage, extended))


def test_good_certificates_pass_a_strict_validator(authority: Pki) -> None:
    for name in ("officer", "seal", *ELLIPTIC):
        validated(authority, name, {"non_repudiation"})
    validated(authority, "tsa", {"digital_signature"}, {"time_stamping"})


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("officer-expired", "ExpiredError"), ("officer-notyet", "NotYetValidError"),
        ("officer-revoked", "RevokedError"), ("officer-hold", "RevokedError"),
        ("officer-wrongku", "InvalidCertificateError"), ("officer-dsonly", "InvalidCertificateError"),
    ],
)  # fmt: skip
def test_a_failing_certificate_fails_for_its_own_reason(authority: Pki, name: str, fault: str) -> None:
    with pytest.raises(ValidationError) as told:
        validated(authority, name, {"non_repudiation"})

    assert type(told.value).__name__ == fault


def test_the_list_of_revoked_certificates_names_both(authority: Pki) -> None:
    found = x509.Certificate.load(authority.der("officer"))
    address = found.crl_distribution_points[0].url

    listed = crl.CertificateList.load(asked(authority.services(), address))["tbs_cert_list"]["revoked_certificates"]

    assert {entry["user_certificate"].native for entry in listed} == {
        x509.Certificate.load(authority.der(name)).serial_number for name in ("officer-revoked", "officer-hold")
    }


def test_the_issuer_is_found_at_its_address(authority: Pki) -> None:
    ways = x509.Certificate.load(authority.der("officer")).authority_information_access_value.native
    address = next(way["access_location"] for way in ways if way["access_method"] == "ca_issuers")

    assert address.startswith(PREFIX)
    assert asked(authority.services(), address) == authority.der("interm")


def test_every_certificate_leads_where_it_should(authority: Pki) -> None:
    for name in ("officer", "seal", "tsa", "ocsp", *FAILING, *ELLIPTIC):
        issuer = x509.Certificate.load(authority.der("interm"))

        assert x509.Certificate.load(authority.der(name)).issuer == issuer.subject, name
    assert "Gốc không ai tin" in x509.Certificate.load(authority.der("stranger")).issuer.human_friendly


def test_names_are_those_of_the_rehearsal(authority: Pki) -> None:
    officer, seal = authority.certificate("officer"), authority.certificate("seal")

    assert (officer.subject, officer.organisation) == ("Hoàng Văn Páo", "UBND xã Nà Khuôn")
    assert (seal.subject, seal.organisation) == ("UBND xã Nà Khuôn", "UBND tỉnh Tuyên Quang")
    assert officer.can_sign
    assert seal.can_sign


def test_a_silent_service_is_silent_in_every_process_until_it_speaks_again(authority: Pki) -> None:
    another = Authority(authority.home)
    services = another.services()

    with authority.silent("tsa"), pytest.raises(urllib.error.HTTPError, match="503"):
        stamp(services)
    told = stamp(services)
    another.close()

    assert told["nonce"].native == 7


def test_the_certificates_stay_the_same_from_one_start_to_the_next(authority: Pki) -> None:
    again = Pki(authority.home)

    assert all(again.der(name) == authority.der(name) for name in ("root", "interm", "officer", *ELLIPTIC))


def test_an_office_copied_elsewhere_takes_its_tokens_along(authority: Pki, tmp_path: Path) -> None:
    copy = copied_pki(authority, tmp_path / "Văn phòng mới")

    seen = labels(copy.home)

    assert seen == {OFFICER_TOKEN, SEAL_TOKEN, CLERK_TOKEN}
    assert str(tmp_path) in (copy.home / FOLDER / "softhsm2.conf").read_text("utf-8")


def test_many_at_once_on_one_office_each_get_their_signature_and_their_time(authority: Pki) -> None:
    def work(_: int) -> bool:
        mine = Authority(authority.home)
        keys = ProcessKeys([mine.module()])
        serial = next(token.serial for token in keys.tokens() if token.label == OFFICER_TOKEN)
        key = keys.open(serial, authority.certificate("officer").sha256, OFFICER_PIN)
        signatures = {key.sign(b"data") for _ in range(10)}
        told = stamp(mine.services())
        keys.close()
        mine.close()
        return len(signatures) == 1 and told["nonce"].native == 7

    with ThreadPoolExecutor(5) as people:
        done = list(people.map(work, range(5)))

    assert done == [True] * 5


def test_the_office_trusts_the_root_of_its_rehearsal(authority: Pki) -> None:
    files = {file.name: file.read_text("ascii") for file in (authority.home / TRUST).iterdir()}

    assert set(files) == {"rehearsal-root.pem", "rehearsal-interm.pem"}
    assert all(text.startswith("-----BEGIN CERTIFICATE-----") for text in files.values())


def test_founding_leaves_nothing_half_made(tmp_path: Path) -> None:
    make_authority(tmp_path)

    assert authority_exists(tmp_path)
    assert sorted(place.name for place in tmp_path.iterdir()) == [FOLDER, TRUST]


def test_without_softhsm_there_is_an_authority_but_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soft_tokens, "library", lambda: None)

    make_authority(tmp_path)

    authority = Authority(tmp_path)
    assert stamp(authority.services())["nonce"].native == 7
    authority.close()
    with pytest.raises(SoftTokenMissing):
        authority.module()


def test_an_authority_that_cannot_start_says_so(authority: Pki, tmp_path: Path) -> None:
    copy = copied_pki(authority, tmp_path)
    shutil.rmtree(copy.home / FOLDER / "keys")

    with pytest.raises(AuthorityDown):
        Authority(tmp_path).services()


def test_it_stops_at_once_and_starts_again(authority: Pki) -> None:
    another = Authority(authority.home)
    first = another.services().address(TSA)
    begun = time.monotonic()
    another.close()
    took = time.monotonic() - begun

    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(first, timeout=5)  # noqa: S310 -- loopback
    assert took < 2
    assert stamp(another.services())["nonce"].native == 7
    another.close()


def test_nothing_is_written_to_the_terminal(authority: Pki, capfd: pytest.CaptureFixture[str]) -> None:
    another = Authority(authority.home)

    stamp(another.services())
    with pytest.raises(urllib.error.HTTPError):
        asked(another.services(), f"{PREFIX}/saoy/tsa/none", b"x")
    another.close()

    assert capfd.readouterr() == ("", "")


def test_a_pki_made_anew_has_certificates_that_fail(tmp_path: Path) -> None:
    made = make_pki(tmp_path / "office")
    now = datetime.now(UTC)

    assert made.certificate("officer-expired").not_after < now
    assert made.certificate("officer-notyet").not_before > now
    assert not made.certificate("officer-wrongku").can_sign
    assert not made.certificate("officer-dsonly").can_sign
    assert x509.Certificate.load(made.der("officer-norev")).ocsp_urls == []
