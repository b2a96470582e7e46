"""Opening the tokens of a case by the question before its red act (mở USB ký số): nothing is taken before they open."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.model.certification import Purpose
from desk.work.certifiable import Person
from desk.work.duty import Duty
from desk.work.unlocking import make_ready, unlock
from ui.models.keys_shown import KeyShown, KeysShown
from ui.models.pins import PinAsk
from ui.runner import Failure

if TYPE_CHECKING:
    from desk.ports import Desk
    from ui.models.window import WindowModel

PIN_WRONG = "signing.pin-wrong"


def asked_together(keys: KeysShown, duty: Duty) -> tuple[KeyShown, ...]:
    """Return the tokens whose PINs belong into the question of the red act: those that can be asked and are shut.

    Empty while one of them is at its last try, which has a question and a sentence of its own, or while the officer's
    cannot sign as it is. One token that holds both is asked for once.
    """
    both = (keys.officer, keys.seal)
    if any(key.state == "last" for key in both) or keys.officer.useless:
        return ()
    shared = duty.officer_signer is not None and duty.seal_signer is not None
    shared = shared and _token(duty, Purpose.OFFICER) == _token(duty, Purpose.SEAL)
    return tuple(key for key in (both[:1] if shared else both) if key.askable)


def pin_asks(keys: tuple[KeyShown, ...], wrong: frozenset[Purpose], known: Callable[[Purpose], str]) -> list[PinAsk]:
    """Put the questions for PINs into their facts; `known` gives the rehearsal's."""
    return [
        PinAsk(key.purpose, key.holder, key.title, "", "", key.tries, key.purpose in wrong, known(key.purpose))
        for key in keys
    ]


def _token(duty: Duty, purpose: Purpose) -> str:
    signer = duty.officer_signer if purpose is Purpose.OFFICER else duty.seal_signer
    return signer.token if signer is not None else ""


def signing_people(duty: Duty) -> dict[Purpose, Person]:
    """Return who signs and who seals by a duty."""
    both = ((Purpose.OFFICER, duty.officer, duty.officer_signer), (Purpose.SEAL, duty.seal, duty.seal_signer))
    return {
        purpose: Person(officer, signer)
        for purpose, officer, signer in both
        if officer is not None and signer is not None
    }


class Unlocker(QObject):
    """Send each PIN once and tell what came of it.

    Signals:
        wrong: the purposes whose PIN was wrong, the `Failure` for who is elsewhere, and who asked.
    """

    wrong = Signal(object, object, object)

    def __init__(self, model: "WindowModel", parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._readied: Desk | None = None

    def get_ready(self) -> None:
        """Load what the first signature needs, once an office, while the clerk reads."""
        desk = self._model.session.desk
        if desk is not None and desk is not self._readied:
            self._readied = desk
            self._model.runner.work(lambda _progress: make_ready(desk))

    def open(
        self,
        duty: Duty,
        pins: Mapping[Purpose, str],
        then: Callable[[], None],
        failed: Callable[[Failure | None], None],
        about: object = None,
    ) -> None:
        """Open the tokens, then go on; `failed` hears of a fault, or of None when only a PIN was wrong.

        Args:
            duty: Who signs and who seals.
            pins: As typed; they live in this one call.
            then: Called when all of them are open.
            failed: Called otherwise, before `wrong` is told.
            about: Told with `wrong`.
        """
        desk, who = self._model.session.desk, self._model.session.who
        people = signing_people(duty)
        if desk is None or who is None or not set(pins) <= set(people):
            failed(None)
            return

        def took(faults: dict[Purpose, Exception]) -> None:
            if not faults:
                then()
                return
            told = {purpose: self._model.runner.failure(fault) for purpose, fault in faults.items()}
            wrong = frozenset(purpose for purpose, failure in told.items() if failure.code == PIN_WRONG)
            other = next((failure for failure in told.values() if failure.code != PIN_WRONG), None)
            failed(other)
            if other is None:
                self.wrong.emit(wrong, next(iter(told.values())), about)

        self._model.runner.work(lambda _progress: unlock(desk, who, people, pins), took, failed)
