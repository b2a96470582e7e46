"""What speaks against a value that was read (điều nghi ngờ): days, numbers and places that do not fit each other."""

from collections.abc import Sequence
from datetime import date

from desk.model.paper import Field
from ocr.kinds import kinds

EXPIRED = "expired"
_ENDS = "ngay_het_han"


def doubts_of(kind: str | None, fields: Sequence[Field], today: date | None = None) -> dict[str, str]:
    """Return, by name of the field, the key of what speaks against it, under `doubt` in `messages.toml`.

    "words", "id-sex", "id-year", "id-province", "order", "year", "place", "sign", "group", "name", "code" (print and QR
    say different things) and "expired"; without `today` nothing is said of days to come or gone. A value that a person
    confirmed is doubted as well: people type wrong too. Never a refusal.
    """
    from ocr.logic import facts  # the lists it knows load slowly, and the window starts without them

    known = kinds().get(kind or "")
    values = {field.name: field.value for field in fields if field.value}
    if known is None or not values:
        return {}
    doubts = {field.name: "code" for field in fields if field.how == "qr" and field.value and field.doubtful}
    for fact in facts(known, values, today):
        if not fact.agree:
            doubts |= {name: fact.code for name in fact.names if name in values and name not in doubts}
    ends = values.get(_ENDS, "")
    if today is not None and len(ends) == len("2026-11-26") and ends < today.isoformat():
        doubts.setdefault(_ENDS, EXPIRED)
    return doubts
