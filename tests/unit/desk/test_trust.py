"""What an administrator relies on: a root is looked at before it is trusted, then trusted at once and for good."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from desk.errors import FileMissing, RoleMissing, StoreBusy
from desk.model.events import Kind
from desk.model.people import Session
from desk.ports import Desk
from desk.settings import TRUST, Settings
from desk.wiring import signatures_for
from desk.work.trust import FOLDER, anchors, look_into, take_in
from signing.errors import RootUnreadable
from tests.fakes.office import make_office


def authority(name: str, *, ca: bool = True) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    return (
        x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(key.public_key())
        .serial_number(7).not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2046, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_office(tmp_path / "office")
    room = signatures_for(Settings(made.home, "-"))
    yield replace(made, signatures=room)
    room.close()
    made.close()


@pytest.fixture
def admin(desk: Desk) -> Session:
    with desk.unit() as uow:
        return Session(uow.officers.get(1), "Quầy 1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / "goc.pem"
    file.write_bytes(authority("Gốc thử").public_bytes(Encoding.PEM))
    return file


def test_a_root_is_named_with_its_fingerprint_before_anything_is_trusted(desk: Desk, root: Path) -> None:
    (found,) = look_into(desk, root)

    assert (found.certificate.subject, found.root, found.trusted) == ("Gốc thử", True, False)
    assert found.grouped.replace(" ", "").lower() == found.certificate.sha256
    assert anchors(desk) == []


def test_a_root_taken_in_is_trusted_at_once_and_journalled(desk: Desk, admin: Session, root: Path) -> None:
    (taken,) = take_in(desk, admin, root)

    assert taken.trusted
    assert desk.signatures.trust().roots == (taken.certificate.der,)
    with desk.unit() as uow:
        last = uow.journal.entries()[-1].event
    assert (last.kind, last.data["trusted"]) == (Kind.SETTINGS_CHANGED, [taken.certificate.sha256])


def test_taking_a_root_in_twice_changes_nothing(desk: Desk, admin: Session, root: Path) -> None:
    take_in(desk, admin, root)
    with desk.unit() as uow:
        events = len(uow.journal.entries())

    again = take_in(desk, admin, root)

    assert len(again) == 1
    with desk.unit() as uow:
        assert len(uow.journal.entries()) == events


def test_a_root_that_cannot_be_journalled_is_not_trusted(
    desk: Desk, admin: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise StoreBusy

    monkeypatch.setattr("desk.work.trust.note", refuse)

    with pytest.raises(StoreBusy):
        take_in(desk, admin, root)

    assert not list((desk.home / FOLDER).iterdir())


def test_only_an_administrator_takes_roots_in(desk: Desk, root: Path) -> None:
    with desk.unit() as uow:
        other = Session(uow.officers.get(2), "Quầy 1")

    with pytest.raises(RoleMissing):
        take_in(desk, other, root)
    assert anchors(desk) == []


@pytest.mark.parametrize("data", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_what_is_no_certificate_is_refused(desk: Desk, admin: Session, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "la.pem").write_bytes(data)

    with pytest.raises(RootUnreadable):
        take_in(desk, admin, tmp_path / "la.pem")
    assert anchors(desk) == []


def test_a_persons_own_certificate_is_no_root(desk: Desk, admin: Session, tmp_path: Path) -> None:
    (tmp_path / "nguoi.der").write_bytes(authority("Nguyễn Văn An", ca=False).public_bytes(Encoding.DER))

    with pytest.raises(RootUnreadable):
        take_in(desk, admin, tmp_path / "nguoi.der")


def test_an_absent_file_is_said_to_be_absent(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        look_into(desk, tmp_path / "khong-co.pem")


def test_verbs_and_settings_mean_the_same_folder() -> None:
    assert FOLDER == TRUST
