"""Giving way to others (nhường máy): long work that nobody waits for leaves the processors to the window."""

import contextlib
import os
import sys

_NICE = 10
_BELOW_NORMAL = 0x4000
"""BELOW_NORMAL_PRIORITY_CLASS of SetPriorityClass; children take it over."""


def give_way() -> None:
    """Lower the priority of this process and of those it starts from now on; one that may not stays as it is."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        return
    with contextlib.suppress(OSError):
        os.nice(max(0, _NICE - os.nice(0)))
