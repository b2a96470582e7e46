"""What a clerk relies on when a phone is the camera: a photo goes the road of a scanned side, and its phone is told."""

import json
import signal
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from desk.cli.phone import drawn, run_phone
from desk.cli.run import Run
from desk.errors import WorkerDied
from desk.jobs import Progress
from desk.model.paper import Document, Page, Stage
from desk.model.people import Citizen, Session
from desk.model.phone import PhoneDoor, PhoneWish, PhotoState
from desk.model.values import PersonalId
from desk.ports import Desk
from desk.scan.phone_spool import PhoneSpool
from desk.text import Language, codes
from desk.work.access import act_as
from desk.work.intake import open_dossier, register_citizen
from desk.work.phone import PhoneEars, photograph_into, squares
from desk.work.receive import Place, finish_receiving, scan_spool, start_scan
from ocr.codes import read_codes
from ocr.errors import FileUnreadable
from ocr.page import FirstLook, PageImage
from tests.fakes.office import ALLOWANCE, ToldPhones, ToldReader, draw_paper, make_office


class PhotoReader(ToldReader):
    """Takes each file as the one picture it is; told what is wrong by the name of a file."""

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        if path.stem == "00009":
            raise FileUnreadable(file=path.name)
        return [PageImage(path, "image/png", 620, 877, 75)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = make_office(tmp_path / "office")
    yield replace(made, reader=PhotoReader(), phones=ToldPhones(2))
    made.close()


@pytest.fixture
def who(desk: Desk) -> Session:
    return act_as(desk, "pao.hv", "quay-1")


@pytest.fixture
def paper(desk: Desk, who: Session) -> Document:
    citizen = register_citizen(desk, who, Citizen("Nông Thị Hạnh", PersonalId("008187004215")))
    dossier = open_dossier(desk, who, citizen, ALLOWANCE, agrees=True).dossier
    return start_scan(desk, who, Place(dossier.code))


def phones(desk: Desk) -> ToldPhones:
    assert isinstance(desk.phones, ToldPhones)
    return desk.phones


def pages(desk: Desk, paper: Document) -> list[Page]:
    with desk.unit() as uow:
        return uow.documents.pages(paper.id)


def test_photos_become_sides_and_their_phone_hears_that_they_are_kept(
    desk: Desk, who: Session, paper: Document
) -> None:
    doors: list[PhoneDoor] = []

    came = photograph_into(desk, who, paper, PhoneWish(), Progress(), PhoneEars(doors.append))

    assert came == 2
    assert [page.place for page in pages(desk, paper)] == [1, 2]
    assert {said.state for said in phones(desk).told.values()} == {PhotoState.KEPT}
    assert [door.phones for door in doors] == [0, 1]
    assert finish_receiving(desk, who, paper.id).stage is Stage.RECEIVED


def test_a_poor_photo_is_kept_and_its_phone_is_told_what_to_do(desk: Desk, who: Session, paper: Document) -> None:
    assert isinstance(desk.reader, ToldReader)
    desk.reader.looks.append(FirstLook(("blurred",)))
    looks: list[tuple[str, ...]] = []

    photograph_into(desk, who, paper, PhoneWish(), Progress(), PhoneEars(look=lambda _page, found: looks.append(found)))

    first = phones(desk).told[1]
    assert (first.state, first.side) == (PhotoState.POOR, 1)
    assert "mờ" in first.words[0]
    assert "chụp lại" in first.words[0]
    assert looks == [("blurred",), ()]
    assert len(pages(desk, paper)) == 2


def test_what_is_no_picture_is_told_and_the_others_come(desk: Desk, who: Session, paper: Document) -> None:
    phones(desk).photos = 10
    refused: list[int] = []

    came = photograph_into(desk, who, paper, PhoneWish(), Progress(), PhoneEars(refused=refused.append))

    assert came == 9
    assert refused == [9]
    assert phones(desk).told[9].state is PhotoState.REFUSED
    assert phones(desk).told[9].words


def test_the_very_same_photo_sent_by_another_name_is_one_side(desk: Desk, who: Session, paper: Document) -> None:
    photograph_into(desk, who, paper, PhoneWish(), Progress(), PhoneEars())

    came = photograph_into(desk, who, paper, PhoneWish(), Progress(), PhoneEars())

    assert came == 0
    assert {said.state for said in phones(desk).told.values()} == {PhotoState.THERE}
    assert len(pages(desk, paper)) == 2


def test_a_person_who_ends_it_keeps_what_came(desk: Desk, who: Session, paper: Document) -> None:
    phones(desk).stays = True
    progress = Progress()

    came = photograph_into(
        desk, who, paper, PhoneWish(), progress, PhoneEars(page=lambda page: page.place > 1 and progress.stop.set())
    )

    assert came == 2
    assert len(pages(desk, paper)) == 2


def test_a_photo_that_could_not_be_looked_at_is_kept(desk: Desk, who: Session, paper: Document) -> None:
    def dies(_image: PageImage) -> FirstLook:
        raise WorkerDied

    desk.reader.first_look = dies  # type: ignore[method-assign]  # the reader of a test

    came = photograph_into(desk, who, paper, PhoneWish(), Progress(), PhoneEars())

    assert came == 2
    assert phones(desk).told[1].state is PhotoState.KEPT


def test_a_photo_told_received_is_taken_in_after_the_office_itself_was_killed(
    desk: Desk, who: Session, paper: Document
) -> None:
    spool = scan_spool(desk.spool, paper.intake_key)
    spool.mkdir(parents=True)
    coming = PhoneSpool(spool)
    coming.enter("b" * 32)
    part = coming.part("a" * 32)
    draw_paper("TỜ KHAI").save(part, "PNG")
    side = coming.take("a" * 32, part, "image/png")

    received = finish_receiving(desk, who, paper.id)

    assert side is not None
    assert received.stage is Stage.RECEIVED
    assert len(pages(desk, paper)) == 1
    assert not spool.exists()


def test_the_command_tells_of_each_photo_and_answers_with_the_paper_read(
    desk: Desk, paper: Document, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Run(desk.home, speaks_json=True, language="vi", login="pao.hv", _desk=desk)
    before = signal.getsignal(signal.SIGINT)

    code = run_phone(run, Namespace(dossier=paper.dossier, component=2, address="", plain=False))

    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert code == 0
    assert (answer["sides"], answer["dossier"]) == (2, paper.dossier)
    with desk.unit() as uow:
        read = uow.documents.get(answer["document"])
    assert read is not None
    assert (read.stage, read.place, read.source) == (Stage.READ, 2, "phone")
    for words in (phones(desk).door.address, phones(desk).door.fingerprint, "Điện thoại đã vào.", "Ảnh 2: đã nhận"):
        assert words in told.err
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whatever_a_look_finds_is_told_in_a_sentence_for_who_holds_a_phone(language: Language) -> None:
    found = {code.removeprefix("warning.quality-") for code in codes(language) if code.startswith("warning.quality-")}

    assert found
    assert {code.removeprefix("phone-look.") for code in codes(language) if code.startswith("phone-look.")} == found


@pytest.mark.parametrize("colours", [False, True])
def test_the_code_in_a_terminal_leads_to_the_page(tmp_path: Path, *, colours: bool) -> None:
    address = ToldPhones().door.address

    lines = drawn(squares(address), colours=colours)

    plain = [line.removeprefix("\033[30;107m").removesuffix("\033[0m") for line in lines]
    picture = Image.new("L", (len(plain[0]), 2 * len(plain)), 255)
    for row, line in enumerate(plain):
        for column, letter in enumerate(line):
            picture.putpixel((column, 2 * row), 0 if letter in "\u2580\u2588" else 255)
            picture.putpixel((column, 2 * row + 1), 0 if letter in "\u2584\u2588" else 255)
    picture.resize((picture.width * 6, picture.height * 6), Image.Resampling.NEAREST).save(tmp_path / "code.png")
    assert [code.text for code in read_codes(tmp_path / "code.png")] == [address]
