"""What a clerk relies on when a file is checked: whose it is, whether it is whole, and why when it is not."""

import asyncio
import io
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec

from signing.knowledge import NOTHING, anchored
from signing.report import Changes, Report, Verdict
from signing.revisions import extract_revision
from signing.services import Trust
from signing.values import OFFICER_FIELD, SEAL_FIELD
from signing.verify import verify
from tests.fakes import foreign_papers as papers
from tests.fakes.signing_bench import Bench, blank_paper

Check = Callable[..., Report]


def keys(report: Report) -> list[str]:
    return [reason.key for reason in report.reasons]


def of_signature(report: Report, number: int = 0) -> list[str]:
    return [reason.key for reason in report.signatures[number].reasons]


# -- copies of ours ---------------------------------------------------------------------------------------------------


def test_a_finished_copy_passes_and_tells_who_signed_when_and_where(check: Check, copy: bytes) -> None:
    report = check(copy)

    officer, seal = report.signatures
    assert (report.verdict, report.ours, report.reasons) == (Verdict.PASSED, True, ())
    assert [(one.field, one.reasons, one.trusted, one.level) for one in report.signatures] == [
        (OFFICER_FIELD, (), True, "B-LTA"), (SEAL_FIELD, (), True, "B-LTA"),
    ]  # fmt: skip
    assert officer.stamped
    assert officer.signed_at is not None
    assert abs(officer.signed_at - datetime.now(UTC)) < timedelta(minutes=10)
    assert (officer.page, seal.page) == (3, 3)
    assert officer.box is not None
    assert seal.box is not None
    assert officer.box[0] < officer.box[2] < seal.box[0]
    assert 0.8 < officer.box[1] < officer.box[3] < 1
    assert officer.valid_until is not None


def test_its_states_are_told_in_order_with_what_made_each(check: Check, copy: bytes) -> None:
    report = check(copy)

    assert [one.what for one in report.revisions] == ["made", "form", "signature", "signature", "timestamp"]
    assert [one.field for one in report.revisions[2:4]] == [OFFICER_FIELD, SEAL_FIELD]
    assert [one.pages for one in report.revisions[2:]] == [(3,), (3,), ()]
    assert report.revisions[-1].end == len(copy)
    assert [one.revision for one in (*report.signatures, *report.timestamps)] == [3, 4, 5]


def test_a_state_taken_out_is_the_file_as_it_was_signed(check: Check, copy: bytes, tmp_path: Path) -> None:
    source, out = tmp_path / "copy.pdf", tmp_path / "taken.pdf"
    source.write_bytes(copy)
    third = check(copy).revisions[2]

    extract_revision(source, third.end, out)

    assert copy.startswith(out.read_bytes())
    report = check(out.read_bytes())
    assert (report.verdict, keys(report)) == (Verdict.INDETERMINATE, ["seal-missing"])
    assert report.signatures[0].covers == "file"


def test_a_copy_that_waits_for_its_time_stamp_is_left_open_for_that_reason(check: Check, bench: Bench) -> None:
    officer = bench.officer(bench.prepared(blank_paper()), stamped=False)

    report = check(bench.seal(officer, lta=False, stamped=False))

    assert (report.verdict, report.subindication) == (Verdict.INDETERMINATE, "NO_POE")
    assert keys(report) == ["timestamp-missing"]
    assert [one.level for one in report.signatures] == ["B-B", "B-B"]
    assert not report.signatures[0].stamped


def test_a_copy_with_empty_fields_is_not_signed(check: Check, bench: Bench) -> None:
    report = check(bench.prepared(blank_paper()))

    assert (report.verdict, report.ours, report.signatures) == (Verdict.NOT_SIGNED, True, ())


def test_a_copy_without_data_for_later_years_is_not_finished(check: Check, bench: Bench) -> None:
    sealed = bench.seal(bench.officer(bench.prepared(blank_paper())), lta=False)

    report = check(bench.stamped(sealed))

    assert report.verdict is Verdict.INDETERMINATE
    assert {one.level for one in report.signatures} == {"B-T"}
    assert all(one.reasons for one in report.signatures)


@pytest.mark.parametrize(
    ("who", "reason", "verdict", "indication"),
    [
        ("officer-revoked", "certificate-revoked", Verdict.INDETERMINATE, "REVOKED_NO_POE"),
        ("officer-hold", "certificate-revoked", Verdict.INDETERMINATE, "REVOKED_NO_POE"),
        ("officer-expired", "certificate-expired", Verdict.INDETERMINATE, "OUT_OF_BOUNDS_NO_POE"),
        ("officer-notyet", "certificate-not-yet-valid", Verdict.FAILED, "NOT_YET_VALID"),
        ("officer-wrongku", "certificate-wrong-purpose", Verdict.INDETERMINATE, "CHAIN_CONSTRAINTS_FAILURE"),
        ("officer-dsonly", "certificate-wrong-purpose", Verdict.INDETERMINATE, "CHAIN_CONSTRAINTS_FAILURE"),
        ("stranger", "signer-untrusted", Verdict.INDETERMINATE, "NO_CERTIFICATE_CHAIN_FOUND"),
    ],
)
def test_a_signer_whose_certificate_fails_is_not_accepted(
    check: Check, bench: Bench, who: str, reason: str, verdict: Verdict, indication: str
) -> None:
    copy = bench.seal(bench.officer(bench.prepared(blank_paper()), who))

    report = check(copy)

    assert (report.verdict, report.subindication) == (verdict, indication)
    assert reason in of_signature(report, 0)
    assert not report.signatures[0].trusted
    assert of_signature(report, 1) == keys(report)


def test_elliptic_curves_pass_as_well(check: Check, bench: Bench) -> None:
    copy = bench.seal(bench.officer(bench.prepared(blank_paper()), "officer-ec"), "seal-ec")

    assert check(copy).verdict is Verdict.PASSED


@pytest.mark.parametrize("permissions", [MDPPerm.NO_CHANGES, MDPPerm.ANNOTATE, None])
def test_an_officer_who_does_not_lock_the_copy_rightly_is_named(
    check: Check, bench: Bench, permissions: MDPPerm | None
) -> None:
    meta = PdfSignatureMetadata(
        OFFICER_FIELD, "sha256", certify=permissions is not None, subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=permissions or MDPPerm.FILL_FORMS,
    )  # fmt: skip
    signed = bench._sign(bench.prepared(blank_paper()), meta, "officer", stamped=True)

    report = check(signed)

    assert "certification-missing" in keys(report)
    assert report.verdict is Verdict.FAILED


def test_a_seal_made_before_the_officer_signed_is_named(check: Check, bench: Bench) -> None:
    sealed = bench.seal(bench.prepared(blank_paper()), lta=False)

    report = check(bench.stamped(bench.foreign(sealed, "officer", OFFICER_FIELD, stamped=True)))

    assert "order-wrong" in keys(report)
    assert report.verdict is Verdict.FAILED


def test_a_moment_before_the_signature_is_no_time_to_judge_it_for(check: Check, bench: Bench, copy: bytes) -> None:
    report = check(copy, at=bench.now - timedelta(days=3))

    assert report.verdict is Verdict.INDETERMINATE
    assert all("signed-later" in [reason.key for reason in one.reasons] for one in report.signatures)


# -- other people's files ---------------------------------------------------------------------------------------------


def test_a_paper_without_signatures_is_not_signed(check: Check) -> None:
    report = check(blank_paper())

    assert (report.verdict, report.ours, report.reasons) == (Verdict.NOT_SIGNED, False, ())
    assert [one.what for one in report.revisions] == ["made"]


def test_a_foreign_signature_with_its_proofs_passes(check: Check, bench: Bench) -> None:
    signed = bench.foreign(
        blank_paper(), stamped=True, validation_context=bench.context(), embed_validation_info=True, use_pades_lta=True
    )

    report = check(signed)

    assert (report.verdict, report.ours) == (Verdict.PASSED, False)
    assert (report.signatures[0].level, of_signature(report)) == ("B-LTA", [])


def test_a_foreign_signature_without_proofs_is_left_open_with_its_root_known(check: Check, bench: Bench) -> None:
    report = check(bench.foreign(blank_paper()))

    assert (report.verdict, report.subindication) == (Verdict.INDETERMINATE, "TRY_LATER")
    assert (of_signature(report), report.signatures[0].trusted) == (["state-unknown"], True)


def test_a_second_signature_leaves_the_first_permitted(check: Check, bench: Bench) -> None:
    twice = bench.foreign(bench.foreign(blank_paper()), "seal", "Ky2")

    report = check(twice)

    assert [one.changes for one in report.signatures] == [Changes.PERMITTED, Changes.NONE]
    assert [one.covers for one in report.signatures] == ["revision", "file"]


def test_a_signature_that_forbids_all_changes_does_not_bear_a_second(check: Check, bench: Bench) -> None:
    first = bench.foreign(blank_paper(), certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    stamped = papers.noted(first)

    report = check(stamped)

    assert report.verdict is Verdict.FAILED
    assert (report.signatures[0].changes, "annotation-added" in of_signature(report)) == (Changes.FORBIDDEN, True)


def test_what_was_hidden_when_it_was_signed_and_is_shown_now_is_refused(check: Check, bench: Bench) -> None:
    signed = bench.foreign(papers.covered(blank_paper()))

    report = check(papers.uncovered(signed))

    assert (report.verdict, report.subindication) == (Verdict.FAILED, "FORMAT_FAILURE")
    assert "annotation-removed" in of_signature(report)
    assert report.revisions[-1].pages == (1,)


def test_a_field_filled_in_differently_after_signing_is_never_whole(check: Check, bench: Bench) -> None:
    signed = bench.foreign(papers.with_field(blank_paper(), "100.000"))
    assert check(signed).signatures[0].changes is Changes.NONE

    report = check(papers.filled(signed, "900.000"))

    assert report.verdict is Verdict.INDETERMINATE
    assert (report.signatures[0].changes, "look-changed" in of_signature(report)) == (Changes.UNKNOWN, True)
    assert dict(report.signatures[0].reasons[0].context) == {"page": "1"}


def test_a_second_signer_s_block_is_no_change_of_look(check: Check, bench: Bench) -> None:
    first = bench.foreign(blank_paper())
    meta = PdfSignatureMetadata("Ky2", "sha256", subfilter=SigSeedSubFilter.PADES)
    second = bench.visible(first, meta, SigFieldSpec("Ky2", on_page=0, box=(300, 60, 500, 140)))

    report = check(second)

    assert report.signatures[0].changes is Changes.PERMITTED
    assert report.revisions[-1].pages == (1,)


def test_a_block_laid_over_an_earlier_one_is_named(check: Check, bench: Bench) -> None:
    metas = [PdfSignatureMetadata(f"Ky{n}", "sha256", subfilter=SigSeedSubFilter.PADES) for n in (1, 2)]
    first = bench.visible(blank_paper(), metas[0], SigFieldSpec("Ky1", on_page=0, box=(300, 60, 500, 140)))

    report = check(bench.visible(first, metas[1], SigFieldSpec("Ky2", on_page=0, box=(280, 40, 520, 160))))

    assert "block-covered" in of_signature(report, 0)
    assert report.signatures[0].changes is Changes.UNKNOWN


def test_a_file_with_time_stamps_only_is_not_signed(check: Check, bench: Bench) -> None:
    report = check(bench.stamped(blank_paper()))

    assert (report.verdict, keys(report)) == (Verdict.NOT_SIGNED, ["only-timestamped"])
    assert len(report.timestamps) == 1


def test_a_broken_signature_hides_no_other(check: Check, bench: Bench) -> None:
    twice = bench.foreign(bench.foreign(blank_paper()), "seal", "Ky2")
    place = twice.index(b"/Contents <") + 12
    broken = twice[:place] + b"zz" + twice[place + 2 :]

    report = check(broken)

    assert report.verdict is Verdict.FAILED
    assert len(report.signatures) == 2
    assert "signature-malformed" in of_signature(report, 0)
    assert "byte-changed" in of_signature(report, 1)


# -- what cannot be read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b"hello", "not-a-pdf"), (b"\x89PNG\r\n", "not-a-pdf"), (b"%PDF-1.7\nnothing", "damaged"),
        (papers.locked(blank_paper(), "bi-mat"), "encrypted"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_to_be_so_with_its_reason(check: Check, data: bytes, reason: str) -> None:
    report = check(data)

    assert (report.verdict, keys(report), report.ours) == (Verdict.UNREADABLE, [reason], False)


def test_a_lock_without_a_password_for_reading_is_no_obstacle(check: Check) -> None:
    assert check(papers.locked(blank_paper(), "")).verdict is Verdict.NOT_SIGNED


def test_a_file_that_is_not_there_is_a_fault_and_no_verdict(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "none.pdf", bench.trust)


def test_random_damage_of_a_foreign_file_never_raises(check: Check, bench: Bench) -> None:
    chance = random.Random(7)  # noqa: S311 -- the same damage in every run
    signed = bench.foreign(bench.foreign(blank_paper(1)), "seal", "Ky2")

    for _ in range(40):
        data = bytearray(signed)
        for _ in range(chance.choice((1, 4, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        length = chance.choice((len(data), chance.randrange(len(data))))
        assert check(bytes(data[:length])).verdict is not Verdict.PASSED


def test_a_signature_with_another_signature_s_time_stamp_is_not_whole(check: Check, bench: Bench) -> None:
    report = check(bench.with_foreign_stamp(blank_paper()))

    assert report.verdict is Verdict.INDETERMINATE
    assert "signature-timestamp-broken" in of_signature(report)
    assert not report.signatures[0].stamped


# -- beside the library's own algorithm -------------------------------------------------------------------------------


@pytest.mark.parametrize("roots", [True, False])
def test_the_library_s_own_long_term_algorithm_says_the_same_today(
    check: Check, bench: Bench, copy: bytes, roots: bool
) -> None:
    trust = bench.trust if roots else Trust()
    reader = PdfFileReader(io.BytesIO(copy))
    spec = PdfSignatureValidationSpec(anchored(trust, NOTHING, ("non_repudiation",), hard=True), diff_policy=None)

    theirs = [asyncio.run(ades_lta_validation(one, spec)) for one in reader.embedded_regular_signatures]

    report = check(copy, trust)
    assert [one.ades_subindic is AdESPassed.OK for one in theirs] == [roots, roots]
    assert (report.verdict is Verdict.PASSED) is roots
    if not roots:
        assert {one.ades_subindic.standard_name for one in theirs} == {report.subindication}


def test_a_clock_a_little_behind_the_authority_s_does_not_put_the_file_into_the_future(
    check: Check, bench: Bench
) -> None:
    ahead = bench.now + timedelta(hours=5)

    report = check(bench.stamped(bench.copy(), ahead))

    assert report.verdict is Verdict.PASSED
