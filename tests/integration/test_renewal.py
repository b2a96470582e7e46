"""Archive care with real time stamps: a renewed copy outlasts the certificate that proved it first."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.rehearsal.authority import TSA
from ocr.pdfa_check import check_pdfa
from signing.ageing import last_stamp
from signing.attest import attest
from signing.copy import CopySigner
from signing.errors import FileChanged, FileUnfit, TimestampDown
from signing.lay_own import lay_own
from signing.own import TRUE_COPY_FIELD, OwnText
from signing.report import Verdict
from signing.services import Services
from signing.values import Level
from signing.verify import verify
from tests.fakes.ageing_authority import LASTING, ageing_pki, asking
from tests.fakes.authority import Pki
from tests.fakes.copies import ATTESTATION
from tests.fakes.judging import long_term, pdfsig, qpdf_is_content
from tests.fakes.signing_bench import blank_paper

YEARS = timedelta(days=4 * 365)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def pki(authority: Pki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pki]:
    made = ageing_pki(authority, tmp_path_factory.mktemp("ageing") / "office")
    yield made
    made.close()


def room(pki: Pki, services: Services) -> CopySigner:
    return CopySigner(lambda: pki.trust, lambda: services, now)


@pytest.fixture(scope="module")
def finished(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    (folder / "paper.pdf").write_bytes(blank_paper())
    attest(folder / "paper.pdf", ATTESTATION, folder / "laid.pdf")
    signer = room(pki, asking(pki, TSA))
    signer.sign(folder / "laid.pdf", ATTESTATION, pki.key("officer"), folder / "signed.pdf")
    signer.seal(folder / "signed.pdf", ATTESTATION, pki.key("seal"), folder / "sealed.pdf")
    return folder / "sealed.pdf"


@pytest.fixture(scope="module")
def renewed(pki: Pki, finished: Path) -> Path:
    out = finished.with_name("renewed.pdf")
    done = room(pki, asking(pki, LASTING)).renew(finished, out)
    assert (done.level, done.authority) == (Level.LTA, LASTING)
    return out


def test_the_end_of_a_file_tells_how_long_its_time_stamp_lasts(pki: Pki, finished: Path, renewed: Path) -> None:
    before, after = last_stamp(finished), last_stamp(renewed)

    assert before is not None
    assert after is not None
    assert before.ends == pki.certificate("tsa").not_after
    assert before.algorithms == ("sha256", "rsa-2048")
    assert after.ends == pki.certificate("lasting").not_after
    assert (after.authority, after.algorithms) == ("Dấu thời gian dài hạn", ("sha256", "rsa-3072"))


def test_files_that_end_otherwise_have_no_last_time_stamp(finished: Path, tmp_path: Path) -> None:
    data = finished.read_bytes()
    others = [b"", b"%PDF-1.7", data + b" ", data[:-9], finished.with_name("laid.pdf").read_bytes(),
              finished.with_name("signed.pdf").read_bytes(), data.replace(b"/ByteRange", b"/ByteRage_")]  # fmt: skip
    file = tmp_path / "other.pdf"

    for other in others:
        file.write_bytes(other)

        assert last_stamp(file) is None


def test_a_renewed_copy_begins_with_the_bytes_it_had(finished: Path, renewed: Path) -> None:
    old, new = finished.read_bytes(), renewed.read_bytes()

    assert new.startswith(old)
    assert len(old) < len(new) < len(old) + 60_000


def test_a_renewed_copy_is_proved_years_after_the_first_authoritys_certificate_ended(
    pki: Pki, finished: Path, renewed: Path
) -> None:
    late = now() + YEARS

    assert pki.certificate("tsa").not_after < late
    assert verify(finished, pki.trust, late).verdict is Verdict.INDETERMINATE
    assert verify(renewed, pki.trust, late).verdict is Verdict.PASSED
    assert verify(renewed, pki.trust).verdict is Verdict.PASSED


def test_others_find_a_renewed_copy_valid_too(pki: Pki, renewed: Path) -> None:
    assert pdfsig(renewed)[:2] == ["Signature is Valid."] * 2
    assert qpdf_is_content(renewed)
    assert check_pdfa(renewed) == []
    assert long_term(renewed, pki.trust, now()) == [("PASSED", True), ("PASSED", True)]
    # pyHanko's own bottom line looks at a signature's first time stamp as of today; the standard's verdict does not.
    assert [verdict for verdict, _ in long_term(renewed, pki.trust, now() + YEARS)] == ["PASSED", "PASSED"]


def test_a_copy_may_be_renewed_again_with_a_stronger_hash(pki: Pki, renewed: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"

    room(pki, asking(pki, LASTING)).renew(renewed, out, "sha512")

    stamp = last_stamp(out)
    assert stamp is not None
    assert "sha512" in stamp.algorithms
    assert verify(out, pki.trust, now() + YEARS).verdict is Verdict.PASSED


def test_a_document_of_one_signature_is_renewed_too(pki: Pki, tmp_path: Path) -> None:
    paper, laid, made, out = (tmp_path / f"{name}.pdf" for name in ("paper", "laid", "made", "renewed"))
    paper.write_bytes(blank_paper())
    text = OwnText(TRUE_COPY_FIELD, ("SAO Y", "UBND XÃ THƯỢNG LÂM", "{time}"), "Sao y", "Sao y", "Thượng Lâm")
    lay_own(paper, text, laid)
    room(pki, asking(pki, TSA)).sign_alone(laid, text, pki.key("seal"), made)

    room(pki, asking(pki, LASTING)).renew(made, out)

    assert verify(made, pki.trust, now() + YEARS).verdict is Verdict.INDETERMINATE
    assert verify(out, pki.trust, now() + YEARS).verdict is Verdict.PASSED


def test_a_changed_byte_of_a_renewed_copy_is_found(pki: Pki, renewed: Path, tmp_path: Path) -> None:
    data = bytearray(renewed.read_bytes())
    data[len(data) // 3] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)

    assert verify(changed, pki.trust).verdict is Verdict.FAILED
    with pytest.raises((FileChanged, FileUnfit)):
        room(pki, asking(pki, LASTING)).renew(changed, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("name", ["laid.pdf", "signed.pdf"])
def test_what_is_not_finished_is_not_renewed(pki: Pki, finished: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileUnfit):
        room(pki, asking(pki, LASTING)).renew(finished.with_name(name), tmp_path / "out.pdf")


def test_no_authority_answers_and_the_copy_stays_as_it_was(pki: Pki, finished: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(finished.read_bytes()).hexdigest()

    with pki.silent("tsa"), pytest.raises(TimestampDown):
        room(pki, asking(pki, LASTING)).renew(finished, tmp_path / "out.pdf")

    assert hashlib.sha256(finished.read_bytes()).hexdigest() == before
    assert not (tmp_path / "out.pdf").exists()
