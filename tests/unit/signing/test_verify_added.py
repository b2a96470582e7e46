"""What was saved after signing is told apart from the signatures, with how much it changed and whether it may stand."""

from collections.abc import Callable

import pytest
from pyhanko.sign.fields import MDPPerm

from signing.report import AddedLevel, Addition, Report, Verdict
from tests.fakes.foreign_papers import filled, with_field
from tests.fakes.pdf_updates import add_page, annotate, orphan, updated
from tests.fakes.signing_bench import Bench, blank_paper

Check = Callable[[bytes], Report]


def added(report: Report) -> list[tuple[AddedLevel, bool, bool]]:
    return [(one.level, one.closed, one.accepted) for one in report.additions]


def test_a_finished_copy_has_nothing_added(check: Check, copy: bytes) -> None:
    assert check(copy).additions == ()


def test_a_renewed_archive_is_told_apart_and_accepted_because_a_time_stamp_ends_it(
    check: Check, bench: Bench, copy: bytes
) -> None:
    report = check(bench.renewed(bench.renewed(copy)))

    assert report.verdict is Verdict.PASSED
    assert report.additions == (
        Addition(6, AddedLevel.ARCHIVE, closed=True, accepted=True),
        Addition(7, AddedLevel.ARCHIVE, closed=True, accepted=True),
    )


def test_a_copy_cut_within_its_renewal_or_written_on_behind_it_is_not_accepted(
    check: Check, bench: Bench, copy: bytes
) -> None:
    renewed = bench.renewed(copy)

    report = check(updated(renewed, orphan))

    assert report.verdict is Verdict.FAILED
    assert [(one.closed, one.accepted) for one in report.additions] == [(False, False), (False, False)]


@pytest.mark.parametrize(
    ("change", "level"),
    [(add_page, AddedLevel.OTHER), (annotate("/FreeText"), AddedLevel.OTHER)],
    ids=["page", "note"],
)
def test_no_time_stamp_makes_another_change_of_a_copy_acceptable(
    check: Check, bench: Bench, copy: bytes, change: Callable[..., None], level: AddedLevel
) -> None:
    report = check(bench.stamped(updated(copy, change)))

    assert report.verdict is Verdict.FAILED
    assert added(report) == [(level, True, False), (AddedLevel.ARCHIVE, True, True)]


def test_a_third_signature_on_a_copy_is_told_as_more_than_archive_care(check: Check, bench: Bench, copy: bytes) -> None:
    report = check(bench.stamped(bench.foreign(copy, "officer-ec", "KyThem")))

    assert report.verdict is Verdict.FAILED
    assert [one.accepted for one in report.additions] == [False, True]


def test_what_others_add_after_their_last_signature_is_told_with_its_level(check: Check, bench: Bench) -> None:
    signed = bench.foreign(with_field(blank_paper(), "100.000"), certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)

    report = check(filled(signed, "900.000"))

    assert added(report) == [(AddedLevel.FORM, False, True)]


def test_validation_data_of_a_foreign_signature_are_no_change(check: Check, bench: Bench) -> None:
    whole = bench.foreign(
        blank_paper(), stamped=True, validation_context=bench.context(), embed_validation_info=True, use_pades_lta=True
    )

    report = check(whole)

    assert report.verdict is Verdict.PASSED
    assert {one.level for one in report.additions} == {AddedLevel.ARCHIVE}
    assert all(one.accepted for one in report.additions)


def test_an_unsigned_paper_has_nothing_added(check: Check) -> None:
    assert check(updated(blank_paper(), orphan)).additions == ()
