"""An evening's stack for the rehearsal (chồng giấy cuối ngày diễn tập): slips of open dossiers, papers behind each.

It is laid when somebody asks for it: drawing takes some seconds, and nobody waits for it at the first start.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PIL import Image

from desk.jobs import Progress, stream_limited
from desk.model.people import Citizen, Session
from desk.ports import Desk
from desk.rehearsal import civil_papers as civil
from desk.rehearsal import other_papers as other
from desk.rehearsal.drawing import Sheet
from desk.rehearsal.people import Household, Person, household, rehearsal_words
from desk.work.intake import choose_procedure, open_dossier, register_citizen

STACK = "cuoi-ngay"
"""Folder of a rehearsal office the stack lies in."""

_DPI = 200
_A4 = (1654, 2339)
_LEFT_MM, _WIDE_MM = 30, 160
_TODAY = date(2026, 11, 23)
_BIRTH_AGAIN, _SINGLE, _DEATH_AGAIN = "1.004884", "1.004873", "1.005461"

Draw = Callable[[random.Random], Sequence[civil.Drawn]]


@dataclass(frozen=True, slots=True)
class _Case:
    """A dossier of the stack: whose it is, what for, and what lies behind its slip; None = an empty side."""

    person: Person
    procedure: str
    papers: tuple[Draw | None, ...]


def lay_evening(desk: Desk, who: Session, progress: Progress | None = None) -> Iterator[Path]:
    """Open three dossiers of the family and lay their slips and papers into a folder, as a feeder would give them.

    Each sheet is yielded as soon as it lies there, so that nobody waits for the last one. The stack holds what an
    evening holds: papers that are sure, an empty back, one that lies upside down, a stray
    sheet, a letter of the commune in nobody's name, and a paper of another person. On one day it is the same stack.

    Raises:
        RoleMissing, DiskFull, Cancelled.
    """
    progress = progress or Progress()
    folder = desk.home / STACK
    folder.mkdir(exist_ok=True)
    number, cases = 0, _cases(household())
    with closing(stream_limited(_drawn, folder, progress=progress)) as papers:
        for case in progress.over(cases, len(cases)):
            number += 1
            yield _slip(desk, _open(desk, who, case), folder / f"{number:03d}.jpg")
            while (file := next(papers)) is not None:
                number += 1
                yield file


def _drawn(folder: Path, progress: Progress) -> Iterator[Path | None]:
    """Draw the papers of all dossiers, None behind the last of each; in a process of its own, as drawing is long."""
    number = 0
    for case in _cases(household()):
        chance = random.Random(case.person.number)  # noqa: S311 -- invented papers, no secret
        number += 1  # its slip
        for draw in case.papers:
            sheets = [one.sheet for one in draw(chance)] if draw is not None else [None]
            for sheet in sheets:
                progress.check()
                number += 1
                yield _save(sheet, folder / f"{number:03d}.jpg", chance, turned=number == _TURNED)
        yield None


_TURNED = 8
"""The side of the stack that lies upside down."""


def _cases(family: Household) -> list[_Case]:
    mother, father, _child, old = family.members
    return [
        _Case(
            mother, _BIRTH_AGAIN,
            (
                lambda c: [other.declaration(mother, c, _TODAY)],
                lambda c: [civil.birth_certificate(mother, old, old, c, date(1987, 4, 6))],
                None,
            ),
        ),
        _Case(
            father, _SINGLE,
            (
                lambda c: [other.declaration(father, c, _TODAY, "don")],
                lambda c: [civil.marital_status(father, c, date(2026, 8, 3))],
                lambda c: [other.diploma(mother, c, date(2005, 8, 1))],
            ),
        ),
        _Case(
            old, _DEATH_AGAIN,
            (
                lambda c: [civil.death_extract(old, c, date(2025, 9, 9))],
                _stray,
                lambda c: [other.official_letter(c, date(2026, 11, 9))],
            ),
        ),
    ]  # fmt: skip


def _stray(_chance: random.Random) -> list[civil.Drawn]:
    """Draw a sheet of running text without head, number or signature: nobody but a person can tell whose it is."""
    sheet, y = Sheet(), 30.0
    for paragraph in rehearsal_words("papers")["cong_van"]["paragraphs"][1:4]:
        y = sheet.wrapped(_LEFT_MM, y, _WIDE_MM, paragraph, 13.5) + 2
    return [civil.Drawn(sheet, {})]


def _open(desk: Desk, who: Session, case: _Case) -> Path:
    person = case.person
    citizen: Citizen = register_citizen(desk, who, person.as_citizen())
    return open_dossier(desk, who, citizen, choose_procedure(desk, case.procedure), agrees=True).receipt


def _slip(desk: Desk, slip: Path, out: Path) -> Path:
    drawn = out.with_suffix(".png")
    desk.reader.draw(slip, 1, drawn, _A4[1])
    with Image.open(drawn) as page:
        page.convert("RGB").save(out, "JPEG", quality=88, dpi=(_DPI, _DPI))
    drawn.unlink()
    return out


def _save(sheet: Sheet | None, out: Path, chance: random.Random, *, turned: bool) -> Path:
    if sheet is None:
        Image.new("RGB", _A4, (251, 250, 247)).save(out, "JPEG", quality=84, dpi=(_DPI, _DPI))
        return out
    sheet.save(out, chance)
    with Image.open(out) as page:
        size = tuple(round(length * _DPI / sheet.dpi) for length in page.size)
        small = page.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    lying = small.transpose(Image.Transpose.ROTATE_180) if turned else small
    lying.save(out, "JPEG", quality=84, dpi=(_DPI, _DPI))
    return out
