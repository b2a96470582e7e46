"""Papers for `stack.py`: those of one side of `kind_papers.py`, and papers of several pages of `stack_words.toml`.

Blocks of a paper of several pages: "state" and "office|number" heads, "t|size|text" a title, "c|text" a centred line,
"h|text" a heading, "p|text" a paragraph, "kv|label|value" an entry, "fill|pool|least|most" and "clauses|…" paragraphs
that run on over pages, "table|name|least|most" rows that go on, "sign|role|name", "sign2|…", "receivers",
"gap", "break" a page of its own, "break|annex" one that one paper of two has.
"""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import kind_papers
from desk.rehearsal import civil_papers as civil
from desk.rehearsal import other_papers as other
from desk.rehearsal.drawing import INK, PEN, Sheet
from desk.rehearsal.people import Person

People = tuple[Person, Person, Person]
_WORDS = Path(__file__).with_name("stack_words.toml")
_DPI = 200
_PAPERS = ((252, 250, 245), (255, 255, 255), (250, 246, 232), (246, 248, 250))


@dataclass(frozen=True)
class Drawn:
    """One paper as it lies in a stack: its name, its kind ("" = none of ours), its sides, whom it is about."""

    name: str
    kind: str
    sides: tuple[Sheet, ...]
    person: str


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text("utf-8"))


def names() -> tuple[str, ...]:
    """Return the names of all papers: of one side first, then of several."""
    return (*kind_papers.names(), "can_cuoc_hai_mat", *(one["name"] for one in _data()["paper"]))


def several() -> tuple[str, ...]:
    """Return the names of the papers that may have several pages."""
    return names()[len(kind_papers.names()) :]


def draw(name: str, people: People, chance: random.Random) -> Drawn:
    """Draw a paper about a woman (the citizen of the dossier), a man and a child."""
    if name == "can_cuoc_hai_mat":
        front, back = other.identity_card(people[0], chance)
        return Drawn(name, "can_cuoc", (front.sheet, back.sheet), people[0].number)
    form = next((one for one in _data()["paper"] if one["name"] == name), None)
    if form is None:
        paper = kind_papers.paper_of(name, people, chance)
        return Drawn(name, paper.kind, (paper.sheet,), people[0].number)
    facts = kind_papers.facts_of(people, chance)
    flow = _Flow(form, facts, chance)
    for block in form["blocks"]:
        flow.set(block)
    return Drawn(name, form["kind"], flow.finished(), people[0].number)


class _Flow:
    """Sets blocks one below the other, over as many pages as they take."""

    def __init__(self, form: dict[str, Any], facts: dict[str, Any], chance: random.Random) -> None:
        self._facts, self._chance = facts, chance
        wide, high = form.get("size", (210, 297))
        self._page = (high, wide) if form.get("wide") else (wide, high)
        small = min(self._page) < 200  # mm
        self._size = chance.choice((10.0, 11.0)) if small else chance.choice((12.0, 13.0, 14.0))
        self._face = form.get("face", "")
        self._left = chance.uniform(14, 18) if small else chance.uniform(22, 32)
        self._right = self._page[0] - (12 if small else chance.uniform(15, 22))
        self._bottom = self._page[1] - chance.uniform(18, 26)
        self._paper = chance.choice(_PAPERS)
        self._numbers = chance.choice(form["numbers"])
        self._header_again = chance.random() < 0.5
        self._sheets: list[Sheet] = []
        self._ended = False
        self._y = 0.0
        self._new_page()

    @property
    def _step(self) -> float:
        return self._size * 0.3528 * 1.4

    def _new_page(self) -> None:
        self._sheets.append(Sheet(*self._page, self._paper, _DPI))
        self._y = 25.0 if self._numbers == "top" and len(self._sheets) > 1 else 22.0

    def _room(self, high: float) -> Sheet:
        if self._y + high > self._bottom:
            self._new_page()
        return self._sheets[-1]

    def finished(self) -> tuple[Sheet, ...]:
        """Number the pages as the paper does and return them."""
        for number, sheet in enumerate(self._sheets, 1):
            middle, low = self._page[0] / 2, self._page[1] - 9
            if self._numbers == "top" and number > 1:
                sheet.centre(middle, 13, str(number), 13)
            if self._numbers == "bottom":
                sheet.centre(middle, low, str(number), 12)
            if self._numbers == "dash":
                sheet.centre(middle, low, f"- {number} -", 12)
            if self._numbers == "of":
                sheet.text(self._right - 26, low, f"Trang {number}/{len(self._sheets)}", 11)
        return tuple(self._sheets)

    def set(self, block: str) -> None:
        """Set one block."""
        tag, *rest = (part.format(**self._facts) for part in block.split("|"))
        if self._ended:
            return
        if tag in ("fill", "clauses"):
            self._fill(rest, numbered=tag == "clauses")
        elif tag == "table":
            self._table(rest)
        elif tag == "break":
            if not rest or self._chance.random() < 0.5:
                self._new_page()
            else:
                self._ended = True  # this copy of the paper came without its annex
        else:
            getattr(self, f"_{tag}")(*rest)

    def _state(self) -> None:
        sheet = self._room(30)
        size = min(13.0, self._page[0] / 16)
        sheet.centre(self._page[0] / 2, self._y, civil.words()["state"], size, "b")
        sheet.centre(self._page[0] / 2, self._y + size * 0.5, civil.words()["motto"], size, "b")
        self._y += size * 0.5 + 14

    def _office(self, number: str = "") -> None:
        sheet = self._room(40)
        civil.office_head(sheet, self._y, number)
        if number:
            day = f"{self._facts['place']}, ngày {self._facts['day_long']}"
            sheet.centre(138, self._y + 15.5, day, 12, "i")
        self._y += 30

    def _t(self, size: str, text: str) -> None:
        for line in self._room(14).lines(text, self._right - self._left, float(size), "b"):
            self._room(10).centre(self._page[0] / 2, self._y, line, float(size), "b")
            self._y += float(size) * 0.3528 * 1.35
        self._y += 2

    def _c(self, text: str) -> None:
        self._room(9).centre(self._page[0] / 2, self._y, text, self._size, "i")
        self._y += self._step + 1

    def _h(self, text: str) -> None:
        self._room(3 * self._step).text(self._left, self._y, text, self._size, "b")
        self._y += self._step + 1

    def _gap(self) -> None:
        self._y += 18

    def _p(self, text: str) -> None:
        sheet = self._sheets[-1]
        ink = PEN if self._face else INK
        for number, line in enumerate(sheet.lines(text, self._right - self._left, self._size, self._face, 10)):
            x = self._left + (0 if number else 10)
            self._room(self._step).text(x, self._y, line, self._size, self._face, ink)
            self._y += self._step
        self._y += 1.2

    def _kv(self, label: str, value: str) -> None:
        sheet = self._room(2 * self._step)
        self._y = sheet.entry(self._left, self._y, self._right, label, value, self._size)

    def _fill(self, rest: Sequence[str], *, numbered: bool) -> None:
        pool, least, most = rest[0], int(rest[1]), int(rest[2])
        count = self._chance.randint(least, most)
        known = _data()["pools"][pool]
        texts = [text.format(**self._facts) for text in (self._chance.sample(known, len(known)) * 3)[:count]]
        for number, text in enumerate(texts, 1):
            if numbered:
                self._h(f"Điều {number}. {' '.join(text.split()[:5]).rstrip(',;')}")
            self._p(text)

    def _table(self, rest: Sequence[str]) -> None:
        head, kinds = (each.split("|") for each in _data()["tables"][rest[0]])
        count = self._chance.randint(int(rest[1]), int(rest[2]))
        self._row(head, "b")
        for number in range(1, count + 1):
            if self._y + self._step + 2 > self._bottom:
                self._new_page()
                if self._header_again:
                    self._row(head, "b")
            self._row(self._cells(rest[0], number, kinds))
        self._y += 5

    def _cells(self, table: str, number: int, kinds: Sequence[str]) -> list[str]:
        chance = self._chance
        figure = f"{chance.randint(10, 9900)}.000"
        if table == "account":
            day = f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{self._facts['year']}"
            return [day, chance.choice(kinds), figure, "", f"{chance.randint(1, 90)}.{chance.randint(100, 999)}.000"]
        if table == "marks":
            marks = [f"{chance.randint(50, 98) / 10}".replace(".", ",") for _ in range(3)]
            return [str(number), kinds[(number - 1) % len(kinds)], *marks]
        if table == "goods":
            return [
                str(number),
                chance.choice(kinds),
                chance.choice(("kg", "m", "cái")),
                str(chance.randint(1, 90)),
                figure,
            ]
        name = f"{chance.choice(('Ma', 'Nông', 'Lò', 'Bàn', 'Vàng'))} {chance.choice(('Văn', 'Thị'))} "
        name += chance.choice(("Páo", "Sua", "Thanh", "Hoa", "Mỷ", "Lâm", "Duyên"))
        return [
            str(number),
            name,
            str(chance.randint(1935, 2024)),
            f"Nà {chance.choice(('Tông', 'Mu', 'Loỏng'))}",
            chance.choice(kinds),
        ]

    def _row(self, cells: Sequence[str], face: str = "") -> None:
        sheet, high = self._room(self._step + 2), self._step + 2
        edges = [self._left + (self._right - self._left) * share for share in (0, 0.12, 0.45, 0.62, 0.8, 1)]
        for (left, right), text in zip(pairwise(edges), cells, strict=True):
            sheet.box((left, self._y - self._step + 1), (right, self._y - self._step + 1 + high))
            sheet.text(left + 1.2, self._y, text, self._size - 1, face)
        self._y += high

    def _receivers(self) -> None:
        sheet = self._room(50)
        for number, line in enumerate(civil.words()["cong_van"]["receivers"]):
            sheet.text(self._left, self._y + 5 * number, line, 11, "bi" if number == 0 else "")

    def _sign(self, role: str, name: str) -> None:
        x = self._page[0] * 0.7
        sheet = self._room(42)
        sheet.centre(x, self._y + 4, role, self._size, "b")
        sheet.scrawl(x, self._y + 18, self._chance, 26)
        if role.isupper() and "NGƯỜI" not in role:
            sheet.seal(x - 14, self._y + 19, civil.words()["seal_ring"], civil.words()["seal_middle"], 14)
        sheet.centre(x, self._y + 34, name, self._size, "b")
        self._y += 42

    def _sign2(self, role: str, name: str, other_role: str, other_name: str) -> None:
        sheet = self._room(42)
        for share, top, below in ((0.28, role, name), (0.74, other_role, other_name)):
            x = self._page[0] * share
            sheet.centre(x, self._y + 4, top, self._size - 1, "b")
            sheet.scrawl(x, self._y + 17, self._chance, 24)
            sheet.centre(x, self._y + 32, below, self._size, "b")
        self._y += 42
