"""The parts of the drivers: what devices say of themselves, whom we speak to, how a side is laid down."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import DeskError, ScannerAbsent, ScannerBusy, ScannerLost
from desk.jobs import Limits, Progress
from desk.model.scanning import RawPage, ScanRequest, Source
from desk.scan.child import ChildScanner
from desk.scan.folder import FolderScanner
from desk.scan.line import Line, is_near, near_address
from desk.scan.sane import SaneScanner, read_abilities
from desk.scan.spooling import laid_down, lay_down, next_number, sniff, sweep

GENESYS = """
All options specific to device `genesys:libusb:001:004':
  Scan Mode:
    --mode Color|Gray [Gray]
    --source Flatbed [Flatbed]
    --resolution 4800|2400|1200|600|300|150|75dpi [75]
  Geometry:
    -x 0..216.7mm [216.7]
    -y 0..297.5mm [297.5]
"""
FUJITSU = """
  Standard:
    --source Flatbed|ADF Front|ADF Back|ADF Duplex|Card Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
  Geometry:
    -x 0..224.846mm (in steps of 0.0211639) [215.872]
    -y 0..863.489mm (in steps of 0.0211639) [279.364]
"""
BROTHER = """
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
"""
EPSON = """
    --mode Binary|Gray|Color [Binary]
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --adf-mode Simplex|Duplex [inactive]
    --mirror[=(yes|no)] [no] [advanced]
    --resolution 50..1200dpi [75]
"""
PANASONIC = """
    --source fb|ADF [ADF]
    --duplex[=(yes|no)] [inactive] [advanced]
"""
NAMELESS = """
    --mode Color [Color]
    --source [inactive]
"""


@pytest.mark.parametrize(
    ("told", "sources", "duplex"),
    [
        (GENESYS, {Source.GLASS: "Flatbed"}, ()),
        (FUJITSU, {Source.GLASS: "Flatbed", Source.FEEDER: "ADF Front"}, ("--source=ADF Duplex",)),
        (
            BROTHER,
            {Source.GLASS: "FlatBed", Source.FEEDER: "Automatic Document Feeder(left aligned)"},
            ("--source=Automatic Document Feeder(left aligned,Duplex)",),
        ),
        (
            EPSON,
            {Source.GLASS: "Flatbed", Source.FEEDER: "Automatic Document Feeder"},
            ("--source=Automatic Document Feeder", "--adf-mode=Duplex"),
        ),
        (PANASONIC, {Source.GLASS: "fb", Source.FEEDER: "ADF"}, ("--source=ADF", "--duplex=yes")),
        (NAMELESS, {Source.GLASS: ""}, ()),
    ],
)
def test_each_vendor_s_words_for_its_sources_are_understood(
    told: str, sources: dict[Source, str], duplex: tuple[str, ...]
) -> None:
    abilities = read_abilities(told)

    assert abilities.sources == sources
    assert abilities.duplex == duplex


def test_resolutions_are_read_from_lists_and_ranges() -> None:
    assert read_abilities(GENESYS).dpis == (75, 150, 300, 600, 1200, 2400, 4800)
    assert read_abilities(FUJITSU).dpis == (75, 100, 150, 200, 240, 300, 400, 600)
    assert read_abilities(NAMELESS).dpis == ()


def test_the_modes_of_a_device_are_read_whole() -> None:
    assert read_abilities(BROTHER).modes == (
        "Black & White", "Gray[Error Diffusion]", "True Gray", "24bit Color", "24bit Color[Fast]",
    )  # fmt: skip


def test_the_glass_is_as_large_as_the_device_says() -> None:
    assert (read_abilities(GENESYS).width_mm, read_abilities(GENESYS).height_mm) == (216.7, 297.5)


@given(st.text())
def test_no_words_of_a_device_break_the_reading(told: str) -> None:
    assert read_abilities(told).sources


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ("scanimage: open of device x failed: Device busy", ScannerBusy),
        ("scanimage: open of device x failed: Invalid argument", ScannerAbsent),
    ],
)
def test_a_device_that_another_program_has_open_is_busy_and_not_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: str, fault: type[DeskError]
) -> None:
    program = tmp_path / "scanimage"
    program.write_text(f"#!/bin/sh\necho '{error}' >&2\nexit 1\n", "ascii")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(fault):
        list(SaneScanner().scan(ScanRequest("sane:x"), tmp_path, Progress()))


# -- whom we speak to -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.20", "169.254.7.7", "::1", "fe80::1", "fd00::7"]
)
def test_the_office_s_own_network_is_near(address: str) -> None:
    assert is_near(address)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8", "172.32.0.1", "100.64.0.1", "0.1.2.3", "224.0.0.251", "255.255.255.255", "2001:4860:4860::8888",
        "::ffff:8.8.8.8", "::", "ff02::1", "localhost", "",
    ],
)  # fmt: skip
def test_everything_else_is_not(address: str) -> None:
    assert not is_near(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://8.8.8.8/eSCL", "ftp://127.0.0.1/eSCL", "file:///etc/passwd", "http:///eSCL", "127.0.0.1/eSCL",
        "http://127.0.0.1:99999/eSCL", "http://[::1/eSCL", "http://no-such-scanner.invalid/eSCL", "",
    ],
)  # fmt: skip
def test_an_address_that_is_no_scanner_s_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(ScannerAbsent):
        Line(address)


def test_a_name_stands_for_the_address_it_was_looked_up_as() -> None:
    assert near_address("localhost", 80) in ("127.0.0.1", "::1")


def test_a_name_that_leads_beyond_the_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("192.168.1.20", 80)), (2, 1, 6, "", ("93.184.216.34", 80))]
    monkeypatch.setattr("desk.scan.line.socket.getaddrinfo", lambda *_args, **_words: both)

    with pytest.raises(ScannerAbsent):
        near_address("scanner.example", 80)


@pytest.mark.parametrize(
    "location", ["http://127.0.0.2/eSCL/ScanJobs/1", "http://example.com/eSCL/ScanJobs/1", "//evil/x", "", "eSCL/1"]
)
def test_a_job_on_another_host_is_refused(location: str) -> None:
    with pytest.raises(ScannerLost):
        Line("http://127.0.0.1:8080/eSCL").own(location)


@pytest.mark.parametrize("location", ["http://127.0.0.1:8080/eSCL/ScanJobs/1/", "/eSCL/ScanJobs/1"])
def test_a_job_of_the_device_is_reached_by_its_path(location: str) -> None:
    assert Line("http://127.0.0.1:8080/eSCL").own(location) == "/eSCL/ScanJobs/1"


# -- laying down ------------------------------------------------------------------------------------------------------


def test_a_side_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        real(handle)
        kind = "folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "file"
        seen.append(f"{kind}: {sorted(f.name for f in tmp_path.iterdir())}")

    monkeypatch.setattr("desk.scan.spooling.os.fsync", fsync)

    side = lay_down(tmp_path, b"\xff\xd8\xff", "image/jpeg", 300, 7)

    assert seen == ["file: ['00007.part']", "folder: ['00007.jpg']"]
    assert side == RawPage(tmp_path / "00007.jpg", "image/jpeg", 300, 7)


def test_sides_are_counted_on_and_half_sides_do_not_count(tmp_path: Path) -> None:
    assert next_number(tmp_path) == 1
    for number in (1, 2):
        lay_down(tmp_path, b"%PDF-1.7", "application/pdf", 0, number)
    (tmp_path / "00009.part").write_bytes(b"half")
    (tmp_path / ".raw").mkdir()
    (tmp_path / ".raw" / "00003.pnm").write_bytes(b"P6")

    assert next_number(tmp_path) == 3
    sweep(tmp_path)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["00001.pdf", "00002.pdf"]
    assert [side.number for side in laid_down(tmp_path, 2)] == [2]


@pytest.mark.parametrize(
    ("head", "media"),
    [(b"\xff\xd8\xff\xe0", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"II*\0", "image/tiff"),
     (b"MM\0*", "image/tiff"), (b"%PDF-1.4", "application/pdf"), (b"<html>", ""), (b"", "")],
)  # fmt: skip
def test_the_kind_of_a_side_is_what_its_bytes_show(head: bytes, media: str) -> None:
    assert sniff(head) == media


def test_a_folder_is_read_in_the_order_of_its_numbers_and_links_are_left_alone(tmp_path: Path) -> None:
    watched, spool, secret = tmp_path / "watched", tmp_path / "spool", tmp_path / "secret.pdf"
    for folder in (watched, spool):
        folder.mkdir()
    secret.write_bytes(b"%PDF-1.4 secret %%EOF")
    (watched / "link.pdf").symlink_to(secret)
    for name in ("scan 10.pdf", "scan 2.pdf", "Scan 1.PDF"):
        (watched / name).write_bytes(b"%PDF-1.4 " + name.encode() + b" %%EOF")
    (watched / "notes.txt").write_text("no page")

    sides = list(FolderScanner(watched, 0.05).scan(ScanRequest(f"folder:{watched}"), spool, Progress()))

    names = [side.path.read_bytes().split(b" ", 1)[1].removesuffix(b" %%EOF") for side in sides]
    assert names == [b"Scan 1.PDF", b"scan 2.pdf", b"scan 10.pdf"]
    assert {side.media for side in sides} == {"application/pdf"}
    assert sorted(f.name for f in watched.iterdir()) == ["done", "link.pdf", "notes.txt"]


# -- what a driver's end means ----------------------------------------------------------------------------------------


class LaysDownAndDies:
    """Lays sides down and dies before it can tell of the last."""

    name = "dies"

    def devices(self) -> list[object]:
        return []

    def scan(self, request: ScanRequest, spool: Path, progress: Progress) -> object:
        del request, progress
        for number in (1, 2, 3):
            side = lay_down(spool, b"\xff\xd8\xff\xd9", "image/jpeg", 300, number)
            if number == 3:
                os.kill(os.getpid(), 9)
            yield side


@pytest.mark.parametrize(("duplex", "told", "next_sheet"), [(False, 3, 4), (True, 2, 2)])
def test_a_side_that_was_durable_when_its_driver_died_is_told_too(
    tmp_path: Path, duplex: bool, told: int, next_sheet: int
) -> None:
    scanner = ChildScanner("dies", LaysDownAndDies, tuple, Limits(wall_s=20))  # type: ignore[arg-type]  # a scanner by its verbs
    came: list[RawPage] = []

    with pytest.raises(DeskError) as fault:
        came.extend(scanner.scan(ScanRequest("dies:0", Source.FEEDER, duplex=duplex), tmp_path, Progress()))

    assert type(fault.value) is ScannerLost
    assert (fault.value.context["kept"], fault.value.context["next"]) == (told, next_sheet)
    assert [side.path.name for side in came] == sorted(f.name for f in tmp_path.iterdir())
