"""Rules of PDF/A-2b for single objects (quy tắc cho từng đối tượng): numbers, actions, annotations, images, fonts."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from ocr.pdfa_jp2 import check_jp2

_BIGGEST = 2_147_483_647
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_LEAST_SIDE, _MOST_SIDE = 3, 14_400
_MAX_NAME = 127
_MAX_STRING = 32_767

_BAD_ACTIONS = frozenset(
    {
        "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition", "/Trans",
        "/GoTo3DView", "/JavaScript", "/SetState", "/NOP",
    }
)  # fmt: skip
_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_BAD_ANNOTATIONS = frozenset({"/3D", "/Sound", "/Screen", "/Movie"})
_INTENTS = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
_PRINT, _UNSEEN = 4, 1 | 2 | 32 | 256
"""Annotation flags, ISO 32000-1 table 165: Print; Invisible, Hidden, NoView, ToggleNoView."""


def check_objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yields what breaks a rule in any object the catalogue leads to."""
    for page in pdf.pages:
        yield from _boxes(page.obj)
    for one in _reachable(pdf.Root):
        if isinstance(one, (Dictionary, Stream)):
            for check in _CHECKS:
                yield from check(one)
        yield from _numbers(one)


def _reachable(root: Object) -> Iterator[Object]:
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = [root]
    while waiting:
        one = waiting.pop()
        if one.is_indirect:
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        yield one
        children = one.values() if isinstance(one, (Dictionary, Stream)) else one
        waiting += [child for child in children if isinstance(child, (Dictionary, Stream, Array))]


def _boxes(page: Object) -> Iterator[str]:
    for name in _BOXES:
        box, holder, depth = page.get(name), page, 0
        while box is None and name in {"/MediaBox", "/CropBox"} and "/Parent" in holder and depth < _MAX_NAME:
            holder, depth = holder.Parent, depth + 1
            box = holder.get(name)
        if isinstance(box, Array) and len(box) == len("ltrb"):
            left, bottom, right, top = (float(edge) for edge in box)
            sides = abs(right - left), abs(top - bottom)
            if min(sides) < _LEAST_SIDE or max(sides) > _MOST_SIDE:
                yield "6.1.13 size of a page boundary"


def _numbers(one: Object) -> Iterator[str]:
    children: Iterable[Any] = one.values() if isinstance(one, (Dictionary, Stream)) else one
    for child in children:
        if isinstance(child, int) and abs(child) > _BIGGEST:
            yield "6.1.13 integer out of range"
        elif isinstance(child, Decimal) and child == child.to_integral_value() and abs(child) > _BIGGEST * 10**28:
            yield "6.1.13 real out of range"
        elif isinstance(child, pikepdf.String) and len(bytes(child)) > _MAX_STRING:
            yield "6.1.13 string too long"


def _action(one: Object) -> Iterator[str]:
    kind = str(one.get(Name.S, ""))
    if kind in _BAD_ACTIONS and str(one.get(Name.Type, "/Action")) == "/Action":
        yield f"6.5.1 action {kind[1:]}"
    if kind == "/Named" and str(one.get(Name.N, "")) not in _NAMED:
        yield "6.5.1 named action"
    if Name.AA in one and str(one.get(Name.Type, "")) in {"/Catalog", "/Page", "/Annot"}:
        yield "6.5.2 additional actions"


def _annotation(one: Object) -> Iterator[str]:
    kind = str(one.get(Name.Subtype, ""))
    if Name.Rect not in one or not kind or isinstance(one, Stream) or kind == "/Popup":
        return
    if kind in _BAD_ANNOTATIONS:
        yield f"6.3.1 annotation {kind[1:]}"
    flags = one.get(Name.F)
    if flags is None or not int(flags) & _PRINT or int(flags) & _UNSEEN:
        yield "6.3.2 annotation flags"
    yield from _appearance(one, kind)


def _appearance(one: Object, kind: str) -> Iterator[str]:
    left, bottom, right, top = (float(edge) for edge in one.Rect)
    looks = one.get(Name.AP)
    if not isinstance(looks, Dictionary):
        if kind != "/Link" and (left != right or bottom != top):
            yield "6.3.3 annotation without appearance"
        return
    if set(looks.keys()) != {"/N"}:
        yield "6.3.3 appearance other than normal"
        return
    button = kind == "/Widget" and str(_inherited(one, "/FT")) == "/Btn"
    if isinstance(looks.N, Stream) == button:
        yield "6.3.3 kind of appearance"


def _inherited(field: Object, name: str) -> Object | None:
    for _ in range(_MAX_NAME):
        if name in field:
            return field.get(name)
        parent = field.get(Name.Parent)
        if not isinstance(parent, Dictionary):
            return None
        field = parent
    return None


def _image(one: Object) -> Iterator[str]:
    if not isinstance(one, Stream) or one.get(Name.Subtype) != Name.Image:
        return
    if Name.Alternates in one or Name.OPI in one:
        yield "6.2.8.1 Alternates or OPI in an image"
    if one.get(Name.Interpolate, False):
        yield "6.2.8.1 interpolated image"
    if str(one.get(Name.Intent, "/Perceptual")) not in _INTENTS:
        yield "6.2.6 rendering intent"
    if one.get(Name.Filter) == Name.JPXDecode and Name.ColorSpace not in one:
        yield from check_jp2(one.read_raw_bytes())


def _form(one: Object) -> Iterator[str]:
    if not isinstance(one, Stream) or str(one.get(Name.Subtype, "")) not in {"/Form", "/PS"}:
        return
    if {"/OPI", "/Ref", "/PS"} & set(one.keys()) or one.get(Name.Subtype2) == Name.PS or one.Subtype == Name.PS:
        yield "6.2.9 PostScript, reference or OPI in a form"


def _stream(one: Object) -> Iterator[str]:
    if not isinstance(one, Stream):
        return
    if {"/F", "/FFilter", "/FDecodeParms"} & set(one.keys()):
        yield "6.1.7.1 stream outside of the file"
    coding = one.get(Name.Filter)
    names = {str(part) for part in coding} if isinstance(coding, Array) else {str(coding)}
    if names & {"/LZWDecode", "/Crypt"}:
        yield "6.1.7.2 LZW or Crypt filter"


def _state(one: Object) -> Iterator[str]:
    if str(one.get(Name.Type, "")) != "/ExtGState":
        return
    if Name.TR in one or Name.HTP in one or str(one.get(Name.TR2, "/Default")) != "/Default":
        yield "6.2.5 transfer function"


def _font(one: Object) -> Iterator[str]:
    if isinstance(one, Stream) or str(one.get(Name.Subtype, "")) != "/CIDFontType2":
        return
    about = one.get(Name.FontDescriptor)
    if isinstance(about, Dictionary) and Name.FontFile2 in about:
        glyphs = one.get(Name.CIDToGIDMap)
        if not isinstance(glyphs, Stream) and glyphs != Name.Identity:
            yield "6.2.11.3.2 CIDToGIDMap"


_CHECKS: tuple[Callable[[Object], Iterator[str]], ...] = (
    _action,
    _annotation,
    _image,
    _form,
    _stream,
    _state,
    _font,
)
