"""What an office relies on when the network is tested: services tell the truth of themselves, and learn nothing."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from signing.reach import reach, state_addresses
from signing.services import Services


@dataclass
class Told:
    """A server that answers as told, and what it was asked.

    Attributes:
        status: Of each answer.
        bodies: What was sent.
    """

    port: int = 0
    status: int = 200
    answer: bytes = b""
    bodies: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/tsa"


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.answer)))
            self.end_headers()
            self.wfile.write(told.answer)

        do_POST = do_GET  # noqa: N815 -- named so by the library

        def log_message(self, *_: object) -> None:
            """Keep silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("status", "state"), [(200, "answers"), (400, "answers"), (405, "answers"), (407, "faulty"), (503, "faulty")]
)
def test_any_answer_of_its_own_tells_that_a_service_is_there(told: Told, status: int, state: str) -> None:
    told.status = status

    (seen,) = reach(Services((told.address,)), (), stamp=False)

    assert (seen.kind, seen.host, seen.state) == ("tsa", "127.0.0.1", state)
    assert told.bodies == [b""]


def test_who_answers_a_stamp_with_something_else_is_faulty(told: Told) -> None:
    told.answer = b"<html>sign in to the wireless network</html>"

    (seen,) = reach(Services((told.address,)), (), stamp=True)

    assert seen.state == "faulty"
    assert not seen.well
    assert 30 < len(told.bodies[0]) < 120


def test_nobody_there_is_told_as_silent_not_as_a_fault_of_ours() -> None:
    addresses = ("http://127.0.0.1:9/tsa", "ftp://127.0.0.1/tsa", "no address")

    assert {one.state for one in reach(Services(addresses), (), stamp=False)} == {"silent"}


def test_an_address_that_stands_for_another_is_asked_there(told: Told) -> None:
    services = Services(("http://inner.invalid/tsa",), rewrites=(("http://inner.invalid", told.address),))

    (seen,) = reach(services, (), stamp=False)

    assert (seen.host, seen.state) == ("inner.invalid", "answers")


def test_nothing_to_ask_is_nothing_found_and_no_certificate_is_no_fault() -> None:
    assert reach(Services(()), (b"no certificate",), stamp=False) == ()
    assert state_addresses([b"", b"\x30\x03"]) == []
