"""Whether this office reaches the services that its signatures need (thử mạng): for the window and `saoy doctor`."""

from dataclasses import dataclass
from typing import Literal

from desk.ports import Desk
from signing.services import Reached as Reached

NetworkState = Literal["none", "well", "part", "off"]
"""Nothing is to be asked; all answer; some do; none does."""


@dataclass(frozen=True, slots=True)
class Network:
    """What a look at the services of the network found (tình trạng mạng).

    Attributes:
        seen: Time stamp authorities in the order they are asked, then who tells the state of certificates.
    """

    seen: tuple[Reached, ...] = ()

    @property
    def state(self) -> NetworkState:
        """Return how it stands: one authority of several is enough for time stamps."""
        if not self.seen:
            return "none"
        well = [one for one in self.seen if one.well]
        if not well:
            return "off"
        return "well" if {one.kind for one in well} == {one.kind for one in self.seen} else "part"

    def answers(self, kind: str) -> bool:
        """Tell whether a service of this kind ("tsa", "ocsp") answers; one that nobody needs counts as answering."""
        mine = [one for one in self.seen if one.kind == kind]
        return not mine or any(one.well for one in mine)


def look_at_network(desk: Desk, *, stamp: bool = False) -> Network:
    """Ask each service once; within 30 s, and nothing of a paper or a person is sent.

    Args:
        desk: The office.
        stamp: Have the authorities give a time stamp for random bytes, as signing does.

    Raises:
        AuthorityDown: the rehearsal's own services cannot be started.
    """
    with desk.unit(reading=True) as uow:
        signing = [signer.der for signer in uow.copies.signers()]
    return Network(desk.signatures.reach(tuple(dict.fromkeys(signing)), stamp=stamp))
