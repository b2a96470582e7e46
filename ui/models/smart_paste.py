"""A whole line pasted into one box (dán thông minh): what of it belongs to which field of the paper.

A line is understood by the labels that papers use, without marks: «Họ tên: NGUYỄN VĂN A, sinh ngày 01/02/1990, CCCD
001 090 001 234». The QR of an identity card is taken whole. Nothing is guessed: what has no label and no shape of its
own is told as left over, and what was pasted waits to be looked at like a reading.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk.errors import CardQrWrong, PersonalIdWrong
from desk.model.people import read_card_qr
from desk.work.kinds_shown import FieldLabels
from desk.work.marks import folded
from ui.models.shown_values import tidied
from ui.models.typing_forms import DATES, PERSONAL, in_threes, local_day

CARD_PARTS = 5
"""Strokes that part the fields of a card's QR, at least."""

_MORE: Mapping[str, tuple[str, ...]] = {
    PERSONAL: ("cccd", "căn cước", "căn cước công dân", "số cccd", "thẻ căn cước", "số định danh", "mã định danh",
               "cmnd", "số cmnd"),
    "name": ("họ tên", "họ và tên", "ông", "bà", "ông/bà"),
    "sex": ("giới tính", "phái"),
    "birth": ("sinh ngày", "ngày sinh", "sinh năm", "năm sinh", "sinh"),
    "home": ("thường trú", "nơi thường trú", "hộ khẩu thường trú", "cư trú", "nơi cư trú", "địa chỉ", "chỗ ở"),
    "issued": ("ngày cấp", "cấp ngày"),
    "issuer": ("nơi cấp", "do"),
}  # fmt: skip
"""What people write before a value besides the labels of papers, by what it is."""

_DATE = re.compile(r"[0-9]{1,2}\s*[/.\-]\s*[0-9]{1,2}\s*[/.\-]\s*[0-9]{2,4}|[0-9]{1,2}[/\-][0-9]{4}|[0-9]{4}")
_SPELLED = re.compile(r"ng[àa]y\s+[0-9]{1,2}\s+th[áa]ng\s+[0-9]{1,2}\s+n[ăa]m\s+[0-9]{4}", re.IGNORECASE)
_ID = re.compile(r"(?<![0-9])[0-9](?:[ .\-]?[0-9]){8}(?:(?:[ .\-]?[0-9]){3})?(?![0-9])")
_EDGE = " \t:;,.-–—|«»\"'()"
_NAME_ENDS = re.compile(r"[,;:.|\n(]")
_LINE_ENDS = re.compile(r"[;|\n]")
_SEXES = {"nam": "Nam", "nu": "Nữ"}
_HOMES = ("noi_cu_tru", "noi_thuong_tru", "dia_chi_nguoi")


@dataclass(frozen=True)
class Pasted:
    """What a pasted text came to.

    Attributes:
        values: In local form, by name of the field.
        rest: What fitted no field, "" for nothing.
        card: It was the QR of an identity card.
    """

    values: dict[str, str] = field(default_factory=dict)
    rest: str = ""
    card: bool = False


@dataclass(frozen=True)
class _Label:
    """A label as it stands in the text: from where to where, and the fields it may stand for."""

    start: int
    end: int
    names: tuple[str, ...]


def is_card(text: str) -> bool:
    """Tell whether a text has the shape of a card's QR: fields parted by strokes."""
    return text.count("|") >= CARD_PARTS


def pasted(text: str, fields: Sequence[FieldLabels], in_work: str, today: date) -> Pasted | None:
    """Understand a text for the fields of a paper; None when it is a plain value for the field in work.

    Args:
        text: As it was pasted, or typed by a code reader; lines may be parted.
        fields: Of the paper's kind.
        in_work: Name of the field it was pasted into: whose data it is on a paper that names several people.
        today: For years of two digits.
    """
    text = unicodedata.normalize("NFC", text)
    if is_card(text):
        return _card(text, fields, in_work)
    found = [*_labels(text, fields)]
    if not found:
        return None
    values: dict[str, str] = {}
    rest = [text[: found[0].start]]
    types = {one.name: one for one in fields}
    anchor = next((one.after for one in fields if one.name == in_work), "") or in_work
    for label, after in zip(found, [*found[1:], None], strict=True):
        segment = text[label.end : after.start if after is not None else len(text)]
        name = _meant(label.names, types, anchor, values)
        value, left = _value(types[name], segment, today) if name else ("", segment)
        if not value:
            rest.append(text[label.start : after.start if after is not None else len(text)])
            continue
        values[name] = value
        anchor = name if any(one.after == name for one in fields) else anchor
        rest.append(left)
    left_over = "; ".join(part for part in (one.strip(_EDGE + "\n") for one in rest) if part)
    return Pasted(values, tidied(left_over)) if values else None


# -- a card -----------------------------------------------------------------------------------------------------------


def _card(text: str, fields: Sequence[FieldLabels], in_work: str) -> Pasted | None:
    try:
        person = read_card_qr(text)
    except (CardQrWrong, PersonalIdWrong):
        return None
    parts = [tidied(part) for part in text.strip().split("|")]
    issued = _from_card(parts[6]) if len(parts) > 6 else ""
    told = {
        "name": person.name, PERSONAL: in_threes(person.personal_id.number) if person.personal_id else "",
        "old": in_threes(person.old_id) if person.old_id else "", "birth": _from_card(parts[3]),
        "sex": parts[4], "home": person.residence or "", "issued": issued,
    }  # fmt: skip
    values = {}
    for one in _of_person(fields, in_work):
        value = told.get(_role(one), "")
        if value and _role(one) not in {_role(known) for known in fields if known.name in values}:
            values[one.name] = value
    return Pasted(values, card=True) if values else None


def _from_card(text: str) -> str:
    digits = text.replace("/", "")
    return f"{digits[:2]}/{digits[2:4]}/{digits[4:]}" if re.fullmatch(r"[0-9]{8}", digits) else ""


def _of_person(fields: Sequence[FieldLabels], in_work: str) -> list[FieldLabels]:
    """Return the fields of the person whose field is in work: by the end of its name, as «_me» of the mother's."""
    ends = {_end(one.name) for one in fields}
    wanted = _end(in_work)
    mine = wanted if wanted in ends else ""
    return [one for one in fields if _end(one.name) == mine and not one.words_of]


_BASES = (
    "ho_ten", "ngay_sinh", "nam_sinh", "gioi_tinh", "so_dinh_danh", "so_cmnd", "noi_cu_tru", "noi_thuong_tru",
    "dan_toc", "quoc_tich", "giay_to",
)  # fmt: skip
"""What the names of a person's fields begin with; what follows tells which person of the paper."""


def _end(name: str) -> str:
    base = next((one for one in _BASES if name == one or name.startswith(f"{one}_")), None)
    return name.removeprefix(base) if base is not None else ""


def _role(one: FieldLabels) -> str:
    """Return what of a person a field holds: "name", "birth", "old", "home", "issued", or the type of its values."""
    if one.name.startswith("so_cmnd"):
        return "old"
    if one.type in DATES and re.match(r"(ngay|nam)_sinh", one.name):
        return "birth"
    if one.name.startswith(_HOMES):
        return "home"
    if one.type in DATES:
        return "issued" if one.name == "ngay_cap" else ""
    if one.type == "name":
        return "name" if one.name.startswith("ho_ten") else ""
    return one.type if one.type in (PERSONAL, "sex") else ""


# -- a line with labels -----------------------------------------------------------------------------------------------


def _labels(text: str, fields: Sequence[FieldLabels]) -> Iterator[_Label]:
    """Yield the labels in a text from left to right, the longest first where one holds another."""
    known: dict[str, list[str]] = {}
    for one in fields:
        for words in (*one.labels, *_MORE.get(_role(one), ()), *_MORE.get(_issuing(one), ())):
            names = known.setdefault(_plain(words), [])
            if one.name not in names:
                names.append(one.name)
    known.pop("", None)
    plain, place = folded(text), 0
    tried = sorted(known, key=len, reverse=True)
    while place < len(plain):
        begins = place == 0 or not plain[place - 1].isalnum()
        label = next((one for one in tried if begins and _stands(plain, one, place)), "")
        if label:
            yield _Label(place, place + len(label), tuple(known[label]))
        place += len(label) or 1


def _stands(plain: str, words: str, place: int) -> bool:
    """Tell whether a label stands here: whole, and told by a colon, a blank or a digit that its value follows."""
    end = place + len(words)
    if not plain.startswith(words, place) or plain[end : end + 1].isalnum():
        return False
    behind = plain[end:].lstrip(" ")
    short = len(words) <= 3
    return behind.startswith(":") if short and words != "do" else bool(behind)


def _issuing(one: FieldLabels) -> str:
    return "issuer" if one.name in ("noi_cap", "co_quan") else ""


def _plain(words: str) -> str:
    return " ".join(folded(words).split())


def _meant(names: Sequence[str], types: Mapping[str, FieldLabels], anchor: str, taken: Mapping[str, str]) -> str:
    """Choose among fields of one label: that of the person spoken of, else the first that is not filled."""
    free = [name for name in names if name not in taken]
    near = [name for name in free if types[name].after == anchor or name == anchor]
    alone = [name for name in free if not types[name].after]
    return next(iter(near or alone or free), "")


def _value(one: FieldLabels, segment: str, today: date) -> tuple[str, str]:
    """Return the value of a field in what follows its label, and what is left of that."""
    if one.type in DATES:
        found = _SPELLED.search(segment) or _DATE.search(segment)
        shown = local_day(found.group(), today) if found is not None else None
        return (shown, _without(segment, found)) if shown is not None and found is not None else ("", segment)
    if one.type == PERSONAL:
        found = _ID.search(segment)
        return (in_threes(re.sub(r"[^0-9]", "", found.group())), _without(segment, found)) if found else ("", segment)
    if one.type == "sex":
        words = re.search(r"[^\W\d_]+", segment)
        sex = _SEXES.get(folded(words.group()), "") if words is not None else ""
        return (sex, _without(segment, words)) if sex and words is not None else ("", segment)
    ends = _NAME_ENDS if one.type in ("name", "signer") else _LINE_ENDS
    bare = segment.lstrip(_EDGE)
    found = ends.search(bare)
    value = bare[: found.start()] if found is not None else bare
    return tidied(value.strip(_EDGE)), bare[found.end() :] if found is not None else ""


def _without(segment: str, found: re.Match[str]) -> str:
    return segment[: found.start()] + " " + segment[found.end() :]
