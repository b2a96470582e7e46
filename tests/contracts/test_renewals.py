"""What every `Signatures` owes the care of the archive: a renewed copy goes on from its bytes, and passes as before."""

from datetime import UTC, datetime

import pytest

from signing.errors import FileUnfit, TimestampDown
from signing.report import Verdict
from signing.values import Level
from tests.contracts.test_signatures import sealed, signed
from tests.fakes.signing_benches import SigningBench


def test_a_renewed_copy_begins_with_its_old_bytes_and_passes(signing_bench: SigningBench) -> None:
    room, before, out = signing_bench.signatures, sealed(signing_bench), signing_bench.folder / "renewed.pdf"
    data = before.read_bytes()

    told = room.renew(before, out, "sha256")

    assert told.level is Level.LTA
    assert before.read_bytes() == data
    assert out.read_bytes().startswith(data)
    assert out.stat().st_size > len(data)
    assert room.verify(out).verdict is Verdict.PASSED
    old, new = room.last_stamp(before), room.last_stamp(out)
    assert old is not None
    assert new is not None
    assert new.ends > datetime.now(UTC)
    assert "sha256" in new.algorithms


def test_what_is_not_finished_has_no_last_time_stamp_and_is_not_renewed(signing_bench: SigningBench) -> None:
    half = signed(signing_bench)

    with pytest.raises(FileUnfit):
        signing_bench.signatures.renew(half, signing_bench.folder / "renewed.pdf", "sha256")

    assert signing_bench.signatures.last_stamp(half) is None
    assert not (signing_bench.folder / "renewed.pdf").exists()


def test_without_an_authority_nothing_is_renewed(signing_bench: SigningBench) -> None:
    before = sealed(signing_bench)

    with signing_bench.without_stamps(), pytest.raises(TimestampDown):
        signing_bench.signatures.renew(before, signing_bench.folder / "renewed.pdf", "sha256")

    assert not (signing_bench.folder / "renewed.pdf").exists()
