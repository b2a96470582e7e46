"""Copies killed after every step, and two processes on one paper: no number is lost, none doubled."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desk.model.certification import CopyStage
from desk.store.opening import DATABASE
from desk.work.certify import waiting
from desk.work.resume import resume
from tests.fakes.certifying import CertifyingOffice

ROOT = Path(__file__).parents[2]
STEPS = {
    "copy-numbered": CopyStage.NUMBERED, "copy-prepared": CopyStage.NUMBERED, "copy-signed": CopyStage.SIGNED,
    "copy-sealed": CopyStage.WAITING, "copy-finished": CopyStage.SEALED,
}  # fmt: skip
WHOLE = [
    "certify.copy-compared", "certify.copy-numbered", "certify.copy-signed", "certify.copy-sealed",
    "certify.copy-finished",
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[CertifyingOffice]:
    made = CertifyingOffice(tmp_path / "office")
    yield made
    made.desk.close()


def run_once(office: CertifyingOffice, paper: int, stop_at: str = "") -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "tests.fakes.certify_once", str(office.desk.home), str(paper)]
    environment = {**os.environ, "SAOY_STOP_AT": stop_at} if stop_at else None
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT, env=environment, timeout=60)


@pytest.mark.parametrize("step", STEPS)
def test_a_copy_killed_after_any_step_goes_on_with_its_number_and_doubles_nothing(
    office: CertifyingOffice, step: str
) -> None:
    killed = run_once(office, office.paper, stop_at=step)
    with office.desk.unit(reading=True) as uow:
        (left,) = uow.copies.of_document(office.paper)
    resume(office.desk, office.who())
    done = office.certified()
    other = office.certified(office.papers[1])

    assert killed.returncode == -signal.SIGKILL
    assert (left.number, left.stage) == (1, STEPS[step])
    assert (done.id, done.number, done.stage) == (left.id, 1, CopyStage.SEALED)
    assert other.number == 2
    assert office.kinds() == WHOLE * 2
    assert waiting(office.desk) == []
    assert not list((office.desk.home / "copies").glob(".*"))


def test_two_processes_on_one_paper_make_one_copy(office: CertifyingOffice) -> None:
    words = [sys.executable, "-m", "tests.fakes.certify_once", str(office.desk.home), str(office.paper)]
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) for _ in "12"]
    told = [process.communicate(timeout=60) for process in both]

    assert any(out == "1 sealed\n" for out, _ in told)
    assert all(out == "1 sealed\n" or "WorkHeld" in errors for out, errors in told)
    assert office.certified().number == 1
    assert office.kinds() == WHOLE


@pytest.mark.parametrize(
    "forgery",
    [
        "DELETE FROM certified_copy WHERE id = 1",
        "UPDATE certified_copy SET number = 7 WHERE id = 1",
        "UPDATE certified_copy SET year = 2025 WHERE id = 1",
        "UPDATE certified_copy SET book = 'X' WHERE id = 1",
    ],
)
def test_the_database_itself_refuses_to_delete_or_renumber_an_entry(office: CertifyingOffice, forgery: str) -> None:
    copy = office.certified()

    with closing(sqlite3.connect(office.desk.home / DATABASE)) as forger, pytest.raises(sqlite3.IntegrityError):
        forger.execute(forgery)

    assert office.copy(copy.id) == copy
