"""Loads Qt without its hooks on Python's imports (nạp Qt, gỡ móc nạp mô-đun)."""

import builtins


def load_qt() -> None:
    """Load Qt, and have modules imported after it as in any program; to be called before anything else loads it.

    PySide6 reads the source of every module that is imported after it, to see whether it wants Qt's names written in
    another way (`from __feature__ import …`), and looks at each import for a star. Nothing here does either; it took an
    eighth of the start, and kept all sources in memory.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401 -- puts the hooks on

    builtins.__import__ = plain
