"""A bench that signs without network, token or office: invented authorities, and copies shaped as ours are.

Certificates are made by certomancer in this process; time stamps and revocation data come from it too. It stands for
what other people's programs do to a file, so it signs with pyHanko directly and never through `signing`.
"""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from certomancer.registry import PKIArchitecture
from certomancer.registry.common import CertLabel, KeyLabel, ServiceLabel
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference, TimestampDSSContentSettings
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from desk.rehearsal.authority import FOLDER, load_architecture
from ocr.page import PageImage, PageReading, Word
from ocr.pdfa import PdfInfo, build_pdfa
from signing.services import Trust
from signing.values import OFFICER_FIELD, SEAL_FIELD
from tests.fakes.authority import Pki

Foreign = Any
"""Of libraries that ship no types."""


@dataclass(frozen=True)
class Bench:
    """An authority made for tests, and what is signed with its keys.

    Attributes:
        arch: Its certificates and keys.
        now: When the bench was made; certificates begin some 400 days earlier.
    """

    arch: PKIArchitecture
    now: datetime

    @classmethod
    def of(cls, pki: Pki) -> "Bench":
        """Return the bench of an authority made for tests."""
        return cls(load_architecture(pki.home / FOLDER), datetime.now(UTC))

    def cert(self, name: str) -> Foreign:
        """Return a certificate by its name."""
        return self.arch.get_cert(CertLabel(name))

    @property
    def trust(self) -> Trust:
        """Return the trust that makes its copies pass."""
        return Trust((self.cert("root").dump(),), (self.cert("interm").dump(),))

    def signer(self, name: str, *, bare: bool = False) -> SimpleSigner:
        """Return who signs; `bare` leaves the certificates above out."""
        cert = self.cert(name)
        known = [cert] if bare else [cert, self.cert("other" if name == "stranger" else "interm")]
        key = self.arch.key_set.get_private_key(self.arch.get_cert_spec(CertLabel(name)).subject_key)
        store = SimpleCertificateStore()
        store.register_multiple(known)
        return SimpleSigner(signing_cert=cert, signing_key=key, cert_registry=store)

    def stamper(self, at: datetime | None = None) -> DummyTimeStamper:
        """Return who time-stamps, now or always at one moment."""
        store = SimpleCertificateStore()
        store.register_multiple([self.cert("interm")])
        key = self.arch.key_set.get_private_key(KeyLabel("tsa"))
        return DummyTimeStamper(self.cert("tsa"), key, certs_to_embed=store, fixed_dt=at)

    def crls(self, at: datetime | None = None) -> list[Any]:
        """Return the revocation lists of a moment."""
        services = self.arch.service_registry
        return [services.get_crl(ServiceLabel(name), at_time=at or self.now) for name in ("root", "interm")]

    def context(self, at: datetime | None = None) -> ValidationContext:
        """Return what a signer knows of certificates, without asking anyone."""
        return ValidationContext(
            trust_roots=[self.cert("root")], other_certs=[self.cert("interm")], crls=self.crls(at),
            revocation_mode="hard-fail", moment=at,
        )

    # -- copies shaped as ours ----------------------------------------------------------------------------------------

    def prepared(self, paper: bytes) -> bytes:
        """Return a paper with both fields made ready, as one revision."""
        writer = IncrementalPdfFileWriter(io.BytesIO(paper))
        for name, box in ((OFFICER_FIELD, (60, 60, 260, 140)), (SEAL_FIELD, (300, 60, 500, 140))):
            append_signature_field(writer, SigFieldSpec(name, on_page=-1, box=box))
        return _written(writer)

    def officer(self, prepared: bytes, who: str = "officer", *, stamped: bool = True, **more: Foreign) -> bytes:
        """Sign as the officer: certification, P=2, with a time stamp."""
        meta = PdfSignatureMetadata(
            OFFICER_FIELD, "sha256", certify=True, docmdp_permissions=MDPPerm.FILL_FORMS,
            subfilter=SigSeedSubFilter.PADES, reason="Thử", name="Lục Thị Thử", **more,
        )  # fmt: skip
        return self._sign(prepared, meta, who, stamped=stamped, style=_style())

    def seal(
        self, signed: bytes, who: str = "seal", *, lta: bool = True, stamped: bool = True, **more: Foreign
    ) -> bytes:
        """Seal as the agency, to B-LTA with the last time stamp over the whole file."""
        if lta:
            more |= {"validation_context": self.context(), "embed_validation_info": True, "use_pades_lta": True}
            more["dss_settings"] = DSSContentSettings(
                include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_NEXT_TS,
                next_ts_settings=TimestampDSSContentSettings(update_before_ts=True, include_vri=False),
            )
        meta = PdfSignatureMetadata(SEAL_FIELD, "sha256", subfilter=SigSeedSubFilter.PADES, reason="Thử", **more)
        return self._sign(signed, meta, who, stamped=stamped, style=_style())

    def copy(self, paper: bytes | None = None) -> bytes:
        """Return a whole certified copy."""
        return self.seal(self.officer(self.prepared(paper or blank_paper())))

    # -- what others do -----------------------------------------------------------------------------------------------

    def foreign(self, paper: bytes, who: str = "officer", field: str = "Ky1", **more: Foreign) -> bytes:
        """Sign as a stranger does, an approval in a field of their own; B-B unless `more` says otherwise."""
        stamped = bool(more.pop("stamped", False))
        more.setdefault("subfilter", SigSeedSubFilter.PADES)
        meta = PdfSignatureMetadata(field, "sha256", **more)
        return self._sign(paper, meta, who, stamped=stamped)

    def visible(self, paper: bytes, meta: PdfSignatureMetadata, spec: SigFieldSpec, who: str = "officer") -> bytes:
        """Sign as a stranger does, with a block to be seen."""
        writer = IncrementalPdfFileWriter(io.BytesIO(paper))
        signer = PdfSigner(meta, self.signer(who), stamp_style=_style(), new_field_spec=spec)
        return bytes(signer.sign_pdf(writer).getbuffer())

    def with_foreign_stamp(self, paper: bytes) -> bytes:
        """Sign with a time stamp that was made over something else."""

        class Elsewhere(DummyTimeStamper):
            async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Foreign:
                return await super().async_timestamp(bytes(len(message_digest)), md_algorithm)

        real = self.stamper()
        stamper = Elsewhere(real.tsa_cert, real.tsa_key)
        meta = PdfSignatureMetadata("Ky1", "sha256", subfilter=SigSeedSubFilter.PADES)
        signer = PdfSigner(meta, self.signer("officer"), timestamper=stamper)
        return bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper))).getbuffer())

    def renewed(self, pdf: bytes, at: datetime | None = None) -> bytes:
        """Renew the archive: validation data of the last time stamp, and a new one over the whole file."""
        settings = TimestampDSSContentSettings(update_before_ts=True, include_vri=False)
        return self._timestamped(pdf, at, self.context(at), settings)

    def stamped(self, pdf: bytes, at: datetime | None = None) -> bytes:
        """Put a document time stamp over a file and nothing else."""
        return self._timestamped(pdf, at, None, None)

    def _timestamped(self, pdf: bytes, at: datetime | None, context: Foreign, settings: Foreign) -> bytes:
        out = PdfTimeStamper(self.stamper(at)).timestamp_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)), "sha256", context, dss_settings=settings
        )
        return bytes(out.getbuffer())

    def _sign(
        self, pdf: bytes, meta: PdfSignatureMetadata, who: str, *, stamped: bool, style: TextStampStyle | None = None
    ) -> bytes:
        signer = PdfSigner(
            meta, self.signer(who), timestamper=self.stamper() if stamped else None, stamp_style=style
        )
        return bytes(signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getbuffer())


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _style() -> TextStampStyle:
    return TextStampStyle(stamp_text="Da ky so", background=None)


@cache
def blank_paper(pages: int = 3, size: tuple[int, int] = (620, 877)) -> bytes:
    """Return a searchable PDF/A of drawn pages, made by the same writer as the office's."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        sides = [_side(Path(place), number, size) for number in range(pages)]
        out = Path(place) / "paper.pdf"
        build_pdfa(sides, out, PdfInfo("Giấy thử", datetime(2026, 11, 1, tzinfo=UTC)), "archive")
        return out.read_bytes()


def _side(folder: Path, number: int, size: tuple[int, int]) -> tuple[PageImage, PageReading]:
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 80 + 60 * number, size[0] - 60, 110 + 60 * number), fill="black")
    pen.ellipse((size[0] // 2, size[1] // 2, size[0] // 2 + 120, size[1] // 2 + 120), outline=(200, 20, 30), width=6)
    path = folder / f"{number}.jpg"
    picture.save(path, quality=80, dpi=(75, 75))
    words = (Word("GIẤY", 60, 80, 140, 110, 0.9, 0, 0), Word(f"THỬ{number}", 150, 80, 260, 110, 0.9, 0, 0))
    reading = PageReading(*size, 75.0, rotation=0, skew=0.0, blank=False, words=words, text=f"GIẤY THỬ{number}")
    return PageImage(path, "image/jpeg", *size, 75.0, 0), reading


@cache
def finished(pki: Pki) -> tuple[Bench, bytes]:
    """Return the bench of an authority and a certified copy finished on it."""
    bench = Bench.of(pki)
    return bench, bench.copy()
