"""Where time stamps and the state of certificates are asked for, and whom the office trusts (dịch vụ, gốc tin cậy)."""

from dataclasses import dataclass, field
from typing import Literal

ServiceKind = Literal["tsa", "ocsp"]
"""An authority that gives time stamps (RFC 3161), or a service that tells the state of certificates (RFC 6960)."""

ReachState = Literal["stamped", "answers", "faulty", "silent"]
"""It gave a time stamp; it answers; it answers with a fault of its own; nothing came in time."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the office trusts: DER of root certificates and of others that help to build a path.

    Attributes:
        roots: Trusted roots (gốc tin cậy).
        others: Intermediates, trusted for nothing by themselves.
    """

    roots: tuple[bytes, ...] = ()
    others: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Services:
    """The services on the network a signature needs.

    Attributes:
        tsa: Addresses of time stamp authorities (RFC 3161), asked in this order.
        tsa_timeout_s: How long one answer may take; the government's takes 2 to 131 s.
        tsa_tries: How often each is asked, with 2 s and 4 s between.
        rewrites: Beginnings of addresses in certificates and what stands for them, e.g. an internal host's name.
        timeout_s: How long an answer of OCSP or of a CRL's server may take.
        hedge_s: After so long without an answer the next time stamp authority is asked too; the first answer counts.
        patience_s: How long one signing waits for time stamps in all, as a person waits for it; completing a copy
            later waits for as long as the authority may take.
    """

    tsa: tuple[str, ...]
    tsa_timeout_s: float = 180.0
    tsa_tries: int = 3
    rewrites: tuple[tuple[str, str], ...] = field(default=())
    timeout_s: float = 20.0
    hedge_s: float = 5.0
    patience_s: float = 20.0

    def address(self, url: str) -> str:
        """Return where an address is really asked."""
        for beginning, instead in self.rewrites:
            if url.startswith(beginning):
                return instead + url.removeprefix(beginning)
        return url


@dataclass(frozen=True, slots=True)
class Reached:
    """What came of asking one service (đã tới được dịch vụ chưa).

    Attributes:
        host: Its name, as settings or certificates have it.
        seconds: How long the answer took, or how long it was waited for.
    """

    kind: ServiceKind
    host: str
    state: ReachState
    seconds: float

    @property
    def well(self) -> bool:
        """Tell whether it can be worked with."""
        return self.state in ("stamped", "answers")
