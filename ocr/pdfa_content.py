"""Rules of PDF/A-2b for what pages draw (quy tắc cho nội dung trang): operators, colours, fonts, inline pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_DRAWING = "b B b* B* c d f F f* G g gs h i j J K k l m M MP n re RG rg ri s S SC sc SCN scn sh cs CS v w W W* y"
_OTHER = "BDC BI BMC BT BX cm d0 d1 Do DP EI EMC ET EX ID q Q T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz ' \""
_OPERATORS = frozenset(f"{_DRAWING} {_OTHER}".split())
_INLINE = "INLINE IMAGE"
"""What the library calls BI … ID … EI as one order."""

_NAMES = frozenset({"Do", "gs", "sh", "scn", "SCN", "Tf"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_DEVICE = {
    "/DeviceRGB": "RGB",
    "/DeviceCMYK": "CMYK",
    "/DeviceGray": "Gray",
    "/RGB": "RGB",
    "/CMYK": "CMYK",
    "/G": "Gray",
}
_SETTERS = {"rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK", "g": "Gray", "G": "Gray"}
_INTENTS = frozenset({"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"})
_INVISIBLE = 3
_DEEP = 30
_FIRST_PRINTED = 32


@dataclass
class _Text:
    font: Object | None = None
    mode: int = 0
    stack: list[tuple[Object | None, int]] = field(default_factory=list)


class ContentCheck:
    """Walks the drawing of one page (người soát nội dung một trang)."""

    def __init__(self, spaces: set[str]) -> None:
        self._spaces = spaces
        self._done: set[tuple[int, int]] = set()

    def page(self, page: pikepdf.Page) -> Iterator[str]:
        """Yields what the page draws against the rules."""
        own = Name.Resources in page.obj
        try:
            resources = page.resources
            yield from self._walk(page.obj, resources, 0, own=own)
            for note in page.obj.get(Name.Annots, Array()):
                yield from self._looks(note)
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError) as why:
            yield f"6.2.2 content cannot be followed ({type(why).__name__})"

    def _looks(self, note: Object) -> Iterator[str]:
        looks = note.get(Name.AP, Dictionary()).get(Name.N) if isinstance(note, Dictionary) else None
        if isinstance(looks, Stream):
            yield from self._form(looks, Dictionary(), 1)

    def _form(self, form: Object, above: Object, depth: int) -> Iterator[str]:
        if form.objgen in self._done or depth > _DEEP:
            return
        self._done.add(form.objgen)
        yield from self._walk(form, form.get(Name.Resources, above), depth, own=True)

    def _walk(self, stream: Object, resources: Object, depth: int, *, own: bool) -> Iterator[str]:
        state = _Text()
        for operands, operator in _orders(stream):
            name = str(operator)
            if name == _INLINE:
                yield from self._inline(operands[0], resources)
                continue
            if name not in _OPERATORS:
                yield "6.2.2 unknown operator"
                continue
            if not own and name in _NAMES and any(isinstance(one, Name) for one in operands):
                yield "6.2.2 inherited resources"
            if name == "Do":
                yield from self._draw(_resource(resources, "/XObject", operands), resources, depth)
            else:
                yield from self._colours(name, operands, resources)
                yield from _text(state, name, operands, resources)

    def _draw(self, one: Object | None, resources: Object, depth: int) -> Iterator[str]:
        if not isinstance(one, Stream):
            return
        if one.get(Name.Subtype) == Name.Image:
            if not one.get(Name.ImageMask, False):
                yield from self._space(one.get(Name.ColorSpace), resources)
        elif one.get(Name.Subtype) == Name.Form:
            yield from self._form(one, resources, depth + 1)

    def _colours(self, name: str, operands: Sequence[Any], resources: Object) -> Iterator[str]:
        if name in _SETTERS:
            yield from self._device(_SETTERS[name], resources)
        elif name in {"cs", "CS"} and operands:
            space = str(operands[0])
            named = _resource(resources, "/ColorSpace", operands)
            yield from self._space(operands[0] if space in _DEVICE or named is None else named, resources)
        elif name == "ri" and operands and str(operands[0]) not in _INTENTS:
            yield "6.2.6 rendering intent"

    def _space(self, space: Any, resources: Object) -> Iterator[str]:  # noqa: ANN401  # a name or an array
        if isinstance(space, Array) and len(space):
            family = str(space[0])
            if family in {"/Indexed", "/I", "/Pattern"} and len(space) > 1:
                yield from self._space(space[1], resources)
            elif family in {"/Separation", "/DeviceN"} and len(space) > 2:  # the alternate space
                yield from self._space(space[2], resources)
            elif family in _DEVICE:
                yield from self._device(_DEVICE[family], resources)
        elif space is not None and str(space) in _DEVICE:
            yield from self._device(_DEVICE[str(space)], resources)

    def _device(self, colours: str, resources: Object) -> Iterator[str]:
        defaults = resources.get(Name.ColorSpace) if isinstance(resources, Dictionary) else None
        if colours in self._spaces or (isinstance(defaults, Dictionary) and f"/Default{colours}" in defaults):
            return
        yield f"6.2.4.3 Device{colours} without an output intent for it"

    def _inline(self, image: Any, resources: Object) -> Iterator[str]:  # noqa: ANN401  # the library's own class
        told = image.obj
        if told.get(Name.Interpolate, told.get(Name.I, False)):
            yield "6.2.8.1 interpolated image"
        coding = told.get(Name.Filter, told.get(Name.F))
        names = {str(part) for part in coding} if isinstance(coding, Array) else {str(coding)}
        if names & {"/LZWDecode", "/LZW", "/Crypt"}:
            yield "6.1.10 LZW in an inline image"
        if str(told.get(Name.Intent, "/Perceptual")) not in _INTENTS:
            yield "6.2.6 rendering intent"
        if not told.get(Name.ImageMask, told.get(Name.IM, False)):
            space = told.get(Name.ColorSpace, told.get(Name.CS))
            named = None
            if isinstance(space, Name) and str(space) not in _DEVICE:
                named = _resource(resources, "/ColorSpace", [space])
            yield from self._space(named if named is not None else space, resources)


def _resource(resources: Object, kind: str, operands: Sequence[Any]) -> Object | None:
    found = resources.get(kind) if isinstance(resources, Dictionary) else None
    if not isinstance(found, Dictionary) or not operands:
        return None
    return found.get(str(operands[0]))


def _text(state: _Text, name: str, operands: Sequence[Any], resources: Object) -> Iterator[str]:
    if name == "q":
        state.stack.append((state.font, state.mode))
    elif name == "Q" and state.stack:
        state.font, state.mode = state.stack.pop()
    elif name == "Tf":
        state.font = _resource(resources, "/Font", operands)
    elif name == "Tr" and operands:
        state.mode = int(operands[0])
    elif name in _SHOWS and isinstance(state.font, Dictionary):
        yield from _shown(state, operands)


def _shown(state: _Text, operands: Sequence[Any]) -> Iterator[str]:
    font = state.font
    if font is None:
        return
    kind = str(font.get(Name.Subtype, ""))
    inner = font.DescendantFonts[0] if kind == "/Type0" else font
    about = inner.get(Name.FontDescriptor, Dictionary())
    if (
        kind != "/Type3"
        and state.mode != _INVISIBLE
        and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(about.keys())
    ):
        yield "6.2.11.4.1 font is not embedded"
    data = b"".join(_strings(operands))
    if kind == "/Type0":
        pairs = range(0, len(data) - 1, 2)
        if str(font.get(Name.Encoding, "")) == "/Identity-H" and any(not data[at] and not data[at + 1] for at in pairs):
            yield "6.2.11.8 .notdef is shown"
    elif set(data) & _undefined(font.get(Name.Encoding)):
        yield "6.2.11.8 .notdef is shown"
    if kind == "/Type3":
        yield from _type3_widths(font, data)


def _strings(operands: Sequence[Any]) -> Iterator[bytes]:
    for one in operands:
        if isinstance(one, pikepdf.String):
            yield bytes(one)
        elif isinstance(one, Array):
            yield from (bytes(part) for part in one if isinstance(part, pikepdf.String))


def _undefined(encoding: Any) -> set[int]:  # noqa: ANN401  # a name, a dictionary or nothing
    codes: set[int] = set()
    if isinstance(encoding, Name):
        return set(range(_FIRST_PRINTED)) if str(encoding) in {"/WinAnsiEncoding", "/MacRomanEncoding"} else codes
    if isinstance(encoding, Dictionary):
        code = 0
        for one in _parts(encoding.get(Name.Differences, Array())):
            if isinstance(one, int):
                code = one
            else:
                if str(one) == "/.notdef":
                    codes.add(code)
                code += 1
    return codes


def _type3_widths(font: Object, data: bytes) -> Iterator[str]:
    names: dict[int, str] = {}
    code = 0
    for one in _parts(font.get(Name.Encoding, Dictionary()).get(Name.Differences, Array())):
        if isinstance(one, int):
            code = one
        else:
            names[code] = str(one)
            code += 1
    first, widths = int(font.get(Name.FirstChar, 0)), font.get(Name.Widths, Array())
    for code in set(data) & set(names):
        glyph = font.CharProcs.get(names[code])
        if not isinstance(glyph, Stream) or not 0 <= code - first < len(widths):
            continue
        for operands, operator in _orders(glyph):
            if str(operator) in {"d0", "d1"} and abs(float(operands[0]) - float(widths[code - first])) > 1:
                yield "6.2.11.5 width of a glyph"


def _orders(stream: Object) -> Iterator[tuple[Sequence[Any], Any]]:
    for order in pikepdf.parse_content_stream(stream):
        yield list(order.operands), order.operator


def _parts(array: Object) -> Iterator[Any]:
    """Yields the members of an array; the library gives numbers as Python's own."""
    yield from array
