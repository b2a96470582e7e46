"""Invented people (người giả định): names, numbers of a valid shape and addresses in a commune that does not exist."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from desk.model.people import Citizen
from desk.model.values import PersonalId

_TODAY = date(2026, 11, 23)
_PROVINCE_CODES = ("008", "008", "008", "008", "002")
"""Province of birth registration in the personal number: Tuyên Quang, now and then the former Hà Giang."""


@cache
def rehearsal_words(name: str) -> dict[str, Any]:
    """Return a data file of the rehearsal ("people", "papers"), read once; treat it as read-only."""
    file = resources.files("desk.rehearsal").joinpath("data", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person.

    Attributes:
        number: Personal identification number whose digits 4-6 agree with sex and year of birth.
        old_id: Number of the former card of 9 digits, or "".
        card_issued: Day the identity card was issued.
    """

    name: str
    sex: str
    born: date
    number: str
    old_id: str
    group: str
    residence: str
    native: str
    phone: str
    card_issued: date

    @property
    def sex_word(self) -> str:
        """Return the sex as printed."""
        return str(rehearsal_words("people")["sexes"][self.sex])

    @property
    def card_qr(self) -> str:
        """Return the text of the QR code on the identity card: seven fields parted by `|` (docs/law.md#card-qr)."""
        parts = (
            self.number, self.old_id, self.name, f"{self.born:%d%m%Y}", self.sex_word, self.residence,
            f"{self.card_issued:%d%m%Y}",
        )
        return "|".join(parts)

    @property
    def card_expires(self) -> date | None:
        """Return the last day of the card: the 25th, 40th or 60th birthday, None = without limit.

        Source: Law on Identity 26/2023/QH15, Điều 21; a card given within two years before an age serves to the next.
        """
        for age in (14, 25, 40, 60):
            day = _birthday(self.born, age)
            if day > self.card_issued + timedelta(days=730):
                return day
        return None

    def as_citizen(self) -> Citizen:
        """Return the person as the office knows a citizen."""
        return Citizen(
            name=self.name, personal_id=PersonalId(self.number), born=self.born.isoformat(), sex=self.sex,
            residence=self.residence, phone=self.phone or None, old_id=self.old_id or None,
        )


def _birthday(born: date, age: int) -> date:
    leap = born.month == 2 and born.day == 29
    return date(born.year + age, born.month, 28 if leap else born.day)


@dataclass(frozen=True, slots=True)
class Household:
    """The family the rehearsal's papers are about."""

    mother: Person
    father: Person
    child: Person
    grandfather: Person

    @property
    def members(self) -> tuple[Person, ...]:
        """Return all of them, the mother first: she comes to the counter."""
        return self.mother, self.father, self.child, self.grandfather


def household() -> Household:
    """Return the family shown in the manual and in pictures; always the same."""
    made = {role: _told(facts) for role, facts in rehearsal_words("people")["main"].items()}
    return Household(**made)


def _told(facts: dict[str, Any]) -> Person:
    words, born = rehearsal_words("people"), facts["born"]
    place = {"commune": words["commune"], "province": words["province"]}
    return Person(
        name=facts["name"],
        sex="female" if facts["number"][3] in "13" else "male",
        born=born,
        number=facts["number"],
        old_id=facts["old_id"],
        group=facts["group"],
        residence=words["residence"].format(hamlet=facts["hamlet"], **place),
        native=words["native"].format(**place),
        phone=facts["phone"],
        card_issued=max(date(2021, 5, 12), born + timedelta(days=30)),
    )


def invent_people(count: int, seed: int = 2026) -> list[Person]:
    """Invent so many people, all numbers different; the same seed gives the same people."""
    chance = random.Random(seed)  # noqa: S311 -- invented people, no secret
    taken = {person.number for person in household().members}
    people: list[Person] = []
    while len(people) < count:
        person = _invented(chance)
        if person.number not in taken:
            taken.add(person.number)
            people.append(person)
    return people


def _invented(chance: random.Random) -> Person:
    words = rehearsal_words("people")
    sex = chance.choice(("male", "female"))
    group = chance.choices(words["groups"], [entry["weight"] for entry in words["groups"]])[0]
    parts = [chance.choice(names) for names in (group["surnames"], words[f"middle_{sex}"], words[f"given_{sex}"])]
    phone = (chance.choice(words["phone_prefixes"]), chance.randint(0, 999), chance.randint(0, 999))
    born = _TODAY - timedelta(days=chance.randint(18 * 365, 88 * 365))
    return _told(
        {
            "name": " ".join(parts),
            "born": born,
            "group": group["name"],
            "number": _number(chance, sex, born),
            "hamlet": chance.choice(words["hamlets"]),
            "phone": f"{phone[0]} {phone[1]:03d} {phone[2]:03d}",
            "old_id": f"07{chance.randint(0, 9_999_999):07d}" if born.year < 2000 else "",
        }
    )


def _number(chance: random.Random, sex: str, born: date) -> str:
    century = (0 if born.year < 2000 else 2) + (1 if sex == "female" else 0)
    return f"{chance.choice(_PROVINCE_CODES)}{century}{born.year % 100:02d}{chance.randint(1, 999_999):06d}"


@dataclass(frozen=True, slots=True)
class InventedDocument:
    """A paper of an office with a history, without a picture of its own.

    Attributes:
        person: Whose it is.
        fields: True values by the names of `ocr/kinds`, dates as ISO.
        text: What a reader would find on it.
        day: Day it came in.
    """

    person: Person
    kind: str
    title: str
    fields: dict[str, str]
    text: str
    day: date


def invent_documents(count: int, seed: int = 2026) -> Iterator[InventedDocument]:
    """Invent so many documents, about four to a person, cheaply and one by one; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311 -- invented papers, no secret
    kinds = rehearsal_words("people")["document"]
    people = invent_people(max(1, count // 4), seed)
    for serial in range(1, count + 1):
        kind = chance.choice(kinds)
        yield _document(kind, people[chance.randrange(len(people))], serial, chance)


def _document(kind: dict[str, Any], person: Person, serial: int, chance: random.Random) -> InventedDocument:
    words = rehearsal_words("people")
    day = max(person.born, date(2015, 1, 5)) + timedelta(days=chance.randint(0, 4000))
    day = min(day, _TODAY)
    facts = {
        "serial": f"{serial:03d}", "year": day.year, "name": person.name, "upper": person.name.upper(),
        "born": f"{person.born:%d/%m/%Y}", "born_iso": person.born.isoformat(), "sex": person.sex_word,
        "group": person.group, "number": person.number, "residence": person.residence, "native": person.native,
        "office": words["office"].format(commune=words["commune"]), "day": f"{day:%d/%m/%Y}",
        "day_iso": day.isoformat(),
    }
    fields = {name: str(shape).format(**facts) for name, shape in kind["fields"].items()}
    return InventedDocument(person, kind["kind"], kind["title"], fields, kind["text"].format(**facts), day)


def spelled(number: int) -> str:
    """Return a number from 0 to 9999 in Vietnamese words, as civil status papers write years."""
    words = rehearsal_words("people")["numbers"]
    if number < 100:
        return _below_hundred(number, words)
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    parts = [f"{words['digits'][thousands]} {words['thousand']}"] if thousands else []
    if hundreds or (thousands and rest):
        parts.append(f"{words['digits'][hundreds]} {words['hundred']}")
    if rest:
        parts.append(f"{words['odd']} {words['digits'][rest]}" if rest < 10 else _below_hundred(rest, words))
    return " ".join(parts)


def _below_hundred(number: int, words: dict[str, Any]) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return str(words["digits"][ones])
    head = words["ten"] if tens == 1 else f"{words['digits'][tens]} {words['tens']}"
    special = {0: "", 5: words["five_after_ten"]}
    if tens > 1:
        special |= {1: words["one_after_tens"], 4: words["four_after_tens"]}
    return f"{head} {special.get(ones, words['digits'][ones])}".strip()


def spelled_date(day: date) -> str:
    """Return a date in Vietnamese words (ghi bằng chữ)."""
    shape = str(rehearsal_words("people")["numbers"]["date"])
    return shape.format(day=spelled(day.day), month=spelled(day.month), year=spelled(day.year))
