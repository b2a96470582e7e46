"""Certify one paper of an invented office in a process of its own: `python -m tests.fakes.certify_once FOLDER PAPER`.

The crash drills kill it at a milestone (SAOY_STOP_AT).
"""

import sys
from pathlib import Path

from desk.work.access import act_as
from desk.work.certify import Wish, certify
from tests.fakes.certifying import COMPARED, PINS
from tests.fakes.office import open_office


def main() -> None:
    """Open the office and certify."""
    desk = open_office(Path(sys.argv[1]))
    copy = certify(desk, act_as(desk, "pao.hv", "Quầy 2"), Wish(int(sys.argv[2]), COMPARED), PINS)
    print(copy.number, copy.stage.value)  # noqa: T201 -- the answer to the one who started it
    desk.close()


if __name__ == "__main__":
    main()
