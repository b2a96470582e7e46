"""Why a stack was cut where it was: each signal that weighs has a sentence in both languages."""

import tomllib
from importlib import resources

import pytest

from ocr.openings import opening, signals
from tests.unit.ocr.test_openings import CONTRACT, LETTER, REST

WEIGHTS = tomllib.loads(resources.files("ocr").joinpath("data/openings_weights.toml").read_text("utf-8"))["weights"]


@pytest.mark.parametrize("file", ["messages.toml", "messages.en.toml"])
def test_every_reason_of_a_cut_has_its_sentence(file: str) -> None:
    said = tomllib.loads(resources.files("desk").joinpath(file).read_text("utf-8"))["evening"]

    missing = [
        name for name in (*WEIGHTS, "first") if name != "always" and not said.get(f"reason-{name}", {}).get("say")
    ]

    assert missing == []


def test_every_signal_has_its_weight() -> None:
    told = {*signals([LETTER], CONTRACT), *signals([CONTRACT], REST)}

    assert told <= {*WEIGHTS}
    assert {*opening([CONTRACT], REST).reasons} <= told
