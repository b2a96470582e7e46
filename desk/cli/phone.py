"""`saoy phone`: a QR in the terminal, and what a phone photographs goes into the dossier."""

import argparse
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from desk.cli.run import DONE, Commands, Run
from desk.jobs import Progress
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.paper import Page
    from desk.model.phone import PhoneDoor
    from desk.model.values import Json
    from desk.work.phone import PhoneEars

_QUIET = 3
"""Light modules around the code; four by ISO/IEC 18004, and the edge of the line is light too."""

_HALVES = (" ", "\u2584", "\u2580", "\u2588")
_BLACK_ON_WHITE, _AS_BEFORE = "\033[30;107m", "\033[0m"


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `phone`."""
    phone = commands.add_parser("phone", parents=[common], help=phrase("cli.phone"))
    phone.add_argument("--dossier", required=True, metavar="D")
    phone.add_argument("--component", type=int, metavar="K")
    phone.add_argument("--address", default="", metavar="IP", help=phrase("cli.option.phone-address"))
    phone.add_argument("--plain", action="store_true", help=phrase("cli.option.phone-plain"))
    phone.set_defaults(run=run_phone)


def run_phone(run: Run, options: argparse.Namespace) -> int:
    """Open the page, tell of each photo, and read the paper when the phone or Ctrl C ends it."""
    from desk.model.paper import Stage
    from desk.model.phone import PhoneWish
    from desk.work import receive
    from desk.work.digitise import read_documents
    from desk.work.phone import SOURCE, photograph_into

    desk, who = run.desk(), run.session()
    document = receive.start_scan(desk, who, receive.Place(options.dossier, options.component), source=SOURCE)
    wish = PhoneWish(address=options.address, plain=options.plain)
    try:
        with _ended_by_hand() as progress:
            came = photograph_into(desk, who, document, wish, progress, _ears(run))
    finally:
        received = receive.finish_receiving(desk, who, document.id)
    ids = [] if received.stage is Stage.REMOVED else [received.id]
    results = read_documents(desk, who, ids, run.progress())
    for result in results:
        if result.fault is not None:
            raise result.fault
    shape: dict[str, Json] = {
        "dossier": options.dossier, "document": next(iter(ids), None), "sides": came,
        "kind": next((one.document.kind for one in results), None),
    }  # fmt: skip
    title = next((one.document.title for one in results), "") or "-"
    run.say(shape, [run.phrase("cli.out.phone-read", sides=came, document=document.id, title=title)])
    return DONE


@contextmanager
def _ended_by_hand() -> Iterator[Progress]:
    """Let Ctrl C end the opening and not the program: what came is read."""
    progress = Progress()
    before = signal.signal(signal.SIGINT, lambda *_: progress.stop.set())
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)


def _ears(run: Run) -> "PhoneEars":
    """Tell what comes on standard error: standard output holds the result alone."""
    from desk.work.phone import PhoneEars

    def look(page: "Page", codes: Sequence[str]) -> None:
        words = " ".join(run.phrase(f"phone-look.{code}") for code in codes) or run.phrase("cli.out.phone-kept")
        run.warn(run.phrase("cli.out.phone-photo", number=page.place, words=words))

    def refused(number: int) -> None:
        words = run.phrase("cli.out.phone-refused")
        run.warn(run.phrase("cli.out.phone-photo", number=number, words=words))

    return PhoneEars(lambda door: _tell_door(run, door), look=look, refused=refused)


def _tell_door(run: Run, door: "PhoneDoor") -> None:
    from desk.work.phone import squares

    if door.phones:
        run.warn(run.phrase("cli.out.phone-in"))
        return
    for line in drawn(squares(door.address), colours=sys.stderr.isatty()):
        run.warn(line)
    run.warn(run.phrase("cli.out.phone-open", address=door.address))
    run.warn(run.phrase("cli.out.phone-plain" if door.plain else "cli.out.phone-print", fingerprint=door.fingerprint))
    run.warn(run.phrase("cli.out.phone-end"))


def drawn(rows: Sequence[bytes], *, colours: bool) -> list[str]:
    """Draw a QR code in half blocks, two rows of modules a line; black on white where the terminal knows colours."""
    light = bytes(len(rows[0]) + 2 * _QUIET)
    wide = [light] * _QUIET + [bytes(_QUIET) + row + bytes(_QUIET) for row in rows] + [light] * _QUIET
    if len(wide) % 2:
        wide.append(light)
    lines = [
        "".join(_HALVES[2 * top + below] for top, below in zip(upper, lower, strict=True))
        for upper, lower in zip(wide[::2], wide[1::2], strict=True)
    ]
    return [f"{_BLACK_ON_WHITE}{line}{_AS_BEFORE}" if colours else line for line in lines]
