"""What this machine has for signing (`saoy doctor`): tokens, who signs, time stamps; none of it stops the program."""

from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.checks import Check, Make
from desk.cli.doctor_proved import examine_proved
from desk.errors import FAULTS
from desk.model.certification import Purpose
from desk.settings import Settings, office_exists, read_settings
from desk.text import Language, say

if TYPE_CHECKING:
    from desk.ports import Desk, Keys
    from signing.services import Reached


def examine_signing(check: Make, home: Path, language: Language) -> list[Check]:
    """Look at tokens, signers and the services of the network; an office that does not open is looked past."""
    from desk.rehearsal.opening import open_any

    settings = read_settings(home) if office_exists(home) else Settings(home, "-")
    try:
        desk = open_any(home) if office_exists(home) else None
    except FAULTS:
        desk = None
    try:
        found = [_softhsm(check), _tokens(check, _keys(settings, desk), language)]
        if desk is not None:
            found.append(_signers(check, desk, language))
        found += _network(check, settings, desk, language)
        return [*found, *(examine_proved(check, desk, settings) if desk is not None else [])]
    finally:
        if desk is not None:
            desk.close()


def _keys(settings: Settings, desk: "Desk | None") -> "Keys":
    from desk.wiring import keys_for

    return desk.keys if desk is not None else keys_for(settings)


def _softhsm(check: Make) -> Check:
    from desk.rehearsal.soft_tokens import library

    return check("softhsm", "ok", "softhsm") if library() else check("softhsm", "warning", "softhsm-missing")


def _tokens(check: Make, keys: "Keys", language: Language) -> Check:
    try:
        names = [token.label or token.serial for token in keys.tokens()]
    except FAULTS as fault:
        return _told("tokens", fault.code, fault.context, language)
    if not names:
        return check("tokens", "warning", "tokens-none")
    return check("tokens", "ok", "tokens", names=", ".join(names))


def _told(name: str, code: str, context: dict[str, object], language: Language) -> Check:
    said = say(code, context, language)
    return Check(name, "warning", said.sentence, said.cure)


def _signers(check: Make, desk: "Desk", language: Language) -> Check:
    from desk.work.signers import SOON_DAYS, tokens_shown

    try:
        shown = sorted(tokens_shown(desk), key=lambda one: one.days_left)
    except FAULTS as fault:
        return _told("signers", fault.code, fault.context, language)
    if not {Purpose.OFFICER, Purpose.SEAL} <= {one.purpose for one in shown}:
        return check("signers", "warning", "signers-none")
    first = shown[0]
    if first.days_left >= SOON_DAYS:
        return check("signers", "ok", "signers", days=first.days_left)
    key = "signers-ended" if first.days_left < 0 else "signers-soon"
    return check("signers", "warning", key, name=first.name, days=first.days_left)


def _network(check: Make, settings: Settings, desk: "Desk | None", language: Language) -> list[Check]:
    """Ask the services of the network whether they answer; the rehearsal's own are started for it."""
    from desk.wiring import signatures_for
    from desk.work.network import Network, look_at_network

    if desk is not None and desk.rehearsal:
        try:
            network = look_at_network(desk)
        except FAULTS as fault:
            return [_told("authority", fault.code, fault.context, language)]
        well = network.state == "well"
        return [check("authority", "ok" if well else "warning", "authority" if well else "authority-silent")]
    if desk is not None:
        return [_service(check, one) for one in look_at_network(desk).seen]
    room = signatures_for(settings)
    try:
        return [_service(check, one) for one in Network(room.reach((), stamp=False)).seen]
    finally:
        room.close()


def _service(check: Make, one: "Reached") -> Check:
    name = "timestamp" if one.kind == "tsa" else "ocsp"
    return check(name, "ok" if one.well else "warning", name if one.well else f"{name}-down", host=one.host)
