"""Two desks rehearse on one server: one authority, one set of tokens, whoever of them signs."""

import shutil
from pathlib import Path

import pytest

from desk.model.people import Officer, Role
from desk.ports import Desk
from desk.rehearsal import opening
from desk.rehearsal.authority import FOLDER, OFFICER_PIN, SILENT, Authority
from desk.rehearsal.opening import open_any
from desk.settings import TRUST
from desk.wiring import Founding, found
from tests.fakes.server import Server, desk_folder

OFFICERS = [
    Officer("pao", "Lý Thị Mai", "Phó Chủ tịch", frozenset({Role.CERTIFIER, Role.ADMIN})),
    Officer("mien", "Triệu Thị Miên", "Văn thư", frozenset({Role.SEAL})),
]


def signers_of(desk: Desk) -> list[tuple[str, str]]:
    with desk.unit(reading=True) as uow:
        return [(signer.token, signer.certificate) for signer in uow.copies.signers()]


def root_of(home: Path) -> bytes:
    return (home / TRUST / "rehearsal-root.pem").read_bytes()


@pytest.fixture(scope="module")
def first(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = desk_folder(tmp_path_factory.mktemp("rehearsal") / "quay-1", server.empty())
    found(home, Founding(commune="Thượng Lâm", rehearsal=True), OFFICERS)
    desk = open_any(home)
    desk.close()
    Authority(home).silence("tsa")
    return home


def another(first: Path, name: str) -> Path:
    home = first.parent / name
    home.mkdir()
    shutil.copyfile(first / "machine.toml", home / "machine.toml")
    return home


def test_a_further_desk_takes_the_authority_of_the_first(first: Path) -> None:
    home = another(first, "quay-2")

    desk = open_any(home)

    with desk.unit(reading=True) as uow:
        signer = uow.copies.signers()[0]
    key = desk.keys.open(signer.token, signer.certificate, OFFICER_PIN)
    assert key.certificate.sha256 == signer.certificate
    assert len(key.sign(b"words")) == 256
    assert len(signers_of(desk)) == 2
    assert root_of(home) == root_of(first)
    assert not (home / FOLDER / SILENT).exists()
    desk.close()


def test_no_desk_founds_a_second_authority_while_the_files_are_there(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(opening, "make_authority", refuse)

    desk = open_any(another(first, "quay-3"))
    again = open_any(first)

    assert signers_of(desk) == signers_of(again)
    desk.close()
    again.close()


def test_a_first_desk_lays_it_down_again_when_the_store_was_lost(first: Path) -> None:
    shutil.rmtree(first.parent / "share" / "objects")

    open_any(first).close()
    desk = open_any(another(first, "quay-4"))

    assert root_of(desk.home) == root_of(first)
    desk.close()
