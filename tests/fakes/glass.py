"""A scanner whose sides a test tells, and an office with one open dossier to scan into."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from desk.errors import DeskError
from desk.jobs import Progress
from desk.model.dossier import Dossier
from desk.model.paper import Page
from desk.model.people import Citizen, Session
from desk.model.scanning import RawPage, ScanRequest
from desk.ports import Desk
from ocr.glass import Cut
from ocr.page import PageImage
from tests.fakes.office import ALLOWANCE, NOW, ToldReader, ToldScanner, make_office


def side(shade: int) -> Image.Image:
    """Draw a side that is like no other."""
    return Image.new("L", (124, 175), shade)


class SideReader(ToldReader):
    """Takes a picture for the one side that it is."""

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        """Give the picture as it is."""
        progress.check()
        spool.mkdir(parents=True, exist_ok=True)
        out = spool / path.name
        out.write_bytes(path.read_bytes())
        with Image.open(out) as picture:
            dpi = float(picture.info.get("dpi", (0, 0))[0])
            return [PageImage(out, "image/png", picture.width, picture.height, dpi)]


    def part(self, image: PageImage, spool: Path) -> list[Cut]:
        """Cut papers apart as the reading room does, in this process."""
        from desk.read.tasks import part

        return part(image, spool)

    def card_sheet(self, sides: Sequence[PageImage], out: Path) -> PageImage:
        """Draw a card's page as the reading room does, in this process."""
        from desk.read.tasks import card_sheet

        return card_sheet(sides, out)


@dataclass
class StackScanner(ToldScanner):
    """Feeds the sides that lie in it, then breaks with `fault` if there is one.

    Attributes:
        asked: The requests that came.
    """

    stack: list[Image.Image] = field(default_factory=list)
    fault: DeskError | None = None
    asked: list[ScanRequest] = field(default_factory=list)

    def scan(self, request: object, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Give each side that lies there."""
        assert isinstance(request, ScanRequest)
        self.asked.append(request)
        number = 0
        while self.stack and (request.limit is None or number < request.limit):
            number += 1
            path = spool / f"{number:05d}.png"
            self.stack.pop(0).save(path)
            yield RawPage(path, "image/png", float(request.dpi), number)
        progress.check()
        if self.fault is not None:
            raise self.fault


@dataclass
class AtTheGlass:
    """An office with a dossier open and a scanner with a stack."""

    desk: Desk
    who: Session
    code: str
    scanner: StackScanner

    def lay(self, *shades: int) -> ScanRequest:
        """Lay sides of these shades into the feeder and return the request that draws them in."""
        self.scanner.stack = [side(shade) for shade in shades]
        return ScanRequest("escl:invented")

    def pages(self, document: int, *, removed: bool = False) -> list[Page]:
        """Return the sides of a document, or those laid aside."""
        with self.desk.unit() as uow:
            return [page for page in uow.documents.pages(document) if page.removed is removed]

    def shades(self, document: int, *, removed: bool = False) -> list[int]:
        """Return what the sides of a document show, in their order."""
        return [_shade(self.desk, page) for page in self.pages(document, removed=removed)]


def _shade(desk: Desk, page: Page) -> int:
    with Image.open(desk.store.path(page.digest)) as picture:
        return int(picture.convert("L").getpixel((3, 3)))  # type: ignore[arg-type]  # one band gives one number


def at_the_glass(home: Path) -> AtTheGlass:
    """Open an office with a dossier."""
    desk = make_office(home, rehearsal=True)
    scanner = StackScanner()
    desk = replace(desk, scanners={"escl": scanner}, reader=SideReader())
    with desk.unit() as uow:
        officer = uow.officers.by_login("pao.hv")
        citizen = uow.citizens.add(Citizen("Nông Thị Hạnh"))
        uow.dossiers.add(Dossier("TAM-261124-0001", citizen.id, ALLOWANCE, "thu-1", NOW, 1))
        uow.commit()
    assert officer is not None
    return AtTheGlass(desk, Session(officer, "Quầy 1"), "TAM-261124-0001", scanner)

