"""`saoy profiles`: the office's work profiles, listed, shown, carried in a file, locked, bound to a device."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.run import DONE, Commands, Run
from desk.text import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.model.profile import ProfileSet, WorkProfile
    from desk.model.scanning import Device, ScanRequest
    from desk.model.values import Json


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `profiles` with its verbs."""
    profiles = commands.add_parser("profiles", parents=[common], help=phrase("cli.profiles"))
    verbs = profiles.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add(verb: str, run: "Callable[[Run, argparse.Namespace], int]") -> argparse.ArgumentParser:
        parser = verbs.add_parser(verb, parents=[common], help=phrase(f"cli.profiles-{verb}"))
        parser.set_defaults(run=run)
        return parser

    add("list", run_list)
    add("show", run_show).add_argument("name", metavar="NAME")
    add("export", run_export).add_argument("file", type=Path, metavar="FILE")
    add("import", run_import).add_argument("file", type=Path, metavar="FILE")
    add("lock", run_lock).add_argument("--off", action="store_true")
    trial = add("try", run_try)
    trial.add_argument("name", metavar="NAME")
    trial.add_argument("folder", type=Path, metavar="FOLDER")
    bind = add("bind", run_bind)
    bind.add_argument("name", metavar="NAME")
    bind.add_argument("device", nargs="?", metavar="DEVICE")


def run_list(run: Run, _options: argparse.Namespace) -> int:
    """Tell the profiles with their keys, and whether they are locked."""
    from desk.work.profiles import profile_set

    _say(run, profile_set(run.desk()))
    return DONE


def run_show(run: Run, options: argparse.Namespace) -> int:
    """Tell all that a profile sets, as its file would, and the device it is bound to at this desk."""
    from desk.model.profile import ProfileSet
    from desk.work.profile_file import toml_of
    from desk.work.profiles import find_profile, profile_set

    desk = run.desk()
    profile = find_profile(profile_set(desk), options.name)
    run.say(
        _shape(run, profile), [_line(run, profile), "", toml_of(ProfileSet((profile,))).split("\n\n", 1)[1].strip()]
    )
    return DONE


def run_try(run: Run, options: argparse.Namespace) -> int:
    """Scan one side with a profile into a folder, and into no dossier."""
    from desk.work.profiles import find_profile, profile_set, try_scan

    desk = run.desk()
    profile = find_profile(profile_set(desk), options.name)
    file = try_scan(desk, run.session(), profile, options.folder.absolute(), run.progress())
    run.say({"profile": profile.name, "file": str(file)}, [run.phrase("cli.out.profiles-tried", file=file)])
    return DONE


def run_export(run: Run, options: argparse.Namespace) -> int:
    """Write the set to a file."""
    from desk.work.profiles import export_profiles

    count = len(export_profiles(run.desk(), options.file).profiles)
    run.say(
        {"file": str(options.file), "profiles": count},
        [run.phrase("cli.out.profiles-exported", count=count, file=options.file)],
    )
    return DONE


def run_import(run: Run, options: argparse.Namespace) -> int:
    """Replace the set by that of a file."""
    from desk.work.profiles import import_profiles

    found = import_profiles(run.desk(), run.session(), options.file)
    _say(run, found, run.phrase("cli.out.profiles-imported", count=len(found.profiles)))
    return DONE


def run_lock(run: Run, options: argparse.Namespace) -> int:
    """Lock the set, or unlock it."""
    from desk.work.profiles import lock_profiles

    _say(run, lock_profiles(run.desk(), run.session(), locked=not options.off))
    return DONE


def run_bind(run: Run, options: argparse.Namespace) -> int:
    """Bind a profile to a scanner at this desk, or to none."""
    from desk.work.devices import choose_device
    from desk.work.profiles import bind_device, find_profile, profile_set

    desk = run.desk()
    profile = find_profile(profile_set(desk), options.name)
    device = choose_device(desk, options.device) if options.device else None
    bind_device(desk, run.session(), profile, device.key if device is not None else "")
    words = "cli.out.profile-bound" if device is not None else "cli.out.profile-unbound"
    run.say(
        {"profile": profile.name, "device": device.key if device is not None else None},
        [run.phrase(words, name=profile.name, device=device.name if device is not None else "")],
    )
    return DONE


def wanted_scan(run: Run, options: argparse.Namespace) -> "tuple[Device, ScanRequest, WorkProfile]":
    """Return what `saoy scan --profile` asks, with the options said beside it in the profile's stead."""
    from dataclasses import replace

    from desk.model.profile import Sides, request_for
    from desk.model.scanning import Source
    from desk.work.devices import choose_device
    from desk.work.profiles import choose_place, device_for, find_profile, profile_set

    desk = run.desk()
    profile = find_profile(profile_set(desk), options.profile)
    profile = replace(
        profile,
        source=Source(options.source) if options.source else profile.source,
        sides=Sides.BOTH if options.duplex else profile.sides,
        dpi=options.dpi or profile.dpi,
        colour=profile.colour and not options.grey,
        pages=options.pages or profile.pages,
    )
    options.component = choose_place(desk, profile, options.dossier, options.component).component
    named = options.device
    device = choose_device(desk, named) if named else device_for(desk, run.session(), profile)
    return device, request_for(profile, device), profile


def _say(run: Run, found: "ProfileSet", *before: str) -> None:
    locked = run.phrase("cli.out.profiles-locked" if found.locked else "cli.out.profiles-unlocked")
    shapes: list[Json] = [_shape(run, one) for one in found.profiles]
    lines = [_line(run, one) for one in found.profiles]
    run.say({"locked": found.locked, "profiles": shapes}, [*before, *lines, locked])


def _line(run: Run, profile: "WorkProfile") -> str:
    from desk.work.profile_words import key_words_of, profile_line

    cap = key_words_of(profile, run.language).ljust(8)
    return run.phrase("cli.out.profile", cap=cap, name=profile.name, line=profile_line(profile, run.language)).strip()


def _shape(run: Run, profile: "WorkProfile") -> "dict[str, Json]":
    from dataclasses import asdict

    from desk.work.profile_words import profile_line
    from desk.work.profiles import bindings

    bound = bindings(run.desk(), run.session()).get(profile.name)
    return {
        **asdict(profile),
        "key": f"Shift+F{profile.key}" if profile.key else None,
        "bound_here": bound,
        "sentence": profile_line(profile, run.language),
    }
