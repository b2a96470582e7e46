"""Set-up, checks and lock files, for people and for CI; needs nothing but Python's standard library.

python3 installer/dev.py start [--install-only] [words for saoy ...]
python3 installer/dev.py set-up                  the program and the check tools, system packages included
python3 installer/dev.py check [PART ...]        ruff, mypy, imports, unit, integration, ui, e2e; all when none is named
python3 installer/dev.py test [words for pytest ...]
python3 installer/dev.py lock [--upgrade]        write the lock files anew from pyproject.toml
python3 installer/dev.py build                   build the wheel into dist/
"""

import os
import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- this file is the first to meet an old Python
    sys.exit("Sao Y needs Python 3.11 or newer; this is " + sys.version.split()[0])

import checks
import environment
import system


def set_up() -> None:
    """Install the program and all that the checks need."""
    _install(system.PROGRAM + system.CHECK, checks=True)


def start(words: list[str]) -> int:
    """Install what is missing, then open the desk with the words given.

    With `--install-only` the check tools of Python are installed too and nothing is opened.
    """
    only = "--install-only" in words
    _install(system.PROGRAM, checks=only)
    if only:
        print("Installed. Open the desk by ./start, or the rehearsal office by ./start --demo")
        return 0
    saoy = str(environment.binaries() / "saoy")
    if os.name != "nt":
        os.execv(saoy, [saoy, *words])  # noqa: S606 -- the program takes this process's place: no shell is wanted
    return subprocess.run([saoy, *words], check=False).returncode


def check(parts: list[str]) -> int:
    """Install what is missing, then run the parts named, or all."""
    unknown = [part for part in parts if part not in checks.PARTS]
    if unknown:
        print("No such part:", *unknown, "- the parts are", *checks.PARTS, file=sys.stderr)
        return 2
    set_up()
    return checks.run(parts or list(checks.PARTS))


def _install(packages: tuple[str, ...], *, checks: bool) -> None:
    filled = environment.is_filled(checks=checks)
    system.ensure(packages, tell=not filled)
    if not filled:
        environment.fill(checks=checks)


def main(words: list[str]) -> int:
    """Do one verb and return the exit code; 2 for a verb that is not there."""
    verb, rest = (words[0], words[1:]) if words else ("", [])
    if verb == "start":
        return start(rest)
    if verb == "check":
        return check(rest)
    if verb in {"set-up", "test", "build"}:
        set_up()
        if verb == "build":
            environment.build_wheel()
        return checks.test(rest) if verb == "test" else 0
    if verb == "lock":
        environment.lock(rest)
        return 0
    print(__doc__)
    return 0 if verb in {"-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
