"""An office with a dossier of two papers, and every act that can be taken back, for tests that undo."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from desk.errors import DeskError
from desk.jobs import Progress
from desk.model.dossier import Dossier
from desk.model.paper import Field, Page, Stage
from desk.model.people import Citizen, Session
from desk.model.scanning import ScanRequest
from desk.ports import Desk
from desk.work import review
from desk.work.access import act_as
from desk.work.component import demand
from desk.work.digitise import read_documents
from desk.work.inserting import Spot, scan_to
from desk.work.intake import mark_shown, register_citizen
from desk.work.laying import lay
from desk.work.own_marks import set_lookup
from desk.work.receive import Place, finish_receiving, scan_into, start_scan
from desk.work.reuse import reuse, undo_reuse
from desk.work.sorting import NEW, sort_sides
from ocr.page import DocumentReading, FieldReading, PageImage, PageReading, Word
from tests.fakes.glass import AtTheGlass, SideReader, StackScanner
from tests.fakes.office import ALLOWANCE, NOW, make_office, open_office

CODE = "TAM-261124-0001"
BOX = (0.1, 0.1, 0.9, 0.2)


class WordReader(SideReader):
    """Reads the same two words on every side, and one field of a birth certificate from them."""

    def read(self, images: Iterable[PageImage], progress: Progress) -> Iterator[PageReading]:
        """Read two words on each side."""
        words = (Word("Nông", 20, 20, 50, 30, 0.8, 1, 1), Word("Hanh", 60, 20, 90, 30, 0.8, 1, 1))
        for image in images:
            progress.check()
            yield PageReading(124, 175, 75, image.hint, 0.0, False, words, "Nông Hanh")

    def understand(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None = None
    ) -> DocumentReading:
        """Know a birth certificate, unless another kind is told."""
        del images, readings
        fields = (FieldReading("ho_ten", "Nông Hanh", 0.8, 1, BOX, "label"),)
        return DocumentReading(kind or "khai_sinh", 1.0 if kind else 0.9, fields)


@dataclass
class UndoOffice:
    """The office, who acts, and the papers there are.

    Attributes:
        papers: Of the dossier: the first of three sides, the second of two.
        held: A paper of an older dossier that fits the second component.
    """

    home: Path
    desk: Desk
    who: Session
    papers: list[int] = field(default_factory=list)
    held: int = 0

    def again(self) -> None:
        """Close the office and open it, as after a new start of the program."""
        self.desk.close()
        self.desk = opened(self.home)

    def scan(self, place: int, *shades: int) -> int:
        """Scan and read a paper."""
        document = start_scan(self.desk, self.who, Place(CODE, place))
        scan_into(self.desk, self.who, document, self._laid(*shades))
        finish_receiving(self.desk, self.who, document.id)
        read_documents(self.desk, self.who, [document.id])
        return document.id

    def _laid(self, *shades: int) -> ScanRequest:
        scanner = self.desk.scanners["escl"]
        assert isinstance(scanner, StackScanner)
        return AtTheGlass(self.desk, self.who, CODE, scanner).lay(*shades)

    def sides(self, number: int) -> list[int]:
        """Return the ids of the sides of a paper."""
        with self.desk.unit(reading=True) as uow:
            return [page.id for page in uow.documents.pages(self.papers[number % 2]) if not page.removed]

    def insert(self, document: int) -> None:
        """Scan one more side to the front of a paper."""
        scan_to(self.desk, self.who, Spot(document, 0), self._laid(90))

    def seen(self) -> dict[str, object]:
        """Return what a clerk could tell of the dossier, its papers, its citizen and the settings."""
        with self.desk.unit(reading=True) as uow:
            documents = uow.documents.of_dossier(CODE)
            sides = {one.id: _sides(uow.documents.pages(one.id)) for one in documents}
            there = [one for one in documents if one.stage is not Stage.REMOVED or sides[one.id]]
            fields: dict[int, list[Field]] = {one.id: uow.documents.fields(one.id) for one in there}
            settings: dict[str, object] = {key: uow.setting(key) or None for key in ("lookup", "component-signature")}
            dossier = uow.dossiers.by_code(CODE)
            return {
                "papers": there, "sides": {one.id: sides[one.id] for one in there}, "fields": fields,
                "reused": sorted((one.place, one.document_id) for one in uow.dossiers.reuses(CODE)),
                "shown": uow.dossiers.shown(CODE), "settings": settings,
                "citizen": uow.citizens.get(dossier.citizen_id) if dossier is not None else None,
                "found": sorted(hit.document_id for hit in uow.index.find("Nông Hanh")),
            }  # fmt: skip


def _sides(pages: Sequence[Page]) -> list[Page]:
    return [page for page in pages if not page.removed]


def _dressed(desk: Desk) -> Desk:
    return replace(desk, reader=WordReader(), scanners={"escl": StackScanner()})


def opened(home: Path) -> Desk:
    """Open the office of a folder, as another desk does."""
    return _dressed(open_office(home))


def undo_office(home: Path) -> UndoOffice:
    """Make the office, a copy of one that was made once; laying, reading and binding are done in this process."""
    made = _pattern()
    shutil.copytree(made.home, home, dirs_exist_ok=True)
    desk = opened(home)
    return replace(made, home=home, desk=desk, who=act_as(desk, "pao.hv", "Quầy 1"), papers=[*made.papers])


@cache
def _pattern() -> UndoOffice:
    folder = Path(tempfile.mkdtemp(prefix="saoy-undo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = _made(folder / "office")
    made.desk.close()
    return made


def _made(home: Path) -> UndoOffice:
    desk = _dressed(make_office(home, papers=True))
    with desk.unit() as uow:
        citizen = uow.citizens.search("Nông Thị Hạnh")[0]
        uow.dossiers.add(Dossier(CODE, citizen.id, ALLOWANCE, "thu-1", NOW, 1))
        held = next(one.id for one in uow.documents.of_citizen(citizen.id) if one.kind == "khai_sinh")
        uow.commit()
    office = UndoOffice(home, desk, act_as(desk, "pao.hv", "Quầy 1"), held=held)
    office.papers = [office.scan(1, 10, 20, 30), office.scan(3, 40, 50)]
    return office


Deed = Callable[[UndoOffice, int], object]
"""An act; the number chooses the paper, the side or the way."""


def _paper(office: UndoOffice, number: int) -> int:
    return office.papers[number % 2]


def _order(office: UndoOffice, number: int) -> None:
    document = _paper(office, number)
    with office.desk.unit(reading=True) as uow:
        ids = [page.id for page in uow.documents.pages(document) if not page.removed]
    lay(office.desk, office.who, document, ids[1:] if number > 2 and len(ids) > 1 else ids[::-1])


def _split(office: UndoOffice, number: int) -> None:
    sides = office.sides(number)
    sort_sides(office.desk, office.who, {_paper(office, number): sides[:1], NEW: sides[1:]}, component=None)


def _sort(office: UndoOffice, number: int) -> None:
    """Give `number` sides of the first paper to the second; when it has not so many, all of the second's to it."""
    first, second = office.papers
    sides, others = office.sides(0), office.sides(1)
    if number > len(sides):
        sort_sides(office.desk, office.who, {first: sides + others, second: []})
        return
    sort_sides(office.desk, office.who, {first: sides[number:], second: others + sides[:number]})


def _turn(office: UndoOffice, number: int) -> None:
    document = _paper(office, number)
    review.turn_page(office.desk, office.who, (document, 1 + number % 3), 90 * (1 + number % 3))
    read_documents(office.desk, office.who, [document])


def _no_reuse(office: UndoOffice, _number: int) -> None:
    with office.desk.unit(reading=True) as uow:
        made = uow.dossiers.reuses(CODE)
    if made:
        undo_reuse(office.desk, office.who, made[0].id)


def _phone(office: UndoOffice, number: int) -> None:
    with office.desk.unit(reading=True) as uow:
        citizen: Citizen = uow.citizens.search("Nông Thị Hạnh")[0]
    register_citizen(office.desk, office.who, replace(citizen, phone=f"09{number}"))


ACTS: dict[str, Deed] = {
    "remove": lambda o, n: review.remove_document(o.desk, o.who, _paper(o, n)),
    "restore": lambda o, n: review.restore_document(o.desk, o.who, _paper(o, n)),
    "move": lambda o, n: review.move_document(o.desk, o.who, _paper(o, n), (1, 2, 3, None)[n % 4]),
    "kind": lambda o, n: review.set_kind(o.desk, o.who, _paper(o, n), ("ket_hon", "khai_sinh")[n % 2]),
    "turn": _turn,
    "confirm": lambda o, n: review.confirm(o.desk, o.who, _paper(o, n), {"ho_ten": f"Nông Thị Hạnh {n}"}),
    "lay": _order,
    "insert": lambda o, n: o.insert(_paper(o, n)),
    "split": _split,
    "merge": lambda o, _n: _sort(o, 99),
    "mingle": lambda o, n: _sort(o, 1 + n % 2),
    "reuse": lambda o, _n: reuse(o.desk, o.who, o.held, CODE, 2),
    "no-reuse": _no_reuse,
    "shown": lambda o, n: mark_shown(o.desk, o.who, CODE, 4, shown=n % 2 == 0),
    "demand": lambda o, n: demand(o.desk, o.who, wanted=n % 2 == 0),
    "lookup": lambda o, n: set_lookup(o.desk, o.who, f"https://tra-cuu.example/{n}"),
    "phone": _phone,
}  # fmt: skip


def act(office: UndoOffice, name: str, number: int) -> bool:
    """Do an act; False when the office says that it cannot be done as things stand."""
    try:
        ACTS[name](office, number)
    except DeskError:
        return False
    return True

