"""What a network scanner says of itself (khả năng máy quét): ScannerCapabilities of eSCL as a `Device` and settings.

Whatever it says is of a stranger: numbers are bounded, names are cut to a line.
"""

import re
from xml.etree.ElementTree import Element

from desk.errors import SourceUnsupported
from desk.model.scanning import Device, Mode, ScanRequest, Source
from desk.scan.line import Line

SCAN = "{http://schemas.hp.com/imaging/escl/2011/05/03}"
PWG = "{http://www.pwg.org/schemas/2010/12/sm}"

_MODES = {
    "RGB24": Mode.COLOUR, "RGB48": Mode.COLOUR, "Grayscale8": Mode.GREY, "Grayscale16": Mode.GREY,
    "BlackAndWhite1": Mode.LINEART,
}  # fmt: skip
USUAL_DPIS = (75, 100, 150, 200, 240, 300, 400, 600, 1200)
_UUID = re.compile(r"[0-9a-f][0-9a-f-]{7,63}")
_SERIAL = re.compile(r"(?=.*[1-9A-Za-z])[\w./-]{3,64}", re.ASCII)
_LONGEST_NAME = 80
_UNITS_PER_MM = 300 / 25.4

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.6</pwg:Version><scan:Intent>Document</scan:Intent>
<pwg:ScanRegions><pwg:ScanRegion><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
<pwg:XOffset>{left}</pwg:XOffset><pwg:YOffset>{top}</pwg:YOffset>
<pwg:Width>{width}</pwg:Width><pwg:Height>{height}</pwg:Height>
</pwg:ScanRegion></pwg:ScanRegions><pwg:InputSource>{source}</pwg:InputSource><scan:Duplex>{duplex}</scan:Duplex>
<scan:ColorMode>{colour}</scan:ColorMode><scan:XResolution>{dpi}</scan:XResolution>
<scan:YResolution>{dpi}</scan:YResolution><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat>
<scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:ScanSettings>"""


def read_device(line: Line, root: Element) -> Device:
    """Return the device that its capabilities describe."""
    sources = [Source.GLASS] if root.find(f"{SCAN}Platen") is not None else []
    sources += [Source.FEEDER] if root.find(f"{SCAN}Adf") is not None else []
    name = one_line(root.findtext(f"{PWG}MakeAndModel") or "") or line.address
    return Device(
        id=f"escl:{line.address}", name=name, driver="escl", sources=(*sources, Source.AUTO),
        duplex=root.find(f"{SCAN}Adf/{SCAN}AdfDuplexInputCaps") is not None, dpis=_dpis(root),
        modes=_modes(root), width_mm=_widest(root, "MaxWidth"), height_mm=_widest(root, "MaxHeight"),
        identity=_identity(name, root), host=line.host,
    )  # fmt: skip


class Settings:
    """What a request means on this very device: its nearest source, resolution, colours and size.

    Attributes:
        dpi: What the sides will have.
        body: The request in the words of eSCL.

    Raises:
        SourceUnsupported.
    """

    def __init__(self, device: Device, root: Element, request: ScanRequest, *, loaded: bool) -> None:
        source = _source(device, request, loaded=loaded)
        self.from_feeder = source is Source.FEEDER
        duplex = request.duplex and self.from_feeder
        feeder = f"{SCAN}Adf/{SCAN}Adf{'Duplex' if duplex else 'Simplex'}InputCaps"
        caps = root.find(feeder if self.from_feeder else f"{SCAN}Platen/{SCAN}PlatenInputCaps")
        dpis = (_dpis(caps) if caps is not None else ()) or device.dpis
        self.dpi = next((dpi for dpi in dpis if dpi >= request.dpi), max(dpis, default=request.dpi))
        colour = request.colour and (Mode.COLOUR in device.modes or Mode.GREY not in device.modes)
        from_left, from_top = (0.0, 0.0) if self.from_feeder else (request.left_mm, request.top_mm)
        left, width = _span(from_left, request.width_mm, caps, "MaxWidth")
        top, height = _span(from_top, request.height_mm, caps, "MaxHeight")
        self.body = _SETTINGS.format(
            left=left, top=top, width=width, height=height,
            source="Feeder" if self.from_feeder else "Platen", duplex="true" if duplex else "false",
            colour="RGB24" if colour else "Grayscale8", dpi=self.dpi,
        )  # fmt: skip


def _source(device: Device, request: ScanRequest, *, loaded: bool) -> Source:
    wanted = request.source
    if wanted is Source.AUTO:
        feeds = Source.FEEDER in device.sources and (loaded or Source.GLASS not in device.sources)
        wanted = Source.FEEDER if feeds else Source.GLASS
    if wanted not in device.sources or (request.duplex and not device.duplex):
        raise SourceUnsupported(source=wanted.value)
    return wanted


def number_of(text: str | None, most: int = 1_000_000) -> int | None:
    """Return a whole number that a device told, None when it is none or beyond reason."""
    digits = (text or "").strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return min(int(digits), most)


def _dpis(root: Element) -> tuple[int, ...]:
    told = root.findall(f".//{SCAN}DiscreteResolution/{SCAN}XResolution")
    found = {dpi for step in told if (dpi := number_of(step.text, 9600))}
    for span in root.iter(f"{SCAN}XResolutionRange"):
        least, most = number_of(span.findtext(f"{SCAN}Min")), number_of(span.findtext(f"{SCAN}Max"))
        if least is not None and most is not None:
            found |= {dpi for dpi in USUAL_DPIS if least <= dpi <= most}
    return tuple(sorted(found))[:20]


def _modes(root: Element) -> tuple[Mode, ...]:
    found = {_MODES[text] for mode in root.iter(f"{SCAN}ColorMode") if (text := (mode.text or "").strip()) in _MODES}
    return tuple(mode for mode in Mode if mode in found)


def _widest(root: Element, name: str) -> float:
    told = [length for one in root.iter(f"{SCAN}{name}") if (length := number_of(one.text, 100_000))]
    return round(max(told, default=0) / _UNITS_PER_MM, 1)


def _span(start_mm: float, wanted_mm: float, caps: Element | None, name: str) -> tuple[int, int]:
    """Return where a length begins and how long it is, in 1/300 inch, ending where the device ends."""
    most = number_of(caps.findtext(f"{SCAN}{name}")) if caps is not None else None
    start, wanted = round(start_mm * _UNITS_PER_MM), round(wanted_mm * _UNITS_PER_MM)
    if not most:
        return start, wanted
    start = min(start, most - 1)
    return start, min(wanted, most - start)


def _identity(name: str, root: Element) -> str:
    uuid = (root.findtext(f"{SCAN}UUID") or "").strip().lower().removeprefix("urn:uuid:")
    if _UUID.fullmatch(uuid):
        return f"uuid:{uuid}"
    serial = (root.findtext(f"{PWG}SerialNumber") or "").strip()
    return f"serial:{name}/{serial}" if _SERIAL.fullmatch(serial) else ""


def one_line(text: str) -> str:
    """Return a stranger's name as one line that a list can show."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_NAME]
