"""What this machine has for signing (`saoy doctor`): tokens, who signs, time stamps; none of it stops the program."""

import socket
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.cli.checks import Check, Make
from desk.cli.doctor_proved import examine_proved
from desk.errors import FAULTS
from desk.jobs import Limits, call_limited
from desk.model.certification import Purpose
from desk.settings import Settings, office_exists, read_settings
from desk.text import Language, say

if TYPE_CHECKING:
    from desk.ports import Desk, Keys

_REACH_S = 5.0
"""How long a server may take to be reached, its name's look-up included."""


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
    """Look at the services of the network: the rehearsal's own are started, those of a real office are knocked at."""
    from desk.rehearsal.authority import Authority, authority_exists
    from desk.wiring import SystemClock
    from desk.work.packs import load_services

    if desk is not None and desk.rehearsal:
        authority = Authority(settings.home)
        try:
            authority.services()
        except FAULTS as fault:
            return [_told("authority", fault.code, fault.context, language)]
        finally:
            authority.close()
        return [check("authority", "ok", "authority")] if authority_exists(settings.home) else []
    addresses = load_services(SystemClock().now().date(), settings.tsa).tsa
    hosts = list(dict.fromkeys((urlsplit(url).hostname or url, urlsplit(url).port or _port(url)) for url in addresses))
    return [_knock(check, host, port) for host, port in hosts]


def _port(url: str) -> int:
    return 443 if url.startswith("https:") else 80


def _knock(check: Make, host: str, port: int) -> Check:
    try:
        reached = call_limited(_reached, host, port, limits=Limits(wall_s=_REACH_S))
    except FAULTS:
        reached = False  # the look-up of a name heeds no time limit of ours; its process does
    if not reached:
        return check("timestamp", "warning", "timestamp-down", host=host)
    return check("timestamp", "ok", "timestamp", host=host)


def _reached(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), _REACH_S).close()
    except OSError:
        return False
    return True
