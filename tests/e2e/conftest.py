"""The road by command: the installed `saoy`, a rehearsal office in a temporary folder, real scans."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
SAOY = Path(sys.executable).with_name("saoy")
OPEN = ("open", "--citizen", "008187004215", "--name", "Nông Thị Hạnh")


@dataclass
class Answer:
    """What one run of the command gave."""

    code: int
    value: Any
    errors: str


def _environment(stop_at: str | None) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("SAOY_STOP_AT", "SAOY_OFFICE")}
    return {**environment, "SAOY_STOP_AT": stop_at} if stop_at else environment


def run(
    *words: str | Path, stop_at: str | None = None, typed: str | None = None, timeout: float = 180
) -> Answer:
    """Run one command of the installed program with --json, apart from any office unless one is named."""
    done = subprocess.run(
        [str(SAOY), *map(str, words), "--json"], capture_output=True, text=True, timeout=timeout, input=typed,
        env=_environment(stop_at), check=False,
    )
    value = json.loads(done.stdout) if done.stdout.strip() else None
    assert "Traceback" not in done.stderr, done.stderr
    return Answer(done.returncode, value, done.stderr)


@dataclass
class Office:
    """A rehearsal office worked by command."""

    home: Path

    def saoy(
        self, *words: str | Path, stop_at: str | None = None, typed: str | None = None, timeout: float = 180
    ) -> Answer:
        """Run one command with --json; `stop_at` names the milestone at which it kills itself, `typed` is its input."""
        return run(*words, "--office", self.home, stop_at=stop_at, typed=typed, timeout=timeout)

    def start(self, *words: str | Path) -> "subprocess.Popen[str]":
        """Start one command with --json and do not wait for it."""
        return subprocess.Popen(
            [str(SAOY), *map(str, words), "--office", str(self.home), "--json"], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, env=_environment(None),
        )

    def done(self, *words: str | Path) -> Any:  # noqa: ANN401 -- whatever JSON the command answers
        """Run one command that must succeed and return its JSON."""
        answer = self.saoy(*words)
        assert answer.code == 0, (words, answer)
        return answer.value


@pytest.fixture(scope="session")
def samples() -> Path:
    assert SAMPLES.is_dir(), "the sample papers stand beside the project in shared/samples"
    return SAMPLES


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one rehearsal office; tests work on copies of it."""
    made = Office(tmp_path_factory.mktemp("fresh") / "office")
    answer = made.done("init", "--demo")
    assert answer["office"] == str(made.home.resolve())
    return made.home


@pytest.fixture
def office(fresh: Path, tmp_path: Path) -> Office:
    return Office(Path(shutil.copytree(fresh, tmp_path / "office")))


@dataclass(frozen=True)
class Stocked:
    """An office in whose one dossier some papers are."""

    office: Office
    dossier: str
    documents: list[str]


@pytest.fixture(scope="session")
def stock(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Stocked]:
    """Return how to take files into a dossier, by command; each set of files once in a session."""
    made: dict[tuple[Path, ...], Stocked] = {}

    def take(*files: Path) -> Stocked:
        if files not in made:
            office = Office(Path(shutil.copytree(fresh, tmp_path_factory.mktemp("stock") / "office")))
            dossier = office.done(*OPEN, "--procedure", "1.001776")["dossier"]
            taken = office.done("ingest", *files, "--dossier", dossier)
            assert taken["faults"] == []
            made[files] = Stocked(office, dossier, [str(document["document"]) for document in taken["documents"]])
        return made[files]

    return take


@pytest.fixture
def stocked(stock: Callable[..., Stocked], tmp_path: Path) -> Callable[..., Stocked]:
    """Return how to have a copy of an office that took in these files, for a test that begins only then."""

    def copy(*files: Path) -> Stocked:
        pattern = stock(*files)
        return replace(pattern, office=Office(Path(shutil.copytree(pattern.office.home, tmp_path / "office"))))

    return copy


@pytest.fixture(scope="session")
def small_papers(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Small papers that differ, quick to read."""
    return draw_small_papers(tmp_path_factory.mktemp("papers"), 2)


def draw_small_papers(folder: Path, count: int) -> list[Path]:
    """Draw small papers that differ, quick to read."""
    made = [folder / f"giay {number}.png" for number in range(count)]
    for number, place in enumerate(made):
        page = Image.new("L", (620, 440), "white")
        ImageDraw.Draw(page).text((60, 60), f"GIAY SO {number}", fill="black", font_size=40)
        page.save(place, dpi=(150, 150))
    return made


@pytest.fixture
def opened(office: Office) -> Callable[..., str]:
    """Open a dossier and return its code."""

    def open_one(citizen: str = "008187004215", name: str = "Nông Thị Hạnh", procedure: str = "1.001776") -> str:
        value = office.done("open", "--citizen", citizen, "--name", name, "--procedure", procedure)
        return str(value["dossier"])

    return open_one
