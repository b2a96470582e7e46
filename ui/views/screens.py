"""Which screens there are: one line each, and the room of the rail is the name up to its first dot."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.models.window import WindowModel
from ui.views.certify import CertifyScreen
from ui.views.closing import ClosingScreen
from ui.views.evening import EveningScreen
from ui.views.first_start import FirstStartScreen
from ui.views.hand import HandScreen
from ui.views.journal import JournalScreen
from ui.views.keys_help import HelpScreen
from ui.views.letter import LetterScreen
from ui.views.many import ManyScreen
from ui.views.paper_look import SlipScreen
from ui.views.paper_screen import PaperScreen
from ui.views.phone import PhoneScreen
from ui.views.profiles_settings import ProfilesScreen
from ui.views.reception import ReceptionScreen
from ui.views.register import RegisterScreen
from ui.views.review import ReviewScreen
from ui.views.room_letter import CopyLetter, RoomLetter
from ui.views.scan import ScanScreen
from ui.views.screen import Screen
from ui.views.search import SearchScreen
from ui.views.settings import SettingsScreen
from ui.views.sign_in import SignInScreen
from ui.views.signing_settings import SigningSettingsScreen
from ui.views.verify import VerifyScreen


@dataclass(frozen=True)
class Place:
    """Name one screen and how it is made; it is made when it is first shown."""

    name: str
    make: Callable[[WindowModel], Screen]


def _welcome(model: WindowModel) -> Screen:
    from ui.views.welcome import WelcomeScreen  # seen once, and only in a rehearsal

    return WelcomeScreen(model)


def _board(model: WindowModel) -> Screen:
    from ui.views.board import BoardScreen  # its charts are loaded when they are first looked at

    return BoardScreen(model)


def _deliveries(model: WindowModel) -> Screen:
    from ui.views.deliveries import DeliveriesScreen  # looked at now and then

    return DeliveriesScreen(model)


def _deeds(model: WindowModel, *, office: bool = False) -> Screen:
    from ui.views.deeds import DeedsScreen  # looked at now and then

    return DeedsScreen(model, office=office)


PLACES: tuple[Place, ...] = (
    Place("door.first", FirstStartScreen),
    Place("door.sign-in", SignInScreen),
    Place("counter", ReceptionScreen),
    Place("counter.welcome", _welcome),
    Place("counter.scan", ScanScreen),
    Place("counter.phone", PhoneScreen),
    Place("counter.review", ReviewScreen),
    Place("counter.certify", CertifyScreen),
    Place("counter.many", ManyScreen),
    Place("counter.hand", HandScreen),
    Place("counter.letter", LetterScreen),
    Place("counter.slip", SlipScreen),
    Place("counter.paper", PaperScreen),
    Place("counter.deeds", _deeds),
    Place("evening", EveningScreen),
    Place("evening.report", RoomLetter),
    Place("search", SearchScreen),
    Place("register", RegisterScreen),
    Place("register.copy", CopyLetter),
    Place("register.closing", ClosingScreen),
    Place("register.record", RoomLetter),
    Place("verify", VerifyScreen),
    Place("verify.record", RoomLetter),
    Place("board", _board),
    Place("board.report", RoomLetter),
    Place("deliveries", _deliveries),
    Place("deliveries.slip", RoomLetter),
    Place("settings", SettingsScreen),
    Place("settings.signing", SigningSettingsScreen),
    Place("settings.profiles", ProfilesScreen),
    Place("settings.journal", JournalScreen),
    Place("settings.deeds", lambda model: _deeds(model, office=True)),
    Place("help", HelpScreen),
)
"""A room that has no screen here does not stand on the rail."""


def has_screen(name: str) -> bool:
    """Tell whether a screen of this name can be shown."""
    return any(place.name == name for place in PLACES)
