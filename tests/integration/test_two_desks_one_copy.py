"""Two desks of an office on a server and one copy: whoever loses its hold with its connection keeps nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import WorkHeld
from desk.model.certification import CopyStage
from desk.model.events import Kind
from desk.ports import Desk
from desk.store.carrying import carry
from desk.store.opening import open_memory
from desk.store.server import open_server
from desk.store.server_holds import ServerHolds
from desk.store.shared import open_shared
from desk.work.certify import Wish, certify, sign_copy
from tests.fakes.certifying import COMPARED, PINS, CertifyingOffice
from tests.fakes.server import Server
from tests.fakes.signing import ToldSignatures

FIRST = "first desk"


class Desks:
    """One office, two desks at it.

    Attributes:
        office: As the first desk has it; `other` is the second one, with a signing room of its own.
    """

    def __init__(self, office: CertifyingOffice, other: Desk, server: Server) -> None:
        self.office, self.other, self._server = office, other, server

    def lose_hold(self) -> None:
        """Cut the connection that the first desk's holds stand on."""
        ends = f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'saoy: {FIRST}'"  # noqa: S608 -- our own word
        assert self._server.say(ends) == [(True,)]

    def certify_at_the_other(self) -> CopyStage:
        """Certify the paper at the second desk, from wherever its copy stands."""
        return certify(self.other, self.office.who(), Wish(self.office.paper, COMPARED), PINS).stage

    def close(self) -> None:
        """Let go of both."""
        self.other.close()
        self.office.desk.close()


@pytest.fixture
def desks(server: Server, tmp_path: Path) -> Iterator[Desks]:
    office, address = CertifyingOffice(tmp_path / "desk"), server.emptied_office()
    alone, target = open_memory(office.desk.home, []), open_server(address)
    carry(alone.engine, target)
    alone.close()
    target.dispose()
    desk = office.desk

    def at(name: str, room: ToldSignatures) -> Desk:
        memory = open_shared(address, desk.home / "objects", desk.listeners)
        holds = ServerHolds(memory.engine, name)
        return replace(desk, unit=memory.unit, holds=holds, signatures=room, closing=(holds.close, memory.close))

    office.desk = at(FIRST, office.room)
    made = Desks(office, at("second desk", ToldSignatures()), server)
    yield made
    made.close()


def before(room: ToldSignatures, step: str, happens: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let something happen in the midst of one step of a signing room."""
    whole = getattr(room, step)

    def interrupted(*words: object) -> object:
        happens()
        return whole(*words)

    monkeypatch.setattr(room, step, interrupted)


@pytest.mark.parametrize("step", ["attest", "sign", "seal"])
def test_a_desk_that_lost_its_hold_amid_a_step_keeps_no_second_signature(
    desks: Desks, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = list[CopyStage]()

    def other_goes_on() -> None:
        desks.lose_hold()
        reached.append(desks.certify_at_the_other())

    before(desks.office.room, step, other_goes_on, monkeypatch)

    with pytest.raises(WorkHeld):
        desks.office.certified()

    copy, kinds = desks.office.copy(1), desks.office.kinds()
    assert reached == [CopyStage.SEALED]
    assert (copy.number, copy.stage, copy.lacking) == (1, CopyStage.SEALED, None)
    once = (Kind.COPY_NUMBERED, Kind.COPY_SIGNED, Kind.COPY_SEALED, Kind.COPY_FINISHED)
    assert [kinds.count(kind.value) for kind in once] == [1, 1, 1, 1]
    assert kinds.count(Kind.COPY_FAILED.value) == 0


def test_a_copy_that_two_desks_sign_at_once_is_signed_by_the_first_to_end(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = list[str | None]()

    def other_signs() -> None:
        desks.lose_hold()
        kept.append(sign_copy(desks.other, desks.office.who(), 1, PINS.officer).signed)

    before(desks.office.room, "sign", other_signs, monkeypatch)

    with pytest.raises(WorkHeld):
        desks.office.certified()

    copy = desks.office.copy(1)
    assert (copy.stage, [copy.signed], copy.lacking) == (CopyStage.SIGNED, kept, None)
    assert desks.office.kinds().count(Kind.COPY_SIGNED.value) == 1


def test_a_desk_whose_hold_another_has_uses_no_key(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    def other_takes_it() -> None:
        desks.lose_hold()
        assert desks.other.holds.take(f"copy-{desks.office.paper}")

    before(desks.office.room, "attest", other_takes_it, monkeypatch)

    with pytest.raises(WorkHeld):
        desks.office.certified()

    assert desks.office.keys.officer.sent == []
    assert desks.office.copy(1).stage is CopyStage.NUMBERED


def test_a_hold_that_nobody_took_meanwhile_is_taken_again(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    before(desks.office.room, "attest", desks.lose_hold, monkeypatch)

    copy = desks.office.certified()

    assert copy.stage is CopyStage.SEALED
    assert not desks.other.holds.keeps(f"copy-{copy.document_id}")
