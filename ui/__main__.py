"""The entry point `saoy`: commands without Qt, or the window."""

import gc
import sys
from pathlib import Path


def main(argv: list[str] | None = None) -> int:
    """Open the window when nothing but the office is named, else run the command; return the exit code.

    `--office DIR` and `--demo` alone still mean the window. Qt is imported only for the window, so that commands
    start quickly and run where Qt's libraries are missing.
    """
    if getattr(sys, "frozen", False):  # a child of a packed program begins here
        from multiprocessing import freeze_support

        freeze_support()
    given = sys.argv[1:] if argv is None else argv
    wish = _window_wish(given)
    if wish is None:
        from desk.cli.main import main as run_command

        return run_command(given)
    gc.disable()  # hardly anything of what is loaded is ever garbage; the window's sweeper takes over
    from ui.plain_imports import load_qt

    load_qt()
    from ui.app import run

    return run(*wish)


def _window_wish(given: list[str]) -> tuple[Path | None, bool] | None:
    """Read the arguments of the window: the office's folder and whether to rehearse; None = a command."""
    home: Path | None = None
    demo = False
    rest = list(given)
    while rest:
        word = rest.pop(0)
        if word == "--demo":
            demo = True
        elif word == "--office" and rest:
            home = Path(rest.pop(0))
        elif word.startswith("--office="):
            home = Path(word.removeprefix("--office="))
        else:
            return None
    return home, demo


if __name__ == "__main__":
    sys.exit(main())
