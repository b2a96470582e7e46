"""Drivers of tokens are data: each known file is looked for where its system keeps it."""

import sys
from pathlib import Path
from typing import Any

import pytest

from desk.work import packs
from signing.values import Module

KNOWN_ON_WINDOWS = {
    "bit4xpki.dll", "gclib.dll", "eTPKCS11.dll", "vnpt-ca_csp11.dll", "viettel-ca_v4.dll", "opensc-pkcs11.dll",
}  # fmt: skip
"""Files that public programs for Vietnamese tokens load, and that of the free driver."""


def told() -> dict[str, Any]:
    return packs.read_toml("tokens.toml")


def test_every_driver_that_public_programs_load_is_looked_for() -> None:
    files = {row["win32"] for row in told()["driver"] if "win32" in row}

    assert files == KNOWN_ON_WINDOWS


def test_every_driver_says_where_its_name_comes_from_on_each_system() -> None:
    for row in told()["driver"]:
        systems = {"linux", "win32"} & set(row)

        assert systems
        assert set(row["seen"]) == systems
        assert set(row["seen"].values()) <= {"package", "public code", "told"}


def test_every_folder_is_a_whole_path_of_its_system() -> None:
    folders = told()["folders"]

    assert all(folder.startswith("/") for folder in folders["linux"])
    assert all(folder[1:3] == ":/" for folder in folders["win32"])


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_a_driver_that_is_there_is_found_and_no_other_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    files = [row[system] for row in told()["driver"] if system in row]
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    (one / files[1]).touch()
    (other / files[0]).touch()
    (other / "unknown.so").touch()
    pack = told() | {"folders": {system: [str(one), str(other), str(tmp_path / "absent")]}}
    monkeypatch.setattr(packs, "read_toml", lambda _: pack)
    monkeypatch.setattr(sys, "platform", system)

    found = packs.token_drivers()

    assert found == [Module(str(other / files[0])), Module(str(one / files[1]))]


def test_a_real_office_never_asks_for_the_tokens_of_the_rehearsal() -> None:
    soft = {Path(path).name for path in told()["softhsm"]["paths"]}
    asked = {row[system] for row in told()["driver"] for system in ("linux", "win32") if system in row}

    assert not soft & asked
