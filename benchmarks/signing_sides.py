"""The contenders of `bench_signing.py` over the same papers and authority; `signing_contenders.py` runs one.

`office` is ours: one `certify_batch` of an office, with soft tokens, the self-check and the book. `alone` is the
signing of ours with nothing around it, as `plain` has nothing. `plain` is pyHanko as
its documentation shows it for one document: a signer from key files, an HTTP time stamper and a validation context for
each document, visible stamps in a font of the machine, `embed_validation_info` and `use_pades_lta`; it numbers and
checks nothing.
"""

from io import BytesIO
from pathlib import Path

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

import desk
from benchmarks.signing_office import ADDRESS
from desk.rehearsal.authority import FOLDER
from desk.wiring import SystemClock
from signing.attest import attest
from signing.copy import CopySigner
from signing.services import Services
from tests.fakes.authority import Pki
from tests.fakes.copies import ATTESTATION

PLAIN = "plain"
FONT = Path(desk.__file__).parent / "assets" / "fonts" / "LiberationSerif-Regular.ttf"
"""A whole font, as one takes it from the machine; pyHanko cuts it for each stamp."""


def alone(home: Path, copies: int) -> None:
    """Lay out, sign and seal copies of one paper with keys from files and no office: what `plain` does, our way."""
    address = (home / ADDRESS).read_text()
    services = Services(tsa=(f"{address}/saoy/tsa/tsa",), tsa_timeout_s=15.0, tsa_tries=1)
    pki, out = Pki(home), home / "alone"
    out.mkdir(exist_ok=True)
    room = CopySigner(lambda: pki.trust, lambda: services, SystemClock().now)
    officer, seal = pki.key("officer"), pki.key("seal")
    for _ in range(copies):
        attest(home / "paper.pdf", ATTESTATION, out / "laid.pdf")
        room.sign(out / "laid.pdf", ATTESTATION, officer, out / "signed.pdf")
        done = room.seal(out / "signed.pdf", ATTESTATION, seal, out / "sealed.pdf")
        assert done.lacking is None, done


def plain(home: Path, copies: int) -> None:
    """Sign and seal copies of the same paper, one after the other."""
    out = home / PLAIN
    out.mkdir(exist_ok=True)
    paper = (home / "paper.pdf").read_bytes()
    for number in range(copies):
        _plain_copy(home, paper, out / f"{number}.pdf")


def _plain_copy(home: Path, paper: bytes, out: Path) -> None:
    folder, address = home / FOLDER, (home / ADDRESS).read_text()
    root, interm = (_certificate(home / "certs" / f"{name}.pem") for name in ("root", "interm"))
    data = paper
    for who, certify in (("officer", True), ("seal", False)):
        signer = signers.SimpleSigner.load(
            str(folder / "keys" / f"{who}.pem"), str(home / "certs" / f"{who}.pem"),
            ca_chain_files=(str(home / "certs" / "interm.pem"),),
        )  # fmt: skip
        context = ValidationContext(
            trust_roots=[root], other_certs=[interm], allow_fetching=True, revocation_mode="hard-fail"
        )
        meta = signers.PdfSignatureMetadata(
            field_name=f"Sig-{who}", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, certify=certify,
            docmdp_permissions=fields.MDPPerm.FILL_FORMS, validation_context=context, embed_validation_info=True,
            use_pades_lta=True,
        )  # fmt: skip
        style = TextStampStyle(
            stamp_text="Người ký: %(signer)s\nLúc: %(ts)s",
            text_box_style=TextBoxStyle(font=GlyphAccumulatorFactory(str(FONT)), font_size=9),
        )
        writer = IncrementalPdfFileWriter(BytesIO(data))
        if certify:
            for name, left in (("officer", 60), ("seal", 310)):
                box = (left, 60, left + 220, 130)
                fields.append_signature_field(writer, fields.SigFieldSpec(f"Sig-{name}", on_page=-1, box=box))
        stamper = HTTPTimeStamper(f"{address}/saoy/tsa/tsa")
        made = signers.PdfSigner(meta, signer, timestamper=stamper, stamp_style=style).sign_pdf(
            writer, existing_fields_only=True
        )
        data = made.getvalue()
    out.write_bytes(data)


def _certificate(file: Path) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(pem.unarmor(file.read_bytes())[2])
