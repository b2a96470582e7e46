"""What the verifying process does: a module-level function of plain values, so that it crosses to a child."""

import logging
import warnings
from datetime import datetime
from pathlib import Path

from desk.errors import FileMissing
from desk.jobs import Limits
from desk.sign.small import give_back, stay_small
from signing.report import Report
from signing.services import Trust

VERIFY_LIMITS = Limits(wall_s=50.0)
"""Any file is answered within 60 s, the start of the process included."""

UNREADABLE = {"work.over-time": "over-time", "work.over-memory": "over-memory", "work.worker-died": "reader-died"}
"""What a file did to the process that read it, as a reason of the report."""


def verify_file(path: Path, trust: Trust, at: datetime | None) -> Report:
    """Verify a file.

    Raises:
        FileMissing: it is not there or may not be read.
    """
    stay_small()
    from signing.verify import verify

    _hush()
    try:
        return verify(path, trust, at)
    except OSError as fault:
        raise FileMissing(file=str(path)) from fault
    finally:
        give_back()


def load_verifier() -> None:
    """Load what verifies, before there is a file."""
    stay_small()
    import signing.verify  # noqa: F401 -- loading it is all that is wanted


def _hush() -> None:
    """Keep the libraries of this process from telling the terminal what they find: their words name people."""
    for name in ("pyhanko", "pyhanko_certvalidator", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.simplefilter("ignore")
