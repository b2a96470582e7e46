"""`saoy trust`: whom the office trusts; a root is taken in only by the fingerprint that a person compared."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, SOME_FAULTY, Commands, Run
from desk.model.deadline import VIETNAM
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.work.trust import Anchor


def add_trust(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `trust`."""
    trust = commands.add_parser("trust", parents=[common], help=phrase("cli.trust"))
    verbs = trust.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", parents=[common], help=phrase("cli.trust-list")).set_defaults(run=run_list)
    add = verbs.add_parser("add", parents=[common], help=phrase("cli.trust-add"))
    add.add_argument("file", type=Path, metavar="FILE")
    words = phrase("cli.option.fingerprint")
    add.add_argument("--fingerprint", action="append", default=[], metavar="SHA256", help=words)
    add.set_defaults(run=run_add)
    remove = verbs.add_parser("remove", parents=[common], help=phrase("cli.trust-remove"))
    remove.add_argument("fingerprint", metavar="SHA256")
    remove.set_defaults(run=run_remove)


def run_list(run: Run, _options: argparse.Namespace) -> int:
    """Tell whom the office trusts, who took each in and when."""
    from desk.work.trust import anchors

    _say(run, anchors(run.desk()))
    return DONE


def run_add(run: Run, options: argparse.Namespace) -> int:
    """Take a file's authorities in when each new one was named by its fingerprint; else show them, with code 1."""
    from desk.work.trust import look_into, plain_print, take_in

    desk, compared = run.desk(), {plain_print(text) for text in options.fingerprint}
    found = look_into(desk, options.file)
    if any(not anchor.trusted and anchor.certificate.sha256 not in compared for anchor in found):
        _say(run, found, run.phrase("cli.out.trust-compare"))
        return SOME_FAULTY
    _say(run, take_in(desk, run.session(), options.file))
    return DONE


def run_remove(run: Run, options: argparse.Namespace) -> int:
    """Trust a root no longer."""
    from desk.work.trust import take_out

    _say(run, take_out(run.desk(), run.session(), options.fingerprint))
    return DONE


def _say(run: Run, found: "list[Anchor]", *more: str) -> None:
    now = run.desk().clock.now()
    shapes: list[Json] = [
        {
            "sha256": one.certificate.sha256, "subject": one.certificate.subject, "root": one.root, "known": one.known,
            "trusted": one.trusted, "not_before": one.certificate.not_before.isoformat(),
            "not_after": one.certificate.not_after.isoformat(), "ended": one.ended(now), "by": one.by or None,
            "since": one.since.isoformat() if one.since is not None else None,
        }
        for one in found
    ]  # fmt: skip
    lines = [_line(run, one, ended=one.ended(now)) for one in found] or [run.phrase("cli.out.trust-none")]
    run.say({"anchors": shapes}, [*lines, *more])


def _line(run: Run, one: "Anchor", *, ended: bool) -> str:
    parts = [run.phrase("cli.out.trust-root" if one.root else "cli.out.trust-issuer")]
    parts += [run.phrase("cli.out.trust-ended")] if ended else []
    if one.trusted and one.since is not None:
        at = f"{one.since.astimezone(VIETNAM):%d/%m/%Y %H:%M}"
        parts.append(run.phrase("cli.out.trust-by", by=one.by, at=at))
    elif one.trusted:
        parts.append(run.phrase("cli.out.trust-by-hand"))
    return run.phrase(
        "cli.out.trust", sha256=one.certificate.sha256, subject=one.certificate.subject,
        known=one.known or run.phrase("cli.out.trust-unknown"), day=f"{one.certificate.not_after:%d/%m/%Y}",
        state=", ".join(parts),
    )  # fmt: skip
