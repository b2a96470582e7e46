"""Scanners on Windows by WIA (Windows Image Acquisition), for what is at a cable and speaks no eSCL.

Not proved on a real device: this has run against a stand-in of the COM objects alone, and says so (`Device.proved`).
Sources: "Windows Image Acquisition Automation Library" and the WIA property and error constants (wiadef.h), Microsoft.
"""

import importlib
import io
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import Image

from desk.errors import (
    CoverOpen,
    DeskError,
    DoubleFeed,
    FeederEmpty,
    PageTruncated,
    PaperJam,
    ScannerAbsent,
    ScannerBusy,
    ScannerLost,
    SourceUnsupported,
)
from desk.jobs import Progress
from desk.model.scanning import Device, Mode, RawPage, ScanRequest, Source
from desk.scan.escl_device import USUAL_DPIS, one_line
from desk.scan.line import near_address_in
from desk.scan.overrides import corrected
from desk.scan.spooling import RAW, has_end, lay_down, next_number, sniff

_SCANNER = 1
_NAME, _PORT = "Name", "Port"

# WIA_DPS_*: properties of the device; WIA_IPS_*: of what it scans.
_CAPABILITIES, _STATUS, _SELECT, _PAGES = 3086, 3087, 3088, 3096
_BED_WIDTH, _BED_HEIGHT, _FEED_WIDTH, _FEED_HEIGHT = 3074, 3075, 3076, 3077
_INTENT, _XRES, _YRES, _XPOS, _YPOS, _XEXTENT, _YEXTENT = 6146, 6147, 6148, 6149, 6150, 6151, 6152

_CAN_FEED, _CAN_FLAT, _CAN_DUPLEX = 0x1, 0x2, 0x4
_FEED_READY = 0x1
_FEEDER, _FLATBED, _DUPLEX = 0x1, 0x2, 0x4
_COLOUR, _GREY = 1, 2
_SIZES = ((_BED_WIDTH, _BED_HEIGHT), (_FEED_WIDTH, _FEED_HEIGHT))
_JPEG = "{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}"
_MILS_PER_MM = 1000 / 25.4
_MM_PER_INCH = 25.4

_FAULTS: dict[int, type[DeskError]] = {
    0x80210002: PaperJam,
    0x80210003: FeederEmpty,
    0x80210004: PaperJam,
    0x80210005: ScannerAbsent,
    0x80210006: ScannerBusy,
    0x80210007: ScannerBusy,
    0x80210008: CoverOpen,
    0x8021000D: ScannerBusy,
    0x80210010: CoverOpen,
    0x80210014: DoubleFeed,
    0x80210015: ScannerAbsent,
    0x80210016: CoverOpen,
    0x80210019: ScannerBusy,
    0x80210020: DoubleFeed,
}
"""WIA_ERROR_*; the header and the manual number the open cover and the double feed differently, so both stand here."""

_PAGES_END = 0x80210003
_QUALITY = 92

Connect = Callable[[], tuple[Any, type[Exception]]]
"""Returns the device manager, and the class its faults are of, which tell their number as `hresult`."""


def connect() -> tuple[Any, type[Exception]]:
    """Return the device manager of this Windows.

    Raises:
        ScannerAbsent: there is none, as on another system or where WIA is switched off.
    """
    if sys.platform == "win32":
        comtypes: Any = importlib.import_module("comtypes")
        client: Any = importlib.import_module("comtypes.client")
        comtypes.CoInitialize()
        try:
            return client.CreateObject("WIA.DeviceManager", dynamic=True), comtypes.COMError
        except (OSError, comtypes.COMError) as fault:
            raise ScannerAbsent(device="WIA") from fault
    else:
        raise ScannerAbsent(device="WIA")


class WiaScanner:
    """Drives every device that Windows has a WIA driver for.

    Args:
        own: The office's own rows of what devices say wrongly.
        connecting: The way to the device manager.
    """

    name = "wia"

    def __init__(self, own: Path | None = None, connecting: Connect = connect) -> None:
        self._own, self._connecting = own, connecting

    def devices(self) -> list[Device]:
        """List the scanners Windows knows; one that cannot be opened now has AUTO alone.

        One that leaves meanwhile is left out, and where Windows does not answer at all there are none.
        """
        try:
            manager, com_error = self._connecting()
        except ScannerAbsent:
            return []
        found: list[Device] = []
        with suppress(com_error):
            infos = manager.DeviceInfos
            for number in range(1, infos.Count + 1):
                with suppress(com_error):
                    info = infos.Item(number)
                    if info.Type == _SCANNER:
                        found.append(_device(info, com_error))
        return corrected(found, self._own)

    def stand_by(self, device: str) -> None:
        """Load what a scan needs; the device is left alone, as opening it takes it from others."""
        with suppress(ScannerAbsent):
            self._connecting()

    def trust(self, device: str) -> None:
        """Windows shows us no certificate."""

    def close(self) -> None:
        """Nothing is held open."""

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield each side once it is durable in the spool.

        Windows cannot be interrupted within a side: a cancel takes effect between two, or ends this process.

        Raises:
            ScannerAbsent, ScannerBusy, FeederEmpty, PaperJam, DoubleFeed, CoverOpen, PageTruncated, ScannerLost,
            SourceUnsupported, Cancelled.
        """
        manager, com_error = self._connecting()
        try:
            open_one = _Open(manager, request, com_error)
            open_one.set_up()
            yield from open_one.sides(spool, progress)
        except com_error as fault:
            raise _FAULTS.get(_number(fault), ScannerLost)(device=request.device) from fault


class _Open:
    """A device that is open for one request; faults of COM pass through.

    Raises:
        ScannerAbsent: Windows does not know it any more. SourceUnsupported.
    """

    def __init__(self, manager: Any, request: ScanRequest, com_error: type[Exception]) -> None:  # noqa: ANN401 -- COM
        native = request.device.removeprefix("wia:")
        info = next((one for one in _all(manager.DeviceInfos) if one.DeviceID == native), None)
        if info is None:
            raise ScannerAbsent(device=native)
        self._request, self._com_error = request, com_error
        self._device = info.Connect()
        self._source = self._source_for(_told(self._device, _CAPABILITIES) or 0)

    def _source_for(self, can: int) -> Source:
        wanted, feeds, lies = self._request.source, bool(can & _CAN_FEED), bool(can & _CAN_FLAT) or not can
        if wanted is Source.AUTO:
            loaded = bool((_told(self._device, _STATUS) or 0) & _FEED_READY)
            wanted = Source.FEEDER if feeds and (loaded or not lies) else Source.GLASS
        able = feeds if wanted is Source.FEEDER else lies
        if not able or (self._request.duplex and not can & _CAN_DUPLEX):
            raise SourceUnsupported(source=wanted.value)
        return wanted

    def set_up(self) -> None:
        """Say what is wanted, in the order that drivers need; what a driver does not take stays as it has it."""
        request = self._request
        duplex = _DUPLEX if request.duplex else 0
        select = _FEEDER | duplex if self._source is Source.FEEDER else _FLATBED
        self._set(self._device, _SELECT, select)
        self._set(self._device, _PAGES, 1)
        item, (wide, tall) = self._item, self._largest_mm()
        self._set(item, _INTENT, _COLOUR if request.colour else _GREY)
        for prop in (_XRES, _YRES):
            self._set(item, prop, request.dpi)
        left, top = (request.left_mm, request.top_mm) if self._source is Source.GLASS else (0.0, 0.0)
        spans = (_XPOS, left), (_YPOS, top), (_XEXTENT, min(request.width_mm, wide - left)), (
            _YEXTENT, min(request.height_mm, tall - top))  # fmt: skip
        for prop, length_mm in spans:
            self._set(item, prop, round(max(0.0, length_mm) / _MM_PER_INCH * request.dpi))

    def sides(self, spool: Path, progress: Progress) -> Iterator[RawPage]:
        """Yield side after side until the paper ends."""
        number, came = next_number(spool), 0
        most = 1 if self._source is Source.GLASS else self._request.limit
        while most is None or came < most:
            progress.check()
            try:
                data = _bytes_of(self._item.Transfer(_JPEG), spool)
            except self._com_error as fault:
                if _number(fault) == _PAGES_END and came:
                    return
                raise
            came += 1
            yield lay_down(spool, data, sniff(data), self._request.dpi, number)
            progress.say(came, max(most or 0, came + 1))
            number += 1

    @property
    def _item(self) -> Any:  # noqa: ANN401 -- COM
        return self._device.Items.Item(1)

    def _set(self, whose: Any, prop: int, value: int) -> None:  # noqa: ANN401 -- COM
        with suppress(self._com_error):
            if whose.Properties.Exists(str(prop)):
                whose.Properties.Item(str(prop)).Value = value

    def _largest_mm(self) -> tuple[float, float]:
        feeds = self._source is Source.FEEDER
        sizes = (_FEED_WIDTH, _FEED_HEIGHT) if feeds else (_BED_WIDTH, _BED_HEIGHT)
        wide, tall = (_told(self._device, prop) for prop in sizes)
        return (wide or 10**6) / _MILS_PER_MM, (tall or 10**6) / _MILS_PER_MM


def _device(info: Any, com_error: type[Exception]) -> Device:  # noqa: ANN401 -- COM
    name = _text(info, _NAME) or str(info.DeviceID)
    host = near_address_in(_text(info, _PORT))
    identity = f"host:{host}/{name}" if host else ""
    sources, duplex, sizes = (Source.AUTO,), False, (0.0, 0.0)
    with suppress(com_error):
        opened = info.Connect()
        can = _told(opened, _CAPABILITIES) or 0
        sources = (
            *((Source.GLASS,) if can & _CAN_FLAT or not can else ()), *((Source.FEEDER,) if can & _CAN_FEED else ()),
            Source.AUTO,
        )  # fmt: skip
        duplex = bool(can & _CAN_DUPLEX)
        told = [[_told(opened, prop) or 0 for prop in pair] for pair in _SIZES]
        sizes = max(told[0][0], told[1][0]) / _MILS_PER_MM, max(told[0][1], told[1][1]) / _MILS_PER_MM
    return Device(
        f"wia:{info.DeviceID}", name, "wia", sources, duplex, USUAL_DPIS[:8], (Mode.COLOUR, Mode.GREY),
        round(sizes[0], 1), round(sizes[1], 1), identity=identity, host=host, proved=False,
    )  # fmt: skip


def _bytes_of(picture: Any, spool: Path) -> bytes:  # noqa: ANN401 -- COM
    """Return a side whole; a driver that does not know JPEG gives a bitmap, which is coded as one."""
    raw = spool / RAW
    raw.mkdir(exist_ok=True)
    file = raw / "side"
    file.unlink(missing_ok=True)
    picture.SaveFile(str(file))
    data = file.read_bytes()
    file.unlink()
    if data.startswith(b"BM"):
        data = _as_jpeg(data)
    if not has_end(data[:16], data[-4096:]):
        raise PageTruncated
    return data


def _as_jpeg(bitmap: bytes) -> bytes:
    packed = io.BytesIO()
    try:
        with Image.open(io.BytesIO(bitmap), formats=["BMP"]) as picture:
            grey = picture.mode in ("1", "L")
            picture.convert("L" if grey else "RGB").save(packed, "JPEG", quality=_QUALITY, subsampling="4:4:4")
    except (OSError, ValueError, SyntaxError) as fault:
        raise PageTruncated from fault
    return packed.getvalue()


def _all(collection: Any) -> list[Any]:  # noqa: ANN401 -- COM counts from 1
    return [collection.Item(number) for number in range(1, collection.Count + 1)]


def _told(whose: Any, prop: int) -> int | None:  # noqa: ANN401 -- COM
    if not whose.Properties.Exists(str(prop)):
        return None
    return int(whose.Properties.Item(str(prop)).Value)


def _text(info: Any, name: str) -> str:  # noqa: ANN401 -- COM
    return one_line(str(info.Properties.Item(name).Value)) if info.Properties.Exists(name) else ""


def _number(fault: Exception) -> int:
    """Return the number of a COM fault as the header writes it; COM tells it as a signed one."""
    return int(getattr(fault, "hresult", 0) or 0) & 0xFFFFFFFF
