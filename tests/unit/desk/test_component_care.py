"""Signed scans whose time stamps age are renewed as copies are; the journal and the backup keep both files."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.errors import ComponentUnfit, RoleMissing, SelfCheckFailed, StampNoBetter
from desk.model.certification import ComponentSignature
from desk.model.events import Kind
from desk.model.people import Officer, Role
from desk.store.backup import named_objects, take_snapshot
from desk.work.component import sign_components
from desk.work.component_care import ageing_components, renew_component, renew_components
from desk.work.leaving import gather
from signing.errors import TimestampDown
from signing.report import Verdict
from tests.fakes.office import StoppedClock
from tests.fakes.signing import CLERK_PIN
from tests.unit.desk.test_component_signature import DOSSIER, Reception

SOON = datetime(2029, 8, 1, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Reception:
    return Reception(tmp_path / "office")


def years_later(office: Reception, at: datetime = SOON) -> None:
    assert isinstance(office.desk.clock, StoppedClock)
    office.desk.clock.at = at


def signed(office: Reception) -> list[ComponentSignature]:
    return sign_components(office.desk, office.who(), DOSSIER, CLERK_PIN)


def documents(office: Reception) -> list[int]:
    return [one.signature.document_id for one in ageing_components(office.desk, office.who())]


def test_a_signed_scan_ages_and_is_renewed_and_the_renewed_one_leaves(office: Reception, tmp_path: Path) -> None:
    made = signed(office)
    fresh = documents(office)
    years_later(office)
    old = documents(office)

    done = renew_components(office.desk, office.who())

    assert fresh == documents(office) == []
    assert old == [one.document_id for one in made]
    assert [one.done for one in done] == [True] * len(made)
    first, then = made[0].file or "", done[0].signature.file or ""
    assert office.desk.store.get(then).startswith(office.desk.store.get(first))
    with office.desk.unit(reading=True) as uow:
        assert {one.digest for one in gather(uow, DOSSIER).papers} >= {one.signature.file for one in done}
        last = uow.journal.entries(limit=10_000)[-1].event
        assert uow.journal.first_break()[1] is None
    assert (last.kind, last.data["replaced"]) == (Kind.COMPONENT_RENEWED, made[-1].file)
    assert office.keys.clerk.sent == [CLERK_PIN]
    take_snapshot(office.desk.home / "office.db", tmp_path / "snapshot.db")
    with closing(sqlite3.connect(tmp_path / "snapshot.db")) as looking:
        assert {first, then} <= set(named_objects(looking))


def test_what_no_longer_counts_is_left_to_itself(office: Reception) -> None:
    made = signed(office)
    with office.desk.unit() as uow:
        anew, secret = (uow.documents.get(one.document_id) for one in made[:2])
        assert anew is not None
        assert secret is not None
        uow.documents.update(replace(anew, pdf=secret.pdf))
        uow.documents.update(replace(secret, secrecy="MẬT"))
        uow.commit()

    years_later(office)

    assert documents(office) == [one.document_id for one in made[2:]]
    with pytest.raises(ComponentUnfit):
        renew_component(office.desk, office.who(), made[0].document_id)


def test_a_scan_that_does_not_pass_or_would_last_no_longer_stays_as_it_was(office: Reception) -> None:
    made = office.sign()
    years_later(office)

    office.room.verdict = Verdict.INDETERMINATE
    (unfit,) = renew_components(office.desk, office.who())
    office.room.verdict, office.room.ends = None, office.room.began_ends
    (no_better,) = renew_components(office.desk, office.who())

    assert (type(unfit.fault), type(no_better.fault)) == (SelfCheckFailed, StampNoBetter)
    with office.desk.unit(reading=True) as uow:
        assert uow.copies.finished_components() == [made]


def test_no_authority_answers_and_the_rest_is_left_for_the_next_job(office: Reception) -> None:
    made = signed(office)
    years_later(office)
    office.room.tsa = False
    first = renew_components(office.desk, office.who())

    office.room.tsa = True
    second = renew_components(office.desk, office.who())

    assert [type(one.fault) for one in first] == [TimestampDown] + [type(None)] * (len(made) - 1)
    assert [one.done for one in second] == [True] * len(made)


def test_a_job_that_is_killed_goes_on_where_it_was(office: Reception) -> None:
    made = signed(office)
    words = (
        "import sys, pathlib; from datetime import datetime, UTC; from tests.fakes.office import open_office;"
        "from desk.work.access import act_as; from desk.work.component_care import renew_components;"
        "desk = open_office(pathlib.Path(sys.argv[1])); desk.clock.at = datetime(2029, 8, 1, tzinfo=UTC);"
        "renew_components(desk, act_as(desk, 'pao.hv', 'Q1'))"
    )

    killed = subprocess.run(
        [sys.executable, "-c", words, str(office.desk.home)], check=False,
        env={**os.environ, "SAOY_STOP_AT": "component-renewed"},
    )  # fmt: skip
    years_later(office)
    half = documents(office)
    done = renew_components(office.desk, office.who())

    assert killed.returncode != 0
    assert half == [one.document_id for one in made[1:]]
    assert [one.done for one in done] == [True] * (len(made) - 1)
    with office.desk.unit(reading=True) as uow:
        assert len(uow.copies.finished_components()) == len(made)


def test_who_inspects_may_look_and_not_renew(office: Reception) -> None:
    office.sign()
    years_later(office)
    with office.desk.unit() as uow:
        uow.officers.add(Officer("tra", "Thanh Tra", "Thanh tra", frozenset({Role.INSPECTOR})))
        uow.commit()

    assert len(ageing_components(office.desk, office.who("tra"))) == 1
    with pytest.raises(RoleMissing):
        renew_components(office.desk, office.who("tra"))
