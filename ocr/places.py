"""Provinces and communes of before and after the mergers of 2025 (đơn vị hành chính): is a place one of them.

The list comes from `data/communes.txt.gz` (made by `benchmarks/make_communes.py`): 63 provinces with districts, and
the 34 provinces without them. It helps to doubt a place, never to write one: papers name communes that were merged
away long before, and offices of the rehearsal do not exist.
"""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources

from ocr.vietnamese import canon, compose, fold


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or township (xã, phường, thị trấn, đặc khu).

    Attributes:
        name: With its rank: «Xã Tân Trào».
        district: With its rank; "" after the mergers, when districts had ended.
        province: With its rank.
        after: True when it stands in the list of after the mergers.
    """

    name: str
    district: str
    province: str
    after: bool


@cache
def _lines() -> list[str]:
    data = resources.files("ocr").joinpath("data", "communes.txt.gz").read_bytes()
    return gzip.decompress(data).decode("utf-8").splitlines()


@cache
def communes() -> tuple[Commune, ...]:
    """Returns all communes, those of before the mergers first."""
    found, province, district, after = [], "", "", False
    for line in _lines():
        mark, told = line[0], line[2:]
        if mark == "P":
            era, _, province = told.split(" ", 2)
            after, district = era == "after", ""
        elif mark == "D":
            district = told
        else:
            found += [Commune(name, district, province, after) for name in told.split(";")]
    return tuple(found)


@cache
def province_codes() -> Mapping[str, str]:
    """Returns the former 63 provinces by the code at the head of a personal number: three digits, «008»."""
    heads = (line.split(" ", 3) for line in _lines() if line.startswith("P before"))
    codes: dict[str, str] = {}
    for _, _, code, name in heads:
        codes.setdefault(f"0{code}", name)
    return codes


# -- holding a place against the list ---------------------------------------------------------------------------------

_RANK = re.compile(
    r"^(?P<rank>tinh|thanh pho|t\.?p\.?|huyen|quan|thi xa|xa|phuong|thi tran|t\.?t\.?|dac khu)[ .](?=\S)", re.IGNORECASE
)
_BETWEEN = re.compile(r"[,;]|\s-\s(?=\s*(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran)\b)")
_UNDER = {"xa", "phuong", "thi tran", "tt", "dac khu"}
_NEAR, _LONG_NAME = 1, 8
"""Letters that a name may differ from a listed one to be a misreading of it; one more for long names."""


class Verdict(Enum):
    """What the list says of a place."""

    KNOWN = "known"
    NEAR = "near"


def judge(text: str) -> Verdict | None:
    """Holds «…, xã X, huyện Y, tỉnh Z» against the lists of before and after.

    Returns:
        KNOWN when each named unit is listed in that province; NEAR when one of them is nearly a listed one and none
        itself, as misread names are; None when nothing is known of it.
    """
    told = _split(text)
    parts = [_parted(part) for part in told]
    parts = [part for part in parts if fold(part[1]) != "viet nam"]
    if not parts or not any(rank for rank, _ in parts):
        return None
    province = parts[-1][1]
    units = _units().get(province)
    if units is None:
        cut = any(one.startswith(f"{province} ") for one in _units())  # the last word was lost
        near = parts[-1][0] in {"tinh", "thanh pho", "tp"} and (cut or _is_near(province, frozenset(_units())))
        return Verdict.NEAR if near else None
    verdicts = [_held(rank, name, units) for rank, name in parts[:-1] if rank]
    if any(map(_misspelt, told)):
        return Verdict.NEAR
    if Verdict.NEAR in verdicts:
        return Verdict.NEAR
    return Verdict.KNOWN if verdicts and all(one is Verdict.KNOWN for one in verdicts) else None


def _split(text: str) -> list[str]:
    """Parts a place at its commas, and at a dash before a rank: provinces have dashes in their names."""
    text = compose(text)
    parts, at = [], 0
    for found in _BETWEEN.finditer(fold(text)):
        parts.append(text[at : found.start()])
        at = found.end()
    return [part.strip() for part in [*parts, text[at:]] if part.strip()]


def _misspelt(part: str) -> bool:
    """Tells whether the rank of a unit has other marks than ranks have, as a misread one does."""
    found = _RANK.match(fold(compose(part).strip(" .:")))
    if found is None or "." in found.group("rank"):
        return False
    return canon(part.strip(" .:"))[: found.end("rank")] not in _ranks()


@cache
def _ranks() -> frozenset[str]:
    """Returns the ranks as they are written, and the short form of cities."""
    names = {name for one in communes() for name in (one.name, one.district, one.province) if name}
    found = {canon(name)[: match.end("rank")] for name in names if (match := _RANK.match(fold(name)))}
    return frozenset(found | {"tp", "tt"})


def _held(rank: str, name: str, units: "_Units") -> Verdict | None:
    names = units.communes if rank in _UNDER else units.districts
    if name in names:
        return Verdict.KNOWN
    return Verdict.NEAR if _is_near(name, names) else None


def _is_near(name: str, names: frozenset[str]) -> bool:
    from rapidfuzz.distance import Levenshtein

    plain = fold(name)
    most = _NEAR + (len(name) >= _LONG_NAME)
    return any(
        fold(one) == plain or (len(one) > 3 and Levenshtein.distance(one, name, score_cutoff=most) <= most)
        for one in names
    )


def _parted(text: str) -> tuple[str, str]:
    """Parts a unit into its rank, folded, and its name as names are compared: «Xã Tân Trào» is ("xa", "tân trào")."""
    text = compose(text).strip(" .:")
    found = _RANK.match(fold(text))
    if found is None:
        return "", canon(text)
    return re.sub(r"\.", "", found.group("rank")), canon(text[found.end() :]).strip(" .")


@dataclass(frozen=True, slots=True)
class _Units:
    """Names of the communes and districts of a province, of before and after together."""

    communes: frozenset[str]
    districts: frozenset[str]


@cache
def _units() -> Mapping[str, _Units]:
    communes_of: dict[str, set[str]] = {}
    districts_of: dict[str, set[str]] = {}
    name_of = cache(lambda text: _parted(text)[1])  # 13,000 communes share a few thousand names; each worker needs this
    for one in communes():
        province = name_of(one.province)
        communes_of.setdefault(province, set()).add(name_of(one.name))
        if one.district:
            districts_of.setdefault(province, set()).add(name_of(one.district))
    return {
        name: _Units(frozenset(units), frozenset(districts_of.get(name, ()))) for name, units in communes_of.items()
    }


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    """Returns the heads of personal numbers by province: one before, those of all that went into it after."""
    codes: dict[str, set[str]] = {}
    for line in _lines():
        if line.startswith("P "):
            _, _, told, name = line.split(" ", 3)
            codes.setdefault(_parted(name)[1], set()).update(f"0{code}" for code in told.split("+"))
    return {name: frozenset(each) for name, each in codes.items()}


def codes_of_province(place: str) -> frozenset[str]:
    """Returns the heads of personal numbers that the province at the end of a place may have given; may be empty."""
    return _codes().get(_parted(re.split(r"[,;]", place)[-1])[1], frozenset())
