"""Several time stamp authorities: a slow one is joined by the next, and nobody at the counter waits for it twice."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from asn1crypto import tsp  # type: ignore[import-untyped]  # it ships none
from certomancer.registry.common import KeyLabel
from pyhanko.sign.timestamps import DummyTimeStamper

from signing.attest import attest
from signing.copy import CopySigner
from signing.errors import TimestampDown
from signing.network import DIGEST, Stamper, Wire
from signing.report import Verdict
from signing.services import Services
from signing.values import Level
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.copies import ATTESTATION
from tests.fakes.signing_bench import Bench, blank_paper
from tests.integration.test_signing_network import IMPRINT, sends, server


class Sleeper:
    """An authority that is reached and says nothing until it is woken."""

    def __init__(self) -> None:
        self.asked, self.woken = 0, threading.Event()

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Wait, and then hang up."""
        del handler, body
        self.asked += 1
        self.woken.wait(30)


@contextmanager
def sleeping() -> Iterator[tuple[Sleeper, str]]:
    sleeper = Sleeper()
    with server(sleeper) as url:
        try:
            yield sleeper, url
        finally:
            sleeper.woken.set()


class Act:
    """A stamper over several addresses, asked as signing asks it."""

    def __init__(self, services: Services) -> None:
        self.wire = Wire(services)
        self.stamper = Stamper(self.wire, services)

    def stamp(self, patience_s: float | None = None) -> str:
        """Get a time stamp and return the address that gave it."""

        async def work() -> str:
            async with self.wire.open():
                if patience_s is None:
                    await self.stamper.async_timestamp(IMPRINT, DIGEST)
                else:
                    with self.stamper.within(patience_s):
                        await self.stamper.async_timestamp(IMPRINT, DIGEST)
                return self.stamper.answered

        return asyncio.run(work())


def several(authority: Pki, *before: str, hedge_s: float = 0.05) -> Services:
    known = authority.services()
    return replace(known, tsa=(*before, *known.tsa), hedge_s=hedge_s, tsa_timeout_s=30.0)


def test_the_first_that_answers_is_the_only_one_asked(authority: Pki) -> None:
    with sleeping() as (sleeper, url):
        known = authority.services()
        act = Act(replace(known, tsa=(*known.tsa, url), hedge_s=5.0))

        assert act.stamp() == known.tsa[0]
        assert sleeper.asked == 0


def test_one_that_fails_makes_room_for_the_next_at_once(authority: Pki) -> None:
    with server(sends(b"", 500)) as url:
        act = Act(several(authority, url, hedge_s=30.0))

        assert act.stamp() == authority.services().tsa[0]


def test_a_slow_one_is_joined_by_the_next_and_asked_after_it_from_then_on(
    authority: Pki, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sleeping() as (sleeper, url):
        act = Act(several(authority, url))
        first = act.stamp()
        monkeypatch.setattr(act.stamper, "_services", several(authority, url, hedge_s=30.0))

        second = act.stamp()

        assert first == second == authority.services().tsa[0]
        assert sleeper.asked == 1


def test_a_person_waits_once_for_authorities_that_keep_one_waiting(authority: Pki) -> None:
    with sleeping() as (sleeper, url):
        act = Act(replace(authority.services(), tsa=(url,), tsa_timeout_s=30.0))

        for _ in range(3):
            with pytest.raises(TimestampDown):
                act.stamp(patience_s=1.5)

        assert sleeper.asked == 1


def test_one_that_fails_is_asked_again_as_soon_as_the_next_paper_comes(authority: Pki) -> None:
    act = Act(authority.services())

    with authority.silent("tsa"), pytest.raises(TimestampDown):
        act.stamp(patience_s=60.0)

    assert act.stamp(patience_s=60.0) == authority.services().tsa[0]


def test_no_more_room_is_kept_than_the_time_stamps_seen_need(authority: Pki) -> None:
    act = Act(authority.services())
    guessed = act.stamper.room

    act.stamp()

    assert 2048 <= act.stamper.room < guessed


def test_a_copy_signed_while_authorities_are_slow_waits_and_is_completed_later(authority: Pki, tmp_path: Path) -> None:
    laid, signed, sealed, done = (tmp_path / f"{name}.pdf" for name in ("laid", "signed", "sealed", "done"))
    (tmp_path / "paper.pdf").write_bytes(blank_paper())
    attest(tmp_path / "paper.pdf", ATTESTATION, laid)
    with sleeping() as (_, url):
        impatient = replace(authority.services(), tsa=(url,), patience_s=0.3, tsa_timeout_s=30.0)
        now = impatient
        room = CopySigner(lambda: authority.trust, lambda: now, lambda: datetime.now(UTC))

        officer = room.sign(laid, ATTESTATION, authority.key("officer"), signed)
        agency = room.seal(signed, ATTESTATION, authority.key("seal"), sealed)
        now = authority.services()
        completed = room.complete(sealed, done)

    assert (officer.level, agency.level, agency.lacking) == (Level.B, Level.B, TimestampDown.code)
    assert (completed.level, completed.authority) == (Level.LTA, authority.services().tsa[0])
    assert verify(done, authority.trust).verdict is Verdict.PASSED


class Odd:
    """An authority that nobody trusts and that answers once: one with a certificate that was to be replaced."""

    def __init__(self, pki: Pki) -> None:
        bench = Bench.of(pki)
        key = bench.arch.key_set.get_private_key(KeyLabel("stranger"))
        self.left, self._stamper = 1, DummyTimeStamper(bench.cert("stranger"), key)

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Answer, or be out of order."""
        self.left -= 1
        answer = self._stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump() if self.left >= 0 else b""
        sends(bytes(answer), 200 if answer else 500)(handler, b"")


def test_an_authority_that_turned_out_bad_spoils_its_own_copy_and_no_later_one(authority: Pki, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(blank_paper())
    attest(tmp_path / "paper.pdf", ATTESTATION, tmp_path / "laid.pdf")
    officer, seal = authority.key("officer"), authority.key("seal")
    with server(Odd(authority)) as url:
        room = CopySigner(
            lambda: authority.trust, lambda: several(authority, url, hedge_s=20.0), lambda: datetime.now(UTC)
        )
        done = []
        for name in ("first", "second"):
            signed, sealed = tmp_path / f"{name}-signed.pdf", tmp_path / f"{name}.pdf"
            room.sign(tmp_path / "laid.pdf", ATTESTATION, officer, signed)
            done.append(room.seal(signed, ATTESTATION, seal, sealed))

    assert done[0].level is not Level.LTA
    assert (done[1].level, done[1].lacking) == (Level.LTA, None)
    assert verify(tmp_path / "second.pdf", authority.trust).verdict is Verdict.PASSED
