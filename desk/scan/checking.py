"""A test of the way to a network scanner (thử đường tới máy quét mạng), step by step, for who cannot reach it."""

from dataclasses import dataclass, field

from desk.errors import DeskError, ScannerAbsent, ScannerChanged
from desk.scan.escl_device import SCAN, read_device
from desk.scan.known import Known
from desk.scan.line import Ask, Line

_TRAYS = {"ScannerAdfLoaded": "loaded", "ScannerAdfEmpty": "empty", "": "unknown"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way.

    Attributes:
        name: "address", "reach", "certificate", "plain", "escl" or "state"; words stand in the messages at `device`.
        ok: Whether the way goes on from here.
        context: What fills the words.
    """

    name: str
    ok: bool
    context: dict[str, str] = field(default_factory=dict)


def check_line(address: str, known: Known | None = None) -> list[Step]:
    """Walk the way to an address and return the steps up to the first that fails; takes up to 12 s, raises nothing."""
    try:
        line = Line(address, known)
    except ScannerAbsent:
        return [Step("address", ok=False)]
    steps = [Step("address", ok=True, context={"host": line.host})]
    port = line.place.rpartition(":")[2]
    try:
        answer = line.ask(Ask("GET", "ScannerCapabilities"))
    except ScannerChanged as fault:
        told = {name: str(fault.context[name]) for name in ("fingerprint", "before")}
        return [*steps, Step("reach", ok=True, context={"port": port}), Step("certificate", ok=False, context=told)]
    except ScannerAbsent:
        return [*steps, Step("reach", ok=False, context={"port": port})]
    except DeskError:
        return [*steps, Step("reach", ok=True, context={"port": port}), Step("escl", ok=False)]
    steps += [Step("reach", ok=True, context={"port": port}), _security(line)]
    try:
        device = read_device(line, answer.xml()) if answer.status == 200 else None
    except DeskError:
        device = None
    if device is None:
        return [*steps, Step("escl", ok=False)]
    return [*steps, Step("escl", ok=True, context={"name": device.name}), _state(line)]


def _security(line: Line) -> Step:
    return Step("certificate", ok=True, context={"fingerprint": line.fingerprint}) if line.certificate else Step(
        "plain", ok=True
    )  # fmt: skip


def _state(line: Line) -> Step:
    try:
        told = line.ask(Ask("GET", "ScannerStatus")).xml().findtext(f"{SCAN}AdfState") or ""
    except DeskError:
        return Step("state", ok=False)
    return Step("state", ok=True, context={"feeder": _TRAYS.get(told, "fault")})
