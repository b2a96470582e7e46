"""Values of a phone as camera (điện thoại làm máy chụp): its page, the way to it, what became of a photo."""

from dataclasses import dataclass
from enum import StrEnum

PORT = 8743
"""Where the page is offered when nothing else is said: a rule of the firewall needs to know it."""

LARGEST_PHOTO = 20_000_000
"""Most bytes of one photo; phones of today give 2 to 12 million."""

MOST_PHOTOS = 200
"""Most photos of one opening."""


@dataclass(frozen=True, slots=True)
class PhoneWish:
    """How the page for phones is to be offered (cách mở cửa cho điện thoại).

    Attributes:
        title: Shown on the page once a phone is let in, so that a person sees where photos go: the dossier's code.
        address: Address of this machine to be reached at; "" = the one of its private network.
        port: Port wished, 0 = the office's; another is taken when it is not free.
        plain: Without encryption, said so on both screens.
        idle_s: The page ends by itself when no phone has asked for so long.
        patience_s: How long a phone may take for the head of a request, or be silent within one.
        upload_s: How long one photo may take in all.
    """

    title: str = ""
    address: str = ""
    port: int = 0
    plain: bool = False
    idle_s: float = 900.0
    patience_s: float = 10.0
    upload_s: float = 180.0


@dataclass(frozen=True, slots=True)
class PhoneDoor:
    """The way to the page while it is open (cửa đang mở cho điện thoại).

    Attributes:
        address: To be typed or shown as QR; it carries the one-time code, which no log may hold.
        fingerprint: SHA-256 of the certificate, hexadecimal, in pairs with colons; "" = plain.
        phones: How many phones have come in: 0 or 1, as a code lets one phone in.
    """

    address: str
    fingerprint: str
    phones: int = 0

    @property
    def plain(self) -> bool:
        """Tell whether nothing on the way is encrypted."""
        return not self.fingerprint

    @property
    def place(self) -> str:
        """Return the address without its code, which may be said aloud."""
        return self.address.partition("#")[0]


class PhotoState(StrEnum):
    """Ảnh tới đâu: what became of a photo after it was received."""

    KEPT = "kept"
    POOR = "poor"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PhotoSaid:
    """What a phone is told of a photo it sent (lời báo về điện thoại).

    Attributes:
        side: Number of the side it became, 0 = none.
        words: Sentences in Vietnamese: what is wrong with it, and what to do.
    """

    state: PhotoState
    side: int = 0
    words: tuple[str, ...] = ()
