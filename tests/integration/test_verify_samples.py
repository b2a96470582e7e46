"""Signed files from others' test suites, and hostile ones: a verdict each, no crash, nothing changed is passed."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desk.jobs import Pool
from desk.sign.verifying import VERIFY_LIMITS, verify_file
from signing.embedded import embedded_in
from signing.knowledge import issuers_only, stored_in
from signing.opening import open_pdf
from signing.report import Changes, Report, Verdict
from signing.services import Trust

SHARED = Path(__file__).parents[2].parent / "shared" / "samples"
SIGNED, BAD = SHARED / "signed-pdfs", SHARED / "bad-inputs"
SECONDS = 10.0

P, OPEN, F, N, U = Verdict.PASSED, Verdict.INDETERMINATE, Verdict.FAILED, Verdict.NOT_SIGNED, Verdict.UNREADABLE

VERDICTS = {
    "00e823c8": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "0396bd84": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "1222ac6d": (OPEN, "SIG_CONSTRAINTS_FAILURE"), "161e43ce": (N, None),
    "17c74d6c": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "1804be7a": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "1aab8acf": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "1ca05275": (F, "FORMAT_FAILURE"),
    "2ef1b801": (OPEN, "CHAIN_CONSTRAINTS_FAILURE"), "4076a53b": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "4e194bb1": (OPEN, "SIG_CONSTRAINTS_FAILURE"), "5c343830": (OPEN, "SIG_CONSTRAINTS_FAILURE"),
    "6119dc05": (OPEN, "CHAIN_CONSTRAINTS_FAILURE"), "61bc17a9": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "6360ad0e": (OPEN, "CRYPTO_CONSTRAINTS_FAILURE"), "64170b3a": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "6a8e2b85": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "6f56b8bc": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "6f63a314": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "87d2ac89": (OPEN, "SIG_CONSTRAINTS_FAILURE"),
    "8af73e08": (F, "SIG_CRYPTO_FAILURE"), "8be88839": (F, "FORMAT_FAILURE"),
    "91112805": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "935a8df9": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "962dd614": (U, None), "9b5dadd1": (F, "FORMAT_FAILURE"), "9bc78173": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "aaa338cf": (U, None), "ad212304": (F, "FORMAT_FAILURE"), "af63353c": (OPEN, "CRYPTO_CONSTRAINTS_FAILURE"),
    "b2ccfa69": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "b7ac270c": (OPEN, "SIG_CONSTRAINTS_FAILURE"),
    "bbabad57": (OPEN, "SIG_CONSTRAINTS_FAILURE"), "c523cc46": (OPEN, "SIG_CONSTRAINTS_FAILURE"), "d5527730": (U, None),
    "d8198e8a": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "d8de9046": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    "db46ebcd": (N, None), "e33f69e3": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"), "e57eee51": (F, "HASH_FAILURE"),
    "faa675eb": (OPEN, "SIG_CONSTRAINTS_FAILURE"), "fda9d3e8": (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
}  # fmt: skip
"""By the beginning of the name: what is said without any root. Nobody's is trusted, so nothing can pass."""

AGREED = {
    "8af73e08": "asserts that level B is not technically valid",
    "91112805": "asserts that no modification was detected",
    "b2ccfa69": "asserts that the time stamp is found and intact",
    "9bc78173": "asserts that the time stamps are found and intact",
    "e57eee51": "asserts that the second time stamp's imprint is not intact",
    "962dd614": "asserts that the signature is neither intact nor valid",
}
EXPLAINED = {
    "161e43ce": "its tests sign the file; as it stands it carries no signature",
    "db46ebcd": "its tests sign the file; as it stands it carries no signature",
    "1804be7a": "asserts how a request names the document, nothing of the signature",
    "1222ac6d": "asserts the time stamps that its own extension adds; as it stands the file has none",
    "1ca05275": "asserts signatures that its test puts into the two fields; as it stands both hold zeros",
    "935a8df9": "asserts that the signature policy is named, which is not judged here",
    "bbabad57": "asserts that no change is undefined: the form was filled after signing, as P=3 allows; pyHanko does "
    "not follow the new font, so it is left open and the filled field is named",
}
"""Every file whose origin's tests assert something is in one of these two tables."""


@dataclass(frozen=True)
class Answer:
    """What was said of one file, and the seconds it took."""

    report: Report
    seconds: float


def ask(pool: Pool, path: Path, trust: Trust | None = None, at: datetime | None = None) -> Answer:
    started = time.monotonic()
    report = next(pool.map_ordered(verify_file, [(path, trust or Trust(), at)]))
    return Answer(report, time.monotonic() - started)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, VERIFY_LIMITS, renew=100) as made:
        yield made


@pytest.fixture(scope="module")
def manifest() -> dict[str, dict[str, Any]]:
    return {one["file"]: one for one in json.loads((SIGNED / "manifest.json").read_text("utf-8"))["files"]}


@pytest.fixture(scope="module")
def answers(pool: Pool, manifest: dict[str, dict[str, Any]]) -> dict[str, Answer]:
    ask(pool, SIGNED / next(iter(manifest)))
    return {name: ask(pool, SIGNED / name) for name in manifest}


def of(answers: dict[str, Answer], start: str) -> Report:
    return next(answer.report for name, answer in answers.items() if name.startswith(start))


# -- signed files -----------------------------------------------------------------------------------------------------


def test_every_file_gets_the_verdict_that_was_thought_through(answers: dict[str, Answer]) -> None:
    told = {name[:8]: (a.report.verdict, a.report.subindication) for name, a in answers.items()}

    assert len(told) == 42
    assert {name: told[name] for name in told if told[name] != VERDICTS.get(name)} == {}


def test_no_file_takes_longer_than_ten_seconds(answers: dict[str, Answer]) -> None:
    assert {name: answer.seconds for name, answer in answers.items() if answer.seconds > SECONDS} == {}


def test_no_changed_or_shadow_file_is_shown_as_whole(
    answers: dict[str, Answer], manifest: dict[str, dict[str, Any]]
) -> None:
    suspect = [name for name, one in manifest.items() if one["kind"] in ("modified-or-shadow", "invalid", "malformed")]
    fine = (Changes.NONE, Changes.PERMITTED)

    passed = [
        name
        for name in suspect
        if answers[name].report.verdict is P
        or (answers[name].report.signatures and all(s.changes in fine for s in answers[name].report.signatures))
    ]

    assert len(suspect) >= 5
    assert passed == []


def test_every_signature_that_is_not_whole_and_trusted_says_why(answers: dict[str, Answer]) -> None:
    silent = [
        name
        for name, answer in answers.items()
        for one in answer.report.signatures
        if not one.reasons and not (one.trusted and one.changes in (Changes.NONE, Changes.PERMITTED))
    ]

    assert silent == []


def test_signatures_stand_in_the_order_of_the_file_and_time_stamps_apart(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        revisions = [one.revision for one in answer.report.signatures]
        assert revisions == sorted(revisions)
        ends = [one.end for one in answer.report.revisions]
        assert ends == sorted(set(ends))
    assert [len(of(answers, "d8198e8a").signatures), len(of(answers, "d8198e8a").timestamps)] == [1, 3]


def test_what_only_the_lenient_reader_opens_is_said_to_be_so(answers: dict[str, Answer]) -> None:
    lenient = {name[:8] for name, answer in answers.items() if answer.report.lenient}

    assert lenient == {
        "00e823c8", "1804be7a", "4076a53b", "5c343830", "6f56b8bc", "935a8df9", "af63353c", "b2ccfa69", "e33f69e3",
        "e57eee51",
    }  # fmt: skip


def test_levels_are_told_from_what_the_file_holds(answers: dict[str, Answer]) -> None:
    levels = {start: [one.level for one in of(answers, start).signatures] for start in ("0396bd84", "91112805")}

    assert levels == {"0396bd84": ["B-T"], "91112805": ["B-LTA"]}
    assert of(answers, "6360ad0e").signatures[0].level is None
    assert of(answers, "64170b3a").signatures[0].level == "B-B"


# -- what their origins say -------------------------------------------------------------------------------------------


def test_every_assertion_of_an_origin_is_met_or_its_difference_explained(manifest: dict[str, dict[str, Any]]) -> None:
    asserted = {
        name[:8]
        for name, one in manifest.items()
        if any(test["asserts"] for test in one["expected_by_origin_tests"] or [])
    }

    assert asserted == AGREED.keys() | EXPLAINED.keys()


def test_what_the_origin_calls_technically_invalid_fails(answers: dict[str, Answer]) -> None:
    report = of(answers, "8af73e08")

    assert [reason.key for reason in report.signatures[0].reasons] == ["signature-broken"]


def test_what_the_origin_calls_unmodified_is_unmodified(answers: dict[str, Answer]) -> None:
    assert of(answers, "91112805").signatures[0].changes is Changes.PERMITTED


def test_time_stamps_the_origin_calls_intact_are_not_called_broken(answers: dict[str, Answer]) -> None:
    for start in ("b2ccfa69", "9bc78173"):
        keys = [reason.key for stamp in of(answers, start).timestamps for reason in stamp.reasons]
        assert keys == ["timestamp-untrusted"]


def test_a_time_stamp_copied_from_elsewhere_is_called_broken(answers: dict[str, Answer]) -> None:
    report = of(answers, "e57eee51")

    assert [reason.key for reason in report.timestamps[0].reasons] == ["timestamp-broken"]


def test_what_the_origin_calls_not_intact_is_not_accepted(answers: dict[str, Answer]) -> None:
    assert of(answers, "962dd614").verdict is U


def test_a_sound_file_passes_with_its_own_root_at_its_own_time(pool: Pool) -> None:
    path = next(SIGNED.glob("91112805*"))
    opened = open_pdf(path.read_bytes())
    (signature,) = [one for one in embedded_in(opened) if not one.timestamp]
    roots = issuers_only(stored_in(opened.reader), signature)

    report = ask(pool, path, roots, datetime(2014, 11, 7, 15, tzinfo=UTC)).report

    assert (report.verdict, report.signatures[0].level, report.signatures[0].reasons) == (P, "B-LTA", ())


# -- hostile files ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_hostile_file_gets_a_verdict_within_its_time(pool: Pool) -> None:
    names = [one["file"] for one in json.loads((BAD / "manifest.json").read_text("utf-8"))["files"]]

    told = {name: ask(pool, BAD / name) for name in names if (BAD / name).is_file()}

    assert len(told) > 240
    assert {name for name, answer in told.items() if answer.report.verdict is P} == set()
    assert {name for name, a in told.items() if a.report.verdict is U and not a.report.reasons} == set()
    assert {name: a.seconds for name, a in told.items() if a.seconds > SECONDS} == {}
    assert {a.report.reasons[0].key for name, a in told.items() if not name.endswith(".pdf") and a.report.reasons} == {
        "not-a-pdf"
    }
