"""What an administrator relies on: a root is looked at before it is trusted, then trusted at once, until taken back.

Whom the office trusts is told with who took it in and until when it runs.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from desk.cli.main import main
from desk.errors import FileMissing, RoleMissing, StoreBusy
from desk.model.events import Kind
from desk.model.people import Session
from desk.ports import Desk
from desk.settings import TRUST, Settings
from desk.wiring import signatures_for
from desk.work.trust import FOLDER, anchors, look_into, take_in, take_out
from signing.errors import RootAbsent, RootUnreadable
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


# -- who took it in, and taken back ----------------------------------------------------------------------------------


def journalled(desk: Desk) -> list[dict[str, object]]:
    with desk.unit(reading=True) as uow:
        return [dict(one.event.data) for one in uow.journal.entries() if one.event.kind is Kind.SETTINGS_CHANGED]


def test_a_root_is_told_with_who_took_it_in_and_when(desk: Desk, admin: Session, root: Path) -> None:
    (taken,) = take_in(desk, admin, root)

    assert (taken.by, taken.since) == (admin.officer.login, desk.clock.now())
    assert not taken.ended(datetime(2045, 12, 31, tzinfo=UTC))
    assert taken.ended(datetime(2046, 1, 2, tzinfo=UTC))
    assert taken.ended(datetime(2025, 12, 31, tzinfo=UTC))


def test_a_root_laid_into_the_folder_by_hand_is_trusted_and_told_to_be_of_nobody(desk: Desk, root: Path) -> None:
    (desk.home / FOLDER).mkdir(exist_ok=True)
    (desk.home / FOLDER / "goc.pem").write_bytes(root.read_bytes())

    (found,) = anchors(desk)

    assert (found.trusted, found.by, found.since) == (True, "", None)


def test_a_root_taken_out_is_trusted_no_longer_and_journalled(desk: Desk, admin: Session, root: Path) -> None:
    (taken,) = take_in(desk, admin, root)
    print_ = taken.certificate.sha256

    left = take_out(desk, admin, ":".join(print_[at : at + 2] for at in range(0, 64, 2)).upper())

    assert left == []
    assert desk.signatures.trust().roots == ()
    assert journalled(desk)[-1] == {"distrusted": [print_]}
    (again,) = take_in(desk, admin, root)
    assert again.by == admin.officer.login


def test_what_stood_in_one_file_with_it_stays_trusted(desk: Desk, admin: Session) -> None:
    one, other = authority("Gốc một"), authority("Gốc hai")
    (desk.home / FOLDER).mkdir(exist_ok=True)
    both = one.public_bytes(Encoding.PEM) + other.public_bytes(Encoding.PEM)
    (desk.home / FOLDER / "hai-goc.pem").write_bytes(both)
    wanted = next(found for found in anchors(desk) if found.certificate.subject == "Gốc một")

    left = take_out(desk, admin, wanted.certificate.sha256)

    assert [found.certificate.subject for found in left] == ["Gốc hai"]


def test_only_an_administrator_takes_roots_out(desk: Desk, admin: Session, root: Path) -> None:
    (taken,) = take_in(desk, admin, root)
    with desk.unit() as uow:
        other = Session(uow.officers.get(2), "Quầy 1")

    with pytest.raises(RoleMissing):
        take_out(desk, other, taken.certificate.sha256)
    assert len(anchors(desk)) == 1


def test_a_root_nobody_trusts_cannot_be_taken_out(desk: Desk, admin: Session) -> None:
    with pytest.raises(RootAbsent):
        take_out(desk, admin, "0" * 64)


def test_a_root_whose_leaving_cannot_be_journalled_stays(
    desk: Desk, admin: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise StoreBusy

    (taken,) = take_in(desk, admin, root)
    monkeypatch.setattr("desk.work.trust.note", refuse)

    with pytest.raises(StoreBusy):
        take_out(desk, admin, taken.certificate.sha256)

    assert len(anchors(desk)) == 1


def test_by_command_nothing_is_trusted_before_its_fingerprint_was_named(
    tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_office(tmp_path / "office").close()
    office = ["--office", str(tmp_path / "office"), "--json"]
    with_name = [*office, "--as", "pao.hv"]

    assert main(["trust", "add", str(root), *with_name]) == 1
    (shown,) = json.loads(capsys.readouterr().out)["anchors"]
    assert (shown["trusted"], shown["subject"], shown["known"], shown["ended"]) == (False, "Gốc thử", None, False)
    assert main(["trust", "add", str(root), "--fingerprint", "0" * 64, *with_name]) == 1
    capsys.readouterr()
    assert main(["trust", "list", *office]) == 0
    assert json.loads(capsys.readouterr().out)["anchors"] == []

    assert main(["trust", "add", str(root), "--fingerprint", shown["sha256"], *with_name]) == 0
    assert json.loads(capsys.readouterr().out)["anchors"][0]["by"] == "pao.hv"
    assert main(["trust", "remove", shown["sha256"], *with_name]) == 0
    assert json.loads(capsys.readouterr().out)["anchors"] == []


def test_people_read_the_list_in_lines(tmp_path: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_office(tmp_path / "office").close()
    office = ["--office", str(tmp_path / "office"), "--as", "pao.hv"]

    main(["trust", "list", *office])
    main(["trust", "add", str(root), *office])

    empty, line, advice = capsys.readouterr().out.splitlines()
    assert empty == "Chưa có gốc tin cậy nào."
    assert "Gốc thử · không có trong gói tên · đến 01/01/2046 · gốc" in line
    assert "--fingerprint" in advice
