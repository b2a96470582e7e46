"""`saoy officer list|add|change`: the people of an office and their accounts (cán bộ, tài khoản)."""

import argparse
import contextlib
import os
from typing import TYPE_CHECKING

from desk.cli.run import DONE, WRONG_USAGE, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.people import Officer
    from desk.model.values import Json

_ROLES = ("reception", "certifier", "seal", "admin", "inspector")


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `officer`."""
    officer = commands.add_parser("officer", parents=[common], help=phrase("cli.officer"))
    verbs = officer.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", parents=[common], help=phrase("cli.officer-list")).set_defaults(run=run_list)
    add = verbs.add_parser("add", parents=[common], help=phrase("cli.officer-add"))
    change = verbs.add_parser("change", parents=[common], help=phrase("cli.officer-change"))
    for parser in (add, change):
        parser.add_argument("login", metavar="LOGIN")
        parser.add_argument("--name", required=parser is add, metavar="FULL NAME")
        parser.add_argument("--title", default="" if parser is add else None)
        parser.add_argument("--role", action="append", choices=_ROLES, required=parser is add)
        parser.add_argument("--password-fd", type=int, metavar="N", help=phrase("cli.option.password-fd"))
    state = change.add_mutually_exclusive_group()
    state.add_argument("--close", dest="active", action="store_false", default=None)
    state.add_argument("--reopen", dest="active", action="store_true", default=None)
    add.set_defaults(run=run_add)
    change.set_defaults(run=run_change)


def run_list(run: Run, _options: argparse.Namespace) -> int:
    """List all officers, closed accounts last."""
    from desk.work.access import accounts

    found = accounts(run.desk())
    shapes: list[Json] = [_shape(one) for one in found]
    run.say({"officers": shapes}, [_line(run, one) for one in found])
    return DONE


def run_add(run: Run, options: argparse.Namespace) -> int:
    """Give a person an account; the password is a line of the stream, never a word of the command."""
    from desk.model.people import Officer, Role
    from desk.work.access import add_officer

    password = _password(options.password_fd)
    if options.password_fd is not None and password is None:
        return _no_password(run)
    roles = frozenset(Role(role) for role in options.role)
    wanted = Officer(options.login, options.name, options.title, roles)
    added = add_officer(run.desk(), run.session(), wanted, password)
    run.say(_shape(added), [_line(run, added)])
    return DONE


def run_change(run: Run, options: argparse.Namespace) -> int:
    """Change an account: name, title, roles, password, closed or open again."""
    from desk.model.people import Role
    from desk.work.access import OfficerChange, change_officer

    password = _password(options.password_fd)
    if options.password_fd is not None and password is None:
        return _no_password(run)
    roles = frozenset(Role(role) for role in options.role) if options.role else None
    wish = OfficerChange(options.name, options.title, roles, options.active, password)
    changed = change_officer(run.desk(), run.session(), options.login, wish)
    run.say(_shape(changed), [_line(run, changed)])
    return DONE


def _no_password(run: Run) -> int:
    """Change nothing: an account whose password was meant and could not be read would open to any."""
    run.warn(run.phrase("cli.usage-wrong", message="--password-fd"))
    return WRONG_USAGE


def _password(descriptor: int | None) -> str | None:
    """Return the line of the stream, None when there is no stream, or no line that can be read."""
    if descriptor is None:
        return None
    with contextlib.suppress(OSError, ValueError), os.fdopen(descriptor, encoding="utf-8") as stream:
        return stream.readline().rstrip("\r\n") or None
    return None


def _shape(one: "Officer") -> "dict[str, Json]":
    return {
        "login": one.login, "name": one.name, "title": one.title, "roles": [*sorted(role.value for role in one.roles)],
        "active": one.active,
    }  # fmt: skip


def _line(run: Run, one: "Officer") -> str:
    roles = ", ".join(sorted(role.value for role in one.roles))
    closed = "" if one.active else f"  {run.phrase('cli.out.account-closed')}"
    return f"{one.login:12} {one.name}  {one.title}  {roles}{closed}"
