"""PDFs as other programs make them, with forms and hidden things, for tests of the verifier."""

import io

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.fakes.pdf_updates import PdfObject, pdf_dictionary, stream, updated

Writer = IncrementalPdfFileWriter
HELVETICA = {"/Type": pdf_name("/Font"), "/Subtype": pdf_name("/Type1"), "/BaseFont": pdf_name("/Helvetica")}
BOX = (100, 600, 400, 640)


def numbers(*values: float) -> PdfObject:
    return generic.ArrayObject(generic.FloatObject(value) for value in values)


def appearance(writer: Writer, text: str) -> PdfObject:
    """Return the reference of a picture with one line of words in it."""
    form = stream(
        f"BT /F 18 Tf 4 10 Td ({text}) Tj ET".encode(), Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"),
        BBox=numbers(0, 0, BOX[2] - BOX[0], BOX[3] - BOX[1]),
        Resources=pdf_dictionary({"/Font": pdf_dictionary({"/F": pdf_dictionary(HELVETICA)})}),
    )  # fmt: skip
    return writer.add_object(form)


def with_field(paper: bytes, text: str) -> bytes:
    """Return a paper with a text field on its first page that shows some words."""

    def update(writer: Writer) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        field = pdf_dictionary({
            "/FT": pdf_name("/Tx"), "/T": pdf_string("so_tien"), "/V": pdf_string(text), "/Type": pdf_name("/Annot"),
            "/Subtype": pdf_name("/Widget"), "/Rect": numbers(*BOX), "/F": generic.NumberObject(4),
            "/DA": pdf_string("/Helv 18 Tf 0 g"), "/AP": pdf_dictionary({"/N": appearance(writer, text)}),
        })  # fmt: skip
        ref = writer.add_object(field)
        page[pdf_name("/Annots")] = generic.ArrayObject([*page.get("/Annots", []), ref])
        writer.update_container(page)
        writer.root[pdf_name("/AcroForm")] = writer.add_object(
            pdf_dictionary({"/Fields": generic.ArrayObject([ref]), "/DA": pdf_string("/Helv 12 Tf 0 g")})
        )
        writer.update_root()

    return updated(paper, update)


def filled(paper: bytes, text: str) -> bytes:
    """Fill the field in differently: the «replace» kind of the shadow attacks is no more than that."""

    def update(writer: Writer) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        field[pdf_name("/V")] = pdf_string(text)
        field[pdf_name("/AP")] = pdf_dictionary({"/N": appearance(writer, text)})
        writer.update_container(field)

    return updated(paper, update)


def covered(paper: bytes) -> bytes:
    """Hide the first page's words under a white note, before anything is signed: the «hide» kind begins so."""

    def update(writer: Writer) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        box = numbers(0, 0, 595, 842)
        form = stream(b"1 g 0 0 595 842 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box)
        note = pdf_dictionary({
            "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Stamp"), "/Rect": numbers(0, 0, 595, 842),
            "/F": generic.NumberObject(4), "/AP": pdf_dictionary({"/N": writer.add_object(form)}),
        })  # fmt: skip
        page[pdf_name("/Annots")] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
        writer.update_container(page)

    return updated(paper, update)


def uncovered(paper: bytes) -> bytes:
    """Take the white note away again."""

    def update(writer: Writer) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        notes = [note for note in page["/Annots"] if note.get_object()["/Subtype"] != "/Stamp"]
        page[pdf_name("/Annots")] = generic.ArrayObject(notes)
        writer.update_container(page)

    return updated(paper, update)


def noted(paper: bytes) -> bytes:
    """Add a note."""

    def update(writer: Writer) -> None:
        page = writer.find_page_for_modification(0)[0].get_object()
        note = pdf_dictionary({
            "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Text"), "/Rect": numbers(10, 10, 30, 30),
            "/Contents": pdf_string("xem lại"),
        })  # fmt: skip
        page[pdf_name("/Annots")] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
        writer.update_container(page)

    return updated(paper, update)


def locked(paper: bytes, password: str) -> bytes:
    """Lock a paper so that reading it needs a password; with an empty one it can be read without."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="chu", user=password, R=6))
    return out.getvalue()
