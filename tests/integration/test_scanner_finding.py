"""How network scanners are found and known again: mDNS on loopback, certificates, addresses, one device once."""

import datetime as dt
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from PIL import Image
from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from desk.errors import ScannerAbsent, ScannerChanged
from desk.jobs import Progress
from desk.model.scanning import Device, ScanRequest, Source
from desk.rehearsal.virtual_scanner import VirtualScanner
from desk.scan.checking import check_line
from desk.scan.escl import EsclScanner
from desk.scan.finding import PLAIN, SECURE, find, service_of
from desk.scan.known import Known
from desk.scan.network import Network
from desk.scan.overrides import corrected, faulty_rows

LOOPBACK = ("127.0.0.1",)
UUID = "4509a320-00a0-008f-00b6-002507510eca"


def certificate(file: Path, name: str) -> Path:
    """Write a device's own certificate and key as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=9999)).sign(key, hashes.SHA256())
    )  # fmt: skip
    text = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(text + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificates")
    return certificate(folder / "first.pem", "first"), certificate(folder / "other.pem", "other")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    Image.new("L", (60, 80), 120).save(tmp_path / "page.jpg")
    return tmp_path / "page.jpg"


@pytest.fixture
def secure(page: Path, certificates: tuple[Path, Path]) -> Iterator[VirtualScanner]:
    with VirtualScanner([page] * 9, name="HP Desk 1", certificate=certificates[0]) as scanner:
        scanner.state.uuid = UUID
        yield scanner


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return tmp_path / "scanners.json"


def announced(scanner: VirtualScanner, kind: str, **told: str) -> ServiceInfo:
    port = int(scanner.address.rpartition(":")[2].partition("/")[0])
    properties = {"rs": "eSCL", "ty": "HP Desk 1", "UUID": UUID, **told}
    return ServiceInfo(
        kind, f"HP Desk 1.{kind}", addresses=[socket.inet_aton("127.0.0.1")], port=port, properties=properties,
        server="hp-desk-1.local.",
    )  # fmt: skip


def scan(scanner: EsclScanner, device: str, spool: Path) -> int:
    spool.mkdir(exist_ok=True)
    return len(list(scanner.scan(ScanRequest(device, Source.FEEDER, limit=1), spool, Progress())))


# -- finding ----------------------------------------------------------------------------------------------------------


def test_a_scanner_that_makes_itself_known_is_found_once_by_its_own_port_and_over_tls(
    secure: VirtualScanner, page: Path, known: Path
) -> None:
    """The same device offers both services, as most do, and a person has written its address too."""
    with VirtualScanner([page]) as plain:
        plain.state.uuid = UUID
        zeroconf = Zeroconf(list(LOOPBACK), ip_version=IPVersion.V4Only)
        for info in (announced(plain, PLAIN), announced(secure, SECURE)):
            zeroconf.register_service(info, cooperating_responders=True)
        try:
            (device,) = EsclScanner((), Network(known, find=True, interfaces=LOOPBACK)).devices()
        finally:
            zeroconf.close()

    assert device.id == f"escl:{secure.address}"
    assert device.identity == f"uuid:{UUID}"
    assert json.loads(known.read_text("utf-8"))["addresses"] == {device.identity: secure.address}


def test_names_that_nobody_answers_for_any_more_hide_no_scanner(
    secure: VirtualScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is waited for at the same time as the others: none is answered before all have been asked."""
    answered, all_asked = announced(secure, SECURE), threading.Barrier(4)
    heard = [answered.name, *(f"gone {number}.{SECURE}" for number in range(3))]

    def asked_together(_zc: Zeroconf, _kind: str, name: str, _ms: int) -> ServiceInfo | None:
        all_asked.wait(5)
        return answered if name == answered.name else None

    class Heard(ServiceBrowser):
        def __init__(self, zc: Zeroconf, kinds: list[str], listener: ServiceListener) -> None:
            super().__init__(zc, kinds, listener=listener)
            for name in heard:
                listener.add_service(zc, SECURE, name)

    monkeypatch.setattr(Zeroconf, "get_service_info", asked_together)
    monkeypatch.setattr("zeroconf.ServiceBrowser", Heard)

    found = find(0.1, LOOPBACK)

    assert [service.address for service in found] == [secure.address]


def test_a_network_without_scanners_is_silent_and_no_fault() -> None:
    assert find(0.2, LOOPBACK) == []


@pytest.mark.parametrize(
    ("host", "port", "rs", "address"),
    [
        ("192.168.1.20", 8080, "eSCL", "http://192.168.1.20:8080/eSCL"),
        ("192.168.1.20", 80, "/a/eSCL/", "http://192.168.1.20:80/a/eSCL"),
        ("8.8.8.8", 80, "eSCL", None),
        ("192.168.1.20", 0, "eSCL", None),
        ("192.168.1.20", 80, "../admin", None),
        ("192.168.1.20", 80, "x@evil.example/", None),
        ("192.168.1.20", 80, "e SCL\r\n", None),
    ],
)
def test_a_record_leads_to_its_own_port_and_path_and_nowhere_strange(
    host: str, port: int, rs: str, address: str | None
) -> None:
    info = ServiceInfo(PLAIN, f"x.{PLAIN}", addresses=[socket.inet_aton(host)], port=port, properties={"rs": rs})

    service = service_of(info)

    assert (service.address if service is not None else None) == address


def test_a_device_is_found_at_its_last_good_address_when_nobody_names_it(secure: VirtualScanner, known: Path) -> None:
    EsclScanner((secure.address,), Network(known)).devices()

    (device,) = EsclScanner((), Network(known)).devices()

    assert device.id == f"escl:{secure.address}"


# -- certificates -----------------------------------------------------------------------------------------------------


def test_another_certificate_than_the_first_stops_every_scan_until_a_person_takes_it(
    secure: VirtualScanner, known: Path, certificates: tuple[Path, Path], tmp_path: Path
) -> None:
    scanner, device = EsclScanner((secure.address,), Network(known)), f"escl:{secure.address}"
    assert scanner.devices()[0].trouble == ""
    assert scan(scanner, device, tmp_path / "spool") == 1

    secure.renew(certificates[1])
    (listed,) = scanner.devices()
    with pytest.raises(ScannerChanged) as refused:
        scan(scanner, device, tmp_path / "spool")
    jobs = len(secure.state.jobs)
    scanner.trust(device)

    assert listed.trouble == ScannerChanged.code
    assert refused.value.context["fingerprint"] != refused.value.context["before"]
    assert jobs == 1, "nothing was sent to the changed device"
    assert scanner.devices()[0].trouble == ""
    assert scan(scanner, device, tmp_path / "spool") == 1


def test_a_stranger_at_another_address_does_not_pass_for_a_device_known_by_its_certificate(
    secure: VirtualScanner, page: Path, known: Path, certificates: tuple[Path, Path]
) -> None:
    EsclScanner((secure.address,), Network(known)).devices()

    with VirtualScanner([page], certificate=certificates[1]) as stranger, VirtualScanner([page]) as plain:
        stranger.state.uuid = plain.state.uuid = UUID
        (listed,) = EsclScanner((stranger.address,), Network(None)).devices()
        (doubted,) = EsclScanner((stranger.address,), Network(known)).devices()[:1]
        memory = Known(known)
        memory.remember(f"uuid:{UUID}", plain.address)
        unlisted = EsclScanner((), Network(known)).devices()

    assert listed.trouble == ""
    assert doubted.trouble == ScannerChanged.code
    assert unlisted == []


def test_a_scan_that_was_made_ready_looks_at_the_certificate_as_closely_as_any(
    secure: VirtualScanner, page: Path, known: Path, certificates: tuple[Path, Path], tmp_path: Path
) -> None:
    EsclScanner((secure.address,), Network(known)).devices()

    with VirtualScanner([page], certificate=certificates[1]) as stranger:
        stranger.state.uuid = UUID
        scanner, device = EsclScanner((), Network(known)), f"escl:{stranger.address}"
        scanner.stand_by(device)
        with pytest.raises(ScannerChanged):
            scan(scanner, device, tmp_path / "spool")

    assert not stranger.state.jobs


def test_a_broken_memory_of_scanners_is_an_empty_one(tmp_path: Path) -> None:
    file = tmp_path / "scanners.json"
    for text in ("", "[1]", '{"addresses": 3, "certificates": [], "offered": null}', "\0"):
        file.write_text(text, "utf-8")
        assert Known(file).addresses() == {}

    Known(file).remember("uuid:1", "http://10.0.0.1/eSCL")

    assert Known(file).addresses() == {"uuid:1": "http://10.0.0.1/eSCL"}
    assert [one.name for one in tmp_path.iterdir()] == ["scanners.json"]


# -- the way to a device ----------------------------------------------------------------------------------------------


def test_the_way_to_a_device_is_told_step_by_step(secure: VirtualScanner, page: Path) -> None:
    with VirtualScanner([page]) as plain:
        walked = {
            address: [(step.name, step.ok) for step in check_line(address)]
            for address in (
                secure.address, plain.address, f"{plain.address}/wrong", "http://127.0.0.1:9/eSCL", "http://8.8.8.8/",
            )
        }  # fmt: skip

    sound, last = [("address", True), ("reach", True)], [("escl", True), ("state", True)]
    assert walked == {
        secure.address: [*sound, ("certificate", True), *last],
        plain.address: [*sound, ("plain", True), *last],
        f"{plain.address}/wrong": [*sound, ("plain", True), *last],
        "http://127.0.0.1:9/eSCL": [("address", True), ("reach", False)],
        "http://8.8.8.8/": [("address", False)],
    }


# -- what is known better ---------------------------------------------------------------------------------------------


def test_the_office_s_own_rows_correct_a_device_and_cameras_are_no_scanners(tmp_path: Path) -> None:
    own = tmp_path / "scanners.toml"
    own.write_text(
        '[[device]]\nmatch = "canon dr-*"\nsources = ["feeder"]\nduplex = true\ndpis = [200, 300]\n'
        '[[device]]\nmatch = "*"\nsources = ["tray"]\n[[device]]\nduplex = true\n',
        "utf-8",
    )
    camera = Device("sane:v4l:/dev/video0", "Camera", "sane")
    found = [camera, Device("sane:canon_dr:libusb:001:004", "Canon DR-C225", "sane")]

    (canon,) = corrected(found, own)

    assert (canon.sources, canon.duplex, canon.dpis) == ((Source.FEEDER, Source.AUTO), True, (200, 300))
    assert faulty_rows(own) == 2
    assert corrected(found[1:], tmp_path / "none.toml") == found[1:]


def test_an_absent_device_is_absent_also_for_who_trusts_it() -> None:
    with pytest.raises(ScannerAbsent):
        EsclScanner(()).trust("escl:http://8.8.8.8/eSCL")
