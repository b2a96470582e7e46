"""What the reuse rules look at, taken from a document's fields: dates, persons, quality."""

from collections.abc import Sequence
from datetime import date

from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Citizen
from desk.model.reuse import Held
from ocr.kinds import kinds
from ocr.vietnamese import canon

_ISSUE_FIELDS = ("ngay_cap", "ngay_dang_ky", "ngay_ban_hanh", "ngay")
_EXPIRY_FIELDS = ("ngay_het_han",)
OFFICIALS = {"nguoi_ky"}
"""A name that says who signed, not whose paper it is."""
OTHERS = ("_me", "_cha", "nguoi_khai")
"""Ends of the names of fields that name a party to another person's paper."""


def held_facts(
    document: Document, fields: Sequence[Field], pages: Sequence[Page], citizen: Citizen, *, certified: bool = False
) -> Held:
    """Reduce a document to what `desk.model.reuse.judge` looks at, for this citizen.

    With `certified` a finished certified copy stands behind it: an officer held it against the original.
    """
    values = {field.name: field.value for field in fields if field.value}
    kind = document.kind or ""
    return Held(
        document_id=document.id,
        kind=document.kind,
        certified=certified,
        confirmed=certified or document.stage is Stage.CONFIRMED,
        issued=_first_day(values, _ISSUE_FIELDS),
        expires=last_day(values),
        same_person=_holds(values, kind, citizen, parents=False),
        named=_holds(values, kind, citizen, parents=True),
        dpi=min((page.dpi for page in pages if page.dpi and not page.removed), default=0.0),
        copy_mark=document.copy_mark,
    )


def last_day(values: dict[str, str]) -> date | None:
    """Return the last day a paper is valid, by its fields; None when none is printed or it is no date."""
    return _first_day(values, _EXPIRY_FIELDS)


def _first_day(values: dict[str, str], names: Sequence[str]) -> date | None:
    for name in names:
        try:
            return date.fromisoformat(values.get(name, ""))
        except ValueError:
            continue
    return None


def _holds(values: dict[str, str], kind: str, citizen: Citizen, *, parents: bool) -> bool:
    """Tell whether the paper is the citizen's, or with `parents` whether it names them at all.

    A paper that names nobody counts as theirs. Parents and who reported a birth stand on another person's paper.
    """
    wanted = canon(citizen.name)
    number = citizen.personal_id.number if citizen.personal_id else None
    known = kinds().get(kind)
    fields = known.fields if known is not None else ()
    naming = [f.name for f in fields if f.type in ("name", "personal-id") and f.name not in OFFICIALS]
    named = [values[name] for name in naming if name in values and (parents or not name.endswith(OTHERS))]
    return not named or any(canon(value) == wanted or (number is not None and value == number) for value in named)
