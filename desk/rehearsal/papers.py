"""Sample papers of the rehearsal (giấy tờ mẫu diễn tập): drawn, marked «DIỄN TẬP», with their true values."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desk.rehearsal import civil_papers as civil
from desk.rehearsal import other_papers as other
from desk.rehearsal.people import Household, Person, household, rehearsal_words

Draw = Callable[[random.Random], Sequence[civil.Drawn]]


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """A picture of a paper and the truth about it.

    Attributes:
        path: JPEG with its dpi told.
        kind: Code of `ocr/kinds`.
        person: Whose paper it is.
        fields: True values by the names of `ocr/kinds`; dates as ISO, or the year alone.
    """

    path: Path
    kind: str
    person: Person
    fields: dict[str, str]


def make_papers(
    people: Household | None, out: Path, only: Sequence[str] = (), *, worn: bool = True, seed: int = 2026
) -> list[SamplePaper]:
    """Draw the papers of a family into a folder and return them; the same seed draws the same papers.

    About 0.5 s a paper at 300 dpi. Papers of one subject are in one list: the two sides of a card are two pictures,
    `can-cuoc-1.jpg` (front, with the QR) and `can-cuoc-2.jpg`.

    Args:
        people: The family; None = the one of the manual.
        out: Folder, made when missing.
        only: Names of papers such as "giay-khai-sinh"; empty = all.
        worn: Add the skew, light and grain of a scanner.
        seed: Of signatures, numbers and wear.
    """
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for name, kind, person, draw in _papers(people or household()):
        if only and name not in only:
            continue
        chance = random.Random(f"{seed}{name}")  # noqa: S311 -- invented papers, no secret
        sides = draw(chance)
        for number, drawn in enumerate(sides, 1):
            path = out / (f"{name}-{number}.jpg" if len(sides) > 1 else f"{name}.jpg")
            drawn.sheet.save(path, chance, worn=worn)
            made.append(SamplePaper(path, kind, person, drawn.fields))
    return made


def paper_names() -> list[str]:
    """Return the names of the papers that can be drawn."""
    return [name for name, *_ in _papers(household())]


def _papers(family: Household) -> Iterator[tuple[str, str, Person, Draw]]:
    mother, father, child, old = family.members
    recent, today = date(2026, 8, 3), date(2026, 11, 23)
    yield "giay-khai-sinh", "khai_sinh", child, lambda c: [civil.birth_certificate(child, mother, father, c)]
    yield "giay-khai-sinh-me", "khai_sinh", mother, lambda c: [
        civil.birth_certificate(mother, _grandmother(old), old, c, date(1987, 4, 6))
    ]
    yield "giay-chung-nhan-ket-hon", "ket_hon", mother, lambda c: [civil.marriage_certificate(mother, father, c)]
    yield "tinh-trang-hon-nhan", "tinh_trang_hon_nhan", father, lambda c: [civil.marital_status(father, c, recent)]
    yield "trich-luc-khai-tu", "khai_tu", old, lambda c: [civil.death_extract(old, c, date(2025, 9, 9))]
    yield "can-cuoc", "can_cuoc", mother, lambda c: other.identity_card(mother, c)
    yield "to-khai", "don_to_khai", mother, lambda c: [other.declaration(mother, c, today)]
    yield "don-de-nghi", "don_to_khai", mother, lambda c: [other.declaration(mother, c, today, "don")]
    yield "quyet-dinh", "van_ban_hanh_chinh", mother, lambda c: [other.decision(mother, c, date(2025, 2, 20))]
    yield "cong-van", "van_ban_hanh_chinh", mother, lambda c: [other.official_letter(c, date(2026, 11, 9))]
    yield "bang-tot-nghiep", "bang_cap", mother, lambda c: [other.diploma(mother, c, date(2005, 8, 1))]


def _grandmother(old: Person) -> Person:
    """Return the invented wife of the grandfather, for the mother's birth certificate."""
    facts = rehearsal_words("people")["grandmother"]
    return replace(old, sex="female", **facts)


_FEEDER = ("to-khai", "giay-khai-sinh", "giay-chung-nhan-ket-hon", "quyet-dinh")


def fill_feeder(folder: Path) -> list[SamplePaper]:
    """Lay a small stack of the family's papers into the virtual scanner's feeder, in order; return them."""
    made = make_papers(None, folder, _FEEDER)
    stacked = []
    for paper in made:
        place = _FEEDER.index(paper.path.stem) + 1
        stacked.append(replace(paper, path=paper.path.rename(folder / f"{place}-{paper.path.name}")))
    return sorted(stacked, key=lambda paper: paper.path.name)
