"""A copy is signed by the officer, sealed by the agency, and proves itself for years without any network."""

import asyncio
import subprocess
import threading
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import read_certification_data

from ocr.pdfa_check import check_pdfa
from signing.attest import attest
from signing.copy import CopySigner
from signing.errors import CertificateUnchecked, FileUnfit, TimestampDown
from signing.report import Verdict
from signing.services import Services
from signing.values import OFFICER_FIELD, SEAL_FIELD, Level, Signed
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.copies import ATTESTATION, MARKED, SCANS, drawn, paper, scan_pdf
from tests.fakes.judging import long_term, pdfsig, qpdf_is_content, strictly_read

VALID = "Signature is Valid."
TIMESTAMP = TimestampDown.code


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def room(authority: Pki) -> CopySigner:
    return CopySigner(lambda: authority.trust, authority.services, now)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    attest(scan_pdf(folder, [SCANS / "r035.png"]), MARKED, folder / "prepared.pdf")
    return folder / "prepared.pdf"


@pytest.fixture(scope="module")
def finished(authority: Pki, prepared: Path) -> Path:
    folder, room = prepared.parent, CopySigner(lambda: authority.trust, authority.services, now)
    room.sign(prepared, MARKED, authority.key("officer"), folder / "signed.pdf")
    room.seal(folder / "signed.pdf", MARKED, authority.key("seal"), folder / "sealed.pdf")
    return folder / "sealed.pdf"


def test_officer_and_agency_reach_the_long_term_level(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    signed = room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")
    sealed = room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal"), tmp_path / "sealed.pdf")

    assert (signed, sealed) == (Signed(Level.T), Signed(Level.LTA))
    assert verify(tmp_path / "sealed.pdf", authority.trust).verdict is Verdict.PASSED


def test_others_find_both_signatures_valid(authority: Pki, finished: Path) -> None:
    assert pdfsig(finished)[:2] == [VALID, VALID]
    assert qpdf_is_content(finished)
    assert check_pdfa(finished) == []
    assert long_term(finished, authority.trust, now()) == [("PASSED", True), ("PASSED", True)]


def test_the_proof_holds_four_years_after_the_certificates_ended(authority: Pki, finished: Path) -> None:
    end = max(authority.certificate(name).not_after for name in ("officer", "seal"))

    late = end + timedelta(days=4 * 365)

    assert long_term(finished, authority.trust, late) == [("PASSED", True), ("PASSED", True)]
    assert verify(finished, authority.trust, late).verdict is Verdict.PASSED


def test_elliptic_keys_sign_too(room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path) -> None:
    room.sign(prepared, MARKED, authority.key("officer-ec"), tmp_path / "signed.pdf")
    done = room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal-ec"), tmp_path / "sealed.pdf")

    assert done == Signed(Level.LTA)
    assert pdfsig(tmp_path / "sealed.pdf")[:2] == [VALID, VALID]
    assert long_term(tmp_path / "sealed.pdf", authority.trust, now()) == [("PASSED", True), ("PASSED", True)]


def test_the_officer_certifies_and_allows_no_more_than_the_seal(finished: Path) -> None:
    with strictly_read(finished) as reader:
        certified = read_certification_data(reader)
        officer, seal = reader.embedded_regular_signatures
        stamps = reader.embedded_timestamp_signatures

        assert certified is not None
        assert certified.permission == MDPPerm.FILL_FORMS
        assert (officer.field_name, seal.field_name, len(stamps)) == (OFFICER_FIELD, SEAL_FIELD, 1)
        for one in (officer, seal):
            assert one.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
            assert one.md_algorithm == "sha256"
            carried = [each.chosen.subject.native["common_name"] for each in one.signed_data["certificates"]]
            signer = one.signer_cert.subject.native["common_name"]
            assert sorted(carried) == sorted({signer, "Cơ quan chứng thực diễn tập Sao Y"})
            assert "signing_time" not in [kind["type"].native for kind in one.signer_info["signed_attrs"]]
            one.compute_integrity_info()
            assert one.diff_result.modification_level <= ModificationLevel.FORM_FILLING
        assert "/VRI" not in reader.root["/DSS"]
        assert reader.xrefs.total_revisions == 5


def test_the_last_time_stamp_covers_every_byte(finished: Path) -> None:
    with strictly_read(finished) as reader:
        end = reader.embedded_timestamp_signatures[-1].byte_range

        assert end[2] + end[3] == finished.stat().st_size


def test_the_signature_tells_name_reason_place_and_time_of_vietnam(authority: Pki, finished: Path) -> None:
    with strictly_read(finished) as reader:
        told = reader.embedded_regular_signatures[0].sig_object

        assert told["/Name"] == authority.certificate("officer").subject
        assert told["/Reason"] == MARKED.reason
        assert told["/Location"] == MARKED.place
        assert str(told["/M"]).endswith("+07'00'")


def test_both_blocks_are_seen_and_read_and_stand_on_no_ink(prepared: Path, finished: Path) -> None:
    text = subprocess.run(["pdftotext", "-raw", finished, "-"], check=True, capture_output=True).stdout.decode()
    before, after = drawn(prepared.with_name("scan.pdf")), drawn(finished)

    told = unicodedata.normalize("NFC", " ".join(text.split()))
    for line in (*MARKED.words, *MARKED.officer[:-1], *MARKED.seal[:-1]):
        assert line in told
    assert f"Ký lúc {now():%d/%m/%Y}" in told or f"Ký lúc {now() + timedelta(hours=7):%d/%m/%Y}" in told
    assert told.count("+07:00") == 2
    changed = (np.abs(before.astype(int) - after) > 24).any(axis=2)
    assert changed.mean() > 0.005
    assert before[changed].min() > 200


def test_without_a_time_stamp_authority_the_copy_waits_and_is_completed_later(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    with authority.silent("tsa"):
        signed = room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")
        sealed = room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal"), tmp_path / "sealed.pdf")
        with pytest.raises(TimestampDown):
            room.complete(tmp_path / "sealed.pdf", tmp_path / "done.pdf")
    assert (signed, sealed) == (Signed(Level.B, TIMESTAMP), Signed(Level.B, TIMESTAMP))
    assert not (tmp_path / "done.pdf").exists()
    assert pdfsig(tmp_path / "sealed.pdf") == [VALID, VALID]

    done = room.complete(tmp_path / "sealed.pdf", tmp_path / "done.pdf")

    assert done == Signed(Level.LTA)
    assert (tmp_path / "done.pdf").read_bytes().startswith((tmp_path / "sealed.pdf").read_bytes())
    assert verify(tmp_path / "done.pdf", authority.trust).verdict is Verdict.PASSED
    assert pdfsig(tmp_path / "done.pdf")[:2] == [VALID, VALID]
    assert check_pdfa(tmp_path / "done.pdf") == []
    assert qpdf_is_content(tmp_path / "done.pdf")


def test_a_copy_completed_late_also_holds_after_its_certificates_ended(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    with authority.silent("tsa"):
        room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")
        room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal"), tmp_path / "sealed.pdf")

    room.complete(tmp_path / "sealed.pdf", tmp_path / "done.pdf")

    late = authority.certificate("officer").not_after + timedelta(days=4 * 365)
    assert verify(tmp_path / "done.pdf", authority.trust, late).verdict is Verdict.PASSED


def test_an_officer_without_a_time_stamp_is_brought_up_by_the_seal(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    with authority.silent("tsa"):
        room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")

    sealed = room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal"), tmp_path / "sealed.pdf")

    assert sealed == Signed(Level.LTA)
    assert verify(tmp_path / "sealed.pdf", authority.trust).verdict is Verdict.PASSED


def test_with_no_network_at_all_a_good_certificate_signs_and_waits(
    authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    room = CopySigner(lambda: authority.trust, authority.services, now)
    with authority.silent("tsa", "ocsp", "crls", "certs"):
        signed = room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")
        sealed = room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal"), tmp_path / "sealed.pdf")
    assert (signed, sealed) == (Signed(Level.B, TIMESTAMP), Signed(Level.B, TIMESTAMP))

    fresh = CopySigner(lambda: authority.trust, authority.services, now)
    assert fresh.complete(tmp_path / "sealed.pdf", tmp_path / "done.pdf") == Signed(Level.LTA)


def test_a_host_that_nobody_listens_on_is_no_network(authority: Pki, prepared: Path, tmp_path: Path) -> None:
    dead = Services(tsa=("http://127.0.0.1:9/tsa",), tsa_tries=1, timeout_s=2.0, rewrites=authority.services().rewrites)
    nobody = replace(dead, rewrites=tuple((beginning, "http://127.0.0.1:9") for beginning, _ in dead.rewrites))
    room = CopySigner(lambda: authority.trust, lambda: nobody, now)

    assert room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "a.pdf") == Signed(Level.B, TIMESTAMP)


def test_when_only_the_state_cannot_be_asked_nobody_signs(authority: Pki, prepared: Path, tmp_path: Path) -> None:
    room = CopySigner(lambda: authority.trust, authority.services, now)
    with authority.silent("ocsp", "crls"), pytest.raises(CertificateUnchecked):
        room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")

    assert list(tmp_path.iterdir()) == []


def test_a_list_of_the_revoked_serves_when_no_answer_does(authority: Pki, prepared: Path, tmp_path: Path) -> None:
    room = CopySigner(lambda: authority.trust, authority.services, now)
    with authority.silent("ocsp"):
        room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")
        done = room.seal(tmp_path / "signed.pdf", MARKED, authority.key("seal"), tmp_path / "sealed.pdf")

    assert done == Signed(Level.LTA)


def test_the_second_authority_is_asked_when_the_first_is_dead(authority: Pki, prepared: Path, tmp_path: Path) -> None:
    known = authority.services()
    two = replace(known, tsa=("http://127.0.0.1:9/tsa", *known.tsa))
    room = CopySigner(lambda: authority.trust, lambda: two, now)

    assert room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf") == Signed(Level.T)


def test_completing_what_is_complete_changes_nothing(
    room: CopySigner, authority: Pki, finished: Path, tmp_path: Path
) -> None:
    with authority.silent("tsa", "ocsp", "crls"):
        done = room.complete(finished, tmp_path / "again.pdf")

    assert done == Signed(Level.LTA)
    assert (tmp_path / "again.pdf").read_bytes() == finished.read_bytes()


def test_a_seal_that_could_not_be_finished_is_kept_and_finished_later(
    authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    first = CopySigner(lambda: authority.trust, authority.services, now)
    first.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")
    asked = threading.Event()

    class LastKey:
        """A key after whose signature nobody tells the state of certificates any more."""

        certificate, chain = authority.certificate("seal"), authority.key("seal").chain

        def sign(self, data: bytes) -> bytes:
            authority.authority.silence("ocsp", "crls")
            asked.set()
            return authority.key("seal").sign(data)

    second = CopySigner(lambda: authority.trust, authority.services, now)
    try:
        sealed = second.seal(tmp_path / "signed.pdf", MARKED, LastKey(), tmp_path / "sealed.pdf")
    finally:
        authority.authority.speak()

    assert asked.is_set()
    assert sealed == Signed(Level.T, CertificateUnchecked.code)
    third = CopySigner(lambda: authority.trust, authority.services, now)
    assert third.complete(tmp_path / "sealed.pdf", tmp_path / "done.pdf") == Signed(Level.LTA)
    assert verify(tmp_path / "done.pdf", authority.trust).verdict is Verdict.PASSED


def test_the_input_is_never_changed(room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path) -> None:
    before = prepared.read_bytes()

    room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")

    assert prepared.read_bytes() == before
    assert (tmp_path / "signed.pdf").read_bytes().startswith(before)


def test_several_threads_sign_at_once(room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path) -> None:
    done: list[Signed] = []

    def work(number: int) -> None:
        done.append(room.sign(prepared, MARKED, authority.key("officer"), tmp_path / f"{number}.pdf"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert done == [Signed(Level.T)] * 4


def test_signing_works_inside_an_event_loop(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    async def inside() -> Signed:
        return room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "signed.pdf")

    assert asyncio.run(inside()) == Signed(Level.T)


def test_a_page_added_behind_bears_both_signatures(room: CopySigner, authority: Pki, tmp_path: Path) -> None:
    layout = attest(scan_pdf(tmp_path, [paper(39)]), ATTESTATION, tmp_path / "prepared.pdf")

    room.sign(tmp_path / "prepared.pdf", ATTESTATION, authority.key("officer"), tmp_path / "signed.pdf")
    room.seal(tmp_path / "signed.pdf", ATTESTATION, authority.key("seal"), tmp_path / "sealed.pdf")

    report = verify(tmp_path / "sealed.pdf", authority.trust)
    assert layout.added
    assert report.verdict is Verdict.PASSED
    assert [one.page for one in report.signatures] == [2, 2]


def test_what_is_known_of_certificates_is_asked_anew_after_a_quarter_of_an_hour(
    authority: Pki, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = CopySigner(lambda: authority.trust, authority.services, now)
    room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "first.pdf")
    with authority.silent("ocsp", "crls"):
        room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "second.pdf")

        later = SimpleNamespace(monotonic=lambda: time.monotonic() + 15 * 60 + 1)
        monkeypatch.setattr("signing.checking.time", later)
        with pytest.raises(CertificateUnchecked):
            room.sign(prepared, MARKED, authority.key("officer"), tmp_path / "third.pdf")


@pytest.fixture(autouse=True)
def _speaking(authority: Pki) -> Iterator[None]:
    yield
    authority.authority.speak()


def test_a_copy_that_is_only_signed_is_not_completed(finished: Path, room: CopySigner, tmp_path: Path) -> None:
    with pytest.raises(FileUnfit):
        room.complete(finished.with_name("signed.pdf"), tmp_path / "done.pdf")
