"""Papers of every kind drawn for `bench_kinds.py`: those of the rehearsal, and forms of `kind_forms.toml`.

People, places and numbers are invented anew for each paper from a seed; places are real communes of before and after
the mergers of 2025, now and then one that does not exist. None of it is a real paper and nothing of it is kept.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from desk.rehearsal import civil_papers as civil
from desk.rehearsal import other_papers as other
from desk.rehearsal.drawing import PALE, Sheet
from desk.rehearsal.people import Person, invent_people, spelled, spelled_date
from ocr.places import Commune, communes

_FORMS = Path(__file__).with_name("kind_forms.toml")
_SIZE = 12.5
_SIGNERS = ("Ma Văn Thắng", "Lê Thị Huyền", "Bàn Xuân Duy")


@dataclass(frozen=True)
class Paper:
    """One side of a drawn paper: what it is, its picture, its truth by field, the codes' texts are on the picture."""

    name: str
    kind: str
    sheet: Sheet
    fields: dict[str, str]


@cache
def forms() -> list[dict[str, Any]]:
    """Return the forms of the data file."""
    found: list[dict[str, Any]] = tomllib.loads(_FORMS.read_text("utf-8"))["form"]
    return found


def names() -> list[str]:
    """Return the names of all papers that can be drawn."""
    chance = random.Random(0)  # noqa: S311 -- invented papers, no secret
    return [name for name, _, _ in _rehearsal(_people(chance), chance)] + [
        form.get("name", form["kind"]) for form in forms()
    ]


def papers(seed: int, only: frozenset[str] = frozenset()) -> Iterator[Paper]:
    """Draw one paper of each name; the same seed draws the same."""
    for name in names():
        if only and name not in only:
            continue
        chance = random.Random(f"{seed} {name}")  # noqa: S311 -- invented papers, no secret
        yield paper_of(name, _people(chance), chance)


def paper_of(name: str, people: tuple[Person, Person, Person], chance: random.Random) -> Paper:
    """Draw the paper of one name about a woman, a man and a child."""
    form = next((one for one in forms() if one.get("name", one["kind"]) == name), None)
    if form is not None:
        return _form(name, form, people, chance)
    kind, drawn = next((kind, draw()) for each, kind, draw in _rehearsal(people, chance) if each == name)
    return Paper(name, kind, drawn.sheet, _as_printed(drawn.fields))


def family(chance: random.Random) -> tuple[Person, Person, Person]:
    """Invent a woman, a man and a child, living somewhere and coming from somewhere."""
    return _people(chance)


def facts_of(people: tuple[Person, Person, Person], chance: random.Random) -> dict[str, Any]:
    """Return what stands in the blanks of forms, by name: the people a, b, c, days, places, numbers."""
    return _facts(people, chance)


def _as_printed(fields: dict[str, str]) -> dict[str, str]:
    """Return the truth with the number that stands on the paper: of a card of nine digits when that was shown."""
    shown, number = fields.get("giay_to", ""), fields.get("so_dinh_danh", "")
    printed = re.search(r"\d{9,12}", shown)
    return fields | {"so_dinh_danh": printed.group()} if printed is not None and number not in shown else fields


def _people(chance: random.Random) -> tuple[Person, Person, Person]:
    """Invent a woman, a man and a child, living somewhere and coming from somewhere."""
    crowd = invent_people(60, chance.randrange(2**31))
    woman = next(one for one in crowd if one.sex == "female" and one.old_id)
    man = next(one for one in crowd if one.sex == "male" and one.old_id)
    some = chance.choice(crowd)
    born = date(2008, 1, 1) + timedelta(days=chance.randrange(6500))
    digit = "3" if some.sex == "female" else "2"
    number = f"{some.number[:3]}{digit}{born.year % 100:02d}{some.number[6:]}"
    child = replace(some, born=born, number=number, old_id="")
    woman, man, child = (_placed(one, chance) for one in (woman, man, child))
    return woman, man, child


def _placed(person: Person, chance: random.Random) -> Person:
    home, native = _place(chance), _place(chance)
    return replace(person, residence=f"{person.residence.split(',')[0]}, {home}", native=native[0].upper() + native[1:])


def _place(chance: random.Random) -> str:
    if chance.random() < 0.15:
        return "xã Nà Khuôn, tỉnh Tuyên Quang"
    return _told(chance.choice(communes()))


def _told(commune: Commune) -> str:
    parts = [part for part in (commune.name, commune.district, commune.province) if part]
    return ", ".join(f"{part[0].lower()}{part[1:]}" for part in parts)


def _rehearsal(people: tuple[Person, Person, Person], chance: random.Random) -> Iterator[tuple[str, str, Any]]:
    woman, man, child = people
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(5000))
    yield "khai_sinh", "khai_sinh", lambda: civil.birth_certificate(child, woman, man, chance, day)
    yield "ket_hon", "ket_hon", lambda: civil.marriage_certificate(woman, man, chance, day)
    yield "tinh_trang_hon_nhan", "tinh_trang_hon_nhan", lambda: civil.marital_status(man, chance, day)
    yield "khai_tu", "khai_tu", lambda: civil.death_extract(man, chance, day)
    yield "can_cuoc", "can_cuoc", lambda: other.identity_card(woman, chance)[0]
    yield "to_khai", "don_to_khai", lambda: other.declaration(woman, chance, day)
    yield "don", "don_to_khai", lambda: other.declaration(man, chance, day, "don")
    yield "bang_cap", "bang_cap", lambda: other.diploma(woman, chance, day)


# -- forms ------------------------------------------------------------------------------------------------------------


def _facts(people: tuple[Person, Person, Person], chance: random.Random) -> dict[str, Any]:
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(5000))
    later = day + timedelta(days=chance.randrange(30, 1500))
    area = chance.randrange(40, 2000)
    commune = chance.choice(communes())
    facts: dict[str, Any] = {
        "day_iso": day.isoformat(), "day_long": civil.dated("{day} tháng {month} năm {year}", day), "year": day.year,
        "later_iso": later.isoformat(), "dd": f"{day.day:02d}", "place": commune.name.partition(" ")[2],
        "office": f"Ủy ban nhân dân {_told(commune)}", "signer": chance.choice(_SIGNERS),
        "area": area, "area_words": spelled(area).capitalize(), "plot": chance.randrange(1, 400),
        "sheet": chance.randrange(1, 90), "letters": "".join(chance.choices("BCDK", k=2)),
        "serial": chance.randrange(11, 899),
    }  # fmt: skip
    facts |= {f"serial{count}": "".join(chance.choices("0123456789", k=count)) for count in (5, 6, 7, 8, 9, 10)}
    for key, one in zip("abc", people, strict=True):
        facts |= {
            f"{key}_name": one.name, f"{key}_upper": one.name.upper(), f"{key}_born_iso": one.born.isoformat(),
            f"{key}_born": civil.printed(one.born), f"{key}_year": one.born.year, f"{key}_sex": one.sex_word,
            f"{key}_born_long": civil.dated("{day} tháng {month} năm {year}", one.born), f"{key}_group": one.group,
            f"{key}_number": one.number, f"{key}_old": one.old_id, f"{key}_residence": one.residence,
            f"{key}_native": one.native, f"{key}_words": spelled_date(one.born),
            f"{key}_phone_plain": one.phone.replace(" ", ""),
        }  # fmt: skip
    return facts


def _form(name: str, form: dict[str, Any], people: tuple[Person, Person, Person], chance: random.Random) -> Paper:
    facts = _facts(people, chance)
    truth = {key: str(value).format(**facts) for key, value in form["values"].items()}
    told = civil.shown(truth) | {key: str(value).format(**facts) for key, value in form.get("printed", {}).items()}
    told[""] = ""
    small = form["head"] == "card"
    sheet = Sheet(dpi=300)
    sheet.dots = PALE
    y = _head(sheet, form, told, facts)
    y = civil.rows(sheet, y, form["rows"], told, 15 if small else _SIZE)
    if form.get("place_date"):
        day = date.fromisoformat(str(facts["day_iso"]))
        sheet.centre(
            145, y + 4, civil.dated(f"{facts['place']}, ngày {{day}} tháng {{month}} năm {{year}}", day), 12.5, "i"
        )
        truth |= {"noi_cap": facts["place"]} if "ngay_cap" in truth else {}
        y += 8
    if "foot" in form:
        sheet.centre(170, 285, str(form["foot"]).format(**facts), 14, "b")
    if "sign" in form:
        civil.sign(sheet, y + 4, chance, form["sign"], truth.get("nguoi_ky", str(facts["signer"])))
    return Paper(name, form["kind"], sheet, truth)


def _head(sheet: Sheet, form: dict[str, Any], told: dict[str, str], facts: dict[str, Any]) -> float:
    number = told.get("so", "")
    if form["head"] == "office":
        civil.office_head(sheet, 24, "" if form.get("no_number") else number)
        y = 56.0
    else:
        civil.state_head(sheet, 26)
        y = 52.0
    size = 20 if len(form["title"]) == 1 and len(form["title"][0]) < 30 else 15
    for line in form["title"]:
        sheet.centre(civil.MIDDLE, y, line, size, "b")
        y += size * 0.48
    if "subtitle" in form:
        sheet.centre(civil.MIDDLE, y, form["subtitle"], 13, "b")
        y += 8
    if form.get("number_right") or form.get("number_left"):
        sheet.text(148 if form.get("number_right") else civil.LEFT, y + 1, f"Số: {number}", 13)
        y += 6
    return y + 8
