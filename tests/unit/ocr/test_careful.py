"""Careful reading: doubtful words are read again and agreed upon; sure ones cost nothing and stay."""

from dataclasses import dataclass, field

import numpy as np

from ocr.careful import agreed
from ocr.rawword import PAGE, Grey, RawWord, Turn

PAPER = np.full((60, 900), 255, np.uint8)


@dataclass
class Readings:
    """An engine that reads one word at the place it is asked about, another with each model."""

    by_model: dict[str, tuple[str, float]]
    asked: list[str] = field(default_factory=list)
    name: str = "readings"

    def read(self, image: Grey, dpi: float, mode: int = PAGE, model: str = "vie") -> list[RawWord]:
        self.asked.append(model)
        text, confidence = self.by_model[model]
        return [RawWord(text, 0, 0, image.shape[1], image.shape[0], confidence, 0)]

    def turn(self, image: Grey, dpi: float) -> Turn | None:
        return None

    def has(self, model: str) -> bool:
        return model in self.by_model

    def close(self) -> None:
        """Nothing is kept."""


def word(text: str, confidence: float) -> RawWord:
    return RawWord(text, 100, 10, 300, 40, confidence, 0)


def read_again(first: RawWord, **models: tuple[str, float]) -> tuple[RawWord, list[str]]:
    engine = Readings({name.replace("_", "/"): told for name, told in models.items()})
    return agreed(PAPER, [first], engine, 200)[0], engine.asked


def test_a_sure_word_is_not_read_again() -> None:
    first = word("tiền", 0.96)

    read, asked = read_again(first, vie=("tiên", 0.99), script_Vietnamese=("tiên", 0.99))

    assert read == first
    assert not asked


def test_two_readings_that_agree_overrule_the_first() -> None:
    read, _ = read_again(word("GTŒT", 0.86), vie=("GTGT", 0.8), script_Vietnamese=("GTGT", 0.85))

    assert (read.text, read.confidence) == ("GTGT", 0.85)


def test_a_reading_that_confirms_the_first_needs_no_third() -> None:
    read, asked = read_again(word("09/4/2021", 0.8), vie=("02/4/2021", 0.9), script_Vietnamese=("09/4/2021", 0.93))

    assert (read.text, read.confidence) == ("09/4/2021", 0.93)
    assert asked == ["script/Vietnamese"]


def test_a_figure_that_each_reading_sees_otherwise_stays_as_read() -> None:
    first = word("304", 0.85)

    read, _ = read_again(first, vie=("804", 0.86), script_Vietnamese=("301", 0.87))

    assert read == first


def test_marks_that_none_agrees_upon_stay_in_doubt() -> None:
    read, _ = read_again(word("cố", 0.88), vie=("cô", 0.93), script_Vietnamese=("cổ", 0.91))

    assert read.text == "cô"
    assert read.confidence <= 0.85
