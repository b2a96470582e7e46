"""What this process keeps of memory it has freed (bộ nhớ giữ lại): set where the system's library is glibc, else left.

By mallopt(3) and malloc_trim(3).
"""

import sys
from typing import Any

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _MMAP_MAX = -1, -3, -4
"""Parameters of mallopt (malloc.h)."""


def keep_freed(size: int) -> None:
    """Keep up to `size` bytes of what is freed, of large pieces too, for who asks next."""
    _set({_MMAP_MAX: 0, _TRIM_THRESHOLD: size})


def return_freed(least: int) -> None:
    """Give freed pieces of `least` bytes or more back at once, however large the first file was: glibc would learn."""
    _set({_TRIM_THRESHOLD: least, _MMAP_THRESHOLD: least})


def give_back() -> None:
    """Give back what is kept now; what is needed again is asked for again."""
    trim = _function("malloc_trim")
    if trim is not None:
        trim(0)


def _set(values: dict[int, int]) -> None:
    mallopt = _function("mallopt")
    if mallopt is not None:
        for which, value in values.items():
            mallopt(which, value)


def _function(name: str) -> Any:  # noqa: ANN401 -- a function of the C library, which has no types
    if sys.platform == "win32":
        return None
    import ctypes  # here: a window that starts sets nothing

    return getattr(ctypes.CDLL(None), name, None)
