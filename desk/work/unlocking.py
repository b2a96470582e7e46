"""Opening both tokens before a number is taken (mở USB ký số): each PIN is sent once, both at the same time."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from desk.errors import FAULTS
from desk.model.certification import Purpose
from desk.model.people import Role, Session
from desk.ports import Desk
from desk.work.certifiable import Person
from desk.work.certify_steps import named


def make_ready(desk: Desk) -> None:
    """Load what the next signature needs, while the papers are still compared; no token is touched."""
    desk.signatures.ready()


def unlock(
    desk: Desk, who: Session, people: Mapping[Purpose, Person], pins: Mapping[Purpose, str]
) -> dict[Purpose, Exception]:
    """Open the tokens of the persons for whom a PIN was typed; nothing is numbered or signed.

    A token that is open already gets no PIN, and one that two purposes share gets only the first one typed for it.

    Args:
        desk: The office.
        who: Who acts.
        people: Who signs, and who seals.
        pins: As typed, of some of them or of all; an empty one is not sent.

    Returns:
        What went wrong, by whose token; the others are open.

    Raises:
        RoleMissing.
    """
    who.require(Role.RECEPTION, Role.CERTIFIER, Role.SEAL)
    tokens: dict[str, Purpose] = {}
    for purpose, pin in pins.items():
        if pin:
            tokens.setdefault(people[purpose].signer.token, purpose)

    def log_in(purpose: Purpose) -> Exception | None:
        person = people[purpose]
        try:
            with named(person):
                desk.keys.open(person.signer.token, person.signer.certificate, pins[purpose])
        except FAULTS as fault:
            return fault
        return None

    asked = list(tokens.values())
    with ThreadPoolExecutor(max(1, len(asked)), thread_name_prefix="unlock") as threads:
        told = list(threads.map(log_in, asked))
    return {purpose: fault for purpose, fault in zip(asked, told, strict=True) if fault is not None}
