"""Handing a dossier over: what leaves and what never does, written whole or not at all, and told by the journal."""

import hashlib
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from desk.errors import (
    Cancelled,
    CopyUnfinished,
    FileMissing,
    NothingToHandOver,
    ObjectChanged,
    OutputRefused,
    PapersUnfinished,
)
from desk.jobs import Progress
from desk.model.certification import CopyStage
from desk.model.events import Kind
from desk.model.paper import Stage
from desk.ports import Desk
from desk.work.handover import hand_over, package
from tests.fakes.leaving import COPYING, Leaver, files, kinds, papers
from tests.fakes.office import StoppedClock

# -- what is inside ---------------------------------------------------------------------------------------------------


def test_papers_lie_in_the_order_of_the_components_and_the_others_after_them(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    code = fill.dossier()
    other, second, first = fill.paper(code), fill.paper(code, place=2), fill.paper(code, place=1)

    made = package(desk, fill.who, code, out)

    assert made.documents == 3
    assert papers(out) == [desk.store.get(paper.pdf or "") for paper in (first, second, other)]


def test_a_certified_copy_leaves_bit_for_bit_instead_of_its_scan(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    copy = fill.copy(fill.paper(code))

    package(desk, fill.who, code, out)

    assert papers(out) == [desk.store.get(copy.file or "")]
    assert any(name.endswith("-giay-khai-sinh-chung-thuc-so-1.pdf") for name in files(out))


def test_a_paper_used_again_leaves_with_the_dossier_it_serves(desk: Desk, fill: Leaver, out: Path) -> None:
    old, code = fill.dossier("TAM-261101-0001"), fill.dossier()
    held = fill.paper(old)
    copy = fill.copy(held)
    fill.reuse(held, code, 2, "fits-certified")

    made = package(desk, fill.who, code, out)

    assert made.documents == 1
    assert papers(out) == [desk.store.get(copy.file or "")]


def test_every_file_has_its_digest_in_the_manifest(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    fill.paper(code)
    fill.copy(fill.paper(code))

    package(desk, fill.who, code, out)
    inside = files(out)
    told = dict(line.split("  ")[::-1] for line in inside.pop("manifest-sha256.txt").decode().splitlines())

    assert told == {name: hashlib.sha256(data).hexdigest() for name, data in inside.items()}


@pytest.mark.parametrize("title", ["../../etc/passwd", "C:\\x\\..\\y", "Giấy\0/khai\nsinh", "«»", "ờ" * 300])
def test_no_title_of_a_paper_makes_a_name_that_climbs(desk: Desk, fill: Leaver, out: Path, title: str) -> None:
    code = fill.dossier()
    fill.paper(code, title)
    fill.paper(code, title)

    package(desk, fill.who, code, out)
    names = list(files(out))

    assert len(set(names)) == len(names) == 5
    assert all(name.isascii() and len(name) < 100 and not set(name) & set('/\\:*?"<>|\0\n') for name in names)


def test_equal_contents_give_equal_bytes_at_any_time(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    fill.copy(fill.paper(code))
    package(desk, fill.who, code, out)
    before = out.read_bytes()

    assert isinstance(desk.clock, StoppedClock)
    desk.clock.at += timedelta(days=3)
    made = package(desk, fill.who, code, out)

    assert out.read_bytes() == before
    assert made.digest == hashlib.sha256(before).hexdigest()


# -- what never leaves ------------------------------------------------------------------------------------------------


def test_removed_and_secret_papers_stay(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    stays = fill.paper(code)
    fill.paper(code, stage=Stage.REMOVED)
    fill.paper(code, stage=Stage.RECEIVED, secrecy="MẬT", pdf=None)

    made = package(desk, fill.who, code, out)

    assert made.documents == 1
    assert papers(out) == [desk.store.get(stays.pdf or "")]


def test_an_original_that_was_only_shown_leaves_as_its_certified_copy_or_not_at_all(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    code = fill.dossier(procedure=COPYING)
    fill.paper(code, place=1)
    fill.paper(code)
    copy = fill.copy(fill.paper(code, place=1))

    made = package(desk, fill.who, code, out)

    assert (made.documents, made.kept) == (1, 2)
    assert papers(out) == [desk.store.get(copy.file or "")]


def test_a_void_number_leaves_the_plain_scan(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    paper = fill.paper(code)
    fill.void(fill.copy(paper))

    package(desk, fill.who, code, out)

    assert papers(out) == [desk.store.get(paper.pdf or "")]


@pytest.mark.parametrize("stage", [CopyStage.NUMBERED, CopyStage.SIGNED, CopyStage.WAITING])
def test_nothing_leaves_while_a_copy_waits_for_its_signature_or_time_stamp(
    desk: Desk, fill: Leaver, out: Path, stage: CopyStage
) -> None:
    code = fill.dossier()
    fill.paper(code)
    fill.copy(fill.paper(code), stage)

    with pytest.raises(CopyUnfinished) as fault:
        package(desk, fill.who, code, out)

    assert fault.value.context["number"] == 1
    assert not list(out.parent.iterdir())


def test_papers_still_being_read_are_counted_with_the_copies_still_being_signed(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    code = fill.dossier()
    fill.paper(code, stage=Stage.RECEIVED)
    fill.copy(fill.paper(code), CopyStage.WAITING)

    with pytest.raises(PapersUnfinished) as fault:
        hand_over(desk, fill.who, code, out)

    assert fault.value.context["count"] == 2
    assert Kind.DOSSIER_HANDED_OVER not in kinds(desk)


def test_a_paper_used_again_as_certified_does_not_leave_once_its_number_is_void(
    desk: Desk, fill: Leaver, out: Path
) -> None:
    old, code = fill.dossier("TAM-261101-0001"), fill.dossier()
    held = fill.paper(old)
    copy = fill.copy(held)
    fill.reuse(held, code, 2, "fits-certified")
    fill.void(copy)

    with pytest.raises(PapersUnfinished):
        package(desk, fill.who, code, out)


def test_a_paper_used_again_that_has_no_pdf_yet_keeps_the_package_back(desk: Desk, fill: Leaver, out: Path) -> None:
    old, code = fill.dossier("TAM-261101-0001"), fill.dossier()
    fill.reuse(fill.paper(old, pdf=None), code, 2)

    with pytest.raises(PapersUnfinished):
        package(desk, fill.who, code, out)


@pytest.mark.parametrize("procedure", [COPYING, None])
def test_a_dossier_without_a_paper_that_leaves_says_so(
    desk: Desk, fill: Leaver, out: Path, procedure: object
) -> None:
    code = fill.dossier(procedure=COPYING) if procedure else fill.dossier()
    if procedure:
        fill.paper(code)

    with pytest.raises(NothingToHandOver):
        package(desk, fill.who, code, out)

    assert not list(out.parent.iterdir())


# -- whole or not at all ----------------------------------------------------------------------------------------------


def test_a_changed_object_stops_the_package_and_keeps_the_one_before(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    package_of = fill.paper(code)
    out.write_bytes(b"the package of yesterday")
    place = desk.store.path(package_of.pdf or "")
    place.chmod(0o600)
    place.write_bytes(b"%PDF-1.7 forged")

    with pytest.raises(ObjectChanged):
        package(desk, fill.who, code, out)

    assert out.read_bytes() == b"the package of yesterday"
    assert list(out.parent.iterdir()) == [out]
    assert Kind.DOSSIER_PACKAGED not in kinds(desk)


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_journalled(
    desk: Desk, fill: Leaver, tmp_path: Path
) -> None:
    code = fill.dossier()
    fill.paper(code)

    with pytest.raises(FileMissing):
        package(desk, fill.who, code, tmp_path / "nowhere" / "x.zip")
    with pytest.raises(OutputRefused):
        package(desk, fill.who, code, tmp_path)

    assert Kind.DOSSIER_PACKAGED not in kinds(desk)


def test_a_cancelled_package_leaves_nothing(desk: Desk, fill: Leaver, out: Path) -> None:
    code = fill.dossier()
    fill.paper(code)
    progress = Progress()
    progress.stop.set()

    with pytest.raises(Cancelled):
        package(desk, fill.who, code, out, progress)

    assert not list(out.parent.iterdir())


@pytest.mark.parametrize("hours", [23, 25])
def test_the_half_of_a_package_that_a_crash_left_is_cleared_a_day_later(
    desk: Desk, fill: Leaver, out: Path, hours: int
) -> None:
    code = fill.dossier()
    fill.paper(code)
    half = out.with_name(f".{out.name}.0123456789ab.part")
    half.write_bytes(b"papers of people")
    os.utime(half, (time.time() - hours * 3600,) * 2)

    package(desk, fill.who, code, out)

    assert half.exists() == (hours < 24)
