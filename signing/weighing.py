"""What was changed in a file after a signature, and whether that is allowed (thay đổi sau khi ký).

pyHanko's analysis of differences decides; this adds what it cannot see: bytes outside its structure, and pages that
look different though nothing says so (the class of the "shadow" attacks on PDF).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from signing.changes import Change, changes_between
from signing.embedded import Box, Embedded, box_of
from signing.looks import Drawer
from signing.opening import Opened, page_tree
from signing.report import Changes, Reason
from signing.revisions import Past, behind, number_of, touched_in
from signing.structure import annotations, value_of

BENIGN = {
    "metadata-dated", "metadata-changed", "extensions-changed", "validation-data-added", "validation-data-removed",
    "signed",
}  # fmt: skip
"""Changes that no signature of others forbids, unless it forbids all."""

_SOFT = {"form-filled", "form-changed", "structure-changed", "signature-added"}
"""Changes that a signature may allow, so that pyHanko's refusal alone does not make them an attack."""

_NOT_DRAWN = {"/Metadata", "/ObjStm", "/XRef"}

_OVERLAP = 0.05
"""Share of the smaller of two blocks from which on one covers the other."""

_ONE_COLOUR = 12
"""Levels of 255 within which an empty place has one colour, as pictures are compared."""

_ALL_PAGES = 30
"""A file of up to so many pages is compared page by page, a longer one where something was written."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found of the changes after one signature.

    Attributes:
        final: True when the reasons make the signature fail for good.
    """

    changes: Changes
    reasons: tuple[Reason, ...] = ()
    final: bool = False


def reason_of(change: Change) -> Reason:
    """Return a named change as a reason."""
    context = [("page", str(change.page))] if change.page else []
    return Reason(change.key, (*context, *([("field", change.field)] if change.field else [])))


def weigh(opened: Opened, one: Embedded) -> Weighed:
    """Weigh what was changed after a signature, by structure."""
    if one.cms is None:
        return Weighed(Changes.UNKNOWN)
    if not one.cover.fits or not _in_its_gap(opened, one):
        return Weighed(Changes.UNKNOWN, (Reason("byte-range-wrong"),), final=True)
    try:
        one.cms.compute_integrity_info()
        level, allowed = _told(one.cms)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- a file that cannot be compared makes pyHanko raise anything
        return Weighed(Changes.UNKNOWN, (Reason("changes-unreadable"),))
    if level is None:
        return Weighed(Changes.UNKNOWN, (Reason("byte-range-wrong"),), final=True)
    if not allowed:
        return _named(opened, one)
    if _overwritten(opened, one.section):
        return Weighed(Changes.UNKNOWN, (Reason("signed-content-overwritten"),))
    return Weighed(Changes.NONE if level == "NONE" else Changes.PERMITTED)


def _overwritten(opened: Opened, section: int) -> bool:
    """Tell whether something drawn that was signed was written anew under its own number.

    pyHanko lets a field's picture be replaced so; honest writers make a new one, and the shadow attacks do not.
    """
    old = opened.reader.get_historical_resolver(section)
    for later in range(section + 1, opened.last + 1):
        new = opened.reader.get_historical_resolver(later)
        for ref in opened.reader.xrefs.explicit_refs_in_revision(later):
            if not old.is_ref_unassignable(ref) and _differs(old, new, ref):
                return True
    return False


def _differs(old: Any, new: Any, ref: Any) -> bool:  # noqa: ANN401 -- pyHanko's, which has no types
    try:
        was, now = old.get_object(ref), new.get_object(ref)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- what was not there, or is gone, pyHanko has judged
        return False
    data = getattr(was, "encoded_data", None)
    kind = str(value_of(was, "/Type")) if data is not None else ""
    return data is not None and kind not in _NOT_DRAWN and getattr(now, "encoded_data", None) != data


def _in_its_gap(opened: Opened, one: Embedded) -> bool:
    """Tell whether what the field holds is what stands in the gap of the bytes it covers, and not another."""
    begin, end = one.cover.contents
    return bytes.fromhex(opened.data[begin + 1 : end - 1].decode("ascii")) == bytes(one.cms.pkcs7_content)


def _told(cms: Any) -> tuple[str | None, bool]:  # noqa: ANN401 -- pyHanko's, which has no types
    """Return the level of the changes and whether it is allowed; no level when the covered bytes are no state."""
    from pyhanko.sign.diff_analysis import DiffResult
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if cms.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return None, False
    told = cms.diff_result
    if not isinstance(told, DiffResult):
        return "OTHER", False
    return str(told.modification_level.name), bool(cms.summarise_integrity_info()["docmdp_ok"])


def _named(opened: Opened, one: Embedded) -> Weighed:
    try:
        old, new = (opened.reader.get_historical_resolver(section) for section in (one.section, opened.last))
        found = changes_between(old, new)
        forbids_all = one.cms.docmdp_level is not None and one.cms.docmdp_level.value == 1
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- as above
        return Weighed(Changes.UNKNOWN, (Reason("changes-unreadable"),))
    aside = {"metadata-dated", "extensions-changed"} if forbids_all else BENIGN
    named = [change for change in found if change.key not in aside]
    grave = named if forbids_all else [change for change in named if change.key not in _SOFT]
    if grave:
        return Weighed(Changes.FORBIDDEN, tuple(map(reason_of, grave)), final=True)
    return Weighed(Changes.UNKNOWN, (Reason("changes-unexplained"), *map(reason_of, named)))


def look(
    opened: Opened, one: Embedded, after: Sequence[Embedded], states: list[Past], drawer: Drawer
) -> Weighed | None:
    """Compare how pages looked when they were signed with how they look now; None when nothing speaks against it.

    Args:
        opened: The file.
        one: A signature whose changes are allowed by structure.
        after: The signatures made later, whose visible blocks may be new.
        states: The states of the file.
        drawer: Draws its pages.
    """
    number = number_of(states, one.section)
    signed = states[number - 1].end
    # Another reader finds its way from the very end of the file, whatever pyHanko passes over there.
    now = len(opened.data) if behind(opened, states) else states[-1].end
    if signed >= now:
        return None
    count = len(page_tree(opened.reader))
    pages = set(range(1, count + 1))
    if count > _ALL_PAGES:
        pages = {page for later in range(number + 1, len(states) + 1) for page in touched_in(opened, states, later)}
    blocks = [(page, box) for other in after for page, box in other.blocks]
    aside = [(page, box) for other in after if not other.timestamp for page, box in other.blocks]
    empty = {(page, box): _empty(drawer, page, signed, box) for page, box in aside}
    told = {
        page: drawer.differ(page, signed, now, [box for on, box in aside if on == page and empty[on, box]])
        for page in sorted(pages)
    }
    changed = [page for page, differs in told.items() if differs]
    covered = next((page for page, box in blocks if _covers_signed(opened, one.section, page, box)), 0)
    covered = covered or next((page for (page, _), blank in empty.items() if blank is False), 0)
    if covered:
        return Weighed(Changes.UNKNOWN, (Reason("block-covered", (("page", str(covered)),)),))
    if changed or drawer.pages(signed) != drawer.pages(now):
        page = changed[0] if changed else count
        return Weighed(Changes.UNKNOWN, (Reason("look-changed", (("page", str(page)),)),))
    if None in told.values():
        return Weighed(Changes.UNKNOWN, (Reason("look-unknown"),))
    return None


def _empty(drawer: Drawer, page: int, end: int, box: Box) -> bool | None:
    """Tell whether nothing was drawn in a box, so that a block there hides nothing; None when it was not drawn."""
    picture = drawer.picture(page, end)
    if picture is None:
        return None
    high, wide = picture.shape[:2]
    left, top, right, bottom = box
    rows, columns = (slice(int(a), math.ceil(b)) for a, b in ((top * high, bottom * high), (left * wide, right * wide)))
    part = picture[rows, columns].reshape(-1, 3)
    return not part.size or bool((part.max(axis=0) - part.min(axis=0)).max() <= _ONE_COLOUR)


def _covers_signed(opened: Opened, section: int, number: int, block: Box) -> bool:
    """Tell whether a later block lies on a block or note that was there when it was signed."""
    pages = page_tree(opened.reader.get_historical_resolver(section))
    if number > len(pages):
        return False
    page = pages[number - 1]
    there = [box_of(value_of(entries, "/Rect"), page) for entries in annotations(page).values()]
    return any(box is not None and box != block and _shared(box, block) > _OVERLAP for box in there)


def _shared(one: Box, other: Box) -> float:
    """Return the share of the smaller of two boxes that lies in both."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high / min(areas) if wide > 0 and high > 0 and min(areas) > 0 else 0.0
