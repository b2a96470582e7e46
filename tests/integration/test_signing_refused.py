"""What may not sign does not sign, and says why; whatever goes wrong, nothing half made is left behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

from signing.attest import attest
from signing.copy import CopySigner
from signing.errors import (
    CertificateExpired,
    CertificateNotYetValid,
    CertificateOnHold,
    CertificateRevoked,
    CertificateUnchecked,
    CertificateUntrusted,
    CertificateWrongPurpose,
    DocumentLocked,
    FileChanged,
    FileUnfit,
    KeyAnswerWrong,
    SigningError,
    TokenRemoved,
)
from signing.key import SigningKey
from signing.services import Trust
from signing.stamps import VIETNAM
from signing.values import OFFICER_FIELD, Level, Signed
from tests.fakes.authority import FileKey, Pki
from tests.fakes.copies import ATTESTATION, paper, scan_pdf

REFUSED = {
    "officer-expired": CertificateExpired,
    "officer-notyet": CertificateNotYetValid,
    "officer-revoked": CertificateRevoked,
    "officer-hold": CertificateOnHold,
    "officer-wrongku": CertificateWrongPurpose,
    "officer-dsonly": CertificateWrongPurpose,
    "officer-norev": CertificateUnchecked,
    "stranger": CertificateUntrusted,
}
ASKED_FOR = {"officer-revoked", "officer-hold"}
"""What no server tells, nobody knows: such a copy waits, and is refused when it is sealed or completed."""


def now() -> datetime:
    return datetime.now(UTC)


class CountedKey:
    """A key that counts how often it is asked, and may do something else than sign."""

    def __init__(self, key: FileKey, instead: bytes | SigningError | None = None) -> None:
        self.certificate, self.chain = key.certificate, key.chain
        self._key, self._instead, self.asked = key, instead, 0

    def sign(self, data: bytes) -> bytes:
        self.asked += 1
        if isinstance(self._instead, SigningError):
            raise self._instead
        return self._key.sign(data) if self._instead is None else self._instead


@pytest.fixture
def room(authority: Pki) -> CopySigner:
    return CopySigner(lambda: authority.trust, authority.services, now)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    attest(scan_pdf(folder, [paper(20)]), ATTESTATION, folder / "prepared.pdf")
    return folder / "prepared.pdf"


@pytest.fixture(scope="module")
def signed(authority: Pki, prepared: Path) -> Path:
    room = CopySigner(lambda: authority.trust, authority.services, now)
    room.sign(prepared, ATTESTATION, authority.key("officer"), prepared.with_name("signed.pdf"))
    return prepared.with_name("signed.pdf")


@pytest.fixture(autouse=True)
def _speaking(authority: Pki) -> Iterator[None]:
    yield
    authority.authority.speak()


@pytest.mark.parametrize("name", REFUSED)
def test_a_certificate_that_may_not_sign_is_refused_before_its_key_is_asked(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path, name: str
) -> None:
    key = CountedKey(authority.key(name))

    with pytest.raises(REFUSED[name]) as fault:
        room.sign(prepared, ATTESTATION, key, tmp_path / "signed.pdf")

    assert type(fault.value) is REFUSED[name]
    assert key.asked == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in ASKED_FOR])
def test_without_a_network_all_else_about_a_certificate_is_still_looked_at(
    authority: Pki, prepared: Path, tmp_path: Path, name: str
) -> None:
    room, key = CopySigner(lambda: authority.trust, authority.services, now), CountedKey(authority.key(name))

    with authority.silent("tsa", "ocsp", "crls", "certs"), pytest.raises(REFUSED[name]) as fault:
        room.sign(prepared, ATTESTATION, key, tmp_path / "signed.pdf")

    assert type(fault.value) is REFUSED[name]
    assert key.asked == 0
    assert list(tmp_path.iterdir()) == []


def test_the_fault_names_the_signer_and_the_day(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    key = authority.key("officer-expired")

    with pytest.raises(CertificateExpired) as fault:
        room.sign(prepared, ATTESTATION, key, tmp_path / "signed.pdf")

    assert fault.value.context["name"] == key.certificate.subject
    assert fault.value.context["day"] == f"{key.certificate.not_after.astimezone(VIETNAM):%d/%m/%Y}"


def test_a_certificate_revoked_while_nobody_could_be_asked_is_found_when_the_copy_is_completed(
    authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    offline = CopySigner(lambda: authority.trust, authority.services, now)
    with authority.silent("tsa", "ocsp", "crls", "certs"):
        first = offline.sign(prepared, ATTESTATION, authority.key("officer-revoked"), tmp_path / "signed.pdf")
        offline.seal(tmp_path / "signed.pdf", ATTESTATION, authority.key("seal"), tmp_path / "sealed.pdf")
    assert first.level is Level.B

    online = CopySigner(lambda: authority.trust, authority.services, now)
    with pytest.raises(CertificateRevoked):
        online.complete(tmp_path / "sealed.pdf", tmp_path / "done.pdf")

    assert not (tmp_path / "done.pdf").exists()


def test_nobody_seals_what_a_revoked_officer_signed(authority: Pki, prepared: Path, tmp_path: Path) -> None:
    offline = CopySigner(lambda: authority.trust, authority.services, now)
    with authority.silent("tsa", "ocsp", "crls", "certs"):
        offline.sign(prepared, ATTESTATION, authority.key("officer-revoked"), tmp_path / "signed.pdf")
    key = CountedKey(authority.key("seal"))

    online = CopySigner(lambda: authority.trust, authority.services, now)
    with pytest.raises(CertificateRevoked):
        online.seal(tmp_path / "signed.pdf", ATTESTATION, key, tmp_path / "sealed.pdf")

    assert key.asked == 0


def test_an_office_without_roots_trusts_nobody(authority: Pki, prepared: Path, tmp_path: Path) -> None:
    room = CopySigner(Trust, authority.services, now)

    with pytest.raises(CertificateUntrusted):
        room.sign(prepared, ATTESTATION, authority.key("officer"), tmp_path / "signed.pdf")


def test_the_issuer_is_fetched_when_neither_token_nor_office_has_it(
    authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    bare = replace(authority.key("officer"), chain=())
    room = CopySigner(lambda: Trust(authority.trust.roots), authority.services, now)

    assert room.sign(prepared, ATTESTATION, bare, tmp_path / "signed.pdf") == Signed(Level.T)


@pytest.mark.parametrize("answer", [b"", b"no signature", bytes(256)])
def test_a_key_that_lies_leaves_no_file(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path, answer: bytes
) -> None:
    with pytest.raises(KeyAnswerWrong):
        room.sign(prepared, ATTESTATION, CountedKey(authority.key("officer"), answer), tmp_path / "signed.pdf")

    assert list(tmp_path.iterdir()) == []


def test_a_key_of_another_certificate_leaves_no_file(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    other = replace(authority.key("officer"), private=authority.key("seal").private)

    with pytest.raises(KeyAnswerWrong):
        room.sign(prepared, ATTESTATION, other, tmp_path / "signed.pdf")


def test_a_token_pulled_out_leaves_the_old_file_as_it_was(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    out = tmp_path / "signed.pdf"
    out.write_bytes(b"what was there before")

    with pytest.raises(TokenRemoved):
        room.sign(prepared, ATTESTATION, CountedKey(authority.key("officer"), TokenRemoved()), out)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("signed.pdf", b"what was there before")]


@pytest.mark.parametrize("services", [(), ("tsa",)], ids=["online", "no time stamps"])
def test_the_key_is_asked_exactly_once(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path, services: tuple[str, ...]
) -> None:
    officer, seal = CountedKey(authority.key("officer")), CountedKey(authority.key("seal"))

    with authority.silent(*services):
        room.sign(prepared, ATTESTATION, officer, tmp_path / "signed.pdf")
        room.seal(tmp_path / "signed.pdf", ATTESTATION, seal, tmp_path / "sealed.pdf")

    assert (officer.asked, seal.asked) == (1, 1)


def refused(room: CopySigner, step: str, source: Path, key: SigningKey, out: Path) -> type[BaseException]:
    with pytest.raises(SigningError) as fault:
        getattr(room, step)(source, ATTESTATION, key, out)
    assert not out.exists()
    return fault.type


def test_steps_out_of_order_are_refused(
    room: CopySigner, authority: Pki, prepared: Path, signed: Path, tmp_path: Path
) -> None:
    officer, seal, out = authority.key("officer"), authority.key("seal"), tmp_path / "out.pdf"
    bare = scan_pdf(tmp_path, [paper(5)])

    assert refused(room, "sign", bare, officer, out) is FileUnfit
    assert refused(room, "sign", signed, officer, out) is FileUnfit
    assert refused(room, "seal", prepared, seal, out) is FileUnfit
    assert refused(room, "seal", bare, seal, out) is FileUnfit


def test_a_byte_changed_since_the_officer_signed_stops_the_seal(
    room: CopySigner, authority: Pki, signed: Path, tmp_path: Path
) -> None:
    data = bytearray(signed.read_bytes())
    data[data.index(b"/DCTDecode") + 3000] ^= 1
    (tmp_path / "changed.pdf").write_bytes(data)

    assert refused(room, "seal", tmp_path / "changed.pdf", authority.key("seal"), tmp_path / "out.pdf") is FileChanged


def test_a_revision_written_behind_the_officer_stops_the_seal(
    room: CopySigner, authority: Pki, signed: Path, tmp_path: Path
) -> None:
    longer = tmp_path / "longer.pdf"
    with signed.open("rb") as before, longer.open("wb") as after:
        writer = IncrementalPdfFileWriter(before)
        writer.root["/Lang"] = writer.root["/Lang"]
        writer.update_root()
        writer.write(after)

    assert refused(room, "seal", longer, authority.key("seal"), tmp_path / "out.pdf") is FileChanged


def test_other_lines_than_were_laid_are_refused(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    other = replace(ATTESTATION, officer=("CHỦ TỊCH", "Vàng Quẩy Xoăn ZW", "Ký lúc {time}"))

    with pytest.raises(FileChanged):
        room.sign(prepared, other, authority.key("officer"), tmp_path / "signed.pdf")

    assert list(tmp_path.iterdir()) == []


def test_a_file_certified_against_all_changes_is_locked(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path
) -> None:
    locked, key = tmp_path / "locked.pdf", authority.key("officer")
    from asn1crypto import keys, x509  # type: ignore[import-untyped]  # it ships none
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(key.certificate.der),
        signing_key=keys.PrivateKeyInfo.load(authority.pkcs8("officer")), cert_registry=SimpleCertificateStore(),
    )  # fmt: skip
    told = PdfSignatureMetadata(field_name=OFFICER_FIELD, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    with prepared.open("rb") as before, locked.open("wb") as after:
        PdfSigner(told, signer).sign_pdf(IncrementalPdfFileWriter(before), existing_fields_only=True, output=after)

    assert refused(room, "seal", locked, authority.key("seal"), tmp_path / "out.pdf") is DocumentLocked


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\nbroken"])
def test_what_is_no_pdf_is_unfit(room: CopySigner, authority: Pki, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)

    assert refused(room, "sign", bad, authority.key("officer"), tmp_path / "out.pdf") is FileUnfit


def test_an_encrypted_file_is_unfit(room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path) -> None:
    with pikepdf.open(prepared) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="", R=6))

    assert refused(room, "sign", tmp_path / "locked.pdf", authority.key("officer"), tmp_path / "out.pdf") is FileUnfit


def test_a_disk_that_is_full_leaves_no_half_file(
    room: CopySigner, authority: Pki, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(number: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        room.sign(prepared, ATTESTATION, authority.key("officer"), tmp_path / "signed.pdf")

    assert list(tmp_path.iterdir()) == []
