"""A true copy or a digitised component that anything was done to is refused, and for what was done to it.

A sample of the attacks; `benchmarks.bench_tamper` tries them all.
"""

from collections.abc import Callable

import pytest

from signing.own import CLERK_FIELD, TRUE_COPY_FIELD
from signing.report import Report, Verdict
from signing.values import OFFICER_FIELD
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import Bench, blank_paper
from tests.fakes.tampering import Attack
from tests.fakes.tampering_own import finished_own, own_attacks

SAMPLE = (
    "bit of the scan flipped", "page appended, then stamped", "signature removed, then stamped", "field removed",
    "block spread over the page", f"empty field of another kind added: {OFFICER_FIELD}",
    f"signed in a field of another kind: {OFFICER_FIELD}", "signed by a third, then stamped",
    "signature wrapped, table mended", "bytes behind the end", "rolled_back by 2", "skipped by 1",
    "cut back to the signature",
)  # fmt: skip
OPEN = "cut back to the signature"
"""What was cut away may still come; nothing in the file tells that it was there."""


@pytest.fixture(scope="module", params=[TRUE_COPY_FIELD, CLERK_FIELD], ids=["true-copy", "component"])
def field(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def check(authority: Pki, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Report]:
    file = tmp_path_factory.mktemp("checked") / "file.pdf"

    def checked(data: bytes) -> Report:
        file.write_bytes(data)
        return verify(file, authority.trust)

    return checked


@pytest.fixture(scope="module")
def document(authority: Pki, field: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return finished_own(authority, tmp_path_factory.mktemp("own"), field, blank_paper())


@pytest.fixture(scope="module")
def attacks(authority: Pki, field: str) -> dict[str, Attack]:
    return {attack.name: attack for attack in own_attacks(field, Bench.of(authority))}


def test_the_untouched_document_is_accepted(check: Callable[[bytes], Report], document: bytes, field: str) -> None:
    report = check(document)

    assert (report.verdict, report.ours, report.lenient, report.reasons) == (Verdict.PASSED, True, False, ())
    assert [one.field for one in report.signatures] == [field]


@pytest.mark.parametrize("name", SAMPLE)
def test_an_attacked_document_is_refused_for_what_was_done_to_it(
    check: Callable[[bytes], Report], document: bytes, attacks: dict[str, Attack], name: str
) -> None:
    attack = attacks[name]

    report = check(attack.act(document))

    assert report.verdict is (Verdict.INDETERMINATE if name == OPEN else Verdict.FAILED)
    assert attack.key in {"", *(reason.key for reason in report.reasons)}
    assert report.ours
    assert all(one.reasons for one in report.signatures)


def test_more_than_a_hundred_attacks_are_known_and_each_has_a_name(attacks: dict[str, Attack]) -> None:
    assert len(attacks) > 100
    assert set(SAMPLE) <= set(attacks)
