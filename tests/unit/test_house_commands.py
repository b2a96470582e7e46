"""The rule of the house that everything the window can do can be done without it: by a command of `saoy`."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = "desk.work"

Verb = tuple[str, str]
"""A module of `desk.work`, and a function in it."""

OTHERWISE = {
    ("access", "sign_in"): "a command acts for whom `--as` names",
    ("access", "officers"): "`officer list` tells the closed accounts too",
    ("certify", "complete_copy"): "`archive --complete`, for all that wait",
    ("certify", "seal_copy"): "a step of `certify`, which goes on from wherever a copy stands",
    ("certify", "sign_copy"): "a step of `certify`",
    ("certify", "take_number"): "a step of `certify`",
    ("certify_steps", "copy_of"): "part of what `register` tells",
    ("checked", "record_fields"): "`verify --json`",
    ("component", "scans_waiting"): "counted by `archive --complete`",
    ("devices", "make_ready"): "warms a device up while a person turns a page",
    ("drafts", "keep_stranger"): "`open` takes number and name at once",
    ("drafts", "stranger_of"): "`open` takes number and name at once",
    ("evening_filing", "file_ready"): "a step of `ingest --batch`",
    ("evening_look", "side_with_reading"): "the picture under a person's eye; `read` tells its text",
    ("handing", "handing"): "`package` tells the same as it packs",
    ("journal", "check_chain"): "`journal verify`, which needs no name",
    ("journal", "lines"): "`journal show`, which needs no name",
    ("looking", "look_at"): "tells the eye at the glass that a side is askew",
    ("looking", "scan_again"): "of a side in a scan still open, which `scan` closes by itself",
    ("office", "office_facts"): "part of what other commands print",
    ("profiles", "keep_profiles"): "`profiles import`, of one file",
    ("profiles", "last_used"): "what the window offers first",
    ("profiles", "request_of"): "a step of `scan --profile`",
    ("receive", "compare_count"): "`scan --pages` compares",
    ("register", "entries_of"): "`register` tells them",
    ("two_passes", "waiting_stacks"): "`resume` tells them",
    ("true_copy", "complete_true_copy"): "`archive --complete`, for all that wait",
    ("unlocking", "make_ready"): "warms the signing room up while a person reads",
    ("unlocking", "unlock"): "a command sends each PIN with the act it is for",
    ("verify", "verify"): "`verify` asks without an office too",
}
"""What the window calls and no command by that name, with where it is to be had instead."""


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def verbs() -> set[Verb]:
    """Return the public functions of `desk.work` that act on a desk."""
    return {
        (file.stem, node.name)
        for file in (ROOT / "desk" / "work").glob("*.py")
        for node in parsed(file).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _takes_a_desk(node)
    }


def _takes_a_desk(node: ast.FunctionDef) -> bool:
    return bool(node.args.args) and node.args.args[0].arg.strip("_") == "desk"


def named(*folders: str) -> set[Verb]:
    """Return what the modules of folders import of `desk.work`, where it is defined."""
    found: set[Verb] = set()
    for file in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        modules: dict[str, str] = {}
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ImportFrom) and node.module == WORK:
                modules |= {name.asname or name.name: name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{WORK}."):
                found |= {((node.module or "").rpartition(".")[2], name.name) for name in node.names}
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
                found.add((modules[node.value.id], node.attr))
    return {at_home(verb) for verb in found}


def at_home(verb: Verb) -> Verb:
    """Follow a verb that a module passes on to the module that defines it."""
    passed = passed_on()
    while verb in passed:
        verb = passed[verb]
    return verb


@cache
def passed_on() -> dict[Verb, Verb]:
    return {
        (file.stem, name.asname or name.name): (node.module.rpartition(".")[2], name.name)
        for file in (ROOT / "desk" / "work").glob("*.py")
        for node in parsed(file).body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{WORK}.")
        for name in node.names
    }


def test_whatever_the_window_does_is_done_by_a_command_too() -> None:
    missing = (named("ui") & verbs()) - named("desk/cli") - OTHERWISE.keys()

    assert sorted(missing) == []


def test_what_is_done_by_another_command_exists_and_has_none_of_its_name() -> None:
    gone = OTHERWISE.keys() - verbs()
    by_name = OTHERWISE.keys() & named("desk/cli")

    assert (sorted(gone), sorted(by_name)) == ([], [])
