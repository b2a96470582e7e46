"""Other readings of a doubted value (cách đọc khác): the machine's, the citizen's card's, what the office knows."""

from collections.abc import Iterator, Sequence

from desk.model.people import Citizen
from desk.work.remembered import similar
from ui.models.shown_values import FieldView, as_shown, tidied
from ui.models.typing_forms import DATES, PERSONAL

MOST = 3
"""Other readings offered: each has a key of its own."""

_WRONG_DIGITS = 3


def other_readings(view: FieldView, citizen: Citizen | None, known: Sequence[str]) -> tuple[str, ...]:
    """Return what else the value may be, likeliest first, in local form; never the value itself.

    Args:
        view: The doubted field.
        citizen: Whose dossier it is; their own name, number and birthday are near what a paper of theirs says.
        known: What the office confirmed for such a field before.
    """
    found: list[str] = []
    for one in _candidates(view, citizen, known):
        value = tidied(one)
        if value and value != view.value and value not in found:
            found.append(value)
    return tuple(found[:MOST])


def _candidates(view: FieldView, citizen: Citizen | None, known: Sequence[str]) -> Iterator[str]:
    read = as_shown(view.field.read or "", view.type)
    yield read
    if not view.value:
        return
    if citizen is not None:
        yield from _of_citizen(view, citizen)
    yield from similar(known, view.value, MOST)


def _of_citizen(view: FieldView, citizen: Citizen) -> Iterator[str]:
    """Yield what the citizen's card says, where the paper says nearly the same."""
    if view.type == "name" and similar([citizen.name], view.value):
        yield citizen.name.upper() if view.value.isupper() else citizen.name
    if view.type == PERSONAL and citizen.personal_id is not None:
        digits = view.value.replace(" ", "")
        number = citizen.personal_id.number
        if len(digits) == len(number) and _differ(digits, number) <= _WRONG_DIGITS:
            yield citizen.personal_id.spaced
    if view.type in DATES and citizen.born:
        born = as_shown(citizen.born, "date")
        if len(born) == len(view.value) and _differ(born, view.value) <= _WRONG_DIGITS - 1:
            yield born


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
