"""Whom the office trusts is told with who took it in and until when it runs, and can be taken back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from desk.cli.main import main
from desk.errors import RoleMissing, StoreBusy
from desk.model.events import Kind
from desk.model.people import Session
from desk.ports import Desk
from desk.settings import Settings
from desk.wiring import signatures_for
from desk.work.trust import FOLDER, anchors, take_in, take_out
from signing.errors import RootAbsent
from tests.fakes.office import make_office
from tests.unit.desk.test_trust import authority


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
