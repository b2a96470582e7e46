"""Curves of confidence kept in a data file (đường cong độ tin cậy), and the switch that fitting needs."""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from importlib import resources

Knots = Sequence[Sequence[float]]
"""Pairs of raw and true confidence, 0-1, both rising."""


class Curves:
    """The curves of one file of `ocr/data`, by name.

    Attributes:
        off: True while raw figures are wanted.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self.off = False

    @cached_property
    def known(self) -> dict[str, list[list[float]]]:
        """Knots by name; none when the file is not there, as before the first fitting."""
        file = resources.files("ocr").joinpath("data", self._file)
        return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}

    @contextmanager
    def raw(self) -> Iterator[None]:
        """Give raw figures meanwhile: for fitting the curves."""
        self.off = True
        try:
            yield
        finally:
            self.off = False


def on_curve(knots: Knots, told: float) -> float:
    """Read a curve between its knots; below the first it falls to nought, above the last it stays."""
    before = (0.0, 0.0)
    for here, true in knots:
        if told <= here:
            share = (told - before[0]) / max(1e-6, here - before[0])
            return round(before[1] + share * (true - before[1]), 3)
        before = (here, true)
    return round(before[1], 3)
