"""A verification asks nobody: with every way into the network shut it says the same, now and years later."""

import socket
from datetime import timedelta
from pathlib import Path

import pytest

from signing.report import Report, Verdict
from signing.services import Trust
from signing.verify import verify
from tests.fakes.authority import Pki
from tests.fakes.signing_bench import blank_paper, finished


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Shut every way into the network; whoever tries is written down."""
    tried: list[object] = []

    def refuse(*words: object, **_more: object) -> None:
        tried.append(words)
        raise OSError

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def checked(folder: Path, data: bytes, trust: Trust, years: int = 0) -> Report:
    file = folder / "file.pdf"
    file.write_bytes(data)
    report = verify(file, trust)
    if not years:
        return report
    ends = max(one.valid_until for one in report.signatures if one.valid_until)
    return verify(file, trust, ends + timedelta(days=365 * years))


@pytest.mark.parametrize("years", [0, 4])
def test_a_finished_copy_passes_without_any_network_now_and_four_years_after_the_certificates_ended(
    authority: Pki, tmp_path: Path, asked: list[object], years: int
) -> None:
    bench, copy = finished(authority)

    report = checked(tmp_path, copy, bench.trust, years)

    assert (report.verdict, report.subindication) == (Verdict.PASSED, None)
    assert asked == []


def test_what_only_the_network_could_tell_is_left_open_and_nobody_is_asked(
    authority: Pki, tmp_path: Path, asked: list[object]
) -> None:
    bench, _ = finished(authority)

    report = checked(tmp_path, bench.foreign(blank_paper(), stamped=True), bench.trust)

    assert (report.verdict, report.subindication) == (Verdict.INDETERMINATE, "TRY_LATER")
    assert asked == []
