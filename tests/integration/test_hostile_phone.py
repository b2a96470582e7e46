"""What a clerk relies on while the page for phones is open: whoever else is in the network gets nowhere by it."""

import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.model.phone import LARGEST_PHOTO, MOST_PHOTOS
from desk.scan import phone_server
from desk.scan.phone_address import is_near
from desk.scan.phone_page import page
from desk.scan.phone_server import PhoneServer
from desk.scan.phone_spool import PhoneSpool
from tests.fakes.phones import Opened, Phone, new_name, opened, photo
from tests.fakes.processes import soon


@pytest.fixture(scope="module")
def page_open(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with opened(tmp_path_factory.mktemp("phone")) as shown:
        yield shown


@pytest.fixture(scope="module")
def within(page_open: Opened) -> Phone:
    phone = Phone(page_open.door)
    assert phone.enter().status == 200
    return phone


@pytest.fixture
def phone(within: Phone, monkeypatch: pytest.MonkeyPatch) -> Phone:
    """A phone that has come in; these tests ask more often than any phone."""
    monkeypatch.setattr(PhoneServer, "may_ask", lambda *_: True)
    return within


def landed(page_open: Opened) -> set[str]:
    return {file.name for file in page_open.spool.iterdir() if file.name != "entered"}


def is_served(phone: Phone) -> bool:
    try:
        return phone.ask("GET", "/").status == 200
    except OSError:
        return False


def test_a_code_of_at_least_128_bits_lets_one_phone_in_and_no_second(page_open: Opened, phone: Phone) -> None:
    code = page_open.door.address.partition("#")[2]
    second = Phone(page_open.door)

    assert len(code) >= 43
    assert second.enter().fault == "used"
    assert second.send(photo()).status == 403


def test_a_phone_whose_answer_was_lost_comes_in_again(page_open: Opened, phone: Phone) -> None:
    again = Phone(page_open.door, who=phone.who)

    assert again.enter().status == 200


@pytest.mark.parametrize("code", ["", "x", "k" * 43, "\u0111"])
def test_a_wrong_code_opens_nothing(page_open: Opened, phone: Phone, code: str) -> None:
    stranger = Phone(page_open.door)

    answer = stranger.enter(code)

    assert (answer.status, answer.fault) == (403, "code")
    assert stranger.ask("GET", "/state").status == 403


def test_a_wrong_cookie_sends_no_photo_and_ends_nothing(page_open: Opened, phone: Phone) -> None:
    before = landed(page_open)
    stranger = Phone(page_open.door, cookie="__Host-saoy=" + "x" * 43)

    assert stranger.send(photo()).status == 403
    assert stranger.ask("POST", "/done", b"0").status == 403
    assert landed(page_open) == before


@pytest.mark.parametrize(
    "path",
    [
        "/../phone.pem",
        "//etc/passwd",
        "/%2e%2e/phone.pem",
        "/spool/00001.jpg",
        "/?x",
        "/photo/",
        "/state?",
        "\\",
        "/00001.jpg",
    ],
)
def test_no_path_leads_to_a_file(phone: Phone, path: str) -> None:
    answer = phone.ask("GET", path)

    assert answer.status == 404
    assert b"PRIVATE" not in answer.body


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_no_other_method_is_answered(phone: Phone, method: str) -> None:
    answer = phone.ask(method, "/")

    assert answer.status == 501
    assert "Allow" not in answer.headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:{port}", "127.0.0.1:1"])
def test_a_foreign_name_that_leads_here_is_refused(phone: Phone, host: str) -> None:
    answer = phone.ask("GET", "/", Host=host.format(port=phone.place[1]))

    assert (answer.status, answer.fault) == (421, "host")


@pytest.mark.parametrize("origin", ["", "null", "https://evil.example", "http://127.0.0.1"])
def test_another_site_cannot_post_here(page_open: Opened, phone: Phone, origin: str) -> None:
    before = landed(page_open)

    answer = phone.send(photo(), Origin=origin)

    assert (answer.status, answer.fault) == (403, "origin")
    assert landed(page_open) == before


def test_a_post_that_the_browser_calls_cross_site_is_refused(phone: Phone) -> None:
    assert phone.send(photo(), Sec_Fetch_Site="cross-site").fault == "origin"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": str(LARGEST_PHOTO + 1)}, 413), ({"Content_Length": "9" * 30}, 411),
        ({"Content_Length": "-1"}, 411), ({"Content_Length": "0x10"}, 411), ({"Content_Length": "0"}, 411),
        ({"Transfer_Encoding": "chunked"}, 411),
    ],
)  # fmt: skip
def test_a_body_that_is_too_large_or_of_unsaid_length_is_not_taken(
    page_open: Opened, phone: Phone, headers: dict[str, str], status: int
) -> None:
    before = landed(page_open)

    answer = phone.ask("POST", "/photo", X_Photo=new_name(), **headers)

    assert answer.status == status
    assert landed(page_open) == before


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\0\0\0\x18ftypheic" + bytes(99), "heic"), (b"\0\0\0\x1cftypmif1" + bytes(99), "heic"),
        (b"<script>alert(1)</script>", "kind"), (b"%PDF-1.7", "kind"), (b"II*\0" + bytes(99), "kind"),
        (b"\xff", "kind"),
    ],
)  # fmt: skip
def test_what_is_no_jpeg_or_png_is_refused_by_its_content(
    page_open: Opened, phone: Phone, data: bytes, fault: str
) -> None:
    before = landed(page_open)

    answer = phone.send(data, Content_Type="image/jpeg")

    assert (answer.status, answer.fault) == (415, fault)
    assert landed(page_open) == before


@pytest.mark.parametrize("name", ["", "1", "../../../../../../../etc/passwd0", "A" * 32, "0" * 33])
def test_a_photo_has_a_name_drawn_by_lot_and_no_other(page_open: Opened, phone: Phone, name: str) -> None:
    before = landed(page_open)

    answer = phone.ask("POST", "/photo", photo(), X_Photo=name)

    assert answer.status == 400
    assert landed(page_open) == before


def test_a_photo_that_broke_off_leaves_nothing_and_comes_whole_when_sent_again(page_open: Opened, phone: Phone) -> None:
    before, name, whole = landed(page_open), new_name(), photo(77)
    line = phone.begin(whole, name)
    assert isinstance(line.sock, socket.socket)
    line.sock.shutdown(socket.SHUT_WR)
    line.close()
    while any(file.suffix == ".part" for file in page_open.spool.iterdir()):
        time.sleep(0.01)
    broken = landed(page_open)

    first, second = phone.send(whole, name), phone.send(whole, name)

    assert broken == before
    assert first.told == second.told
    assert (page_open.spool / f"{first.told['number']:05d}.jpg").read_bytes() == whole
    assert len(landed(page_open) - before) == 2  # the photo, and its name


def test_nothing_is_kept_shown_elsewhere_or_told_of(phone: Phone) -> None:
    shown, state = phone.ask("GET", "/"), phone.ask("GET", "/state")

    assert shown.body == page()
    for answer in (shown, state):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'sha256-")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert "Server" not in answer.headers


def test_a_cookie_is_for_this_page_and_this_line_alone(page_open: Opened, phone: Phone) -> None:
    given = Phone(page_open.door, who=phone.who).enter().headers["Set-Cookie"]

    assert given.startswith("__Host-")
    assert {"Path=/", "HttpOnly", "SameSite=Strict", "Secure"} <= set(given.split("; "))


def test_the_page_needs_nothing_from_outside_and_stores_nothing() -> None:
    words = page().decode("utf-8")

    assert not re.search(r"https?://|src=[\"']?//|@import|url\(", words)
    assert not re.search(r"localStorage|sessionStorage|indexedDB|serviceWorker|document\.cookie", words)


def test_the_page_has_a_sentence_for_every_refusal() -> None:
    source = Path(phone_server.__file__).read_text("utf-8")
    refusals = set(re.findall(r"Refused\(\d+, \"(\w+)\"\)", source)) - {"often", "broken"}  # the page sends again
    known = set(re.findall(r"^  (\w+): \"", page().decode("utf-8"), re.MULTILINE))

    assert refusals - known == set()


@pytest.mark.parametrize(
    ("peer", "near"),
    [
        ("192.168.1.7", True), ("10.1.2.3", True), ("172.31.0.1", True), ("127.0.0.1", True), ("169.254.3.4", True),
        ("8.8.8.8", False), ("172.32.0.1", False), ("192.167.1.1", False), ("100.64.0.1", False), ("::1", False),
        ("", False),
    ],
)  # fmt: skip
def test_only_phones_of_a_private_network_are_heard(peer: str, *, near: bool) -> None:
    assert is_near(peer) is near


def test_a_stranger_that_sends_slowly_is_hung_up_on_and_holds_few_lines(tmp_path: Path) -> None:
    with opened(tmp_path, patience_s=1.0, plain=True) as shown:
        phone = Phone(shown.door)
        lines = [socket.create_connection(phone.place, timeout=30) for _ in range(12)]
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\nX: ")
        ends = [line.recv(10) for line in lines]
        for line in lines:
            line.close()

        served = soon(lambda: is_served(phone))

    assert ends == [b""] * 12
    assert served


def test_a_stranger_that_asks_without_end_is_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phone_server, "_ASKS", 5)
    with opened(tmp_path, plain=True) as shown:
        phone = Phone(shown.door)

        answers = [phone.ask("GET", "/").status for _ in range(6)]

    assert answers == [200] * 5 + [429]


def test_a_page_nobody_asks_for_ends_by_itself(tmp_path: Path) -> None:
    with opened(tmp_path, idle_s=0.1, plain=True) as shown:
        assert shown.next() is None
        with pytest.raises(ConnectionRefusedError):
            Phone(shown.door).ask("GET", "/")


def test_photos_beyond_the_most_are_told_so(page_open: Opened, phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PhoneSpool, "count", MOST_PHOTOS)

    assert phone.send(photo()).fault == "many"


def test_a_full_disk_is_told_and_leaves_no_half_photo(
    page_open: Opened, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = landed(page_open)

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(phone_server.os, "fsync", full)
    answer = phone.send(photo())

    assert (answer.status, answer.fault) == (507, "full")
    assert landed(page_open) == before


@given(st.binary(max_size=200))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_answered_or_hung_up_on(plain_page: Opened, data: bytes) -> None:
    line = socket.create_connection(Phone(plain_page.door).place, timeout=5)

    line.sendall(data)
    line.shutdown(socket.SHUT_WR)
    with line:
        answer = line.recv(12)

    assert answer[:9] in (b"", b"HTTP/1.1 ")
    assert landed(plain_page) == set()


@pytest.fixture(scope="module")
def plain_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with opened(tmp_path_factory.mktemp("plain"), plain=True) as shown:
        yield shown
