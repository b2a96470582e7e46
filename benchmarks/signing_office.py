"""Our own contender of `bench_signing.py`: an office opened as the program opens it, and nothing of plain pyHanko.

What a contender imports counts as its memory, so this one has a file of its own.
"""

from dataclasses import replace
from pathlib import Path

from desk.model.certification import Comparison
from desk.ports import Desk
from desk.rehearsal.authority import OFFICER_PIN, SEAL_PIN
from desk.rehearsal.soft_tokens import soft_module
from desk.settings import TRUST
from desk.sign.keys import ProcessKeys
from desk.sign.room import SigningRoom
from desk.wiring import open_desk
from desk.work.access import act_as
from desk.work.certify import Pins, Wish
from desk.work.certify_batch import certify_batch
from signing.services import Services

TOKENS, ADDRESS = "bench-tokens", "address"


def open_bench(home: Path) -> Desk:
    """Open the office of the bench with its soft tokens and its authority."""
    services = Services(tsa=((home / ADDRESS).read_text() + "/saoy/tsa/tsa",), tsa_timeout_s=15.0, tsa_tries=1)
    room = SigningRoom(home / TRUST, lambda: services, lambda: None)
    keys = ProcessKeys([soft_module(home / TOKENS)])
    return replace(open_desk(home), keys=keys, signatures=room)


def office(home: Path, copies: int) -> None:
    """Certify the papers of the office in one batch."""
    desk = open_bench(home)
    who = act_as(desk, "mai.lt", "Quầy 1")
    with desk.unit(reading=True) as uow:
        papers = [paper for paper in uow.documents.of_dossier("TAM-261006-0003") if paper.source == "bench"]
    compared = Comparison(compared=True, pages=3, grounds=(1, 2, 3, 4, 5, 6))
    told = certify_batch(
        desk, who, [Wish(paper.id, compared) for paper in papers[:copies]], Pins(OFFICER_PIN, SEAL_PIN)
    )
    numbers = [one.copy.number for one in told if one.copy is not None]
    assert [one.done for one in told] == [True] * copies, [one.fault for one in told if not one.done][:3]
    assert numbers == list(range(1, copies + 1))
    desk.close()
