"""What an attacker does to a certified copy after it was finished, each with the reason it has to be refused for."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from signing.cover import Cover, covers_in
from signing.values import OFFICER_FIELD, SEAL_FIELD
from tests.fakes.signing_bench import Bench

Writer = IncrementalPdfFileWriter
PdfObject = Any
"""pyHanko ships no types."""

Update = Callable[[Writer], object]



def pdf_dictionary(entries: dict[str, Any]) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(name): value for name, value in entries.items()})


SCRIPT = {"/S": pdf_name("/JavaScript"), "/JS": pdf_string("app.alert(1);")}


@dataclass(frozen=True)
class Attack:
    """One attack.

    Attributes:
        name: For the list of tests.
        key: The reason that must be among those of the report.
        act: Makes the changed file of the finished one.
    """

    name: str
    key: str
    act: Callable[[bytes], bytes]


def updated(pdf: bytes, update: Update) -> bytes:
    """Append a revision with a change to a file, as any honest library would write it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer._update_meta = lambda: None  # the change alone, not the writer's own dates
    update(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# -- what is changed --------------------------------------------------------------------------------------------------


def page(writer: Writer, number: int = 0) -> PdfObject:
    return writer.find_page_for_modification(number)[0].get_object()


def stream(data: bytes, **entries: PdfObject) -> PdfObject:
    made = generic.StreamObject(stream_data=data)
    made.update({pdf_name(f"/{name}"): value for name, value in entries.items()})
    return made


def add_page(writer: Writer) -> None:
    tree = writer.root["/Pages"]
    new = pdf_dictionary({
        "/Type": pdf_name("/Page"), "/Parent": writer.root.raw_get("/Pages"),
        "/MediaBox": generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842))),
        "/Resources": pdf_dictionary({}), "/Contents": writer.add_object(stream(b"0 0 100 100 re f")),
    })  # fmt: skip
    tree["/Kids"].append(writer.add_object(new))
    tree["/Count"] = generic.NumberObject(len(tree["/Kids"]))
    writer.update_container(tree)
    writer.update_container(tree["/Kids"])


def remove_page(writer: Writer) -> None:
    tree = writer.root["/Pages"]
    del tree["/Kids"][0]
    tree["/Count"] = generic.NumberObject(len(tree["/Kids"]))
    writer.update_container(tree)


def swap_pages(writer: Writer) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
    writer.update_container(kids)


def on_page(**entries: PdfObject) -> Update:
    def update(writer: Writer) -> None:
        place = page(writer)
        place.update({pdf_name(f"/{name}"): value for name, value in entries.items()})
        writer.update_container(place)

    return update


def annotate(subtype: str) -> Update:
    def update(writer: Writer) -> None:
        note = pdf_dictionary({
            "/Type": pdf_name("/Annot"), "/Subtype": pdf_name(subtype), "/Contents": pdf_string("thêm"),
            "/Rect": generic.ArrayObject(map(generic.NumberObject, (50, 500, 200, 600))),
            "/DA": pdf_string("/Helv 12 Tf 0 g"), "/F": generic.NumberObject(4),
        })  # fmt: skip
        place = page(writer)
        notes = generic.ArrayObject([*place.get("/Annots", []), writer.add_object(note)])
        place[pdf_name("/Annots")] = notes
        writer.update_container(place)

    return update


def new_contents(writer: Writer) -> None:
    place = page(writer)
    place[pdf_name("/Contents")] = writer.add_object(stream(b"0 0 300 300 re f"))
    writer.update_container(place)


def overwrite(find: Callable[[Writer], PdfObject], data: bytes = b"0 0 300 300 re f") -> Update:
    """Write another stream under the number of one that is there."""

    def update(writer: Writer) -> None:
        ref = find(writer)
        old = ref.get_object()
        new = stream(data, **{key[1:]: old.raw_get(key) for key in old if key not in ("/Length", "/Filter")})
        writer.objects[ref.generation, ref.idnum] = new

    return update


def contents_of(writer: Writer) -> PdfObject:
    raw = page(writer).raw_get("/Contents")
    value = raw.get_object()
    return value.raw_get(0) if isinstance(value, generic.ArrayObject) else raw


def image_of(writer: Writer) -> PdfObject:
    pictures = page(writer)["/Resources"]["/XObject"]
    return pictures.raw_get(next(iter(pictures)))


def words_of(writer: Writer) -> PdfObject:
    fonts = page(writer)["/Resources"]["/Font"]
    return fonts[next(iter(fonts))].raw_get("/ToUnicode")


def on_root(**entries: PdfObject) -> Update:
    def update(writer: Writer) -> None:
        writer.root.update({pdf_name(f"/{name}"): value for name, value in entries.items()})
        writer.update_root()

    return update


def tree_of(name: str, value: PdfObject) -> PdfObject:
    return pdf_dictionary({f"/{name}": pdf_dictionary({"/Names": generic.ArrayObject([pdf_string("a"), value])})})


def attach(writer: Writer, *, named: bool) -> None:
    held = writer.add_object(stream(b"tep", Type=pdf_name("/EmbeddedFile")))
    told = pdf_dictionary({
        "/Type": pdf_name("/Filespec"), "/F": pdf_string("a.txt"), "/EF": pdf_dictionary({"/F": held}),
    })  # fmt: skip
    spec = writer.add_object(told)
    entry = {"Names": tree_of("EmbeddedFiles", spec)} if named else {"AF": generic.ArrayObject([spec])}
    on_root(**entry)(writer)


def layer(writer: Writer) -> None:
    group = writer.add_object(pdf_dictionary({"/Type": pdf_name("/OCG"), "/Name": pdf_string("lop")}))
    shown = pdf_dictionary({"/ON": generic.ArrayObject([group])})
    on_root(OCProperties=pdf_dictionary({"/OCGs": generic.ArrayObject([group]), "/D": shown}))(writer)


def text_field(writer: Writer) -> None:
    place = page(writer)
    field = pdf_dictionary({
        "/FT": pdf_name("/Tx"), "/T": pdf_string("them"), "/V": pdf_string("5"), "/Type": pdf_name("/Annot"),
        "/Subtype": pdf_name("/Widget"), "/Rect": generic.ArrayObject(map(generic.NumberObject, (50, 50, 90, 70))),
    })  # fmt: skip
    ref = writer.add_object(field)
    place[pdf_name("/Annots")] = generic.ArrayObject([*place.get("/Annots", []), ref])
    writer.update_container(place)
    writer.root["/AcroForm"]["/Fields"].append(ref)
    writer.update_container(writer.root["/AcroForm"]["/Fields"])


def signature_field(writer: Writer) -> None:
    append_signature_field(writer, SigFieldSpec("KyThem"))


def field_of(writer: Writer, name: str) -> PdfObject:
    """Return the dictionary of one of our signature fields."""
    place, fields = None, writer.root["/AcroForm"]["/Fields"]
    for part in name.split("."):
        place = next(one.get_object() for one in fields if one.get_object()["/T"] == part)
        fields = place.get("/Kids", generic.ArrayObject()).get_object()
    return place


def without_value(name: str) -> Update:
    def update(writer: Writer) -> None:
        field = field_of(writer, name)
        del field["/V"]
        writer.update_container(field)

    return update


def without_field(name: str) -> Update:
    def update(writer: Writer) -> None:
        kids = field_of(writer, name)["/Parent"]["/Kids"]
        del kids[next(place for place, kid in enumerate(kids) if kid.get_object()["/T"] == name.split(".")[-1])]
        writer.update_container(kids)

    return update


def new_look(name: str) -> Update:
    def update(writer: Writer) -> None:
        field = field_of(writer, name)
        box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 100, 50)))
        form = stream(b"0 0 100 50 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box)
        field[pdf_name("/AP")] = pdf_dictionary({"/N": writer.add_object(form)})
        writer.update_container(field)

    return update


def look_of(name: str) -> Callable[[Writer], PdfObject]:
    return lambda writer: field_of(writer, name)["/AP"].raw_get("/N")


def enlarged(writer: Writer) -> None:
    field = field_of(writer, SEAL_FIELD)
    field[pdf_name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    writer.update_container(field)


def in_signature(name: str, **entries: PdfObject) -> Update:
    def update(writer: Writer) -> None:
        signature = field_of(writer, name)["/V"]
        signature.update({pdf_name(f"/{key}"): value for key, value in entries.items()})
        writer.update_container(signature)

    return update


def no_store(writer: Writer) -> None:
    del writer.root["/DSS"]
    writer.update_root()


def junk_in_store(writer: Writer) -> None:
    store = writer.root["/DSS"]
    store["/Certs"].append(writer.add_object(stream(b"rac")))
    writer.update_container(store["/Certs"])


def new_metadata(change: Callable[[bytes], bytes], *, overwritten: bool) -> Update:
    def update(writer: Writer) -> None:
        ref = writer.root.raw_get("/Metadata")
        told = change(bytes(writer.get_object(ref.reference).data))
        assert told != bytes(writer.get_object(ref.reference).data)
        new = stream(told, Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML"))
        if overwritten:
            writer.objects[ref.generation, ref.idnum] = new
        else:
            on_root(Metadata=writer.add_object(new))(writer)

    return update


def not_archival(told: bytes) -> bytes:
    return re.sub(rb"(conformance(?:>|=\"))B", rb"\1U", told)


def other_title(told: bytes) -> bytes:
    return re.sub(rb"(x-default\">)[^<]+", rb"\1Khac", told)


def new_title(writer: Writer) -> None:
    info = writer.trailer["/Info"]
    info[pdf_name("/Title")] = pdf_string("khác")
    writer.update_container(info)


def form_setting(writer: Writer) -> None:
    form = writer.root["/AcroForm"]
    form[pdf_name("/NeedAppearances")] = generic.BooleanObject(value=True)
    writer.update_container(form)


def orphan(writer: Writer) -> None:
    writer.add_object(pdf_string("khong ai hoi"))


def swap_values(writer: Writer) -> None:
    officer, seal = field_of(writer, OFFICER_FIELD), field_of(writer, SEAL_FIELD)
    one, other = officer.raw_get("/V"), seal.raw_get("/V")
    officer[pdf_name("/V")], seal[pdf_name("/V")] = other, one
    writer.update_container(officer)
    writer.update_container(seal)


UPDATES: list[tuple[str, str, Update]] = [
    ("page appended", "page-added", add_page),
    ("page removed", "page-removed", remove_page),
    ("pages swapped", "page-moved", swap_pages),
    ("page turned", "page-changed", on_page(Rotate=generic.NumberObject(90))),
    ("page cut", "page-changed", on_page(CropBox=generic.ArrayObject(map(generic.NumberObject, (0, 0, 200, 200))))),
    ("free text noted", "annotation-added", annotate("/FreeText")),
    ("rubber stamp noted", "annotation-added", annotate("/Stamp")),
    ("contents replaced", "page-changed", new_contents),
    ("contents overwritten", "page-changed", overwrite(contents_of)),
    ("image overwritten", "page-changed", overwrite(image_of)),
    ("words behind the picture changed", "page-changed", overwrite(words_of)),
    ("script on opening", "script-added", on_root(OpenAction=pdf_dictionary(SCRIPT))),
    ("script on a page", "script-added", on_page(AA=pdf_dictionary({"/O": pdf_dictionary(SCRIPT)}))),
    ("script by name", "script-added", on_root(Names=tree_of("JavaScript", pdf_dictionary(SCRIPT)))),
    ("file attached", "attachment-added", lambda writer: attach(writer, named=True)),
    ("file associated", "attachment-added", lambda writer: attach(writer, named=False)),
    ("layer added", "layer-added", layer),
    ("text field added", "field-added", text_field),
    ("empty signature field added", "field-added", signature_field),
    ("officer's block replaced", "stamp-changed", new_look(OFFICER_FIELD)),
    ("seal's block replaced", "stamp-changed", new_look(SEAL_FIELD)),
    ("officer's block overwritten", "stamp-changed", overwrite(look_of(OFFICER_FIELD))),
    ("seal's block overwritten", "stamp-changed", overwrite(look_of(SEAL_FIELD))),
    ("seal's block enlarged to the page", "stamp-changed", enlarged),
    ("reason of the officer changed", "signature-changed", in_signature(OFFICER_FIELD, Reason=pdf_string("khác"))),
    ("place of the seal changed", "signature-changed", in_signature(SEAL_FIELD, Location=pdf_string("khác"))),
    ("byte range of the seal changed", "signature-changed", in_signature(SEAL_FIELD, ByteRange=generic.ArrayObject())),
    ("signatures swapped", "signature-changed", swap_values),
    ("officer's signature removed", "officer-missing", without_value(OFFICER_FIELD)),
    ("seal removed", "seal-missing", without_value(SEAL_FIELD)),
    ("field of the seal removed", "seal-missing", without_field(SEAL_FIELD)),
    ("validation data removed", "validation-data-removed", no_store),
    ("junk among the validation data", "validation-data-added", junk_in_store),
    ("metadata overwritten", "metadata-changed", new_metadata(not_archival, overwritten=True)),
    ("metadata replaced", "metadata-changed", new_metadata(other_title, overwritten=False)),
    ("title changed", "metadata-changed", new_title),
    ("version changed", "structure-changed", on_root(Version=pdf_name("/2.0"))),
    ("viewer told to show otherwise", "structure-changed", on_root(PageMode=pdf_name("/UseOutlines"))),
    ("fields to be drawn anew", "structure-changed", form_setting),
    ("object nobody asks for", "revision-added", orphan),
    ("catalogue written again as it was", "revision-added", lambda writer: writer.update_root()),
]
"""Changes appended as a revision of their own."""


# -- bytes ------------------------------------------------------------------------------------------------------------


def last_cover(pdf: bytes) -> Cover:
    """Return what the last signature in the file covers."""
    return max(covers_in(pdf), key=lambda cover: cover.end)


def replaced(pdf: bytes, at: int, new: bytes) -> bytes:
    return pdf[:at] + new + pdf[at + len(new) :]


def ranged(numbers: bytes) -> Callable[[bytes], bytes]:
    """Write other numbers into the last /ByteRange, in the room it has."""

    def act(pdf: bytes) -> bytes:
        start = pdf.rindex(b"/ByteRange")
        begin, end = pdf.index(b"[", start), pdf.index(b"]", start)
        return replaced(pdf, begin + 1, numbers.ljust(end - begin - 1))

    return act


def zeroed(place: int) -> Callable[[bytes], bytes]:
    """Write zeros over a signature's /Contents, by its place in the file."""

    def act(pdf: bytes) -> bytes:
        begin, end = covers_in(pdf)[place].contents
        return replaced(pdf, begin + 1, b"0" * (end - begin - 2))

    return act


def padded(place: int) -> Callable[[bytes], bytes]:
    """Write something into the padding of a signature."""

    def act(pdf: bytes) -> bytes:
        return replaced(pdf, covers_in(pdf)[place].contents[1] - 3, b"1")

    return act


def wrapped(pdf: bytes) -> bytes:
    """Widen the gap of the last signature by a hidden object, with the numbers of /ByteRange mended."""
    cover = last_cover(pdf)
    _, end = cover.contents
    junk = b" 99 0 obj (hidden) endobj "
    numbers = f"0 {cover.range[1]} {cover.range[2] + len(junk)} {cover.range[3]}".encode()
    moved = pdf[: end] + junk + pdf[end:]
    return ranged(numbers)(moved)


def saved_anew(pdf: bytes, **options: PdfObject) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, **options)
    return out.getvalue()


def cut_to(pdf: bytes, state: int) -> bytes:
    """Cut a file back to where its n-th %%EOF stands."""
    place = -1
    for _ in range(state):
        place = pdf.index(b"%%EOF", place + 1)
    return pdf[: place + 6]


BYTES: list[tuple[str, str, Callable[[bytes], bytes]]] = [
    ("bytes behind the end", "bytes-after-end", lambda pdf: pdf + b"them vao"),
    ("blanks behind the end", "bytes-after-end", lambda pdf: pdf + b"\n\n\n"),
    ("objects without a table", "bytes-after-end", lambda pdf: pdf + b"3 0 obj\n<</Type/Page>>\nendobj\n"),
    ("bytes before the beginning", "bytes-before-start", lambda pdf: b"%rac\n" + pdf),
    ("saved anew", "rewritten", lambda pdf: saved_anew(pdf)),
    ("saved anew and linearised", "rewritten", lambda pdf: saved_anew(pdf, linearize=True)),
    ("range empty", "byte-range-wrong", ranged(b"")),
    ("range of nulls", "byte-range-wrong", ranged(b"null null null null")),
    ("range negative", "byte-range-wrong", ranged(b"0 -1 2 -3")),
    ("range short", "byte-range-wrong", ranged(b"0 1 2")),
    ("range of nothing", "byte-range-wrong", ranged(b"0 0 0 0")),
    ("range from the middle", "byte-range-wrong", ranged(b"10 90 2000 3000")),
    ("last time stamp zeroed", "timestamp-broken", zeroed(-1)),
    ("officer's signature zeroed", "byte-changed", zeroed(0)),
    ("seal zeroed", "byte-changed", zeroed(1)),
    ("padding of the last used", "padding-not-zero", padded(-1)),
    ("padding of the officer's used", "byte-changed", padded(0)),
    ("gap widened", "byte-range-wrong", wrapped),
    ("cut in the middle of the last state", "cut-back", lambda pdf: pdf[:-200]),
    ("cut back to the officer's state", "seal-missing", lambda pdf: cut_to(pdf, 3)),
    ("cut back to the seal", "timestamp-missing", lambda pdf: cut_to(pdf, 4)),
]
"""Changes of bytes."""


def attacks() -> list[Attack]:
    """Return every attack on a finished copy that needs nothing but the file."""
    appended = [Attack(name, key, _appending(update)) for name, key, update in UPDATES]
    return [*appended, *(Attack(name, key, act) for name, key, act in BYTES)]


def _appending(update: Update) -> Callable[[bytes], bytes]:
    return lambda pdf: updated(pdf, update)


def stamped_over(bench: Bench) -> list[Attack]:
    """Return the appended changes again, each hidden under a good time stamp of a trusted authority.

    The same change must be seen, because anybody can have a file time-stamped.
    """
    harmless = {"validation-data-added", "revision-added"}
    return [
        Attack(f"{attack.name}, then stamped", attack.key, lambda pdf, act=attack.act: bench.stamped(act(pdf)))
        for attack in attacks()[: len(UPDATES)]
        if attack.key not in harmless
    ]


def third_signature(bench: Bench) -> Callable[[bytes], bytes]:
    """Sign a finished copy as somebody else."""
    return lambda pdf: bench.foreign(pdf, "officer-ec", "KyThem")


def states_of(pdf: bytes) -> int:
    """Return how many states a file has."""
    return int(PdfFileReader(io.BytesIO(pdf)).xrefs.total_revisions)
