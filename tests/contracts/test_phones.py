"""Contract of `desk.ports.Phones`: the page of a child over real HTTPS, and the phone that tests are told of."""

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desk.errors import Cancelled, PhoneNoNetwork, PhonePageLost
from desk.jobs import Progress
from desk.model.phone import PhoneDoor, PhoneWish, PhotoSaid, PhotoState
from desk.model.scanning import RawPage
from desk.ports import Phones
from desk.scan.phone import PhonePage, serve
from desk.scan.phone_certificate import own_certificate
from desk.scan.phone_server import Secrets
from tests.fakes.office import ToldPhones
from tests.fakes.phones import LOOPBACK, Phone, new_name, photo
from tests.fakes.processes import own_children, soon


@dataclass
class Opening:
    """One opening, heard in a thread as the window hears it."""

    page: PhonePage
    spool: Path
    wish: PhoneWish
    progress: Progress = field(default_factory=Progress)
    before: set[int] = field(default_factory=own_children)
    doors: list[PhoneDoor] = field(default_factory=list)
    sides: list[RawPage] = field(default_factory=list)
    fault: BaseException | None = None

    def hear(self) -> None:
        try:
            for one in self.page.photographs(self.wish, self.spool, self.progress):
                if isinstance(one, PhoneDoor):
                    self.doors.append(one)
                else:
                    self.sides.append(one)
                    self.page.tell(self.spool, one.number, PhotoSaid(PhotoState.KEPT, one.number))
        except BaseException as fault:  # noqa: BLE001 -- the test looks at it
            self.fault = fault

    def phone(self) -> Phone:
        assert soon(lambda: bool(self.doors))
        phone = Phone(self.doors[0])
        assert phone.enter().status == 200
        return phone


@pytest.fixture
def dies_when_durable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAOY_STOP_AT", "photo-durable")


@pytest.fixture
def opening(tmp_path: Path) -> Iterator[Opening]:
    spool = tmp_path / "spool"
    spool.mkdir()
    made = Opening(PhonePage(tmp_path, port=0), spool, PhoneWish(address=LOOPBACK, title="TAM-0017"))
    thread = threading.Thread(target=made.hear)
    thread.start()
    yield made
    made.progress.stop.set()
    thread.join(30)
    assert not thread.is_alive()


def sent_again(phone: Phone, data: bytes, name: str) -> int:
    """Send until it is told received, as the page's script does; return the number told."""
    numbers: list[int] = []

    def try_it() -> bool:
        try:
            answer = phone.send(data, name)
        except OSError:
            return False
        numbers.append(int(answer.told.get("number", 0)))
        return answer.status == 200

    assert soon(try_it)
    return numbers[-1]


def test_photos_come_whole_in_order_and_the_phone_hears_what_became_of_them(opening: Opening) -> None:
    phone, photos = opening.phone(), [photo(grey) for grey in (10, 90, 200)]

    told = [phone.send(one).told["number"] for one in photos]

    assert told == [1, 2, 3]
    assert soon(lambda: len(opening.sides) == 3)
    assert [side.path.read_bytes() for side in opening.sides] == photos
    assert soon(lambda: len(phone.ask("GET", "/state").told["said"]) == 3)
    said = phone.ask("GET", "/state").told
    assert (said["title"], said["count"]) == ("TAM-0017", 3)
    assert {one["state"] for one in said["said"].values()} == {"kept"}
    assert [door.phones for door in opening.doors] == [0, 1]


def test_where_a_phone_would_come_in_is_told_without_opening_anything(tmp_path: Path) -> None:
    pages: tuple[Phones, ...] = (PhonePage(tmp_path, LOOPBACK, 8744), PhonePage(tmp_path, LOOPBACK, plain=True))

    assert [page.where() for page in pages] == [f"https://{LOOPBACK}:8744/", f"http://{LOOPBACK}:8743/"]
    assert ToldPhones().where().startswith("https://")
    with pytest.raises(PhoneNoNetwork):
        PhonePage(tmp_path, "203.0.113.9").where()
    assert list(tmp_path.iterdir()) == []


def test_a_phone_that_has_finished_ends_the_page(opening: Opening) -> None:
    phone = opening.phone()
    phone.send(photo())

    ended = phone.ask("POST", "/done", b"0")

    assert ended.told["count"] == 1
    assert soon(lambda: not own_children() - opening.before)
    assert len(opening.sides) == 1
    assert opening.fault is None


def test_both_screens_show_the_certificate_that_is_used_and_its_key_is_for_its_owner_alone(
    opening: Opening, tmp_path: Path
) -> None:
    phone = opening.phone()

    shown = opening.doors[0].fingerprint

    assert phone.ask("GET", "/state").told["fingerprint"] == shown
    assert phone.certificate() == shown.replace(":", "")
    assert stat.S_IMODE((tmp_path / "phone.pem").stat().st_mode) == 0o600


def test_a_page_killed_amid_a_photo_keeps_no_half_of_it_and_its_phone_goes_on(opening: Opening) -> None:
    phone, whole, name = opening.phone(), photo(33), new_name()
    phone.send(photo(10))
    half = phone.begin(whole, name)
    assert soon(lambda: bool(list(opening.spool.glob("*.part"))))

    os.kill(next(iter(own_children() - opening.before)), signal.SIGKILL)
    half.close()
    number = sent_again(phone, whole, name)

    assert number == 2
    assert soon(lambda: len(opening.sides) == 2)
    assert opening.sides[1].path.read_bytes() == whole
    assert not list(opening.spool.glob("*.part"))
    assert len({door.place for door in opening.doors}) == 1


def test_a_photo_durable_when_the_page_died_is_neither_lost_nor_doubled(
    dies_when_durable: None, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, name = opening.phone(), new_name()
    monkeypatch.delenv("SAOY_STOP_AT")

    number = sent_again(phone, photo(50), name)

    assert number == 1
    assert soon(lambda: len(opening.sides) == 1)
    assert phone.send(photo(60)).told["number"] == 2


def test_a_photo_that_arrives_while_the_way_is_shown_comes_once(tmp_path: Path) -> None:
    """Served here instead of in a child, so that the photo is there before anyone asks for more than the way."""
    progress, stack = Progress(), threading.stack_size()
    serving = serve(PhoneWish(address=LOOPBACK, port=0, plain=True), Secrets("c", "k"), tmp_path, tmp_path, progress)
    try:
        phone = Phone(next(door for door in serving if isinstance(door, PhoneDoor)))
        phone.enter()
        phone.send(photo(40))
        phone.ask("POST", "/done", b"0")
        sides = [one for one in serving if isinstance(one, RawPage)]
    finally:
        threading.stack_size(stack)

    assert [side.number for side in sides] == [1]


@pytest.fixture(params=[PhonePage, ToldPhones])
def phones(request: pytest.FixtureRequest, tmp_path: Path) -> Phones:
    return PhonePage(tmp_path, LOOPBACK, 0, plain=True) if request.param is PhonePage else ToldPhones(stays=True)


def test_the_way_comes_first_and_a_person_may_end_it(phones: Phones, tmp_path: Path) -> None:
    spool, progress = tmp_path / "spool", Progress()
    spool.mkdir()

    coming = phones.photographs(PhoneWish(), spool, progress)
    door = next(coming)
    phones.tell(spool, 1, PhotoSaid(PhotoState.KEPT, 1))
    progress.stop.set()
    with pytest.raises(Cancelled):
        next(coming)

    assert isinstance(door, PhoneDoor)
    assert door.address.startswith(door.place + "#")


def test_a_page_that_dies_again_and_again_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAOY_STOP_AT", "phone-page")

    with pytest.raises(PhonePageLost):
        list(PhonePage(tmp_path, LOOPBACK, 0).photographs(PhoneWish(), tmp_path, Progress()))


def test_an_office_that_opens_no_page_loads_nothing_that_makes_certificates() -> None:
    words = (
        "import sys; from pathlib import Path; from desk.settings import Settings; from desk.wiring import phones_for; "
    )
    words += "phones_for(Settings(Path(), '-')); print('cryptography.x509' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_certificate_stays_until_it_ends_or_its_key_is_not_its_own(tmp_path: Path) -> None:
    file, day = tmp_path / "phone.pem", 86400.0

    first, later = own_certificate(file, 1e9), own_certificate(file, 1e9 + 360 * day)
    renewed = own_certificate(file, 1e9 + 370 * day)
    file.chmod(0o644)
    after_read = own_certificate(file, 1e9 + 370 * day)
    file.write_text("broken", "utf-8")
    after_broken = own_certificate(file, 1e9 + 370 * day)

    assert first == later
    assert len({first, renewed, after_read, after_broken}) == 4
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
