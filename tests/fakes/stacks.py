"""Stacks for tests of the evening: a file of one line a side, and a reader that reads what the line says.

A line is JSON: "slip" a dossier's code ("?" = a slip that cannot be read), "patch", "blank", "opening" (chance to begin
a paper), "kind", "name", "number", "secret", "fails". Nothing is drawn and no process is started.
"""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desk.jobs import Progress
from desk.model.dossier import Dossier
from desk.model.people import Citizen
from desk.model.values import PersonalId
from desk.ports import Desk
from desk.work import evening_run
from ocr.errors import FileUnreadable
from ocr.openings import Opening
from ocr.page import DocumentReading, FieldReading, PageImage, PageReading, Word
from tests.fakes.office import ALLOWANCE, NOW, ToldReader

HANH, PAO = "008187004215", "008090001234"
NAMES = {HANH: "Nông Thị Hạnh", PAO: "Hoàng Văn Páo"}
A, B = "TAM-261124-0001", "TAM-261124-0002"
"""Dossiers of Hạnh and of Páo."""


def side(**told: object) -> dict[str, object]:
    """Return one side's line; a first page of a birth certificate unless something else is told."""
    return {"opening": 0.99, "kind": "khai_sinh"} | told


def slip(code: str) -> dict[str, object]:
    """Return the line of a slip."""
    return {"slip": code}


def on(**told: object) -> dict[str, object]:
    """Return the line of a further page."""
    return {"opening": 0.01} | told


BLANK: dict[str, object] = {"blank": True}


def stack(file: Path, *sides: dict[str, object]) -> Path:
    """Write a stack; each side has bytes of its own."""
    lines = [json.dumps({"at": f"{file.name} {number}", **one}) for number, one in enumerate(sides)]
    file.write_text("\n".join(lines), "utf-8")
    return file


def picture(file: Path, **told: object) -> Path:
    """Draw one side as a scanner can serve it: a small JPEG of bytes of its own, whose comment is the side's line."""
    line = json.dumps({"at": file.name, **told})
    Image.new("L", (20, 30), 250).save(file, "JPEG", comment=line.encode())
    return file


def _lines(data: bytes) -> list[str]:
    """Return the lines of a stack, or of a drawn side."""
    if not data.startswith(b"\xff\xd8"):
        return data.decode().splitlines()
    with Image.open(io.BytesIO(data)) as drawn:
        return [drawn.info["comment"].decode()]


@dataclass
class StackReader(ToldReader):
    """Reads what the lines say and counts what it is asked for."""

    reads: int = 0
    understood: int = 0
    mended: bool = False
    bound: list[int] = field(default_factory=list)

    def split(self, path: Path, spool: Path, progress: Progress) -> list[PageImage]:
        """Lay each line into a file of its own."""
        progress.check()
        lines = _lines(path.read_bytes())
        if "unreadable" in lines[0]:
            raise FileUnreadable
        spool.mkdir(parents=True, exist_ok=True)
        made = []
        for number, line in enumerate(lines):
            (spool / f"{number:04d}").write_text(line, "utf-8")
            made.append(PageImage(spool / f"{number:04d}", "image/png", 20, 30, 200))
        return made

    def read(self, images: Iterable[PageImage], progress: Progress) -> Iterator[PageReading]:
        """Give each side's line as its words."""
        for image in images:
            progress.check()
            self.reads += 1
            text = image.path.read_text("utf-8")
            told = json.loads(text)
            if "fails" in told and not self.mended:
                raise FileUnreadable
            marks = [f"qr:{told['slip']}"] if "slip" in told else ["patch:T"] if "patch" in told else []
            blank = bool(told.get("blank"))
            words = () if blank else (Word("giấy", 1, 1, 9, 9, 0.95),)
            turned = f" turned {image.hint}" if image.hint else ""
            yield PageReading(20, 30, 200, 0, 0.0, blank, words, text + turned, (), marks=tuple(marks))

    def understand(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], kind: str | None = None
    ) -> DocumentReading:
        """Tell kind, name and number of the first side that tells them."""
        del images
        self.understood += 1
        told = _told(readings[0]) | {"kind": kind or _told(readings[0]).get("kind")}
        names = {"ho_ten": told.get("name"), "so_dinh_danh": told.get("number")}
        fields = [FieldReading(name, str(value), 0.97, 1, None, "label") for name, value in names.items() if value]
        secret = next((str(one["secret"]) for one in map(_told, readings) if "secret" in one), None)
        return DocumentReading(told["kind"], 0.98 if told["kind"] else 0.0, tuple(fields), secret)

    def bind(
        self, images: Sequence[PageImage], readings: Sequence[PageReading], title: str, out: Path, size: str = "archive"
    ) -> None:
        """Write the words of the sides."""
        del images, size
        self.bound.append(len(readings))
        out.write_bytes(b"%PDF-1.7 " + title.encode() + "".join(one.text for one in readings).encode())

    def signed(self, path: Path) -> bool:
        """Take files of this name for signed."""
        return "signed" in path.name


def _told(reading: PageReading) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(reading.text.split(" turned ")[0])
    return told


def told_opening(paper: Sequence[PageReading], page: PageReading) -> Opening:
    """Tell what the line says of beginning a paper."""
    del paper
    return Opening(float(_told(page).get("opening", 0.0)), ("title",))


def with_stacks(desk: Desk, monkeypatch: pytest.MonkeyPatch | None = None) -> tuple[Desk, StackReader]:
    """Give an office two dossiers, and the reader of stacks."""
    if monkeypatch is not None:
        monkeypatch.setattr(evening_run, "opening", told_opening)
    else:
        evening_run.opening = told_opening  # in a process of its own
    reader = StackReader()
    with desk.unit() as uow:
        if uow.dossiers.by_code(A) is None:
            for code, number in ((A, HANH), (B, PAO)):
                known = uow.citizens.by_personal_id(PersonalId(number))
                citizen = known or uow.citizens.add(Citizen(NAMES[number], PersonalId(number)))
                uow.dossiers.add(Dossier(code, citizen.id, ALLOWANCE, "thu-1", NOW, 1))
            uow.commit()
    return replace(desk, reader=reader), reader
