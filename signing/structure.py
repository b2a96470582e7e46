"""What a PDF is made of, at one of its revisions (cấu trúc tệp): form fields, widgets, equal objects."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from signing.opening import PageNode, page_tree

_MOST_FIELDS = 5_000
_DAMAGED: Any = object()
"""Stands for a value that is there and cannot be read."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One form field that holds a value (ô biểu mẫu).

    Attributes:
        name: Its full name.
        kind: "/Sig", "/Tx" …; "" when it says nothing.
        ref: Number of its object.
        entries: Its dictionary.
        widgets: Numbers of the objects that show it on pages.
    """

    name: str
    kind: str
    ref: int
    entries: Any
    widgets: tuple[int, ...]

    @property
    def value(self) -> Any:  # noqa: ANN401 -- a PDF object
        """What it holds, or None."""
        try:
            return value_of(self.entries, "/V")
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 -- pyHanko raises whatever damaged bytes make it raise
            return _DAMAGED

    @property
    def signed(self) -> str:
        """Return "/Sig" or "/DocTimeStamp" for what a signature field holds, "" for none."""
        value = self.value if self.kind == "/Sig" else None
        if value is _DAMAGED:
            return "/Sig"
        if not isinstance(value, dict):
            return ""
        if value_of(value, "/Type") == "/DocTimeStamp" or value_of(value, "/SubFilter") == "/ETSI.RFC3161":
            return "/DocTimeStamp"
        return "/Sig"


def value_of(place: Any, key: str) -> Any:  # noqa: ANN401 -- PDF objects
    """Return what an entry of a dictionary is in the end, None when there is none."""
    return _open(place.raw_get(key)) if key in place else None


def form_fields(handler: Any) -> list[FormField]:  # noqa: ANN401 -- a reader or one of its pasts
    """Return the fields of the form in the order of the file; those without a form are none."""
    form = value_of(handler.root, "/AcroForm")
    top = value_of(form, "/Fields") if isinstance(form, dict) else None
    if not isinstance(top, list):
        return []
    found: list[FormField] = []
    seen: set[int] = set()
    waiting = [(raw, "", "") for raw in reversed(_raw(top))]
    while waiting and len(found) < _MOST_FIELDS:
        raw, above, kind_above = waiting.pop()
        number = int(getattr(raw, "idnum", 0))
        entries = _open(raw)
        if number in seen or not isinstance(entries, dict):
            continue
        seen.update({number} - {0})
        name = ".".join(part for part in (above, str(value_of(entries, "/T") or "")) if part)
        kind = str(value_of(entries, "/FT") or kind_above)
        kids = _raw(value_of(entries, "/Kids") or [])
        named = [kid for kid in kids if isinstance(_open(kid), dict) and "/T" in _open(kid)]
        if named:
            waiting.extend((kid, name, kind) for kid in reversed(named))
        else:
            widgets = tuple(int(getattr(kid, "idnum", 0)) for kid in kids) or (number,)
            found.append(FormField(name, kind, number, entries, widgets))
    return found


def _raw(array: Any) -> list[Any]:  # noqa: ANN401 -- a PDF array
    return [array.raw_get(index) for index in range(len(array))]


def annotations(page: PageNode) -> dict[int, Any]:
    """Return the annotations of a page by the number of their object; those without one count from -1 down."""
    raw = value_of(page.entries, "/Annots")
    if not isinstance(raw, list):
        return {}
    found: dict[int, Any] = {}
    for index, item in enumerate(_raw(raw)):
        entries = _open(item)
        if isinstance(entries, dict):
            found[int(getattr(item, "idnum", 0)) or -1 - index] = entries
    return found


def without(entries: Any, *keys: str) -> dict[str, Any]:  # noqa: ANN401 -- a PDF dictionary
    """Return the raw entries of a dictionary but for some."""
    return {key: entries.raw_get(key) for key in entries if key not in keys}


def same(old: Any, new: Any, *skip: str) -> bool:  # noqa: ANN401 -- PDF objects of two revisions
    """Tell whether two objects are equal through all they refer to, each in its own revision.

    A page that something points to is the same page whatever is on it: that is looked at page by page.

    Args:
        old: An object, or None.
        new: Another, or None.
        skip: Keys not looked at in any dictionary.
    """
    waiting = [(old, new)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one, other = waiting.pop()
        pair = int(getattr(one, "idnum", 0)), int(getattr(other, "idnum", 0))
        if all(pair):
            if pair in seen:
                continue
            seen.add(pair)
        one, other = _open(one), _open(other)
        if pair[0] and pair[0] == pair[1] and _is_page(one) and _is_page(other):
            continue
        parts = _paired(one, other, skip)
        if parts is None:
            return False
        waiting += parts
    return True


def _paired(one: Any, other: Any, skip: tuple[str, ...]) -> list[tuple[Any, Any]] | None:  # noqa: ANN401 -- PDF objects
    """Return the parts of two objects that have to be equal for them to be, None when they differ themselves."""
    if isinstance(one, dict) and isinstance(other, dict):
        was, now = without(one, *skip), without(other, *skip)
        alike = was.keys() == now.keys() and _same_stream(one, other)
        return [(was[key], now[key]) for key in was] if alike else None
    if isinstance(one, list) and isinstance(other, list):
        return list(zip(_raw(one), _raw(other), strict=True)) if len(one) == len(other) else None
    return [] if _same_plain(one, other) else None


def _open(item: Any) -> Any:  # noqa: ANN401 -- a PDF object
    return item.get_object() if item is not None and hasattr(item, "idnum") else item


def _same_stream(one: Any, other: Any) -> bool:  # noqa: ANN401 -- PDF dictionaries
    return bool(getattr(one, "encoded_data", None) == getattr(other, "encoded_data", None))


def _is_page(item: Any) -> bool:  # noqa: ANN401 -- a PDF object
    return isinstance(item, dict) and str(value_of(item, "/Type")) in ("/Page", "/Pages")


def _same_plain(one: Any, other: Any) -> bool:  # noqa: ANN401 -- PDF objects
    if isinstance(one, str) and isinstance(other, str):
        names = [type(item).__name__ == "NameObject" for item in (one, other)]
        return names[0] == names[1] and str(one) == str(other)
    return bool(one == other) or type(one).__name__ == type(other).__name__ == "NullObject"


def reaches(item: Any, touched: set[int], known: dict[int, bool]) -> bool:  # noqa: ANN401 -- a PDF object
    """Tell whether an object is, or refers through others to, one of the touched; never upwards to a parent.

    Args:
        item: An object of a page.
        touched: Numbers of objects.
        known: Answers kept between calls for one revision.
    """
    waiting, path = [item], set[int]()
    while waiting:
        raw = waiting.pop()
        number = int(getattr(raw, "idnum", 0))
        if number:
            if number in touched or known.get(number):
                return True
            if number in path or number in known:
                continue
            path.add(number)
        waiting.extend(_parts(_open(raw)))
    known.update(dict.fromkeys(path, False))
    return False


def _parts(item: Any) -> Iterator[Any]:  # noqa: ANN401 -- a PDF object
    if isinstance(item, dict):
        yield from without(item, "/Parent", "/P").values()
    elif isinstance(item, list):
        yield from _raw(item)


def pages_touched(handler: Any, touched: set[int]) -> tuple[int, ...]:  # noqa: ANN401 -- one of a reader's pasts
    """Return the pages, from 1, that a change of these objects may alter."""
    known: dict[int, bool] = {}
    found = []
    for number, page in enumerate(page_tree(handler), 1):
        inherited = [page.get(key) for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate")]
        if page.ref in touched or any(reaches(item, touched, known) for item in (page.entries, *inherited)):
            found.append(number)
    return tuple(found)
