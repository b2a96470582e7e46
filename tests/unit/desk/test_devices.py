"""One device however many drivers see it, one desk at it at a time, and what is told of both."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import Cancelled, DeskError, DiskFull, PageTruncated, PaperJam, RoleMissing
from desk.jobs import Progress
from desk.model.dossier import Dossier
from desk.model.paper import Document
from desk.model.people import Citizen, Officer, Role, Session
from desk.model.scanning import Device, Mode, RawPage, ScanRequest, Source
from desk.ports import Desk
from desk.store.holds import FileHolds
from desk.work.device_words import device_facts, device_label
from desk.work.devices import HELD_BY, choose_device, in_hand, one_each, trust_device
from desk.work.receive import Place, finish_receiving, scan_into, start_scan
from ocr.errors import FileUnreadable
from ocr.page import PageImage
from tests.fakes.office import ALLOWANCE, NOW, ToldScanner, make_office
from tests.fakes.processes import soon

UUID = "uuid:4509a320-00a0-008f-00b6-002507510eca"
OWN = Device("escl:https://192.168.1.20:443/eSCL", "HP LaserJet M28w", "escl", identity=UUID, host="192.168.1.20")
AIRSCAN = Device(
    "sane:airscan:e0:HP LaserJet M28w (3E1F2A)", "HP LaserJet M28w (3E1F2A)", "sane",
    identity="host:192.168.1.20/HP LaserJet M28w (3E1F2A)", host="192.168.1.20",
)  # fmt: skip
USB = Device("sane:pixma:04A91234", "Canon MF240", "sane")
IPP_USB = Device("escl:http://127.0.0.1:60000/eSCL", "Canon MF240 Series", "escl", identity="uuid:1", host="127.0.0.1")
FOLDER = Device("folder:/srv/scans", "scans", "folder", (Source.FEEDER, Source.AUTO))

TWINS = [IPP_USB, replace(IPP_USB, id="escl:2", identity="uuid:2")]
FOLDERS = [FOLDER, replace(FOLDER, id="folder:/srv/two")]


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ([OWN, AIRSCAN], [replace(OWN, also=(AIRSCAN.id,))]),
        ([AIRSCAN, OWN], [replace(AIRSCAN, also=(OWN.id,))]),
        ([OWN, replace(OWN, id="escl:http://scanner/eSCL")], [replace(OWN, also=("escl:http://scanner/eSCL",))]),
        ([IPP_USB, USB], [replace(IPP_USB, also=(USB.id,))]),
        ([OWN, USB], [OWN, USB]),
        ([OWN, replace(AIRSCAN, host="192.168.1.21")], [OWN, replace(AIRSCAN, host="192.168.1.21")]),
        (TWINS, TWINS),
        (FOLDERS, FOLDERS),
    ],
    ids=["own first", "SANE first", "two addresses", "ipp-usb", "others", "other host", "two on loopback", "folders"],
)  # fmt: skip
def test_one_physical_device_is_shown_once_as_the_preferred_driver_sees_it(
    found: list[Device], shown: list[Device]
) -> None:
    assert one_each(found) == shown


def test_a_device_is_known_again_by_identity_whatever_leads_to_it_now() -> None:
    (device,) = one_each([OWN, AIRSCAN])

    assert device.key == UUID
    assert all(device.is_called(name) for name in (UUID, OWN.id, AIRSCAN.id))
    assert not device.is_called("")


def test_a_device_says_in_words_what_it_can_and_what_is_to_be_known() -> None:
    device = Device(
        "wia:1", "Fujitsu fi-7160", "wia", (Source.FEEDER,), duplex=True, dpis=(100, 600), modes=(Mode.COLOUR,),
        width_mm=215.9, height_mm=355.6, proved=False,
    )  # fmt: skip

    assert device_facts(device) == [
        "khay nạp hai mặt", "100–600 dpi", "màu", "khổ tới 216 × 356 mm", "qua Windows (WIA)",
    ]  # fmt: skip
    assert device_label(device) == "Fujitsu fi-7160 (chưa kiểm trên máy thật)"
    assert device_label(replace(OWN, trouble="scan.scanner-changed"), "en").endswith("(another network certificate)")


# -- one device, several desks ----------------------------------------------------------------------------------------


def session(desk: str) -> Session:
    return Session(Officer("hanh", "Hạnh", "", frozenset({Role.RECEPTION}), id=1), desk)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    desk = make_office(tmp_path / "office")
    yield desk
    desk.close()


def test_who_waits_for_a_shared_device_is_told_whose_desk_has_it_and_may_give_up(office: Desk) -> None:
    other = replace(office, holds=FileHolds(office.home / "holds", "Quầy 2"))
    request, told, came = ScanRequest(OWN.id, key=UUID), list[str](), list[str]()
    progress = Progress(lambda _done, _total, what: told.append(what))

    def wait() -> None:
        with pytest.raises(Cancelled), in_hand(office, session("Quầy 1"), request, progress):
            came.append("too early")

    with in_hand(other, session("Quầy 2"), request, Progress()):
        waiting = threading.Thread(target=wait)
        waiting.start()
        soon(lambda: bool(told))
        progress.stop.set()
        waiting.join()
    with in_hand(office, session("Quầy 1"), request, Progress()):
        came.append("free again")

    assert set(told) == {f"{HELD_BY}Quầy 2"}
    assert came == ["free again"]


def test_a_scanner_at_the_cable_of_each_desk_is_no_shared_one(office: Desk) -> None:
    request = ScanRequest("sane:pixma:1", key="usb:pixma/Canon")

    with in_hand(office, session("Quầy 1"), request, Progress()):
        other = replace(office, holds=FileHolds(office.home / "holds", "Quầy 2"))
        with in_hand(other, session("Quầy 2"), request, Progress()):
            pass


def test_a_new_certificate_is_taken_only_by_who_may_scan(office: Desk) -> None:
    guest = Session(Officer("a", "A", "", frozenset({Role.SEAL})), "Quầy 1")

    with pytest.raises(RoleMissing):
        trust_device(office, guest, OWN.id)


def test_a_device_is_chosen_by_what_it_is_remembered_by_before_what_it_is_called(office: Desk) -> None:
    class Two(ToldScanner):
        def devices(self) -> list[Device]:
            return [replace(OWN, identity="", id="escl:1", name=f"{UUID} twin"), OWN]

    office.scanners["escl"] = Two()

    assert choose_device(office, UUID).id == OWN.id
    assert choose_device(office, "twin").id == "escl:1"
    assert choose_device(office, None).id == "escl:1"


# -- counts of the whole paper, and sides that a fault left in the spool ----------------------------------------------


class Stack(ToldScanner):
    """Has three sides on the disk at once, tells of them one by one, and then has a fault when it was given one."""

    fault: DeskError | None = None

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[RawPage]:
        del request, progress
        sides = [spool / f"{number:05d}.jpg" for number in (1, 2, 3)]
        for side in sides:
            side.write_bytes(b"\xff\xd8\xff" + side.name.encode())
        yield from (RawPage(side, "image/jpeg", 300, int(side.stem)) for side in sides)
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def document(office: Desk) -> Document:
    with office.unit() as uow:
        citizen = uow.citizens.add(Citizen("Nông Thị Hạnh"))
        uow.dossiers.add(Dossier("TAM-261124-0001", citizen.id, ALLOWANCE, "thu-1", NOW, 1))
        uow.commit()
    office.scanners["escl"] = Stack()
    return start_scan(office, session("Quầy 1"), Place("TAM-261124-0001"))


def scan(office: Desk, document: Document) -> int:
    return scan_into(office, session("Quầy 1"), document, ScanRequest("escl:invented"))


def pages(office: Desk, document: Document) -> int:
    with office.unit() as uow:
        return len(uow.documents.pages(document.id))


def test_a_second_jam_counts_the_sheets_of_the_whole_paper(office: Desk, document: Document) -> None:
    Stack.fault = PaperJam(kept=3, sheets=3, next=4)
    faults = []
    try:
        for _ in range(2):
            with pytest.raises(PaperJam) as fault:
                scan(office, document)
            faults.append((fault.value.context["kept"], fault.value.context["next"]))
    finally:
        Stack.fault = None

    assert faults == [(3, 4), (6, 7)]


@pytest.mark.parametrize("closing", [False, True])
def test_sides_that_a_full_disk_left_in_the_spool_are_taken_in_before_anything_else(
    office: Desk, document: Document, monkeypatch: pytest.MonkeyPatch, closing: bool
) -> None:
    """The paper was drawn, so it is lost when these are; the clerk may scan on, or be content with what came."""
    real, tries = type(office.store).put_file, iter([True, False])

    def put_file(store: object, path: Path) -> str:
        if not next(tries, True):
            raise DiskFull
        return str(real(store, path))  # type: ignore[arg-type]  # the store's own verb

    def split(path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        del spool, progress
        return [PageImage(path, "image/jpeg", 620, 877, 75)]

    monkeypatch.setattr(type(office.store), "put_file", put_file)
    monkeypatch.setattr(office.reader, "split", split)
    with pytest.raises(DiskFull):
        scan(office, document)
    before = pages(office, document)

    if closing:
        finish_receiving(office, session("Quầy 1"), document.id)
    else:
        scan(office, document)

    assert (before, pages(office, document)) == (1, 3 if closing else 6)
    assert not list(office.spool.glob("scan-*"))


def test_a_side_that_is_no_picture_is_told_as_the_sheet_to_put_back_and_none_behind_it_is_kept(
    office: Desk, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = office.reader.split

    def split(path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        if path.name == "00002.jpg":
            raise FileUnreadable(reason="torn")
        return real(path, spool, progress)

    monkeypatch.setattr(office.reader, "split", split)

    with pytest.raises(PageTruncated) as fault:
        scan(office, document)

    assert (fault.value.context["sheets"], fault.value.context["next"], pages(office, document)) == (1, 2, 1)
    assert not list(office.spool.glob("scan-*/*"))
