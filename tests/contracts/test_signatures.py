"""What every `Signatures` owes the desk: files given stay as they were, and `out` appears whole or not at all.

The room that is told what to do keeps it in this process; the real one joins by `tests.fakes.signing_benches`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.errors import FileMissing
from signing.errors import FileUnfit, SigningError, TimestampDown, TokenRemoved
from signing.report import Verdict
from signing.services import Trust
from signing.values import OFFICER_FIELD, SEAL_FIELD, Level
from tests.fakes.signing_benches import WORDS, SigningBench, broken_key

if TYPE_CHECKING:
    from desk.ports import Signatures


def prepared(bench: SigningBench) -> Path:
    out = bench.folder / "prepared.pdf"
    bench.signatures.attest(bench.paper, WORDS, out)
    return out


def signed(bench: SigningBench) -> Path:
    out = bench.folder / "signed.pdf"
    bench.signatures.sign(prepared(bench), WORDS, bench.officer, out)
    return out


def sealed(bench: SigningBench) -> Path:
    out = bench.folder / "sealed.pdf"
    bench.signatures.seal(signed(bench), WORDS, bench.seal, out)
    return out


def test_a_copy_signed_and_sealed_passes_its_own_check(signing_bench: SigningBench) -> None:
    room: Signatures = signing_bench.signatures
    before = prepared(signing_bench)
    first, last = signing_bench.folder / "1.pdf", signing_bench.folder / "2.pdf"

    officer = room.sign(before, WORDS, signing_bench.officer, first)
    agency = room.seal(first, WORDS, signing_bench.seal, last)
    report = room.verify(last)

    assert (officer.level, officer.lacking) == (Level.T, None)
    assert (agency.level, agency.lacking) == (Level.LTA, None)
    assert report.verdict is Verdict.PASSED
    assert report.ours
    assert report.reasons == ()
    assert [one.field for one in report.signatures] == [OFFICER_FIELD, SEAL_FIELD]
    assert [one.signer for one in report.signatures] == [
        signing_bench.officer.certificate.subject, signing_bench.seal.certificate.subject,
    ]  # fmt: skip
    assert all(one.trusted and one.reasons == () for one in report.signatures)
    assert report.timestamps[-1].covers == "file"


def test_getting_ready_writes_nothing_and_may_be_done_again(signing_bench: SigningBench) -> None:
    before = sorted(signing_bench.folder.rglob("*"))

    signing_bench.signatures.ready()
    signing_bench.signatures.ready()

    assert sorted(signing_bench.folder.rglob("*")) == before
    assert signing_bench.signatures.verify(signing_bench.paper).verdict is Verdict.NOT_SIGNED


def test_what_was_given_stays_byte_for_byte(signing_bench: SigningBench) -> None:
    paper = signing_bench.paper.read_bytes()
    before = prepared(signing_bench)
    data = before.read_bytes()

    first = signed(signing_bench)
    kept = first.read_bytes()
    signing_bench.signatures.seal(first, WORDS, signing_bench.seal, signing_bench.folder / "last.pdf")

    assert signing_bench.paper.read_bytes() == paper
    assert before.read_bytes() == data
    assert first.read_bytes() == kept


def test_a_prepared_copy_is_not_signed_yet(signing_bench: SigningBench) -> None:
    report = signing_bench.signatures.verify(prepared(signing_bench))

    assert report.verdict is Verdict.NOT_SIGNED
    assert report.signatures == ()


def test_the_officers_signature_alone_does_not_pass(signing_bench: SigningBench) -> None:
    report = signing_bench.signatures.verify(signed(signing_bench))

    assert report.verdict is not Verdict.PASSED
    assert len(report.signatures) == 1


@pytest.mark.parametrize("place", [0.1, 0.5])
def test_a_changed_byte_does_not_pass(signing_bench: SigningBench, place: float) -> None:
    whole = sealed(signing_bench)
    data = bytearray(whole.read_bytes())
    at = int(len(signing_bench.paper.read_bytes()) * place)
    data[at] ^= 1
    changed = signing_bench.folder / "changed.pdf"
    changed.write_bytes(data)

    assert signing_bench.signatures.verify(changed).verdict is not Verdict.PASSED


def test_bytes_behind_the_end_do_not_pass(signing_bench: SigningBench) -> None:
    longer = signing_bench.folder / "longer.pdf"
    longer.write_bytes(sealed(signing_bench).read_bytes() + b"\n")

    assert signing_bench.signatures.verify(longer).verdict is not Verdict.PASSED


def test_whom_nobody_trusts_does_not_pass(signing_bench: SigningBench) -> None:
    report = signing_bench.signatures.verify(sealed(signing_bench), Trust())

    assert report.verdict is not Verdict.PASSED
    assert report.reasons or any(one.reasons for one in report.signatures)
    assert not any(one.trusted for one in report.signatures)


def test_without_a_time_stamp_a_copy_waits_and_is_completed_later_without_a_key(signing_bench: SigningBench) -> None:
    room = signing_bench.signatures
    before = prepared(signing_bench)
    first, second, last = (signing_bench.folder / f"{n}.pdf" for n in (1, 2, 3))

    with signing_bench.without_stamps():
        officer = room.sign(before, WORDS, signing_bench.officer, first)
        agency = room.seal(first, WORDS, signing_bench.seal, second)
        with pytest.raises(TimestampDown):
            room.complete(second, last)
        assert not last.exists()
        early = room.verify(second)
    done = room.complete(second, last)

    assert (officer.level, officer.lacking) == (Level.B, TimestampDown.code)
    assert agency.level is not Level.LTA
    assert agency.lacking == TimestampDown.code
    assert early.verdict is not Verdict.PASSED
    assert (done.level, done.lacking) == (Level.LTA, None)
    assert room.verify(last).verdict is Verdict.PASSED


def test_a_token_pulled_out_leaves_nothing_behind(signing_bench: SigningBench) -> None:
    before, out = prepared(signing_bench), signing_bench.folder / "never.pdf"
    there = sorted(signing_bench.folder.iterdir())

    with pytest.raises(TokenRemoved):
        signing_bench.signatures.sign(before, WORDS, broken_key(signing_bench.officer), out)

    assert sorted(signing_bench.folder.iterdir()) == there


def test_what_is_no_copy_ready_for_this_step_is_not_signed(signing_bench: SigningBench) -> None:
    room, out = signing_bench.signatures, signing_bench.folder / "never.pdf"
    before = prepared(signing_bench)

    with pytest.raises(SigningError):
        room.sign(signing_bench.paper, WORDS, signing_bench.officer, out)
    with pytest.raises(SigningError):
        room.seal(before, WORDS, signing_bench.seal, out)
    with pytest.raises(SigningError):
        room.sign(signed(signing_bench), WORDS, signing_bench.officer, out)

    assert not out.exists()


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"\xff\xd8\xff\xe0 a picture"])
def test_what_is_no_pdf_is_neither_attested_nor_readable(signing_bench: SigningBench, data: bytes) -> None:
    strange, out = signing_bench.folder / "strange.pdf", signing_bench.folder / "never.pdf"
    strange.write_bytes(data)

    with pytest.raises(FileUnfit):
        signing_bench.signatures.attest(strange, WORDS, out)

    assert not out.exists()
    assert signing_bench.signatures.verify(strange).verdict is Verdict.UNREADABLE


def test_words_are_laid_once(signing_bench: SigningBench) -> None:
    before, out = prepared(signing_bench), signing_bench.folder / "never.pdf"

    with pytest.raises(FileUnfit):
        signing_bench.signatures.attest(before, WORDS, out)

    assert not out.exists()


def test_a_file_that_is_not_there_is_said_so(signing_bench: SigningBench) -> None:
    with pytest.raises(FileMissing):
        signing_bench.signatures.verify(signing_bench.folder / "nowhere.pdf")


def test_the_services_of_the_network_tell_whether_they_answer(signing_bench: SigningBench) -> None:
    room, signing = signing_bench.signatures, [signing_bench.officer.certificate.der]

    stamped, knocked = room.reach(signing, stamp=True), room.reach(signing, stamp=False)
    with signing_bench.without_stamps():
        silent = room.reach(signing, stamp=True)

    assert [(one.kind, one.state) for one in stamped] == [("tsa", "stamped"), ("ocsp", "answers")]
    assert [(one.kind, one.state) for one in knocked] == [("tsa", "answers"), ("ocsp", "answers")]
    assert [(one.kind, one.well) for one in silent] == [("tsa", False), ("ocsp", True)]
