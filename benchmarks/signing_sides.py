"""The contenders of `bench_signing.py` over the same papers and authority; `signing_contenders.py` runs one.

`office` is ours: one `certify_batch` of an office, with soft tokens, the self-check and the book. `alone` is the
signing of ours with nothing around it, as `plain` has nothing. `plain` is pyHanko as
its documentation shows it for one document: a signer from key files, an HTTP time stamper and a validation context for
each document, visible stamps in a font of the machine, `embed_validation_info` and `use_pades_lta`; it numbers and
checks nothing.
"""

from dataclasses import replace
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
from desk.model.certification import Comparison
from desk.ports import Desk
from desk.rehearsal.authority import FOLDER, OFFICER_PIN, SEAL_PIN
from desk.rehearsal.soft_tokens import soft_module
from desk.settings import TRUST
from desk.sign.keys import ProcessKeys
from desk.sign.room import SigningRoom
from desk.wiring import SystemClock
from desk.work.access import act_as
from desk.work.certify import Pins, Wish
from desk.work.certify_batch import certify_batch
from signing.attest import attest
from signing.copy import CopySigner
from signing.services import Services
from tests.fakes.authority import Pki
from tests.fakes.copies import ATTESTATION
from tests.fakes.office import open_office

TOKENS, ADDRESS, PLAIN = "bench-tokens", "address", "plain"
FONT = Path(desk.__file__).parent / "assets" / "fonts" / "LiberationSerif-Regular.ttf"
"""A whole font, as one takes it from the machine; pyHanko cuts it for each stamp."""


def open_bench(home: Path) -> Desk:
    """Open the office of the bench with its soft tokens and its authority."""
    services = Services(tsa=((home / ADDRESS).read_text() + "/saoy/tsa/tsa",), tsa_timeout_s=15.0, tsa_tries=1)
    room = SigningRoom(home / TRUST, lambda: services, lambda: None)
    keys = ProcessKeys([soft_module(home / TOKENS)])
    return replace(open_office(home, scanner=False), keys=keys, signatures=room, clock=SystemClock())


def office(home: Path, copies: int) -> None:
    """Certify the papers of the office in one batch."""
    desk = open_bench(home)
    who = act_as(desk, "mai.lt", "Quầy 1")
    with desk.unit(reading=True) as uow:
        papers = [paper for paper in uow.documents.of_dossier("TAM-261006-0003") if paper.source == "bench"]
    compared = Comparison(compared=True, pages=3, grounds=(1, 2, 3, 4, 5, 6))
    told = certify_batch(
        desk, who, [Wish(paper.id, compared) for paper in papers[:copies]], Pins(OFFICER_PIN, SEAL_PIN)
    )
    numbers = [one.copy.number for one in told if one.copy is not None]
    assert [one.done for one in told] == [True] * copies, [one.fault for one in told if not one.done][:3]
    assert numbers == list(range(1, copies + 1))
    desk.close()


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
