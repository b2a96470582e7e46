"""The driver for Windows against a stand-in of Windows' COM objects: no WIA device and no Windows was at hand."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
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
from desk.model.scanning import Device, ScanRequest, Source
from desk.scan.wia import WiaScanner

FEED, FLAT, DUPLEX = 1, 2, 4
CAN, STATUS, SELECT, BED_WIDTH = 3086, 3087, 3088, 3074
INTENT, XRES, XEXTENT, YEXTENT = 6146, 6147, 6151, 6152


class ComFault(Exception):
    """What COM raises, its number signed as COM tells it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.hresult = number - (1 << 32)


@dataclass
class Value:
    Value: object
    fixed: bool = False

    def __setattr__(self, name: str, value: object) -> None:
        if name == "Value" and getattr(self, "fixed", False):
            raise ComFault(0x80070005)
        super().__setattr__(name, value)


@dataclass
class Properties:
    values: dict[str, Value]

    def Exists(self, name: str) -> bool:  # noqa: N802 -- as COM calls it
        return name in self.values

    def Item(self, name: str) -> Value:  # noqa: N802 -- as COM calls it
        return self.values[name]


@dataclass
class Many:
    """What COM counts from 1; None = it cannot even be counted. A fault among the items is raised in its place."""

    items: Sequence[object] | None

    @property
    def Count(self) -> int:  # noqa: N802 -- as COM calls it
        if self.items is None:
            raise ComFault(0x800706BA)
        return len(self.items)

    def Item(self, number: int) -> object:  # noqa: N802 -- as COM calls it
        item = (self.items or ())[number - 1]
        if isinstance(item, Exception):
            raise item
        return item


@dataclass
class Picture:
    data: bytes

    def SaveFile(self, name: str) -> None:  # noqa: N802 -- as COM calls it
        assert not Path(name).exists(), "Windows does not overwrite"
        Path(name).write_bytes(self.data)


@dataclass
class StandIn:
    """A device manager with one device, the device and what it scans, in one."""

    sides: list[bytes | int]
    can: int = FEED | FLAT | DUPLEX
    loaded: bool = True
    port: str = "USB001"
    broken: bool = False
    Type: int = 1
    DeviceID: str = "{6BDD1FC6}\\0001"
    set: dict[int, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        facts = {CAN: self.can, STATUS: int(self.loaded), SELECT: 0, BED_WIDTH: 8500, INTENT: 0, XRES: 75, XEXTENT: 0}
        self.set = {name: Value(value) for name, value in facts.items()}
        self.set[YEXTENT] = Value(1100, fixed=True)
        named = {"Name": Value("Fujitsu fi-7160"), "Port": Value(self.port)}
        self.Properties = Properties({**{str(name): value for name, value in self.set.items()}, **named})
        self.DeviceInfos = self.Items = Many([self])

    def Connect(self) -> "StandIn":  # noqa: N802 -- as COM calls it
        if self.broken:
            raise ComFault(0x80210006)
        return self

    def Transfer(self, kind: str) -> Picture:  # noqa: N802 -- as COM calls it
        assert kind == "{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}"
        if not self.sides:
            raise ComFault(0x80210003)
        side = self.sides.pop(0)
        if isinstance(side, int):
            raise ComFault(side)
        return Picture(side)

    def scanner(self) -> WiaScanner:
        return WiaScanner(None, lambda: (self, ComFault))


def picture(kind: str = "JPEG") -> bytes:
    packed = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(packed, kind)
    return packed.getvalue()


SIDE = picture()


def scan(device: StandIn, spool: Path, **wish: object) -> list[bytes]:
    request = ScanRequest(f"wia:{device.DeviceID}", **{"source": Source.FEEDER, **wish})  # type: ignore[arg-type]  # words of a test
    return [side.path.read_bytes() for side in device.scanner().scan(request, spool, Progress())]


def test_a_device_of_windows_is_listed_with_what_it_can_and_as_not_proved() -> None:
    (device,) = StandIn([], port="192.168.1.20").scanner().devices()

    assert device == Device(
        "wia:{6BDD1FC6}\\0001", "Fujitsu fi-7160", "wia", (Source.GLASS, Source.FEEDER, Source.AUTO), duplex=True,
        dpis=device.dpis, modes=device.modes, width_mm=215.9, identity="host:192.168.1.20/Fujitsu fi-7160",
        host="192.168.1.20", proved=False,
    )  # fmt: skip


def test_a_device_that_is_busy_is_listed_all_the_same_and_no_windows_has_none() -> None:
    (device,) = StandIn([], broken=True).scanner().devices()

    assert device.sources == (Source.AUTO,)
    assert WiaScanner().devices() == []
    with pytest.raises(ScannerAbsent):
        list(WiaScanner().scan(ScanRequest("wia:x"), Path(), Progress()))


def test_a_device_that_leaves_while_it_is_listed_takes_no_other_along() -> None:
    stays, silent = StandIn([]), StandIn([])
    stays.DeviceInfos = Many([ComFault(0x80210005), stays])
    silent.DeviceInfos = Many(None)

    listed, unlisted = stays.scanner().devices(), silent.scanner().devices()

    assert [device.id for device in listed] == [f"wia:{stays.DeviceID}"]
    assert unlisted == []


def test_the_stack_comes_side_by_side_and_what_was_asked_is_set(tmp_path: Path) -> None:
    device = StandIn([SIDE, SIDE, picture("BMP"), SIDE])

    came = scan(device, tmp_path, duplex=True, colour=False)

    assert [side[:3] for side in came] == [b"\xff\xd8\xff"] * 4
    assert came[0] == SIDE
    told = {name: device.set[name].Value for name in (SELECT, INTENT, XRES, XEXTENT)}
    assert told == {SELECT: FEED | DUPLEX, INTENT: 2, XRES: 300, XEXTENT: 2480}
    assert sorted(file.name for file in tmp_path.iterdir() if file.is_file()) == [f"0000{n}.jpg" for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (0x80210002, PaperJam), (0x80210006, ScannerBusy), (0x80210016, CoverOpen), (0x80210020, DoubleFeed),
        (0x80210014, DoubleFeed), (0x80210005, ScannerAbsent), (0x80210009, ScannerLost), (0x80004005, ScannerLost),
    ],
)  # fmt: skip
def test_each_number_of_windows_becomes_its_fault_and_what_came_is_kept(
    tmp_path: Path, number: int, fault: type[DeskError]
) -> None:
    with pytest.raises(fault):
        scan(StandIn([SIDE, SIDE, number, SIDE]), tmp_path)

    assert len(list(tmp_path.glob("*.jpg"))) == 2


@pytest.mark.parametrize(
    ("can", "loaded", "source", "sides"),
    [(FEED | FLAT, True, Source.AUTO, 3), (FEED | FLAT, False, Source.AUTO, 1), (FEED, False, Source.AUTO, 3),
     (FLAT, False, Source.GLASS, 1), (0, False, Source.AUTO, 1)],
)  # fmt: skip
def test_automatic_takes_the_feeder_while_it_holds_paper_and_then_the_glass(
    tmp_path: Path, can: int, loaded: bool, source: Source, sides: int
) -> None:
    assert len(scan(StandIn([SIDE] * 3, can, loaded), tmp_path, source=source)) == sides


@pytest.mark.parametrize(
    ("device", "wish", "fault"),
    [
        (StandIn([]), {}, FeederEmpty),
        (StandIn([SIDE[:-30]]), {}, PageTruncated),
        (StandIn([b"BM torn"]), {}, PageTruncated),
        (StandIn([b"<html>"]), {}, PageTruncated),
        (StandIn([SIDE], FLAT), {}, SourceUnsupported),
        (StandIn([SIDE], FEED), {"duplex": True}, SourceUnsupported),
        (StandIn([SIDE], broken=True), {}, ScannerBusy),
    ],
)
def test_what_cannot_be_is_a_fault_and_leaves_no_side(
    tmp_path: Path, device: StandIn, wish: dict[str, object], fault: type[DeskError]
) -> None:
    with pytest.raises(fault):
        scan(device, tmp_path, **wish)

    assert not list(tmp_path.glob("*.jpg"))
