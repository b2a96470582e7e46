"""Every sub-indication of ETSI EN 319 102-1 is reached by a file, or the table in the docs argues why it cannot be."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import cms  # type: ignore[import-untyped]  # the library ships no types
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from signing.report import Verdict
from signing.services import Trust
from signing.verify import verify
from tests.fakes.chains import link, revoking, signed_on, trusting, with_cms, with_store
from tests.fakes.pdf_updates import add_page, updated
from tests.fakes.signing_bench import Bench, blank_paper

TABLE = Path(__file__).parents[3] / "docs" / "verification.md"

Made = tuple[bytes, Trust]
FAILED, OPEN, PASSED = Verdict.FAILED, Verdict.INDETERMINATE, Verdict.PASSED


def claimed(bench: Bench, who: str) -> Made:
    """Sign with a content time stamp: it proves that the signature is younger than the stamp."""
    spec = CAdESSignedAttrSpec(timestamp_content=True)
    meta = PdfSignatureMetadata("Ky1", "sha256", subfilter=SigSeedSubFilter.PADES, cades_signed_attr_spec=spec)
    signer = PdfSigner(meta, bench.signer(who), timestamper=bench.stamper())
    signed = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(blank_paper()))).getbuffer()
    return with_store(bytes(signed), bench.crls(), [bench.cert("interm")]), bench.trust


def flipped(bench: Bench) -> Made:
    signed = bench.foreign(blank_paper())
    return signed[:900] + bytes([signed[900] ^ 1]) + signed[901:], bench.trust


def forged(bench: Bench) -> Made:
    def forge(signed: Any) -> None:  # noqa: ANN401 -- asn1crypto's
        (info,) = signed["signer_infos"]
        value = info["signature"].native
        info["signature"] = value[:-1] + bytes([value[-1] ^ 1])

    return with_cms(bench.foreign(blank_paper()), forge), bench.trust


def nameless(bench: Bench) -> Made:
    def empty(signed: Any) -> None:  # noqa: ANN401 -- asn1crypto's
        signed["certificates"] = cms.CertificateSet([])

    return with_cms(bench.foreign(blank_paper()), empty), bench.trust


def stamped(bench: Bench, who: str) -> Made:
    return with_store(bench.foreign(blank_paper(), who, stamped=True), bench.crls()), bench.trust


def ended_authority(_: Bench) -> Made:
    root = link("Gốc")
    above = link("Trung gian", root, days=-1)
    signer = link("Người ký", above, signs=True)
    crls = [revoking(root), revoking(above)]
    return with_store(signed_on(blank_paper(), signer, above), crls), trusting(root)


def revoked_authority(_: Bench) -> Made:
    root = link("Gốc")
    above = link("Trung gian", root)
    signer = link("Người ký", above, signs=True)
    crls = [revoking(root, above), revoking(above)]
    return with_store(signed_on(blank_paper(), signer, above), crls), trusting(root)


def weak(_: Bench) -> Made:
    root = link("Gốc")
    signer = link("Người ký", root, signs=True)
    return with_store(signed_on(blank_paper(), signer, digest="sha1"), [revoking(root)]), trusting(root)


def backwards(bench: Bench) -> Made:
    once = bench.stamped(bench.foreign(blank_paper()))
    return bench.stamped(once, bench.now - timedelta(days=2)), bench.trust


REACHED: list[tuple[str, Verdict, Callable[[Bench], Made]]] = [
    ("FORMAT_FAILURE", FAILED, lambda bench: (updated(bench.foreign(blank_paper()), add_page), bench.trust)),
    ("HASH_FAILURE", FAILED, flipped),
    ("SIG_CRYPTO_FAILURE", FAILED, forged),
    ("REVOKED", FAILED, lambda bench: claimed(bench, "officer-revoked")),
    ("EXPIRED", FAILED, lambda bench: claimed(bench, "officer-expired")),
    ("NOT_YET_VALID", FAILED, lambda bench: stamped(bench, "officer-notyet")),
    ("SIG_CONSTRAINTS_FAILURE", OPEN, lambda bench: (bench.officer(bench.prepared(blank_paper())), bench.trust)),
    ("CHAIN_CONSTRAINTS_FAILURE", OPEN, lambda bench: stamped(bench, "officer-wrongku")),
    ("CERTIFICATE_CHAIN_GENERAL_FAILURE", OPEN, ended_authority),
    ("CRYPTO_CONSTRAINTS_FAILURE", OPEN, weak),
    ("TIMESTAMP_ORDER_FAILURE", OPEN, backwards),
    ("NO_SIGNING_CERTIFICATE_FOUND", OPEN, nameless),
    ("NO_CERTIFICATE_CHAIN_FOUND", OPEN, lambda bench: stamped(bench, "stranger")),
    ("REVOKED_NO_POE", OPEN, lambda bench: stamped(bench, "officer-revoked")),
    ("REVOKED_CA_NO_POE", OPEN, revoked_authority),
    ("OUT_OF_BOUNDS_NO_POE", OPEN, lambda bench: stamped(bench, "officer-expired")),
    ("NO_POE", OPEN, lambda bench: (bench.seal(bench.officer(bench.prepared(blank_paper())), lta=False), bench.trust)),
    ("TRY_LATER", OPEN, lambda bench: (bench.foreign(blank_paper()), bench.trust)),
]


@pytest.mark.parametrize(("name", "verdict", "make"), REACHED, ids=[name for name, _, _ in REACHED])
def test_a_file_of_each_kind_is_answered_with_the_word_of_the_standard(
    bench: Bench, tmp_path: Path, name: str, verdict: Verdict, make: Callable[[Bench], Made]
) -> None:
    data, trust = make(bench)
    file = tmp_path / "file.pdf"
    file.write_bytes(data)

    report = verify(file, trust)

    assert (report.verdict, report.subindication) == (verdict, name)


def rows() -> dict[str, tuple[str, str]]:
    """Return the table of the docs: by sub-indication its indication and how it is reached."""
    found = re.findall(r"^\| `([A-Z_]+)` \| (\S+) \| (.*) \|$", TABLE.read_text("utf-8"), re.MULTILINE)
    return {name: (verdict, how) for name, verdict, how in found}


def test_the_table_names_every_sub_indication_there_is() -> None:
    known = {one.standard_name for kind in (AdESFailure, AdESIndeterminate) for one in kind}

    assert rows().keys() >= known
    assert len(rows()) >= 24


def test_what_the_table_calls_reached_is_reached_here_and_nothing_else() -> None:
    reached = {name: verdict.value.removeprefix("TOTAL-") for name, verdict, _ in REACHED}

    told = {name: verdict for name, (verdict, how) in rows().items() if not how.startswith("not reached: ")}

    assert told == reached
