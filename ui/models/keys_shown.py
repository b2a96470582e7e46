"""What the duty panel says of the two tokens: plugged in or not, opened, how many tries, how many days left."""

from dataclasses import dataclass, replace
from typing import Literal

from desk.model.certification import Purpose, Signer
from desk.model.verification import PinState
from desk.ports import Desk
from desk.work.duty import Duty
from desk.work.signers import TokenShown, days_left, tokens_shown
from ui.models.pins import Tries

KeyState = Literal["unknown", "unassigned", "no-driver", "absent", "open", "ready", "low", "last", "locked", "not-set"]
"""Not looked at yet; nobody assigned; no driver; not plugged in; logged in; a PIN is needed, and what its flags say."""

_PINS: dict[PinState, KeyState] = {
    PinState.READY: "ready", PinState.COUNT_LOW: "low", PinState.LAST_TRY: "last", PinState.LOCKED: "locked",
    PinState.NOT_SET: "not-set",
}  # fmt: skip

WHY: dict[KeyState, str] = {
    "unassigned": "certify.signer-unknown", "no-driver": "signing.driver-missing", "absent": "signing.token-absent",
    "locked": "signing.pin-locked", "not-set": "signing.pin-not-set",
}  # fmt: skip
"""Why a PIN is not even asked for, by the code of the fault: it would be sent to nobody, or be a try too many."""


@dataclass(frozen=True)
class KeyShown:
    """One token: whose it is, and what is to be told of it; `days` until its certificate ends, None = not known."""

    purpose: Purpose
    holder: str = ""
    title: str = ""
    state: KeyState = "unknown"
    days: int | None = None

    @property
    def open(self) -> bool:
        """Tell whether it is logged in, so that no PIN is asked for."""
        return self.state == "open"

    @property
    def askable(self) -> bool:
        """Tell whether its PIN may be asked for."""
        return self.state in ("ready", "low", "last")

    @property
    def why(self) -> str:
        """Return the code of the fault that keeps it from signing."""
        return WHY.get(self.state, "signing.fault")

    @property
    def useless(self) -> bool:
        """Tell whether it is known that it cannot sign as it is: a number is not taken for nothing."""
        return self.state not in ("unknown", "open") and not self.askable

    @property
    def tries(self) -> Tries:
        """Return what its flags say of the tries left."""
        return "last" if self.state == "last" else "low" if self.state == "low" else "plenty"


@dataclass(frozen=True)
class KeysShown:
    """The officer's token and the seal's."""

    officer: KeyShown
    seal: KeyShown

    def of(self, purpose: Purpose) -> KeyShown:
        """Return the token of a purpose."""
        return self.officer if purpose is Purpose.OFFICER else self.seal


NO_KEYS = KeysShown(KeyShown(Purpose.OFFICER), KeyShown(Purpose.SEAL))
"""Before anybody looked."""


def look_at_keys(desk: Desk, duty: Duty, agency: str) -> KeysShown:
    """Look which tokens are there; called on a thread of the runner, as a driver may take seconds.

    Args:
        desk: The office.
        duty: Who signs; a copy under way keeps its own persons.
        agency: Name of the agency whose seal the second token holds.
    """
    copy = duty.copy
    officer = duty.officer.name if duty.officer is not None else ""
    title = duty.officer.title if duty.officer is not None else ""
    keeper = duty.seal.name if duty.seal is not None else ""
    by, seal = duty.officer_signer, duty.seal_signer
    if copy is not None:
        officer, title = copy.officer, copy.officer_title
        by = next((p.signer for p in duty.officers if p.officer.id == copy.officer_id), None)
        seal = next((p.signer for p in duty.seals if p.officer.id == copy.seal_id), None)
    keys = KeyShown(Purpose.OFFICER, officer, title), KeyShown(Purpose.SEAL, agency, keeper)
    if by is not None and seal is not None and all(desk.keys.is_open(one.token) for one in (by, seal)):
        now = desk.clock.now()  # nothing is to be asked of any driver
        return KeysShown(
            *(replace(key, state="open", days=days_left(one, now)) for key, one in zip(keys, (by, seal), strict=True))
        )
    shown = tokens_shown(desk)
    return KeysShown(_with_state(keys[0], by, shown), _with_state(keys[1], seal, shown))


def _with_state(key: KeyShown, signer: Signer | None, shown: list[TokenShown]) -> KeyShown:
    found = next((one for one in shown if signer is not None and one.signer == signer), None)
    if found is None:
        return replace(key, state="unassigned")
    if found.open:
        state: KeyState = "open"
    elif found.plugged is None:
        state = "no-driver"
    elif not found.plugged or found.pin is None:
        state = "absent"
    else:
        state = _PINS[found.pin]
    return replace(key, state=state, days=found.days_left)
