"""`saoy init` and `saoy doctor`: making an office, and telling what this machine has."""

import argparse
import getpass
import os
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from desk.wiring import Founding


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `init` and `doctor`."""
    init = commands.add_parser("init", parents=[common], help=phrase("cli.init"))
    init.add_argument("--demo", action="store_true")
    init.add_argument("--documents", type=int, default=0, metavar="N")
    init.add_argument("--commune", default="")
    init.add_argument("--province", default="")
    init.add_argument("--authority", default="")
    init.add_argument("--login", default="")
    init.add_argument("--officer", default="", metavar="FULL NAME")
    init.add_argument("--title", default="")
    init.add_argument("--password-fd", type=int, default=None, metavar="N")
    init.set_defaults(run=run_init)
    doctor = commands.add_parser("doctor", parents=[common], help=phrase("cli.doctor"))
    doctor.set_defaults(run=run_doctor)


def run_init(run: Run, options: argparse.Namespace) -> int:
    """Make an office, or the rehearsal office with its invented people and papers."""
    if options.demo:
        from desk.rehearsal.opening import found_rehearsal

        found_rehearsal(run.office, options.documents, run.progress())
    else:
        from desk.wiring import found

        found(run.office, _founding(options))
    run.say({"office": str(run.office.resolve())}, [run.phrase("cli.out.init", office=run.office)])
    return DONE


def _founding(options: argparse.Namespace) -> "Founding":
    from desk.wiring import Founding

    password = None
    if options.password_fd is not None:
        with os.fdopen(options.password_fd, encoding="utf-8") as stream:
            password = stream.readline().rstrip("\n") or None
    login = options.login or getpass.getuser()
    return Founding(
        commune=options.commune, province=options.province, authority=options.authority, login=login,
        officer=options.officer or login, title=options.title, password=password,
    )


def run_doctor(run: Run, _options: argparse.Namespace) -> int:
    """Tell what is installed and reachable; exit code 0 when what the program itself needs is there."""
    from desk.cli.doctor import examine

    checks = examine(run.office, run.language)
    ok = all(check.state != "missing" for check in checks)
    run.say(
        {
            "ok": ok,
            "checks": [
                {"name": c.name, "state": c.state, "sentence": c.sentence, "cure": c.cure} for c in checks
            ],
        },
        [f"{c.state:8} {c.name:12} {c.sentence} {c.cure}".rstrip() for c in checks],
    )
    return DONE if ok else SOME_FAULTY
