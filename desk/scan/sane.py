"""Scanners on Linux by SANE, through the `scanimage` program: no library of a vendor in our process.

The exit code of scanimage is the SANE status of the last side. It hands over bare pixels (PNM), whatever the device
sent; they are laid down as JPEG of quality 92 with full colour (a lineart side as PNG), because a lossless colour page
takes seconds and ten megabytes.
"""

import io
import re
import shutil
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

from desk.errors import (
    CoverOpen,
    DeskError,
    FeederEmpty,
    PageTruncated,
    PaperJam,
    ScannerAbsent,
    ScannerBusy,
    ScannerLost,
    SourceUnsupported,
    WorkerOverTime,
)
from desk.jobs import Program, Progress, run_program
from desk.model.scanning import Device, Mode, RawPage, ScanRequest, Source
from desk.scan.escl_device import USUAL_DPIS, one_line
from desk.scan.line import near_address_in
from desk.scan.overrides import corrected, extra_options
from desk.scan.spooling import RAW, lay_down, next_number

_LOOK_S = 7.0
_TELL_S = 3.0
_QUALITY = 92
_STATUS: dict[int, type[DeskError]] = {
    3: ScannerBusy, 4: SourceUnsupported, 6: PaperJam, 7: FeederEmpty, 8: CoverOpen, 9: ScannerLost, 11: ScannerAbsent,
}  # fmt: skip
"""SANE_Status numbers of the SANE standard 1.06, §4.2.7."""

_SAID = {
    "Device busy": 3, "Document feeder jammed": 6, "Document feeder out of documents": 7, "Scanner cover is open": 8,
    "Error during device I/O": 9, "Access to resource has been denied": 11,
}  # fmt: skip
"""What sane_strstatus says of them, for a scanimage that does not come to its end."""

_NO_DOCUMENTS = 7
_UNSAID = 1
"""What scanimage ends with when it cannot open a device, whatever the reason."""

_FAREWELL = "Batch terminated"
_OPTION = re.compile(
    r"^\s+(--?[\w-]+)(?:\[=\(([^)]*)\)\]|(?: (.*?))?) \[(.*?)\](?: \[(?:advanced|hardware|read-only)\])*\s*$",
    re.MULTILINE,
)
"""Name, values of a switch, values of another option, value now."""

_EXTENT = re.compile(r"[\d.]+\.\.([\d.]+)mm")
_RANGE = re.compile(r"^(\d+)\.\.(\d+)dpi")
_ENDLESS_MM = 1e6
_MOST = 40
_PROTOCOLS = ("eSCL", "WSD")
"""What sane-airscan tells as the vendor."""

_USB = re.compile(r"libusb:\d+:\d+|/dev/usb")
"""Numbers of a place that are others after the cable was out."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a device says it can.

    Attributes:
        sources: Its own name for each source; "" when it has one source and no name for it.
        duplex: Words for scanimage that make the feeder draw both sides; none = it cannot.
        guards: Words that make the feeder stop at two sheets drawn at once, for devices that can.
    """

    sources: dict[Source, str]
    duplex: tuple[str, ...]
    modes: tuple[str, ...]
    dpis: tuple[int, ...]
    width_mm: float
    height_mm: float
    guards: tuple[str, ...] = ()


class SaneScanner:
    """Drives every device that scanimage can see.

    Args:
        options: Options of scanimage added to each scan, for devices that need one.
        own: The office's own rows of what devices say wrongly.
    """

    name = "sane"

    def __init__(self, options: Sequence[str] = (), own: Path | None = None) -> None:
        self._options, self._own = tuple(options), own
        self._ready: dict[str, Abilities] = {}

    def devices(self) -> list[Device]:
        """List the devices scanimage finds within 7 s; one that does not tell its abilities in time has AUTO alone."""
        until = time.monotonic() + _LOOK_S
        told = _told(_LOOK_S, "-f", "%d|%v|%m|%t%n").splitlines()
        natives = [line.split("|", 3) for line in told if line.count("|") >= 3][:_MOST]
        shown = {device.id for device in corrected([_device(words, None) for words in natives], self._own)}
        natives = [words for words in natives if f"sane:{words[0]}" in shown]
        if not natives:
            return []
        with ThreadPoolExecutor(len(natives)) as asking:
            abilities = asking.map(lambda words: _abilities_within(words[0], until), natives)
            found = [_device(words, able) for words, able in zip(natives, abilities, strict=True)]
        often = Counter(device.identity for device in found)
        alike = [replace(device, identity="") if often[device.identity] > 1 else device for device in found]
        return corrected(alike, self._own)

    def stand_by(self, device: str) -> None:
        """Ask a device already what it can, so that the next scan need not; one that does not answer is left."""
        native = device.removeprefix("sane:")
        with suppress(ScannerAbsent, ScannerBusy):
            self._ready[native] = ask_abilities(native, _LOOK_S)

    def trust(self, device: str) -> None:
        """SANE shows us no certificate."""

    def close(self) -> None:
        """Nothing is held open."""

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable in the spool; cancelling leaves no half side.

        Raises:
            ScannerAbsent, ScannerBusy, FeederEmpty, PaperJam, CoverOpen, ScannerLost, SourceUnsupported, Cancelled.
        """
        native = request.device.removeprefix("sane:")
        abilities = self._ready.pop(native, None) or ask_abilities(native, _LOOK_S)
        came = 0
        for source in _sources(request, abilities):
            for side in self._sides(_order(native, abilities, request, source), request, spool, progress):
                came += 1
                yield side
                progress.say(came, max(request.limit or 0, came + 1))
            if came:
                return
        raise FeederEmpty

    def _sides(self, words: Sequence[str], request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Run one batch of scanimage; an empty feeder gives nothing, every other trouble raises its fault."""
        raw, number, came = spool / RAW, next_number(spool), 0
        raw.mkdir(exist_ok=True)
        batch = [f"--batch={raw}/%05d.pnm", f"--batch-start={number}", "--batch-print"]
        extra = extra_options(request.device, self._own)
        with Program([_program(), *words, *self._options, *extra, *batch], _FAREWELL) as running:
            for line in running.lines(progress):
                came += 1
                yield _laid_down(Path(line), spool, request.dpi)
            code = running.code(progress)
            code = _code_said(running.errors) or code or 0 if code in (None, _UNSAID) else code
        if code and code != _NO_DOCUMENTS:
            raise _STATUS.get(code, ScannerLost)(device=request.device)


def _code_said(errors: str) -> int:
    """Return the status that scanimage told of in words: before a scan, or when a driver hangs as it is closed."""
    return next((code for words, code in _SAID.items() if words in errors), 0)


def _program() -> str:
    program = shutil.which("scanimage")
    if program is None:
        raise ScannerAbsent(device="scanimage")
    return program


def _told(seconds: float, *words: str) -> str:
    """Return what scanimage prints within so many seconds, "" when it is silent or fails.

    Raises:
        ScannerBusy: it says that somebody else has the device.
    """
    try:
        ended = run_program([_program(), *words], seconds)
    except WorkerOverTime:
        return ""
    told = ended.out.decode(errors="replace")
    if not told and _STATUS.get(_code_said(ended.errors)) is ScannerBusy:
        raise ScannerBusy
    return told


def _device(words: Sequence[str], abilities: Abilities | None) -> Device:
    native, vendor, model, kind = words[:4]
    name = one_line(" ".join(part for part in (vendor, model) if part and part not in _PROTOCOLS))
    host = near_address_in(kind if kind.startswith("ip=") else native)
    identity = f"host:{host}/{name}" if host and not host.startswith("127.") else ""
    if _USB.search(native):
        identity = f"usb:{native.partition(':')[0]}/{name}"
    bare = Device(f"sane:{native}", name, "sane", (Source.AUTO,), identity=identity, host=host)
    if abilities is None:
        return bare
    modes = {mode for told in abilities.modes if (mode := _mode_of(told)) is not None}
    return replace(
        bare, sources=(*abilities.sources, Source.AUTO), duplex=bool(abilities.duplex), dpis=abilities.dpis,
        modes=tuple(mode for mode in Mode if mode in modes), width_mm=_told_mm(abilities.width_mm),
        height_mm=_told_mm(abilities.height_mm),
    )  # fmt: skip


def _told_mm(length: float) -> float:
    return 0.0 if length >= _ENDLESS_MM else length


def _mode_of(told: str) -> Mode | None:
    name, words = told.lower(), _words()
    return Mode.COLOUR if name in words.colour else Mode.GREY if name in words.grey else (
        Mode.LINEART if name in words.lineart else None
    )  # fmt: skip


# -- abilities --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """What `sources.toml` says, in small letters."""

    names: dict[str, tuple[Source, bool]]
    both: dict[str, str]
    guards: dict[str, str]
    colour: list[str]
    grey: list[str]
    lineart: list[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(resources.files("desk.scan").joinpath("sources.toml").read_text("utf-8"))
    names = {
        name.lower(): (Source(row["source"]), bool(row.get("duplex", False)))
        for row in data["name"] for name in row["as"]
    }  # fmt: skip
    both, guards = ({row["option"]: row["value"] for row in data[kind]} for kind in ("both", "guard"))
    modes = ([mode.lower() for mode in data["mode"][kind]] for kind in ("colour", "grey", "lineart"))
    return _Words(names, both, guards, *modes)


def ask_abilities(native: str, seconds: float) -> Abilities:
    """Ask a device for its options; ScannerAbsent when it tells nothing in time, ScannerBusy when others have it."""
    told = _told(seconds, "-d", native, "-A")
    if not told:
        raise ScannerAbsent(device=native)
    return read_abilities(told)


def _abilities_within(native: str, until: float) -> Abilities | None:
    seconds = min(_TELL_S, until - time.monotonic())
    try:
        return ask_abilities(native, seconds) if seconds > 0 else None
    except (ScannerAbsent, ScannerBusy):
        return None


def read_abilities(told: str) -> Abilities:
    """Read what `scanimage -A` prints; options that are inactive count as absent."""
    found = [(name, switch or values, now) for name, switch, values, now in _OPTION.findall(told)]
    options = {name: values for name, values, now in found if now != "inactive"}
    sources, duplex = _read_sources(options.get("--source", ""))
    for name, values, _ in found:
        value = _words().both.get(name, "")
        if value and value in values.split("|") and Source.FEEDER in sources and not duplex:
            duplex = (f"--source={sources[Source.FEEDER]}", f"{name}={value}")
    guards = tuple(
        f"{option}={value}" for option, value in _words().guards.items()
        if any(name == option and value in values.split("|") for name, values, _ in found)
    )  # fmt: skip
    return Abilities(
        guards=guards, sources=sources or {Source.GLASS: ""}, duplex=duplex,
        modes=tuple(options.get("--mode", "").split("|")),
        dpis=_dpis(options.get("--resolution", "")), width_mm=_extent(options.get("-x", "")),
        height_mm=_extent(options.get("-y", "")),
    )  # fmt: skip


def _read_sources(values: str) -> tuple[dict[Source, str], tuple[str, ...]]:
    sources: dict[Source, str] = {}
    both = ""
    for name in filter(None, values.split("|")):
        source, is_both = _words().names.get(name.lower(), (None, False))
        if is_both:
            both = both or name
        elif source is not None:
            sources.setdefault(source, name)
    if both:
        sources.setdefault(Source.FEEDER, both)
    return sources, (f"--source={both}",) if both else ()


def _dpis(values: str) -> tuple[int, ...]:
    range_of = _RANGE.match(values)
    if range_of:
        least, most = map(int, range_of.groups())
        return tuple(dpi for dpi in USUAL_DPIS if least <= dpi <= most)
    return tuple(sorted(int(dpi) for dpi in re.findall(r"\b(\d+)(?=\||dpi)", values)))


def _extent(values: str) -> float:
    found = _EXTENT.search(values)
    return float(found.group(1)) if found else _ENDLESS_MM


# -- one batch --------------------------------------------------------------------------------------------------------


def _sources(request: ScanRequest, abilities: Abilities) -> tuple[Source, ...]:
    """Return the sources to try, the next one when the one before is empty."""
    if request.source is Source.AUTO:
        wanted = tuple(source for source in (Source.FEEDER, Source.GLASS) if source in abilities.sources)
    else:
        wanted = (request.source,)
    if wanted[0] not in abilities.sources or (request.duplex and not abilities.duplex):
        raise SourceUnsupported(source=request.source.value)
    return wanted


def _order(native: str, abilities: Abilities, request: ScanRequest, source: Source) -> list[str]:
    """Return the words for scanimage, in the device's own names."""
    name = abilities.sources[source]
    words = ["-d", native, "--format=pnm"]
    if request.duplex and source is Source.FEEDER:
        words += abilities.duplex
    elif name:
        words += [f"--source={name}"]
    words += [f"--resolution={request.dpi}"]
    mode = _mode(abilities, colour=request.colour)
    words += [f"--mode={mode}"] if mode else []
    left, top = (request.left_mm, request.top_mm) if source is Source.GLASS else (0.0, 0.0)
    words += ["-l", f"{left:g}", "-t", f"{top:g}"] if left or top else []
    words += ["-x", f"{min(request.width_mm, abilities.width_mm - left):g}"]
    words += ["-y", f"{min(request.height_mm, abilities.height_mm - top):g}"]
    words += abilities.guards if source is Source.FEEDER else ()
    most = 1 if source is Source.GLASS else request.limit
    return [*words, f"--batch-count={most}"] if most else words


def _mode(abilities: Abilities, *, colour: bool) -> str:
    """Return the device's name for colour or grey, the first of ours that it knows; "" when it knows none."""
    own = {mode.lower(): mode for mode in abilities.modes}
    wanted = _words().colour if colour else _words().grey
    return next((own[name] for name in wanted if name in own), "")


def _laid_down(file: Path, spool: Path, dpi: int) -> RawPage:
    """Lay a PNM side down in a form that travels, and remove the PNM."""
    from PIL import Image

    packed = io.BytesIO()
    try:
        with Image.open(file, formats=["PPM"]) as picture:
            lineart = picture.mode == "1"
            if lineart:
                picture.save(packed, "PNG", dpi=(dpi, dpi))
            else:
                whole = picture.convert(picture.mode if picture.mode in ("L", "RGB") else "L")
                whole.save(packed, "JPEG", quality=_QUALITY, subsampling="4:4:4", dpi=(dpi, dpi))
    except (OSError, ValueError, SyntaxError) as fault:
        raise PageTruncated from fault
    side = lay_down(spool, packed.getvalue(), "image/png" if lineart else "image/jpeg", dpi, int(file.stem))
    file.unlink()
    return side
