"""Tokens, signers and what is lacking for signing, by command, in a rehearsal office."""

import json
from pathlib import Path
from typing import Any

import pytest

from desk.cli.main import main as saoy
from desk.rehearsal import soft_tokens as softhsm
from desk.rehearsal.authority import OFFICER_TOKEN, Authority


@pytest.fixture(autouse=True)
def no_scanners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SANE know of no driver: it would look through the network for seconds each time the doctor is asked."""
    (tmp_path / "sane").mkdir()
    (tmp_path / "sane" / "dll.conf").write_text("")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path / "sane"))


def command(home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    code = saoy(["--office", str(home), "--json", *words])
    return code, json.loads(capsys.readouterr().out)


# -- by command -------------------------------------------------------------------------------------------------------


def test_the_command_tells_tokens_certificates_and_signers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = command(home, capsys, "tokens")

    assert code == 0
    assert {token["label"] for token in told["tokens"]} == {"CanBo", "ConDau", "TiepNhan"}
    assert all(len(token["certificates"]) == 1 and token["pin"] == "ready" for token in told["tokens"])
    assert [signer["purpose"] for signer in told["signers"]] == ["officer", "seal", "clerk"]
    assert {signer["token"] for signer in told["signers"]} == {token["token"] for token in told["tokens"]}


def test_the_command_assigns_by_the_first_digits_of_a_certificate(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    token = next(t for t in command(home, capsys, "tokens")[1]["tokens"] if t["label"] == OFFICER_TOKEN)
    certificate = token["certificates"][0]["certificate"]

    code, told = command(
        home, capsys, "signer", "assign", "--officer", "pao", "--purpose", "officer",
        "--token", token["token"], "--certificate", certificate[:12], "--on-behalf", "TUQ. CHỦ TỊCH",
    )  # fmt: skip
    listed = command(home, capsys, "signer", "list")[1]["signers"]

    assert code == 0
    assert told["certificate"] == certificate
    assert next(s for s in listed if s["purpose"] == "officer")["on_behalf"] == ["TUQ. CHỦ TỊCH"]


def test_people_read_lines(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = saoy(["--office", str(home), "tokens"])

    said = capsys.readouterr()
    assert code == 0
    assert "CanBo · sẵn sàng" in said.out
    assert "người chứng thực: Hoàng Văn Páo" in said.out
    assert said.err == ""


def test_a_command_that_finds_no_token_to_choose_says_what_to_do(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = command(home, capsys, "signer", "assign", "--officer", "pao", "--purpose", "officer")

    assert code == 3
    assert told["fault"] == "signing.token-unclear"
    assert told["cure"]


# -- doctor -----------------------------------------------------------------------------------------------------------


def checks(home: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, str]]:
    _, told = command(home, capsys, "doctor")
    return {check["name"]: check for check in told["checks"]}


def test_the_doctor_finds_a_rehearsal_ready_to_sign(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = checks(home, capsys)

    assert {seen[name]["state"] for name in ("softhsm", "tokens", "signers", "authority")} == {"ok"}
    assert "timestamp" not in seen


def test_a_doctor_warns_of_services_that_are_silent_and_of_a_watched_folder_that_is_not_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "machine.toml").write_text('folder = "/nowhere/at/all"\n', "utf-8")
    Authority(home).silence("tsa")

    seen = checks(home, capsys)

    assert (seen["authority"]["state"], seen["folder"]["state"]) == ("warning", "warning")
    assert "/nowhere/at/all" in seen["folder"]["sentence"]


def test_a_doctor_without_softhsm_warns_and_names_the_cure(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(softhsm, "library", lambda: None)

    seen = checks(home, capsys)

    assert seen["softhsm"]["state"] == seen["tokens"]["state"] == "warning"
    assert "softhsm2" in seen["softhsm"]["cure"]
    assert "softhsm2" in seen["tokens"]["cure"]


def test_the_doctor_warns_when_nobody_can_sign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _ = command(tmp_path / "real", capsys, "init", "--commune", "Thử", "--officer", "Ma Thị Hạnh")
    seen = checks(tmp_path / "real", capsys)

    assert code == 0
    assert (seen["signers"]["state"], seen["tokens"]["state"]) == ("warning", "warning")
    assert "saoy signer assign" in seen["signers"]["cure"]
    assert seen["timestamp"]["state"] in ("ok", "warning")


def test_a_doctor_on_an_office_that_does_not_open_still_answers(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "office.db").write_bytes(b"no database" * 1000)

    seen = checks(home, capsys)

    assert seen["office"]["state"] == "warning"
    assert seen["softhsm"]["state"] == "ok"
    assert "signers" not in seen
