"""A look into a PDF before it is drawn (soát tệp PDF trước khi vẽ).

The drawing library ends its process on some hostile files; most of those can be told from the structure alone: a
content stream that inflates without end, a form that draws itself, forms that double at each level, a picture of a
gigapixel. What this look cannot judge is left to the walls around the worker.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from ocr.errors import FileEncrypted, FileFormDynamic, FilePortfolio, FileTooLarge, FileUnreadable
from ocr.pdf_fonts import are_tame
from ocr.pdf_streams import inflated

MAX_DRAWN_BYTES = 300_000_000
"""Bytes of drawing orders a page may ask for once every form is drawn as often as it is called."""

MAX_TEXT_BYTES = 2_000_000
"""Bytes of drawing orders a page may have for its text layer to be looked at: each may be a letter."""

MAX_DRAWS = 50_000
"""Forms and pictures a page may draw."""

_MAX_DEPTH = 60

_DRAW = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What a PDF says about a picture it holds (ảnh trong PDF).

    Attributes:
        width_px: Its /Width.
        height_px: Its /Height.
        colours: The family of its colour space, "" when unknown.
        plain: True when nothing but the colour space stands between its samples and the page: no
            mask, no /Decode.
    """

    width_px: int
    height_px: int
    colours: str
    plain: bool


@dataclass(slots=True)
class _Cost:
    drawn_bytes: int = 0
    draws: int = 0


@dataclass(slots=True)
class PdfLook:
    """An opened PDF as its structure shows it."""

    pdf: pikepdf.Pdf
    max_pixels: int
    costs: dict[tuple[int, int], _Cost] = field(default_factory=dict)
    drawn_bytes: dict[int, int] = field(default_factory=dict)

    def page_count(self) -> int:
        """Returns the number of pages found by walking the tree; /Count is not believed.

        Raises:
            FileUnreadable: The tree is broken.
        """
        with _pdf_faults():
            return len(self.pdf.pages)

    def check_paper(self) -> None:
        """Refuse what has the shape of a PDF and no page of paper in it.

        Raises:
            FilePortfolio: A wrapper around attached files (ISO 32000-1, 12.3.5) that is not shown as a paper.
            FileFormDynamic: A form whose pages are made by a script language (XFA, ISO 32000-1, 12.7.8).
            FileUnreadable: The structure is broken.
        """
        with _pdf_faults():
            root = self.pdf.Root
            wrapper, form = root.get(Name.Collection), root.get(Name.AcroForm)
            shown = isinstance(wrapper, Dictionary) and wrapper.get(Name.View) != Name.H
            dynamic = isinstance(form, Dictionary) and Name.XFA in form and bool(root.get(Name.NeedsRendering))
        if shown:
            raise FilePortfolio
        if dynamic:
            raise FileFormDynamic

    def check_page(self, index: int) -> list[ImageFacts]:
        """Returns the pictures of a page, or refuses the page.

        Args:
            index: From 0.

        Raises:
            FileTooLarge: It asks for more drawing, inflating or pixels than a page of paper needs.
            FileUnreadable: A form draws itself.
        """
        with _pdf_faults():
            page = self.pdf.pages[index]
            resources = page.obj.get(Name.Resources, Dictionary())
            contents = page.obj.get(Name.Contents)
            streams = list(contents) if isinstance(contents, Array) else [contents]
            whole = b"\n".join(inflated(one) for one in streams if isinstance(one, Stream))
            cost = self._cost(whole, resources, ())
            _refuse_dear(cost)
            self.drawn_bytes[index] = cost.drawn_bytes
            return [_facts(image) for image in _xobjects(resources).values() if _subtype(image) == "/Image"]

    def has_tame_text(self, index: int) -> bool:
        """Tells whether the text of a page that `check_page` let pass may be asked for without harm.

        Args:
            index: From 0.
        """
        if self.drawn_bytes.get(index, MAX_TEXT_BYTES + 1) > MAX_TEXT_BYTES:
            return False
        try:
            with _pdf_faults():
                return are_tame(self.pdf.pages[index].obj.get(Name.Resources, Dictionary()))
        except (FileTooLarge, FileUnreadable):
            return False

    def _cost(self, content: bytes, resources: Object, above: tuple[tuple[int, int], ...]) -> _Cost:
        total = _Cost(len(content), 0)
        children = _xobjects(resources)
        calls: dict[str, int] = {}
        for match in _DRAW.finditer(content):
            name = "/" + match.group(1).decode("latin-1")
            calls[name] = calls.get(name, 0) + 1
        for name, times in calls.items():
            child = children.get(name)
            if child is None:
                continue
            total.draws += times
            if _subtype(child) == "/Image":
                self._check_pixels(child)
            elif _subtype(child) == "/Form":
                inner = self._form_cost(child, above)
                total.draws += inner.draws * times
                total.drawn_bytes += inner.drawn_bytes * times
        return total

    def _form_cost(self, form: Object, above: tuple[tuple[int, int], ...]) -> _Cost:
        key = form.objgen
        if key in above or len(above) > _MAX_DEPTH:
            raise FileUnreadable(reason="form-draws-itself")
        if key not in self.costs:
            resources = form.get(Name.Resources, Dictionary())
            self.costs[key] = self._cost(inflated(form), resources, (*above, key))
            _refuse_dear(self.costs[key])
        return self.costs[key]

    def _check_pixels(self, image: Object) -> None:
        if _number(image, Name.Width) * _number(image, Name.Height) > self.max_pixels:
            raise FileTooLarge(limit="pixels", most=self.max_pixels)


@contextmanager
def looking_inside(path: Path, max_pixels: int) -> Iterator[PdfLook | None]:
    """Opens a PDF for a look; gives None when its structure is too broken for one.

    Raises:
        FileEncrypted: A password is needed.
    """
    try:
        pdf = pikepdf.open(path, suppress_warnings=True, attempt_recovery=True)
    except pikepdf.PasswordError as why:
        raise FileEncrypted from why
    except (pikepdf.PdfError, RuntimeError, ValueError):
        pdf = None
    if pdf is None:
        yield None
        return
    with pdf:
        yield PdfLook(pdf, max_pixels)


@contextmanager
def _pdf_faults() -> Iterator[None]:
    try:
        yield
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RuntimeError,
    ) as why:
        raise FileUnreadable(reason=type(why).__name__) from why


def _refuse_dear(cost: _Cost) -> None:
    if cost.draws > MAX_DRAWS or cost.drawn_bytes > MAX_DRAWN_BYTES:
        raise FileTooLarge(limit="drawing", most=MAX_DRAWS)


def _xobjects(resources: Object) -> dict[str, Object]:
    if not isinstance(resources, Dictionary):
        return {}
    found = resources.get(Name.XObject)
    if not isinstance(found, Dictionary):
        return {}
    return {name: one for name, one in found.items() if isinstance(one, Stream)}


def _subtype(stream: Object) -> str:
    return str(stream.get(Name.Subtype, ""))


def _number(stream: Object, name: Name) -> int:
    try:
        return max(0, int(stream.get(name, 0)))
    except (TypeError, ValueError):
        return 0


def _facts(image: Object) -> ImageFacts:
    space = image.get(Name.ColorSpace)
    family = str(space[0]) if isinstance(space, Array) and len(space) else str(space) if space is not None else ""
    parms = image.get(Name.DecodeParms)
    own = [name for name in (Name.SMask, Name.Mask, Name.Decode, Name.ImageMask, Name.SMaskInData) if name in image]
    told = [one for one in (list(parms) if isinstance(parms, Array) else [parms]) if isinstance(one, Dictionary)]
    plain = not own and not any(Name.ColorTransform in one for one in told)
    return ImageFacts(_number(image, Name.Width), _number(image, Name.Height), family, plain)
