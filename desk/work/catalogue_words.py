"""What the words of a catalogue tell: the need, form and kinds of a component, the days of a period.

The words themselves are data (`desk/data/catalogue-words.toml`), folded; exports of portals are understood by them.
"""

import re
from typing import Any

from desk.model.procedure import Component, Form, Need
from desk.work.packs import read_toml
from ocr.vietnamese import compose, fold

WORDS = "catalogue-words.toml"
_MARKERS = re.compile(r"^\s*(?:\d{1,2}\s*[.)/]|[-+*•–])\s*")
_HIDDEN = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_CODE = re.compile(r"\d\.\d{6}")
_LONGEST = 1000


def plain(text: object) -> str:
    """Return a cell as the office keeps text: NFC, one line, no control or direction signs."""
    return " ".join(_HIDDEN.sub(" ", compose(str(text if text is not None else ""))).split())


def national_code(text: str) -> str:
    """Return the national code in a cell such as "2.000815.000.00.00.H60", or "" when there is none."""
    found = _CODE.match(plain(text))
    return found.group() if found else ""


def initials(name: str) -> str:
    """Return the first letters of the folded words of a name, for finding by three letters."""
    return "".join(word[0] for word in re.findall(r"[a-z0-9]+", fold(name)))


def component_of(place: int, text: str, need: Need | None = None, group: str = "") -> Component:
    """Make a component from its printed name; `need` as the export says it, else as the name tells.

    Args:
        place: Counts from 1.
        text: Name as printed; numbering and bullets before it are dropped.
        need: What a column of its own says, if there is one.
        group: Field of law (lĩnh vực): some words mean a kind of paper only there.
    """
    name = plain(_MARKERS.sub("", compose(text)))[:_LONGEST]
    folded, words = fold(name), read_toml(WORDS)
    told = [entry for entry in words["component"] if _fits(entry, folded, fold(group))]
    ages = [entry["max_age_months"] for entry in told if "max_age_months" in entry]
    return Component(
        place=place,
        name=name,
        need=_need(folded, need),
        kinds=tuple(dict.fromkeys(kind for entry in told for kind in entry["kinds"])),
        form=_form(folded),
        max_age_months=min(ages, default=None),
        other_person=any(entry.get("other_person", False) for entry in told),
    )


def _fits(entry: dict[str, Any], folded: str, group: str) -> bool:
    if entry.get("groups") and group not in entry["groups"]:
        return False
    starts = f" {folded}"
    told = any(f" {word}" in starts or f"({word}" in starts for word in entry["words"])
    return told and not any(word in folded for word in entry.get("except", []))


def _need(folded: str, need: Need | None) -> Need:
    words = read_toml(WORDS)["need"]
    if need is Need.SHOW or any(word in folded for word in words["show"]):
        return Need.SHOW
    if need is Need.IF_ANY or any(word in folded for word in words["if_any"]):
        return Need.IF_ANY
    return Need.HAND_IN


def need_of(cell: str) -> Need | None:
    """Return what a column of its own says of handing in, or None when it says nothing known."""
    folded, words = fold(plain(cell)), read_toml(WORDS)["need"]
    for need, keys in ((Need.SHOW, words["show"]), (Need.IF_ANY, words["if_any"])):
        if any(word in folded for word in keys):
            return need
    return None


def _form(folded: str) -> Form:
    words = read_toml(WORDS)["form"]
    if any(word in folded for word in words["certified"]):
        return Form.CERTIFIED
    meant = any(folded.startswith(word) or f"({word}" in folded for word in words["original"])
    return Form.ORIGINAL if meant else Form.COPY


def days_of(cell: str) -> int | None:
    """Return the working days a cell names: 0 for same-day words, the first number before "ngày", else None."""
    folded, words = fold(plain(cell)), read_toml(WORDS)["days"]
    if any(word in folded for word in words["same_day"]):
        return 0
    found = re.search(rf"(\d{{1,3}})\s*(?:\([^)]*\)\s*)?{words['unit']}", folded) or re.fullmatch(r"(\d{1,3})", folded)
    return int(found.group(1)) if found else None

