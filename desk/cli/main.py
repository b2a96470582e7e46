"""The `saoy` command: parse, run, answer with the exit codes of the contract, never with a traceback."""

import argparse
import json
import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

from desk.cli import (
    archive,
    board,
    book,
    care,
    certify,
    counter,
    deferring,
    deliveries,
    devices,
    dossiers,
    evening,
    glass,
    handover,
    journal,
    office,
    officers,
    phone,
    profiles,
    reading,
    separators,
    tokens,
    undoing,
    verify,
)
from desk.cli.run import DONE, FAULT, STOPPED, WRONG_USAGE, Run
from desk.cli.true_copy import add_commands as add_true_copy
from desk.errors import FAULTS, Cancelled
from desk.text import phrase, say

_log = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """Answers wrong usage in the words of the desk."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, phrase("cli.usage-wrong", message=message) + "\n")


def common_options() -> argparse.ArgumentParser:
    """Return the options accepted before and after every command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--office", type=Path, metavar="DIR", help=phrase("cli.option.office"))
    common.add_argument("--json", action="store_true", help=phrase("cli.option.json"))
    common.add_argument("--as", dest="as_name", metavar="NAME", help=phrase("cli.option.as"))
    common.add_argument("--lang", choices=("vi", "en"), help=phrase("cli.option.lang"))
    return common


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    common = common_options()
    parser = _Parser(prog="saoy", description=phrase("cli.about"), parents=[common])
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="COMMAND")
    sorting = (office, reading, counter, glass, phone, separators, evening)
    for module in (*sorting, certify, deferring, handover, devices, profiles, tokens, verify, journal, care, archive):
        module.add_commands(commands, common)
    for module in (deliveries, dossiers, undoing, officers, book, board):
        module.add_commands(commands, common)
    add_true_copy(commands, common)
    return parser


def main(argv: list[str]) -> int:
    """Run one command and return its exit code."""
    logging.getLogger().addHandler(logging.NullHandler())  # a log without an office goes nowhere, never to the terminal
    options = build_parser().parse_args(argv)
    run = Run.of(options)
    try:
        return int(options.run(run, options))
    except Cancelled as fault:
        return _answer(run, fault.code, fault.context, STOPPED)
    except KeyboardInterrupt:
        return _answer(run, Cancelled.code, {}, STOPPED)
    except FAULTS as fault:
        return _answer(run, fault.code, fault.context, FAULT)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as bug:  # noqa: BLE001 -- the last resort of the command: a bug becomes words and a report
        _log.exception("bug")
        return _answer(run, "bug", {"code": f"{type(bug).__name__}: {bug}"}, FAULT)
    finally:
        run.close()


def _answer(run: Run, code: str, context: dict[str, object], exit_code: int) -> int:
    said = say(code, context, run.language)
    if run.speaks_json:
        answer = {"fault": code, "sentence": said.sentence, "cure": said.cure}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"{said.sentence} {said.cure}\n")
    return exit_code
