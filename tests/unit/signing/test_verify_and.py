"""Each condition of the verdict holds by itself: a file that fails one of them alone is not passed, for that one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata

from signing import proofs, strict
from signing import verify as verifying
from signing.cover import covers_in
from signing.opening import Opened, open_pdf
from signing.report import Report, Verdict
from signing.values import OFFICER_FIELD
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.pdf_updates import add_page, on_root, orphan, signature_field, updated
from tests.fakes.signing_bench import Bench, blank_paper, finished
from tests.fakes.tampering import padded


@dataclass(frozen=True)
class Room:
    """A bench, its finished copy, and a place for files."""

    bench: Bench
    copy: bytes
    folder: Path

    def report(self, data: bytes) -> Report:
        file = self.folder / "file.pdf"
        file.write_bytes(data)
        return verify(file, self.bench.trust)


@pytest.fixture
def room(authority: Pki, tmp_path: Path) -> Room:
    bench, copy = finished(authority)
    return Room(bench, copy, tmp_path)


def all_reasons(report: Report) -> set[str]:
    """Return every reason there is, of the file, its signatures and its time stamps."""
    parts = [report.reasons, *(one.reasons for one in report.signatures), *(one.reasons for one in report.timestamps)]
    return {reason.key for reasons in parts for reason in reasons}


ALONE: list[tuple[str, str, Callable[[Room], bytes]]] = [
    ("AdES result", "certificate-revoked",
     lambda room: room.bench.seal(room.bench.officer(room.bench.prepared(blank_paper()), "officer-revoked"))),
    ("DocMDP", "certification-missing",
     lambda room: room.bench.seal(_unlocked(room.bench))),
    ("one certificate in both fields", "signers-same",
     lambda room: room.bench.seal(room.bench.officer(room.bench.prepared(blank_paper())), "officer")),
    ("modification level", "page-added", lambda room: room.bench.stamped(updated(room.copy, add_page))),
    ("coverage", "bytes-after-end", lambda room: room.copy + b"\n\n\n"),
    ("last state a time stamp", "revision-added", lambda room: updated(room.copy, orphan)),
    ("field list", "field-added", lambda room: room.bench.stamped(updated(room.copy, signature_field))),
    ("padding", "padding-not-zero", lambda room: padded(-1)(room.copy)),
    ("catalogue", "structure-changed",
     lambda room: room.bench.stamped(updated(room.copy, on_root(Version=pdf_name("/2.0"))))),
]  # fmt: skip


def _unlocked(bench: Bench) -> bytes:
    meta = PdfSignatureMetadata(
        OFFICER_FIELD, "sha256", certify=True, docmdp_permissions=MDPPerm.ANNOTATE, subfilter=SigSeedSubFilter.PADES,
    )  # fmt: skip
    return bench._sign(bench.prepared(blank_paper()), meta, "officer", stamped=True)


@pytest.mark.parametrize(("name", "key", "make"), ALONE, ids=[name for name, _, _ in ALONE])
def test_a_copy_that_fails_one_condition_alone_is_not_passed_for_that_one(
    room: Room, name: str, key: str, make: Callable[[Room], bytes]
) -> None:
    del name

    report = room.report(make(room))

    assert report.verdict is not Verdict.PASSED
    assert all_reasons(report) == {key}


def test_the_padding_rule_alone_refuses_what_no_signature_covers(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    data = padded(-1)(room.copy)
    monkeypatch.setattr(strict, "covers_in", lambda given: [replace(one, padded=True) for one in covers_in(given)])

    report = room.report(data)

    assert report.verdict is Verdict.PASSED


def test_a_passed_algorithm_with_a_bottom_line_of_no_is_not_passed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    real = proofs._finding

    def doubting(result: Any) -> proofs.Finding:  # noqa: ANN401 -- pyHanko's
        status = SimpleNamespace(intact=True, valid=True, trusted=True, bottom_line=False)
        return real(SimpleNamespace(ades_subindic=result.ades_subindic, api_status=status))

    monkeypatch.setattr(proofs, "_finding", doubting)

    report = room.report(room.copy)

    assert (report.verdict, report.subindication) == (Verdict.INDETERMINATE, "GENERIC")
    assert all_reasons(report) == {"signer-unproven", "timestamp-unproven"}


@pytest.mark.parametrize("lacking", ["intact", "valid", "trusted", "bottom_line"])
def test_the_library_s_own_account_has_to_hold_in_every_part(lacking: str) -> None:
    held = dict.fromkeys(("intact", "valid", "trusted", "bottom_line"), True)

    whole = proofs._finding(SimpleNamespace(ades_subindic=AdESPassed.OK, api_status=SimpleNamespace(**held)))
    told = proofs._finding(
        SimpleNamespace(ades_subindic=AdESPassed.OK, api_status=SimpleNamespace(**held | {lacking: False}))
    )

    assert (whole.passed, told.passed, told.failed, told.indication) == (True, False, False, "GENERIC")


def test_what_the_standard_fails_fails_whatever_the_library_files_it_under() -> None:
    told = {
        one.standard_name: proofs._finding(SimpleNamespace(ades_subindic=one, api_status=None)).failed
        for one in (*AdESIndeterminate, *AdESFailure)
    }

    assert {name for name, failed in told.items() if failed} == {
        "FORMAT_FAILURE", "HASH_FAILURE", "SIG_CRYPTO_FAILURE", "REVOKED", "EXPIRED", "NOT_YET_VALID",
    }  # fmt: skip


def test_a_copy_of_ours_that_only_the_lenient_reader_opens_is_refused(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loose(data: bytes, *, strict: bool = True) -> Opened:
        del strict
        return replace(open_pdf(data, strict=False), lenient=True)

    monkeypatch.setattr(verifying, "open_pdf", loose)

    report = room.report(room.copy)

    assert (report.verdict, report.lenient) == (Verdict.FAILED, True)
    assert all_reasons(report) == {"structure-damaged"}
