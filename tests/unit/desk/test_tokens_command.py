"""`saoy tokens` and `saoy signer list` say when a certificate ends soon, or has ended."""

import pytest

from desk.cli.run import Run
from desk.cli.tokens import _signer_line
from desk.model.certification import Purpose


class Spoken(Run):
    """A run that answers with the keys of its phrases."""

    def __init__(self) -> None:
        """Open nothing."""

    def phrase(self, key: str, **context: object) -> str:
        return f"{key} {context.get('days', '')}".strip()


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (400, "cli.out.signer 400"), (30, "cli.out.signer 30"), (29, "cli.out.signer-soon 29"),
        (0, "cli.out.signer-soon 0"), (-1, "cli.out.signer-ended -1"),
    ],
)  # fmt: skip
def test_the_tokens_command_warns_from_thirty_days_before_a_certificate_ends(days: int, line: str) -> None:
    assert _signer_line(Spoken(), Purpose.SEAL, "Triệu Thị Miền", "T1", days) == line
