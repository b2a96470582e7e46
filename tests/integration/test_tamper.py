"""A certified copy that anything was done to is refused, and for what was done to it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.jobs import Pool
from desk.sign.verifying import VERIFY_LIMITS, verify_file
from signing.attest import attest
from signing.copy import CopySigner
from signing.cover import Cover, covers_in
from signing.report import Changes, Report, Verdict
from signing.services import Trust
from signing.values import Attestation
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import Bench, blank_paper
from tests.fakes.tampering import Attack, attacks, last_cover, stamped_over, third_signature

FLIPS = 120
"""Places in a check; `benchmarks.bench_tamper` flips thousands."""


@dataclass(frozen=True)
class Room:
    """A finished copy as the office makes it, and what verifies it."""

    pki: Pki
    bench: Bench
    copy: bytes
    folder: Path
    pool: Pool

    def reports(
        self, files: dict[str, bytes], trust: Trust | None = None, at: datetime | None = None
    ) -> dict[str, Report]:
        """Verify many files in two limited processes."""
        names, orders = list(files), []
        for number, name in enumerate(names):
            path = self.folder / f"{number}.pdf"
            path.write_bytes(files[name])
            orders.append((path, trust or self.pki.trust, at))
        done = self.pool.map_unordered(verify_file, orders)
        return {names[one.number]: one.get() for one in done}

    def report(self, data: bytes, trust: Trust | None = None, at: datetime | None = None) -> Report:
        """Verify one file."""
        return self.reports({"one": data}, trust, at)["one"]


@pytest.fixture(scope="module")
def room(authority: Pki, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("tampering")
    words = Attestation(
        words=("Chứng thực bản sao đúng với bản chính", "Số chứng thực 12/ĐT", "Ngày 26 tháng 11 năm 2026"),
        officer=("CHỦ TỊCH", "{time}", "Hoàng Văn Páo"), seal=("UBND xã", "{time}"), title="Giấy khai sinh",
        reason="Chứng thực bản sao", place="Nà Khuôn", mark="DIỄN TẬP",
    )  # fmt: skip
    files = [folder / f"{name}.pdf" for name in ("paper", "prepared", "signed", "sealed")]
    files[0].write_bytes(blank_paper())
    attest(files[0], words, files[1])
    signer = CopySigner(lambda: authority.trust, authority.services, lambda: datetime.now(UTC))
    signer.sign(files[1], words, authority.key("officer"), files[2])
    signer.seal(files[2], words, authority.key("seal"), files[3])
    with Pool(2, VERIFY_LIMITS, renew=500) as pool:
        yield Room(authority, Bench.of(authority), files[3].read_bytes(), folder, pool)


@pytest.fixture(scope="module")
def every(room: Room) -> list[Attack]:
    third = Attack("signed by a third", "signature-added", third_signature(room.bench))
    again = Attack("signed by a third, then stamped", third.key, lambda pdf: room.bench.stamped(third.act(pdf)))
    return [*attacks(), *stamped_over(room.bench), third, again]


@pytest.fixture(scope="module")
def judged(room: Room, every: list[Attack]) -> dict[str, Report]:
    return room.reports({attack.name: attack.act(room.copy) for attack in every})


def keys(report: Report) -> list[str]:
    return [reason.key for reason in report.reasons]


# -- what is not touched ----------------------------------------------------------------------------------------------


def test_an_untouched_copy_is_accepted(room: Room) -> None:
    report = room.report(room.copy)

    assert (report.verdict, report.subindication, report.ours, report.lenient) == (Verdict.PASSED, None, True, False)
    assert [one.reasons for one in (*report.signatures, *report.timestamps)] == [(), (), ()]
    assert [one.level for one in report.signatures] == ["B-LTA", "B-LTA"]
    assert [one.changes for one in report.signatures] == [Changes.PERMITTED, Changes.PERMITTED]
    assert report.timestamps[-1].covers == "file"


def test_without_roots_it_is_left_open_and_not_called_changed(room: Room) -> None:
    report = room.report(room.copy, _nobody(room))

    assert (report.verdict, report.subindication) == (Verdict.INDETERMINATE, "NO_CERTIFICATE_CHAIN_FOUND")
    assert [one.trusted for one in report.signatures] == [False, False]
    assert Changes.FORBIDDEN not in {one.changes for one in report.signatures}


def _nobody(room: Room) -> Trust:
    """Return a trust that is not that of the office."""
    return Trust((room.pki.der("other"),))


def test_it_is_still_accepted_four_years_after_the_signers_certificates_ended(room: Room) -> None:
    ends = max(one.valid_until for one in room.report(room.copy).signatures if one.valid_until)

    report = room.report(room.copy, at=ends + timedelta(days=4 * 365))

    assert (report.verdict, keys(report)) == (Verdict.PASSED, [])


def test_it_is_left_open_once_the_last_time_stamp_s_certificate_has_ended(room: Room) -> None:
    (stamp,) = room.report(room.copy).timestamps
    assert stamp.valid_until is not None
    late = stamp.valid_until + timedelta(days=10)

    report = room.report(room.copy, at=late)

    assert (report.verdict, keys(report)) == (Verdict.INDETERMINATE, ["timestamp-expired"])


def test_a_renewed_archive_is_accepted(room: Room) -> None:
    once = room.bench.renewed(room.copy)
    twice = room.bench.renewed(once)

    reports = room.reports({"once": once, "twice": twice})

    assert [report.verdict for report in reports.values()] == [Verdict.PASSED] * 2
    assert len(reports["twice"].timestamps) == 3


# -- attacks ----------------------------------------------------------------------------------------------------------


def test_more_than_a_hundred_attacks_are_tried(every: list[Attack]) -> None:
    names = [attack.name for attack in every]

    assert len(names) == len(set(names)) > 90


def test_no_attacked_copy_is_accepted(judged: dict[str, Report]) -> None:
    assert [name for name, report in judged.items() if report.verdict is Verdict.PASSED] == []


def test_every_attack_is_named_for_what_it_did(every: list[Attack], judged: dict[str, Report]) -> None:
    unnamed = {
        attack.name: (attack.key, keys(judged[attack.name]))
        for attack in every
        if attack.key not in keys(judged[attack.name])
    }

    assert unnamed == {}


def test_every_attack_but_cutting_back_is_refused_for_good(every: list[Attack], judged: dict[str, Report]) -> None:
    cut = {attack.name for attack in every if attack.name.startswith("cut back")}

    open_ones = {name for name, report in judged.items() if report.verdict is not Verdict.FAILED}

    assert open_ones == cut
    assert {judged[name].verdict for name in cut} == {Verdict.INDETERMINATE}


def test_no_signature_of_an_attacked_copy_is_shown_as_whole(judged: dict[str, Report]) -> None:
    whole = {name for name, report in judged.items() if any(not one.reasons for one in report.signatures)}

    assert whole == set()


def test_changes_of_different_kinds_have_different_reasons(judged: dict[str, Report]) -> None:
    names = ("page appended", "free text noted", "seal removed", "metadata overwritten", "padding of the last used")

    first = [keys(judged[name])[0] for name in names]

    assert len(set(first)) == len(names)


# -- bytes ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flip:
    """One flipped bit."""

    at: int
    bit: int

    def on(self, data: bytes) -> bytes:
        return data[: self.at] + bytes([data[self.at] ^ self.bit]) + data[self.at + 1 :]


@pytest.fixture(scope="module")
def flips(room: Room) -> list[Flip]:
    """Bits all over the file, and as many again in what no signature covers: the last time stamp's own bytes."""
    chance = random.Random(20261126)  # noqa: S311 -- the same places in every run
    begin, end = last_cover(room.copy).contents
    anywhere = [chance.randrange(len(room.copy)) for _ in range(FLIPS * 2 // 3)]
    within = [chance.randrange(begin, end) for _ in range(FLIPS - len(anywhere))]
    return [Flip(at, 1 << chance.randrange(8)) for at in (*anywhere, *within)]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_any_flipped_bit_is_refused_for_good_and_named(room: Room, flips: list[Flip]) -> None:
    reports = room.reports({f"{flip.at}:{flip.bit}": flip.on(room.copy) for flip in flips})
    cover = last_cover(room.copy)

    passed = [name for name, report in reports.items() if report.verdict is not Verdict.FAILED]
    unnamed = [
        (name, keys(report))
        for name, report in reports.items()
        if _covered(cover, int(name.split(":")[0])) and "byte-changed" not in keys(report)
    ]

    assert passed == []
    assert unnamed == []
    assert {key for report in reports.values() for key in keys(report)} > {"byte-changed", "timestamp-broken"}


def _covered(cover: Cover, at: int) -> bool:
    """Tell whether a place is signed by the last time stamp, and is not in the numbers that say so."""
    begin, end = cover.contents
    return at < begin - 120 or end + 120 < at


def test_the_looks_at_bytes_find_every_signature_of_an_untouched_copy(room: Room) -> None:
    covers = covers_in(room.copy)

    assert [(c.shaped, c.opens, c.closes, c.fits, c.even, c.padded, c.whole) for c in covers] == [(True,) * 7] * 3
    assert covers[-1].end == len(room.copy)
