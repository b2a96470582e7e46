"""Small processes for laying out and verifying (tiến trình gọn): without the network, and giving back what they used.

pyHanko loads its client for HTTP with whatever else is asked of it: eleven megabytes and a third of the start of each
process that lays out or verifies and never speaks to anybody. A stand-in takes its place there. It has every name and
can do nothing, so a file that is verified could not be fetched for, whatever the library did.
"""

import gc
import sys
from types import ModuleType
from typing import NoReturn

from desk.jobs.heap import return_freed

CLIENT = "aiohttp"

_RETURNED_BYTES = 1 << 22
"""Freed pieces from this size on go back to the system, or each process would keep the memory of its largest file."""


class _Nothing(type):
    """A class that may be named, also with `|` and in `except`, and cannot be made."""

    def __call__(cls, *_args: object, **_named: object) -> NoReturn:
        raise RuntimeError("this process works without the network")


class _NoClient(ModuleType):
    def __getattr__(self, name: str) -> type[Exception]:
        if name.startswith("__"):
            raise AttributeError(name)
        made: type[Exception] = type.__call__(_Nothing, name, (Exception,), {})
        setattr(self, name, made)
        return made


def stay_small() -> None:
    """Keep this process small when it is a child, before it loads the libraries of signing; as often as one likes.

    A client that is loaded already stays.
    """
    if not _in_a_child() or CLIENT in sys.modules:
        return
    sys.modules[CLIENT] = _NoClient(CLIENT)
    return_freed(_RETURNED_BYTES)


def give_back() -> None:
    """Give back what one file took, when this process is a child: the library's readers hold themselves in circles.

    What stays is not looked at again, so that this costs as little after the first file as one file made.
    """
    if _in_a_child():
        gc.collect()
        gc.freeze()


def _in_a_child() -> bool:
    from multiprocessing import parent_process

    return parent_process() is not None
