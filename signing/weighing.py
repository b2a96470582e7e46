"""What was changed in a file after a signature, and whether that is allowed (thay đổi sau khi ký).

pyHanko's analysis of differences decides; this adds what it cannot see: bytes outside its structure, and pages that
look different though nothing says so (the class of the "shadow" attacks on PDF).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from signing.changes import Change, changes_between
from signing.embedded import Embedded
from signing.looks import Drawer
from signing.opening import Opened, page_tree
from signing.report import Changes, Reason
from signing.revisions import Past, number_of, touched_in

BENIGN = {
    "metadata-dated", "metadata-changed", "extensions-changed", "validation-data-added", "validation-data-removed",
    "signed",
}  # fmt: skip
"""Changes that no signature of others forbids, unless it forbids all."""

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
    if not one.cover.shaped or not one.cover.fits:
        return Weighed(Changes.UNKNOWN, (Reason("byte-range-wrong"),), final=True)
    try:
        one.cms.compute_integrity_info()
        level, allowed = _told(one.cms)
    except Exception:  # noqa: BLE001 -- a file that cannot be compared makes pyHanko raise anything
        return Weighed(Changes.UNKNOWN, (Reason("changes-unreadable"),))
    if level is None:
        return Weighed(Changes.UNKNOWN, (Reason("byte-range-wrong"),), final=True)
    if allowed:
        return Weighed(Changes.NONE if level == "NONE" else Changes.PERMITTED)
    return _named(opened, one)


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
    except Exception:  # noqa: BLE001 -- as above
        return Weighed(Changes.UNKNOWN, (Reason("changes-unreadable"),))
    aside = {"metadata-dated", "extensions-changed"} if forbids_all else BENIGN
    if one.cms.docmdp_level is None:
        aside = aside | {"signature-added"}
    named = tuple(reason_of(change) for change in found if change.key not in aside)
    if named:
        return Weighed(Changes.FORBIDDEN, named, final=True)
    return Weighed(Changes.UNKNOWN, (Reason("changes-unexplained"),))


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
    signed, now = states[number - 1].end, states[-1].end
    if signed >= now:
        return None
    count = len(page_tree(opened.reader))
    pages = set(range(1, count + 1))
    if count > _ALL_PAGES:
        pages = {page for later in range(number + 1, len(states) + 1) for page in touched_in(opened, states, later)}
    blocks = [(page, box) for other in after for page, box in other.blocks]
    told = {page: drawer.differ(page, signed, now, [box for on, box in blocks if on == page]) for page in sorted(pages)}
    changed = [page for page, differs in told.items() if differs]
    if changed or drawer.pages(signed) != drawer.pages(now):
        page = changed[0] if changed else count
        return Weighed(Changes.UNKNOWN, (Reason("look-changed", (("page", str(page)),)),))
    if None in told.values():
        return Weighed(Changes.UNKNOWN, (Reason("look-unknown"),))
    return None
