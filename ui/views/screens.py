"""Which screens there are: one line each, and the room of the rail is the name up to its first dot."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from ui.models.window import WindowModel
from ui.views.screen import Screen


@dataclass(frozen=True)
class Place:
    """Name one screen and what makes it: a class or function of a module of `ui.views`.

    The module is loaded and the screen made when it is first shown: all of them together cost a third of the start.
    """

    name: str
    module: str
    maker: str

    def load(self) -> Callable[[WindowModel], Screen]:
        """Load the module, and return what makes the screen."""
        return cast("Callable[[WindowModel], Screen]", getattr(import_module(f"ui.views.{self.module}"), self.maker))

    def make(self, model: WindowModel) -> Screen:
        """Make the screen."""
        return self.load()(model)


PLACES: tuple[Place, ...] = (
    Place("door.first", "first_start", "FirstStartScreen"),
    Place("door.sign-in", "sign_in", "SignInScreen"),
    Place("counter", "reception", "ReceptionScreen"),
    Place("counter.welcome", "welcome", "WelcomeScreen"),
    Place("counter.scan", "scan", "ScanScreen"),
    Place("counter.phone", "phone", "PhoneScreen"),
    Place("counter.review", "review", "ReviewScreen"),
    Place("counter.certify", "certify", "CertifyScreen"),
    Place("counter.many", "many", "ManyScreen"),
    Place("counter.hand", "hand", "HandScreen"),
    Place("counter.letter", "letter", "LetterScreen"),
    Place("counter.slip", "paper_look", "SlipScreen"),
    Place("counter.paper", "paper_screen", "PaperScreen"),
    Place("counter.deeds", "deeds", "DeedsScreen"),
    Place("evening", "evening", "EveningScreen"),
    Place("evening.report", "room_letter", "RoomLetter"),
    Place("search", "search", "SearchScreen"),
    Place("register", "register", "RegisterScreen"),
    Place("register.copy", "room_letter", "CopyLetter"),
    Place("register.closing", "closing", "ClosingScreen"),
    Place("register.record", "room_letter", "RoomLetter"),
    Place("verify", "verify", "VerifyScreen"),
    Place("verify.record", "room_letter", "RoomLetter"),
    Place("board", "board", "BoardScreen"),
    Place("board.report", "room_letter", "RoomLetter"),
    Place("deliveries", "deliveries", "DeliveriesScreen"),
    Place("deliveries.slip", "room_letter", "RoomLetter"),
    Place("settings", "settings", "SettingsScreen"),
    Place("settings.signing", "signing_settings", "SigningSettingsScreen"),
    Place("settings.profiles", "profiles_settings", "ProfilesScreen"),
    Place("settings.journal", "journal", "JournalScreen"),
    Place("settings.deeds", "deeds", "office_deeds"),
    Place("help", "keys_help", "HelpScreen"),
)
"""A room that has no screen here does not stand on the rail."""


def has_screen(name: str) -> bool:
    """Tell whether a screen of this name can be shown."""
    return any(place.name == name for place in PLACES)


def load_all() -> None:
    """Load the modules of all screens, so that the first showing of each need not; for a thread of its own."""
    for place in PLACES:
        place.load()
