"""What an attacker does to a certified copy after it was finished, each with the reason it has to be refused for."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.cover import Cover, covers_in
from signing.values import OFFICER_FIELD, SEAL_FIELD
from tests.fakes.pdf_updates import (
    SCRIPT,
    PdfObject,
    Update,
    add_page,
    annotate,
    attach,
    contents_of,
    enlarged,
    form_setting,
    image_of,
    in_signature,
    junk_in_store,
    layer,
    look_of,
    new_contents,
    new_look,
    new_metadata,
    new_title,
    no_store,
    not_archival,
    on_page,
    on_root,
    orphan,
    other_title,
    overwrite,
    pdf_dictionary,
    remove_page,
    signature_field,
    swap_pages,
    swap_values,
    text_field,
    tree_of,
    updated,
    without_field,
    without_value,
    words_of,
)
from tests.fakes.signing_bench import Bench


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
