"""Modules that are loaded when something of them is asked for, and not with who imports them (nạp sau)."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


class _Later(ModuleType):
    """Stands for a module until something of it is asked for that is not known beforehand."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__") and name != "__path__":
            raise AttributeError(name)  # asked of every module by those who look at all that is imported
        _take_away(self)
        return getattr(import_module(self.__name__), name)


@contextmanager
def loaded_when_used(modules: Mapping[str, Mapping[str, object]]) -> Iterator[None]:
    """Have modules loaded late by those who import them meanwhile, and by nobody else.

    For libraries that import, for all who use them, what only some do. A name imported *from* such a module, and one
    asked for at once, loads it at once, as ever.

    Args:
        modules: Their names; of each, what is asked for at once and can be had without it.
    """
    stand_ins = [_Later(name) for name in modules if name not in sys.modules]
    for module in stand_ins:
        vars(module).update(modules[module.__name__])
        sys.modules[module.__name__] = module
    try:
        yield
    finally:
        for module in stand_ins:
            _take_away(module)


def _take_away(module: ModuleType) -> None:
    if sys.modules.get(module.__name__) is module:
        del sys.modules[module.__name__]
