"""Scanners on Linux by SANE, through the `scanimage` program: no library of a vendor in our process.

The exit code of scanimage is the SANE status of the last side. Sides are written by it as PNM and laid down as JPEG
of quality 92 (a lineart side as PNG), because a lossless colour page takes seconds and ten megabytes.
"""

import io
import queue
import re
import shutil
import signal
import subprocess
import threading
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from PIL import Image

from desk.errors import (
    CoverOpen,
    DeskError,
    FeederEmpty,
    PaperJam,
    ScannerAbsent,
    ScannerBusy,
    ScannerLost,
    SourceUnsupported,
)
from desk.jobs import Progress
from desk.model.scanning import Device, RawPage, ScanRequest, Source
from desk.scan.spooling import lay_down, next_number

_LOOK_S = 7.0
_TICK_S = 0.1
_QUALITY = 92
_STATUS: dict[int, type[DeskError]] = {
    3: ScannerBusy, 4: SourceUnsupported, 6: PaperJam, 7: FeederEmpty, 8: CoverOpen, 9: ScannerLost, 11: ScannerAbsent,
}
"""SANE_Status numbers of the SANE standard 1.06, §4.2.7."""

_NO_DOCUMENTS = 7
_OPTION = re.compile(r"^\s+(--?[\w-]+)[ =]?\[?=?\(?(.*?)\)?\]? \[[^\]]*\]\s*$", re.MULTILINE)
_EXTENT = re.compile(r"[\d.]+\.\.([\d.]+)mm")


@dataclass(frozen=True, slots=True)
class _Abilities:
    sources: dict[Source, str]
    duplex: str | None
    modes: tuple[str, ...]
    dpis: tuple[int, ...]
    width_mm: float
    height_mm: float


class SaneScanner:
    """Drives every device that scanimage can see.

    Args:
        options: Options of scanimage added to each scan, for devices that need one.
    """

    name = "sane"

    def __init__(self, options: Sequence[str] = ()) -> None:
        self._options = tuple(options)

    def devices(self) -> list[Device]:
        """List the devices scanimage finds within 7 s; a device that does not tell its abilities is left out."""
        found = []
        for line in _run("-f", "%d|%v|%m|%t%n").splitlines():
            native, _, names = line.partition("|")
            vendor, _, rest = names.partition("|")
            model = rest.partition("|")[0]
            if not names:
                continue
            abilities = _abilities(native)
            found.append(
                Device(
                    id=f"sane:{native}", name=f"{vendor} {model}".strip(), driver="sane",
                    sources=(*abilities.sources, Source.AUTO), duplex=abilities.duplex is not None, dpis=abilities.dpis,
                )
            )
        return found

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable in the spool; cancelling leaves no half side.

        Raises:
            ScannerAbsent, ScannerBusy, FeederEmpty, PaperJam, CoverOpen, ScannerLost, SourceUnsupported, Cancelled.
        """
        native = request.device.removeprefix("sane:")
        number = next_number(spool)
        words = [*_order(native, request), *self._options, f"--batch={spool}/%05d.pnm", f"--batch-start={number}"]
        came = 0
        for file in _batch(words, progress):
            came += 1
            yield _laid_down(file, spool, request.dpi)
        if came == 0:
            raise FeederEmpty


def _run(*words: str) -> str:
    """Return what scanimage prints within 7 s, "" when it fails; ScannerAbsent when there is no scanimage."""
    program = shutil.which("scanimage")
    if program is None:
        raise ScannerAbsent(device="scanimage")
    try:
        done = subprocess.run([program, *words], capture_output=True, timeout=_LOOK_S, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode(errors="replace")


@cache
def _names() -> dict[str, tuple[Source, bool]]:
    data = tomllib.loads(resources.files("desk.scan").joinpath("sources.toml").read_text("utf-8"))
    return {
        name.lower(): (Source(row["source"]), bool(row.get("duplex", False)))
        for row in data["name"] for name in row["as"]
    }


def _abilities(native: str) -> _Abilities:
    options = dict(_OPTION.findall(_run("-d", native, "-A")))
    sources: dict[Source, str] = {}
    duplex = None
    for name in options.get("--source", "").split("|"):
        source, both = _names().get(name.lower(), (None, False))
        if both:
            duplex = name
        elif source is not None:
            sources.setdefault(source, name)
    if duplex is not None:
        sources.setdefault(Source.FEEDER, duplex)
    return _Abilities(
        sources=sources or {Source.GLASS: ""}, duplex=duplex, modes=tuple(options.get("--mode", "").split("|")),
        dpis=tuple(int(dpi) for dpi in re.findall(r"\b(\d+)(?=[|d])", options.get("--resolution", ""))),
        width_mm=_extent(options.get("-x", "")), height_mm=_extent(options.get("-y", "")),
    )


def _extent(values: str) -> float:
    found = _EXTENT.search(values)
    return float(found.group(1)) if found else 1e6


def _order(native: str, request: ScanRequest) -> list[str]:
    """Return the words for scanimage, in the device's own names."""
    abilities = _abilities(native)
    wanted = request.source
    if wanted is Source.AUTO:
        wanted = Source.FEEDER if Source.FEEDER in abilities.sources else Source.GLASS
    name = abilities.sources.get(wanted)
    if name is None or (request.duplex and abilities.duplex is None):
        raise SourceUnsupported(source=wanted.value)
    if request.duplex and wanted is Source.FEEDER:
        name = abilities.duplex
    words = ["-d", native, "--format=pnm", "--batch-print", f"--resolution={request.dpi}"]
    words += [f"--source={name}"] if name else []
    mode = next((m for m in abilities.modes if m.lower() == ("color" if request.colour else "gray")), None)
    words += [f"--mode={mode}"] if mode else []
    words += ["-x", f"{min(request.width_mm, abilities.width_mm):g}"]
    words += ["-y", f"{min(request.height_mm, abilities.height_mm):g}"]
    most = 1 if wanted is Source.GLASS else request.limit
    return [*words, f"--batch-count={most}"] if most else words


def _batch(words: Sequence[str], progress: Progress) -> Iterator[Path]:
    """Run scanimage and yield each file it has finished; raise the fault its end means."""
    program = shutil.which("scanimage")
    if program is None:
        raise ScannerAbsent(device="scanimage")
    with subprocess.Popen([program, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        came = 0
        try:
            for line in _lines(running, progress):
                came += 1
                yield Path(line)
            code = running.wait()
        finally:
            _stop(running)
    if code and not (code == _NO_DOCUMENTS and came):
        raise _STATUS.get(code, ScannerLost)()


def _lines(running: "subprocess.Popen[bytes]", progress: Progress) -> Iterator[str]:
    """Yield the lines scanimage prints, looking every 0.1 s whether a person has cancelled."""
    heard: queue.Queue[str | None] = queue.Queue()

    def listen() -> None:
        for line in running.stdout or ():
            heard.put(line.decode().strip())
        heard.put(None)

    threading.Thread(target=listen, daemon=True).start()
    while True:
        progress.check()
        try:
            line = heard.get(timeout=_TICK_S)
        except queue.Empty:
            continue
        if line is None:
            return
        if line:
            yield line


def _stop(running: "subprocess.Popen[bytes]") -> None:
    """End scanimage: asked by SIGINT it leaves no half file; after 3 s it is ended."""
    if running.poll() is None:
        running.send_signal(signal.SIGINT)
        try:
            running.wait(3)
        except subprocess.TimeoutExpired:
            running.kill()


def _laid_down(file: Path, spool: Path, dpi: int) -> RawPage:
    """Lay a PNM side down in a form that travels, and remove the PNM."""
    packed = io.BytesIO()
    with Image.open(file) as picture:
        lineart = picture.mode == "1"
        if lineart:
            picture.save(packed, "PNG", dpi=(dpi, dpi))
        else:
            picture.convert(picture.mode if picture.mode in ("L", "RGB") else "L").save(
                packed, "JPEG", quality=_QUALITY, dpi=(dpi, dpi)
            )
    side = lay_down(spool, packed.getvalue(), "image/png" if lineart else "image/jpeg", dpi, int(file.stem))
    file.unlink()
    return side
