"""A structural check of PDF/A-2b (kiểm tra cấu trúc PDF/A-2b), ISO 19005-2.

It proves nothing: no validator is in reach, and whole clauses (glyphs of a font program, embedded files) are not
looked at. It finds what scanned, signed and stamped papers get wrong in practice.
"""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from ocr.pdfa_content import ContentCheck
from ocr.pdfa_objects import check_objects

_HEADER = re.compile(rb"%PDF-1\.[0-7](\r\n|\r|\n)%[\x80-\xff]{4}")
_OBJECT = re.compile(rb"(\d+)(\s+)(\d+)(\s+)obj\b|\bendobj\b|\bstream\r?\n")
_ENDS = b"\r\n"
_ICC_CLASSES = {b"prtr", b"mntr", b"scnr", b"spac"}
_ICC_SPACES = {b"RGB ": ("RGB", 3), b"CMYK": ("CMYK", 4), b"GRAY": ("Gray", 1)}
_ICC_NEWEST = 4


def check_pdfa(path: Path) -> list[str]:
    """Returns what breaks PDF/A-2b, each a clause and a few words; an empty list when nothing was found.

    Runs inside a limited worker when the file comes from outside.
    """
    found = [*_check_bytes(path)]
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            found += _check_document(pdf)
    except pikepdf.PasswordError:
        found.append("6.1.3 the file is encrypted")
    except pikepdf.PdfError:
        found.append("6.1.1 the file does not open")
    return list(dict.fromkeys(found))


def _check_bytes(path: Path) -> Iterator[str]:
    if not path.stat().st_size:
        yield "6.1.2 no header"
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if _HEADER.match(data[:64]) is None:
            yield "6.1.2 header"
        if data[-16:].rstrip(b"\r\n").rpartition(b"%%EOF")[2] or b"%%EOF" not in data[-16:]:
            yield "6.1.3 data after the end of the file"
        yield from _check_layout(data)


def _check_layout(data: mmap.mmap) -> Iterator[str]:
    """Looks at the white space around `obj` and `endobj` (6.1.9), outside of streams."""
    at = 0
    while (match := _OBJECT.search(data, at)) is not None:
        at = match.end()
        start = match.start()
        before = data[start - 1] if start else 10
        if match.group(0).startswith(b"stream"):
            end = data.find(b"endstream", at)
            at = end + 9 if end >= 0 else len(data)
        elif match.group(1) is None:
            if before not in _ENDS or data[at : at + 1] not in {b"\r", b"\n", b""}:
                yield "6.1.9 endobj stands alone on its line"
        elif before not in _ENDS:
            yield "6.1.9 object number begins a line"
        elif len(match.group(2)) != 1 or len(match.group(4)) != 1:
            yield "6.1.9 one space in an object's head"


def _check_document(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "6.1.3 the file is encrypted"
    if Name.ID not in pdf.trailer:
        yield "6.1.3 no file identifier"
    yield from _check_metadata(pdf)
    spaces, troubles = _output_spaces(pdf)
    yield from troubles
    yield from _check_catalogue(pdf.Root)
    yield from check_objects(pdf)
    for page in pdf.pages:
        yield from ContentCheck(spaces).page(page)


def _check_metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    packet = pdf.Root.get(Name.Metadata)
    if not isinstance(packet, Stream):
        yield "6.6.2.1 no metadata"
        return
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            status = told.pdfa_status
    except (ValueError, pikepdf.PdfError):
        yield "6.6.2.1 metadata is no XMP"
        return
    if status not in {"2A", "2B", "2U"}:
        yield "6.6.4 not identified as PDF/A-2"


def _output_spaces(pdf: pikepdf.Pdf) -> tuple[set[str], list[str]]:
    """Returns the device colours an output intent explains, and what is wrong with the intents (6.2.3)."""
    spaces: set[str] = set()
    troubles: list[str] = []
    profiles = set()
    for intent in pdf.Root.get(Name.OutputIntents, Array()):
        profile = intent.get(Name.DestOutputProfile)
        if not isinstance(profile, Stream):
            continue
        profiles.add(profile.objgen)
        space = _profile_space(profile)
        if space is None:
            troubles.append("6.2.3 output profile is not valid")
        elif intent.get(Name.S) == Name.GTS_PDFA1:
            spaces |= {space, "Gray"}
    if len(profiles) > 1:
        troubles.append("6.2.3 output intents differ")
    return spaces, troubles


def _profile_space(profile: Object) -> str | None:
    data = profile.read_bytes()
    known = _ICC_SPACES.get(data[16:20])
    if data[36:40] != b"acsp" or data[12:16] not in _ICC_CLASSES or known is None or data[8] > _ICC_NEWEST:
        return None
    return known[0] if profile.get(Name.N) == known[1] else None


def _check_catalogue(root: Object) -> Iterator[str]:
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary):
        if form.get(Name.NeedAppearances, False):
            yield "6.4.1 NeedAppearances"
        if Name.XFA in form:
            yield "6.4.2 XFA form"
    if Name.NeedsRendering in root and bool(root.NeedsRendering):
        yield "6.4.2 NeedsRendering"
    permissions = root.get(Name.Perms)
    if isinstance(permissions, Dictionary):
        yield from _check_permissions(permissions)


def _check_permissions(permissions: Dictionary) -> Iterator[str]:
    if set(permissions.keys()) - {"/UR3", "/DocMDP"}:
        yield "6.1.12 unknown permission"
    signature = permissions.get(Name.DocMDP)
    if not isinstance(signature, Dictionary):
        return
    for reference in signature.get(Name.Reference, Array()):
        if {"/DigestLocation", "/DigestMethod", "/DigestValue"} & set(reference.keys()):
            yield "6.1.12 digest in a DocMDP reference"
