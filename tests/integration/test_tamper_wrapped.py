"""Attacks that keep every signed byte and mend the file's tables: none passes, in a copy of ours or another's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from signing.report import Report, Verdict
from tests.fakes.judging import pdfsig, qpdf_is_content
from tests.fakes.signing_bench import Bench, blank_paper
from tests.fakes.wrapping import SHADOWS, rolled_back, skipped, wrapped_with_table

Check = Callable[[bytes], Report]


def keys(report: Report) -> set[str]:
    signed = [reason for one in report.signatures for reason in one.reasons]
    return {reason.key for reason in (*report.reasons, *signed)}


def test_a_wrapped_file_deceives_others_and_is_refused_here(
    check: Check, bench: Bench, copy: bytes, tmp_path: Path
) -> None:
    wrapped = wrapped_with_table(copy)
    file = tmp_path / "boc.pdf"
    file.write_bytes(wrapped)

    report = check(wrapped)

    assert report.verdict is Verdict.FAILED
    assert "byte-range-wrong" in keys(report)
    assert len(wrapped) > len(copy)
    assert qpdf_is_content(file)


def test_a_wrapped_signature_of_others_is_refused_though_its_digest_holds(
    check: Check, bench: Bench, tmp_path: Path
) -> None:
    file = tmp_path / "boc.pdf"
    file.write_bytes(wrapped_with_table(bench.foreign(blank_paper())))

    report = check(file.read_bytes())

    assert pdfsig(file) == ["Signature is Valid."]
    assert report.verdict is Verdict.FAILED
    assert "byte-range-wrong" in keys(report)


@pytest.mark.parametrize("act", [rolled_back, skipped])
@pytest.mark.parametrize("states", [1, 2])
def test_a_copy_rolled_back_to_an_earlier_state_is_refused(
    check: Check, copy: bytes, act: Callable[[bytes, int], bytes], states: int
) -> None:
    report = check(act(copy, states))

    assert report.verdict is Verdict.FAILED
    assert report.reasons


@pytest.mark.parametrize("act", [rolled_back, skipped])
def test_another_s_file_rolled_back_before_its_last_signature_does_not_pass(
    check: Check, bench: Bench, act: Callable[[bytes, int], bytes]
) -> None:
    first = bench.foreign(blank_paper(), stamped=True, validation_context=bench.context(), embed_validation_info=True)
    assert check(first).verdict is Verdict.PASSED
    both = bench.foreign(first, "officer-ec", "Ky2")

    report = check(act(both, 1))

    assert [one.field for one in report.signatures] == ["Ky1"]
    assert report.verdict is Verdict.INDETERMINATE
    assert "signature-removed" in keys(report)


def test_a_bit_that_hides_the_form_does_not_make_a_copy_an_unsigned_paper(check: Check, copy: bytes) -> None:
    places = [at for at in range(len(copy)) if copy.startswith(b"/AcroForm", at)]

    reports = [check(copy[: at + 3] + bytes([copy[at + 3] ^ 1]) + copy[at + 4 :]) for at in places]

    assert len(places) > 2
    assert {report.verdict for report in reports} == {Verdict.FAILED}
    assert {report.reasons[0].key for report in reports} == {"byte-changed"}


@pytest.mark.parametrize(("name", "key", "lay", "act"), SHADOWS, ids=[name for name, *_ in SHADOWS])
def test_a_shadow_laid_in_before_signing_comes_to_nothing_afterwards(
    check: Check, bench: Bench, name: str, key: str, lay: Callable[[bytes], bytes], act: Callable[[bytes], bytes]
) -> None:
    del name
    copy = bench.copy(lay(blank_paper()))
    assert check(copy).verdict is Verdict.PASSED

    shown = check(bench.stamped(act(copy)))

    assert shown.verdict is Verdict.FAILED
    assert key in keys(shown)
