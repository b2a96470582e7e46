"""The level of a signature (mức chữ ký): PAdES baseline, ETSI EN 319 142-1, clause 6, told from what the file holds."""

from collections.abc import Sequence

from signing.embedded import Embedded
from signing.knowledge import stored_in
from signing.opening import Opened
from signing.proofs import Court, SignerFinding


async def level_of(
    opened: Opened, court: Court, one: Embedded, found: SignerFinding, over: Sequence[Embedded]
) -> str | None:
    """Return "B-B", "B-T", "B-LT" or "B-LTA", None for what is no PAdES signature.

    A level tells what is there and whole, not whether its roots are trusted.

    Args:
        opened: The file.
        court: Judges certificates.
        one: The signature.
        found: What was found of it.
        over: The document time stamps made after it, oldest first.
    """
    if not one.pades:
        return None
    whole_over = [stamp for stamp in over if stamp.cover.fits and stamp.cover.whole]
    own = [stamp.at for stamp in found.stamps if stamp.whole]
    times = own or [at for stamp in whole_over if (at := stamp.stamped_at)]
    if not times:
        return "B-B"
    try:
        for stamp in reversed(whole_over):
            past = opened.reader.get_historical_resolver(stamp.section)
            if await court.complete(one, min(times), stored_in(past)):
                return "B-LTA"
        return "B-LT" if await court.complete(one, min(times), stored_in(opened.reader)) else "B-T"
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- data that make pyHanko fail complete nothing
        return "B-T"
