"""Many papers certified by two persons who each confirm once on a telephone; who says no is not asked again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desk.model.certification import CopyStage, Purpose
from desk.ports import Desk
from desk.settings import TRUST
from desk.sign.remote_keys import RemoteKeys
from desk.sign.room import SigningRoom
from desk.work.certify import Pins, Wish
from desk.work.certify_batch import certify_batch
from desk.work.signers import assign_signer
from signing.errors import RemoteDenied
from signing.remote import Account
from tests.fakes.authority import Pki
from tests.fakes.certifying import COMPARED, CertifyingOffice
from tests.fakes.csc_server import TOKEN, CscServer
from tests.fakes.signing_bench import blank_paper

NO_PINS = Pins("", "")


@dataclass
class Far:
    """An office whose two signers use services."""

    desk: Desk
    office: CertifyingOffice
    officer: CscServer
    seal: CscServer

    def wishes(self) -> list[Wish]:
        return [Wish(paper, COMPARED) for paper in self.office.papers[:2]]


@pytest.fixture
def far(authority: Pki, tmp_path: Path) -> Iterator[Far]:
    office = CertifyingOffice(tmp_path / "office")
    servers = {Purpose.OFFICER: CscServer(authority.key("officer")), Purpose.SEAL: CscServer(authority.key("seal"))}
    keys = RemoteKeys(
        [Account(one.value, server.address, "credential-1", lambda: TOKEN) for one, server in servers.items()]
    )
    room = SigningRoom(authority.home / TRUST, authority.services, lambda: None, tmp_path / "waiting")
    desk = replace(office.desk, keys=keys, signatures=room)
    for (purpose, server), login in zip(servers.items(), ("mai.lt", "mien.tt"), strict=True):
        chosen = (f"remote:{purpose.value}", server.key.certificate.sha256)
        assign_signer(desk, office.who(), login, purpose, chosen)
    lay_real_papers(desk, office.papers)
    yield Far(desk, office, *servers.values())
    room.close()
    office.desk.close()
    for server in servers.values():
        server.close()


def lay_real_papers(desk: Desk, papers: list[int]) -> None:
    """Put a PDF behind each paper of the invented office that can be signed in earnest."""
    digest = desk.store.put(blank_paper())
    with desk.unit() as uow:
        for document in map(uow.documents.get, papers):
            assert document is not None
            uow.documents.update(replace(document, pdf=digest))
        uow.commit()


def test_each_person_confirms_a_batch_once(far: Far) -> None:
    told = certify_batch(far.desk, far.office.who(), far.wishes(), NO_PINS)

    assert [one.fault for one in told] == [None] * 2
    assert [one.copy and one.copy.stage for one in told] == [CopyStage.SEALED] * 2
    assert far.officer.asked["credentials/authorize"] == far.seal.asked["credentials/authorize"] == 1
    assert [len(one) for one in (*far.officer.hashes, *far.seal.hashes)] == [2, 2]


def test_who_says_no_once_is_not_asked_for_the_other_papers(far: Far) -> None:
    far.officer.does = "denies"

    told = certify_batch(far.desk, far.office.who(), far.wishes(), NO_PINS)

    assert {type(one.fault) for one in told} == {RemoteDenied}
    assert far.officer.asked["credentials/authorize"] == 1
    assert sorted(one.copy.number for one in told if one.copy) == [1, 2]
    assert {one.copy.stage for one in told if one.copy} == {CopyStage.NUMBERED}
