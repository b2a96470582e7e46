"""Walk the book, the verification and the hand-over in the rehearsal office, with real copies, for pictures."""

import io
import tempfile
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pyhanko.pdf_utils.generic import ArrayObject, StreamObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from desk.jobs import Progress
from desk.model.certification import CertifiedCopy, Comparison, CopyStage
from desk.model.people import Citizen, Session
from desk.model.values import PersonalId
from desk.papers.sheet import FAMILY, register_fonts
from desk.ports import Desk
from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN, Authority
from desk.rehearsal.papers import make_papers
from desk.rehearsal.people import household
from desk.work.certify import Pins, Wish, certify, copy_file, seal_copy, sign_copy, take_number, void
from desk.work.digitise import read_documents
from desk.work.intake import choose_procedure, one, open_dossier, register_citizen
from desk.work.receive import Place, receive_file
from desk.work.review import confirm
from docs.certify_walk import CERTIFYING
from docs.hands import CTRL, RoadWalk
from ui.models.hand import Place as Folder
from ui.views.dialog import RedDialog
from ui.views.hand import HandScreen
from ui.views.register import RegisterScreen
from ui.views.verify import VerifyScreen

S = TypeVar("S")
ENTRIES = (
    ("bang-tot-nghiep", "Quan Văn Tới", "008201003345", 1),
    ("giay-chung-nhan-ket-hon", "Hà Thị Miền", "008195002236", 2),
    ("tinh-trang-hon-nhan", "Lò Văn Thắng", "008088004417", 1),
    ("giay-khai-sinh-me", "Ma Thị Nguyệt", "008192001128", 3),
    ("trich-luc-khai-tu", "Chẩu Thị Liên", "008187006653", 1),
    ("quyet-dinh", "Hoàng Văn Lộc", "008085003127", 1),
)
"""Papers of the rehearsal, who asks for their copies, and how many."""

COMPARED = Comparison(compared=True, pages=99, grounds=(1, 2, 3, 4, 5, 6), seconds=41.0)
PINS = Pins(OFFICER_PIN, SEAL_PIN)


@dataclass(frozen=True)
class Office:
    """The office behind the window, who is at it, and where papers are laid for a while."""

    desk: Desk
    who: Session
    folder: Path


def take_rooms(walk: RoadWalk) -> None:
    """Certify a handful of papers, then take the pictures of the hand-over, the verification and the book."""
    desk, who = walk.window.model.session.desk, walk.window.model.session.who
    if desk is None or who is None:
        return
    with tempfile.TemporaryDirectory(prefix="saoy-") as folder:
        office = Office(desk, who, Path(folder))
        with chdir(folder):  # so that the picture shows no folder of this machine
            whole = _hand_over(walk, office)
        _verify(walk, office, whole)
        _book(walk, office)
        _settings(walk)


def _shown(walk: RoadWalk, kind: type[S]) -> S:
    """Return the screen shown, of the kind expected."""
    screen = walk.window.screen_now()
    if not isinstance(screen, kind):
        raise TypeError(kind)
    return screen


# -- hand-over --------------------------------------------------------------------------------------------------------


def _hand_over(walk: RoadWalk, office: Office) -> Path:
    """Hand over the mother's dossier, first with a copy that is not sealed yet; return the file of its first copy."""
    mother = household().mother
    citizen = Citizen(mother.name, PersonalId(mother.number))
    code, birth = _brought(office, citizen, "giay-khai-sinh", 1)
    _, marriage = _brought(office, citizen, "giay-chung-nhan-ket-hon", None, code)
    first = certify(office.desk, office.who, Wish(birth, COMPARED), PINS)
    second = sign_copy(office.desk, office.who, take_number(office.desk, office.who, Wish(marriage, COMPARED)).id,
                       PINS.officer)  # fmt: skip
    _take_up(walk, office, code)
    walk.press(Qt.Key.Key_S, CTRL)
    screen = _shown(walk, HandScreen)
    usb = Path("KINGSTON")
    usb.mkdir()
    screen.model.places = [Folder(usb, "KINGSTON", 28_400_000_000), *screen.model.places]
    screen.model.choose(usb)
    walk.take("hand-held")
    seal_copy(office.desk, office.who, second.id, PINS.seal)
    walk.settle()
    walk.take("hand")
    walk.press(Qt.Key.Key_S, CTRL)
    walk.take("hand-done")
    walk.press(Qt.Key.Key_F12)
    return copy_file(office.desk, first)


def _brought(
    office: Office, citizen: Citizen, paper: str, place: int | None, code: str | None = None
) -> tuple[str, int]:
    """Receive a citizen with a paper, read and checked; return the dossier and the paper."""
    desk, who = office.desk, office.who
    there = register_citizen(desk, who, citizen)
    if code is None:
        procedure = choose_procedure(desk, CERTIFYING)
        code = open_dossier(desk, who, there, procedure, agrees=True).dossier.code
    (drawn,) = make_papers(None, office.folder / paper, (paper,))
    document = receive_file(desk, who, drawn.path, Place(code, place), Progress())
    read_documents(desk, who, [document.id], Progress())
    confirm(desk, who, document.id)
    return code, document.id


def _take_up(walk: RoadWalk, office: Office, code: str) -> None:
    """Take a dossier up at the counter, as from the list of recent ones."""
    walk.window.choose("counter")
    with office.desk.unit() as uow:
        dossier = one(uow, code)
        citizen = uow.citizens.get(dossier.citizen_id)
    walk.window.model.counter.next_citizen()
    walk.window.model.counter.arrival.citizen = citizen
    walk.window.model.counter.arrival.go_on(dossier)
    walk.settle()


# -- verification -----------------------------------------------------------------------------------------------------


def _verify(walk: RoadWalk, office: Office, whole: Path) -> None:
    walk.window.choose("verify")
    walk.settle()
    walk.take("verify-empty")
    screen = _shown(walk, VerifyScreen)
    changed = office.folder / "Ban-sao-giay-khai-sinh-Hoang-Gia-Bao.pdf"
    changed.write_bytes(altered(whole.read_bytes()))
    screen.model.check(changed)
    walk.settle()
    walk.press(Qt.Key.Key_N)
    walk.take("verify")
    walk.press(Qt.Key.Key_V)
    walk.take("verify-signed")
    walk.press(Qt.Key.Key_P, CTRL)
    walk.take("verify-record")
    walk.press(Qt.Key.Key_Escape)
    screen.model.check(whole)
    walk.settle()
    walk.take("verify-passed")
    plain = office.folder / "to-khai.pdf"
    _write_plain(plain)
    screen.model.check(plain)
    walk.settle()
    walk.take("verify-plain")
    walk.press(Qt.Key.Key_Escape)


FORGED = ((164.5, 644.6, "HOÀNG GIA BẢO", "HOÀNG GIA BẢO AN"), (188.5, 624.7, "09/02/2024", "09/02/2023"))
"""Where words of the birth certificate stand in pt, those words, and what a forger writes over them."""

_PAPER, _INK = (0.988, 0.969, 0.925), (0.118, 0.153, 0.455)
_SIZE = 12.4


def altered(pdf: bytes) -> bytes:
    """Write another name and another year over the first page, as a forger with a common editor would."""
    overlay = io.BytesIO()
    register_fonts()
    canvas = Canvas(overlay, pagesize=(595.28, 841.89))
    for left, low, before, after in FORGED:
        wide = canvas.stringWidth(before, f"{FAMILY}-Bold", _SIZE)
        canvas.setFillColorRGB(*_PAPER)
        canvas.rect(left - 2, low - 3, wide + 6, _SIZE + 2, stroke=0, fill=1)
        canvas.setFillColorRGB(*_INK)
        canvas.setFont(f"{FAMILY}-Bold", _SIZE)
        canvas.drawString(left, low, after)
    canvas.save()
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.find_page_for_modification(0)[0].get_object()
    pictures = page["/Resources"]["/XObject"]
    pictures[pdf_name("/Forged")] = writer.add_object(_as_form(writer, overlay))
    contents = page.raw_get("/Contents")
    old = contents.get_object()
    before_it = list(old) if isinstance(old, ArrayObject) else [contents]
    drawing = writer.add_object(StreamObject(stream_data=b"q /Forged Do Q"))
    page[pdf_name("/Contents")] = ArrayObject([*before_it, drawing])
    writer.update_container(pictures)
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _as_form(writer: IncrementalPdfFileWriter, overlay: io.BytesIO) -> StreamObject:
    """Return a page as a form that another page can draw."""
    laid = PdfFileReader(overlay).root["/Pages"]["/Kids"][0]
    form = StreamObject(stream_data=laid["/Contents"].data)
    form.update({
        pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): writer.import_object(laid["/MediaBox"]),
        pdf_name("/Resources"): writer.import_object(laid["/Resources"]),
    })  # fmt: skip
    return form


def _write_plain(out: Path) -> None:
    register_fonts()
    canvas = Canvas(str(out), pagesize=(595.28, 841.89))
    canvas.setFont(f"{FAMILY}-Bold", 16)
    canvas.drawCentredString(297, 720, "TỜ KHAI")
    canvas.setFont(FAMILY, 12)
    for line in range(8):
        canvas.drawString(90, 660 - 24 * line, "……………………………………………………………………………………")
    canvas.save()


# -- the book ---------------------------------------------------------------------------------------------------------


def _book(walk: RoadWalk, office: Office) -> None:
    made = [_entry(office, number) for number in range(len(ENTRIES))]
    void(office.desk, office.who, made[1].number, "Sai tên giấy, đã cấp số khác")
    walk.window.choose("register")
    walk.settle()
    QTest.qWait(600)
    screen = _shown(walk, RegisterScreen)
    row = next(n for n in range(9) if (entry := screen.table.model().entry(n)) and entry.stage is CopyStage.SEALED)
    screen.table.setCurrentIndex(screen.table.model().index(row, 0))
    QTest.qWait(600)
    walk.settle()
    walk.take("register")
    walk.enter()
    walk.take("register-copy")
    walk.press(Qt.Key.Key_Escape)
    _void(walk)
    screen.line.setFocus()
    screen.line.setText("nguyet khai sinh")
    QTest.qWait(600)
    walk.settle()
    walk.take("register-found")
    walk.press(Qt.Key.Key_Escape)
    walk.press(Qt.Key.Key_L, CTRL)
    walk.take("register-closing")
    walk.enter()
    walk.take("register-record")
    walk.press(Qt.Key.Key_Escape)
    Authority(office.desk.home).speak()


def _void(walk: RoadWalk) -> None:
    """Ask for the number to be made void, and leave it."""
    walk.press(Qt.Key.Key_Delete, CTRL)
    walk.take("register-void")
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, RedDialog):
        dialog.reject()
    walk.window.activateWindow()
    walk.settle()


def _entry(office: Office, number: int) -> CertifiedCopy:
    """Certify one of the papers; the last but one waits for its time stamp, the last for its seal."""
    paper, name, personal, copies = ENTRIES[number]
    _, document = _brought(office, Citizen(name, PersonalId(personal)), paper, 1)
    wish = Wish(document, COMPARED, copies=copies)
    if number == len(ENTRIES) - 2:
        Authority(office.desk.home).silence("tsa")
    if number == len(ENTRIES) - 1:
        return sign_copy(office.desk, office.who, take_number(office.desk, office.who, wish).id, PINS.officer)
    return certify(office.desk, office.who, wish, PINS)


def _settings(walk: RoadWalk) -> None:
    walk.window.choose("settings")
    walk.settle()
    walk.press(Qt.Key.Key_T, CTRL)
    walk.take("signing")
    walk.press(Qt.Key.Key_Escape)
