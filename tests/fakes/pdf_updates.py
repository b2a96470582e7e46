"""Changes to a PDF as any honest library would append them, one by one; what they are good for is another's matter."""

import io
import re
from collections.abc import Callable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from signing.values import OFFICER_FIELD, SEAL_FIELD

Writer = IncrementalPdfFileWriter
PdfObject = Any
"""pyHanko ships no types."""

Update = Callable[[Writer], object]



def pdf_dictionary(entries: dict[str, Any]) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(name): value for name, value in entries.items()})


SCRIPT = {"/S": pdf_name("/JavaScript"), "/JS": pdf_string("app.alert(1);")}


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
