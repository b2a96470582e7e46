"""A whole office over a real store in a temporary folder, with invented people and papers, for tests of the window."""

import atexit
import io
import shutil
import tempfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from desk.errors import CardQrAbsent
from desk.jobs import Progress
from desk.model.certification import Purpose
from desk.model.dossier import Dossier
from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Citizen, Consent, Officer, Role
from desk.model.phone import PhoneDoor, PhoneWish, PhotoSaid
from desk.model.procedure import Catalogue, Component, Need, Procedure
from desk.model.scanning import Device, RawPage
from desk.model.values import PersonalId
from desk.ports import Desk, Listener, Scanner, UnitOfWork
from desk.settings import KEPT_BESIDE
from desk.store.backup import OfficeArchive
from desk.store.holds import FileHolds
from desk.store.opening import create_memory, open_memory
from desk.work.access import seal_secret
from desk.work.catalogue import load_pack
from desk.work.office import OfficeFacts, found_office
from desk.work.packs import load_calendar, load_rules
from ocr.glass import Cut
from ocr.page import DocumentReading, DrawnPage, FirstLook, PageImage, PageReading
from tests.fakes.signing import SoftKeys, ToldSignatures

_FONT = Path(__file__).parents[2] / "desk" / "assets" / "fonts" / "LiberationSerif-Bold.ttf"
NOW = datetime(2026, 11, 24, 1, 14, tzinfo=UTC)
CARD = "008187004215||Nông Thị Hạnh|14031987|Nữ|Thôn Nà Tông, xã Thượng Lâm|10082021"
PASSWORD = "mat-khau-diem-tap"

ALLOWANCE = Procedure(
    code="1.001776", name="Trợ cấp xã hội hằng tháng", group="Bảo trợ xã hội", days=10, fee="Không thu lệ phí",
    letters="tcxhht", kind="btxh",
    components=(
        Component(1, "Tờ khai đề nghị trợ giúp", Need.HAND_IN, ("don_to_khai",)),
        Component(2, "Giấy khai sinh của trẻ", Need.HAND_IN, ("khai_sinh",), other_person=True),
        Component(3, "Giấy xác nhận tình trạng hôn nhân", Need.HAND_IN, ("tinh_trang_hon_nhan",)),
        Component(4, "Thẻ căn cước của người nộp", Need.SHOW, ("can_cuoc",)),
    ),
)  # fmt: skip
"""The procedure of the design's pictures: one slot of each sort."""


class StoppedClock:
    """Stands still until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.at


@dataclass
class ToldReader:
    """Answers what a test told it, in this process.

    Attributes:
        as_it_came: A side of a spool is taken as the picture it is, instead of the one page drawn for every file.
    """

    cards: dict[str, list[str]] = field(default_factory=dict)
    slips: int = 0
    looks: list[FirstLook] = field(default_factory=list)
    as_it_came: bool = False

    def ready(self) -> None:
        """Be ready always."""

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        """Draw one white page for any file."""
        progress.check()
        if self.as_it_came and path.stem.isdecimal():
            return [PageImage(path, "image/png", 620, 877, 75)]
        spool.mkdir(parents=True, exist_ok=True)
        out = spool / "page.png"
        draw_paper("GIẤY TIẾP NHẬN").save(out)
        self.slips += 1
        return [PageImage(out, "image/png", 620, 877, 75)]

    def draw(self, path: Path, number: int, out: Path, side_px: int) -> DrawnPage:
        """Draw a white page with the file's name for any file."""
        page = draw_paper(f"{path.stem[:24]} {number}")
        page.save(out)
        return DrawnPage(PageImage(out, "image/png", page.width, page.height, 72 * side_px / 842), 1)

    def first_look(self, image: PageImage) -> FirstLook:
        """Say what a test told of the next side; nothing is wrong with others."""
        return self.looks.pop(0) if self.looks else FirstLook()

    def read(self, images: Iterable[PageImage], progress: Progress) -> Iterator[PageReading]:
        """Read a blank page for each image."""
        for image in images:
            progress.check()
            yield PageReading(image.width_px, image.height_px, image.dpi, 0, 0.0, False, (), "")

    def understand(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None = None
    ) -> DocumentReading:
        """Know nothing but the kind told."""
        del images, readings
        return DocumentReading(kind, 1.0 if kind else 0.0)

    def bind(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], title: str, out: Path, size: str = "archive"
    ) -> None:
        """Write a PDF of the pictures, without words in it."""
        del readings, size
        if not images:
            out.write_bytes(b"%PDF-1.7 " + title.encode())
            return
        first, *others = [Image.open(image.path).convert("RGB") for image in images]
        first.save(out, "PDF", save_all=True, append_images=others, title=title)

    def signed(self, path: Path) -> bool:
        """Take files for signed that hold the word of a signature."""
        return b"/ByteRange" in path.read_bytes()

    def card(self, path: Path) -> list[str]:
        """Return the QR texts told for a file's name."""
        if path.name not in self.cards:
            raise CardQrAbsent
        return self.cards[path.name]

    def part(self, image: PageImage, spool: Path) -> list[Cut]:
        """See nothing beside the one paper."""
        del image, spool
        return []

    def card_sheet(self, sides: Sequence[PageImage], out: Path) -> PageImage:
        """Draw a white page."""
        del sides
        Image.new("L", (620, 877), 255).save(out, "PNG")
        return PageImage(out, "image/png", 620, 877, 75)

    def close(self) -> None:
        """Nothing is held open."""


@dataclass
class ToldScanner:
    """A driver with one device that is never scanned from here."""

    name: str = "escl"

    def devices(self) -> list[Device]:
        """Return the device of the design's pictures."""
        return [Device("escl:invented", "Canon DR-C225 II", "escl")]

    def stand_by(self, device: str) -> None:
        """Be ready always."""

    def trust(self, device: str) -> None:
        """Show no certificate."""

    def close(self) -> None:
        """Hold nothing open."""

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[object]:
        """Give no side."""
        del request, spool, progress
        return iter(())


PHONE_DOOR = PhoneDoor("https://192.168.1.20:8743/#" + "k" * 43, ":".join(["5A"] * 32))


@dataclass
class ToldPhones:
    """A phone that sends so many photos as soon as its page is open, and then has finished.

    Attributes:
        photos: How many.
        door: The way to the page, as a test or a picture shows it.
        stays: The phone does not finish: a person ends it.
        told: What it was told of each.
    """

    photos: int = 0
    door: PhoneDoor = PHONE_DOOR
    stays: bool = False
    told: dict[int, PhotoSaid] = field(default_factory=dict)

    def photographs(
        self, wish: PhoneWish, spool: Path, progress: Progress
    ) -> Generator[PhoneDoor | RawPage, None, None]:
        """Give the way, then photos drawn here."""
        del wish
        yield self.door
        if self.photos:
            yield replace(self.door, phones=1)
        for number in range(1, self.photos + 1):
            progress.check()
            path = spool / f"{number:05d}.png"
            draw_paper(f"TỜ KHAI {number}").save(path)
            yield RawPage(path, "image/png", 0.0, number)
        while self.stays:
            progress.rest(0.02)

    def where(self) -> str:
        """Return the address of the way."""
        return self.door.place

    def tell(self, spool: Path, number: int, said: PhotoSaid) -> None:
        """Remember it."""
        del spool
        self.told[number] = said


class GlassScanner(ToldScanner):
    """The same device with a paper on its glass: one side a request."""

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[object]:
        """Give one side."""
        progress.check()
        path = spool / "side.png"
        draw_paper("TỜ KHAI").save(path)
        yield RawPage(path, "image/png", float(getattr(request, "dpi", 0)), 1)


def make_office(home: Path, *, rehearsal: bool = False, scanner: bool = True, papers: bool = False) -> Desk:
    """Lay down and open an office with three officers, two of whom sign, the design's procedure and the catalogue.

    It is a copy of one that was made once: quicker than making one.

    Args:
        papers: Let it hold what `hold_papers` brings.
    """
    shutil.copytree(_pattern(rehearsal=rehearsal, papers=papers), home, dirs_exist_ok=True)
    return open_office(home, rehearsal=rehearsal, scanner=scanner)


@cache
def _pattern(*, rehearsal: bool, papers: bool) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="saoy-pattern-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = _made_office(folder / "office", rehearsal=rehearsal)
    if papers:
        hold_papers(desk)
    desk.close()
    return folder / "office"


def _made_office(home: Path, *, rehearsal: bool) -> Desk:
    desk = open_office(home, rehearsal=rehearsal, make=True)
    facts = OfficeFacts("UBND XÃ THƯỢNG LÂM", "Trung tâm Phục vụ hành chính công", "Thượng Lâm", "Tuyên Quang",
                        rehearsal=rehearsal)  # fmt: skip
    secret = None if rehearsal else seal_secret(PASSWORD)
    people = [
        Officer("pao.hv", "Hoàng Văn Páo", "Công chức Tư pháp", frozenset({Role.RECEPTION, Role.ADMIN}), secret),
        Officer("mai.lt", "Lý Thị Mai", "Phó Chủ tịch UBND xã", frozenset({Role.CERTIFIER}), secret),
        Officer("mien.tt", "Triệu Thị Miền", "Văn thư", frozenset({Role.SEAL}), secret),
    ]  # fmt: skip
    shipped = load_pack()
    catalogue = Catalogue("thu-1", date(2026, 1, 1), "", (ALLOWANCE, *shipped.procedures))
    _clerk, certifier, keeper = found_office(desk, facts, people, catalogue)
    assign_signers(desk, certifier, keeper)
    return desk


def assign_signers(desk: Desk, certifier: Officer, keeper: Officer) -> None:
    """Give the certifier and the keeper of the seal the two invented tokens."""
    keys = SoftKeys()
    with desk.unit() as uow:
        uow.copies.put_signer(keys.signer(certifier.id, Purpose.OFFICER, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")))
        uow.copies.put_signer(keys.signer(keeper.id, Purpose.SEAL))
        uow.commit()


def open_office(home: Path, *, rehearsal: bool = False, scanner: bool = True, make: bool = False) -> Desk:
    """Open the office of a folder, as after a new start of the program."""
    if make:
        create_memory(home)
    listeners: list[Listener] = []
    memory = open_memory(home, listeners)
    scanners: dict[str, Scanner] = {"escl": ToldScanner()} if scanner else {}
    return Desk(
        home=home, unit=memory.unit, store=memory.store, holds=FileHolds(home / "holds"),
        reader=ToldReader(), scanners=scanners, phones=ToldPhones(), keys=SoftKeys(),
        signatures=ToldSignatures(),
        archive=OfficeArchive(home, KEPT_BESIDE, StoppedClock().now), clock=StoppedClock(),
        rules=load_rules(), calendar=load_calendar(), spool=home / "spool", listeners=listeners, rehearsal=rehearsal,
        closing=(memory.close,),
    )  # fmt: skip


def draw_paper(title: str, *, seal: bool = True) -> Image.Image:
    """Draw a page that looks like a paper from afar."""
    page = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(page)
    pen.text((310, 70), title, fill="black", font=ImageFont.truetype(str(_FONT), 22), anchor="mm")
    for row in range(16):
        pen.line((70, 150 + row * 32, 550 - (row * 53) % 120, 150 + row * 32), fill="gray", width=5)
    if seal:
        pen.ellipse((360, 690, 470, 800), outline=(190, 40, 30), width=6)
    return page


@cache
def _drawn(title: str, kind: str) -> bytes:
    file = io.BytesIO()
    draw_paper(title).save(file, kind)
    return file.getvalue()


HELD: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("khai_sinh", "Giấy khai sinh", {"ngay_dang_ky": "2018-04-02"}),
    ("tinh_trang_hon_nhan", "Giấy xác nhận tình trạng hôn nhân", {"ngay_cap": "2026-07-01"}),
    ("ket_hon", "Giấy chứng nhận kết hôn", {}),
    ("so_ho_khau", "Sổ hộ khẩu", {}),
)
"""Papers held: the first fits the second slot, the next fits the third with a warning, the others fit none."""


def hold_papers(desk: Desk, *, agrees: bool = True) -> Citizen:
    """Have the office hold four confirmed papers of an older dossier of the design's citizen."""
    with desk.unit() as uow:
        citizen = uow.citizens.add(
            Citizen("Nông Thị Hạnh", PersonalId("008187004215"), "1987-03-14", "female",
                    "Thôn Nà Tông, xã Thượng Lâm", "0912 345 678")
        )  # fmt: skip
        before = NOW - timedelta(days=49)
        uow.dossiers.add(Dossier("TAM-261006-0003", citizen.id, ALLOWANCE, "thu-1", before, 1))
        if agrees:
            uow.citizens.add_consent(Consent(citizen.id, before, 1, "TAM-261006-0003"))
        for number, paper in enumerate(HELD):
            _hold(desk, uow, citizen, paper, before + timedelta(minutes=number))
        uow.commit()
    return citizen


def _hold(desk: Desk, uow: UnitOfWork, citizen: Citizen, paper: tuple[str, str, dict[str, str]], at: datetime) -> None:
    kind, title, values = paper
    picture = desk.home / f"{kind}.png"
    picture.write_bytes(_drawn(title.upper(), "PNG"))
    picture.with_suffix(".pdf").write_bytes(_drawn(title.upper(), "PDF"))
    digest, pdf = desk.store.put_file(picture), desk.store.put_file(picture.with_suffix(".pdf"))
    document = uow.documents.add(
        Document(
            "TAM-261006-0003", citizen.id, None, f"file:{kind}.png", at, 1, f"invented-{kind}",
            kind=kind, title=title, kind_confidence=1.0,
        )
    )  # fmt: skip
    uow.documents.add_page(Page(document.id, 1, digest, "image/png", 620, 877, 300.0))
    uow.documents.update(replace(document, stage=Stage.CONFIRMED, confirmed_by=1, confirmed_at=at, pdf=pdf))
    fields = [Field(name, value, value, 1.0, 1, None, "label", 1, at) for name, value in values.items()]
    uow.documents.put_fields(document.id, fields)
