"""Scanners under test, each in its own process as in the product.

SANE's own test device, the virtual scanner through sane-airscan, the same by our own eSCL client, and a watched folder.
"""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from desk.errors import DeskError
from desk.jobs import Limits, Progress
from desk.model.scanning import RawPage, ScanRequest, Source
from desk.rehearsal.virtual_scanner import Faults, VirtualScanner, airscan_config
from desk.scan.child import ChildScanner
from desk.scan.escl import EsclScanner
from desk.scan.folder import FolderScanner
from desk.scan.sane import SaneScanner
from desk.text import say

MANY = 200
PATIENT = Limits(wall_s=30.0)
TEST_DEVICE_SIDES = 10
SLOW = ("--read-delay=yes", "--read-delay-duration=200000", "--read-limit=yes", "--read-limit-size=8192")


def shade(number: int) -> int:
    """Return the grey of the side of this number, so that each can be told from its neighbours."""
    return 30 + number * 37 % 200


@dataclass
class Came:
    """What one scan gave: the sides, and the fault that ended it."""

    pages: list[RawPage] = field(default_factory=list)
    fault: DeskError | None = None

    @property
    def shades(self) -> list[int]:
        found = []
        for page in self.pages:
            with Image.open(page.path) as picture:
                found.append(int(picture.convert("L").getpixel((70, 90))))
        return found


@dataclass
class Bench:
    """A device under test."""

    name: str
    scanner: ChildScanner
    device: str
    virtual: VirtualScanner | None = None
    folder: Path | None = None
    shows_pictures: bool = True

    def scan(self, spool: Path, progress: Progress | None = None, **wish: object) -> Came:
        """Scan to the end or to the fault; each side must be whole the moment it is told of."""
        request = ScanRequest(
            self.device,
            **{"source": Source.FEEDER, "dpi": 75, "width_mm": 50.0, "height_mm": 66.6, **wish},  # type: ignore[arg-type]  # words of a test
        )
        spool.mkdir(exist_ok=True)
        came = Came()
        try:
            for page in self.scanner.scan(request, spool, progress or Progress()):
                with Image.open(page.path) as picture:
                    picture.load()
                came.pages.append(page)
        except DeskError as fault:
            came.fault = fault
        return came


def expect(came: Came, shades: list[int]) -> None:
    """Hold what came against the shades of the sides, a codec's rounding allowed."""
    assert len(came.shades) == len(shades)
    assert [(n, a, b) for n, (a, b) in enumerate(zip(came.shades, shades, strict=True)) if abs(a - b) > 3] == []


def expect_fault(came: Came, fault: type[DeskError], kept: int) -> None:
    """Hold the fault, what it says was kept, and its sentence without a gap."""
    assert type(came.fault) is fault, came.fault
    assert came.fault.context["kept"] == kept == len(came.pages)
    said = say(came.fault.code, came.fault.context)
    assert "{" not in said.sentence + said.cure


def said_of(came: Came) -> str:
    """Return what the clerk reads, "" when all went well."""
    if came.fault is None:
        return ""
    said = say(came.fault.code, came.fault.context)
    return f"{said.sentence} {said.cure}".strip()


def expect_tidy(spool: Path, came: Came) -> None:
    """Nothing lies in the spool but the sides that were told of."""
    assert sorted(spool.iterdir()) == sorted(page.path for page in came.pages)


def sides_in(spool: Path) -> list[Path]:
    return list(spool.glob("*.jpg")) if spool.is_dir() else []


class Benches:
    """Makes benches and ends what they started."""

    def __init__(self, folder: Path, sides: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder, self._sides, self._monkeypatch = folder, sides, monkeypatch
        self._running: list[VirtualScanner] = []

    def make(self, name: str, count: int = 4, faults: Faults | None = None, silence: Limits = PATIENT) -> Bench:
        """Return a device with so many sides in its feeder."""
        return getattr(self, f"_{name}")(self._sides[:count], faults, silence)

    def _virtual(self, pages: list[Path], faults: Faults | None) -> VirtualScanner:
        scanner = VirtualScanner(pages, faults).start()
        self._running.append(scanner)
        return scanner

    def _escl(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        virtual = self._virtual(pages, faults)
        scanner = ChildScanner("escl", EsclScanner, lambda: ((virtual.address,), None, 2.0, 1.0), silence)
        return Bench("escl", scanner, f"escl:{virtual.address}", virtual)

    def _airscan(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        virtual = self._virtual(pages, faults)
        self._monkeypatch.setenv("SANE_CONFIG_DIR", str(airscan_config(self._folder / "sane", virtual.address)))
        return Bench("airscan", ChildScanner("sane", SaneScanner, tuple, silence), "sane:airscan:e0:Sao Y", virtual)

    def _test(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        del pages, faults
        return self.test_device((), silence)

    def test_device(self, options: tuple[str, ...], silence: Limits = PATIENT) -> Bench:
        """Return SANE's own test device with options of its own."""
        config = self._folder / "sane"
        config.mkdir(exist_ok=True)
        (config / "dll.conf").write_text("test\n", "ascii")
        self._monkeypatch.setenv("SANE_CONFIG_DIR", str(config))
        scanner = ChildScanner("sane", SaneScanner, lambda: (options,), silence)
        return Bench("test", scanner, "sane:test:0", shows_pictures=False)

    def _folder_of(self, pages: list[Path]) -> Path:
        watched = self._folder / "watched"
        watched.mkdir(exist_ok=True)
        for page in pages:
            (watched / page.name).write_bytes(page.read_bytes())
        return watched

    def _watched(self, pages: list[Path], faults: Faults | None, silence: Limits) -> Bench:
        del faults
        watched = self._folder_of(pages)
        scanner = ChildScanner("folder", FolderScanner, lambda: (watched, 0.2, 1.0), silence)
        return Bench("watched", scanner, f"folder:{watched}", folder=watched)

    def close(self) -> None:
        for scanner in self._running:
            scanner.close()


ALL = pytest.mark.parametrize("name", ["test", "airscan", "escl", "watched"])
VIRTUAL = pytest.mark.parametrize("name", ["airscan", "escl"])
SHOWING = pytest.mark.parametrize("name", ["airscan", "escl", "watched"])
