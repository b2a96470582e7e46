"""What a foreign file may hide from one reader or from all: behind its end, under a block, in a token nobody reads."""

import io
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from asn1crypto import cms  # type: ignore[import-untyped]  # the library ships no types
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import DummyTimeStamper

from signing import opening, proofs
from signing import verify as verifying
from signing.cover import cover_of
from signing.embedded import Embedded
from signing.report import Changes, Report, Verdict
from signing.verify import verify
from tests.fakes.signing_bench import Bench, blank_paper


def checked(bench: Bench, tmp_path: Path, data: bytes) -> Report:
    file = tmp_path / "file.pdf"
    file.write_bytes(data)
    return verify(file, bench.trust)


def whole(bench: Bench) -> bytes:
    return bench.foreign(
        blank_paper(), stamped=True, validation_context=bench.context(), embed_validation_info=True, use_pades_lta=True
    )


@pytest.mark.parametrize("tail", [b"1 0 obj\n<<>>\nendobj\n %%EOF", b"1 0 obj\n<<>>\nendobj\n"])
def test_what_stands_behind_the_end_of_a_foreign_file_keeps_it_from_passing(
    bench: Bench, tmp_path: Path, tail: bytes
) -> None:
    report = checked(bench, tmp_path, whole(bench) + tail)

    assert report.verdict is Verdict.INDETERMINATE
    assert [reason.key for reason in report.reasons] == ["bytes-after-end"]


def test_white_space_behind_the_end_hides_nothing(bench: Bench, tmp_path: Path) -> None:
    assert checked(bench, tmp_path, whole(bench) + b"\r\n \x00\n").verdict is Verdict.PASSED


def test_a_later_block_over_what_was_printed_and_signed_is_named(bench: Bench, tmp_path: Path) -> None:
    meta = PdfSignatureMetadata("Ky2", "sha256", subfilter=SigSeedSubFilter.PADES)
    spec = SigFieldSpec("Ky2", on_page=0, box=(20, 20, 560, 820))

    report = checked(bench, tmp_path, bench.visible(bench.foreign(blank_paper()), meta, spec))

    first = report.signatures[0]
    assert (first.changes, "block-covered" in [one.key for one in first.reasons]) == (Changes.UNKNOWN, True)


def test_a_time_stamp_nobody_can_read_is_called_broken(bench: Bench, tmp_path: Path) -> None:
    class Babbling(DummyTimeStamper):
        async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:  # noqa: ANN401 -- pyHanko's
            told = await super().async_timestamp(message_digest, md_algorithm)
            told["content"]["encap_content_info"]["content"] = cms.ParsableOctetString(b"\x30\x03abc")
            return told

    real = bench.stamper()
    meta = PdfSignatureMetadata("Ky1", "sha256", subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(meta, bench.signer("officer"), timestamper=Babbling(real.tsa_cert, real.tsa_key))
    signed = signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(blank_paper()))).getbuffer()

    report = checked(bench, tmp_path, bytes(signed))

    assert "signature-timestamp-broken" in [reason.key for reason in report.signatures[0].reasons]
    assert not report.signatures[0].stamped


@pytest.mark.parametrize(("module", "name"), [(opening, "_open"), (verifying, "weigh"), (verifying, "embedded_in")])
def test_a_file_that_needs_too_much_memory_is_not_called_damaged(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    def greedy(*_: object, **__: object) -> None:
        raise MemoryError

    data = bench.foreign(blank_paper())
    monkeypatch.setattr(module, name, greedy)

    report = checked(bench, tmp_path, data)

    assert [reason.key for reason in report.reasons] == ["over-memory"]


@pytest.mark.parametrize("zone", [UTC, None])
def test_a_time_stamp_without_a_zone_tells_no_time(zone: tzinfo | None) -> None:
    told = datetime(2026, 11, 1, tzinfo=zone)
    info = SimpleNamespace(parsed={"gen_time": SimpleNamespace(native=told)})
    token: Any = {"encap_content_info": {"content": info}}
    read = SimpleNamespace(signed_data=token)
    stamp = Embedded(SimpleNamespace(), 0, 0, True, True, read, cover_of(b"", ()), ())  # type: ignore[arg-type]  # a part alone

    assert stamp.stamped_at == (told if zone else None)
    if zone is None:
        with pytest.raises(ValueError, match=r"^$"):
            proofs.time_in(token)
