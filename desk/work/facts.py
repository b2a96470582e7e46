"""What the reuse rules look at, taken from a document's fields: dates, persons, quality."""

from collections.abc import Sequence
from datetime import date

from ocr.kinds import expiry_fields, issue_fields, person_fields

from desk.model.paper import Document, Field, Page, Stage
from desk.model.people import Citizen
from desk.model.reuse import Held
from ocr.vietnamese import canon


def held_facts(document: Document, fields: Sequence[Field], pages: Sequence[Page], citizen: Citizen) -> Held:
    """Reduce a document to what `desk.model.reuse.judge` looks at, for this citizen."""
    values = {field.name: field.value for field in fields if field.value}
    kind = document.kind or ""
    return Held(
        document_id=document.id,
        kind=document.kind,
        certified=False,
        confirmed=document.stage is Stage.CONFIRMED,
        issued=_first_day(values, issue_fields(kind)),
        expires=_first_day(values, expiry_fields(kind)),
        same_person=_names(values, kind, citizen),
        dpi=min((page.dpi for page in pages if page.dpi and not page.removed), default=0.0),
        copy_mark=document.copy_mark,
    )


def _first_day(values: dict[str, str], names: Sequence[str]) -> date | None:
    for name in names:
        try:
            return date.fromisoformat(values.get(name, ""))
        except ValueError:
            continue
    return None


def _names(values: dict[str, str], kind: str, citizen: Citizen) -> bool:
    """Tell whether the paper names the citizen; a paper that names nobody counts as theirs."""
    wanted = canon(citizen.name)
    number = citizen.personal_id.number if citizen.personal_id else None
    named = [values[name] for name in person_fields(kind) if name in values]
    return not named or any(canon(value) == wanted or (number is not None and value == number) for value in named)
