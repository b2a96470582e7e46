"""What the laying-out process does: module-level functions of plain values, so that they cross to a child."""

from pathlib import Path

from desk.jobs import Limits
from desk.sign.small import give_back, stay_small
from signing.own import OwnText
from signing.values import Attestation

LAY_LIMITS = Limits(wall_s=60.0, file_bytes=4 << 30)
"""Its input is our own; a paper of 500 pages is copied in seconds."""


def attest_file(pdf: Path, attestation: Attestation, out: Path) -> None:
    """Lay the words on a copy and make both signature fields; nobody asks where, and telling loads numpy over there."""
    stay_small()
    from signing.attest import attest

    try:
        attest(pdf, attestation, out)
    finally:
        give_back()


def lay_own_file(pdf: Path, text: OwnText, out: Path) -> bool:
    """Make the field of a document of one signature ready; tell whether its page was made taller."""
    stay_small()
    from signing.lay_own import lay_own

    try:
        return lay_own(pdf, text, out)
    finally:
        give_back()
