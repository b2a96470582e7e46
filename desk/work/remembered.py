"""What this office types again and again (trí nhớ khi gõ): issuers, places, titles, signers; never whose papers.

Values come from fields that a person confirmed. A personal number is never among them, nor a citizen's name; what
could tell one citizen's home or circumstances is offered only once it stood on papers of two.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desk.model.people import Role, Session
from desk.model.values import tidy
from desk.ports import Desk
from desk.work.marks import folded
from ocr.kinds import FieldSpec, kinds

SHOWN = 8
"""Values offered at a time, unless more are asked for."""

_LONGEST = 120
"""Letters of the longest value that is worth offering."""

_MOST_DIGITS = 5
"""Digits in a value at most: a house, a group, a year, never a number of a person."""

_ISSUERS = ("noi_cap", "noi_dang_ky", "co_quan", "co_so", "noi_kham", "kinh_gui")
"""Fields that name an office, not a home; by the beginnings of their names."""

_SIGNER = "nguoi_ky"
_NEAR = 84.0
"""rapidfuzz.ratio, marks aside, from which a value may be what was meant: two letters of twelve are others."""

_PEOPLE, _KNOWN = 2, 3
"""On papers of how many citizens a value must have stood; and one that is a citizen's name too: an officer's."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """Which fields share one memory, and on the papers of how many citizens a value must have stood."""

    names: frozenset[str]
    people: int


def remembered(
    desk: Desk, who: Session, field: str, prefix: str = "", *, kind: str | None = None, limit: int = SHOWN
) -> list[str]:
    """List what was confirmed in this office for such a field, most often used first.

    Args:
        desk: The office.
        who: Who types.
        field: Name of the field, as `noi_cap`; of a field that has no memory nothing is listed.
        prefix: How the value or a word of it begins, with or without diacritics; "" for all.
        kind: Code of the kind of paper; None = whatever kind has a field of this name.
        limit: How many at most.

    Raises:
        RoleMissing.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER)
    memory = _memory(field, kind)
    if memory is None:
        return []
    with desk.unit(reading=True) as uow:
        told = uow.documents.confirmed_values(memory.names)
        counted = dict(told)
        able = [value for value, people in told if _harmless(value) and people >= memory.people]
        names = uow.citizens.bearing([value for value in able if counted[value] < _KNOWN])
    return fitting([value for value in able if value not in names], prefix, limit)


def fitting(values: Sequence[str], prefix: str, limit: int = SHOWN) -> list[str]:
    """Choose the values that begin like this, then those a word of which does; the order stays otherwise.

    Exactly the same marks come first: «Nà» before «Na» for «nà», both for «na».
    """
    typed = tidy(prefix)
    wanted = folded(typed)
    ranked = [(_rank(value, typed, wanted), value) for value in values if value != typed]
    kept = [pair for pair in ranked if pair[0] is not None]
    return [value for _, value in sorted(kept, key=lambda pair: pair[0] or 0)[:limit]]


def similar(values: Sequence[str], value: str, limit: int = 3) -> list[str]:
    """Choose the values that are nearly this one, a letter or a mark apart, the nearest first; within a few ms."""
    from rapidfuzz import fuzz, process  # only a doubted value needs it

    plain = [folded(one) for one in values]
    near = process.extract(folded(value), plain, scorer=fuzz.ratio, limit=limit, score_cutoff=_NEAR)
    return [values[place] for _plain, _score, place in near]


def _rank(value: str, typed: str, wanted: str) -> int | None:
    plain = folded(value)
    if value.startswith(typed):
        return 0
    if plain.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in plain else None


def _memory(field: str, kind: str | None) -> _Memory | None:
    spec = next((one for one in _specs([kind] if kind else None) if one.name == field), None)
    if spec is None or spec.words_of:
        return None
    if spec.type == "signer" or spec.name == _SIGNER:
        return _Memory(frozenset(one.name for one in _specs() if one.type == "signer" or one.name == _SIGNER), 1)
    if spec.type == "office-head" or spec.name.startswith(_ISSUERS):
        return _Memory(frozenset(one.name for one in _specs() if _issues(one)), 1)
    if spec.type in ("place", "place-line"):
        homes = (one for one in _specs() if one.type in ("place", "place-line") and not _issues(one))
        return _Memory(frozenset(one.name for one in homes), _PEOPLE)
    if spec.type in ("text", "heading"):
        return _Memory(frozenset(one.name for one in _specs() if one.type == spec.type and _alike(one, spec)), _PEOPLE)
    return None


def _issues(spec: FieldSpec) -> bool:
    return spec.type == "office-head" or spec.name.startswith(_ISSUERS)


def _alike(one: FieldSpec, other: FieldSpec) -> bool:
    """Tell whether two fields ask for the same: papers label them with the same word."""
    first = folded(next(iter(other.labels), other.label))
    return one.name == other.name or folded(next(iter(one.labels), one.label)) == first


def _specs(codes: Iterable[str] | None = None) -> Iterator[FieldSpec]:
    known = kinds()
    for code in known if codes is None else codes:
        if code in known:
            yield from known[code].fields


def _harmless(value: str) -> bool:
    return len(value) <= _LONGEST and sum(letter.isdigit() for letter in value) <= _MOST_DIGITS
