"""An office at the end of a day, with a reader that reads what a stack's lines say."""

from dataclasses import dataclass
from pathlib import Path

from desk.model.arranging import Act
from desk.model.evening import Batch, CutRules, DoubtKind
from desk.model.paper import Document, Stage
from desk.model.people import Session
from desk.ports import Desk
from desk.work.evening import open_batch, take_files
from desk.work.evening_acts import act
from desk.work.evening_look import Look, look
from desk.work.evening_run import run_batch
from tests.fakes.stacks import StackReader, stack


@dataclass
class Evening:
    """An office at the end of a day."""

    desk: Desk
    reader: StackReader
    who: Session
    folder: Path

    def took(self, *sides: dict[str, object], rules: str = "patch,openings", dossier: str | None = None) -> Batch:
        """Take one stack in."""
        file = stack(self.folder / "xap.pdf", *sides)
        batch = open_batch(self.desk, self.who, "files", CutRules.of(rules), dossier=dossier)
        take_files(self.desk, self.who, batch.id, [file])
        return batch

    def ran(self, *sides: dict[str, object], hold: bool = False) -> Look:
        """Take one stack in and have it sorted."""
        batch = self.took(*sides)
        run_batch(self.desk, self.who, batch.id, hold=hold)
        return self.look(batch.id)

    def look(self, batch_id: int) -> Look:
        return look(self.desk, self.who, batch_id)

    def did(self, batch_id: int, *acts: Act) -> Look:
        return act(self.desk, self.who, batch_id, *acts)

    def documents(self, code: str) -> list[Document]:
        with self.desk.unit(reading=True) as uow:
            return [one for one in uow.documents.of_dossier(code) if one.stage is not Stage.REMOVED]


def kinds(shown: Look) -> list[tuple[DoubtKind, str]]:
    return [(one.kind, one.bundle) for one in shown.doubts if one.kind is not DoubtKind.COUNT]
