"""What was changed between two revisions of a PDF, named for people (thay đổi giữa hai phiên bản).

pyHanko tells whether a change is allowed; this names it. What is named here decides nothing by itself but for the
strict rules of our own copies, where everything not expected is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from signing.opening import PageNode, page_tree
from signing.structure import FormField, annotations, form_fields, same, value_of, without
from signing.xmp import same_but_dates


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change.

    Attributes:
        key: Such as "page-added"; see `verify.reason` in the messages.
        page: From 1; 0 = of the file as a whole.
        field: Name of the form field, or "".
    """

    key: str
    page: int = 0
    field: str = ""


_PAGE_APART = ("/Parent", "/Annots", "/AA", "/Metadata", "/PieceInfo", "/LastModified", "/Tabs", "/StructParents")
_CATALOG_APART = ("/Pages", "/AcroForm", "/Metadata", "/Type", "/Perms")
_SCRIPTS = ("/OpenAction", "/AA", "/URI")
_OFTEN = ("/Parent", "/P", "/Dest", "/A", "/Popup", "/StructParent")


def changes_between(old: Any, new: Any) -> list[Change]:  # noqa: ANN401 -- pyHanko's views of two revisions
    """Name what differs between two revisions, each once, in order of names."""
    fields = _Fields(old, new)
    found = {*_in_pages(old, new, fields), *_in_form(old, new, fields), *_in_catalog(old, new), *_in_info(old, new)}
    return sorted(found)


class _Fields:
    """The fields before and after, by name and by the number of what shows them."""

    def __init__(self, old: Any, new: Any) -> None:  # noqa: ANN401 -- as above
        self.old = {field.name: field for field in form_fields(old)}
        self.new = {field.name: field for field in form_fields(new)}
        everything = [*self.old.values(), *self.new.values()]
        self.shown = {number: field.name for field in everything for number in field.widgets}


# -- pages ------------------------------------------------------------------------------------------------------------


def _in_pages(old: Any, new: Any, fields: _Fields) -> Iterator[Change]:  # noqa: ANN401 -- as above
    before, after = page_tree(old), page_tree(new)
    was, now = [page.ref for page in before], [page.ref for page in after]
    if len(now) > len(was):
        yield from (Change("page-added", place) for place, ref in enumerate(now, 1) if ref not in was)
    elif len(now) < len(was):
        yield from (Change("page-removed", place) for place, ref in enumerate(was, 1) if ref not in now)
    elif was != now and sorted(was) == sorted(now):
        places = enumerate(zip(was, now, strict=True), 1)
        yield Change("page-moved", next(place for place, (one, other) in places if one != other))
    shown = {page.ref: (place, page) for place, page in enumerate(after, 1)}
    for place, page in enumerate(before, 1):
        by_ref = shown.get(page.ref) if page.ref else None
        pair = by_ref or ((place, after[place - 1]) if len(was) == len(now) else None)
        if pair is not None:
            yield from _in_page(pair[0], page, pair[1], fields)


def _in_page(place: int, old: PageNode, new: PageNode, fields: _Fields) -> Iterator[Change]:
    keys = {key for key in (*old.entries, *new.entries) if key not in _PAGE_APART}
    keys |= {"/Resources", "/MediaBox", "/CropBox", "/Rotate"}
    if any(not same(old.get(key), new.get(key), *_OFTEN) for key in keys):
        yield Change("page-changed", place)
    if not same(_entry(old.entries, "/AA"), _entry(new.entries, "/AA")):
        yield Change("script-added", place)
    was, now = annotations(old), annotations(new)
    for number in now.keys() - was.keys():
        yield from _new_annotation(place, number, now[number], fields)
    for number in was.keys() - now.keys():
        if number not in fields.shown:
            yield Change("annotation-removed", place)
    for number in was.keys() & now.keys():
        yield from _kept_annotation(place, number, was[number], now[number], fields)


def _new_annotation(place: int, number: int, entries: Any, fields: _Fields) -> Iterator[Change]:  # noqa: ANN401 -- PDF
    name = fields.shown.get(number)
    if value_of(entries, "/Subtype") != "/Widget":
        yield Change("annotation-added", place)
    elif name is None:
        yield Change("field-added", place)


def _kept_annotation(place: int, number: int, old: Any, new: Any, fields: _Fields) -> Iterator[Change]:  # noqa: ANN401 -- PDF
    name = fields.shown.get(number)
    if name is None:
        if not same(old, new, *_OFTEN):
            yield Change("annotation-changed", place)
        return
    was, now = fields.old.get(name), fields.new.get(name)
    if was is None or now is None or now.kind != "/Sig":
        return
    signs_now = not was.signed and bool(now.signed)
    skip = ("/V", "/Parent", "/P", "/F", "/Lock", "/SV", "/T", "/TU", "/M")
    bare_old, bare_new = without(old, *skip), without(new, *skip)
    if signs_now:
        bare_old.pop("/AP", None), bare_new.pop("/AP", None)
    if bare_old.keys() != bare_new.keys() or any(not same(bare_old[key], bare_new[key]) for key in bare_old):
        yield Change("stamp-changed", place, name)


# -- form -------------------------------------------------------------------------------------------------------------


def _in_form(old: Any, new: Any, fields: _Fields) -> Iterator[Change]:  # noqa: ANN401 -- as above
    for name in fields.new.keys() - fields.old.keys():
        field = fields.new[name]
        if field.signed == "/Sig":
            yield Change("signature-added", 0, name)
        elif not field.signed:
            yield Change("field-added", 0, name)
    for name in fields.old.keys() - fields.new.keys():
        yield Change("signature-removed" if fields.old[name].signed else "field-removed", 0, name)
    for name in fields.old.keys() & fields.new.keys():
        yield from _in_field(fields.old[name], fields.new[name])
    was, now = (value_of(handler.root, "/AcroForm") or {} for handler in (old, new))
    for key in {*was, *now} - {"/Fields", "/SigFlags"}:
        if not same(_entry(was, key), _entry(now, key)):
            yield Change("form-changed" if key != "/NeedAppearances" else "structure-changed")


def _in_field(old: FormField, new: FormField) -> Iterator[Change]:
    if old.kind != "/Sig" or new.kind != "/Sig":
        if not same(old.entries, new.entries, "/Parent", "/P"):
            yield Change("form-filled", 0, new.name)
    elif old.signed and not new.signed:
        yield Change("signature-removed", 0, new.name)
    elif old.signed and not same(old.value, new.value, "/Data"):
        yield Change("signature-changed", 0, new.name)
    elif not old.signed and new.signed:
        yield Change("signed", 0, new.name)


# -- the file as a whole ----------------------------------------------------------------------------------------------


def _in_catalog(old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401 -- as above
    was, now = old.root, new.root
    if not same(_entry(was, "/Metadata"), _entry(now, "/Metadata")):
        yield Change("metadata-dated" if same_but_dates(_xmp(old), _xmp(new)) else "metadata-changed")
    for key in {*was, *now} - {*_CATALOG_APART}:
        if not same(_entry(was, key), _entry(now, key), "/Parent"):
            yield from _of_catalog(key, was, now)
    if "/Perms" in was and not same(was.raw_get("/Perms"), _entry(now, "/Perms"), "/Data", "/V"):
        yield Change("structure-changed")


def _xmp(handler: Any) -> bytes | None:  # noqa: ANN401 -- as above
    """Return the metadata as they stand; never by the key, which gives pyHanko's own view of the newest ones."""
    raw = _entry(handler.root, "/Metadata")
    stream = handler.get_object(raw.reference) if hasattr(raw, "reference") else None
    return bytes(stream.data) if stream is not None else None


def _of_catalog(key: str, was: Any, now: Any) -> Iterator[Change]:  # noqa: ANN401 -- PDF dictionaries
    if key in _SCRIPTS:
        yield Change("script-added")
    elif key == "/AF":
        yield Change("attachment-added")
    elif key == "/OCProperties":
        yield Change("layer-added")
    elif key == "/DSS":
        yield Change(_of_dss(was, now))
    elif key == "/Names":
        yield from _of_names(value_of(was, "/Names") or {}, value_of(now, "/Names") or {})
    elif key == "/Extensions":
        yield Change("extensions-changed")
    else:
        yield Change("structure-changed")


def _of_names(was: Any, now: Any) -> Iterator[Change]:  # noqa: ANN401 -- PDF dictionaries
    for key in {*was, *now}:
        if not same(_entry(was, key), _entry(now, key), "/Parent"):
            named = {"/JavaScript": "script-added", "/EmbeddedFiles": "attachment-added"}
            yield Change(named.get(key, "structure-changed"))


def _of_dss(was: Any, now: Any) -> str:  # noqa: ANN401 -- PDF dictionaries
    if "/DSS" not in now:
        return "validation-data-removed"
    old, new = (_streams(value_of(root, "/DSS") or {}) for root in (was, now))
    return "validation-data-added" if old <= new else "validation-data-removed"


def _streams(dss: Any) -> set[bytes]:  # noqa: ANN401 -- a PDF dictionary
    found = set()
    for key in ("/Certs", "/CRLs", "/OCSPs"):
        found |= {getattr(item, "encoded_data", b"") for item in value_of(dss, key) or []}
    return found


def _in_info(old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401 -- as above
    was, now = _info(old), _info(new)
    if now is not None and not same(was, now):
        bare = [without(info, "/ModDate", "/Producer") if info is not None else {} for info in (was, now)]
        dated = bare[0].keys() == bare[1].keys() and all(same(bare[0][key], bare[1][key]) for key in bare[0])
        yield Change("metadata-dated" if dated else "metadata-changed")


def _info(handler: Any) -> Any:  # noqa: ANN401 -- as above
    """Return /Info of that revision; what the trailer refers to is told by pyHanko as of the newest one."""
    raw = _entry(handler.trailer_view, "/Info")
    return handler.get_object(raw.reference) if hasattr(raw, "reference") else raw


def _entry(place: Any, key: str) -> Any:  # noqa: ANN401 -- PDF objects
    return place.raw_get(key) if key in place else None
