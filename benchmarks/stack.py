"""Makes the stack of an evening with its truth: receipt slips, papers of many kinds behind each, blanks, odd sides.

    python -m benchmarks.stack OUT [--sides 150] [--seed 1] [--simplex] [--samples DIR] [--kept-out]

OUT gets one picture a side, in the order a feeder delivers them, and truth.json: `cases` (dossiers with the people of
each), `sides` (what each is) and `documents` (which sides are one paper). A stack is scanned on both sides, so papers
printed on one have blank backs. Slips lie upright, upside down and on backs, some twice, one with its square code
smudged, some of two pages; there are sheets with the patch code T and cover sheets; sides lie turned, askew, faint,
grainy, show through, or are black and white. `--samples` lays real pages among the drawn ones (those kept out of
tuning only with `--kept-out`). The same seed makes the same stack. Pictures are never committed.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

from benchmarks import stack_papers
from benchmarks.kind_papers import family
from benchmarks.sample_pages import KEPT_OUT, load
from desk.model.dossier import Dossier, provisional_code
from desk.model.slip import Slip
from desk.papers.receipt import ReceiptData, receipt_pdf
from desk.papers.separators import Cover, cover_pdf, patch_pdf
from desk.work.catalogue import load_pack

_DPI = 200
_WHITE = (252, 251, 249)
_SLIPS_A_SIDE = 0.06
_A4 = (round(210 / 25.4 * _DPI), round(297 / 25.4 * _DPI))
_PAIRS = {"r005a": "r005b"}
"""Real pages of one paper."""


@dataclass(frozen=True)
class Case:
    """A dossier of the day: its code, the woman whose it is with a man and a child, its procedure, its slip as PDF."""

    code: str
    people: stack_papers.People
    procedure: str
    slip: bytes


@dataclass
class Face:
    """One side of a sheet: what it is, and its picture before the scanner has it (None = blank)."""

    role: str
    picture: Image.Image | None = None
    document: int | None = None
    page: int = 0
    component: int | None = None
    note: str = ""


Leaf = tuple[Face, Face]
"""A sheet of paper: front and back."""


def cases(count: int, seed: int) -> list[Case]:
    """Invent dossiers; an office that has opened its own makes `Case` of them instead."""
    known = [each for each in load_pack().procedures if each.components]
    out = []
    for number in range(1, count + 1):
        chance = _chance(seed, "case", number)
        people, procedure = family(chance), chance.choice(known)
        now = datetime(2026, 11, 26, 1 + number % 9, number % 60, tzinfo=UTC)
        code = provisional_code(now.date(), number)
        dossier = Dossier(code, number, procedure, "v", now, 1)
        data = ReceiptData(
            dossier, people[0].as_citizen(), "UBND XÃ NÀ KHUÔN", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "Nà Khuôn",
            "Ma Văn Thuận", rehearsal=True,
        )  # fmt: skip
        out.append(Case(code, people, procedure.code or procedure.name, receipt_pdf(data)))
    return out


def cases_for(sides: int) -> int:
    """Return how many dossiers a stack of so many sides has: 60 for 1,000."""
    return max(2, round(sides * _SLIPS_A_SIDE))


@dataclass(frozen=True)
class Plan:
    """What a stack is made of."""

    out: Path
    sides: int
    seed: int
    duplex: bool = True
    samples: Path | None = None
    kept_out: bool = False


def make_stack(plan: Plan, those: Sequence[Case] | None = None) -> dict[str, Any]:
    """Draw a stack into `plan.out`, one side at a time, and return its truth, also written to truth.json."""
    those = those if those is not None else cases(cases_for(plan.sides), plan.seed)
    plan.out.mkdir(parents=True, exist_ok=True)
    truth: dict[str, Any] = {"seed": plan.seed, "cases": [_told(case) for case in those], "sides": [], "documents": []}
    layer = _Layer(plan, truth)
    share = plan.sides / len(those)
    for number, case in enumerate(those, 1):
        chance = _chance(plan.seed, "dossier", number)
        for leaf in layer.leaves(case, number, chance, round(share * number)):
            layer.feed(leaf, case.code, chance)
    (plan.out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return truth


def _told(case: Case) -> dict[str, Any]:
    people = [{"name": one.name, "number": one.number} for one in case.people]
    return {"code": case.code, "procedure": case.procedure, "people": people}


class _Layer:
    """Lays sheets into the feeder and writes what the scanner gives."""

    def __init__(self, plan: Plan, truth: dict[str, Any]) -> None:
        self._plan, self._truth = plan, truth
        samples = load(plan.samples) if plan.samples else []
        self._real = [
            each for each in samples
            if (each["id"] in KEPT_OUT) == plan.kept_out and each["id"] not in _PAIRS.values()
        ]  # fmt: skip

    @property
    def _sides(self) -> list[dict[str, Any]]:
        sides: list[dict[str, Any]] = self._truth["sides"]
        return sides

    def leaves(self, case: Case, number: int, chance: random.Random, until: int) -> Iterator[Leaf]:
        """Yield the sheets of one dossier, slip first, until the stack has so many sides."""
        yield from _slips(case, number, chance)
        parted = chance.choice(("", "", "", "", "patch", "cover"))
        place = 0
        while len(self._sides) < until or not place:
            place += 1
            component = None
            if parted == "patch" and place > 1:
                yield Face("patch", _drawn(patch_pdf())[0]), Face("blank")
            if parted == "cover":
                component = place
                cover = cover_pdf(Cover(Slip(case.code, place), case.people[0].name, "Giấy tờ kèm theo"))
                yield Face("cover", _drawn(cover)[0], component=place), Face("blank")
            if chance.random() < 0.05:
                yield Face("blank"), Face("blank")
            yield from self._paper(case, chance, component)

    def _paper(self, case: Case, chance: random.Random, component: int | None) -> Iterator[Leaf]:
        pictures, kind, name = self._pictures(case, chance)
        document = len(self._truth["documents"])
        self._truth["documents"].append(
            {"dossier": case.code, "kind": kind, "name": name, "component": component, "sides": []}
        )
        faces = [Face("page", picture, document, page, component) for page, picture in enumerate(pictures, 1)]
        both = len(faces) > 1 and chance.random() < 0.5
        if both:
            faces += [Face("blank")] * (len(faces) % 2)
            yield from zip(faces[::2], faces[1::2], strict=True)
        else:
            yield from ((face, Face("blank")) for face in faces)

    def _pictures(self, case: Case, chance: random.Random) -> tuple[list[Image.Image], str, str]:
        if self._real and chance.random() < 0.25:
            item = chance.choice(self._real)
            names = [item["id"], *([_PAIRS[item["id"]]] if item["id"] in _PAIRS else [])]
            files = [next((self._plan.samples or Path()).glob(f"{name}.[jp][pn]g")) for name in names]
            return [_at_dpi(Image.open(file).convert("RGB"), item["dpi"]) for file in files], "", item["id"]
        several = chance.random() < 0.5
        name = chance.choice(stack_papers.several() if several else stack_papers.names())
        drawn = stack_papers.draw(name, case.people, chance)
        pictures = [_at_dpi(sheet.image, sheet.dpi) for sheet in drawn.sides]
        if chance.random() < 0.35:
            pictures = [_on_a4(each, chance) for each in pictures]
        return pictures, drawn.kind, name

    def feed(self, leaf: Leaf, dossier: str, chance: random.Random) -> None:
        """Scan a sheet: both sides, or what is not blank where the scanner has one."""
        turn = chance.choices((0, 180, 90, 270), (84, 12, 2, 2))[0]
        look = chance.choices(("colour", "grey", "bitonal"), (70, 20, 10))[0]
        if leaf[0].note == "turned":
            turn = 180
        front, back = leaf
        for face, behind in ((front, back), (back, front)):
            if not self._plan.duplex and face.picture is None:
                continue
            file = f"{len(self._sides) + 1:05d}.jpg"
            picture = _scanned(face, behind, turn, look, chance)
            picture.save(self._plan.out / file, "JPEG", quality=chance.randint(72, 90), dpi=(_DPI, _DPI))
            if face.document is not None:
                self._truth["documents"][face.document]["sides"].append(len(self._sides))
            told = {key: value for key, value in asdict(face).items() if key != "picture"}
            self._sides.append(
                {"file": file, "dossier": dossier, "turn": turn, "look": look, "back": face is back, **told}
            )


def _slips(case: Case, number: int, chance: random.Random) -> Iterator[Leaf]:
    """Yield the slip as it may lie: every way a slip lies is there in 60 of them."""
    pages = _drawn(case.slip)
    how = ("", "", "turned", "", "back", "", "twice", "", "", "smudged")[number % 10 if number > 1 else 9]
    if how == "smudged" and number > 1 and chance.random() < 0.6:
        how = ""
    faces = [Face("slip", page, page=place, note=how) for place, page in enumerate(pages, 1)]
    if how == "smudged":
        faces = [Face("slip", _smudged(page, chance), page=place, note=how) for place, page in enumerate(pages, 1)]
    leaf = (faces[0], faces[1] if len(faces) > 1 else Face("blank"))
    if how == "back" and len(faces) == 1:
        leaf = leaf[::-1]
    yield leaf
    for face in faces[2:]:
        yield face, Face("blank")
    if how == "twice":
        yield leaf


def _smudged(page: Image.Image, chance: random.Random) -> Image.Image:
    """Run ink over the square code: its place is at the right under the title, on further pages at the lower left."""
    out = page.copy()
    pen, width, height = ImageDraw.Draw(out), page.width, page.height
    for left, top in ((0.72, 0.17), (0.02, 0.86)):
        for _ in range(24):
            x, y = (left + chance.uniform(0, 0.19)) * width, (top + chance.uniform(0, 0.13)) * height
            reach = chance.uniform(6, 26)
            pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=(40, 52, 120))
    return out


def _drawn(pdf: bytes) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=_DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def _at_dpi(picture: Image.Image, dpi: float | None) -> Image.Image:
    scale = _DPI / (dpi or picture.width / 8.27)
    size = (round(picture.width * scale), round(picture.height * scale))
    return picture if abs(scale - 1) < 0.01 else picture.resize(size, Image.Resampling.LANCZOS)


def _on_a4(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Show a small paper on a whole A4 picture, as a scanner does that knows one size."""
    if picture.width * picture.height > 0.8 * _A4[0] * _A4[1]:
        return picture
    out = Image.new("RGB", _A4, _WHITE)
    out.paste(picture, (chance.randint(0, max(0, _A4[0] - picture.width)), chance.randint(0, 60)))
    return out


def _scanned(face: Face, behind: Face, turn: int, look: str, chance: random.Random) -> Image.Image:
    """Give a side as the scanner does: askew, grainy, the other side shining through, turned."""
    like = face.picture or behind.picture
    size = like.size if like is not None else _A4
    picture = (face.picture or Image.new("RGB", size, _WHITE)).convert("RGB")
    lean = chance.uniform(-1.2, 1.2) if chance.random() < 0.9 else chance.uniform(-4.5, 4.5)
    picture = picture.rotate(lean, Image.Resampling.BILINEAR, fillcolor=_WHITE)
    values = np.asarray(picture, np.float64)
    if behind.picture is not None and chance.random() < 0.3:
        through = behind.picture.convert("L").resize(size).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        soft = np.asarray(through.filter(ImageFilter.GaussianBlur(2.4)), np.float64)[..., None]
        values = values * (1 - chance.uniform(0.04, 0.14) * (255 - soft) / 255)
    if look != "bitonal" and chance.random() < 0.06:
        values = 255 - (255 - values) * chance.uniform(0.45, 0.7)  # a faint print
    grain = np.random.default_rng(chance.randrange(2**31)).normal(0, chance.uniform(1, 5), values.shape[:2])
    out = Image.fromarray(np.clip(values + grain[..., None], 0, 255).astype(np.uint8))
    if look == "grey":
        out = out.convert("L")
    if look == "bitonal":
        out = out.convert("L").point(lambda level: 255 if level > 140 else 0)
    turns = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
    return out.transpose(turns[turn]) if turn else out


def _chance(seed: int, *what: object) -> random.Random:
    return random.Random(f"{seed} {what}")  # noqa: S311 -- invented papers, no secret


def main() -> None:
    """Make a stack as told by the command line."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("out", type=Path)
    options.add_argument("--sides", type=int, default=150)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--simplex", action="store_true")
    options.add_argument("--samples", type=Path)
    options.add_argument("--kept-out", action="store_true")
    given = options.parse_args()
    plan = Plan(given.out, given.sides, given.seed, not given.simplex, given.samples, given.kept_out)
    truth = make_stack(plan)
    print(
        f"{len(truth['sides'])} sides, {len(truth['cases'])} dossiers, {len(truth['documents'])} papers in {given.out}"
    )


if __name__ == "__main__":
    main()
